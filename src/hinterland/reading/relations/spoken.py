"""Words of a class in a stretch of text, mentions or not: what a kind's reader asks of the lexicon beyond mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hinterland.codes import Language
from hinterland.reading.lexicon import forms
from hinterland.reading.relations.spans import Found, in_text

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
"""A word of a language with blanks, for counting."""


Spoken = Found
"""A form of a class as it stands in a text."""


def spoken(text: str, language: Language, *classes: str) -> Sequence[Spoken]:
    """The forms of classes in a text in order, none overlapping, the longest first where several begin at a place."""
    return in_text(text, language, classes)


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
