"""What a user's query may take: seconds, rows of its answer, and memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from hinterland.sources.reading import InputError


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a query may take: seconds, rows of its answer, megabytes of memory. Numbers below 1 raise `InputError`."""

    seconds: float = 300.0
    rows: int = 1_000_000
    megabytes: int = 4096

    def __post_init__(self) -> None:
        if min(self.seconds, self.rows, self.megabytes) < 1:
            raise InputError("a query may take at least 1 second, 1 row and 1 MB")

    @contextmanager
    def spent(self, con: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Run what a connection runs within the budget. Raises `InputError` where it takes more seconds or memory."""
        timer = threading.Timer(self.seconds, con.interrupt)
        timer.start()
        try:
            yield
        except duckdb.InterruptException as e:
            raise InputError(f"the query took more than {self.seconds:g} seconds and was ended; ask for less, or allow it more") from e
        except duckdb.OutOfMemoryException as e:
            raise InputError(
                f"the query took more than {self.megabytes:,} MB of memory and was ended; ask for less, or allow it more"
            ) from e
        finally:
            timer.cancel()

    def refuse(self, rows: int) -> None:
        """Raises `InputError` for more rows than an answer may have."""
        if rows > self.rows:
            raise InputError(f"the answer has more than {self.rows:,} rows; add LIMIT or WHERE, or allow it more")
