"""BACI, the trade of all countries by six-digit product and year, as CEPII gives it out: CSV `t,i,j,k,v,q` or Parquet; the exporter is the
region. Each January a version revises earlier ones, so the version in the file's name is part of the source."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import duckdb

from hinterland.models import Source
from hinterland.packs import dollars
from hinterland.sources import countries
from hinterland.sources.delimited import bring, header
from hinterland.sources.numerals import expect
from hinterland.sources.reading import Head, InputError, Options, head_of
from hinterland.sources.records import RecordReading, known_source, literal, number, one_flow

NAME = "baci"
COLUMNS = ("t", "i", "j", "k", "v", "q")


def sniff(head: Head) -> bool:
    """Whether the columns are exactly BACI's."""
    return header(head) == COLUMNS


def records(path: Path, options: Options, con: duckdb.DuckDBPyConnection) -> RecordReading:
    """Read a file of BACI. Raises `InputError` where its columns are others, or where imports are asked for."""
    head = head_of(path)
    found = header(head)
    if found != COLUMNS:
        raise InputError(f"{path} isn't a file of BACI: its columns are {', '.join(found) or 'none'}, not {', '.join(COLUMNS)}")
    if one_flow(options, path) == "import":
        raise InputError(f"{path}: BACI lists each flow once, as an export of the country in column i; leave --flow out")

    def select(column: Callable[[str], str]) -> str:
        cells = ", ".join(f"coalesce(trim({column(n)}), '') AS {n}" for n in ("t", "i", "j", "k"))
        quantity = f"nullif(nullif(trim({column('q')}), 'NA'), '')"
        return f"{cells}, 1000 * {number(column('v'))} AS value, {number(quantity)} AS quantity, {quantity} AS q"

    scanned = bring(con, head, select)
    looked = {
        "year": scanned.lookup(lambda text: expect(text, r"(?:19|20)\d\d", "a year"), "t"),
        "product": scanned.lookup(lambda text: expect(text, r"\d{5,6}", "an HS code of six digits").zfill(6), "k"),
        "region": scanned.lookup(lambda n: countries.region(countries.numbered(n), "m49"), "i"),
        "partner": scanned.lookup(lambda n: countries.partner(countries.numbered(n), "m49"), "j"),
    }
    year, source = looked["year"].value, _source(path)
    wrong = (
        "CASE WHEN t.value IS NULL THEN 'the value is no number' WHEN t.quantity IS NULL AND t.q <> '' THEN 'the quantity is no number' END"
    )
    values = {
        "first_month": f"{year}::INTEGER * 100 + 1",
        "last_month": f"{year}::INTEGER * 100 + 12",
        "flow": literal("export"),
        "currency": literal(dollars()),
        "quantity": "t.quantity",
        "quantity_unit": "CASE WHEN t.quantity IS NOT NULL THEN 'tonnes' END",
    }
    reading = scanned.settle(NAME, options, source, looked, values, wrong)
    reading.whole = frozenset({"product", "partner"})
    if "version" not in source.title:
        reading.warnings.append(
            "the file's name tells no version of BACI (as in _V202301), and versions revise each other; name one with --source"
        )
    return reading


def _source(path: Path) -> Source:
    stem = path.stem.lower()
    nomenclature, version = re.search(r"hs\d\d", stem), re.search(r"_v(\d{6}[a-z]?)", stem)
    parts = [nomenclature[0].upper() if nomenclature else None, f"V{version[1]}" if version else None]
    suffixes = [f", {parts[0]}" if parts[0] else "", f", version {version[1]}" if version else ""]
    source = known_source("BACI")
    return source.model_copy(update={"id": "-".join(["BACI", *filter(None, parts)]), "title": source.title + "".join(suffixes)})
