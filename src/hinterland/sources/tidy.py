"""Our own columns: one figure a row, as CSV, Parquet or Excel. The embedded figures come in this format too.

Only `region`, `period`, `value` and `unit` must be there; every other column has a default, and `docs/reference/tidy.md` tells what each means.
Regions, products and partners may be written as people name them. A table with the columns `id`, `title`, `publisher` is one of sources.
"""

from __future__ import annotations

import csv
import glob
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from hinterland import codes
from hinterland.models import Source
from hinterland.sources.reading import Figure, InputError, Options, Quarantined, Reading

if TYPE_CHECKING:
    from hinterland.sources.registry import Head

NAME = "tidy"

REQUIRED = ("region", "period", "unit")

DEFAULTS = {
    "op": "level",
    "concept": "trade",
    "flow": "total",
    "product": "all",
    "partner": "world",
    "regime": "all",
    "measure": "value",
    "basis": "operating-unit",
}

COLUMNS = (
    "op", "concept", "flow", "product", "partner", "regime", "measure", "basis", "currency", "region", "period", "value", "unit", "precision",
    "low", "high", "source", "released", "reliability", "versus", "scope", "predicate", "note",
)  # fmt: skip

SOURCE_COLUMNS = ("id", "title", "publisher", "via", "released", "address", "reliability", "note")

_RESOLVED: dict[str, codes.Kind] = {
    "region": "subject",
    "product": "product",
    "partner": "partner",
    "flow": "flow",
    "concept": "concept",
    "unit": "unit",
}

_CHOICES = {
    "op": {"level", "growth", "cagr", "share", "balance", "multiple", "contribution", "count", "rank"},
    "measure": {"value", "quantity"},
    "basis": {"operating-unit", "destination-origin"},
    "currency": {"CNY", "USD"},
    "reliability": {"official", "news", "secondary", "derived"},
}

TEMPLATE = """\
op,flow,region,period,value,unit,precision,source,released,note
level,total,CN-AH,2025,10135.57,CNY_100M,,my-release,2026-01-23,goods trade of the year in 100 million yuan
growth,total,CN-AH,2025,17.3,percent,,my-release,2026-01-23,growth as published and not recomputed
level,export,安徽,2025-01/2025-11,6111.1,CNY_100M,0.1,my-release,2025-12-20,a year to date
"""


def sniff(head: Head) -> bool:
    """Whether a file's header has the columns that every tidy file has."""
    if head.suffix in (".parquet", ".xlsx", ".xls", ".ods"):
        try:
            _, header = next(_table(head.path))
        except (InputError, StopIteration):
            return False
    else:
        header = next(csv.reader(head.lines[:1]), [])
    names = {_clean(str(h)) for h in header}
    return set(REQUIRED) <= names and bool(names & {"value", "low", "high"})


def read(path: Path, options: Options) -> Reading:
    """Read a tidy file. Raises `InputError` where it isn't one."""
    rows = _table(path)
    try:
        number, header = next(rows)
    except StopIteration:
        raise InputError(f"{path} is empty; a tidy file starts with a header (`hinterland template` prints one)") from None
    names = [_clean(str(h)) for h in header]
    missing = [c for c in REQUIRED if c not in names] + ([] if {"value", "low", "high"} & set(names) else ["value"])
    if missing:
        raise InputError(f"{path}: the column {missing[0]} is missing; a tidy file has at least region, period, value and unit")
    if unknown := [n for n in names if n and n not in COLUMNS]:
        raise InputError(f"{path}: there is no column {unknown[0]!r} in tidy files; the columns are {', '.join(COLUMNS)}")
    if twice := [n for n in names if n and names.count(n) > 1]:
        raise InputError(f"{path}: the column {twice[0]} stands there twice; keep one")
    reading = Reading(path, NAME)
    understand = _reader(options)
    for number, cells in rows:
        if not any(str(c).strip() for c in cells):
            continue
        reading.rows_read += 1
        try:
            if len(cells) > len(names) and any(str(c).strip() for c in cells[len(names) :]):
                raise ValueError(f"the row has {len(cells)} cells, the header {len(names)}")
            given = {n: str(c).strip() for n, c in zip(names, cells, strict=False) if n}
            reading.figures.append(_figure(given, number, understand))
        except (ValueError, LookupError) as e:
            reading.quarantined.append(Quarantined(number, ",".join(str(c) for c in cells), str(e.args[0]) if e.args else "unreadable"))
    if options.source and (options.publisher or options.title):
        reading.sources.append(named_source(options, path))
    return reading


def named_source(options: Options, path: Path) -> Source:
    """The source a user describes with options; reliability is `secondary` unless said otherwise."""
    if not options.source:
        raise InputError(f"{path}: say where the figures are from with --source ID")
    return Source(
        id=options.source,
        title=options.title or path.name,
        publisher=options.publisher or options.source,
        released=options.released,
        address=options.address,
        reliability=options.reliability or "secondary",
    )


