"""Constructions of Chinese statistical prose: changes told from one rate to another, members in brackets, respectively-lists, and whose a nation's own words are."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading.read import read_claims

TODAY = date(2024, 5, 10)


def read(text: str, today: date = TODAY) -> list[Claim]:
    """The claims of a text in order."""
    return sorted(read_claims(text, today), key=lambda c: c.start or 0)


def claims(text: str, today: date = TODAY) -> dict[str, Claim]:
    """The claims of a text by their words."""
    return {c.text: c for c in read(text, today)}


@pytest.mark.parametrize(
    ("text", "earlier", "later", "periods"),
    [
        ("4月以美元计出口同比增速从3月的30.6%加快至32.3%。", "30.6%", "32.3%", ("2024-03", "2024-04")),
        ("4月进口由3月的同比下跌4.7%转为同比增长1.4%。", "4.7%", "1.4%", ("2024-03", "2024-04")),
        ("4月美元计价出口增速由前月的2.1%回升至5.3%。", "2.1%", "5.3%", ("2024-03", "2024-04")),
        ("从去年10月起，宁波市单月进出口连续6个月走高，增幅由2.3%扩大到14.1%。", "2.3%", "14.1%", ("2023-10", "2024-03")),
    ],
)
def test_each_rate_of_a_change_is_of_its_own_period(text: str, earlier: str, later: str, periods: tuple[str, str]) -> None:
    found = claims(text)
    assert (found[earlier].period, found[later].period) == periods
    assert {found[words].indicator.op for words in (earlier, later)} == {"growth"}


def test_a_bracket_tells_what_a_change_in_it_is_of() -> None:
    found = claims("4月出口同比增长6.1%，如汽车（同比增速从52%加快至88%）、莫尔机（从8%加快至9%）出口都走强。")
    assert [(found[w].indicator.product, found[w].period) for w in ("52%", "88%", "8%", "9%")] == [
        ("motor-vehicles", "2024-03"),
        ("motor-vehicles", "2024-04"),
        ("?莫尔机", "2024-03"),
        ("?莫尔机", "2024-04"),
    ]


def test_what_a_figure_was_before_is_of_the_month_before() -> None:
    found = read("4月我国出口2920.5亿美元，同比1.5%，前值-7.5%；贸易顺差723.5亿美元，前值585.5亿美元。")
    assert [(c.indicator.op, c.period) for c in found] == [
        ("level", "2024-04"),
        ("growth", "2024-04"),
        ("growth", "2024-03"),
        ("balance", "2024-04"),
        ("balance", "2024-03"),
    ]


def test_rates_that_a_pace_came_to_are_all_of_one_sign() -> None:
    found = claims("4月，服装和灯具出口同比增速分别放缓至5%和3%。")
    assert all((found[words].low or 0) > 0 for words in ("5%", "3%"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("记者从湛江海关了解到，4月份粤西地区（湛江市、茂名市和阳江市）进出口88.6亿元。其中，出口40.1亿元；进口48.5亿元。", "粤西地区"),
        ("据汕头海关统计，4月份粤东三市（汕头、潮州、揭阳）进出口88.6亿元。其中，出口40.1亿元；进口48.5亿元。", "粤东三市"),
        ("据卢门海关统计，4月份卢东地区（卢门市、甘陵市和帕陵市）进出口88.6亿元。其中，出口40.1亿元；进口48.5亿元。", "卢东地区"),
        ("4月份卢东地区进出口88.6亿元。其中，出口40.1亿元；进口48.5亿元。", "卢东地区"),
    ],
)
def test_a_group_with_its_members_is_whose_its_figures_are(text: str, name: str) -> None:
    found = read(text)
    assert {c.subject for c in found} == {"?" + name}
    assert {c.indicator.product for c in found} == {"all"}


def test_members_of_a_list_that_pairs_and_partners_are_no_group() -> None:
    found = read("4月份湛江市、茂名市和阳江市进出口分别为40.1亿元、20.2亿元和28.3亿元。湛江市对沿线地区出口8.6亿元。")
    assert [c.subject for c in found] == ["440800", "440900", "441700", "440800"]


COUNTY = (
    "昆山上半年经济“半年报”出炉\n\n上半年，全市实现地区生产总值2466.1亿元，增长6.7%，增速居苏州各县市区第三，高于苏州0.5个百分点。\n\n全市实现进出口总额3388.2亿元，增长5.1%。"
    "其中，出口2200.5亿元，增长4.9%，其中经市场采购方式出口112.1亿元，增长9.5%；进口1187.7亿元，增长5.6%。增速分别高于全省1.6、2.9和0.5个百分点。"
)


def test_the_city_that_a_county_is_compared_with_is_not_whose_text_it_is() -> None:
    found = read(COUNTY, date(2024, 8, 1))
    assert {c.subject for c in found if c.indicator.concept == "trade"} == {"320583"}
    assert claims(COUNTY, date(2024, 8, 1))["第三"].subject == "320583"


def test_a_trade_mode_of_a_part_ends_with_its_segment() -> None:
    found = claims(COUNTY, date(2024, 8, 1))
    assert [found[w].indicator.regime for w in ("112.1亿元", "9.5%", "1187.7亿元", "5.6%")] == [
        "market-procurement",
        "market-procurement",
        "all",
        "all",
    ]


def test_points_in_a_list_are_of_the_flows_of_the_paragraph_in_order() -> None:
    found = claims(COUNTY, date(2024, 8, 1))
    assert [found[w].indicator.flow for w in ("1.6", "2.9", "0.5个百分点")] == ["total", "export", "import"]


def test_a_place_among_the_parts_of_a_city_is_held_by_who_is_spoken_of() -> None:
    found = claims(
        "苏州前4个月外贸\n\n前4个月，苏州市进出口8000亿元，增长8.2%。其中，昆山市进出口2000亿元，增长8.8%，规模与增速都排在苏州各板块首位。"
    )
    assert found["首位"].subject == "320583"


TAIWAN = (
    "財政部昨天公布最新進出口統計，今年一至六月我國對日出口一二八點四億美元，年增一成二。前六月對日出超二五億美元，與總出超三二○億元相去不遠。\n\n"
    "不只對日出口成長，財政部統計，六月出口三九九點三億美元，也是史上第一次超越南韓。"
)


def test_a_nation_called_ours_is_that_of_the_paper() -> None:
    found = claims(TAIWAN, date(2025, 7, 10))
    assert {c.subject for c in found.values()} == {"TW"}
    assert [found[w].indicator.partner for w in ("一二八點四億美元", "三二○億元", "三九九點三億美元")] == ["JPN", "world", "world"]
    assert found["三二○億元"].indicator.currency == "USD"


def test_a_rival_that_a_first_overtakes_is_no_partner() -> None:
    found = claims(TAIWAN, date(2025, 7, 10))
    first = next(c for c in found.values() if c.kind == "first")
    assert first.indicator.partner == "world"


def test_an_office_abroad_reports_its_own_nations_trade_with_the_home_nation() -> None:
    found = claims("韓國產業部今天公布，六月我國對中國出口六三四億美元，年減2.1%。", date(2025, 7, 10))
    assert {(c.subject, c.indicator.partner) for c in found.values()} == {("KR", "CHN")}


def test_the_home_nations_office_means_the_home_nation() -> None:
    found = claims("海关总署公布，6月我国对韩国出口100亿美元，按年增长5%，對台出超、入超均擴大。", date(2025, 7, 10))
    assert found["100亿美元"].subject == "CN"


def test_a_total_named_by_two_nations_is_between_them() -> None:
    found = claims("去年，中欧双边贸易增长0.9%，中日贸易下降2.6%。", date(2025, 2, 20))
    assert [(found[w].subject, found[w].indicator.partner) for w in ("0.9%", "2.6%")] == [("CN", "EU"), ("CN", "JPN")]


def test_another_nation_may_stand_first_in_its_own_text() -> None:
    found = claims(
        "泰国商务部11月28日说，今年10月份泰国出口272亿美元。当月，泰中贸易总额达84亿美元，占泰国本月外贸总额的19.3%。", date(2023, 12, 20)
    )
    assert (found["84亿美元"].subject, found["84亿美元"].indicator.partner) == ("TH", "CHN")
    assert found["19.3%"].period == "2023-10"


def test_a_record_behind_a_figure_is_of_its_period() -> None:
    text = "前10个月，苏州市进出口1.9万亿元，下降3%。10月当月，进出口总值2612.3亿元，为2022年9月以来最高，同比增长5.1%。"
    assert next(c for c in read(text, date(2023, 12, 20)) if c.kind == "record").period == "2023-10"


@pytest.mark.parametrize("verb", ["跑出", "闯出", "搏出"])
def test_an_unknown_verb_of_a_figure_is_no_product(verb: str) -> None:
    found = read(f"前4个月，厦门进出口一路猛冲，{verb}9.7%的同比增长，规模达9225.6亿元。")
    assert {c.indicator.product for c in found} == {"all"}
    assert found[0].low is not None


def test_unknown_words_that_lead_to_a_level_are_no_verb() -> None:
    found = claims("前4个月，厦门进出口增长5%，莫尔机9.7亿元，增长3%。")
    assert found["9.7亿元"].indicator.product == "?莫尔机"


def test_who_trades_with_partners_is_compared_with_itself() -> None:
    found = read("云南对东盟、缅甸、智利等主要贸易伙伴进出口的年均增速分别比云南外贸整体增速高6.6个、3.9个和21.2个百分点。")
    assert [(c.subject, c.indicator.partner) for c in found] == [("CN-YN", "ASEAN"), ("CN-YN", "MMR"), ("CN-YN", "CHL")]


def test_an_amount_of_a_span_of_years_is_of_all_of_them() -> None:
    found = claims("2015-2023年间泰国进出口总值为3.92万亿美元。2015年泰国外贸规模约4170亿美元。")
    assert [found[w].period for w in ("3.92万亿美元", "4170亿美元")] == ["2015/2023", "2015"]


def test_two_markets_named_before_are_the_partners() -> None:
    found = claims("泰国主要出口市场是美国和中国，仅这两个市场就占泰国进出口总额的约21%。")["21%"]
    assert found.indicator.partner == "USA+CHN"
    assert found.indicator.product == "all"


@pytest.mark.parametrize("goods", ["消费品", "莫尔品"])
def test_goods_between_an_owner_and_its_market_are_what_it_is_ranked_in(goods: str) -> None:
    found = read(f"去年，欧盟是我国{goods}第一大进口来源地，也是我国机电产品第二大出口市场。")
    assert [(c.indicator.flow, c.indicator.product) for c in found] == [("import", "?" + goods), ("export", "mechanical-electrical")]


def test_first_members_that_head_a_list_are_not_what_is_traded() -> None:
    found = read("前4个月，以棉花、煤炭打头的全省12种大宗商品进口880.8亿元，增长3%，占77.7%。")
    assert {c.indicator.product for c in found if c.indicator.concept == "trade"} == {"?12种大宗"}


def test_words_for_a_currency_behind_an_office_hold_of_its_paragraph() -> None:
    text = "海关总署公布，以美元计价，中国5月进出口5220.7亿元，增长5.1%。其中出口3023.5亿元，增长7.6%。\n\n以人民币计价，5月进出口3.71万亿元，增长8.6%。"
    found = [c.indicator.currency for c in read(text, date(2024, 6, 7))]
    assert found == ["USD"] * 4 + ["CNY"] * 2
