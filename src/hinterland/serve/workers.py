"""Processes that answer: each opens something once and answers one question at a time; one that takes too long or dies is replaced.

A pool gets how to open (an `Opening`, which travels to the process) and is asked with `ask`. What comes back is a `Reply`, or a `Problem` is raised: refused in
a sentence, too busy, too long, or failed. Nothing that was asked is kept or logged. A pool admits by what questions cost: what would wait too long is refused at once, with
the seconds after which to ask again, and cheap questions pass those that cost much.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from math import ceil, inf
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import PriorityQueue
from statistics import median
from threading import Lock, Thread
from typing import Any

from hinterland.serve.problems import RETRY, Problem
from hinterland.serve.replies import Reply

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


OPENING, AGAIN = 600.0, 1.0
"""Seconds that a process may take to open before another is started instead, and until that one is; on a machine with much else to do opening takes minutes."""
OVERTAKE = 2.0
"""A question is passed by a later one that costs less by this factor."""
COLLECTED = 50_000
"""New objects after which a process looks for what nobody refers to any more: at Python's own 700 that takes a tenth of a check."""
log = logging.getLogger("hinterland.serve")
FAILED = "something went wrong on our side"


Answer = Callable[[str, dict[str, Any]], Reply]
"""What answers a question: a verb and its arguments."""
Opening = Callable[[], Answer]
"""Opens what answers, in the process that will; small enough to be sent there."""


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

    def receive(self, seconds: float) -> Any:
        """Wait for the answer to what was asked. Raises `TimeoutError` where it doesn't come in time, `EOFError` for a process that died."""
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
    # What was opened stays: it needn't be looked through again and again for what nobody refers to any more.
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED)
    pipe.send_bytes(b"open")
    while True:
        try:
            verb, arguments = pickle.loads(pipe.recv_bytes())
        except (EOFError, OSError):
            return
        try:
            told: Reply | Problem = answer(verb, arguments)
        except Problem as e:
            told = e
        except Exception as e:
            # The sentence names the place, never what was asked: texts of users stay out of logs.
            log.error("%s failed: %s at %s", verb, type(e).__name__, place(e))
            told = Problem(500, FAILED)
        pipe.send_bytes(pickle.dumps(told))


