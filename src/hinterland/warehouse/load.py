"""Loading readings into a store: all or none, once; or lending one to an engine. Rows are staged against the newest state under a fresh
load id, and count when the line in `loads` is committed; where another load came first, all is staged again. A newer edition of the
embedded figures retires the older one. A file that the gate doubts is stored under a `pending` line."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, TypeVar

from hinterland.frames import Tabular, count
from hinterland.models import Result, Source, fields_of
from hinterland.packs import packs
from hinterland.sources import tidy
from hinterland.sources.reading import InputError, Options, Quarantined, Reading
from hinterland.sources.records import RecordReading, fresh, side_by_side
from hinterland.warehouse.engine import LENT, Engine, Value, literal, rows_of, statement
from hinterland.warehouse.records import Brought, Prepared, bring, prepare, write
from hinterland.warehouse.schema import TABLES, described
from hinterland.warehouse.stage import Staged, by_id, stage
from hinterland.warehouse.store import PENDING, HeadMoved, State, Store, line_of

ATTEMPTS = 100
REASONS = 3
"""Maximum reasons for which rows were rejected that a report of a file lists."""


@dataclass(frozen=True, slots=True)
class Doubt(Result):
    """Why a file is pending: explanations, the best first, and the figures that contradict what is held, each in its JSON form with a `text`."""

    JSON = ("explanations", "contradictions", "contradicting", "compared", "texts")

    explanations: tuple[dict[str, Any], ...]
    contradictions: tuple[dict[str, Any], ...]
    contradicting: int
    compared: int

    @property
    def texts(self) -> tuple[str, ...]:
        """The explanations as sentences; the contradictions where there is none."""
        return tuple(e["text"] for e in self.explanations or self.contradictions[:3])


Gate = Callable[[Engine, Sequence[str], frozenset[str]], tuple[int, Doubt | None]]
"""Weighs the staged figures of files, by their labels, against what is held and the staged figures of files that passed, by theirs, and of those before each: how many pass before the first
that doesn't, and the doubt of that one."""


@dataclass(frozen=True, slots=True)
class FileReport(Result):
    """What became of one file: rows are the file's own, of which several figures may have been made. Of a file that is pending, `pending` is the id of its load;
    `reasons` are those for which rows were rejected, the commonest first."""

    path: str
    format: str
    rows_read: int
    rows_stored: int
    rows_new: int
    rows_quarantined: int
    period_from: str
    figures: int
    warnings: tuple[str, ...] = ()
    rows_pending: int = 0
    pending: str | None = None
    explanations: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def is_rejected(self) -> bool:
        """Whether all of its rows were rejected."""
        return 0 < self.rows_read == self.rows_quarantined

    def as_pending(self, load: str, doubt: Doubt) -> FileReport:
        """The report of the same file, pending: none of its rows are stored as figures that count."""
        return replace(self, rows_stored=0, rows_new=0, rows_pending=self.rows_stored, pending=load, explanations=doubt.texts)


@dataclass(frozen=True, slots=True, repr=False)
class LoadReport(Result, Tabular):
    """What a load did: the state it made (`None` where nothing was new) and a report for each file."""

    SCHEMA = "hinterland.load/1"

    state: int | None
    load: str | None
    files: tuple[FileReport, ...]

    def summary(self) -> str:
        """The state it made and what became of the rows; that all of a file were rejected, or that it is pending, comes first."""
        warnings = [
            f"all {count(f.rows_read, 'row')} of {Path(f.path).name} rejected ({f.reasons[0]})" for f in self.files if f.is_rejected
        ]
        warnings += [f"{Path(f.path).name} is pending as {f.pending[:8]}, and its figures don't count yet" for f in self.files if f.pending]
        read, new, rejected = (sum(getattr(f, n) for f in self.files) for n in ("rows_read", "rows_new", "rows_quarantined"))
        made = f"state {self.state}" if self.state else "nothing new"
        summary = f"{made}, {count(len(self.files), 'file')}, {count(read, 'row')} read, {new:,} new, {rejected:,} rejected"
        return "; ".join([*(f"WARNING: {w}" for w in warnings), summary])

    def rows_of(self) -> list[dict[str, Any]]:
        """A row a file."""
        return [fields_of(f) for f in self.files]

    def remarks(self) -> list[str]:
        """Warnings, explanations of what is pending, and why rows were rejected."""
        return [f"{Path(f.path).name}: {warning}" for f in self.files for warning in (*f.warnings, *f.explanations, *f.reasons)]


