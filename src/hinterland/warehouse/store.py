"""The folder of Delta tables: opening, appending, and the one commit that makes a load count.

A load writes its rows first and its line in `loads` last, with a compare-and-swap on that table's version; a load that was killed, or that lost
a race, leaves rows nobody sees. The *state* with number n is what the first n lines of `loads` say: the loads they name, without those that
a later line retired (an undo, or embedded figures replaced by newer ones).
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb
from deltalake import CommitProperties, DeltaTable, Field, QueryBuilder, Schema, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from deltalake.schema import PrimitiveType
from deltalake.transaction import AddAction, RemoveAction

from hinterland.frames import Tabular, count
from hinterland.sources.reading import InputError
from hinterland.sources.records import literal
from hinterland.version import __version__
from hinterland.warehouse import checksums
from hinterland.warehouse.addresses import explain, storage_options
from hinterland.warehouse.schema import PARTITIONS, TABLES

_UNSAFE = re.compile(r"[\[\]^|\\\x00-\x1f\x7f]|%[0-9A-Fa-f]{2}")
"""What the table library can't have in the path of a folder: it reads %20 as a space, and stumbles over brackets."""
_ONCE = CommitProperties(max_commit_retries=0)
"""Who comes second looks again. A commit that is retried by the library would follow one it never saw: a table made twice has a version too many."""
GROUP = 122_880
"""Files are read by as many processors as they have groups of rows: so many rows as DuckDB works on at a time, where the table library would put a million together."""
_GROUPS = WriterProperties(max_row_group_size=GROUP, compression="SNAPPY")
"""The compression is the library's own, which it forgets where anything else is said."""
PENDING = "pending"
"""The kind of the line of a file that contradicts what is held: its rows are stored and count only once somebody accepts them."""
REPAIR, LOST = "repair", "lost"
"""The kinds of the line that retires the loads whose files were damaged, and of one that stands for a line that was lost itself."""
UNCOUNTED = frozenset({"undo", "reject", PENDING, REPAIR, LOST})
"""The kinds of lines whose own rows never count."""


class HeadMoved(Exception):
    """Somebody else's load was committed first; look again and retry."""


@dataclass(frozen=True, slots=True)
class Load:
    """One line of `loads`: a load (`load`, `accept`), an undo, the embedded figures (`seed`), a file that is `pending`, or its rejection (`reject`)."""

    seq: int
    id: str
    kind: str
    created: str
    content: str
    retires: tuple[str, ...]
    report: dict[str, Any] = field(repr=False)
    version: str


@dataclass(frozen=True, slots=True, repr=False)
class State(Tabular):
    """A set of loads that count, the number of the line that made it so, the version of the table `loads` that was read, and the files that are pending."""

    number: int
    loads: tuple[Load, ...]
    live: tuple[Load, ...]
    version: int = 0
    pending: tuple[Load, ...] = ()

    @property
    def live_ids(self) -> frozenset[str]:
        """The ids of the loads whose rows count."""
        return frozenset(load.id for load in self.live)

    def summary(self) -> str:
        """Its number, and how many loads count."""
        pending = f", {count(len(self.pending), 'file')} pending" if self.pending else ""
        return f"state {self.number}, {count(len(self.live), 'load')} of {count(len(self.loads), 'line')} that count{pending}"

    def rows_of(self) -> list[dict[str, Any]]:
        """A row a line."""
        rows: list[dict[str, Any]] = self.history()["states"]
        return rows

    def history(self) -> dict[str, Any]:
        """What each line made of the warehouse, in its JSON form."""
        pending = {load.id for load in self.pending}
        rows = [
            {
                "state": load.seq, "kind": load.kind, "load": load.id, "created": load.created, "counts": load.id in self.live_ids, "pending": load.id in pending,
                "retires": list(load.retires), "files": [f["path"] for f in load.report.get("files", [])], "figures_new": load.report.get("figures_new", 0),
            }
            for load in self.loads
        ]  # fmt: skip
        return {"schema": "hinterland.states/1", "state": self.number, "states": rows}

    def at(self, number: int) -> State:
        """An earlier state. Raises `InputError` for a number that no state has."""
        if not 0 <= number <= self.number:
            raise InputError(f"there is no state {number}; states run from 0 to {self.number}", "states")
        if (repair := voided(self.loads, number)) is not None:
            raise InputError(
                f"state {number} can't be read any more: files of it were damaged, and state {repair.seq} was made without them", "standing"
            )
        return _state(self.loads[:number], self.version)


def _state(loads: tuple[Load, ...], version: int) -> State:
    standing = _standing(loads)
    pending = tuple(load for load in standing if load.kind == PENDING)
    return State(loads[-1].seq if loads else 0, loads, counted(loads), version, pending)