def place(error: BaseException) -> str:
    """Where in our code something went wrong: all that a log may say of it beside its kind."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at else "?"


class Asked:
    """A question on its way: taken by one of those who could answer it, or back by whoever asked; its answer goes to the loop that waits."""

    def __init__(self, verb: str, question: bytes, turn: float) -> None:
        self.verb, self.question, self.turn = verb, question, turn
        self._loop = asyncio.get_running_loop()
        self.reply: asyncio.Future[Reply | Problem] = self._loop.create_future()
        self._token = Lock()

    def take(self) -> bool:
        """Whether it is still there to be taken; from then on it isn't."""
        return self._token.acquire(blocking=False)

    def tell(self, told: Reply | Problem) -> None:
        """Hand the answer over, from whatever thread. Nobody may wait for it any more."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._settle, told)

    def _settle(self, told: Reply | Problem) -> None:
        if not self.reply.done():
            self.reply.set_result(told)


@dataclass
class Pool:
    """As many workers as are wanted, and a queue before them that is no longer than it may be: `waiting` questions, of `patience` seconds in all for each worker.

    Cheap questions pass dear ones, by what they cost less. Each worker has a thread in front, which takes the next question as soon as the last is
    answered: the loop that serves is not asked in between.
    """

    opening: Opening
    size: int
    seconds: float
    waiting: int
    patience: float = 10.0
    late: float = 0.0
    """Seconds for which a worker goes on with what took too long, so that what it opened is there for the next question; it ends after them."""
    costs: Costs = field(default_factory=Costs)
    questions: int = 0
    """How many wait or are being answered."""
    replaced: int = 0
    opened: int = 0
    """How many workers can be asked."""
    _queue: PriorityQueue[tuple[float, int, Asked | None]] = field(default_factory=PriorityQueue, init=False)
    _numbers: Iterator[int] = field(default_factory=count, init=False)
    _asked_for: list[Asked] = field(default_factory=list, init=False)
    _all: set[Worker] = field(default_factory=set, init=False)
    _closed: bool = field(default=False, init=False)
    _begun: bool = field(default=False, init=False)

    def start(self) -> None:
        """Start all processes; they open at once, side by side, and are asked from then on."""
        for n in range(self.size):
            Thread(target=self._attend, name=f"ask-{n}", daemon=True).start()

    async def ask(self, verb: str, **arguments: Any) -> Reply:
        """The answer to a question. Raises `Problem`."""
        question = pickle.dumps((verb, arguments))
        cost = self.costs.of(verb, len(question))
        asked = Asked(verb, question, time.monotonic() + OVERTAKE * cost)
        wait = self._ahead(asked.turn) / self.size
        if self.questions >= self.waiting + self.size or (self.questions and wait + cost / self.size > self.patience):
            after = min(ceil(self.seconds), max(1, ceil(wait / 2)))
            raise Problem(429, f"too much waits to be answered already; ask again in {after} seconds", {"Retry-After": str(after)})
        self.questions += 1
        self._asked_for.append(asked)
        giving_up = asyncio.get_running_loop().call_later(self.seconds, self._give_up, asked)
        try:
            self._put(asked, asked.turn)
            told = await asked.reply
        finally:
            # Whoever asked may go away: a question that nobody took yet is then taken back, and an answer that is being made is for nobody.
            asked.take()
            giving_up.cancel()
            self.questions -= 1
            self._asked_for.remove(asked)
        if isinstance(told, Problem):
            raise told
        return told

    @property
    def backlog(self) -> float:
        """The seconds that all that waits or is being answered is expected to take, by what is known of costs now."""
        return self._ahead(inf)

    def _ahead(self, turn: float) -> float:
        """The seconds that what comes before a turn is expected to take."""
        return sum(self.costs.of(asked.verb, len(asked.question)) for asked in self._asked_for if asked.turn <= turn)

    def _put(self, asked: Asked | None, turn: float) -> None:
        self._queue.put((turn, next(self._numbers), asked))

    def _give_up(self, asked: Asked) -> None:
        if asked.take():
            busy, starting = (
                "no one came free in time to answer; ask again in a moment",
                "the server is still starting; /health says when it can be asked",
            )
            told = (429, busy) if self._begun else (503, starting)
            asked.tell(Problem(*told, {"Retry-After": RETRY}))

    # -- in the thread before a worker

    def _attend(self) -> None:
        """Open a worker and ask it one question after the other; where it is lost, another one."""
        while (worker := self._open()) is not None:
            self.opened += 1
            self._begun = True
            while (asked := self._queue.get()[2]) is not None:
                if not worker.process.is_alive():
                    # It died while it had nothing to do; the question is for whoever is free.
                    self._end(worker)
                    self._put(asked, 0.0)
                    break
                if asked.take() and not self._asked(worker, asked):
                    break
            self.opened -= 1
            if asked is None:
                return
            self.replaced += 1

    def _open(self) -> Worker | None:
        """A worker that can be asked; none where the pool is closed."""
        while not self._closed:
            worker = Worker(self.opening)
            self._all.add(worker)
            try:
                worker.opened()
            except (TimeoutError, EOFError, OSError):
                if self._closed:
                    return None
                log.error("a process that was to answer did not open; another is started")
                self._end(worker)
                self.replaced += 1
                time.sleep(AGAIN)
            else:
                return worker
        return None

    def _asked(self, worker: Worker, asked: Asked) -> bool:
        """Ask a worker; whether it can be asked again. Where it can't, it is gone before the answer, but for what goes on `late`."""
        begun = time.perf_counter()
        slow = Problem(503, f"no answer within {self.seconds:g} seconds; ask for less at once", {"Retry-After": RETRY})
        try:
            try:
                worker.pipe.send_bytes(asked.question)
                told = worker.receive(self.seconds)
            except TimeoutError:
                if self.late:
                    asked.tell(slow)
                told = worker.receive(self.late)
            self._learn(asked, begun)
            asked.tell(told)
            return True
        except TimeoutError:
            self._learn(asked, begun)
            lost = slow
        except (EOFError, OSError):
            lost = Problem(500, "the process that was to answer ended; ask for less at once")
        self._end(worker)
        asked.tell(lost)
        return False

    def _learn(self, asked: Asked, begun: float) -> None:
        self.costs.learn(asked.verb, len(asked.question), time.perf_counter() - begun)

    def _end(self, worker: Worker) -> None:
        self._all.discard(worker)
        worker.end()

    # -- from outside

    def close(self, patience: float = 3.0) -> None:
        """Let all processes go."""
        self._closed = True
        for _ in range(self.size):
            self._put(None, -1.0)
        for worker in list(self._all):
            worker.end(patience)
        self._all.clear()
