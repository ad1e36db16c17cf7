"""What of a warehouse in a folder is damaged, which loads are lost by it, and which states still stand; and putting it in order. `examine`
compares each file with its checksum, or reads it to its end, and changes nothing. `repair` moves what is damaged aside and writes logs anew
of whatever whole files there are, since only `loads` says which rows count; what is lost is named by a line of the kind `repair`. Killed
half-way, it is started again."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb

from hinterland.sources.reading import InputError
from hinterland.warehouse import checksums
from hinterland.warehouse.checksums import LAST, LOG, Line, Sealed
from hinterland.warehouse.engine import rows_of
from hinterland.warehouse.schema import PARTITIONS, TABLES
from hinterland.warehouse.store import LOST, REPAIR, DataFile, Load, Store, counted, line_of, load_of, voided

What = Literal["missing", "truncated", "altered", "unreadable"]
HOLDS = {
    "observations": "figures", "records": "records", "sources": "sources", "quarantine": "rejected rows",
    "claims": "remembered claims", "loads": "lines of loads",
}  # fmt: skip
"""What the rows of each table are."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged file: its path within the warehouse, what is wrong with it, the loads whose rows stood in it, and a sentence on what is lost."""

    path: str
    what: What
    loads: tuple[str, ...]
    lost: str

    @property
    def table(self) -> str:
        """The table that the file belongs to, or `checksums`."""
        return self.path.split("/", 1)[0]

    @property
    def of_log(self) -> bool:
        """Whether it belongs to the log of a table, which can be written anew from the table's files."""
        return f"/{LOG}/" in self.path


@dataclass(slots=True)
class Condition:
    """What `examine` found: damaged files, lost loads and lines, and of the states which stand."""

    location: str
    files: int = 0
    unsealed: int = 0
    """Files that have no checksum, and could be read."""
    damaged: list[Damage] = field(default_factory=list)
    lines: dict[int, Line] = field(default_factory=dict)
    """The lines of `loads` that are known, by number."""
    lost_lines: list[int] = field(default_factory=list)

    @property
    def loads(self) -> list[Load]:
        """The loads that are known, in their order."""
        return [load_of(self.lines[seq]) for seq in sorted(self.lines)]

    @property
    def lost_loads(self) -> tuple[str, ...]:
        """The ids of the loads that lost rows."""
        return tuple(sorted({load for d in self.damaged for load in d.loads}))

    def standing(self) -> list[int]:
        """The states of which nothing is lost."""
        loads, lost = self.loads, set(self.lost_loads)
        last = min(self.lost_lines, default=len(loads) + 1) - 1
        return [n for n in range(last + 1) if not {x.id for x in counted(loads[:n])} & lost and voided(loads, n) is None]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        damaged = [{"path": d.path, "what": d.what, "loads": list(d.loads), "lost": d.lost} for d in self.damaged]
        known = {
            x.id: {"load": x.id, "state": x.seq, "kind": x.kind, "files": [f["path"] for f in x.report.get("files", [])]}
            for x in self.loads
        }
        lost = [known.get(i, {"load": i, "state": None, "kind": None, "files": []}) for i in self.lost_loads]
        counts = {"files": self.files, "unsealed": self.unsealed, "state": max([*self.lines, *self.lost_lines], default=0)}
        return {
            "schema": "hinterland.verify-warehouse/1", "warehouse": self.location, **counts, "damaged": damaged, "lost_loads": lost,
            "lost_lines": self.lost_lines, "states": self.standing(),
        }  # fmt: skip


def examine(store: Store) -> Condition:
    """Look at every file of a warehouse. Raises `InputError` for one that isn't a folder, or holds none."""
    if store.remote:
        raise InputError(f"{store.location} is an address, and whatever lies behind it checks its files itself; a folder is examined here")
    root = Path(store.location)
    if not any((root / table).is_dir() for table in (*TABLES, checksums.FOLDER)):
        raise InputError(f"there is no warehouse in {root}; name one with --warehouse")
    sealed, found = checksums.read(root), Condition(str(root))
    for name, what in sealed.unreadable.items():
        found.damaged.append(Damage(name, "missing" if what == "missing" else "altered", (), "nothing but checksums"))
    _compare(root, sealed, found)
    unsealed = list(_unsealed(root, sealed, found))
    found.files += sealed.number
    _gather_lines(root, sealed, unsealed, found)
    return found


def _compare(root: Path, sealed: Sealed, found: Condition) -> None:
    wrong: dict[str, What] = {}
    for path, known in sealed.files.items():
        found.files += 1
        try:
            size = (root / path).stat().st_size
            if size < known.bytes:
                wrong[path] = "truncated"
            elif checksums.sum_of(root / path).sha256 != known.sha256:
                wrong[path] = "altered"
        except FileNotFoundError:
            wrong[path] = "missing"
        except OSError:
            wrong[path] = "unreadable"
    for path, what in wrong.items():
        if not _superseded(root, path, what, sealed, wrong):
            found.damaged.append(Damage(path, what, sealed.files[path].loads, _lost(path, len(sealed.files[path].loads))))


