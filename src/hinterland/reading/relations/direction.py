"""Directions without a figure: exports rose, while imports fell; 出口增长、进口下降; fell to 579.8 billion yuan.

One is read only where nothing but known words stands in its clause: a flow, whose it is, when, and the verb. An unknown word could say anything, so that it leaves the clause unread.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hinterland.codes import Language
from hinterland.models import Claim
from hinterland.reading.confidence import Decision
from hinterland.reading.document import Document, Target
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations import value
from hinterland.reading.relations.words import Found, rest, right_behind, said

MEASURED = ("percent", "points", "ratio", "bare")
"""Dimensions of figures that may say by how much something moved."""


def find(parsed: Parsed, language: Language) -> Iterator[Target]:
    """Verbs of a rise or a fall that no figure measures, with a flow before them and nothing unknown in their clause."""
    if parsed.sentence.kind != "paragraph" or any(
        m.is_a("forecast", "monthago", "streak", "record", "both")
        or (m.time is not None and m.time.kind in ("since", "yearrange", "rangeyears", "past", "rolling"))
        for m in parsed.mentions
    ):
        return
    for verb in said(parsed, "direction"):
        low, high = _clause(parsed, verb)
        inside = parsed.inside(low, high)
        flows = [m for m in inside if m.is_a("flow") and m.end <= verb.start]
        if len(flows) == 1 and not _is_measured(parsed, verb, high) and _is_plain(parsed, inside, verb, low, high):
            yield Target("direction", parsed.number, verb.start, verb.end, lowest=verb.value == "down", trade=True)


def relate(document: Document, decision: Decision, claim: Claim) -> Claim:
    """A growth of more than nothing, or of less, with its base."""
    ends = {"low": None, "high": Decimal(0)} if decision.target.lowest else {"low": Decimal(0), "high": None}
    return value.relate(document, decision, claim.model_copy(update={**ends, "unit": "percent"}))


def _clause(parsed: Parsed, verb: Found) -> tuple[int, int]:
    """Where the clause of a verb begins and ends; a further verb's clause begins behind the verb before it."""
    clauses = [*parsed.sentence.clauses, len(parsed.text)]
    k = parsed.sentence.clause(verb.start)
    verbs = [v for v in said(parsed, "direction") if clauses[k] <= v.start < clauses[k + 1]]
    before = max((v.end for v in verbs if v.end <= verb.start), default=clauses[k])
    after = [m.start for m in parsed.mentions if m.is_a("flow") and verb.end <= m.start < clauses[k + 1]]
    return before, min(after, default=clauses[k + 1])


def _is_measured(parsed: Parsed, verb: Found, high: int) -> bool:
    """Whether a figure says by how much, before the next flow is named, or says what moved, before the verb."""
    following = next((m.start for m in parsed.mentions if m.is_a("flow") and m.start >= high), len(parsed.text))
    figures = [m for m in parsed.mentions if m.figure is not None and m.start < following]
    return any(m.figure.dimension in MEASURED if m.start >= verb.end else m.end > _clause(parsed, verb)[0] for m in figures if m.figure)


def _is_plain(parsed: Parsed, inside: list[Mention], verb: Found, low: int, high: int) -> bool:
    """Whether a clause holds nothing but names, times, its flow, its verb, an amount that it moved to, and words that say nothing of it."""
    known = [m for m in inside if m.names or m.time is not None or m.is_a("flow", "while", "yearago", "prep", "proform")]
    amounts = [m for m in inside if m.figure is not None and m.start >= verb.end]
    if amounts and right_behind(parsed, verb.end, "direction-to") is None:
        return False
    left, place = [], low
    for start, end in sorted([(m.start, m.end) for m in (*known, *amounts)] + [(verb.start, verb.end)]):
        if start >= place:
            left.append(parsed.text[place:start])
        place = max(place, end)
    left.append(parsed.text[place:high])
    marks = str.maketrans(dict.fromkeys("、，,;；.。:：!！?？()（）", " "))
    gap = " " if parsed.language == "en" else ""
    return not rest(gap.join(part.translate(marks) for part in left), parsed.language, "direction-fill", "direction-to")
