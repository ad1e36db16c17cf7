"""The number everything shares: a value with the width of its precision. `1.0136 trillion` is [1.01355, 1.01365) trillion: arithmetic
carries the width along, and two intervals compare as yes, no, or `None` where the digits cannot decide. Hedges (`nearly`) move the ends by
`hedges.csv`; `None` is an open end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from functools import cache

from hinterland.packaged import read_table

Number = Decimal | int | str
_DIGITS = Context(prec=40)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between `low` and `high`; an end that is `None` is open to infinity. `low_in` and `high_in` tell whether the end itself
    belongs to it: a rounded figure is [low, high), *more than 70* is (70, ...); infinity never does. Raises `ValueError` when the ends are
    the wrong way round, or leave no number between them."""

    low: Decimal | None
    high: Decimal | None
    low_in: bool = True
    high_in: bool = False

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and (self.low > self.high):
            raise ValueError(f"an interval runs from low to high, not from {self.low} to {self.high}")
        object.__setattr__(self, "low_in", self.low_in and self.low is not None)
        object.__setattr__(self, "high_in", self.high_in and self.high is not None)
        if self.low is not None and self.low == self.high and not (self.low_in and self.high_in):
            raise ValueError(f"an interval holds at least one number, which {self} does not")

    # -- making one

    @classmethod
    def exact(cls, value: Number) -> Interval:
        """A number without rounding: a count, a threshold named as one."""
        v = Decimal(value)
        return cls(v, v, True, True)

    @classmethod
    def rounded(cls, value: Number, precision: Number) -> Interval:
        """A published figure: half a unit of its last stated digit either way, `precision` being that unit (0 is exact)."""
        v, half = Decimal(value), Decimal(precision) / 2
        if half < 0:
            raise ValueError(f"a precision is not negative: {precision}")
        return cls.exact(v) if half == 0 else cls(v - half, v + half)

    @classmethod
    def stated(cls, text: str, scale: Number = 1) -> Interval:
        """The digits of a text times its scale word: `stated("1.0136", 10**12)`. Zeros after the last digit of a whole number count as digits."""
        v = Decimal(text.replace(",", ""))
        return cls.rounded(v * Decimal(scale), last_digit(text) * Decimal(scale))

    # -- reading it

    @property
    def is_point(self) -> bool:
        """Whether it holds one number only."""
        return self.low is not None and self.low == self.high

    @property
    def width(self) -> Decimal | None:
        """The distance between the ends, `None` where one is open."""
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def middle(self) -> Decimal | None:
        """The number half way, `None` where an end is open."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2

    @property
    def closed(self) -> Interval:
        """The same with both of its ends."""
        return Interval(self.low, self.high, True, True)

    def holds(self, number: Number) -> bool:
        """Whether a number lies inside."""
        return self.meets(Interval.exact(number))

    def __str__(self) -> str:
        left = "(-∞" if self.low is None else f"{'[' if self.low_in else '('}{self.low:f}"
        right = "∞)" if self.high is None else f"{self.high:f}{']' if self.high_in else ')'}"
        return f"{left}, {right}"

    # -- comparison in three values

    def below(self, other: Interval) -> bool | None:
        """`self < other`: true when every pair of numbers says so, false when none does, `None` when the digits can't decide."""
        if _gap(self, other, touching=False):
            return True
        if _gap(other, self, touching=True):
            return False
        return None

    def above(self, other: Interval) -> bool | None:
        """`self > other`, in three values."""
        return other.below(self)

    def meets(self, other: Interval) -> bool:
        """Whether they share a number."""
        return not (_gap(self, other, touching=False) or _gap(other, self, touching=False))

    def within(self, other: Interval) -> bool:
        """Whether every number of this one lies in the other."""
        return self.span(other) == other

    def span(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return _hull([_low(self), _low(other)], [_high(self), _high(other)])

    # -- arithmetic that carries the width

    def __neg__(self) -> Interval:
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low, self.high_in, self.low_in)

    def __abs__(self) -> Interval:
        return -self if (self.middle or 0) < 0 else self

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_in and other.low_in,
            self.high_in and other.high_in,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def __mul__(self, other: Interval) -> Interval:
        if _is_zero(self) or _is_zero(other):
            return Interval.exact(0)
        return _within([_times(a, b) for a in _ends(self) for b in _ends(other)])

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient; an interval that holds zero divides into everything, open at both ends. Raises `ZeroDivisionError` for the point zero."""
        if _is_zero(other):
            raise ZeroDivisionError("division by an interval that is zero")
        if other.holds(0):
            return Interval(None, None)
        side = 1 if _low(other)[0] >= 0 else -1
        with localcontext(_DIGITS):
            return _within([_over(a, b, side) for a in _ends(self) for b in _ends(other)])

    def scaled(self, factor: Number) -> Interval:
        """The interval in another unit: every number times an exact factor."""
        exact = Decimal(factor)
        if exact <= 0 or _is_zero(self):
            return self * Interval.exact(exact)
        low, high = (None if end is None else end * exact if end else Decimal(0) for end in (self.low, self.high))
        return Interval(low, high, self.low_in, self.high_in)


_INF = Decimal("Infinity")
_End = tuple[Decimal, bool]


def _low(x: Interval) -> _End:
    return (-_INF, False) if x.low is None else (x.low, x.low_in)


def _high(x: Interval) -> _End:
    return (_INF, False) if x.high is None else (x.high, x.high_in)


def _ends(x: Interval) -> tuple[_End, _End]:
    return _low(x), _high(x)


def _is_zero(x: Interval) -> bool:
    return x.is_point and x.low == 0


def _gap(left: Interval, right: Interval, *, touching: bool) -> bool:
    """Whether all of `left` lies before all of `right`; with `touching`, one shared end counts as before."""
    (a, a_in), (b, b_in) = _high(left), _low(right)
    return a < b or (a == b and abs(a) != _INF and (touching or not (a_in and b_in)))


def _times(a: _End, b: _End) -> _End:
    """A corner of a product; zero times infinity is zero, and belongs to it only where the zero does."""
    if (a[0] == 0 and a[1]) or (b[0] == 0 and b[1]):
        return Decimal(0), True
    if a[0] == 0 or b[0] == 0:
        return Decimal(0), False
    return a[0] * b[0], a[1] and b[1]


def _over(a: _End, b: _End, side: int) -> _End:
    """A corner of a quotient; an end of the divisor at zero is not in it, and divides into infinity on the `side` where the divisor lies."""
    if b[0] == 0:
        return _times(a, (side * _INF, False))
    return _times(a, (1 / b[0], b[1])) if a[0] == 0 or b[0].is_infinite() else (a[0] / b[0], a[1] and b[1])


def _within(corners: Sequence[_End]) -> Interval:
    return _hull([c for c in corners if c[0] != _INF], [c for c in corners if c[0] != -_INF])


def _hull(lows: Iterable[_End], highs: Iterable[_End]) -> Interval:
    low, high = min(e[0] for e in lows), max(e[0] for e in highs)
    low_in, high_in = any(e[1] for e in lows if e[0] == low), any(e[1] for e in highs if e[0] == high)
    return Interval(None if low == -_INF else low, None if high == _INF else high, low_in, high_in)


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of intervals; of none it is exactly zero."""
    return sum(parts, Interval.exact(0))


