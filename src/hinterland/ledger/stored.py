"""The ledger of a state as a file beside the warehouse's tables, so that it is computed once.

A file is named by its state, by the loads that count in it and by all that the computation rests on, and is renamed into place when it is whole: a writer that
was killed leaves nothing that is read. What leaves out sources or dates, or has a release lent to it, is not stored.
"""

from __future__ import annotations

import hashlib
import uuid
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb
from arro3.core import Table

from hinterland.warehouse.engine import Engine, literal

EDITION = "1"
"""Changes whenever the same figures would give other bounds."""

FOLDER = "ledger"
KEPT = 4
"""Maximum files kept; the oldest go."""


def place(engine: Engine) -> Path | None:
    """The file that holds or would hold the ledger of an engine's state; none where it isn't to be stored."""
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
    """Make the table `ledger` of an engine from a file; whether there is one that can be read."""
    if not path.exists():
        return False
    rows = f"SELECT * FROM read_parquet({literal(str(path))})"
    with suppress(duckdb.Error, AttributeError):
        engine.con.execute(f"CREATE OR REPLACE TABLE ledger AS {rows}")
        return True
    # The engine has shut its door to files, or isn't DuckDB.
    with suppress(duckdb.Error), duckdb.connect() as con:
        engine.put_arrow("ledger", Table.from_arrow(con.sql(rows)))
        return True
    return False


def write(path: Path, engine: Engine) -> None:
    """Store the table `ledger` of an engine that DuckDB runs. Where the folder can't be written nothing is stored."""
    if not hasattr(engine, "con"):
        return
    scratch = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    with suppress(OSError, duckdb.Error):
        path.parent.mkdir(exist_ok=True)
        data = Table.from_arrow(engine.con.table("ledger"))
        with duckdb.connect() as con:
            con.register("given", data)
            con.execute(f"COPY given TO {literal(str(scratch))} (FORMAT parquet)")
        scratch.replace(path)
        _tidy(path)
    with suppress(OSError):
        scratch.unlink(missing_ok=True)


def _tidy(path: Path) -> None:
    stored = sorted(path.parent.glob("*.parquet"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in stored[KEPT:]:
        if old != path:
            old.unlink(missing_ok=True)
