"""Run as a script: a workbook's bytes in on standard input, its sheets out as lines of JSON: `{"sheet", "skipped"}`, rows as lists, or
`{"error", "detail"}`. python-calamine lays a sheet out to its last filled cell before anything can be measured, and a few bytes can name
the far corner: a process of its own bounds that. It imports nothing of this package, so that it starts in 20 ms."""

from __future__ import annotations

import datetime
import io
import json
import resource
import sys
from collections.abc import Iterator
from decimal import Decimal

MEMORY, SECONDS = 128 * 1024 * 1024, 10
"""Bytes of data and seconds of processor time that opening a workbook may take: enough for a sheet of a million filled cells."""


Line = dict[str, str] | list[str]


def text(value: object) -> str:
    """A cell as text. A workbook keeps every number as a float: its shortest decimal form is what was typed. A date is written as 2025-07-01."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, bool) or not isinstance(value, float):
        return str(value)
    number = format(Decimal(repr(value)), "f")
    return number[:-2] if number.endswith(".0") else number


def sheets(data: bytes, cells: int, characters: int) -> Iterator[Line]:
    """The sheets of a workbook in their order with their rows, up to a maximum of cells and characters in all. Empty cells up to the first filled one count, so that rows keep their numbers."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for about in workbook.sheets_metadata:
        skipped = "hidden" if about.visible != SheetVisibleEnum.Visible else "" if about.typ == SheetTypeEnum.WorkSheet else "no table"
        yield {"sheet": about.name, "skipped": skipped}
        sheet = None if skipped else workbook.get_sheet_by_name(about.name)
        if sheet is None or sheet.start is None or sheet.end is None:
            continue
        cells -= (sheet.end[0] + 1) * (sheet.end[1] + 1)
        if cells < 0:
            yield {"error": "cells", "detail": about.name}
            return
        before, width = [""] * sheet.start[1], sheet.end[1] + 1
        for row in sheet.iter_rows():
            filled = ([*before, *map(text, row)] + [""] * width)[:width]
            characters -= sum(map(len, filled))
            if characters < 0:
                yield {"error": "characters", "detail": about.name}
                return
            yield filled


def lines(data: bytes, cells: int, characters: int) -> Iterator[Line]:
    """The sheets of a workbook, and the error that ends them where there is one."""
    try:
        yield from sheets(data, cells, characters)
    except MemoryError:
        yield {"error": "memory", "detail": ""}
    except Exception as e:
        yield {"error": "password" if type(e).__name__ == "PasswordError" else "damaged", "detail": str(e)}


def main() -> None:
    """Read a workbook within the limits; the two arguments are the most cells and characters."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    for line in lines(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2])):
        sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")


if __name__ == "__main__":
    main()
