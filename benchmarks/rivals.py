"""The models that the posterior is measured against: plain ones in NumPy, those of statsforecast where it is installed.

Each takes a table and gives samples of levels, (paths, regions, steps). A library model sees one region at a time: its samples are the normal distribution of
the logarithm that its own interval states, and have no order of their own.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from statistics import NormalDist
from typing import Any

import numpy as np

from hinterland.ledger.motion import PRIOR, pace
from hinterland.outlook.joint import ENOUGH, TooShort
from hinterland.outlook.series import Array, Series

Model = Callable[[Series, int, int, int], Array]
"""Samples of levels from a table, a horizon, a number of paths and a seed."""

SEASON = 12
LIBRARY = ("AutoETS", "AutoARIMA", "AutoTheta", "RandomWalkWithDrift")
NAIVE = "naive drift"

PLAIN = replace(PRIOR, cycle_years=4.0, cycle_spread=0.07)
"""What the random walk is given before any figure: it does better with less of it than the posterior is given."""


def installed() -> bool:
    """Whether statsforecast is here."""
    return find_spec("statsforecast") is not None


def models(library: bool | None = None) -> dict[str, Model]:
    """The contenders for yearly tables by name; those of the library only where it is installed, or as said."""
    found: dict[str, Model] = {
        NAIVE: drift,
        "pooled quantiles": quantiles_of_all,
        "pooled drift": drift_of_all,
    }
    if installed() if library is None else library:
        found |= {name: _library(name) for name in LIBRARY}
    return found


def drift(series: Series, horizon: int, paths: int, seed: int) -> Array:
    """Naive drift: each region goes on as it went on average, by a random walk of its logarithm with the usual variance, h (1 + h / n) s^2. Raises `TooShort`."""
    centre, spread = [], []
    for levels in series.levels:
        logs, gap = _logs(levels)
        steps = np.arange(1, horizon + 1) + gap
        moves = np.diff(logs)
        centre.append(logs[-1] + steps * moves.mean())
        spread.append(moves.std(ddof=1) * np.sqrt(steps * (1 + steps / len(moves))))
    return _normal(np.array(centre), np.array(spread), paths)


def seasonal_naive(series: Series, horizon: int, paths: int, seed: int) -> Array:
    """Seasonal naive for months: as in the same month a year before, with the spread of what that missed so far. Raises `TooShort`."""
    centre, spread = [], []
    for levels in series.levels:
        logs, gap = _logs(levels)
        if len(logs) < 24 or gap:
            raise TooShort("seasons", held=len(logs))
        missed = logs[12:] - logs[:-12]
        centre.append([logs[len(logs) - 12 + h % 12] for h in range(horizon)])
        spread.append([np.sqrt((missed**2).mean() * (1 + h // 12)) for h in range(horizon)])
    return _normal(np.array(centre), np.array(spread), paths)


def seasonal_growth(series: Series, horizon: int, paths: int, seed: int) -> Array:
    """Seasonal naive with year-to-date growth: as in the same month a year before, grown as the year so far; the spread is what that missed in all regions so
    far. Raises `TooShort` for less than a year and a month.
    """
    logs = np.log(series.levels)
    held = logs.shape[1]
    if held < SEASON + 1 or not np.isfinite(logs[:, -SEASON - 1 :]).all():
        raise TooShort("seasons", held=held)
    moved = logs[:, SEASON:] - logs[:, :-SEASON]
    since = max(1, series.steps[-1].end % 100)
    pace = moved[:, -since:].mean(axis=1)
    centre = np.stack([logs[:, held - SEASON + h % SEASON] + pace * (1 + h // SEASON) for h in range(horizon)], axis=1)
    missed = moved - np.nanmean(moved, axis=1, keepdims=True)
    own = np.nanvar(missed, axis=1)
    spread = np.sqrt((own + np.nanmedian(own)) / 2)[:, None] * np.sqrt([1 + h // SEASON for h in range(horizon)])
    return _normal(centre, spread, paths)


def library_model(name: str, season: int = 1) -> Model:
    """A model of statsforecast by name, for tables whose season has so many steps."""
    return _library(name, season)


def _library(name: str, season: int = 1) -> Model:
    def forecast(series: Series, horizon: int, paths: int, seed: int) -> Array:
        rows = [_logs(levels) for levels in series.levels]
        longest = max(gap for _, gap in rows)
        centre, spread = _forecast(name, season, [logs for logs, _ in rows], horizon + longest)
        chosen = [slice(gap, gap + horizon) for _, gap in rows]
        return _normal(
            np.array([c[s] for c, s in zip(centre, chosen, strict=True)]),
            np.array([d[s] for d, s in zip(spread, chosen, strict=True)]),
            paths,
        )

    return forecast


def _forecast(name: str, season: int, rows: list[Array], horizon: int) -> tuple[Array, Array]:
    """The means and the standard deviations that a library model states for each row; RandomWalkWithDrift where it can't fit one."""
    import pandas as pd

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from statsforecast import StatsForecast
        from statsforecast import models as library

        made = library.RandomWalkWithDrift() if name == "RandomWalkWithDrift" else getattr(library, name)(season_length=season)
        frame = pd.DataFrame(
            {
                "unique_id": np.repeat(np.arange(len(rows)), [len(r) for r in rows]),
                "ds": np.concatenate([np.arange(len(r)) for r in rows]),
                "y": np.concatenate(rows),
            }
        )
        run: Any = StatsForecast(models=[made], freq=1, fallback_model=library.RandomWalkWithDrift())
        found = run.forecast(df=frame, h=horizon, level=[80])
    shape = (len(rows), horizon)
    told = {c.rsplit("-", 2)[1] if c.endswith("-80") else "mean": found[c].to_numpy().reshape(shape) for c in found.columns[2:]}
    spread = (told["hi"] - told["lo"]) / (2 * NormalDist().inv_cdf(0.9))
    return told["mean"], np.maximum(np.nan_to_num(spread), 1e-9)


