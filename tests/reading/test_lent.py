"""English figures whose words name only a part of what they are of: the rest comes from the rate, the title, the list, the goods or the amount beside them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

from hinterland.models import Claim

TODAY = date(2019, 4, 20)
claims = by_words(TODAY)


def signed(claim: Claim) -> float:
    """The middle of a claim's interval."""
    assert claim.low is not None
    assert claim.high is not None
    return float(claim.low + claim.high) / 2


@pytest.mark.parametrize(
    ("tail", "words", "period"),
    [
        ("more than the 9.2% of December", "9.2%", "2018-12"),
        ("more than the -9.2% of Dec18", "-9.2%", "2018-12"),
        ("worse than in Feb19, when it was 8.1%", "8.1%", "2019-02"),
        ("worse than in 2018, when they fell 8.1%", "8.1%", "2018"),
    ],
)
def test_a_rate_set_against_another_is_of_its_own_time(tail: str, words: str, period: str) -> None:
    found = claims(f"Exports of Peru fell 11.1% in March, {tail}. Imports fell 3%.")
    assert (found[words].subject, found[words].indicator.op, found[words].period) == ("PE", "growth", period)
    assert signed(found[words]) < 0
    assert found["3%"].period == "2019-03"


def test_a_rate_behind_a_fall_that_another_came_after_falls() -> None:
    found = claims("China's exports were up 3.9% in March - the fastest in two years - after a fall of 1.2% in February.")["1.2%"]
    assert (found.subject, found.period) == ("CN", "2019-02")
    assert signed(found) < 0


@pytest.mark.parametrize(
    ("tail", "words", "subject", "flow"),
    [
        ("well above the national rate of 7.1 percent", "7.1 percent", "CN", "export"),
        ("above the national rate of 7.1 percent and the provincial average of 9.0 percent", "9.0 percent", "CN-ZJ", "export"),
        ("far above the 12.6% by which the whole country's imports grew", "12.6%", "CN", "import"),
    ],
)
def test_a_yardstick_is_of_whom_its_words_name(tail: str, words: str, subject: str, flow: str) -> None:
    found = claims(f"Exports of Ningbo came to 545.2 billion yuan in 2018, a rise of 18.1 percent, {tail}.")[words]
    assert (found.subject, found.indicator.flow) == (subject, flow)


@pytest.mark.parametrize("goods", ["rubber", "zorbs"])
def test_value_and_quantity_are_told_apart(goods: str) -> None:
    found = claims(
        f"Vietnam's exports of {goods} in January gained 12.4% by quantity to 150.2 thousand tons and 18.1% by value to $210 million."
    )
    measures = [found[words].indicator.measure for words in ("12.4%", "150.2 thousand tons", "18.1%", "$210 million")]
    assert measures == ["quantity", "quantity", "value", "value"]


def test_volumes_are_quantities() -> None:
    assert claims("Export volumes of Chile were up 3.9% in March.")["3.9%"].indicator.measure == "quantity"


def test_both_ends_of_a_leap_have_their_months() -> None:
    found = claims(
        "Kansas's exports made a leap in March 2018, up 4 percent from $17.74 billion in February to $18.50 billion in March, a bureau said."
    )
    assert [found[words].period for words in ("$17.74 billion", "$18.50 billion")] == ["2018-02", "2018-03"]


@pytest.mark.parametrize("noun", ["four partners", "four countries and regions"])
def test_partners_of_a_list_are_taken_up_together(noun: str) -> None:
    found = claims(
        "Vietnam, Japan, the EU and the USA were the four biggest trading partners of Foshan in 2018. "
        f"Trade with these {noun} totalled US$41.2 billion, or 61.3% of the total."
    )
    assert {found[words].indicator.partner for words in ("US$41.2 billion", "61.3%")} == {"VNM+JPN+EU+USA"}


def test_partners_of_another_number_are_not_taken_up() -> None:
    found = claims(
        "Ohio exported goods worth 5 billion dollars to Kenya, Peru and Chile in 2018. The four largest markets took 40% of all exports."
    )
    assert "KEN" not in (found["40%"].indicator.partner or "")


@pytest.mark.parametrize(
    ("goods", "product"),
    [
        ("zorbs", "?zorbs"),
        ("inputs such as rubber, copper and dyes", "?inputs"),
        ("refrigerators, ovens and toasters", "?refrigerators, ovens and toasters"),
        ("coal", "coal"),
    ],
)
def test_goods_that_a_verb_leads_from_to_a_figure_are_its_own(goods: str, product: str) -> None:
    assert (
        claims(f"In 2018 Foshan's exports of {goods} came to 570 million U.S. dollars.")["570 million U.S. dollars"].indicator.product
        == product
    )


def test_a_partner_that_a_verb_leads_from_to_a_figure_is_its_own() -> None:
    found = claims("Japan was the largest export market of Ohio in 2018, while imports from Kenya reached $0.3 billion.")["$0.3 billion"]
    assert (found.indicator.flow, found.indicator.partner) == ("import", "KEN")


def test_what_a_place_does_is_no_goods() -> None:
    found = claims("The value of goods that Oregon ships to Canada rose 5% in 2018. Exports of ships to Kenya fell 4%.")
    assert [found[words].indicator.product for words in ("5%", "4%")] == ["all", "ships"]


