"""The ledger of a state as files beside the warehouse's tables, so that it is computed once, and after a load only for the regions that the
load touches. An *index*, named by its state, the loads that count and all that the computation rests on, holds the mark of every region and
the *part* in which its rows stand; parts are shared. A part of many rows is a DuckDB file, attached and queried where it lies, one of few a
Parquet file. All are renamed into place when whole, the index last, so that a writer that was killed leaves nothing that is read. A
region's *mark* digests the observations that are of it or measured against it, so that it tells a load from its undoing; what all regions
rest on has a mark of its own (`ALL`). What leaves out sources or dates, or has a release lent to it, is not stored."""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

import duckdb
from arro3.core import Table

from hinterland import codes
from hinterland.indicators.index import Index
from hinterland.indicators.set_aside import set_aside
from hinterland.packs import packs
from hinterland.sources.reading import whole
from hinterland.warehouse.engine import Engine, arrow, literal

EDITION = "7"
"""Changes whenever the same figures would give other bounds."""

FOLDER = "ledger"
CLOSED = "SELECT region FROM ledger_closing"
"""The statement for the regions that were closed anew."""
ATTACHED = ".duckdb"
"""What the names of parts that are attached end with."""
KEPT = 4
"""Maximum indexes kept; the oldest go, and parts that none names."""
PARTS = 8
"""Maximum number of parts before the smaller ones are merged; all are where these hold most of the regions."""
FEW = 200_000
"""Maximum rows of a part that is a Parquet file."""
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
    return Path(store.location) / FOLDER / _name(engine.state.number, loads)


def _name(number: int, loads: Iterable[str]) -> str:
    digest = hashlib.sha256("\n".join([EDITION, _tables(), *sorted(loads)]).encode()).hexdigest()[:16]
    return f"{number}-{digest}.parquet"


def _loaded_since(index: Path, engine: Engine) -> frozenset[str] | None:
    """The loads that count in an engine's state and didn't in that of an index; none where one that did no longer does, or it isn't known which did."""
    number = int(index.stem.partition("-")[0])
    if number > engine.state.number:
        return None
    before = engine.state.at(number).live_ids
    return engine.state.live_ids - before if index.name == _name(number, before) and before <= engine.state.live_ids else None


@cache
def _tables() -> str:
    return (files("hinterland.ledger") / "bands.csv").read_text(encoding="utf-8") + repr(set_aside())


def read(path: Path, engine: Engine, closing: frozenset[str] = frozenset()) -> bool:
    """Make the view `ledger` of an engine from an index and its parts, without the regions that are to be closed anew; whether there is one that can be read. Spark is given
    a table.
    """
    if not path.exists():
        return False
    regions = [(r,) for r in sorted(closing)]
    with suppress(duckdb.Error):
        if hasattr(engine, "con"):
            engine.put("ledger_closing", {"region": "string"}, regions)
            with suppress(duckdb.PermissionException):
                read, attached = _parts(path, engine.con)
                engine.make("ledger_rows", " UNION ALL ".join(read) or f"{attached[0]} LIMIT 0")
                engine.con.execute(f"CREATE OR REPLACE VIEW ledger AS {' UNION ALL '.join(['SELECT * FROM ledger_rows', *attached])}")
                return True
        with duckdb.connect() as con:
            con.register("given", arrow(["region"], regions))
            con.execute("CREATE TABLE ledger_closing AS SELECT region FROM given")
            read, attached = _parts(path, con)
            data = Table.from_arrow(con.sql(" UNION ALL ".join([*read, *attached])))
            elsewhere = Table.from_arrow(con.table("ledger_elsewhere"))
        if not hasattr(engine, "con"):
            engine.put_arrow("ledger", data)
            return True
        # The engine has shut its door to files.
        engine.put_arrow("ledger_elsewhere", elsewhere)
        engine.put_arrow("ledger_rows", data)
        engine.con.execute("CREATE OR REPLACE VIEW ledger AS SELECT * FROM ledger_rows")
        return True
    return False


