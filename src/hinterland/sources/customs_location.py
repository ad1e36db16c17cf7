"""Table 8 of the customs bulletin: trade by location of importers and exporters, for regions and the cities and zones listed under them.

Read as CSV (as pandas flattens the page), as a saved page and as a workbook; `customs_prefectures` reads Hangzhou customs' own tables of
Zhejiang's prefectures. Each line gives the month, the year to date and its growth, for total, exports and imports.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hinterland import codes
from hinterland.packs import office
from hinterland.sources import customs, customs_columns, customs_flows, customs_prefectures, customs_titles, grids
from hinterland.sources.customs_columns import TableHead
from hinterland.sources.customs_numbers import Digits
from hinterland.sources.head import Head
from hinterland.sources.pages import Table
from hinterland.sources.reading import Figure, InputError, Options, Reading

NAME = "customs-location"

TITLE = "Monthly table 8, imports and exports by location of importers and exporters"
ROUNDING = 16
"""How far rounded regions and a rounded nation can lie apart, in units of the last digit."""

_LOCATION = re.compile(r"(?:收发货人|经营单位)所在地|location of importers", re.IGNORECASE)
_TITLED = re.compile(r"(?:收发货人|经营单位)所在地总值表|by location of importers", re.IGNORECASE)
_TOTAL = ("总值", "合计", "total", "全国")


def sniff(head: Head) -> bool:
    """Whether a file has the head of table 8, or of Hangzhou customs' tables; or is a page titled as table 8."""
    grid = grids.peek(head)
    return any(_TITLED.search(h) for h in grid.headings) or any(_is_table(t) or customs_prefectures.find_head(t) for t in grid.tables)


def read(path: Path, options: Options) -> Reading:
    """Read a table by location. Raises `InputError` where it isn't one, says too little, or parses to less than its layout promises."""
    grid = grids.read(path)
    reading = Reading(path, NAME)
    for table in grid.tables:
        reading.warnings = grid.unread(table)
        if head := customs_prefectures.find_head(table):
            return customs_prefectures.read(reading, table, head, options)
        if head := _is_table(table):
            return _read(reading, grid, table, head, options)
    raise customs.no_table(grid, "table 8 (收发货人所在地, 进出口, 出口, 进口)")


def _is_table(table: Table) -> TableHead | None:
    head = customs_columns.find_head(table)
    return head if head is not None and _LOCATION.search(head.names) else None


def _read(reading: Reading, grid: grids.Grid, table: Table, head: TableHead, options: Options) -> Reading:
    titles = customs_titles.texts(grid, table, head.first)
    month = customs_titles.month_of(reading.path, titles, head.month, options)
    unit = customs_titles.unit_of(reading.path, titles, titles, options)
    source = customs.bulletin("GACC-T8", TITLE, unit, options)
    blank = customs.blank(reading, source, month, unit)
    plan = customs_flows.Plan(head, customs_flows.layout(reading, head, month), unit, Digits(most=0))
    places = customs_flows.read(reading, customs_columns.data(table, head), plan, _resolver(blank))
    _complete(reading, places)
    return reading


def _resolver(blank: Figure) -> customs_flows.Resolve:
    """A name's region: one of the first level the first time its name stands there, later a place within the last of them."""
    first = {codes.fold(name): e.code for e in _regions() for name in (e.zh, e.short_zh, e.en)}
    seen: list[str] = []

    def resolve(name: str) -> Figure:
        plain = "".join(name.split()) if re.search(r"[\u4e00-\u9fff]", name) else name.strip()
        if codes.fold(plain) in _TOTAL:
            return blank
        code = first.get(codes.fold(plain))
        if code is not None and code not in seen:
            seen.append(code)
            return replace(blank, region=code)
        if not seen:
            word = office(customs_titles.OFFICE).region
            raise LookupError(f"{plain!r} stands above the first {word}, so that its {word} isn't known")
        return replace(blank, region=codes.find(plain, "region", within=seen[-1]).code)

    return resolve


def _complete(reading: Reading, places: dict[int, Figure]) -> None:
    """Raises `InputError` for a table without its total or a region; warns where regions don't add up to the nation."""
    issuer = office(customs_titles.OFFICE)
    rows = {f.region: row for row, f in places.items()}
    if issuer.nation not in rows:
        raise InputError(f"{reading.path}: the table has no line for the nation (总值), with which table 8 begins")
    first = {e.code: e for e in _regions()}
    if missing := [f"{e.name()} ({e.zh})" for e in first.values() if e.code not in rows]:
        found = len(first) - len(missing)
        raise InputError(
            f"{reading.path}: table 8 lists {len(first)} {issuer.regions}, {found} were found; missing: {', '.join(missing[:5])}"
        )
    customs_flows.adds_up(reading, rows[issuer.nation])
    sums: dict[tuple[str, str | None], Decimal] = {}
    for f in reading.figures:
        if f.op == "level" and f.value is not None and f.region in first:
            sums[f.period, f.flow] = sums.get((f.period, f.flow), Decimal(0)) + f.value
    for f in reading.figures:
        if f.op != "level" or f.region != issuer.nation or f.value is None:
            continue
        if abs(apart := sums.get((f.period, f.flow), Decimal(0)) - f.value) > ROUNDING:
            reading.warnings.append(f"{f.flow} of {f.period}: the {issuer.regions}' sum lies {apart} {f.unit} from the nation's figure")


def _regions() -> list[codes.Region]:
    """The regions directly below the nation that table 8 lists: those that add up to it."""
    return [codes.get("region", code) for code in codes.members(codes.home_of(office(customs_titles.OFFICE).nation).parts or "")]
