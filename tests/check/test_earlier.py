"""A rate behind an amount or quantity is checked against what that was before where the words behind say so, whatever it is of."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland

WRONG = [
    ("今年前7个月，港口完成外贸集装箱吞吐量73.4万标箱，同比增长10%，上年同期为61万标箱。", "10%"),
    ("前8个月，全县茶叶出口6.3亿元，同比增长27%，去年同期为4.2亿元。", "27%"),
    ("6月份，全市进口13.6亿元，环比增长9.6%；5月份进口为12.8亿元。", "9.6%"),
]  # fmt: skip
"""Texts with an error and the rate accused."""

RIGHT = [
    # They fit, or the base of the rate was revised.
    "今年前7个月，港口完成外贸集装箱吞吐量73.4万标箱，同比增长20%，上年同期为61万标箱。",
    "前8个月，全县茶叶出口6.3亿元，同比增长48.5%，去年同期为4.2亿元。",
    "6月份，全市进口13.6亿元，环比增长6.3%；5月份进口为12.8亿元。",
    # What was before is of something else, or at another time than the rate is on.
    "前8个月，全县茶叶出口6.3亿元，同比增长27%，去年同期花卉出口为4.2亿元。",
    "进口大豆26.4万吨，金额下降38.6%，上年同期39万吨。",
    "前8个月，全县出口6.3亿元，同比增长27%，去年同期进口为4.2亿元。",
    "6月份，全市进口13.6亿元，环比增长9.6%，上年同期为12.8亿元。",
    "6月份，全市进口13.6亿元，同比增长9.6%；5月份进口为12.8亿元。",
    "6月份，全市进口13.6亿元，环比增长9.6%；4月份进口为12.8亿元。",
    "前8个月，全县茶叶出口6.3亿元，同比增长27%，比2019年同期的4.2亿元增长50%。",
    "前8个月，全县茶叶出口6.3亿元，按可比口径增长27%，去年同期增加4.2亿元。",
]  # fmt: skip


@pytest.mark.parametrize(("text", "accused"), WRONG)
def test_a_rate_that_does_not_lead_from_what_was_before_is_accused(hinterland: Hinterland, text: str, accused: str) -> None:
    """HL105, on the rate."""
    found = [f for f in hinterland.check(text, dated="2025-10-01").findings if f.severity == "error"]
    assert [(f.code, text[f.start : f.end]) for f in found] == [("HL105", accused)]


@pytest.mark.parametrize("text", RIGHT)
def test_a_rate_that_fits_or_is_on_something_else_is_not(hinterland: Hinterland, text: str) -> None:
    """No error at all."""
    assert [f.message for f in hinterland.check(text, dated="2025-10-01").findings if f.severity == "error"] == []
