"""Pages that say what went wrong, in a sentence and with a way on; made in the process in front, which needs no warehouse for them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from hinterland.brief import html
from hinterland.brief.html import TAGS, Link
from hinterland.brief.interface import label, table
from hinterland.brief.shown import HAN
from hinterland.brief.site.frames import name
from hinterland.codes import Language
from hinterland.requests import Unclear, slots
from hinterland.serve import problems
from hinterland.serve.pages.choices import LANGUAGES
from hinterland.serve.pages.frames import OURS, frame, to
from hinterland.serve.problems import Problem
from hinterland.serve.rest import weighed
from hinterland.sources.reading import InputError

NOWHERE = "there is no page at this address"
PROGRAMS = ("/api/", "/mcp", "/health", "/metrics", "/static/")
"""What addresses begin with that programs ask."""
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PageRoute(APIRoute):
    """A route whose problems are answered with pages."""

    def get_route_handler(self) -> Handler:
        """The handler with its problems caught."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handle(request)
            except Problem as e:
                return trouble(request, e.status, e.on("page"), e.headers)
            except RequestValidationError as e:
                if any(error["loc"][0] == "path" for error in e.errors()):
                    return trouble(request, 404, NOWHERE)
                language = language_of(request)
                return trouble(request, 422, " ".join(dict.fromkeys(_unfit(error, language) for error in e.errors()[:3])))

        return answer


def trouble(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """The page of a problem, in the language of the address."""
    language = language_of(request)
    key = f"trouble:{status}" if f"trouble:{status}" in table() else "trouble"
    made = html.render(
        "trouble.html.j2",
        frame(language, ""),
        beside=OURS,
        title=label(key, language),
        detail=detail[0].upper() + detail[1:] if detail else "",
        meant=_meant(request, language) if status == 404 else (),
        tag=TAGS["zh" if HAN.search(detail) else "en"],
    )
    return HTMLResponse(made, status, {"Cache-Control": "no-store", **(headers or {})})


def _meant(request: Request, language: Language) -> list[Link]:
    """The pages of the subjects that an address names or nearly names, though there is none at it."""
    named = request.scope["path"].strip("/").rpartition("/")[2][:80]
    try:
        codes = [slots.region(named)] if named else []
    except InputError as e:
        codes = list(e.offered) if isinstance(e, Unclear) else []
    return [Link(name(code, language), to(language, code)) for code in dict.fromkeys(codes)]


def language_of(request: Request) -> Language:
    """The language of a page's address; where it has none, that which a browser prefers."""
    return _language(request) or preferred(request.headers.get("accept-language", ""))


def respond(problem: Problem, request: Request) -> Response:
    """The response to a problem: a page where a page was asked for, else as a program wants it."""
    return trouble(request, problem.status, problem.on("page"), problem.headers) if is_page(request) else problems.response(problem)


def is_page(request: Request) -> bool:
    """Whether a page was asked for: by its language, or by a browser at an address that is none of a program's."""
    path, accepted = request.scope["path"], request.headers.get("accept", "")
    return _language(request) is not None or ("text/html" in accepted and not path.startswith(PROGRAMS))


def _language(request: Request) -> Language | None:
    asked = request.scope["path"].split("/")[1:2]
    return next((x for x in LANGUAGES if [x] == asked), None)


def _unfit(error: Any, language: Language) -> str:
    """What a parameter may be, from the table of words; else only which one it was."""
    where = next((str(x) for x in error["loc"][1:] if not isinstance(x, int)), "")
    key = f"unfit:{where}"
    return label(key, language) if key in table() else label("unfit", language, where=where)


def preferred(accepted: str) -> Language:
    """The language of ours that a browser would rather have; English where it says nothing of either."""
    tags = (tag.partition("-")[0] for tag, _ in weighed(accepted.lower()))
    return next((x for tag in tags for x in LANGUAGES if x == tag), "en")
