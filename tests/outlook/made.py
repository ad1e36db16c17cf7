"""Panels and slices made by hand: what the tests of the outlook share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from hinterland import codes
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.outlook.cells import Cell, Known, Slices
from hinterland.outlook.panel import Member, Panel, indicator

D, F = Decimal, Fraction
PROVINCES = codes.members("provinces")
YEAR = Period.of_year(2024)

Given = int | str | Decimal | tuple[int | str | Decimal, int | str | Decimal] | None


def member(region: str, given: Given, last: Given = None) -> Member:
    """A member that is held exactly, held between two ends (its value half way), or missing with a last level (half to twice of it)."""
    if given is None:
        wide = None if last is None else Interval(D(str(last)) / 2, D(str(last)) * 2, True, True)
        return Member(region, None, None, wide, "missing", (), None if last is None else D(str(last)))
    low, high = given if isinstance(given, tuple) else (given, given)
    x = Interval(D(str(low)), D(str(high)), True, True)
    return Member(region, x.middle, x, x, "published", (f"o-{region}",))


def panel(given: Mapping[str, Given], *, last: Mapping[str, Given] | None = None, period: Period = YEAR, scope: str = "provinces") -> Panel:
    """A panel of the regions given."""
    return Panel(scope, period, indicator(), tuple(member(r, v, (last or {}).get(r)) for r, v in given.items()))


def whole(values: Sequence[Given], **said: object) -> Panel:
    """A panel of all provinces in the table's order."""
    return panel(dict(zip(PROVINCES, values, strict=True)), **said)  # type: ignore[arg-type]


def slices(
    held: Mapping[Cell, Given], nation: Mapping[Cell, Given] | None = None, *, region: str = "CN-AH", period: Period = YEAR
) -> Slices:
    """What is held of a region by cell: an amount, or its two ends."""
    return Slices(region, period, "operating-unit", "CNY", known(held), known(nation or {}))


def known(held: Mapping[Cell, Given]) -> dict[Cell, Known]:
    """Cells as held."""
    found = {}
    for cell, given in held.items():
        m = member(str(cell), given)
        assert m.rounding is not None
        found[cell] = Known(cell, m.value, m.rounding, "held", (f"o-{cell}",))
    return found


amounts = st.integers(min_value=1, max_value=10**6)

boxes = st.tuples(amounts, st.integers(min_value=0, max_value=1000)).map(lambda b: (b[0], b[0] + b[1]))
"""Ends of an amount."""

within = st.floats(min_value=0, max_value=1, allow_nan=False)
"""Where in a box a point lies."""


def at(box: tuple[int, int], place: float) -> Decimal:
    """A point of a box."""
    return D(box[0]) + (D(box[1]) - D(box[0])) * D(str(place))
