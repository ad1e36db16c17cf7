"""Words that no table knows: passed over with a note where they can't narrow what is asked, refused everywhere else."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.requests import Unclear, parse

TODAY = date(2026, 12, 1)
NOUNS = (
    "women", "alumni", "hospitals", "freedonia", "orphans", "widgetry", "villagers", "cooperatives", "refugees", "churches", "stockpiles", "monasteries",
    "fishermen", "zorgles", "blorp", "ministries", "kiosks", "franchisees", "newcomers", "squadrons",
)  # fmt: skip
RESTRICTING = (
    "{} exports of Anhui 2024", "Anhui {} exports 2024", "Anhui exports {} 2024", "Anhui exports 2024 {}", "exports of {} by Anhui 2024", "Anhui exports of {} 2024",
    "Anhui exports to {} in 2024", "Anhui imports from {} 2024", "Anhui trade by {} 2024", "Anhui exports without {} 2024", "Anhui exports except {} 2024",
    "Anhui exports with {} 2024", "Anhui exports in {} 2024", "Anhui exports per {} 2024", "Anhui exports for {} 2024", "Anhui exports excluding the {} 2024",
    "{}, Anhui, exports 2024", "Anhui exports, {}, 2024", "Anhui and {} exports 2024", "exports 2024, Anhui vs {}", "exports 2024: Anhui or {}?", "{} in Anhui: exports 2024",
    "is {} ahead of Anhui by exports in 2024", "how many {} did Anhui export in 2024", "which {} exported most from Anhui in 2024", "{} that Anhui exported in 2024",
    "{} how much did Anhui export in 2024", "Anhui's {}: exports 2024", "how much did {} export in 2024", "did the {} exports of Anhui grow in 2024", "{}. Exports 2024",
    "show me {} that Anhui exported 2024", "please show {} exports of Anhui 2024", "can you {} Anhui exports 2024",
    "rank provinces with {} by exports 2024", "top 5 {} provinces by exports 2024", "exports of Anhui to my {} 2024", "the {} of Anhui 2024", "growth of {} in Anhui's exports 2024",
)  # fmt: skip
PASSING = (
    "for my {}: what did Anhui export in 2024",
    "what did Anhui export in 2024? for my {}",
    "Anhui exports 2024, for our {}",
    "please {} the exports of Anhui in 2024",
    "can you {} how much Anhui exported in 2024?",
)
CHINESE = ("寡妇", "孤儿", "教堂", "骆驼队", "侏儒", "蜂巢")
NARROWING = (
    "{}安徽出口2024", "安徽{}出口2024", "安徽出口{}2024", "安徽2024年出口{}", "安徽{}的出口2024", "安徽对{}出口2024", "安徽从{}进口2024", "安徽出口不含{}2024",
    "安徽按{}出口2024", "{}在安徽的出口2024", "安徽2024年{}进出口", "安徽与{}2024年出口", "安徽出口里{}是多少2024", "{}哪个省出口最多2024", "安徽除{}出口2024",
)  # fmt: skip


@pytest.mark.parametrize("place", RESTRICTING)
def test_a_word_that_may_narrow_what_is_asked_is_refused(place: str) -> None:
    for noun in NOUNS:
        for written in (noun, noun.capitalize()):
            with pytest.raises(Unclear):
                parse(place.format(written), TODAY)


@pytest.mark.parametrize("place", NARROWING)
def test_a_word_that_may_narrow_what_is_asked_is_refused_in_chinese(place: str) -> None:
    for noun in CHINESE:
        with pytest.raises(Unclear):
            parse(place.format(noun), TODAY)


@pytest.mark.parametrize("place", PASSING)
def test_a_word_that_narrows_nothing_is_passed_over_and_noted_first(place: str) -> None:
    for noun in NOUNS:
        r = parse(place.format(noun), TODAY)
        assert (r.subjects, r.flow, [str(p) for p in r.periods]) == (("CN-AH",), "export", ["2024"])
        assert r.passed == (noun,) and r.notes()[0] == f'"{noun}" was not understood and left out'


def test_a_word_that_narrows_nothing_is_passed_over_in_chinese() -> None:
    r = parse("骆驼问我安徽出口2024", TODAY)
    assert r.passed and r.notes()[0] == f"未理解“{r.passed[0]}”，已略过"


@pytest.mark.parametrize(
    "text",
    [
        "for my blorp",
        "for my blorp: Anhui 2024",
        "for my blorp, exports 2024",
        "for my X7: Anhui exports 2024",
        "for my Blorp: Anhui exports 2024",
    ],
)
def test_nothing_is_passed_over_where_it_may_be_what_is_asked(text: str) -> None:
    with pytest.raises(Unclear):
        parse(text, TODAY)


def test_more_than_two_words_that_are_not_known_are_too_many() -> None:
    with pytest.raises(Unclear):
        parse("for my blorp zorgle quorp: exports of Anhui 2024", TODAY)
