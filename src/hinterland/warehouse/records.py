"""Records in the warehouse: what of a file is new, what it revises, and which observations it makes. A reading is prepared once
(`prepare`), and compared with what is held at each attempt (`bring`); a later load of a cell, with all its lines, stands for the earlier
one (`sql/records.sql`)."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb

from hinterland.models import Source
from hinterland.sources.reading import EARLIEST, InputError, Quarantined, untimely
from hinterland.sources.records import AMOUNT, CANONICAL, KEY, RecordReading, fresh, literal, side_by_side
from hinterland.warehouse.checksums import digest
from hinterland.warehouse.rollup import figures
from hinterland.warehouse.schema import TABLES, duck_columns
from hinterland.warehouse.store import GROUP, DataFile, State, Store

_PARTITION = re.compile(r"year=(\d+)/flow=(\w+)/[^/]+$")
_SAID = ("value", "quantity", "quantity_unit", "quantity2", "quantity2_unit")
_CONTENT = f"hash({', '.join(_SAID)})"
"""What a record says of its cell. Hashed only where another file holds the same cells: mostly none does."""
_SHOWN = "concat_ws(',', " + ", ".join(f"coalesce({c}::VARCHAR, '')" for c in (*KEY, *_SAID)) + ")"
"""A record as text, for people."""
SORTED = "first_month, region, product, partner, file, row"
"""How the records of a year and flow are stored: what is asked for most stands together, and what isn't asked for is passed over."""


WEIGHED = 500
"""Maximum cells of a file by whose values records that make no figures are weighed: the largest."""


@dataclass(slots=True)
class Prepared:
    """A file's records ready to be compared with what is held: their table, the observations they make or else those by which the gate weighs
    them, and all that was rejected."""

    reading: RecordReading
    source: Source
    con: duckdb.DuckDBPyConnection
    table: str
    figures: Any
    weighed: Any
    quarantined: list[Quarantined]
    said: dict[str, Any]

    @property
    def figures_made(self) -> int:
        """How many observations its records make."""
        return 0 if self.figures is None else int(self.figures.num_rows)


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a file's records in one attempt: which rows are new (SQL, after the name of their table), how many, and how many of them revise what is held."""

    prepared: Prepared
    new: str
    rows_new: int
    rows_revised: int

    def report(self) -> dict[str, Any]:
        """What the line of the load says of the file, enough to know it again."""
        reading = self.prepared.reading
        asked = {"asked": reading.asked} if reading.asked else {}
        more = {"rows": reading.rows_read, "whole": sorted(reading.whole), "basis": reading.basis, "precision": str(reading.precision)}
        return {**self.prepared.said, **asked, **more, "rows_new": self.rows_new, "rows_revised": self.rows_revised}


