"""Counts in a request: how many of a ranking are wanted, and which place or places of it are asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from hinterland import codes
from hinterland.reading.lexicon import forms
from hinterland.reading.plain import counted, numerals
from hinterland.requests.vocabulary import vocabulary


class Count(NamedTuple):
    """A count at its place: how many, and from which end of a ranking, `desc` or `asc`, or empty where another word says so; with `nth` the one place asked,
    the first of several where they end with a `last`.
    """

    start: int
    end: int
    number: int
    order: str
    nth: bool = False
    last: int | None = None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    number = rf"(?P<n>\d{{1,2}}|[{numerals()}]{{1,3}}|{'|'.join(sorted(forms('en', 'number'), key=len, reverse=True))})"
    words = {kind: forms_of(kind) for kind in ("top", "strong", "superlative", "classifier")}
    groups = (f for f, found in vocabulary().items() if not f.isascii() and any(codes.held("group", m.value) for m in found))
    members = "|".join((forms_of("many"), forms_of("member"), *sorted(map(re.escape, groups), key=len, reverse=True)))
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
    words, number = ("|".join(sorted(forms("en", kind), key=len, reverse=True)) for kind in ("ordinal", "number"))
    low = rf"(?: (?:{forms_of('from-end')}))?"
    return re.compile(
        rf"(?<![A-Za-z0-9])(?:{forms_of('nth')}) ?(?P<k>\d{{1,2}}|{number})(?![\w.,/-])|(?<![A-Za-z0-9])(?P<p>{forms_of('placed')})(?![A-Za-z0-9]| ?\d)|"
        rf"(?<![A-Za-z0-9])(?P<n>{words}){low}(?![A-Za-z0-9])|(?<![A-Za-z0-9])(?P<d>\d{{1,2}})(?:st|nd|rd|th){low}(?![A-Za-z0-9-]| five)|"
        rf"(?:{forms_of('from-end')})?第(?P<m>\d{{1,2}}|[{numerals()}]{{1,2}})(?:大|名|位)?(?!个?[季月年次])",
        re.IGNORECASE,
    )


@cache
def forms_of(kind: str) -> str:
    """The forms of a kind as a regular expression, the longest first."""
    found = (form for form, meanings in vocabulary().items() if any(m.kind == kind for m in meanings))
    return "|".join(sorted(map(re.escape, found), key=len, reverse=True))


@cache
def _ranges() -> re.Pattern[str]:
    """Places from one to another: 6th to 10th, places 6-10, and the same in Chinese."""
    join = rf" ?(?:{forms_of('range')}|[-–—~～]) ?"
    place = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(sorted(forms('en', 'ordinal'), key=len, reverse=True))})"
    low = rf"(?:{forms_of('from-end')})?"
    number, name = rf"(?:\d{{1,2}}|[{numerals()}]{{1,3}})", "[大名位]"
    return re.compile(
        rf"(?<![A-Za-z0-9])(?:{forms_of('nth')}|{forms_of('placing')}) ?(?P<a>\d{{1,2}}){join}(?P<b>\d{{1,2}})(?![\w%.])|"
        rf"(?<![A-Za-z0-9])(?P<c>{place}|\d{{1,2}}){join}(?P<d>{place})(?: {low})?(?![A-Za-z0-9])|"
        rf"{low}第(?P<e>{number}){name}?{join}第?(?P<f>{number}){name}?(?!个?[季月年次])|(?<![\d第])(?P<g>{number}){name}?{join}(?P<h>{number})[名位]",
        re.IGNORECASE,
    )


def _number(word: str) -> int:
    word = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word.lower())
    return int(word) if word.isdecimal() else int(forms("en", "ordinal").get(word) or forms("en", "number").get(word) or counted(word) or 0)


def _end(written: str) -> str:
    """The end of a ranking that a place is counted from: its last one where a word says so, else open."""
    return "asc" if re.search(forms_of("from-end"), written, re.IGNORECASE) else ""


def counts(text: str, taken: list[tuple[int, int]]) -> Iterator[Count]:
    """The counts in a request, outside of what is taken; a number before regions counts where a word says from which end."""
    for start, end in taken:
        text = text[:start] + " " * (end - start) + text[end:]
    for match in _ranges().finditer(text):
        first, last = map(_number, filter(None, match.groups()))
        if 0 < first < last:
            yield Count(*match.span(), first, _end(match[0]), nth=True, last=last)
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    for match in _places().finditer(text):
        word = (match["n"] or match["d"] or match["m"] or match["k"] or match["p"]).lower()
        word = next(m.value for m in vocabulary()[word] if m.kind == "placed") if match["p"] else word
        number = _number(word)
        if number > 1 or (number and match["p"]):
            yield Count(*match.span(), number, _end(match[0]), nth=True)
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    ranked = re.search(forms_of("superlative"), text, re.IGNORECASE) is not None
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
