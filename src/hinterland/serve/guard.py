"""What stands before every request, as pure ASGI: who may ask, how large a body may be and how long it may take, headers, counts and the
log, which keeps method, route, status and time, and of what goes wrong kind and place: never a text, and no path."""

from __future__ import annotations

import asyncio
import base64
import hmac
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from math import ceil
from typing import Any
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hinterland.serve import metrics as counted
from hinterland.serve.metrics import Metrics
from hinterland.serve.problems import RETRY, Problem
from hinterland.serve.settings import Settings
from hinterland.serve.workers import FAILED, place

TRIES, EVERY, ADDRESSES = 10, 6.0, 10_000
"""Wrong tokens of an address before it has to wait, seconds until one more is looked at, and addresses remembered: the one that was silent longest is forgotten first."""


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


log = logging.getLogger("hinterland.serve")


def policy(scripts: str = "", ancestors: str = "'none'") -> str:
    """The content security policy: all from here and in no frame; `scripts` may come from elsewhere too, `ancestors` may frame it."""
    return (
        f"default-src 'none'; script-src 'self'{scripts and f' {scripts}'}; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
    )


HEADERS = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""On every answer that has none of its own."""
HEAD = 32 * 1024
"""No larger head of a request is taken."""
OPEN = ("/health",)
"""The addresses that are answered without a token."""
GONE = 499
"""What is counted where whoever asked went away before there was an answer."""
LOCAL = ("localhost", "127.0.0.1", "::1")


class Guard:
    """Wraps an application. `respond` makes the responses to requests that are refused here."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics, respond: Callable[[Problem, Request], Response]) -> None:
        self.app, self.settings, self.metrics, self.respond = app, settings, metrics, respond
        self.held, self.throttle = 0, Throttle()
        metrics.bodies.set_function(lambda: self.held)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0
        body, method = Body(receive, self), scope["method"]

        async def answered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            elif method == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        try:
            if refused := self._refused(scope):
                await self.respond(refused, Request(scope))(scope, receive, answered)
            else:
                # What answers GET answers HEAD, without its body.
                scope["method"] = "GET" if method == "HEAD" else method
                await self.app(scope, body, answered)
        except ClientDisconnect:
            status = GONE
        except Exception as e:
            if not isinstance(e, Problem):
                log.error("%s failed: %s at %s", _route(scope), type(e).__name__, place(e))
            if not status:
                known = e if isinstance(e, Problem) else Problem(500, FAILED)
                await self.respond(known, Request(scope))(scope, receive, answered)
        finally:
            self.held -= body.bytes
            seconds = time.perf_counter() - begun
            self.metrics.seen(_route(scope), method, status, seconds)
            log.info("%s %s %d %.0f ms", counted.known(method), _route(scope), status, 1000 * seconds)

    def _refused(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        if len(scope["raw_path"]) + len(scope["query_string"]) + sum(len(n) + len(v) for n, v in scope["headers"]) > HEAD:
            return Problem(431, f"the head of a request has at most {HEAD // 1024} kB", {"Connection": "close"})
        host = headers.get("host", "")
        if self.settings.loopback and (_parts(f"//{host}").hostname or "") not in LOCAL and host.lower() != self.settings.netloc:
            return Problem(421, "this server answers to localhost only")
        if self.settings.token and scope["path"] not in OPEN and (unknown := self._unknown(scope, headers.get("authorization", ""))):
            return unknown
        origin = headers.get("origin")
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and origin and _parts(origin).netloc not in (host, self.settings.netloc):
            return Problem(403, "this came from a page of another site")
        if headers.get("content-encoding", "identity").strip().lower() != "identity":
            return Problem(415, "a body is sent as it is, without a Content-Encoding")
        # What is no number was refused on the wire; no more digits are read than a number that matters has.
        length = headers.get("content-length", "0").lstrip("0")
        if len(length) > 15 or int(length or 0) > self.settings.limits.body:
            return too_large(self.settings)
        return None

    def _unknown(self, scope: Scope, authorization: str) -> Problem | None:
        """The answer to whoever doesn't know the token; a wrong one is counted for its address, and looked at only where there weren't too many."""
        address = (scope.get("client") or ("",))[0]
        if authorization and (seconds := self.throttle.wait(address)):
            return Problem(
                429, f"too many wrong tokens came from this address; try again in {seconds} seconds", {"Retry-After": str(seconds)}
            )
        if authorization and self._known(authorization):
            return None
        if authorization:
            self.throttle.failed(address)
        challenge = 'Basic realm="Hinterland", charset="UTF-8", Bearer realm="Hinterland"'
        detail = "a token is needed: as Authorization: Bearer, or as the password that a browser asks for"
        return Problem(401, detail, {"WWW-Authenticate": challenge})

    def _known(self, authorization: str) -> bool:
        scheme, _, said = authorization.partition(" ")
        if scheme.lower() == "basic":
            try:
                said = base64.b64decode(said, validate=True).decode("utf-8").partition(":")[2]
            except ValueError:  # neither base64 nor UTF-8
                return False
        elif scheme.lower() != "bearer":
            return False
        return hmac.compare_digest(said.strip().encode(), (self.settings.token or "").encode())


class Body:
    """The body of a request as it arrives. Raises `Problem` where it grows too large, takes too long, or is one too many."""

    def __init__(self, receive: Receive, guard: Guard) -> None:
        self._receive, self._guard, self._limits = receive, guard, guard.settings.limits
        self.bytes, self._whole, self._until = 0, False, time.monotonic() + self._limits.arrival

    async def __call__(self) -> MutableMapping[str, Any]:
        """The next part."""
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout(max(0.0, self._until - time.monotonic())):
                message = await self._receive()
        except TimeoutError:
            raise Problem(408, f"the body did not arrive within {self._limits.arrival:g} seconds", {"Connection": "close"}) from None
        if message["type"] == "http.request":
            part = len(message.get("body", b""))
            self.bytes += part
            self._guard.held += part
            self._whole = not message.get("more_body", False)
            if self.bytes > self._limits.body:
                raise too_large(self._guard.settings)
            if self._guard.held > self._limits.bodies:
                raise Problem(429, "too much is being sent at once; ask again in a moment", {"Retry-After": RETRY, "Connection": "close"})
        return message


def too_large(settings: Settings) -> Problem:
    """What is said to a body that is too large."""
    return Problem(413, f"a body has at most {settings.limits.body // 2**20} MB; send it in parts", {"Connection": "close"})


def _parts(address: str) -> SplitResult:
    """An address in its parts, all of them empty where it is none."""
    with suppress(ValueError):
        return urlsplit(address)
    return urlsplit("")


def _route(scope: Scope) -> str:
    """The pattern that served a request, so that what is counted doesn't grow with what is asked."""
    route = scope.get("route")
    return str(getattr(route, "path", "other"))
