"""Spark over one state of a warehouse (the extra `[spark]`): the same statements, transpiled by sqlglot here and nowhere else, which
refuses what has no equal. Tables are temporary views of checkpointed rows; observations are read from the warehouse's own Parquet files."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel

from hinterland.sources.reading import InputError
from hinterland.warehouse.engine import ALL_RECORDS, Engine, T, Value, literal, statement
from hinterland.warehouse.records import brought, revised
from hinterland.warehouse.schema import DUCK, RECORDS, TABLES
from hinterland.warehouse.store import State, Store

_TYPES = DUCK | {"string": "STRING", "integer": "INT"}
_QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
}
_LOCAL = _QUIET | {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": str(os.cpu_count() or 1),
    "spark.default.parallelism": str(os.cpu_count() or 1),
    "spark.sql.adaptive.enabled": "false",
}
"""Settings of a session that serves one process on one machine, and opens no door to others: as many parts as there are processors."""
_CLUSTER = _QUIET | {"spark.sql.adaptive.enabled": "true"}
"""Settings of a session on a cluster: what else it needs is in the cluster's own configuration (`SPARK_CONF_DIR`)."""
MASTER = "HINTERLAND_SPARK_MASTER"
"""The environment variable with the cluster's master, as `spark://host:7077`, `yarn` or `k8s://…`; unset for this machine."""
CHECKPOINTS = ".checkpoints-"
"""The folder within the warehouse for what a cluster computed so far, so that a worker that is lost takes nothing along; removed with the session."""
CONNECT = (
    "SPARK_REMOTE names a server of Spark Connect, which doesn't run the functions that close bounds and check texts; unset it, and name the "
    "cluster's master with --master or HINTERLAND_SPARK_MASTER"
)
MISSING = "Spark needs the extra: pip install 'hinterland[spark]', and Java 17 or newer"


@cache
def parsed(sql: str) -> tuple[exp.Expression, ...]:
    """The statements of a text in DuckDB's dialect."""
    return tuple(
        tree for tree in sqlglot.parse(sql, read="duckdb") if isinstance(tree, exp.Expression) and not isinstance(tree, exp.Semicolon)
    )


def transpiled(tree: exp.Expression) -> str:
    """A statement in Spark's dialect. Raises `sqlglot.UnsupportedError` for what Spark can't do."""
    return tree.transform(_spelled).sql(dialect="spark", unsupported_level=ErrorLevel.RAISE, comments=False)


def _spelled(node: exp.Expression) -> exp.Expression:
    """What both can do but sqlglot words otherwise: rows numbered in any order need one named, and a logarithm to base ten is exact at powers of ten."""
    if isinstance(node, exp.Window) and isinstance(node.this, exp.RowNumber) and not node.args.get("order"):
        node.set("order", exp.Order(expressions=[exp.Ordered(this=exp.Literal.number(1))]))
    if isinstance(node, exp.Log) and node.expression is not None and node.this.name == "10":
        return exp.Anonymous(this="LOG10", expressions=[node.expression])
    return node


def bound(text: str, values: Mapping[str, Value]) -> str:
    """A text with its parameters (`:name` in scripts, `$name` in statements) replaced by literals."""
    return re.sub(r"(?<![:\w])[:$](\w+)", lambda m: literal(values[m[1]]) if m[1] in values else m[0], text)


