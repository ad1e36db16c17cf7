"""Major commodities by quantity and value: tables 13 and 14 of the customs bulletin, and those of its preliminary release.

Read as workbook, saved page or CSV, Chinese or English, and as an excerpt of our own. A name that the code tables call a basket becomes
its code, any other `gacc:` and the folded name. Rows overlap (starred ones are catalogues of their own), so they are never to be added up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from hinterland import codes
from hinterland.sources import customs, customs_columns, customs_goods, customs_titles, grids
from hinterland.sources.customs_columns import Column, TableHead
from hinterland.sources.customs_flows import Plan, Row, Series
from hinterland.sources.customs_numbers import amount_digits
from hinterland.sources.head import Head
from hinterland.sources.pages import Table
from hinterland.sources.reading import InputError, Options, Reading

NAME = "customs-commodities"

TABLES = {
    "export": ("GACC-T13", "Monthly table 13, major export commodities by quantity and value"),
    "import": ("GACC-T14", "Monthly table 14, major import commodities by quantity and value"),
}
EXCERPT = ["name_zh", "level", "unit", "quantity", "value_wan_yuan"]

_TITLED = re.compile(r"(?:出口|进口)(?:主要|重点)商品量值表|major (?:ex|im)ports? (?:commodities in|by) quantity and value", re.IGNORECASE)
_FLOW = {"export": re.compile(r"出口|export", re.IGNORECASE), "import": re.compile(r"进口|import", re.IGNORECASE)}


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
            titles = customs_titles.texts(grid, table, head.first)
            customs_titles.of_the_nation(path, titles)
            unit = customs_titles.unit_of(path, titles, titles, options)
            month = customs_titles.month_of(path, titles, head.month, options)
            series, rows = customs_goods.layout(reading, head, month), list(customs_columns.data(table, head))
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
    month = customs_titles.month_of(reading.path, (), None, options)
    unit = customs_titles.unit_of(reading.path, ["单位：万元"], (), options)
    rows = [(number, row[0], [row[0], "", *row[2:]]) for number, row in table[1:] if any(row)]
    series = [Series(c, month.alone, measure=c.measure or "value") for c in columns]
    return _fill(reading, grid, rows, head, series, month, unit, _flow(reading.path, (), options), options)


def _fill(
    reading: Reading, grid: grids.Grid, rows: list[Row], head: TableHead, series: list[Series], month: customs_titles.Month,
    unit: codes.Unit, flow: str, options: Options,
) -> Reading:  # fmt: skip
    source, note = customs.of_month(TABLES[flow], unit, month, grid, options)
    blank = replace(customs.blank(reading, source, month, unit, note), flow=flow)
    digits = amount_digits(grid, rows, [c for c in head.columns if c.measure == "value" and not c.growth], unit)
    plan, codes_of = Plan(head, series, unit, digits), products(name for _, name, _ in rows)
    customs_goods.read(reading, rows, plan, blank, codes_of, express=customs.is_express(unit))
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
    try:
        product = codes.find(plain.rstrip("*"), "product")
    except LookupError:
        return _own(name)
    return product.code if product.type == "basket" else _own(name)


def _own(name: str) -> str:
    return f"gacc:{codes.fold(customs_columns.plain(name))}"
