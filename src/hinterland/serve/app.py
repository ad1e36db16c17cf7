"""The application: the pool, the front, REST, pages and MCP under one guard; `app(settings)` makes it, `server(settings)` has it on a port, and `run` serves until
it is stopped."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator
from functools import partial
from os import strerror
from socket import AF_INET, AF_INET6, create_server, socket
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from mcp.server.transport_security import TransportSecuritySettings
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from hinterland import __version__
from hinterland.errors import InputError
from hinterland.serve import mcp, problems, rest, wire
from hinterland.serve import metrics as counted
from hinterland.serve.asked import parameters, sentences
from hinterland.serve.desk import open_desk
from hinterland.serve.front import Front
from hinterland.serve.guard import HEAD, Guard
from hinterland.serve.pages import routes as pages
from hinterland.serve.pages.trouble import NOWHERE, is_page, respond, trouble
from hinterland.serve.problems import Problem
from hinterland.serve.results import Health
from hinterland.serve.settings import Settings
from hinterland.serve.uploads import open_loader, open_reader
from hinterland.serve.workers import FAILED, Pool

ELSEWHERE = "Not Found; what there is stands at /en/api, for programs in /api/openapi.json"
BY_POST = "Assistants send their questions here by POST, as MCP has it; give this address to a client of MCP"
ABOUT = """Check texts on the trade of regions and nations, find what is newsworthy, and quote figures with their evidence.

All answers come from one state of the warehouse, named in `Hinterland-State`; `?state=` asks an earlier one."""


def app(settings: Settings) -> Any:
    """The application of a server, as ASGI."""
    limits = settings.limits
    counts = counted.Metrics()
    desk, few = partial(open_desk, settings.location, settings.threads, limits.memory), limits.waiting // 8
    pool = Pool(desk, settings.workers, limits.seconds, limits.waiting, limits.patience, limits.seconds)
    uploads = Pool(partial(open_reader, limits), 1, limits.upload_seconds, few, limits.upload_seconds)
    loader = partial(open_loader, settings.location, limits)
    loads = Pool(loader, 1, limits.load_seconds, few, limits.load_seconds) if settings.allow_load else None
    pools = [p for p in (pool, uploads, loads) if p is not None]
    counts.watch(pool)
    front = Front(settings, pool, uploads, counts, loads)
    assistants = mcp.server(front)
    # The guard has looked at host, origin and token already; answers are plain JSON, and no session is kept.
    trusting = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    over_http = assistants.streamable_http_app(
        json_response=True, stateless_http=True, max_request_body_size=limits.body, transport_security=trusting
    )

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        for one in pools:
            one.start()
        front.look()
        try:
            async with assistants.session_manager.run():
                yield
        finally:
            for one in pools:
                await one.close()

    made = FastAPI(
        title="Hinterland",
        version=__version__,
        description=ABOUT,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    made.include_router(rest.router(front))
    made.include_router(pages.router(front))
    made.add_route("/mcp", _by_post, methods=["GET"])
    made.router.routes.extend(over_http.routes)
    for kind in (Problem, RequestValidationError, HTTPException, Exception):
        made.add_exception_handler(kind, _answered)

    starting: dict[int | str, dict[str, Any]] = {
        503: {"model": Health, "description": "No process can be asked yet: `status` is `starting`."}
    }

    @made.get("/health", response_model=Health, tags=["operation"], summary="Whether it answers", responses=starting)
    async def health() -> Response:
        health = await front.health()
        headers = {"Cache-Control": "no-store"} | ({} if health["status"] == "ok" else {"Retry-After": problems.RETRY})
        return JSONResponse(health, 200 if health["status"] == "ok" else 503, headers)

    @made.get(
        "/metrics", tags=["operation"], summary="Counts, in the format of Prometheus", responses={200: {"content": {"text/plain": {}}}}
    )
    async def metrics() -> Response:
        return Response(counts.exposition(), headers={"Content-Type": counted.MEDIA, "Cache-Control": "no-store"})

    return Guard(made, settings, counts, respond)


async def _by_post(_: Request) -> Response:
    """That nothing is streamed to assistants unasked, as the protocol has it; else who only looks would wait for what never comes."""
    raise Problem(405, BY_POST, {"Allow": "POST"})


async def _answered(request: Request, error: Exception) -> Response:
    """The answer to an error; what it was goes to the log by the guard, without what was asked."""
    if isinstance(error, RequestValidationError):
        known = [parameters(request, one["loc"][0]) for one in error.errors()]
        told = zip(error.errors(), known, strict=True)
        error = Problem(422, sentences([{**one, "loc": one["loc"][1:], "ctx": {**one.get("ctx", {}), "known": k}} for one, k in told]))
    elif isinstance(error, HTTPException):
        status, detail, headers = error.status_code, str(error.detail), dict(error.headers or {})
        if is_page(request):
            return trouble(request, status, NOWHERE if status == 404 else detail, headers)
        error = Problem(status, ELSEWHERE if (status, detail) == (404, "Not Found") else detail, headers)
    return problems.response(error if isinstance(error, Problem) else Problem(500, FAILED), request)


def server(settings: Settings) -> uvicorn.Server:
    """A server that isn't running yet; requests that are being answered when it is stopped are answered first."""
    limits = settings.limits
    config = uvicorn.Config(
        app(settings), host=settings.host, port=settings.port, http=wire.protocol(limits), ws="none", access_log=False, log_level="warning",
        server_header=False, timeout_keep_alive=10, timeout_graceful_shutdown=int(limits.seconds) + 1, limit_concurrency=4 * limits.waiting,
        h11_max_incomplete_event_size=HEAD,
    )  # fmt: skip
    return Announced(config)


class Announced(uvicorn.Server):
    """A server that logs its address once it listens, on a terminal or not."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Listen, and log where."""
        await super().startup(sockets=sockets)
        for each in self.servers[:1]:
            host, port, *_ = each.sockets[0].getsockname()
            logging.getLogger(__name__).info("serving http://%s:%s/ (end with Ctrl-C)", f"[{host}]" if ":" in host else host, port)


def run(settings: Settings) -> None:
    """Serve until interrupted. Raises `InputError` for a port that something else listens on."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        create_server((settings.host, settings.port), family=AF_INET6 if ":" in settings.host else AF_INET).close()
    except OSError as e:
        raise InputError(
            f"{settings.host}:{settings.port} can't be listened on ({strerror(e.errno or 0)}): choose another port with --port"
        ) from e
    server(settings).run()
