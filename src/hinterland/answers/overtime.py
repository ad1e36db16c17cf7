"""What is worked out over the years: whether a gap narrowed or widened, the place of a region in each year, and since when it has held one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hinterland import codes
from hinterland.answers import cells, figures, ranking
from hinterland.answers.answer import said, word
from hinterland.answers.cells import Cell, of
from hinterland.answers.standing import bounds_of, places_of, scope_text
from hinterland.check.words import amount, place
from hinterland.codes import Language, Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.language.write import name, when
from hinterland.ledger import Ledger
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
    is_other = len(beside) < 2 and len(wanted) < 3
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
    if len(r.periods) > 1 or any(p.months > 12 for p in r.periods):
        return list(r.periods[0].years()) if len(r.periods) == 1 else list(r.periods)
    at = r.periods[0] if r.periods else _common(indicators, r)
    return [at.year_before(), at] if at is not None else []


def _common(indicators: Indicators, r: Request) -> Period | None:
    """The newest year held of all subjects."""
    newest = [cells.newest(indicators, r, s, None if r.op == "balance" else r.flow, 12) for s in r.subjects]
    return min((p for p in newest if p), key=lambda p: p.end) if all(newest) else None


def _size(own: Sequence[Cell]) -> Interval:
    """How far two figures are apart, whichever is ahead."""
    gap = of(own[0]) - of(own[1])
    if not gap.holds(0) or gap.low is None or gap.high is None:
        return abs(gap)
    return Interval(Decimal(0), max(-gap.low, gap.high), True, True)


def _verdict(r: Request, first: Sequence[Cell], last: Sequence[Cell], what: str) -> str:
    """Whether two figures came closer to each other, as far as their rounding tells."""
    sizes, unit = [_size(own) for own in (first, last)], first[0].evaluated.evidence.unit
    key = "narrowed" if sizes[1].below(sizes[0]) else "widened" if sizes[1].above(sizes[0]) else "same"
    about = {"names": said(r.language, [name(c.subject, r.language) for c in first]), "what": what}
    about |= {at: when(str(own[0].period), r.language) for at, own in (("earlier", first), ("later", last))}
    unit = "percentage_point" if unit in figures.PERCENT else unit
    before, now = (amount(size, unit, r.language, of=first[0].claim.indicator) for size in sizes)
    return word(f"gapover:{key}", r.language, before=before, now=now, **about)


def _lead(r: Request, own: Sequence[Cell], what: str) -> str:
    ahead, behind = sorted(own, key=lambda c: -c.value)
    about = {"what": figures.upper(what), "period": when(str(ahead.period), r.language)}
    return word("of:period", r.language, **about, sentence=figures.between(ahead, behind, r.language))


WORKED = {"gapover": gap}
"""What is worked out over the years, by its name in a request."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The place of a region in a year: the first and the last that it may have, that among those held, how many of them are, and of how many."""

    cell: Cell
    first: int
    last: int
    among: tuple[int, int]
    held: int
    asked: int

    def text(self, language: Language) -> str:
        """The place in words; that among those held where others may be before it."""
        if self.first == self.last:
            return place(self.first, self.last, language)
        return word("standing:among", language, place=place(*self.among, language), held=self.held, asked=self.asked)

    def is_within(self, r: Request) -> bool | None:
        """Whether it is the place asked, or one of those; None where what isn't held decides."""
        low, high = r.nth or 1, r.nth_to or r.nth or 1
        return True if low <= self.first and self.last <= high else False if self.last < low or self.first > high else None


LATEST = 999912
"""A month behind all."""


def _standings(indicators: Indicators, r: Request, ledger: Ledger) -> list[Standing]:
    """The place of a region in each year held, of a span of years in those, oldest first."""
    [subject], scope, out = r.subjects, ranking.scope_of(r), []
    flow = None if r.op == "balance" else r.flow
    series = cells.periods_held(indicators, r, subject, flow, cells.currency(indicators, r, subject))
    start, end = (r.periods[0].start, r.periods[-1].end) if r.computed == "places" and r.periods else (0, LATEST)
    for p in sorted({p for p, _ in series if p.kind == "year" and start <= p.start and p.end <= end}):
        found = cells.ask(indicators, r, [(s, flow, p) for s in codes.members(scope)])
        own = next((c for c in found if c.subject == subject and c.is_held), None)
        held = [c for c in found if c.is_held and own is not None and c.evaluated.evidence.unit == own.evaluated.evidence.unit]
        if own is None:
            continue
        unheld = [bounds_of(indicators, r, c, ledger) for c in found if not c.is_held]
        first, last = places_of(own, held, unheld, r)
        out.append(Standing(own, first, last, places_of(own, held, [], r), len(held), len(found)))
    return out


