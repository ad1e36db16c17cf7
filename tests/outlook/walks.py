"""Tables made up for tests: provinces that grow as a test says, so that what a forecast should find in them is known."""

from __future__ import annotations

import numpy as np

from hinterland.codes import Period
from hinterland.outlook.series import Array, Series, parts

FIRST = 2016


def years(levels: Array, first: int = FIRST) -> Series:
    """A yearly table of the first provinces by code, its growth taken from the levels."""
    steps = tuple(Period.of_year(first + k) for k in range(levels.shape[1]))
    return _series(levels, steps, 1)


def months(levels: Array, first: int = 202301) -> Series:
    """A monthly table."""
    steps = tuple(Period.of_month(first).shift(k) for k in range(levels.shape[1]))
    return _series(levels, steps, 12)


def _series(levels: Array, steps: tuple[Period, ...], back: int) -> Series:
    growth = np.full(levels.shape, np.nan)
    growth[:, back:] = np.log(levels[:, back:] / levels[:, :-back])
    published = np.zeros(levels.shape, dtype=np.bool_)
    return Series("total", parts()[: len(levels)], steps, levels, levels, levels, growth, published)


def wandering(regions: int = 31, steps: int = 10, seed: int = 1, drift: float = 0.05, noise: float = 0.1) -> Array:
    """Levels of provinces that share a cycle: lognormal walks around a hundred billion yuan."""
    random = np.random.default_rng(seed)
    shared = drift + 0.05 * random.standard_normal(steps)
    own = noise * random.standard_normal((regions, steps))
    sizes = 1e11 * np.exp(random.standard_normal((regions, 1)))
    return np.asarray(sizes * np.exp(np.cumsum(shared + own, axis=1)))
