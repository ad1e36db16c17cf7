"""What `benchmarks/ledger.py` measures of a million figures, on a few thousand: months that are added close only what they touch, and alike."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from hinterland.api import open as open_warehouse
from hinterland.ledger import stored

PATH = Path(__file__).resolve().parents[2] / "benchmarks" / "ledger.py"

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def measured() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("ledger_benchmark", PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_months_added_to_thousands_of_figures_are_closed_alike(measured: ModuleType, tmp_path: Path) -> None:
    held = measured.hold(str(tmp_path), measured.random_figures(4_000))
    assert held > 3_000
    measured.timed(str(tmp_path))
    assert len(measured.months_added(str(tmp_path))) == measured.ROUNDS
    assert measured.difference(str(tmp_path)) == 0
    with open_warehouse(tmp_path) as h:
        [rows] = h.indicators.engine.fetch("SELECT count(*) AS figures FROM held WHERE source = 'SYNTHETIC'")
        parts = sorted((Path(h.store.location) / stored.FOLDER).glob("part-*"), key=lambda p: p.stat().st_size)
    assert rows["figures"] == 62 * measured.ROUNDS
    assert parts[-2].stat().st_size < parts[-1].stat().st_size


def test_at_least_eight_thousand_spans_that_are_not_held_are_bounded_within_a_percent(measured: ModuleType, tmp_path: Path) -> None:
    assert measured.reach(str(tmp_path))["1%"] >= 8_000