def _about(r: Request, one: Standing) -> dict[str, str]:
    scope = ranking.scope_of(r)
    about = {"who": name(r.subjects[0], r.language), "what": cells.described(r, one.cell, r.language)}
    return about | {"scope": scope_text(scope, 1, 1, r.language), "low": word(f"standing:{r.order}", r.language)}


def places(indicators: Indicators, r: Request, ledger: Ledger) -> Told:
    """The place of a region in each year held, and whether it rose or fell from the first to the last that are certain."""
    language, found = r.language, _standings(indicators, r, ledger)
    if not found:
        return [], [figures.nothing(r).sentence]
    each = [word("standing:each", language, period=when(str(s.cell.period), language), place=s.text(language)) for s in found]
    out = [word("standing:places", language, names=word("held:comma", language).join(each), **_about(r, found[-1]))]
    sure = [s for s in found if s.first == s.last]
    if len(sure) > 1:
        old, new = sure[0], sure[-1]
        key = "rose" if new.first < old.first else "fell" if new.first > old.first else "same"
        ends = {"earlier": when(str(old.cell.period), language), "later": when(str(new.cell.period), language)}
        size = abs(new.first - old.first)
        by = word("shift:places" if size != 1 else "shift:place", language, count=size)
        out.append(word(f"standing:{key}", language, before=old.text(language), now=new.text(language), by=by, **ends, **_about(r, new)))
    if r.periods and len(out) > 1:
        out.reverse()
    return [s.cell for s in found], out


def standing(indicators: Indicators, r: Request, ledger: Ledger) -> Told:
    """Since when a region has held a place: the years up to the latest in which it surely did, what it was before those, or why that isn't known."""
    language = r.language
    found = _standings(indicators, r, ledger)
    if not found:
        return [], [figures.nothing(r).sentence]
    first = newest = next((n for n in range(len(found) - 1, -1, -1) if found[n].is_within(r) is not None), None)
    top = r.nth == 1 and r.nth_to
    wanted = word("standing:top", language, count=r.nth_to) if top else place(r.nth or 1, r.nth_to or r.nth or 1, language)
    about = _about(r, found[-1]) | {"place": wanted}
    if first is None or newest is None or not found[newest].is_within(r):
        last, key = found[-1 if newest is None else newest], "standing:unsure" if newest is None else "standing:not"
        told = [word(key, language, **about, period=when(str(last.cell.period), language), other=last.text(language))]
    else:
        while first and found[first - 1].is_within(r) and found[first - 1].cell.period == found[first].cell.period.year_before():
            first -= 1
        ends = {"first": when(str(found[first].cell.period), language), "last": when(str(found[newest].cell.period), language)}
        told = [word("standing" if first < newest else "standing:one", language, count=newest - first + 1, **ends, **about)]
        told.append(_before(r, found[first], found[first - 1] if first else None))
    earlier = [when(str(s.cell.period), language) for s in found[: first or 0] if s.is_within(r)]
    told += [word("standing:earlier", language, names=said(language, earlier), **about)] if earlier else []
    return [s.cell for s in found[first or 0 :]], told


def _before(r: Request, first: Standing, before: Standing | None) -> str:
    """What is known of the year before those in which a place was held."""
    at = first.cell.period.year_before()
    period = when(str(at), r.language)
    if before is None or before.cell.period != at:
        return word("standing:unheld", r.language, period=period)
    about = {"period": period, "other": before.text(r.language), "held": before.held, "asked": before.asked}
    return word("standing:open" if before.is_within(r) is None else "standing:before", r.language, **about)


PLACED = {"places": places, "standing": standing}
"""What is worked out of places, which the ledger bounds, by its name in a request."""
