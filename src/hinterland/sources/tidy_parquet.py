"""The rows of a Parquet file as text, within the limits that hold for all tables: a small one can stand for a thousand million rows."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path

import duckdb

from hinterland.sources.reading import InputError
from hinterland.sources.workbook_process import text
from hinterland.sources.workbooks import MAX_CELLS, MAX_CHARACTERS

MEMORY = "128MB"
"""What DuckDB may take to read a file of at most `MAX_CELLS`."""
_BATCH = 10_000


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The names of the columns as row 0, then the rows. Raises `InputError` for what is no Parquet file, or holds more than a table of figures does."""
    try:
        with duckdb.connect(config={"memory_limit": MEMORY, "threads": 1}) as con:
            pattern = glob.escape(str(path))
            [(counted,)] = con.execute("SELECT num_rows FROM parquet_file_metadata(?)", [pattern]).fetchall()
            result = con.execute("SELECT * FROM read_parquet(?, hive_partitioning = false)", [pattern])
            names = [d[0] for d in result.description or []]
            if counted * len(names) > MAX_CELLS:
                raise InputError(
                    f"{path} has {counted:,} rows of {len(names)} columns; tables of figures are read up to {MAX_CELLS:,} cells; split it"
                )
            yield 0, names
            read, characters = 0, 0
            while batch := result.fetchmany(_BATCH):
                for number, row in enumerate(batch, start=read + 1):
                    cells = ["" if c is None else text(c) for c in row]
                    characters += sum(map(len, cells))
                    yield number, cells
                read += len(batch)
                if characters > MAX_CHARACTERS:
                    raise InputError(f"{path} holds more than {MAX_CHARACTERS:,} characters; tables of figures hold fewer; split it")
    except duckdb.OutOfMemoryException as e:
        raise InputError(f"{path} seems to be no table of figures: reading it takes more than {MEMORY} of memory; split it") from e
    except duckdb.Error as e:
        raise InputError(f"{path} is not a Parquet file: {str(e).splitlines()[0]}; save it again as Parquet or CSV") from e
