"""Regions, groups or a nation side by side in one period: levels, growth, shares and places, each a claim with its evidence, as the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinterland.brief.document import sign
from hinterland.brief.interface import label
from hinterland.brief.output import figures
from hinterland.brief.pictures import titles
from hinterland.brief.pictures.scale import change
from hinterland.brief.shown import stated
from hinterland.brief.terms import is_ranked, terms
from hinterland.claims import Evaluated, evaluate
from hinterland.claims.statement import statement
from hinterland.codes import Language, Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.language.naming import is_money
from hinterland.language.write import middle, numbers_of
from hinterland.models import Claim, Relation

ROWS: tuple[tuple[str, tuple[str, str], dict[str, str]], ...] = (
    ("compare:total", ("value", "level"), {"flow": "total"}),
    ("compare:export", ("value", "level"), {"flow": "export"}),
    ("compare:import", ("value", "level"), {"flow": "import"}),
    ("compare:growth", ("value", "growth"), {"flow": "total"}),
    ("compare:growth:export", ("value", "growth"), {"flow": "export"}),
    ("compare:growth:import", ("value", "growth"), {"flow": "import"}),
    ("compare:share", ("value", "share"), {"flow": "total"}),
    ("compare:rank", ("rank", "level"), {"flow": "total"}),
    ("compare:rank:growth", ("rank", "growth"), {"flow": "total"}),
)
"""The rows of the table: the word for each, kind and operation of its claims, and the flow."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure says, its sign, and the claim that states it; a dash where it isn't held."""

    text: str = "–"
    sign: str = ""
    claim: Claim | None = None


def side_by_side(
    indicators: Indicators,
    subjects: Sequence[str],
    period: str,
    language: Language,
    *,
    flow: str | None = None,
    currency: str | None = None,
) -> list[tuple[str, list[Figure]]]:
    """The rows of the table, each with what it is called; those of a flow, and in a currency, where one is given."""
    asked = [row for row in ROWS if flow in (None, row[2]["flow"])]
    questions = [_question(indicators, s, period, currency, *row) for row in asked for s in subjects]
    answered = iter(evaluate(indicators, [q for q in questions if q]))
    found = [_figure(next(answered) if q else None, language) for q in questions]
    return [(label(key, language), found[n * len(subjects) : (n + 1) * len(subjects)]) for n, (key, _, _) in enumerate(asked)]


def _question(
    indicators: Indicators, subject: str, period: str, currency: str | None, _: str, asked: tuple[str, str], about: dict[str, str]
) -> Claim | None:
    """The question of a cell; none where it makes no sense, as the nation's share of itself or the rank of a group."""
    kind, op = asked
    made = terms(indicators, subject, Period.parse(period))
    indicator, home = made.trade(op, currency=currency or indicators.currency(subject), **about), made.home
    if kind == "rank":
        if not is_ranked(subject):
            return None
        return statement("rank", subject, indicator, period, scope=home.peers, relation=Relation(order="desc"))
    if op == "share":
        return None if subject == home.nation else statement("value", subject, indicator, period, relation=Relation(versus=home.nation))
    return statement("value", subject, indicator, period)


def _figure(e: Evaluated | None, language: Language) -> Figure:
    if e is None or e.answer is None or (e.claim.kind == "value" and e.held < e.asked):
        return Figure()
    # A place that members not held could change is one of several.
    answer = e.widest if e.claim.kind == "rank" and e.widest is not None and e.widest.width is not None else e.answer
    return Figure(_format(e, answer, language), sign(e.claim), stated(e.claim))


def _format(e: Evaluated, answer: Interval, language: Language) -> str:
    """A figure as tables have it: `1.0136 trillion yuan`, `+17.3%`, `2.2%`, `ninth`."""
    value = middle(answer)
    if e.claim.kind == "rank":
        place = figures.span(answer.low, answer.high, "rank", language)
        ordinal = numbers_of(language).ordinal(int(value)) if answer.is_point else place
        return label("compare:place", language, place=place, ordinal=ordinal)
    if e.claim.indicator.op == "growth":
        return f"{change(answer, value, 1)}%"
    if is_money(e.evidence.unit):
        return titles.money(answer, language, e.evidence.unit or "")
    return titles.percent(answer, language)
