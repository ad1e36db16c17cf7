"""Many files, each for itself, in steps that are one load each: what can't be read is named at the end, what can't be stored is found by
halving, and files of records that an earlier run held are passed over unread."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from hinterland.errors import in_python
from hinterland.frames import Tabular, count
from hinterland.models import Result, fields_of
from hinterland.sources.reading import InputError, Options
from hinterland.warehouse.checksums import digest
from hinterland.warehouse.load import LoadReport
from hinterland.warehouse.store import State

BYTES, FILES = 256 * 1024 * 1024, 100
"""Bytes of files that make a step, which bounds what is in memory at once, and the most files it has, so that a killed load has little to do again."""


@dataclass(frozen=True, slots=True)
class Unread(Result):
    """A file that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Waiting(Result):
    """A file that is pending: the id of its load, and what explains it best."""

    path: str
    load: str
    reason: str


@dataclass(slots=True, repr=False)
class BulkReport(Tabular):
    """What became of all files: counted where it went well, named where it didn't or where they are pending. `seconds` is how long it took."""

    files: int = 0
    loaded: int = 0
    passed: int = 0
    rows_read: int = 0
    rows_new: int = 0
    rows_quarantined: int = 0
    bytes: int = 0
    seconds: float = 0.0
    state: int | None = None
    failed: list[Unread] = field(default_factory=list)
    pending: list[Waiting] = field(default_factory=list)
    warnings: dict[str, int] = field(default_factory=dict)

    def summary(self) -> str:
        """How many files and rows became what, and how long it took."""
        return (
            f"{count(self.loaded, 'file')} loaded, {self.passed:,} held already, {len(self.failed):,} not read: {self.rows_new:,} rows new of {self.rows_read:,}, "
            f"{self.rows_quarantined:,} rejected, in {self.seconds:.1f} s"
        )

    def rows_of(self) -> list[dict[str, Any]]:
        """A row a file that isn't read or is pending."""
        named = [(f.path, f.reason, None) for f in self.failed] + [(p.path, p.reason, p.load) for p in self.pending]
        return [{"path": path, "reason": in_python(reason), "pending": load} for path, reason, load in named]

    def remarks(self) -> list[str]:
        """The warnings with the number of files they are of."""
        return [f"of {count(n, 'file')}: {text}" for text, n in self.warnings.items()]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        counted = fields_of(self, "files", "loaded", "passed", "rows_read", "rows_new", "rows_quarantined", "bytes", "state")
        named = fields_of(self, "failed", "pending") | {"warnings": [{"warning": text, "files": n} for text, n in self.warnings.items()]}
        return {"schema": "hinterland.bulk/1", **counted, "seconds": round(self.seconds, 3), **named}


def fingerprint(format: str, options: Options) -> str:
    """A short name for what was said of files: the same bytes read as imports are another load."""
    return hashlib.sha256(repr((format, astuple(options))).encode()).hexdigest()[:16]


def gather(paths: Iterable[Path]) -> list[Path]:
    """Files, and those in folders, in order; what is hidden is left alone. Raises `InputError` where there is nothing."""
    found: list[Path] = []
    for path in paths:
        # What is neither a file nor a folder (a pipe, a link to nothing or to itself) is kept, to be named as not read.
        inside = sorted(p for p in path.rglob("*") if not _is_folder(p) and not any(n.startswith(".") for n in p.relative_to(path).parts))
        found += inside if path.is_dir() else [path]
    if not found:
        raise InputError("there are no files to load in what was named")
    return list(dict.fromkeys(found))


def steps(files: Sequence[Path], most_bytes: int = BYTES, most_files: int = FILES) -> Iterator[list[Path]]:
    """Files in steps, in their order."""
    step: list[Path] = []
    size = 0
    for path in files:
        n = _size(path)
        if step and (size + n > most_bytes or len(step) >= most_files):
            yield step
            step, size = [], 0
        step.append(path)
        size += n
    if step:
        yield step


def bulk(
    files: Sequence[Path],
    asked: str,
    state: State,
    load: Callable[[list[Path]], tuple[LoadReport, list[Unread]]],
    progress: Callable[[BulkReport, int], None] = lambda report, total: None,
) -> BulkReport:
    """Load files step by step. `load` loads some of them and returns which it couldn't read; `progress` gets the report so far and the number of bytes in all."""
    begun, report = time.perf_counter(), BulkReport(files=len(files))
    # The files of records that the state holds, by the digest of their bytes and what was said of them.
    known = frozenset((r["content"], r["asked"]) for each in state.live for r in each.report.get("records", []) if "asked" in r)
    total = sum(map(_size, files))
    for step in steps(files):
        new = [p for p in step if not _passed(p, asked, known)]
        report.passed += len(step) - len(new)
        report.bytes += sum(_size(p) for p in step) - sum(_size(p) for p in new)
        for done in _loaded(new, load, report):
            _add(report, done)
            report.seconds = time.perf_counter() - begun
            progress(report, total)
    report.seconds = time.perf_counter() - begun
    return report


def _passed(path: Path, asked: str, known: frozenset[tuple[str, str]]) -> bool:
    with suppress(OSError):
        return bool(known) and path.is_file() and (f"sha256:{digest(path)}", asked) in known
    return False


def _loaded(step: list[Path], load: Callable[[list[Path]], tuple[LoadReport, list[Unread]]], report: BulkReport) -> Iterator[LoadReport]:
    """The loads that a step takes: one, or where a file spoils it those of its halves, down to the file."""
    if not step:
        return
    try:
        done, unread = load(step)
        report.failed += unread
        report.bytes += sum(map(_size, step))
        yield done
    except InputError as e:
        if len(step) == 1:
            report.failed.append(Unread(str(step[0]), e.typed))
            return
        half = len(step) // 2
        yield from _loaded(step[:half], load, report)
        yield from _loaded(step[half:], load, report)


def _add(report: BulkReport, done: LoadReport) -> None:
    report.state = done.state or report.state
    for f in done.files:
        if f.pending:
            report.pending.append(Waiting(f.path, f.pending, next(iter(f.explanations), "")))
        else:
            report.loaded += 1
        report.rows_read += f.rows_read
        report.rows_new += f.rows_new
        report.rows_quarantined += f.rows_quarantined
        for text in f.warnings:
            report.warnings[text] = report.warnings.get(text, 0) + 1


def _is_folder(path: Path) -> bool:
    with suppress(OSError):
        return path.is_dir()
    return False


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0
