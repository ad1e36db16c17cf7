"""Processes that answer: each opens something once (`Opening`) and answers one question at a time; one that takes too long or dies is
replaced. A pool admits by what questions cost: what would wait too long is refused at once, and cheap questions pass dear ones. Each
process is an executor of its own, so that it can be ended alone; nothing asked is kept or logged."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from math import ceil, inf
from multiprocessing import get_context, parent_process
from statistics import median
from threading import Thread
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
NICE = 5
"""By how much processes that answer give way to the one in front, which has little to do and answers `/health`."""
log = logging.getLogger("hinterland.serve")
FAILED = "something went wrong on our side"


Answer = Callable[[str, dict[str, Any]], Reply]
"""What answers a question: a verb and its arguments."""
Opening = Callable[[], Answer]
"""Opens what answers, in the process that will; small enough to be sent there."""

# -- in a process that answers

_opened: list[Answer] = []
"""What answers in this process."""


def begin(opening: Opening) -> None:
    """Open what answers. Interrupts are for the process in front, which lets the others go; where that is killed they end too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(NICE)
    Thread(target=_end_with_parent, daemon=True).start()
    _opened[:] = [opening()]
    # What was opened stays: it needn't be looked through again and again for what nobody refers to any more.
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED)


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def respond(question: bytes) -> Reply | Problem:
    """The answer to a question. The log names the place where one failed, never what was asked: texts of users stay out of logs."""
    verb, arguments = pickle.loads(question)
    try:
        return _opened[0](verb, arguments)
    except Problem as e:
        return e
    except Exception as e:
        log.error("%s failed: %s at %s", verb, type(e).__name__, place(e))
        return Problem(500, FAILED)


