"""A level that may have risen or fallen, and what is set beside it: exports and imports, a mark only where it is near."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from hinterland.brief import Brief
from hinterland.brief.document import MARK


def told(brief: Brief) -> list[str]:
    return [
        brief.headline,
        *brief.standfirst,
        *(t.text for t in brief.takeaways),
        *(x for s in brief.sections if not s.detail for x in s.sentences),
    ]


@pytest.mark.parametrize(
    ("subject", "period", "headline"),
    [
        ("CN-ZJ", "2025-07", "Zhejiang's trade rises 5.9% to 3.19 trillion yuan in the first seven months of 2025, outpacing the nation"),
        ("CN-TJ", "2022", "Tianjin's trade comes to 845 billion yuan in 2022 as the municipality drops from ninth to tenth nationwide"),
        ("CN-JL", "2022", "Jilin drops from 24th to 25th nationwide by trade in 2022 despite growth of 3.6%"),
        ("CN-SX", "2022", "Shanxi's trade comes to 185 billion yuan in 2022 as the province drops from 21st to 24th nationwide"),
        ("CN-JS", "2023", "Jiangsu's trade comes to 5.25 trillion yuan in 2023, second nationwide"),
        ("CN-JS", "2020", "Jiangsu's trade rises 2.6% to 4.45 trillion yuan in 2020"),
        ("CN-HN", "2021", "Hunan's trade rises 22.6% to 599 billion yuan in 2021, as first published"),  # 500 billion is a fifth below
        (
            "CN-JX",
            "2022",
            "Jiangxi's trade rises to 671 billion yuan in 2022 from the 498 billion yuan first reported for 2021, as first published",
        ),
        ("US-TX", "2010", "Texas passes $200 billion in exports in 2010, the first state to do so"),
    ],
)
def test_the_headline_is_what_is_sure(brief_of: Callable[..., Brief], subject: str, period: str, headline: str) -> None:
    assert brief_of(subject, period).headline == headline


@pytest.mark.parametrize(
    ("subject", "period", "is_said", "words"),
    [
        ("CN-ZJ", "2025-07", False, "July 2024"),
        ("CN-SC", "2025-07", False, "from 102 billion yuan"),  # The rates beside it give 104.
        ("CN", "2025", True, "to 8.51 trillion yuan"),
        ("US-NC", "2017", False, "0.07%"),
        ("CN-SD", "2020", False, "about 907 billion"),  # With exports it misses the total as printed.
        ("CN-SN", "2021", False, "450 billion yuan"),
    ],
)
def test_what_figures_beside_it_contradict_is_left_out(
    brief_of: Callable[..., Brief], subject: str, period: str, is_said: bool, words: str
) -> None:
    assert any(words in sentence for sentence in told(brief_of(subject, period))) is is_said


@pytest.mark.parametrize(
    ("subject", "period", "now", "then"),
    [
        ("CN-GX", "2025-07", "In July 2025 alone Guangxi's trade rose 17% to 66 billion yuan, after a rise of ", "ranked 13th nationwide"),
        ("CN-HE", "2025-07", "Hebei's goods trade rose 10% to 56.6 billion yuan in July 2025.", "fell to 1.3% from 1.5% a year earlier"),
        ("CN-GX", "2025-03", "In March 2025 alone Guangxi's trade rose 8% to 62 billion yuan, after a rise of ", "far above the nation's 1.3%"),
        ("CN-SN", "2024-08", "In August 2024 alone Shaanxi's trade rose 26% to 36.8 billion yuan, after a rise of ", "ranked 19th nationwide"),
        ("CN", "2025-02", "In February 2025 alone China's trade came to 2.863 trillion yuan, with exports of 1.546 trillion yuan and imports", "fell 1.2%"),
    ],
)  # fmt: skip
def test_a_month_without_a_rate_is_told_within_its_year_to_date(
    brief_of: Callable[..., Brief], subject: str, period: str, now: str, then: str
) -> None:
    brief = brief_of(subject, period)
    assert brief.period == period
    text = re.sub(rf"\s?{MARK.pattern}", "", " ".join(told(brief)))
    assert now in text
    assert then in text
    assert text.count(now.partition(" alone")[0] + " ") <= 1, "the month is named once"


@pytest.mark.parametrize(
    ("subject", "period", "words"), [("CN-GX", "2025-03", "6.3%"), ("CN-GX", "2025-03", "58.3"), ("CN-SN", "2024-08", "with exports of")]
)
def test_a_month_says_nothing_that_its_year_to_date_contradicts_or_nothing_is_set_beside(
    brief_of: Callable[..., Brief], subject: str, period: str, words: str
) -> None:
    for language in ("en", "zh"):
        assert not any(words in sentence for sentence in told(brief_of(subject, period, language)))
