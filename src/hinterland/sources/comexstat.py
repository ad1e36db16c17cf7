"""Comex Stat, the foreign trade of Brazil's states (by NCM product) and municipalities (by heading), as CSV and Parquet: dollars FOB and
kilograms. Exports by product go by the state that produced the goods, all else by the company's seat, so each is a source with its own
basis. The ministry's municipal codes differ from IBGE's in two digits (34 for São Paulo's 35); the state beside them gives IBGE's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import duckdb

from hinterland.codes import municipalities
from hinterland.packs import dollars
from hinterland.sources import countries
from hinterland.sources.delimited import bring, header
from hinterland.sources.hints import flow_in_name
from hinterland.sources.numerals import expect, month_of
from hinterland.sources.reading import Head, InputError, Options, head_of
from hinterland.sources.records import RecordReading, known_source, literal, number, one_flow

NAME = "comexstat"
SEVEN = r"\d{7}"
"""The form of the number of a municipality."""
_COMMON = {"CO_ANO", "CO_MES", "CO_PAIS", "KG_LIQUIDO", "VL_FOB"}
_PRODUCTS = _COMMON | {"CO_NCM", "SG_UF_NCM"}
_MUNICIPAL = _COMMON | {"SH4", "SG_UF_MUN", "CO_MUN"}


@cache
def states() -> Mapping[str, str]:
    """The two digits that IBGE gives each state, by the state's two letters."""
    return {code.removeprefix("BR-"): digits for digits, code in municipalities.states().items()}


def sniff(head: Head) -> bool:
    """Whether the columns are those of the files by product or by municipality."""
    found = set(header(head, ";"))
    return found >= _PRODUCTS or found >= _MUNICIPAL


def records(path: Path, options: Options, con: duckdb.DuckDBPyConnection) -> RecordReading:
    """Read a file. Raises `InputError` where its columns are others, or where neither columns, name nor user tell exports from imports."""
    head = head_of(path)
    columns = header(head, ";")
    municipal = set(columns) >= _MUNICIPAL
    if not municipal and not set(columns) >= _PRODUCTS:
        raise InputError(f"{path} isn't a file of Comex Stat: it has no columns CO_ANO, CO_MES, CO_PAIS, VL_FOB with CO_NCM or CO_MUN")
    flow = _flow(path, columns, options)
    product, state = ("SH4", "SG_UF_MUN") if municipal else ("CO_NCM", "SG_UF_NCM")
    statistical = "QT_ESTAT" in columns and "CO_UNID" in columns

    def select(column: Callable[[str], str]) -> str:
        named = {"year": "CO_ANO", "month": "CO_MES", "product": product, "country": "CO_PAIS", "state": state}
        named |= {"municipality": "CO_MUN"} if municipal else {}
        named |= {"unit2": "CO_UNID"} if statistical else {}
        cells = [f"coalesce(trim({column(c)}), '') AS {n}" for n, c in named.items()]
        cells.append(f"{number(column('VL_FOB'))} AS value")
        for n, c in (("quantity", "KG_LIQUIDO"), *([("quantity2", "QT_ESTAT")] if statistical else [])):
            cells += [f"{number(column(c))} AS {n}", f"coalesce(trim({column(c)}), '') <> '' AND {n} IS NULL AS {n}_wrong"]
        return ", ".join(cells)

    scanned = bring(con, head, select, ";", "latin-1")
    parents: dict[str, str] = {}
    width = 4 if municipal else 8
    digits = rf"\d{{{width - 1},{width}}}"

    def region(uf: str, number_: str = "") -> str:
        expect(uf, r"[A-Z]{2}", "a state")
        if not municipal or uf not in states():
            return f"BR-{uf}"
        code = f"BR-{states()[uf]}{expect(number_, SEVEN, 'a municipality')[2:]}"
        parents[code] = f"BR-{uf}"
        return code

    looked = {
        "month": scanned.lookup(lambda *both: str(month_of(*both).start), "year", "month"),
        "product": scanned.lookup(lambda text: expect(text, digits, f"a code of {width} digits").zfill(width), "product"),
        "partner": scanned.lookup(_partner, "country"),
        "region": scanned.lookup(region, "state", *(["municipality"] if municipal else [])),
    }
    values = {
        "first_month": looked["month"].value,
        "last_month": looked["month"].value,
        "flow": literal(flow),
        "currency": literal(dollars()),
        "quantity": "t.quantity",
        "quantity_unit": "CASE WHEN t.quantity IS NOT NULL THEN 'kg' END",
    }
    wrong = "WHEN t.value IS NULL THEN 'the value is no number' WHEN t.quantity_wrong THEN 'the weight is no number'"
    if statistical:
        values |= {"quantity2": "t.quantity2", "quantity2_unit": "CASE WHEN t.quantity2 IS NOT NULL THEN 'comexstat:' || t.unit2 END"}
        wrong += " WHEN t.quantity2_wrong THEN 'the quantity is no number'"
    source = known_source("COMEXSTAT-MUN" if municipal else "COMEXSTAT-NCM")
    reading = scanned.settle(NAME, options, source, looked, values, f"CASE {wrong} END")
    reading.whole = frozenset({"product", "partner", "period", *(["region"] if municipal else [])})
    reading.parents, reading.line_per_cell = parents, municipal
    reading.basis = "destination-origin" if flow == "export" and not municipal else "operating-unit"
    if missing := [c for c in scanned.distinct("country") if c.isdecimal() and _partner(c).startswith("comexstat:")]:
        reading.warnings.append(f"countries with numbers that no table here names are kept as comexstat:NUMBER: {', '.join(missing)}")
    return reading


def _flow(path: Path, columns: tuple[str, ...], options: Options) -> str:
    named = "import" if "VL_FRETE" in columns else flow_in_name(path)
    said = one_flow(options, path)
    if "VL_FRETE" in columns and said == "export":
        raise InputError(f"{path} has freight (VL_FRETE), which only files of imports have, but --flow says export")
    if said or named:
        return str(said or named)
    raise InputError(
        f"does {path.name} list exports or imports? Neither its name (EXP, IMP) nor its columns say: answer with --flow export or --flow import"
    )


def _partner(text: str) -> str:
    return countries.partner(countries.numbered(text).zfill(3), "comexstat")