def load(
    store: Store,
    readings: Sequence[Reading],
    sources: Mapping[str, Source],
    records: Sequence[RecordReading] = (),
    *,
    cells: bool = True,
    gate: Gate | None = None,
) -> LoadReport:
    """Store readings, of figures and of records, as one load. Raises `InputError` where one can't be stored; nothing is stored then.
    `cells` is whether single cells of records make figures. What `gate` doubts is stored as pending."""
    both: list[Reading | RecordReading] = [*readings, *records]
    known = {**sources, **by_id(s for r in both for s in r.sources)}
    staged = [stage(r, known) for r in readings]
    prepared = side_by_side(lambda r: prepare(r, known, cells), records)
    used = [known[i] for i in sorted({f.source for r in readings for f in r.figures} | {r.source for r in records})]

    def attempt(state: State) -> LoadReport:
        return _attempt(store, state, state, staged, used, _Line("load", gate=gate), prepared)

    return retried(store, attempt)


def seed(store: Store, folder: Path | None = None) -> State:
    """See to it that the newest state holds this edition of the embedded figures; quick when it does."""
    digest = embedded_digest(folder)
    prepared: list[tuple[list[Source], list[Staged]]] = []

    def attempt(state: State) -> State:
        old = tuple(load.id for load in state.live if load.kind == "seed")
        if any(load.content == digest for load in state.live if load.kind == "seed"):
            return state
        if not prepared:
            sources, readings = embedded_readings(folder)
            prepared.append((sources, [stage(r, by_id(sources)) for r in readings]))
        sources, staged = prepared[0]
        without_old = replace(state, live=tuple(load for load in state.live if load.id not in old))
        _attempt(store, state, without_old, staged, sources, _Line("seed", digest, old))
        return store.state()

    return retried(store, attempt)


def undo(store: Store) -> tuple[State, str]:
    """Take the newest load back as a new state. Returns that state and the id of the load. Raises `InputError` when only the embedded figures are left."""

    def attempt(state: State) -> tuple[State, str]:
        loads = [load for load in state.live if load.kind != "seed"]
        if not loads:
            raise InputError("there is no load to take back; only the embedded figures are held")
        store.commit(state, line(state, uuid.uuid4().hex, "undo", "", (loads[-1].id,), {"undone": loads[-1].report}))
        return store.state(), loads[-1].id

    return retried(store, attempt)


T = TypeVar("T")


def retried(store: Store, attempt: Callable[[State], T]) -> T:
    """What an attempt gives that no other load came before. Raises `InputError` where others kept coming."""
    for _ in range(ATTEMPTS):
        with suppress(HeadMoved):
            return attempt(store.state())
    raise InputError("other loads kept coming first; try again when they are done")


@dataclass(frozen=True, slots=True)
class _Line:
    """What the line of a load says, and the gate that its files pass."""

    kind: str
    content: str = ""
    retires: tuple[str, ...] = ()
    gate: Gate | None = None


def _attempt(
    store: Store,
    head: State,
    against: State,
    staged: Sequence[Staged],
    sources: Iterable[Source],
    said: _Line,
    records: Sequence[Prepared] = (),
) -> LoadReport:
    engine = Engine(store, against)
    try:
        load_id = uuid.uuid4().hex
        brought = _stage(engine, staged, records, load_id)
        rows_new = dict(engine.con.execute("SELECT file, count(DISTINCT row) FROM staged GROUP BY file").fetchall())
        reports = [_report(s.reading, s.quarantined, len(s.rows), rows_new.get(s.reading.label, 0)) for s in staged]
        reports += [_report(p.reading, p.quarantined, p.figures_made, b.rows_new, b) for p, b in zip(records, brought, strict=True)]
        read = {s.reading.label: s for s in staged}
        made = {p.reading.label: p for p in records}
        aside = {label: s.quarantined for label, s in read.items()} | {label: p.quarantined for label, p in made.items()}
        weighed = _stage_weighed(engine, records, load_id) if said.gate is not None else ""
        parts, waiting = _parts(engine, head, said, load_id, dict(zip(aside, reports, strict=True)), made)
        if weighed:
            engine.con.execute(f"DELETE FROM staged WHERE load = {literal(weighed)}")
        lines: list[tuple[Any, ...]] = []
        for part in parts:
            if len(parts) > 1 or waiting:
                # What a file that is pending says too is new in the file that isn't.
                of = ([read[f] for f in part.files if f in read], [made[f] for f in part.files if f in made])
                brought = _stage(engine, *of, part.id)
            if (report := _write(engine, part, brought, sources, {f: aside[f] for f in part.files})) is not None:
                lines.append(line_of(head.number + 1 + len(lines), part.id, part.line.kind, part.line.content, part.line.retires, report))
        final = tuple(waiting.get(f) or next(p.files[f] for p in parts if f in p.files) for f in aside)
        if not lines:
            return LoadReport(None, None, final)
        store.commit(head, rows_of("loads", lines))
        return LoadReport(head.number + len(lines), str(lines[0][1]), final)
    finally:
        engine.close()


