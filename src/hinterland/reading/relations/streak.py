"""Streaks beside their slots: runs of growth or decline, of growth past a rate, or of a level past a threshold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hinterland.codes import Language, Period
from hinterland.models import Claim, Test
from hinterland.reading.confidence import Decision
from hinterland.reading.document import Document, Target
from hinterland.reading.lands import currency_of
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.numbers import Figure
from hinterland.reading.periods import spelled_months
from hinterland.reading.plain import counted, numerals
from hinterland.reading.relations.intervals import hedge_of
from hinterland.reading.relations.predicates import round_amounts
from hinterland.reading.relations.words import gap, right_behind, said

BELOW = ("less than", "at most", "nearly")
"""Hedges of a figure that a run stays below."""
NEAR = {"en": 12, "zh": 14}
"""Maximum words (in Chinese characters) between a run and its predicate."""


def find(parsed: Parsed, language: Language) -> Iterator[Target]:
    """Runs of periods: third straight month, 18 consecutive months, 连续13个月."""
    for i, m in enumerate(parsed.mentions):
        if not m.is_a("streak"):
            continue
        near = [
            o
            for o in parsed.mentions[max(0, i - 3) : i + 3]
            if ((o.figure is not None and o.figure.dimension not in ("money", "points")) or o.is_a("ordinal"))
            and max(o.start, m.start) - min(o.end, m.end) <= _reach(parsed, o, m)
        ]
        if not near:
            continue
        other = min(near, key=lambda o: max(o.start - m.end, m.start - o.end))
        number, last = _run_length(parsed, other, language)
        if not number:
            continue
        start, end = min(m.start, other.start), max(m.end, last)
        if parsed.text[end : end + 1] in forms(language, "streak-unit"):
            end += 1
        yield Target("streak", parsed.number, start, end, number=number)


BESIDE, AROUND = 12, 30
"""Maximum characters between a run's word and its number: beside each other, and with the move that runs between them."""


def _reach(parsed: Parsed, number: Mention, word: Mention) -> int:
    """How far a run's word may stand behind its number: further where a move or periods lie between them: third annual decline in a row, 13 six-month periods in a row."""
    unit = right_behind(parsed, number.end, "time-unit")
    if unit is not None and unit.end <= word.start and parsed.is_blank(unit.end, word.start):
        return AROUND
    moves = any(number.end <= o.start and o.end <= word.start and o.is_a("up", "down") for o in parsed.mentions)
    return AROUND if number.is_a("ordinal") and moves else BESIDE


def _run_length(parsed: Parsed, mention: Mention, language: Language) -> tuple[int, int]:
    """How many periods a run has, by its number or its ordinal, and where that ends; a third is one where a fraction has the same words, and 第 what its numeral says."""
    if mention.figure is not None and mention.figure.dimension == "percent":
        return int(forms(language, "ordinal").get(parsed.written(mention).split()[-1].lower(), 0)), mention.end
    number = int(mention.figure.value) if mention.figure is not None else int(mention.value("ordinal") or 0)
    numeral = re.compile(rf"\d{{1,3}}|[{numerals()}]{{1,4}}").match(parsed.text, mention.end) if not number and language == "zh" else None
    return (int(numeral[0]) if numeral[0].isdigit() else counted(numeral[0]) or 0, numeral.end()) if numeral else (number, mention.end)


def relate(document: Document, decision: Decision, claim: Claim) -> Claim:
    """A streak with its test and threshold."""
    target = decision.target
    parsed = document.parsed[target.sentence]
    claim = _of_months(parsed, target, claim)
    limit = limit_of_run(parsed, target)
    if limit is not None and limit.dimension == "money":
        return _past(
            claim, limit.value, hedge_of(parsed, limit) in BELOW, "level", limit.unit or currency_of(claim.subject, document.main_nation)
        )
    turn = _turn(parsed, target)
    if limit is not None and (turn is not None or limit.dimension == "percent"):
        down = hedge_of(parsed, limit) in BELOW
        falling = turn is not None and turn.is_a("down") and not turn.is_a("than", "hedge")
        return _past(claim, -limit.value if falling else limit.value, down != falling, "growth", None)
    if turn is None and _is_place(parsed, target):
        return claim.model_copy(update={"indicator": claim.indicator.model_copy(update={"op": "rank"})})
    return _past(claim, Decimal(0), turn is not None and turn.is_a("down"), "growth", None)