class SparkEngine(Engine):
    """A Spark session of its own over one state; a session may be given, else a local one is started and stopped with the engine."""

    def __init__(self, store: Store, state: State, session: Any = None, *, as_of: date | None = None, without: Iterable[str] = ()) -> None:
        if store.remote:
            raise InputError(
                f"Spark reads warehouses in folders, not {store.location}; mount it, or give Spark's own reader its Delta tables"
            )
        self.store, self.state, self.as_of, self.without = store, state, as_of, tuple(without)
        self._settled, self._kept = {}, {}
        session = session or active()
        self._own = session is None
        self.session = (started() if session is None else session).newSession()
        # A union of checkpointed rows fails in Spark 4 where it looks for constraints (`key not found` in `UnionBase.rewriteConstraints`).
        self.session.conf.set("spark.sql.constraintPropagation.enabled", "false")
        self._spread = not self.session.sparkContext.master.startswith("local")
        if self._spread:
            self._checkpoints = Path(store.location) / f"{CHECKPOINTS}{uuid4().hex}"
            self._checkpoints.mkdir()  # With the rights of any new folder: workers may be another user's.
        self.put("loads_live", {"load": "string", "seq": "long"}, [(load.id, load.seq) for load in state.live])
        self.put("left_out", {"source": "string"}, [(s,) for s in self.without])
        self._opened = []
        for name in ("observations", "sources", "quarantine"):
            self._stored(name)
        self.make("held", bound(statement("hinterland.warehouse", "held"), {"as_of": as_of}))
        self.script("hinterland.warehouse", "views")

    def open_records(self, where: str = "TRUE", columns: Sequence[str] = RECORDS) -> None:
        """Create the view `records` over all that is stored; whatever condition a query adds, Spark reads no more than it needs."""
        if ALL_RECORDS not in self._opened:
            self._opened.append(ALL_RECORDS)
            self._stored("records")
            self.script("hinterland.warehouse", "records_latest" if revised(self.state) else "records")

    def _stored(self, name: str) -> None:
        paths = self.store.files(name) if name != "records" or brought(self.state) else []
        if paths:
            # Delta keeps the columns that a table is divided by in the paths only, below the folder of the table.
            read = self.session.read.option("basePath", f"{self.store.location}/{name}")
            read.parquet(*paths).createOrReplaceTempView(f"{name}_stored")
        else:
            self.put(f"{name}_stored", TABLES[name], [])

    # -- statements

    def script(self, package: str, name: str, **values: Value) -> None:
        """Run a file of several statements; `:name` stands for a value."""
        for tree in parsed(bound(statement(package, name), values)):
            if isinstance(tree, exp.Insert):
                self._add(tree.this.name, tree.expression)
            elif isinstance(tree, exp.Create) and tree.kind == "VIEW":
                self.session.sql(f"CREATE OR REPLACE TEMPORARY VIEW {tree.this.name} AS {transpiled(tree.expression)}")
            elif isinstance(tree, exp.Create):
                self._make(tree.this.name, tree.expression)
            else:
                raise ValueError(
                    f"{package} {name} has a statement that neither makes nor fills a table: {tree.sql(dialect='duckdb')[:80]}"
                )

    def rows(self, package: str, name: str, **values: Value) -> list[dict[str, Any]]:
        """The rows of a named statement as dictionaries; `$name` in the file is a parameter."""
        return self.fetch(bound(statement(package, name), values))

    def beside(self, task: Callable[[Engine], T]) -> Callable[[], T]:
        """Tasks run one after the other, each on all that the session has."""
        done = task(self)
        return lambda: done

    def settle_begun(self) -> None:
        """Nothing goes on here: tasks end before others begin."""

    def keep(self, table: str, package: str, name: str) -> None:
        """Replace a table by the rows of a named statement."""
        self.make(table, statement(package, name))

    def make(self, table: str, sql: str) -> None:
        """Replace a table by the rows of a statement put together for the occasion."""
        self._make(table, _single(sql))

    def add(self, table: str, sql: str) -> None:
        """Add the rows of a statement put together for the occasion to a table."""
        self._add(table, _single(sql))

    def fetch(self, sql: str) -> list[dict[str, Any]]:
        """The rows of a statement put together for the occasion."""
        return [row.asDict() for row in self.session.sql(transpiled(_single(sql))).collect()]

    def arrays(self, sql: str) -> dict[str, Any]:
        """The columns of a statement as NumPy arrays; what is missing in a column of numbers is not a number."""
        rows = self.fetch(sql)
        return arrays(rows, list(rows[0]) if rows else [c.alias_or_name for c in _single(sql).named_selects])  # type: ignore[attr-defined]

    def make_by_batch(
        self,
        table: str,
        columns: Mapping[str, str],
        queries: Sequence[str],
        batches: Sequence[Iterable[str]],
        task: Callable[[list[list[dict[str, Any]]]], Iterable[tuple[Any, ...]]],
    ) -> None:
        """Replace a table by what a task makes of the rows of some queries, which have a column `region`: one call for each batch of regions, wherever the session has
        room. The rows of a batch come in no order.
        """
        number = {region: i for i, batch in enumerate(batches) for region in batch}

        def numbered(query: int, row: Any) -> tuple[int, tuple[int, dict[str, Any]]]:
            return number[row["region"]], (query, row.asDict())

        def called(rows: Iterable[tuple[int, dict[str, Any]]]) -> Iterable[tuple[Any, ...]]:
            found: list[list[dict[str, Any]]] = [[] for _ in queries]
            for query, row in rows:
                found[query].append(row)
            return task(found)

        parts = [self.session.sql(transpiled(_single(q))).rdd.map(partial(numbered, i)) for i, q in enumerate(queries)]
        made = self.session.sparkContext.union(parts).groupByKey(max(1, len(batches))).flatMap(lambda pair: called(pair[1]))
        schema = ", ".join(f"`{n}` {_TYPES[t]}" for n, t in columns.items())
        self._hold(table, self.session.createDataFrame(made, schema))

    def put_arrow(self, table: str, data: Any) -> None:
        """Replace a table by an Arrow table."""
        rows = list(zip(*(data.column(n).to_pylist() for n in data.column_names), strict=True))
        kinds = {"Utf8": "STRING", "Int32": "INT", "Int64": "BIGINT", "Float64": "DOUBLE", "Boolean": "BOOLEAN"}
        schema = ", ".join(f"`{f.name}` {next(v for k, v in kinds.items() if k.lower() in str(f.type).lower())}" for f in data.schema)
        self.session.createDataFrame(rows, schema).createOrReplaceTempView(table)

    def put(self, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Value]]) -> None:
        """Replace a table by rows: how sets of claims or needs are handed to SQL."""
        texts = [tuple(None if v is None else str(v) for v in row) for row in rows]
        given = self.session.createDataFrame(texts, ", ".join(f"`{n}` STRING" for n in columns))
        given.selectExpr(*(f"CAST(`{n}` AS {_TYPES[t]}) AS `{n}`" for n, t in columns.items())).createOrReplaceTempView(table)

    def written(self, table: str, folder: str) -> str:
        """Write a table as Parquet into a folder that the session's machines share. Returns the pattern of its files."""
        self.session.table(table).write.parquet(f"{folder}/{table}")
        return f"{folder}/{table}/*.parquet"

    def drop(self, *tables: str) -> None:
        """Let temporary tables go."""
        for table in tables:
            self.session.catalog.dropTempView(table)

    def _make(self, table: str, query: exp.Expression) -> None:
        self._hold(table, self.session.sql(transpiled(query)))

    def _add(self, table: str, query: exp.Expression) -> None:
        held = self.session.table(table)
        more = self.session.sql(transpiled(query)).toDF(*held.columns)
        as_held = (f"CAST(`{f.name}` AS {f.dataType.simpleString()}) AS `{f.name}`" for f in held.schema.fields)
        self._hold(table, held.union(more.selectExpr(*as_held)))

    def _hold(self, table: str, frame: Any) -> None:
        """Rows as a view, computed once: without the checkpoint every later statement would plan and run all those before it again. On a cluster it is written beside
        the warehouse, as a worker may be lost with what it holds.
        """
        if self._spread:
            # All sessions of a context share its folder, and each engine has its own.
            self.session.sparkContext.setCheckpointDir(self._checkpoints.as_uri())
        (frame.checkpoint() if self._spread else frame.localCheckpoint()).createOrReplaceTempView(table)

    # -- what only DuckDB does

    def select(self, sql: str) -> NoReturn:
        """Users' own queries run on DuckDB, which can shut its doors."""
        raise InputError("a user's query runs on DuckDB; Spark users have their own session over the warehouse's tables")

    def staged(self, rows: Sequence[Sequence[Value]], load: str) -> NoReturn:
        """Loads are staged by DuckDB."""
        raise InputError("files are loaded with DuckDB; Spark reads what is held")

    def until(self, day: date) -> Engine:
        """This engine: very many texts are checked against everything held."""
        return self

    def close(self) -> None:
        """Stop the session where the engine started it, and remove what it kept beside the warehouse."""
        if self._own:
            self.session.stop()
        if self._spread:
            shutil.rmtree(self._checkpoints, ignore_errors=True)


