"""Arithmetic on ends, either of which may be open, and the comparison of computed numbers that lost digits could turn."""

from __future__ import annotations

from decimal import Decimal

from hinterland.interval import Interval

D = Decimal
Ends = tuple[D | None, D | None]


class CloseCall(Exception):
    """A comparison of computed numbers that differ in their last digits only, on which two ways of computing may disagree."""


def over(a: D | None, b: D | None) -> D | None:
    return None if a is None or b is None or b == 0 else a / b


def minus(a: D | None, b: D | None) -> D | None:
    return None if a is None or b is None else a - b


def plus(a: D | None, b: D | None) -> D | None:
    return None if a is None or b is None else a + b


def times(a: D | None, b: D) -> D | None:
    return None if a is None else a * b


def ratio(a: Ends, b: Ends) -> Ends:
    """A quotient by a divisor above zero."""
    (low, high), (small, large) = a, b
    return (
        over(low, small if low is not None and low < 0 else large),
        over(high, large if high is not None and high < 0 else small),
    )


def interval(ends: Ends) -> Interval:
    low, high = ends
    return Interval(low, high, low is not None, low is not None and low == high)


def clear(a: Ends, b: Ends, exact: bool) -> None:
    """Raise `CloseCall` where computed ends lie so close together that rounding decides which is larger."""
    for x in a:
        for y in b:
            if x is not None and y is not None and not exact and abs(x - y) <= D("1e-9") * max(abs(x), abs(y), D("1e-3")):
                raise CloseCall
