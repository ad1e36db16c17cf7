"""The pooled model for months: growth on the same month a year before = a shared cycle + a province's own pace, both slowly forgotten, + noise of heavy tails.

A month's level is that of the same month a year before times such growth, so the season comes from the figures themselves and no factor is estimated. Paths
are levels in yuan, (paths, regions, months), joint as in the yearly model. The constants were fixed beforehand; the noise is estimated and pooled.
"""

from __future__ import annotations

import numpy as np

from hinterland.outlook.pooled import PRIOR, TooShort
from hinterland.outlook.series import Array, Flags, Series

SEASON = 12
RECENT = 3
"""The months whose average is the pace from which a forecast starts: one alone is at the mercy of the calendar."""

KEEP = 0.5
"""The part of a province's recent pace, relative to the cycle, that is taken for its own."""

FORGET = 0.92
"""What is left of the pace a month later; a third after a year."""

SHOCK = 0.02
"""The spread of what is new in the cycle each month: over a year as much as the yearly model's."""

OWN = 0.3
"""What is new in a province's pace each month, relative to its noise."""


def simulate(series: Series, horizon: int, paths: int = 1000, seed: int = 0) -> Array:
    """Levels in yuan of the months after the last one of a monthly table, (paths, regions, horizon). Raises `TooShort` for under two years."""
    logs = _levels(series)
    moved = logs[:, SEASON:] - logs[:, :-SEASON]
    cycle = np.median(moved, axis=0)
    apart = moved - cycle
    noise = _noise(apart)
    cycles, own, jumps = (np.random.default_rng([seed, k]) for k in range(3))
    regions = len(logs)
    mean = PRIOR.cycle
    shared = np.full(paths, cycle[-RECENT:].mean() - mean)
    pace = np.broadcast_to(KEEP * apart[:, -RECENT:].mean(axis=1), (paths, regions)).copy()
    known = np.broadcast_to(logs, (paths, *logs.shape))
    result = np.empty((paths, regions, horizon))
    for step in range(horizon):
        shared = FORGET * shared + SHOCK * cycles.standard_normal(paths)
        pace = FORGET * pace + OWN * noise * own.standard_normal((regions, paths)).T
        rate = mean + shared[:, None] + pace + noise * jumps.standard_t(PRIOR.tail, (regions, paths)).T
        before = known[:, :, logs.shape[1] - SEASON + step] if step < SEASON else result[:, :, step - SEASON]
        result[:, :, step] = before + rate
    return np.asarray(np.exp(result))


def _levels(series: Series) -> Array:
    """The logarithms of the last two years and more, a month missing taken from the same month of the year before. Raises `TooShort`."""
    if len(series) < 2 * SEASON:
        raise TooShort("months", held=len(series), least=2 * SEASON)
    logs = np.log(series.levels)
    cycle = np.nanmedian(logs[:, SEASON:] - logs[:, :-SEASON], axis=0)
    for month in range(SEASON, len(series)):
        missing = np.isnan(logs[:, month])
        logs[missing, month] = logs[missing, month - SEASON] + cycle[month - SEASON]
    whole: Flags = np.asarray(np.isfinite(logs).all(axis=0))
    first = len(whole) - int(np.argmin(whole[::-1])) if not whole.all() else 0
    if len(series) - first < 2 * SEASON:
        raise TooShort("last-months", held=len(series) - first, least=2 * SEASON)
    return np.asarray(logs[:, first:])


def _noise(apart: Array) -> Array:
    """Each province's noise, shrunk towards that of the others: how far a month lies from the average of those before it."""
    missed = apart[:, RECENT:] - np.stack([apart[:, k : apart.shape[1] - RECENT + k] for k in range(RECENT)]).mean(axis=0)
    count = missed.shape[1]
    own = (missed**2).mean(axis=1) / (1 + 1 / RECENT)
    return np.asarray(np.sqrt((count * own + PRIOR.volatility_years * np.median(own)) / (count + PRIOR.volatility_years)))
