"""What a file may be in truth: the labels (period, flow, unit, currency, region) under which its figures agree with what is held, the best
first, each with the *relabelling* that `hinterland accept --as` applies."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from hinterland import codes
from hinterland.codes import Period
from hinterland.gate import wording
from hinterland.gate.contradictions import Row
from hinterland.gate.wording import Said, say
from hinterland.models import Result
from hinterland.sources.reading import untimely
from hinterland.warehouse.engine import Engine

PACKAGE = "hinterland.gate"

MOST = 0.5
"""An explanation must hold for this share of the figures that it could hold for."""

FEWEST = 3
"""Where nothing contradicts, fewer figures that agree elsewhere may do so by chance."""

KINDS = ("period", "flow", "shape", "unit", "currency", "region")
"""Kinds of explanations, in the order in which those that hold alike are listed."""

SHOWN = 5
"""Maximum explanations of a file."""

BAND = 0.012
"""How far the level of a year before, which growth implies, may lie from the one held: the band of revision of first-level regions."""

NEAR = 0.03
"""How far figures in another unit or currency may lie from those held, as a share; both may be revised, and rates of exchange are averages."""

YEAR = 0.7
"""How far, as a natural logarithm (a factor of two), levels may lie from those of the year before, where they alone show a unit or a currency."""


@dataclass(frozen=True, slots=True)
class Relabelling(Result):
    """What to do to a file's figures: move them by months, take another shape of period (`month`, `to-date`, or `exchanged`: each the other), exchange flows or regions, multiply by a
    power of ten, take another currency.
    """

    months: int = 0
    shape: str = ""
    flows: dict[str, str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    power: int = 0
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation(Result):
    """What a file is in truth, in a sentence of each language; how many of its figures agree with that, of how many compared, and whether they agree to the last digit."""

    kind: str
    text: str
    text_zh: str
    agree: int
    compared: int
    exact: bool
    relabel: Relabelling


def look_elsewhere(engine: Engine, rows: list[Row]) -> list[Row]:
    """Where else the figures of files weighed at once are known, and how many of each file: what `explanations` chooses from."""
    engine.put("agreeing", {"id": "string"}, [(r["id"],) for r in rows if r["apart"] == 0])
    engine.script(PACKAGE, "looked", band=BAND)
    return engine.rows(PACKAGE, "elsewhere")


def explanations(engine: Engine, rows: list[Row], cells: list[Row], *, contradicted: bool) -> list[Explanation]:
    """All that explains a file otherwise than it says itself, the best first. Units and regions are tried only where it contradicts what is held, currencies also where it
    is compared with little. `cells` are the file's of those that `look_elsewhere` gives."""
    alone = sum(1 for r in rows if r["vintages"]) * 2 < len(rows)
    fewest = 1 if contradicted else FEWEST
    stated = sum(1 for r in rows if r["apart"] == 0 and r["fine"])
    found = [e for e in _labels(engine, rows, cells, stated) if e.agree >= fewest]
    if contradicted or alone:
        found += [e for e in [_currency(engine, rows, contradicted=contradicted)] if e is not None]
    if contradicted:
        found += [e for e in (_unit(rows), _regions(engine, rows, stated)) if e is not None]
    ranked = sorted(found, key=lambda e: (not e.exact, -e.agree / e.compared, -e.agree, KINDS.index(e.kind)))
    # What agrees to the last digit needs no other explanation, and what values and growth show alike is listed once.
    ranked = [e for e in ranked if e.exact] or ranked
    return [e for i, e in enumerate(ranked) if e.relabel not in [other.relabel for other in ranked[:i]]][:SHOWN]


