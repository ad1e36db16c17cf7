"""Large delimited files as DuckDB tables of text, each row with its line. Regular files go through DuckDB's reader, GB18030 as latin-1 (no
byte of a two-byte character is a comma or a quotation mark) and decoded afterwards; ragged rows, broken quotes and line breaks in cells
take the careful way, line by line."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
from arro3.core import Array, DataType, Table

from hinterland.models import Source
from hinterland.sources.reading import Head, InputError, Options, Quarantined
from hinterland.sources.records import AMOUNT, CANONICAL, RecordReading, fresh, literal, put, source_of

BATCH = 100_000
LONGEST_CELL = 20
"""How many lines a quoted cell may run over before its quotation mark is taken for a slip."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out: its header as written, whether lines end in a delimiter, its delimiter and its encoding."""

    header: tuple[str, ...]
    trailing: bool
    delimiter: str = ","
    encoding: str = "utf-8"

    @classmethod
    def of(cls, first_line: str, encoding: str, delimiter: str = ",") -> Layout:
        """The layout that a header line tells."""
        cells = [c.strip() for c in next(csv.reader([first_line.lstrip("\ufeff")], delimiter=delimiter), [])]
        trailing = bool(cells) and not cells[-1]
        while cells and not cells[-1]:
            cells.pop()
        return cls(tuple(cells), trailing, delimiter, encoding)

    def column(self, name: str) -> str:
        """What a column of the header is called in SQL: c0, c1 ..."""
        return f"c{self.header.index(name)}"


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the distinct cells of a column stand for, as SQL: the `value`, the `reason` where one stands for nothing ("" where all are known), the join."""

    value: str
    reason: str = ""
    join: str = ""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A table of text from a file: `line` is SQL for a row's line, `texts` gives the text of lines by number, `encoding` is that of the table's text where it
    is still to be decoded, `irregular` are lines that are no rows."""

    con: duckdb.DuckDBPyConnection
    path: Path
    table: str
    line: str
    texts: Callable[[list[int]], Mapping[int, str]]
    encoding: str | None = None
    irregular: tuple[Quarantined, ...] = ()

    def decode(self, text: str) -> str:
        """Text of the table as it was written."""
        return text if self.encoding is None else text.encode("latin-1").decode(self.encoding, errors="replace")

    def distinct(self, column: str) -> list[str]:
        """The distinct cells of a column, in order."""
        return [text for (text,) in self.con.execute(f"SELECT DISTINCT {column} FROM {self.table} ORDER BY 1").fetchall()]

    def lookup(self, resolve: Callable[..., str | None], *columns: str) -> Lookup:
        """Resolve the distinct cells of columns in Python, once each. A `LookupError` or `ValueError` becomes the reason to put their rows aside."""
        rows: list[tuple[Any, ...]] = []
        for cells in self.con.execute(f"SELECT DISTINCT {', '.join(columns)} FROM {self.table} ORDER BY ALL").fetchall():
            try:
                rows.append((*cells, resolve(*cells), None))
            except (LookupError, ValueError) as e:
                rows.append((*cells, None, str(e.args[0]) if e.args else "unreadable"))
        by_first: dict[Any, set[tuple[Any, ...]]] = {}
        for row in rows:
            by_first.setdefault(row[0], set()).add(row[-2:])
        if all(len(found) == 1 for found in by_first.values()):
            # The other columns change nothing, so that they needn't be compared for every row.
            columns, rows = columns[:1], [(first, *found.pop()) for first, found in by_first.items()]
        if len(columns) == 1 and all(row[0] == row[1] for row in rows):
            return Lookup(f"t.{columns[0]}")
        names = put(self.con, (*columns, "code", "reason"), rows)
        on = " AND ".join(f"{names}.{c} = t.{c}" for c in columns)
        return Lookup(f"{names}.code", f"{names}.reason" if any(row[-1] for row in rows) else "", f"LEFT JOIN {names} ON {on}")

    def settle(
        self, format: str, options: Options, default: Source, looked: Mapping[str, Lookup], columns: Mapping[str, str], wrong: str = ""
    ) -> RecordReading:
        """Split its rows into records and those rejected, and add both up. `columns` are canonical ones as SQL, beside those that were `looked` up; the trade
        mode is any unless they say otherwise. `wrong` is SQL for what is wrong beside the names, `default` the source where the user names none.
        """
        source, found = source_of(options, self.path, default), looked.values()
        id_ = source if isinstance(source, str) else source.id
        given = {"value": "t.value", "regime": literal("all"), "source": literal(id_), "file": literal(self.path.name), "row": self.line}
        given |= {c: x.value for c, x in looked.items() if c in CANONICAL} | dict(columns)
        cells = {n: f"CAST({given.get(n, 'NULL')} AS {t})" for n, t in CANONICAL.items()}
        joins, why = " ".join(x.join for x in found), [w for w in (wrong, *(x.reason for x in found)) if w]
        # The first reason that holds; NULL where there is none.
        reason = f"coalesce({', '.join(why)}, NULL)" if why else "NULL"
        rows = f"{self.table} AS t {joins if why else ''}"
        [(read, *sums)] = self.con.execute(
            f"""SELECT count(*), coalesce(sum(value), 0), coalesce(sum(value) FILTER ({reason} IS NULL), 0),
                       coalesce(sum(value) FILTER ({reason} IS NOT NULL), 0)
                FROM {rows}"""
        ).fetchall()
        bad = self.con.execute(f"SELECT {self.line}, {reason} FROM {rows} WHERE ({reason}) IS NOT NULL").fetchall() if why else []
        texts = self.texts([line for line, _ in bad]) if why else {}
        rejected = [*self.irregular, *(Quarantined(line, texts.get(line, ""), text) for line, text in bad)]
        listed = ", ".join(f'{sql} AS "{n}"' for n, sql in cells.items())
        where = f"WHERE ({reason}) IS NULL" if why else ""
        return RecordReading(
            con=self.con,
            path=self.path,
            format=format,
            relation=self.con.sql(f"SELECT {listed} FROM {self.table} AS t {joins} {where}"),
            sources=[] if isinstance(source, str) else [source],
            same={n: sql for n, sql in cells.items() if _CONSTANT.fullmatch(given.get(n, "NULL"))},
            rows_read=read + len(self.irregular),
            quarantined=sorted(rejected, key=lambda q: q.row),
            sum_read=sums[0],
            sum_held=sums[1],
            sum_quarantined=sums[2],
            source=id_,
            released=options.released,
        )


