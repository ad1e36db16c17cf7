"""The registry of formats: a table of modules, tried in order on a file's first bytes.

A format of figures is a module with `NAME`, `sniff(head) -> bool` and `read(path, options) -> Reading`; a format of records has
`records(path, options, con) -> RecordReading` instead. Adding one is a file in this folder and a line in `MODULES`,
or a module of another package behind an entry point `hinterland.formats`. `head` is what all of them look at.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeGuard, cast

from hinterland.plugins import installed
from hinterland.sources.reading import Head, InputError, Options, Reading, head_of

if TYPE_CHECKING:
    import duckdb

    from hinterland.sources.records import RecordReading

MODULES = (
    "customs_query",
    "baci",
    "comexstat",
    "comtrade",
    "census",
    "comexstat_answers",
    "customs_location",
    "customs_country",
    "customs_commodities",
    "nbs",
    "sdmx_csv",
    "tidy",
)
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
    from hinterland.sources import file_kinds

    known = formats()
    if format != "auto" and format not in known:
        raise InputError(f"there is no format {format!r}; the formats are auto, {', '.join(known)}, {PROSE}")
    head = head_of(path)
    if (reason := file_kinds.unreadable(head)) is not None:
        raise InputError(reason)
    if format != "auto":
        return known[format]
    for module in known.values():
        if module.sniff(head):
            return module
    raise InputError(file_kinds.unknown(head, ", ".join(known)))


def read(path: Path, options: Options, format: str = "auto") -> Reading:
    """Read a file of figures as a format, found by content when it is `auto`. Raises `InputError` where no format fits, or one of records does."""
    found = find_format(path, format)
    if of_records(found):
        raise InputError(f"{path} holds records ({found.NAME}), not figures; bring it into a warehouse with `hinterland load`")
    reading = cast(Format, found).read(path, options)
    if reading.impossible:
        raise InputError(reading.impossible)
    return reading