def _superseded(root: Path, path: str, what: What, sealed: Sealed, wrong: dict[str, What]) -> bool:
    """Whether a file is another than its checksum says, or gone, because the table library went on: commits and checkpoints before a checkpoint go in time."""
    table, _, name = path.rpartition("/")
    if not table.endswith(LOG):
        return False
    table = table.removesuffix(f"/{LOG}")
    if not (last := checksums.checkpoint(root, table)):
        return False
    version, [pointer, file] = last
    if name == LAST:
        return version > sealed.checkpoints.get(table, -1) and file.is_file()
    whole = file.is_file() and not {f"{table}/{LOG}/{p.name}" for p in (pointer, file)} & wrong.keys()
    return what == "missing" and whole and int(name[:20]) <= version and name != file.name


def _unsealed(root: Path, sealed: Sealed, found: Condition) -> Iterator[Path]:
    """Read the files that have no checksum to their ends; those of a log that add lines to `loads` come back. What no log names was left by a load that was killed."""
    for table in TABLES:
        for path in sorted((root / table / LOG).glob("*.json")):
            name = f"{table}/{LOG}/{path.name}"
            if name in sealed.files:
                continue
            found.files += 1
            try:
                adds = list(filter(None, map(checksums.added, checksums.actions(path))))
            except (OSError, ValueError, KeyError):
                found.damaged.append(Damage(name, "unreadable", (), _lost(name, 0)))
                continue
            found.unsealed += 1
            for added, loads in adds:
                inside = f"{table}/{added}"
                found.files += 1
                if what := unreadable(root / inside):
                    found.damaged.append(Damage(inside, what, loads, _lost(inside, len(loads))))
                    continue
                found.unsealed += 1
                if table == "loads":
                    yield root / inside


def unreadable(path: Path) -> What | None:
    """What is wrong with a Parquet file that is read to its end; nothing where all of it can be read."""
    if not path.is_file():
        return "missing"
    with suppress(duckdb.Error), duckdb.connect() as con:
        con.execute("SELECT bit_xor(hash(t)) FROM read_parquet($1, hive_partitioning = false) AS t", [str(path)]).fetchall()
        return None
    return "unreadable"


def _lost(path: str, loads: int) -> str:
    """What is lost with a file, as a phrase."""
    table = path.split("/", 1)[0]
    if f"/{LOG}/" in path:
        return f"nothing: the log of {table} is written anew from its files"
    of = f"of {loads} {'load' if loads == 1 else 'loads'}" if loads else "of loads that nothing names"
    return HOLDS[table] + ("" if table == "claims" else f" {of}")


def _gather_lines(root: Path, sealed: Sealed, unsealed: list[Path], found: Condition) -> None:
    """Put the lines of `loads` together from the checksums that repeat them and from the files that can be read; numbers that neither has are lost."""
    bad = {d.path for d in found.damaged}
    whole = [root / p for p in sealed.files if p.startswith("loads/") and p.endswith(".parquet") and f"/{LOG}/" not in p and p not in bad]
    for path in (*whole, *unsealed):
        for line in checksums.lines_of([path]):
            found.lines.setdefault(line[0], line)
    found.lines |= sealed.lines
    named = {seq for d in found.damaged if d.table == "loads" and not d.of_log for seq in _numbers(root / d.path)}
    top = max([*found.lines, *named], default=0)
    found.lost_lines = [n for n in range(1, top + 1) if n not in found.lines]
    # A file of lines that is damaged with no checksum to repeat them holds the next number at least.
    if not found.lost_lines and any(d.table == "loads" and not d.of_log and d.path not in sealed.files for d in found.damaged):
        found.lost_lines = [top + 1]
    lost = f"the lines of loads {found.lost_lines}" if found.lost_lines else "nothing: the checksums repeat its lines"
    found.damaged = [replace(d, lost=lost) if d.table == "loads" and not d.of_log else d for d in found.damaged]


def _numbers(path: Path) -> list[int]:
    """The numbers of the lines that a damaged file of `loads` had, by the commit that added it."""
    for commit in sorted((path.parent / LOG).glob("*.json")):
        with suppress(OSError, ValueError, KeyError, TypeError):
            for action in checksums.actions(commit):
                if (known := checksums.added(action)) and known[0] == path.name:
                    stats = json.loads(action["add"].get("stats") or "{}")
                    first, last = (stats[end]["seq"] for end in ("minValues", "maxValues"))
                    return list(range(int(first), int(last) + 1))
    return []


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
