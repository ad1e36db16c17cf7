"""Sums of joint draws: each region's trade in some periods, a value each draw, simulated once a state.

What is asked about the future or about what isn't held (years, months, one cell, a period without one of its sources) is a sum of the draws of `joint`. The sums are stored
beside the state's ledger; a state that the ledger doesn't store (at a date, without a source) has none.
"""

from __future__ import annotations

import hashlib
import uuid
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from hinterland.codes import Home, Period
from hinterland.codes.periods import boundary
from hinterland.indicators import Indicators
from hinterland.ledger.posterior import Posterior, YearlyPosterior
from hinterland.ledger.stored import place
from hinterland.models import Flow
from hinterland.outlook import record
from hinterland.outlook.joint import joint
from hinterland.outlook.series import Array

EDITION = "2"
"""Changes whenever the same figures would give other draws."""

KEPT = 64_000_000
"""Maximum bytes of sums stored; the oldest files go."""


def sums(
    indicators: Indicators,
    periods: tuple[Period, ...],
    flow: Flow,
    draws: int,
    seed: int,
    *,
    home: Home,
    last: int = 0,
    without: str | None = None,
) -> tuple[Array, str]:
    """The draws of each region summed over periods, (draws, regions, periods), and the model that drew them.

    Drawn to the end of the last period's year, or to that of `last` where this is later; `without` leaves out a source. Raises `TooShort` where too little is held, and
    `LookupError` for a period outside the draws.
    """
    last = max(last, periods[-1].end // 100)
    asked = (home.nation, flow, *map(str, periods), draws, seed, last, without)
    name = hashlib.sha256("\n".join(map(str, asked)).encode()).hexdigest()[:16]
    index = place(indicators.engine)
    path = index and index.with_name(f"futures-{index.stem}-{EDITION}-{name}.npz")
    if path is not None:
        with suppress(OSError, KeyError, ValueError, BadZipFile), path.open("rb") as file, np.load(file) as found:
            return found["levels"], str(found["model"])
    drawn = joint(indicators, last, draws, seed, home=home, flow=flow, without=without)
    levels, model = summed(drawn, flow, periods), record.OURS if isinstance(drawn, Posterior) else record.YEARLY
    if path is not None:
        _write(path, levels, model)
    return levels, model


def summed(drawn: Posterior | YearlyPosterior, flow: Flow, periods: tuple[Period, ...]) -> Array:
    """The draws of each region summed over periods, (draws, regions, periods)."""
    regions = range(len(drawn.regions))
    spans = [(boundary(p.start), boundary(p.end) + 1) for p in periods]
    return np.stack([np.stack([drawn.sums([r], flow, a, b) for a, b in spans], axis=1) for r in regions], axis=1)


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
        room = KEPT
        for old in sorted(path.parent.glob("futures-*.npz"), key=lambda p: p.stat().st_mtime, reverse=True):
            if (room := room - old.stat().st_size) < 0:
                old.unlink(missing_ok=True)