def counted(loads: Sequence[Load]) -> tuple[Load, ...]:
    """The loads whose rows count after the lines given."""
    return tuple(load for load in _standing(loads) if load.kind not in UNCOUNTED)


def _standing(loads: Sequence[Load]) -> list[Load]:
    undone = {i for load in loads if load.kind in ("undo", REPAIR) for i in load.retires}
    # What took the place of another load and was taken back itself lets the other count again.
    retired = undone | {i for load in loads if load.id not in undone for i in load.retires}
    return [load for load in loads if load.id not in retired]


def voided(loads: Sequence[Load], number: int) -> Load | None:
    """The repair that let go of something that a state held; none where the state is as it was."""
    held = {load.id for load in counted(loads[:number])}
    for repair in (load for load in loads[number:] if load.kind == REPAIR):
        if held & set(repair.retires) or any(n <= number for n in repair.report.get("lost_lines", [])):
            return repair
    return None


def load_of(line: Sequence[Any]) -> Load:
    """The load of a line of the table `loads`, its columns in their order."""
    seq, id_, kind, created, content, retires, report, version = line
    return Load(seq, id_, kind, created, content, tuple(json.loads(retires)), json.loads(report), version)


def line_of(seq: int, id_: str, kind: str, content: str, retires: Iterable[str], report: Mapping[str, Any]) -> tuple[Any, ...]:
    """A line of the table `loads`, its columns in their order, written now."""
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return seq, id_, kind, created, content, json.dumps(list(retires)), json.dumps(dict(report), ensure_ascii=False), __version__


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of rows that lies in the folder of a table and isn't part of it yet."""

    path: str
    partition: dict[str, str]
    rows: int
    bytes: int
    loads: tuple[str, ...] = ()
    """The ids of the loads whose rows it holds."""


