"""A saved web page as tables of text: every cell once, merged ones repeated where they reach, and the headings and dates around them.
Sizes, spans and depths are bounded, nothing is fetched. Non-breaking spaces stay, because statistics pages indent with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

MAX_CELLS = 400_000
"""Cells of one page, merged ones counted as often as they are repeated; the largest customs tables have a hundredth of that."""
MAX_SPAN = 1000
MAX_HEADING = 500
MAX_DEPTH = 20
_HEADINGS = ("title", "h1", "h2", "h3")
_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_HEADING = re.compile(r"ttl|title", re.IGNORECASE)
_DATED = re.compile(r"date|time", re.IGNORECASE)
_DATE = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)[-/.年](?P<m>\d\d?)[-/.月](?P<d>\d\d?)|(?P<m2>\d\d)/(?P<d2>\d\d)/(?P<y2>(?:19|20)\d\d))(?!\d)"
)
Table = list[tuple[int, list[str]]]
"""Rows with their numbers, counted from 1."""


class TooLargeError(ValueError):
    """A page with more cells than any table of statistics has."""


@dataclass(slots=True)
class Page:
    """What a page shows: its tables in order, the text of its headings, the date it prints, and the pictures in it."""

    tables: list[Table] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    published: str | None = None
    pictures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A table that is being read: its finished rows, and the cells that reach down from rows above."""

    rows: list[list[str]] = field(default_factory=list)
    row: list[str] | None = None
    cell: list[str] | None = None
    span: tuple[int, int] = (1, 1)
    below: dict[int, tuple[int, str]] = field(default_factory=dict)


def parse(text: str) -> Page:
    """Read a page. Raises `TooLargeError` where its cells are beyond counting."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    while reader.open:
        reader.end_table()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[_Open] = []
        self.cells = 0
        self.skipped: str | None = None
        self.heading: tuple[str, list[str]] | None = None
        self.dated = False

    # -- what the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        if tag in ("script", "style"):
            self.skipped = tag
        elif tag == "table":
            if len(self.open) >= MAX_DEPTH:
                raise TooLargeError(f"tables stand more than {MAX_DEPTH} deep in one another")
            self.open.append(_Open())
        elif tag == "img":
            self.page.pictures.append(given.get("src", ""))
        elif tag == "br":
            self.handle_data(" ")
        elif self.open:
            self._in_table(tag, given)
        elif self.heading is None and (tag in _HEADINGS or (tag in ("div", "p", "span") and _HEADING.search(given.get("class", "")))):
            self.heading = (tag, [])
        if not self.open:
            self.dated = bool(_DATED.search(given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == self.skipped:
            self.skipped = None
        elif self.heading is not None and tag == self.heading[0]:
            if text := _tidy("".join(self.heading[1])):
                self.page.headings.append(text)
            self.heading = None
        elif self.open and tag == "table":
            self.end_table()
        elif self.open and tag == "tr":
            self._end_row()
        elif self.open and tag in ("td", "th"):
            self._end_cell()
        self.dated = False

    def handle_data(self, data: str) -> None:
        if self.skipped:
            return
        if self.open:
            if (cell := self.open[-1].cell) is not None:
                cell.append(data)
            return
        if self.heading is not None:
            self.heading[1].append(data)
            if sum(map(len, self.heading[1])) > MAX_HEADING:
                self.heading = None
        if self.page.published is None and (self.dated or "发布" in data):
            self.page.published = _date(data)

    # -- tables

    def _in_table(self, tag: str, given: dict[str, str]) -> None:
        table = self.open[-1]
        if tag == "tr":
            self._end_row()
            table.row = []
        elif tag in ("td", "th"):
            self._end_cell()
            if table.row is None:
                table.row = []
            table.cell, table.span = [], (_span(given.get("colspan")), _span(given.get("rowspan")))

    def _end_cell(self) -> None:
        table = self.open[-1]
        if table.cell is None or table.row is None:
            return
        text = _tidy("".join(table.cell))
        across, down = table.span
        table.cell = None
        self._reach(table, table.row)
        for _ in range(across):
            if down > 1:
                table.below[len(table.row)] = (down - 1, text)
            self._add(table.row, text)

    def _reach(self, table: _Open, row: list[str]) -> None:
        """Repeat the cells that reach into this row from above, up to the next free place."""
        while len(row) in table.below:
            left, text = table.below.pop(len(row))
            if left > 1:
                table.below[len(row)] = (left - 1, text)
            self._add(row, text)

    def _add(self, row: list[str], text: str) -> None:
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise TooLargeError(f"its tables have more than {MAX_CELLS} cells")
        row.append(text)

    def _end_row(self) -> None:
        self._end_cell()
        table = self.open[-1]
        if table.row is not None:
            self._reach(table, table.row)
            table.rows.append(table.row)
            table.row = None

    def end_table(self) -> None:
        """Finish the innermost table; inside another one, its rows are no text of the cell around it."""
        self._end_row()
        table = self.open.pop()
        if table.rows:
            self.page.tables.append(list(enumerate(table.rows, start=1)))


def _tidy(text: str) -> str:
    """One space for white space; non-breaking ones stay, at the front as indentation, but not at the end."""
    return _WHITE.sub(" ", text).strip(" ").rstrip()


def _span(text: str | None) -> int:
    digits = re.match(r"\s*(\d{1,6})", text or "")
    return min(max(int(digits[1]), 1), MAX_SPAN) if digits else 1


def _date(text: str) -> str | None:
    found = _DATE.search(text)
    if not found:
        return None
    year, month, day = (int(found[k] or found[k + "2"]) for k in "ymd")
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
