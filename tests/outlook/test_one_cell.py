"""What is likely of one cell: the same in every answer, in order, resting on figures held, and adding up in every draw."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from hinterland import InputError
from hinterland.api import Hinterland
from hinterland.brief.outlook import begin, look_ahead
from hinterland.codes import Period
from hinterland.ledger.posterior import Posterior
from hinterland.outlook import one_cell, tell_ahead
from hinterland.outlook.forecast import forecast, forecast_months
from hinterland.outlook.joint import prepare
from hinterland.outlook.one_cell import Influence, Likely, likely

EXACT = 1e-9


@pytest.fixture(scope="module")
def drawn(hinterland: Hinterland) -> Posterior:
    found = prepare(hinterland.indicators, 2027, 100)()
    assert isinstance(found, Posterior)
    return found


@pytest.fixture(scope="module")
def henan(hinterland: Hinterland) -> Likely:
    return hinterland.posterior("Henan", "2026")


def test_months_add_up_to_years_in_every_draw(drawn: Posterior) -> None:
    for row in range(31):
        months = sum(drawn.sums([row], "total", 12 * 2026 + m, 12 * 2026 + m + 1) for m in range(12))
        assert months == pytest.approx(drawn.sums([row], "total", 12 * 2026, 12 * 2027), rel=EXACT)


def test_provinces_add_up_to_the_nation_and_flows_to_totals_in_every_draw(drawn: Posterior) -> None:
    year = 12 * 2026, 12 * 2027
    provinces = sum(drawn.sums([row], "total", *year) for row in range(31))
    assert provinces == pytest.approx(drawn.sums(range(31), "total", *year), rel=EXACT)
    for row in range(31):
        flows = drawn.sums([row], "export", *year) + drawn.sums([row], "import", *year)
        assert flows == pytest.approx(drawn.sums([row], "total", *year), rel=EXACT)


def test_the_months_of_the_outlook_add_up_to_its_years_in_every_draw(hinterland: Hinterland) -> None:
    for flow in ("total", "export"):
        years = forecast(hinterland.indicators, 2, flow, paths=60)
        months = forecast_months(hinterland.indicators, 30, flow, paths=60)
        of_2026 = [n for n, p in enumerate(months.paths.steps) if p.start // 100 == 2026]
        assert len(of_2026) == 12
        at = years.paths.steps.index(Period.of_year(2026))
        for subject in ("CN-HA", "central", "CN"):
            assert months.levels(subject)[:, of_2026].sum(axis=1) == pytest.approx(years.levels(subject)[:, at], rel=EXACT)


def test_henan_has_one_2026_in_posterior_outlook_ask_and_brief(hinterland: Hinterland, henan: Likely) -> None:
    found = hinterland.outlook("CN-HA")
    assert found.years[0].quantiles == pytest.approx(henan.quantiles, rel=EXACT)
    asked = hinterland.ask("outlook for Henan")
    year, chance, low, median, high = tell_ahead.rows(found, "en")[0]
    [line] = [s for s in asked.sentences if s.startswith(f"In {year} ")]
    assert f" about {median} (four chances in five: {low} to {high})" in line and line.endswith(f" is {chance}.")
    begun = begin(hinterland.indicators, Period.of_year(2025))
    assert begun is not None
    [brief, *_] = look_ahead(hinterland.indicators, "CN-HA", begun(), Decimal(10) ** 12)
    assert brief.years[0].year == 2026
    assert brief.years[0].quantiles == pytest.approx(henan.quantiles, rel=EXACT)


def test_its_intervals_lie_within_each_other_around_the_median(henan: Likely) -> None:
    ends = [henan.interval(share) for share in (50, 80, 95)]
    assert all(wide[0] < low < henan.median < high < wide[1] for (low, high), wide in pairwise(ends))
    with pytest.raises(ValueError):
        henan.interval(90)


def test_it_rests_on_figures_of_the_subject_and_its_nation(hinterland: Hinterland, henan: Likely) -> None:
    found = hinterland.indicators.observations(henan.figures)
    assert found and {o.region for o in found} <= {"CN-HA", "CN"}
    assert all(o.indicator.op == "level" and o.period.startswith("2026") for o in found)


def test_a_year_that_is_held_is_as_held(hinterland: Hinterland) -> None:
    found = likely(hinterland.indicators, "CN-HA", Period.of_year(2025), draws=50)
    low, high = found.interval(95)
    assert high / low == pytest.approx(1, rel=1e-3)
    own = hinterland.indicators.observations(found.figures)
    assert own[0].region == "CN-HA" and own[0].period == "2025"


def test_the_sources_that_move_it_are_those_of_the_outlook(hinterland: Hinterland, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def moved(*given: object, **_: object) -> list[Influence]:
        asked.append(given[4])
        return [Influence("PAPER", 1.25e12, None)]

    monkeypatch.setattr(one_cell, "influences", moved)
    found = likely(hinterland.indicators, "CN-HA", Period.of_year(2026), draws=50)
    assert asked == [Period.of_year(2026)]
    assert found.to_dict()["moved"] == [{"without": "PAPER", "median": 1_250_000_000_000}]


def test_what_is_not_drawn_is_refused_in_a_sentence(hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match="the posterior doesn't draw Henan in 2012"):
        hinterland.posterior("Henan", "2012")
    with pytest.raises(InputError, match="posterior"):
        hinterland.posterior("Texas", "2026-03")