def begin(engine: Engine, columns: Mapping[str, str]) -> None:
    """Make the view `ledger` of an engine that DuckDB runs without a row; those of the table `ledger_rows`, to which they are added, are its rows."""
    engine.put("ledger_rows", columns, [])
    engine.con.execute("CREATE OR REPLACE VIEW ledger AS SELECT * FROM ledger_rows")


def resume(path: Path, engine: Engine) -> tuple[Path, frozenset[str]] | None:
    """The newest index that says something of this state, with the regions that must be closed anew; none where all must be, or DuckDB doesn't run the engine."""
    if not hasattr(engine, "con"):
        return None
    edition, marked = EDITION + _tables(), False
    for older in _indexes(path.parent)[:KEPT]:
        with suppress(duckdb.Error, OSError):
            with duckdb.connect() as con:  # the engine may have shut its door to files
                engine.put_arrow("ledger_index", Table.from_arrow(con.read_parquet(str(older))))
            more = _loaded_since(older, engine)
            if more is not None or not marked:
                mark(engine, edition, more)
                marked = more is None
            closing = touched(engine)
            if closing is not None:
                return older, closing
    if not marked:
        mark(engine, edition)
    return None


def write(path: Path, engine: Engine, closed: frozenset[str] | None) -> None:
    """Store the rows of `ledger` of an engine that DuckDB runs, of which the regions that `read` left out were closed anew, or all. Where the folder can't be written nothing
    is stored.
    """
    if not hasattr(engine, "con"):
        return
    with suppress(OSError, duckdb.Error):
        written = None if closed is None else _written(engine)
        rows = f"SELECT * FROM {'ledger_rows' if written == CLOSED else 'ledger'}" + (
            "" if written is None else f" WHERE region IN ({written})"
        )
        [held] = engine.fetch(f"SELECT count(*) AS rows FROM ({rows})")
        part = f"part-{uuid.uuid4().hex}{'.parquet' if held['rows'] <= FEW else ATTACHED}"
        marks = f"SELECT region, mark, {literal(part)} AS part FROM ledger_marks"
        if written is not None:
            marks = f"""SELECT coalesce(m.region, i.region) AS region, m.mark,
                            CASE WHEN m.region IS NULL THEN '' WHEN w.region IS NULL AND m.region <> {literal(ALL)} THEN i.part ELSE {literal(part)} END AS part
                        FROM ledger_marks AS m FULL JOIN ledger_index AS i ON i.region = m.region LEFT JOIN ({written}) AS w ON w.region = m.region"""
        path.parent.mkdir(exist_ok=True)
        _copy(engine, rows, path.with_name(part))
        _copy(engine, marks, path)
        _tidy(path)


def _written(engine: Engine) -> str | None:
    """The statement for the regions that the new part is to hold, those closed anew among them; none for all of them."""
    [held] = engine.fetch(
        f"""SELECT count(DISTINCT part) FILTER (part <> '') AS parts, count(*) AS regions, (SELECT count(*) FROM ledger_elsewhere WHERE region <> {literal(ALL)}) AS elsewhere
            FROM ledger_index"""
    )
    if held["parts"] < PARTS:
        return CLOSED
    return None if 2 * held["elsewhere"] > held["regions"] else "SELECT region FROM ledger_elsewhere"


