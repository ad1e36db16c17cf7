"""A cell that isn't held, in sentences: the growth published of it with the estimate that follows, what is held within it, what it must lie between, and what else is held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hinterland import codes
from hinterland.answers import cells
from hinterland.answers.answer import word
from hinterland.answers.cells import Cell
from hinterland.brief.output.figures import span
from hinterland.codes import Language
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.language import issuer
from hinterland.language.write import name, when
from hinterland.ledger import Ledger
from hinterland.ledger.words import rounded
from hinterland.requests import Request

FEW = 2
"""Maximum publishers named that a bound rests on."""


@dataclass(frozen=True, slots=True)
class Unheld:
    """What there is to say of a cell that isn't held, the sentence that says so first, the cells held that this rests on, and what the cell lies between."""

    sentences: list[str]
    behind: list[Cell] = field(default_factory=list)
    ends: Interval | None = None


def describe(indicators: Indicators, ledger: Ledger, r: Request, cell: Cell) -> Unheld:
    """Describe a cell that isn't held."""
    language, money = r.language, cells.currency(indicators, r, cell.subject)
    [absent, *held] = cells.missing(indicators, r, cell, language)
    if r.op == "share" and r.whole == "nation":
        return _of_whole(indicators, r, cell, absent)
    if r.op != "level":
        return Unheld([absent, *_within(indicators, r, cell, money, language)[0], *held])
    grown, base = _growth(indicators, r, cell)
    inside, part = _within(indicators, r, cell, money, language)
    bound, ends = _bound(indicators, ledger, r, cell, money)
    out = [absent, *_estimate(grown, base, language), *bound, *inside, *held]
    return Unheld(out, [*grown, *base, *part], ends)


def _of_whole(indicators: Indicators, r: Request, cell: Cell, absent: str) -> Unheld:
    """A share that isn't held by what it would be made of: the part and the whole, each held or not."""
    plain, whole = replace(r, op="level"), r.among or codes.home_of(cell.subject).nation
    parts = cells.ask(indicators, plain, [(s, cell.flow, cell.period) for s in (cell.subject, whole)])
    alternatives = [
        cells.render(c, r.language) if c.is_held else sentence
        for c in parts
        for sentence in cells.missing(indicators, plain, c, r.language)[:1]
    ]
    return Unheld([absent, *alternatives], [c for c in parts if c.is_held])


def _growth(indicators: Indicators, r: Request, cell: Cell) -> tuple[list[Cell], list[Cell]]:
    """The growth published of a cell that isn't held itself, and the level that it starts from, as far as they are held."""
    grown = [c for c in cells.ask(indicators, replace(r, op="growth"), [(cell.subject, cell.flow, cell.period)]) if c.is_held]
    base = cells.ask(indicators, r, [(cell.subject, cell.flow, cell.period.year_before())]) if grown else []
    return grown, [c for c in base if c.is_held]


def _estimate(grown: list[Cell], base: list[Cell], language: Language) -> list[str]:
    """Published growth, and what it makes of the level before as it was published."""
    out = [word("growth:published", language, sentence=cells.render(c, language)) for c in grown]
    for rate, before in zip(grown, base, strict=False):
        growth, level = rate.evaluated.answer, before.evaluated.answer
        assert growth is not None and level is not None
        made = level * (growth.scaled(Decimal("0.01")) + Interval.exact(Decimal(1)))
        about = span(*rounded(made.low, made.high), before.evaluated.evidence.unit or "", language)
        out.append(word("estimate", language, base=cells.render(before, language), span=about))
    return out


def _within(indicators: Indicators, r: Request, cell: Cell, money: str | None, language: Language) -> tuple[list[str], list[Cell]]:
    """The longest and latest part of a cell that is held."""
    periods = [p for p, _ in cells.periods_held(indicators, r, cell.subject, cell.flow, money)]
    inner = [p for p in periods if cell.period.contains(p) and p != cell.period]
    asked = [(cell.subject, cell.flow, max(inner, key=lambda p: (p.months, p.end)))] if inner else []
    ops = (r, replace(r, op="growth")) if r.fares else (r,)
    part = [c for one in ops for c in (cells.ask(indicators, one, asked) if asked else []) if c.is_held]
    return [word("within", language, sentence=cells.render(c, language)) for c in part], part


def _bound(indicators: Indicators, ledger: Ledger, r: Request, cell: Cell, money: str | None) -> tuple[list[str], Interval | None]:
    """What a cell must lie between and what that rests on, as `h.bounds` has it: a part of it may still be revised."""
    if (series := cells.bounded_series(indicators, r, cell)) is None or money is None:
        return [], None
    bound = ledger.bounds(cell.subject, series, cell.period)
    low, high = (None if end is None else Decimal(str(end)) for end in (bound.low or None, bound.high))
    if low is None and high is None:
        return [], None
    why = word(f"bound:{bound.by}", r.language, who=_publishers(indicators, bound.observations, r.language)) if bound.by else ""
    about = {
        "who": name(cell.subject, r.language),
        "what": cells.described(r, cell, r.language),
        "period": when(str(cell.period), r.language),
    }
    return [word("bound", r.language, **about, span=span(*rounded(low, high), money, r.language), why=why)], Interval(low, high)


def _publishers(indicators: Indicators, observations: Iterable[str], language: Language) -> str:
    """Who published the figures that a bound follows from."""
    sources = indicators.sources(o.source for o in indicators.held(observations).values())
    names = list(dict.fromkeys(issuer(s, language) for s in sources))
    named = names if len(names) <= FEW + 1 else [*names[:FEW], word("bound:more", language, n=len(names) - FEW)]
    return word("held:comma", language).join(named)
