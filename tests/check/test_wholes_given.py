"""Shares with their part and whole in one run of words, and parts that are more than their whole, are checked whatever they are of; what stands between them and is of something else undoes it."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland

WRONG = [
    ("Private firms in the zone traded 71.8 billion yuan in the first half, or 66.4 percent of its total trade of 126.7 billion yuan.", "HL104", "66.4 percent"),
    ("The mills sold $3.6 billion abroad, accounting for 42 percent of the county's exports of $6 billion.", "HL104", "42 percent"),
    ("2024年，全市外贸总值240亿元，其中国有企业进出口153.6亿元，占46%。", "HL104", "46%"),
    ("全年货物进出口总额328.4亿元，其中保税物流进出口177.3亿元，增长3.5%，占进出口总额的比重为45.0%。", "HL104", "45.0%"),
    ("前5个月，海关特殊监管区域进出口36亿元，占全市进出口总值120亿元的五成。", "HL104", "五成"),
    ("1至10月，全区累计进出口68.5亿元，其中10月当月进出口86.9亿元。", "HL103", "86.9亿元"),
    ("The town's exports slipped to 5.38 billion yuan in the first half, with the second quarter alone accounting for 6.32 billion yuan.", "HL103", "6.32 billion yuan"),
]  # fmt: skip
"""Texts with an error, its code and the figure accused."""

RIGHT = [
    # They fit, to the digits given.
    "Private firms in the zone traded 71.8 billion yuan in the first half, or 56.7 percent of its total trade of 126.7 billion yuan.",
    "2024年，全市外贸总值240亿元，其中国有企业进出口153.6亿元，占64%。",
    "前5个月，海关特殊监管区域进出口36亿元，占全市进出口总值120亿元的三成。",
    "1至10月，全区累计进出口68.5亿元，其中10月当月进出口8.7亿元。",
    # The share is of another whole.
    "2024年，全市外贸总值240亿元，其中出口153.6亿元，占全省出口的6%。",
    "2024年，全市外贸总值240亿元，其中出口153.6亿元，占全省的6.1%。",
    "上半年进出口240亿元，其中6月进口33亿元，占当月进出口的61%。",
    "Private firms exported 5.4 billion yuan, 42 percent of all exports and 60 percent of those to Japan of 9 billion yuan.",
    "2024年，全市外贸总值240亿元，其中国有企业出口53.6亿元，占出口总值的46%。",
    "2024年，全市外贸总值240亿元，其中国有企业、民营企业分别进出口53.6亿元、98亿元，占比分别为22%、41%。",
    "The mills sold $3.6 billion abroad, 42 percent of all exports, and the county's exports of $6 billion were a record.",
    "The mills sold $3.6 billion abroad, up 42 percent on the year before, of exports of $6 billion.",
    # The amount is a change, a base, or of the other flow.
    "全区进出口增加8.5亿元，其中10月进出口16.9亿元。",
    "全市新增出口3亿元，其中电动车出口8亿元。",
    "Net exports were $0.4 billion, of which goods $1.3 billion and services minus $0.9 billion.",
    "全区对日本出口8.5亿元，其中进口16.9亿元。",
    "Exports rose by $1.2 billion in the first half, with June alone worth $3.4 billion.",
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "accused"), WRONG)
def test_what_does_not_fit_its_whole_is_accused(hinterland: Hinterland, text: str, code: str, accused: str) -> None:
    """For sure, at the share or the part."""
    found = [f for f in hinterland.check(text, dated="2025-12-01").findings if f.severity == "error"]
    assert [(f.code, text[f.start : f.end]) for f in found] == [(code, accused)]


@pytest.mark.parametrize("text", RIGHT)
def test_what_fits_its_whole_or_is_of_another_is_not(hinterland: Hinterland, text: str) -> None:
    """Nothing is accused."""
    assert [f.message for f in hinterland.check(text, dated="2025-12-01").findings if f.severity == "error"] == []
