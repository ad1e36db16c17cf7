"""The sums of a state's draws as files beside its ledger, so that a state's futures are simulated once and read from then on.

In goes what the draws were asked for, out come the sums with the name of their model. A state that the ledger doesn't store (at a date, without a source) has none.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from hinterland.ledger.stored import place
from hinterland.outlook.series import Array
from hinterland.warehouse.engine import Engine

EDITION = "1"
"""Changes whenever the same figures would give other draws."""

KEPT = 8
"""Maximum files kept; the oldest go."""


def recall(engine: Engine, asked: str, make: Callable[[], tuple[Array, str]]) -> tuple[Array, str]:
    """The sums and the model that `make` gives, read where they were stored for this state under what was asked; else made, and stored where that can be."""
    index = place(engine)
    path = index and index.with_name(f"futures-{index.stem}-{EDITION}-{asked}.npz")
    if path is None:
        return make()
    with suppress(OSError, KeyError, ValueError, BadZipFile), path.open("rb") as file, np.load(file) as found:
        return found["levels"], str(found["model"])
    levels, model = make()
    _write(path, levels, model)
    return levels, model


def _write(path: Path, levels: Array, model: str) -> None:
    """Store sums; renamed into place when they are whole. Where the folder can't be written nothing is stored."""
    scratch = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        try:
            with scratch.open("wb") as file:
                np.savez(file, levels=levels, model=np.array(model))
            scratch.replace(path)
        finally:
            scratch.unlink(missing_ok=True)
        for old in sorted(path.parent.glob("futures-*.npz"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
