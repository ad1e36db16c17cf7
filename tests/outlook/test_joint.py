"""The posterior of the embedded figures: it meets what is held, adds up in every draw, and is drawn in about a second."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.codes import Period
from hinterland.codes.periods import boundary
from hinterland.ledger.posterior import Posterior
from hinterland.outlook.forecast import nowcast
from hinterland.outlook.joint import prepare
from hinterland.outlook.one_cell import influences, own_sources
from hinterland.outlook.series import parts, table, yearly
from hinterland.sources.reading import Options


@pytest.fixture(scope="module")
def drawn(hinterland: Hinterland) -> Posterior:
    return prepare(hinterland.indicators, 2027, 200)()


def test_it_draws_five_years_of_31_provinces(drawn: Posterior) -> None:
    assert drawn.regions == parts()
    assert (drawn.first, drawn.draws.shape) == (boundary(202301), (200, 31, 2, 60))
    assert (drawn.draws > 0).all()


@pytest.mark.parametrize("flow", ["total", "export", "import"])
def test_held_years_of_provinces_are_met_in_every_draw(hinterland: Hinterland, drawn: Posterior, flow: str) -> None:
    held = yearly(hinterland.indicators).at([-2, -1])
    found = table(hinterland.indicators, flow, parts(), held.steps, ("level",))  # type: ignore[arg-type]
    assert np.isfinite(found.levels).sum() > 30
    for row, place in zip(*np.nonzero(np.isfinite(found.levels)), strict=True):
        year = 12 * held.years[place]
        off = np.abs(drawn.sums([row], flow, year, year + 12) / found.levels[row, place] - 1).max()
        assert off < 5e-4, "a total may be told by its flows, to within their rounding"


def test_what_is_held_of_provinces_is_missed_by_nothing(drawn: Posterior) -> None:
    assert drawn.off < 1e-9


def test_the_nation_is_met_to_within_the_rounding_of_its_figures(hinterland: Hinterland, drawn: Posterior) -> None:
    every = range(31)
    for last, value in ((202606, 25468.645e9), (202608, 34780e9), (202512, 45470e9)):
        year = last // 100 * 12
        assert drawn.sums(every, "total", year, boundary(last) + 1) == pytest.approx(np.full(200, value), rel=1e-3)


def test_a_year_that_is_only_bounded_lies_within_its_bounds(hinterland: Hinterland, drawn: Posterior) -> None:
    low, high = (float(x) for x in _bounds(hinterland))
    tibet = drawn.sums([parts().index("CN-XZ")], "total", 12 * 2025, 12 * 2026)
    assert (low * (1 - 1e-9) <= tibet).all() and (tibet <= high * (1 + 1e-9)).all()


def _bounds(hinterland: Hinterland) -> tuple[object, object]:
    found = hinterland.bounds("CN-XZ", "2025", flow="total").to_dict()["cells"][0]
    return found["low"], found["high"]


def test_the_current_year_is_known_of_the_nation_and_of_a_few_provinces(hinterland: Hinterland) -> None:
    found = nowcast(hinterland.indicators, yearly(hinterland.indicators), 2026)
    assert (found.year, found.nation, round(found.nation_growth, 1)) == (2026, 8, 17.6)
    assert {r for r, m in zip(parts(), found.months, strict=True) if m} == {"CN-GS", "CN-SH", "CN-SN"}


def test_a_source_that_moves_the_year_is_named_with_what_it_would_be(hinterland: Hinterland) -> None:
    shaanxi = influences(hinterland.indicators, ["CN-SN"], [parts().index("CN-SN")], "total", Period.of_year(2026), None, 0)
    assert [i.source for i in shaanxi] == ["DIG-SN202602", "PD-202602"]
    assert all(i.probability is None and i.median > 0 for i in shaanxi)


def test_what_a_second_source_confirms_moves_nothing(hinterland: Hinterland) -> None:
    assert influences(hinterland.indicators, [], range(31), "total", Period.of_year(2026), None, 0) == [], (
        "the total of SMM-202608 is the flows of CLS-202608"
    )


def test_a_figure_of_the_readers_own_is_named_with_what_the_year_would_be_without_it(seeded: Path, tmp_path: Path) -> None:
    """It leaves the middle where it was and narrows the band, which moves the chance all the same."""
    path = tmp_path / "own.csv"
    path.write_text("flow,region,period,value,unit\ntotal,CN-JS,2026-01/2026-08,45000,CNY_100M\n", encoding="utf-8")
    with open_warehouse(seeded) as h:
        h.load([path], options=Options(source="my-desk", publisher="The desk", title="Notes", released="2026-09-10", reliability="claimed"))
        found = h.outlook("Jiangsu", "7.5 trillion yuan", horizon=1, paths=200)
        own = own_sources(h.indicators, ["CN-JS"], 2026)
    [moved] = [n for n in found.notes if n.code == "moved"]
    [rest] = [n for n in found.notes if n.code == "rests-on"]
    assert moved.values["source"] == "my-desk" and abs(moved.values["share"] - (found.years[0].probability or 0)) > 0.05
    assert sorted([*rest.values["sources"], "my-desk"]) == own and "JSC-JS2025" in own
    assert rest.text().startswith("its figures since 2025 rest on sources that are not official")


@pytest.mark.alone
def test_it_takes_about_a_second_of_a_processor(hinterland: Hinterland) -> None:
    begun = time.process_time()
    prepare(hinterland.indicators, 2027, 1000)()
    assert time.process_time() - begun < 5