def place(error: BaseException) -> str:
    """Where in our code something went wrong: all that a log may say of it beside its kind."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at else "?"


# -- in the process in front


class Worker:
    """An executor with one process, which begins to open at once."""

    def __init__(self, opening: Opening) -> None:
        self._executor = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=begin, initargs=(opening,))
        self.opened = self._executor.submit(os.getpid)
        # Before Python 3.14, which has `kill_workers`, an executor doesn't say which processes it has.
        [self._process] = self._executor._processes.values()

    def ask(self, question: bytes) -> Future[Reply | Problem]:
        """The answer to a question, once it is there. Raises `BrokenExecutor` where the process is gone."""
        return self._executor.submit(respond, question)

    async def end(self, patience: float = 0.0) -> None:
        """Let the process go: asked first where there is patience, then killed."""
        ending = asyncio.ensure_future(asyncio.to_thread(self._executor.shutdown, cancel_futures=True))
        await asyncio.wait([ending], timeout=patience)
        self._process.kill()
        await ending


@dataclass(slots=True)
class Asked:
    """A question on its way, and where its answer goes; nobody may wait for it any more."""

    verb: str
    question: bytes
    turn: float
    reply: asyncio.Future[Reply | Problem]
    taken: bool = False
    """Whether a worker was asked it."""

    def settle(self, answer: Reply | Problem) -> None:
        """Hand the answer over, unless there was one."""
        if not self.reply.done():
            self.reply.set_result(answer)


@dataclass
class Pool:
    """As many workers as are wanted, and a queue before them that is no longer than it may be: `waiting` questions, of `patience` seconds
    in all for each worker. Cheap questions pass dear ones, by what they cost less."""

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
    _queue: asyncio.PriorityQueue[tuple[float, int, Asked]] = field(default_factory=asyncio.PriorityQueue, init=False)
    _numbers: Iterator[int] = field(default_factory=count, init=False)
    _asked_for: list[Asked] = field(default_factory=list, init=False)
    _workers: set[Worker] = field(default_factory=set, init=False)
    _attending: list[asyncio.Task[None]] = field(default_factory=list, init=False)
    _begun: bool = field(default=False, init=False)

    def start(self) -> None:
        """Start all processes; they open at once, side by side, and are asked from then on."""
        self._attending = [asyncio.ensure_future(self._attend()) for _ in range(self.size)]

    async def ask(self, verb: str, **arguments: Any) -> Reply:
        """The answer to a question. Raises `Problem`."""
        question = pickle.dumps((verb, arguments))
        cost = self.costs.of(verb, len(question))
        loop = asyncio.get_running_loop()
        asked = Asked(verb, question, time.monotonic() + OVERTAKE * cost, loop.create_future())
        wait = self._ahead(asked.turn) / self.size
        if self.questions >= self.waiting + self.size or (self.questions and wait + cost / self.size > self.patience):
            after = min(ceil(self.seconds), max(1, ceil(wait / 2)))
            raise Problem(429, f"too much waits to be answered already; ask again in {after} seconds", {"Retry-After": str(after)})
        self.questions += 1
        self._asked_for.append(asked)
        waited = loop.call_later(self.seconds, self._give_up, asked)
        self._put(asked, asked.turn)
        try:
            answer = await asked.reply
        finally:
            # Whoever asked may go away: a question that nobody took yet isn't asked then, and an answer that is being made is for nobody.
            asked.reply.cancel()
            waited.cancel()
            self.questions -= 1
            self._asked_for.remove(asked)
        if isinstance(answer, Problem):
            raise answer
        return answer

    @property
    def backlog(self) -> float:
        """The seconds that all that waits or is being answered is expected to take, by what is known of costs now."""
        return self._ahead(inf)

    def _ahead(self, turn: float) -> float:
        """The seconds that what comes before a turn is expected to take."""
        return sum(self.costs.of(asked.verb, len(asked.question)) for asked in self._asked_for if asked.turn <= turn)

    def _put(self, asked: Asked, turn: float) -> None:
        self._queue.put_nowait((turn, next(self._numbers), asked))

    def _give_up(self, asked: Asked) -> None:
        busy = "no one came free in time to answer; ask again in a moment"
        starting = "the server is still starting; /health says when it can be asked"
        if not asked.taken:
            asked.settle(Problem(*((429, busy) if self._begun else (503, starting)), {"Retry-After": RETRY}))

    async def _attend(self) -> None:
        """Open a worker and ask it one question after the other; where it is lost, another one."""
        while True:
            worker = await self._open()
            self.opened += 1
            self._begun = True
            try:
                while await self._pass_on(worker):
                    pass
            finally:
                self.opened -= 1
            self.replaced += 1

    async def _open(self) -> Worker:
        """A worker that can be asked."""
        while True:
            worker = Worker(self.opening)
            self._workers.add(worker)
            try:
                await asyncio.wait_for(asyncio.wrap_future(worker.opened), OPENING)
            except (TimeoutError, BrokenExecutor):
                log.error("a process that was to answer did not open; another is started")
                self.replaced += 1
                await self._end(worker)
                await asyncio.sleep(AGAIN)
            else:
                return worker

    async def _pass_on(self, worker: Worker) -> bool:
        """Ask a worker the next question; whether it can be asked again. Where it can't, it is gone before the answer, but for what goes on `late`."""
        asked = (await self._queue.get())[2]
        if asked.reply.done():
            return True
        try:
            answer = asyncio.wrap_future(worker.ask(asked.question))
        except BrokenExecutor:
            # It died while it had nothing to do; the question is for whoever is free.
            self._put(asked, 0.0)
            await self._end(worker)
            return False
        asked.taken = True
        outcome, again = await self._answered(asked, answer)
        if not again:
            await self._end(worker)
        asked.settle(outcome)
        return again

    async def _answered(self, asked: Asked, answer: asyncio.Future[Reply | Problem]) -> tuple[Reply | Problem, bool]:
        """What a worker answers in its time, and whether it can be asked again."""
        begun = time.perf_counter()
        slow = Problem(503, f"no answer within {self.seconds:g} seconds; ask for less at once", {"Retry-After": RETRY})
        await asyncio.wait([answer], timeout=self.seconds)
        if not answer.done() and self.late:
            asked.settle(slow)
            await asyncio.wait([answer], timeout=self.late)
        again = answer.done()
        try:
            outcome = answer.result() if again else slow
        except BrokenExecutor:
            return Problem(500, "the process that was to answer ended; ask for less at once"), False
        answer.cancel()
        self.costs.learn(asked.verb, len(asked.question), time.perf_counter() - begun)
        return outcome, again

    async def _end(self, worker: Worker) -> None:
        self._workers.discard(worker)
        await worker.end()

    async def close(self, patience: float = 3.0) -> None:
        """Let all processes go."""
        for task in self._attending:
            task.cancel()
        await asyncio.gather(*(worker.end(patience) for worker in self._workers))
        self._workers.clear()
