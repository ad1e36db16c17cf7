"""Words of the lexicon that only relations ask for, found where they stand: their classes are no mentions of their own.

`spans` gives every form of some classes in a sentence, `before` and `after` the one that ends or begins at a place, blanks aside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from hinterland.codes import Language
from hinterland.reading.lexicon import bounded, forms
from hinterland.reading.mentions import Mention, Parsed


@dataclass(frozen=True, slots=True)
class Found:
    """A form in a sentence: its place, its class, and what it stands for."""

    start: int
    end: int
    cls: str
    value: str


@cache
def _pattern(language: Language, classes: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """The pattern of all forms of classes, the longest first, and what each form stands for."""
    known: dict[str, tuple[str, str]] = {}
    for cls in classes:
        for form, value in forms(language, cls).items():
            known.setdefault(form, (cls, value))
    alternatives = "|".join(re.escape(form) for form in sorted(known, key=len, reverse=True))
    return re.compile(alternatives or r"(?!)"), known


@lru_cache(4096)
def in_text(text: str, language: Language, classes: tuple[str, ...]) -> tuple[Found, ...]:
    """Every form of some classes in a text, in order; of several at one place the longest."""
    pattern, known = _pattern(language, classes)
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found, place = [], 0
    while match := pattern.search(lowered, place):
        if bounded(text, match.start(), match.end()):
            found.append(Found(match.start(), match.end(), *known[match[0]]))
            place = match.end()
        else:
            place = match.start() + 1
    return tuple(found)


def spans(parsed: Parsed, *classes: str) -> tuple[Found, ...]:
    """Every form of some classes in a sentence, in order; of several at one place the longest."""
    return in_text(parsed.text, parsed.language, classes)


def near(parsed: Parsed, low: int, high: int, *classes: str) -> list[Found]:
    """The forms of some classes that lie between two places of a sentence."""
    return [f for f in spans(parsed, *classes) if low <= f.start and f.end <= high]


def before(parsed: Parsed, place: int, *classes: str) -> Found | None:
    """The longest form of some classes that ends at a place, blanks and hyphens aside."""
    stop = len(parsed.text[:place].rstrip(" -"))
    _, known = _pattern(parsed.language, classes)
    lowered = parsed.text[:stop].lower()
    for form in sorted((f for f in known if lowered.endswith(f)), key=len, reverse=True):
        if bounded(parsed.text, stop - len(form), stop):
            return Found(stop - len(form), stop, *known[form])
    return None


def after(parsed: Parsed, place: int, *classes: str) -> Found | None:
    """The longest form of some classes that begins at a place, blanks and hyphens aside."""
    text = parsed.text
    while place < len(text) and text[place] in " -":
        place += 1
    pattern, known = _pattern(parsed.language, classes)
    lowered = text[place : place + 40].lower()
    match = pattern.match(lowered)
    if match is None or not bounded(text, place, place + match.end()):
        return None
    return Found(place, place + match.end(), *known[match[0]])


def next_mention(parsed: Parsed, place: int) -> Mention | None:
    """The first mention behind a place."""
    return next((m for m in parsed.mentions if m.start >= place), None)


def regions(parsed: Parsed) -> list[Mention]:
    """The mentions that name a place."""
    return [m for m in parsed.mentions if m.names and m.names[0].kind == "place" and m.names[0].code]


def ends_clause(text: str, place: int) -> bool:
    """Whether nothing of its clause follows a place: a mark does, or nothing at all."""
    rest = text[place:].lstrip()
    return not rest or not (rest[0].isalnum() or rest[0] in "-'\"“(（")
