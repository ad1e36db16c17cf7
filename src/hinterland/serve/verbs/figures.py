"""Observations: filtered by equality, page by page, and as files; values are bound, never spelled into SQL. Where nothing fits, what is
held is said instead. A text that a spreadsheet would run as a formula is put behind an apostrophe."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import duckdb

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.brief.output.extras import library
from hinterland.codes import Period
from hinterland.errors import Surface, worded
from hinterland.indicators.resolve import observation
from hinterland.indicators.show import ShowRow
from hinterland.models import Op
from hinterland.plugins import extra_missing
from hinterland.requests import slots
from hinterland.requests.near import nearest
from hinterland.serve.replies import Reply, as_json
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
LISTED = ("concept", "regime", "unit", "source")
"""The filters whose values are what is held; of another one it is said which are."""
FEW = 10
"""Maximum values that are listed."""
RANGES = ("year-to-date", "span")
"""The kinds of period that mean all that lies within them, as do those that are written with both ends."""
COLUMNS = (
    "id", "region", "period", "op", "concept", "flow", "product", "partner", "regime", "measure", "basis", "currency", "versus", "scope", "predicate", "value",
    "low", "high", "unit", "precision", "source", "released", "reliability", "file", "row", "load", "note",
)  # fmt: skip
"""What a table of observations says of each."""
OPS: tuple[str, ...] = get_args(Op)
PART = "concept <> 'trade' OR product <> 'all' OR partner <> 'world' OR regime <> 'all' OR measure <> 'value'"
WITHIN = f"{PART}, list_position({list(slots.FLOWS)}, flow), list_position({list(OPS)}, op)"
REST = "concept, product, partner, regime, basis DESC, currency, released, id"
OLDEST = f"region, first_month, last_month DESC, {WITHIN}, {REST}"
NEWEST = f"region, {PART}, last_month DESC, first_month, {WITHIN}, {REST}"
"""How pages are ordered: by period, the longest of those that begin together first, the totals of trade before its parts; or all totals first, the newest before older ones."""
SORTS: dict[str, str] = {
    "oldest": OLDEST,
    "region": f"region, last_month DESC, first_month, {WITHIN}, {REST}",
    "-region": f"region DESC, last_month DESC, first_month, {WITHIN}, {REST}",
    "period": f"last_month, first_month DESC, region, {WITHIN}, {REST}",
    "-period": f"last_month DESC, first_month, region, {WITHIN}, {REST}",
    "value": f"coalesce(value, low) NULLS LAST, {OLDEST}",
    "-value": f"coalesce(value, low) DESC NULLS LAST, {OLDEST}",
    "source": f"source, {OLDEST}",
    "-source": f"source DESC, {OLDEST}",
}
"""The orders that a table may be asked for in: by a column, with a minus from its end."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a text begins with that a spreadsheet would run."""
MOST = 200_000
"""Maximum rows of one file."""


Chosen = tuple[str, tuple[Any, ...]]
"""The rows that are asked for: the end of a query, and the values bound in it."""


def observations(h: Hinterland, *, limit: int = 100, offset: int = 0, sort: str = "oldest", **asked: Any) -> Reply:
    """A page of observations as the contract has them, in one of `SORTS`; what may be asked is what `choose` takes."""
    total, rows = read(h, choose(h, **asked), limit, offset, SORTS[sort])
    held = [observation(r).model_dump(mode="json", by_alias=True) for r in rows]
    page = {"total": total, "offset": offset, "limit": limit, "observations": held}
    if not total:
        page["not_held"] = nothing(h, asked, "rest")
    return as_json({"schema": "hinterland.observations/1", "state": h.state.number, **page}, total=total)


def nothing(h: Hinterland, asked: Mapping[str, Any], surface: Surface) -> str:
    """Why no figure fits what was asked for: a value that no figure has, else that it isn't held, and what is."""
    return _unknown(h, asked) or not_held(h, asked.get("region"), "no such figure is held", surface, slots.flow(asked.get("flow")))


def not_held(h: Hinterland, subject: str | None, said: str, surface: Surface, flow: str | None = None) -> str:
    """What isn't held of a subject, the first of several or the home nation, and what is, of a flow where one was asked for."""
    code = _regions(subject)[0] if subject else codes.home_of().nation
    kinds = [
        r
        for r in h.coverage(code).rows
        if r["concept"] == "trade"
        and r["op"] == "level"
        and r["product"] == "all"
        and r["partner"] == "world"
        and flow in (None, r["flow"])
    ]
    what = {"export": "exports", "import": "imports"}.get(flow or "", "trade")
    members = codes.members(code) if codes.get("subject", code).kind == "group" else ()
    if members and not kinds:
        return (
            f"{said}; the figures of {codes.name(code)} are summed from those of its members, which can be asked for: {','.join(members)}"
        )
    if not kinds:
        return f"{said}; of {codes.name(code)} no {what} {'are' if what.endswith('s') else 'is'} held at all"
    span = Period(min(r["first_month"] for r in kinds), max(r["last_month"] for r in kinds))
    held = f"{what} are" if what.endswith("s") else "total trade is"
    return f"{said}; of {codes.name(code)} {held} held within {span}{worded('coverage', surface, subject=code)}"


def table(h: Hinterland, *, output_format: str, limit: int | None = None, offset: int = 0, **asked: Any) -> Reply:
    """All observations that fit as a file, or as many of them as are asked for: csv, parquet, arrow or xlsx."""
    total, rows = read(h, choose(h, **asked), limit or MOST, offset)
    if limit is None and total > MOST:
        raise InputError(f"{total:,} observations fit; a file takes {MOST:,}: name a region or a period")
    make, media = TABLES[output_format]
    return Reply(make([tuple(r[c] for c in COLUMNS) for r in rows]), media, f"observations.{output_format}", total=total)


