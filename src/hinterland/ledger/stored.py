"""The ledger of a state as files beside the warehouse's tables, so that it is computed once, and after a load only for the regions that the load touches.

An *index* is named by its state, by the loads that count in it and by all that the computation rests on. It holds the mark of every region (`touched`) and the name of the
*part* in which the region's rows stand (neither for regions that are no longer held); parts are shared by the indexes of several states. All files are renamed into place when
they are whole, the index last: a writer that was killed leaves nothing that is read. What leaves out sources or dates, or has a release lent to it, is not stored.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb
from arro3.core import Table

from hinterland.ledger.touched import ALL, mark, touched
from hinterland.warehouse.engine import Engine, literal

EDITION = "7"
"""Changes whenever the same figures would give other bounds."""

FOLDER = "ledger"
KEPT = 4
"""Maximum indexes kept; the oldest go, and parts that none names."""
PARTS = 8
"""Of more parts than this one is made."""
WRITING = 3600
"""Seconds for which a part that no index names may belong to one that is being written."""


def place(engine: Engine) -> Path | None:
    """The index that stores or would store the ledger of an engine's state; none where it isn't to be stored."""
    store = getattr(engine, "store", None)
    if store is None or store.remote or engine.as_of is not None or engine.without:
        return None
    live = engine.fetch("SELECT load FROM loads_live ORDER BY load")
    loads = [str(r["load"]) for r in live]
    if sorted(loads) != sorted(engine.state.live_ids):
        return None
    digest = hashlib.sha256("\n".join([EDITION, _tables(), *loads]).encode()).hexdigest()[:16]
    return Path(store.location) / FOLDER / f"{engine.state.number}-{digest}.parquet"


@cache
def _tables() -> str:
    named = (("hinterland.ledger", "bands.csv"), ("hinterland.indicators", "set_aside.csv"))
    return "\n".join((files(package) / name).read_text(encoding="utf-8") for package, name in named)


def read(path: Path, engine: Engine) -> bool:
    """Make the table `ledger` of an engine from an index and its parts; whether there is one that can be read."""
    if not path.exists():
        return False
    with suppress(duckdb.Error):
        return _take(engine, "ledger", _rows(path, engine))
    return False


def resume(path: Path, engine: Engine) -> tuple[Path, frozenset[str]] | None:
    """The newest index that says something of this state, with the regions that must be closed anew, which the table `ledger_closing` holds; none where all must be, or DuckDB
    doesn't run the engine.
    """
    if not hasattr(engine, "con"):
        return None
    mark(engine, EDITION + _tables())
    for older in _indexes(path.parent)[:KEPT]:
        with suppress(duckdb.Error, OSError):
            _take(engine, "ledger_index", f"SELECT * FROM read_parquet({literal(str(older))})")
            closing = touched(engine)
            if closing is not None:
                engine.put("ledger_closing", {"region": "string"}, [(r,) for r in sorted(closing)])
                return older, closing
    return None


def write(path: Path, engine: Engine, closed: frozenset[str] | None) -> None:
    """Store the table `ledger` of an engine that DuckDB runs, of which the regions `resume` named were closed anew, or all. Where the folder can't be written nothing is
    stored.
    """
    if not hasattr(engine, "con"):
        return
    part = f"part-{uuid.uuid4().hex}.parquet"
    with suppress(OSError, duckdb.Error):
        if closed is not None:
            [held] = engine.fetch("SELECT count(DISTINCT part) FILTER (part <> '') AS parts FROM ledger_index")
            closed = None if held["parts"] >= PARTS else closed
        rows, marks = "SELECT * FROM ledger", f"SELECT region, mark, {literal(part)} AS part FROM ledger_marks"
        if closed is not None:
            rows = f"{rows} WHERE region IN (SELECT region FROM ledger_closing)"
            marks = f"""SELECT coalesce(m.region, i.region) AS region, m.mark,
                            CASE WHEN m.region IS NULL THEN '' WHEN c.region IS NULL AND m.region <> {literal(ALL)} THEN i.part ELSE {literal(part)} END AS part
                        FROM ledger_marks AS m FULL JOIN ledger_index AS i ON i.region = m.region LEFT JOIN ledger_closing AS c ON c.region = m.region"""
        path.parent.mkdir(exist_ok=True)
        _copy(engine, rows, path.with_name(part))
        _copy(engine, marks, path)
        _tidy(path)


def _rows(index: Path, engine: Engine) -> str:
    """The statement for the rows that an index and its parts hold.

    Of the largest part those of other parts' regions are left out, so that its many rows are looked up among few regions.
    """
    held = f"read_parquet({literal(str(index))})"
    _take(engine, "ledger_parts", f"SELECT part, count(*) AS regions FROM {held} GROUP BY part ORDER BY regions DESC, part")
    parts = [str(r["part"]) for r in engine.fetch("SELECT part FROM ledger_parts WHERE part <> '' ORDER BY regions DESC, part")]
    rows = [f"SELECT * FROM read_parquet({literal(str(index.with_name(p)))})" for p in parts]
    if len(engine.fetch("SELECT part FROM ledger_parts")) == 1:
        # All of it was written for this index.
        return rows[0]
    chosen = [("ANTI", "<>"), *[("SEMI", "=")] * (len(parts) - 1)]
    return " UNION ALL ".join(
        f"{of} {join} JOIN (SELECT region FROM {held} WHERE part {test} {literal(p)}) AS i USING (region)"
        for of, p, (join, test) in zip(rows, parts, chosen, strict=True)
    )


def _take(engine: Engine, table: str, sql: str) -> bool:
    with suppress(duckdb.Error, AttributeError):
        engine.con.execute(f"CREATE OR REPLACE TABLE {table} AS {sql}")
        return True
    # The engine has shut its door to files, or isn't DuckDB.
    with duckdb.connect() as con:
        engine.put_arrow(table, Table.from_arrow(con.sql(sql)))
    return True


def _copy(engine: Engine, sql: str, path: Path) -> None:
    scratch = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        try:
            engine.con.execute(f"COPY ({sql}) TO {literal(str(scratch))} (FORMAT parquet)")
        except duckdb.PermissionException:
            # The engine has shut its door to files.
            data = Table.from_arrow(engine.con.sql(sql))
            with duckdb.connect() as con:
                con.register("given", data)
                con.execute(f"COPY given TO {literal(str(scratch))} (FORMAT parquet)")
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def _indexes(folder: Path) -> list[Path]:
    """The indexes stored, the newest first."""
    return sorted(folder.glob("[0-9]*.parquet"), key=lambda p: p.stat().st_mtime, reverse=True)


def _tidy(path: Path) -> None:
    stored = _indexes(path.parent)
    for old in stored[KEPT:]:
        if old != path:
            old.unlink(missing_ok=True)
    aged = [p for p in path.parent.glob("part-*.parquet") if p.stat().st_mtime < time.time() - WRITING]
    if not aged:
        return
    indexes = ", ".join(literal(str(p)) for p in {path, *stored[:KEPT]})
    with duckdb.connect() as con:
        named = {str(p) for (p,) in con.execute(f"SELECT DISTINCT part FROM read_parquet([{indexes}])").fetchall()}
    for part in aged:
        if part.name not in named:
            part.unlink(missing_ok=True)
