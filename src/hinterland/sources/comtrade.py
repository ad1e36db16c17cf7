"""UN Comtrade as its site and its interface give it out: CSV with an empty last column, or JSON with rows under `data`. Only totals
(`partner2Code` 0, `customsCode` C00, `motCode` 0, `mosCode` 0) are held, parts are rejected; where the two can't be told apart, the file is
refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import duckdb

from hinterland import codes
from hinterland.codes import Period
from hinterland.errors import refused
from hinterland.packs import dollars
from hinterland.sources import countries
from hinterland.sources.delimited import Scanned, bring, header
from hinterland.sources.numerals import expect
from hinterland.sources.reading import Head, InputError, Options, head_of
from hinterland.sources.records import RecordReading, fresh, known_source, literal, number, put

NAME = "comtrade"
_NEEDED = ("period", "reporterCode", "flowCode", "partnerCode", "cmdCode", "primaryValue")
_TOTALS = {"partner2Code": "0", "customsCode": "C00", "motCode": "0", "mosCode": "0"}
_NAMES = ("flowDesc", "reporterDesc", "partnerDesc")
_OTHER = (*_NAMES, "typeCode", "classificationCode", "qty", "qtyUnitAbbr", "netWgt")
_FLOWS = {"X": "export", "M": "import", "2": "export", "1": "import"}


def sniff(head: Head) -> bool:
    """Whether the columns, or the fields of the first row of JSON, are Comtrade's."""
    if head.text.lstrip().startswith("{"):
        return all(f'"{name}"' in head.text for name in _NEEDED)
    return set(_NEEDED) <= set(header(head))


def records(path: Path, options: Options, con: duckdb.DuckDBPyConnection) -> RecordReading:
    """Read a download. Raises `InputError` where its columns are others, or where totals and their parts can't be told apart."""
    head = head_of(path)
    if not sniff(head):
        raise InputError(f"{path} isn't a download of UN Comtrade: it lacks one of {', '.join(_NEEDED)}")
    if head.text.lstrip().startswith("{"):
        scanned, columns = _json(con, path)
    else:
        columns = header(head)
        scanned = bring(con, head, lambda column: _select(columns, column))
    absent = [name for name in _TOTALS if name not in columns]
    looked = {
        "period": scanned.lookup(_period, "period"),
        "flow": scanned.lookup(_named("flow", _flow, _flow), "flowCode", "flowDesc"),
        "region": scanned.lookup(_named("partner", _partner, _region), "reporterCode", "reporterDesc"),
        "partner": scanned.lookup(_named("partner", _partner, _partner), "partnerCode", "partnerDesc"),
        "product": scanned.lookup(_product, "cmdCode", "classificationCode"),
    }
    parts = " ".join(
        f"WHEN t.{name} NOT IN ('', {literal(total)}) THEN {literal(f'a part of another row, by {name} ')} || t.{name} || ': only totals are held'"
        for name, total in _TOTALS.items()
    )
    wrong = (
        f"CASE {parts} WHEN t.typeCode NOT IN ('', 'C') THEN 'services, not goods' WHEN t.value IS NULL THEN 'the value is no number' END"
    )
    period = looked["period"].value
    values = {
        "first_month": f"split_part({period}, '/', 1)",
        "last_month": f"split_part({period}, '/', 2)",
        "currency": literal(dollars()),
        "quantity": "CASE WHEN t.unit <> '' THEN t.quantity END",
        "quantity_unit": "CASE WHEN t.quantity IS NOT NULL THEN nullif(t.unit, '') END",
        "quantity2": "t.quantity2",
        "quantity2_unit": "CASE WHEN t.quantity2 IS NOT NULL THEN 'kg' END",
    }
    reading = scanned.settle(NAME, options, known_source("UN-COMTRADE"), looked, values, wrong)
    _refuse_multiples(path, reading, absent)
    return reading


