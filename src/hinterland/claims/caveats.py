"""Caveats: what to know before quoting a claim that is true as far as held. `cautions` takes a `Case` and gives the cautions of all
`RULES`, the weightiest first; what needs data is asked for all claims at once. How a caution reads stands in `cautions.py`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from hinterland import codes
from hinterland.claims.cautions import SEPARATOR, make, without_repeats, wordings
from hinterland.codes import Period
from hinterland.indicators.index import Index
from hinterland.indicators.resolve import REVISED_BASE
from hinterland.ledger.bands import USUAL, survives
from hinterland.ledger.motion import new_years
from hinterland.models import Caution, Claim, Observation, Source
from hinterland.warehouse.engine import Engine

SURE = 18
"""Of the usual revisions: what fewer of them leave as it is gets a caution, as findings are errors from nine in ten on."""

RATES = ("growth", "cagr")
"""The operations whose distances are parts of a level already."""

SMALL = 1.0
"""In percent of the subject's exports or imports: below it, a product or partner that doubles stands on a low base."""

DOUBLED = 100.0
"""In percent: the growth from which on a low base matters."""

LONG = 5
"""How many periods a record has to be one of, so that it says something."""

APART = 5.0
"""In percentage points: how far the two years' average must lie from the year's growth for the year before to matter."""

REVISED = 5.0
"""In percentage points: how far a rate between levels of two releases may be off: a revision of the earlier one seldom comes to more."""

DOUBTED = ("news", "secondary", "claimed")
"""The reliabilities of figures that are no office's own."""

MARKS: Mapping[str, str] = {**dict.fromkeys(DOUBTED, "†"), "derived": "‡"}
"""What stands beside a figure by its reliability, where that isn't official."""

SAME_TIME = 180
"""In days: sources within so many contradict each other; between older and younger ones, the figure was revised."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What was found around a claim: levels now, at the base of its rate, a year before and after that; rates in percent; the nearest rival or member."""

    now_value: float | None = None
    base_value: float | None = None
    earlier_value: float | None = None
    later_value: float | None = None
    whole_value: float | None = None
    rate: float | None = None
    rate_before: float | None = None
    nearest: str | None = None
    gap: float | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """Who else holds a figure for an observation's cell: how many sources no less reliable agree, and which of the same time do not."""

    sources: int = 1
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with all that its cautions rest on. `own` are the observations of its own figure; `settled` says that missing members can't change its answer."""

    claim: Claim
    own: Sequence[Observation]
    sources: Mapping[str, Source]
    support: Mapping[str, Support] = field(default_factory=dict)
    grounds: Grounds = Grounds()
    held: int = 1
    asked: int = 1
    settled: bool = True
    since: int | None = None

    def publishers(self, *reliabilities: str, alone: bool) -> str:
        """Who published the claim's own figures of these reliabilities, those held by one source alone or the others."""
        found = {
            self.sources[o.source].publisher
            for o in self.own
            if o.reliability in reliabilities and (self.support.get(o.id, Support()).sources == 1) == alone
        }
        return SEPARATOR.join(sorted(found))

    @property
    def span(self) -> tuple[Period, Period] | None:
        """The first and the last period that the claim speaks of."""
        c = self.claim
        if not c.period:
            return None
        now = Period.parse(c.period)
        if c.relation.base_period:
            return Period.parse(c.relation.base_period), now
        if self.since:
            return Period.of_month(self.since), now
        return (now.year_before() if c.indicator.op in ("growth", "multiple", "contribution") else now), now


def cautions(case: Case) -> list[Caution]:
    """All there is to beware of in a claim, the weightiest first."""
    found, places = [c for rule in RULES for c in rule(case)], list(wordings())
    return sorted(found, key=lambda c: (places.index(c.code), sorted((k, str(v)) for k, v in c.values.items())))


# -- where the figure stands


def _second_hand(case: Case) -> Iterator[Caution]:
    """A figure that reports alone give, or that was taken from somebody else's."""
    for code, reliabilities, alone in (
        ("second-hand-alone", ("secondary",), True),
        ("claimed", ("claimed",), True),
        ("one-article", ("news",), True),
        ("several-articles", ("news",), False),
        ("second-hand", ("secondary",), False),
        ("claimed", ("claimed",), False),
    ):
        if publishers := case.publishers(*reliabilities, alone=alone):
            yield make(code, publishers=publishers)


