"""Counts: how many members of a group do something (nine states exceeded 1 trillion, all but two grew, 29个州正增长).

`find` gives a target for each number whose members and predicate a sentence names; `relate` tells a claim's scope, test, threshold and
the ends of its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from hinterland import codes
from hinterland.codes import Language
from hinterland.models import Claim, Relation
from hinterland.reading.confidence import Decision
from hinterland.reading.document import Document, Target
from hinterland.reading.lands import currency_of, peers_of
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence
from hinterland.reading.plain import counted, numerals
from hinterland.reading.relations.predicates import Counted, predicate, same_mark
from hinterland.reading.relations.scopes import is_computable, is_of_regions, named_scopes, scope_of
from hinterland.reading.relations.words import (
    Found,
    cardinal,
    ends_clause,
    groups,
    near,
    number_of,
    of_trade,
    regions,
    right_before,
    right_behind,
    said,
    whole,
)
from hinterland.reading.units import units


def _biggest(parsed: Parsed) -> int:
    """How many regions lie directly below the nation of a document; a number as big counts only where all are meant. Of a nation without a pack, of the home nation."""
    return _size(whole(parsed)) or _size(peers_of(None)) or 0


def find(parsed: Parsed, language: Language) -> Iterator[Target]:
    """The counts of a sentence as targets."""
    for c in counts(parsed):
        figure = next((m.figure for m in parsed.mentions if m.figure is not None and m.start == c.start), None)
        if figure is not None:
            figure = replace(figure, dimension="thing", unit="count")
        yield Target("count", parsed.number, c.start, c.end, figure, c.number, trade=_of_trade(parsed, c))


def _of_trade(parsed: Parsed, c: Counted) -> bool | None:
    """Whether a count is of trade: as its words say, and of regions wherever nothing else is named."""
    trade = of_trade(parsed, c.start, c.end)
    return True if trade is None and is_of_regions(c.scope) and not any(m.is_a("other", "services") for m in parsed.mentions) else trade


@once_a_sentence
def counts(parsed: Parsed) -> list[Counted]:
    """The counts of a sentence in order, those whose predicate it tells."""
    found: list[Counted] = []
    for finder in (_moves, _numbers_zh, _soles, _every) if parsed.language == "zh" else (_numbers_en, _soles):
        for c in finder(parsed):
            if any(c.start < o.behind and o.start < c.behind for o in found):
                continue
            mark = same_mark(parsed, c)
            said = c.predicate or (mark[0] if mark is not None else predicate(parsed, c))
            if said is not None:
                found.append(replace(c, predicate=said, flow=mark[1] if mark is not None else None))
    return sorted(found, key=lambda c: c.start)


def _numbers_en(parsed: Parsed) -> Iterator[Counted]:
    """Numbers of an English sentence that count members: three of the 12 western states, all six but Hunan, only four saw."""
    if not said(parsed, "counted-noun") and not groups(parsed):
        return
    reached = 0
    for match in re.finditer(r"(?<![\w.,$-])([A-Za-z]+(?:-[a-z]+)?|\d{1,3})(?![\w%]|[.,]\d)", parsed.text):
        number = number_of(match[1])
        if number is None or match.start() < reached:
            continue
        if (c := _counted_en(parsed, match.start(), match.end(), number)) is not None:
            reached = c.behind
            if not _is_barred(parsed, c):
                yield c


def _counted_en(parsed: Parsed, start: int, end: int, number: int) -> Counted | None:
    """A number with the noun that it counts, a few words behind it, or with others of a noun before it."""
    noun, scope, total = _noun_en(parsed, end)
    every = right_before(parsed, start, "all-of") is not None
    if noun is not None:
        scope = scope if scope is not None else noun.value
        if scope == whole(parsed):
            scope = _opening_group(parsed, start) or scope
        if right_before(parsed, start, "as-one") and number == 1 and total:
            number = total
        if right_before(parsed, start, "all-but") and (size := _size(scope)):
            return Counted(start, end, size - number, noun.end, scope)
        if every:
            scope = _all_of(parsed, start, noun, number) if scope == whole(parsed) else scope
            number -= _excepted(parsed, noun.end)
        return Counted(start, end, number, noun.end, scope, every=every)
    lead = right_before(parsed, start, "count-others")
    earlier = near(parsed, 0, start, "counted-noun")
    if earlier and ((lead and right_behind(parsed, end, "see-verb")) or right_behind(parsed, end, "of-them")):
        return Counted(start, end, number, end, _group_before(parsed, start) or earlier[-1].value)
    return None


def _noun_en(parsed: Parsed, end: int) -> tuple[Found | None, str | None, int | None]:
    """The noun behind a number or the name of a group that it is of some of, the group, and the number of the whole: of the 12 western states, four of the southern states."""
    place, scope, whole = end, None, None
    for _ in range(8):
        if noun := right_behind(parsed, place, "counted-noun"):
            tail = re.compile(r"\s(?:\w+\s){0,2}").match(parsed.text, noun.end)
            named = (m for m in parsed.mentions if m.is_name("group"))
            behind = next((m for m in named if (tail and noun.end < m.start <= tail.end()) or m.start < end < noun.end < m.end), None)
            return noun, scope or (behind.names[0].code if behind is not None else None), whole
        if place > end and (group := next((m for m in groups(parsed) if m.start > place and parsed.is_blank(place, m.start)), None)):
            return Found(group.start, group.end, "group", group.names[0].code), group.names[0].code, whole
        if adjective := right_behind(parsed, place, "rank-scope"):
            scope, place = adjective.value, adjective.end
            continue
        if fill := right_behind(parsed, place, "count-fill"):
            place = fill.end
            continue
        match = re.compile(r"[\s-]([\w-]+)").match(parsed.text, place)
        if match is None or (number := number_of(match[1])) is None or place == end:
            break
        whole, place = number, match.end()
    return None, None, None


def _is_barred(parsed: Parsed, c: Counted) -> bool:
    """Whether a number only names a group (the six central states, of the 31 regions), or sums its members up."""
    if c.every:
        return False
    if c.number == 1 and parsed.text[: c.start].rstrip().endswith(","):
        return True
    if right_behind(parsed, c.behind, "together") or parsed.text[c.behind : c.behind + 1] == "'":
        return True
    return right_before(parsed, c.start, "count-bar") is not None or (c.number >= _biggest(parsed) and c.scope == whole(parsed))


def _group_before(parsed: Parsed, start: int) -> str | None:
    """The group that was named last before a place of the sentence, the nation aside."""
    groups = [s for s in named_scopes(parsed) if s.end <= start and s.value != whole(parsed) and is_computable(s.value)]
    return groups[-1].value if groups else None


def _opening_group(parsed: Parsed, start: int) -> str | None:
    """The group that opens a sentence as where its count is: in the northeast, two of the three states."""
    first = next((s for s in named_scopes(parsed) if s.end <= start), None)
    if first is None or first.value == whole(parsed) or not is_computable(first.value):
        return None
    lead = right_before(parsed, first.start, "phrase-article")
    opens = parsed.text[: first.start if lead is None else lead.start].strip().lower() in forms("en", "within")
    return first.value if opens and parsed.sentence.clause(first.start) < parsed.sentence.clause(start) else None


def _all_of(parsed: Parsed, start: int, noun: Found, number: int) -> str:
    """The group whose members are meant by all of a number: the nation's where it has that number, else the group of that size named before, else one that isn't known."""
    scopes = [whole(parsed), *(s.value for s in reversed(named_scopes(parsed)) if s.end <= start)]
    return next((s for s in scopes if _size(s) == number), f"?{parsed.text[start : noun.end]}")


def _size(scope: str) -> int | None:
    """How many members a scope has, where that is fixed."""
    try:
        return len(codes.members(scope)) or None
    except LookupError:
        return None


def _excepted(parsed: Parsed, end: int) -> int:
    """How many places are left out by name of all that are counted: but Hunan and Shanxi."""
    opened = right_behind(parsed, end, "except")
    if opened is None:
        return 0
    place, count = opened.end, 0
    for m in regions(parsed):
        if m.start >= place and m.start - place <= 6:
            place, count = m.end, count + 1
    return count


def _numbers_zh(parsed: Parsed) -> Iterator[Counted]:
    """Numbers of a Chinese sentence that count members: 9个地区, 三个中部地区, 有11个, 27地."""
    counters = "|".join(sorted(forms("zh", "count-counter"), key=len, reverse=True))
    shape = re.compile(f"(?<![\\d.,+{numerals()}])(\\d{{1,3}}|[{numerals()}]{{1,4}})({counters})?(?![\\d.%])")
    for match in shape.finditer(parsed.text):
        number = int(match[1]) if match[1].isdigit() else counted(match[1])
        if number is None or (not number and not match[2]) or right_before(parsed, match.start(), "ordinal", "count-bar"):
            continue
        if _in_name(parsed, match.start(), match.end(1)) or (not match[2] and _is_named_by_number(parsed, match.start())):
            continue
        if any(m.time is not None and m.start < match.end() and match.start() < m.end for m in parsed.mentions):
            continue
        c = _counted_zh(parsed, match, number)
        if c is not None and not _is_sum(parsed, c):
            yield c


def _in_name(parsed: Parsed, start: int, end: int) -> bool:
    """Whether a number is part of a group's name: 中部六省."""
    return any(m.is_name("group") and m.start <= start < m.end and end <= m.end and m.start < start for m in parsed.mentions)