class Store:
    """The tables under one folder or object-store address."""

    def __init__(self, location: str | Path) -> None:
        self.location = str(location)
        self.remote, self._options = "://" in self.location, storage_options(self.location)
        if not self.remote:
            path = Path(self.location).expanduser().absolute()
            if path.exists() and not path.is_dir():
                raise InputError(f"the warehouse must be a folder, but {path} is a file; name another with --warehouse")
            if unsafe := _UNSAFE.search(str(path)):
                raise InputError(f"the warehouse can't lie in {path}, because of the {unsafe[0]!r} there; name another with --warehouse")
            self.location = str(path)

    def _uri(self, table: str) -> str:
        return f"{self.location.rstrip('/')}/{table}"

    def table(self, name: str) -> DeltaTable:
        """One Delta table, created empty where it is missing. Raises `InputError` where the folder can't be written or read."""
        uri = self._uri(name)
        for _ in range(50):
            try:
                return DeltaTable(uri, storage_options=self._options)
            except TableNotFoundError:
                pass
            except (DeltaError, OSError) as e:
                raise damaged(self.location, e) from e
            fields = [Field(column, PrimitiveType(kind)) for column, kind in TABLES[name].items()]
            try:
                Path(uri).mkdir(parents=True, exist_ok=True) if not self.remote else None
                DeltaTable.create(
                    uri,
                    Schema(fields),
                    "ignore",
                    list(PARTITIONS.get(name, ())) or None,
                    commit_properties=_ONCE,
                    storage_options=self._options,
                )
            except (DeltaError, OSError) as e:
                if not isinstance(e, DeltaError) or "permission" in str(e).lower():
                    raise self._unwritten(e) from e
        raise InputError(f"the warehouse at {self.location} could not be created")

    def state(self) -> State:
        """The newest state. Read before anything else, because it is committed after everything else."""
        table = self.table("loads")
        rows = self.query("loads", table, "select * from loads order by seq")
        columns = {name: rows.column(name).to_pylist() for name in TABLES["loads"]}
        try:
            loads = tuple(map(load_of, zip(*columns.values(), strict=True)))
        except (ValueError, TypeError) as e:
            raise damaged(self.location, e) from e
        return _state(loads, table.version())

    def query(self, name: str, table: DeltaTable, sql: str) -> Any:
        """The rows of a query over one table. Raises `InputError` where its files can't be read."""
        try:
            return QueryBuilder().register(name, table).execute(sql).read_all()
        except Exception as e:  # the library raises its most general errors for files it can't read
            raise damaged(self.location, e) from e

    def moved(self, state: State) -> bool:
        """Whether a load was committed after a state was read. In a folder that is told by one file's being there, without reading anything."""
        if self.remote:
            return self.table("loads").version() != state.version
        return Path(f"{self._uri('loads')}/_delta_log/{state.version + 1:020}.json").exists()

    def files(self, table: str) -> list[str]:
        """The Parquet files of a table as plain paths. Delta keeps them percent-encoded once, whatever the folder's name."""
        actions = self.table(table).get_add_actions()
        return [f"{self._uri(table)}/{unquote(path)}" for path in actions.column("path").to_pylist()]

    def scan(self, table: str, where: str = "TRUE", columns: str = "*") -> Any:
        """Columns of the rows of a table that meet a condition, as an Arrow stream that is read once, for addresses that DuckDB can't open itself. Only the files and columns that
        it needs are fetched, piece by piece."""
        held = self.table(table)
        try:
            return QueryBuilder().register(table, held).execute(f"select {columns} from {table} where {where}")
        except Exception as e:  # the library raises its most general errors for files it can't read
            raise damaged(self.location, e) from e

    def append(self, table: str, rows: Any) -> None:
        """Add rows (anything with an Arrow stream). They are seen only once their load is committed."""
        try:
            write_deltalake(self.table(table), rows, mode="append", writer_properties=_GROUPS)
        except (DeltaError, OSError) as e:
            raise self._unwritten(e) from e

    def write(self, con: duckdb.DuckDBPyConnection, sql: str, table: str, load: str, scratch: Callable[[], str]) -> int:
        """Add the rows of a load that a query gives to a table without partitions, never all in memory: to an address by way of a file in the folder `scratch`. Returns how many."""
        if not self.remote:
            written = self.write_file(con, sql, table, {}, load)
            if written.rows:
                self.add_files(table, [written])
            else:
                Path(self._uri(table), written.path).unlink()
            return written.rows
        path = literal(f"{scratch()}/{uuid.uuid4().hex}.parquet")
        [(rows,)] = con.execute(f"COPY ({sql}) TO {path} (FORMAT parquet)").fetchall()
        self.append(table, con.sql(f"SELECT * FROM read_parquet({path})"))
        return int(rows)

    def write_file(self, con: duckdb.DuckDBPyConnection, sql: str, table: str, partition: dict[str, str], load: str) -> DataFile:
        """Write the rows of a load that a query gives, without the columns of their partition, as one file into a table's folder. Quicker than `append`, and only on this machine."""
        self.table(table)
        path = "/".join([*(f"{column}={value}" for column, value in partition.items()), f"part-{uuid.uuid4()}.parquet"])
        place = Path(self._uri(table)) / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            copied = con.execute(f"COPY ({sql}) TO {literal(str(place))} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {GROUP})")
            return DataFile(path, partition, copied.fetchall()[0][0], place.stat().st_size, (load,))
        except (duckdb.IOException, OSError) as e:
            raise self._unwritten(e) from e

    def add_files(self, table: str, files: Sequence[DataFile]) -> None:
        """Make files part of a table. Their rows are seen only once their load is committed."""
        held, now = self.table(table), round(1000 * time.time())
        actions: list[AddAction | RemoveAction] = []
        for f in files:
            # The statistics of a file on its loads, as the table library has them.
            ends = {"minValues": {"load": min(f.loads)}, "maxValues": {"load": max(f.loads)}} if f.loads else {}
            actions.append(AddAction(f.path, f.bytes, f.partition, now, True, json.dumps({"numRecords": f.rows, **ends})))
        try:
            held.create_write_transaction(actions, "append", held.schema(), list(PARTITIONS.get(table, ())))
        except (DeltaError, OSError) as e:
            raise self._unwritten(e) from e

    def commit(self, seen: State, rows: Any) -> None:
        """Add the line of a load to `loads`, provided that `seen` is still the newest state. Raises `HeadMoved` where it isn't."""
        table = self.table("loads")
        if table.version() != seen.version:
            raise HeadMoved
        try:
            write_deltalake(table, rows, mode="append", commit_properties=_ONCE)
        except CommitFailedError as e:
            raise HeadMoved from e
        except (DeltaError, OSError) as e:
            raise self._unwritten(e) from e
        if not self.remote:
            # The load counts already; what isn't sealed now is sealed with the next.
            with suppress(OSError, ValueError, KeyError, duckdb.Error):
                checksums.seal(Path(self.location))

    def _unwritten(self, error: Exception) -> InputError:
        return InputError(f"the warehouse at {self.location} can't be written: {explain(self.location, error) or _first_line(error)}")


def damaged(location: str, error: Exception) -> InputError:
    """The messages for files that can't be read."""
    if reason := explain(location, error):
        return InputError(f"the warehouse at {location} can't be reached: {reason}")
    return InputError(
        f"the warehouse at {location} can't be read: {_first_line(error)}; `hinterland verify-warehouse` tells what is damaged and "
        "`hinterland repair` puts the rest in order"
    )


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
