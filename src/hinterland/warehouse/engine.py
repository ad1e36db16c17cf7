"""DuckDB over one state of a warehouse: the one place where SQL meets an engine. Small states are read into memory when opened, large ones
scanned where they lie; the files stay as they are while others load, so an engine never sees anything but its own state."""

from __future__ import annotations

import copy
import os
import re
import shutil
import tempfile
import threading
import uuid
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from datetime import date
from functools import cache
from importlib.resources import files as resource_files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb
from arro3.core import Table

from hinterland.escapes import visible
from hinterland.sources.reading import InputError
from hinterland.sources.records import Value as Value
from hinterland.sources.records import arrow as arrow
from hinterland.sources.records import literal as literal
from hinterland.warehouse import opening, records
from hinterland.warehouse.budget import Budget
from hinterland.warehouse.schema import KEY, RECORDS, STATED, TABLES, duck_columns, duck_type
from hinterland.warehouse.store import State, Store, reading

if TYPE_CHECKING:
    from hinterland.warehouse.known import Known

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
KEPT = 10_000
"""Maximum answers of a sort that are kept."""
ALL_RECORDS = ("TRUE", RECORDS)
"""All records with all their columns."""
LENT = 2**62
"""The number of what is lent to an engine and not loaded: later than every load."""
FLUSHED = "16MB"
"""Memory that a query leaves is given back from so much on; tables follow on each other too fast for more of it to be kept at hand."""
SMALL = 100_000
"""Of so few figures a statement takes longer to plan than to run: the planner's rules that pay off on more are left out, and statements run side by side,
each on one processor, where of more each runs alone on all of them."""
_PLANNED = {
    "filter_pushdown", "filter_pullup", "deliminator", "unnest_rewriter", "unused_columns", "column_lifetime", "cte_inlining", "materialized_cte",
    "join_order", "build_side_probe_side",
}  # fmt: skip
"""The planner's rules that pay off on few figures too."""
_NO_TEXT = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, as stand for bytes that aren't UTF-8 in what comes from a command line."""
_WRITES = re.compile(r'"type":"\w+_QUERY_NODE"')
"""How DuckDB's syntax tree, as JSON, spells a part of a query that writes (INSERT, COPY ...); in a literal the quotes are escaped."""


@cache
def statement(package: str, name: str) -> str:
    """The text of one SQL file: `statement("hinterland.warehouse", "views")` is `warehouse/sql/views.sql`."""
    return (resource_files(package) / "sql" / f"{name}.sql").read_text(encoding="utf-8")


