"""What an English text names in passing owns and restricts nothing: the province around a city, a neighbour, what goods are used for, and the time that figures are set against."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading.read import read_claims


def claims(text: str, today: date = date(2024, 5, 28)) -> dict[str, Claim]:
    """The claims of a text by their words."""
    return {c.text: c for c in read_claims(text, today)}


HEAD = "Shenzhen holds on as export king\n\nShenzhen exported goods worth 893 billion yuan in the first four months, 34 percent more than a year earlier.\n\n"


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Wenzhou, in Zhejiang province, came second: its exports climbed 16 percent to 230 billion yuan.", "330300"),
        ("For Yantai, Shandong province, exports advanced 16 percent to 62 billion yuan.", "370600"),
        ("Exports of Shandong, in eastern China, grew 16 percent.", "CN-SD"),
    ],
)
def test_the_province_around_a_city_owns_nothing(sentence: str, subject: str) -> None:
    assert claims(HEAD + sentence)["16 percent"].subject == subject


def test_the_city_is_the_one_that_the_paragraph_is_on() -> None:
    text = (
        HEAD
        + "For Yantai, Shandong province, exports advanced 9 percent to 62 billion yuan. Toy exports from the city jumped 30 percent to 13 billion yuan."
    )
    assert {claims(text)[words].subject for words in ("62 billion yuan", "30 percent", "13 billion yuan")} == {"370600"}
    text = HEAD + "For Yantai, Shandong province, exports advanced 9 percent to 62 billion yuan.\n\nThe city's imports rose 30 percent."
    assert claims(text)["30 percent"].subject == "440300"


@pytest.mark.parametrize("lead", ["next to", "bordering", "across the river from"])
def test_a_neighbour_is_no_partner(lead: str) -> None:
    text = f"Exports of Heihe, {lead} Russia, grew 12 percent to 3 billion yuan in the first quarter, and those to Russia 5 percent."
    found = claims(text)
    assert (found["12 percent"].indicator.partner, found["5 percent"].indicator.partner) == ("world", "RUS")


@pytest.mark.parametrize(("goods", "code"), [("tyres", "tyres"), ("grommels", "?grommels")])
def test_what_goods_are_used_for_is_none_of_them(goods: str, code: str) -> None:
    text = f"Ohio's exports of {goods}, which go into trucks, cars and planes, rose 4 percent to $3 billion in 2023."
    assert claims(text)["$3 billion"].indicator.product == code


@pytest.mark.parametrize("goods", ["rare earth magnets", "gallium grommels"])
def test_goods_of_which_fewer_were_traded_go_on_through_tonnes(goods: str) -> None:
    text = (
        f"China exported 3.1% fewer {goods} in May than in April, customs data showed.\n\n"
        f"The country, the biggest seller of {goods.split()[-1]} that go into cars, shipped 5,473 tons in May.\n\nDeliveries to the U.S. shot up 56.1% month on month to 656 tons."
    )
    found = claims(text, date(2025, 6, 20))
    assert {found[words].indicator.product for words in ("3.1%", "5,473 tons", "56.1%", "656 tons")} == {f"?{goods}"}
    assert (found["3.1%"].indicator.op, found["3.1%"].indicator.measure, found["3.1%"].period) == ("growth", "quantity", "2025-05")


def test_people_and_firms_are_no_goods_of_which_fewer_were_traded() -> None:
    text = "Ohio exported goods worth $5 billion in 2023. There were 5,000 frobbers in the state, 4 percent fewer than in 2022."
    assert claims(text)["4 percent"].indicator.concept is None


@pytest.mark.parametrize(("goods", "code"), [("whiskey", "?whiskey"), ("grommels", "?grommels")])
def test_a_first_exporter_of_goods_is_first_by_them(goods: str, code: str) -> None:
    text = (
        f"Kentucky is the nation's number one exporter of {goods}, the governor said. Its {goods} exports climbed to $485 million in 2023."
    )
    assert claims(text)["number one"].indicator.product == code


def test_shares_of_a_nations_goods_are_of_who_has_them() -> None:
    text = "Ohio's exports reached $41.5 billion in 2023.\n\nThe state is now the source of 35 percent of U.S. grommel exports and 16 percent of U.S. vehicle exports."
    found = claims(text)
    assert (found["35 percent"].subject, found["35 percent"].indicator.product) == ("US-OH", "?grommel")
    assert (found["16 percent"].subject, found["16 percent"].indicator.product) == ("US-OH", "motor-vehicles")


def test_goods_lead_a_list_with_their_amounts() -> None:
    text = "Ohio's exports to China amount to $7.9 billion. Farm products lead with $5.7 billion, ahead of aircraft at $1 billion and grommels at $814 million."
    found = claims(text)
    assert [found[w].indicator.product for w in ("$5.7 billion", "$1 billion", "$814 million")] == ["agricultural", "aircraft", "?grommels"]
    places = "Exports of Peru by region were worth $2 billion in 2023: Lima with $374 million and Áncash with $132 million."
    assert claims(places)["$132 million"].indicator.product in ("all", "?")


def test_a_text_that_names_only_what_it_is_set_against_is_of_a_year_later() -> None:
    head = "Saxony trades most with China\n\n"
    text = (
        head
        + "Imports and exports came to 7.1 billion euros. Exports rose 19.1% (against the 1st quarter of 2011).\n\nThe biggest buyer remains the USA: 4.3 billion euros."
    )
    assert {c.period for c in claims(text, date(2012, 5, 30)).values()} == {"2012-Q1"}
    text = "Exports of Ohio reached $5 billion, 4% more than in 2022.\n\nCanada bought goods worth $2 billion, up 3%."
    assert {c.period for c in claims(text).values()} == {"2023"}
    text = "Exports of Ohio reached $5 billion last year, 4% more than in 2019.\n\nCanada bought goods worth $2 billion, up 3%."
    assert {c.period for c in claims(text).values()} == {"2023"}


def test_a_place_and_a_share_that_are_the_same_as_before_are_of_the_period_in_force() -> None:
    text = (
        "Ohio's exports reached $41.5 billion in 2023.\n\nCanada was the biggest market, with 16 percent of the total, the same as in 2022."
    )
    assert {c.period for c in claims(text).values()} == {"2023"}


@pytest.mark.parametrize("tail", ["$20 million or about 24 percent lower", "$20 million, or 24 percent, lower"])
def test_an_amount_said_again_as_a_fall_is_no_level(tail: str) -> None:
    text = f"Ohio's exports reached $2.7 billion in 2023. Its exports of frobs were {tail}."
    found = claims(text)
    assert (found["$20 million"].indicator.concept, found["24 percent"].indicator.op) == (None, "growth")


def test_growth_on_the_month_before_and_on_the_year_before_are_no_contradiction() -> None:
    text = "China exported 5.2% more steel in May than in April.\n\nIts steel exports in May were 15.8% higher than a year before."
    found = claims(text, date(2025, 6, 20))
    assert min(found["5.2%"].confidence, found["15.8%"].confidence) > 0.5
