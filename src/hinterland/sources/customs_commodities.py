"""Major commodities by quantity and value: tables 13 and 14 of the customs bulletin, those of its preliminary release, and an excerpt of
our own. A name that the code tables call a basket becomes its code, any other `gacc:` and the folded name; rows overlap and are never to be
added up. Quantities are in the unit that their row names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hinterland import codes
from hinterland.sources import customs, customs_columns, customs_flows, grids
from hinterland.sources.customs_columns import Column, TableHead
from hinterland.sources.customs_flows import Plan, Row, Series, amount_digits
from hinterland.sources.pages import Table
from hinterland.sources.reading import Figure, Head, InputError, Options, Reading

NAME = "customs-commodities"
TABLES = {
    "export": ("GACC-T13", "Monthly table 13, major export commodities by quantity and value"),
    "import": ("GACC-T14", "Monthly table 14, major import commodities by quantity and value"),
}
EXCERPT = ["name_zh", "level", "unit", "quantity", "value_wan_yuan"]
_TITLED = re.compile(r"(?:出口|进口)(?:主要|重点)商品量值表|major (?:ex|im)ports? (?:commodities in|by) quantity and value", re.IGNORECASE)
_FLOW = {"export": re.compile(r"出口|export", re.IGNORECASE), "import": re.compile(r"进口|import", re.IGNORECASE)}
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


def sniff(head: Head) -> bool:
    """Whether a file has the head of a table of commodities, or is a page titled as one."""
    grid = grids.peek(head)
    return any(_TITLED.search(h) for h in grid.headings) or any(_is_table(t) or customs_columns.is_excerpt(t, EXCERPT) for t in grid.tables)


def read(path: Path, options: Options) -> Reading:
    """Read a table of commodities. Raises `InputError` where there is none, it says too little, or its columns are of no known layout."""
    grid = grids.read(path)
    reading = Reading(path, NAME)
    for table in grid.tables:
        reading.warnings = grid.unread(table)
        if customs_columns.is_excerpt(table, EXCERPT):
            return _read_excerpt(reading, grid, table, options)
        if head := _is_table(table):
            titles = customs.texts(grid, table, head.first)
            customs.of_the_nation(path, titles)
            unit = customs.unit_of(path, titles, titles, options)
            month = customs.month_of(path, titles, head.month, options)
            series, rows = _layout(reading, head, month), list(customs_columns.data(table, head))
            return _fill(reading, grid, rows, head, series, month, unit, _flow(path, titles, options), options)
    raise customs.no_table(grid, "a table of commodities (商品名称, 计量单位, 数量, 金额)")


def _is_table(table: Table) -> TableHead | None:
    head = customs_columns.find_head(table)
    return head if head is not None and head.unit_at is not None else None


def _read_excerpt(reading: Reading, grid: grids.Grid, table: Table, options: Options) -> Reading:
    """An excerpt holds one month; its file's name tells which, and the flow."""
    columns = (
        Column(3, EXCERPT[3], False, False, None, None, "quantity", None),
        Column(4, EXCERPT[4], False, False, None, None, "value", None),
    )
    head = TableHead(0, 1, EXCERPT[0], 0, 2, columns)
    month = customs.month_of(reading.path, (), None, options)
    unit = customs.unit_of(reading.path, ["单位：万元"], (), options)
    rows = [(number, row[0], [row[0], "", *row[2:]]) for number, row in table[1:] if any(row)]
    series = [Series(c, month.alone, measure=c.measure or "value") for c in columns]
    return _fill(reading, grid, rows, head, series, month, unit, _flow(reading.path, (), options), options)


def _fill(
    reading: Reading, grid: grids.Grid, rows: list[Row], head: TableHead, series: list[Series], month: customs.Month,
    unit: codes.Unit, flow: str, options: Options,
) -> Reading:  # fmt: skip
    source, note = customs.of_month(TABLES[flow], unit, month, grid, options)
    blank = replace(customs.blank(reading, source, month, unit, note), flow=flow)
    digits = amount_digits(grid, rows, [c for c in head.columns if c.measure == "value" and not c.growth], unit)
    plan, codes_of = Plan(head, series, unit, digits), products(name for _, name, _ in rows)
    _read_rows(reading, rows, plan, blank, codes_of, express=customs.is_express(unit))
    return reading


