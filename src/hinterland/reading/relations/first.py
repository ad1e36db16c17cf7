"""Firsts beside their slots: whether for a place itself or among a scope's members, past which threshold, and since when.

A place among those who passed a threshold (the ninth state with trade above 1 trillion, 第九个突破1万亿元的地区) is found
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hinterland.codes import Language, Period
from hinterland.models import Claim, Indicator, Test
from hinterland.reading.confidence import Decision
from hinterland.reading.document import Document, Target
from hinterland.reading.lands import currency_of
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Parsed, overlaps
from hinterland.reading.numbers import Figure
from hinterland.reading.plain import counted, numerals
from hinterland.reading.relations.bases import is_since, made
from hinterland.reading.relations.predicates import threshold
from hinterland.reading.relations.record import first_of, is_counted
from hinterland.reading.relations.scopes import scope_near
from hinterland.reading.relations.words import gap, right_behind, said

BEFORE, BEHIND = {"en": 60, "zh": 14}, {"en": 120, "zh": 40}
"""Maximum characters before and behind a word for the crossing that it tells of."""
MEMBER = 4
"""Maximum words between an ordinal and the member of a scope that it counts."""


def find(parsed: Parsed, language: Language) -> Iterator[Target]:
    """Ordinals of members of a scope that crossed a threshold, and firsts told by a verb (first topped 1 trillion yuan); those that did so did what the clause before says."""
    for start, end, number, alone in _ordinals(parsed, language):
        does_so = _does_so(parsed, end)
        crosses = does_so or any(start < c.start < end + BEHIND[language] for c in said(parsed, "crossing", "threshold-noun"))
        if crosses and (alone or does_so or _counts_members(parsed, end)) and threshold(parsed, start, end) is not None:
            yield Target("first", parsed.number, start, end, number=number)


def _does_so(parsed: Parsed, end: int) -> bool:
    """Whether a member that an ordinal counts does in its clause what the one before says, and is none of a few (the first of the four states to do so)."""
    clause = parsed.sentence.clause(end)
    word = next((w for w in said(parsed, "does-so") if w.start >= end and parsed.sentence.clause(w.start) == clause), None)
    return word is not None and not any(end <= m.start < word.start and m.figure is not None for m in parsed.mentions)


def _ordinals(parsed: Parsed, language: Language) -> Iterator[tuple[int, int, int, bool]]:
    """Ordinals with place and number, and whether they count a subject's own crossings: first topped."""
    if language == "en":
        for m in parsed.mentions:
            if m.is_a("ordinal"):
                own = m.value("ordinal") == "1" and right_behind(parsed, m.end, "crossing") is not None
                yield m.start, m.end, int(m.value("ordinal") or 0), own
        suffixes = "|".join(forms(language, "ordinal-suffix"))
        for match in re.finditer(rf"(?<![\w.,-])(\d{{1,3}})(?:{suffixes})\b", parsed.text):
            if not any(m.is_a("ordinal") and m.start < match.end() and match.start() < m.end for m in parsed.mentions):
                yield match.start(), match.end(), int(match[1]), False
        return
    head, counter = "|".join(forms("zh", "rank-head")), "|".join(forms("zh", "member-counter"))
    for match in re.finditer(f"(?:{head})(\\d{{1,2}}|[{numerals()}]{{1,3}})(?:{counter})", parsed.text):
        number = int(match[1]) if match[1].isdigit() else counted(match[1])
        if number:
            yield match.start(), match.end(), number, True


def _counts_members(parsed: Parsed, end: int) -> bool:
    """Whether an ordinal counts members of a scope: ninth of the states, first central state."""
    members = [w.start for w in said(parsed, "member-noun") if w.start >= end]
    return bool(members) and gap(parsed, end, members[0]) <= MEMBER


def relate(document: Document, decision: Decision, claim: Claim) -> Claim:
    """A first with its scope, test, threshold and window."""
    target = decision.target
    parsed = document.parsed[target.sentence]
    limit = threshold(parsed, target.start, target.end)
    own = _is_own(parsed, target)
    since = _since(parsed, target, claim) if own else None
    if limit is None:
        return claim.model_copy(update={"scope": None if own else scope_near(parsed, target.start, target.end)})
    test: Test = "<" if own and _is_below(parsed, target) else ">"
    relation = claim.relation.model_copy(update={"test": test, "threshold": limit.value, "window": since})
    scope = None if own else scope_near(parsed, target.start, target.end)
    return claim.model_copy(
        update={
            "scope": scope,
            "relation": relation,
            "indicator": _indicator(claim.indicator, limit, currency_of(claim.subject, document.main_nation)),
        }
    )


def _indicator(indicator: Indicator, limit: Figure, usual: str | None) -> Indicator:
    """What is measured, in the unit of the threshold, else in the usual currency."""
    if limit.dimension == "quantity":
        return indicator.model_copy(update={"measure": "quantity", "currency": None})
    return indicator.model_copy(update={"currency": limit.unit or usual}) if indicator.concept is not None else indicator


def _is_own(parsed: Parsed, target: Target) -> bool:
    """Whether a first is the subject's own (for the first time) and not a place among others (the first state)."""
    if overlaps(target, said(parsed, "first-member")):
        return False
    if parsed.language == "zh":
        return target.number == 1 and right_behind(parsed, target.end - 1, "member-counter") is None
    alone = right_behind(parsed, target.end, "crossing") is not None
    return alone or not any((start, end) == (target.start, target.end) for start, end, _, _ in _ordinals(parsed, "en"))


def _is_below(parsed: Parsed, target: Target) -> bool:
    """Whether the crossing nearest to a first leads downwards."""
    near = [
        (max(0, target.start - w.end, w.start - target.end), w.value)
        for w in said(parsed, "crossing")
        if target.start - BEFORE[parsed.language] <= w.start <= target.end + BEHIND["zh"]
    ]
    return bool(near) and min(near)[1] == "down"


def _since(parsed: Parsed, target: Target, claim: Claim) -> str | None:
    """The time since which something is the first."""
    if claim.period is None:
        return None
    period = Period.parse(claim.period)
    for m in parsed.mentions:
        counted = is_counted(parsed, m)
        if not counted and not is_since(parsed, m):
            continue
        near = (m.start >= target.end and gap(parsed, target.end, m.start) <= MEMBER) or (
            m.end <= target.start and gap(parsed, m.end, target.start) <= MEMBER
        )
        if near:
            return (
                first_of(parsed, m, period) if counted else next((str(p) for p in made(parsed, m, period) if p.start < period.start), None)
            )
    return None
