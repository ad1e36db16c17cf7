"""Observations: filtered, page by page, and as files that spreadsheets and programs open.

Filters are equalities on columns of the views, their values bound and never spelled into SQL. In a spreadsheet or a CSV a text that a spreadsheet would run as
a formula is put behind an apostrophe.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from hinterland.api import Hinterland
from hinterland.brief.output.extras import library
from hinterland.indicators.resolve import observation
from hinterland.requests import slots
from hinterland.serve.verbs.made import Made, as_json
from hinterland.sources.reading import InputError
from hinterland.warehouse.engine import fetch

FILTERS = ("op", "concept", "flow", "product", "partner", "regime", "measure", "basis", "currency", "unit", "source", "reliability")
"""The columns that are asked for by equality; region and period are understood as people name them."""
NAMED: dict[str, Callable[[str], str]] = {
    "flow": slots.flow,
    "currency": slots.currency,
    "product": slots.product,
    "partner": slots.partner,
}
"""The filters that are understood as people name them, too."""
COLUMNS = (
    "id", "region", "period", "op", "concept", "flow", "product", "partner", "regime", "measure", "basis", "currency", "versus", "scope", "predicate", "value",
    "low", "high", "unit", "precision", "source", "released", "reliability", "file", "row", "load", "note",
)  # fmt: skip
"""What a table of observations says of each."""
ORDER = "region, first_month, last_month, concept, flow, product, partner, op, released, id"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a text begins with that a spreadsheet would run."""
MOST = 200_000
"""So many rows go into one file."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that are asked for: the end of a query, and the values bound in it."""

    source: str
    values: tuple[Any, ...]


def observations(h: Hinterland, *, limit: int = 100, offset: int = 0, **asked: Any) -> Made:
    """A page of observations as the contract has them; what may be asked is what `choose` takes."""
    total, rows = read(h, choose(h, **asked), limit, offset)
    held = [observation(r).model_dump(mode="json", by_alias=True) for r in rows]
    page = {"total": total, "offset": offset, "limit": limit, "observations": held}
    return as_json({"schema": "hinterland.observations/1", "state": h.state.number, **page}, total=total)


def table(h: Hinterland, *, output_format: str, limit: int | None = None, offset: int = 0, **asked: Any) -> Made:
    """All observations that fit as a file, or as many of them as are asked for: csv, parquet or xlsx."""
    total, rows = read(h, choose(h, **asked), limit or MOST, offset)
    if limit is None and total > MOST:
        raise InputError(f"{total:,} observations fit; a file takes {MOST:,}: name a region or a period")
    make, media = TABLES[output_format]
    return Made(make([tuple(r[c] for c in COLUMNS) for r in rows]), media, f"observations.{output_format}")


def choose(
    h: Hinterland,
    *,
    region: str | None = None,
    period: str | None = None,
    since: int | None = None,
    until: int | None = None,
    vintage: str = "preferred",
    **filters: str | None,
) -> Chosen:
    """Observations by region and period as people name them, by years, and by equality of other columns; of each figure the preferred one or all vintages."""
    asked = {n: v for n, v in filters.items() if v is not None}
    if unknown := asked.keys() - set(FILTERS):
        raise InputError(f"observations are not asked for by {', '.join(sorted(unknown))}")
    if region is not None:
        asked["region"] = slots.region(region)
    if period is not None:
        asked["period"] = str(slots.period(period))
    for slot, understood in NAMED.items():
        if slot in asked:
            asked[slot] = understood(asked[slot])
    h.indicators.include([asked["region"]] if "region" in asked else [])
    bounds = [f"first_month >= {since * 100 + 1}"] if since else []
    bounds += [f"last_month <= {until * 100 + 12}"] if until else []
    where = " AND ".join([f"{n} = ?" for n in asked] + bounds)
    view = "preferred" if vintage == "preferred" else "observations"
    return Chosen(f"FROM {view}" + (f" WHERE {where}" if where else ""), tuple(asked.values()))


def read(h: Hinterland, chosen: Chosen, limit: int, offset: int) -> tuple[int, list[dict[str, Any]]]:
    """How many rows there are, and those of one page."""
    con = h.engine.con
    [(total,)] = con.execute(f"SELECT count(*) {chosen.source}", chosen.values).fetchall()
    page = f"ORDER BY {ORDER} LIMIT {int(limit)} OFFSET {int(offset)}"
    return int(total), fetch(con.execute(f"SELECT {', '.join(COLUMNS)} {chosen.source} {page}", chosen.values))


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet runs."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _csv(rows: list[tuple[Any, ...]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([harmless(v) for v in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _parquet(rows: list[tuple[Any, ...]]) -> bytes:
    from hinterland.warehouse.engine import arrow
    from hinterland.warehouse.schema import TABLES as STORED
    from hinterland.warehouse.schema import duck_type

    with tempfile.TemporaryDirectory(prefix="hinterland-") as folder, duckdb.connect() as con:
        con.register("given", arrow(list(COLUMNS), rows))
        casts = ", ".join(f'CAST("{c}" AS {duck_type(STORED["observations"][c])}) AS "{c}"' for c in COLUMNS)
        path = Path(folder) / "observations.parquet"
        con.execute(f"COPY (SELECT {casts} FROM given) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
        return path.read_bytes()


def _xlsx(rows: list[tuple[Any, ...]]) -> bytes:
    from decimal import Decimal

    out = io.BytesIO()
    with library(".xlsx").Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("observations")
        sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True}))
        for n, row in enumerate(rows, 1):
            sheet.write_row(n, 0, [float(v) if isinstance(v, Decimal) else v for v in row])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    return out.getvalue()


TABLES: dict[str, tuple[Callable[[list[tuple[Any, ...]]], bytes], str]] = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "parquet": (_parquet, "application/vnd.apache.parquet"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""How a table is written, by suffix, and what it is called on the web."""
