"""Our own columns: one figure a row, as text, Parquet or a workbook, each sheet a reading of its own; `docs/reference/tidy.md` tells what
each means. Only `region`, `period`, `value` and `unit` must be there. A table with the columns `id`, `title`, `publisher` is one of
sources."""

from __future__ import annotations

import csv
import datetime
import glob
import re
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import duckdb

from hinterland import codes
from hinterland.codes.periods import OtherForm
from hinterland.models import RELIABILITY, Source
from hinterland.sources import grids, numerals
from hinterland.sources.pages import Table
from hinterland.sources.reading import Figure, Head, InputError, Options, Reading
from hinterland.sources.workbook_process import text as as_text

NAME = "tidy"
REQUIRED = ("region", "period", "unit")
DEFAULTS: dict[str, Any] = {
    f.name: f.default for f in fields(Figure) if f.name in ("op", "concept", "flow", "product", "partner", "regime", "measure", "basis")
}
COLUMNS = (
    "op", "concept", "flow", "product", "partner", "regime", "measure", "basis", "currency", "region", "period", "value", "unit", "precision",
    "low", "high", "source", "released", "reliability", "versus", "scope", "predicate", "note",
)  # fmt: skip
SOURCE_COLUMNS = tuple(Source.model_fields)
_RESOLVED: dict[str, codes.Kind] = {c: c for c in ("product", "partner", "flow", "concept", "unit")} | {"region": "subject"}
_CHOICES: dict[str, Set[str]] = {
    "op": {"level", "growth", "cagr", "share", "balance", "multiple", "contribution", "count", "rank"},
    "measure": {"value", "quantity"},
    "basis": {"operating-unit", "destination-origin"},
    "currency": {u.currency for u in codes.entries("unit") if isinstance(u, codes.Unit) and u.currency},
    "reliability": frozenset(RELIABILITY),
}
TEMPLATE = """\
op,flow,region,period,value,unit,precision,source,released,note
level,total,Anhui,2025,10135.57,CNY_100M,,my-release,2026-01-23,goods trade of the year in 100 million yuan
growth,total,Anhui,2025,17.3,percent,,my-release,2026-01-23,growth as published and not recomputed
level,export,安徽,2025-01/2025-11,6111.1,CNY_100M,0.1,my-release,2025-12-20,a year to date
"""


def sniff(head: Head) -> bool:
    """Whether a file has a header with the columns that every tidy file has, at its beginning or under lines of title."""
    if head.suffix == ".parquet":
        with suppress(InputError, StopIteration):
            return _is_header(next(parquet_rows(head.path))[1])
        return False
    return any(_header_at(table) is not None for table in grids.peek(head).tables)


def read(path: Path, options: Options) -> Reading:
    """Read a tidy file of one table. Raises `InputError` where it isn't one, and where a workbook has several."""
    first, *more = read_all(path, options)
    if more:
        raise InputError(
            f"{path} has {1 + len(more)} sheets of figures; bring it into a warehouse with `hinterland load`, or save each as a file"
        )
    return first


def read_all(path: Path, options: Options, understand: Callable[[str], codes.Period] = codes.Period.parse) -> list[Reading]:
    """Read a tidy file, each visible sheet of a workbook for itself; `understand` reads periods in other forms. Raises `InputError` where none is tidy, or one can't be understood."""
    if path.suffix.lower() == ".parquet":
        return [_read(path, list(parquet_rows(path)), 0, _Cells(options, ",", understand))]
    grid = grids.read(path)
    tables = dict(zip(grid.sheets or [f"table {i}" for i in range(1, len(grid.tables) + 1)], grid.tables, strict=True))
    filled = {name: first for name, table in tables.items() if (first := _first_row(table)) is not None}
    found = {name: at for name, table in tables.items() if (at := _header_at(table)) is not None}
    if not filled:
        raise InputError(f"{path} is empty; a tidy file starts with a header (`hinterland template` prints one)")
    if not found:
        # It says what its header lacks.
        name, first = next(iter(filled.items()))
        return [_read(path, tables[name], first, _Cells(options, grid.delimiter, understand))]
    readings = [
        _read(path, tables[name], at, _Cells(options, grid.delimiter, understand), name if len(found) > 1 else "")
        for name, at in found.items()
    ]
    why = "without the columns region, period and unit"
    others = {n: why for n in filled if n not in found and grid.kind != "page"}
    for name, why in {**others, **grid.skipped}.items():
        readings[0].warnings.append(f"the sheet {name!r} was not read: it is {why}")
    return readings


