"""The bytes of hostile files, made from the recipes of `hostile.jsonl`: text, bytes, archives, workbooks, real tables under another name, things that are no files.

A recipe is a table with one key that names how a file is made. What a file costs is measured in a process of its own (`cost`).
"""

from __future__ import annotations

import datetime
import gzip
import io
import json
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import chdir, suppress
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from tests.gate import misnamed

import hinterland

Recipe = dict[str, Any]

CASES: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("hostile.jsonl").read_text(encoding="utf-8").splitlines()
]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def make(case: dict[str, Any], folder: Path, samples: Path) -> Path:
    """Make the file of a case in a folder."""
    path = folder / case["file"]
    [kind] = MAKERS.keys() & case["make"].keys()
    return MAKERS[kind](case["make"], path, samples) or path


def _text(recipe: Recipe, path: Path, samples: Path) -> None:
    text = recipe.get("before", "") + recipe["text"] * recipe.get("times", 1) + recipe.get("after", "")
    data = text.encode(recipe.get("encoding", "utf-8"), "surrogatepass")
    data = data[: len(data) - recipe.get("cut", 0)]
    path.write_bytes(gzip.compress(data) if recipe.get("gzip") else data)


def _hex(recipe: Recipe, path: Path, samples: Path) -> None:
    path.write_bytes(
        bytes.fromhex(recipe["hex"])
        + bytes.fromhex(recipe.get("more", "00")) * recipe.get("times", 0)
        + bytes.fromhex(recipe.get("end", ""))
    )


def _zip(recipe: Recipe, path: Path, samples: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in recipe["zip"].items():
            packed.writestr(name, text * recipe.get("times", 1))


def _sheets(recipe: Recipe, path: Path, samples: Path) -> None:
    """Sheets by name, each a list of rows; `{"date": ...}` is a cell of a date. Those of `hidden` are hidden."""
    with xlsxwriter.Workbook(path, {"default_date_format": "mmm-yy"}) as book:
        for name, rows in recipe["sheets"].items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                cells = [datetime.datetime.fromisoformat(c["date"]) if isinstance(c, dict) else c for c in row]
                sheet.write_row(number, 0, cells)
            if name in recipe.get("hidden", ()):
                sheet.hide()


def _xml(recipe: Recipe, path: Path, samples: Path) -> None:
    """A workbook of one sheet by its XML, with the declarations and shared strings that a recipe has; `times` repeats what stands between `before` and `after`."""
    head = f'<?xml version="1.0"?>{recipe.get("entities", "")}'
    sheet = recipe.get("before", "") + recipe["xml"] * recipe.get("times", 1) + recipe.get("after", "")
    shared = recipe.get("shared", "") * recipe.get("shared_times", 1)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/worksheet" '
        f'Target="{recipe.get("part", "worksheets/sheet1.xml")}"/></Relationships>',
        "xl/sharedStrings.xml": f'{head}<sst xmlns="{MAIN}"><si><t>{shared}</t></si></sst>',
        f"xl/{recipe.get('part', 'worksheets/sheet1.xml')}": f'{head}<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
        **recipe.get("parts", {}),
    }
    _write_zip(path, parts)


def _ods(recipe: Recipe, path: Path, samples: Path) -> None:
    """A workbook of OpenDocument of one table by the XML of its rows."""
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = f'<table:table table:name="a">{recipe["ods"]}</table:table>'
    _write_zip(
        path,
        {
            "mimetype": kind,
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>{content}</office:spreadsheet></office:body>'
            "</office:document-content>",
        },
    )


