"""What is known of the current year: up to which month a nation and each of its parts are held, and by how much they have grown so far.

The forecast itself needs none of it, since the posterior is conditioned on every figure held; it is what an answer says of where its year comes from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.outlook.series import Series, table

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Nowcast:
    """The last month of a year to which growth is held, of the nation and of each part (0: not at all), with that growth in percent."""

    year: int
    nation: int
    months: tuple[int, ...]
    nation_growth: float
    growth: tuple[float, ...]


def nowcast(indicators: Indicators, series: Series) -> Nowcast:
    """What is known of the year after the last one of a yearly table."""
    year = series.years[-1] + 1
    steps = tuple(Period.year_to(100 * year + m) for m in range(1, MONTHS + 1))
    found = table(indicators, series.flow, (series.home.nation, *series.regions), steps, ("growth",)).growth
    # The last month held, counted from 1; 0 for none.
    months = [int(max(np.flatnonzero(np.isfinite(row)) + 1, default=0)) for row in found]
    growth = [100 * float(np.expm1(row[m - 1])) if m else float("nan") for row, m in zip(found, months, strict=True)]
    return Nowcast(year, months[0], tuple(months[1:]), growth[0], tuple(growth[1:]))
