"""What a text as a whole is of, and what goes on through its paragraphs: no place that it doesn't name, no trade that it doesn't speak of, the period of the sentence before."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

from hinterland.reading import read_claims
from hinterland.reading.document import parse

TODAY = date(2026, 3, 1)
read = by_words(TODAY)


def test_the_period_of_a_sentence_without_figures_goes_on_behind_it() -> None:
    text = (
        "In the first ten months of 2025, exports of Ohio came to 51.5 billion dollars, up 2%. Over the first three quarters of 2025, trade in flimbles kept growing. "
        "Exports were worth 41.3 billion dollars. Imports came to 62.7 billion dollars."
    )
    found = read(text)
    assert found["51.5 billion dollars"].period == "2025-01/2025-10"
    assert {found[words].period for words in ("41.3 billion dollars", "62.7 billion dollars")} == {"2025-01/2025-09"}


def test_a_paragraph_stays_in_its_period_whatever_the_text_is_of() -> None:
    text = (
        "顺德：1-5月外贸进出口总值778.2亿元\n\n2025年1-5月顺德区外贸进出口总值778.2亿元，其中出口670.4亿元。\n\n5月，顺德区外贸进出口总值141.8亿元。"
        "顺德对东盟的进出口有所回落。不过，顺德对美国、韩国进出口分别增长13%和6.9%。"
    )
    found = read(text)
    assert {found[words].period for words in ("141.8亿元", "13%", "6.9%")} == {"2025-05"}


def test_no_year_since_which_something_holds_goes_on() -> None:
    text = "In 2025 exports of Ohio came to 7.2 billion dollars.\n\nSince 2012 its firms have sold more to frobbers abroad. Imports of Ohio came to 5.2 billion dollars."
    assert read(text)["5.2 billion dollars"].period != "2012"


@pytest.mark.parametrize("own", ["我市", "全市"])
def test_the_figures_of_a_city_that_a_text_names_nowhere_are_of_no_place(own: str) -> None:
    text = f"2025年，{own}一般贸易进出口112亿元，增长21%。民营企业进出口102亿元，增长18.7%。{own}与美国的进出口增长8%。"
    assert {c.subject for c in read_claims(text, TODAY)} == {None}
    named = f"2025年，苏州市一般贸易进出口112亿元，增长21%。{own}民营企业进出口102亿元。"
    assert {c.subject for c in read_claims(named, TODAY)} == {"320500"}


def test_no_partner_is_whom_a_text_is_of() -> None:
    text = (
        "Trade deficit of 331m registered for September 2025\n\nThe statistics office of Quorbia put exports at €248 million, up 5%. Imports rose 3%, because of machinery.\n\n"
        "Vehicles weighed most. Fuels followed. Chemicals did well. The main increases in imports were from Italy and Spain, and sales went above all to Libya. "
        "Exports had come to €236 million the year before."
    )
    assert {c.subject for c in read_claims(text, TODAY)} <= {None, "?Quorbia"}


def test_a_currency_word_that_is_any_word_says_nothing_of_a_country() -> None:
    text = "Flimble has won back buyers, and sales won't fall. Exports came to 41 million dollars in 2025."
    assert not parse(text, TODAY).paid
    assert parse("Exports came to 41 million won in 2025.", TODAY).paid == {"KR"}


def test_the_name_of_a_province_means_it_and_not_its_city_of_that_name() -> None:
    text = "地处东北的吉林省2025年外贸较快增长。2025年，吉林出口额为627亿元，同比增长24.9%。"
    assert {c.subject for c in read_claims(text, TODAY)} == {"CN-JL"}
    both = "吉林省2025年外贸较快增长。2025年，吉林市出口额为27亿元。"
    assert read(both)["27亿元"].subject == "220200"


def test_a_nation_that_is_set_beside_china_is_another() -> None:
    text = "我国与中国都公布了进出口统计。就我国出口来说，10月出口205.2亿美元，年增49.7%。我国10月出超225.8亿美元。"
    assert parse(text, TODAY).speaker == "TW"
    assert parse("我国与美国都公布了进出口统计。10月我国出口205.2亿美元，年增49.7%。", TODAY).speaker != "TW"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2020年9月-2021年5月，纺织品出口累计达2167.25亿美元。", "2020-09/2021-05"),
        ("1997年1月至2007年6月，宁波市进出口78.2亿美元。", "1997-01/2007-06"),
        ("2013年至今年8月，河北省进出口5504.6亿元。", "2013-01/2026-08"),
        ("2013年至2018年8月，河北省进出口5504.6亿元。", "2013-01/2018-08"),
        ("2018年1月至2018年7月，河北省进出口5504.6亿元。", "2018-01/2018-07"),
    ],
)
def test_a_span_from_one_year_to_a_month_of_another(text: str, period: str) -> None:
    (found,) = read_claims(text, TODAY)
    assert found.period == period


RETAIL = (
    "In the first nine months, Quorbia took in 3.6 quadrillion florins at its shops. Retail trade grew by 11.6 percent. Food sold best. Clothing came next. Markets were full. "
    "Shops in Ohio sold 5.2 billion dollars of goods. In Texas the shops sold 9.1 billion dollars. Prices were stable. Hotels brought in 4 billion dollars."
)


def test_a_long_text_that_names_no_flow_for_certain_gives_no_trade() -> None:
    assert {c.indicator.concept for c in read_claims(RETAIL, TODAY)} <= {None}
    assert any(
        c.indicator.concept == "trade"
        for c in read_claims(RETAIL + " Exports of Ohio came to 3 billion dollars in 2025, and its imports fell 3.1 percent.", TODAY)
    )


def test_what_industry_delivered_for_export_is_no_trade() -> None:
    found = read_claims("2025年上半年，规模以上工业企业完成出口交货值55707亿元，同比下降0.4%。", TODAY)
    assert {c.indicator.concept for c in found} <= {None}


def test_quarters_of_a_change_are_spelled_as_months() -> None:
    text = "2025年一季度，成都外贸进出口值848亿元，增长68.7%，占全省外贸的比重由去年同期的81.7%升到87.8%。"
    assert read(text)["81.7%"].period == "2024-Q1"


def test_a_sum_of_groups_is_no_whole_of_a_share() -> None:
    read("2025年，全国有26个城市的进出口增幅在20%以上，中西部占了其中16个，浙江占全国的12%，中西部占18%。")


def test_the_trade_of_single_firms_is_none_of_a_place() -> None:
    text = "2025年苏州出口3200亿元。甲乙木业、丙丁船舶等骨干企业分别进出口78.3亿元、49.3亿元，同比增长95.4%、20.3%。"
    found = read(text)
    assert found["3200亿元"].indicator.concept == "trade"
    assert {found[words].indicator.concept for words in ("78.3亿元", "49.3亿元", "95.4%", "20.3%")} == {None}
    assert read("2025年，某市一家烟花出口企业出口量为1.3万吨。")["1.3万吨"].indicator.concept is None
    assert read("2025年，骨干企业带动明显，苏州出口3200亿元。")["3200亿元"].indicator.concept == "trade"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In May 2025, Hong Kong recorded a trade deficit of $13.7 billion, or 4.1% of imports.", "4.1%"),
        ("Exports of Turkey covered 67.2 percent of imports in 2025.", "67.2 percent"),
        ("2025年1至8月，香港有形贸易逆差达2433亿元，等同商品进口货值的6.8%。", "6.8%"),
    ],
)
def test_what_a_balance_or_flow_is_of_another_is_no_share(text: str, words: str) -> None:
    assert read(text)[words].indicator.flow is None
    assert read("Exports to Germany made up 67.2 percent of exports of Turkey in 2025.")["67.2 percent"].indicator.flow == "export"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "In 2025, exports of Ohio rose 8.3 per cent. It beat the 5.65 per cent that Quorb, a provider of figures, had predicted.",
            "5.65 per cent",
        ),
        ("In 2025, China's trade surplus came to 278.4bn yuan. Analysts had foreseen a surplus of 364.5bn yuan.", "364.5bn yuan"),
        ("In 2025, trade of Ohio grew 6.2 per cent, short of the 10 per cent that the government had aimed for.", "10 per cent"),
    ],
)
def test_what_was_foreseen_is_of_nobody(text: str, words: str) -> None:
    assert read(text)[words].subject is None


def test_couples_of_figures_that_are_set_against_a_year_before_are_paired() -> None:
    text = "In 2025, trade between Sichuan and ASEAN and South Korea stood at 121.76 billion yuan, rising 13.8% year-on-year, and 40.91 billion yuan, rising 28.5% year-on-year."
    assert [c.indicator.partner for c in read_claims(text, TODAY)] == ["ASEAN", "ASEAN", "KOR", "KOR"]


def test_a_word_that_only_opens_like_a_first_is_none() -> None:
    assert not [c for c in read_claims("2025年，河南外贸有两大亮点。首先，手机出口1639.4亿元。", TODAY) if c.kind == "first"]
    assert [c for c in read_claims("2025年，河南出口首破千亿元。", TODAY) if c.kind == "first"]


def test_a_name_that_writers_of_one_country_use_is_a_place_in_their_texts_alone() -> None:
    text = "2025年大陸汽車外銷有了重大轉折。2025年大陸對墨西哥汽車出口62.52萬輛，年增18.05%。"
    assert parse(text, TODAY).main_subject == "CN" and parse(text, TODAY).seen["CN"].roles["own"]
    assert not parse("2025年，欧亚大陆桥运输增长。浙江出口2000亿元，同比增长5%。", TODAY).seen.keys() & {"CN"}
