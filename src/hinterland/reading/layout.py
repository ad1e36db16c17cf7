"""The layout of a text as copied from a page or a PDF. Lines that were wrapped in the middle of a sentence: the edits that join them; a paragraph's own end, a row, an item and a heading
stay. Tables whose columns only blanks part: the edits that put a bar between their cells.

A row is a label with two numbers or more and nothing else; two rows on end with as many numbers are a table, and the line above them is its head where it has as many cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from unicodedata import east_asian_width

from hinterland.reading.lexicon import forms, forms_in, rows

GOES_ON = re.compile(r"[a-z0-9,]\Z")
BEGINS = re.compile(r"[a-z0-9(]")
SPLIT = re.compile(r"[A-Za-z]{2,}-\Z")
PARTED, CARRIED = (
    re.compile(r"[\u3400-\u9fff][^|]{2,}[\u3400-\u9fff，、（]\d+(?:\.\d*)?\Z"),
    re.compile(r"(?!(?:19|20)\d\d[^\d.])\d+(?:\.\d+)?[\u3400-\u9fff%]"),
)
"""The beginning of a number in Chinese at a line's end, and its rest, which is no year."""
HAN = re.compile(r"[\u3400-\u9fff]")
STOP = re.compile(r"[.。！？!?；;:：][”」』）)\"']*\Z")
CUT = 10
"""Characters on either side of a line's end in which a word is sought that the end parts."""
ITEM = re.compile(r"[ ]*(?:[-*•●▪·◆■]|\(?\d{1,2}[.)、）]|[①-⑳]|[（(].{1,3}[)）])")
NARROW = 20
"""Minimum width of a column of text."""
NEARLY = 6
"""Maximum cells by which lines of Chinese differ that are full: a mark that may not begin a line, or a number that was kept whole."""
UNITS = ("scale", "points", "percent", "timesuffix", "currency", "quantity", "thing")
"""Classes of the words that stand behind a number."""
REACH = 40
"""Characters at either side of a line's end that are looked at."""


def wraps(text: str) -> Iterator[tuple[int, int, str]]:
    """The ends of lines, with the blanks around them, that a sentence goes on over, and what stands in their place: a blank, or nothing within a word or between Chinese characters."""
    block: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            block.append((start, start + len(line)))
        elif block:
            yield from _within(text, block)
            block = []
        start += len(line) + 1
    yield from _within(text, block)


