"""A sentence as a row of units: each mention by what it can be in a phrase, and between them the words that no table knows.

`units(parsed)` gives them in order. Function words, generic words, adverbs and words that restrict nothing are `plain`; neighbouring unknown words are one unit of kind `unknown`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from hinterland.reading.lexicon import forms, forms_in
from hinterland.reading.mentions import Mention, Parsed

KINDS = (
    ("flow", ("flow",)), ("measure", ("other", "services", "balance")), ("prep", ("prep",)), ("verb", ("up", "down", "level", "flat", "share", "contribution", "multiple", "cagr", "points")),
    ("place", ("proform",)), ("time", ("yearago", "monthago", "cumulative")), ("break", ("than", "while")), ("and", ("and",)), ("noun", ("company", "agency", "zone", "trader")),
)  # fmt: skip
"""What a mention is by the classes of its words, the first that fits."""
ACTORS = ("firms", "people")
"""Other statistics whose words stand for who trades as well."""
NAMED = {"place": "place", "group": "place", "bloc": "place", "product": "product", "regime": "regime"}
WORD = re.compile(r"[^\W\d_][\w/&-]*|[’'](?:s\b)?|[^\w\s]")
SHORTEST = {"en": 3, "zh": 2}
"""Minimum characters of a word that names something."""
HAN = re.compile(r"[A-Z]\d{1,2}(?![\d.])|[\u4e00-\u9fffA-Za-z-]+|[^\w\s]")
CODED = re.compile(r"[A-Z]\d{1,2}")
"""A name that is a letter and a number: G7."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a sentence: flow, measure, prep, verb, place, product, regime, time, figure, break, and, noun, plain, article, owner (a possessive), mark or unknown."""

    kind: str
    start: int
    end: int
    mention: Mention | None = None
    value: str = ""


def units(parsed: Parsed) -> list[Unit]:
    """The units of a sentence in order."""
    key = "units"
    if key not in parsed.kept:
        found = list(_merged(parsed, list(_found(parsed))))
        parsed.kept[key] = [_described(parsed, found, i) for i in range(len(found))]
    kept: list[Unit] = parsed.kept[key]
    return kept


def _described(parsed: Parsed, found: list[Unit], place: int) -> Unit:
    """A unit, a place where it only describes the region spoken of: the island state, the eastern manufacturing powerhouse."""
    unit = found[place]
    if unit.kind != "unknown" or not place or found[place - 1].kind != "article" or not parsed.text[unit.start].islower():
        return unit
    behind = parsed.written(found[place + 1]) if place + 1 < len(found) else ""
    nouns = {*forms(parsed.language, "region-noun"), *forms(parsed.language, "region-described")}
    last = parsed.written(unit).split()[-1]
    return Unit("place", unit.start, unit.end) if last in nouns or behind in nouns else unit


def _found(parsed: Parsed) -> Iterator[Unit]:
    """Mentions and the words between them, one by one."""
    place = 0
    for m in parsed.mentions:
        if m.start < place:
            continue
        yield from _between(parsed, place, m.start)
        lead = forms(parsed.language, "slot-lead").get(parsed.written(m).lower())
        kind = "prep" if lead else _kind(m)
        kind = "owner" if kind == "prep" and parsed.written(m) in forms(parsed.language, "possessive") else kind
        yield Unit(kind, m.start, m.end, m, lead or m.value("prep") or "" if kind == "prep" else "")
        place = m.end
    yield from _between(parsed, place, len(parsed.text))


def _kind(m: Mention) -> str:
    if m.figure is not None:
        return "figure"
    if m.time is not None:
        return "time"
    if m.value("other") in ACTORS:
        return "noun"
    own = next((kind for kind, classes in KINDS if m.is_a(*classes)), "plain") if m.classes else "plain"
    return own if own in ("flow", "measure") or not m.names else NAMED.get(m.names[0].kind, "place")


