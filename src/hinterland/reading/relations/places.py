"""Places in an order, as sentences give them: ranked eighth, third-largest trading partner, led the nation, 第8位, 增速最快, 垫底.

`places` gives those of a sentence in order, each with its number: counted from below or not, by a pace or not, or among the top N.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence, overlaps
from hinterland.reading.names import REGION
from hinterland.reading.plain import counted, numerals
from hinterland.reading.relations.scopes import scope_of
from hinterland.reading.relations.superlatives import (
    LOOSE,
    apposed_to,
    follows_number,
    has_field,
    is_ranking,
    is_record,
    noun_of,
    precedes_number,
)
from hinterland.reading.relations.words import (
    Found,
    cardinal,
    ends_clause,
    measure_behind,
    mover_before,
    near,
    regions,
    right_before,
    right_behind,
    said,
    whole,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an order: its stretch and number, counted from below where `lowest`; `growth` where its word says pace or size."""

    start: int
    end: int
    number: int
    lowest: bool = False
    growth: bool | None = None
    within: bool = False
    scope: str | None = None


@once_a_sentence
def places(parsed: Parsed) -> list[Place]:
    """The places of a sentence in order, none overlapping; the first finder that takes a stretch keeps it."""
    finders = (_leaders, _behind, _ordinals_zh, _words, _extremes, _among) if parsed.language == "zh" else ENGLISH
    found: list[Place] = []
    for finder in finders:
        for place in finder(parsed, found):
            if not overlaps(place, found):
                found.append(place)
    return sorted(found, key=lambda p: p.start)


def _extended(parsed: Parsed, place: Place) -> Place:
    """A place with the words of rank or partner that follow it, its scope aside: ninth place, largest trading partner, eighth (nationwide)."""
    end = place.end
    for m in parsed.mentions:
        if m.start >= end and near(parsed, m.start, m.end, "rank-scope"):
            continue
        if m.start <= place.start and m.end > end and m.is_a("rank", "superlative", "partnerword"):
            end = m.end
        elif m.start >= end and m.start - end <= (1 if parsed.language == "zh" else 2) and m.is_a("rank", "superlative", "partnerword"):
            if parsed.language == "zh" and not m.is_a("partnerword"):
                continue
            end = m.end
    return replace(place, end=end)


def _ordinals_en(parsed: Parsed) -> list[Found]:
    """Ordinals of an English sentence by their places: words, digits with a suffix, numbers behind a word for number."""
    found = list(said(parsed, "place-ordinal"))
    for match in re.finditer(r"(?<![\w.,-])(\d{1,3})([a-z]{2})\b", parsed.text):
        found = [f for f in found if f.end != match.end()]
        if match[2] in forms("en", "ordinal-suffix"):
            found.append(Found(match.start(), match.end(), "digits", match[1]))
    for head in said(parsed, "place-number"):
        told = re.compile(r"\s?(\d{1,2}|[a-z]+)\b(?![.,]\d)").match(parsed.text.lower(), head.end)
        number = cardinal(told[1], parsed.language) if told else None
        if told and number:
            found.append(Found(head.start, told.end(), "number", str(number)))
    return sorted((f for f in found if not _is_time(parsed, f)), key=lambda f: f.start)


def _is_time(parsed: Parsed, found: Found) -> bool:
    """Whether an ordinal is part of a date or period, or stands right behind a month."""
    return any(m.time is not None and m.start <= found.end and found.start <= m.end + 1 and (found.start < m.end or m.end < found.start)
               and not (m.start > found.start and m.start >= found.end) for m in parsed.mentions)  # fmt: skip


def _plain_en(parsed: Parsed, found: list[Place]) -> Iterator[Place]:
    """Ordinals that are places by themselves: ranked eighth, in third place, tenth by GDP, and further ones beside them."""
    earlier = [p.start for p in found]
    for o in _ordinals_en(parsed):
        lowest = o.value == "-1"
        tail = right_behind(parsed, o.end, "place-tail")
        bottom = right_behind(parsed, o.end, "from-bottom")
        alone = _is_of_partner(parsed, o) or _opens(parsed, o) or _closes(parsed, o)
        if not (tail or bottom or alone or _stands_alone(parsed, o)):
            continue
        if not (tail or alone or _is_place(parsed, o, any(start < o.start for start in earlier))):
            continue
        earlier.append(o.start)
        place = Place(o.start, bottom.end if bottom else o.end, 1 if lowest and o.value == "-1" else int(o.value), lowest or bool(bottom))
        yield _extended(parsed, place)


def _is_of_partner(parsed: Parsed, o: Found) -> bool:
    """Whether an ordinal with its article is of a partner: the fourth trading partner."""
    noun = right_behind(parsed, o.end, "rank-noun") if o.cls != "number" and o.value != "-1" else None
    return noun is not None and noun.value == "partners" and right_before(parsed, o.start, "phrase-article") is not None


