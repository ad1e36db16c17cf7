"""Tables whose columns only blanks part, as copied from a page or a PDF: the edits that put a bar between their cells.

A row is a label with two numbers or more and nothing else; two rows on end with as many numbers are a table, and the line above them is its head where it has as many cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

NUMBER = r"[-+\u2212\u2013(]?[$\u20ac\u00a3\u00a5]?\d[\d,.]*%?\)?"
ROW = re.compile(rf"[ \t]*(?P<label>[^\W\d][^|\n]{{0,60}}?)(?P<cells>(?:[ \t]+{NUMBER}){{2,}})[ \t]*\Z")
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
    """Where the cells of a head begin: parted by wide blanks, by each word, or by the words with a digit; None where it has another number of cells than its rows."""
    words = [m.start() for m in re.finditer(r"\S+", line)]
    wide = [m.start() for m in re.finditer(r"(?:(?<=[ \t]{2})|^|(?<=\t))\S", line)]
    dated = [m.start() for m in re.finditer(r"\S*\d\S*|[^\s\d]+(?:[ \t]+[^\s\d]+)*(?=[ \t]|$)", line)]
    return next((found for cells in (size, size + 1) for found in (wide, dated, words) if len(found) == cells), None)
