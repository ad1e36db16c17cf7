"""The style sheets: what a brief's story never says, how long it is, and that both languages have the same templates."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hinterland.api import Hinterland
from hinterland.brief import Brief, compose, research
from hinterland.brief.sentences import keys
from hinterland.codes import Language
from hinterland.errors import InputError

SHEETS = Path(__file__).resolve().parents[2] / "docs" / "reference"
LANGUAGES: tuple[Language, ...] = ("en", "zh")
BRIEFS = [("CN-AH", "2025"), ("CN", "2025"), ("CN-HN", "2025"), ("CN-AH", "2025-06")]

LONGEST = {"en": 500, "zh": 900}
"""Words of a story, and characters in Chinese, at most."""


def not_written(language: Language) -> list[re.Pattern[str]]:
    """The expressions of a language's sheet."""
    text = (SHEETS / f"style-{language}.md").read_text(encoding="utf-8")
    [block] = re.findall(r"```text not-written\n(.*?)```", text, re.S)
    return [re.compile(line) for line in block.splitlines()]


def story(brief: Brief) -> list[str]:
    """The sentences of a brief's story without their marks, its headline first."""
    told = [brief.headline, *brief.standfirst, *(t.text for t in brief.takeaways)]
    told += [s for section in brief.sections if not section.detail for s in section.sentences]
    return [re.sub(r"\s?\[\d+\]", "", s) for s in told]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("subject", "period"), BRIEFS)
def test_a_story_keeps_to_its_style_sheet(brief_of: Callable[..., Brief], subject: str, period: str, language: Language) -> None:
    brief = brief_of(subject, period, language)
    told = story(brief)
    assert [(s, p.pattern) for s in told for p in not_written(language) if p.search(s)] == []
    length = sum(len(s.split()) for s in told) if language == "en" else sum(map(len, told))
    assert length <= LONGEST[language]
    sections = [s for s in brief.sections if not s.detail and s.key != "about"]
    assert len(sections) <= 3 and len(brief.takeaways) <= 3
    assert sum(len(s.pictures) for s in sections) <= 3


@pytest.mark.parametrize(("subject", "period"), BRIEFS)
def test_no_claim_of_the_lead_is_a_key_point(brief_of: Callable[..., Brief], subject: str, period: str) -> None:
    brief = brief_of(subject, period)
    lead = {m for s in brief.standfirst for m in re.findall(r"\[(\d+)\]", s)}
    for point in brief.takeaways:
        assert re.findall(r"\[(\d+)\]", point.text)[0] not in lead


@pytest.mark.parametrize("language", LANGUAGES)
def test_sources_are_explained_once(brief_of: Callable[..., Brief], language: Language) -> None:
    told = story(brief_of("CN-AH", "2025", language))
    assert sum("†" in s for s in told) == 1
    assert sum("‡" in s for s in told) == 1


def test_both_languages_have_the_same_templates() -> None:
    assert keys("en") == keys("zh")


def test_a_rise_beside_a_fall_and_a_base_that_decides_are_said(brief_of: Callable[..., Brief]) -> None:
    hunan = " ".join(story(brief_of("CN-HN")))
    assert "the third yearly fall in a row, after one of 8.7% in 2024. The nation's trade, by contrast, rose 3.8%." in hunan
    assert "average" not in hunan  # The peak of 2022 lies between.
    assert (
        "Despite the fall in 2025, Sichuan's trade grew by an average of 5.0% a year from 2020, when it was 808 billion yuan, to 2025."
        in " ".join(story(brief_of("CN-SC")))
    )
    assert "from its peak" not in hunan  # A fall from a peak has no yearly pace.


def test_the_last_gap_to_the_next_below_is_said(brief_of: Callable[..., Brief]) -> None:
    assert "which led Shaanxi by 3.4 billion yuan in 2025, stays ahead in 2026." in " ".join(story(brief_of("CN-HN")))


@pytest.mark.parametrize("written", ["2025H1", "2025-H1", "2025年上半年", "first half of 2025"])
def test_a_half_year_is_a_subject_in_any_way_of_writing_it(brief_of: Callable[..., Brief], written: str) -> None:
    brief = brief_of("CN", written)
    assert brief.period == "2025-01/2025-06"
    assert brief.headline.endswith("in the first half of 2025, as exports rise 7.2% and imports fall 2.7%")


def test_a_brief_written_anew_opens_with_what_is_different(hinterland: Hinterland) -> None:
    found = research(hinterland.indicators, "CN-AH", "2025-07", changed=[])
    first = compose(found, "en").sections[0]
    assert first.key == "new" and not first.detail
    assert first.sentences == ["What was loaded since the last state changed none of these claims."]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("subject", "period"), BRIEFS)
def test_only_signs_that_are_printed_are_explained_and_last(
    brief_of: Callable[..., Brief], subject: str, period: str, language: Language
) -> None:
    brief = brief_of(subject, period, language)
    sections = [s for s in brief.sections if not s.detail]
    told = [*brief.standfirst, *(t.text for t in brief.takeaways), *(s for x in sections for s in x.sentences)]
    printed = {brief.sign(int(n)) for s in told for n in re.findall(r"\[(\d+)\]", s)} - {""}
    assert sections[-1].key == "about"
    assert {sign for s in sections[-1].sentences for sign in re.findall("[†‡]", s)} == printed


def test_a_share_that_moved_the_other_way_in_the_year_is_not_told(brief_of: Callable[..., Brief]) -> None:
    guangdong, hunan = (" ".join(story(brief_of(s))) for s in ("CN-GD", "CN-HN"))
    assert "Growth slowed from 9.8% in 2024 but was still above the nation's 3.8%." in guangdong
    assert "share of the nation's trade" not in guangdong
    assert "Hunan's share of the nation's trade was 1.2% in 2025, down from 1.5% in 2020." in hunan


def test_who_fell_most_is_told_only_where_nobody_missing_can_have_fallen_more(brief_of: Callable[..., Brief]) -> None:
    assert "fell most" not in " ".join(story(brief_of("CN")))
    assert (
        "Gansu's trade grew fastest among the provincial-level regions, by 25.2%, to 61.5 billion yuan; Jiangxi's fell most, by 17.2%."
        in story(brief_of("CN", "2024"))
    )


def test_figures_of_earlier_years_alone_make_no_brief(brief_of: Callable[..., Brief]) -> None:
    with pytest.raises(InputError, match="no trade of Anhui is held for 2026-06"):
        brief_of("CN-AH", "2026-06")
    en, zh = brief_of("CN-SH", "2025-11"), brief_of("CN-SH", "2025-11", "zh")
    assert en.headline == "Shanghai's trade rises 5.4% to 3.34 trillion yuan in the first three quarters of 2025"
    assert zh.headline == "2025年前三季度上海进出口3.34万亿元，同比增长5.4%"
    assert "No separate total for November 2025 was available, so this brief is on the first three quarters of 2025." in story(en)
    assert "2025年11月的进出口总值暂缺，本文采用2025年前三季度的数字。" in story(zh)
