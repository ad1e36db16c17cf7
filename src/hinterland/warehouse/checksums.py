"""Checksums of a warehouse in a folder. After each commit `seal` writes a numbered file below `checksums/`: size and SHA-256 of every file
that the tables' logs named since, the loads whose rows stand in it, and the new lines of `loads`. Files of a load that was killed are
sealed with the next."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb

from hinterland.warehouse.schema import TABLES

FOLDER = "checksums"
LOG = "_delta_log"
LAST = "_last_checkpoint"
LINE = tuple(TABLES["loads"])
"""The columns of a line of `loads`."""
Line = tuple[Any, ...]
"""A line of `loads`, in the order of its columns."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What is known of a file: its bytes, their SHA-256, and the ids of the loads whose rows it holds."""

    bytes: int
    sha256: str
    loads: tuple[str, ...] = ()


@dataclass(slots=True)
class Sealed:
    """All that the readable files of checksums say, by path within the warehouse, and which of them can't be read, with the reason."""

    files: dict[str, Sum] = field(default_factory=dict)
    lines: dict[int, Line] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    """Of each table the first version of its log that isn't sealed."""
    checkpoints: dict[str, int] = field(default_factory=dict)
    number: int = 0
    unreadable: dict[str, str] = field(default_factory=dict)


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes. Raises `OSError`."""
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def sum_of(path: Path, loads: tuple[str, ...] = ()) -> Sum:
    """The checksum of a file. Raises `OSError`."""
    return Sum(path.stat().st_size, digest(path), loads)


def seal(root: Path) -> None:
    """Write the checksums of what was committed since the last time. Raises `OSError`, and `ValueError` for a log that can't be read."""
    for _ in range(100):
        known = read(root, newest=True)
        found = _since(root, known)
        if not found["files"] or _written(root, known.number + 1, found):
            return


def read(root: Path, *, newest: bool = False) -> Sealed:
    """What the checksums say: of all files together, or for `newest` only where the last one left off."""
    found = Sealed()
    folder = root / FOLDER
    numbers = sorted(int(p.stem) for p in folder.glob("*.json") if p.stem.isdecimal()) if folder.is_dir() else []
    for number in numbers[-1:] if newest else range(1, numbers[-1] + 1 if numbers else 1):
        name = f"{FOLDER}/{number:020}.json"
        found.number = number
        try:
            said = _checked((root / name).read_bytes())
        except (OSError, ValueError) as e:
            found.unreadable[name] = "missing" if isinstance(e, FileNotFoundError) else "altered"
            continue
        found.files |= {path: Sum(size, known, tuple(loads)) for path, (size, known, loads) in said["files"].items()}
        found.lines |= {line[0]: tuple(line) for line in said["lines"]}
        found.versions, found.checkpoints = said["versions"], said["checkpoints"]
    return found


def actions(path: Path) -> Iterator[dict[str, Any]]:
    """The actions of a commit in a table's log. Raises `ValueError` for one that can't be read or says nothing."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines:
        raise ValueError("a commit says something")
    for line in lines:
        found = json.loads(line)
        if not isinstance(found, dict):
            raise ValueError("an action is an object")
        yield found


def commits(root: Path, table: str, first: int) -> Iterator[tuple[int, Path]]:
    """The commits of a table's log from a version on, as far as they follow on each other; from the first that is left where the log was cleared before a checkpoint."""
    if not first and (last := checkpoint(root, table)) and not (root / table / LOG / f"{0:020}.json").is_file():
        first = last[0]
    while (path := root / table / LOG / f"{first:020}.json").is_file():
        yield first, path
        first += 1


def checkpoint(root: Path, table: str) -> tuple[int, list[Path]] | None:
    """The newest checkpoint that a table's log names, with its files; nothing where there is none or its name can't be read."""
    last = root / table / LOG / LAST
    with suppress(OSError, ValueError, KeyError, TypeError):
        version = int(json.loads(last.read_text(encoding="utf-8"))["version"])
        return version, [last, last.parent / f"{version:020}.checkpoint.parquet"]
    return None


def lines_of(paths: list[Path]) -> list[Line]:
    """The lines of `loads` that stand in files of it. Raises `duckdb.Error`."""
    if not paths:
        return []
    with duckdb.connect() as con:
        columns = ", ".join(f'"{c}"' for c in LINE)
        return con.execute(f"SELECT {columns} FROM read_parquet($1) ORDER BY seq", [[str(p) for p in paths]]).fetchall()


def added(action: dict[str, Any]) -> tuple[str, tuple[str, ...]] | None:
    """The file that an action adds, and the loads that its statistics name."""
    if "add" not in action:
        return None
    stats = json.loads(action["add"].get("stats") or "{}")
    ends = {stats.get(end, {}).get("load") for end in ("minValues", "maxValues")}
    return unquote(action["add"]["path"]), tuple(sorted(load for load in ends if load))


def _since(root: Path, known: Sealed) -> dict[str, Any]:
    files: dict[str, Sum] = {}
    versions, checkpoints, lines = dict(known.versions), dict(known.checkpoints), []
    for table in TABLES:
        for version, path in commits(root, table, known.versions.get(table, 0)):
            versions[table] = version + 1
            files[f"{table}/{LOG}/{path.name}"] = sum_of(path)
            for name, loads in filter(None, map(added, actions(path))):
                files[f"{table}/{name}"] = sum_of(root / table / name, loads)
                lines += [root / table / name] if table == "loads" else []
        last = checkpoint(root, table)
        if last and last[0] > known.checkpoints.get(table, -1) and all(p.is_file() for p in last[1]):
            checkpoints[table] = last[0]
            files |= {f"{table}/{LOG}/{p.name}": sum_of(p) for p in last[1]}
    entries = {path: [s.bytes, s.sha256, list(s.loads)] for path, s in files.items()}
    return {"versions": versions, "checkpoints": checkpoints, "lines": lines_of(lines), "files": entries}


def _written(root: Path, number: int, found: dict[str, Any]) -> bool:
    """Write the checksums of a number, whole or not at all; whether nobody else had that number first."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    ready = folder / f".{uuid.uuid4().hex}"
    try:
        ready.write_text(json.dumps({**found, "sha256": _digest(found)}, ensure_ascii=False), encoding="utf-8")
        os.link(ready, folder / f"{number:020}.json")
    except FileExistsError:
        return False
    finally:
        ready.unlink(missing_ok=True)
    return True


def _digest(found: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(found, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _checked(raw: bytes) -> dict[str, Any]:
    """What a file of checksums says. Raises `ValueError` where it isn't what was written."""
    found = json.loads(raw)
    if not isinstance(found, dict) or _digest({k: v for k, v in found.items() if k != "sha256"}) != found.get("sha256"):
        raise ValueError("these checksums were altered")
    return found
