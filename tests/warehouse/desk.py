"""Small files of figures and how they are loaded: what the tests of the warehouse and of the indicators share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from hinterland.api import Hinterland
from hinterland.sources.reading import Options, Reading
from hinterland.sources.tidy import read
from hinterland.warehouse.engine import Engine
from hinterland.warehouse.load import LoadReport, load
from hinterland.warehouse.store import State, Store

HEADER = "flow,region,period,value,unit"

DESK = Options(source="desk", title="A release", publisher="The desk", released="2026-02-01", reliability="news")
"""What a user says of a file that names no source."""


def figures(path: Path, *rows: str, header: str = HEADER) -> Path:
    """Write a tidy file."""
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def reading(path: Path, *rows: str, header: str = HEADER, **said: Any) -> Reading:
    """Write a tidy file and read it, as the desk's unless `said` otherwise."""
    return read(figures(path, *rows, header=header), replace(DESK, **said))


def bring(store: Store, path: Path, *rows: str, header: str = HEADER, **said: Any) -> LoadReport:
    """Write a tidy file and load it."""
    return load(store, [reading(path, *rows, header=header, **said)], {})


@contextmanager
def opened(store: Store, state: State | None = None, **options: Any) -> Iterator[Engine]:
    """An engine over the newest state, or over the one given."""
    with closing(Engine(store, store.state() if state is None else state, **options)) as engine:
        yield engine


def past_the_gate(h: Hinterland, path: Path, options: Options) -> LoadReport:
    """Load a tidy file whose figures needn't agree with what is held or be of this time: for worlds made for a test."""
    report = load(h.store, [read(path, options)], {s.id: s for s in h.sources()})
    h._moved()
    return report


def ask(store: Store, sql: str, state: State | None = None, **options: Any) -> list[tuple[Any, ...]]:
    """The rows of a query over a state."""
    with opened(store, state, **options) as engine:
        engine.open_records()
        return engine.con.execute(sql).fetchall()


def regions(store: Store, state: State | None = None) -> list[str]:
    """The regions that a state holds figures of, once a figure."""
    return [r for (r,) in ask(store, "SELECT region FROM held ORDER BY region", state)]