def _labels(engine: Engine, rows: list[Row], cells: list[Row], stated: int) -> list[Explanation]:
    """Other periods, shapes of period and flows, told by values or by growth."""
    periods: Counter[tuple[str, int]] = Counter()
    shapes: Counter[tuple[str, str]] = Counter()
    flows: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    meant = 0
    for c in cells:
        same_flow, same_shape = c["flow"] == c["other"], c["shape"] == c["other_shape"]
        if same_flow and same_shape and c["later"]:
            periods[c["by"], c["later"]] += c["agree"]
        elif same_flow and same_shape:
            meant += c["agree"] if c["by"] == "growth" else 0
        elif same_flow and not c["later"] and c["by"] == "value":
            shapes[c["shape"], c["other_shape"]] += c["agree"]
        elif same_shape and not c["later"] and c["flow"]:
            flows[c["by"], c["flow"]][c["other"]] += c["agree"]
    found = []
    today, ends = date.today(), {later: moved(main_period(rows), later) for _, later in periods}
    over = Counter({(by, later): n for (by, later), n in periods.items() if untimely(ends[later].start, ends[later].end, today) is None})
    for (by, later), n in over.most_common(4):
        agree = n if by == "value" else n - meant
        if agree > (stated if by == "value" else 0):
            found.append(_of(engine, rows, "period", by, n, Relabelling(months=later)))
    both = [shapes["month", "to-date"], shapes["to-date", "month"]]
    shape = "exchanged" if min(both) >= FEWEST else "to-date" if both[0] > both[1] else "month"
    if (n := sum(both) if shape == "exchanged" else max(both)) > stated:
        found.append(_of(engine, rows, "shape", "value", n, Relabelling(shape=shape)))
    for by in ("value", "growth"):
        best = {f: c.most_common(1)[0] for (b, f), c in flows.items() if b == by}
        n = sum(count for _, count in best.values())
        if n > (stated if by == "value" else meant):
            found.append(_of(engine, rows, "flow", by, n, Relabelling(flows={f: other for f, (other, _) in best.items()})))
    return [e for e in found if e is not None]


def _of(engine: Engine, rows: list[Row], kind: str, by: str, agree: int, relabel: Relabelling) -> Explanation | None:
    """An explanation by values or growth that holds for most of what it could hold for; None for one that doesn't."""
    moved = relabel.flows or {str(r["flow"]): str(r["flow"]) for r in rows if r["flow"]}
    engine.put("renamed", {"flow": "string", "other": "string"}, list(moved.items()))
    grown = by == "growth"
    [could] = engine.rows(PACKAGE, "comparable", file=rows[0]["file"], later=relabel.months - 12 * grown, shape=relabel.shape, grown=grown)
    compared = max(could["figures"], agree)
    if agree < MOST * compared:
        return None
    said = wording.counted_of("growth" if grown else "exact", agree, compared, named=_is(kind, rows, relabel))
    return Explanation(kind, *said, agree, compared, not grown, relabel)


def _is(kind: str, rows: list[Row], relabel: Relabelling) -> Said:
    if kind == "shape":
        return say(f"is:{relabel.shape}")
    if kind == "flow":
        pairs = [say("pair:flow", told=wording.flow(a), now=wording.flow(b)) for a, b in sorted(relabel.flows.items()) if a != b]
        if len(relabel.flows) > 1 and len(pairs) > 1:
            return say("is:flows", pairs=wording.joined(pairs))
        a, b = next((a, b) for a, b in relabel.flows.items() if a != b)
        return say("is:flow", told=wording.flow(a), now=wording.flow(b))
    told = main_period(rows)
    return say("is:period", told=wording.period(told), now=wording.period(moved(told, relabel.months)))


def main_period(rows: list[Row]) -> Period:
    """The period a file is of: of the months that most of its figures end with, the shortest that stands there."""
    ends = Counter(r["last"] for r in rows)
    last = max(ends, key=lambda e: (ends[e], e))
    return wording.months(max(r["first"] for r in rows if r["last"] == last), last)


def moved(period: Period, months: int) -> Period:
    """A period moved by a number of months: a month, a year to date to its new end, or another of the same length."""
    if period.months > 1 and period.cumulative and months % 12:
        return Period.year_to(period.shift(months).end)
    return period.shift(months)


def _unit(rows: list[Row]) -> Explanation | None:
    """A power of ten between the figures and those held of the same cells, or of the year before."""
    sides = [(r["value"], *((r["held"], NEAR) if r["vintages"] else (r["before"], math.expm1(YEAR)))) for r in rows if r["fine"]]
    ratios = [(value / other, near) for value, other, near in sides if other and other > 0 and value > 0]
    powers, compared = _powers(ratios), len(ratios)
    del powers[0]
    for power, agree in powers.most_common(1):
        if agree >= MOST * compared and (agree >= FEWEST or any(r["vintages"] for r in rows)):
            of = "held" if any(r["vintages"] for r in rows) else "before"
            said = wording.counted_of(of, agree, compared, named=say("is:unit"), times=wording.times(power))
            return Explanation("unit", *said, agree, compared, False, Relabelling(power=-power))
    return None


