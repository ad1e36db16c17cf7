"""Hangzhou customs' monthly tables of Zhejiang's prefectures: 当期进出口, 当期进口, 当期出口 and their growth, the unit in the last line.

当期 (the current period) is the year to date: in every table from 2024-01 to 2025-07 that was compared, the line 合计 is Zhejiang's year to
date in table 8, and never its month. Who knows better says so with --period.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hinterland import codes
from hinterland.sources import customs, customs_flows, customs_titles
from hinterland.sources.customs_columns import FLOWS, Column, TableHead, clean, data
from hinterland.sources.customs_numbers import Digits
from hinterland.sources.pages import Table
from hinterland.sources.reading import Figure, InputError, Options, Reading

HOME = "Zhejiang"
TITLE = "Imports and exports of Zhejiang's prefectures, monthly"
PUBLISHER = "Hangzhou Customs"

_NAMES = ("收发货人所在地", "项目")
_LABEL = re.compile(r"(?:(当期)?(进出口|进口|出口)(同比)?)")


def find_head(table: Table) -> TableHead | None:
    """The head of such a table: one line that names places, current-period amounts and growth."""
    for place, (_, row) in enumerate(table[:10]):
        labels = [clean(c) for c in row]
        name_at = next((i for i, c in enumerate(labels) if c in _NAMES), None)
        if name_at is None or not any(c.startswith("当期") for c in labels):
            continue
        columns = tuple(_column(i, c) for i, c in enumerate(labels) if i > name_at and c)
        return TableHead(place, place + 1, labels[name_at], name_at, None, columns) if columns else None
    return None


def _column(at: int, label: str) -> Column:
    match = _LABEL.fullmatch(label)
    known = match is not None and bool(match[1]) != bool(match[3])
    flow = FLOWS[match[2]] if match is not None and known else None
    return Column(at, label, bool(match and match[3]), True, None, flow, None, None)


def read(reading: Reading, table: Table, head: TableHead, options: Options) -> Reading:
    """Read a table of prefectures. Raises `InputError` where its unit or period can't be right, or a prefecture is missing."""
    lines = [c.strip() for _, row in table for c in row]
    unit = customs_titles.unit_of(reading.path, lines, (), options)
    month = customs_titles.month_of(reading.path, lines, None, options)
    source = customs.source("HZ-CUSTOMS", TITLE, options, publisher=PUBLISHER)
    home = codes.find(HOME, "region").code
    blank = replace(customs.blank(reading, source, month, unit), region=home, period=month.to_date)
    plan = customs_flows.Plan(head, customs_flows.layout(reading, head, month, month_alone=False), unit, Digits(most=0))
    places = customs_flows.read(reading, data(table, head), plan, _resolver(blank))
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


def _resolver(blank: Figure) -> customs_flows.Resolve:
    def resolve(name: str) -> Figure:
        plain = "".join(name.split()).removesuffix("地区")
        region = blank.region if plain == "合计" else codes.find(plain, "region", within=blank.region).code
        return replace(blank, region=region)

    return resolve
