"""What a word of comparison leads to is of the base alone: its year, its sign and its place say nothing of what follows."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

from hinterland.api import Hinterland

TODAY = date(2026, 3, 1)
claims = by_words(TODAY)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025年云南进出口3000亿元，规模由2022年的第20位升至全国第18位。\n\n前三季度，云南进出口2200亿元，增长5.1%。", "2200亿元"),
        ("2025年贵州进出口900亿元，比2021年增长一成。前三季度，贵州出口510亿元。", "510亿元"),
        ("Yunnan's trade came to 300 billion yuan in 2025, up from 280 billion yuan in 2022.\n\nIn the first three quarters its exports were 150 billion yuan.", "150 billion yuan"),
    ],
)  # fmt: skip
def test_a_year_that_is_a_base_is_not_in_force_behind_it(text: str, words: str) -> None:
    assert claims(text)[words].period == "2025-01/2025-09"


@pytest.mark.parametrize("words", ["trade surplus", "surplus"])
def test_the_base_of_a_surplus_is_a_surplus(words: str) -> None:
    found = claims(f"Chile's {words} was $2.85 billion in September 2025, down from $3.72 billion in August.")
    low = found["$3.72 billion"].low
    assert low is not None and low > 0


@pytest.mark.parametrize(
    ("text", "words", "op"),
    [
        ("In 2025 Jiangxi's trade grew 6.2%, lifting it to 14th place nationwide.", "14th place", "level"),
        ("Jiangxi's trade grew 6.2% in 2025 and moved up to 14th in the country.", "14th", "level"),
        ("2025年江西进出口增长6.2%，规模升至全国第14位。", "第14位", "level"),
        ("2025年江西进出口增长6.2%，增速升至全国第14位。", "第14位", "growth"),
    ],
)
def test_a_place_that_a_verb_leads_up_to_is_by_size_unless_a_pace_is_named(text: str, words: str, op: str) -> None:
    found = claims(text)[words]
    assert (found.subject, found.indicator.op) == ("CN-JX", op)


def test_a_place_within_the_nation_is_a_regions() -> None:
    found = claims("全国进出口增长3.8%。2025年江西进出口额升至全国第14位。")["第14位"]
    assert found.subject == "CN-JX"


@pytest.mark.parametrize(("rate", "period"), [("2024年的23.2%", "2024"), ("2023年1至7月的39.1%", "2023-01/2023-07")])
def test_the_rate_of_a_base_is_of_its_own_period_and_no_fall(rate: str, period: str) -> None:
    found = claims(f"2025年，甘肃进出口600亿元，同比增长17.6%。增速较{rate}放缓，但仍高于全国的3.8%。")[rate.rpartition("的")[2]]
    assert found.period == period and found.low is not None and found.low > 0


def test_the_rate_of_another_is_no_difference_told_in_percent(hinterland: Hinterland) -> None:
    report = hinterland.check("2025年河南进出口增长14.1%，增速高于2024年的1.2%，也高于全国的3.8%。", dated=TODAY)
    assert [f.code for f in report.findings] == []


def test_a_part_of_a_growth_is_a_contribution_through_a_list() -> None:
    found = claims("In July 2025 Fujian contributed 21.0%, Hunan 14.6% and Hebei 11.4% of the nation's trade growth.")
    assert {c.indicator.op for c in found.values()} == {"contribution"}
    for text in (
        "Textiles accounted for 51% of the growth of Fujian's exports in 2025.",
        "Textiles contributed 51% of Fujian's export growth in 2025.",
    ):
        assert claims(text)["51%"].indicator.op == "contribution"
    assert claims("In 2025 Fujian accounted for 4.5% of the nation's exports, and growth was slow.")["4.5%"].indicator.op == "share"
