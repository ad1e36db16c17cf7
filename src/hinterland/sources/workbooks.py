"""Workbooks as sheets of text: xlsx, xlsm, xlsb, xls and ods, in bounded memory and time, whatever they hold.

Bytes go in, sheets come out, hidden ones by name only. What a workbook unpacks to is measured first; then another process opens it (`workbook_process`), which the system stops
where it takes too much.
"""

from __future__ import annotations

import io
import json
import re
import signal
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from hinterland.sources import workbook_process
from hinterland.sources.pages import Table
from hinterland.sources.reading import InputError

MAX_UNPACKED = 128 * 1024 * 1024
MAX_CELLS = 1_000_000
"""Cells of a file, empty ones between filled ones included; the largest monthly tables have a hundredth of that."""
MAX_CHARACTERS = 16 * 1024 * 1024
"""Characters of a workbook's cells: a text that is stored once can stand in a million of them."""
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFERENCE = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"')
_MARGIN = 5
"""Seconds of waiting beyond the seconds of work that a process has."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name and its rows, numbered as Excel numbers them. `skipped` is empty, or says why it isn't read: `hidden`, `no table` (a chart, a macro)."""

    name: str
    skipped: str = ""
    rows: Table = field(default_factory=list)


def read(path: Path, data: bytes) -> list[Sheet]:
    """The sheets of a workbook in their order. Raises `InputError`, in a sentence, for one that is damaged, protected or too large."""
    if data.startswith(ZIP):
        _measure(path, data)
    told = _opened(path, data)
    found = []
    same: dict[str, str] = {}
    for line in told.decode("utf-8").splitlines():
        said = json.loads(line or "{}")
        if "error" in said:
            raise InputError(f"{path} {_WHY[said['error']].format(said['detail'])}")
        if said:
            rows = [(number, [same.setdefault(c, c) for c in row]) for number, row in enumerate(said["rows"], start=1)]
            found.append(Sheet(said["sheet"], said["skipped"], rows))
    return found


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
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=workbook_process.SECONDS + _MARGIN, check=False)
    except subprocess.TimeoutExpired:
        raise InputError(f"{path} {_WHY['time']}") from None
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
                        if name.startswith("xl/worksheets/"):
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
