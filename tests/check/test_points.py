"""Two percentages and the points between them are checked by themselves, whatever they are of; another thing, time or partner parts the three."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland

WRONG = [
    ("Textiles made up 41.6 percent of the county's exports, up 3.4 percentage points from 37.2 percent a year earlier.", "3.4 percentage points"),
    ("The share rose from 37.2 percent to 41.6 percent, an increase of 3.4 percentage points.", "3.4 percentage points"),
    ("上半年，茶叶占全县出口的比重由去年同期的31.4%降至25.7%，回落7.5个百分点。", "7.5个百分点"),
    ("9月，我县进口增速由8月的2.6%加快至7.3%，提高7.4个百分点。", "7.4个百分点"),
    ("9月，我县进口增速为7.3%，较8月的2.6%提高7.4个百分点。", "7.4个百分点"),
]  # fmt: skip
"""Texts with an error and the figure accused."""

RIGHT = [
    # They fit, to the digits given.
    "Textiles made up 41.6 percent of the county's exports, up 4.4 percentage points from 37.2 percent a year earlier.",
    "Textiles made up 41.6 percent of the county's exports, up 4.5 percentage points from 37.2 percent a year earlier.",
    "上半年，茶叶占全县出口的比重由去年同期的31.4%降至25.7%，回落5.7个百分点。",
    "9月，我县进口增速为7.3%，较8月的2.6%提高4.7个百分点。",
    # The points are of something else.
    "Textiles made up 41.6 percent of the county's exports, and the share of toys was up 3.4 percentage points from 7.2 percent a year earlier.",
    "上半年，茶叶占全县出口的31.4%，水果占比由16.5%升至25.7%，茶叶回落7.5个百分点。",
    "9月，我县进口增长7.3%，出口增速由8月的2.6%提高1.2个百分点。",
    # They are measured from another time, or against somebody else.
    "The share rose from 37.2 percent to 41.6 percent, up 3.4 percentage points on May.",
    "9月，我县进口增速由8月的2.6%加快至7.3%，高于全省3.1个百分点。",
    "9月，我县进口增速由8月的2.6%加快至7.3%，较7月提高3.1个百分点。",
    "9月，我县进口由8月的下降2.6%转为增长7.3%，拉动外贸增长3.1个百分点。",
]  # fmt: skip


@pytest.mark.parametrize(("text", "accused"), WRONG)
def test_points_that_two_percentages_are_not_apart_are_accused(hinterland: Hinterland, text: str, accused: str) -> None:
    """The points are accused for sure."""
    found = [f for f in hinterland.check(text, dated="2025-10-20").findings if f.severity == "error"]
    assert [(f.code, text[f.start : f.end]) for f in found] == [("HL105", accused)]


@pytest.mark.parametrize("text", RIGHT)
def test_points_that_fit_or_are_of_something_else_are_not(hinterland: Hinterland, text: str) -> None:
    """Nothing is accused."""
    found = hinterland.check(text, dated="2025-10-20").findings
    assert [f.message for f in found if f.code == "HL105"] == []
