"""The registry of formats: modules with `NAME`, `sniff(head)` and `read(path, options) -> Reading`, or `records(path, options, con) ->
RecordReading`, tried in order on a file's first bytes. A format is a file in this folder and a line in `MODULES`, or a module behind an
entry point `hinterland.formats`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeGuard, cast

from hinterland.packaged import read_words
from hinterland.plugins import installed
from hinterland.sources import grids, tidy
from hinterland.sources.reading import Head, InputError, Options, Reading, head_of

if TYPE_CHECKING:
    import duckdb

    from hinterland.sources.records import RecordReading

MODULES = (
    "customs_query", "baci", "comexstat", "comtrade", "census", "comexstat_answers", "customs_location", "customs_country", "customs_commodities", "nbs", "sdmx_csv", "tidy",
)  # fmt: skip
"""Formats in the order in which they are tried; the first that recognises a file reads it."""
GROUP = "hinterland.formats"
"""The entry points by which installed packages bring formats: modules as described above."""
PROSE = "prose"
"""The format of texts: asked for by name, and read above this layer, since it takes the reader of sentences (`hinterland.check.release`)."""


class Recognised(Protocol):
    """What every format module offers: its name, and whether a file looks like it."""

    NAME: str
    sniff: Callable[[Head], bool]


class Format(Recognised, Protocol):
    """What a module of a format of figures offers: `read`, which raises `InputError` in a sentence where the file can't be read."""

    read: Callable[[Path, Options], Reading]


class RecordFormat(Recognised, Protocol):
    """What a module of a format of records offers: `records` with a connection, which the relation of the reading belongs to; it raises `InputError` as `read`
    does."""

    records: Callable[[Path, Options, duckdb.DuckDBPyConnection], RecordReading]


def of_records(format: Format | RecordFormat) -> TypeGuard[RecordFormat]:
    """Whether a format holds records, which go to a table of their own, and not figures."""
    return hasattr(format, "records")


def formats() -> dict[str, Format | RecordFormat]:
    """All formats by name: the package's own, then those of installed packages, which are asked last."""
    own = [cast("Format | RecordFormat", import_module(f"hinterland.sources.{m}")) for m in MODULES]
    found = {m.NAME: m for m in own}
    for name, module in installed(GROUP, ("NAME", "sniff")):
        if found.setdefault(module.NAME, module) is not module:
            raise TypeError(
                f"the entry point {name} of {GROUP} brings a format {module.NAME!r}, which is there already: give it another NAME"
            )
    return found


def find_format(path: Path, format: str = "auto") -> Format | RecordFormat:
    """The format of a file, by its content when it is `auto`. Raises `InputError` where no format fits, with what the file seems to be."""
    known = formats()
    if format != "auto" and format not in known:
        raise InputError(f"there is no format {format!r}; the formats are auto, {', '.join(known)}, {PROSE}")
    head = head_of(path)
    if (reason := unreadable(head)) is not None:
        raise InputError(reason)
    if format != "auto":
        return known[format]
    for module in known.values():
        if module.sniff(head):
            return module
    raise InputError(unknown(head, ", ".join(known)))


def read(path: Path, options: Options, format: str = "auto") -> Reading:
    """Read a file of figures as a format, found by content when it is `auto`. Raises `InputError` where no format fits, or one of records does."""
    found = find_format(path, format)
    if of_records(found):
        raise InputError(f"{path} holds records ({found.NAME}), not figures; bring it into a warehouse with `hinterland load`")
    reading = cast(Format, found).read(path, options)
    if reading.impossible:
        raise InputError(reading.impossible)
    return reading


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
