"""A file of tables as rows of text: CSV, a saved web page, or a workbook, told apart by their first bytes and not by their names.

A path goes in, a `Grid` comes out: tables whose rows keep their numbers as Excel counts them (a record is a row, also where a cell has several lines), and what the file says
around them. Text may be UTF-8, UTF-16 or GB18030, its cells divided by commas, semicolons, tabs or bars. What a file may cost in memory is bounded for all kinds.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from hinterland.sources import pages, workbooks
from hinterland.sources.head import Head, decode
from hinterland.sources.reading import InputError

MAX_BYTES = 16 * 1024 * 1024
"""The largest file read here; monthly tables have less than a hundredth."""
DELIMITERS = ",;\t|"
PEEKED = 40
"""Rows in which a table's head is looked for."""
_LOOKED = 64 * 1024
_BLANK = 4
"""Cells that a blank row counts as: it takes as much room."""
Kind = Literal["csv", "page", "workbook"]


@dataclass(frozen=True, slots=True)
class Grid:
    """The tables of a file. `headings`, `published` and `pictures` are those of a page, `sheets` the names of a workbook's tables, `skipped` those of its sheets that aren't read,
    each with the reason. `delimiter` divides the cells of text."""

    path: Path
    kind: Kind
    tables: list[pages.Table] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    published: str | None = None
    pictures: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    delimiter: str = ","

    def unread(self, table: pages.Table) -> list[str]:
        """Warnings of a workbook's sheets that aren't read where one table is: hidden ones, and others with anything in them."""
        others = {n: "hidden" for n, why in self.skipped.items() if why == "hidden"}
        for name, other in zip(self.sheets, self.tables, strict=False):
            if other is not table and any(c.strip() for _, cells in other for c in cells):
                others[name] = "not the table that was found; to load it, save it as a file of its own"
        return [f"the sheet {name!r} was not read: it is {why}" for name, why in others.items()]


def kind_of(start: bytes) -> Kind:
    """What the first bytes say a file is: old and new workbooks have their marks, a page starts with a tag."""
    if start.startswith((workbooks.ZIP, workbooks.OLE)):
        return "workbook"
    text, _ = decode(start[:4096])
    return "page" if re.match(r"\s*<(?:!doctype|!--|\?xml|html|head|meta|body|div|table|style|title)\b", text, re.IGNORECASE) else "csv"


def content(path: Path, most: int | None = None) -> bytes:
    """The bytes of a file up to a maximum, `MAX_BYTES` by default. Raises `InputError` for a larger one, and for one that can't be read."""
    try:
        most = most or MAX_BYTES
        if (size := path.stat().st_size) > most:
            raise InputError(
                f"{path} has {size // 1024 // 1024:,} MB; tables of figures are read up to {most // 1024 // 1024} MB; split it"
            )
        return path.read_bytes()
    except OSError as e:
        raise InputError(f"{path} can't be read: {e.strerror or e}") from e


def read(path: Path) -> Grid:
    """Read a file's tables. Raises `InputError`, in a sentence, for one that is damaged, too large or no text."""
    data = content(path)
    kind = kind_of(data)
    if kind == "workbook":
        sheets = workbooks.read(path, data)
        shown, skipped = [s for s in sheets if not s.skipped], {s.name: s.skipped for s in sheets if s.skipped}
        return Grid(path, "workbook", [s.rows for s in shown], sheets=[s.name for s in shown], skipped=skipped)
    text, encoding = decode(data)
    if encoding is None:
        raise InputError(f"{path} is neither UTF-8 nor GB18030 text, nor a workbook; save it again as one of these")
    try:
        data.decode(encoding)
    except UnicodeDecodeError as e:
        raise InputError(
            f"{path} is cut short at its end (byte {e.start}), or no {encoding.removesuffix('-sig').upper()} text there; save it again"
        ) from e
    return _page(path, text) if kind == "page" else _text(path, text)


def peek(head: Head) -> Grid:
    """The beginning of a file, for a format to recognise its own; empty where it can't be read."""
    found = _peek(head)
    return Grid(head.path, kind_of(head.start)) if isinstance(found, InputError) else found


def refusal(head: Head) -> str | None:
    """Why a file's tables can't be read, in a sentence; None where they can."""
    found = _peek(head)
    return str(found) if isinstance(found, InputError) else None


def _peek(head: Head) -> Grid | InputError:
    kind = kind_of(head.start)
    try:
        if kind == "workbook":
            known = head.path.stat()
            return _beginnings(head.path, known.st_mtime_ns, known.st_size)
        return _page(head.path, head.text) if kind == "page" else _text(head.path, "\n".join(head.lines[:PEEKED]), whole=False)
    except InputError as e:
        return e
    except OSError as e:
        return InputError(f"{head.path} can't be read: {e.strerror or e}")


@lru_cache(maxsize=1)
def _beginnings(path: Path, changed: int, size: int) -> Grid | InputError:
    """The first rows of each sheet, or why there are none; kept for the next format that asks, because a workbook is opened whole or not at all."""
    try:
        grid = read(path)
    except InputError as e:
        return e
    return replace(grid, tables=[first_rows(table) for table in grid.tables])


def first_rows(table: pages.Table) -> pages.Table:
    """The rows of a table in which its head is looked for: those after blank ones at its beginning."""
    start = next((i for i, (_, cells) in enumerate(table) if any(c.strip() for c in cells)), 0)
    return table[start : start + PEEKED]


def _text(path: Path, text: str, *, whole: bool = True) -> Grid:
    """Delimited text as a table. Of a beginning that isn't the `whole`, the rows before a quotation mark that is open are enough."""
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: pages.Table = []
    same: dict[str, str] = {}
    left = workbooks.MAX_CELLS
    try:
        for number, row in enumerate(reader, start=1):
            rows.append((number, [same.setdefault(c, c) for c in row]))
            left -= len(row) + 1 if row else _BLANK
            if left < 0:
                raise InputError(f"{path} has more than {workbooks.MAX_CELLS:,} rows and cells; split it")
    except csv.Error as e:
        if whole:
            raise InputError(
                f"{path} is not a CSV file, row {len(rows) + 1}: {e}; a quotation mark may be missing or too many, correct that row"
            ) from e
    return Grid(path, "csv", [rows], delimiter=delimiter)


def _delimiter(text: str) -> str:
    """What divides the cells of text: the one by which most of the first rows have one and the same number of cells, a comma where that decides nothing."""

    def agreeing(delimiter: str) -> tuple[int, int]:
        widths: Counter[int] = Counter()
        reader = csv.reader(io.StringIO(text[:_LOOKED], newline=""), delimiter=delimiter)
        try:
            for _, row in zip(range(PEEKED), reader, strict=False):
                widths[len(row)] += len(row) > 1
        except csv.Error:
            pass
        width, rows = max(widths.items(), key=lambda w: (w[1], w[0]), default=(0, 0))
        return rows, width

    return max(DELIMITERS, key=agreeing)


def _page(path: Path, text: str) -> Grid:
    try:
        page = pages.parse(text)
    except pages.TooLargeError as e:
        raise InputError(f"{path} is no page of statistics: {e}; save the page of one table") from e
    return Grid(path, "page", page.tables, page.headings, page.published, page.pictures)