def _refuse_multiples(path: Path, reading: RecordReading, absent: list[str]) -> None:
    cell = ["first_month", "last_month", "flow", "region", "partner", "product"]
    found = (
        reading.relation.aggregate(f"{', '.join(cell)}, count(*) AS n", ", ".join(cell)).filter("n > 1").order("n DESC").limit(1).fetchall()
    )
    if not found:
        return
    first, _, flow, region, partner, product, n = found[0]
    why = (
        f"the columns {', '.join(absent)}, which tell totals from parts, are missing: download it again with all columns"
        if absent
        else "no column tells which is the total: download one classification at a time"
    )
    raise InputError(
        f"{path}: there are {n} rows for one cell ({region}, {flow} to or from {partner}, product {product}, from {first}), and {why}"
    )


def _select(columns: tuple[str, ...], column: Callable[[str], str]) -> str:
    def called(name: str) -> str:
        return column(name) if name in columns else "NULL::VARCHAR"

    names = [*(n for n in _NEEDED if n != "primaryValue"), *_TOTALS, *_NAMES, "typeCode", "classificationCode"]
    cells = [f"coalesce(trim({called(n)}), '') AS {n}" for n in names]
    cells += [f"{number(called(c))} AS {n}" for n, c in (("value", "primaryValue"), ("quantity", "qty"), ("quantity2", "netWgt"))]
    unit = f"coalesce(trim({called('qtyUnitAbbr')}), '')"
    cells.append(f"CASE WHEN {unit} IN ('-', 'N/A', 'no unit') THEN '' ELSE {unit} END AS unit")
    return ", ".join(cells)


def _json(con: duckdb.DuckDBPyConnection, path: Path) -> tuple[Scanned, tuple[str, ...]]:
    with refused(ValueError, KeyError, TypeError, form=f'{path} is not the JSON of UN Comtrade: a list of rows is wanted under "data"'):
        rows = list(map(dict, json.loads(path.read_text(encoding="utf-8-sig"), parse_float=str, parse_int=str)["data"]))
    columns = tuple({name: None for row in rows for name in row})
    known = [c for c in (*_NEEDED, *_TOTALS, *_OTHER) if c in columns]
    data = put(con, [*known, "line"], ([*(row.get(c) for c in known), n] for n, row in enumerate(rows, start=1)))
    table = fresh("rows")
    con.execute(f"CREATE TABLE {table} AS SELECT {_select(tuple(known), str)}, line::BIGINT AS line FROM {data}")
    return Scanned(con, path, table, "t.line", lambda numbers: {n: json.dumps(rows[n - 1], ensure_ascii=False) for n in numbers}), columns


def _period(text: str) -> str:
    expect(text, r"\d{4}(?:\d\d)?", "a year or a month")
    found = Period.of(text[:4], text[4:])
    return f"{found.start}/{found.end}"


def _flow(text: str) -> str:
    if text in ("RX", "RM", "DX", "3", "4"):
        raise ValueError(f"flow {text} is counted in exports or imports already")
    if text not in _FLOWS:
        raise ValueError(f'"{text}" is not a flow: X and M are')
    return _FLOWS[text]


def _partner(number: str) -> str:
    return "world" if number == "0" else countries.partner(countries.numbered(number), "m49")


def _region(number: str) -> str:
    return countries.region(countries.numbered(number), "m49")


def _named(kind: codes.Kind, read: Callable[[str], str], resolve: Callable[[str], str]) -> Callable[[str, str], str]:
    """Resolve a code beside its name. Raises `ValueError` with both where the name is another country's or flow's; what no table names says nothing."""
    known = {"world", *_FLOWS.values(), *(c.iso3 for c in countries.countries("m49").values())}

    def of_both(code: str, name: str) -> str:
        found, meant = resolve(code), read(code)
        with suppress(LookupError):
            if name and (other := codes.find(name, kind).code) != meant and {other, meant} <= known:
                stands_for = codes.get(kind, meant).name()
                raise ValueError(f"the code {code} is {stands_for}, but the name beside it says {name}; correct the one that is wrong")
        return found

    return of_both


def _product(text: str, classification: str) -> str:
    if classification and not re.fullmatch(r"H\d|HS", classification):
        raise ValueError(f"the products are of classification {classification}, not of the Harmonised System")
    if text == "TOTAL":
        return "all"
    return expect(text, r"(?:\d\d){1,4}", "an HS code")