_CONSTANT = re.compile(r"NULL|\d+|'(?:[^']|'')*'")
"""SQL that is one value and no more."""


def header(head: Head, delimiter: str = ",") -> tuple[str, ...]:
    """The names of a file's columns, of delimited text or Parquet; none where it is neither."""
    if head.suffix == ".parquet":
        return tuple(_parquet_types(head.path))
    return Layout.of(first_line(head), "utf-8", delimiter).header


def first_line(head: Head) -> str:
    """The first line of a file as text; as latin-1 where it is neither UTF-8 nor GB18030."""
    line = head.start.splitlines()[0] if head.start and b"\0" not in head.start[:64] else b""
    return line.decode(head.encoding or "latin-1", errors="replace")


def bring(
    con: duckdb.DuckDBPyConnection, head: Head, select: Callable[[Callable[[str], str]], str], delimiter: str = ",", encoding: str = "utf-8"
) -> Scanned:
    """Read a file, delimited or Parquet, into a table of text. `select` gets the name of each column."""
    path = head.path
    if head.suffix != ".parquet":
        layout = Layout.of(first_line(head), encoding, delimiter)
        return scan(con, path, layout, select(layout.column))
    types = _parquet_types(path)
    source = f"read_parquet({literal(str(path))}, file_row_number = true)"

    def called(name: str) -> str:
        return f'TRY_CAST("{name}" AS {AMOUNT})::VARCHAR' if types[name] in ("DOUBLE", "FLOAT") else f'"{name}"::VARCHAR'

    table = fresh("rows")
    con.execute(f"CREATE TABLE {table} AS SELECT {select(called)}, file_row_number + 1 AS line FROM {source}")

    def look_up(numbers: list[int]) -> Mapping[int, str]:
        cells = ", ".join(f"coalesce({called(n)}, '')" for n in types)
        wanted = ", ".join(str(n - 1) for n in numbers)
        query = f"SELECT file_row_number + 1, concat_ws(',', {cells}) FROM {source} WHERE file_row_number IN ({wanted})"
        return dict(con.execute(query).fetchall()) if numbers else {}

    return Scanned(con, path, table, "t.line", look_up)


def _parquet_types(path: Path) -> dict[str, str]:
    with suppress(duckdb.Error), duckdb.connect() as con:
        return {name: kind for name, kind, *_ in con.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()}
    return {}


