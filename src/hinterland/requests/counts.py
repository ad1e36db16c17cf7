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
    """A count at its place: how many, and from which end of a ranking, `desc` or `asc`, or empty where another word says so; with `nth` the one place asked."""

    start: int
    end: int
    number: int
    order: str
    nth: bool = False


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    number = rf"(?P<n>\d{{1,2}}|[{numerals()}]{{1,3}}|{'|'.join(sorted(forms('en', 'number'), key=len, reverse=True))})"
    words = {kind: _forms(kind) for kind in ("top", "strong", "superlative", "classifier")}
    members = "|".join((_forms("many"), _forms("member")))
    before = re.compile(rf"(?<![a-z])(?P<word>{words['top']})[ -]?{number}(?![a-z0-9%]|\.\d)", re.IGNORECASE)
    behind = re.compile(rf"{number}(?P<word>{words['strong']})", re.IGNORECASE)
    largest = re.compile(rf"(?<![\w.]){number}[ -](?P<word>{words['superlative']})(?![a-z])", re.IGNORECASE)
    first = re.compile(rf"(?<![a-z])(?P<word>{words['superlative']}) {number}(?![a-z0-9%.,]| ?[-/])", re.IGNORECASE)
    behind_it = rf"(?:{words['classifier']})?(?={members})|(?:{words['classifier']})(?!\w)"
    several = re.compile(rf"(?<![\d.,]){number}(?:{behind_it}|(?= (?:{members})\b))", re.IGNORECASE)
    return before, behind, largest, first, several


@cache
def _places() -> re.Pattern[str]:
    """One place in a ranking: 6th, second, no. 5, and the same in Chinese."""
    words = "|".join(sorted(forms("en", "ordinal"), key=len, reverse=True))
    return re.compile(
        rf"(?<![A-Za-z0-9])(?:{_forms('nth')}) ?(?P<k>\d{{1,2}})(?![\w.,/-])|(?<![A-Za-z0-9])(?P<p>{_forms('placed')})(?![A-Za-z0-9])|"
        rf"(?<![A-Za-z0-9])(?P<n>{words})(?![A-Za-z0-9])|(?<![A-Za-z0-9])(?P<d>\d{{1,2}})(?:st|nd|rd|th)(?![A-Za-z0-9-]| five)|第(?P<m>\d{{1,2}}|[{numerals()}]{{1,2}})(?:大|名|位)?(?!个?[季月年次])",
        re.IGNORECASE,
    )


@cache
def _forms(kind: str) -> str:
    """The forms of a kind as a regular expression, the longest first."""
    found = (form for form, meanings in vocabulary().items() if any(m.kind == kind for m in meanings))
    return "|".join(sorted(map(re.escape, found), key=len, reverse=True))


def counts(text: str, taken: list[tuple[int, int]]) -> Iterator[Count]:
    """The counts in a request, outside of what is taken; a number before regions counts where a word says from which end."""
    for start, end in taken:
        text = text[:start] + " " * (end - start) + text[end:]
    for match in _places().finditer(text):
        word = (match["n"] or match["d"] or match["m"] or match["k"] or match["p"]).lower()
        word = vocabulary()[word][0].value if match["p"] else word
        number = forms("en", "ordinal").get(word) or (int(word) if word.isdecimal() else counted(word))
        if number and int(number) > 1:
            yield Count(*match.span(), int(number), "", nth=True)
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    ranked = re.search(_forms("superlative"), text, re.IGNORECASE) is not None
    for pattern in _patterns():
        for match in pattern.finditer(text):
            form = match.groupdict().get("word", "").lower()
            if not form and not ranked:
                continue
            alone = not any(m.kind in ("top", "strong") for m in vocabulary().get(form, ()))
            start, end = match.span("n" if form and alone else 0)
            word = match["n"].lower()
            number = int(word) if word.isdecimal() else int(forms("en", "number").get(word) or counted(word) or 0)
            if number:
                ends = [m.value for m in vocabulary().get(form, ()) if m.kind in ("top", "strong")]
                yield Count(start, end, number, "" if alone else ends[0])