def _within(text: str, block: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The joints of a block of lines without an empty one between them."""
    if len(block) < 2:
        return
    full = _is_column(text, block)
    for (start, end), (begin, stop) in pairwise(block):
        if "|" in text[start:end] or "|" in text[begin:stop]:
            continue
        before, behind = text[max(start, end - REACH) : end].rstrip(" "), text[begin : min(stop, begin + REACH)]
        edge, indent = max(start, end - REACH) + len(before), begin + len(behind) - len(behind.lstrip(" "))
        instead = _joint(before, behind.lstrip(" "), full)
        if instead is not None:
            edge -= instead.startswith("-")
            yield edge, indent, instead.removeprefix("-")


def _joint(before: str, behind: str, full: bool) -> str | None:
    """What stands between two lines that are one: a blank, nothing, nothing in place of a hyphen ("-"); None where they are two."""
    if not before or not behind:
        return None
    if SPLIT.search(before) and behind[0].islower():
        return "-" if _is_word(before, behind) else ""
    if re.search(r"\d,\Z", before) and re.match(r"\d{3}(?!\d)", behind):
        return ""
    if PARTED.search(before) and CARRIED.match(behind):
        return ""
    if (GOES_ON.search(before) and BEGINS.match(behind)) or (before[-1] in "%)" and "a" <= behind[0] <= "z"):
        return " "
    if (before[-1] == "," or _is_led(before)) and behind[0].isalnum():
        return " "
    if full and (
        HAN.search(before[-1]) or HAN.search(behind[0]) or before[-1] in "，、（" or (before[-1].isdigit() and behind[0].isdigit())
    ):
        return ""
    return None


def _is_led(before: str) -> bool:
    """Whether a line ends in a word that another one follows: an article, a preposition, an auxiliary, a possessive."""
    word = before.rsplit(" ", 1)[-1]
    return len(before) > len(word) and (word in forms("en", "function") or word.endswith(tuple(forms("en", "possessive"))))


def _is_word(before: str, behind: str) -> bool:
    """Whether the parts of a word on either side of a hyphen make one that is known, or the second is no word by itself."""
    first, second = re.split(r"[^A-Za-z]", before[:-1])[-1].lower(), re.match(r"[a-z]*", behind)
    end = second[0] if second is not None else ""
    known = _known()
    return first + end in known or not (first in known and end in known)


@cache
def _known() -> frozenset[str]:
    """All words of the English lexicon."""
    return frozenset(word for row in rows("en") for word in row.form.lower().split())


def _width(line: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in line)


def _is_column(text: str, block: Sequence[tuple[int, int]]) -> bool:
    """Whether the lines of a block are a column of Chinese: all but the last of one width, and a stop only at the end of the last of several, or one of
    their ends within a word or a number, or behind a comma.
    """
    lines = [text[start:end].strip() for start, end in block]
    if not any(HAN.search(line) for line in lines) or any(ITEM.match(line) or "|" in line for line in lines):
        return False
    if all(len(line) < NARROW for line in lines) and len(lines) == 2 and STOP.search(lines[0]):
        return False
    widths = [_width(line) for line in lines]
    lengths = {len(line) for line in lines[:-1]}
    if (
        (max(widths[:-1]) - min(widths[:-1]) > NEARLY and len(lengths) > 1)
        or widths[-1] > max(widths[:-1]) + NEARLY
        or max(widths) < NARROW // 2
    ):
        return False
    stops = [bool(STOP.search(line)) for line in lines]
    return (len(lines) > 2 and stops[-1] and not any(stops[:-1])) or any(_is_parted(a, b) for a, b in pairwise(lines))


def _is_parted(a: str, b: str) -> bool:
    """Whether a line's end parts a word or a number, or stands behind a comma."""
    if a[-1] in "，、（" or b[0] in "，、。）" or (a[-1].isdigit() and (b[0].isdigit() or forms_in(b[:CUT], "zh").at(0, *UNITS))):
        return True
    tail, head = a[-CUT:], b[:CUT]
    return any(start < len(tail) < end for start, end, _ in forms_in(tail + head, "zh").mentions)


NUMBER = r"[-+\u2212\u2013(]?[$\u20ac\u00a3\u00a5]?\d[\d,.]*%?\)?"
YEAR = r"(?:19|20)\d\d(?=[ \t])(?![ \t]+(?:19|20)\d\d(?:[ \t]|\Z))"
"""A year that no other one follows, which belongs to a row's label: January 2017."""
ROW = re.compile(
    rf"[ \t]*(?P<label>(?:[^\W\d][^|\n]{{0,60}}?(?:[ \t]+{YEAR})?|{YEAR}))(?P<cells>(?:[ \t]+(?!{YEAR}){NUMBER}){{2,}})[ \t]*\Z"
)
LEAST = 2
"""Minimum rows of a table."""
Line = tuple[int, str]
"""Where a line begins, and its text."""


def columns(text: str) -> Iterator[tuple[int, int, str]]:
    """The blanks between cells, each with the bar that stands in their place."""
    table: list[tuple[Line, re.Match[str]]] = []
    above: Line | None = None
    start = 0
    for line in [*text.split("\n"), ""]:
        row = ROW.match(line)
        if row is not None and (not table or _size(row) == _size(table[0][1])):
            table.append(((start, line), row))
        else:
            yield from _barred(above, table)
            table = [] if row is None else [((start, line), row)]
            above = (start, line) if row is None else None
        start += len(line) + 1


def _size(row: re.Match[str]) -> int:
    """The number of a row's numbers."""
    return len(row["cells"].split())


def _barred(above: Line | None, table: Sequence[tuple[Line, re.Match[str]]]) -> Iterator[tuple[int, int, str]]:
    """The bars of a table and of its head."""
    if len(table) < LEAST:
        return
    if above is not None and (cells := _head(above[1], _size(table[0][1]))) is not None:
        start, line = above
        first = len(line) - len(line.lstrip())
        if first or len(cells) == _size(table[0][1]):
            yield start + first, start + first + 1, f"|{line[first]}"
        yield from ((start + at - 1, start + at, "|") for at in cells[1:])
    for (start, _), row in table:
        for blanks in re.finditer(r"[ \t]+(?=\S)", row["cells"]):
            at = start + row.start("cells")
            yield at + blanks.start(), at + blanks.end(), "|"


def _head(line: str, size: int) -> list[int] | None:
    """Where the cells of a head begin: parted by wide blanks, by the words with a digit, by each word or term; None where it has another number of cells than its rows."""
    words = [m.start() for m in re.finditer(r"\S+", line)]
    wide = [m.start() for m in re.finditer(r"(?:(?<=[ \t]{2})|^|(?<=\t))\S", line)]
    dated = [m.start() for m in re.finditer(r"\S*\d\S*|[^\s\d]+(?:[ \t]+[^\s\d]+)*(?=[ \t]|$)", line)]
    ways = (wide, dated, words, list(_terms(line)))
    return next((found for cells in (size, size + 1) for found in ways if len(found) == cells), None)


def _terms(line: str) -> Iterator[int]:
    """Where the terms of a line begin: words, or several that the lexicon knows as one (trade surplus)."""
    words = list(re.finditer(r"\S+", line))
    at = 0
    while at < len(words):
        yield words[at].start()
        longest = (
            end
            for end in range(min(len(words), at + LONGEST), at + 1, -1)
            if line[words[at].start() : words[end - 1].end()].lower() in _known_terms()
        )
        at = next(longest, at + 1)


LONGEST = 4
"""Maximum words of a term."""


@cache
def _known_terms() -> frozenset[str]:
    """The English forms of several words that the lexicon knows."""
    return frozenset(row.form.lower() for row in rows("en") if " " in row.form)
