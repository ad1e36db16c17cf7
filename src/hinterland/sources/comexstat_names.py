"""The names of Brazil's municipalities as rows of a `regions.csv` for the folder that HINTERLAND_CODES names, from the ministry's table
UF_MUN.csv or Parquet: `Path("my-codes/regions.csv").write_text(regions_table(path))`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb

from hinterland.sources.comexstat import states
from hinterland.sources.delimited import bring, header
from hinterland.sources.reading import InputError, head_of

COLUMNS = (
    "code", "scheme", "level", "parent", "country", "adcode", "customs_code", "en", "short_en", "zh", "short_zh", "aliases_en", "aliases_zh",
    "other_codes", "note",
)  # fmt: skip


def regions_table(path: str | Path) -> str:
    """The table of regions that a file's municipalities make. Raises `InputError` where it names none."""
    path = Path(path)
    head = head_of(path)
    found = header(head, ";")
    wanted = {"number": ("CO_MUN_GEO", "CO_MUN"), "name": ("NO_MUN_MIN", "NO_MUN"), "state": ("SG_UF", "SG_UF_MUN")}
    columns = {n: next((c for c in spellings if c in found), "") for n, spellings in wanted.items()}
    if not all(columns.values()):
        raise InputError(f"{path} names no municipalities: columns CO_MUN_GEO, NO_MUN_MIN and SG_UF are wanted, as UF_MUN.csv has them")
    with duckdb.connect() as con:
        names = bring(con, head, lambda called: ", ".join(f"trim({called(c)}) AS {n}" for n, c in columns.items()), ";", "latin-1").table
        rows = con.execute(f"SELECT DISTINCT number, name, state FROM {names} WHERE name IS NOT NULL ORDER BY ALL").fetchall()
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for digits, called, uf in rows:
        if uf in states():
            code = f"BR-{states()[uf]}{digits.zfill(7)[2:]}"
            table.writerow({"code": code, "scheme": "ibge", "level": "city", "parent": f"BR-{uf}", "country": "BR", "en": called})
    return out.getvalue()