def _is_named_by_number(parsed: Parsed, start: int) -> bool:
    """Whether unknown words that touch a number make it part of the name of a group that no table knows: 泛珠三角九省."""
    return any(u.end == start and u.kind == "unknown" for u in units(parsed))


def _counted_zh(parsed: Parsed, match: re.Match[str], number: int) -> Counted | None:
    """A number with its noun behind it, or by itself where a lead stands before it and its noun is named already."""
    start, end = match.start(), match.end()
    group = next((m for m in groups(parsed) if m.start == end), None)
    noun = right_behind(parsed, group.end if group else end, "counted-noun")
    if noun is None and group is not None:
        noun = Found(group.start, group.end, "group", group.names[0].code)
    if noun is not None and noun.value == "products" and not right_before(parsed, start, "count-lead"):
        return None
    if noun is not None:
        scope = group.names[0].code if group and group.names[0].code != whole(parsed) else _scope_zh(parsed, start, noun)
        every = _is_every(parsed, start)
        # As many as a group has, before its own name, only name the group.
        named = number == _size(scope) and not every and (noun.value == scope or _follows(parsed, start, scope))
        return None if named else Counted(start, end, number, noun.end, scope, every=every)
    alone = match[2] is not None and match[2] in forms("zh", "count-noun-alone")
    named = bool(near(parsed, 0, start, "counted-noun")) or any(s.cls != "top" for s in named_scopes(parsed) if s.end <= start)
    led = right_before(parsed, start, "count-lead") is not None
    said = _said_next(parsed, end)
    if (
        match[2]
        and named
        and ((led and (ends_clause(parsed.text, end) or said)) or ((alone or start == 0 or not parsed.text[start - 1].isalnum()) and said))
    ):
        nouns = near(parsed, 0, start, "counted-noun")
        scope = nouns[-1].value if nouns and nouns[-1].value != whole(parsed) else _scope_zh(parsed, start, None)
        return Counted(start, end, number, end, scope)
    return None


