"""Tables with three flows side by side: total, exports and imports, for the month, the year to date and its growth (tables 2 and 8).

A table and its head go in with what its names mean; figures go into a `Reading`, rows that can't be read into its quarantine. Raises
`InputError` where the columns aren't those of the layout, or the first line's exports and imports don't add up to its total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hinterland import codes
from hinterland.sources.customs import mostly_read
from hinterland.sources.customs_columns import Column, TableHead
from hinterland.sources.customs_numbers import Digits, cell, growth_digits
from hinterland.sources.customs_titles import Month
from hinterland.sources.reading import Figure, InputError, Quarantined, Reading

FLOWS = ("total", "export", "import")

LARGEST = Decimal(10) ** 15
"""More yuan or dollars than any trade comes to: a figure beyond it was given a wrong unit."""


Row = tuple[int, str, list[str]]
Resolve = Callable[[str], Figure]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's columns by what they hold: levels by flow and whether they are to date, growth by flow."""

    levels: Mapping[tuple[str, bool], Column]
    growth: Mapping[str, Column]


def layout(reading: Reading, head: TableHead, month: int, *, month_alone: bool = True) -> Layout:
    """The columns of a table. Raises `InputError`, saying what was expected and found, for one too many, too few, or out of place.

    Tables for January and February may leave one span out; others only where `month_alone` isn't looked for.
    """
    levels: dict[tuple[str, bool], Column] = {}
    growth: dict[str, Column] = {}
    for column in head.columns:
        if column.flow is None or (not column.growth and column.to_date is None):
            raise InputError(f"{reading.path}: column {column.at + 1} is headed {column.label!r}; {_EXPECTED}")
        if column.growth and column.to_date is not True and month != 1:
            raise InputError(f"{reading.path}: column {column.at + 1} is headed {column.label!r}; growth is expected of the year to date")
        key = (column.flow, bool(column.to_date))
        if (column.flow in growth) if column.growth else (key in levels):
            raise InputError(f"{reading.path}: two columns are headed {column.label!r}; {_EXPECTED}")
        if column.growth:
            growth[column.flow] = column
        else:
            levels[key] = column
    spans = {to_date for _, to_date in levels}
    wanted = [(f, s) for f in FLOWS for s in sorted(spans)]
    missing = [f"{f} ({'year to date' if s else 'month'})" for f, s in wanted if (f, s) not in levels]
    missing += [f"growth of {f}" for f in FLOWS if f not in growth]
    if missing or not spans:
        raise InputError(f"{reading.path}: the table lacks a column for {missing[0] if missing else 'the figures'}; {_EXPECTED}")
    if (month > 1 and spans == {False}) or (month > 2 and spans == {True} and month_alone):
        raise InputError(f"{reading.path}: the table lacks the columns of the {'month' if True in spans else 'year to date'}; {_EXPECTED}")
    return Layout(levels, growth)


_EXPECTED = "expected are total, exports and imports, each for the month and for the year to date, and the growth of each"


def read(
    reading: Reading,
    rows: Iterable[Row],
    head: TableHead,
    columns: Layout,
    month: Month,
    unit: codes.Unit,
    digits: Digits,
    resolve: Resolve,
) -> dict[int, Figure]:
    """Read rows of data. `resolve` gives a name's figure without its numbers, or raises `LookupError`. Returns what each row is of."""
    growth = growth_digits()

    def figures(blank: Figure, name: str, cells: Sequence[str]) -> list[Figure]:
        return _figures(cells, columns, month, unit, (digits, growth), blank)

    return read_rows(reading, rows, head, unit, (digits, growth), resolve, figures)


