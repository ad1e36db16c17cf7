"""Two plain forecasts that learn from all regions at once, which the posterior is measured against, and the error where too little is held.

One takes the growth of all regions in all years as it came, the other a random walk whose drift is pooled. Both give levels, (paths, regions, steps).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hinterland.codes import Home, Language
from hinterland.ledger.motion import PRIOR, pace
from hinterland.outlook.series import Array, Series
from hinterland.outlook.words import words

ENOUGH = 3
"""Growth rates of most regions below which nothing is fitted."""

PLAIN = replace(PRIOR, cycle_years=4.0, cycle_spread=0.07)
"""What the random walk is given before any figure: it does better with less of it than the posterior is given."""


class TooShort(ValueError):
    """Too few figures are held to say anything; `why` is a key of `words.csv`, and the message says how many there are."""

    def __init__(self, why: str, home: Home | None = None, **values: object) -> None:
        super().__init__(words(f"short:{why}", "en", home, **values))
        self.why, self.home, self.values = why, home, values

    def told(self, language: Language) -> str:
        """The message in a language."""
        return words(f"short:{self.why}", language, self.home, **self.values)


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
