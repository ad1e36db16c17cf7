"""A file of tables as rows of text: CSV, a saved web page, or a workbook, told apart by their first bytes and not by their names.

A path goes in, a `Grid` comes out: tables whose rows keep their numbers, and what the file says around them. Workbooks are opened by
python-calamine and only after their unpacked size was measured, because a few bytes can unpack to more than memory holds.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hinterland.sources import pages
from hinterland.sources.reading import InputError
from hinterland.sources.registry import decode

if TYPE_CHECKING:
    from hinterland.sources.registry import Head

MAX_BYTES = 32 * 1024 * 1024
"""The largest file read here; monthly tables have less than a hundredth."""

MAX_UNPACKED = 128 * 1024 * 1024
MAX_SHEET = 2_000_000
"""Cells of one sheet, empty ones between filled ones included."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFERENCE = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"')

PEEKED = 40
"""Rows in which a table's head is looked for."""

Kind = Literal["csv", "page", "workbook"]


@dataclass(frozen=True, slots=True)
class Grid:
    """The tables of a file. `headings`, `published` and `pictures` are those of a page."""

    path: Path
    kind: Kind
    tables: list[pages.Table] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    published: str | None = None
    pictures: list[str] = field(default_factory=list)


def kind_of(start: bytes) -> Kind:
    """What the first bytes say a file is: old and new workbooks have their marks, a page starts with a tag."""
    if start.startswith((_ZIP, _OLE)):
        return "workbook"
    text, _ = decode(start[:4096])
    return "page" if re.match(r"\s*<(?:!doctype|!--|\?xml|html|head|meta|body|div|table|style|title)\b", text, re.IGNORECASE) else "csv"


def read(path: Path) -> Grid:
    """Read a file's tables. Raises `InputError`, in a sentence, for one that is damaged, too large or no text."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"{path} has {size // 1024 // 1024} MB; monthly tables are read up to {MAX_BYTES // 1024 // 1024} MB")
        data = path.read_bytes()
    except OSError as e:
        raise InputError(f"{path} can't be read: {e.strerror or e}") from e
    if kind_of(data) == "workbook":
        return Grid(path, "workbook", list(_sheets(path, data)))
    text, encoding = decode(data)
    if encoding is None:
        raise InputError(f"{path} is neither UTF-8 nor GB18030 text, nor a workbook; save it again as one of these")
    return _page(path, text) if kind_of(data) == "page" else Grid(path, "csv", [_rows(path, text)])


def peek(head: Head) -> Grid:
    """The beginning of a file, for a format to recognise its own; empty where it can't be read."""
    kind = kind_of(head.start)
    try:
        if kind == "workbook":
            known = head.path.stat()
            return Grid(head.path, kind, _beginnings(head.path, known.st_mtime_ns, known.st_size))
        return _page(head.path, head.text) if kind == "page" else Grid(head.path, kind, [_rows(head.path, "\n".join(head.lines[:PEEKED]))])
    except (InputError, OSError):
        return Grid(head.path, kind)


@lru_cache(maxsize=1)
def _beginnings(path: Path, changed: int, size: int) -> list[pages.Table]:
    """The first rows of each sheet; kept for the next format that asks, because a workbook is opened whole or not at all."""
    return [table[:PEEKED] for table in read(path).tables]


def _rows(path: Path, text: str) -> pages.Table:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        return [(reader.line_num, row) for row in reader]
    except csv.Error as e:
        raise InputError(f"{path}, line {reader.line_num}, is not CSV: {e}") from e


def _page(path: Path, text: str) -> Grid:
    try:
        page = pages.parse(text)
    except pages.TooLargeError as e:
        raise InputError(f"{path} is no page of statistics: {e}") from e
    return Grid(path, "page", page.tables, page.headings, page.published, page.pictures)


def _sheets(path: Path, data: bytes) -> Iterator[pages.Table]:
    from python_calamine import CalamineWorkbook

    if data.startswith(_ZIP):
        _measure(path, data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > MAX_SHEET:
                raise InputError(f"{path}: the sheet {name!r} spans more than {MAX_SHEET} cells; no monthly table does")
            yield [(number, [_cell(c) for c in row]) for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1)]
    except InputError:
        raise
    except Exception as e:
        raise InputError(f"{path} is not a workbook that can be read: {e}") from e
    except BaseException as e:  # a panic of the library below is not an Exception
        if type(e).__name__ != "PanicException":
            raise
        raise InputError(f"{path} is not a workbook that can be read: it is damaged") from e


def _measure(path: Path, data: bytes) -> None:
    """Unpack a workbook piece by piece, keeping nothing, and refuse one that is larger, or reaches farther, than a table does."""
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                last_row = last_column = 0
                with packed.open(name) as part:
                    tail = b""
                    while piece := part.read(1024 * 1024):
                        left -= len(piece)
                        if left < 0:
                            raise InputError(f"{path} unpacks to more than {MAX_UNPACKED // 1024 // 1024} MB; no monthly table does")
                        if name.startswith("xl/worksheets/"):
                            for column, row in _REFERENCE.findall(tail + piece):
                                last_row, last_column = max(last_row, int(row)), max(last_column, _column(column))
                            tail = piece[-256:]
                if last_row * last_column > MAX_SHEET:
                    raise InputError(f"{path}: {name} spans more than {MAX_SHEET} cells; no monthly table does")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError) as e:
        raise InputError(f"{path} is not a workbook that can be read: {e}") from e


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _cell(value: object) -> str:
    """A cell as text. Excel keeps every number as a float: its shortest decimal form is what was typed, and whole ones have no point."""
    if isinstance(value, bool) or not isinstance(value, float):
        return str(value)
    text = format(Decimal(repr(value)), "f")
    return text[:-2] if text.endswith(".0") else text
