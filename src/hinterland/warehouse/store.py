"""The folder of Delta tables or their address at an object store. A load writes its rows first and its line in `loads` last, with a
compare-and-swap on that table's version; the *state* n is what the first n lines say, without loads that a later line retired. Credentials
are those of the environment; where none are set the store is asked without any, since the library would ask the machine's metadata service.
A store that stumbles is asked again for half a minute at most."""

from __future__ import annotations

import errno
import json
import os
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
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
from hinterland.packaged import read_table
from hinterland.sources.reading import InputError
from hinterland.sources.records import literal
from hinterland.version import __version__
from hinterland.warehouse import checksums
from hinterland.warehouse.schema import PARTITIONS, TABLES

_UNSAFE = re.compile(r"[\[\]^|\\\x00-\x1f\x7f]|%[0-9A-Fa-f]{2}")
"""What the table library can't have in the path of a folder: it reads %20 as a space, and stumbles over brackets."""
_ONCE = CommitProperties(max_commit_retries=0)
"""Who comes second looks again. A commit that is retried by the library would follow one it never saw: a table made twice has a version too many."""
GROUP = 122_880
"""Maximum rows of a row group: what DuckDB works on at a time, so that a file is read by one processor a group. The table library's own default is a million."""
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
            with reading(self.location, DeltaError, OSError), suppress(TableNotFoundError):
                return DeltaTable(uri, storage_options=self._options)
            fields = [Field(column, PrimitiveType(kind)) for column, kind in TABLES[name].items()]
            parts = list(PARTITIONS.get(name, ())) or None
            with self._writing(DeltaError, OSError):
                try:
                    Path(uri).mkdir(parents=True, exist_ok=True) if not self.remote else None
                    DeltaTable.create(uri, Schema(fields), "ignore", parts, commit_properties=_ONCE, storage_options=self._options)
                except DeltaError as e:
                    if "permission" in str(e).lower():
                        raise
        raise InputError(f"the warehouse at {self.location} could not be created")

    def state(self) -> State:
        """The newest state. Read before anything else, because it is committed after everything else."""
        table = self.table("loads")
        rows = self.query("loads", table, "select * from loads order by seq")
        columns = {name: rows.column(name).to_pylist() for name in TABLES["loads"]}
        with reading(self.location, ValueError, TypeError):
            loads = tuple(map(load_of, zip(*columns.values(), strict=True)))
        return _state(loads, table.version())

    def query(self, name: str, table: DeltaTable, sql: str) -> Any:
        """The rows of a query over one table. Raises `InputError` where its files can't be read."""
        with reading(self.location, Exception):  # the library raises its most general errors for files it can't read
            return QueryBuilder().register(name, table).execute(sql).read_all()

    def moved(self, state: State) -> bool:
        """Whether a load was committed after a state was read. In a folder the existence of one file shows it, without reading anything."""
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
        with reading(self.location, Exception):  # as `query`
            return QueryBuilder().register(table, held).execute(f"select {columns} from {table} where {where}")

    def append(self, table: str, rows: Any) -> None:
        """Add rows (anything with an Arrow stream). They are seen only once their load is committed."""
        with self._writing(DeltaError, OSError):
            write_deltalake(self.table(table), rows, mode="append", writer_properties=_GROUPS)

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
        with self._writing(duckdb.IOException, OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            copied = con.execute(f"COPY ({sql}) TO {literal(str(place))} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {GROUP})")
            return DataFile(path, partition, copied.fetchall()[0][0], place.stat().st_size, (load,))

    def add_files(self, table: str, files: Sequence[DataFile]) -> None:
        """Make files part of a table. Their rows are seen only once their load is committed."""
        held, now = self.table(table), round(1000 * time.time())
        actions: list[AddAction | RemoveAction] = []
        for f in files:
            # The statistics of a file on its loads, as the table library has them.
            ends = {"minValues": {"load": min(f.loads)}, "maxValues": {"load": max(f.loads)}} if f.loads else {}
            actions.append(AddAction(f.path, f.bytes, f.partition, now, True, json.dumps({"numRecords": f.rows, **ends})))
        with self._writing(DeltaError, OSError):
            held.create_write_transaction(actions, "append", held.schema(), list(PARTITIONS.get(table, ())))

    def commit(self, seen: State, rows: Any) -> None:
        """Add the line of a load to `loads`, provided that `seen` is still the newest state. Raises `HeadMoved` where it isn't."""
        table = self.table("loads")
        if table.version() != seen.version:
            raise HeadMoved
        with self._writing(DeltaError, OSError):
            try:
                write_deltalake(table, rows, mode="append", commit_properties=_ONCE)
            except CommitFailedError as e:
                raise HeadMoved from e
        if not self.remote:
            # The load counts already; what isn't sealed now is sealed with the next.
            with suppress(OSError, ValueError, KeyError, duckdb.Error):
                checksums.seal(Path(self.location))

    @contextmanager
    def _writing(self, *errors: type[Exception]) -> Iterator[None]:
        """Raises `InputError` for what goes wrong where tables are written."""
        try:
            yield
        except errors as e:
            raise InputError(f"the warehouse at {self.location} can't be written: {explain(self.location, e) or _first_line(e)}") from e


@contextmanager
def reading(location: str, *errors: type[Exception]) -> Iterator[None]:
    """Raises `InputError` for files that can't be read."""
    try:
        yield
    except errors as e:
        if reason := explain(location, e):
            raise InputError(f"the warehouse at {location} can't be reached: {reason}") from e
        raise InputError(f"the warehouse at {location} can't be read: {_first_line(e)}; {DAMAGED}") from e


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


_FILE = re.compile(r"parquet|TProtocol|snappy|decompress", re.IGNORECASE)
"""What DuckDB's errors of general kinds say where a file is damaged."""
_SAID = {
    errno.ENOSPC: "there is no space left on the disk; make room and start again",
    errno.EDQUOT: "the disk quota is used up; make room and start again",
    errno.EMFILE: "too many files are open at once; raise the limit (`ulimit -n`) and start again",
    errno.EIO: "the disk failed to read or write; `hinterland verify-warehouse` lists what is damaged",
    errno.EROFS: "the disk may only be read; name another folder",
}
DAMAGED = "`hinterland verify-warehouse` lists what is damaged, and `hinterland repair` puts the rest in order"


def storage_error(error: BaseException) -> str | None:
    """An error of storage as a sentence with what to do; nothing for an error of another kind."""
    first = _first_line(error)
    if isinstance(error, OSError) and error.errno in _SAID:
        return _SAID[error.errno] + (f" ({error.filename})" if error.filename else "")
    if isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM):
        return f"{error.filename or 'a file'} may not be read or written; change its permissions or name another"
    if isinstance(error, duckdb.OutOfMemoryException | MemoryError):
        return f"memory ran out ({first}); ask for less at once, or on a machine with more"
    if isinstance(error, duckdb.Error) and "No space left" in str(error):
        return _SAID[errno.ENOSPC]
    if isinstance(error, duckdb.IOException) or (isinstance(error, duckdb.Error) and _FILE.search(str(error))):
        return f"a file of the warehouse can't be read: {first}; {DAMAGED}"
    if isinstance(error, DeltaError):
        return f"a table of the warehouse can't be read or written: {first}; {DAMAGED}"
    return None


