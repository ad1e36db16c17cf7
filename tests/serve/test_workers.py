"""Processes that answer: one that dies or takes too long is replaced, no more questions wait than may, and nothing that was asked is told to anybody else."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import pytest

from hinterland.serve.problems import Problem
from hinterland.serve.replies import Reply
from hinterland.serve.workers import FIRST, Answer, Costs, Pool


@dataclass(frozen=True, slots=True)
class OpenEcho:
    """Opens what says what it is told, after a while where it is told one."""

    slow: float = 0.0

    def __call__(self) -> Answer:
        time.sleep(self.slow)
        return echo


def echo(verb: str, arguments: dict[str, Any]) -> Reply:
    if verb == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if verb == "refuse":
        raise Problem(404, "not held")
    if verb == "fail":
        raise ValueError(arguments["said"])
    time.sleep(arguments.get("seconds", 0))
    return Reply(arguments.get("said", "").encode(), state=os.getpid())


def talk(
    size: int, seconds: float, waiting: int, said: Callable[[Pool], Coroutine[Any, Any, None]], opening: Any = None, patience: float = 10.0
) -> None:
    """A conversation with a pool of its own."""

    async def run() -> None:
        pool = Pool(opening or OpenEcho(), size, seconds, waiting, patience)
        pool.start()
        while not pool.opened:
            await asyncio.sleep(0.02)
        try:
            await said(pool)
        finally:
            await pool.close()

    asyncio.run(run())


async def status(asked: Awaitable[Reply]) -> int:
    with pytest.raises(Problem) as e:
        await asked
    return e.value.status


async def gone(pid: int) -> None:
    """Wait until a process is no more."""
    with contextlib.suppress(ProcessLookupError):
        while True:
            os.kill(pid, 0)
            await asyncio.sleep(0.01)


def test_each_question_has_its_own_answer() -> None:
    async def said(pool: Pool) -> None:
        answers = await asyncio.gather(*(pool.ask("echo", said=str(n)) for n in range(50)))
        assert [a.body for a in answers] == [str(n).encode() for n in range(50)] and pool.questions == 0

    talk(2, 30, 100, said)


def test_a_process_that_dies_is_replaced() -> None:
    async def said(pool: Pool) -> None:
        before = (await pool.ask("echo")).state
        assert await status(pool.ask("die")) == 500
        after = (await pool.ask("echo")).state
        assert before != after and pool.replaced == 1

    talk(1, 30, 8, said)


def test_a_process_that_died_idle_is_not_asked() -> None:
    async def said(pool: Pool) -> None:
        pid = (await pool.ask("echo")).state
        os.kill(pid, signal.SIGKILL)
        await gone(pid)
        assert (await pool.ask("echo")).state != pid and pool.replaced == 1

    talk(1, 30, 8, said)


def test_a_process_that_takes_too_long_is_replaced() -> None:
    async def said(pool: Pool) -> None:
        pid = (await pool.ask("echo")).state
        assert await status(pool.ask("echo", seconds=60)) == 503
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
        while True:
            try:
                assert (await pool.ask("echo", said="again")).body == b"again"
                break
            except Problem as e:
                assert e.status == 429
        assert pool.replaced == 1

    talk(1, 0.3, 8, said)


def test_a_process_goes_on_late_with_what_took_too_long() -> None:
    async def said(pool: Pool) -> None:
        pool.late = 30.0
        pid = (await pool.ask("echo")).state
        assert await status(pool.ask("echo", seconds=0.6)) == 503
        pool.seconds = 30.0
        assert (await pool.ask("echo", said="again")).state == pid and pool.replaced == 0

    talk(1, 0.3, 8, said)


def test_a_process_that_is_later_than_it_may_be_is_replaced() -> None:
    async def said(pool: Pool) -> None:
        pool.late = 0.2
        pid = (await pool.ask("echo")).state
        assert await status(pool.ask("echo", seconds=60)) == 503
        pool.seconds = 30.0
        assert (await pool.ask("echo", said="again")).state != pid and pool.replaced == 1

    talk(1, 0.3, 8, said)


def test_opening_does_not_count_against_a_question() -> None:
    async def said(pool: Pool) -> None:
        assert (await pool.ask("echo", said="x")).body == b"x" and pool.replaced == 0

    talk(1, 0.5, 8, said, OpenEcho(slow=1.0))


def test_no_more_questions_wait_than_may() -> None:
    async def said(pool: Pool) -> None:
        await pool.ask("echo")
        first = [asyncio.create_task(pool.ask("echo", said=str(n), seconds=0.2)) for n in range(3)]
        await asyncio.sleep(0)
        assert await status(pool.ask("echo")) == 429
        assert [a.body for a in await asyncio.gather(*first)] == [b"0", b"1", b"2"]
        assert (await pool.ask("echo", said="x")).body == b"x"

    talk(1, 30, 2, said)


def test_who_goes_away_takes_nobody_with_him() -> None:
    async def said(pool: Pool) -> None:
        await pool.ask("echo")
        gone = asyncio.create_task(pool.ask("echo", said="a secret", seconds=0.3))
        await asyncio.sleep(0.1)
        gone.cancel()
        assert (await pool.ask("echo", said="mine")).body == b"mine" and pool.replaced == 0

    talk(1, 30, 8, said)


def test_what_was_asked_is_in_no_log(capfd: pytest.CaptureFixture[str]) -> None:
    async def said(pool: Pool) -> None:
        with pytest.raises(Problem) as e:
            await pool.ask("fail", said="a-secret-of-a-user")
        assert e.value.status == 500 and "secret" not in e.value.detail

    talk(1, 30, 8, said)
    told = capfd.readouterr().err
    assert "a-secret" not in told and "ValueError at" in told


def test_a_refusal_is_the_workers_own() -> None:
    async def said(pool: Pool) -> None:
        assert await status(pool.ask("refuse")) == 404

    talk(1, 30, 8, said)


def test_what_would_wait_too_long_is_refused_with_the_seconds_to_wait() -> None:
    async def said(pool: Pool) -> None:
        await pool.ask("echo", seconds=0.5)
        first = [asyncio.create_task(pool.ask("echo", said=str(n), seconds=0.3)) for n in range(2)]
        await asyncio.sleep(0)
        assert pool.backlog > 0.8
        with pytest.raises(Problem) as e:
            await pool.ask("echo")
        assert (e.value.status, e.value.headers) == (429, {"Retry-After": "1"})
        assert (await pool.ask("other", said="cheap")).body == b"cheap"
        await asyncio.gather(*first)
        assert pool.backlog == 0.0
        assert (await pool.ask("echo", said="x")).body == b"x"

    talk(1, 30, 100, said, patience=1.2)


def test_what_is_dear_is_answered_where_nothing_waits() -> None:
    async def said(pool: Pool) -> None:
        await pool.ask("echo", seconds=0.4)
        assert (await pool.ask("echo", said="again")).body == b"again"

    talk(1, 30, 100, said, patience=0.1)


def test_cheap_questions_pass_dear_ones() -> None:
    async def said(pool: Pool) -> None:
        await pool.ask("echo", seconds=0.3)
        order: list[str] = []

        async def ask(verb: str, said: str, seconds: float) -> None:
            await pool.ask(verb, said=said, seconds=seconds)
            order.append(said)

        dear = [asyncio.create_task(ask("echo", f"dear {n}", 0.2)) for n in range(3)]
        await asyncio.sleep(0.05)
        await asyncio.gather(*dear, asyncio.create_task(ask("other", "cheap", 0)))
        assert order == ["dear 0", "cheap", "dear 1", "dear 2"]

    talk(1, 30, 100, said)


def test_costs_are_learnt_by_verb_and_size() -> None:
    costs = Costs(lambda: 0.0)
    assert costs.of("check", 10) == costs.of("check", 1024) == FIRST
    costs.learn("check", 2048, 1.0)
    assert (costs.of("check", 1024), costs.of("check", 4096), costs.of("mine", 10)) == (0.5, 2.0, FIRST)


def test_first_answers_that_took_long_are_soon_outweighed() -> None:
    costs = Costs(lambda: 0.0)
    for seconds in (12.0, 12.0, 0.3, 0.3, 0.3):
        costs.learn("brief", 10, seconds)
    assert costs.of("brief", 10) == 0.3


def test_what_is_refused_for_its_cost_is_tried_again_in_time() -> None:
    now = 0.0
    costs = Costs(lambda: now)
    costs.learn("brief", 10, 12.0)
    before, now = costs.of("brief", 10), 60.0
    assert (before, costs.of("other", 10)) == (12.0, FIRST) and FIRST < costs.of("brief", 10) < 0.3