def _parts(index: Path, con: duckdb.DuckDBPyConnection) -> tuple[list[str], list[str]]:
    """Statements for the rows that an index and its parts hold of regions that `ledger_closing` doesn't name: of parts that are read into
    memory, and of parts that are attached to the connection. Of the largest part the regions are left out that the table `ledger_elsewhere`
    names, those of other parts and those to be closed, so that its many rows are looked up among few regions."""
    held = f"read_parquet({literal(str(index))})"
    counted = con.execute(f"SELECT part FROM {held} WHERE part <> '' GROUP BY part ORDER BY count(*) DESC, part").fetchall()
    largest = str(counted[0][0])
    con.execute(
        f"""CREATE OR REPLACE TABLE ledger_elsewhere AS
            SELECT region, part FROM {held} WHERE part <> {literal(largest)} AND region NOT IN (SELECT region FROM ledger_closing)
            UNION ALL SELECT region, '' FROM ledger_closing"""
    )
    others = con.execute(
        f"SELECT DISTINCT part FROM ledger_elsewhere WHERE part <> '' AND region <> {literal(ALL)} ORDER BY part"
    ).fetchall()
    read, attached = [], []
    for part in (largest, *(str(part) for (part,) in others)):
        place = literal(str(index.with_name(part)))
        own = f"SEMI JOIN (SELECT region FROM ledger_elsewhere WHERE part = {literal(part)}) AS i"
        which = "ANTI JOIN ledger_elsewhere" if part == largest else own
        if part.endswith(ATTACHED):
            name = Path(part).stem.replace("-", "_")
            con.execute(f"ATTACH IF NOT EXISTS {place} AS {name} (READ_ONLY)")
            attached.append(f"SELECT * FROM {name}.ledger {which} USING (region)")
        else:
            read.append(f"SELECT * FROM read_parquet({place}) {which} USING (region)")
    return read, attached


def _copy(engine: Engine, sql: str, path: Path) -> None:
    with whole(path) as scratch:
        try:
            _put(engine.con, sql, scratch, path.suffix)
        except duckdb.PermissionException:
            # The engine has shut its door to files.
            data = Table.from_arrow(engine.con.sql(sql))
            with duckdb.connect() as con:
                con.register("given", data)
                _put(con, "SELECT * FROM given", scratch, path.suffix)


def _put(con: duckdb.DuckDBPyConnection, sql: str, path: Path, suffix: str) -> None:
    """Write the rows of a statement as a file of the kind that a suffix names."""
    if suffix != ATTACHED:
        con.execute(f"COPY ({sql}) TO {literal(str(path))} (FORMAT parquet)")
        return
    name = f"scratch_{uuid.uuid4().hex}"
    con.execute(f"ATTACH {literal(str(path))} AS {name}")
    try:
        con.execute(f"CREATE TABLE {name}.ledger AS {sql}")
        # What stood in a log beside the file would not be renamed with it.
        con.execute(f"CHECKPOINT {name}")
    finally:
        con.execute(f"DETACH {name}")


def _indexes(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9]*.parquet"), key=lambda p: p.stat().st_mtime, reverse=True)


def _tidy(path: Path) -> None:
    stored = _indexes(path.parent)
    for old in stored[KEPT:]:
        if old != path:
            old.unlink(missing_ok=True)
    # With a name that begins with a dot: what a writer that was killed left.
    aged = [p for one in ("part-*", ".*") for p in path.parent.glob(one) if p.stat().st_mtime < time.time() - WRITING]
    if not aged:
        return
    indexes = ", ".join(literal(str(p)) for p in {path, *stored[:KEPT]})
    with duckdb.connect() as con:
        named = {str(p) for (p,) in con.execute(f"SELECT DISTINCT part FROM read_parquet([{indexes}])").fetchall()}
    for part in aged:
        if part.name not in named:
            part.unlink(missing_ok=True)


ALL = ""
"""Stands for all regions among the marks."""
BATCH = 5_000
"""Maximum regions that are closed together, which bounds the memory that closing takes."""