def _of_months(parsed: Parsed, target: Target, claim: Claim) -> Claim:
    """A run of months as one that ends with the last month of its period (截至2025年6月连续5个月增长); of no period where that is a year, which doesn't say with which of its months or
    quarters it ends."""
    unit = next((w for w in said(parsed, "time-unit") if target.start < w.end and w.start <= target.end), None)
    if unit is None or claim.period is None or Period.parse(claim.period).months <= int(unit.value):
        return claim
    if len(claim.period) <= YEAR or unit.value != "1":
        return claim.model_copy(update={"period": None})
    last = Period.parse(claim.period).end
    month = last // 100 * 12 + last % 100 - 1
    return claim.model_copy(update={"period": spelled_months(month, month)})


YEAR = 4
"""Characters of a year's name: which of its months a run ends with, a year doesn't say."""


def _past(claim: Claim, limit: Decimal, below: bool, op: str, currency: str | None) -> Claim:
    """A claim whose run stays above or below a limit."""
    test: Test = "<" if below else ">"
    indicator = claim.indicator.model_copy(update={"op": op, **({"currency": currency} if currency and claim.indicator.concept else {})})
    return claim.model_copy(
        update={"indicator": indicator, "relation": claim.relation.model_copy(update={"test": test, "threshold": limit})}
    )


def _stretch(parsed: Parsed, target: Target) -> tuple[int, int]:
    """The clause of a run."""
    clause = parsed.sentence.clause(target.start)
    ends = [c for c in parsed.sentence.clauses if c > target.end]
    return parsed.sentence.clauses[clause], ends[0] if ends else len(parsed.text)


def limit_of_run(parsed: Parsed, target: Target) -> Figure | None:
    """The one-sided figure of a run's clause: above 4 trillion yuan, 增速高于10%."""
    low, high = _stretch(parsed, target)
    found = [m.figure for m in parsed.mentions if m.figure is not None and m.figure.dimension in ("money", "percent")] + list(
        round_amounts(parsed)
    )
    near = [
        f
        for f in found
        if low <= f.start < high
        and hedge_of(parsed, f) in (*BELOW[:2], "more than", "at least")
        and gap(parsed, min(f.end, target.end), max(f.start, target.start)) <= NEAR[parsed.language] + 4
    ]
    return near[0] if len(near) == 1 else None


def _turn(parsed: Parsed, target: Target) -> Mention | None:
    """The rise or fall that a run is one of: right behind it, else the nearest in its clause, in English the one before it first."""
    low, high = _stretch(parsed, target)
    turns = [m for m in parsed.mentions if m.is_a("up", "down") and low <= m.start < high]
    inside = [m for m in turns if target.start <= m.start and m.end <= target.end]
    after = [m for m in turns if m.start >= target.end and gap(parsed, target.end, m.start) <= NEAR[parsed.language]]
    before = [m for m in turns if m.end <= target.start]
    close = [m for m in after if gap(parsed, target.end, m.start) <= 2]
    if parsed.language == "zh":
        near = [*after[:1], *before[-1:]]
    else:
        near = [*close[:1], *before[-1:], *after[:1]]
    return next(iter([*inside, *near]), None)


def _is_place(parsed: Parsed, target: Target) -> bool:
    """Whether a run is one of holding a place: 连续26年为第一大贸易伙伴, ranked first for the sixth year in a row."""
    low, high = _stretch(parsed, target)
    ranks = any(m.is_a("rank", "superlative") and low <= m.start < high for m in parsed.mentions)
    return ranks or any(low <= w.start < high for w in said(parsed, "holding"))
