"""The addresses of pages: what each may ask with and which page answers; files that all share; the way in by the language that a browser prefers; and what somebody sends to be checked."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel
from starlette.datastructures import FormData, UploadFile

from hinterland.codes import Language
from hinterland.requests import slots
from hinterland.serve import shapes
from hinterland.serve.front import Front
from hinterland.serve.pages import parameters, reference, word
from hinterland.serve.pages.check import Sent
from hinterland.serve.pages.choices import LANGUAGES
from hinterland.serve.pages.frames import to
from hinterland.serve.pages.parameters import Sending, of_form
from hinterland.serve.pages.statics import statics
from hinterland.serve.pages.trouble import NOWHERE, PageRoute, preferred
from hinterland.serve.problems import Problem
from hinterland.serve.rest import document, fitting, unstored, without_folders
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
        found = next((s for s in statics().values() if s.address == request.url.path), None)
        if found is None:
            raise Problem(404, "there is no such file; the page that names it is an old one")
        return Response(found.body, headers={"Cache-Control": FOR_EVER}, media_type=found.media)

    @made.get("/word/")
    async def pane(request: Request) -> Response:
        return RedirectResponse(to(preferred(request.headers.get("accept-language", "")), word.PANE), 307, {"Cache-Control": "no-store"})

    @made.get("/word/manifest.xml")
    async def manifest(request: Request) -> Response:
        address = front.settings.address or str(request.base_url).rstrip("/")
        headers = {"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="hinterland.xml"'}
        return Response(word.manifest(address), headers=headers, media_type="application/xml")

    @made.get("/word/icon-{side}.png")
    async def picture(side: int) -> Response:
        if side not in word.ICONS:
            raise Problem(404, NOWHERE)
        # Word on the web shows it in a page of its own.
        headers = {"Cache-Control": "public, max-age=86400", "Cross-Origin-Resource-Policy": "cross-origin"}
        return Response(word.icon(side), headers=headers, media_type="image/png")

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
        return HTMLResponse(
            reference.page(request.app.openapi(), language, str(request.base_url).rstrip("/")), headers={"Cache-Control": "no-cache"}
        )

    @pages.get("/rules")
    async def rules(request: Request) -> Response:
        return await get(request, "rules")

    @pages.get(f"/{word.PANE}")
    async def pane() -> Response:
        return HTMLResponse(word.pane(language), headers={"Cache-Control": "no-cache"})

    @pages.get(f"/{word.OFFICE}")
    async def office() -> Response:
        return HTMLResponse(word.pane(language, office=True), headers=word.HEADERS)

    @pages.get("/check")
    async def form(request: Request) -> Response:
        return await get(request, "check")

    @pages.post("/check")
    async def check(request: Request) -> Response:
        given, _ = await sent(front, request)
        return unstored(await front.ask("page:checked", language=language, sent=given))

    @pages.post("/check/report")
    async def report(request: Request) -> Response:
        given, form = await sent(front, request)
        return unstored(await front.ask("page:report", language=language, sent=given, output_format=form), attach=True)

    @pages.get("/claims/{id}")
    async def claim(request: Request, id: shapes.ClaimId, asked: Annotated[parameters.OneClaim, Query()]) -> Response:
        return await get(request, "claim", claim_id=id, statement=front.statement(id), **given(asked))

    @pages.get("/pending")
    async def pending(request: Request) -> Response:
        return await get(request, "pending", deciding=front.loads is not None)

    @pages.post("/pending/{id}")
    async def decide(request: Request, id: shapes.LoadId) -> Response:
        async with request.form(max_files=0, max_fields=5) as form:
            given = of_form(parameters.Decision, form)
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
    arguments = asked.model_dump()
    return arguments | ({"subject": known(arguments["subject"])} if arguments.get("subject") else {})


def known(subject: str) -> str:
    """The code of a subject as people name it. Raises `Problem` with what was perhaps meant."""
    try:
        return slots.region(subject)
    except InputError as e:
        raise Problem(404, str(e)) from None


async def sent(front: Front, request: Request) -> tuple[Sent, str]:
    """What was sent, and the form of the report that is asked for. Raises `Problem` for what is too large, empty or can't be read."""
    async with request.form(max_files=1, max_fields=12, max_part_size=front.settings.limits.body) as form:
        given = of_form(Sending, form)
        name, raw = await _file(form, given)
    if raw:
        return Sent(name=name, raw=raw, read=await document(front, name, raw), dated=given.date, ask=given.ask), given.format
    text = given.text.replace("\r\n", "\n")
    return Sent(text=fitting(front, text, "; paste one or choose a file"), dated=given.date, ask=given.ask), given.format


async def _file(form: FormData, given: Sending) -> tuple[str, bytes]:
    """The file of a form: chosen or dropped, or carried by a page that was made of it."""
    found = form.get("file")
    if isinstance(found, UploadFile) and found.filename:
        return without_folders(found.filename), await found.read()
    if not given.carried:
        return "", b""
    try:
        return without_folders(given.name), base64.b64decode(given.carried, validate=True)
    except (binascii.Error, ValueError):
        raise Problem(422, "the file that the page carried did not come back as it was; choose it again") from None
