"""Records: customs microdata, read in bulk into a DuckDB relation and never row by row in Python.

A records format is a module with `NAME`, `sniff(head)` and `records(path, options, con) -> RecordReading`. It brings the file into a table of text
(`delimited.scan`), tells `settle` how a row becomes the canonical columns and when it can't be read, and says which dimensions are whole. Every
row is either held or rejected with its line and text, and three sums of the money column show that none was lost.
"""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeVar

import duckdb
from arro3.core import Array, DataType, Table

from hinterland.errors import refused
from hinterland.models import Source
from hinterland.packaged import read_words
from hinterland.packs import office
from hinterland.sources.reading import FileRead, InputError, Options, Quarantined, Reading
from hinterland.sources.tidy import named_source

Value = str | int | float | Decimal | date | bool | None
AMOUNT: Final = "DECIMAL(28,6)"
CANONICAL: Final[Mapping[str, str]] = {
    "first_month": "INTEGER", "last_month": "INTEGER", "flow": "VARCHAR", "region": "VARCHAR", "partner": "VARCHAR", "product": "VARCHAR", "regime": "VARCHAR",
    "currency": "VARCHAR", "value": AMOUNT, "quantity": AMOUNT, "quantity_unit": "VARCHAR", "quantity2": AMOUNT, "quantity2_unit": "VARCHAR",
    "source": "VARCHAR", "file": "VARCHAR", "row": "BIGINT",
}  # fmt: skip
"""The columns of a record. `value` is in yuan or dollars, `product` an HS code with its leading zeros, `row` the line of the file."""
KEY: Final = ("first_month", "last_month", "flow", "region", "partner", "product", "regime", "currency", "source")
"""The columns that name a record's cell."""


@dataclass(slots=True)
class RecordReading(FileRead):
    """A file of records as read.

    `whole` names the dimensions of which the file holds everything, so that its records may be summed over them; a query export lists what
    somebody asked for, so it is whole in none. `parents` gives the larger region that a region's records count to as well. Where
    `line_per_cell` is true, two lines of one cell contradict or repeat each other; else (lines by customs office) they add up. `asked` is a
    digest of what the user said of the file, by which a load that is taken up again knows what it has done. `same` gives the columns
    that say the same in every record, as SQL. `con` is the connection that `relation` belongs to.
    """

    relation: duckdb.DuckDBPyRelation = field(kw_only=True)
    con: duckdb.DuckDBPyConnection = field(kw_only=True)
    whole: frozenset[str] = frozenset()
    sum_read: Decimal = Decimal(0)
    sum_held: Decimal = Decimal(0)
    sum_quarantined: Decimal = Decimal(0)
    source: str = ""
    basis: str | None = None
    released: str | None = None
    precision: Decimal = Decimal(1)
    line_per_cell: bool = True
    parents: dict[str, str] = field(default_factory=dict)
    asked: str = ""
    same: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows_held(self) -> int:
        """How many rows could be read."""
        return self.rows_read - len(self.quarantined)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of text and how it becomes records: SQL for each canonical column, and for the reason why a row can't be read (NULL where it can)."""

    table: str
    line: str
    columns: Mapping[str, str]
    reason: str = "NULL"
    joins: str = ""
    irregular: Sequence[Quarantined] = ()


def settle(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    format: str,
    rows: Rows,
    source: Source | str,
    text: Callable[[list[int]], Mapping[int, str]],
) -> RecordReading:
    """Split rows into records and those rejected, and add both up. `text` gives the text of lines by number, for the rows rejected."""
    id_ = source if isinstance(source, str) else source.id
    given = {"value": "t.value", "source": literal(id_), "file": literal(path.name), "row": rows.line, **rows.columns}
    columns = ", ".join(f'CAST({given.get(n, "NULL")} AS {t}) AS "{n}"' for n, t in CANONICAL.items())
    where = "" if rows.reason == "NULL" else f"WHERE ({rows.reason}) IS NULL"
    joins = "" if rows.reason == "NULL" else rows.joins
    (sums,) = con.execute(
        f"""SELECT count(*), coalesce(sum(value), 0), coalesce(sum(value) FILTER ({rows.reason} IS NULL), 0),
                   coalesce(sum(value) FILTER ({rows.reason} IS NOT NULL), 0)
            FROM {rows.table} AS t {joins}"""
    ).fetchall()
    rejected = list(rows.irregular)
    if rows.reason != "NULL":
        bad = con.execute(f"SELECT {rows.line}, {rows.reason} FROM {rows.table} AS t {joins} WHERE ({rows.reason}) IS NOT NULL").fetchall()
        texts = text([line for line, _ in bad])
        rejected += [Quarantined(line, texts.get(line, ""), reason) for line, reason in bad]
    return RecordReading(
        con=con,
        path=path,
        format=format,
        relation=con.sql(f"SELECT {columns} FROM {rows.table} AS t {rows.joins} {where}"),
        sources=[] if isinstance(source, str) else [source],
        same={n: f"CAST({sql} AS {CANONICAL[n]})" for n, sql in ((n, given.get(n, "NULL")) for n in CANONICAL) if _CONSTANT.fullmatch(sql)},
        rows_read=sums[0] + len(rows.irregular),
        quarantined=sorted(rejected, key=lambda q: q.row),
        sum_read=sums[1],
        sum_held=sums[2],
        sum_quarantined=sums[3],
        source=id_,
    )


_CONSTANT = re.compile(r"NULL|\d+|'(?:[^']|'')*'")
"""SQL that is one value and no more."""
T = TypeVar("T")
U = TypeVar("U")