def _contradicted(case: Case) -> Iterator[Caution]:
    """A figure that is no office's own, and that another source of the same time doesn't share."""
    if others := {s for o in case.own for s in case.support.get(o.id, Support()).against}:
        yield make("contradicted", others=SEPARATOR.join(sorted(others)))


def _preliminary(case: Case) -> Iterator[Caution]:
    """A figure published before its period was over."""
    days = [o.released for o in case.own if o.released and o.reliability != "derived" and _before_the_end(o)]
    if days:
        yield make("preliminary", day=min(days))


def _before_the_end(o: Observation) -> bool:
    end, released = Period.parse(o.period).end, (o.released or "").split("-")
    return len(released) > 1 and int(released[0]) * 100 + int(released[1]) <= end and o.period.count("/") < 2


def _derived(case: Case) -> Iterator[Caution]:
    for note in sorted({o.note or "" for o in case.own if o.reliability == "derived"}):
        yield make("derived", note=note)


def _base_held(case: Case) -> Iterator[Caution]:
    """A rate or contribution computed from a base as held, where later figures start from a revised one that nothing held implies."""
    if case.claim.kind != "value" or case.claim.indicator.op not in ("growth", "cagr", "multiple", "contribution") or case.span is None:
        return
    base = case.span[0]
    levels = [o for o in case.own if o.indicator.op == "level" and Period.parse(o.period) == base]
    if any(not (o.note or "").startswith(REVISED_BASE) for o in levels):
        yield make("base-held", base=str(base))


def _notes(case: Case) -> Iterator[Caution]:
    said = {c.code for c in _second_hand(case)}
    notes = {without_repeats(o.note, said) for o in case.own if o.note and o.reliability != "derived"}
    yield from (make("note", note=n) for n in sorted(notes - {""}))


# -- who is missing, who is near


def _missing(case: Case) -> Iterator[Caution]:
    """Members of the scope that are not held, and whether they could change the answer."""
    if case.asked > 1 and case.held < case.asked:
        code = "missing" if case.settled else "missing-open"
        yield make(code, missing=case.asked - case.held, asked=case.asked)


def _margin(case: Case) -> Iterator[Caution]:
    """How far the nearest rival, or the threshold, lies, where the usual revision could reach it."""
    g, c = case.grounds, case.claim
    if g.gap is None or g.nearest is None or g.size is None:
        return
    is_mark = c.kind in ("count", "first")
    scale = 100.0 if c.indicator.op in RATES else g.size
    kept = _kept(c, g.gap / scale, 1 if is_mark else 2, g.nearest if is_mark else None) if scale > 0 else USUAL
    if kept < SURE:
        code = f"margin-{'threshold' if is_mark else 'place'}"
        if is_mark and c.indicator.op in RATES and c.relation.threshold == 0:
            yield make("margin-zero", nearest=g.nearest, points=_rounded(g.gap), kept=kept)
        elif c.indicator.op in (*RATES, "share", "contribution"):
            yield make(f"{code}-points", nearest=g.nearest, points=_rounded(g.gap), kept=kept)
        else:
            yield make(code, nearest=g.nearest, percent=_rounded(100 * g.gap / g.size), kept=kept)


def _sign(case: Case) -> Iterator[Caution]:
    """Growth so near to none that the usual revision could turn it round."""
    g, c = case.grounds, case.claim
    if c.kind != "change" and (c.kind != "value" or c.indicator.op not in RATES):
        return
    published = g.rate if not c.relation.base_period else None
    rate = published if published is not None else _growth(g.now_value, g.base_value)
    if rate and (kept := _kept(c, rate / 100)) < SURE:
        yield make("margin-sign", points=_rounded(abs(rate)), kept=kept)


def _kept(claim: Claim, gap: float, figures: int = 1, region: str | None = None) -> int:
    """How many of the usual revisions leave a gap, a part of the level, its sign; all where the claim names no period."""
    return survives(region or claim.subject or "", Period.parse(claim.period), gap, figures) if claim.period else USUAL