def _follows(parsed: Parsed, start: int, scope: str) -> bool:
    """Whether a place stands right behind the name of a scope: 沿海十一省区市."""
    return any(m.end == start and m.names[0].code == scope for m in groups(parsed))


def _said_next(parsed: Parsed, end: int) -> bool:
    """Whether a move or a comparison follows a number within its clause, a dozen characters on."""
    clause = parsed.sentence.clause(end - 1)
    moved = any(m.clause == clause and end <= m.start <= end + 12 and m.is_a("up", "down", "than", "hedge") for m in parsed.mentions)
    return moved or bool(near(parsed, end, end + 14, "above-nation", "beyond"))


def _scope_zh(parsed: Parsed, start: int, noun: Found | None) -> str:
    """The group that counted members are of: one right before the number, or named in the sentence for the rest; else by the noun."""
    if noun is not None and noun.cls == "counted-noun" and noun.value != whole(parsed):
        return noun.value
    found = scope_of(parsed, start, start)
    if found is not None and found.end <= start and found.value != whole(parsed) and is_computable(found.value):
        return found.value
    return _listed(parsed, start) or whole(parsed)


def _listed(parsed: Parsed, start: int) -> str | None:
    """The scope that a list of places right before the number names (甲、乙、丙三地中有2个): the group of just these, else the list in its own words."""
    named = [m for m in parsed.mentions if m.is_name("place") and m.end <= start and m.clause == parsed.sentence.clause(start)]
    if len(named) < 2 or not any(m.is_a("whole-of") and named[-1].end <= m.start and m.end <= start for m in parsed.mentions):
        return None
    those = {m.names[0].code for m in named}
    group = next((g.code for g in codes.entries("group") if set(codes.members(g.code)) == those), None)
    return group or f"?{parsed.text[named[0].start : named[-1].end]}"


