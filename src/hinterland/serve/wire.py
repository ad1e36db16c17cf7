"""HTTP/1.1 as uvicorn speaks it, for clients that are slow on purpose or don't speak it: heads have to arrive and answers be taken within a
time, and what isn't HTTP gets a problem like any other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from hinterland.serve import problems
from hinterland.serve.guard import HEADERS
from hinterland.serve.problems import Problem
from hinterland.serve.settings import Limits

UNREAD = "that is no request as HTTP/1.1 has it, or its head is larger than 32 kB"


def protocol(limits: Limits) -> type[H11Protocol]:
    """The protocol of a server with these limits."""

    class Wire(H11Protocol):
        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._late, self._stuck = Timer(self.loop, limits.arrival, self._too_late), Timer(self.loop, limits.seconds, transport.abort)
            self._watch()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._watch()

        def _watch(self) -> None:
            """Wait for the rest of a head, but not for ever."""
            self._late.start() if self.conn.their_state is h11.IDLE else self._late.stop()

        def _too_late(self) -> None:
            self._refuse(Problem(408, f"the head of a request did not arrive within {limits.arrival:g} seconds"))

        def pause_writing(self) -> None:
            super().pause_writing()
            self._stuck.start()

        def resume_writing(self) -> None:
            super().resume_writing()
            self._stuck.stop()

        def connection_lost(self, exc: Exception | None) -> None:
            self._late.stop()
            self._stuck.stop()
            super().connection_lost(exc)

        def send_400_response(self, msg: str) -> None:
            self._refuse(Problem(400, UNREAD))

        def _refuse(self, problem: Problem) -> None:
            if self.cycle is not None and not self.cycle.response_complete:
                self.cycle.disconnected = True
                self.cycle.message_event.set()
            if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
                made = problems.response(problem)
                made.headers.update({**HEADERS, "Connection": "close"})
                head = h11.Response(status_code=problem.status, headers=made.raw_headers)
                parts = (head, h11.Data(data=bytes(made.body)), h11.EndOfMessage())
                self.transport.write(b"".join(self.conn.send(part) or b"" for part in parts))
            self.transport.close()

    return Wire


class Timer:
    """Does something once after a while, unless stopped; started again while it runs, it goes on as it was."""

    def __init__(self, loop: asyncio.AbstractEventLoop, seconds: float, then: Callable[[], None]) -> None:
        self._loop, self._seconds, self._then = loop, seconds, then
        self._handle: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Start, or go on."""
        self._handle = self._handle or self._loop.call_later(self._seconds, self._then)

    def stop(self) -> None:
        """Stop, where it runs."""
        if self._handle is not None:
            self._handle.cancel()
        self._handle = None
