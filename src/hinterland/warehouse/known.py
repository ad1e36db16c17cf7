"""What an engine holds that was published by a day: an engine of its own, which copies nothing before a statement is run on it. Most texts
are checked by what is looked up in memory (`indicators/index.py`), which the days of a state share; tables of its own take a hundred times
longer."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import date
from typing import Any
from weakref import WeakMethod

from arro3.core import Table

from hinterland.warehouse.engine import Engine

DAYS, OPEN = 32, 4
"""Maximum days of a state that are kept, and of these the ones with tables of their own."""


class Known(Engine):
    """What was published by a day, of a `whole`; `early` is the condition that it was."""

    def __init__(self, whole: Engine, day: date, early: str) -> None:
        self._begin()
        self._whole, self.day, self._early, self.without = whole, day, early, whole.without
        self._lays: list[WeakMethod[Callable[[], None]]] = []
        self._opening = threading.RLock()

    @property
    def whole(self) -> Engine:
        """The engine that this one is a part of."""
        return self._whole

    @property
    def is_open(self) -> bool:
        """Whether it has tables of its own."""
        return "con" in self.__dict__

    def __getattr__(self, name: str) -> Any:
        if name != "con":
            raise AttributeError(name)
        with self._opening:
            if not self.is_open:
                self._open()
        return self.con

    def _open(self) -> None:
        """Copy what was published by the day into tables, and lay what others need."""
        self._connect()
        for table, which in (("held", f"WHERE {self._early}"), ("sources", ""), ("loads_live", "")):
            self.put_arrow(table, Table.from_arrow(self.whole.con.sql(f"SELECT * FROM {table} {which}")))
        self._plan_lightly()
        self.spread(os.cpu_count() or 1)
        for lay in self._lays:
            if (found := lay()) is not None:
                found()

    def when_open(self, lay: Callable[[], None]) -> None:
        """Lay what statements need: now, or before the first one where none was run yet."""
        if self.is_open:
            lay()
        else:
            self._lays.append(WeakMethod(lay))

    def forget(self) -> None:
        """Let go what refers back to it: whoever still asks it keeps it, and with the last one its connection closes."""
        self._kept.clear()

    def close(self) -> None:
        """Let the connection go, where there is one."""
        if self.is_open:
            super().close()


def known_by(day: date, whole: Engine, count: int, early: str) -> Known:
    """The engine over what was published by a day, which is the same for all days by which as many figures were; the last ones asked for are kept."""
    found = whole.earlier.pop(count, None) or Known(whole, day, early)
    whole.earlier[count] = found
    others = [n for n in whole.earlier if n != count]
    opened = [n for n in others if whole.earlier[n].is_open]
    for n in {*others[: max(0, len(others) - DAYS + 1)], *opened[: max(0, len(opened) - OPEN + 1)]}:
        whole.earlier.pop(n).forget()
    return found
