"""Figures that nobody measured: what was expected, forecast or aimed at (had forecast a rise of 2%, a target of 1.2 trillion, 好于预期的2.0%), which no figure held can refute."""

from __future__ import annotations

from hinterland.reading.document import Target
from hinterland.reading.lexicon import Found
from hinterland.reading.mentions import Parsed, once_a_target
from hinterland.reading.relations.words import gap, right_before, right_behind, said

BEHIND = 5
"""Maximum words (in Chinese characters) between a figure and the word behind it that says it was expected: the 2 percent that economists had pencilled in."""


@once_a_target
def is_expected(parsed: Parsed, target: Target) -> bool:
    """Whether the words of a figure's clause say that it was expected: before it with no other figure between, or right behind it."""
    if target.figure is None or parsed.sentence.kind == "row":
        return False
    clause = parsed.sentence.clause(target.start)
    words = [w for w in said(parsed, "expectation") if parsed.sentence.clause(w.start) == clause]
    return any(_leads(parsed, w, target) or _follows(parsed, w, target) for w in words)


def _leads(parsed: Parsed, word: Found, target: Target) -> bool:
    """Whether a word before a figure leads to it: forecast a rise of 2%, beating forecasts of 2%, and not what a figure beat: rose more than expected, by 6.1%."""
    if word.end > target.start or _figured(parsed, word.end, target.start):
        return False
    if any(m.is_a("than") for m in parsed.mentions if word.end <= m.start and m.end <= target.start):
        return False
    return not _is_met(parsed, word) or right_behind(parsed, word.end, "expectation-of") is not None


def _follows(parsed: Parsed, word: Found, target: Target) -> bool:
    """Whether a word behind a figure says what it is: the 2 percent expected, 5%的增长目标."""
    if word.start < target.end or gap(parsed, target.end, word.start) > BEHIND or _figured(parsed, target.end, word.start):
        return False
    of = right_behind(parsed, word.end, "expectation-of")
    is_next = of is not None and any(
        m.figure is not None and gap(parsed, of.end, m.start) <= 1 for m in parsed.mentions if m.start >= of.end
    )
    joined = any(m.is_a("and", "than") for m in parsed.mentions if target.end <= m.start and m.end <= word.start)
    return not (_is_met(parsed, word) or is_next or joined)


def _is_met(parsed: Parsed, word: Found) -> bool:
    """Whether a word tells what figures met or missed: beating expectations, 超预期."""
    return right_before(parsed, word.start, "expectation-met") is not None


def _figured(parsed: Parsed, low: int, high: int) -> bool:
    return any(m.figure is not None and m.figure.dimension != "bare" for m in parsed.mentions if low <= m.start and m.end <= high)