def choose(
    h: Hinterland,
    *,
    region: str | None = None,
    period: str | None = None,
    since: int | None = None,
    until: int | None = None,
    vintage: str = "preferred",
    id: str | None = None,
    **filters: str | None,
) -> Chosen:
    """Observations by regions (with commas between them) and period as people name them, by years, and by equality of other columns; of each figure the preferred one or
    all vintages; and by their ids, with commas between them, of all vintages.
    """
    asked = {n: v for n, v in filters.items() if v is not None}
    if unknown := asked.keys() - set(FILTERS):
        raise InputError(f"observations are not asked for by {', '.join(sorted(unknown))}")
    for slot, understood in NAMED.items():
        if slot in asked:
            asked[slot] = understood(asked[slot])
    regions = _regions(region) if region is not None else []
    when = slots.period(period)
    h.indicators.include(regions)
    where, values = [f"{n} = ?" for n in asked], list(asked.values())
    if region is not None:
        where, values = [*where, f"region IN ({', '.join('?' * len(regions))})"], [*values, *regions]
    if id is not None:
        ids, vintage = id.split(","), "all"
        where, values = [*where, f"id IN ({', '.join('?' * len(ids))})"], [*values, *ids]
    if when is not None and when.kind not in RANGES and "/" not in str(period):
        where, values = [*where, "period = ?"], [*values, str(when)]
    first, last = (when.start, when.end) if when is not None else (None, None)
    starts, ends = [first, since and since * 100 + 1], [last, until and until * 100 + 12]
    where += [f"first_month >= {month}" for month in starts if month] + [f"last_month <= {month}" for month in ends if month]
    view = "preferred" if vintage == "preferred" else "observations"
    return f"FROM {view}" + (f" WHERE {' AND '.join(where)}" if where else ""), tuple(values)


def _regions(text: str) -> list[str]:
    """The codes of regions with commas between them. Raises `InputError` for one that is none, and where there is none."""
    return slots.regions([r for r in map(str.strip, text.split(",")) if r] or [text])


def read(h: Hinterland, chosen: Chosen, limit: int, offset: int, order: str = OLDEST) -> tuple[int, list[dict[str, Any]]]:
    """How many rows there are, and those of one page."""
    con, (source, values) = h.engine.con, chosen
    [(total,)] = con.execute(f"SELECT count(*) {source}", values).fetchall()
    page = f"ORDER BY {order} LIMIT {int(limit)} OFFSET {int(offset)}"
    return int(total), fetch(con.execute(f"SELECT {', '.join(COLUMNS)} {source} {page}", values))


def values_of(h: Hinterland, column: str) -> list[str]:
    """The values of a column, the most frequent first."""
    asked = f"SELECT {column} FROM observations WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
    return [str(v) for (v,) in h.engine.con.execute(asked).fetchall()]


def _unknown(h: Hinterland, asked: Mapping[str, Any]) -> str:
    """A sentence on the first value that no figure has, with the values that figures have; empty where all are held of some figure."""
    for column in (c for c in LISTED if asked.get(c) is not None):
        if asked[column] not in (known := values_of(h, column)):
            near, more = nearest(asked[column], known), f" and {len(known) - FEW} more" if len(known) > FEW else ""
            meant = f"; did you mean {near}?" if near else f"; there are {', '.join(known[:FEW])}{more}"
            return f'no figure has the {column} "{asked[column]}"{meant}'
    return ""


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet runs."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def show(h: Hinterland, subject: str, *, output_format: str = "json", **asked: Any) -> Reply:
    """The figures of a subject, or of several with commas between them, as `h.show` gives them; `output_format` csv gives the rows as a file."""
    found = h.show(_regions(subject), **asked)
    if output_format == "json":
        return as_json(found.to_dict())
    columns = tuple(f.name for f in fields(ShowRow))
    rows = [tuple(" ".join(v) if isinstance(v, list) else v for v in (row[c] for c in columns)) for row in found.rows_of()]
    return Reply(_csv(rows, columns), TABLES["csv"][1], "figures.csv")


def _csv(rows: list[tuple[Any, ...]], columns: tuple[str, ...] = COLUMNS) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([harmless(v) for v in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _parquet(rows: list[tuple[Any, ...]]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="hinterland-") as folder, duckdb.connect() as con:
        path = Path(folder) / "observations.parquet"
        _typed(con, rows).write_parquet(str(path), compression="zstd")
        return path.read_bytes()


def _typed(con: duckdb.DuckDBPyConnection, rows: list[tuple[Any, ...]]) -> duckdb.DuckDBPyRelation:
    """Rows as a relation whose columns have the types that they are stored with."""
    from hinterland.warehouse.engine import arrow
    from hinterland.warehouse.schema import TABLES as STORED
    from hinterland.warehouse.schema import duck_type

    con.register("given", arrow(list(COLUMNS), rows))
    return con.sql(
        "SELECT " + ", ".join(f'CAST("{c}" AS {duck_type(STORED["observations"][c])}) AS "{c}"' for c in COLUMNS) + " FROM given"
    )


def _arrow(rows: list[tuple[Any, ...]]) -> bytes:
    """A stream of Arrow's. Raises `InputError` where PyArrow isn't installed."""
    try:
        pyarrow = import_module("pyarrow")
    except ImportError:
        raise InputError(extra_missing("Arrow streams need", "arrow", apart=True)) from None
    with duckdb.connect() as con:
        table = pyarrow.table(_typed(con, rows))
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


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
    "arrow": (_arrow, "application/vnd.apache.arrow.stream"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""How a table is written, by suffix, and what it is called on the web."""
