"""How unevenly trade lies among regions: Theil's T, between and within groups, which add up to it. T = sum over regions of s ln(n s), s
being a region's share of the trade of all n (Theil, Economics and Information Theory, 1967). Over groups g with n_g members and the share
S_g of trade, T = sum S_g ln(S_g n / n_g) between them + sum S_g T_g within them (Shorrocks, Econometrica 48, 1980). Each region counts
once, since populations are not held. T is 0 where all trade the same and ln n where one trades all; it is in nats.

Whether regions grow alike: sigma convergence (less dispersion) and beta convergence (the small grow faster).

Sigma is the standard deviation of the logarithms of trade over all regions, each counted once. Beta is the slope of a straight line through the points
(logarithm of trade at the start, yearly growth of that logarithm), by least squares; below zero, the small grew faster, and they close the gap at the speed
-ln(1 + beta T) / T a year over T years (Barro and Sala-i-Martin, Journal of Political Economy 100, 1992). It is a description of what was, not a forecast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal, localcontext
from typing import Any

from hinterland import codes
from hinterland.interval import Interval, total
from hinterland.models import fields_of
from hinterland.outlook.exact import DIGITS, SHOWN, Measured, logarithm, widened
from hinterland.outlook.panel import Panel, alike
from hinterland.outlook.shares import REGIONS

NAT = "nat"


@dataclass(frozen=True, slots=True)
class GroupInequality:
    """A group's part: its share of trade (of one), the Theil index among its own members, and what both give to the within part."""

    group: str
    members: int
    share: Decimal
    theil: Decimal
    contribution: Decimal

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {n: v if isinstance(v, str | int) else float(v) for n, v in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Inequality:
    """Theil's T of a panel in nats: `theil` is `between` + `within`, and `within` the sum of the groups' contributions, to the last digit."""

    panel: Panel
    theil: Measured
    between: Measured
    within: Measured
    groups: tuple[GroupInequality, ...]

    @property
    def between_percent(self) -> Decimal:
        """The part of the inequality that lies between groups, in percent of it; zero where there is none."""
        return Decimal(0) if not self.theil.value else round(100 * self.between.value / self.theil.value, 6)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        result = self.panel.about() | fields_of(self, "theil", "between", "within", "groups")
        return result | {"between_percent": float(self.between_percent)}


def theil(values: Sequence[Decimal]) -> Decimal:
    """Theil's T of amounts not below zero, in nats, to forty digits. Raises `ValueError` where nothing is above zero, or anything below."""
    if not values or min(values) < 0 or not any(values):
        raise ValueError("inequality is measured among amounts not below zero, of which one at least is above it")
    with localcontext(DIGITS):
        whole, n = sum(values, Decimal(0)), len(values)
        return sum(((v / whole) * (n * v / whole).ln() for v in values if v), Decimal(0))


def inequality(panel: Panel, groups: Sequence[str] = REGIONS) -> Inequality | None:
    """The inequality of a panel's trade between and within groups that divide its members among them; none unless more than half are held.
    A missing member stands at the last level held, and within its bound in the widest interval, since the index depends on how many there
    are. Raises `ValueError` where a member belongs to none of the groups or to two."""
    place = _places(panel, groups)
    filled, whole = panel.filled()
    if not panel.enough or not any(m.value for m in filled.members):
        return None
    values = [m.value or Decimal(0) for m in filled.members]
    where = [place[m.region] for m in filled.members]
    found, between, within = _parts(values, where, groups)
    answer = _enclosed([m.rounding.closed for m in filled.members if m.rounding], where, groups)
    wide = [m.widest for m in panel.members if m.widest is not None]
    widest = _enclosed(wide, where, groups) if whole else (None, None, None)
    all_of, apart, inside = (Measured(v, a, w, NAT) for v, a, w in zip((between + within, between, within), answer, widest, strict=True))
    return Inequality(panel, all_of, apart, inside, found)


def _places(panel: Panel, groups: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for group in groups:
        for region in codes.members(group):
            if region in found:
                raise ValueError(f"{region} is in {found[region]} and in {group}; groups that share a member don't decompose")
            found[region] = group
    if outside := [m.region for m in panel.members if m.region not in found]:
        raise ValueError(f"{outside[0]} is in none of the groups {', '.join(groups)}")
    return found


def _parts(values: Sequence[Decimal], place: Sequence[str], groups: Sequence[str]) -> tuple[tuple[GroupInequality, ...], Decimal, Decimal]:
    with localcontext(DIGITS):
        whole, n = sum(values, Decimal(0)), len(values)
        found, between = [], Decimal(0)
        for group in groups:
            own = [v for v, g in zip(values, place, strict=True) if g == group]
            if not any(own):
                continue
            share, index = sum(own, Decimal(0)) / whole, theil(own)
            between += share * (share * n / len(own)).ln()
            found.append(GroupInequality(group, len(own), share.quantize(SHOWN), index.quantize(SHOWN), (share * index).quantize(SHOWN)))
        return tuple(found), between.quantize(SHOWN), sum((g.contribution for g in found), Decimal(0))


def _enclosed(box: Sequence[Interval], place: Sequence[str], groups: Sequence[str]) -> tuple[Interval, Interval, Interval]:
    """Intervals that hold T, its between part and its within part wherever the amounts lie in their box, by the mean value theorem. The
    slope of T along an amount y is (ln(y / mean) - T) / sum of all; that of the part between has the mean of y's group in place of y, and
    that of the part within sets y against the mean of its group. Slopes are taken over the whole box, with bounds on T that are narrowed
    once."""
    middles = [x.middle or Decimal(0) for x in box]
    _, between, within = _parts(middles, place, groups)
    with localcontext(DIGITS):
        whole = total(box)
        sums = {g: total(x for x, at in zip(box, place, strict=True) if at == g) for g in dict.fromkeys(place)}
        n = Decimal(len(box))
        against_all = [logarithm(x.scaled(n) / whole) for x in box]
        between_logs = [logarithm(sums[g].scaled(n / place.count(g)) / whole) for g in place]
        within_logs = [logarithm(x.scaled(place.count(g)) / sums[g]) for x, g in zip(box, place, strict=True)]
        most = Interval(Decimal(0), n.ln(), True, True)

        def enclose(at: Decimal, logs: Sequence[Interval]) -> Interval:
            around = most
            for _ in range(2):
                steps = [(log - around) / whole * (x - Interval.exact(m)) for log, x, m in zip(logs, box, middles, strict=True)]
                around = _clipped(Interval.exact(at) + total(steps), most)
            found = widened(*(e or Decimal(0) for e in (around.low, around.high)))
            return Interval(max(Decimal(0), found.low or Decimal(0)), found.high, True, True)

        return enclose(between + within, against_all), enclose(between, between_logs), enclose(within, within_logs)


def _clipped(x: Interval, most: Interval) -> Interval:
    low = most.low if x.low is None or (most.low is not None and x.low < most.low) else x.low
    high = most.high if x.high is None or (most.high is not None and x.high > most.high) else x.high
    return Interval(low, high, True, True)


SPREAD = Decimal("1e-6")
"""The least sum of squares of starting logarithms from which a slope is computed: among equals there is none."""


@dataclass(frozen=True, slots=True)
class Sigma:
    """The standard deviation of the logarithms of a panel's levels; exp of it is the typical factor between two regions' distance from the middle."""

    panel: Panel
    deviation: Measured

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {**self.panel.about(), "deviation": self.deviation.to_dict()}


@dataclass(frozen=True, slots=True)
class Beta:
    """The line through growth and starting level. `slope` and `speed` are a year; `fit` is the part of the variance explained, `error` the
    slope's standard error. `speed` is `None` where the slope leaves none, `t` where all points lie on the line. `t` is slope over error:
    within 2 of zero nothing is to be said of the slope."""

    before: Panel
    now: Panel
    years: int
    members: int
    slope: Measured
    speed: Decimal | None
    fit: Decimal
    error: Decimal
    t: Decimal | None

    @property
    def is_known(self) -> bool:
        """Whether the slope is more than two standard errors from zero."""
        return self.slope.value != 0 if self.t is None else abs(self.t) > 2

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        figures = {"speed": self.speed, "r_squared": self.fit, "standard_error": self.error, "t": self.t}
        result = {**self.now.about(), "since": str(self.before.period), **fields_of(self, "years", "members", "slope")}
        return result | {k: None if v is None else float(v) for k, v in figures.items()}


def sigma(panel: Panel) -> Sigma | None:
    """The dispersion of a panel; none unless more than half are held, or where a level is zero. A missing member stands at the last level held."""
    filled, whole = panel.filled()
    if not panel.enough or any(not m.value or m.value <= 0 for m in filled.members):
        return None
    with localcontext(DIGITS):
        logs = [(m.value or Decimal(1)).ln() for m in filled.members]
        value = _variance(logs).sqrt()
        narrow = _deviation([logarithm(m.rounding) for m in filled.members])
        wide = _deviation([logarithm(m.widest) for m in panel.members]) if whole else None
    return None if narrow is None else Sigma(panel, Measured(value.quantize(SHOWN), narrow, wide, "logarithm"))


def beta(before: Panel, now: Panel) -> Beta | None:
    """The line between two panels through the members held in both; none with fewer than three, where a level is zero, or among equals.
    Raises `ValueError` where they are not of one group, basis, flow and currency, or not whole years apart."""
    months = now.period.start // 100 * 12 + now.period.start % 100 - before.period.start // 100 * 12 - before.period.start % 100
    if months <= 0 or months % 12 or now.period.months != before.period.months:
        raise ValueError(f"growth is measured from a period to the same months of a later year, not from {before.period} to {now.period}")
    years = months // 12
    first, then = alike([before, now])
    pairs = [(a, b) for a, b in zip(first.members, then.members, strict=True) if a.value is not None and b.value is not None]
    if len(pairs) < 3 or any(not m.value or m.value <= 0 for pair in pairs for m in pair):
        return None
    with localcontext(DIGITS):
        x = [(a.value or Decimal(1)).ln() for a, _ in pairs]
        z = [(b.value or Decimal(1)).ln() for _, b in pairs]
        slope, fit, error = _line(x, z, years)
        closing = 1 + slope * years
        speed = (-closing.ln() / years).quantize(SHOWN) if closing > 0 else None
        narrow = _slope([(logarithm(a.rounding), logarithm(b.rounding)) for a, b in pairs], years)
        everyone = zip(first.members, then.members, strict=True)
        wide = _slope([(logarithm(a.widest), logarithm(b.widest)) for a, b in everyone], years)
        t = (slope / error).quantize(SHOWN) if error.quantize(SHOWN) else None
    if narrow is None:
        return None
    measured = Measured(slope.quantize(SHOWN), narrow, wide, "a year")
    return Beta(first, then, years, len(pairs), measured, speed, fit.quantize(SHOWN), error.quantize(SHOWN), t)


def _line(x: Sequence[Decimal], z: Sequence[Decimal], years: int) -> tuple[Decimal, Decimal, Decimal]:
    """Slope, explained variance and standard error of the growth of logarithms on their starting level."""
    n = len(x)
    growth = [(b - a) / years for a, b in zip(x, z, strict=True)]
    mean_x, mean_g = sum(x, Decimal(0)) / n, sum(growth, Decimal(0)) / n
    spread = sum(((a - mean_x) ** 2 for a in x), Decimal(0))
    if not spread:
        return Decimal(0), Decimal(0), Decimal(0)
    slope = sum(((a - mean_x) * (g - mean_g) for a, g in zip(x, growth, strict=True)), Decimal(0)) / spread
    left = sum(((g - mean_g - slope * (a - mean_x)) ** 2 for a, g in zip(x, growth, strict=True)), Decimal(0))
    all_of = sum(((g - mean_g) ** 2 for g in growth), Decimal(0))
    return slope, (1 - left / all_of if all_of else Decimal(0)), (left / (n - 2) / spread).sqrt()


def _variance(logs: Sequence[Decimal]) -> Decimal:
    middle = sum(logs, Decimal(0)) / len(logs)
    return sum(((x - middle) ** 2 for x in logs), Decimal(0)) / len(logs)


def _deviation(box: Sequence[Interval]) -> Interval | None:
    """An interval that holds the standard deviation wherever the logarithms lie in their box: mean value theorem on the variance, whose slope is 2 (x - mean) / n."""
    if any(x.width is None for x in box):
        return None
    n = Decimal(len(box))
    mean = total(box).scaled(1 / n)
    middles = [x.middle or Decimal(0) for x in box]
    steps = total((x - mean).scaled(2 / n) * (x - Interval.exact(m)) for x, m in zip(box, middles, strict=True))
    found = Interval.exact(_variance(middles)) + steps
    assert found.low is not None and found.high is not None
    return widened(max(Decimal(0), found.low).sqrt(), max(Decimal(0), found.high).sqrt())


def _slope(box: Sequence[tuple[Interval, Interval]], years: int) -> Interval | None:
    """An interval that holds the slope wherever the logarithms lie in their box, by the mean value theorem; none where one is open or the box too wide."""
    if any(x.width is None or z.width is None for x, z in box):
        return None
    n = Decimal(len(box))
    middles = [(x.middle or Decimal(0), z.middle or Decimal(0)) for x, z in box]
    at, _, _ = _line([m for m, _ in middles], [m for _, m in middles], years)
    growths = [(z - x).scaled(Decimal(1) / years) for x, z in box]
    mean_x, mean_g = total(x for x, _ in box).scaled(1 / n), total(growths).scaled(1 / n)
    off = [x - mean_x for x, _ in box]
    spread = total(_square(o) for o in off)
    if spread.low is None or spread.low < SPREAD:
        return None
    around = total(o * (g - mean_g) for o, g in zip(off, growths, strict=True)) / spread
    for _ in range(2):
        steps = []
        for (x, z), (mx, mz), o, g in zip(box, middles, off, growths, strict=True):
            by_z = o.scaled(Decimal(1) / years) / spread
            by_x = ((g - mean_g) - around * o.scaled(2)) / spread - by_z
            steps += [by_x * (x - Interval.exact(mx)), by_z * (z - Interval.exact(mz))]
        around = Interval.exact(at) + total(steps)
    assert around.low is not None and around.high is not None
    return widened(around.low, around.high)


def _square(x: Interval) -> Interval:
    if x.holds(0):
        return Interval(Decimal(0), max((x.low or Decimal(0)) ** 2, (x.high or Decimal(0)) ** 2), True, True)
    return x * x
