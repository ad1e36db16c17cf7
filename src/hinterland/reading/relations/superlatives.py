"""English superlatives: whether one ranks (the fastest growth nationwide, the largest in the west), what noun it is of, and whether it is one over time or of several."""

from __future__ import annotations

import re

from hinterland.reading.lands import country_of, region_above
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.scopes import scope_of
from hinterland.reading.relations.words import (
    Found,
    cardinal,
    ends_clause,
    near,
    right_before,
    right_behind,
    statistic_behind,
)

AHEAD = 45
"""Maximum characters between a rank and the words behind it: its field, its measure."""
LOOSE = ("desc-one", "several")
"""A word that ranks one alone and a noun of several: the main export goods are no places."""


def has_field(parsed: Parsed, end: int) -> bool:
    """Whether a field of members is named behind a phrase in its clause."""
    scope = scope_of(parsed, end, end)
    return scope is not None and end <= scope.start <= end + AHEAD


def is_ranking(parsed: Parsed, word: Found, noun: Found | None, nth: bool) -> bool:
    """Whether a superlative ranks: by its noun, its field, a verb of ranking, or, of a pace, by its measure."""
    if noun is not None:
        return True
    m = parsed.behind(word.end)
    verb = right_before(parsed, word.start, "rank-verb") is not None
    field = has_field(parsed, word.end) or scope_of(parsed, word.start, word.end) is not None or _whole_within(parsed, word) is not None
    pace = near(parsed, word.end, word.end + 14, "pace") or pace_of_flow(parsed, word.end) is not None
    if word.value.endswith("growth"):
        return field or bool(pace) or ends_clause(parsed.text, word.end)
    measured = bool(pace or statistic_behind(parsed, word.end) or near(parsed, word.end, word.end + 20, "size")) or (
        m is not None and m.is_a("flow") and m.start - word.end <= 3
    )
    told = nth or measured or bool(near(parsed, 0, word.start, "pace"))
    alone = ends_clause(parsed.text, word.end)
    return (
        (field and ((told and _is_one(parsed, word)) or _is_said_of_flow(parsed, word)))
        or (verb and (nth or alone))
        or (nth and (alone or right_behind(parsed, word.end, "place-next") is not None))
    )


def _is_said_of_flow(parsed: Parsed, word: Found) -> bool:
    """Whether a flow is said to be what a superlative names, by itself: Ohio's exports were the largest among the states."""
    start = _filled(parsed, word.start)
    clause = parsed.sentence.clause(word.start)
    is_flow = any(m.is_a("flow") and m.clause == clause for m in parsed.mentions if m.end <= start)
    return is_flow and _leads_to_field(parsed, word) and right_before(parsed, start, "rank-be") is not None


def apposed_to(parsed: Parsed, word: Found, start: int) -> set[str]:
    """The dimensions of the figures that a superlative alone in its clause is said of: came to 1.05 trillion yuan, the largest in the west."""
    head = parsed.text[: _filled(parsed, start)].rstrip()
    if head[-1:] != "," or not _leads_to_field(parsed, word):
        return set()
    clause = parsed.sentence.clause(word.start) - 1
    return {m.figure.dimension for m in parsed.mentions if m.figure is not None and m.clause == clause}


def _filled(parsed: Parsed, start: int) -> int:
    """Where the words begin that fill the place before a superlative: by far the largest."""
    while fill := right_before(parsed, start, "rank-fill"):
        start = fill.start
    return start


def _leads_to_field(parsed: Parsed, word: Found) -> bool:
    """Whether nothing but linking words stands between a superlative and the field that it is ranked in, or before one that opens the sentence (among the states)."""
    scope: Found | Mention | None = scope_of(parsed, word.start, word.end) or _whole_within(parsed, word)
    if scope is None or word.start <= scope.start < word.end:
        return False
    lead = parsed.text[word.end : scope.start] if scope.start >= word.end else parsed.text[: scope.start]
    links = {*forms("en", "within"), *forms("en", "phrase-article"), *forms("en", "compare-every")}
    opens = bool(lead.strip()) and parsed.text[scope.end :].lstrip().startswith(",")
    return all(w in links for w in lead.lower().split()) and (scope.start >= word.end or opens)


