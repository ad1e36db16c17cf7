"""What a figure, a place or a record says that no kind of claim does, so that nothing is said of it but that it is there.

By how much something rose or lies apart, what was expected, growth of a surplus, amounts of each of several parts, places and records of a share or of a rise, the second-highest ever.
`is_unsaid(document, decision)` tells it by the words of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from hinterland.reading.confidence import Decision
from hinterland.reading.document import Document, Target
from hinterland.reading.expected import is_expected
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import OPENING, joined
from hinterland.reading.mentions import Parsed, once_a_sentence, once_a_target
from hinterland.reading.numbers import is_garbled
from hinterland.reading.relations.places import places
from hinterland.reading.relations.predicates import is_amount_of_change
from hinterland.reading.relations.streak import limit_of_run
from hinterland.reading.relations.words import counted_places, ends_clause, gap, near, regions, right_before, right_behind, said


def is_unsaid(document: Document, decision: Decision) -> bool:
    """Whether no kind of claim says what a target does."""
    parsed, target = document.parsed[decision.target.sentence], decision.target
    return (
        _is_told_otherwise(parsed, target)
        or is_of_balance(document, decision)
        or _is_limit_of_run(document, target)
        or _is_ratio(parsed, decision)
    )


@once_a_target
def _is_told_otherwise(parsed: Parsed, target: Target) -> bool:
    """Whether one of the tests of its sentence tells so."""
    return any(test(parsed, target) for test in TESTS)


def _is_limit_of_run(document: Document, target: Target) -> bool:
    """Whether a figure is what each period of a run lies above or below, none of which is the one in force: 连续8个季度守在1000亿元以上."""
    if target.figure is None:
        return False
    runs = (t for t in document.targets if t.sentence == target.sentence and t.kind == "streak")
    limits = (limit_of_run(document.parsed[target.sentence], t) for t in runs)
    return any(limit is not None and limit.start == target.start for limit in limits)


def is_of_balance(document: Document, decision: Decision) -> bool:
    """Whether a rate of growth is that of a balance: the last word of a flow or a balance before it is one (a surplus of 5.58 trillion, up 17.6%)."""
    target, parsed = decision.target, document.parsed[decision.target.sentence]
    if decision.slots.get("op") != "growth":
        return False
    last = parsed.before(target.start, "flow", "balance")
    return last is not None and parsed.sentence.clause(target.start) - last.clause <= 1 and last.is_a("balance")


REACH = {"en": 1, "zh": 2}
"""Maximum clauses between a balance or flow and what it is of the other."""


def _is_ratio(parsed: Parsed, decision: Decision) -> bool:
    """Whether a share is what a balance or one flow is of the other, of which it is no part: a deficit of 5 billion, or 8% of imports; exports covered 67% of imports; 逆差等同进口货值的5.5%."""
    target = decision.target
    is_rate = target.is_figure("percent")
    if not is_rate or (decision.slots.get("op") != "share" and parsed.language != "zh"):
        return False
    told = [
        m
        for m in parsed.mentions
        if m.is_a("flow", "balance") and parsed.sentence.clause(target.start) - m.clause <= REACH[parsed.language]
    ]
    before, behind = [m for m in told if m.end <= target.start], [m for m in told if m.start >= target.end]
    whole = (before[-1:] if parsed.language == "zh" else behind[:1]) or None
    if whole is None:
        return False
    before = [m for m in before if m is not whole[0]]
    joint = parsed.text[whole[0].end : target.start] if parsed.language == "zh" else parsed.text[target.end : whole[0].start]
    if not before or joint.strip() not in forms(parsed.language, "whole-joint"):
        return False
    sides = {"export", "import"}
    return whole[0].value("flow") in sides and (before[-1].is_a("balance") or {before[-1].value("flow"), whole[0].value("flow")} == sides)


def _is_gap(parsed: Parsed, target: Target) -> bool:
    """Whether words before an amount say that it is how far two places lie apart: the gap between Ohio and Iowa widened to 5 billion, 甲与乙的差距扩大到80亿元."""
    if target.figure is None or target.figure.dimension != "money":
        return False
    clause = parsed.sentence.clause(target.start)
    word = next((w for w in reversed(said(parsed, "gap-noun")) if w.end <= target.start), None)
    if word is None or clause - parsed.sentence.clause(word.start) > 1:
        return False
    if parsed.language == "zh":
        return not any(m.is_a("flow", "balance") for m in parsed.inside(word.end, target.start))
    lead = right_behind(parsed, word.end, "pair-lead")
    places = [m for m in regions(parsed) if m.names[0].level != "nation"] if lead is not None else []
    return lead is not None and len([m for m in places if lead.end <= m.start and m.end <= target.start]) > 1


def _is_of_increment(parsed: Parsed, target: Target) -> bool:
    """Whether an amount or a place is that of a rise: 增量达580亿元, 增量居全国第一."""
    if target.kind != "rank" and (target.figure is None or target.figure.dimension != "money"):
        return False
    word = next(reversed(near(parsed, _clause(parsed, target), target.start, "increment")), None)
    return word is not None and not any(m.is_a("flow", "balance") for m in parsed.inside(word.end, target.start))


def _is_of_parts(parsed: Parsed, target: Target) -> bool:
    """Whether a figure is that of each of several parts of a place, or of some that are only counted: 其余各市均不足百亿元, 有三市进出口超百亿元, 三市都超过百亿元."""
    if target.figure is None:
        return False
    start = _clause(parsed, target)
    if near(parsed, start, target.start, "each-part"):
        return True
    return any(
        start <= m.start and m.end <= target.start and right_before(parsed, _number(parsed, m.start), "exists")
        for m in counted_places(parsed)
    )


def _number(parsed: Parsed, place: int) -> int:
    """Where the number begins that ends at a place."""
    while (digit := right_before(parsed, place, "numeral", "numeral-ten", "count-counter")) is not None:
        place = digit.start
    while parsed.text[place - 1 : place].isdigit():
        place -= 1
    return place


def _is_of_share(parsed: Parsed, target: Target) -> bool:
    """Whether a place, record, first or run is that of a share: the share of exports reached a record high, 占全国比重连续5年超过15%."""
    if target.kind not in ("rank", "record", "first", "streak"):
        return False
    words = near(parsed, _clause(parsed, target), target.start, "share-noun")
    return bool(words) and not any(m.figure is not None for m in parsed.inside(words[-1].end, target.start))


def _is_second(parsed: Parsed, target: Target) -> bool:
    """Whether an ordinal stands right before a record: the second-highest ever."""
    return target.kind == "record" and right_before(parsed, target.start, "ordinal") is not None


def _is_of_range(parsed: Parsed, target: Target) -> bool:
    """Whether a place is an end of a range of places that several share out: 分列第二至第六位."""
    if target.kind != "rank" or parsed.language != "zh":
        return False
    ends = [p for p in places(parsed) if p.start != target.start]
    between = [parsed.text[min(p.end, target.end) : max(p.start, target.start)] for p in ends]
    return any(text in forms("zh", "range-joint") for text in between) and not near(
        parsed, _clause(parsed, target), target.start, "start-lead"
    )


def _is_size(parsed: Parsed, target: Target) -> bool:
    """Whether a Chinese amount only tells which firms are counted, or by how much one flow is larger than another: 进出口超10亿元企业510家, 一般贸易总额超出加工贸易总额逾13亿元."""
    if target.figure is None or target.figure.dimension != "money":
        return False
    if right_behind(parsed, target.end, "sized-noun") is not None:
        return True
    word = next(reversed(near(parsed, _clause(parsed, target), target.start, "surplus-verb")), None)
    between = [m for m in parsed.mentions if word is not None and word.end < m.end <= target.start]
    owned = word is not None and any(form in parsed.text[word.end : target.start] for form in forms("zh", "possessive"))
    return any(m.names or m.is_a("flow") for m in between) and not owned and not any(m.figure is not None for m in between)


def _is_of_average(parsed: Parsed, target: Target) -> bool:
    """Whether a place is one by average yearly growth: 年均增长25.2%，居全国首位."""
    clause = parsed.sentence.clause(target.start)
    return target.kind == "rank" and any(m.is_a("cagr") and m.end <= target.start and clause - m.clause <= 1 for m in parsed.mentions)


def _is_as_much(parsed: Parsed, target: Target) -> bool:
    """Whether an English multiple is of nothing that its sentence names: nearly twice as much."""
    word = right_behind(parsed, target.end, "as-much") if target.is_figure("ratio") or target.kind == "figure" else None
    return word is not None and ends_clause(parsed.text, word.end)


def _is_of_several(parsed: Parsed, target: Target) -> bool:
    """Whether an English superlative only says which of several are meant: of the ten states with the largest exports, Ohio grew."""
    lead = right_before(parsed, target.start, "several-lead") if target.kind == "rank" else None
    count = None if lead is None else parsed.before(lead.start)
    return lead is not None and count is not None and count.is_figure("thing") and gap(parsed, count.end, lead.start) <= 1


def _is_of_revision(parsed: Parsed, target: Target) -> bool:
    """Whether an English rate tells how far a figure was revised: has since revised it to 3 billion dollars, some 9% less."""
    is_more = target.is_figure("percent") and right_behind(parsed, target.end, "gap-behind") is not None
    word = next(reversed(near(parsed, 0, target.start, "revise-verb")), None) if is_more else None
    return word is not None and not any(m.is_a("flow") for m in parsed.inside(word.end, target.start))


def _is_taxed(parsed: Parsed, target: Target) -> bool:
    """Whether an English amount is that of goods which duties are said to be on, with no verb of trade between: 15% tariffs on $125 billion of imports."""
    if target.figure is None or target.figure.dimension != "money" or parsed.language != "en":
        return False
    inside = parsed.inside(_clause(parsed, target), target.start)
    duty = next((m for m in reversed(inside) if m.value("other") == "tariffs"), None)
    return duty is not None and not any(m.is_a("flow", "balance", "up", "down", "level") for m in parsed.inside(duty.end, target.start))


def _is_below_nothing(parsed: Parsed, target: Target) -> bool:
    """Whether an amount is below nothing, which no flow can be: exports fell in Ohio (-40 million)."""
    less = target.figure is not None and (target.figure.negative or MINUS.search(parsed.text, 0, target.start) is not None)
    return target.is_figure("money") and less and not any(m.is_a("balance") for m in parsed.mentions)


MINUS = re.compile(r"[(（]\s?[-−–]\s?\Z")
"""A minus sign that opens a bracket."""


def _goes_on_a_change(parsed: Parsed, target: Target) -> bool:
    """Whether an amount goes on a list of those by which something moved: fell by 5 billion, Ohio's (3 billion) and Iowa's (1 billion); rose by 5 billion and 3 billion."""
    for m in reversed(parsed.mentions) if target.is_figure("money") else ():
        if m.end > target.start or not m.is_figure("money"):
            continue
        inside = parsed.inside(m.end, target.start)
        is_bracketed = parsed.text[: target.start].rstrip().endswith(OPENING)
        is_listed = joined(parsed, m.end, target.start) or is_bracketed
        if not is_listed or not all(x.names or x.is_a("and", "hedge") for x in inside):
            return False
        target = Target(target.kind, target.sentence, m.start, m.end, m.figure)
        if is_amount_of_change(parsed, target):
            return True
    return False


def _clause(parsed: Parsed, target: Target) -> int:
    """Where a target's clause begins."""
    return parsed.clause_start(target.start)


@once_a_sentence
def _has_garbled(parsed: Parsed) -> bool:
    """Whether a number or year of the sentence can't be read, which another was then taken for."""
    return is_garbled(parsed.text, parsed.language)


TESTS: tuple[Callable[[Parsed, Target], bool], ...] = (
    lambda parsed, _: _has_garbled(parsed),
    is_amount_of_change,
    is_expected,
    _is_gap,
    _is_as_much,
    _is_of_several,
    _is_of_revision,
    _is_taxed,
    _is_of_increment,
    _is_of_parts,
    _is_of_share,
    _is_second,
    _is_of_range,
    _is_size,
    _is_of_average,
    _is_below_nothing,
    _goes_on_a_change,
)
"""What tells that no kind of claim says what a target does."""
