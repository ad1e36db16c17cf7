"""SDMX-CSV as statistical offices give it out, with the columns of the IMF's trade in goods by partner country (IMTS): `XG_FOB_USD`
exports, `MG_CIF_USD` imports, `G001` the world. Other dataflows are read where --flow, --unit and --region say what their columns don't."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from hinterland import codes
from hinterland.codes import Period
from hinterland.models import Source
from hinterland.packaged import read_words
from hinterland.packs import dollars
from hinterland.sources import grids
from hinterland.sources.countries import countries
from hinterland.sources.reading import Figure, Head, InputError, Options, Reading
from hinterland.sources.records import begin_reading, known_source

NAME = "sdmx-csv"
_AREA = ("COUNTRY", "REF_AREA", "REPORTER")
_PARTNER = ("COUNTERPART_COUNTRY", "COUNTERPART_AREA", "COUNTERPART", "PARTNER")
_WORLD = {"G001", "GW001", "W00", "W0", "WLD", "WORLD", "_Z", ""}
_INDICATORS = {"XG_FOB_USD": ("level", "export"), "MG_CIF_USD": ("level", "import"), "TBG_USD": ("balance", "total")}
_PERIOD = re.compile(r"(\d{4})(?:-?M(\d{1,2})|-(\d{2})|-?Q([1-4]))?")
MAX_BYTES = 64 * 1024 * 1024
"""The largest file read here: one country's trade with all others by month since 1960 has half of it."""


def sniff(head: Head) -> bool:
    """Whether the header has the two columns that every SDMX-CSV has, and one that names its structure or its country."""
    names = {_plain(n) for n in next(csv.reader(head.lines[:1]), [])}
    return {"TIME_PERIOD", "OBS_VALUE"} <= names and bool(names & {"DATAFLOW", "STRUCTURE_ID", *_AREA})


def read(path: Path, options: Options) -> Reading:
    """Read a file. Raises `InputError` where it isn't SDMX-CSV, or where columns and options leave flow or source unsaid."""
    try:
        lines = csv.reader(io.StringIO(grids.content(path, MAX_BYTES).decode("utf-8-sig"), newline=""))
        names = [_plain(n) for n in next(lines, [])]
        rows = [(number, cells) for number, cells in enumerate(lines, start=2) if any(c.strip() for c in cells)]
    except (UnicodeDecodeError, csv.Error) as e:
        raise InputError(f"{path} is not SDMX-CSV in UTF-8: {e}; save it again as UTF-8") from e
    if missing := [n for n in ("TIME_PERIOD", "OBS_VALUE") if n not in names]:
        raise InputError(f"{path} is not SDMX-CSV: the column {missing[0]} is missing")
    if "INDICATOR" not in names and not options.flow:
        raise InputError(
            f"does {path.name} list exports or imports? It has no column INDICATOR: answer with --flow export, import or total"
        )
    if not any(n in names for n in _AREA) and not options.region:
        raise InputError(f"{path}: no column says whose trade this is; name it with --region")
    imts = any("IMTS" in c for _, cells in rows[:1] for c in cells)
    first = dict(zip(names, rows[0][1], strict=False)) if rows else {}
    structure = first.get("STRUCTURE_ID") or first.get("DATAFLOW") or ""
    # Whose figures these are needn't be known where the user says it.
    source = known_source("IMF-IMTS") if imts or options.source else _source(path, structure)
    reading, blank = begin_reading(path, NAME, options, source, len(rows))
    empty: list[int] = []
    for number, cells in rows:
        given = {n: c.strip() for n, c in zip(names, cells, strict=False)}
        with reading.quarantining(number, ",".join(cells)):
            if len(cells) > len(names):
                raise ValueError(f"the row has {len(cells)} cells, the header {len(names)}")
            if given.get("OBS_VALUE", "") in ("", "NaN", "NA"):
                empty.append(number)
                continue
            reading.figures.append(_figure(given, options, imts, {**blank, "row": number}))
    if empty:
        reading.rows_read -= len(empty)
        reading.warnings.append(f"{len(empty)} rows have no value, and make no figure")
    return reading


def _source(path: Path, structure: str) -> Source:
    """The source of a dataflow by its agency."""
    agency, dataflow = structure.partition("(")[0].partition(":")[::2]
    agencies = read_words("hinterland.sources", "sdmx_agencies.csv", "agency")
    if dataflow and (row := agencies.get(agency) or agencies.get(agency.partition(".")[0])):
        publisher = row["publisher"]
        return Source(id=f"{agency}-{dataflow}", title=f"{publisher}: dataflow {dataflow}", publisher=publisher, reliability="official")
    raise InputError(f"{path}: no column names a publisher known here; say it with --source ID, --publisher and --title")


def _plain(name: str) -> str:
    """A column's name without its label, as in `COUNTRY: Country`."""
    return name.partition(":")[0].strip().upper()


def _first(given: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((given[n].partition(":")[0].strip() for n in names if n in given), None)


def _figure(given: Mapping[str, str], options: Options, imts: bool, blank: Mapping[str, Any]) -> Figure:
    op, flow = _what(given.get("INDICATOR", "").partition(":")[0].strip(), options)
    unit = options.unit or (
        dollars() if imts or given.get("INDICATOR", "").endswith("_USD") else given.get("UNIT") or given.get("UNIT_MEASURE")
    )
    if not unit:
        raise ValueError("the row says no unit; name it with --unit")
    try:
        value = Decimal(given["OBS_VALUE"].replace(",", ""))
    except InvalidOperation:
        raise ValueError(f'"{given["OBS_VALUE"]}" is not a number') from None
    partner = _first(given, _PARTNER) or ""
    power = given.get("UNIT_MULT", "").partition(":")[0].strip()
    return Figure(
        region=codes.find(options.region, "region").code if options.region else _region(_first(given, _AREA) or ""),
        period=str(_period(given["TIME_PERIOD"])),
        value=value.scaleb(int(power)) if power.lstrip("-").isdigit() and not imts else value,
        unit=codes.unit(unit).code,
        op=op,
        flow=flow,
        partner="world" if partner.upper() in _WORLD else codes.find(partner, "partner").code,
        basis=None,
        note="imports CIF" if given.get("INDICATOR", "").startswith("MG_CIF") else None,
        **blank,
    )


def _what(indicator: str, options: Options) -> tuple[str, str]:
    if indicator in _INDICATORS:
        op, flow = _INDICATORS[indicator]
        if options.flow and codes.find(options.flow, "flow").code != flow:
            raise ValueError(f"--flow says {options.flow}, and {indicator} is {flow}")
        return op, flow
    if indicator == "MG_FOB_USD":
        raise ValueError("imports FOB, which can't be compared with imports CIF; only these are held")
    if not options.flow:
        raise ValueError(f'"{indicator}" is no indicator known here; say --flow export or --flow import')
    return "level", codes.find(options.flow, "flow").code


def _region(text: str) -> str:
    country = countries("iso3").get(text)
    code = country.iso2 if country else text
    try:
        return codes.get("region", code).code
    except LookupError:
        raise LookupError(
            f'no table of regions names "{text}"; add {code} to regions.csv in the folder that HINTERLAND_CODES names'
        ) from None


def _period(text: str) -> Period:
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        raise ValueError(f'"{text}" is not a period: 2023, 2023-01, 2023-M01 and 2023-Q1 are')
    return Period.of(match[1], match[2] or match[3], match[4])