# -- what a rate is reckoned from


def _rates(case: Case) -> tuple[float, float] | None:
    """The year's growth and that of the year before, in percent, as published or else between levels."""
    g = case.grounds
    now = g.rate if g.rate is not None else _growth(g.now_value, g.base_value)
    before = g.rate_before if g.rate_before is not None else _growth(g.base_value, g.earlier_value)
    return None if now is None or before is None or min(now, before) <= -100 else (now, before)


def _of_a_year(case: Case) -> bool:
    return case.claim.indicator.op in ("growth", "multiple") and not case.claim.relation.base_period


def _low_base(case: Case) -> Iterator[Caution]:
    """A product or partner that doubled, or more, from less than a hundredth of the subject's trade."""
    g = case.grounds
    rate = g.rate if g.rate is not None else _growth(g.now_value, g.base_value)
    if not _of_a_year(case) or rate is None or rate < DOUBLED or not g.base_value or not g.whole_value:
        return
    share = 100 * g.base_value / g.whole_value
    if share < SMALL:
        yield make("low-base", share=_rounded(share))


def _base_effect(case: Case) -> Iterator[Caution]:
    """A rise after a fall, or a fall after a rise, where the two years' average tells something else; and a rise that has not made up the fall."""
    rates = _rates(case)
    if not _of_a_year(case) or rates is None or rates[0] * rates[1] >= 0:
        return
    # Beside a published rate one that nobody published is between levels of two releases, which a revision may have turned.
    if case.grounds.rate is not None and case.grounds.rate_before is None and abs(rates[1]) < REVISED:
        return
    average = 100 * (math.sqrt((1 + rates[0] / 100) * (1 + rates[1] / 100)) - 1)
    g = case.grounds
    not_made_up = rates[1] < 0 and g.now_value is not None and g.earlier_value is not None and g.now_value < g.earlier_value
    if abs(average - rates[0]) >= APART or not_made_up:
        yield make("base-effect", before=_rounded(rates[1], 1), average=_rounded(average, 1))


def _short(case: Case) -> Iterator[Caution]:
    """A highest or lowest among a few periods."""
    if case.claim.kind == "record" and 1 < case.held < LONG:
        yield make("few-periods", held=case.held)


def _window(case: Case) -> Iterator[Caution]:
    """A rate over several years that turns round, or halves, when its first year moves by one."""
    start, g = case.claim.relation.base_period, case.grounds
    if not start or not case.claim.period or case.claim.kind not in ("value", "change"):
        return
    base, now = Period.parse(start), Period.parse(case.claim.period)
    years = now.end // 100 - base.end // 100
    rate = _growth(g.now_value, g.base_value, years)
    others = {
        str(base.shift(12 * moved)): _growth(g.now_value, value, years - moved)
        for moved, value in ((-1, g.earlier_value), (1, g.later_value))
        if years - moved >= 1
    }
    turned = (
        {other: r for other, r in others.items() if rate is not None and r is not None and r / rate < 0.5} if years > 1 and rate else {}
    )
    if turned and rate is not None:
        other = min(turned, key=lambda o: turned[o] / rate)
        yield make("window", base=str(base), stated=_rounded(rate, 1), other=other, rate=_rounded(turned[other], 1))


def _growth(value: float | None, base: float | None, years: int = 1) -> float | None:
    if value is None or not base or base <= 0 or value <= 0 or years < 1:
        return None
    return float(100 * ((value / base) ** (1 / years) - 1))


def _rounded(x: float, digits: int | None = None) -> float:
    """A figure as it is printed: to a digit after the point, or to two digits that count."""
    if digits is None:
        digits = 1 - math.floor(math.log10(abs(x))) if x else 0
    return round(x, digits)


# -- what the words stand for


def _lunar_new_year(case: Case) -> Iterator[Caution]:
    """A single January or February, or a comparison with one."""
    stated = [p for p in (case.claim.period, case.claim.relation.base_period) if p]
    months = [p for p in map(Period.parse, stated) if p.months == 1 and p.start % 100 <= 2]
    if months and case.claim.kind != "membership":
        year = months[0].start // 100
        days = new_years()
        if year in days and year - 1 in days:
            yield make("lunar-new-year", day=days[year].isoformat(), before=days[year - 1].isoformat())


