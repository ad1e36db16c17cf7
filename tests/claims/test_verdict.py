"""The one comparison: what is said against the answer from rounding, the one that missing members allow, and the one that computed growth leaves open."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.claims.evaluate import verdict
from hinterland.interval import Interval

ANSWER = Interval.rounded("17.3", "0.1")
POINT = Interval.exact(9)
OPEN = Interval(None, None)


def span(low: str | int | None, high: str | int | None) -> Interval:
    from decimal import Decimal

    ends = [None if x is None else Decimal(x) for x in (low, high)]
    return Interval(ends[0], ends[1], ends[0] is not None, ends[0] is not None and ends[0] == ends[1])


@pytest.mark.parametrize(
    ("said", "answer", "widest", "expected"),
    [
        (Interval.rounded("17.3", "0.1"), ANSWER, ANSWER, "supported"),
        (Interval.rounded("17", "1"), ANSWER, ANSWER, "supported"),
        (Interval.rounded("17.31", "0.01"), ANSWER, ANSWER, "supported"),
        (Interval.rounded("17.4", "0.1"), ANSWER, ANSWER, "refuted"),
        (Interval.rounded("1.73", "0.01"), ANSWER, ANSWER, "refuted"),
        (span(17, None), ANSWER, ANSWER, "supported"),
        (span(18, None), ANSWER, ANSWER, "refuted"),
        (POINT, POINT, POINT, "supported"),
        (Interval.exact(10), POINT, POINT, "refuted"),
        # missing members: the answer is one, the widest another
        (POINT, POINT, span(9, 12), "unverifiable"),
        (Interval.exact(11), POINT, span(9, 12), "unverifiable"),
        (Interval.exact(8), POINT, span(9, 12), "refuted"),
        (Interval.exact(13), POINT, span(9, 12), "refuted"),
        (POINT, POINT, span(9, None), "unverifiable"),
        (Interval.exact(8), POINT, span(9, None), "refuted"),
        # rounding alone can't decide: what it allows is supported
        (Interval.exact(4), span(3, 5), span(3, 5), "supported"),
        # nothing is held
        (POINT, None, None, "unverifiable"),
        (POINT, OPEN, OPEN, "supported"),
    ],
)
def test_a_text_is_judged_by_two_intervals(said: Interval, answer: Interval | None, widest: Interval | None, expected: str) -> None:
    assert verdict(said, answer, widest) == expected


@pytest.mark.parametrize(
    ("said", "outer", "expected"),
    [
        (Interval.rounded("17.3", "0.1"), OPEN, "supported"),
        (Interval.rounded("25", "1"), OPEN, "unverifiable"),
        (Interval.rounded("25", "1"), span(10, 20), "refuted"),
        (Interval.rounded("19", "1"), span(10, 20), "unverifiable"),
        (Interval.rounded("17.3", "0.1"), span(10, 20), "supported"),
    ],
)
def test_computed_growth_keeps_a_text_from_being_refuted(said: Interval, outer: Interval, expected: str) -> None:
    assert verdict(said, ANSWER, ANSWER, outer) == expected


ends = st.integers(-20, 20)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    return span(low, high)


@given(intervals(), intervals(), intervals())
def test_exactly_one_verdict_is_given_and_it_follows_from_meeting(said: Interval, answer: Interval, more: Interval) -> None:
    widest = answer.span(more)
    found = verdict(said, answer, widest)
    assert (found == "refuted") == (not said.meets(widest))
    if found == "supported":
        assert said.meets(answer)
    if answer == widest:
        assert found == ("supported" if said.meets(answer) else "refuted")


@given(intervals(), intervals(), intervals())
def test_a_wider_interval_never_refutes_what_a_narrower_one_allows(said: Interval, answer: Interval, more: Interval) -> None:
    if verdict(said, answer, answer) != "refuted":
        assert verdict(said, answer, answer.span(more)) != "refuted"
        assert verdict(said, answer, answer, answer.span(more)) != "refuted"


def test_what_is_exactly_known_is_supported_only_by_itself() -> None:
    for said, known in product(range(5), repeat=2):
        expected = "supported" if said == known else "refuted"
        assert verdict(Interval.exact(said), Interval.exact(known), Interval.exact(known)) == expected
