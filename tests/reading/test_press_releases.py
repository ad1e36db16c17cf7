"""What offices of regions announce: lists of the fastest growth, places by a flow, amounts of a rise, firms that trade, goods behind an amount, counties and metropolitan areas."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

TODAY = date(2019, 6, 1)
claims = by_words(TODAY)


@pytest.mark.parametrize(("sentence", "op"), [
    ("Among the state's largest percentage increases by destination in 2018 were Peru (59.8 percent) and Malaysia (31.8 percent).", "growth"),
    ("The sharpest declines in 2018 were to Peru (59.8 percent) and Malaysia (31.8 percent).", "growth"),
    ("Frobs saw the highest percentage increase in 2018 (59.8 percent), followed by quobbles (31.8 percent).", "growth"),
    ("The state's largest markets in 2018 were Peru (59.8 percent) and Malaysia (31.8 percent).", "share"),
])  # fmt: skip
def test_a_list_of_the_fastest_growth(sentence: str, op: str) -> None:
    found = claims(f"Ohio's exports totaled $49.2 billion in 2018. {sentence}")
    assert {found[w].indicator.op for w in ("59.8 percent", "31.8 percent")} == {op}


def test_each_increase_is_to_the_partner_behind_it() -> None:
    found = claims(
        "Ohio's exports rose in 2018 with a 34 percent increase to Africa, a 28 percent rise to Zembla and a 15 percent gain to Peru."
    )
    assert [found[w].indicator.partner for w in ("34 percent", "28 percent", "15 percent")] == ["africa", "?Zembla", "PER"]


@pytest.mark.parametrize(("sentence", "words", "flow", "product", "partner"), [
    ("It ranked seventh in the United States for dollar value of its trade.", "seventh", "total", "all", "world"),
    ("Iowa moved up to sixth among U.S. states for dollar value of trade.", "sixth", "total", "all", "world"),
    ("Iowa led the nation in frob exports in 2018.", "led", "export", "?frob", "world"),
    ("Iowa ranked second nationally in corn syrup exports in 2018.", "second", "export", "?corn syrup", "world"),
    ("Iowa ranked fourth among U.S. states in exports to Hong Kong and ninth in exports to Peru.", "ninth", "export", "all", "PER"),
])  # fmt: skip
def test_what_a_place_is_by(sentence: str, words: str, flow: str, product: str, partner: str) -> None:
    found = claims(f"Iowa exported $12.3 billion of goods in 2018. {sentence}")[words].indicator
    assert (found.flow, found.product, found.partner) == (flow, product, partner)


@pytest.mark.parametrize("sentence", [
    "They came to $12.3 billion, breaking the previous record by $1.1 billion.",
    "They beat the old high of 2014 by nearly $1.1 billion.",
    "They were $12.3 billion, an increase of 10 percent ($1.1 billion) from their export level in 2008.",
    "They are on pace for a $1.1 billion decline in 2019.",
    "Those to Zembla were down 25.3% for the year, or $1.1 billion.",
])  # fmt: skip
def test_by_how_much_a_record_was_broken_is_no_level(sentence: str) -> None:
    assert claims(f"Iowa's exports grew in 2018. {sentence}")["$1.1 billion"].indicator.concept is None


@pytest.mark.parametrize(("sentence", "base"), [
    ("an increase of 10 percent ($1.1 billion) from its export level in 2008", "2008"),
    ("a decrease of 10 percent from the export level of 2010", "2010"),
    ("an increase of 10 percent from its export level in 2017", None),
])  # fmt: skip
def test_the_level_of_a_year_that_exports_rose_from(sentence: str, base: str | None) -> None:
    found = claims(f"In 2018, Ohio goods exports were $54.4 billion, {sentence}.")["10 percent"]
    assert (found.period, found.relation.base_period) == ("2018", base)


def test_the_first_amount_of_a_pair_is_of_the_first_year_of_the_span_that_opens_its_sentence() -> None:
    found = claims("Between 2000 and 2011, Ohio's exports to Chile rose 542 percent, from $1.62 billion to $10.4 billion.")
    assert [found[w].period for w in ("$1.62 billion", "$10.4 billion")] == ["2000", "2011"]


@pytest.mark.parametrize(("sentence", "regime"), [
    ("Small and medium-sized firms generated 25.1 percent of Ohio's exports.", "?Small and medium-sized firms"),
    ("About 25.1 percent of those exports came from small businesses.", "?small businesses"),
    ("Farmers accounted for 25.1 percent of the state's exports.", "?Farmers"),
    ("Private companies accounted for 25.1 percent of exports.", "enterprise:private"),
])  # fmt: skip
def test_firms_have_a_share_of_a_flow_in_their_own_words(sentence: str, regime: str) -> None:
    found = claims(f"Ohio's exports came to $54.4 billion in 2018. {sentence}")["25.1 percent"]
    assert (found.indicator.op, found.indicator.regime, found.low is None) == ("share", regime, False)


@pytest.mark.parametrize("sentence", [
    "More than 87 percent of Ohio exporters are small businesses.", "Small companies made up 87 percent of Ohio's exporters.",
])  # fmt: skip
def test_a_share_of_those_who_trade_is_none_of_trade(sentence: str) -> None:
    assert claims(f"Ohio's exports came to $54.4 billion in 2018. {sentence}")["87 percent"].indicator.concept is None


@pytest.mark.parametrize(("sentence", "product"), [
    ("Ohio exported $4.3 billion in frobs to China in 2018.", "?frobs"), ("Ohio exports $4.3 billion a year in frobs to China.", "?frobs"),
    ("Ohio exported $4.3 billion in 2018.", "all"), ("Ohio exported $4.3 billion in goods in 2018.", "all"),
    ("Ohio exported a total of $4.3 billion in 2018 and grew.", "all"),
])  # fmt: skip
def test_goods_that_in_leads_to_from_the_amount_exported(sentence: str, product: str) -> None:
    assert claims(sentence)["$4.3 billion"].indicator.product == product


@pytest.mark.parametrize(("text", "subject"), [
    ("The Tulmark metro area exported $3.2 billion of goods in 2018.", "?Tulmark metro area"),
    ("The New York metro area exported $3.2 billion of goods in 2018.", "?New York metro area"),
    ("In Iowa County, Wisconsin, exports rose to $3.2 billion in 2018.", "?Iowa County"),
    ("Exports of metro Tulmark were $3.2 billion in 2018.", "?metro Tulmark"),
    ("A county in Iowa exported $3.2 billion in 2018.", "US-IA"), ("Iowa's exports were $3.2 billion in 2018.", "US-IA"),
])  # fmt: skip
def test_counties_and_metropolitan_areas_own_their_trade(text: str, subject: str) -> None:
    assert claims(text)["$3.2 billion"].subject == subject


def test_the_place_that_another_was_set_against_has_the_rate_of_the_clause_behind_it() -> None:
    found = claims("Iowa's exports rose 9 percent in 2018, faster than those of the United States as a whole, which saw 7 percent growth.")
    assert [found[w].subject for w in ("9 percent", "7 percent")] == ["US-IA", "US"]


@pytest.mark.parametrize(("sentence", "words", "op"), [
    ("The share of frobs in exports rose in August to 5.2%.", "5.2%", "share"),
    ("In the first quarter of 2019 they came to $6.6 billion, up 5.2% annually.", "5.2%", "growth"),
    ("From 2010 to 2018 they grew 5.2% annually.", "5.2%", "cagr"),
    ("Three quarters of the state's exports went to Peru.", "Three quarters", "share"),
])  # fmt: skip
def test_what_a_percentage_is_of(sentence: str, words: str, op: str) -> None:
    assert claims(f"Ohio's exports fell 4% in 2018. {sentence}")[words].indicator.op == op


@pytest.mark.parametrize("text", [
    "Ohio exports down, imports up through three quarters", "Ohio's exports passed $5.1 billion in 2018 in just three quarters.",
])  # fmt: skip
def test_three_quarters_of_a_year_are_no_fraction(text: str) -> None:
    assert "three quarters" not in claims(text)


def test_a_rate_of_each_of_two_partners_is_of_the_first() -> None:
    found = claims(
        "Ohio's exports rose 3% in 2018. Exports to Canada and the European Union were each down 4%, while exports to Mexico increased 5%."
    )
    assert [found[w].indicator.partner for w in ("4%", "5%")] == ["CAN", "MEX"]


def test_who_holds_a_share_of_its_nation_owns_it_and_the_amount_beside_it() -> None:
    found = claims("Gujarat with $134 billion held 30.7 per cent of India's merchandise exports in 2018.")
    assert [found[w].subject for w in ("$134 billion", "30.7 per cent")] == ["IN-GJ", "IN-GJ"]


def test_goods_and_services_of_a_region_are_its_trade_and_those_of_a_nation_another_statistic() -> None:
    found = claims(
        "The U.S. exported $2.26 trillion worth of goods and services in 2018, down from $2.38 trillion in 2017.\n\n"
        "Ohio exported $50 billion in goods and services in 2018, up 3 percent. Iowa's exports came to $12 billion."
    )
    assert [found[w].indicator.concept for w in ("$2.26 trillion", "$2.38 trillion")] == [None, None]
    assert {found[w].indicator.concept for w in ("$50 billion", "3 percent", "$12 billion")} == {"trade"}


def test_services_alone_are_no_goods() -> None:
    assert claims("Ohio's services exports came to $20 billion in 2018.")["$20 billion"].indicator.concept == "services"


def test_what_is_imported_from_the_country_is_from_the_partner_told_before() -> None:
    found = claims("Ohio's exports to Peru came to $2.4 billion in 2018. Imports from the country fell 3 percent.")["3 percent"]
    assert (found.subject, found.indicator.flow, found.indicator.partner) == ("US-OH", "import", "PER")
