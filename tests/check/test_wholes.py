"""Two shares of one whole in the same words are checked against an amount that one of them fits; another flow, owner, list or time parts them."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland

HEAD = "The port imported and exported 549.4 billion yuan from January to August. "
KOPF = "前8月全区进出口549.4亿元。"
WRONG = [
    (
        HEAD + "Trade along the routes stood at 167.87 billion yuan, a rise of 53.8 percent and 30.6 percent of all foreign trade of the city. "
        "That with members went up 46.8 percent to 208.41 billion yuan, which is 46.8 percent of all foreign trade of the city.",
        "46.8 percent",
    ),
    (
        "Imports came to 136000 tons. Of this, the first supplier's carbonate is 12.17 tons, or 89.5% of all imports; that of the second is 12800 tons, or 9.4% of all imports.",
        "12.17 tons",
    ),
    (KOPF + "一般贸易进出口167.87亿元，占全区进出口总值的30.6%；加工贸易进出口208.41亿元，占全区进出口总值的46.8%。", "46.8%"),
    (KOPF + "一般贸易进出口167.87亿元，在全区进出口总值中占34.2%；加工贸易进出口208.41亿元，在全区进出口总值中占37.9%。", "34.2%"),
]  # fmt: skip
"""Texts with an error and the figure accused."""

RIGHT = [
    # Both fit, or are rounded to add up.
    KOPF + "一般贸易进出口167.87亿元，占全区进出口总值的30.6%；加工贸易进出口208.41亿元，占全区进出口总值的37.9%。",
    KOPF + "一般贸易进出口167.87亿元，占全区进出口总值的30.6%；加工贸易进出口208.41亿元，占全区进出口总值的38%。",
    HEAD + "Trade along the routes stood at 167.87 billion yuan, 30.6 percent of all foreign trade of the city, that with members at 208.41 billion yuan, "
    "or 37.9 percent of all foreign trade of the city.",
    # Another flow, or another owner.
    KOPF + "一般贸易进出口167.87亿元，占全区进出口总值的30.6%；机电产品出口208.41亿元，占全区出口总值的66.8%。",
    KOPF + "一般贸易进出口167.87亿元，占全区进出口总值的30.6%；加工贸易进出口208.41亿元，占全市进出口总值的16.8%。",
    HEAD + "Trade along the routes stood at 167.87 billion yuan, 30.6 percent of all foreign trade of the city, exports there at 108.41 billion yuan, "
    "or 36.8 percent of all exports of the city.",
    HEAD + "Trade along the routes stood at 167.87 billion yuan, 30.6 percent of all foreign trade of the city, that with members at 208.41 billion yuan, "
    "or 6.8 percent of all foreign trade of the province.",
    # Several parts together.
    KOPF + "一般贸易进出口167.87亿元，占全区进出口总值的30.6%；对三地分别进出口108.41亿元、98.2亿元、67.1亿元，合计占全区进出口总值的49.8%。",
    KOPF + "一般贸易进出口167.87亿元，占全区进出口总值的30.6%；菠萝进口8.4亿元，火龙果进口7.1亿元，两种水果加起来占全区进出口总值的2.8%。",
    # Another time.
    KOPF + "一般贸易进出口167.87亿元，占全区进出口总值的30.6%；8月加工贸易进出口28.41亿元，占当月全区进出口总值的46.8%。",
    HEAD + "Trade along the routes stood at 167.87 billion yuan, 30.6 percent of all foreign trade of the city; in August it made 20.3 billion yuan in the month, "
    "26.8 percent of all foreign trade of the city in that month.",
    # Quantities and values.
    "前8月出口蒜苔26709吨、5444.6万美元。销往甲地8842.8吨、1665.46万美元，占出口总量的33.11%；销往乙地5064.23吨、1308.42万美元，占出口总额的24.03%。",
    # A growth rate.
    KOPF + "一般贸易进出口167.87亿元，占全区进出口总值的30.6%；加工贸易进出口208.41亿元，增长46.8%。",
    # No amount of the text is the whole of either, or each has one.
    "一般贸易进出口167.87亿元，占全区进出口总值的30.6%；加工贸易进出口208.41亿元，占全区进出口总值的46.8%。",
    # Words for a whole without a flow.
    HEAD + "Pumps sold for 167.87 billion yuan, 30.6 percent of the total. Valves sold for 208.41 billion yuan, 48.2 percent of the total.",
    # Two wholes in the same words, far apart.
    HEAD + "Trade along the routes stood at 167.87 billion yuan, 30.6 percent of all foreign trade of the city. " + "Nothing else is known of it. " * 16
    + "That with members went up to 208.41 billion yuan, 46.8 percent of all foreign trade of the city.",
]  # fmt: skip
"""Texts without one."""


@pytest.mark.parametrize(("text", "figure"), WRONG)
def test_a_share_that_the_whole_of_another_does_not_bear_out_is_accused(hinterland: Hinterland, text: str, figure: str) -> None:
    """HL104, on the share, or on a part that is a power of ten off."""
    found = [(f.code, text[f.start : f.end]) for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error"]
    assert found == [("HL104", figure)]


@pytest.mark.parametrize("text", RIGHT)
def test_shares_of_other_wholes_are_left_alone(hinterland: Hinterland, text: str) -> None:
    """No error at all."""
    assert [f.code for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error"] == []
