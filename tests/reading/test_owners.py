"""An owner that opens a sentence has its figures, whoever the sentences before are of."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

TODAY = date(2026, 3, 1)
claims = by_words(TODAY)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025年，贵州进出口下降2.3%。全国进出口45.47万亿元，增长3.8%。", ("45.47万亿元", "3.8%")),
        ("2025年，贵州进出口下降2.3%。同期，全国货物贸易进出口增长3.8%，其中出口增长6.1%。", ("3.8%", "6.1%")),
        ("2025年，贵州进出口下降2.3%。据海关统计，全国出口26.99万亿元，增长6.1%。", ("26.99万亿元", "6.1%")),
        ("Guizhou's foreign trade fell 2.3 percent in 2025. The country's total trade reached 45.47 trillion yuan, up 3.8 percent.", ("45.47 trillion yuan", "3.8 percent")),
        ("Guizhou's foreign trade fell 2.3 percent in 2025. Nationwide, exports rose 6.1 percent to 26.99 trillion yuan.", ("6.1 percent", "26.99 trillion yuan")),
    ],
)  # fmt: skip
def test_a_nation_that_opens_a_sentence_has_its_figures(text: str, words: tuple[str, ...]) -> None:
    found = claims(text)
    assert {found[w].subject for w in words} == {"CN"}
    assert {c.subject for w, c in found.items() if w not in words} == {"CN-GZ"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025年，贵州进出口下降2.3%。全国进出口增长3.8%，云南下降1.6%。", "1.6%"),
        ("Guizhou's trade fell 2.3 percent in 2025. The country's trade rose 3.8 percent, while Yunnan's fell 1.6 percent.", "1.6 percent"),
    ],
)
def test_a_place_named_behind_a_nation_has_its_own_figure(text: str, words: str) -> None:
    assert claims(text)[words].subject == "CN-YN"


def test_a_place_among_the_nations_regions_is_no_figure_of_the_nation() -> None:
    found = claims("2025年，贵州进出口下降2.3%，占全国进出口的0.2%。规模居全国第25位。")
    assert {c.subject for c in found.values()} <= {"CN-GZ", None}


@pytest.mark.parametrize(("text", "words", "own"), [
    ("In 2025 Henan led the Yellow River basin with 936 billion yuan.", "936 billion yuan", "CN-HA"),
    ("Guangdong led eastern China with exports of 6.03 trillion yuan in 2025.", "6.03 trillion yuan", "CN-GD"),
    ("In 2025 Guizhou headed southwest China with some 9.4 billion yuan of brimmet trade.", "9.4 billion yuan", "CN-GZ"),
    ("India led Nigeria's merchandise trade with exports of 1.2 trillion naira.", "1.2 trillion naira", "NG"),
])  # fmt: skip
def test_who_leads_others_with_a_figure_has_it(text: str, words: str, own: str) -> None:
    assert claims(text)[words].subject == own
