"""Sentences: where they end and where full stops end nothing, and the language of each."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.language.split import LONGEST, language_of, sentences


def told(text: str) -> list[str]:
    return [s.text.strip() for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose 3.5 percent. It fell.", ["It rose 3.5 percent.", "It fell."]),
        ("No. 5 is here. Next.", ["No. 5 is here.", "Next."]),
        ("U.S. trade fell. It rose.", ["U.S. trade fell.", "It rose."]),
        ("Mr. Li said so.", ["Mr. Li said so."]),
        ("Jan. 5 was it. Yes.", ["Jan. 5 was it.", "Yes."]),
        ("It fell (vs. 2024). Good.", ["It fell (vs. 2024).", "Good."]),
        ("He said “yes.” Then no.", ["He said “yes.”", "Then no."]),
        ("Really?! Yes!", ["Really?!", "Yes!"]),
        ("一句。两句！三句？", ["一句。", "两句！", "三句？"]),
        ("“一句。”两句。", ["“一句。”", "两句。"]),
        ("3.5万亿元。增长2.5%。", ["3.5万亿元。", "增长2.5%。"]),
        ("Line one\nLine two", ["Line one", "Line two"]),
        ("no stop", ["no stop"]),
        ("", []),
        (" \n\n ", []),
        ("...", ["..."]),
    ],
)
def test_a_text_is_split_where_sentences_end(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_paragraphs_are_counted_by_line_breaks() -> None:
    assert [s.paragraph for s in sentences("One. Two.\nThree.\n\nFour.")] == [0, 0, 1, 2]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Anhui's trade rose.", "en"), ("安徽进出口增长。", "zh"), ("安徽GDP增长17.3%", "zh"), ("", "en"), ("17.3%", "en"),
        ("The brand is called 奇瑞 in China, and it sells well in many countries.", "en"),
    ],
)  # fmt: skip
def test_the_language_is_that_of_most_letters(text: str, language: str) -> None:
    assert language_of(text) == language


@given(st.text(alphabet="aB 。.!？\n\r\t1安“”’(No.)é😀\u202e", max_size=120))
def test_sentences_cover_all_that_is_written_and_keep_offsets(text: str) -> None:
    found = list(sentences(text))
    assert all(text[s.start : s.end] == s.text for s in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    covered = "".join(s.text for s in found)
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize("piece", ["17.3% ", "安徽出口3.1亿元，", "x", "Anhui's exports, "])
def test_what_has_no_stop_is_cut_behind_a_comma_or_blank(piece: str) -> None:
    text = piece * 2_000
    found = list(sentences(text))
    assert "".join(s.text for s in found) == text
    assert all(text[s.start : s.end] == s.text and len(s.text) <= LONGEST for s in found)
    assert piece == "x" or all(s.text.endswith(piece[-1]) and len(s.text) >= LONGEST // 2 for s in found[:-1])
