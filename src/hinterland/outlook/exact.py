"""Exact arithmetic for shares and decompositions: fractions, so that parts add up to their whole without remainder, and intervals whose
ends are rounded outwards. A weighted mean over weights that are intervals is bounded exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from typing import Any

from hinterland.interval import Interval
from hinterland.models import plain

PLACES = 12
"""Decimals that ends are rounded outwards to."""

DIGITS = Context(prec=40)
"""How exactly logarithms and roots are computed."""

SHOWN = Decimal("1e-12")
"""What measures with logarithms are rounded to; their parts are rounded first, so that they add up as shown."""

Ends = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with its two intervals: `answer` from rounding alone, `widest` with what is missing anywhere within its bound (`None`: open)."""

    value: Decimal
    answer: Interval
    widest: Interval | None
    unit: str

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        widest = self.widest or Interval(None, None)
        ends = {"low": self.answer.low, "high": self.answer.high, "widest_low": widest.low, "widest_high": widest.high}
        return {"value": plain(self.value), **{k: plain(v) for k, v in ends.items()}, "unit": self.unit}


def decimal(x: Fraction, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """A fraction as a decimal of `PLACES` places, rounded as said."""
    with localcontext() as context:
        context.prec = 60
        scaled = x * 10**PLACES
        whole, rest = divmod(scaled.numerator, scaled.denominator)
        up = rest != 0 and (rounding == ROUND_CEILING or (rounding == ROUND_HALF_EVEN and 2 * rest > scaled.denominator))
        return Decimal(whole + up).scaleb(-PLACES)


def outwards(low: Fraction, high: Fraction) -> Interval:
    """The interval between two fractions, its ends rounded away from each other where they don't end."""
    return Interval(decimal(low, ROUND_FLOOR), decimal(high, ROUND_CEILING), True, True)


def widened(low: Decimal, high: Decimal) -> Interval:
    """The interval between two decimals, its ends rounded away from each other to what is shown, and one digit further."""
    return Interval(low.quantize(SHOWN, ROUND_FLOOR) - SHOWN, high.quantize(SHOWN, ROUND_CEILING) + SHOWN, True, True)


def logarithm(x: Interval | None) -> Interval:
    """The natural logarithm of an interval above zero; open at both ends for any other."""
    if x is None or x.low is None or x.high is None or x.low <= 0:
        return Interval(None, None)
    return Interval(x.low.ln(), x.high.ln(), True, True)


def ends(x: Interval) -> Ends | None:
    """The ends of an interval as fractions; none where one is open."""
    return None if x.low is None or x.high is None else (Fraction(x.low), Fraction(x.high))


def mean(weights: Sequence[Fraction], values: Sequence[Fraction]) -> Fraction:
    """The weighted mean. Raises `ZeroDivisionError` where the weights are all zero."""
    return sum((w * v for w, v in zip(weights, values, strict=True)), Fraction(0)) / sum(weights, Fraction(0))


def mean_bounds(weights: Sequence[Ends], values: Sequence[Ends]) -> Ends:
    """The smallest and the largest weighted mean over weights (not below zero) and values that lie within their ends. At the largest the
    heaviest weights stand on the largest values: some first ones of the values in descending order have their upper weight and the others
    their lower one, so trying every place to change over is exact."""
    return -_largest(weights, [-v[0] for v in values]), _largest(weights, [v[1] for v in values])


def _largest(weights: Sequence[Ends], values: Sequence[Fraction]) -> Fraction:
    order = sorted(range(len(values)), key=lambda i: -values[i])
    top = sum((weights[i][0] * values[i] for i in order), Fraction(0))
    size = sum((weights[i][0] for i in order), Fraction(0))
    best = top / size if size else values[order[0]]
    for i in order:
        more = weights[i][1] - weights[i][0]
        top, size = top + more * values[i], size + more
        if size:
            best = max(best, top / size)
    return best


def share_bounds(part: Ends, rest: Ends) -> Ends:
    """The smallest and the largest share, of one, that a part can have of itself and the rest."""
    return mean_bounds([part, rest], [(Fraction(1), Fraction(1)), (Fraction(0), Fraction(0))])


def apportioned(shares: Sequence[Fraction], places: int, whole: Fraction = Fraction(100)) -> list[Decimal]:
    """Shares of one as parts of a whole with so many decimals, which add up to the whole as printed (the largest remainders are rounded up)."""
    units = [s * whole * 10**places for s in shares]
    floors = [u.numerator // u.denominator for u in units]
    short = round(sum(units, Fraction(0))) - sum(floors)
    by_rest = sorted(range(len(units)), key=lambda i: (floors[i] - units[i], i))
    for i in by_rest[:short]:
        floors[i] += 1
    return [Decimal(f).scaleb(-places) for f in floors]
