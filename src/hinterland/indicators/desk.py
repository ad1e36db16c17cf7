"""Hands for large work: a state opened once in each process, and work handed out to as many processes as are asked for, or to Spark's.
`Desk` says what to open; `Hands.map` gives the results in the order of the work, whoever did it, so that what is made is the same however
many work on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Self, TypeVar

from hinterland.indicators import Indicators
from hinterland.warehouse.engine import Engine
from hinterland.warehouse.store import Store

Work = TypeVar("Work")
Done = TypeVar("Done")

AT_ONCE = 10
"""Spark is given so many pieces of work for each of its processors at once: few enough to tell how far it is."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Which state of which warehouse, as of which day, without which sources; and the state before it, where there is one."""

    location: str
    state: int
    as_of: date | None = None
    without: tuple[str, ...] = ()
    shared: bool = False
    """Whether others work on the same processors, so that each uses one."""

    def open(self) -> Indicators:
        """The indicators of this state."""
        store = Store(self.location)
        engine = Engine(store, store.state().at(self.state), as_of=self.as_of, without=self.without)
        if self.shared:
            engine.spread(1)
        return Indicators(engine)

    @property
    def earlier(self) -> Desk | None:
        """The state before this one; there is nothing to compare with before the first."""
        return replace(self, state=self.state - 1) if self.state > 1 else None


@dataclass(slots=True)
class Hands:
    """Does work here where one is enough, else in processes of its own; `on` Spark in those of a session, each of whose machines reaches the warehouse: the one
    that is active, which goes on then, else one that is started."""

    desk: Desk
    jobs: int
    on: str = "duckdb"
    _pool: ProcessPoolExecutor | None = field(default=None, init=False)
    _session: Any = field(default=None, init=False)
    _own: bool = field(default=False, init=False)

    def __enter__(self) -> Self:
        if self.on == "spark":
            from hinterland.warehouse.spark import active, started

            found = active()
            self._own, self._session = found is None, found or started()
        elif self.jobs > 1:
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=get_context("spawn"))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
        if self._session and self._own:
            self._session.stop()
        opened.cache_clear()

    def map(self, function: Callable[[Desk, Work], Done], work: Sequence[Work]) -> Iterator[Done]:
        """The results of a function of desk and work, in the order of the work; others begin at once, while this process may do something else."""
        doing = partial(function, replace(self.desk, shared=self._pool is not None or self._session is not None))
        if self._session:
            return self._map_on_spark(doing, work)
        return self._pool.map(doing, work) if self._pool else map(doing, work)

    def _map_on_spark(self, doing: Callable[[Work], Done], work: Sequence[Work]) -> Iterator[Done]:
        context = self._session.sparkContext
        at_once = AT_ONCE * int(context.defaultParallelism)
        for start in range(0, len(work), at_once):
            some = work[start : start + at_once]
            yield from context.parallelize(some, len(some)).map(doing).collect()


@cache
def opened(desk: Desk) -> Indicators:
    """The indicators of a desk, opened once in a process."""
    return desk.open()
