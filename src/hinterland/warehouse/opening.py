"""The tables of a state as an engine opens them: its figures when it begins, its records only when something asks for single ones.

Verbs that read figures neither list nor read the files of records, which may be a thousand times larger. Files in a folder are scanned where they lie; what lies at an
address is fetched, piece by piece: figures into memory, and of records those that meet a condition into a file.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from hinterland.sources.records import literal
from hinterland.warehouse.records import brought, parquet, stored
from hinterland.warehouse.schema import TABLES, duck_columns
from hinterland.warehouse.store import GROUP, State, Store

IN_MEMORY = 256 * 1024 * 1024
"""States whose observations take no more bytes on disk than this are read into memory when opened."""
LIVE = "WHERE load IN (SELECT load FROM loads_live)"


def open_figures(con: duckdb.DuckDBPyConnection, store: Store) -> list[str]:
    """Open the tables of a store, but for records, with the rows of the loads that count. Returns the files that are too large to be read into memory, which are scanned."""
    scanned: list[str] = []
    for name in ("observations", "sources", "quarantine"):
        if store.remote:
            stream = store.scan(name)  # noqa: F841 - DuckDB finds it by name
            con.execute(f"CREATE TABLE {name}_stored AS SELECT * FROM stream {LIVE}")
        elif paths := store.files(name):
            source = f"read_parquet([{', '.join(literal(p) for p in paths)}], union_by_name=true, hive_partitioning=false)"
            con.execute(f"CREATE {'VIEW' if name == 'observations' else 'TABLE'} {name}_stored AS SELECT * FROM {source} {LIVE}")
            if name == "observations" and sum(Path(p).stat().st_size for p in paths) > IN_MEMORY:
                scanned = paths
        else:
            con.execute(f"CREATE TABLE {name}_stored ({duck_columns(name)})")
    return scanned


def open_records(con: duckdb.DuckDBPyConnection, store: Store, state: State, scratch: Callable[[], str], where: str) -> list[str]:
    """Open the records of a state as `records_stored`. Those at an address are fetched into a folder, as far as they meet a condition.

    Returns the files scanned; none where no load brought records.
    """
    paths: list[str] = []
    if brought(state) and store.remote:
        paths = [f"{scratch()}/records.parquet"]
        con.execute(
            f"COPY (SELECT * FROM {stored(store, con, where)} {LIVE}) TO {literal(paths[0])} (FORMAT parquet, ROW_GROUP_SIZE {GROUP})"
        )
        source = f"read_parquet({literal(paths[0])})"
    elif brought(state):
        paths = store.files("records")
        source = parquet(paths) if paths else ""
    if not paths:
        con.execute(f"CREATE TABLE records_stored ({duck_columns('records')})")
        return []
    columns = ", ".join(f'"{c}"' for c in TABLES["records"])
    con.execute(f"CREATE VIEW records_stored AS SELECT {columns} FROM {source} {LIVE}")
    return paths