def _flow(path: Path, titles: Iterable[str], options: Options) -> str:
    """Exports or imports: as the title says, else as the user says, else as the file's name does."""
    if options.flow not in (None, "export", "import"):
        raise InputError(f"{path}: tables of commodities hold exports or imports; --flow {options.flow} is neither")
    titled = {f for t in titles if (m := _TITLED.search(t)) for f, sign in _FLOW.items() if sign.search(m[0])}
    named = {f for f, sign in _FLOW.items() if sign.search(path.name)}
    if len(titled) > 1:
        raise InputError(f"{path}: its titles say both exports and imports")
    if titled:
        flow = titled.pop()
        if options.flow not in (None, flow):
            raise InputError(f"{path}: its title says {flow}s, but --flow says {options.flow}; leave the option out")
        return flow
    if options.flow:
        return options.flow
    if len(named) == 1:
        return named.pop()
    raise InputError(f"{path}: neither its title nor its name says exports or imports; say which with --flow export or --flow import")


def products(names: Iterable[str]) -> dict[str, str]:
    """The product of each name as it stands in a table. Where two rows would be one basket, it is the starred one's, else the first's."""
    found = {name: _product(name) for name in names}
    twice = {code for code, n in Counter(found.values()).items() if n > 1}
    for code in twice:
        claimants = [n for n in found if found[n] == code]
        owner = next((n for n in claimants if n.rstrip().endswith("*")), claimants[0])
        found |= {n: _own(n) for n in claimants if n != owner}
    return found


def _product(name: str) -> str:
    plain = customs_columns.plain(name)
    with suppress(LookupError):
        if (product := codes.find(plain.rstrip("*"), "product")).type == "basket":
            return product.code
    return _own(name)


def _own(name: str) -> str:
    return f"gacc:{codes.fold(customs_columns.plain(name))}"


def _layout(reading: Reading, head: TableHead, month: customs.Month) -> list[Series]:
    """What each column holds. Raises `InputError`, saying what was expected and found, where they make up no known layout. Growth headed
    without a period is the month's: the bulletin of June 2025 has -6.2% for agricultural exports, whose year to date grew."""
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


def _layouts(month: customs.Month, unlabelled: bool) -> list[tuple[set[tuple[bool, bool]], set[bool]]]:
    """Levels (to date, of this year) and growth (to date) that stand together: in the bulletin, and in the preliminary release."""
    this_month, to_date, year_before = (False, True), (True, True), (True, False)
    known = [({this_month, to_date}, {False, True}), ({this_month, to_date, year_before}, {True}), ({to_date, year_before}, {True})]
    if unlabelled:
        known.append(({this_month, to_date}, {False}))
    if month.month == 1:
        known += [({this_month}, {False}), ({to_date}, {True}), ({this_month}, {True}), ({this_month, to_date}, {True})]
    return known


def _read_rows(reading: Reading, rows: Iterable[Row], plan: Plan, blank: Figure, products: Mapping[str, str], *, express: bool) -> None:
    """Read rows of data into a reading; `products` gives the code of each name, `express` is whether units may be misprinted."""

    def resolve(name: str) -> Figure:
        if not customs_columns.plain(name):
            raise ValueError("the row has no name")
        return replace(blank, product=products[name])

    def counted(name: str, cells: Sequence[str]) -> tuple[codes.Unit | None, bool]:
        said = cells[plan.head.unit_at or 0].strip()
        unit = quantity_unit(said)
        misprinted = express and unit is not None and (codes.fold(customs_columns.plain(name)), unit.code) in MISPRINTED
        if misprinted:
            reading.warnings.append(
                f"the quantity of {customs_columns.plain(name)!r} is left out: the preliminary release misprints its unit as {said!r}"
            )
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
    with suppress(LookupError):
        return codes.unit(_SPELLINGS.get(spelled, spelled))
    return None


def _scaled(spelled: str) -> codes.Unit | None:
    """A known unit behind a scale word, as in 万条: ten thousand times 条."""
    for word, scale in _SCALES.items():
        if spelled.startswith(word) and (one := _known(spelled.removeprefix(word))):
            return _known(f"{one.code}{scale}")
    return None