def mark(engine: Engine, edition: str, more: Iterable[str] | None = None) -> None:
    """Make the table `ledger_marks` of an engine that DuckDB runs: region, mark. `edition` says by what rules bounds are found. Where the table `ledger_index` holds the marks
    of an earlier state, `more` are the loads that count now and didn't then: only their observations are read.
    """
    from hinterland.ledger.figures import whole_only

    rates = engine.fetch("SELECT * FROM rates ORDER BY currency, first_month, last_month")
    common = hashlib.sha256(repr((edition, whole_only(engine), [tuple(r.values()) for r in rates])).encode()).hexdigest()
    loads = "TRUE" if more is None else f"load IN ({', '.join(literal(x) for x in sorted(more)) or 'NULL'})"
    added = f"""SELECT region, count(*) AS count, sum(hash(id, load)) AS digest
                FROM (SELECT region, id, load FROM held WHERE {loads} UNION ALL SELECT versus, id, load FROM held WHERE versus IS NOT NULL AND {loads}) AS named
                GROUP BY region"""
    marks = f"SELECT region, concat(count, ':', digest) AS mark FROM ({added}) AS a"
    if more is not None:
        count, digest = (f"CAST(coalesce(split_part(i.mark, ':', {k}), '0') AS HUGEINT)" for k in (1, 2))
        marks = f"""SELECT coalesce(i.region, a.region) AS region,
                        CASE WHEN a.region IS NULL THEN i.mark ELSE concat({count} + a.count, ':', {digest} + a.digest) END AS mark
                    FROM (SELECT region, mark FROM ledger_index WHERE mark IS NOT NULL AND region <> '{ALL}') AS i FULL JOIN ({added}) AS a ON a.region = i.region"""
    engine.make("ledger_marks", f"{marks} UNION ALL SELECT '{ALL}', '{common}'")


def touched(engine: Engine) -> frozenset[str] | None:
    """The regions to be closed anew where the table `ledger_index` says what was closed before; none (not even none of them) where that is all of them."""
    rows = engine.fetch(
        """SELECT coalesce(m.region, i.region) AS region FROM ledger_marks AS m FULL JOIN ledger_index AS i ON i.region = m.region
           WHERE m.mark IS DISTINCT FROM i.mark"""
    )
    found = {str(r["region"]) for r in rows}
    return None if ALL in found else tied(engine, found)


def tied(engine: Engine, regions: Iterable[str]) -> frozenset[str]:
    """Regions and all that identities may tie to them: the parts of a nation and the nation to each other, and a region to another one that its shares are measured against."""
    asked = set(regions)
    return frozenset(asked.union(*(g for g in _groups(engine) if g & asked)))


def batches(engine: Engine, regions: Iterable[str] | None = None) -> list[frozenset[str]]:
    """Regions, or all that are held, in batches that nothing ties to each other, of `BATCH` at most where ties allow."""
    from hinterland.ledger.figures import within

    left = {str(r["region"]) for r in engine.fetch(f"SELECT DISTINCT region FROM held WHERE {within('region', regions)}")}
    groups = [g & left for g in _groups(engine) if g & left]
    single = sorted(left.difference(*groups))
    groups += [set(single[i : i + BATCH]) for i in range(0, len(single), BATCH)]
    found: list[set[str]] = []
    for group in sorted(groups, key=min):
        if found and len(found[-1]) + len(group) <= BATCH:
            found[-1] |= group
        else:
            found.append(group)
    return [frozenset(b) for b in found]


def _groups(engine: Engine) -> list[set[str]]:
    """All regions that are tied to others, group by group, found once for a state."""
    known = engine.kept("tied")
    if "groups" not in known:
        known["groups"] = _tied_groups(engine)
    return cast("list[set[str]]", known["groups"])


def _tied_groups(engine: Engine) -> list[set[str]]:
    pairs = [(p.nation, m) for p in packs() if p.parts for m in codes.members(p.parts)]
    if engine is engine.whole or (index := Index.of(engine)) is None:
        rows = engine.fetch("SELECT DISTINCT region, versus FROM held WHERE versus IS NOT NULL")
        pairs += [(str(r["region"]), str(r["versus"])) for r in rows]
    else:
        pairs += [(r.region, r.versus) for _, part in index.parts() for r in part.of.rows if r.versus is not None]
    above: dict[str, str] = {}

    def top(region: str) -> str:
        while (found := above.get(region, region)) != region:
            region = found
        return region

    for one, other in pairs:
        above[top(one)] = top(other)
    found: dict[str, set[str]] = {}
    for region in {r for pair in pairs for r in pair}:
        found.setdefault(top(region), set()).add(region)
    return list(found.values())