def _currency(engine: Engine, rows: list[Row], *, contradicted: bool) -> Explanation | None:
    """The other currency: the same cells as held in it, else the level that the rate makes of what is held in the one stated."""
    units = {r["unit"] for r in rows}
    currencies = codes.home_of(rows[0]["nation"]).currencies
    if len(units) != 1 or len(currencies) < 2 or not units <= set(currencies):
        return None
    [unit] = units
    [own, second] = currencies
    other = second if unit == own else own
    same = [(r["value"] / r["other"], r) for r in engine.rows(PACKAGE, "currencies", file=rows[0]["file"], other=other)]
    power, agree, compared = *_common([(ratio, NEAR) for ratio, _ in same]), len(same)
    if agree < max(1 if contradicted else FEWEST, MOST * compared):
        if not contradicted:
            return None
        rate = engine.rows(PACKAGE, "rate", own=own, second=second, last=max(wording.months(r["last"], r["last"]).end for r in rows))
        if not rate:
            return None
        per = rate[0]["rate"] if unit == own else 1 / rate[0]["rate"]
        held = [
            (r["value"] * per / v, NEAR if r["vintages"] else math.expm1(YEAR))
            for r in rows
            if r["fine"] and (v := r["held"] or r["before"])
        ]
        power, agree, compared = *_common(held), len(held)
        if agree < max(FEWEST, MOST * compared) or _nearer(rows, per * 10.0**-power) < MOST:
            return None
    times = Said(wording.times(power).en.removesuffix(" of"), wording.times(power).zh)
    named = say("is:currency:power" if power else "is:currency", told=wording.unit(unit), now=wording.unit(other), times=times)
    said = wording.counted_of("near", agree, compared, named=named)
    return Explanation("currency", *said, agree, compared, False, Relabelling(currency=other, power=-power))


def _common(ratios: list[tuple[float, float]]) -> tuple[int, int]:
    """The power of ten that most ratios are near, and how many are."""
    return next(iter(_powers(ratios).most_common(1)), (0, 0))


def _powers(ratios: list[tuple[float, float]]) -> Counter[int]:
    """The powers of ten that ratios are near, each as near as it says, with how many are."""
    nearest = [(ratio, near, round(math.log10(ratio))) for ratio, near in ratios if ratio > 0]
    return Counter(power for ratio, near, power in nearest if max(ratio / 10.0**power, 10.0**power / ratio) - 1 <= near)


def _nearer(rows: list[Row], factor: float) -> float:
    """The share of the figures that lie nearer to what is held of them, or of the year before, when multiplied."""
    pairs = [(r["value"], r["held"] or r["before"]) for r in rows if r["fine"] and r["value"] > 0 and (r["held"] or r["before"] or 0) > 0]
    nearer = sum(1 for v, h in pairs if abs(math.log(v * factor / h)) < abs(math.log(v / h)))
    return nearer / len(pairs) if pairs else 0.0


def _regions(engine: Engine, rows: list[Row], stated: int) -> Explanation | None:
    """Other regions, where rows have moved or a table was saved under another's name."""
    found = engine.rows(PACKAGE, "regions", file=rows[0]["file"])
    for by, exact in (("value", True), ("growth", False)):
        best: dict[str, tuple[str, int]] = {}
        for one in found:
            if one["by"] == by and one["region"] not in best and (exact or one["agree"] > 1):
                best[one["region"]] = (one["other"], one["agree"])
        regions = {r: other for r, (other, _) in best.items() if r != other}
        agree = sum(n for r, (_, n) in best.items() if r in regions)
        growing = sum(1 for r in rows if r["fine"] and r["before"] and r["growth_low"] is not None)
        compared = sum(1 for r in rows if r["fine"] and r["vintages"]) if exact else growing
        if regions and agree >= max(1, MOST * compared) and agree > (stated if exact else 0):
            said = wording.counted_of("exact" if exact else "growth", agree, max(agree, compared), named=_whose(regions))
            return Explanation("region", *said, agree, max(agree, compared), exact, Relabelling(regions=regions))
    return None


def _whose(regions: dict[str, str]) -> Said:
    """Whose figures those of some regions are: another region's, or several others', the first two of which are named."""
    named = [(wording.region(told), wording.region(now)) for told, now in regions.items()]
    if len(named) == 1:
        return say("is:region", told=named[0][0], now=named[0][1])
    pairs = wording.joined(say("pair:region", told=told, now=now) for told, now in named[:2])
    return say("is:regions", pairs=say("more", pairs=pairs) if len(named) > 2 else pairs)
