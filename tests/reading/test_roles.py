"""What a figure's clause says by its form: a buyer's purchases, the head of a list, an apposition, the nation beside a region."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading import read_claims
from hinterland.reading.decode import decide
from hinterland.reading.document import parse
from hinterland.reading.drafts import cell_of, clash
from hinterland.reading.model import choose

TODAY = date(2025, 4, 10)


def read_of(text: str, words: str) -> Claim:
    """The claim of a text that rests on some words."""
    return next(c for c in read_claims(text, TODAY) if text[c.start : c.end] == words)


@pytest.mark.parametrize(("text", "words", "partner"), [
    ("Iowa exported $17.2 billion of goods in 2024. Mexico is still Iowa's best customer, buying $4.1 billion of the state's goods.", "$4.1 billion", "MEX"),
    ("Oregon's exports fell 3% to $31 billion in 2024. Korea bought $5.3 billion of Oregon goods.", "$5.3 billion", "KOR"),
])  # fmt: skip
def test_what_a_foreign_buyer_buys_is_an_export(text: str, words: str, partner: str) -> None:
    claim = read_of(text, words)
    assert (claim.indicator.flow, claim.indicator.partner) == ("export", partner)


def test_what_a_country_buys_itself_stays_an_import() -> None:
    claim = read_of("Vietnam's imports rose 5% to $380 billion in 2024. Vietnam bought $9 billion of goods from Japan.", "$9 billion")
    assert claim.indicator.flow != "export"


def test_items_have_the_flow_of_the_line_above_them() -> None:
    text = "Utah exported $18.2 billion in goods in 2024. Imports came to $19.5 billion.\n\nUtah's top export destinations in 2024:\n- Canada ($2.1 billion)\n- Japan ($1.2 billion)\n"
    claim = read_of(text, "$2.1 billion")
    assert (claim.indicator.flow, claim.indicator.partner) == ("export", "CAN")


def test_what_opens_a_sentence_is_what_an_apposition_describes() -> None:
    text = "Maine's exports rose 2 percent to $3.1 billion in 2024. Frozen lobster, Maine's top export, fell 9 percent to $380 million."
    assert [read_of(text, words).indicator.product for words in ("9 percent", "$380 million")] == ["?Frozen lobster"] * 2


def test_a_known_product_that_opens_a_longer_phrase_is_not_that_product() -> None:
    text = "Kansas exported $14 billion of goods in 2024. Exports of aircraft seats rose 11 percent to $610 million in 2024."
    assert {read_of(text, words).indicator.product for words in ("11 percent", "$610 million")} <= {"?aircraft seats", "?"}


@pytest.mark.parametrize(("text", "words"), [
    ("Nevada's exports rose 6 percent in 2024, compared with a 2 percent increase for the U.S. as a whole.", "2 percent"),
    ("Idaho's exports rose 6 percent to $4 billion in 2024, but the Census Bureau put U.S. exports to Canada in 2024 at more than $349 billion.", "$349 billion"),
])  # fmt: skip
def test_the_nation_named_beside_a_state_owns_its_own_figure(text: str, words: str) -> None:
    assert read_of(text, words).subject == "US"


def test_an_amount_behind_with_or_at_is_of_the_state_right_before() -> None:
    text = "Alabama's exports rose 3% to $27 billion in 2024. Alabama trailed Ohio, with $57 billion in exports, and Tennessee, at about $38 billion."
    document = parse(text, TODAY)
    decided = {
        text[t.target.start + document.parsed[t.target.sentence].sentence.start :][:4]: t.slots["subject"] for t in decide(document, choose)
    }
    assert (decided["$57 "], decided["$38 "]) == ("US-OH", "US-TN")


def test_a_name_of_a_country_and_a_state_is_the_state_among_other_states() -> None:
    document = parse("Alabama exported $27 billion of goods in 2024, Georgia $53 billion and Tennessee $38 billion.", TODAY)
    assert [m.names[0].code for p in document.parsed for m in p.mentions if m.names] == ["US-AL", "US-GA", "US-TN"]


def test_overall_exports_are_of_all_goods() -> None:
    text = "Bavaria's car industry exported 30 percent less in April 2022 than a year earlier. Exports to China overall fell 14 percent in April 2022."
    assert read_of(text, "14 percent").indicator.product == "all"


def test_rates_against_different_bases_do_not_contradict() -> None:
    text = "Bavaria's exports rose 0.4 percent in April 2022. Bavaria's exports were 1.2 percent below the mark of April 2019."
    draft = decide(parse(text, TODAY), choose)[0].grounds
    assert draft is not None and clash(draft.draft, 0, cell_of(draft.draft.slots[0]))[0] == "alone"


def test_the_nation_of_a_text_on_a_state_is_never_the_home_nation() -> None:
    text = "Nebraska's exports fell 2 percent to $8.1 billion in 2024. The nation as a whole saw a 3 percent increase in exports. China was its third-largest market."
    assert read_of(text, "3 percent").subject == "US"


@pytest.mark.parametrize(("text", "words"), [
    ("The Port of Oakland grew in 2024. Loaded imports reached 990,300 TEUs in 2024, up 18 percent, and exports rose 1.2 percent to 766,000 TEUs.", words)
    for words in ("990,300 TEUs", "18 percent", "1.2 percent", "766,000 TEUs")
])  # fmt: skip
def test_containers_are_no_trade(text: str, words: str) -> None:
    assert read_of(text, words).indicator.concept is None


def test_a_share_of_another_statistic_is_no_share_of_trade() -> None:
    text = "Vermont exported $2.4 billion of goods in 2024. Goods exports made up 5.2 percent of Vermont's GDP in 2024."
    assert read_of(text, "5.2 percent").indicator.concept != "trade"


def test_every_such_amount_states_nothing() -> None:
    text = "Every $1 billion in exports supports about 5,000 jobs in Vermont."
    assert not [c for c in read_claims(text, TODAY) if c.text == "$1 billion"]


@pytest.mark.parametrize(("text", "words", "product"), [
    ("Montana's exports rose 3% to $2 billion in 2024, led by wood pellets, which rose 12% to $168 million.", "12%", "?wood pellets"),
    ("Montana exported $2 billion of goods in 2024. The top five categories together accounted for 71 percent of the total.", "71 percent", "?top five categories"),
    ("Montana exported $2 billion in 2024.\n\nMontana's top exports in 2024:\n- Talc and mica: $310 million\n- Wheat: $240 million\n", "$310 million", "?Talc and mica"),
])  # fmt: skip
def test_goods_named_beside_a_figure_are_what_it_is_of(text: str, words: str, product: str) -> None:
    assert read_of(text, words).indicator.product == product


def test_a_place_in_exports_is_one_of_all_goods() -> None:
    text = "Delaware's exports of chemicals fell 6% to $2.2 billion in 2024. Delaware ranked 38th in exports, down from 36th in 2023."
    claim = read_of(text, "38th")
    assert (claim.indicator.product, claim.indicator.partner) == ("all", "world")


def test_the_rate_and_the_level_of_a_second_state_are_both_its_own() -> None:
    text = "In 2024, North Dakota's imports rose 9% to $4.9 billion and South Dakota's 4% to $1.3 billion."
    document = parse(text, TODAY)
    decided = {
        text[t.target.start + document.parsed[t.target.sentence].sentence.start :][:4]: t.slots["subject"] for t in decide(document, choose)
    }
    assert decided["$1.3"] == "US-SD"


def test_a_place_that_no_table_knows_owns_the_trade_that_a_text_gives_it() -> None:
    text = (
        "Exports From Zellmark Reach Record\n\nThe office has published figures on the trade of the Zellmark region (Yamaguchi and Okinawa) for 2024. "
        "Exports overall gained 8.8% to 4.2 trillion yen in 2024, while imports rose 24.7% to 4.7 trillion yen."
    )
    document = parse(text, TODAY)
    assert {t.slots["subject"] for t in decide(document, choose) if t.target.figure is not None} == {"?Zellmark"}


def test_a_level_is_of_what_the_rate_is_of_that_leads_to_it() -> None:
    text = "Hesse's exports fell 2 percent in 2024. While Hesse brought in 3 percent less natural gas, its gas imports went up 34 percent to almost 2.0 billion euros."
    document = parse(text, TODAY)
    rate, level = [t.slots for t in decide(document, choose) if t.target.figure is not None][-2:]
    assert (rate["flow"], rate["product"]) == (level["flow"], level["product"])


def test_a_figure_that_is_set_against_a_year_is_of_the_next() -> None:
    text = "Exports out of Louisiana came to $67 billion in 2018. That compares with $57 billion in 2017. Louisiana's exports made up 4% of all U.S. exports, against 3.7% for 2017."
    assert [read_of(text, words).period for words in ("4%", "3.7%")] == ["2018", "2017"]


def test_what_was_so_thereby_was_so_in_the_same_year() -> None:
    text = (
        "Louisiana's exports rose 18% to $67 billion in 2018. Japan took $7.7 billion of Louisiana's exports in 2016. "
        "The state was thereby the nation's fourth-largest exporter to that market."
    )
    assert read_of(text, "fourth-largest").period == "2016"


@pytest.mark.parametrize(("text", "words", "period"), [
    ("Louisiana's exports rose 18% to $67 billion in 2018. Japan was until then the largest market for Louisiana, taking nearly $7.7 billion of its exports in 2017.",
     "largest market", "2017"),
    ("Louisiana's exports rose 18% to $67 billion in 2018. It is the first time that exports passed $60 billion since the statistics began in 1979.",
     "first time", "2018"),
])  # fmt: skip
def test_places_and_firsts_have_the_year_that_their_sentence_gives_them(text: str, words: str, period: str) -> None:
    assert read_of(text, words).period == period


def test_a_sentence_that_begins_with_a_place_s_whole_trade_is_of_the_world() -> None:
    text = "Oregon's trade rose 3% to $61 billion in 2024. Trade with Japan made up 8.4% of Oregon's trade. Oregon's trade grew by an average of 4.1% a year from 2019."
    assert [read_of(text, words).indicator.partner for words in ("3%", "8.4%", "4.1%")] == ["world", "JPN", "world"]
    named = read_of("Oregon's trade rose 3% in 2024. Oregon's trade with Japan fell 2.2%.", "2.2%")
    assert named.indicator.partner == "JPN"


@pytest.mark.parametrize(("text", "words"), [
    ("In 2024 Hunan's trade with Japan rose 3%. Hubei recorded 83 billion yuan in trade in 2024.", "83 billion yuan"),
    ("Trade with Japan rose 3%. In 2024 Oregon's exports came to $28 billion.", "$28 billion"),
    ("2025年安徽对日本进出口增长18.0%。2025年湖北进出口8.34万亿元。", "8.34万亿元"),
])  # fmt: skip
def test_a_place_and_a_flow_of_its_own_take_no_partner_from_the_sentence_before(text: str, words: str) -> None:
    assert read_of(text, words).indicator.partner == "world"


def test_what_a_place_imports_from_unknown_partners_is_not_the_worlds() -> None:
    assert read_of("Trade with Japan rose. What Jamaica imported from Caricom was $89 million.", "$89 million").indicator.partner != "world"


def test_a_relative_clause_of_a_year_is_of_that_year() -> None:
    text = "Oregon's trade grew by an average of 4.1% a year from 2019, when it was $49.9 billion, to 2024, when Korea bought little."
    assert read_of(text, "$49.9 billion").period == "2019"
