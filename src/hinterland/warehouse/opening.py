"""The tables of a state as an engine opens them: figures when it begins, records only when something asks for single ones. Files in a
folder are scanned where they lie; of what lies at an address the rows needed are fetched into a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from hinterland.sources.records import fresh, literal
from hinterland.warehouse.records import brought, parquet
from hinterland.warehouse.schema import duck_columns
from hinterland.warehouse.store import GROUP, State, Store

IN_MEMORY = 256 * 1024 * 1024
"""States whose observations take no more bytes on disk than this are read into memory when opened."""
LIVE = "WHERE load IN (SELECT load FROM loads_live)"


def open_figures(con: duckdb.DuckDBPyConnection, store: Store, state: State, scratch: Callable[[], str]) -> list[str]:
    """Open the tables of a store, but for records, with the rows of the loads that count. Returns the files that are too large to be read into memory, which are scanned."""
    scanned: list[str] = []
    for name in ("observations", "sources", "quarantine"):
        if paths := located(con, store, name, scratch, _counts(state)):
            con.execute(f"CREATE {'VIEW' if name == 'observations' else 'TABLE'} {name}_stored AS SELECT * FROM {scan_of(paths)} {LIVE}")
            if name == "observations" and sum(Path(p).stat().st_size for p in paths) > IN_MEMORY:
                scanned = paths
        else:
            con.execute(f"CREATE TABLE {name}_stored ({duck_columns(name)})")
    return scanned


def open_records(
    con: duckdb.DuckDBPyConnection, store: Store, state: State, scratch: Callable[[], str], where: str, columns: Sequence[str]
) -> list[str]:
    """Open columns of the records of a state as `records_stored`; of those at an address, of the records that meet a condition. Returns the files scanned; none where no load
    brought records."""
    listed = ", ".join(f'"{c}"' for c in columns)
    within = f"({where}) AND {_counts(state)}"
    if not brought(state) or not (paths := located(con, store, "records", scratch, within, listed)):
        con.execute(f"CREATE TABLE IF NOT EXISTS records_stored ({duck_columns('records')})")
        return []
    source = scan_of(paths) if store.remote else parquet(paths)
    con.execute(f"CREATE OR REPLACE VIEW records_stored AS SELECT {listed} FROM {source} {LIVE}")
    return paths


def located(
    con: duckdb.DuckDBPyConnection, store: Store, table: str, scratch: Callable[[], str], where: str, columns: str = "*"
) -> list[str]:
    """The files of a table on this machine: those of a folder, with all their rows; from an address the rows that meet a condition are fetched into one."""
    if not store.remote:
        return store.files(table)
    name = fresh(table)
    path = f"{scratch()}/{name}.parquet"
    con.register(name, store.scan(table, where, columns))
    con.execute(f"COPY {name} TO {literal(path)} (FORMAT parquet, ROW_GROUP_SIZE {GROUP})")
    con.unregister(name)
    return [path]


def scan_of(paths: Sequence[str]) -> str:
    """SQL for the rows of files."""
    return f"read_parquet([{', '.join(map(literal, paths))}], union_by_name=true, hive_partitioning=false)"


def _counts(state: State) -> str:
    """The condition that a row's load counts, in words that the table library knows: it passes over files of other loads."""
    return f"load IN ({', '.join(map(literal, sorted(state.live_ids)))})" if state.live else "FALSE"
