"""Bringing readings into a store: all of them or none, once, and told row by row.

Rows are staged against the newest state, written under a fresh load id, and counted only when the line in `loads` is committed. Where another load
was committed meanwhile, all is staged again, so that two processes loading one file hold it once. The embedded figures go the same way; a newer
edition of them retires the older one.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from hinterland import __version__
from hinterland.models import Source
from hinterland.sources.reading import InputError, Quarantined, Reading
from hinterland.sources.records import RecordReading, side_by_side
from hinterland.warehouse import seed as embedded
from hinterland.warehouse.engine import Engine, Value, rows_of
from hinterland.warehouse.records import Brought, Prepared, bring, prepare, write
from hinterland.warehouse.stage import Staged, by_id, stage
from hinterland.warehouse.store import HeadMoved, State, Store

ATTEMPTS = 100


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: rows are the file's own, of which several figures may have been made."""

    path: str
    format: str
    rows_read: int
    rows_stored: int
    rows_new: int
    rows_quarantined: int
    period_from: str
    figures: int
    warnings: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract."""
        return {
            "path": self.path,
            "format": self.format,
            "rows_read": self.rows_read,
            "rows_stored": self.rows_stored,
            "rows_new": self.rows_new,
            "rows_quarantined": self.rows_quarantined,
            "period_from": self.period_from,
            "figures": self.figures,
            "warnings": list(self.warnings),
        }


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: the state it made (`None` where nothing was new) and a report for each file."""

    state: int | None
    load: str | None
    files: tuple[FileReport, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract."""
        return {"schema": "hinterland.load/1", "state": self.state, "load": self.load, "files": [f.to_dict() for f in self.files]}


def load(
    store: Store,
    readings: Sequence[Reading],
    sources: Mapping[str, Source],
    records: Sequence[RecordReading] = (),
    *,
    cells: bool = True,
) -> LoadReport:
    """Store readings, of figures and of records, as one load. Raises `InputError` where one can't be stored; nothing is stored then.

    `cells` tells whether single cells of records make figures.
    """
    both: list[Reading | RecordReading] = [*readings, *records]
    known = {**sources, **by_id(s for r in both for s in r.sources)}
    staged = [stage(r, known) for r in readings]
    prepared = side_by_side(lambda r: prepare(r, known, cells), records)
    used = [known[i] for i in sorted({f.source for r in readings for f in r.figures} | {r.source for r in records})]

    def attempt(state: State) -> LoadReport:
        return _attempt(store, state, state, readings, staged, used, "load", "", (), prepared)

    return retried(store, attempt)


def seed(store: Store, folder: Path | None = None) -> State:
    """See to it that the newest state holds this edition of the embedded figures; quick when it does."""
    digest = embedded.digest(folder)
    prepared: list[tuple[list[Source], list[Reading], list[Staged]]] = []

    def attempt(state: State) -> State:
        old = tuple(load.id for load in state.live if load.kind == "seed")
        if any(load.content == digest for load in state.live if load.kind == "seed"):
            return state
        if not prepared:
            sources, readings = embedded.readings(folder)
            prepared.append((sources, readings, [stage(r, by_id(sources)) for r in readings]))
        sources, readings, staged = prepared[0]
        without_old = replace(state, live=tuple(load for load in state.live if load.id not in old))
        _attempt(store, state, without_old, readings, staged, sources, "seed", digest, old)
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
        try:
            return attempt(store.state())
        except HeadMoved:
            continue
    raise InputError("other loads kept coming first; try again when they are done")


def _attempt(
    store: Store,
    head: State,
    against: State,
    readings: Sequence[Reading],
    staged: Sequence[Staged],
    sources: Iterable[Source],
    kind: str,
    content: str,
    retires: tuple[str, ...],
    records: Sequence[Prepared] = (),
) -> LoadReport:
    engine = Engine(store, against)
    try:
        load_id = uuid.uuid4().hex
        new = engine.staged([row for s in staged for row in s.rows], load_id)
        brought = bring(store, against, records)
        for one in records:
            new = engine.staged_more(one.figures, load_id) if one.figures_made else new
        rows_new = dict(engine.con.execute("SELECT file, count(DISTINCT row) FROM staged GROUP BY file").fetchall())
        held_quarantine = set(engine.con.execute("SELECT file, row, text FROM quarantine").fetchall())
        reports = tuple(_report(r, s.quarantined, len(s.rows), rows_new.get(r.label, 0)) for r, s in zip(readings, staged, strict=True))
        reports += tuple(_report(p.reading, p.quarantined, p.figures_made, b.rows_new, b) for p, b in zip(records, brought, strict=True))
        quarantined = [(r.label, s.quarantined) for r, s in zip(readings, staged, strict=True)] + [
            (p.reading.label, p.quarantined) for p in records
        ]
        put_aside = [
            (load_id, label, q.row, q.text, q.reason)
            for label, rows in quarantined
            for q in rows
            if (label, q.row, q.text) not in held_quarantine
        ]
        if not new and not put_aside and not any(b.rows_new for b in brought):
            return LoadReport(None, None, reports)
        write(store, brought, load_id)
        if new:
            store.append("observations", engine.con.sql("SELECT * FROM staged"))
        described = [
            (load_id, s.id, s.title, s.publisher, s.via, s.released, s.address, s.reliability, s.note) for s in sources
        ]  # in the order of the table's columns
        for table, rows in (("sources", described), ("quarantine", put_aside)):
            if rows:
                store.append(table, rows_of(table, rows))
        report: dict[str, Any] = {"files": [f.to_dict() for f in reports], "figures_new": len(new)}
        if brought:
            report["records"] = [b.report() for b in brought]
        store.commit(head, line(head, load_id, kind, content, retires, report))
        return LoadReport(head.number + 1, load_id, reports)
    finally:
        engine.close()


def _report(
    reading: Reading | RecordReading, quarantined: Sequence[Quarantined], figures: int, rows_new: int, brought: Brought | None = None
) -> FileReport:
    put_aside = len({q.row for q in quarantined})
    revised = f"{brought.rows_revised:,} rows revise records held; the later load counts" if brought and brought.rows_revised else ""
    return FileReport(
        path=str(reading.path),
        format=reading.format,
        rows_read=reading.rows_read,
        rows_stored=reading.rows_read - put_aside,
        rows_new=rows_new,
        rows_quarantined=put_aside,
        period_from=reading.period_from,
        figures=figures,
        warnings=(*reading.warnings, *([revised] if revised else [])),
    )


def line(head: State, id_: str, kind: str, content: str, retires: tuple[str, ...], report: Mapping[str, Any]) -> Any:
    """The line that makes a load count."""
    created = datetime.now(UTC).isoformat(timespec="seconds")
    row: list[Value] = [
        head.number + 1, id_, kind, created, content, json.dumps(list(retires)), json.dumps(dict(report), ensure_ascii=False), __version__,
    ]  # fmt: skip
    return rows_of("loads", [row])
