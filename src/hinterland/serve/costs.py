"""What questions cost, in seconds of a process: learnt verb by verb from those that were answered, and estimated by the size of the question.

A pool admits by it: what would wait too long is refused at once, with the seconds after which to ask again, and cheap questions pass those that cost much.
"""

from __future__ import annotations

FIRST = 0.1
"""Seconds that a verb is taken to cost by the kilobyte before one was answered."""

WEIGHT = 0.2
"""How much the newest answer weighs against those before it."""


class Costs:
    """The costs of verbs, by the kilobyte of the question."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}

    def of(self, verb: str, size: int) -> float:
        """The seconds that a question of a size in bytes is expected to take."""
        return self._seconds.get(verb, FIRST) * _units(size)

    def learn(self, verb: str, size: int, seconds: float) -> None:
        """Record how many seconds a question of a size in bytes took."""
        each = seconds / _units(size)
        self._seconds[verb] = each + (1 - WEIGHT) * (self._seconds.get(verb, each) - each)


def _units(size: int) -> float:
    return max(1.0, size / 1024)
