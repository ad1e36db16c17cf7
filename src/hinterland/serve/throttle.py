"""Who guesses the token: of each address a few wrong ones are looked at, then one every few seconds; all else is refused unseen."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil

TRIES = 10
"""Maximum wrong tokens of an address before it has to wait."""

EVERY = 6.0
"""Seconds until one more is."""

ADDRESSES = 10_000
"""Maximum addresses remembered; the one that was silent longest is forgotten first."""


class Throttle:
    """Counts the wrong tokens of each address as a bucket that runs empty over time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._full: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> int:
        """The seconds that an address has to wait before a token of its is looked at; 0 where it needn't."""
        return max(0, ceil((self._level(address) - TRIES + 1) * EVERY))

    def failed(self, address: str) -> None:
        """Count a wrong token."""
        self._full[address] = (self._level(address) + 1, self._clock())
        self._full.move_to_end(address)
        while len(self._full) > ADDRESSES:
            self._full.popitem(last=False)

    def _level(self, address: str) -> float:
        level, at = self._full.get(address, (0.0, 0.0))
        return max(0.0, level - (self._clock() - at) / EVERY)
