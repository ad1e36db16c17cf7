"""The columns and rows of commodity tables: quantity and value side by side, for the month and the year to date, with their growth.

A head goes in, the period of each column comes out; rows become figures, each quantity in the unit its own row names. Rows whose unit isn't
known, or whose cells aren't numbers, are rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hinterland import codes
from hinterland.sources import customs_flows
from hinterland.sources.customs_columns import Column, TableHead, plain
from hinterland.sources.customs_flows import Plan, Row, Series
from hinterland.sources.customs_titles import Month
from hinterland.sources.reading import Figure, InputError, Reading

MISPRINTED = {("footwear", "pairs_10K"), ("unwrought aluminium and aluminium products", "tonnes")}
"""Rows whose unit the English preliminary release misprints (its Chinese page says 亿双 and 万吨): their quantities are left out."""

_NO_UNIT = {"", "-", "—", "–", "－"}
_SCALES = {"万": "_10K", "百万": "_1M", "亿": "_100M", "10,000 ": "_10K", "100 Million ": "_100M"}
_SPELLINGS = {"PCS": "units", "Autos": "units", "Ship": "units", "100MP": "pairs_100M", "10000SM": "square_metres_10K"}
"""Units as only these tables spell them; all others are in the code tables."""


_EXPECTED = (
    "expected are quantity and value for the month and, after January, for the year to date, and the growth of each "
    "(6 columns in January, 10 later)"
)


def layout(reading: Reading, head: TableHead, month: Month) -> list[Series]:
    """What each column holds. Raises `InputError`, saying what was expected and found, where they make up no known layout.

    Growth headed without a period is the month's: the bulletin of June 2025 has -6.2% for agricultural exports, whose year to date grew.
    """
    spans: dict[Column, tuple[bool, int]] = {}
    for column in head.columns:
        if column.measure is None or (column.to_date is None and not column.growth):
            raise InputError(f"{reading.path}: column {column.at + 1} is headed {column.label!r}; {_EXPECTED}")
        unlabelled = [c for c in spans if c.growth and c.to_date is None and c.measure == column.measure]
        to_date = len(unlabelled) == 1 if column.growth and column.to_date is None else bool(column.to_date)
        spans[column] = (to_date, 0 if column.growth else month.year - 1 if column.year == -1 else column.year or month.year)
    made = [(c.growth, c.measure, *span) for c, span in spans.items()]
    if len(made) != len(set(made)):
        twice = next(c.label for c, m in zip(spans, made, strict=True) if made.count(m) > 1)
        raise InputError(f"{reading.path}: two columns are headed {twice!r}; {_EXPECTED}")
    for growth, _, to_date, year in made:
        if any((growth, measure, to_date, year) not in made for measure in ("quantity", "value")):
            raise InputError(f"{reading.path}: a column of quantity or value is missing beside its other; {_EXPECTED}")
    levels = {(to_date, year == month.year) for growth, _, to_date, year in made if not growth}
    growths = {to_date for growth, _, to_date, _ in made if growth}
    if (levels, growths) not in _layouts(month, any(c.growth and c.to_date is None for c in head.columns)):
        labels = ", ".join(dict.fromkeys(c.label for c in head.columns))
        raise InputError(f"{reading.path}: the table has {len(made) + 2} columns, headed {labels}; {_EXPECTED}")
    if odd := [c for c, (_, year) in spans.items() if year not in (0, month.year, month.year - 1)]:
        raise InputError(f"{reading.path}: column {odd[0].at + 1} is headed {odd[0].label!r} in a table of {month.year}; {_EXPECTED}")
    periods = {c: month.year_to_date(year or month.year) if to_date else month.alone for c, (to_date, year) in spans.items()}
    return [Series(c, period, measure=c.measure or "value") for c, period in periods.items()]


def _layouts(month: Month, unlabelled: bool) -> list[tuple[set[tuple[bool, bool]], set[bool]]]:
    """Levels (to date, of this year) and growth (to date) that stand together: in the bulletin, and in the preliminary release."""
    this_month, to_date, year_before = (False, True), (True, True), (True, False)
    known = [({this_month, to_date}, {False, True}), ({this_month, to_date, year_before}, {True}), ({to_date, year_before}, {True})]
    if unlabelled:
        known.append(({this_month, to_date}, {False}))
    if month.month == 1:
        known += [({this_month}, {False}), ({to_date}, {True}), ({this_month}, {True}), ({this_month, to_date}, {True})]
    return known


def read(reading: Reading, rows: Iterable[Row], plan: Plan, blank: Figure, products: Mapping[str, str], *, express: bool) -> None:
    """Read rows of data into a reading; `products` gives the code of each name, `express` is whether units may be misprinted."""

    def resolve(name: str) -> Figure:
        if not plain(name):
            raise ValueError("the row has no name")
        return replace(blank, product=products[name])

    def counted(name: str, cells: Sequence[str]) -> tuple[codes.Unit | None, bool]:
        said = cells[plan.head.unit_at or 0].strip()
        unit = quantity_unit(said)
        misprinted = express and unit is not None and (codes.fold(plain(name)), unit.code) in MISPRINTED
        if misprinted:
            reading.warnings.append(f"the quantity of {plain(name)!r} is left out: the preliminary release misprints its unit as {said!r}")
        return unit, misprinted

    customs_flows.read(reading, rows, plan, resolve, counted)


def quantity_unit(text: str) -> codes.Unit | None:
    """The unit a row counts in, `None` where it has none. Raises `ValueError` for one that isn't known, or is no quantity."""
    spelled = "".join(text.split()) if re.search(r"[\u4e00-\u9fff]", text) else " ".join(text.split())
    if spelled in _NO_UNIT:
        return None
    unit = _known(spelled) or _scaled(spelled)
    if unit is None or unit.currency is not None or unit.dimension in ("share", "points", "ratio", "rank"):
        raise ValueError(f"{spelled!r} is no unit of quantity known here")
    return unit


def _known(spelled: str) -> codes.Unit | None:
    try:
        return codes.unit(_SPELLINGS.get(spelled, spelled))
    except LookupError:
        return None


def _scaled(spelled: str) -> codes.Unit | None:
    """A known unit behind a scale word, as in 万条: ten thousand times 条."""
    for word, scale in _SCALES.items():
        if spelled.startswith(word) and (one := _known(spelled.removeprefix(word))):
            return _known(f"{one.code}{scale}")
    return None
