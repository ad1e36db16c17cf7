"""How many of a ranking are wanted: `top 10`, `bottom five`, and the same in Chinese with the number before or behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from hinterland.reading.lexicon import forms
from hinterland.reading.plain import counted, numerals
from hinterland.requests.vocabulary import vocabulary


class Count(NamedTuple):
    """A count at its place: how many, and from which end of a ranking, `desc` or `asc`."""

    start: int
    end: int
    number: int
    order: str


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    number = rf"(?P<n>\d{{1,2}}|[{numerals()}]{{1,3}}|{'|'.join(sorted(forms('en', 'number'), key=len, reverse=True))})"
    words = {
        kind: "|".join(sorted((re.escape(f) for f, m in vocabulary().items() if m[0].kind == kind), key=len, reverse=True))
        for kind in ("top", "strong")
    }
    before = re.compile(rf"(?<![a-z])(?P<word>{words['top']})[ -]?{number}(?![a-z0-9%]|\.\d)", re.IGNORECASE)
    behind = re.compile(rf"{number}(?P<word>{words['strong']})", re.IGNORECASE)
    return (before, True), (behind, False)


def counts(text: str, taken: list[tuple[int, int]]) -> Iterator[Count]:
    """The counts in a request, outside of what is taken."""
    for pattern, _ in _patterns():
        for match in pattern.finditer(text):
            if any(s < match.end() and match.start() < e for s, e in taken):
                continue
            word = match["n"].lower()
            number = int(word) if word.isdecimal() else int(forms("en", "number").get(word) or counted(word) or 0)
            if number:
                yield Count(match.start(), match.end(), number, vocabulary()[match["word"].lower()][0].value)