def growth(now: Interval, base: Interval) -> Interval:
    """Percent change from `base` to `now`: 100 (now / base - 1)."""
    return (now / base - Interval.exact(1)).scaled(100)


def share(part: Interval, whole: Interval) -> Interval:
    """Percent of `whole` that `part` is."""
    return (part / whole).scaled(100)


def compound_rate(now: Interval, base: Interval, years: int) -> Interval:
    """Percent a year from `base` to `now` over whole years: 100 ((now / base)^(1/years) - 1). Raises `ValueError` where the ratio may be negative."""
    if years < 1:
        raise ValueError(f"a compound rate needs at least one year, not {years}")
    ratio = now / base
    if ratio.low is None or ratio.low < 0:
        raise ValueError("a compound rate needs levels above zero at both ends")
    with localcontext(_DIGITS):
        root = Decimal(1) / years
        high = None if ratio.high is None else 100 * (ratio.high**root - 1)
        return Interval(100 * (ratio.low**root - 1), high, ratio.low_in, ratio.high_in)


def last_digit(numeral: str | Decimal) -> Decimal:
    """The unit of the last stated digit of a decimal numeral: 0.0001 for `1.0136`, 1 for `120`, 0.1 for `5.0`."""
    exponent = Decimal(numeral.replace(",", "") if isinstance(numeral, str) else numeral).as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0))


@dataclass(frozen=True, slots=True)
class Hedge:
    """What a hedge does to a figure: how far its ends lie from it, in units of the last stated digit (`None`: open)."""

    name: str
    down: Decimal | None
    up: Decimal | None
    low_in: bool
    high_in: bool

    def apply(self, value: Number, precision: Number) -> Interval:
        """The interval that the hedged figure means; with precision 0 (a named threshold) one unit is a tenth of the figure."""
        v, unit = Decimal(value), Decimal(precision)
        if unit == 0 and self.name == "exactly":
            return Interval.exact(v)
        if unit == 0:
            unit = abs(v) / 10
        low = None if self.down is None else v - self.down * unit
        high = None if self.up is None else v + self.up * unit
        return Interval(low, high, self.low_in, self.high_in)


@cache
def hedges() -> dict[str, Hedge]:
    """The published table of hedges, by name (`hedges.csv` beside this module)."""

    def end(cell: str) -> Decimal | None:
        return None if cell == "" else Decimal(cell)

    found = (
        Hedge(r["hedge"], end(r["down"]), end(r["up"]), r["low_in"] == "1", r["high_in"] == "1")
        for r in read_table("hinterland", "hedges.csv")
    )
    return {h.name: h for h in found}


def hedged(name: str, value: Number, precision: Number) -> Interval:
    """The interval of a hedged figure: `hedged("nearly", "15", 1)` is [14, 15). Raises `KeyError` for a hedge not in the table."""
    return hedges()[name].apply(value, precision)


def millionth(x: float) -> Decimal:
    """A double as a decimal to the millionth, the precision that tables hold; through its shortest digits, so that exact figures stay what they are."""
    return round(Decimal(str(x)), 6)
