"""Tables whose columns only blanks part, as copied from a page or a PDF: the edits that put a bar between their cells.

A row is a label with two numbers or more and nothing else; two rows on end with as many numbers are a table, and the line above them is its head where it has as many cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from hinterland.reading.lexicon import rows

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
            end for end in range(min(len(words), at + LONGEST), at + 1, -1) if _is_term(line[words[at].start() : words[end - 1].end()])
        )
        at = next(longest, at + 1)


LONGEST = 4
"""Maximum words of a term."""


def _is_term(words: str) -> bool:
    return words.lower() in _known()


@cache
def _known() -> frozenset[str]:
    """The English forms of several words that the lexicon knows."""
    return frozenset(row.form.lower() for row in rows("en") if " " in row.form)
