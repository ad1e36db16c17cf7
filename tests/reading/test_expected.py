"""What was expected or aimed at is no figure of trade: it is never judged, and what a figure beat or missed takes nothing from it."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.reading import read_claims

EXPECTED = [
    ("Economists had forecast a fall of 4 percent in China's imports in 2025.", "4 percent"),
    ("The median forecast was for China's exports to rise 2 percent in 2025.", "2 percent"),
    ("Anhui set a target of 1.3 trillion yuan of trade for 2025.", "1.3 trillion yuan"),
    ("China's exports were expected to rise 2 percent in 2025.", "2 percent"),
    ("China's exports rose 6.1 percent in 2025, above the 2 percent that economists had pencilled in.", "2 percent"),
    ("China's exports rose 6.1 percent in 2025, beating forecasts of 2 percent.", "2 percent"),
    ("此前市场预期2025年中国出口增长2%。", "2%"),
    ("安徽2025年外贸目标为1.3万亿元。", "1.3万亿元"),
    ("中国2025年出口增长6.1%，好于市场预期的2.0%。", "2.0%"),
    ("中国2025年出口增长6.1%，高于市场预期增长2.0%。", "2.0%"),
    ("2025年安徽外贸完成1.01万亿元，超额完成全年增长5%的目标。", "5%"),
]
MEASURED = [
    ("China's exports rose 6.1 percent in 2025, beating expectations.", "6.1 percent"),
    ("China's exports rose 6.1 percent in 2025, more than economists expected.", "6.1 percent"),
    ("Beating a forecast of 2 percent, China's exports rose 6.1 percent in 2025.", "6.1 percent"),
    ("中国2025年出口增长6.1%，好于市场预期的2.0%。", "6.1%"),
    ("2025年安徽外贸完成1.01万亿元，超额完成全年增长5%的目标。", "1.01万亿元"),
]


@pytest.mark.parametrize(("text", "words"), EXPECTED)
def test_what_was_expected_names_nothing_that_is_held(text: str, words: str) -> None:
    found = next(c for c in read_claims(text, date(2026, 3, 1)) if c.text == words)
    assert (found.subject, found.period, found.indicator.concept) == (None, None, None)


@pytest.mark.parametrize(("text", "words"), MEASURED)
def test_what_beat_or_missed_it_is_read(text: str, words: str) -> None:
    found = next(c for c in read_claims(text, date(2026, 3, 1)) if c.text == words)
    assert found.period == "2025" and found.indicator.concept == "trade"


def test_an_expectation_is_no_error(hinterland: Hinterland) -> None:
    report = hinterland.check("\n\n".join(text for text, _ in EXPECTED), dated="2026-03-01")
    assert not report.findings and not report.questions
