"""Whether regions grow alike: sigma convergence (less dispersion) and beta convergence (the small grow faster).

Sigma is the standard deviation of the logarithms of trade over all regions, each counted once. Beta is the slope of a straight line through the points
(logarithm of trade at the start, yearly growth of that logarithm), by least squares; below zero, the small grew faster, and they close the gap at the speed
-ln(1 + beta T) / T a year over T years (Barro and Sala-i-Martin, Journal of Political Economy 100, 1992). It is a description of what was, not a forecast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from hinterland.interval import Interval, total
from hinterland.models import fields_of
from hinterland.outlook.exact import DIGITS, SHOWN, Measured, logarithm, widened
from hinterland.outlook.panel import Panel, alike

SPREAD = Decimal("1e-6")
"""The least sum of squares of starting logarithms from which a slope is reckoned: among equals there is none."""


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