def scan(con: duckdb.DuckDBPyConnection, path: Path, layout: Layout, select: str) -> Scanned:
    """Read a file into a temporary table with the columns of `select`, SQL over c0, c1 ... Raises `InputError` where it can't be opened."""
    table = fresh("rows")
    as_latin = layout.encoding == "gb18030"
    names = [f"c{i}" for i in range(len(layout.header) + layout.trailing)]
    ragged = f"coalesce({names[-1]}, '') <> ''" if layout.trailing else "FALSE"
    columns = ", ".join(f"{n}: 'VARCHAR'" for n in names)
    encoding = "latin-1" if as_latin else layout.encoding
    try:
        con.execute(
            f"""CREATE TABLE {table} AS SELECT {select}, {ragged} AS ragged
                FROM read_csv({literal(str(path))}, encoding = '{encoding}', auto_detect = false, header = true, delim = '{layout.delimiter}',
                              quote = '"', escape = '"', max_line_size = 16777216, columns = {{{columns}}})"""
        )
        counted = con.execute(f"SELECT count(*), count(*) FILTER (ragged) FROM {table}").fetchall()
        if counted == [(lines(path) - 1, 0)]:
            return Scanned(con, path, table, "t.rowid + 2", partial(texts, path, layout.encoding), layout.encoding if as_latin else None)
        con.execute(f"DROP TABLE {table}")
    except duckdb.IOException as e:
        raise InputError(f"{path} can't be read: {str(e).splitlines()[0]}") from e
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        con.execute(f"DROP TABLE IF EXISTS {table}")
    return _carefully(con, path, layout, select, table)


def _carefully(con: duckdb.DuckDBPyConnection, path: Path, layout: Layout, select: str, table: str) -> Scanned:
    irregular: list[Quarantined] = []
    names = [f"c{i}" for i in range(len(layout.header))]
    empty = ", ".join(f"NULL::VARCHAR AS {n}" for n in names)
    con.execute(f"CREATE TABLE {table} AS SELECT {select}, NULL::BIGINT AS line FROM (SELECT {empty}) LIMIT 0")
    with path.open(encoding=layout.encoding, errors="replace", newline="") as f:
        rows = _rows(f, layout, irregular)
        next(rows, None)
        while batch := list(itertools.islice(rows, BATCH)):
            columns = {n: Array([cells[i] or None for _, cells in batch], DataType.utf8()) for i, n in enumerate(names)}
            data = Table.from_pydict({**columns, "line": Array([n for n, _ in batch], DataType.int64())})  # noqa: F841 - DuckDB finds it by name
            con.execute(f"INSERT INTO {table} SELECT {select}, line FROM data")
    return Scanned(con, path, table, "t.line", partial(texts, path, layout.encoding), irregular=tuple(irregular))


def _rows(lines_: Iterable[str], layout: Layout, irregular: list[Quarantined]) -> Iterator[tuple[int, list[str]]]:
    """Rows with their line and exactly the header's cells; other lines go to `irregular`. A broken quotation mark spoils its own line only."""
    waiting: deque[str] = deque()
    source = iter(lines_)
    width = len(layout.header)
    number = 0

    def peek(i: int) -> str | None:
        while len(waiting) <= i:
            line = next(source, None)
            if line is None:
                return None
            waiting.append(line)
        return waiting[i]

    while (line := peek(0)) is not None:
        number += 1
        taken, text = 1, line
        cells = _cells(text, layout.delimiter, width)
        while cells is None and text.count('"') % 2 and taken < LONGEST_CELL and (more := peek(taken)) is not None:
            text, taken = text + more, taken + 1
            cells = _cells(text, layout.delimiter, width) if text.count('"') % 2 == 0 else None
        if cells is None:
            taken = 1
            if line.strip():
                found = len(next(csv.reader([line], delimiter=layout.delimiter), []))
                irregular.append(
                    Quarantined(number, line.rstrip("\r\n"), f"the line has {found} cells, or a stray quotation mark; {width} are wanted")
                )
        else:
            yield number, cells
        number += taken - 1
        for _ in range(taken):
            waiting.popleft()


def _cells(text: str, delimiter: str, width: int) -> list[str] | None:
    """The cells of a row, without the empty one after a last delimiter; `None` where there are not as many as wanted."""
    if text.count('"') % 2:
        return None
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if len(rows) != 1:
        return None
    cells = rows[0]
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    return cells if len(cells) == width else None


def lines(path: Path) -> int:
    """How many lines a file has, not counting the emptiness after a last line break."""
    count, last = 0, b"\n"
    with path.open("rb") as f:
        while chunk := f.read(1 << 23):
            count += chunk.count(b"\n")
            last = chunk[-1:]
    return count + (last != b"\n")


def texts(path: Path, encoding: str, numbers: list[int]) -> Mapping[int, str]:
    """The text of some lines of a file, by number."""
    wanted = set(numbers)
    if not wanted:
        return {}
    found: dict[int, str] = {}
    with path.open("rb") as f:
        for number, line in enumerate(itertools.islice(f, max(wanted)), start=1):
            if number in wanted:
                found[number] = line.decode(encoding, errors="replace").rstrip("\r\n")
    return found
