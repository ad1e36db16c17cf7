"""What bulletins and market notes in Chinese leave to the reader: goods by their characters, groups of which the first members are named, districts of customs, by how much a quantity rose."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading import read_claims

TODAY = date(2024, 11, 20)


def claim(text: str, words: str) -> Claim:
    """The last claim of a text that rests on some words."""
    return next(c for c in reversed(read_claims(text, TODAY)) if c.text == words)


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


def test_two_countries_by_their_characters_are_no_goods() -> None:
    text = "今年1至7月份，俄罗斯与荷兰双边贸易额为493亿美元。德国排名第三，德俄双边贸易额约为429.85亿美元。"
    assert claim(text, "429.85亿美元").indicator.product == "all"
