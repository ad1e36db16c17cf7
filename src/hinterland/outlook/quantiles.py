"""The quantiles that an outlook tells of a simulated level, in the order of their names in JSON."""

from __future__ import annotations

from collections.abc import Sequence

FAN = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
"""The quantiles of a year or month; the contract names the tenth, the median and the ninetieth."""

NAMES = ("p2_5", "p10", "p25", "median", "p75", "p90", "p97_5")

P10, MEDIAN, P90 = 1, 3, 5
"""Where those of the contract stand among them."""


def named(quantiles: Sequence[float]) -> dict[str, int]:
    """The JSON form: whole amounts."""
    return {n: round(q) for n, q in zip(NAMES, quantiles, strict=True)}