def _logs(levels: Array) -> tuple[Array, int]:
    """The logarithms of the longest run of levels up to the last one held, and how many steps ago that is. Raises `TooShort` for fewer than three."""
    held = np.flatnonzero(np.isfinite(levels))
    if not len(held):
        raise TooShort("level")
    start = held[-1]
    while start > 0 and np.isfinite(levels[start - 1]):
        start -= 1
    logs = np.log(levels[start : held[-1] + 1])
    if len(logs) < 3:
        raise TooShort("run", held=len(logs))
    return logs, int(len(levels) - 1 - held[-1])


@cache
def _scores(paths: int) -> Array:
    """The normal quantiles of evenly spaced probabilities: samples without noise."""
    plain = NormalDist()
    return np.array([plain.inv_cdf((k + 0.5) / paths) for k in range(paths)])


def _normal(centre: Array, spread: Array, paths: int) -> Array:
    return np.asarray(np.exp(centre + _scores(paths)[:, None, None] * spread))


def quantiles_of_all(series: Series, horizon: int, paths: int, seed: int) -> Array:
    """Pooled empirical quantiles: a level grows as that of any region did over as many years. Raises `TooShort`."""
    last, gap = _last(series)
    result = np.empty((paths, len(last), horizon))
    for step in range(1, horizon + 1):
        for row, missing in enumerate(gap):
            ahead = step + int(missing)
            moved = [series.growth[:, k : k + ahead].sum(axis=1) for k in range(1, len(series) - ahead + 1)]
            seen = np.concatenate(moved) if moved else series.growth[:, 1:].reshape(-1) * ahead
            result[:, row, step - 1] = last[row] + np.nanquantile(seen, (np.arange(paths) + 0.5) / paths)
    return np.asarray(np.exp(result))


def drift_of_all(series: Series, horizon: int, paths: int, seed: int) -> Array:
    """A random walk with the drift and the volatility pooled over regions (`motion.pace`). Raises `TooShort`."""
    last, gap = _last(series)
    found = pace(series.growth, PLAIN)
    steps = np.arange(1, horizon + 1) + gap[:, None]
    spread = np.sqrt(steps * (found.spread**2 + found.noise[:, None] ** 2) + steps**2 * (found.error**2 + found.drift_error[:, None] ** 2))
    chance = np.random.default_rng(seed).standard_normal((paths, 1, 1))
    return np.asarray(np.exp(last[:, None] + steps * (found.mean + found.drift)[:, None] + spread * chance))


def _last(series: Series) -> tuple[Array, Array]:
    """The logarithm of the last level held of each region, and how many steps ago that is. Raises `TooShort`."""
    held = np.isfinite(series.levels)
    if not len(series) or not held.any(axis=1).all():
        raise TooShort("level")
    if (np.isfinite(series.growth).mean(axis=0) > 0.5).sum() < ENOUGH:
        raise TooShort("growth", held=len(series), least=ENOUGH)
    gap = held[:, ::-1].argmax(axis=1)
    return np.log(series.levels[np.arange(len(held)), len(series) - 1 - gap]), gap.astype(np.float64)