def _read(path: Path, table: Table, at: int, cells_of: _Cells, sheet: str = "") -> Reading:
    """Read a table whose header stands at an index; a sheet's reading is labelled with its name."""
    names = [numerals.plain(h).lower().replace(" ", "_") for h in table[at][1]]
    _understood(f"{path}, sheet {sheet!r}" if sheet else str(path), names)
    reading = Reading(path, NAME, label=f"{path.name}[{sheet}]" if sheet else "")
    if titles := [t for _, cells in table[:at] if (t := " ".join(c.strip() for c in cells if c.strip()))]:
        reading.warnings.append(f"rows above the header, which were not read as figures: {len(titles)} ({'; '.join(titles)[:200]})")
    for number, cells in table[at + 1 :]:
        if not any(c.strip() for c in cells):
            continue
        reading.rows_read += 1
        with reading.quarantining(number, ",".join(cells)):
            if len(cells) > len(names) and any(c.strip() for c in cells[len(names) :]):
                raise ValueError(f"the row has {len(cells)} cells, the header {len(names)}")
            given = {n: c.strip() for n, c in zip(names, cells, strict=False) if n}
            reading.figures.append(_figure(given, number, cells_of))
    if not reading.rows_read:
        reading.warnings.append("the file has a header and no rows under it")
    if cells_of.dates:
        reading.warnings.append(
            f"rows whose period is a date, as spreadsheets make it of a month, and was read as that month: {cells_of.dates}"
        )
    options = cells_of.options
    if options.source and (options.publisher or options.title):
        reading.sources.append(named_source(options, path))
    return reading


def _is_header(cells: Sequence[str]) -> bool:
    return not _lacking({numerals.plain(c).lower().replace(" ", "_") for c in cells})


def _lacking(names: Collection[str]) -> list[str]:
    """The columns that must be there and aren't."""
    return [c for c in REQUIRED if c not in names] + ([] if {"value", "low", "high"} & set(names) else ["value"])


def missing(cells: Sequence[str]) -> list[str]:
    """The columns that a row lacks which is nearly the header of a tidy file: it has two of those that must be there."""
    names = {numerals.plain(c).lower().replace(" ", "_") for c in cells}
    return _lacking(names) if len(names & {*REQUIRED, "value"}) > 1 else []


def _header_at(table: Table) -> int | None:
    """Where a table's header stands: an index into its rows."""
    start = _first_row(table) or 0
    return next((start + i for i, (_, cells) in enumerate(grids.first_rows(table)) if _is_header(cells)), None)


def _first_row(table: Table) -> int | None:
    """The index of the first row that isn't blank."""
    return next((i for i, (_, cells) in enumerate(table) if any(c.strip() for c in cells)), None)


def _understood(where: str, names: list[str]) -> None:
    """Raises `InputError` for a header that lacks a column, has one twice, or has one that isn't known."""
    if missing := _lacking(names):
        raise InputError(f"{where}: the column {missing[0]} is missing; a tidy file has at least region, period, value and unit")
    if unknown := [n for n in names if n and n not in COLUMNS]:
        raise InputError(
            f"{where}: there is no column {unknown[0]!r} in tidy files; rename or delete it; the columns are {', '.join(COLUMNS)}"
        )
    if twice := [n for n in names if n and names.count(n) > 1]:
        raise InputError(f"{where}: the column {twice[0]} stands there twice; keep one")


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


@dataclass(slots=True)
class _Cells:
    """What the cells of a row say: names and choices, numbers, periods. `delimiter` divides the cells of the file, `dates` counts the periods that were dates."""

    options: Options
    delimiter: str
    understand_period: Callable[[str], codes.Period]
    dates: int = 0
    known: dict[tuple[str, str | None], str | Exception | None] = field(default_factory=dict)

    def understand(self, column: str, cell: str | None) -> str | None:
        """What a cell of a column says: else the user's option, else the default; each spelling is looked up once. Raises `ValueError` or `LookupError`."""
        key = column, cell
        if key not in self.known:
            try:
                self.known[key] = _meant(column, cell or getattr(self.options, column, None) or DEFAULTS.get(column))
            except (LookupError, ValueError) as e:
                self.known[key] = e
        meant = self.known[key]
        if isinstance(meant, Exception):
            raise meant
        return meant

    def number(self, text: str | None) -> Decimal | None:
        """A number of a cell. Raises `ValueError` for text that is none, or that may be two."""
        if not text:
            return None
        written = numerals.plain(text)
        if not written.isascii():
            raise ValueError(f"{text!r} is not a number here; write it with the digits 0 to 9")
        if self.delimiter == ";" and re.fullmatch(r"[+-]?\d{1,3},\d{3}", written):
            raise ValueError(f"{text!r} may be {written.replace(',', '')} or {written.replace(',', '.')}; write it without separators")
        try:
            value = Decimal("" if "_" in written else numerals.ungrouped(written))
        except InvalidOperation:
            raise ValueError(f"{text!r} is not a number; write it as in 10135.57 or 10,135.57") from None
        if not value.is_finite():
            raise ValueError(f"{text!r} is not a number")
        if value.adjusted() > _LARGEST or (value and int(value.as_tuple().exponent) < -_LARGEST):
            raise ValueError(f"{text[:_LARGEST]!r} is more than can be held, or has too many digits; check it")
        return value

    def period(self, text: str) -> str:
        """A period of a cell, where a date stands for its month. Raises `ValueError` for another day than the first."""
        written = numerals.plain(text)
        if (date := _DATE.fullmatch(written)) is None:
            try:
                codes.Period.parse(written)
            except OtherForm:
                try:
                    return str(self.understand_period(written))
                except InputError as e:
                    raise ValueError(str(e)) from None
            return written
        year, month, day = (int(part) for part in date.groups())
        if day != 1:
            raise ValueError(
                f"its period is a day, {text}; write the month as {year}-{month:02}, or the year to date as {year}-01/{year}-{month:02}"
            )
        self.dates += 1
        return f"{year}-{month:02}"

    def release(self, text: str | None) -> str | None:
        """The date of a release, which may be a month or a year. Raises `ValueError` for what is none."""
        if text is None:
            return None
        written = numerals.plain(text).removesuffix(" 00:00:00")
        try:
            if not _RELEASE.fullmatch(written):
                raise ValueError
            datetime.date.fromisoformat((written + "-01-01")[:10])
        except ValueError:
            raise ValueError(f"{text!r} is no date of a release; write it as 2026-01-23, 2026-01 or 2026") from None
        return written


