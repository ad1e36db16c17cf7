"""A file of tables as rows of text: CSV, a saved web page, or a workbook, told apart by their first bytes. A `Grid` keeps the row numbers
that Excel counts, and what the file says around its tables; hidden sheets by name only. What a file may cost is bounded: a workbook is
measured first, then opened by another process (`workbook_process`)."""

from __future__ import annotations

import csv
import io
import json
import re
import signal
import subprocess
import sys
import zipfile
import zlib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from hinterland.errors import refused
from hinterland.sources import pages, workbook_process
from hinterland.sources.pages import Table
from hinterland.sources.reading import Head, InputError, decode

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
    each with the reason: `hidden`, `no table` (a chart, a macro). `delimiter` divides the cells of text; `refusal` is why they can't be read, in a sentence."""

    path: Path
    kind: Kind
    tables: list[Table] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    published: str | None = None
    pictures: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    delimiter: str = ","
    refusal: str | None = None

    def unread(self, table: Table) -> list[str]:
        """Warnings of a workbook's sheets that aren't read where one table is: hidden ones, and others with anything in them."""
        others = {n: "hidden" for n, why in self.skipped.items() if why == "hidden"}
        for name, other in zip(self.sheets, self.tables, strict=False):
            if other is not table and any(c.strip() for _, cells in other for c in cells):
                others[name] = "not the table that was found; to load it, save it as a file of its own"
        return [f"the sheet {name!r} was not read: it is {why}" for name, why in others.items()]


def kind_of(start: bytes) -> Kind:
    """What the first bytes say a file is: old and new workbooks have their marks, a page starts with a tag."""
    if start.startswith((ZIP, OLE)):
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
        return read_workbook(path, data)
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
    """The beginning of a file, for a format to recognise its own; without tables where it can't be read, which `refusal` says why."""
    kind = kind_of(head.start)
    try:
        if kind == "workbook":
            known = head.path.stat()
            return _beginnings(head.path, known.st_mtime_ns, known.st_size)
        return _page(head.path, head.text) if kind == "page" else _text(head.path, "\n".join(head.lines[:PEEKED]), whole=False)
    except InputError as e:
        return Grid(head.path, kind, refusal=str(e))
    except OSError as e:
        return Grid(head.path, kind, refusal=f"{head.path} can't be read: {e.strerror or e}")


@lru_cache(maxsize=1)
def _beginnings(path: Path, changed: int, size: int) -> Grid:
    """The first rows of each sheet, or why there are none; kept for the next format that asks, because a workbook is opened whole or not at all."""
    try:
        grid = read(path)
    except InputError as e:
        return Grid(path, "workbook", refusal=str(e))
    return replace(grid, tables=[first_rows(table) for table in grid.tables])


def first_rows(table: Table) -> Table:
    """The rows of a table in which its head is looked for: those after blank ones at its beginning."""
    start = next((i for i, (_, cells) in enumerate(table) if any(c.strip() for c in cells)), 0)
    return table[start : start + PEEKED]


def _text(path: Path, text: str, *, whole: bool = True) -> Grid:
    """Delimited text as a table. Of a beginning that isn't the `whole`, the rows before a quotation mark that is open are enough."""
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: Table = []
    same: dict[str, str] = {}
    left = MAX_CELLS
    try:
        for number, row in enumerate(reader, start=1):
            rows.append((number, [same.setdefault(c, c) for c in row]))
            left -= len(row) + 1 if row else _BLANK
            if left < 0:
                raise InputError(f"{path} has more than {MAX_CELLS:,} rows and cells; split it")
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
        with suppress(csv.Error):
            for _, row in zip(range(PEEKED), reader, strict=False):
                widths[len(row)] += len(row) > 1
        width, rows = max(widths.items(), key=lambda w: (w[1], w[0]), default=(0, 0))
        return rows, width

    return max(DELIMITERS, key=agreeing)


def _page(path: Path, text: str) -> Grid:
    with refused(pages.TooLargeError, form=f"{path} is no page of statistics: {{}}; save the page of one table"):
        page = pages.parse(text)
    return Grid(path, "page", page.tables, page.headings, page.published, page.pictures)


MAX_UNPACKED = 128 * 1024 * 1024
MAX_CELLS = 1_000_000
"""Cells of a file, empty ones between filled ones included; the largest monthly tables have a hundredth of that."""
MAX_CHARACTERS = 16 * 1024 * 1024
"""Characters of a workbook's cells: a text that is stored once can stand in a million of them."""
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFERENCE = re.compile(rb"""<(?:\w+:)?c\b[^>]{0,200}?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_MARGIN = 5
"""Seconds of waiting beyond the seconds of work that a process has."""


def read_workbook(path: Path, data: bytes) -> Grid:
    """The sheets of a workbook in their order. Raises `InputError`, in a sentence, for one that is damaged, protected or too large."""
    if data.startswith(ZIP):
        _measure(path, data)
    grid = Grid(path, "workbook")
    same: dict[str, str] = {}
    for said in map(json.loads, io.BytesIO(_opened(path, data))):
        if isinstance(said, list):
            grid.tables[-1].append((len(grid.tables[-1]) + 1, [same.setdefault(c, c) for c in said]))
        elif "error" in said:
            raise InputError(f"{path} {_WHY[said['error']].format(said['detail'])}")
        elif said["skipped"]:
            grid.skipped[said["sheet"]] = said["skipped"]
        else:
            grid.sheets.append(said["sheet"])
            grid.tables.append([])
    return grid


_WHY = {
    "cells": f"seems to be no table of figures: its sheet {{!r}} spans more than {MAX_CELLS:,} cells; delete what stands far out, or save the table alone as CSV",
    "characters": f"seems to be no table of figures: its cells hold more than {MAX_CHARACTERS:,} characters; save the table alone as CSV",
    "memory": "seems to be no table of figures: opening it takes more memory than a sheet of a million cells; save the table alone as CSV",
    "time": "seems to be no table of figures: opening it takes more time than a sheet of a million cells; save the table alone as CSV",
    "password": "is a workbook protected by a password; save a copy without one",
    "damaged": "is not a workbook that can be read ({}); open it in a spreadsheet and save it again as xlsx or CSV",
}


def _opened(path: Path, data: bytes) -> bytes:
    """What the process says that opens a workbook."""
    command = [sys.executable, "-P", workbook_process.__file__, str(MAX_CELLS), str(MAX_CHARACTERS)]
    with refused(subprocess.TimeoutExpired, form=f"{path} {_WHY['time']}"):
        done = subprocess.run(command, input=data, capture_output=True, timeout=workbook_process.SECONDS + _MARGIN, check=False)
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise InputError(f"{path} {_WHY['time']}")
    if b"memory allocation" in done.stderr or b"capacity overflow" in done.stderr or b"MemoryError" in done.stderr:
        raise InputError(f"{path} {_WHY['memory']}")
    if done.returncode:
        raise InputError(f"{path} {_WHY['damaged'].format('it is damaged')}")
    return done.stdout


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
                            raise InputError(
                                f"{path} seems to be no table of figures: it unpacks to more than {MAX_UNPACKED // 1024 // 1024} MB; "
                                "save the table alone as CSV"
                            )
                        for column, row in _REFERENCE.findall(tail + piece):
                            last_row, last_column = max(last_row, int(row)), max(last_column, _column(column))
                        tail = piece[-256:]
                if last_row * last_column > MAX_CELLS:
                    raise InputError(f"{path} {_WHY['cells'].format(name)}")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as e:
        raise InputError(f"{path} {_WHY['damaged'].format(e)}") from e


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
