"""Texts on regions of a country with a pack: their periods so far, the nation beside them, their first goods, and lists of goods and places."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words, in_order

from hinterland.models import Claim

TODAY = date(2024, 8, 20)
claims = by_words(TODAY)


def product(claim: Claim) -> str | None:
    return claim.indicator.product


@pytest.mark.parametrize(("text", "words", "period"), [
    ("Oregon's exports were 6.1% lower in February and March combined.", "6.1%", "2024-02/2024-03"),
    ("Ohio's exports rose through the second quarter of 2024, to $28 billion.", "$28 billion", "2024-01/2024-06"),
    ("Utah shipped $9.9 billion of goods abroad through June this year.", "$9.9 billion", "2024-01/2024-06"),
    ("Idaho's exports rose 3 percent between the second quarters of 2022 and 2023.", "3 percent", "2023-Q2"),
    ("In fiscal year 2022, Nebraska's exports totaled $6.8 billion.", "$6.8 billion", "2021-10/2022-09"),
    ("Iowa's exports fell 4% in the first five months of the year. Exports to Chile are down 9.3% for the year.", "9.3%", "2024-01/2024-05"),
    ("Iowa's exports fell 4% in 2023. Exports to Chile were down 9.3% for the year.", "9.3%", "2023"),
    ("Ohio's exports fell 2% in the first quarter. Thus far this year Ohio has exported $2.1 billion of frobs.", "$2.1 billion", "2024-Q1"),
])  # fmt: skip
def test_the_period_that_a_text_on_a_year_so_far_means(text: str, words: str, period: str) -> None:
    assert claims(text)[words].period == period


@pytest.mark.parametrize(("text", "words", "subject"), [
    ("Montana's exports were up 4% in 2023 and U.S. exports up 1.3%.", "1.3%", "US"),
    ("Alabama's exports were $27.4 billion in 2023, and the U.S. had exports of $2.02 trillion.", "$2.02 trillion", "US"),
    ("Ohio's exports were $55 billion in 2023. Ohio had 2.7% of the $2,030 billion in total U.S. exports.", "$2,030 billion", "US"),
    ("Utah's exports were up 7.1% in 2023. The whole country's exports rose 1.6%.", "1.6%", "US"),
    ("Ohio's exports rose 3.6% in 2023. Its share of U.S. exports rose to 2.1%.", "2.1%", "US-OH"),
])  # fmt: skip
def test_the_nation_beside_a_state_owns_the_flow_that_it_touches(text: str, words: str, subject: str) -> None:
    assert claims(text)[words].subject == subject


@pytest.mark.parametrize(("sentence", "words", "goods"), [
    ("Frobs were the state's largest export at $8.4 billion.", ("largest", "$8.4 billion"), "?Frobs"),
    ("The state's top export category was frobs, with sales of $4 billion.", ("top", "$4 billion"), "?frobs"),
    ("Frobs led the state's exports at $6.9 billion.", ("$6.9 billion",), "?Frobs"),
    ("Frobs, the state's top export, fell 7 percent in 2023.", ("7 percent",), "?Frobs"),
])  # fmt: skip
def test_goods_that_are_said_to_be_a_states_first(sentence: str, words: tuple[str, ...], goods: str) -> None:
    found = claims(f"In 2023 Ohio exported goods worth $50 billion. {sentence}")
    assert {product(found[w]) for w in words} == {goods}
    assert {found[w].subject for w in words} == {"US-OH"}


def test_goods_of_a_list_behind_the_first_are_their_own() -> None:
    found = claims(
        "Ohio exported $50 billion of goods in 2023. Frobs were the state's largest export at $8.4 billion, followed by quobbles ($6 billion)."
    )
    assert product(found["$6 billion"]) == "?quobbles"


def test_a_state_that_is_first_by_its_exports_is_no_product() -> None:
    found = claims("Ohio exported $50 billion of goods in 2023. Canada was the state's largest export market at $9 billion.")
    assert (found["$9 billion"].indicator.partner, product(found["$9 billion"])) == ("CAN", "all")


def test_lists_of_goods_whose_names_hold_commas_and_exceptions() -> None:
    found = claims(
        "Utah's exports were $13 billion in 2023. Top exports are machinery, except electrical ($4.6 billion), frobs ($2.2 billion), and quobbles, valves and pumps ($1.3 billion)."
    )
    goods = {words: product(found[words]) for words in ("$4.6 billion", "$2.2 billion", "$1.3 billion")}
    assert goods == {
        "$4.6 billion": "?machinery, except electrical",
        "$2.2 billion": "?frobs",
        "$1.3 billion": "?quobbles, valves and pumps",
    }


def test_rates_in_brackets_with_a_word_of_their_turn() -> None:
    found = claims(
        "Ohio's exports rose 2 percent in 2023. The best were motor vehicles and parts (up 28 percent), frobs (an increase of 16 percent) and pumps, valves and quobbles (down 37 percent)."
    )
    goods = [product(found[words]) for words in ("28 percent", "16 percent", "37 percent")]
    assert goods == ["?motor vehicles and parts", "?frobs", "?pumps, valves and quobbles"]


def test_partners_whose_growth_this_time_last_year_is_no_share() -> None:
    found = claims(
        "Ohio exported $50 billion of goods in 2023. The leading partners were Ireland (41.2%) and Norway (120.3%) against the same time last year."
    )
    assert [found[w].indicator.op for w in ("41.2%", "120.3%")] == ["growth", "growth"]


def test_places_behind_a_semicolon_go_on_with_the_first() -> None:
    found = claims(
        "In 2023 the leaders in exports of frobs were California with $9.7 billion; Michigan, $3.9 billion; and Ohio, $3.5 billion."
    )
    assert [(found[w].subject, found[w].period) for w in ("$3.9 billion", "$3.5 billion")] == [("US-MI", "2023"), ("US-OH", "2023")]


@pytest.mark.parametrize(("sentence", "words", "goods"), [
    ("Texas sold abroad quobbled goods worth $5.8 billion and frobs worth $1.7 billion.", "$1.7 billion", "?frobs"),
    ("Exports of frobs fell. Goods worth $1.3 billion went to Japan.", "$1.3 billion", "all"),
])  # fmt: skip
def test_goods_worth_an_amount(sentence: str, words: str, goods: str) -> None:
    assert product(claims(f"Texas exported $33 billion of goods in 2023. {sentence}")[words]) == goods


def test_goods_whose_exports_rose() -> None:
    found = claims(
        "Kansas sold $14 billion of goods abroad in 2023.\n\nThe greatest advance was in frobs, whose exports jumped 44 percent."
    )
    assert product(found["44 percent"]) == "?frobs"


@pytest.mark.parametrize(("text", "words", "subject"), [
    ("In Georgia, exports were $40 billion in 2023. Georgia ranks 12th among the states.", "$40 billion", "US-GA"),
    ("Georgia exported $50 billion in 2023. U.S. exports fell 2 percent, and Florida's rose 3 percent.", "$50 billion", "US-GA"),
    ("The Palmetto State sold goods worth $41 billion abroad in 2023.", "$41 billion", "US-SC"),
    ("Hoosier exports were $50 billion in 2023.", "$50 billion", "US-IN"),
])  # fmt: skip
def test_states_by_what_surrounds_their_names_and_by_their_bynames(text: str, words: str, subject: str) -> None:
    assert claims(text)[words].subject == subject


@pytest.mark.parametrize(
    "sentence", ["The Virginia figure lies 8% above the exports of 2022.", "Virginia's exports are 8% below the same time last year."]
)
def test_a_rate_set_against_another_time_of_its_own_is_growth(sentence: str) -> None:
    assert claims(f"Virginia exported $25 billion of goods in 2023. U.S. exports fell. {sentence}")["8%"].kind == "value"


def test_they_that_rose_are_no_economy() -> None:
    found = claims("Exports of Connecticut were $15.4 billion in 2008. As the economy got better they rose to $16.2 billion in 2011.")
    assert found["$16.2 billion"].indicator.concept == "trade"


def test_the_state_that_leads_all_states() -> None:
    found = claims("Iowa leads all states in growth of exports in 2023.")
    assert (found["leads"].subject, found["leads"].kind) == ("US-IA", "rank")


@pytest.mark.parametrize(("sentence", "period"), [
    ("A year ago, Iowa exports totaled $12.1 billion.", "2016"), ("A year earlier, they had fallen 3 percent to $12.1 billion.", "2016"),
    ("A year before, frobs took exports to $12.1 billion.", "2016"), ("From a year earlier, exports rose to $12.1 billion.", "2017"),
    ("Year over year, exports rose to $12.1 billion.", "2017"),
])  # fmt: skip
def test_what_opens_with_the_year_before_is_of_that(sentence: str, period: str) -> None:
    found = in_order(date(2018, 3, 1))(f"Iowa exports totaled $13.2 billion in 2017. {sentence} Exports to Canada were $5.1 billion.")
    assert [c.period for c in found if c.text in ("$12.1 billion", "$5.1 billion")] == [period, "2017"]
