"""Figures that are listed and added up are checked by themselves, whatever they are of; parts that are left out, or a sum of something else, tell that they don't make it."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland

WRONG = [
    ("Last year the port traded goods worth 31.2 billion yuan with Japan, 14.6 billion yuan with Chile and 11 billion yuan with Kenya, 65.8 billion yuan in all.", "65.8 billion yuan"),
    ("The two mills sold $2.4 billion and $1.7 billion abroad, $5.1 billion between them.", "$5.1 billion"),
    ("2025年，甲港完成集装箱120万标箱，乙港83万标箱，两港合计230万标箱。", "230万标箱"),
    ("2022年至2024年，园区进出口依次为41亿元、56亿元和72亿元，三年累计196亿元。", "196亿元"),
    ("前8个月，我县对日本、智利、肯尼亚分别进出口8.6亿元、6.2亿元和2.1亿元，三者合计19.6亿元。", "19.6亿元"),
]  # fmt: skip
"""Texts with an error and the figure accused."""

RIGHT = [
    # They fit, to the digits given.
    "The two mills sold $2.4 billion and $1.7 billion abroad, $4.2 billion between them.",
    "2025年，甲港完成集装箱120万标箱，乙港83万标箱，两港合计203万标箱。",
    "前8个月，我县对日本、智利、肯尼亚分别进出口8.6亿元、6.2亿元和2.1亿元，三者合计16.9亿元。",
    "前8个月，我县进出口30亿元，对日本、智利分别进出口8.6亿元和6.2亿元，两者合计14.8亿元。",
    # Not all that is added up is listed, or in figures that are none of its unit.
    "前8个月，我县对日本、智利等分别进出口8.6亿元、6.2亿元，合计19.6亿元。",
    "The mills sold $2.4 billion in May, including $1.7 billion abroad, $5.1 billion in total since January.",
    "The mills sold 2.4 billion, 1.2 billion and $1.7 billion abroad, $5.3 billion in all.",
    "甲港完成集装箱120万标箱，乙港吞吐量83万吨、50万标箱，两港合计170万标箱。",
    # The sum is somebody else's, or of something else.
    "The two mills sold $2.4 billion and $1.7 billion abroad, and Kenya and Chile together $5.1 billion.",
    "The two ports handled 1.2 million tonnes and 0.8 million tonnes; together with Portova they handled 3.1 million tonnes.",
    "茶叶出口2.4亿元，增长12%，水果出口1.7亿元，下降3%，农产品出口合计5.2亿元。",
    "甲县出口12亿元，乙县出口8亿元，两县合计进出口30亿元。",
    "甲县出口12亿元，乙县出口8亿元，全省合计出口30亿元。",
    "甲县出口12亿元，增加2亿元，乙县出口8亿元，合计20亿元。",
]  # fmt: skip


@pytest.mark.parametrize(("text", "accused"), WRONG)
def test_a_sum_that_what_is_listed_does_not_make_is_accused(hinterland: Hinterland, text: str, accused: str) -> None:
    """The sum is accused for sure."""
    found = [f for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error"]
    assert [(f.code, text[f.start : f.end]) for f in found] == [("HL103", accused)]


@pytest.mark.parametrize("text", RIGHT)
def test_a_sum_that_fits_or_is_of_something_else_is_not(hinterland: Hinterland, text: str) -> None:
    """Nothing is accused."""
    assert [f.message for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error"] == []
