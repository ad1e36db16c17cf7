"""Rows of customs tables as figures, with those of their digits that count, and the columns of tables with total, exports and imports side
by side (2 and 8). Rows that can't be read are rejected; `InputError` is raised where the columns aren't those of the layout, or the first
line's flows don't add up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, Decimal
from functools import partial

from hinterland import codes
from hinterland.sources import numerals
from hinterland.sources.customs import Month, mostly_read
from hinterland.sources.customs_columns import Column, TableHead
from hinterland.sources.grids import Grid
from hinterland.sources.reading import Figure, InputError, Reading

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_NONE = {"", "-", "--", "—", "―", "－", "–"}
_LONGEST = 18


def number(text: str) -> Decimal | None:
    """A cell as printed; `None` for a blank or a dash. Raises `ValueError` for anything that is no number."""
    plain = numerals.plain(text).removesuffix("%").strip()
    if plain in _NONE:
        return None
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"{text.strip()!r} is not a number")
    value = Decimal(numerals.ungrouped(plain))
    if value.adjusted() > _LONGEST:
        raise ValueError(f"{text.strip()!r} is larger than any trade")
    return value


def cell(cells: Sequence[str], column: Column) -> Decimal | None:
    """The number in a column of a row. Raises `ValueError`, naming the column, for anything else."""
    try:
        return number(cells[column.at])
    except ValueError as e:
        raise ValueError(f"under {column.label!r}, {e.args[0]}") from None


@dataclass(slots=True)
class Digits:
    """How many decimals of a table count, from `least` to `most`. `most` is where the published digits end (a yuan has no tenths), `least`
    what a workbook hides when it drops final zeros."""

    most: int
    least: int = 0
    tail: str | None = None

    def settle(self, value: Decimal) -> tuple[Decimal, Decimal]:
        """A value without its tail, and the width of its last digit. The first tail cut off is kept, to be told."""
        own = max(-int(value.as_tuple().exponent), 0)
        last = Decimal(1).scaleb(-min(max(own, self.least), self.most))
        settled = value.quantize(last, ROUND_HALF_EVEN) if own > self.most else value
        if settled != value:
            self.tail = self.tail or str(value)
        return settled, last

    def warning(self, unit: str) -> str | None:
        """A sentence, once a table, where tails were cut off."""
        if self.tail is None:
            return None
        last = format(Decimal(1).scaleb(-self.most), "f")
        return f"figures such as {self.tail} have digits that customs doesn't publish; they are rounded to {last} {unit}"


growth_digits = partial(Digits, most=1, least=1)
"""Growth is published to a tenth of a percent."""


def amount_digits(grid: Grid, rows: Iterable[tuple[int, str, list[str]]], columns: Iterable[Column], unit: codes.Unit) -> Digits:
    """The digits of a table's amounts: none finer than the yuan or dollar; in a workbook, those of its longest amount for all."""
    most = max(unit.factor.adjusted(), 0)
    if grid.kind != "workbook":
        return Digits(most)
    places = [c.at for c in columns]
    decimals = [
        len(cells[at].partition(".")[2]) for _, _, cells in rows for at in places if at < len(cells) and _NUMBER.fullmatch(cells[at])
    ]
    return Digits(most, min(max(decimals, default=0), most))


FLOWS = ("total", "export", "import")
LARGEST = Decimal(10) ** 15
"""More yuan or dollars than any trade comes to: a figure beyond it was given a wrong unit."""
Row = tuple[int, str, list[str]]
Resolve = Callable[[str], Figure]
Counted = Callable[[str, Sequence[str]], tuple[codes.Unit | None, bool]]


@dataclass(frozen=True, slots=True)
class Series:
    """What a column holds: figures of a period, and of a flow (`None`: the table's own) or a measure."""

    column: Column
    period: str
    flow: str | None = None
    measure: str = "value"


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of a table are read: by its head, what its columns hold, its unit, and the digits of its amounts and of its growth."""

    head: TableHead
    series: Sequence[Series]
    unit: codes.Unit
    amounts: Digits
    growth: Digits = field(default_factory=growth_digits)


def layout(reading: Reading, head: TableHead, month: Month, *, month_alone: bool = True) -> list[Series]:
    """The columns of a table. Raises `InputError`, saying what was expected and found, for one too many, too few, or out of place. Tables
    for January and February may leave one span out; others only where `month_alone` isn't looked for."""
    levels: dict[tuple[str, bool], Column] = {}
    growth: dict[str, Column] = {}
    for column in head.columns:
        if column.flow is None or (not column.growth and column.to_date is None):
            raise InputError(f"{reading.path}: column {column.at + 1} is headed {column.label!r}; {_EXPECTED}")
        if column.growth and column.to_date is not True and month.month != 1:
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
    if (month.month > 1 and spans == {False}) or (month.month > 2 and spans == {True} and month_alone):
        raise InputError(f"{reading.path}: the table lacks the columns of the {'month' if True in spans else 'year to date'}; {_EXPECTED}")
    of_levels = [Series(c, month.to_date if to_date else month.alone, flow) for (flow, to_date), c in levels.items()]
    return of_levels + [Series(c, month.to_date, flow) for flow, c in growth.items()]


