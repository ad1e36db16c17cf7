"""Putting a damaged warehouse in order: what is damaged is moved aside, logs are written anew, and the loads that lost rows stop counting.

Only `loads` says which rows count, so a table's log can be made of whatever whole files the table has, and `loads` of the lines that its checksums repeat. What is lost is
named by a line of the kind `repair`; earlier states that held it can't be read any more, and all others stand. Killed half-way, it is started again.
"""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hinterland.sources.reading import InputError
from hinterland.warehouse import checksums
from hinterland.warehouse.checksums import LOG
from hinterland.warehouse.damage import Condition, examine, unreadable
from hinterland.warehouse.engine import rows_of
from hinterland.warehouse.schema import PARTITIONS
from hinterland.warehouse.store import LOST, REPAIR, DataFile, Store, line_of

ASIDE = "damaged"
"""The folder within the warehouse that damaged files are moved to."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did: the condition it found, the state it left, and where the damaged files lie now (`None` where nothing was damaged)."""

    found: Condition
    state: int
    aside: str | None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return self.found.to_dict() | {"schema": "hinterland.repair/1", "state": self.state, "aside": self.aside}


def repair(store: Store) -> Repaired:
    """Put a warehouse in order that nobody else uses meanwhile. Raises `InputError` where it isn't a folder, or can't be written."""
    found = examine(store)
    root = Path(store.location)
    try:
        if not found.damaged:
            checksums.seal(root)
            return Repaired(found, store.state().number, None)
        aside = root / ASIDE / datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        for damage in found.damaged:
            _move(root, damage.path, aside)
        for table in sorted({d.table for d in found.damaged} - {"loads", checksums.FOLDER}):
            _rewrite_log(store, table, aside)
        if any(d.table == "loads" for d in found.damaged) or found.lost_lines or found.lost_loads:
            _rewrite_loads(store, found, aside)
        # The logs begin anew, and so do the checksums.
        _move(root, checksums.FOLDER, aside)
        checksums.seal(root)
        return Repaired(found, store.state().number, str(aside))
    except OSError as e:
        raise InputError(f"the warehouse at {root} can't be repaired: {e.strerror or e}") from e


def _move(root: Path, path: str, aside: Path) -> None:
    """Move a file or folder of the warehouse aside, where it is there."""
    if (root / path).exists():
        (aside / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(root / path, aside / path)


def _rewrite_log(store: Store, table: str, aside: Path) -> None:
    """Write the log of a table anew, over all of its files that can be read: those of loads that never came to their end don't count anyway."""
    folder = Path(store.location) / table
    _move(folder.parent, f"{table}/{LOG}", aside)
    store.table(table)
    files = [p for p in sorted(folder.rglob("*.parquet")) if LOG not in p.parts and not unreadable(p)]
    store.add_files(table, [_data_file(folder, p, table) for p in files]) if files else None


def _data_file(folder: Path, path: Path, table: str) -> DataFile:
    """A file as a table's log names it; its partition stands in its path."""
    import duckdb

    inside = path.relative_to(folder)
    partition = dict(part.split("=", 1) for part in inside.parts[:-1] if "=" in part)
    load = "NULL, NULL" if table == "claims" else "min(load), max(load)"
    with duckdb.connect() as con:
        found = con.execute(f"SELECT count(*), {load} FROM read_parquet($1, hive_partitioning = false)", [str(path)]).fetchall()
    [(rows, first, last)] = found
    given = {column: partition[column] for column in PARTITIONS.get(table, ())}
    return DataFile(inside.as_posix(), given, rows, path.stat().st_size, tuple(i for i in (first, last) if i))


def _rewrite_loads(store: Store, found: Condition, aside: Path) -> None:
    """Write `loads` anew: the lines that are known, one for each that is lost, and one that names what doesn't count any more."""
    lines = {**found.lines, **{n: line_of(n, uuid.uuid4().hex, LOST, "", (), {"files": []}) for n in found.lost_lines}}
    known = {load.id for load in found.loads}
    if lost := [i for i in found.lost_loads if i in known] or found.lost_lines:
        report = {"files": [], "damaged": [d.path for d in found.damaged], "lost_lines": found.lost_lines}
        retires = [i for i in lost if isinstance(i, str)]
        last = max(lines) + 1
        lines[last] = line_of(last, uuid.uuid4().hex, REPAIR, "", retires, report)
    _move(Path(store.location), "loads", aside)
    store.table("loads")
    store.append("loads", rows_of("loads", [lines[n] for n in sorted(lines)]))