def _is_every(parsed: Parsed, start: int) -> bool:
    """Whether a statement holds of all that are counted: 均, 都, 全部."""
    both = any(m.is_a("both") and start <= m.start <= start + 24 for m in parsed.mentions)
    return both or bool(near(parsed, start, start + 26, "all-of"))


def _is_sum(parsed: Parsed, c: Counted) -> bool:
    """Whether a number only sums up names before it (豫、皖、鄂三省), names a group by its size, or is that of the whole nation."""
    if (c.number >= _biggest(parsed) and c.scope == whole(parsed) and not c.every) or right_behind(
        parsed, c.behind, "whole-of", "noun-no-tail"
    ):
        return True
    if near(parsed, c.behind, c.behind + 8, "together") or _is_told_before(parsed, c):
        return True
    first = parsed.clause_start(c.start)
    names = [m for m in regions(parsed) if first <= m.start and m.end <= c.start and m.names[0].level != "nation"]
    if not names or near(parsed, 0, c.start, "only-names"):
        return False
    between = re.sub(r"[（(][^（）()]*[）)]", "", parsed.text[names[-1].end : c.start])
    return len(between) <= 1 and (not between or not between.isascii()) and len({m.names[0].code for m in names}) >= c.number


def _is_told_before(parsed: Parsed, c: Counted) -> bool:
    """Whether a number without a counter opens a sentence, or closes a list, with what it counts, whose flow has an amount of its own: 三省进出口21万亿元 is of those told before, 甲、乙等7省."""
    behind = [m for m in parsed.mentions if m.start >= c.end and m.start >= c.behind][:2]
    amount = behind[1].figure if len(behind) > 1 and behind[0].is_a("flow") and behind[0].start == c.behind else None
    told = (not c.start and c.end == c.behind - 1) or right_before(parsed, c.start, "list-rest") is not None
    return told and amount is not None and amount.dimension == "money"


def _moves(parsed: Parsed) -> Iterator[Counted]:
    """Numbers that rose and fell side by side: 五升一降, 18升13降."""
    words, counters = "|".join(forms("zh", "move")), "|".join((*forms("zh", "count-counter"), *forms("zh", "count-noun-alone")))
    one = f"(\\d{{1,2}}|[{numerals()}]{{1,2}})(?:{counters})?({words})"
    for match in re.finditer(f"(?<![\\d.]){one}[、，]?{one}(?!\\d)", parsed.text):
        several = len({m.names[0].code for m in regions(parsed) if m.end <= match.start() and m.names[0].level != "nation"})
        numbers = [cardinal(match[k], parsed.language) or 0 for k in (1, 3)]
        for k, number in zip((1, 3), numbers, strict=True):
            if number and several != sum(numbers):
                down = forms("zh", "move")[match[k + 1]] == "down"
                scope = _group_before(parsed, match.start()) or whole(parsed)
                yield Counted(
                    match.start(k),
                    match.end(k + 1),
                    number,
                    match.end(k + 1),
                    scope,
                    Relation(test="<" if down else ">", threshold=Decimal(0)),
                )


def _soles(parsed: Parsed) -> Iterator[Counted]:
    """The only member that does something: the only central state whose trade grew, 唯一下降的地区."""
    for word in said(parsed, "sole"):
        start = word.end - len(parsed.written(word).split()[-1])
        if parsed.language == "zh":
            noun = next(iter(near(parsed, word.end, word.end + 14, "counted-noun")), None)
            if noun is not None and _said_next(parsed, word.end):
                yield Counted(
                    word.start, word.end, 1, noun.end, whole(parsed) if noun.value != whole(parsed) else _sole_scope(parsed, word, noun)
                )
            continue
        if " " not in parsed.written(word):
            continue
        noun, scope, _ = _noun_en(parsed, word.end)
        if noun is not None and noun.end - noun.start < 40 and not parsed.written(noun).endswith("s"):
            yield Counted(start, word.end, 1, noun.end, scope or noun.value)


