"""Trade by partner: table 2 of the customs bulletin, that of its preliminary release (express), and an excerpt of our own
(`name_zh,total,exports,imports`). Partners (countries, continents, residual rows, blocs) overlap and are never to be added up."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from hinterland import codes
from hinterland.packaged import read_table
from hinterland.sources import customs, customs_columns, customs_flows, grids
from hinterland.sources.customs_columns import Column, TableHead
from hinterland.sources.customs_flows import amount_digits
from hinterland.sources.pages import Table
from hinterland.sources.reading import Figure, Head, InputError, Options, Reading

NAME = "customs-country"
TABLE = ("GACC-T2", "Monthly table 2, imports and exports by country or region")
EXCERPT = ["name_zh", "total", "exports", "imports"]
_COUNTRY = re.compile(r"国|country|import source|export destination", re.IGNORECASE)
_TITLED = re.compile(r"by\s+(?:major\s+)?country\s*[/(（]?\s*region|国别（地区）总值表|国别\(地区\)总值表", re.IGNORECASE)


def sniff(head: Head) -> bool:
    """Whether a file has the head of a table by country, or is a page titled as one or listing them."""
    grid = grids.peek(head)
    if any(_TITLED.search(h) for h in grid.headings) or any(_is_table(t) or customs_columns.is_excerpt(t, EXCERPT) for t in grid.tables):
        return True
    return customs.is_index(grid.tables) and any(_TITLED.search(c) for t in grid.tables for _, row in t for c in row)


def read(path: Path, options: Options) -> Reading:
    """Read a table by country. Raises `InputError` where it holds none, says too little, or contradicts itself."""
    grid = grids.read(path)
    reading = Reading(path, NAME)
    for table in grid.tables:
        reading.warnings = grid.unread(table)
        if customs_columns.is_excerpt(table, EXCERPT):
            return _read_excerpt(reading, grid, table, options)
        if head := _is_table(table):
            return _read(reading, grid, table, head, options)
    raise customs.no_table(grid, "a table by country (国家（地区）, 进出口, 出口, 进口)")


def _is_table(table: Table) -> TableHead | None:
    head = customs_columns.find_head(table)
    return head if head is not None and head.unit_at is None and _COUNTRY.search(head.names) else None


def _read(reading: Reading, grid: grids.Grid, table: Table, head: TableHead, options: Options) -> Reading:
    titles = customs.texts(grid, table, head.first)
    customs.of_the_nation(reading.path, titles)
    unit = customs.unit_of(reading.path, titles, titles, options)
    month = customs.month_of(reading.path, titles, head.month, options)
    source, note = customs.of_month(TABLE, unit, month, grid, options)
    blank = customs.blank(reading, source, month, unit, note)
    series = customs_flows.layout(reading, head, month)
    rows = list(customs_columns.data(table, head))
    digits = amount_digits(grid, rows, [s.column for s in series if not s.column.growth], unit)
    places = customs_flows.read(reading, rows, customs_flows.Plan(head, series, unit, digits), _resolver(blank))
    total = next((row for row, f in places.items() if f.partner == "world"), None)
    if total is None:
        raise InputError(f"{reading.path}: the table has no line for the total (总值), with which a table by country begins")
    customs_flows.adds_up(reading, total)
    return reading


def _read_excerpt(reading: Reading, grid: grids.Grid, table: Table, options: Options) -> Reading:
    """An excerpt holds amounts of one month, which its file's name tells with the unit; a blank is a figure that wasn't taken down."""
    columns = tuple(Column(i, c, False, False, None, customs_columns.flow_of(c) or "total", None, None) for i, c in enumerate(EXCERPT) if i)
    head = TableHead(0, 1, EXCERPT[0], 0, None, columns)
    month = customs.month_of(reading.path, (), None, options)
    unit = customs.unit_of(reading.path, ["单位：万元"] if "wan_yuan" in reading.path.name else [], (), options)
    series = [customs_flows.Series(c, month.alone, c.flow) for c in columns]
    source, note = customs.of_month(TABLE, unit, month, grid, options)
    resolve = _resolver(customs.blank(reading, source, month, unit, note))
    rows = list(customs_columns.data(table, head))
    customs_flows.read(reading, rows, customs_flows.Plan(head, series, unit, amount_digits(grid, rows, (), unit)), resolve)
    return reading


@cache
def _spellings() -> dict[str, str]:
    """Names of partners as only these tables spell them; all others are in the code tables."""
    return {codes.fold(r["name"]): r["code"] for r in read_table("hinterland.sources", "customs_partners.csv")}


def _resolver(blank: Figure) -> customs_flows.Resolve:
    def resolve(name: str) -> Figure:
        plain = customs_columns.plain(name)
        code = _spellings().get(codes.fold(plain)) or codes.find(plain, "partner").code
        return replace(blank, partner=code)

    return resolve
