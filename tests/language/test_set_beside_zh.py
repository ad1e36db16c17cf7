"""What Chinese sets beside a figure tells the same as it: a share beside a share, a rate beside a rate, a multiple of what a region in brackets has."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.language.read import read
from hinterland.models import Claim

TODAY = date(2026, 3, 15)


def claim(text: str, told: str) -> Claim:
    return next(c for c in read(text, TODAY).claims if told in c.text)


def test_a_figure_beside_a_share_is_a_share() -> None:
    text = "2025年前11个月，我国对美国进出口下降16.9%，占比降至8.9%，低于欧盟的13.0%。"
    assert claim(text, "13.0%").indicator.op == "share"


def test_a_rate_behind_the_other_makes_the_comparison_one_of_rates() -> None:
    assert claim("2025年上海出口增长10.8%，高于江苏的8.4%。", "高于").indicator.op == "growth"


def test_a_multiple_of_a_region_with_its_figure_in_brackets() -> None:
    read_ = claim("2024年，浙江出口39057.5亿元，约为福建（12386.2亿元）的3.2倍。", "3.2倍")
    assert (read_.kind, read_.subject, read_.relation.versus) == ("comparison", "CN-ZJ", "CN-FJ")


def test_doubling_counts_from_the_year_told_before() -> None:
    text = "湖北外贸2020年是4294.1亿元，2025年达到8340.1亿元，接近翻了一番。"
    assert claim(text, "翻").relation.base_period == "2020"


def test_the_others_of_a_group_are_counted_in_it() -> None:
    text = "2025年中部六省里，进出口除湖南、山西下降外，其余四省均实现增长。"
    assert all(c.scope == "central" for c in read(text, TODAY).claims if c.kind == "count")


@pytest.mark.parametrize(
    ("text", "told", "subject", "concept"),
    [
        ("2025年，东盟继续为我国第一大贸易伙伴，双边贸易额6.82万亿元。", "6.82", "CN", "trade"),
        ("2025年湖南外贸增速仅好于山西，出口3000亿元。", "3000", "CN-HN", "trade"),
        ("2025年辽宁外贸规模居全国第15位；地区生产总值33182.9亿元。", "33182.9", "CN-LN", "gdp"),
    ],
)
def test_whose_and_what(text: str, told: str, subject: str, concept: str) -> None:
    read_ = claim(text, told)
    assert (read_.subject, read_.indicator.concept) == (subject, concept)