def _stage(engine: Engine, staged: Sequence[Staged], records: Sequence[Prepared], load_id: str) -> list[Brought]:
    """Stage what is new of files of figures and of records; what is new of the records comes back."""
    engine.staged([row for s in staged for row in s.rows], load_id)
    brought = bring(engine.store, engine.state, records)
    for one in records:
        if one.figures_made:
            engine.staged_more(one.figures, load_id)
    return brought


def _stage_weighed(engine: Engine, records: Sequence[Prepared], load_id: str) -> str:
    """Stage what files of records that make no figures are weighed by, under an id of its own, which comes back; "" where there is none."""
    own = ""
    for one in records:
        if one.weighed is not None:
            own = f"{load_id}, weighed"
            engine.staged_more(one.weighed, own)
    return own


def _write(
    engine: Engine, part: _Part, brought: Sequence[Brought], sources: Iterable[Source], quarantined: Mapping[str, Sequence[Quarantined]]
) -> dict[str, Any] | None:
    """Write what is staged and brought for a line of `loads`; the report that the line carries, None where nothing is new."""
    store, aside = engine.store, _quarantined_rows(engine, part.id, quarantined)
    [(new,)] = engine.con.execute("SELECT count(*) FROM staged").fetchall()
    if not new and not aside and not any(b.rows_new for b in brought):
        return None
    write(store, brought, part.id)
    if new:
        store.append("observations", engine.con.sql("SELECT * FROM staged"))
    for table, rows in (("sources", [described(part.id, s) for s in sources]), ("quarantine", aside)):
        if rows:
            store.append(table, rows_of(table, rows))
    report: dict[str, Any] = {"files": [r.to_dict() for r in part.files.values()], "figures_new": new}
    report |= {"doubt": part.doubt.to_dict()} if part.doubt else {}
    return report | ({"records": [b.report() for b in brought]} if brought else {})


@dataclass(frozen=True, slots=True)
class _Part:
    """The files of an attempt that one line of `loads` stands for."""

    id: str
    line: _Line
    files: dict[str, FileReport]
    doubt: Doubt | None = None


def _parts(
    engine: Engine, head: State, said: _Line, load_id: str, reports: Mapping[str, FileReport], records: Mapping[str, Prepared]
) -> tuple[list[_Part], dict[str, FileReport]]:
    """The files that pass, and each file that doesn't for itself under a load of its own; beside them the reports of files that are pending already."""
    passed, parts, waiting = _Part(load_id, said, {}), [], {}
    pending = {load.content: load for load in head.pending}
    for label, doubt in _weighed(engine, said.gate, list(reports)):
        report = reports[label]
        if doubt is None:
            passed.files[label] = report
            continue
        content = _content(engine, label, records.get(label))
        if content in pending:
            waiting[label] = report.as_pending(pending[content].id, doubt)
            continue
        own = uuid.uuid4().hex
        parts.append(_Part(own, _Line(PENDING, content), {label: report.as_pending(own, doubt)}, doubt))
    return [passed, *parts], waiting


def _weighed(engine: Engine, gate: Gate | None, labels: list[str]) -> Iterator[tuple[str, Doubt | None]]:
    """Each file with its doubt, None where it passes. Twice as many files as before are weighed at once while all pass, and one behind one that doesn't: what was weighed with it is weighed
    anew."""
    passed, size = list[str](), 1
    while gate is not None and labels:
        several = labels[:size]
        passing, doubt = gate(engine, several, frozenset(passed))
        yield from ((label, None) for label in several[:passing])
        passed += several[:passing]
        if doubt is not None:
            yield several[passing], doubt
        labels, size = labels[passing + (doubt is not None) :], 1 if doubt is not None else 2 * size
    yield from ((label, None) for label in labels)


def _content(engine: Engine, label: str, records: Prepared | None) -> str:
    """A digest of all that a file says, by which it is known when it is loaded again."""
    ids = [i for (i,) in engine.con.execute("SELECT id FROM staged WHERE file = $1 ORDER BY id", [label]).fetchall()]
    said = [str(records.said[n]) for n in ("content", "read_as")] if records else []
    return f"pending:{hashlib.sha256(chr(10).join([*ids, *said]).encode()).hexdigest()[:32]}"


