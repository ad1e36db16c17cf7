"""Exposure and resilience in one call: each part where it is held, and the claims behind it."""

from __future__ import annotations

import json

import pytest

from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.outlook.resilience import Resilience, resilience
from hinterland.sources.reading import InputError


@pytest.fixture(scope="module")
def anhui(hinterland: Hinterland) -> Resilience:
    return resilience(hinterland.indicators, "CN-AH")


def test_it_takes_the_latest_year_held(anhui: Resilience) -> None:
    assert anhui.period == Period.of_year(2025)


def test_concentration_is_of_the_year_that_leaves_least_open(anhui: Resilience) -> None:
    found = {(c.axis, c.flow): c for c in anhui.concentration}
    assert found["partners", "total"].period == Period.of_year(2024)
    assert ("products", "export") in found


def test_growth_of_one_product_is_told_by_year(anhui: Resilience) -> None:
    assert {(g.part.product, g.period) for g in anhui.from_one} >= {
        ("new-three", "2025"),
        ("high-tech", "2025"),
        ("mechanical-electrical", "2024"),
    }


def test_volume_structure_and_advanced_products_are_there(anhui: Resilience) -> None:
    assert [(v.indicator.product, v.period) for v in anhui.volume_or_value] == [("motor-vehicles", "2024")]
    assert {str(s.period) for s in anhui.structure} == {"2023", "2024"}
    assert {a.indicator.product for a in anhui.advanced} == {"high-tech", "mechanical-electrical"}
    assert anhui.volatility is not None and anhui.volatility.years == 9


def test_it_is_plain_json(anhui: Resilience) -> None:
    told = json.loads(json.dumps(anhui.to_dict()))
    assert told["subject"] == "CN-AH"
    assert told["volatility"]["years"] == 9
    assert told["concentration"][0]["coverage"] == "69% of trade in 5 partners"


def test_an_earlier_year_looks_no_further_than_itself(hinterland: Hinterland) -> None:
    found = resilience(hinterland.indicators, "CN-AH", Period.of_year(2024))
    assert found.period == Period.of_year(2024)
    assert all(g.period <= "2024" for g in found.from_one)
    assert found.volatility is not None and found.volatility.rates[-1].period == "2024"


@pytest.mark.parametrize("subject", ["CN", "CN-QH", "CN-XZ", "CN-CQ", "CN-JS"])
def test_every_subject_is_told_as_far_as_it_is_held(hinterland: Hinterland, subject: str) -> None:
    found = resilience(hinterland.indicators, subject)
    json.dumps(found.to_dict())
    assert all(c.subject == subject for c in found.concentration)


def test_a_subject_of_which_no_year_is_held_is_refused(hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match="no year of the trade of"):
        resilience(hinterland.indicators, "CN-AH", Period.of_year(1950))