def _write_zip(path: Path, parts: dict[str, str]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    path.write_bytes(out.getvalue())


def _parquet(recipe: Recipe, path: Path, samples: Path) -> None:
    with duckdb.connect() as con:
        con.sql(recipe["parquet"]).write_parquet(str(path), compression="zstd")


ALTERED = {
    "as it is": misnamed.as_it_is,
    "flows exchanged": misnamed.flows_exchanged,
    "rows moved": misnamed.rows_moved,
    "columns exchanged": misnamed.columns_exchanged,
}


def _table(recipe: Recipe, path: Path, samples: Path) -> Path:
    """A real table 8 of customs, altered and under another name."""
    alter = misnamed.unit(recipe["unit"]) if "unit" in recipe else ALTERED[recipe.get("altered", "as it is")]
    return misnamed.write(path.parent, samples, misnamed.Case(recipe["table"], path.stem, alter, "", ""))


def _provinces(recipe: Recipe, path: Path, samples: Path) -> Path:
    """The provinces of a real table in our own columns, with one text put for another."""
    made = misnamed.tidy(
        path.parent,
        samples,
        recipe["provinces"],
        cumulative=recipe.get("cumulative", False),
        flows=tuple(recipe.get("flows", ("export", "import"))),
    )
    text = made.read_text(encoding="utf-8")
    for old, new in recipe.get("replace", {}).items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


def _special(recipe: Recipe, path: Path, samples: Path) -> None:
    """What is no ordinary file, and a file that is larger than the room it takes."""
    SPECIAL[recipe["special"]](path)


def _socket(path: Path) -> None:
    with chdir(path.parent), socket.socket(socket.AF_UNIX) as s, suppress(OSError):
        s.bind(path.name)


def _gigabyte(path: Path) -> None:
    with path.open("wb") as f:
        f.write(b"region,period,unit,value" + b"," * 4_000_000 + b"\n")
        f.truncate(1_000_000_000)


def _far_cell(path: Path) -> None:
    """An old workbook by hand, of 5 kB, whose sheet has a cell at either end of the sheet."""

    def record(kind: int, data: bytes) -> bytes:
        return kind.to_bytes(2, "little") + len(data).to_bytes(2, "little") + data

    def number(row: int, column: int) -> bytes:
        return record(0x203, row.to_bytes(2, "little") + column.to_bytes(2, "little") + bytes(10))

    begin = record(0x809, bytes.fromhex("00060500") + bytes(12))
    named = record(0x85, (len(begin) + 4 + 9 + 4).to_bytes(4, "little") + bytes.fromhex("00000100") + b"a")
    sheet = record(0x809, bytes.fromhex("00061000") + bytes(12)) + number(0, 0) + number(65535, 255) + record(0x0A, b"")
    stream = (begin + named + record(0x0A, b"") + sheet).ljust(4608, b"\0")
    sectors = [stream[i : i + 512] for i in range(0, len(stream), 512)]
    chain = [*range(1, len(sectors)), 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFD]
    table = b"".join(c.to_bytes(4, "little") for c in chain).ljust(512, b"\xff")

    def entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        none = 0xFFFFFFFF
        links = b"".join(n.to_bytes(4, "little") for n in (none, none, child))
        return (
            text.ljust(64, b"\0")
            + len(text).to_bytes(2, "little")
            + bytes([kind, 1])
            + links
            + bytes(36)
            + start.to_bytes(4, "little")
            + size.to_bytes(8, "little")
        )

    folder = (entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry("Workbook", 2, 0, len(stream), 0xFFFFFFFF)).ljust(512, b"\0")
    at = len(sectors)
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + bytes.fromhex("3e000300feff09000600") + bytes(10)
    head += b"".join(n.to_bytes(4, "little") for n in (1, at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, at + 1))
    path.write_bytes(head.ljust(512, b"\xff") + b"".join(sectors) + folder + table)


SPECIAL: dict[str, Callable[[Path], object]] = {
    "folder": lambda path: path.mkdir(),
    "missing": lambda path: None,
    "link to nowhere": lambda path: path.symlink_to(path.parent / "nowhere.csv"),
    "link to itself": lambda path: path.symlink_to(path),
    "pipe": os.mkfifo,
    "socket": _socket,
    "gigabyte": _gigabyte,
    "far cell": _far_cell,
}

MAKERS: dict[str, Callable[[Recipe, Path, Path], Path | None]] = {
    "text": _text, "hex": _hex, "zip": _zip, "sheets": _sheets, "xml": _xml, "ods": _ods, "parquet": _parquet, "table": _table, "provinces": _provinces,
    "special": _special,
}  # fmt: skip

_MEASURED = """
import json, resource, sys, time
from pathlib import Path
from hinterland.sources import registry, tidy
from hinterland.sources.reading import InputError, Options

def memory(name):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(name))

path, start = Path(sys.argv[1]), time.monotonic()
before = memory("VmRSS")
try:
    module = registry.find_format(path)
    said = "read" if module.NAME != "tidy" else str(len(tidy.read_all(path, Options(source="s"))))
except InputError as e:
    said = str(e)
opened = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([said, (memory("VmHWM") - before + opened) / 1024, time.monotonic() - start]))
"""


def cost(path: Path) -> tuple[str, float, float]:
    """What recognising and reading a file says and costs in a process of its own: megabytes beyond those of the program, seconds. The process that opens a workbook counts with
    all of its memory."""
    package = str(Path(hinterland.__file__).parents[1])
    command = [sys.executable, "-c", _MEASURED, str(path)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60, env={**os.environ, "PYTHONPATH": package})
    said, megabytes, seconds = json.loads(done.stdout)
    return said, megabytes, seconds