def _quarantined_rows(engine: Engine, load_id: str, quarantined: Mapping[str, Sequence[Quarantined]]) -> list[tuple[Value, ...]]:
    """The rows of the table of quarantine that files add to it."""
    if not any(quarantined.values()):
        return []
    held = set(engine.con.execute("SELECT file, row, text FROM quarantine").fetchall())
    return [
        (load_id, label, q.row, q.text, q.reason) for label, rows in quarantined.items() for q in rows if (label, q.row, q.text) not in held
    ]


def _report(
    reading: Reading | RecordReading, quarantined: Sequence[Quarantined], figures: int, rows_new: int, brought: Brought | None = None
) -> FileReport:
    rejected = len({q.row for q in quarantined})
    revised = f"{brought.rows_revised:,} rows revise records held; the later load counts" if brought and brought.rows_revised else ""
    rows = (reading.rows_read, reading.rows_read - rejected, rows_new, rejected)
    warnings = (*reading.warnings, *([revised] if revised else []))
    reasons = tuple(reason for reason, _ in Counter(q.reason for q in quarantined).most_common(REASONS))
    return FileReport(str(reading.path), reading.format, *rows, reading.period_from, figures, warnings, reasons=reasons)


def line(head: State, id_: str, kind: str, content: str, retires: tuple[str, ...], report: Mapping[str, Any]) -> Any:
    """The line that makes a load count."""
    return rows_of("loads", [line_of(head.number + 1, id_, kind, content, retires, report)])


def lend(engine: Engine, reading: Reading) -> Staged:
    """Let an engine see a reading whose sources it brings itself. To be done before the indicators create their views over the engine.
    Raises `InputError` where a figure names no source."""
    staged = stage(reading, by_id(reading.sources))
    load = f"lent {reading.path}"
    engine.staged(staged.rows, load)
    engine.con.execute(f"INSERT INTO loads_live VALUES ({literal(load)}, {LENT})")
    columns, own, before = ", ".join(f'"{c}"' for c in TABLES["observations"]), fresh("lent"), fresh("held")
    engine.con.execute(f"CREATE TABLE {own} AS SELECT {columns} FROM staged")
    new = statement("hinterland.warehouse", "held").replace("observations_stored", own).replace(":as_of", "NULL")
    [(kind,)] = engine.con.execute("SELECT table_type FROM information_schema.tables WHERE table_name = 'held'").fetchall()
    if kind == "VIEW":
        engine.con.execute(f"ALTER VIEW held RENAME TO {before}")
        engine.con.execute(f"CREATE VIEW held AS SELECT * FROM {before} UNION ALL BY NAME {new}")
    else:
        engine.con.execute(f"INSERT INTO held BY NAME {new}")
    for s in reading.sources:
        engine.con.execute(f"INSERT INTO sources_stored VALUES ({', '.join(map(literal, described(load, s)))})")
    return staged


def embedded_tables(folder: Path | None = None) -> list[tuple[Path, ...]]:
    """The tables of figures of each pack, its sources first; `folder` stands in for all of them in tests."""
    if folder is None:
        return [pack.figures for pack in packs() if pack.figures]
    return [tuple(sorted(folder.glob("*.csv"), key=lambda p: (p.name != "sources.csv", p.name)))]


LAYOUT = 2
"""Raised when figures are staged differently from the same tables, so that warehouses take the new edition."""


def embedded_digest(folder: Path | None = None) -> str:
    """A digest of the embedded tables and of the code tables they are read with: another edition has another one."""
    with as_file(files("hinterland") / "codes" / "data") as names:
        tables_of_packs = [path for pack in packs() for path in sorted(pack.folder.glob("*.*"))]
        return _digest((*(path for each in embedded_tables(folder) for path in each), *sorted(names.glob("*.csv")), *tables_of_packs))


@cache
def _digest(paths: tuple[Path, ...]) -> str:
    sum_ = hashlib.sha256(str(LAYOUT).encode())
    for path in paths:
        sum_.update(path.name.encode() + b"\0" + path.read_bytes())
    return "embedded:" + sum_.hexdigest()[:32]


def embedded_readings(folder: Path | None = None) -> tuple[list[Source], list[Reading]]:
    """All embedded sources and figures."""
    found = embedded_tables(folder)
    sources = [s for paths in found for s in tidy.read_sources(paths[0])]
    read = [tidy.read(p, Options()) for paths in found for p in paths[1:]]
    names = [r.label for r in read]
    for reading in read:
        if names.count(reading.label) > 1:
            # The pack's name distinguishes files of the same name.
            reading.label = f"{reading.path.parent.parent.name}/{reading.label}"
    return sources, read
