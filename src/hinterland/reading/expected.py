"""Figures that nobody measured: what was expected, forecast or aimed at (had forecast a rise of 2%, a target of 1.2 trillion, 好于预期的2.0%), which no figure held can refute."""

from __future__ import annotations

import re

from hinterland.reading.document import Target
from hinterland.reading.lexicon import Found
from hinterland.reading.mentions import Parsed, once_a_target
from hinterland.reading.relations.words import gap, near, right_before, right_behind, said

BEHIND = 5
"""Maximum words (in Chinese characters) between a figure and the word behind it that says it was expected: the 2 percent that economists had pencilled in."""

ASIDE = 2
"""The most clauses that such a relative clause goes on over, an aside in it among them."""
AFAR = 12
"""The same where a relative clause begins right behind the figure: the 2 percent that Wind, a provider of figures, had predicted."""


@once_a_target
def is_expected(parsed: Parsed, target: Target) -> bool:
    """Whether the words of a figure say that it was expected: in its clause before it with no other figure between, right behind it, in a clause of their own before it, or of a figure beside it."""
    if target.figure is None or parsed.sentence.kind == "row":
        return False
    words = said(parsed, "expectation", "expectation-noun", *(("estimation",) if parsed.foreseen else ()))
    if right_before(parsed, target.start, "value-before", "former-label") is not None or came_before(parsed, target):
        return False
    return bool(words) and (any(_leads(parsed, w, target) or _follows(parsed, w, target) for w in words) or _goes_on(parsed, target))


def came_before(parsed: Parsed, target: Target) -> bool:
    """Whether a figure is what had been before an expected one: after 9.5% growth in August; from $78 billion in December; versus a fall of 2.1% in August."""
    low = max(
        (m.end for m in parsed.mentions if m.figure is not None and m.figure.dimension != "bare" and m.end <= target.start), default=0
    )
    found = near(parsed, low, target.start, "past-lead", "base-lead") if parsed.language == "en" and low else []
    lead = next((w for w in found if w.value != "years" and w.cls + w.value != "base-lead1"), None)
    if lead is None or near(parsed, lead.end, target.start, "expectation", "expectation-noun"):
        return False
    inside = [m for m in parsed.inside(lead.end, target.start) if not m.is_a(*MOVING)]
    behind = next((m for m in parsed.mentions if m.start >= target.end and not m.is_a(*MOVING) and (m.time or not m.is_a("yearago"))), None)
    if inside or behind is None:
        return [m.time is not None for m in inside] == [True]
    return behind.time is not None and gap(parsed, target.end, behind.start) < BEHIND


MOVING = ("up", "down", "level", "prep", "hedge", "balance", "flow")
"""Classes of the words of a rise, a fall or an amount beside its figure."""


def _leads(parsed: Parsed, word: Found, target: Target) -> bool:
    """Whether a word before a figure leads to it: forecast a rise of 2%, beating forecasts of 2%, and not what a figure beat: rose more than expected, by 6.1%."""
    if BRACKET.fullmatch(parsed.text, word.end, target.start) is not None:
        return True
    here, there = parsed.sentence.clause(word.start), parsed.sentence.clause(target.start)
    opens = here == there - 1 and not parsed.text[word.end : parsed.sentence.clauses[there]].strip(" ,，:：、")
    if word.end > target.start or not (here == there or opens) or _figured(parsed, word.end, target.start):
        return False
    turned = any(m.is_a("than", "while") for m in parsed.inside(word.end, target.start))
    if turned or near(parsed, word.end, target.start, "past-lead"):
        return False
    is_told = right_behind(parsed, word.end, "expectation-of") is not None
    is_told = is_told or (word.cls == "expectation" and right_before(parsed, word.start, "article") is not None)
    is_told = is_told or (here == there and _is_set_against(parsed, word))
    return is_told or not (word.cls == "expectation-noun" or _is_met(parsed, word))


def _is_set_against(parsed: Parsed, word: Found) -> bool:
    """Whether a Chinese clause sets what was expected against the figure that ends the clause before: 增长7.6%，高于市场预期增长5.7%."""
    clause = parsed.sentence.clause(word.start)
    last = next((m for m in reversed(parsed.mentions) if m.figure is not None and m.end <= word.start), None)
    is_met = right_before(parsed, word.start, "expectation-met") is not None
    return parsed.language == "zh" and is_met and last is not None and last.clause == clause - 1


BRACKET = re.compile(r"\s?[(（][^()（）]*[)）][\s+-]?")
"""What a bracket says between the word and its figure: 预期（一致预期，下同）3.2%."""


def _goes_on(parsed: Parsed, target: Target) -> bool:
    """Whether the figure before was expected and only words that continue it stand between: exports of 4 trillion and imports of 2.2 trillion; 力争突破9500亿元，增长8%."""
    last = next(
        (m for m in reversed(parsed.mentions) if m.figure is not None and m.figure.dimension != "bare" and m.end <= target.start), None
    )
    if last is None or parsed.sentence.clause(target.start) - last.clause > 1:
        return False
    between = parsed.inside(last.end, target.start)
    return all(m.is_a(*TOLD_WITH) for m in between) and is_expected(
        parsed, Target("figure", target.sentence, last.start, last.end, last.figure)
    )


TOLD_WITH = ("and", "flow", "prep", "level", "up", "down", "hedge", "yearago")
"""Classes of the words between figures that are expected together."""


def _follows(parsed: Parsed, word: Found, target: Target) -> bool:
    """Whether a word behind a figure says what it is: the 2 percent expected, 5%的增长目标."""
    is_told = right_behind(parsed, target.end, "relative-that") is not None
    if parsed.sentence.clause(word.start) - parsed.sentence.clause(target.start) not in range(ASIDE + 1 if is_told else 1):
        return False
    if (
        word.start < target.end
        or gap(parsed, target.end, word.start) > (AFAR if is_told else BEHIND)
        or _figured(parsed, target.end, word.start)
    ):
        return False
    if parsed.text[word.end :].lstrip().startswith(":"):
        return False
    of = right_behind(parsed, word.end, "expectation-of")
    is_next = of is not None and any(
        m.figure is not None and gap(parsed, of.end, m.start) <= 1 for m in parsed.mentions if m.start >= of.end
    )
    joined = any(m.is_a("and", "than") for m in parsed.inside(target.end, word.start))
    return not (_is_met(parsed, word) or is_next or joined)


def _is_met(parsed: Parsed, word: Found) -> bool:
    """Whether a word tells what figures met or missed: beating expectations, worse than markets had looked for, 超预期."""
    if right_before(parsed, word.start, "expectation-met") is not None:
        return True
    than = parsed.before(word.start, "than")
    is_near = parsed.language == "en" and than is not None and gap(parsed, than.end, word.start) < BEHIND - 1
    return is_near and than is not None and not _figured(parsed, than.end, word.start)


def _figured(parsed: Parsed, low: int, high: int) -> bool:
    return any(m.figure is not None and m.figure.dimension != "bare" for m in parsed.inside(low, high))
