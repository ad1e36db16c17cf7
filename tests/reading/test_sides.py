"""Whose a figure is, and what it says, where a sentence sets two places, two years or a part and its whole against each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.reading.claims_of import by_words

from hinterland.reading import read_claims

TODAY = date(2026, 3, 1)
read = by_words(TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "2025年，湖北外贸总额反超辽宁，前者为8340.1亿元，后者为7485.6亿元。",
        "Hubei's trade overtook Liaoning's in 2025, the former reaching 8340.1 billion yuan and the latter 7485.6 billion yuan.",
        "Hubei overtook Liaoning in 2025, with foreign trade of 8340.1 billion yuan against 7485.6 billion yuan.",
    ],
)
def test_two_amounts_are_of_the_two_places_compared(text: str) -> None:
    found = {c.text[:6]: c.subject for c in read_claims(text, TODAY)}
    assert (found["8340.1"], found["7485.6"]) == ("CN-HB", "CN-LN")


@pytest.mark.parametrize(("place", "word"), [("浙江", "贡献了"), ("湖北", "达到")])
def test_a_part_is_of_the_place_that_words_for_a_part_lead_to(place: str, word: str) -> None:
    found = read(f"2025年，我国进出口总值45.47万亿元，其中{place}{word}5546.1亿元。")
    assert found["5546.1亿元"].subject == {"浙江": "CN-ZJ", "湖北": "CN-HB"}[place]


def test_a_share_of_a_part_is_of_the_whole_named_before() -> None:
    found = read(
        "China's foreign trade came to 39.10 trillion yuan in 2021. Of that, Shanghai accounted for 4,061.0 billion yuan, or 10.4 percent."
    )
    assert found["10.4 percent"].relation.versus == "CN"


def test_the_base_of_a_share_is_of_the_same_whole() -> None:
    found = read("Shanghai's share of China's foreign trade slipped to 10.4 percent in 2021 from 10.8 percent in 2020.")
    assert {c.relation.versus for c in found.values()} == {"CN"}


@pytest.mark.parametrize("lead", ["由", "从"])
def test_what_a_share_came_from_is_of_the_year_before(lead: str) -> None:
    found = read(f"2021年，上海外贸占全国的比重{lead}上年的10.8%降至10.4%。")
    assert {words: c.period for words, c in found.items()} == {"10.8%": "2020", "10.4%": "2021"}


@pytest.mark.parametrize(("verb", "sign"), [("低于", 1), ("跑赢", 1)])
def test_a_rate_that_touches_the_nation_is_its_own(verb: str, sign: int) -> None:
    found = read(f"山西2024年外贸增速为6.1%，{verb}全国5.0%的平均增速。")
    claim = found["5.0%"]
    assert (claim.kind, claim.subject, claim.low) == ("value", "CN", Decimal("4.95") * sign)


def test_more_than_a_year_before_is_of_the_level_before() -> None:
    found = read(
        "Shanxi traded 174.4 billion yuan of goods with the rest of the world in 2024, 3.1 percent more than the year before. It sold 106.6 billion yuan abroad."
    )
    assert {words: c.indicator.flow for words, c in found.items()} == {
        "174.4 billion yuan": "total",
        "3.1 percent": "total",
        "106.6 billion yuan": "export",
    }


def test_who_exports_and_brings_in_imports() -> None:
    found = read("In 2025 Gansu shipped out 68.2 billion yuan and brought in 33.1 billion yuan.")
    assert [c.indicator.flow for c in found.values()] == ["export", "import"]


@pytest.mark.parametrize("verb", ["exceeded", "surpassed"])
def test_by_how_much_one_place_exceeds_another_is_a_difference(verb: str) -> None:
    claim = read(f"Gansu's foreign trade {verb} that of Qinghai by 3.1 billion yuan in 2020.")["3.1 billion yuan"]
    assert (claim.kind, claim.subject, claim.relation.versus) == ("comparison", "CN-GS", "CN-QH")


@pytest.mark.parametrize(
    "text",
    [
        "The gap between Chongqing and Hebei in foreign trade widened to 258.5 billion yuan in 2021.",
        "重庆与河北的外贸差距由2020年的2103亿元扩大到2021年的2585亿元。",
        "2021年，重庆外贸与河北仅差2585亿元。",
        "2021年，重庆外贸距河北只差2585亿元。",
        "2021年，湖南进出口规模超过广东与江苏之和。",
        "Hunan's exports in 2021 exceeded those of Guangdong and Jiangsu combined.",
        "Hunan traded more in 2021 than Guangdong and Jiangsu combined.",
    ],
)
def test_gaps_and_sums_of_two_places_are_nobodys_level(text: str) -> None:
    assert all(c.subject is None and c.indicator.concept is None for c in read_claims(text, TODAY))


@pytest.mark.parametrize(
    "text",
    [
        f"Shaanxi's trade {words} the 500 billion yuan mark in 2022."
        for words in ("approached", "fell just short of", "narrowly missed", "came close to")
    ]
    + ["2022年，陕西外贸总额逼近5000亿元大关。", "2022年，陕西外贸总额距5000亿元仅一步之遥。"],
)
def test_an_approached_mark_is_above_the_figure(text: str) -> None:
    (claim,) = read_claims(text, TODAY)
    assert (claim.low, claim.high) == (None, Decimal(500_000_000_000))


def test_a_hedge_moves_a_round_amount_by_its_last_digit_that_is_not_nought() -> None:
    assert read("2022年，陕西外贸总额接近5000亿元。")["5000亿元"].low == Decimal(450_000_000_000)
    assert read("2022年，陕西外贸总额接近4836亿元。")["4836亿元"].low == Decimal(483_500_000_000)


def test_edging_up_to_a_share_is_no_upper_end() -> None:
    assert read("Anhui's share of China's foreign trade edged up to 2.2 percent in 2025.")["2.2 percent"].low == Decimal("2.15")
    assert read("Growth of up to 20 percent was seen in Anhui's exports in 2025.")["20 percent"].low is None


def test_stocks_that_are_traded_are_no_trade() -> None:
    assert all(c.indicator.concept is None for c in read_claims("Bonds worth 5 billion yuan were traded in Shanghai in 2024.", TODAY))


@pytest.mark.parametrize(
    "text",
    [
        "Guangxi's trade grew in 2024. Gansu, in the northwest, posted foreign trade of 7.5 billion yuan, up 9.6 percent.",
        "Guangxi's trade grew in 2024. Gansu remained ahead with foreign trade of 7.5 billion yuan, up 9.6 percent.",
        "Guangxi's exports to Japan grew in 2024. In Gansu, exports to Japan were 7.5 billion yuan, up 9.6 percent.",
        "Guangxi's exports to Japan grew in 2024. Only Gansu's exports to Mexico were 7.5 billion yuan, up 9.6 percent.",
        "2024年，广西外贸增长。再看甘肃，进出口75亿元，增长9.6%。",
        "2024年，广西外贸增长。位于西北的甘肃，进出口75亿元，增长9.6%。",
    ],
)
def test_who_acts_in_a_clause_owns_its_figures(text: str) -> None:
    found = {c.subject for c in read_claims(text, TODAY) if c.text[0].isdigit()}
    assert found == {"CN-GS"}


@pytest.mark.parametrize("others", ["Liaoning", "Liaoning and Tianjin", "Liaoning, Hebei and Tianjin"])
@pytest.mark.parametrize("verb", ["to rank eighth", "and ranked eighth", "to stand eighth"])
def test_the_place_that_an_overtaking_leads_to_is_of_who_overtook(others: str, verb: str) -> None:
    found = [
        c
        for c in read_claims(f"Sichuan's trade rose in 2024. In imports it overtook {others} {verb} nationwide.", TODAY)
        if c.kind == "rank"
    ]
    assert [c.subject for c in found] in (["CN-SC"], [None])


@pytest.mark.parametrize("others", ["辽宁", "辽宁、天津"])
def test_the_place_that_a_chinese_overtaking_leads_to_is_of_who_overtook(others: str) -> None:
    found = [
        c for c in read_claims(f"四川进出口规模居全国第八位。2024年，进口规模反超{others}，升至全国第九位。", TODAY) if c.text == "第九位"
    ]
    assert [c.subject for c in found] in (["CN-SC"], [None])
