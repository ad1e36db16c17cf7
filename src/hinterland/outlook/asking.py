"""Many questions in one query: a function that asks several times over is heard first and then answered by one question to the warehouse.

`together(indicators, make)` calls `make` twice with something that can be asked: once to hear what it asks, with nothing for an answer, then with the answers.
So functions stay apart and each says for itself what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from hinterland.indicators import Answer, Need

T = TypeVar("T")


class Asks(Protocol):
    """What answers needs in their order: the indicators of a state, or what was asked of them before."""

    def ask(self, needs: Sequence[Need]) -> list[Answer]:
        """Answer needs in their order."""
        ...


class _Heard:
    """Keeps what is asked, and has no answer to anything."""

    def __init__(self) -> None:
        self.batches: list[list[Need]] = []

    def ask(self, needs: Sequence[Need]) -> list[Answer]:
        self.batches.append(list(needs))
        return [Answer(n, None, None) for n in needs]


class _Answered:
    """Gives the answers in the order in which they were asked for; what wasn't foreseen it asks itself."""

    def __init__(self, indicators: Asks, heard: _Heard) -> None:
        self._indicators = indicators
        self._left = iter(heard.batches)
        self._answers = iter(indicators.ask([n for batch in heard.batches for n in batch]))

    def ask(self, needs: Sequence[Need]) -> list[Answer]:
        batch = next(self._left, None)
        found = [next(self._answers) for _ in batch] if batch is not None else []
        return found if batch == list(needs) else self._indicators.ask(needs)


def together(indicators: Asks, make: Callable[[Asks], T]) -> T:
    """What `make` returns, all that it asks answered with one query. It is called twice, so it has to be without effects; what it asks only because of an
    answer is asked by itself.
    """
    heard = _Heard()
    make(heard)
    return make(_Answered(indicators, heard))
