"""Whose a rate is in a text of a state: the nation's where the words for the rate, or those right behind the figure, say so, whatever else stands beside them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import in_order

claims = in_order(date(2018, 3, 1))
HEAD = "Iowa's exports rose 9 percent to $13.2 billion in 2017. "


@pytest.mark.parametrize("sentence", [
    "Iowa's year stood apart from a national gain of 5 percent.", "The rise for the U.S. was a mere 5 percent.",
    "This was close to the national increase of 5 percent.", "Iowa's 9 percent compares with 5% national growth.",
    "The nation as a whole had a 5 percent rise in exports.", "The national rate of growth was 5 percent.",
])  # fmt: skip
def test_a_rate_of_the_nation_is_not_the_states(sentence: str) -> None:
    claim = next(c for c in claims(HEAD + sentence) if c.text in ("5 percent", "5%"))
    assert claim.subject == "US"


@pytest.mark.parametrize("sentence", [
    "Iowa's year stood apart from a national frobbly gain of 5 percent.", "The nation frobbed solid growth of 5 percent.",
    "The state frobs above the nation's mimsy growth rate of 5 percent.", "The nation frobbed a 5 percent increase in exports.",
    "The frobbly rise for the U.S. was a mere 5 percent.", "The mimsies frob the 5% national growth.",
])  # fmt: skip
def test_no_unknown_word_makes_it_the_states(sentence: str) -> None:
    claim = next(c for c in claims(HEAD + sentence) if c.text in ("5 percent", "5%"))
    assert claim.subject in ("US", None)


@pytest.mark.parametrize(("sentence", "subjects"), [
    ("Exports rose 5 percent across the U.S. and 9 percent in Iowa.", ["US", "US-IA"]),
    ("Exports grew by 5 percent nationally and by 4 percent in the Midwest.", ["US", "us-midwest"]),
    ("The nation enjoyed growth rates of 5 percent in 2016 and 4 percent in 2017.", ["US", "US"]),
])  # fmt: skip
def test_each_rate_of_a_pair_has_its_place(sentence: str, subjects: list[str]) -> None:
    found = [c.subject or own for c, own in zip(claims(HEAD + sentence)[2:], subjects, strict=True)]
    assert found == subjects


@pytest.mark.parametrize("sentence", [
    "The increase for Canada was 5 percent.", "The state's exports to Canada posted growth of 5 percent.",
    "Exports to the rest of the country's neighbours rose in Iowa by 5 percent.",
])  # fmt: skip
def test_a_rate_that_no_word_gives_to_the_nation_is_not_its(sentence: str) -> None:
    claim = next(c for c in claims(HEAD + sentence) if c.text == "5 percent")
    assert claim.subject in ("US-IA", None)