def _sole_scope(parsed: Parsed, word: Found, noun: Found) -> str:
    """The group that the only member is of: one named right before, in its clause."""
    found = scope_of(parsed, word.start, word.start)
    same = found is not None and parsed.sentence.clause(found.start) == parsed.sentence.clause(word.start)
    return found.value if found is not None and same and is_computable(found.value) else whole(parsed)


def _every(parsed: Parsed) -> Iterator[Counted]:
    """All members of a group by a word for all: 东北三省外贸全部下滑."""
    words: list[Found | Mention] = [*said(parsed, "all-of"), *(m for m in parsed.mentions if m.is_a("both"))]
    for word in words:
        clause = parsed.sentence.clause(word.start)
        around = [m for m in groups(parsed) if m.clause == clause and 0 <= word.start - m.end <= 20]
        if around and (size := _size(around[-1].names[0].code)) and size < _biggest(parsed):
            yield Counted(word.start, word.end, size, word.end, around[-1].names[0].code, every=True)


def relate(document: Document, decision: Decision, claim: Claim) -> Claim | None:
    """A count with its scope, test and threshold, and the ends that the words before its number give it."""
    target = decision.target
    parsed = document.parsed[target.sentence]
    c = next((c for c in counts(parsed) if c.start == target.start), None)
    if c is None:
        return _uncounted(parsed, target, claim)
    low, high = _ends(parsed, c)
    update: dict[str, object] = {
        "scope": c.scope,
        "relation": c.predicate,
        "indicator": claim.indicator.model_copy(update={"op": "count", "measure": "value"}),
        "low": low,
        "high": high,
    }
    nation = document.main_nation or codes.home_of().nation
    if is_of_regions(c.scope) and codes.home_of(nation).peers is None:
        update |= {"scope": None, "subject": nation}
    elif is_of_regions(c.scope):
        told = {"currency": _currency(parsed, nation), "flow": c.flow or claim.indicator.flow}
        update |= {"subject": nation, "indicator": claim.indicator.model_copy(update={"op": "count", "measure": "value", **told})}
    if c.flow is not None:
        decision.settle("flow")
        update["confidence"] = round(decision.confidence, 3)
    return claim.model_copy(update=update)


def _currency(parsed: Parsed, nation: str) -> str | None:
    """The currency in which the members of a count are measured: that of the sentence's amounts if it is one, else the nation's figures'."""
    units = {m.figure.unit for m in parsed.mentions if m.figure is not None and m.figure.dimension == "money" and m.figure.unit.isupper()}
    return units.pop() if len(units) == 1 else currency_of(nation)


def _uncounted(parsed: Parsed, target: Target, claim: Claim) -> Claim | None:
    """A number of something whose predicate is not stated: a count of its noun, a figure of any other thing, nothing of years, places and the field of a rank."""
    if parsed.language == "en" and right_before(parsed, target.start, "count-bar"):
        return None
    if noun := right_behind(parsed, target.end, "counted-noun") or next(
        iter(near(parsed, target.start, target.end + 6, "counted-noun")), None
    ):
        return None if right_behind(parsed, noun.end, "whole-of") else claim.model_copy(update={"scope": noun.value})
    own = near(parsed, target.start, target.end, "no-member")
    if right_behind(parsed, target.end, "no-member") or any(not _is_within_noun(parsed, w, target) for w in own):
        return None
    return claim.model_copy(update={"kind": "value", **_rounded(target)})


def _is_within_noun(parsed: Parsed, word: Found, target: Target) -> bool:
    """Whether a word is only the end of a figure's longer counter: 次 of 人次."""
    noun = target.figure.noun if target.figure is not None else ""
    return word.end == target.end and len(parsed.written(word)) < len(noun)


def _rounded(target: Target) -> dict[str, Decimal | None]:
    """The ends that the last digit of a number of a scale leaves open (4.961亿人); those of a number that is written out are itself."""
    figure = target.figure
    if figure is None or figure.precision <= 1:
        return {}
    half = figure.precision / 2
    return {"low": figure.value - half, "high": figure.value + half}


def _ends(parsed: Parsed, c: Counted) -> tuple[Decimal | None, Decimal | None]:
    """The ends of a count: at least ten is ten or more, more than nine too."""
    number = Decimal(c.number)
    bound = right_before(parsed, c.start, "rank-bound")
    return {
        "min": (number, None), "above": (number + 1, None), "max": (None, number), "below": (None, number - 1),
    }.get(bound.value if bound else "", (number, number))  # fmt: skip
