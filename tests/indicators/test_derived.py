"""Contributions, shares and compound rates that mining prints are those that pandas finds in the embedded tables: a sample of `benchmarks/derived.py`."""

from __future__ import annotations

import importlib.util
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from hinterland.api import Hinterland

pytest.importorskip("pandas")

PATH = Path(__file__).resolve().parents[2] / "benchmarks" / "derived.py"
NATION_2025 = (45.465 * 3.75 / 103.75, 45.475 * 3.85 / 103.85)
"""What the nation's 45.47 trillion yuan and growth of 3.8% changed by, in trillions."""


@pytest.fixture(scope="module")
def derived() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("derived_benchmark", PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def figures(derived: ModuleType) -> Any:
    return derived.Figures()


def test_what_is_mined_is_what_pandas_finds(derived: ModuleType, hinterland: Hinterland) -> None:
    """Anhui's year of two vintages, a province whose growth was not published (Heilongjiang), one that fell (Shanxi), and the nation."""
    counted, differences = derived.compare(hinterland, ["CN-AH", "CN-HL", "CN-SX", "CN-HA", "CN"], [2020, 2024, 2025])
    assert differences == []
    assert all(n >= 4 for n in counted.values()), counted


def test_anhuis_contribution_in_2025_is_of_one_vintage(figures: Any) -> None:
    low, high = figures.contribution("CN", "total", "all", "world", "all", "CNY", "CN-AH", 202501, 202512)
    part = 1.013555 * 17.25 / 117.25, 1.013565 * 17.35 / 117.35
    assert math.isclose(low, 100 * part[0] / NATION_2025[1], rel_tol=1e-9)
    assert math.isclose(high, 100 * part[1] / NATION_2025[0], rel_tol=1e-9)
    assert (round(low, 3), round(high, 3)) == (8.845, 9.119)


def test_anhuis_base_of_2019_is_that_of_the_first_release(figures: Any) -> None:
    low, high = figures.base("total", "all", "world", "all", "CNY", "CN-AH", 201901, 201912)
    assert 473.6e9 < low < 5406.4e8 / 1.141 < high < 474.1e9


def test_a_figure_that_differs_is_told(derived: ModuleType, figures: Any, hinterland: Hinterland) -> None:
    claim, sentence = next(iter(derived.mined(hinterland, ["CN-AH"], [2025])))
    assert derived.difference(figures, claim, sentence) is None
    other = SimpleNamespace(
        indicator=claim.indicator, period=claim.period, subject=claim.subject, relation=claim.relation,
        evidence=SimpleNamespace(low=float(claim.evidence.low) + 0.01, high=claim.evidence.high),
    )  # fmt: skip
    assert "recomputed" in (derived.difference(figures, other, sentence) or "")
