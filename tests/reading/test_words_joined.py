"""Words that a hyphen joins to others and that name no goods, and adjectives of groups of regions."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import in_order

claims = in_order(date(2018, 3, 1))


@pytest.mark.parametrize("text", [
    "Iowa companies exported a state-record $13.2 billion in 2017.", "Iowa exported a frob-record $13.2 billion in goods in 2017.",
    "The value of state-made goods that Iowa exported rose in 2017 to $13.2 billion.", "In 2017, Iowa-origin exports reached $13.2 billion.",
])  # fmt: skip
def test_what_a_word_is_joined_to_is_no_goods(text: str) -> None:
    claim = next(c for c in claims(text) if c.text == "$13.2 billion")
    assert (claim.subject, claim.indicator.product) == ("US-IA", "all")


def test_an_unknown_joined_word_still_restricts_its_goods() -> None:
    claim = claims("Iowa's exports of frob-made goods came to $1.2 billion in 2017.")[-1]
    assert claim.indicator.product not in ("all",)


def test_the_adjective_of_a_group_owns_its_flow() -> None:
    found = claims("Iowa's exports rose 9 percent in 2017. Midwestern exports increased by 6 percent.")
    assert [c.subject for c in found] == ["US-IA", "us-midwest"]
