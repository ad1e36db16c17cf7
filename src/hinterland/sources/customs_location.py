"""Table 8 of the customs bulletin: trade by location of importers and exporters, for regions and the cities and zones under them. So are
Hangzhou customs' monthly tables of Zhejiang's prefectures, whose 当期 (the current period) is the year to date: in every table from 2024-01
to 2025-07 that was compared, the line 合计 is Zhejiang's year to date in table 8. Who knows better says so with --period."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hinterland import codes
from hinterland.packs import office
from hinterland.sources import customs, customs_columns, customs_flows, grids
from hinterland.sources.customs_columns import Column, TableHead
from hinterland.sources.customs_flows import Digits
from hinterland.sources.pages import Table
from hinterland.sources.reading import Figure, Head, InputError, Options, Reading

NAME = "customs-location"
TITLE = "Monthly table 8, imports and exports by location of importers and exporters"
ROUNDING = 16
"""How far rounded regions and a rounded nation can lie apart, in units of the last digit."""
_LOCATION = re.compile(r"(?:收发货人|经营单位)所在地|location of importers", re.IGNORECASE)
_TITLED = re.compile(r"(?:收发货人|经营单位)所在地总值表|by location of importers", re.IGNORECASE)
_TOTAL = ("总值", "合计", "total", "全国")
HOME = "Zhejiang"
HOME_TITLE = "Imports and exports of Zhejiang's prefectures, monthly"
HOME_PUBLISHER = "Hangzhou Customs"
_HOME_NAMES = ("收发货人所在地", "项目")
_HOME_LABEL = re.compile(r"(?:(当期)?(进出口|进口|出口)(同比)?)")


def sniff(head: Head) -> bool:
    """Whether a file has the head of table 8, or of Hangzhou customs' tables; or is a page titled as table 8."""
    grid = grids.peek(head)
    return any(_TITLED.search(h) for h in grid.headings) or any(_is_table(t) or _find_home(t) for t in grid.tables)


def read(path: Path, options: Options) -> Reading:
    """Read a table by location. Raises `InputError` where it isn't one, says too little, or parses to less than its layout promises."""
    grid = grids.read(path)
    reading = Reading(path, NAME)
    for table in grid.tables:
        reading.warnings = grid.unread(table)
        if head := _find_home(table):
            return _read_home(reading, table, head, options)
        if head := _is_table(table):
            return _read(reading, grid, table, head, options)
    raise customs.no_table(grid, "table 8 (收发货人所在地, 进出口, 出口, 进口)")


def _is_table(table: Table) -> TableHead | None:
    head = customs_columns.find_head(table)
    return head if head is not None and _LOCATION.search(head.names) else None


def _read(reading: Reading, grid: grids.Grid, table: Table, head: TableHead, options: Options) -> Reading:
    titles = customs.texts(grid, table, head.first)
    month = customs.month_of(reading.path, titles, head.month, options)
    unit = customs.unit_of(reading.path, titles, titles, options)
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
            word = office(customs.OFFICE).region
            raise LookupError(f"{plain!r} stands above the first {word}, so that its {word} isn't known")
        try:
            return replace(blank, region=codes.find(plain, "region", within=seen[-1]).code)
        except LookupError:
            if code is None:
                raise
            return replace(blank, region=code)

    return resolve


def _complete(reading: Reading, places: dict[int, Figure]) -> None:
    """Raises `InputError` for a table without its total or a region; warns where regions don't add up to the nation."""
    issuer = office(customs.OFFICE)
    rows = {f.region: row for row, f in places.items()}
    if issuer.nation not in rows:
        raise InputError(f"{reading.path}: the table has no line for the nation (总值), with which table 8 begins")
    first = {e.code: e for e in _regions()}
    if lacking := [e for e in first.values() if e.code not in rows]:
        unread = [
            f"row {q.row} can't be read: {q.reason}" for q in reading.quarantined if any(q.text.startswith((e.zh, e.en)) for e in lacking)
        ]
        missing, found = [f"{e.name()} ({e.zh})" for e in lacking], len(first) - len(lacking)
        raise InputError(
            f"{reading.path}: table 8 lists {len(first)} {issuer.regions}, {found} were found; missing: {', '.join(missing[:5])}"
            + (f"; {unread[0]}" if unread else "")
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
    return [codes.get("region", code) for code in codes.members(codes.home_of(office(customs.OFFICE).nation).parts or "")]


def _find_home(table: Table) -> TableHead | None:
    """The head of such a table: one line that names places, current-period amounts and growth."""
    for place, (_, row) in enumerate(table[:10]):
        labels = [customs_columns.clean(c) for c in row]
        name_at = next((i for i, c in enumerate(labels) if c in _HOME_NAMES), None)
        if name_at is None or not any(c.startswith("当期") for c in labels):
            continue
        columns = tuple(_home_column(i, c) for i, c in enumerate(labels) if i > name_at and c)
        return TableHead(place, place + 1, labels[name_at], name_at, None, columns) if columns else None
    return None


def _home_column(at: int, label: str) -> Column:
    match = _HOME_LABEL.fullmatch(label)
    known = match is not None and bool(match[1]) != bool(match[3])
    flow = customs_columns.FLOWS[match[2]] if match is not None and known else None
    return Column(at, label, bool(match and match[3]), True, None, flow, None, None)


def _read_home(reading: Reading, table: Table, head: TableHead, options: Options) -> Reading:
    """Read a table of prefectures. Raises `InputError` where its unit or period can't be right, or a prefecture is missing."""
    lines = [c.strip() for _, row in table for c in row]
    unit = customs.unit_of(reading.path, lines, (), options)
    month = customs.month_of(reading.path, lines, None, options)
    source = customs.source("HZ-CUSTOMS", HOME_TITLE, options, publisher=HOME_PUBLISHER)
    home = codes.find(HOME, "region").code
    blank = replace(customs.blank(reading, source, month, unit), region=home, period=month.to_date)
    plan = customs_flows.Plan(head, customs_flows.layout(reading, head, month, month_alone=False), unit, Digits(most=0))
    places = customs_flows.read(reading, customs_columns.data(table, head), plan, _home_resolver(blank))
    rows = {f.region: row for row, f in places.items()}
    cities = [e for e in codes.entries("region") if isinstance(e, codes.Region) and e.level == "city" and e.parent == home]
    if missing := [e.name() for e in cities if e.code not in rows]:
        found = len(cities) - len(missing)
        raise InputError(
            f"{reading.path}: such tables list Zhejiang's {len(cities)} prefectures, {found} were found; missing: {missing[0]}"
        )
    if home not in rows:
        raise InputError(f"{reading.path}: the table has no line 合计, the region's total, with which it begins")
    customs_flows.adds_up(reading, rows[home])
    if options.period and codes.Period.parse(options.period).months == 1:
        reading.figures = [replace(f, period=month.alone) for f in reading.figures]
    elif month.month > 1:
        reading.warnings.append(
            f"当期 (current period) is read as the year to date, {month.to_date}, as in all tables of Hangzhou customs that were "
            f"compared with table 8; if it is the month alone, say --period {month.alone}"
        )
    return reading


def _home_resolver(blank: Figure) -> customs_flows.Resolve:
    def resolve(name: str) -> Figure:
        plain = "".join(name.split()).removesuffix("地区")
        region = blank.region if plain == "合计" else codes.find(plain, "region", within=blank.region).code
        return replace(blank, region=region)

    return resolve
