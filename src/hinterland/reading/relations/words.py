"""Words of a sentence that are no mentions of their own: the forms of classes that only the kinds' readers ask for, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hinterland.codes import Language
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed


@dataclass(frozen=True, slots=True)
class Said:
    """A form of a class at its place in a sentence, with what it stands for and the clause it lies in."""

    start: int
    end: int
    cls: str
    value: str
    clause: int = 0


@cache
def _table(language: Language, classes: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """The forms of classes with class and value."""
    return {form: (cls, value) for cls in reversed(classes) for form, value in forms(language, cls).items()}


@cache
def _shape(language: Language, classes: tuple[str, ...]) -> str:
    """Any form of the classes, the longest first."""
    found = sorted(_table(language, classes), key=len, reverse=True)
    return "|".join(
        (r"\b" if f[0].isascii() and f[0].isalnum() else "") + re.escape(f) + (r"\b" if f[-1].isascii() and f[-1].isalnum() else "")
        for f in found
    )


@cache
def _pattern(language: Language, classes: tuple[str, ...], before: str, after: str) -> re.Pattern[str] | None:
    shape = _shape(language, classes)
    return re.compile(f"{before}({shape}){after}", re.IGNORECASE) if shape else None


def said(parsed: Parsed, *classes: str) -> list[Said]:
    """Every form of the classes in a sentence, the longest where they compete."""
    if classes not in parsed.kept:
        pattern = _pattern(parsed.language, classes, "", "")
        parsed.kept[classes] = [] if pattern is None else [_made(parsed, m, classes) for m in pattern.finditer(parsed.text)]
    return parsed.kept[classes]


def _made(parsed: Parsed, match: re.Match[str], classes: tuple[str, ...]) -> Said:
    cls, value = _table(parsed.language, classes)[match[1].lower()]
    return Said(match.start(1), match.end(1), cls, value, parsed.sentence.clause(match.start(1)))


def right_before(parsed: Parsed, place: int, *classes: str) -> Said | None:
    """The form of the classes that ends right before a place, blanks aside."""
    pattern = _pattern(parsed.language, classes, "", r"[\s-]*$")
    low = max(0, place - LONGEST)
    match = pattern.search(parsed.text, low, place) if pattern is not None else None
    return None if match is None else _made(parsed, match, classes)


def right_behind(parsed: Parsed, place: int, *classes: str) -> Said | None:
    """The form of the classes that begins right behind a place, blanks aside."""
    pattern = _pattern(parsed.language, classes, r"[\s-]*", "")
    match = pattern.match(parsed.text, place) if pattern is not None else None
    return None if match is None else _made(parsed, match, classes)


LONGEST = 40
"""Maximum characters before a place in which a form that ends there begins."""


def between(parsed: Parsed, one: Mention | Said, two: Mention | Said) -> str:
    """What stands between two words, blanks aside."""
    return parsed.text[one.end : two.start].strip()


def gap(parsed: Parsed, start: int, end: int) -> int:
    """How many words a stretch has, in Chinese how many characters."""
    text = parsed.text[start:end].strip()
    return len(text.split()) if parsed.language == "en" else len(text)
