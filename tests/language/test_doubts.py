"""What else a figure may mean: nothing where a name beside it binds it, else the other names of its sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hinterland.language.read import read

TODAY = date(2026, 3, 15)


def others(text: str, figure: str, attribute: str) -> list[str | None]:
    """The other values of an attribute that a figure of a text may mean."""
    found = read(text, TODAY)
    claim = next(c for c in found.claims if c.text == figure)
    told = [getattr(o, attribute, None) or getattr(o.indicator, attribute, None) for o in found.doubts.get(claim.id, ())]
    own = getattr(claim, attribute, None) or getattr(claim.indicator, attribute, None)
    return list(dict.fromkeys(x for x in told if x != own))


@pytest.mark.parametrize("attribute", ["subject", "flow", "period"])
def test_a_figure_bound_by_names_in_its_own_stretch_means_nothing_else(attribute: str) -> None:
    text = "Henan's exports rose 5 percent in 2024, and in 2025 Hubei's imports rose 18.2 percent."
    assert others(text, "18.2 percent", attribute) == []


def test_a_figure_that_names_no_owner_may_be_that_of_another_in_its_sentence() -> None:
    text = "Zhejiang stayed ahead of Jiangsu on exports in 2025, with 4.18 trillion yuan, a lead on 3.96 trillion yuan."
    assert "CN-JS" in others(text, "3.96 trillion yuan", "subject")


def test_figures_handed_out_by_a_list_are_nobody_elses() -> None:
    text = "In 2025 Hunan, Hubei and Jiangxi lifted their trade by 18.2%, 2.7% and 3.9%, respectively."
    assert others(text, "2.7%", "subject") == []


def test_a_rate_of_nothing_named_may_be_one_of_trade() -> None:
    assert "total" in others("Our tracker has Jiangxi at 2.7% for 2025.", "2.7%", "flow")


def test_a_rate_of_something_else_is_none_of_trade() -> None:
    assert others("Tourist numbers in Jiangxi: up 2.7% for 2025.", "2.7%", "flow") == []


def test_regions_left_out_by_name_are_not_counted() -> None:
    claim = next(
        c for c in read("All six central provinces but Hunan and Shanxi saw trade grow in 2025.", TODAY).claims if c.kind == "count"
    )
    assert claim.low == 4


def test_a_rate_below_anothers_does_not_fall() -> None:
    found = read("Anhui's growth rate of 17.3 percent in 2025 was below Hubei's 18.2 percent.", TODAY)
    claim = next(c for c in found.claims if c.text == "18.2 percent")
    assert claim.subject == "CN-HB" and claim.low is not None and claim.low > 0


def test_those_counted_of_a_group_that_has_a_number_in_its_name() -> None:
    told = "In five of the seven large trading provinces trade grew by more than 3.8% in 2025."
    [one] = [c for c in read(told, TODAY).claims if c.kind == "count"]
    assert (one.scope, one.low, one.relation.threshold) == ("seven-large-provinces", 5, Decimal("3.8"))
    for whole in ("The seven large trading provinces grew 2.7% in 2025.", "Seven large provinces grew by more than 2% in 2025."):
        assert not [c for c in read(whole, TODAY).claims if c.kind == "count"]
