"""Standing phrases of Chinese customs releases and wires: what a nation's growth owes to a region, firms with trade, and a rate of which only the digits are told."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading.read import read_claims


def claims(text: str, today: date = date(2024, 8, 15)) -> dict[str, Claim]:
    """The claims of a text by their words."""
    return {c.text: c for c in read_claims(text, today)}


@pytest.mark.parametrize(
    ("text", "words", "subject", "product"),
    [
        ("上半年，湖南外贸进出口3000亿元，增长5%，对全国外贸增长贡献率达28%。", "28%", "CN-HN", "all"),
        ("上半年，江西出口2000亿元，增长9.1%，对全国出口增长的贡献率为19.8%。", "19.8%", "CN-JX", "all"),
    ],
)
def test_a_nation_whose_growth_a_region_adds_to_is_no_partner(text: str, words: str, subject: str, product: str) -> None:
    found = claims(text)[words]
    assert (found.subject, found.indicator.op, found.indicator.partner) == (subject, "contribution", "world")
    assert (found.relation.versus, found.indicator.product) == ("CN", product)


@pytest.mark.parametrize("verb", ["重回", "恢复", "维持", "首次实现"])
@pytest.mark.parametrize("goods", ["", "鹅毛扇"])
def test_a_number_of_digits_stays_what_it_is_behind_any_verb(verb: str, goods: str) -> None:
    found = claims(f"7月，四川{goods}出口{verb}两位数增长。")["两位数"]
    assert (found.low, found.high) == (10, 100)
    assert found.indicator.product == (f"?{goods}" if goods else "all")


def test_firms_with_trade_are_no_trade() -> None:
    found = claims("海关数据显示，上半年陕西有进出口实绩的外贸经营主体多了12.3%，民营企业数量增加14.8%。")
    assert {found[words].indicator.concept for words in ("12.3%", "14.8%")} == {None}


def test_state_owned_firms_have_an_older_name() -> None:
    found = claims("一季度，全国国营企业进出口1.64万亿元，占16.1%。")
    assert {c.indicator.regime for c in found.values()} == {"enterprise:state-owned"}


def test_for_the_first_time_in_history_names_no_goods() -> None:
    found = claims("5月，湖南当月进口历史首次突破400亿元，增幅达51.4%。")
    assert {found[words].indicator.product for words in ("400亿元", "51.4%")} == {"all"}


def test_what_quickened_names_no_goods() -> None:
    found = claims("一季度，中国出口5.74万亿元，增长4.9%；出口较去年四季度加速4.1个百分点。")["4.1个百分点"]
    assert (found.kind, found.indicator.product, found.indicator.flow) == ("comparison", "all", "export")
