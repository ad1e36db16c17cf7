"""The cell that decides: what isn't held, and by its bounds refutes a claim on levels or leaves it open. Only whoever reports a claim asks,
so that evaluating stays quick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hinterland import codes
from hinterland.claims.cells import bound, find_level, find_levels
from hinterland.claims.evaluate import Evaluated
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.indicators.figures import Level, series, with_total
from hinterland.ledger.lookup import Span, find_bounds, find_spans
from hinterland.models import Claim, Indicator

KINDS = ("first", "record", "streak", "rank", "count", "comparison")


@dataclass(frozen=True, slots=True)
class Deciding:
    """A cell that isn't held, or a run of months: `low` and `high` bound it (None: open), `each` is what its largest month is at least, or
    its smallest at most. `held` is set where a held period decides an overtaking: the subject was ahead then already. `against` is the
    other side of a comparison, held or not; `flow` is set where its sides are flows of one region."""

    region: str
    period: Period
    low: float | None = None
    high: float | None = None
    each: float | None = None
    largest: bool = True
    held: bool = False
    sentence: str = ""
    observations: tuple[str, ...] = ()
    flow: str | None = None
    against: Deciding | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing bounds it."""
        return self.high is None and not self.low


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a cell is compared with: whether it is surely past a figure, and whether possibly."""

    above: bool
    strict: bool
    sure: float
    possible: float

    def is_sure(self, low: float | None, high: float | None) -> bool:
        end = low if self.above else high
        return end is not None and self._is_past(end, self.sure)

    def is_possible(self, low: float | None, high: float | None) -> bool:
        end = high if self.above else low
        return end is None or self._is_past(end, self.possible)

    def _is_past(self, end: float, mark: float) -> bool:
        return (end > mark if self.above else end < mark) or (not self.strict and end == mark)


def find_deciding(indicators: Indicators, e: Evaluated, *, refuted: bool) -> Deciding | None:
    """The cell that refutes a claim, or where it isn't `refuted` one that leaves it open; none where what is held decides alone, or no cell alone does."""
    c = e.claim
    if c.kind not in KINDS or c.indicator.op != "level" or c.subject is None or c.period is None or e.answer is None:
        return None
    bound(indicators)
    if c.kind == "comparison":
        return _overtaking(indicators, c, refuted=refuted)
    mark = _mark(indicators, c)
    if mark is None:
        return None
    if c.kind in ("rank", "count"):
        return None if refuted else _member(indicators, c, mark)
    found = _earlier(indicators, c, c.subject, mark, refuted=refuted)
    if found is None and c.kind == "first" and c.scope:
        others = [m for m in codes.group_members(c.scope) if m != c.subject]
        found = next((x for m in others if (x := _earlier(indicators, c, m, mark, refuted=refuted))), None)
    return _with_reason(indicators, c, found) if refuted and found is not None else found


def ahead_by_bounds(indicators: Indicators, c: Claim) -> tuple[bool, Deciding] | None:
    """Whether the subject of a comparison of levels is ahead, where bounds decide it, with the larger side's lower and the smaller side's upper bound, the one not held first."""
    versus, i = c.relation.versus, c.indicator
    if c.kind != "comparison" or i.op != "level" or c.subject is None or c.period is None or versus is None:
        return None
    flows = (i.flow, versus) if versus in codes.FLOWS else (None, None)
    pair = ((c.subject, i), (c.subject, i.model_copy(update={"flow": versus})) if flows[1] else (versus, i))
    own, theirs = (replace(_side(indicators, *one, Period.parse(c.period)), flow=flow) for one, flow in zip(pair, flows, strict=True))
    if (own.held and theirs.held) or not (_is_below(theirs, own) or _is_below(own, theirs)):
        return None
    is_ahead = _is_below(theirs, own)
    larger, smaller = (own, theirs) if is_ahead else (theirs, own)
    larger, smaller = replace(larger, high=None), replace(smaller, low=None)
    unheld, side = (smaller, larger) if larger.held else (larger, smaller)
    return is_ahead, replace(unheld, against=side)


def _side(indicators: Indicators, region: str, of: Indicator, period: Period) -> Deciding:
    """A side of a comparison with its ends: as held, of a group and where nothing is held as bounded."""
    ends = None if codes.group_members(region) else find_level(indicators, region, series(of), period.start, period.end)
    if ends is not None:
        return Deciding(region, period, *ends, held=True)
    b = bound(indicators).bounds(region, series(of), period)
    return Deciding(region, period, b.low, b.high, sentence=b.sentence, observations=b.observations)


