"""A value beside a quantity and a price a unit that make it is checked, but only for powers of ten: prices are rounded averages."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland

WRONG = [
    ("对摩洛哥出口茶叶4.15万吨，金额近101372万美元，均价2442美元/吨。", "101372万美元"),
    ("2008年3月我国买进聚酯切片15824噸，比2月份多了6682噸；同期的進口金額是21806萬美元，環比上升62.63%；本月的進口均價仍舊是1378美元/噸。", "21806萬美元"),
    ("The plant shipped 15,824 tonnes worth $2.181 million at an average of $1,378/tonne.", "$2.181 million"),
    ("Peru sold 47,300 tonnes of beans worth $118.6 million in May, at an average price of $25,080 a tonne.", "$118.6 million"),
    ("11月，全县茶叶出口730吨，货值4380万元，均价每公斤600元。", "4380万元"),
]  # fmt: skip
"""Texts with an error and the value accused."""

RIGHT = [
    # They fit.
    "对摩洛哥出口茶叶4.15万吨，金额10137万美元，均价2442美元/吨。",
    "The plant shipped 15,824 tonnes worth $21.81 million at an average of $1,378/tonne.",
    "Peru sold 47,300 tonnes of beans worth $118.6 million in May, at an average price of $2,508 a tonne, against $25,080 a tonne in 2019.",
    "11月，全县茶叶出口730吨，货值4380万元，均价每公斤60元。",
    "11月，全县茶叶出口730吨，货值4380万元，均价每斤30元，每户每年增收6万元。",
    # What each one brought, or saved, or the best of them.
    "Farmers shipped 730 tonnes worth $4.38 million, with a subsidy of $600 a tonne.",
    "11月，全县茶叶出口730吨，货值4380万元，其中名优茶均价每公斤600元。",
    "11月，全县茶叶出口730吨，货值4380万元，最高每公斤600元。",
    "11月，全县柑橘出口5000吨，货值3000万元，每吨增收600元。",
    # They nearly fit, or don't fit at all.
    "普洱茶516吨，货值359.3万美元，均价6857美元/吨。",
    "全县出口咖啡1.32万吨、出口额2.51亿元，9月单月均价27.6元/公斤。",
    # The price is of another unit, or the quantity of another thing.
    "进口煤炭4150吨，金额1013.7万美元，均价2.442美元/千克。",
    "铜矿砂进口182.5万吨；家用电器出口72.8亿元；进口均价15028.5元/吨。",
    # A price and what it was before.
    "进口钢材137.5万吨，均价1022.8美元/吨，比上月提高152.3美元/吨。",
    "进口铁矿石9674.6万吨，比上月减少140.4万吨；均价121.4美元/吨，比上月提高1.3美元/吨。",
    # Few digits fit anything by chance.
    "出口大蒜4万吨，金额1万美元，均价2美元/吨。",
    "出口大蒜40吨，金额8亿美元，均价2000美元/吨。",
    # Far away, or in another paragraph.
    "出口大蒜15824吨，金额21806万美元。\n上月均价1378美元/吨。",
    # Two quantities, one of which fits.
    "出口茶叶15824吨（其中绿茶158240吨），金额2181万美元，均价1378美元/吨。",
    # No price at all.
    "出口茶叶15824吨，金额21806万美元，运费1378美元。",
    "The plant shipped 15,824 tonnes worth $2.181 million and paid $1,378 in fees.",
    "列车每列1378美元，运送15824吨、21806万美元。",
]  # fmt: skip
"""Texts without one."""


@pytest.mark.parametrize(("text", "figure"), WRONG)
def test_a_value_that_quantity_and_price_make_but_for_a_power_of_ten_is_accused(hinterland: Hinterland, text: str, figure: str) -> None:
    """HL102, on the value."""
    found = [(f.code, text[f.start : f.end]) for f in hinterland.check(text, dated="2009-03-01").findings if f.severity == "error"]
    assert found == [("HL102", figure)]


@pytest.mark.parametrize("text", RIGHT)
def test_values_that_fit_or_are_of_something_else_are_left_alone(hinterland: Hinterland, text: str) -> None:
    """No error at all."""
    assert [f.code for f in hinterland.check(text, dated="2009-03-01").findings if f.severity == "error"] == []