def place_within(parsed: Parsed, word: Found | Mention) -> Mention | None:
    """The place that "in" leads to right behind an English superlative, which is no time to be a record of: the highest in Shandong."""
    place = parsed.behind(word.end)
    if place is not None and place.value("prep"):
        place = parsed.behind(place.end)
    if parsed.language != "en" or place is None or not place.names or place.names[0].kind != "place":
        return None
    between, lead = parsed.text[word.end : place.start].split(), parsed.text[word.start : place.start].lower().split()
    return place if between in ([], lead[-1:]) and lead[-1:] and lead[-1] in forms("en", "within") else None


def _whole_within(parsed: Parsed, word: Found) -> Mention | None:
    """The place that a superlative is of the parts of, where one of these stands before it: Qingdao's exports were the highest in Shandong."""
    whole = place_within(parsed, word)
    parts = [m.names[0].code for m in parsed.mentions if m.end <= word.start and m.is_name("place")]
    return whole if whole is not None and parts and whole.names[0].code in (country_of(parts[-1]), region_above(parts[-1])) else None


def _is_one(parsed: Parsed, word: Found) -> bool:
    """Whether a superlative is of one and not of several: it stands for itself, or its noun does."""
    match = re.compile(r"[\s-]([\w-]+)").match(parsed.text, word.end)
    told = right_behind(parsed, word.end, "place-next", "pace", "size") or pace_of_flow(parsed, word.end)
    return match is None or told is not None or statistic_behind(parsed, word.end) is not None


def pace_of_flow(parsed: Parsed, end: int) -> Found | None:
    """The pace that an English superlative is of with its flow between: the strongest export growth, the steepest import decline."""
    flow = parsed.behind(end)
    if parsed.language == "zh" or flow is None or not flow.is_a("flow") or parsed.text[end : flow.start].strip():
        return None
    return right_behind(parsed, flow.end, "pace-fall") or right_behind(parsed, flow.end, "pace")


def noun_of(parsed: Parsed, end: int) -> Found | None:
    """The noun that a superlative is of, up to two words behind it and none of them a preposition or a number."""
    place = end
    if pace_of_flow(parsed, end) is not None:
        return None
    for _ in range(3):
        if noun := right_behind(parsed, place, "rank-noun"):
            return noun
        match = re.compile(r"[\s-]?([A-Za-z]+)(?=\s)").match(parsed.text, place)
        if (
            match is None
            or right_behind(parsed, place, "place-next", "within", "rank-copula")
            or cardinal(match[1], parsed.language) is not None
        ):
            return None
        place = match.end()
    return None


def follows_number(parsed: Parsed, start: int) -> bool:
    """Whether a number stands right before a superlative, which then is of several: the ten largest."""
    match = re.search(r"([\w-]+)\s$", parsed.text[:start])
    return match is not None and cardinal(match[1], parsed.language) is not None


def precedes_number(parsed: Parsed, end: int) -> bool:
    """Whether a number follows a superlative, which then is of several: the top three."""
    match = re.compile(r"[\s-]([\w-]+)").match(parsed.text, end)
    return match is not None and cardinal(match[1], parsed.language) is not None


def is_record(parsed: Parsed, word: Found) -> bool:
    """Whether a superlative is one over time."""
    if noun_of(parsed, word.end):
        return False
    clause = parsed.text[word.end : word.end + 40]
    stop = next((m.start() for m in re.finditer(r"[,;.]", clause)), len(clause))
    return bool(near(parsed, word.end, word.end + stop, "record-tail"))


def is_within_a_time(parsed: Parsed, word: Mention) -> bool:
    """Whether a number counts Chinese months (7个月以来), or a superlative is one within a place (the highest in Shandong), or within a time that is named by its number, which is no reach
    of a record, in a field that opens the sentence: among its neighbours, the lowest in 2025."""
    if word.figure is not None:
        return parsed.language == "zh" and right_behind(parsed, word.end - 1, "month-count") is not None
    if place_within(parsed, word) is not None:
        return True
    field = len(parsed.text) - len(parsed.text.lstrip())
    is_field = right_behind(parsed, field, "within") is not None and parsed.sentence.clause(word.start) > 0
    if not is_field or any(m.time is not None and not m.clause for m in parsed.mentions):
        return False
    if parsed.language != "en" or not parsed.written(word).lower().endswith(tuple(f" {w}" for w in forms("en", "within"))):
        return False
    behind = parsed.behind(word.end)
    digits = "" if behind is None else parsed.written(behind)
    return behind is not None and behind.time is not None and behind.time.kind in ("year", "month") and len(digits) > SHORT


SHORT = 3
"""Characters of a time that is a count of years: in 10."""