def read_rows(
    reading: Reading,
    rows: Iterable[Row],
    head: TableHead,
    unit: codes.Unit,
    digits: tuple[Digits, Digits],
    resolve: Resolve,
    figures: Callable[[Figure, str, Sequence[str]], list[Figure]],
) -> dict[int, Figure]:
    """Read rows of data: `resolve` as for `read`, `figures` gives the figures of a row, and `digits` are those of amounts and of growth, which warn of what they cut off."""
    places: dict[int, Figure] = {}
    taken: dict[tuple[str, str, str], str] = {}
    for row, name, cells in rows:
        reading.rows_read += 1
        try:
            whole(cells, head)
            blank = replace(resolve(name), row=row)
            if (key := (blank.region, blank.partner, blank.product)) in taken:
                before = "" if taken[key] == name.strip() else f" (as {taken[key]!r} before)"
                raise ValueError(f"{name.strip()!r} stands in the table twice{before}")
            found = figures(blank, name, cells)
        except (ValueError, LookupError) as e:
            reading.quarantined.append(Quarantined(row, ",".join(cells), str(e.args[0])))
            continue
        taken[key] = name.strip()
        places[row] = blank
        reading.figures.extend(found)
    mostly_read(reading)
    large = (
        f
        for f in reading.figures
        if f.op == "level" and f.measure == "value" and f.value is not None and abs(unit.to_base(f.value)) > LARGEST
    )
    if figure := next(large, None):
        # The table isn't in the unit it says, and is refused unless the gate finds the unit it is in.
        reading.impossible = (
            f"{reading.path}, row {figure.row}: {figure.value} {unit.name()} is more than any trade comes to, so the table can't be in "
            f"{unit.name()} ({unit.zh}) as it says; say its unit with --unit, as in --unit {unit.currency}"
        )
    reading.warnings += [w for w in (digits[0].warning(unit.name()), digits[1].warning("percent")) if w]
    return places


def whole(cells: Sequence[str], head: TableHead) -> None:
    """Raises `ValueError` for a row that has more or fewer cells than the head has columns."""
    known = {head.name_at, head.unit_at, *(c.at for c in head.columns)}
    if len(cells) < head.width or any(c.strip() for i, c in enumerate(cells) if i not in known and i > head.name_at):
        raise ValueError(f"the row has {sum(1 for c in cells if c.strip())} cells, the head {len(known - {None})}")


def _figures(
    cells: Sequence[str], columns: Layout, month: Month, unit: codes.Unit, digits: tuple[Digits, Digits], blank: Figure
) -> list[Figure]:
    found: dict[tuple[str, str], Figure] = {}
    for (flow, to_date), column in columns.levels.items():
        if (value := cell(cells, column)) is None:
            continue
        period = month.to_date if to_date else month.alone
        settled, last = digits[0].settle(value)
        figure = replace(blank, flow=flow, period=period, value=settled, precision=None if last == 1 else last)
        figure = replace(figure, unit=unit.code, currency=unit.currency)
        if (same := found.setdefault((flow, period), figure)).value != settled:
            raise ValueError(f"January's {flow} is {same.value} for the month and {settled} for the year to date")
    growth: list[Figure] = []
    for flow, column in columns.growth.items():
        if (value := cell(cells, column)) is not None:
            settled, last = digits[1].settle(value)
            published = replace(blank, op="growth", flow=flow, period=month.to_date, value=settled, precision=last)
            growth.append(replace(published, unit="percent", currency=unit.currency))
    return [*found.values(), *growth]


def adds_up(reading: Reading, row: int) -> None:
    """Raises `InputError` where exports and imports of a row don't make its total: the columns aren't what their heads say."""
    values: dict[str, dict[str | None, Figure]] = {}
    for f in reading.figures:
        if f.row == row and f.op == "level":
            values.setdefault(f.period, {})[f.flow] = f
    for period, by_flow in values.items():
        total, parts = by_flow.get("total"), [by_flow.get("export"), by_flow.get("import")]
        if total is None or total.value is None or any(p is None or p.value is None for p in parts):
            continue
        summed = sum((p.value for p in parts if p and p.value is not None), Decimal(0))
        if abs(summed - total.value) > 2 * (total.precision or 1):
            raise InputError(
                f"{reading.path}, row {row}: exports and imports of {period} add up to {summed}, but the total says {total.value}; "
                "a column isn't what its head says"
            )
