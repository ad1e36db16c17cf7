"""Small warehouses of a test's own, and the one way to ask them: what the tests of the indicators share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.warehouse.desk import DESK, figures, past_the_gate

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.codes import Period
from hinterland.indicators import Answer, Need, Quantity
from hinterland.interval import Interval
from hinterland.models import Indicator


def held(folder: Path, header: str, *files: Sequence[str], **opened: Any) -> Hinterland:
    """A warehouse without the embedded figures, which holds the rows of some files, one load each."""
    with open_warehouse(folder / "warehouse", embedded=False) as h:
        for number, rows in enumerate(files, start=h.state.number + 1):
            past_the_gate(h, figures(folder / f"{number}.csv", *rows, header=header), replace(DESK, source=f"s{number}"))
    return open_warehouse(folder / "warehouse", embedded=False, **opened)


def need(region: str, op: str = "level", period: str = "2025", *, versus: str | None = None, base: str | None = None, **said: Any) -> Need:
    """A need; operating-unit trade in yuan unless said otherwise."""
    indicator = Indicator.model_validate({"op": op, "basis": "operating-unit", "currency": "CNY", **said})
    return Need(region, indicator, Period.parse(period), versus, None if base is None else Period.parse(base))


def ask(h: Hinterland, *args: Any, **said: Any) -> Answer:
    """One answer."""
    [answer] = h.indicators.ask([need(*args, **said)])
    return answer


def close(quantity: Quantity | None, expected: Interval) -> None:
    """A quantity has the ends that the arithmetic of intervals gives, but for a millionth."""
    assert quantity is not None, f"nothing is held; {expected} was expected"
    for found, end in ((quantity.interval.low, expected.low), (quantity.interval.high, expected.high)):
        assert (found is None) == (end is None)
        if found is not None and end is not None:
            assert abs(found - end) <= max(abs(end), Decimal(1)) / 10**6, (quantity.interval, expected)
    assert quantity.interval.holds(quantity.value) or quantity.interval.high == quantity.value


def rows(names: Iterable[str], *cells: Any) -> list[str]:
    """A row for each name, with the same cells after it."""
    return [",".join((name, *(str(c) for c in cells))) for name in names]