def _opens(parsed: Parsed, o: Found) -> bool:
    """Whether an ordinal behind the first opens a sentence whose verb follows it: Third was India."""
    return o.value not in ("1", "-1") and not parsed.text[: o.start].strip() and right_behind(parsed, o.end, "rank-copula") is not None


def _closes(parsed: Parsed, o: Found) -> bool:
    """Whether an ordinal with its article closes a clause behind a figure, by the region that it is a place in: reached 91 billion yuan, the 14th in Shandong."""
    article = right_before(parsed, o.start, "phrase-article")
    region = next((m for m in regions(parsed) if m.start >= o.end), None)
    if article is None or region is None or region.names[0].level not in (REGION, "nation") or o.value == "-1":
        return False
    is_in = parsed.between(o, region) in forms("en", "within") and ends_clause(parsed.text, region.end)
    return (
        is_in
        and parsed.text[: article.start].rstrip().endswith(",")
        and any(m.figure is not None and m.end <= o.start for m in parsed.mentions)
    )


def _stands_alone(parsed: Parsed, o: Found) -> bool:
    """Whether no noun follows an ordinal that it would be of."""
    number = o.cls == "number" and noun_of(parsed, o.end) is not None
    return number or ends_clause(parsed.text, o.end) or right_behind(parsed, o.end, "place-next") is not None


def _is_place(parsed: Parsed, o: Found, beside: bool) -> bool:
    """Whether an ordinal is a place: by a verb of ranking before it, by a field or measure behind it, or beside another place."""
    start = o.start
    while fill := right_before(parsed, start, "rank-fill"):
        start = fill.start
    strong, weak = right_before(parsed, start, "rank-verb"), right_before(parsed, start, "rank-be")
    field, measure = has_field(parsed, o.end), _has_measure(parsed, o.end)
    if right_before(parsed, o.start, "place-bar") and not (strong or weak):
        return False
    if start < o.start and not strong and not weak and parsed.text[start : o.start].strip() and not field:
        return False
    number = int(o.value)
    if strong or (o.cls == "number" and (field or measure or weak or noun_of(parsed, o.end))):
        return True
    listed = beside and (o.start == 0 or not parsed.text[: o.start].rstrip()[-1:].isdigit())
    named = any(m.end <= o.start and o.start - m.end <= 6 for m in regions(parsed)) or _joined(parsed, o.start)
    if number == 1:
        return (weak is not None and field) or (listed and named and (field or measure)) or (measure and named and not weak)
    return bool(weak) or field or measure or (listed and named) or (beside and right_before(parsed, o.start, "origin") is not None)


def _joined(parsed: Parsed, start: int) -> bool:
    """Whether a conjunction or a mark stands right before a place."""
    head = parsed.text[:start].rstrip()
    return head[-1:] in ",;" or any(head.endswith(" " + form) for form in forms("en", "list") if form.isalpha())


def _has_measure(parsed: Parsed, end: int) -> bool:
    """Whether the ranked quantity stands right behind a rank: tenth by GDP, second in imports, 19th by size."""
    scope = scope_of(parsed, end, end)
    place = scope.end if scope is not None and scope.start - end <= SCOPE else end
    lead = right_behind(parsed, place, "by-lead")
    return measure_behind(parsed, end) is not None or (lead is not None and bool(near(parsed, lead.end, lead.end + 25, "pace", "size")))


SCOPE = 4
"""Maximum characters between a place and what it is one within: first in the nation by growth."""


def _superlatives_en(parsed: Parsed, found: list[Place]) -> Iterator[Place]:
    """Superlatives, with an ordinal before or not: the third-largest exporter, the fastest growth nationwide, the top trading partner."""
    ordinals = {o.end: o for o in _ordinals_en(parsed) if o.value != "-1"}
    for word in said(parsed, "rank-extreme", "rank-apposed"):
        nth = next((o for end, o in ordinals.items() if 0 <= word.start - end <= 1), None)
        start = nth.start if nth else word.start
        if right_before(parsed, start, "several") or (nth is None and follows_number(parsed, start)) or is_record(parsed, word):
            continue
        noun = noun_of(parsed, word.end)
        if (noun is None and precedes_number(parsed, word.end)) or (noun is not None and (word.value, noun.value) == LOOSE):
            continue
        growth, lowest = word.value.endswith("growth"), word.value.startswith("asc")
        if word.value == "fall":
            if not has_field(parsed, word.end) or not near(parsed, word.end, word.end + 25, "pace"):
                continue
            growth, lowest = True, bool(near(parsed, word.end, word.end + 25, "pace-fall"))
        elif apposed := apposed_to(parsed, word, start):
            paced = growth or apposed == {"percent"} or (None if "percent" in apposed else False)
            yield _extended(parsed, Place(start, word.end, int(nth.value) if nth else 1, lowest, paced))
            continue
        elif word.cls == "rank-apposed" or not is_ranking(parsed, word, noun, nth is not None):
            continue
        pace = growth or bool(noun is None and near(parsed, word.end, word.end + 14, "pace"))
        place = Place(
            start, word.end, int(nth.value) if nth else 1, lowest, pace or (False if noun else None), scope=noun.value if noun else None
        )
        yield _extended(parsed, place)