def test_goods_that_come_next_share_what_the_first_are_of() -> None:
    found = claims(
        "Industrial machinery, spare parts included, made up 32% of Ohio's exports in 2018; glorps came next at about 13%, data show."
    )["13%"]
    assert (found.indicator.op, found.indicator.flow, found.indicator.product) == ("share", "export", "?glorps")


def test_a_title_lends_its_flow_and_keeps_it_from_the_next_sentence() -> None:
    found = claims(
        "Japan was the largest export market of Ohio in 2018, taking $1.3 billion, followed by Kenya with $0.3 billion. Imports rose 3%."
    )
    assert [found[words].indicator.flow for words in ("$1.3 billion", "$0.3 billion", "3%")] == ["export", "export", "import"]


def test_a_whole_is_not_of_the_side_that_the_next_sentence_tells() -> None:
    found = claims("In 2018 general trade of Foshan reached US$12.4 billion, growing 16.4%. Among this, exports stood at US$8.1 billion.")
    assert [found[words].indicator.flow for words in ("US$12.4 billion", "16.4%", "US$8.1 billion")] == ["total", "total", "export"]


@pytest.mark.parametrize("clause", ["sold goods for US$0.8 billion abroad", "exported goods worth US$0.8 billion"])
def test_the_amount_of_a_flow_is_not_the_balance_beside_it(clause: str) -> None:
    found = claims(f"Ceará {clause} in March and had a trade surplus of US$0.2 billion.")
    assert [found[words].indicator.op for words in ("US$0.8 billion", "US$0.2 billion")] == ["level", "balance"]


def test_a_share_that_says_an_amount_again_is_as_sure_as_that() -> None:
    found = claims(
        "Most of Indonesia's exports in 2018 came from West Java, with $23.43 billion, or 17.93 percent, followed by East Java with $16.91 billion."
    )
    assert (found["17.93 percent"].subject, found["17.93 percent"].indicator.op) == ("ID-JB", "share")


def test_a_period_that_is_named_only_later_is_not_in_force_yet() -> None:
    text = (
        "Indonesia's exports rose 4 percent in November 2018.\n\nChina was the largest buyer, with $1.81 billion.\n\n"
        "Exports in January-November 2018 were $130.65 billion."
    )
    assert claims(text)["$1.81 billion"].period == "2018-11"


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Gansu imported 18.3 billion yuan of goods in 2018, up 26.9 percent and first in the nation by growth rate.", "first", "rank"),
        ("With 4.5 billion euros of goods exported in 2018, Asturias stands at the head of the Spanish ranking.", "at the head of the Spanish ranking", "rank"),
        ("Exports of Ohio rose 5% in March 2019, a three-year high.", "three-year high", "record"),
    ],
)  # fmt: skip
def test_places_and_records_in_other_shapes(text: str, words: str, kind: str) -> None:
    assert claims(text)[words].kind == kind


def test_a_nation_that_is_one_more_case_among_partners_owns_nothing_else() -> None:
    text = "Deliveries to Japan, Peru and Chile rose in March; in Taiwan's case exports soared.\n\nExports rose 4% in March, and imports fell 3%."
    assert not {c.subject for c in claims(text).values()} & {"TW"}


def test_members_behind_prepositions_of_their_own_are_paired() -> None:
    found = claims("Imports of coal and of timber by Gansu were worth 6.1 billion yuan and 5.2 billion yuan in 2018, respectively.")
    assert [found[words].indicator.product for words in ("6.1 billion yuan", "5.2 billion yuan")] == ["coal", "timber"]


@pytest.mark.parametrize(
    ("goods", "verb", "tail"),
    [("fruit", "were", "lower than in the same months of 2017"), ("zorbs", "fell", "on the year")],
)
def test_two_months_and_two_rates_with_one_word_for_both(goods: str, verb: str, tail: str) -> None:
    found = claims(f"Guangxi's exports of {goods} in May and June 2018 {verb} 14.3 percent and 12.4 percent {tail}.")
    rates = [found[words] for words in ("14.3 percent", "12.4 percent")]
    assert [c.period for c in rates] == ["2018-05", "2018-06"]
    assert all(signed(c) < 0 for c in rates)


def test_who_overtakes_is_the_partner() -> None:
    found = claims("Jilin's trade rose in 2018. Peru has pushed Italy aside as fourth-largest partner in trade of the province.")
    assert found["fourth-largest"].indicator.partner == "PER"


def test_an_adjective_of_a_region_is_no_goods() -> None:
    found = claims("Exports of Asturias rose in January. Asturian exports grew 3.1% in January and February, to 0.7 billion euros.")
    assert [(found[words].subject, found[words].indicator.product) for words in ("3.1%", "0.7 billion euros")] == [("ES-AS", "all")] * 2


def test_a_part_of_an_amount_is_of_the_region_that_it_came_from() -> None:
    found = claims(
        "Of the $330.1 billion of goods that India sold abroad in FY19, about $16 billion were from the southern state of Telangana."
    )
    assert [found[words].subject for words in ("$330.1 billion", "$16 billion")] == ["IN", "IN-TG"]
