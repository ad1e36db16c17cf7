"""Processes that answer: each opens something once and answers one question at a time; one that takes too long or dies is replaced.

A pool is told how to open (an `Opening`, which travels to the process) and asked with `ask`. What comes back is a `Reply`, or an `Unanswered` is raised: refused in
a sentence, too busy, too long, or failed. Nothing that was asked is kept or logged.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Literal, Protocol

OPENING = 120.0
"""Seconds that a process may take to open before another is started instead."""

AGAIN = 1.0
"""Seconds until that other one is."""

log = logging.getLogger("hinterland.serve")

Why = Literal["refused", "busy", "too-long", "failed"]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: bytes of a media type and their digest, the state it was given from, the name of the file where it is one, claims by id with their
    statements, and of a page how many there are in all.
    """

    body: bytes
    media: str = "application/json"
    state: int = 0
    name: str = ""
    claims: tuple[tuple[str, str], ...] = ()
    total: int = 0
    digest: str = ""

    @property
    def weight(self) -> int:
        """About how many bytes it takes to keep it."""
        return len(self.body) + sum(len(i) + len(said) + 200 for i, said in self.claims) + 500


class Unanswered(Exception):
    """A question without an answer, and why."""

    def __init__(self, why: Why, said: str) -> None:
        super().__init__(said)
        self.why, self.said = why, said

    def __reduce__(self) -> tuple[Any, ...]:
        return (Unanswered, (self.why, self.said))


Answer = Callable[[str, dict[str, Any]], Reply]
"""What answers a question: a verb and its arguments."""


class Opening(Protocol):
    """Opens what answers, in the process that will; small enough to be sent there."""

    def __call__(self) -> Answer:
        """What answers from now on."""
        ...


class Worker:
    """One process with a pipe to it."""

    def __init__(self, opening: Opening) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=work, args=(theirs, opening), daemon=True)
        self.process.start()
        theirs.close()

    def opened(self) -> None:
        """Wait until the process can be asked. Raises `TimeoutError` or `EOFError` where it doesn't come to that."""
        if not self.pipe.poll(OPENING):
            raise TimeoutError
        self.pipe.recv_bytes()

    def exchange(self, question: bytes, seconds: float) -> Any:
        """Ask and wait. Raises `TimeoutError` for an answer that doesn't come in time, `EOFError` for a process that died."""
        self.pipe.send_bytes(question)
        if not self.pipe.poll(seconds):
            raise TimeoutError
        return pickle.loads(self.pipe.recv_bytes())

    def end(self, patience: float = 0.0) -> None:
        """Let the process go: asked first where there is patience, then killed."""
        self.pipe.close()
        if patience:
            self.process.join(patience)
        self.process.kill()
        self.process.join()


def work(pipe: Connection, opening: Opening) -> None:
    """What a process does: open, say so, and answer until the pipe closes. Interrupts are for the one in front, which lets its workers go."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    answer = opening()
    pipe.send_bytes(b"open")
    while True:
        try:
            verb, arguments = pickle.loads(pipe.recv_bytes())
        except (EOFError, OSError):
            return
        try:
            told: Reply | Unanswered = answer(verb, arguments)
        except Unanswered as e:
            told = e
        except Exception as e:
            # The sentence names the place, never what was asked: texts of users stay out of logs.
            log.error("%s failed: %s at %s", verb, type(e).__name__, place(e))
            told = Unanswered("failed", "something went wrong on our side")
        pipe.send_bytes(pickle.dumps(told))


def place(error: BaseException) -> str:
    """Where in our code something went wrong: all that a log may say of it beside its kind."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at else "?"


@dataclass
class Pool:
    """As many workers as are wanted, and a queue before them that is no longer than it may be."""

    opening: Opening
    size: int
    seconds: float
    waiting: int
    questions: int = 0
    """How many wait or are being answered."""
    replaced: int = 0
    _idle: asyncio.Queue[Worker] = field(default_factory=asyncio.Queue, init=False)
    _all: set[Worker] = field(default_factory=set, init=False)
    _opening: set[asyncio.Task[None]] = field(default_factory=set, init=False)
    _threads: ThreadPoolExecutor = field(init=False)
    _closed: bool = field(default=False, init=False)

    def start(self) -> None:
        """Start all processes; they open at once, side by side, and are asked from then on."""
        self._threads = ThreadPoolExecutor(self.size, thread_name_prefix="ask")
        for _ in range(self.size):
            self._open()

    def _open(self) -> None:
        worker = Worker(self.opening)
        self._all.add(worker)
        task = asyncio.get_running_loop().create_task(self._opened(worker))
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    async def _opened(self, worker: Worker) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._threads, worker.opened)
        except (TimeoutError, EOFError, OSError):
            if not self._closed:
                log.error("a process that was to answer did not open; another is started")
                await asyncio.sleep(AGAIN)
                self._replace(worker)
        else:
            self._idle.put_nowait(worker)

    async def ask(self, verb: str, **arguments: Any) -> Reply:
        """The answer to a question. Raises `Unanswered`."""
        if self.questions >= self.waiting + self.size:
            raise Unanswered("busy", "too many questions wait already; ask again in a moment")
        self.questions += 1
        try:
            async with asyncio.timeout(self.seconds):
                worker = await self._living()
            # Whoever asked may go away; the worker is then still busy, and comes back by itself when it is done.
            return await asyncio.shield(asyncio.create_task(self._asked(worker, pickle.dumps((verb, arguments)))))
        except TimeoutError:
            raise Unanswered("busy", "no one came free in time to answer; ask again in a moment") from None
        finally:
            self.questions -= 1

    async def _living(self) -> Worker:
        """The next worker that is free, without those that died while they had nothing to do."""
        while not (worker := await self._idle.get()).process.is_alive():
            self._replace(worker)
        return worker

    async def _asked(self, worker: Worker, question: bytes) -> Reply:
        try:
            told = await asyncio.get_running_loop().run_in_executor(self._threads, worker.exchange, question, self.seconds)
        except TimeoutError:
            self._replace(worker)
            raise Unanswered("too-long", f"no answer within {self.seconds:g} seconds; ask for less at once") from None
        except (EOFError, OSError):
            self._replace(worker)
            raise Unanswered("failed", "the process that was to answer ended; ask for less at once") from None
        self._idle.put_nowait(worker)
        if isinstance(told, Unanswered):
            raise told
        assert isinstance(told, Reply)
        return told

    def _replace(self, worker: Worker) -> None:
        self._all.discard(worker)
        worker.end()
        if not self._closed:
            self.replaced += 1
            self._open()

    async def ready(self, verb: str = "health") -> bool:
        """Whether a worker answers."""
        try:
            await self.ask(verb)
        except Unanswered:
            return False
        return True

    def close(self, patience: float = 3.0) -> None:
        """Let all processes go."""
        self._closed = True
        for worker in self._all:
            worker.end(patience)
        self._all.clear()
        self._threads.shutdown(wait=False, cancel_futures=True)