def _words(parsed: Parsed, found: list[Place]) -> Iterator[Place]:
    """Words that are a place: top spot, runner-up, 首位, 次席, 垫底."""
    for word in said(parsed, "place-word"):
        number = int(word.value)
        if parsed.language == "zh" and (
            near(parsed, max(0, word.start - 4), word.start, "record-tail") or near(parsed, 0, word.start, "except-lead")
        ):
            continue
        yield _extended(parsed, Place(word.start, word.end, abs(number), number < 0))


def _leaders(parsed: Parsed, found: list[Place]) -> Iterator[Place]:
    """Verbs that say first: led the nation, topped the list, 领跑全国."""
    for word in said(parsed, "leader"):
        scope = scope_of(parsed, word.start, word.end)
        if parsed.language == "zh":
            ahead = scope is not None and 0 <= scope.start - word.end <= 3
            rated = any(m.is_figure("percent") and 0 <= word.start - m.end <= 3 for m in parsed.mentions)
            if ahead or (rated and scope is not None and scope.end <= word.start):
                yield Place(word.start, word.end, 1)
        elif right_behind(parsed, word.end, "leader-object") or _leads_group(parsed, word):
            yield Place(word.start, word.end, 1)


def _leads_group(parsed: Parsed, word: Found) -> bool:
    """Whether a group is what is led."""
    m = parsed.behind(word.end)
    return m is not None and m.is_name("group") and m.start - word.end <= 9


def _behind(parsed: Parsed, found: list[Place]) -> Iterator[Place]:
    """One place behind as many as are named: behind only Guangdong and Jiangsu."""
    for word in said(parsed, "only-behind"):
        ahead: list[Mention] = []
        place = word.end
        for m in regions(parsed):
            if m.start >= place and len(re.findall(r"\w+", parsed.text[place : m.start])) <= 1 and m.start - place <= 8:
                ahead.append(m)
                place = m.end
        told = re.compile(r"\s([\w-]+)\s").match(parsed.text, word.end)
        number = (cardinal(told[1], parsed.language) if told else None) or len(ahead)
        if number:
            yield Place(word.start, word.end, number + 1)


def _unequalled(parsed: Parsed, found: list[Place]) -> Iterator[Place]:
    """The first place, said by comparing with all others: more than any other state."""
    for other in said(parsed, "any-other"):
        words = near(parsed, max(0, other.start - 30), other.start, "compared")
        noun = noun_of(parsed, other.end)
        if words and noun:
            word = words[-1]
            growth = True if word.value.endswith("growth") else None
            yield Place(
                word.start,
                word.end,
                1,
                word.value.startswith("asc"),
                growth,
                scope="partners" if noun.value == "partners" else whole(parsed),
            )


def _moved_en(parsed: Parsed, found: list[Place]) -> Iterator[Place]:
    """Words by which something moved furthest or least of a field: imports fell most among the states, rose least nationwide."""
    for word in said(parsed, "moved-most"):
        mover = mover_before(parsed, word.start)
        flow = next((m for m in reversed(parsed.mentions) if mover is not None and m.end <= mover.start), None)
        if flow is not None and flow.is_a("flow") and scope_of(parsed, word.start, word.end) is not None:
            yield Place(word.start, word.end, 1, word.value == "asc", True)


def _heads(parsed: Parsed, found: list[Place]) -> Iterator[Place]:
    """The head of a ranking, whose words may tell what is ranked: at the head of the Spanish ranking."""
    for word in said(parsed, "head-of"):
        noun = next(iter(near(parsed, word.end, word.end + LONGEST_RANKING, "ranking-noun")), None)
        if noun is not None and len(parsed.text[word.end : noun.start].split()) <= DESCRIBING:
            yield Place(word.start, noun.end, 1)


LONGEST_RANKING, DESCRIBING = 40, 2
"""Maximum characters and words between the head of a ranking and the noun for it."""
ENGLISH = (_leaders, _behind, _unequalled, _moved_en, _superlatives_en, _words, _heads, _plain_en)
"""The finders of places in English, in the order in which they take stretches."""


@cache
def _joints() -> str:
    """The marks between the members of a Chinese list."""
    return "".join(re.escape(f) for f in forms("zh", "list") if len(f) == 1)


