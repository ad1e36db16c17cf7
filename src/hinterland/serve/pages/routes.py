"""The addresses of pages: what each may ask with and which page answers; files that all share; the way in by the language that a browser prefers."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel

from hinterland.codes import Language
from hinterland.requests import slots
from hinterland.serve import shapes
from hinterland.serve.front import Front
from hinterland.serve.pages import parameters, reference
from hinterland.serve.pages.choices import LANGUAGES
from hinterland.serve.pages.frames import to
from hinterland.serve.pages.sending import sent
from hinterland.serve.pages.statics import addressed, statics
from hinterland.serve.pages.trouble import NOWHERE, PageRoute, preferred
from hinterland.serve.problems import Problem
from hinterland.serve.rest import unstored
from hinterland.serve.workers import Reply
from hinterland.sources.reading import InputError

FOR_EVER = "public, max-age=31536000, immutable"


def router(front: Front) -> APIRouter:
    """The pages over one front, in every language."""
    made = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=Response)

    @made.get("/")
    async def entrance(request: Request) -> Response:
        language = preferred(request.headers.get("accept-language", ""))
        return RedirectResponse(to(language, ""), 307, {"Vary": "Accept-Language", "Cache-Control": "no-store"})

    @made.get("/api")
    async def api(request: Request) -> Response:
        return RedirectResponse(to(preferred(request.headers.get("accept-language", "")), "api"), 307, {"Cache-Control": "no-store"})

    @made.get("/favicon.ico")
    async def icon() -> Response:
        found = statics()["icon.svg"]
        return Response(found.body, headers={"Cache-Control": "public, max-age=86400"}, media_type=found.media)

    @made.get("/static/{name}")
    async def static(request: Request, name: str) -> Response:
        found = addressed().get(request.url.path)
        if found is None:
            raise Problem(404, "there is no such file; the page that names it is an old one")
        return Response(found.body, headers={"Cache-Control": FOR_EVER}, media_type=found.media)

    for language in LANGUAGES:
        made.include_router(spoken(front, language))
    return made


def spoken(front: Front, language: Language) -> APIRouter:
    """The pages in one language."""
    pages = APIRouter(prefix=f"/{language}", route_class=PageRoute, include_in_schema=False, default_response_class=Response)

    async def get(request: Request, page: str, **asked: Any) -> Response:
        return await front.get(request, f"page:{page}", language=language, **asked)

    def add(page: str, parameters: type[BaseModel], address: str) -> None:
        async def answer(request: Request, asked: Any) -> Response:
            return await get(request, page, **given(asked))

        answer.__annotations__["asked"] = Annotated[parameters, Query()]
        pages.get(address)(answer)

    add("country", parameters.InPeriod, "/")
    for page, model in (
        ("ask", parameters.Request),
        ("explore", parameters.Explore),
        ("claims", parameters.Claims),
        ("outlook", parameters.Outlook),
    ):
        add(page, model, f"/{page}")

    @pages.get("/compare")
    async def compare(request: Request, asked: Annotated[parameters.Compare, Query()]) -> Response:
        subjects = tuple(map(known, asked.subjects))
        return await get(request, "compare", subjects=subjects, period=asked.period)

    @pages.get("/api")
    async def reference_page(request: Request) -> Response:
        return HTMLResponse(reference.page(request.app.openapi(), language), headers={"Cache-Control": "no-cache"})

    @pages.get("/check")
    async def form(request: Request) -> Response:
        return await get(request, "check")

    @pages.post("/check")
    async def check(request: Request) -> Response:
        given, _ = await sent(front, request)
        return unkept(await front.ask("page:checked", language=language, sent=given))

    @pages.post("/check/report")
    async def report(request: Request) -> Response:
        given, form = await sent(front, request)
        return unkept(await front.ask("page:report", language=language, sent=given, output_format=form), attach=True)

    @pages.get("/claims/{id}")
    async def claim(request: Request, id: shapes.ClaimId, asked: Annotated[parameters.OneClaim, Query()]) -> Response:
        return await get(request, "claim", claim_id=id, statement=front.statement(id), **given(asked))

    @pages.get("/pending")
    async def pending(request: Request) -> Response:
        return await get(request, "pending", deciding=front.loads is not None)

    @pages.post("/pending/{id}")
    async def decide(request: Request, id: shapes.LoadId) -> Response:
        async with request.form(max_files=0, max_fields=5) as form:
            given = parameters.of_form(parameters.Decision, form)
        how = given.model_dump(exclude={"decide"}) if given.decide == "accept" else {}
        await front.decide(given.decide, id, **how)
        return RedirectResponse(to(language, "pending"), 303, {"Cache-Control": "no-store"})

    @pages.get("/{subject}")
    async def subject(request: Request, subject: str, asked: Annotated[parameters.InPeriod, Query()]) -> Response:
        code = known(subject)
        if code != subject:
            return RedirectResponse(to(language, code, period=asked.period), 307)
        return await get(request, "subject", subject=code, period=asked.period)

    @pages.get("/{rest:path}")
    async def nowhere(rest: str) -> Response:
        raise Problem(404, NOWHERE)

    @pages.get("", response_model=None)
    async def beginning() -> Response:
        return RedirectResponse(to(language, ""), 307)

    return pages


def given(asked: BaseModel) -> dict[str, Any]:
    """What a page is asked with, its subject by its code. Raises `Problem` with what was perhaps meant."""
    told = asked.model_dump()
    return told | ({"subject": known(told["subject"])} if told.get("subject") else {})


def known(subject: str) -> str:
    """The code of a subject as people name it. Raises `Problem` with what was perhaps meant."""
    try:
        return slots.region(subject)
    except InputError as e:
        raise Problem(404, str(e)) from None


def unkept(reply: Reply, *, attach: bool = False) -> Response:
    """An answer to a text that somebody sent: kept nowhere; as a file to save where that is asked for."""
    response = unstored(reply)
    if attach:
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(reply.name)}"
    return response