def _between(parsed: Parsed, low: int, high: int) -> Iterator[Unit]:
    """The words of a stretch without mentions."""
    text, language = parsed.text, parsed.language
    pattern = WORD if language == "en" else HAN
    for match in pattern.finditer(text, low, high):
        word = match[0].lower()
        if not word[0].isalnum():
            yield Unit("owner" if word in forms("en", "possessive") or word in "'’" else "mark", *match.span())
        elif language == "en":
            behind = parsed.behind(high, "record") if match.end() == high and word.endswith("-") else None
            kind = _english(text, match) if behind is None or behind.start > high else "plain"  # A state-record 5 billion.
            yield Unit(kind, *match.span(), value=forms("en", "slot-lead").get(word, ""))
        else:
            yield from _chinese(text, *match.span())


def _english(text: str, match: re.Match[str]) -> str:
    """The kind of an English word; the rest of one behind a hyphen is plain."""
    kind = _kind_of_word(match[0].lower())
    return "plain" if kind == "unknown" and text[match.start() - 1 : match.start()] == "-" else kind


@lru_cache(4096)
def _kind_of_word(word: str) -> str:
    if word in forms("en", "article"):
        return "article"
    known = any(word in forms("en", cls) for cls in ("function", "generic", "unrestricting"))
    return "plain" if known or word.endswith(tuple(forms("en", "adverb-tail"))) else "unknown"


def _chinese(text: str, low: int, high: int) -> Iterator[Unit]:
    """A run of characters, cut where function words, generic words and words that restrict nothing stand."""
    start, whole = low, forms_in(text, "zh").chosen("whole-word")
    for known in known_chinese().finditer(text, low, high):
        if any(w.start <= known.start() and known.end() <= w.end and known.span() != (w.start, w.end) for w in whole):
            continue
        if start < known.start():
            yield Unit("unknown", start, known.start())
        yield Unit("owner" if known[0] in forms("zh", "possessive") else "plain", *known.span())
        start = known.end()
    if start < high:
        yield Unit("unknown", start, high)


@cache
def known_chinese() -> re.Pattern[str]:
    """The words that cut a run of characters, the longest first."""
    known = {form for cls in ("unrestricting", "generic", "function") for form in forms("zh", cls) if form}
    return re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))


def _merged(parsed: Parsed, found: list[Unit]) -> Iterator[Unit]:
    """Units with neighbouring unknown ones joined; what is too short to be a word is plain."""
    held: Unit | None = None
    for i, unit in enumerate(found):
        if held is not None and parsed.is_blank(held.end, unit.start) and (unit.kind == "unknown" or _is_within(parsed, found, i)):
            held = Unit("unknown", held.start, unit.end)
            continue
        if held is not None:
            yield _settled(parsed, held)
        held = unit if unit.kind == "unknown" else None
        if held is None:
            yield unit
    if held is not None:
        yield _settled(parsed, held)


def _is_within(parsed: Parsed, found: list[Unit], place: int) -> bool:
    """Whether a Chinese character behind an unknown one belongs to its word: it goes on, or ends with the word for a town."""
    unit = found[place]
    if parsed.language == "en" or unit.end - unit.start > 1:
        return False
    goes_on = place + 1 < len(found) and found[place + 1].kind == "unknown" and found[place + 1].start == unit.end
    return (unit.kind in ("verb", "plain") and goes_on) or unit.kind == "place"


def stands_alone(parsed: Parsed, start: int, end: int) -> bool:
    """Whether one Chinese character names goods: one for such, with nothing before it in its clause but a place or time, and a figure or a flow right behind it (；铜64.9万吨, 福建鱼出口)."""
    behind = parsed.behind(end)
    told = behind is not None and behind.start == end and (behind.figure is not None or behind.is_a("flow"))
    opens = not parsed.text[start - 1 : start].isalnum()
    opens = opens or any(m.end == start and (m.is_name("place") or m.time is not None) for m in parsed.mentions)
    return told and opens and parsed.text[start:end] in forms("zh", "goods-character")


def _settled(parsed: Parsed, unit: Unit) -> Unit:
    """An unknown unit, or a plain one where it is too short for a word or holds digits."""
    words = parsed.written(unit)
    short = (len(words) < SHORTEST[parsed.language] and not stands_alone(parsed, unit.start, unit.end)) or (
        any(c.isdigit() for c in words) and not CODED.fullmatch(words)
    )
    return Unit("plain", unit.start, unit.end) if short or words.endswith(tuple(forms(parsed.language, "effect-noun"))) else unit
