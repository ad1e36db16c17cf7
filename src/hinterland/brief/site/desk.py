"""Hands for a site: a warehouse opened once in each process, and work handed out to as many processes as are asked for.

`Desk` says what to open; `Hands.map` gives the results in the order of the work, whoever did it, so that a site is the same however many work on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from multiprocessing import get_context
from types import TracebackType
from typing import Self, TypeVar

from hinterland.indicators import Indicators
from hinterland.warehouse.engine import Engine
from hinterland.warehouse.store import Store

Work = TypeVar("Work")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Desk:
    """Which state of which warehouse, as of which day, without which sources; and the state before it, where there is one."""

    location: str
    state: int
    as_of: date | None = None
    without: tuple[str, ...] = ()

    def open(self) -> Indicators:
        """The indicators of this state."""
        store = Store(self.location)
        return Indicators(Engine(store, store.state().at(self.state), as_of=self.as_of, without=self.without))

    @property
    def earlier(self) -> Desk | None:
        """The state before this one; there is nothing to compare with before the first."""
        return replace(self, state=self.state - 1) if self.state > 1 else None


@dataclass(slots=True)
class Hands:
    """Does work here where one is enough, else in processes of its own."""

    desk: Desk
    jobs: int
    _pool: ProcessPoolExecutor | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        if self.jobs > 1:
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=get_context("spawn"))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
        opened.cache_clear()

    def map(self, function: Callable[[Desk, Work], Done], work: Sequence[Work]) -> Iterator[Done]:
        """The results of a function of desk and work, in the order of the work; others begin at once, while this process may do something else."""
        doing = partial(function, self.desk)
        return self._pool.map(doing, work) if self._pool else map(doing, work)


@cache
def opened(desk: Desk) -> Indicators:
    """The indicators of a desk, opened once in a process."""
    return desk.open()
