"""What a file seems to be that no format reads, and what to do about it: an archive, a document, a picture, another table.

The beginning of a file goes in, a sentence comes out. Kinds that their first bytes show are rows of `file_kinds.csv`.
"""

from __future__ import annotations

import io
import zipfile

from hinterland.packaged import read_words
from hinterland.sources import grids, tidy
from hinterland.sources.reading import Head, InputError

_INSIDE = {
    "word/": ("a Word document", "load its sentences with --format prose, or save its table as CSV"),
    "ppt/": ("slides", "save the table on them as CSV"),
    "META-INF/MANIFEST.MF": ("a Java archive", "load a table of figures"),
}
"""What a zip archive with a file of such a name is."""
_WORKBOOK = ("xl/", "content.xml")
_OWN = "bring the figures into our own columns (`hinterland template` prints a file to start from)"
_EMPTY_PAGE = "a web page without a table", "save the page that shows the table itself"
_LISTED = 3
"""Files and columns that a sentence names."""
_MARKED = 20
"""Bytes at the beginning of which half are zero in text of two or four bytes a character."""


def unreadable(head: Head) -> str | None:
    """Why a file is read by no format, whichever is named: it is an archive, a picture and the like. None for all others."""
    if head.start.startswith(grids.ZIP):
        return _packed(head)
    signs = read_words("hinterland.sources", "file_kinds.csv", "starts")
    found = next((r for starts, r in signs.items() if head.start.startswith(bytes.fromhex(starts))), None)
    return f"{head.path} seems to be {found['name']}; {found['advice']}" if found else None


def _packed(head: Head) -> str | None:
    """What a zip archive holds; None where it is a workbook, or too damaged to say."""
    try:
        with zipfile.ZipFile(io.BytesIO(grids.content(head.path))) as packed:
            names = [i.filename for i in packed.infolist() if not i.is_dir()]
    except (InputError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as e:
        return str(e) if isinstance(e, InputError) else None
    if not names or any(n.startswith(_WORKBOOK) for n in names):
        return None
    for inside, (name, advice) in _INSIDE.items():
        if any(n.startswith(inside) for n in names):
            return f"{head.path} seems to be {name}; {advice}"
    shown = ["".join(c if c.isprintable() else "?" for c in n) for n in names[:_LISTED]]
    listed = ", ".join(shown) + (", ..." if len(names) > _LISTED else "")
    return (
        f"{head.path} seems to be a zip archive of {len(names)} file{'s' * (len(names) > 1)} ({listed}); unpack it and load the files in it"
    )


def unknown(head: Head, formats: str) -> str:
    """What a file seems to be that may be read by none of the `formats`, and what to do."""
    if (reason := grids.peek(head).refusal or _parquet(head)) is not None:
        return reason
    seems, advice = _seems(head)
    return f"{head.path} is in no format known here ({formats}): it seems to be {seems}; {advice}"


def _parquet(head: Head) -> str | None:
    """Why a Parquet file, or what is called one, can't be read; None where it can, or is none."""
    if head.suffix != ".parquet":
        return f"{head.path} seems to be a Parquet file; rename it to end in .parquet" if head.start.startswith(b"PAR1") else None
    try:
        next(tidy.parquet_rows(head.path))
    except InputError as e:
        return str(e)
    return None


def _seems(head: Head) -> tuple[str, str]:
    kind = grids.kind_of(head.start)
    if kind != "workbook" and head.encoding is None:
        if head.start[:_MARKED].count(0) >= _MARKED // 2 - 1:
            return "UTF-32 text, or UTF-16 text without its mark", "save it as UTF-8"
        return "neither text nor a workbook", "load a table of figures as CSV, Parquet or a workbook"
    if head.text.lstrip()[:1] in ("{", "["):
        return "JSON of another kind", _OWN
    if head.text.lstrip().startswith("<?xml"):
        return "XML of another kind", _OWN
    if head.text.lstrip().startswith("<") and kind != "page":
        return _EMPTY_PAGE
    grid = grids.peek(head)
    hidden = [name for name, why in grid.skipped.items() if why == "hidden"]
    if hidden:
        return (
            f"a workbook with hidden sheets, which aren't read ({', '.join(hidden[:_LISTED])})",
            "show the sheet of figures, or save it as CSV",
        )
    rows = [cells for table in grid.tables for _, cells in table if any(c.strip() for c in cells)]
    if not rows:
        return _EMPTY_PAGE if kind == "page" else ("empty", _OWN)
    if lacking := next(filter(None, map(tidy.missing, rows)), None):
        return f"a table in our own columns without the column {lacking[0]}", "complete its header"
    first = max(rows[: grids.PEEKED], key=lambda cells: sum(1 for c in cells if c.strip()))
    if sum(1 for c in first if c.strip()) < 2:
        return "a text", "load its sentences with --format prose"
    named = [c.strip()[:30] for c in first if c.strip()]
    listed = ", ".join(repr(c) for c in named[:_LISTED]) + (" ..." if len(named) > _LISTED else "")
    what = {"page": "a web page", "workbook": "a workbook", "csv": "a table"}[kind]
    return f"{what} with a row {listed}", f"name its format with --format, or {_OWN}"
