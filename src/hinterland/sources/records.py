"""Records: customs microdata, read in bulk into a DuckDB relation and never row by row in Python. A format (`NAME`, `sniff(head)`,
`records(path, options, con)`) brings the file into a table of text and tells `settle` how a row becomes the canonical columns; three sums
of the money column show that no row was lost."""

from __future__ import annotations

import os
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

from hinterland import codes
from hinterland.errors import refused
from hinterland.models import Source
from hinterland.packaged import read_words
from hinterland.packs import office
from hinterland.sources.reading import FileRead, InputError, Options, Reading
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
    """A file of records as read. `whole` names the dimensions of which the file holds everything, so that its records may be summed over
    them; a query export lists what somebody asked for, so it is whole in none. `parents` gives the larger region that a region's records
    count to as well. Where `line_per_cell` is true, two lines of one cell contradict or repeat each other; else (lines by customs office)
    they add up. `asked` is a digest of what the user said of the file, by which a load that is taken up again knows what it has done.
    `same` gives the columns that say the same in every record, as SQL. `con` is the connection that `relation` belongs to."""

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
    if options.flow is None:
        return None
    with refused(LookupError, form=f"{path}: {{}}; say --flow export or --flow import"):
        flow = codes.find(options.flow, "flow").code
    if flow not in ("export", "import"):
        raise InputError(f"{path}: records are either exports or imports, not {flow}; say --flow export or --flow import")
    return flow


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


GROUPED: Final = r"[+-]?[0-9]{1,3}(,[0-9]{3})+([.][0-9]*)?"
"""A number with its thousands apart, as a pattern that SQL knows too."""


def amount(column: str, *, grouped: bool = True) -> str:
    """SQL for an exact amount from text with thousand separators, or without, which is quicker; NULL for none, where a spreadsheet rounded it (`1.33E+11`) and where
    separators stand elsewhere than between thousands."""
    exact = f"TRY_CAST({column} AS {AMOUNT})"
    if grouped:
        exact = (
            f"CASE WHEN contains({column}, ',') AND NOT regexp_full_match(trim({column}), '{GROUPED}') THEN NULL ELSE {number(column)} END"
        )
    return f"CASE WHEN contains({column}, 'E') OR contains({column}, 'e') THEN NULL ELSE {exact} END"


def number(column: str) -> str:
    """SQL for an amount that a program wrote, whose exponent loses nothing; NULL where it is none."""
    return f"TRY_CAST(replace({column}, ',', '') AS {AMOUNT})"