def read_sources(path: Path) -> list[Source]:
    """Read a table of sources. Raises `InputError` where a row lacks what a source needs."""
    found = []
    with path.open(encoding="utf-8-sig", newline="") as f:
        for number, row in enumerate(csv.DictReader(f), start=2):
            try:
                found.append(Source(**{k: (row.get(k) or None) for k in SOURCE_COLUMNS}))  # type: ignore[arg-type]
            except ValueError as e:
                raise InputError(f"{path}, row {number}: a source needs an id, a title, a publisher and a reliability ({e})") from e
    return found


def _clean(header: str) -> str:
    return header.strip().lower().replace(" ", "_")


Understand = Callable[[str, str | None], str | None]


def _reader(options: Options) -> Understand:
    """What a cell of a column says: else the user's option, else the default; names are looked up, choices checked, each spelling once."""
    fallback = {c: getattr(options, c, None) or DEFAULTS.get(c) for c in COLUMNS}
    known: dict[tuple[str, str], str | ValueError | LookupError] = {}

    def look_up(column: str, said: str) -> str | ValueError | LookupError:
        if column in _CHOICES and said not in _CHOICES[column]:
            return ValueError(f"{column} is {said!r}; it must be one of {', '.join(sorted(_CHOICES[column]))}")
        try:
            return codes.find(said, _RESOLVED[column]).code if column in _RESOLVED else said
        except LookupError as e:
            return e

    def understand(column: str, cell: str | None) -> str | None:
        said = cell or fallback[column]
        if said is None or said.lower() == "none":
            return None
        if column not in _RESOLVED and column not in _CHOICES:
            return said
        if (column, said) not in known:
            known[column, said] = look_up(column, said)
        meant = known[column, said]
        if isinstance(meant, Exception):
            raise meant
        return meant

    return understand


def _figure(given: dict[str, str], number: int, understand: Understand) -> Figure:
    def text(column: str) -> str | None:
        return understand(column, given.get(column))

    def must(column: str) -> str:
        said = text(column)
        if said is None:
            raise ValueError(f"the column {column} is empty")
        return said

    return Figure(
        region=must("region"),
        period=must("period"),
        unit=must("unit"),
        value=_number(given.get("value")),
        precision=_number(given.get("precision")),
        low=_number(given.get("low")),
        high=_number(given.get("high")),
        op=must("op"),
        concept=must("concept"),
        flow=text("flow"),
        product=must("product"),
        partner=must("partner"),
        regime=must("regime"),
        measure=must("measure"),
        basis=text("basis"),
        currency=text("currency"),
        versus=text("versus"),
        scope=text("scope"),
        predicate=text("predicate"),
        source=text("source") or "",
        released=text("released"),
        reliability=text("reliability"),
        note=text("note"),
        row=number,
    )


def _number(text: str | None) -> Decimal | None:
    if not text:
        return None
    if not text.isascii():
        raise ValueError(f"{text!r} is not a number here; write it with the digits 0 to 9")
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is not a number; write it with a decimal point and no separators") from None
    if not value.is_finite():
        raise ValueError(f"{text!r} is not a number")
    return value


def _table(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file with their numbers, the header first."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        yield from _parquet(path)
    elif suffix in (".xlsx", ".xls", ".ods"):
        yield from _sheet(path)
    else:
        try:
            with path.open(encoding="utf-8-sig", newline="") as f:
                reader = csv.reader(f, strict=True)
                for row in reader:
                    yield reader.line_num, row
        except UnicodeDecodeError as e:
            raise InputError(f"{path} is not UTF-8 (byte {e.start}); save it as UTF-8") from e
        except csv.Error as e:
            raise InputError(f"{path} is not a CSV file: {e}") from e


def _parquet(path: Path) -> Iterator[tuple[int, list[str]]]:
    import duckdb

    try:
        result = duckdb.connect().execute("SELECT * FROM read_parquet(?, hive_partitioning = false)", [glob.escape(str(path))])
        yield 0, [d[0] for d in result.description or []]
        for number, row in enumerate(result.fetchall(), start=1):
            yield number, ["" if c is None else _cell(c) for c in row]
    except duckdb.Error as e:
        raise InputError(f"{path} is not a Parquet file: {str(e).splitlines()[0]}") from e


def _sheet(path: Path) -> Iterator[tuple[int, list[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows: Iterable[Sequence[object]] = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError) as e:
        raise InputError(f"{path} is not a workbook: {e}") from e
    for number, row in enumerate(rows, start=1):
        yield number, [_cell(c) for c in row]


def _cell(value: object) -> str:
    """A cell as text. Excel keeps every number as a float, which knows no digits after the last one, so whole ones lose their false `.0`."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
