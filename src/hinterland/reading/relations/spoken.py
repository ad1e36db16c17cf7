"""Words of a class in a stretch of text, mentions or not: what a kind's reader asks of the lexicon beyond mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from hinterland.codes import Language
from hinterland.reading.lexicon import bounded, forms

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
"""A word of a language with blanks, for counting."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A form of a class as it stands in a text, with what it stands for."""

    start: int
    end: int
    cls: str
    value: str


@cache
def _pattern(language: Language, classes: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """A pattern of the forms of classes, the longest first, and each form's class and value."""
    known: dict[str, tuple[str, str]] = {}
    for cls in classes:
        for form, value in forms(language, cls).items():
            known.setdefault(form, (cls, value))
    listed = "|".join(re.escape(f) for f in sorted(known, key=len, reverse=True))
    return re.compile(listed or r"(?!)", re.IGNORECASE), known


@lru_cache(maxsize=4096)
def spoken(text: str, language: Language, *classes: str) -> Sequence[Spoken]:
    """The forms of classes in a text in order, none overlapping, the longest first where several begin at a place."""
    pattern, known = _pattern(language, classes)
    found = []
    for match in pattern.finditer(text):
        if bounded(text, *match.span()) and match[0].lower() in known:
            found.append(Spoken(*match.span(), *known[match[0].lower()]))
    return tuple(found)


def rest(text: str, language: Language, *classes: str) -> str:
    """What a stretch of text says beside the words of classes, without blanks at its ends."""
    out, reached = [], 0
    for word in spoken(text, language, *classes):
        out.append(text[reached : word.start])
        reached = word.end
    out.append(text[reached:])
    joined = " ".join(out) if language == "en" else "".join(out)
    for form in forms("en", "possessive"):
        joined = joined.replace(form, " ")
    return joined.strip()


def size(text: str, language: Language) -> int:
    """How many words a stretch of text has, in Chinese characters."""
    return len(WORD.findall(text)) if language == "en" else len(text)


def breaks(text: str) -> bool:
    """Whether a clause or sentence ends within a stretch of text."""
    return any(c in text for c in ",;，；。:：()（）")
