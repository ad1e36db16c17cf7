"""Law 10: worlds of independent noise give claims of k bits at a rate of at most two to the minus k.

Every province of every panel has a strongest claim; how many of these have k bits is compared with what the law allows, give or take three standard errors.
`benchmarks/noise.py` does the same on 200 panels.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from hinterland.api import Hinterland
from noise_panels import Shape, opened, panel, shape, strongest

PANELS, YEAR, FIRST_SEED = 12, 2025, 1000


@pytest.fixture(scope="module")
def luck() -> list[float]:
    """The bits of the strongest claims in noise."""
    found = []
    for seed in range(FIRST_SEED, FIRST_SEED + PANELS):
        with opened(seed) as h:
            found += list(strongest(h, YEAR).values())
    return found


@pytest.mark.alone
@pytest.mark.parametrize("bits", [1, 2, 3, 4, 5, 6, 8])
def test_noise_has_k_bits_no_more_often_than_the_law_allows(bits: int, luck: list[float]) -> None:
    allowed = 2.0**-bits
    assert sum(f >= bits for f in luck) / len(luck) <= allowed + 3 * math.sqrt(allowed * (1 - allowed) / len(luck))


@pytest.mark.alone
def test_the_figures_have_five_bits_more_often_than_noise(luck: list[float], hinterland: Hinterland) -> None:
    figures = [f for year in range(2021, 2026) for f in strongest(hinterland, year).values()]
    rate = sum(f >= 5 for f in figures) / len(figures)
    assert rate >= 3 * sum(f >= 5 for f in luck) / len(luck)
    assert rate > 0


def test_a_panel_has_the_cells_of_the_figures_and_adds_up() -> None:
    of: Shape = shape()
    rows = list(panel(of, 1))
    assert len(rows) == len(of.cells) > 5_000
    assert [f.value for f in rows] == [f.value for f in panel(of, 1)] != [f.value for f in panel(of, 2)]
    levels = {
        (f.region, f.flow, f.period): float(f.value or 0)
        for f in rows
        if f.op == "level" and (f.product, f.partner, f.regime) == ("all", "world", "all")
    }
    whole = [
        (levels[r, "export", p] + levels[r, "import", p], v)
        for (r, flow, p), v in levels.items()
        if flow == "total" and (r, "export", p) in levels and (r, "import", p) in levels
    ]
    assert len(whole) > 100
    # Each of the three is rounded to a million.
    assert np.allclose(*np.array(whole).T, rtol=1e-6, atol=2e6)