class Engine:
    """A connection to one state. `as_of` leaves out what was published later; `without` leaves out sources. `budget` is what each of a user's queries may take; its
    memory counts from the first of them on."""

    budget = Budget()
    day: date | None = None
    """The day by which all was published that it holds; none where that is left open."""

    def __init__(self, store: Store, state: State, *, as_of: date | None = None, without: Iterable[str] = ()) -> None:
        self.store, self.state, self.as_of, self.without = store, state, as_of, tuple(without)
        self._begin()
        self._connect()
        self.put("loads_live", {"load": "string", "seq": "long"}, [(load.id, load.seq) for load in state.live])
        self.put("left_out", {"source": "string"}, [(s,) for s in self.without])
        with reading(store.location, duckdb.Error, OSError), ExitStack() as on_error:
            on_error.callback(self.con.close)
            self._scanned += opening.open_figures(self.con, self.store, self.state, self.scratch)
            held = statement("hinterland.warehouse", "held").replace(":as_of", literal(as_of))
            self.con.execute(f"CREATE {'VIEW' if self._scanned else 'TABLE'} held AS {held}")
            self._plan_lightly()
            self.spread(os.cpu_count() or 1)
            if not self._small and not self._scanned:
                # A million figures take 0.6 GB as they are read, and a seventh of it compressed.
                self.con.execute("CHECKPOINT figures")
            self.script("hinterland.warehouse", "views")
            on_error.pop_all()

    @classmethod
    def apart(cls) -> Engine:
        """An engine over no state: whoever asks for it lays the table `held` itself. For figures that nobody published, as those of simulated futures."""
        engine = cls.__new__(cls)
        engine._begin()
        engine._connect()
        engine._opened.append(ALL_RECORDS)
        return engine

    def _connect(self) -> None:
        spill = Path(tempfile.gettempdir()) / f"hinterland-{uuid.uuid4().hex}"
        extensions = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        self.con = duckdb.connect(config={**extensions, "temp_directory": str(spill), "allocator_flush_threshold": FLUSHED})
        self.con.execute("ATTACH ':memory:' AS figures (COMPRESS)")
        self.con.execute("USE figures")
        # Commands report progress, on a terminal; a bar of the engine's own would stand among what programs read.
        self.con.execute("SET enable_progress_bar = false")

    def _begin(self) -> None:
        self._parsed: dict[tuple[str, ...], list[duckdb.Statement]] = {}
        self._settled: dict[str, tuple[tuple[Value, ...], ...]] = {}
        self._kept: dict[str, dict[Any, Any]] = {}
        self._scanned: list[str] = []
        self._opened: list[tuple[str, Sequence[str]]] = []
        self._scratch: list[str] = []
        self._locked: list[bool] = []  # lists, which twins share
        self._small = self.bounded = False
        self._hands: ThreadPoolExecutor | None = None
        self._begun: set[Future[Any]] = set()
        self._twins = threading.local()
        self.earlier: dict[int, Known] = {}

    def scratch(self) -> str:
        """A folder for files that are fetched; it goes when the engine does."""
        if not self._scratch:
            self._scratch.append(tempfile.mkdtemp(prefix="hinterland-"))
            weakref.finalize(self, shutil.rmtree, self._scratch[0], ignore_errors=True)
        return self._scratch[0]

    def _plan_lightly(self) -> None:
        [(held,)] = [(SMALL + 1,)] if self._scanned else self.con.execute("SELECT count(*) FROM held").fetchall()
        self._small = held <= SMALL
        if self._small:
            rules = (name for (name,) in self.con.execute("SELECT name FROM duckdb_optimizers()").fetchall())
            self.con.execute(f"SET disabled_optimizers = '{','.join(r for r in rules if r not in _PLANNED)}'")

    def spread(self, processors: int) -> None:
        """Set the number of processors: where little is held each statement runs on one, and as many side by side (`beside`); else each runs on all."""
        self.con.execute(f"SET threads = {1 if self._small else processors}")
        if self._hands is not None:
            self._hands.shutdown()
        self._hands = ThreadPoolExecutor(processors - 1, thread_name_prefix="beside") if self._small and processors > 1 else None

    def bound(self, memory: int) -> None:
        """Take no more than a maximum of bytes of memory."""
        self.con.execute(f"SET memory_limit = '{memory // 2**20}MiB'")
        self.bounded = True

    def open_records(self, where: str = "TRUE", columns: Sequence[str] = RECORDS) -> None:
        """Create the view `records`, for what asks for single records. From an address only those that meet a condition are fetched, and where none is revised only some columns;
        whoever asks for others lets them be fetched as well."""
        if ALL_RECORDS in self._opened:
            return
        revised = records.revised(self.state)
        asked = (where, RECORDS if revised else columns) if self.store.remote else ALL_RECORDS
        if asked in self._opened:
            return
        self._opened.append(asked)
        with reading(self.store.location, duckdb.Error, OSError):
            self._scanned += opening.open_records(self.con, self.store, self.state, self.scratch, *asked)
            self.script("hinterland.warehouse", "records_latest" if revised else "records")
        if self._scanned and self._small and not self._locked:
            # Records are many, however few the figures are.
            self._small = False
            self.con.execute("SET disabled_optimizers = ''")
            self.spread(os.cpu_count() or 1)

    @property
    def whole(self) -> Engine:
        """The engine that this one is a part of: itself, but where it holds what was published by a day."""
        return self

    def when_open(self, lay: Callable[[], None]) -> None:
        """Lay what statements need: now, or before the first one where none was run yet."""
        lay()

    # -- statements

    def script(self, package: str, name: str, **values: Value) -> None:
        """Run a file of several statements (views, macros); `:name` stands for a value."""
        if not values:
            for one in self._statements(package, name):
                self.con.execute(one)
            return
        # One pass, so that a value is never looked through for the names of others; nor are comments, which a value of several lines would end.
        named = re.compile(rf":({'|'.join(values)})\b")
        self.con.execute(
            named.sub(lambda found: literal(values[found[1]]), re.sub(r"^--.*$", "", statement(package, name), flags=re.MULTILINE))
        )

    def beside(self, task: Callable[[Engine], T]) -> Callable[[], T]:
        """Begin a task on a connection of its own, where little is held; what is returned waits for its end. Begin no two that write the same table."""
        if self._hands is None:
            done = task(self)
            return lambda: done
        begun = self._hands.submit(lambda: task(self.twin()))
        self._begun.add(begun)
        begun.add_done_callback(self._begun.discard)
        # What nobody has begun yet is done by whoever waits for it.
        return lambda: task(self) if begun.cancel() else begun.result()

    def settle_begun(self) -> None:
        """See to it that nothing that was begun goes on: what a run that failed left behind must not write into the next one's tables."""
        for begun in list(self._begun):
            if not begun.cancel():
                wait([begun])

    def twin(self) -> Engine:
        """This engine with a connection of the present thread's own."""
        if (found := getattr(self._twins, "engine", None)) is None:
            found = self._twins.engine = copy.copy(self)
            found.con = self.con.cursor()
            found.con.execute("USE figures")
        return found

    def keep(self, table: str, package: str, name: str) -> None:
        """Replace a table by the rows of a named statement."""
        (one,) = self._statements(package, name, f"CREATE OR REPLACE TABLE {table} AS\n")
        self.con.execute(one)

    def make(self, table: str, sql: str) -> None:
        """Replace a table by the rows of a statement put together for the occasion."""
        self.con.execute(f"CREATE OR REPLACE TABLE {table} AS {sql}")

    def add(self, table: str, sql: str) -> None:
        """Add the rows of a statement put together for the occasion to a table."""
        self.con.execute(f"INSERT INTO {table} {sql}")

    def fetch(self, sql: str) -> list[dict[str, Any]]:
        """The rows of a statement put together for the occasion."""
        return fetch(self.con.execute(sql))

    def arrays(self, sql: str) -> dict[str, Any]:
        """The columns of a statement put together for the occasion as NumPy arrays; what is missing in a column of numbers is not a number."""
        columns: dict[str, Any] = self.con.execute(sql).fetchnumpy()
        return {n: c.astype(float).filled(float("nan")) if hasattr(c, "filled") else c for n, c in columns.items()}

    def put_arrow(self, table: str, data: Table) -> None:
        """Replace a table by an Arrow table."""
        self.con.register("given", data)
        self.con.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM given")
        self.con.unregister("given")

    def _statements(self, package: str, name: str, before: str = "") -> list[duckdb.Statement]:
        """The parsed statements of a file: parsing the larger ones takes as long as running them on small data."""
        key = (package, name, before)
        if key not in self._parsed:
            self._parsed[key] = self.con.extract_statements(before + statement(package, name))
        return self._parsed[key]

    def rows(self, package: str, name: str, **values: Value) -> list[dict[str, Any]]:
        """The rows of one named statement as dictionaries; `$name` in the file is a parameter."""
        # Not prepared by name: DuckDB would plan it then, and again whenever it is run.
        (one,) = self._statements(package, name)
        return fetch(self.con.execute(one, values) if values else self.con.execute(one))

    def put(self, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Value]]) -> None:
        """Replace a table by rows: how sets of claims or needs are handed to SQL."""
        key = (table, *columns)
        # Registered, because an engine with its doors shut no longer finds a variable of Python by its name.
        self.con.register("given", arrow(list(columns), rows))
        if key not in self._parsed:
            casts = ", ".join(f'CAST("{n}" AS {duck_type(t)}) AS "{n}"' for n, t in columns.items())
            self._parsed[key] = self.con.extract_statements(f"CREATE OR REPLACE TABLE {table} AS SELECT {casts} FROM given")
        self.con.execute(self._parsed[key][0])
        self.con.unregister("given")

    def copy(self, table: str, other: Engine) -> None:
        """Replace a table by the one of the same name that another engine has, so that two states can be asked together."""
        self.put_arrow(table, Table.from_arrow(other.con.table(table)))

    def written(self, table: str, folder: str) -> str:
        """Write a table as Parquet into a folder. Returns the pattern of its files."""
        self.con.execute(f"COPY {table} TO {literal(f'{folder}/{table}.parquet')} (FORMAT parquet)")
        return f"{folder}/{table}.parquet"

    def settle(self, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Value]]) -> None:
        """Put a table that hardly ever changes: nothing is done where it holds these rows already."""
        held = tuple(tuple(r) for r in rows)
        if self._settled.get(table) != held:
            self.put(table, columns, rows)
            self._settled[table] = held

    def drop(self, *tables: str) -> None:
        """Let tables go that were only the way to others."""
        self.con.execute("".join(f"DROP TABLE IF EXISTS {table};" for table in tables))

    def kept(self, what: str) -> dict[Any, Any]:
        """What was found out before, to be asked and added to: a state never changes, so nothing need be asked of it twice. What grows too large starts anew."""
        found = self._kept.setdefault(what, {})
        if len(found) > KEPT:
            found.clear()
        return found

    def once(self, what: str, keys: Sequence[K], ask: Callable[[list[K]], Iterable[V]]) -> list[V]:
        """What answers each of some keys, in their order; those that were never asked of this state before are asked together."""
        known = self.kept(what)
        found: dict[K, V] = {k: known[k] for k in keys if k in known}
        if new := [k for k in dict.fromkeys(keys) if k not in found]:
            found |= zip(new, ask(new), strict=True)
            known.update((k, found[k]) for k in new)
        return [found[k] for k in keys]

    def until(self, day: date) -> Engine:
        """An engine over what was published by a day, each release as exactly as its date is given, and over what was lent; this one where nothing is later. The last ones asked for are kept."""
        early = f"released IS NULL OR seq >= {LENT} OR released <= substr({literal(day.isoformat())}, 1, length(released))"
        counts = f"SELECT CASE WHEN seq < {LENT} THEN released END AS since, count(*) FROM held GROUP BY since"
        [released] = self.once("released", [None], lambda _: [self.con.execute(counts).fetchall()])
        own = (held for since, held in released if since is None or since <= day.isoformat()[: len(since)])
        [kept] = self.once("days", [day], lambda _: [sum(own)])
        if kept == sum(held for _, held in released):
            return self
        from hinterland.warehouse.known import known_by

        return known_by(day, self, kept, early)

    def select(self, sql: str) -> duckdb.DuckDBPyRelation:
        """Run a user's single SELECT to its end, within `budget`. Raises `InputError` for anything that writes, sets, reads a file, or takes too much."""
        if (odd := _NO_TEXT.search(sql)) is not None:
            raise InputError(f"that is not SQL: its character {odd.start() + 1} is no text (bytes that are not UTF-8)")
        try:
            statements = self.con.extract_statements(sql)
        except duckdb.Error as e:
            raise InputError(f"that is not SQL: {_sentence(e)}") from e
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT or self._writes(sql):
            raise InputError("only a single SELECT statement is run here; anything that writes is refused")
        self._lock()
        if "records" in sql.casefold():
            self.open_records()
        try:
            with self.budget.spent(self.con):
                found = self.con.sql(statements[0]).limit(self.budget.rows + 1).materialize()
            self.budget.refuse(found.shape[0])
            return found
        except duckdb.PermissionException as e:
            raise InputError("a query sees the tables of this state only; reading other files is refused") from e
        except duckdb.Error as e:
            raise InputError(f"the query failed: {_sentence(e)}") from e

    def _writes(self, sql: str) -> bool:
        """Whether a SELECT has a part that writes, as `WITH a AS (COPY ... TO ...)` has; also where DuckDB can't parse it."""
        [(tree,)] = self.con.execute("SELECT json_serialize_sql($1)", [sql]).fetchall()
        return not tree.startswith('{"error":false') or _WRITES.search(tree) is not None

    def _lock(self) -> None:
        """Shut the door to the file system, except to the files of this state where they are scanned in place, and bound the memory where nothing did."""
        if not self._locked:
            if ALL_RECORDS not in self._opened and self.store.remote:
                # Records of another machine are fetched for a query that names them, into this folder.
                self.con.execute(f"SET allowed_directories = [{literal(self.scratch())}]")
            else:
                self.open_records()
            if self._scanned:
                self.con.execute(f"SET allowed_paths = [{', '.join(literal(p) for p in self._scanned)}]")
            if not self.bounded:
                self.con.execute(f"SET memory_limit = '{self.budget.megabytes}MiB'")
            self.con.execute("SET enable_external_access = false")
            self.con.execute("SET lock_configuration = true")
            self._locked.append(True)

    # -- writing

    def staged(self, rows: Sequence[Sequence[Value]], load: str) -> int:
        """Stage rows of observations (without `load`, `id`, `cell`) as the table `staged`, leaving out those already held. Returns how many are new."""
        self.con.execute(f"CREATE OR REPLACE TABLE staged ({duck_columns('observations')})")
        self.staged_more(arrow(STATED, rows), load)
        return len(self.con.table("staged"))

    def staged_more(self, data: Any, load: str) -> None:
        """Stage an Arrow table of observations beside what is staged already."""
        self.con.register("given", data)
        self.con.execute(
            f"""INSERT INTO staged {self.identified("SELECT * FROM given", load)} AND id NOT IN (SELECT id FROM staged)
                QUALIFY row_number() OVER (PARTITION BY id ORDER BY row) = 1"""
        )
        self.con.unregister("given")

    def identified(self, query: str, load: str) -> str:
        """SQL for those of a query's observations that aren't held, as rows of their table."""
        casts = ", ".join(f'CAST("{c}" AS {duck_type(TABLES["observations"][c])}) AS "{c}"' for c in STATED)
        identity = _digest([*KEY, "value", "low", "high", "source", "released", "reliability"])
        order = ", ".join(f'"{c}"' for c in TABLES["observations"])
        named = f"SELECT *, {literal(load)} AS load, {_digest(KEY)} AS cell, {identity} AS id FROM (SELECT {casts} FROM ({query}))"
        return f"SELECT {order} FROM ({named}) WHERE id NOT IN (SELECT id FROM observations_stored)"

    def close(self) -> None:
        """Let the connection go."""
        for known in self.earlier.values():
            known.close()
        if self._hands is not None:
            self._hands.shutdown()
        self.con.close()
        for folder in self._scratch:
            shutil.rmtree(folder, ignore_errors=True)


