"""What is worked out over the years: whether a gap narrowed or widened, the place of a region in each year, and since when it has held one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hinterland.answers import cells, figures
from hinterland.answers.answer import said, word
from hinterland.answers.cells import Cell, of
from hinterland.check.words import amount
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.language.write import name, when
from hinterland.requests import Request

Told = tuple[list[Cell], list[str]]
"""The figures behind an answer, and its sentences."""


def gap(indicators: Indicators, r: Request) -> Told:
    """How far apart two regions, or a region's exports and imports, were in each period named, and whether that grew from the first to the last; of one period against the year before."""
    language, alone = r.language, len(r.subjects) < 2
    wanted = _ends(indicators, r)
    beside = _beside(indicators, r, wanted)
    absent = [p for p in dict.fromkeys((*wanted[:1], *wanted[-1:])) if p not in beside]
    lacking = [cells.missing(indicators, r, c, language)[0] for c in _asked(indicators, r, absent) if not c.is_held]
    is_other = len(beside) < 2 and len(r.periods) < 2
    if is_other and (newest := _common(indicators, r)) is not None:
        beside = _beside(indicators, r, [newest.year_before(), newest])
    if len(beside) < 2:
        return [c for own in beside.values() for c in own], lacking or [figures.nothing(r).sentence]
    held = [beside[p] for p in sorted(beside)]
    first, last = held[0], held[-1]
    what = cells.described(r, first[0], language)
    if alone:
        told = word("of", language, what=figures.upper(what), sentence=figures.over(r, first[0], last[0]))
        each = [cells.render(c, language) for own in held for c in own]
    else:
        told = _verdict(r, first, last, what)
        each = [_lead(r, own, what) for own in held]
    return [c for own in held for c in own], [*lacking, told, *each] if is_other else [told, *each, *lacking]


def _asked(indicators: Indicators, r: Request, periods: Sequence[Period]) -> list[Cell]:
    flow = None if r.op == "balance" else r.flow
    return cells.ask(indicators, r, [(s, flow, p) for p in periods for s in r.subjects])


def _beside(indicators: Indicators, r: Request, periods: Sequence[Period]) -> dict[Period, list[Cell]]:
    """The figures of all subjects in the periods in which all are held, in one currency."""
    found = _asked(indicators, r, periods)
    own = {p: [c for c in found if c.period == p] for p in periods}
    return {p: them for p, them in own.items() if all(c.is_held for c in them) and len(cells.kinds(them)) == 1}


def _ends(indicators: Indicators, r: Request) -> list[Period]:
    """The periods that are compared: those named, the years of a span, of one period or none that and the year before."""
    named = list(r.periods)
    if len(named) == 1 and named[0].months > 12:
        return list(named[0].years())
    if len(named) > 1:
        return named
    at = named[0] if named else _common(indicators, r)
    return [at.year_before(), at] if at is not None else []


def _common(indicators: Indicators, r: Request) -> Period | None:
    """The newest year held of all subjects together with the year before."""
    flow = None if r.op == "balance" else r.flow
    held = [{p for p, _ in cells.periods_held(indicators, r, s, flow) if p.kind == "year"} for s in r.subjects]
    years = sorted(set.intersection(*held), reverse=True)
    found = _beside(indicators, r, years)
    return next((p for p in years if p in found and p.year_before() in found), None)


def _size(own: Sequence[Cell]) -> Interval:
    """How far two figures are apart, whichever is ahead."""
    gap = of(own[0]) - of(own[1])
    if not gap.holds(0) or gap.low is None or gap.high is None:
        return abs(gap)
    return Interval(Decimal(0), max(-gap.low, gap.high), True, True)


def _gap_text(r: Request, own: Sequence[Cell]) -> str:
    unit = own[0].evaluated.evidence.unit
    return amount(_size(own), "percentage_point" if unit in figures.PERCENT else unit, r.language, of=own[0].claim.indicator)


def _verdict(r: Request, first: Sequence[Cell], last: Sequence[Cell], what: str) -> str:
    """Whether two figures came closer to each other, as far as their rounding tells."""
    before, now = _size(first), _size(last)
    key = "narrowed" if now.below(before) else "widened" if now.above(before) else "same"
    about = {"names": said(r.language, [name(c.subject, r.language) for c in first]), "what": what}
    about |= {"earlier": when(str(first[0].period), r.language), "later": when(str(last[0].period), r.language)}
    return word(f"gapover:{key}", r.language, before=_gap_text(r, first), now=_gap_text(r, last), **about)


def _lead(r: Request, own: Sequence[Cell], what: str) -> str:
    ahead, behind = sorted(own, key=lambda c: -c.value)
    about = {"what": figures.upper(what), "period": when(str(ahead.period), r.language)}
    return word("of:period", r.language, **about, sentence=figures.between(ahead, behind, r.language))


WORKED = {"gapover": gap}
"""What is worked out over the years, by its name in a request."""
