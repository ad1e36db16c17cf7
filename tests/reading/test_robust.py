"""Reading any text: no crash, offsets that hold, and time that grows with the text and not faster."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinterland.reading import ReadText, read

TODAY = date(2026, 3, 15)
WORDS = [
    "Anhui", "安徽", "Hubei's", "exports", "出口", "imports", "进出口", "rose", "增长", "下降", "fell", "17.3 percent", "17.3%", "834.01 billion yuan",
    "8340.1亿元", "in 2025", "2025年", "同期", "去年", "last year", "first", "首个", "ninth", "第九", "record high", "历史新高", "nine provinces", "九个省份",
    "faster than", "快于", "Guangdong", "广东", "coastal", "沿海", ",", "，", ".", "。", "\n", "(", ")", "（", "）", "\u202e", "\u200f", "\u00a0", "’", "“",
    "respectively", "分别", "more than", "超过", "1 trillion", "万亿", "half", "一半", "threefold", "三倍", "0", "-", "–", "--", "%", "$", "¥", "1,", ",1",
]  # fmt: skip


def holds(text: str) -> ReadText:
    found = read(text, TODAY)
    assert [c.id for c in found.claims] == [f"c{i}" for i in range(1, len(found.claims) + 1)]
    places = [(c.start or 0, c.end or 0) for c in found.claims]
    assert places == sorted(places)
    assert all(text[c.start : c.end] == c.text and (c.start or 0) < (c.end or 0) for c in found.claims)
    assert all(c.low is None or c.high is None or c.low <= c.high for c in found.claims)
    assert found.left_alone >= 0
    return found


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    holds(text)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["", " "]))
def test_any_mixture_of_what_the_reader_knows_is_read(words: list[str], gap: str) -> None:
    holds(gap.join(words))


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n" * 1000, "\0", "\ufeff安徽2025年出口6823.1亿元。", "\ud800", "9" * 1500, "1," * 2000, "." * 5000, "%" * 5000, "亿" * 5000, "一" * 1500,
        "0.000000000000000000000000000000000001%", "百分之" * 500,
        "Anhui's trade was -0 yuan in 2025", "2025年13月安徽出口1亿元", "Anhui " * 3000, "安徽" * 3000, "1-2-3-4-5-6%" * 200, "翻番" * 500,
    ],
    ids=lambda t: repr(t[:12]),
)  # fmt: skip
def test_hostile_texts_are_read(text: str) -> None:
    holds(text)


@pytest.mark.parametrize("text", ["9" * 400 + "亿元", "trade of " + "9" * 400 + " trillion yuan in 2025"], ids=["zh", "en"])
def test_amounts_beyond_all_measure_are_read(text: str) -> None:
    holds(text)


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u200b", "\ufeff"])
def test_invisible_marks_around_words_move_no_offset(mark: str) -> None:
    text = f"{mark}Anhui's exports were {mark}682.31 billion yuan{mark} in 2025. 安徽2025年进口{mark}3312.5亿元。"
    assert "682.31 billion yuan" in [c.text for c in holds(text).claims]


def test_characters_beyond_the_basic_plane_count_as_one() -> None:
    text = "📈📈 Anhui's trade rose 17.3 percent in 2025. 📈安徽2025年出口增长17.8%。"
    assert [c.text for c in holds(text).claims] == ["17.3 percent", "17.8%"]


PARAGRAPHS = [
    "Anhui's trade rose 17.3 percent to 1,013.56 billion yuan in 2025, with exports of 682.31 billion yuan and imports of 331.25 billion yuan. "
    "It was the first central province to exceed 1 trillion yuan.\n\n",
    "2025年湖北进出口8340.1亿元，同比增长18.2%，增速居中部第一。\n\n",
]
GROWING: dict[str, Callable[[int], str]] = {
    "digits": lambda n: "7" * (n * 1_200),
    "digits in threes": lambda n: "123," * (n * 400),
    "chinese numerals": lambda n: "三" * (n * 1_000),
    "scale words": lambda n: "1万" * (n * 400),
    "nested brackets": lambda n: "(" * (n * 4_000) + "17.3%" + ")" * (n * 4_000),
    "chinese brackets": lambda n: "（" * (n * 1_000) + "2025年" + "）" * (n * 1_000),
    "blanks": lambda n: "Anhui" + " " * (n * 10_000) + "17.3 percent",
    "full stops": lambda n: "." * (n * 10_000),
    "hyphens": lambda n: "1-" * (n * 2_000),
    "bidirectional marks": lambda n: "\u202e\u2066" * (n * 10_000) + "17.3%",
    "figures without a stop": lambda n: "17.3% " * (n * 500),
    "names without a stop": lambda n: "Anhui's exports, " * (n * 400),
    "paragraphs in English": lambda n: PARAGRAPHS[0] * (n * 20),
    "paragraphs in Chinese": lambda n: PARAGRAPHS[1] * (n * 40),
}


def seconds(text: str) -> float:
    """Processor time, so that other work on the machine doesn't count."""
    before = time.process_time()
    read(text, TODAY)
    return time.process_time() - before


@pytest.mark.parametrize("shape", GROWING)
def test_time_grows_no_faster_than_the_text(shape: str) -> None:
    make = GROWING[shape]
    read(make(1)[:200], TODAY)
    tries = []
    for _ in range(3):
        once, twice = seconds(make(1)), seconds(make(2))
        if twice <= 3.2 * once + 0.05:
            return
        tries.append(f"{once:.3f} s, then {twice:.3f} s")
    pytest.fail("; ".join(tries))


def test_a_megabyte_of_digits_is_read_in_seconds() -> None:
    before = time.process_time()
    holds("7" * 1_000_000)
    assert time.process_time() - before < 10


def test_two_hundred_paragraphs_are_read_in_seconds() -> None:
    before = time.process_time()
    found = holds("".join(PARAGRAPHS) * 100)
    assert time.process_time() - before < 10
    assert len(found.claims) >= 700
