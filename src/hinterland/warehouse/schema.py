"""The tables of a warehouse and their columns. Every row but a claim's carries the id of its load; only `loads` says which loads count.
Types are spelled twice, because Delta and DuckDB disagree on names and on nothing else."""

from __future__ import annotations

from typing import Final

from hinterland.models import Source

Columns = dict[str, str]
AMOUNT: Final = "decimal(28,6)"
KEY: Final = (
    "op", "concept", "flow", "product", "partner", "regime", "measure", "basis", "currency",
    "region", "first_month", "last_month", "versus", "scope", "predicate", "unit",
)  # fmt: skip
"""The columns that name a cell: two observations that agree in all of them are vintages of one figure."""


def columns(*named: str) -> Columns:
    """Columns by name, each of text unless its type follows the name."""
    return {name: kind or "string" for name, _, kind in (column.partition(" ") for column in named)}


TABLES: Final[dict[str, Columns]] = {
    "observations": columns(
        "id", "load", "cell", "op", "concept", "flow", "product", "partner", "regime", "measure", "basis", "currency", "region", "period",
        "first_month integer", "last_month integer", "versus", "scope", "predicate", f"value {AMOUNT}", f"low {AMOUNT}", f"high {AMOUNT}", "unit",
        f"precision {AMOUNT}", "source", "released", "released_on date", "reliability", "reliability_rank integer", "file", "row long", "note",
    ),
    "records": columns(
        "load", "year integer", "first_month integer", "last_month integer", "flow", "region", "partner", "product", "regime", "currency",
        f"value {AMOUNT}", f"quantity {AMOUNT}", "quantity_unit", f"quantity2 {AMOUNT}", "quantity2_unit", "source", "file", "row long",
    ),
    "sources": columns("load", "id", "title", "publisher", "via", "released", "address", "reliability", "note"),
    "quarantine": columns("load", "file", "row long", "text", "reason"),
    "claims": columns("id", "state long", "verdict", "claim"),
    "loads": columns("seq long", "id", "kind", "created", "content", "retires", "report", "version"),
}  # fmt: skip


def described(load: str, source: Source) -> tuple[str | None, ...]:
    """A source as a row of the table of sources under a load."""
    return (load, *(getattr(source, c) for c in TABLES["sources"] if c != "load"))


STATED: Final = tuple(c for c in TABLES["observations"] if c not in ("load", "id", "cell"))
"""The columns of an observation that whoever stages it gives."""
RECORDS: Final = tuple(TABLES["records"])
SUMMED: Final = tuple(c for c in RECORDS if not c.startswith("quantity") and c not in ("file", "row"))
"""The columns of a record, and those of them that sums of values are made of."""
PARTITIONS: Final[dict[str, tuple[str, ...]]] = {"records": ("year", "flow")}
"""The tables that are split into folders, and by which columns."""
DUCK: Final = {
    "string": "VARCHAR",
    "integer": "INTEGER",
    "long": "BIGINT",
    "double": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
    AMOUNT: "DECIMAL(28,6)",
}


duck_type = DUCK.__getitem__
"""The DuckDB spelling of a Delta type."""


def duck_columns(table: str) -> str:
    """The columns of a table as DuckDB declares them."""
    return ", ".join(f'"{name}" {duck_type(kind)}' for name, kind in TABLES[table].items())
