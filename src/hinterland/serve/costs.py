"""What questions cost, in seconds of a process: learnt verb by verb from those that were answered, and estimated by the size of the question.

A pool admits by it: what would wait too long is refused at once, with the seconds after which to ask again, and cheap questions pass those that cost much.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from statistics import median

FIRST = 0.1
"""Seconds that a verb is taken to cost by the kilobyte before one was answered."""

NEWEST = 5
"""How many answers a cost is the median of, so that a first one, which opens what later ones find open, doesn't count for long."""

FORGOTTEN = 10.0
"""Seconds after which half of what a verb cost above the first estimate is forgotten: one that is refused for its cost is tried again, even where others never end."""


class Costs:
    """The costs of verbs, by the kilobyte of the question."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._newest: dict[str, deque[float]] = {}
        self._learnt: dict[str, tuple[float, float]] = {}

    def of(self, verb: str, size: int) -> float:
        """The seconds that a question of a size in bytes is expected to take."""
        each, at = self._learnt.get(verb, (FIRST, 0.0))
        if each > FIRST:
            each = FIRST + (each - FIRST) * 0.5 ** ((self._clock() - at) / FORGOTTEN)
        return each * _units(size)

    def learn(self, verb: str, size: int, seconds: float) -> None:
        """Record how many seconds a question of a size in bytes took."""
        newest = self._newest.setdefault(verb, deque(maxlen=NEWEST))
        newest.append(seconds / _units(size))
        self._learnt[verb] = median(newest), self._clock()


def _units(size: int) -> float:
    return max(1.0, size / 1024)
