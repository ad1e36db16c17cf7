"""What is kept between requests and workers: an answer by the digest of its question, the day and the state."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from hinterland.api import Hinterland
from hinterland.serve.front import Front
from hinterland.serve.metrics import Metrics
from hinterland.serve.replies import Reply
from hinterland.serve.settings import Settings

TEXT = "Anhui's trade came to 834.01 billion yuan in 2025."


@dataclass
class Counting:
    """Answers in place of a pool, and remembers what it was asked."""

    state: int
    asked: list[dict[str, Any]] = field(default_factory=list)

    async def ask(self, verb: str, **arguments: Any) -> Reply:
        self.asked.append({"verb": verb, **arguments})
        return Reply(str(arguments).encode(), state=self.state)


def test_a_text_that_is_sent_again_is_checked_once(hinterland: Hinterland) -> None:
    pool: Any = Counting(hinterland.state.number)
    front = Front(Settings(hinterland.store.location), pool, pool, Metrics())

    async def talk() -> list[bytes]:
        asked = ((TEXT, "2026-03-15"), (TEXT, "2026-03-15"), (TEXT, "2026-03-16"), (f"{TEXT} ", "2026-03-15"))
        return [(await front.kept("check", text=text, dated=day)).body for text, day in asked]

    told = asyncio.run(talk())
    assert told[0] == told[1] and len(set(told)) == len(pool.asked) == 3
    assert not any("Anhui" in str(key) for key in front._kept)


def test_a_text_is_checked_anew_at_another_state(hinterland: Hinterland) -> None:
    pool: Any = Counting(hinterland.state.number)
    front = Front(Settings(hinterland.store.location), pool, pool, Metrics())

    async def talk() -> None:
        await front.kept("check", text=TEXT)
        await front.kept("check", text=TEXT, state=hinterland.state.number + 1)

    asyncio.run(talk())
    assert len(pool.asked) == 2
