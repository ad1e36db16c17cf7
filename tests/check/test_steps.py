"""An amount with by how much it moved and at what rate is checked by itself, whatever it is of; another base, way or thing parts the three."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland

WRONG = [
    ("9月至2月，纺织品服装出口额合计为1392.85亿美元，同比少130.4亿美元，同比降低0.09%。", "0.09%"),
    ("1月至12月，鐵礦石進口累計117010.0萬噸，比上年增加9674.6萬噸，增幅9.5%。", "9.5%"),
    ("綠茶出口量為29.34萬噸，在總出口量中占84.1%，減少1054噸，降幅3.5%；紅茶出口量為2.88萬噸，減少6392噸，降幅18.2%。", "1054噸"),
    ("Deliveries came to $7.94 billion, up by $3.54 billion, a rise of 44.58 percent.", "44.58 percent"),
    ("Sales fell by $120 million (17.6 percent) to $680 million.", "17.6 percent"),
    ("全县出口额512.3亿元，增加41.2亿元，增长18.7%。", "18.7%"),
]  # fmt: skip
"""Texts with an error and the figure accused."""

RIGHT = [
    # They fit, or are rounded.
    "纺织品服装出口额合计为1392.85亿美元，同比少130.4亿美元，同比降低8.56%。",
    "紅茶出口量為2.88萬噸，在總出口量中占8.3%，減少6392噸，降幅18.2%。",
    "Sales fell by $120 million (15 percent) to $680 million.",
    "全县出口额20.38亿美元，比上年多出0.18亿美元，同比增长0.91%。",
    # The rate is on another base than the difference.
    "1月份钢材进口为93万吨，比上月减少25万吨，同比下滑19.1%。",
    "Imports came to 930,000 tonnes, down by 250,000 tonnes on the month before, and 19.1 percent less than a year earlier.",
    "本月焦炭出口为74万吨，环比减少71万吨，同比下滑31%。",
    # It goes the other way.
    "铁矿砂进口为8219万吨，减少1408万吨，增幅收窄至4.6%。",
    # What moved is something else.
    "The port exported 512 million dollars, gained 41 million dollars of new contracts and grew 18.7 percent.",
    "全县出口512.3亿元，机电产品增加41.2亿元，增长18.7%。",
    "全县出口512.3亿元，进口增加41.2亿元，增长38.7%。",
    # The smaller amount is a level, a base, or a month's.
    "Trade came to $14.01 billion, rising to $3.02 billion in May, up 6.6 percent.",
    "1至10月进口总共604.4万吨，比2019年同期的520.9万吨多16%。",
    "累计出口512.3亿元，其中5月41.2亿元，增长18.7%。",
    "对美国、韩国分别出口119.1亿元和59.8亿元，增幅分别为12.5%和65.1%。",
    # A share, a yearly average, a forecast.
    "Exports came to $680 million, $120 million more, 21.4 percent of all that the district sold.",
    "外贸额由2020年的1778亿元增至2023年的3064亿元，增加1286亿元，年均增长19.9%。",
    "预计全年出口512.3亿元，增加41.2亿元，增长8%左右，目标增长18.7%。",
    # Percentage points.
    "民营企业进出口512.3亿元，增加41.2亿元，占比提高3.1个百分点。",
]  # fmt: skip
"""Texts without one."""


@pytest.mark.parametrize(("text", "figure"), WRONG)
def test_a_rate_that_an_amount_and_its_difference_do_not_make_is_accused(hinterland: Hinterland, text: str, figure: str) -> None:
    """HL105, on the rate, or on a difference that is a power of ten off."""
    found = [(f.code, text[f.start : f.end]) for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error"]
    assert found == [("HL105", figure)]


@pytest.mark.parametrize("text", RIGHT)
def test_differences_that_fit_or_are_of_something_else_are_left_alone(hinterland: Hinterland, text: str) -> None:
    """No error at all."""
    assert [f.code for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error"] == []
