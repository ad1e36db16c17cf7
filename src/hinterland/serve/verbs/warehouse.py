"""The warehouse itself: whether it answers, what it holds, where that is from, and what led to its state."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from hinterland.api import Hinterland
from hinterland.serve.verbs.made import Made, as_json


def health(h: Hinterland) -> Made:
    """That the warehouse answers, and from which state."""
    [(figures,)] = h.sql("SELECT count(*) FROM observations").fetchall()
    return as_json({"status": "ok", "state": h.state.number, "figures": figures})


def warm(h: Hinterland) -> Made:
    """What takes long the first time, done before anybody asks."""
    h.check("Anhui's trade was 1.01 trillion yuan in 2025, the fifth largest of the nation.")
    h.check("2025年安徽进出口总额1.01万亿元，居全国第五位。")
    return health(h)


def sources(h: Hinterland) -> Made:
    """All sources with the number of observations that stand on each."""
    return as_json({"schema": "hinterland.sources/1", "sources": h.sources_table()})


def coverage(h: Hinterland, *, subject: str | None = None) -> Made:
    """What is held, of everything or of one subject."""
    return as_json(h.coverage(subject).to_dict())


def states(h: Hinterland) -> Made:
    """The states of the warehouse; of files only their names, since where they lie is nobody's business here."""
    told = h.history()
    for row in told["states"]:
        row["files"] = [PurePath(f).name for f in row["files"]]
    return as_json(told)


def pending(h: Hinterland, *, id_: str | None = None) -> Made:
    """The files that are pending, or one of them with all that contradicts and explains it; of files only their names."""
    return as_json(named(h.pending(id_)))


def named(told: dict[str, Any]) -> dict[str, Any]:
    """The output on pending files, with their names alone."""
    return told | {"files": [f | {"file": PurePath(f["file"]).name} for f in told["files"]]}
