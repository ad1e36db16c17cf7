"""What a worker has before it: the warehouse at its newest state, and verbs to ask it with. Before each answer the desk moves on where
somebody loaded, and each answer is given from one state; a few earlier states are kept open."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import replace
from typing import Any

import duckdb

from hinterland.api import Hinterland
from hinterland.requests import Unclear
from hinterland.requests.slots import Malformed
from hinterland.serve import pages, verbs
from hinterland.serve.problems import Problem
from hinterland.serve.replies import Reply
from hinterland.serve.workers import Answer
from hinterland.sources.reading import InputError
from hinterland.warehouse.budget import Budget

VERBS = {**verbs.VERBS, **pages.VERBS}
"""All that a desk can be asked."""
QUERY = Budget(seconds=10, rows=10_000, megabytes=1024)
"""What a query in SQL may take here."""
EARLIER = 2
"""How many earlier states are kept open."""
UNFIT = ("flows", "currencies", "bases")
"""Why a value is unclear that is none of its kind, whoever asks for it, and not the name of something that isn't here (a region, a state, a figure)."""


class Desk:
    """Answers questions about one warehouse. Each engine has a maximum of threads, since other desks answer on the same processors, and of bytes of memory where that is bounded."""

    def __init__(self, location: str, threads: int = 1, memory: int | None = None) -> None:
        self._threads, self._memory = threads, memory
        self._newest = self._opened(Hinterland(location))
        self._earlier: OrderedDict[int, Hinterland] = OrderedDict()

    def __call__(self, verb: str, arguments: dict[str, Any]) -> Reply:
        """Answer one question. Raises `Problem` where nothing is held, or what is asked makes no sense."""
        try:
            h = self._at(arguments.pop("state", None))
            made = VERBS[verb](h, **arguments)
        except InputError as e:
            malformed = isinstance(e, Malformed) or (isinstance(e, Unclear) and e.why in UNFIT)
            raise Problem(422 if malformed else 404, str(e), worded=e.by_surface()) from None
        except (duckdb.OutOfMemoryException, MemoryError):
            raise Problem(404, "that takes more memory than a question may; ask for less at once") from None
        digest = hashlib.sha256(made.body).hexdigest()[:16]
        return replace(made, state=h.state.number, digest=digest)

    def _at(self, state: int | None) -> Hinterland:
        if self._newest.store.moved(self._newest.state):
            location = self._newest.store.location
            self._newest.close()
            self._newest = self._opened(Hinterland(location))
        if state is None or state == self._newest.state.number:
            return self._newest
        if state in self._earlier:
            self._earlier.move_to_end(state)
        else:
            self._earlier[state] = self._opened(Hinterland(self._newest.store.location, state=state, embedded=False))
            while len(self._earlier) > EARLIER:
                self._earlier.popitem(last=False)[1].close()
        return self._earlier[state]

    def _opened(self, h: Hinterland) -> Hinterland:
        h.engine.spread(self._threads)
        if self._memory:
            h.engine.bound(self._memory)
        h.engine.budget = QUERY
        return h

    def close(self) -> None:
        """Let all states go."""
        for h in (self._newest, *self._earlier.values()):
            h.close()


def open_desk(location: str, threads: int, memory: int | None) -> Answer:
    """A desk in a worker, with what takes long already done: the first to ask shouldn't wait for it."""
    desk = Desk(location, threads, memory)
    desk("warm", {})
    return desk
