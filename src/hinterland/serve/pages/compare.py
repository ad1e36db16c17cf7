"""Regions, groups or a nation side by side in one period: levels, growth, shares and ranks, each a claim with its evidence, and growth over the years."""

from __future__ import annotations

from dataclasses import dataclass

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.brief import html, shown
from hinterland.brief.document import sign
from hinterland.brief.interface import label
from hinterland.brief.output import figures
from hinterland.brief.pictures import titles
from hinterland.brief.pictures.desk import Desk
from hinterland.brief.pictures.scale import change
from hinterland.brief.pictures.together import together
from hinterland.brief.pictures.words import listed
from hinterland.brief.shown import stated
from hinterland.brief.site.frames import name
from hinterland.brief.site.pages import unmarked
from hinterland.brief.terms import is_ranked, terms
from hinterland.claims import Evaluated, evaluate
from hinterland.claims.statement import statement
from hinterland.codes import Language, Period
from hinterland.interval import Interval
from hinterland.language.naming import is_money
from hinterland.language.write import middle, numbers_of
from hinterland.language.write import when as spoken
from hinterland.models import Claim, Relation
from hinterland.serve.pages.choices import by_kind, chosen, shown_first
from hinterland.serve.pages.frames import brief_link, claim_address, page
from hinterland.serve.pages.parameters import SUBJECTS
from hinterland.serve.replies import Reply, statements

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
class Cell:
    """A figure: what it says, its sign, how it came about and the page of its claim; nothing where it isn't held."""

    text: str
    sign: str = ""
    how: str = ""
    address: str = ""


def compare(h: Hinterland, *, language: Language, subjects: tuple[str, ...] = (), period: str | None = None) -> Reply:
    """The page of some subjects, by their codes."""
    asked = tuple(dict.fromkeys(subjects)) or shown_first("compare")
    when, years = chosen(h, codes.home_of(asked[0]).nation, period)
    questions = [_question(h, s, when, *row) for row in ROWS for s in asked]
    answered = iter(evaluate(h.indicators, [q for q in questions if q]))
    found = [next(answered) if q else None for q in questions]
    table = [
        (label(key, language), [_cell(e, s, when, language) for e, s in zip(found[n * len(asked) :], asked, strict=False)])
        for n, (key, _, _) in enumerate(ROWS)
    ]
    held = [e for e in found if e and e.answer is not None and (e.claim.kind == "rank" or e.held >= e.asked)]
    sources = {s.id: s for e in held if e.claim.kind == "value" for s in e.evidence.sources}
    # Growth of all of them over the years.
    drawn = together([Desk(h.indicators, s, Period.parse(when), language, {}, lambda _: 0, "map") for s in asked])
    return page(
        h,
        "compare",
        language,
        {"subjects": ",".join(subjects), "period": period},
        statements=statements(stated(e.claim) for e in held),
        around={"about": asked[0]},
        chosen=asked,
        heads=[brief_link(s, when, language) for s in asked],
        groups=by_kind(language),
        places=range(SUBJECTS),
        period=when,
        years=[(y, y) for y in sorted({*years, when}, reverse=True)],
        table=[(head, cells) for head, cells in table if any(c.address for c in cells)],
        missing=listed([head for head, cells in table if not any(c.address for c in cells)], language),
        signs=sorted({c.sign for _, cells in table for c in cells if c.sign}),
        picture=drawn and (unmarked(drawn), html.draw(drawn, "p-")),
        sources=[shown.cited(s, language) for s in sources.values()],
        title=label("compare:title", language, names=listed([name(s, language) for s in asked], language), period=spoken(when, language)),
    )


def _question(h: Hinterland, subject: str, period: str, _: str, asked: tuple[str, str], about: dict[str, str]) -> Claim | None:
    """The question of a cell; none where it makes no sense, as the nation's share of itself or the rank of a group."""
    kind, op = asked
    made = terms(h.indicators, subject, Period.parse(period))
    indicator, home = made.trade(op, currency=h.indicators.currency(subject), **about), made.home
    if kind == "rank":
        if not is_ranked(subject):
            return None
        return statement("rank", subject, indicator, period, scope=home.peers, relation=Relation(order="desc"))
    if op == "share":
        return None if subject == home.nation else statement("value", subject, indicator, period, relation=Relation(versus=home.nation))
    return statement("value", subject, indicator, period)


def _cell(e: Evaluated | None, subject: str, period: str, language: Language) -> Cell:
    if e is None or e.answer is None or (e.claim.kind == "value" and e.held < e.asked):
        return Cell("–")
    its = sign(e.claim)
    how = label(f"how:{its}", language) if its else ""
    # A place that members not held could change is one of several.
    answer = e.widest if e.claim.kind == "rank" and e.widest is not None and e.widest.width is not None else e.answer
    return Cell(_format(e, answer, language), its, how, claim_address(stated(e.claim).id, subject, period, language))


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