def _sessions() -> Any:
    if os.environ.get("SPARK_REMOTE"):
        raise InputError(CONNECT)
    try:
        from pyspark.sql import SparkSession  # type: ignore[import-not-found, unused-ignore]
    except ImportError as e:
        raise InputError(MISSING) from e
    return SparkSession


def active() -> Any:
    """The session that this process has already, if any. Raises `InputError` where PySpark isn't installed."""
    return _sessions().getActiveSession()


def started(settings: Mapping[str, str] | None = None) -> Any:
    """A session on the cluster that `HINTERLAND_SPARK_MASTER` names, else on this machine. Raises `InputError` where PySpark isn't installed or the cluster can't be reached."""
    sessions = _sessions()
    # Python's workers are to find what this Python finds, and not what the first one on the path does.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    master = os.environ.get(MASTER) or "local[*]"
    usual = _LOCAL if master.startswith("local") else _CLUSTER
    builder = sessions.builder.master(master).appName("hinterland")
    quiet = {"spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={files('hinterland.warehouse') / 'log4j2.properties'}"}
    for key, value in {**usual, **quiet, **(settings or {})}.items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate()
    except Exception as e:  # What PySpark raises depends on its way to the driver: its own errors, or those of the bridge to Java.
        raise InputError(f"Spark could not start on {master}: {(str(e) or type(e).__name__).splitlines()[0][:200]}") from e


def arrays(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dict[str, Any]:
    """Rows as NumPy arrays, column by column; what is missing in a column of numbers is not a number."""
    import numpy as np

    columns = {n: [r[n] for r in rows] for n in names}
    return {
        n: np.array([float("nan") if v is None else v for v in c] if any(isinstance(v, float) for v in c) else c)
        for n, c in columns.items()
    }


def _single(sql: str) -> exp.Expression:
    (tree,) = parsed(sql)
    return tree
