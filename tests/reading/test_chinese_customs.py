"""What releases of local customs offices in Chinese say in standing phrases: goods whose name begins with a common word, adverbs before a figure, sums of years, wholes that are one's own."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import last

claim = last(date(2024, 11, 20))


@pytest.mark.parametrize(
    ("text", "words", "product"),
    [
        ("前三季度，安徽对东盟中间品进出口800亿元，增长5%。", "5%", "?中间品"),
        ("前三季度，安徽对东盟进出口中间产品800亿元，增长5%。", "800亿元", "?中间产品"),
        ("前三季度，安徽对东盟琉桶进出口800亿元，增长5%。", "800亿元", "?琉桶"),
        ("2023年，安徽进口2419.5亿元，其中琉桶进口增长16.2%；大宗商品进口增长9.7%。", "9.7%", "?大宗"),
        ("9月，安徽进出口值便达50.4亿美元，同比增长57.2%。", "50.4亿美元", "all"),
        ("前三季度，安徽进出口竟达5000亿元，增长5%。", "5000亿元", "all"),
        ("前三季度，安徽对欧盟的进出口呈现两位数增长。", "两位数", "all"),
    ],
)
def test_goods_are_their_whole_name_and_no_adverb_or_verb_is_one(text: str, words: str, product: str) -> None:
    assert claim(text, words).indicator.product == product


@pytest.mark.parametrize("whole", ["整体", "总体", "外贸整体"])
def test_the_whole_that_a_part_is_set_against_is_its_own(whole: str) -> None:
    found = claim(f"前三季度，安徽对琉国进出口800亿元，增长9%，增速高于{whole}2.6个百分点。", "2.6个百分点")
    assert (found.subject, found.relation.versus) == ("CN-AH", None)


def test_the_whole_of_the_nation_is_the_nation() -> None:
    assert claim("前三季度，安徽对琉国进出口800亿元，增长9%，增速高于全国整体2.6个百分点。", "2.6个百分点").relation.versus == "CN"


@pytest.mark.parametrize(
    ("lead", "period"),
    [
        ("2013年至2022年，", "2013/2022"),
        ("“十三五”期间，", "2016/2020"),
        ("十年来，", "2014/2023"),
        ("2013年至2022年，琉港建成。五年来，", "2019/2023"),
    ],
)
def test_what_was_traded_over_years_is_of_all_of_them(lead: str, period: str) -> None:
    text = f"{lead}安徽累计进出口货物总值6.63万亿元，年均增长7%，其中出口4.02万亿元，琉桶进口2.61万亿元。"
    assert [claim(text, words).period for words in ("6.63万亿元", "4.02万亿元", "2.61万亿元")] == [period] * 3


@pytest.mark.parametrize("lead", ["十多年来，", "10余年间，", "近十年来，"])
def test_a_count_of_years_that_is_open_gives_no_span(lead: str) -> None:
    assert claim(f"{lead}安徽累计进出口货物总值6.63万亿元。", "6.63万亿元").period is None


def test_a_level_that_a_span_of_years_ends_with_is_of_its_last() -> None:
    assert claim("2013年至2022年，安徽进出口增长1.1倍，达到6900亿元。", "6900亿元").period == "2022"


def test_a_share_behind_a_list_is_that_of_its_members_together() -> None:
    partners = "前三季度，安徽对东盟、欧盟、美国进出口分别为804亿元、802亿元、752亿元，分别增长15.2%、25.1%、21%，"
    assert claim(f"{partners}占同期安徽外贸总值的46.5%。", "46.5%").indicator.partner == "ASEAN+EU+USA"
    assert claim(f"{partners}分别占18%、17%、11.5%。", "17%").indicator.partner == "EU"
    goods = "前三季度，安徽手机、琉桶、箱包出口分别增长38.5%、42.7%、72.1%，"
    assert claim(f"{goods}合计拉动安徽出口增长5.2个百分点。", "5.2个百分点").indicator.product == "mobile-phones+?琉桶+bags"
    assert claim(f"{goods}推动安徽出口增长7.8%。", "7.8%").indicator.product != "mobile-phones+?琉桶+bags"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022年，安徽进出口规模超10亿元企业有510家。", "10亿元"),
        ("2022年，安徽琉桶出口超10亿元的企业有510家，超百亿元企业21家。", "百亿元"),
        ("一季度，安徽一般贸易外贸总额已超出加工贸易总额逾1369亿元。", "1369亿元"),
        ("一季度，安徽出口高出进口300亿元。", "300亿元"),
    ],
)
def test_the_size_of_firms_and_a_difference_are_no_trade(text: str, words: str) -> None:
    assert claim(text, words).indicator.concept is None


def test_a_level_that_was_exceeded_or_is_another_place_s_stays_one() -> None:
    assert claim("一季度，安徽民营企业进出口超10亿元。", "10亿元").indicator.regime == "enterprise:private"
    assert claim("一季度，安徽出口高出河南的2000亿元。", "2000亿元").subject == "CN-HA"


def test_firms_with_a_time_of_their_own_trade_with_all_partners() -> None:
    text = (
        "十年来，安徽进出口增长1倍。\n"
        "安徽积极开拓市场，对东盟进出口年均增长12.6%。同期，安徽对“一带一路”沿线国家进出口年均增长10.1%。\n"
        "从结构看，主体持续扩大。其中，民营企业琉力强劲，2022年民营企业进出口占全省的75.8%。"
    )
    assert claim(text, "75.8%").indicator.partner == "world"
    assert claim("9月，安徽对东盟进出口45亿元，其中，民营企业进出口28亿元。", "28亿元").indicator.partner == "ASEAN"