_EXPECTED = "expected are total, exports and imports, each for the month and for the year to date, and the growth of each"


def read(
    reading: Reading, rows: Iterable[Row], plan: Plan, resolve: Resolve, counted: Counted = lambda name, cells: (None, False)
) -> dict[int, Figure]:
    """Read rows of data. `resolve` gives a name's figure without its numbers, or raises `LookupError`; `counted` the unit of a row's quantities, and whether
    these are left out. Returns what each row is of.
    """
    places: dict[int, Figure] = {}
    taken: dict[tuple[str, str, str], tuple[str, list[Figure]]] = {}
    for row, name, cells in rows:
        reading.rows_read += 1
        with reading.quarantining(row, ",".join(cells)):
            known = {plan.head.name_at, plan.head.unit_at, *(c.at for c in plan.head.columns)}
            if len(cells) < plan.head.width or any(c.strip() for i, c in enumerate(cells) if i not in known and i > plan.head.name_at):
                raise ValueError(f"the row has {sum(1 for c in cells if c.strip())} cells, the head {len(known - {None})}")
            blank = replace(resolve(name), row=row)
            figures = _figures(cells, plan, blank, *counted(name, cells))
            if (key := (blank.region, blank.partner, blank.product)) in taken:
                before, earlier = taken[key]
                # Two values of one name are both kept here, for the gate to reject both.
                if before != name.strip() or [f.value for f in figures] == [f.value for f in earlier]:
                    raise ValueError(
                        f"{name.strip()!r} stands in the table twice{'' if before == name.strip() else f' (as {before!r} before)'}"
                    )
                reading.figures.extend(figures)
                continue
            reading.figures.extend(figures)
            taken[key], places[row] = (name.strip(), figures), blank
    mostly_read(reading)
    large = (
        f
        for f in reading.figures
        if f.op == "level" and f.measure == "value" and f.value is not None and abs(plan.unit.to_base(f.value)) > LARGEST
    )
    if figure := next(large, None):
        # The table isn't in the unit it says, and is refused unless the gate finds the unit it is in.
        reading.impossible = (
            f"{reading.path}, row {figure.row}: {figure.value} {plan.unit.name()} is more than any trade comes to, so the table can't be in "
            f"{plan.unit.name()} ({plan.unit.zh}) as it says; say its unit with --unit, as in --unit {plan.unit.currency}"
        )
    reading.warnings += [w for w in (plan.amounts.warning(plan.unit.name()), plan.growth.warning("percent")) if w]
    return places


def _figures(cells: Sequence[str], plan: Plan, blank: Figure, counted: codes.Unit | None, skipped: bool) -> list[Figure]:
    """The figures of a row; its quantities, in the unit `counted`, unless they are `skipped`."""
    found: dict[tuple[str, str | None, str, str], Figure] = {}
    for s in plan.series:
        of_value = s.measure == "value"
        if (value := cell(cells, s.column)) is None or (skipped and not of_value):
            continue
        if not of_value and counted is None:
            raise ValueError(f"under {s.column.label!r} stands {value}, but the row names no unit of quantity")
        currency = plan.unit.currency if of_value else None
        figure = replace(blank, flow=s.flow or blank.flow, period=s.period, measure=s.measure, currency=currency)
        if s.column.growth:
            settled, last = plan.growth.settle(value)
            figure = replace(figure, op="growth", value=settled, unit="percent", precision=last)
        elif of_value:
            settled, last = plan.amounts.settle(value)
            figure = replace(figure, value=settled, unit=plan.unit.code, precision=None if last == 1 else last)
        else:
            figure = replace(figure, value=value, unit=counted.code if counted else "")
        same = found.setdefault((figure.op, figure.flow, figure.measure, s.period), figure)
        if same.value != figure.value:
            raise ValueError(f"January's {s.flow or s.measure} is {same.value} for the month and {figure.value} for the year to date")
    return list(found.values())


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
