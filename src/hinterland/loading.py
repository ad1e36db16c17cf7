"""From paths to a load: finds each file's format, reads it, lets the gate weigh it, stores what was read. `load_files` takes all or none;
`load_each` what can be read, step by step (`warehouse/bulk.py`), and makes no figures of single cells of records."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from hinterland.models import Source
from hinterland.sources.reading import InputError, Options, Reading
from hinterland.sources.records import RecordReading, side_by_side
from hinterland.warehouse.bulk import BulkReport, Unread, bulk, fingerprint, gather
from hinterland.warehouse.load import Doubt, Gate, LoadReport, load

if TYPE_CHECKING:
    import duckdb

    from hinterland.sources.registry import Format
    from hinterland.warehouse.engine import Engine
    from hinterland.warehouse.store import Store


Paths = str | Path | Iterable[str | Path]
"""One file, or several."""
Frame = Any
"""A table of pandas, Polars or Arrow."""
ROWS: dict[str, tuple[str, ...]] = {"to_dicts": (), "to_pylist": (), "to_dict": ("records",)}
"""What gives the rows of a frame: of Polars, of Arrow, of pandas."""


def each_path(paths: Paths) -> list[Path]:
    """The files named, each once. Raises `InputError` for what names none."""
    try:
        return list(dict.fromkeys(Path(p) for p in ([paths] if isinstance(paths, str | Path) else paths)))
    except TypeError:
        raise InputError(f"name files by their paths, one or several, not by {paths!r}") from None


def gather_options(options: Options | Mapping[str, Any] | None, said: Mapping[str, Any]) -> Options:
    """What the user says of files: options, or their names with values, with what was said besides. Raises `InputError` for an option that there isn't."""
    if options is not None and not isinstance(options, Options | Mapping):
        raise InputError(f"options are hinterland.Options or a dictionary, not {type(options).__name__}")
    given = {**(asdict(options) if isinstance(options, Options) else options or {}), **said}
    names = [f.name for f in fields(Options)]
    if unknown := [n for n in given if n not in names]:
        raise InputError(f"a load has no option {', '.join(map(repr, unknown))}; what can be said of files is {', '.join(names)}")
    texts: dict[str, Any] = {n: str(v) if isinstance(v, int | date) else v for n, v in given.items()}
    return Options(**texts)


def as_file(frame: Frame, path: Path) -> Path:
    """The rows of a frame as a tidy file; what is missing is empty. Raises `InputError` for a table that gives no rows."""
    how = next((name for name in ROWS if hasattr(frame, name)), None)
    if how is None:
        raise InputError(f"a {type(frame).__name__} can't be loaded: write it as CSV and name the file")
    with path.open("w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, [str(name) for name in getattr(frame, "column_names", frame.columns)])
        writer.writeheader()
        writer.writerows(
            {str(k): "" if str(v) in ("None", "nan", "NaT", "<NA>") else v for k, v in row.items()}
            for row in getattr(frame, how)(*ROWS[how])
        )
    return path


def load_files(store: Store, paths: Paths | Frame, format: str, options: Options, sources: Callable[[], Sequence[Source]]) -> LoadReport:
    """Load files, all or none, or a frame. `sources` gives those held; no engine is needed where nothing could be read. Raises `InputError` in a sentence where a file can't be."""
    if hasattr(paths, "columns"):
        with TemporaryDirectory(prefix="hinterland-") as folder:
            return load_files(store, as_file(paths, Path(folder) / "frame.csv"), "tidy", options, sources)
    unique = each_path(paths)
    if not unique:
        raise InputError("name at least one file to load")
    return _load(store, unique, format, options, sources, each=False)[0]


def load_each(
    store: Store,
    sources: Callable[[], Sequence[Source]],
    paths: Paths,
    format: str,
    options: Options,
    progress: Callable[[BulkReport, int], None],
) -> BulkReport:
    """Load files, and those in folders, each for itself. `sources` gives those of the newest state before each step."""

    def step(files: list[Path]) -> tuple[LoadReport, list[Unread]]:
        return _load(store, files, format, options, sources, each=True)

    return bulk(gather(each_path(paths)), fingerprint(format, options), store.state(), step, progress)


def _load(
    store: Store, paths: list[Path], format: str, options: Options, sources: Callable[[], Sequence[Source]], *, each: bool
) -> tuple[LoadReport, list[Unread]]:
    from hinterland.gate.rows import grant, reject
    from hinterland.warehouse.records import connection

    with connection() as con:
        found = _read(paths, format, options, con, each)
        figures = [one for one in found if isinstance(one, Reading)]
        records = [one for one in found if isinstance(one, RecordReading)]
        unread = [one for one in found if isinstance(one, Unread)]
        both: list[Reading | RecordReading] = [*figures, *records]
        names = [r.label for r in both]
        for reading in both:
            if names.count(reading.label) > 1:
                reading.label = f"{reading.path}{reading.label.removeprefix(reading.path.name)}"
        if not names:
            return LoadReport(None, None, ()), unread
        known = {s.id: s for s in sources()}
        read = [(one, list(one.figures)) for one in figures]
        for one in figures:
            grant(one, known)
            others = [(other.label, of) for other, of in read if other is not one and other.path == one.path]
            reject(one, {**known, **{s.id: s for s in one.sources}}, date.today(), others)
        return load(store, figures, known, records, cells=not each, gate=_gate(figures)), unread


def _gate(readings: Sequence[Reading]) -> Gate:
    """The gate for some readings: the doubts of files, up to the first that isn't to pass. One that can't be as it says is pending where the gate explains it; else it raises
    `InputError`."""
    from hinterland.gate.weigh import first_files, weigh

    impossible = {r.label: r.impossible for r in readings if r.impossible}

    def gate(engine: Engine, labels: Sequence[str], passed: frozenset[str]) -> tuple[int, Doubt | None]:
        labels = first_files(engine, labels)
        doubts = weigh(engine, labels, passed)
        first = next((n for n, label in enumerate(labels) if label in doubts or label in impossible), len(labels))
        doubt = doubts.get(labels[first]) if first < len(labels) else None
        if first < len(labels) and labels[first] in impossible and (doubt is None or not doubt.explanations):
            raise InputError(impossible[labels[first]])
        return first, doubt

    return gate


def _read(
    paths: list[Path], format: str, options: Options, con: duckdb.DuckDBPyConnection, each: bool
) -> list[Reading | RecordReading | Unread]:
    """What was read of some files, and of which nothing could be."""

    def read(path: Path) -> Sequence[Reading | RecordReading | Unread]:
        try:
            return read_one(path, format, options, con.cursor())
        except InputError as e:
            if not each:
                raise
            return [Unread(str(path), e.typed)]

    return [one for of_path in side_by_side(read, paths) for one in of_path]


def read_one(path: Path, format: str, options: Options, con: duckdb.DuckDBPyConnection) -> Sequence[Reading | RecordReading]:
    """What a file holds: one reading, or one for each sheet of a workbook in our own columns. Raises `InputError` where it can't be read."""
    from hinterland.requests import slots
    from hinterland.sources import tidy
    from hinterland.sources.registry import PROSE, find_format, of_records

    if format == PROSE:
        from hinterland.check.release import read_release

        return [read_release(path, options).reading]
    module = find_format(path, format)
    if module.NAME == tidy.NAME:
        return tidy.read_all(path, options, slots.needed)
    if not of_records(module):
        return [cast("Format", module).read(path, options)]
    reading = module.records(path, options, con)
    reading.asked = fingerprint(format, options)
    return [reading]
