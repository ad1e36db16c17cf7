"""What bulletins and market notes in Chinese leave to the reader: goods by their characters, groups of which the first members are named, districts of customs, by how much a quantity rose."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import last

from hinterland.reading import read_claims

TODAY = date(2024, 11, 20)
claim = last(TODAY)


def told(text: str, words: str, *slots: str) -> tuple[object, ...]:
    """Some slots of the last claim of a text on some words."""
    found = claim(text, words)
    return tuple(getattr(found, slot, None) if hasattr(found, slot) else getattr(found.indicator, slot) for slot in slots)


@pytest.mark.parametrize(
    ("text", "words", "product"),
    [
        ("前三季度，我国绿茶出口20万吨，增长3%；其他花茶出口114吨，下降52%。", "114吨", "?其他花茶"),
        ("前三季度，我国其他隔热砖出口3.1万吨，增长2%。", "3.1万吨", "?其他隔热砖"),
        ("上半年，湖北出口增长9.9%。其中，灯具、箱包、玩具小幅回落，分别下降1.1%、2.2%和3.3%。", "3.3%", "toys"),
        ("上半年，湖北出口增长9.9%。其中，瓶盖、木桶、琉灯大幅增长，分别增长1.1%、2.2%和3.3%。", "3.3%", "?琉灯"),
        ("上半年，湖北机电产品出口增长9.9%。其中，船舶、集装箱快速增长，分别增长70.7%和104%。", "104%", "?集装箱"),
        ("前两个月，我国进口大豆768万吨，减少9%；铜64.9万吨，下降27.8%；汽车13.1万辆。", "64.9万吨", "?铜"),
        ("前两个月，我国进口大豆768万吨，减少9%；镍3.1万吨，增长5%；汽车13.1万辆。", "5%", "?镍"),
        ("前三季度，安溪红茶出口1.2亿元，增长4%；绍兴黄酒出口0.3亿元，增长2%。", "0.3亿元", "?绍兴黄酒"),
        ("8月，浙江家电（含空调、风扇）出口31亿元，增长4%；灯具（霓虹灯、矿灯等）出口12亿元。", "12亿元", "lamps"),
    ],
)
def test_goods_are_named_by_all_their_characters_and_no_adverb(text: str, words: str, product: str) -> None:
    assert told(text, words, "flow", "product")[1] == product


@pytest.mark.parametrize(
    ("text", "words", "subject"),
    [
        ("前三季度，我国花茶、普洱茶出口大幅增长。其中，绿茶出口16.9万吨，增长5.1%。", "16.9万吨", "CN"),
        ("前三季度，普洱茶叶出口2.3亿元，增长4%。", "2.3亿元", "530800"),
        ("前三季度，绍兴出口2912亿元，增长4%。", "2912亿元", "330600"),
    ],
)
def test_a_place_within_the_name_of_goods_owns_nothing(text: str, words: str, subject: str) -> None:
    assert claim(text, words).subject == subject


@pytest.mark.parametrize(
    "text",
    [
        "前10个月，我国茶叶出口30万吨。其中，绿茶出口量为19万吨，占比63%，减少2100吨，降幅1.1%。",
        "前10个月，我国玉米进口1300万吨，同比减少2100吨；大豆进口8900万吨。",
        "8月，福建水产品出口6.1万吨，比上年同期增加2100吨，出口额4.2亿美元。",
    ],
)
def test_by_how_much_a_quantity_rose_is_no_quantity(text: str) -> None:
    assert claim(text, "2100吨").indicator.flow is None


@pytest.mark.parametrize(
    ("text", "words", "subject"),
    [
        ("去年，广东、江苏、浙江等七省市合计进出口34.11万亿元，增长2.7%。", "34.11万亿元", "?广东、江苏、浙江等七省市"),
        ("上半年，苏州、南京、无锡等5市进出口2.1万亿元，增长3.2%。", "2.1万亿元", "?苏州、南京、无锡等5市"),
        ("上半年，江苏、广东、山东、浙江等4省出口4.1万亿元，增长3%。", "4.1万亿元", "CN-JS+CN-GD+CN-SD+CN-ZJ"),
    ],
)
def test_a_group_whose_first_members_are_named_is_none_of_them(text: str, words: str, subject: str) -> None:
    found = read_claims(text, TODAY)
    assert next(c for c in found if c.text == words).subject == subject
    assert not [c for c in found if c.kind == "count"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("前10个月，湖南进出口5000亿元。长沙、岳阳等6个市州进出口均超过200亿元，怀化等3个市州进出口超50亿元。", {"6个", "3个"}),
        ("前10个月，四川进出口9370.2亿元。除成都外，宜宾等7个城市外贸规模均超过百亿元，近半数市州外贸保持正增长。", {"7个"}),
    ],
)
def test_what_counted_towns_passed_is_no_amount_of_the_province(text: str, counts: set[str]) -> None:
    found = read_claims(text, TODAY)
    assert {c.text for c in found if c.kind == "count"} == counts
    assert {c.subject for c in found if c.kind == "count"} <= {"CN-HN", "CN-SC"}
    assert not [c for c in found if c.text in ("百亿元", "50亿元", "200亿元") and c.indicator.flow]


@pytest.mark.parametrize(
    ("text", "words", "subject"),
    [
        ("据厦门海关统计，1—7月，厦门关区进口水果7.4万吨。同期，厦门关区进口菠萝2.8万吨，增长13%。", "2.8万吨", "?厦门关区"),
        ("1—7月，湛江关区出口冻虾1.8万吨，同比增长3.2%。", "1.8万吨", "?湛江关区"),
        (
            "前10个月，长三角地区进出口15.46万亿元，增长6.2%。该区域对非洲的进出口增幅达11%。洋浦港区海关表示，通关快了。",
            "11%",
            "yangtze-delta",
        ),
        ("前两个月，我国对俄罗斯和南非出口增速分别为31.6%和61.4%，分别高于同期我国出口总体增速8个和37.8个百分点。", "37.8个百分点", "CN"),
    ],
)
def test_whose_a_figure_is(text: str, words: str, subject: str) -> None:
    assert claim(text, words).subject == subject


def test_square_metres_of_cloth_are_a_quantity() -> None:
    text = "1-8月美国从全球进口纺织品服装336.4亿平方米，同比下降5.2%，金额640.5亿美元，同比下降3.7%。"
    assert [c.indicator.measure for c in read_claims(text, TODAY)] == ["quantity", "quantity", "value", "value"]


def test_working_days_are_no_goods_of_the_trade_behind_them() -> None:
    text = "2月，我国进出口2634.9亿美元。因今年2月的工作日为17个，而去年同期有21个，经调整后，2月进出口增长13.5%，其中出口增长20.6%。"
    assert told(text, "20.6%", "flow", "product") == ("export", "all")


@pytest.mark.parametrize(
    "goods",
    [
        "对虾",
        "大蒜",
        "可可豆",
        "数据线",
        "鱼",
        "茶",
        "按摩椅",
        "储能电池",
        "和田玉",
        "自拍杆",
        "不粘锅",
        "无花果",
        "能源产品",
        "对琉苯",
        "大琉",
    ],
)
def test_what_stands_between_a_flow_and_its_amount_is_never_all_goods(goods: str) -> None:
    found = read_claims(f"前三季度，福建出口{goods}12.1亿元，增长3.2%。", TODAY)
    assert {c.indicator.product for c in found} == {"?" + goods}


@pytest.mark.parametrize("verb", ["录得", "共计", "逾", "跃升至", "冲破", "则为", "报", "高达", "仅为", "货值累计约", "再上", "回落至"])
def test_verbs_between_a_flow_and_its_amount_are_no_goods(verb: str) -> None:
    assert claim(f"前三季度，福建出口{verb}12.1亿元，增长3.2%。", "12.1亿元").indicator.product == "all"


@pytest.mark.parametrize("goods", ["鱼", "大蒜", "对虾", "可可豆", "数据线", "储能电池", "节能灯"])
def test_goods_before_a_flow_are_named_by_all_their_characters(goods: str) -> None:
    assert claim(f"前三季度，福建{goods}出口12.1亿元，增长3.2%。", "12.1亿元").indicator.product == "?" + goods


def test_a_district_is_the_whole_of_a_share_of_its_own() -> None:
    text = "前10个月，吴江区进出口1708.3亿元。吴江一般贸易方式进出口859.9亿元，占全区同期进出口总值的50.3%，上拉外贸进出口3.8个百分点。"
    assert claim(text, "50.3%").relation.versus is None
    assert claim(text, "3.8个百分点").indicator.op == "contribution"


def test_firms_that_are_counted_first_own_the_flow_behind_the_semicolon() -> None:
    text = "前10个月，吴江区有进出口实绩的企业4061家。其中，民营企业3422家，增加8%；进出口值1005.8亿元，增长4.7%，占58.9%。"
    assert [told(text, words, "regime") for words in ("1005.8亿元", "4.7%")] == [("enterprise:private",)] * 2


@pytest.mark.parametrize(
    ("words", "bases"),
    [("同比和环比", (None, "2024-09")), ("环比、同比", ("2024-09", None))],
)
def test_two_comparisons_have_one_rate_each(words: str, bases: tuple[str | None, str | None]) -> None:
    text = f"10月，浙江出口2600亿元，{words}分别增长3.1%和12.8%。"
    assert tuple(claim(text, rate).relation.base_period for rate in ("3.1%", "12.8%")) == bases


def test_a_bracket_stands_between_an_expectation_and_its_figure() -> None:
    text = "以美元计价，10月我国出口2748.3亿美元，同比-6.4%，预期（一致预期，下同）-3.16%；进口2183亿美元。"
    assert claim(text, "-3.16%").indicator.flow is None


def test_two_countries_by_their_characters_are_no_goods() -> None:
    text = "今年1至7月份，俄罗斯与荷兰双边贸易额为493亿美元。德国排名第三，德俄双边贸易额约为429.85亿美元。"
    assert claim(text, "429.85亿美元").indicator.product == "all"


@pytest.mark.parametrize("cause", ["农产品等的激减使得", "琉灯的下滑令", "玩具需求走弱导致"])
def test_goods_that_moved_the_flow_of_a_place_are_not_all_that_it_is_of(cause: str) -> None:
    text = f"1-9月，云南省出口90.3亿美元，增长14.2%。主要出口商品化肥、有色金属、{cause}9月云南出口额仅为5.1亿美元，下降了45.9%。"
    assert [told(text, words, "product") for words in ("5.1亿美元", "45.9%")] == [("all",)] * 2


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("2025年，湖北、湖南、河南三省中有2个省份进出口实现增长。", "hua-zhong"),
        ("2025年，江苏、浙江、安徽三省中有2个省份进出口实现增长。", "?江苏、浙江、安徽"),
        ("2025年，江苏和浙江进出口增长，全国有20个省份进出口实现增长。", "provinces"),
    ],
)
def test_members_are_counted_of_the_places_listed_before_their_number(text: str, scope: str) -> None:
    counted = [c for c in read_claims(text, date(2026, 3, 1)) if c.kind == "count"]
    assert [c.scope for c in counted] == [scope]