def _definition(case: Case) -> Iterator[Caution]:
    """A basket that is counted in more than one way."""
    try:
        found = codes.basket_definitions(case.claim.indicator.product)
    except codes.UnknownName:
        return
    if len(found) > 1:
        yield make("definition", product=case.claim.indicator.product, count=len(found))


def _bloc(case: Case) -> Iterator[Caution]:
    """A bloc whose published coverage, or where none is known whose membership, changed within what the claim speaks of."""
    partner, span = case.claim.indicator.partner, case.span
    if partner == "world" or span is None:
        return
    first, last = span[0].start, span[1].end
    scopes = [s for s in codes.bloc_scopes(partner) if (s.first or 0) <= last and (s.last or 999912) >= first]
    if scopes:
        changes = [s.first for s in scopes[1:] if s.first]
    else:
        changes = [m.first for m in codes.memberships(partner) if m.first and first < m.first <= last]
        changes += [m.last for m in codes.memberships(partner) if m.last and first <= m.last < last]
    if changes:
        yield make("bloc", partner=partner, year=min(changes) // 100)


RULES: tuple[Callable[[Case], Iterator[Caution]], ...] = (
    _second_hand, _contradicted, _preliminary, _derived, _base_held, _notes, _missing, _margin, _sign,
    _low_base, _base_effect, _short, _window, _lunar_new_year, _definition, _bloc,
)  # fmt: skip
"""Every caveat that is looked for; each rule gives the cautions it finds in a case."""


# -- asking the data, for all claims at once


def grounds(*found: list[dict[str, Any]]) -> dict[int, Grounds]:
    """What was found around the claims, by their number."""
    fields: dict[int, dict[str, Any]] = {}
    for row in chain.from_iterable(found):
        fields.setdefault(row.pop("claim"), {}).update(row)
    return {claim: Grounds(**row) for claim, row in fields.items()}


def supports(engine: Engine, observations: Iterable[Observation], sources: Mapping[str, Source]) -> dict[str, Support]:
    """Who else holds those of some figures that are no office's own; publishers are named where their source is known."""
    known, asked = engine.kept("supports"), dict.fromkeys(o.id for o in observations if o.reliability in DOUBTED)
    found = {i: known[i] for i in asked if i in known}
    new = [i for i in asked if i not in found]
    if not new:
        return found
    agree: dict[str, set[str]] = {}
    against: dict[str, set[str]] = {}
    for r in _rivals(engine, new):
        if r["meets"] and r["confirms"]:
            agree.setdefault(r["id"], set()).add(r["source"])
        elif not r["meets"] and r["source"] != r["own"] and _same_time(r["released"], r["own_released"]):
            against.setdefault(r["id"], set()).add(sources[r["source"]].publisher if r["source"] in sources else r["source"])
    supports = {i: Support(len(agree.get(i, ())) or 1, tuple(sorted(against.get(i, ())))) for i in new}
    known.update(supports)
    return found | supports


def _rivals(engine: Engine, ids: Sequence[str]) -> list[dict[str, Any]]:
    """What sources hold for the cells of some figures that are no office's own: what `sql/support.sql` says."""
    if (index := Index.of(engine)) is None:
        engine.put("doubted", {"id": "string"}, [(i,) for i in ids])
        return engine.rows("hinterland.claims", "support")
    doubted = [o for i in ids if (o := index.row(i)) is not None and o.reliability in DOUBTED]
    return [
        {"id": o.id, "source": s.source, "own": o.source, "released": s.released_on, "own_released": o.released_on,
         "meets": _is_below(s.low, o.high) and _is_below(o.low, s.high), "confirms": s.reliability_rank <= o.reliability_rank}
        for o in doubted for s in index.part(o.region).of.rows if s.cell == o.cell
    ]  # fmt: skip


def _is_below(low: Decimal | None, high: Decimal | None) -> bool:
    return low is None or high is None or low < high


def _same_time(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and abs((a - b).days) <= SAME_TIME