def _is_below(one: Deciding, other: Deciding) -> bool:
    """Whether one side surely came to less than the other."""
    return one.high is not None and other.low is not None and one.high < other.low


def bounds_of(indicators: Indicators, claims: Sequence[Claim]) -> list[tuple[Decimal | None, Decimal | None]]:
    """What the levels that claims state must lie between, by what is held; none where they are open."""
    bound(indicators)
    keys = [(c.subject or "", series(c.indicator), *((p := Period.parse(c.period or "")).start, p.end)) for c in claims]
    found = [ends or (None, None) for ends in find_bounds(indicators.engine, "unheld", keys)]
    return [(None if low is None else Decimal(low), None if high is None else Decimal(high)) for low, high in found]


def why_bounded(indicators: Indicators, claim: Claim) -> tuple[Deciding, bool]:
    """A level that isn't held with its bounds, and whether all that they follow from is official."""
    region, period = claim.subject or "", Period.parse(claim.period or "")
    b = bound(indicators).bounds(region, series(claim.indicator), period)
    official = all(o.reliability in ("official", "derived") for o in indicators.held(b.observations).values())
    return Deciding(region, period, b.low, b.high, sentence=b.sentence, observations=b.observations), official


def _mark(indicators: Indicators, c: Claim) -> _Mark | None:
    """What a cell must pass to overturn the claim: its threshold, or the subject's own figure; of a streak a cell that breaks it."""
    test, limit = c.relation.test, c.relation.threshold
    if c.kind in ("first", "count", "streak"):
        if limit is None or test not in (">", ">=", "<", "<="):
            return None
        if c.kind == "streak":
            return _Mark(test in ("<", "<="), test in (">=", "<="), float(limit), float(limit))
        return _Mark(test in (">", ">="), test in (">", "<"), float(limit), float(limit))
    p = Period.parse(c.period or "")
    low, high = find_level(indicators, c.subject or "", series(c.indicator), p.start, p.end) or (None, None)
    if low is None or high is None:
        return None
    return _Mark(False, True, low, high) if c.relation.order == "asc" or test == "lowest" else _Mark(True, True, high, low)


def _is_of(c: Claim, x: Level | Span) -> bool:
    """Whether a period of the claim's length counts: of months all, else those of its name."""
    p = Period.parse(c.period or "")
    return (p.months == 1 and c.scope != "years") or x.last_month % 100 == p.end % 100


def _levels(indicators: Indicators, c: Claim, region: str) -> Sequence[Level | Span]:
    p = Period.parse(c.period or "")
    return [x for x in find_levels(indicators, [(region, series(c.indicator))], p.end - p.start)[0] if _is_of(c, x)]


def _unheld(indicators: Indicators, c: Claim, region: str) -> list[Span]:
    """The bounded periods of a region, of the claim's length, that no level is held of."""
    p = Period.parse(c.period or "")
    return [x for x in find_spans(indicators.engine, "unheld", [(region, series(c.indicator))], p.end - p.start)[0] if _is_of(c, x)]


def _earlier(indicators: Indicators, c: Claim, region: str, mark: _Mark, *, refuted: bool) -> Deciding | None:
    """The cell of a region before the claim's period that is past the mark, surely for a refuted claim, else possibly; a run of months where none alone is."""
    p = Period.parse(c.period or "")
    window = Period.parse(c.relation.window) if c.relation.window else None
    since = 0 if window is None else window.end + 1 if c.kind == "first" else window.start
    held = [x for x in _levels(indicators, c, region) if x.last_month <= p.end]
    begun = _begun(indicators, c, region, held)
    if any(mark.is_sure(x.low, x.high) for x in held if x.last_month < p.start and x.first_month >= since):
        return None
    missing = [x for x in _unheld(indicators, c, region) if x.last_month < p.start and x.first_month >= max(since, begun)]
    fits = mark.is_sure if refuted else mark.is_possible
    found = [x for x in missing if fits(x.low, x.high)]
    if found:
        far = [0.0 if c.kind == "streak" else (x.low or 0.0) if mark.above else -(x.high or 1e300) for x in found]
        best = max(zip(far, found, strict=True), key=lambda x: (x[0], x[1].last_month))[1]
        return Deciding(region, Period(best.first_month, best.last_month), best.low, best.high)
    if refuted:
        return _run(indicators, c, region, mark, (max(since, begun), p.start)) if p.months == 1 and c.scope != "years" else None
    known = {x.last_month for x in (*held, *missing)}
    step, period = 1 if p.months == 1 and c.scope != "years" else 12, p
    while (period := period.shift(-step)).start >= max(since, begun):
        if period.end not in known:
            return Deciding(region, period)
    return None