def _meant(column: str, said: str | None) -> str | None:
    """The value of a column, a name by its code. Raises `ValueError` for what is no choice, `LookupError` for an unknown name."""
    if said is None or said.lower() == "none":
        return None
    if column in _CHOICES and said not in _CHOICES[column]:
        raise ValueError(f"{column} is {said!r}; it must be one of {', '.join(sorted(_CHOICES[column]))}")
    return codes.find(said, _RESOLVED[column]).code if column in _RESOLVED else said


_RELEASE = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
_LARGEST = 40
"""Digits before the point and after it, of more than which there is no figure."""
_DATE = re.compile(r"((?:19|20)\d\d)[-/](\d\d?)[-/](\d\d?)(?: 0?0:00(?::00)?)?", re.ASCII)


def _figure(given: dict[str, str], number: int, cells: _Cells) -> Figure:
    def text(column: str) -> str | None:
        return cells.understand(column, given.get(column))

    def must(column: str) -> str:
        said = text(column)
        if said is None:
            raise ValueError(f"the column {column} is empty")
        return said

    region, trade = must("region"), text("concept") == "trade"
    # What isn't trade has neither flow nor basis unless the row gives them.
    flow = text("flow") if trade or given.get("flow") else None
    own = codes.home_of(region).basis(flow) if trade and flow in codes.FLOWS else None
    basis = cells.understand("basis", given.get("basis") or own) if trade or given.get("basis") else None
    found: dict[str, Any] = {"period": cells.period(must("period")), "unit": must("unit")}
    found |= {c: cells.number(given.get(c)) for c in ("value", "precision", "low", "high")}
    found |= {c: must(c) for c in ("op", "concept", "product", "partner", "regime", "measure")}
    found |= {c: text(c) for c in ("currency", "versus", "scope", "predicate", "reliability", "note")}
    return Figure(
        region=region, flow=flow, basis=basis, source=text("source") or "", released=cells.release(text("released")), row=number, **found
    )


MEMORY = "128MB"
"""What DuckDB may take to read a file of at most `grids.MAX_CELLS`."""
_BATCH = 10_000


def parquet_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The names of the columns as row 0, then the rows. Raises `InputError` for what is no Parquet file, or holds more than a table of figures does."""
    try:
        with duckdb.connect(config={"memory_limit": MEMORY, "threads": 1}) as con:
            pattern = glob.escape(str(path))
            [(counted,)] = con.execute("SELECT num_rows FROM parquet_file_metadata(?)", [pattern]).fetchall()
            result = con.execute("SELECT * FROM read_parquet(?, hive_partitioning = false)", [pattern])
            names = [d[0] for d in result.description or []]
            if counted * len(names) > grids.MAX_CELLS:
                raise InputError(
                    f"{path} has {counted:,} rows of {len(names)} columns; tables of figures are read up to {grids.MAX_CELLS:,} cells; split it"
                )
            yield 0, names
            read, characters = 0, 0
            while batch := result.fetchmany(_BATCH):
                for number, row in enumerate(batch, start=read + 1):
                    cells = ["" if c is None else as_text(c) for c in row]
                    characters += sum(map(len, cells))
                    yield number, cells
                read += len(batch)
                if characters > grids.MAX_CHARACTERS:
                    raise InputError(f"{path} holds more than {grids.MAX_CHARACTERS:,} characters; tables of figures hold fewer; split it")
    except duckdb.OutOfMemoryException as e:
        raise InputError(f"{path} seems to be no table of figures: reading it takes more than {MEMORY} of memory; split it") from e
    except duckdb.Error as e:
        raise InputError(f"{path} is not a Parquet file: {str(e).splitlines()[0]}; save it again as Parquet or CSV") from e