@cache
def _by_number() -> re.Pattern[str]:
    """A place by number in Chinese, or a further one in a list."""
    head, counters = "|".join(forms("zh", "rank-head")), "|".join(forms("zh", "rank-counter"))
    return re.compile(f"(?:(?:{head})|(?<=[0-9{numerals()}])[{_joints()}])(\\d{{1,3}}(?!\\d)|[{numerals()}]{{1,4}})({counters})?")


def _ordinals_zh(parsed: Parsed, found: list[Place]) -> Iterator[Place]:
    """Places by number: 第8位, 第一大贸易伙伴, 倒数第二, and further ones in a list, 第1、2位."""
    last = -1
    for match in _by_number().finditer(parsed.text):
        listed = match[0][0] in _joints()
        if (listed and match.start() != last) or any(
            m.time is not None and m.start < match.end() and match.start() < m.end for m in parsed.mentions
        ):
            continue
        number = int(match[1]) if match[1].isdigit() else counted(match[1])
        counter = match[2] if match[2] and not right_behind(parsed, match.end(1), "rank-no-tail") else ""
        end = match.end(1) + len(counter)
        if not number or (not counter and (right_behind(parsed, end, "rank-no-tail") or _enumerates(parsed, match.start(), end))):
            continue
        last = match.end(1)
        bottom = right_before(parsed, match.start(), "from-bottom")
        start = bottom.start if bottom else match.start() + listed
        yield _extended(parsed, Place(start, end, number, bottom is not None))


def _enumerates(parsed: Parsed, start: int, end: int) -> bool:
    """Whether an ordinal only counts the points of a speech: it stands by itself between marks."""
    before_it = parsed.text[start - 1 : start]
    return ends_clause(parsed.text, end) and not before_it.isalnum() and before_it not in forms("zh", "list")


def _extremes(parsed: Parsed, found: list[Place]) -> Iterator[Place]:
    """Chinese superlatives: 增速最快, 最大贸易伙伴, 降幅最深."""
    for word in said(parsed, "rank-extreme"):
        m = parsed.behind(word.end)
        partner = _has_noun_zh(parsed, word.end) or (m is not None and m.is_a("partnerword") and m.start - word.end <= 3)
        low = parsed.clause_start(word.start)
        if near(parsed, max(0, word.start - 4), word.start, "record-tail") or near(parsed, word.end, word.end + 8, "several"):
            continue
        measure = near(parsed, max(low, word.start - 14), word.start, "pace", "pace-fall", "size") or near(
            parsed, word.end, word.end + 6, "rank-scope"
        )
        flow = word.value != "desc-most" and any(
            m.is_a("flow") and max(low, word.start - 14) <= m.start <= word.end + 6 for m in parsed.mentions
        )
        if word.value == "desc-most" and _is_most_to_partner(parsed, word):
            yield Place(word.start, word.end, 1, scope="partners")
            continue
        if not (partner or (word.value != "noun" and (measure or flow or word.value.endswith("growth")))):
            continue
        yield _extended(
            parsed, Place(word.start, word.end, 1, word.value.startswith("asc"), True if word.value.endswith("growth") else None)
        )


def _is_most_to_partner(parsed: Parsed, word: Found) -> bool:
    """Whether a Chinese superlative says of the flow that it touches, and that a partner is named for, that no partner has more: 对英国出口最多."""
    flow = next((m for m in parsed.mentions if m.end == word.start and m.is_a("flow")), None)
    place = None if flow is None else next((m for m in parsed.mentions if m.end == flow.start and m.names and m.names[0].partner), None)
    return place is not None and right_before(parsed, place.start, "partner-lead") is not None


def _has_noun_zh(parsed: Parsed, end: int) -> bool:
    """Whether a Chinese superlative is of a partner, named a few characters on in its clause."""
    clause = parsed.sentence.clause(max(0, end - 1))
    return any(parsed.sentence.clause(f.start) == clause for f in near(parsed, end, end + 10, "rank-noun"))


def _among(parsed: Parsed, found: list[Place]) -> Iterator[Place]:
    """A rank among the top N: 挤进全国前十."""
    for head in said(parsed, "top-head"):
        match = re.compile(f"(\\d{{1,2}}|[{numerals()}]{{1,2}})").match(parsed.text, head.end)
        number = cardinal(match[1], parsed.language) if match else None
        if match and number and near(parsed, max(0, head.start - 12), head.start, "among-first") and ends_place(parsed, match.end()):
            yield Place(head.start, match.end(), number, within=True)


def ends_place(parsed: Parsed, end: int) -> bool:
    """Whether nothing that is counted follows a place among the first."""
    tail = right_behind(parsed, end, "top-end")
    return ends_clause(parsed.text, tail.end if tail else end)
