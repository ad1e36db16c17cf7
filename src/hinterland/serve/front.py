"""What stands between requests and workers: keeps answers under their question (a digest), day and state, which the `ETag` of a GET names
too, and remembers the claims whose ids were returned."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from contextlib import suppress
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from hinterland import __version__
from hinterland.serve.metrics import Metrics
from hinterland.serve.problems import Problem
from hinterland.serve.replies import Reply
from hinterland.serve.settings import MB, Settings
from hinterland.serve.workers import Pool
from hinterland.sources.registry import PROSE
from hinterland.warehouse.load import seed
from hinterland.warehouse.store import Store

KEPT, LARGEST, CLAIMS = 64 * MB, 4 * MB, 20_000
"""The bytes of answers that are kept, those of the largest one that is, and how many claims are remembered by their ids."""


class Front:
    """The one way from a request to an answer."""

    def __init__(self, settings: Settings, pool: Pool, uploads: Pool, metrics: Metrics, loads: Pool | None = None) -> None:
        self.settings, self.pool, self.uploads, self.metrics, self.loads = settings, pool, uploads, metrics, loads
        self.store = Store(settings.location)
        self._state = seed(self.store)
        self._kept: OrderedDict[tuple[int, str], Reply] = OrderedDict()
        self._asked: dict[tuple[int, str], asyncio.Future[Reply]] = {}
        self._bytes = 0
        self._counted: tuple[int, int | None, int | None] = (-1, None, None)
        self._looking: asyncio.Future[None] | None = None
        self._claims: OrderedDict[str, str] = OrderedDict()

    async def health(self) -> dict[str, Any]:
        """Whether a process can be asked, found out without asking one: whatever waits, this doesn't."""
        number = await self.state()
        if self._counted[0] != number:
            self.look()
        figures, derived = self._counted[1:] if self._counted[0] == number else (None, None)
        status = "ok" if self.pool.opened else "starting"
        return {"status": status, "state": number, "figures": figures, "derived": derived, "waiting": round(self.pool.backlog, 1)}

    def look(self) -> None:
        """Have the figures of the newest state counted, unless they are being counted already."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(self._count())

    async def _count(self) -> None:
        with suppress(Problem):
            reply = await self.ask("health")
            counts = json.loads(reply.body)
            self._counted = (reply.state, counts["figures"], counts["derived"])

    async def state(self) -> int:
        """The number of the newest state."""
        if self.store.moved(self._state):
            self._state = await run_in_threadpool(self.store.state)
        return self._state.number

    async def ask(self, verb: str, **arguments: Any) -> Reply:
        """A worker's answer. Raises `Problem`."""
        reply = await self.pool.ask(verb, **arguments)
        self._remember(reply)
        return reply

    async def read(self, name: str, raw: bytes) -> Reply:
        """A file as a document, read in the process for uploads. Raises `Problem`."""
        return await self.uploads.ask("read", name=name, raw=raw)

    async def load(self, name: str, raw: bytes, format: str, options: dict[str, Any]) -> Reply:
        """What became of a file that was to be loaded. Raises `Problem`, always so where this server only reads."""
        loads = self._loading("load")
        if not raw:
            raise Problem(422, "the body is empty")
        if format == PROSE:
            raise Problem(422, "what is read of a text is looked at before it is stored: use `hinterland load --format prose`")
        return await loads.ask("load", name=name, raw=raw, format=format, options=options)

    async def decide(self, verb: str, id_: str, **how: Any) -> Reply:
        """What became of a pending file that is to be accepted or rejected. Raises `Problem`, always so where this server only reads."""
        given = {k: v for k, v in how.items() if v is not None}
        return await self._loading(verb).ask(verb, id_=id_, **given)

    def _loading(self, verb: str) -> Pool:
        if self.loads is None:
            raise Problem(403, f"this server only reads; start it with --allow-load to {verb} files through it")
        return self.loads

    def _remember(self, reply: Reply) -> None:
        self.metrics.state.set(reply.state)
        for claim, statement in reply.claims:
            self._claims[claim] = statement
            self._claims.move_to_end(claim)
        while len(self._claims) > CLAIMS:
            self._claims.popitem(last=False)

    async def kept(self, verb: str, **arguments: Any) -> Reply:
        """An answer that depends on the question, the day and the state alone: kept since it was last given, being given to somebody already, or a worker's."""
        number = arguments.get("state") or await self.state()
        key = (number, _digest(verb, arguments))
        if found := self._kept.get(key):
            self._kept.move_to_end(key)
            return found
        if (asked := self._asked.get(key)) is None:
            asked = self._asked[key] = asyncio.ensure_future(self.ask(verb, **arguments))
            asked.add_done_callback(lambda done: self._settle(key, done))
        # Whoever asked first may go away; the others still get the answer.
        return await asyncio.shield(asked)

    def _settle(self, asked: tuple[int, str], done: asyncio.Future[Reply]) -> None:
        del self._asked[asked]
        if done.cancelled() or done.exception() is not None or (reply := done.result()).weight > LARGEST:
            return
        key = (reply.state, asked[1])
        before = self._kept.pop(key, None)
        self._kept[key] = reply
        self._bytes += reply.weight - (before.weight if before else 0)
        while self._bytes > KEPT:
            self._bytes -= self._kept.popitem(last=False)[1].weight

    def statement(self, claim: str) -> str:
        """The statement of a claim whose id was returned; empty where it is forgotten."""
        return self._claims.get(claim.strip().lower(), "")

    async def get(self, request: Request, verb: str, *, attach: bool = False, **arguments: Any) -> Response:
        """The answer to a GET, with its tag; nothing but that where the client has it already."""
        reply = await self.kept(verb, **{n: v for n, v in arguments.items() if v is not None})
        return tagged(request, reply, attach=attach)


def _digest(verb: str, arguments: dict[str, Any]) -> str:
    """What a question is kept under: a digest, so that no text is kept; the day is in it, since it dates a text that has no date."""
    asked = f"{date.today()} {verb} {sorted(arguments.items(), key=lambda a: a[0])!r}"
    return sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()


def attached(reply: Reply) -> dict[str, str]:
    """The header that has a browser save a reply under its name."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(reply.name)}"}


def tagged(request: Request, reply: Reply, *, attach: bool = False) -> Response:
    """A reply with its tag and state, as a file to keep where it is one."""
    # Weak would do for the same figures in other bytes; these are the same bytes. A release may write them otherwise, so its version is in the tag.
    headers = {"ETag": f'"{reply.state}-{__version__}-{reply.digest}"', "Cache-Control": "no-cache", "Hinterland-State": str(reply.state)}
    if attach and reply.name:
        headers |= attached(reply)
    asked = [t.strip().removeprefix("W/") for t in request.headers.get("if-none-match", "").split(",")]
    if headers["ETag"] in asked:
        return Response(status_code=304, headers=headers)
    return Response(reply.body, headers=headers, media_type=reply.media)