def rows_of(table: str, rows: Sequence[Sequence[Value]]) -> duckdb.DuckDBPyRelation:
    """Rows of Python values with the types of one of the warehouse's tables, ready to be appended."""
    data = arrow(list(TABLES[table]), rows)  # noqa: F841 - DuckDB finds it by name
    casts = ", ".join(f'CAST("{n}" AS {duck_type(t)}) AS "{n}"' for n, t in TABLES[table].items())
    return duckdb.connect().sql(f"SELECT {casts} FROM data")


def fetch(cursor: duckdb.DuckDBPyConnection | duckdb.DuckDBPyRelation) -> list[dict[str, Any]]:
    """All rows of a result as dictionaries."""
    names = [d[0] for d in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _digest(columns: Iterable[str]) -> str:
    parts = ", ".join(f"coalesce(CAST(\"{c}\" AS VARCHAR), '')" for c in columns)
    return f"md5(concat_ws('|', {parts}))"


def _sentence(error: Exception) -> str:
    """The first line of an error, in which the characters of a statement that control a terminal are escaped."""
    return visible(str(error).strip().splitlines()[0])


def opener(name: str) -> type[Engine]:
    """The engine of a name; what one needs is imported when it is asked for. Raises `InputError` for one that isn't known."""
    if name == "spark":
        from hinterland.warehouse.spark import SparkEngine

        return SparkEngine
    if name != "duckdb":
        raise InputError(f"an engine is duckdb or spark, not {name!r}")
    return Engine
