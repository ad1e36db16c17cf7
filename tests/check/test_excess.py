"""A part is no more than its whole, whatever both are of: the figure behind *of which*, in one sentence or in two that go on; other times, flows and changes are no parts."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland

WRONG = [
    ("Exports to Zembla came to $41.7 billion (3.1%), and $52.3 billion of that was quorn.", "$52.3 billion"),
    ("The harbour moved 4,318 tonnes of quorn in May. Of these, 6,027 tonnes were frozen.", "6,027 tonnes"),
    ("7月，柳溪港吞吐量为1523.40万标箱，增长8.2%。其中，外港为13076.20万标箱，内港为216.50万标箱。", "13076.20万标箱"),
    ("去年柳溪鎮出口青團84.6億元。其中，豆沙青團出口91.2億元。", "91.2億元"),
]
"""Texts with an error and the part accused."""

RIGHT = [
    "Exports to Zembla came to $52.3 billion (3.1%), and $41.7 billion of that was quorn.",
    "The harbour moved 6,027 tonnes of quorn in May. Of these, 4,318 tonnes were frozen.",
    "7月，柳溪港吞吐量为1523.40万标箱，增长8.2%。其中，外港为1306.90万标箱，内港为216.50万标箱。",
    # Of another time, another flow, another unit, or the whole is a change.
    "6月，柳溪镇出口35.2亿元。其中，1至6月出口青团201.4亿元。",
    "柳溪镇出口35.2亿元。其中，进口青团41.4亿元。",
    "The harbour moved 4,318 tonnes of quorn in May. Of these, 6,027 boxes were frozen.",
    "柳溪镇出口增加3.2亿元。其中，青团出口41.4亿元。",
    # A sentence between is what the part is of.
    "Iron ore made 1.35 billion yuan of the county's imports. What it buys there is chiefly ore. Among this, quorn came to 1.79 billion yuan.",
    "The mill shipped quorn worth 1.35 million yuan. Its owner trades ore. Of this, 1.79 million yuan went to Zembla.",
    # Both sides of trade, which make the total beside them.
    "8月，中俄贸易额91.3亿美元。中国对俄出口42.6亿美元，自俄进口48.7亿美元。",
]
"""Texts without one."""


@pytest.mark.parametrize(("text", "figure"), WRONG)
def test_a_part_that_is_more_than_its_whole_is_accused(hinterland: Hinterland, text: str, figure: str) -> None:
    """HL103, on the part."""
    found = [(f.code, text[f.start : f.end]) for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error"]
    assert found == [("HL103", figure)]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_less_or_no_part_is_left_alone(hinterland: Hinterland, text: str) -> None:
    """No error at all."""
    assert [f.code for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error"] == []