def _begun(indicators: Indicators, c: Claim, region: str, held: Sequence[Level | Span]) -> int:
    """The month in which what is held of a series begins: of a first beyond months in periods of any length, also of the total, since a year says something of its halves; else of those of the
    claim's own."""
    is_any = c.kind == "first" and Period.parse(c.period or "").months > 1
    every = [x for found in find_levels(indicators, [(region, of) for of in with_total(c.indicator)]) for x in found] if is_any else held
    return min((x.first_month for x in every), default=Period.parse(c.period or "").start)


def _run(indicators: Indicators, c: Claim, region: str, mark: _Mark, between: tuple[int, int]) -> Deciding | None:
    """The shortest run of months one of which is surely past the mark."""
    [spells] = find_spans(indicators.engine, "spells", [(region, series(c.indicator))])
    spells = [x for x in spells if x.first_month >= between[0] and x.last_month < between[1]]
    for x in sorted(spells, key=lambda x: (x.last_month - x.first_month, -x.first_month)):
        each = x.low if mark.above else x.high
        if mark.is_sure(each, each):
            return Deciding(region, Period(x.first_month, x.last_month), each=each, largest=mark.above)
    return None


def _member(indicators: Indicators, c: Claim, mark: _Mark) -> Deciding | None:
    """The member of a scope that isn't held, and that could change a place or a count: the largest that it may be first."""
    p, of = Period.parse(c.period or ""), series(c.indicator)
    members = [m for m in codes.group_members(c.scope) if m != c.subject]
    held = find_levels(indicators, [(m, of) for m in members], p.end - p.start)
    missing = [m for m, levels in zip(members, held, strict=True) if all(x.last_month != p.end for x in levels)]
    bounds = find_bounds(indicators.engine, "unheld", [(m, of, p.start, p.end) for m in missing])
    found = [Deciding(m, p, *(ends or (None, None))) for m, ends in zip(missing, bounds, strict=True)]
    return max((d for d in found if mark.is_possible(d.low, d.high)), key=lambda d: (d.high is None, d.high or 0.0, d.region), default=None)


def _overtaking(indicators: Indicators, c: Claim, *, refuted: bool) -> Deciding | None:
    """The period from the base on in which the subject was ahead already, or possibly was."""
    base, p = c.relation.base_period, Period.parse(c.period or "")
    if base is None or c.relation.versus is None or c.subject is None:
        return None
    b = Period.parse(base)
    span = (b.start, p.start - 1) if p.months == b.months == 1 else (b.start, b.end)
    sides = []
    for region in (c.subject, c.relation.versus):
        known = [(x, False) for x in _unheld(indicators, c, region)] + [(x, True) for x in _levels(indicators, c, region)]
        sides.append({x.last_month: (x.low, x.high, held) for x, held in known if x.first_month >= span[0] and x.last_month <= span[1]})
    nothing: tuple[float | None, float | None, bool] = (None, None, False)
    period = b
    while period.end <= span[1]:
        (low, high, here), (v_low, v_high, there) = (s.get(period.end, nothing) for s in sides)
        if refuted and low is not None and v_high is not None and low >= v_high:
            return Deciding(c.subject, period, low, high, held=here and there)
        if not refuted and not (here and there) and (high is None or v_low is None or high > v_low):
            who = c.relation.versus if here else c.subject
            ends = (v_low, v_high) if here else (low, high)
            return Deciding(who, period, *ends)
        period = period.shift(p.months if p.months == b.months == 1 else 12)
    return None


def _with_reason(indicators: Indicators, c: Claim, found: Deciding) -> Deciding:
    b = bound(indicators).bounds(found.region, series(c.indicator), found.period)
    found = replace(found, sentence=b.sentence, observations=b.observations)
    if found.each is None:
        return found
    months, each = found.period.months, found.each
    if found.largest:
        each = max(each, (b.low or 0.0) / months)
    elif b.high is not None:
        each = min(each, b.high / months)
    return replace(found, low=b.low, high=b.high, each=each)
