"""The tables of a warehouse and their columns, in one place.

Delta tables lie side by side in a folder: `observations`, `records`, `sources`, `quarantine`, `claims` and `loads`. Every row but a claim's
carries the id of its load; only `loads` says which loads count. Claims are remembered by state. Types are spelled twice, for Delta and for DuckDB,
because the two disagree on names and on nothing else.
"""

from __future__ import annotations

from typing import Final

Columns = dict[str, str]

AMOUNT: Final = "decimal(28,6)"

KEY: Final = (
    "op", "concept", "flow", "product", "partner", "regime", "measure", "basis", "currency",
    "region", "first_month", "last_month", "versus", "scope", "predicate", "unit",
)  # fmt: skip
"""The columns that name a cell: two observations that agree in all of them are vintages of one figure."""

TABLES: Final[dict[str, Columns]] = {
    "observations": {
        "id": "string",
        "load": "string",
        "cell": "string",
        "op": "string",
        "concept": "string",
        "flow": "string",
        "product": "string",
        "partner": "string",
        "regime": "string",
        "measure": "string",
        "basis": "string",
        "currency": "string",
        "region": "string",
        "period": "string",
        "first_month": "integer",
        "last_month": "integer",
        "versus": "string",
        "scope": "string",
        "predicate": "string",
        "value": AMOUNT,
        "low": AMOUNT,
        "high": AMOUNT,
        "unit": "string",
        "precision": AMOUNT,
        "source": "string",
        "released": "string",
        "released_on": "date",
        "reliability": "string",
        "reliability_rank": "integer",
        "file": "string",
        "row": "long",
        "note": "string",
    },
    "records": {
        "load": "string",
        "year": "integer",
        "first_month": "integer",
        "last_month": "integer",
        "flow": "string",
        "region": "string",
        "partner": "string",
        "product": "string",
        "regime": "string",
        "currency": "string",
        "value": AMOUNT,
        "quantity": AMOUNT,
        "quantity_unit": "string",
        "quantity2": AMOUNT,
        "quantity2_unit": "string",
        "source": "string",
        "file": "string",
        "row": "long",
    },
    "sources": {
        "load": "string",
        "id": "string",
        "title": "string",
        "publisher": "string",
        "via": "string",
        "released": "string",
        "address": "string",
        "reliability": "string",
        "note": "string",
    },
    "quarantine": {"load": "string", "file": "string", "row": "long", "text": "string", "reason": "string"},
    "claims": {"id": "string", "state": "long", "verdict": "string", "claim": "string"},
    "loads": {
        "seq": "long",
        "id": "string",
        "kind": "string",
        "created": "string",
        "content": "string",
        "retires": "string",
        "report": "string",
        "version": "string",
    },
}

PARTITIONS: Final[dict[str, tuple[str, ...]]] = {"records": ("year", "flow")}
"""The tables that are split into folders, and by which columns."""

_DUCK: Final = {
    "string": "VARCHAR",
    "integer": "INTEGER",
    "long": "BIGINT",
    "double": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
    AMOUNT: "DECIMAL(28,6)",
}


def duck_type(delta_type: str) -> str:
    """The DuckDB spelling of a Delta type."""
    return _DUCK[delta_type]


def duck_columns(table: str) -> str:
    """The columns of a table as DuckDB declares them."""
    return ", ".join(f'"{name}" {duck_type(kind)}' for name, kind in TABLES[table].items())