def side_by_side(do: Callable[[T], U], things: Sequence[T]) -> list[U]:
    """Do something with each of some things, as many at once as there are processors: SQL over small files is mostly planning, which takes one. Raises what
    the first of them raises."""
    if len(things) < 2:
        return [do(t) for t in things]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(do, things))


def source_of(options: Options, path: Path, default: Source) -> Source | str:
    """The source of a file's records: the one the user names (described, or by the id of one already held), else the format's own."""
    if not options.source:
        return default
    return named_source(options, path) if options.publisher or options.title else options.source


def known_source(id_: str) -> Source:
    """The source that files of a format are of, by its id in `sources.csv`; the name of an office is its pack's."""
    row = read_words("hinterland.sources", "sources.csv", "id")[id_]
    publisher = office(row["office"]).name if row["office"] else row["publisher"]
    said = {k: row[k] for k in ("id", "title", "address", "reliability")}
    return Source(**said, publisher=publisher, note=row["note"] or None)  # type: ignore[arg-type]


def begin_reading(
    path: Path, format: str, options: Options, default: Source, rows: int, released: str | None = None
) -> tuple[Reading, dict[str, Any]]:
    """A reading of a number of rows, with the source of all of its figures, and the fields of a figure that name this and the release."""
    source = source_of(options, path, default)
    reading = Reading(path, format, rows_read=rows, sources=[source] if isinstance(source, Source) else [])
    return reading, {"source": source if isinstance(source, str) else source.id, "released": options.released or released}


def one_flow(options: Options, path: Path) -> str | None:
    """The flow the user names, export or import. Raises `InputError` for anything else: records are of one flow."""
    from hinterland import codes

    if options.flow is None:
        return None
    with refused(LookupError, form=f"{path}: {{}}; say --flow export or --flow import"):
        flow = codes.find(options.flow, "flow").code
    if flow not in ("export", "import"):
        raise InputError(f"{path}: records are either exports or imports, not {flow}; say --flow export or --flow import")
    return flow


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the distinct cells of a column stand for, as SQL: the `value`, the `reason` where one stands for nothing ("" where all are known), the join."""

    value: str
    reason: str = ""
    join: str = ""


def lookup(con: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str], resolve: Callable[..., str | None]) -> Lookup:
    """Resolve the distinct cells of columns in Python, once each. A `LookupError` or `ValueError` becomes the reason to put their rows aside."""
    keys = ", ".join(columns)
    rows: list[tuple[Any, ...]] = []
    for cells in con.execute(f"SELECT DISTINCT {keys} FROM {table} ORDER BY ALL").fetchall():
        try:
            rows.append((*cells, resolve(*cells), None))
        except (LookupError, ValueError) as e:
            rows.append((*cells, None, str(e.args[0]) if e.args else "unreadable"))
    by_first: dict[Any, set[tuple[Any, ...]]] = {}
    for row in rows:
        by_first.setdefault(row[0], set()).add(row[-2:])
    if all(len(found) == 1 for found in by_first.values()):
        # The other columns change nothing, so that they needn't be compared for every row.
        columns, rows = columns[:1], [(first, *found.pop()) for first, found in by_first.items()]
    if len(columns) == 1 and all(row[0] == row[1] for row in rows):
        return Lookup(f"t.{columns[0]}")
    names = put(con, (*columns, "code", "reason"), rows)
    on = " AND ".join(f"{names}.{c} = t.{c}" for c in columns)
    return Lookup(f"{names}.code", f"{names}.reason" if any(row[-1] for row in rows) else "", f"LEFT JOIN {names} ON {on}")


def reasons(*found: str) -> str:
    """SQL for the first of several reasons that holds; `NULL` where there is none."""
    given = [f for f in found if f]
    return f"coalesce({', '.join(given)}, NULL)" if given else "NULL"


def arrow(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> Table:
    """Rows of Python values as an Arrow table of text, which SQL then casts: exact for decimals, and needs no further library."""
    lists: list[Sequence[Value]] = list(zip(*rows, strict=True)) or [() for _ in columns]
    texts = ([None if v is None else str(v) for v in values] for values in lists)
    return Table.from_pydict({n: Array(v, DataType.utf8()) for n, v in zip(columns, texts, strict=True)})


def put(con: duckdb.DuckDBPyConnection, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows of text as a temporary table of a fresh name, for SQL to join: how a few hundred names are looked up for millions of rows."""
    table = fresh("names")
    data = arrow(columns, rows)  # noqa: F841 - DuckDB finds it by name
    con.execute(f"CREATE TABLE {table} AS SELECT * FROM data")
    return table


def fresh(stem: str) -> str:
    """A table name that no other reading uses."""
    return f"{stem}_{uuid.uuid4().hex[:12]}"


def literal(value: Value) -> str:
    """A value as SQL spells it; text is quoted, so that nothing in it is read as SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, float):
        return f"CAST('{value!r}' AS DOUBLE)" if value == value and abs(value) != float("inf") else "NULL"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return "'" + value.replace("'", "''") + "'"


def amount(column: str) -> str:
    """SQL for an exact amount from text with thousand separators; NULL where it is none, or where a spreadsheet has rounded it (`1.33E+11`)."""
    return f"CASE WHEN contains({column}, 'E') OR contains({column}, 'e') THEN NULL ELSE {number(column)} END"


def plain_amount(column: str) -> str:
    """SQL for an exact amount from text without separators, the quickest; NULL for anything else."""
    return f"CASE WHEN contains({column}, 'E') OR contains({column}, 'e') THEN NULL ELSE TRY_CAST({column} AS {AMOUNT}) END"


def number(column: str) -> str:
    """SQL for an amount that a program wrote, whose exponent loses nothing; NULL where it is none."""
    return f"TRY_CAST(replace({column}, ',', '') AS {AMOUNT})"