@contextmanager
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for reading records, which spills into a temporary folder of its own and leaves nothing behind. Files are read side by
    side, each with a cursor of it; so their tables are no temporary ones, which no other cursor would see."""
    with tempfile.TemporaryDirectory(prefix="hinterland-") as spill:
        con = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False, "temp_directory": spill})
        con.execute("SET enable_progress_bar = false")
        try:
            yield con
        finally:
            con.close()


def prepare(reading: RecordReading, sources: Mapping[str, Source], cells: bool = True) -> Prepared:
    """Make a reading ready, with the connection it was read with; `cells` is whether its single cells make figures. Raises `InputError` where its source is not known."""
    source = sources.get(reading.source)
    if source is None:
        raise InputError(
            f"{reading.path}: no source held has the id {reading.source!r}; say who published the records with --publisher and --title as well"
        )
    con, table, varying = reading.con, fresh("records"), fresh("varying")
    same = _same(reading)
    con.register(f"{table}_read", reading.relation)
    own = ", ".join(f'"{c}"' for c in CANONICAL if c not in same)
    con.execute(f"CREATE TABLE {varying} AS SELECT {own}, hash({', '.join(KEY)}) AS cell FROM {table}_read")
    con.unregister(f"{table}_read")
    columns = ", ".join(f'{same[c]} AS "{c}"' if c in same else f'"{c}"' for c in CANONICAL)
    con.execute(f"CREATE VIEW {table} AS SELECT {columns}, first_month // 100 AS year, cell FROM {varying}")
    [(rows, value)] = con.execute(f"SELECT count(*), coalesce(sum(value), 0) FROM {table}").fetchall()
    if rows != reading.rows_held or value != reading.sum_held or reading.sum_read != reading.sum_held + reading.sum_quarantined:
        raise AssertionError(f"{reading.path}: {rows} rows of {value} came of {reading.rows_held} rows of {reading.sum_held}")
    repeated = _untimely(con, table, varying, date.today())
    repeated += _repeated(con, table, varying) if reading.line_per_cell else []
    [(held,)] = con.execute(f"SELECT coalesce(sum(value), 0) FROM {table}").fetchall() if repeated else [(value,)]
    made = figures(con, table, reading, source) if cells or {"product", "partner"} <= reading.whole else None
    weighed = _largest(con, table, reading, source) if made is None else None
    said = {
        "file": reading.label,
        "content": f"sha256:{digest(reading.path)}",
        "format": reading.format,
        "read_as": con.execute(f"SELECT min(flow) || ' ' || min(first_month) || '/' || max(last_month) FROM {table}").fetchall()[0][0],
        "source": source.id,
        "sum_read": str(reading.sum_read),
        "sum_held": str(held),
        "sum_quarantined": str(reading.sum_quarantined + reading.sum_held - held),
    }
    quarantined = sorted([*reading.quarantined, *repeated], key=lambda q: q.row)
    return Prepared(reading, source, con, table, made, weighed, quarantined, said)


def _largest(con: duckdb.DuckDBPyConnection, table: str, reading: RecordReading, source: Source) -> Any:
    """The observations that the largest cells of a table make, which stand for all of them at the gate."""
    largest = fresh("largest")
    con.execute(
        f"CREATE TABLE {largest} AS SELECT * REPLACE (NULL::{AMOUNT} AS quantity) FROM {table} ORDER BY value DESC, row LIMIT {WEIGHED}"
    )
    return figures(con, largest, replace(reading, whole=frozenset(), warnings=[]), source)


def _same(reading: RecordReading) -> dict[str, str]:
    """The columns that say the same in every record of a reading, as SQL: kept once, they are not carried along with each."""
    return {**reading.same, "file": literal(reading.label)}


def _repeated(con: duckdb.DuckDBPyConnection, table: str, varying: str) -> list[Quarantined]:
    """Take out lines of one cell, where a line stands for a cell: of lines that say the same all after the first, of lines that contradict each other all."""
    if con.execute(f"SELECT count(*) = count(DISTINCT cell) FROM {table}").fetchall() == [(True,)]:
        return []
    found = con.execute(
        f"""SELECT row, {_SHOWN}, contents, first_row, other_row, first_value, other_value
            FROM (SELECT r.*, n.* EXCLUDE (cell) FROM {table} AS r JOIN (
                      SELECT cell, count(DISTINCT content) AS contents, min(row) AS first_row, min_by(value, row) AS first_value,
                             min(row) FILTER (content <> first) AS other_row, min_by(value, row) FILTER (content <> first) AS other_value
                      FROM (SELECT *, {_CONTENT} AS content, first_value({_CONTENT}) OVER (PARTITION BY cell ORDER BY row) AS first FROM {table})
                      GROUP BY cell HAVING count(*) > 1) AS n USING (cell))
            WHERE contents > 1 OR row <> first_row ORDER BY row"""
    ).fetchall()
    out = [row for row, *_ in found]
    con.execute(f"DELETE FROM {varying} WHERE row IN (SELECT unnest($1))", [out])
    return [
        Quarantined(row, text, f"it repeats row {one}" if n == 1 else _contradicting(one, other, values))
        for row, text, n, one, other, *values in found
    ]


def _contradicting(one: int, other: int, values: Sequence[Any]) -> str:
    """Why lines that contradict each other are rejected, with both named."""
    first, second = (f"{v.normalize():f}" for v in values)
    stated = f"{first} and {second}" if first != second else f"{first} with other quantities"
    return f"rows {one} and {other} give one cell two figures ({stated}); keep the right one and load the file again"


def _untimely(con: duckdb.DuckDBPyConnection, table: str, varying: str, today: date) -> list[Quarantined]:
    """Take out lines of months before 1950 or not yet over."""
    now = today.year * 100 + today.month
    query = f"SELECT row, {_SHOWN}, first_month, last_month FROM {table} WHERE first_month < {EARLIEST} OR last_month > {now} ORDER BY row"
    found = con.execute(query).fetchall()
    if found:
        con.execute(f"DELETE FROM {varying} WHERE row IN (SELECT unnest($1))", [[row for row, *_ in found]])
    return [Quarantined(row, text, untimely(first, last, today) or "") for row, text, first, last in found]


def bring(store: Store, state: State, prepared: Sequence[Prepared]) -> list[Brought]:
    """Compare prepared records with those held in a state, and with each other in their order."""
    brought: list[Brought] = []
    meeting = _meeting(prepared)
    for one in prepared:
        if any(r.items() >= one.said.items() for held in state.live for r in held.report.get("records", [])):
            brought.append(Brought(one, "", 0, 0))
            continue
        earlier = [b for b in brought if b.rows_new and b.prepared.table in meeting] if one.table in meeting else []
        brought.append(_compare(one, _held(store, state, one), earlier))
    return brought


def _meeting(prepared: Sequence[Prepared]) -> set[str]:
    """The tables that have a cell which another of them has too: only these need be compared with each other, and mostly there are none."""
    if len(prepared) < 2:
        return set()
    con = prepared[0].con
    cells = " UNION ALL ".join(f"SELECT {'' if p.reading.line_per_cell else 'DISTINCT '}cell FROM {p.table}" for p in prepared)
    shared = fresh("shared")
    con.execute(f"CREATE TABLE {shared} AS SELECT cell FROM ({cells}) GROUP BY cell HAVING count(*) > 1")
    if con.execute(f"SELECT count(*) FROM {shared}").fetchall() == [(0,)]:
        return set()
    has = " UNION ALL ".join(
        f"SELECT {literal(p.table)} WHERE EXISTS (SELECT 1 FROM {p.table} SEMI JOIN {shared} USING (cell))" for p in prepared
    )
    return {name for (name,) in con.execute(has).fetchall()}


def _compare(one: Prepared, held: str | None, earlier: Iterable[Brought]) -> Brought:
    con = one.con
    sets = [f"SELECT cell, content, seq, file FROM {held}"] if held else []
    sets += [f"SELECT cell, {_CONTENT} AS content, {2**40 + i} AS seq, file FROM {b.prepared.table}" for i, b in enumerate(earlier)]
    [(rows,)] = con.execute(f"SELECT count(*) FROM {one.table}").fetchall()
    if not sets:
        return Brought(one, "", rows, 0)
    same, other = fresh("same"), fresh("other")
    con.execute(
        f"""CREATE TABLE {other} AS
            SELECT cell, sum(content::HUGEINT) AS content, count(*) AS lines
            FROM (SELECT * FROM ({" UNION ALL ".join(sets)}) QUALIFY rank() OVER (PARTITION BY cell ORDER BY seq DESC, file DESC) = 1)
            WHERE cell IN (SELECT cell FROM {one.table}) GROUP BY cell"""
    )
    con.execute(
        f"""CREATE TABLE {same} AS
            SELECT cell FROM (SELECT cell, sum({_CONTENT}::HUGEINT) AS content, count(*) AS lines FROM {one.table} GROUP BY cell)
            JOIN {other} USING (cell, content, lines)"""
    )
    where = f"WHERE cell NOT IN (SELECT cell FROM {same})"
    counts = f"SELECT count(*), count(*) FILTER (cell IN (SELECT cell FROM {other})) FROM {one.table} {where}"
    [(new, revised)] = con.execute(counts).fetchall()
    return Brought(one, where, new, revised)


def _held(store: Store, state: State, one: Prepared) -> str | None:
    """The records held of a file's own cells, as a table of hashes; `None` where there are none. Of what is stored only the file's months and flows are read."""
    live = {load.id: load.seq for load in state.live if load.report.get("records")}
    if not live:
        return None
    con, table = one.con, fresh("held")
    query = f"SELECT year, flow, min(first_month), max(first_month) FROM {one.table} GROUP BY year, flow ORDER BY year, flow"
    spans = con.execute(query).fetchall()
    if not spans:
        return None
    loads = ", ".join(f"({literal(i)}, {seq})" for i, seq in live.items())
    within = " OR ".join(
        f"year = {year} AND flow = {literal(flow)} AND first_month BETWEEN {first} AND {last}" for year, flow, first, last in spans
    )
    con.execute(
        f"""CREATE TABLE {table} AS
            SELECT cell, {_CONTENT} AS content, seq, file
            FROM (SELECT *, hash({", ".join(KEY)}) AS cell FROM {stored(store, con, within)}
                  WHERE ({within}) AND source = {literal(one.source.id)}) AS r
            JOIN (VALUES {loads}) AS l(load, seq) USING (load)
            WHERE cell IN (SELECT cell FROM {one.table})"""
    )
    return table


def write(store: Store, brought: Sequence[Brought], load: str) -> None:
    """Write what is new, in an order by which later questions can leave most of it unread: large files each for itself, small ones together."""
    new = [b for b in brought if b.rows_new]
    if new and store.remote:
        union = _union(new, [c for c in TABLES["records"] if c != "load"])
        rows = new[0].prepared.con.sql(f"SELECT {literal(load)} AS load, * FROM ({union}) ORDER BY year, flow, {SORTED}")
        store.append("records", rows)
    elif new:
        large, small = [[b] for b in new if b.rows_new >= GROUP], [b for b in new if b.rows_new < GROUP]
        parts = side_by_side(lambda part: _data_files(store, part, load), [*large, small] if small else large)
        files = [written for part in parts for written in part]
        if (written := sum(f.rows for f in files)) != (wanted := sum(b.rows_new for b in new)):
            raise AssertionError(f"{written:,} rows were written of {wanted:,} that are new")
        store.add_files("records", files)


def _data_files(store: Store, part: Sequence[Brought], load: str) -> list[DataFile]:
    """Write the new rows of some files as Parquet, a file for each year and flow."""
    con, found = part[0].prepared.con, []
    given = {"load": literal(load), **(_same(part[0].prepared.reading) if len(part) == 1 else {})}
    # What is the same in all rows is not sorted along.
    kept = [c for c in TABLES["records"] if c not in ("year", "flow", *given)]
    columns = ", ".join(f'{given[c]} AS "{c}"' if c in given else f'"{c}"' for c in TABLES["records"] if c not in ("year", "flow"))
    order = ", ".join(c for c in SORTED.split(", ") if c in kept)
    folders = con.execute(f"SELECT DISTINCT year, flow FROM ({_union(part, ['year', 'flow'])}) ORDER BY year, flow").fetchall()
    for year, flow in folders:
        rows = f"SELECT * FROM ({_union(part, [*kept, 'year', 'flow'])}) WHERE year = {year} AND flow = {literal(flow)} ORDER BY {order}"
        found.append(store.write_file(con, f"SELECT {columns} FROM ({rows})", "records", {"year": str(year), "flow": flow}, load))
    return found


def _union(part: Sequence[Brought], columns: Sequence[str]) -> str:
    """SQL for columns of the new rows of some files."""
    listed = ", ".join(f'"{c}"' for c in columns)
    return " UNION ALL ".join(f"SELECT {listed} FROM {b.prepared.table} {b.new}" for b in part)


def stored(store: Store, con: duckdb.DuckDBPyConnection, where: str = "TRUE") -> str:
    """SQL for rows of the table of records, of whatever load: all of them in a folder; from elsewhere only those that meet a condition are fetched."""
    if store.remote:
        name = fresh("stored")
        con.register(name, store.scan("records", where))
        return name
    if not (paths := store.files("records")):
        name = fresh("stored")
        con.execute(f"CREATE TABLE {name} ({duck_columns('records')})")
        return name
    return parquet(paths)


def parquet(paths: Sequence[str]) -> str:
    """SQL for partitioned Parquet files: Delta keeps year and flow in the paths only, where a folder of the user's may look alike."""
    split: dict[tuple[str, str], list[str]] = {}
    for path in paths:
        match = _PARTITION.search(path)
        assert match is not None, path
        split.setdefault((match[1], match[2]), []).append(literal(path))
    parts = [
        f"SELECT *, {year}::INTEGER AS year, {literal(flow)} AS flow FROM read_parquet([{', '.join(listed)}], hive_partitioning = false)"
        for (year, flow), listed in sorted(split.items())
    ]
    return f"({' UNION ALL BY NAME '.join(parts)})"


def brought(state: State) -> bool:
    """Whether a load of this state brought records."""
    return any(load.report.get("records") for load in state.live)


def revised(state: State) -> bool:
    """Whether a load of this state revised records of an earlier one, so that only the latest of a cell count."""
    return any(r.get("rows_revised") for load in state.live for r in load.report.get("records", []))