KINDS = {
    scheme: (row["unsigned"], row["variables"].split(";"))
    for row in read_table("hinterland.warehouse", "stores.csv")
    for scheme in row["schemes"].split(";")
}
"""The kinds of object stores by the scheme of their addresses: the option that asks without credentials, and the variables by which a user sets them."""
PATIENCE = {"connect_timeout": "5s", "timeout": "60s", "max_retries": "5", "retry_timeout": "30s"}
_OF_A_STORE = re.compile(r"Error performing|Generic \w+ error")
_STATUS = re.compile(r"\b([45]\d\d) ([A-Z][A-Za-z ]+?)(?: {2}|$|:| <| Some| \{)")
_BEFORE = re.compile(r".*Error performing \w+ \S+ in \S+ - ")
"""What an error says before it comes to what went wrong."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def storage_options(location: str) -> dict[str, str] | None:
    """What the table library is given for a location; nothing where it is no object store."""
    unsigned, variables = KINDS.get(location.partition("://")[0], ("", []))
    if not unsigned:
        return None
    # Whoever sets the variable of that name, to false as well, says how the store is to be asked.
    chosen = any(os.environ.get(name) for name in variables) or unsigned.upper() in os.environ
    return PATIENCE if chosen else PATIENCE | {unsigned: "true"}


def explain(location: str, error: Exception) -> str | None:
    """Why an object store didn't answer as it should, in a sentence; nothing where that isn't what is wrong."""
    _, variables = KINDS.get(location.partition("://")[0], ("", []))
    lines = [line.strip(" ↳") for line in _COLOURS.sub("", str(error)).splitlines()]
    message = " ".join(lines)
    if not variables or not _OF_A_STORE.search(message):
        return None
    if "NoSuchBucket" in message or "ContainerNotFound" in message or "The specified bucket does not exist" in message:
        return f"there is no bucket or container {location.split('/')[2]!r}; make it, or name another address"
    status = _STATUS.search(message)
    if status and status[1] in ("401", "403"):
        if not any(os.environ.get(name) for name in variables):
            return f"it is open to nobody without credentials, and none are set in the environment (as {variables[0]})"
        return "its store refuses the credentials that the environment sets"
    if "URL scheme is not allowed" in message:
        return "its endpoint is plain http, which is used only where the environment says AWS_ALLOW_HTTP=true"
    if status:
        return f"its store answers {status[1]} ({status[2]})"
    return f"its store can't be reached ({_BEFORE.sub('', next((line for line in reversed(lines) if line), 'no answer'))})"
