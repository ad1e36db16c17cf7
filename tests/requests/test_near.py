"""Near misses: edit distance, sounds, and when a slip is left open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.requests.near import distance, near

WORDS = st.text("abcdn", max_size=7)


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [("anhui", "anhui", 0), ("anhuy", "anhui", 1), ("anhiu", "anhui", 1), ("guandong", "guangdong", 1), ("ab", "ba", 1)],
)
def test_distance_counts_slips(one: str, two: str, apart: int) -> None:
    assert distance(one, two) == apart


@given(WORDS, WORDS)
def test_distance_is_the_same_either_way_and_zero_only_between_equals(one: str, two: str) -> None:
    assert distance(one, two, 7) == distance(two, one, 7)
    assert (distance(one, two, 7) == 0) == (one == two)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("guandong", "guangdong"), ("Zhejaing", "zhejiang"), ("exprots", "exports"), ("广冬", "广东"), ("黑龙将", "黑龙江")],
)
def test_a_slip_has_the_word_that_was_meant(written: str, meant: str) -> None:
    assert near(written).meant == meant


@pytest.mark.parametrize("written", ["Hnan", "xyz", "weather", "smarch", "per", "天气"])
def test_what_may_be_several_words_or_none_is_left_open(written: str) -> None:
    assert near(written).meant is None
