"""REST: the verbs as addresses under `/api`, typed and described by OpenAPI. A route says what may be asked (`shapes.py`) and which verb
answers; bytes come from the workers and are passed on as they are."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ValidationError

from hinterland.check.document import Document
from hinterland.serve import results, shapes
from hinterland.serve.asked import AskedRoute, unfit
from hinterland.serve.front import Front, attached, tagged
from hinterland.serve.problems import Problem
from hinterland.serve.replies import Reply
from hinterland.serve.verbs.documents import BRIEF_MEDIA, REPORT_MEDIA
from hinterland.serve.verbs.figures import TABLES

Route = TypeVar("Route", bound=Callable[..., Any])
Model = TypeVar("Model", bound=BaseModel)
TEXT = "text/plain"
FILES = {
    "text/html": ".html",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    BRIEF_MEDIA["docx"]: ".docx",
    "application/octet-stream": "",
}
"""What a body may be besides JSON and plain text: files, whose name a header gives, each with its suffix."""


def problem(said: str) -> dict[str, Any]:
    """How a problem is described."""
    return {"model": results.Problem, "description": said, "content": {"application/problem+json": {}}}


Responses = dict[int | str, dict[str, Any]]
KNOWN: Responses = {304: {"description": "The client has it already (`If-None-Match`)."}}
PROBLEMS: Responses = {
    status: problem(said)
    for status, said in (
        (400, "The request can't be read."),
        (401, "A token is needed."),
        (404, "What was asked for isn't held here."),
        (413, "The body is too large."),
        (415, "A body of this type is not understood."),
        (422, "A parameter doesn't fit."),
        (429, "Too much at once, or too many wrong tokens; ask again after `Retry-After` seconds."),
        (503, "An answer took too long; ask for less."),
    )
}
PLAIN: tuple[tuple[str, type[BaseModel], type[BaseModel], str], ...] = (
    ("ask", shapes.Ask, results.Answered, "Answer a request in plain words"),
    ("compare", shapes.Compare, results.Answered, "Compare regions or groups in a period"),
    ("regions", shapes.AtState, results.Regions, "The regions and groups that can be asked about"),
    ("mine", shapes.Mine, results.MinedClaims, "The most newsworthy claims of a subject in a period"),
    ("bounds", shapes.Bounds, results.BoundedCells, "What must be true of a period, held or not, and what it follows from"),
    ("sources", shapes.AtState, results.Sources, "The sources, and how many figures stand on each"),
    ("coverage", shapes.Coverage, results.Held, "What is held"),
    ("states", shapes.AtState, results.Told, "What led to the present state"),
    ("pending", shapes.AtState, results.Told, "The files that contradict what is held and wait to be accepted or rejected"),
)
"""The verbs that are asked as they are, at an address of their name: what may be asked, what is answered, and what it is."""


def router(front: Front) -> APIRouter:
    """The routes over one front."""
    api = APIRouter(prefix="/api", responses=PROBLEMS, default_response_class=Response, route_class=AskedRoute)

    def route(
        method: str,
        path: str,
        verb: str,
        model: Any,
        summary: str,
        said: str = "",
        *problems: tuple[int, str],
        body: Any = None,
        media: Iterable[str] = (),
    ) -> Callable[[Route], Route]:
        answered = {"model": model, "description": said or summary, "content": {m.partition(";")[0]: {} for m in media}}
        responses: Responses = {200: answered, **(KNOWN if method == "GET" else {}), **{status: problem(why) for status, why in problems}}
        extra = {"requestBody": {"required": True, "content": body}} if body else None
        named: dict[str, Any] = {"operation_id": verb, "summary": summary, "openapi_extra": extra}
        return api.api_route(path, methods=[method], responses=responses, tags=["hinterland"], **named)

    def add(verb: str, parameters: type[BaseModel], model: type[BaseModel], said: str) -> None:
        async def answer(request: Request, asked: Any) -> Response:
            return await front.get(request, verb, **asked.model_dump())

        answer.__annotations__["asked"] = Annotated[parameters, Query()]
        route("GET", f"/{verb}", verb, model, said)(answer)

    for row in PLAIN:
        add(*row)

    @route("GET", "/claims/{id}", "claim", results.RememberedClaim, "A claim with its evidence")
    async def claim(request: Request, id: shapes.ClaimId, asked: Annotated[shapes.AtState, Query()]) -> Response:
        return await front.get(request, "claim", claim_id=id, statement=front.statement(id), **asked.model_dump())

    @route(
        "GET", "/observations", "observations", results.ObservationPage, "Figures as published, each with its source", media=MEDIA.values()
    )
    async def observations(request: Request, asked: Annotated[shapes.Observations, Query()]) -> Response:
        given = asked.model_dump(exclude_none=True)
        form = given.pop("format") if "format" in asked.model_fields_set else accepted(request, MEDIA)
        given.pop("format", None)
        if form == "json":
            return paged(request, await front.kept("observations", **given), asked)
        if not asked.model_fields_set & {"limit", "offset"}:
            del given["limit"], given["offset"]
        reply = await front.kept("table", output_format=form, **given)
        return paged(request, reply, asked if "limit" in given else None, attach=True)

    growth = "The figures of subjects, with published growth beside the growth that the levels give"

    @route("GET", "/show", "show", results.Shown, growth, media=[MEDIA["csv"]])
    async def show(request: Request, asked: Annotated[shapes.Show, Query()]) -> Response:
        given = asked.model_dump(exclude={"format"})
        form = asked.format if "format" in asked.model_fields_set else accepted(request, {"csv": MEDIA["csv"]})
        response = await front.get(request, "show", output_format=form, attach=form == "csv", **given)
        response.headers["Vary"] = "Accept"
        return response

    @route("GET", "/outlook", "outlook", results.Outlook, "What may come next, how likely, how exposed")
    async def outlook(request: Request, asked: Annotated[shapes.Outlook, Query()]) -> Response:
        given = asked.model_dump()
        return await front.get(request, "outlook", shocks=tuple(given.pop("shock")), **given)

    briefs = [m for m in BRIEF_MEDIA.values() if m != "application/json"]

    @route("GET", "/brief", "brief", results.Written, "The brief of a subject for a period", media=briefs)
    async def brief(request: Request, asked: Annotated[shapes.Brief, Query()]) -> Response:
        given = asked.model_dump()
        form = given.pop("format")
        return await front.get(request, "brief", output_format=form, attach=form not in ("json", "md"), **given)

    @route("GET", "/pending/{id}", "pending_file", results.Told, "A pending file with all that contradicts and explains it")
    async def pending_file(request: Request, id: shapes.LoadId, asked: Annotated[shapes.AtState, Query()]) -> Response:
        return await front.get(request, "pending", id_=id, **asked.model_dump())

    became, slow, reads = "What became of it.", (408, "The body came too slowly."), (403, "This server only reads.")

    allowed = "; only where the server was started with --allow-load"

    @route("POST", "/pending/{id}/accept", "accept", results.Told, f"Let a pending file count{allowed}", became, reads)
    async def accept(id: shapes.LoadId, asked: Annotated[shapes.Accept, Query()]) -> Response:
        return unstored(await front.decide("accept", id, **asked.model_dump()))

    @route("POST", "/pending/{id}/reject", "reject", results.Told, f"Drop a pending file{allowed}", became, reads)
    async def reject(id: shapes.LoadId) -> Response:
        return unstored(await front.decide("reject", id))

    binary = {"schema": {"type": "string", "format": "binary"}}
    bodies = {"application/json": {"schema": shapes.Check.model_json_schema()}, TEXT: {"schema": {"type": "string", "minLength": 1}}}
    bodies |= dict.fromkeys(FILES, binary)
    reports = (*REPORT_MEDIA.values(), TEXT)

    checks = "Check a text: every claim judged, and what is wrong with it"

    @route("POST", "/check", "check", results.Report, checks, "The report.", slow, body=bodies, media=reports)
    async def check(request: Request, how: Annotated[shapes.CheckHow, Query()]) -> Response:
        text, given = await asked_text(front, request)
        given = {"dated": how.date, "language": how.language, **{k: v for k, v in given.items() if v is not None}}
        reply = await front.kept("check", text=text, output_format=how.format, **given)
        response = unstored(reply)
        if how.format == "html":
            response.headers["Content-Disposition"] = 'attachment; filename="report.html"'
        return response

    understood = "Read a text: its claims as they are understood, each with how its slots were decided"

    @route("POST", "/read", "read", results.ReadClaims, understood, "The claims.", slow, body=bodies)
    async def read(request: Request, how: Annotated[shapes.ReadHow, Query()]) -> Response:
        text, given = await asked_text(front, request)
        return unstored(await front.kept("read", text=text, dated=given.get("dated") or how.date))

    proposed = "Verify claims that another program read: each validated against its text, and judged"
    proposals = {"application/json": {"schema": shapes.Verify.model_json_schema()}}

    @route("POST", "/verify", "verify", results.Verified, proposed, "The judged claims.", slow, body=proposals)
    async def verify(request: Request) -> Response:
        if _media(request) != "application/json":
            raise Problem(415, "claims are sent as application/json")
        asked = _read(shapes.Verify, await request.body())
        text = None if asked.text is None else fitting(front, asked.text, ": it is empty")
        given = {"text": text, "dated": asked.date, "language": asked.language}
        return unstored(await front.kept("verify", claims=asked.claims, **{k: v for k, v in given.items() if v is not None}))

    loaded, octets = f"Load a file, all of it or nothing{allowed}", {"application/octet-stream": binary}

    @route("POST", "/load", "load", results.Told, loaded, became, reads, body=octets)
    async def load(request: Request, asked: Annotated[shapes.Load, Query()]) -> Response:
        given = asked.model_dump()
        return unstored(await front.load(_name(request, ""), await request.body(), given.pop("format"), given))

    return api


def unstored(reply: Reply, *, attach: bool = False) -> Response:
    """The answer to what was sent or changed, which no proxy or browser keeps; as a file to save where that is asked for."""
    headers = {"Hinterland-State": str(reply.state), "Cache-Control": "no-store", **(attached(reply) if attach else {})}
    return Response(reply.body, headers=headers, media_type=reply.media)


async def asked_text(front: Front, request: Request) -> tuple[str | Document, dict[str, Any]]:
    """The text of a request and what is said of it. Raises `Problem` for a body that is none."""
    media, raw = _media(request), await request.body()
    if not raw:
        raise Problem(422, "there is no text to check: the body is empty")
    if media == "application/json":
        asked = _read(shapes.Check, raw)
        given = asked.model_dump(exclude={"text", "date"}) | {
            "dated": asked.date,
            "select": tuple(asked.select),
            "ignore": tuple(asked.ignore),
        }
        return fitting(front, asked.text, ": it is empty"), given
    if media == TEXT:
        try:
            return fitting(front, raw.decode("utf-8-sig"), ": it is empty"), {}
        except UnicodeDecodeError:
            raise Problem(400, "the text is not UTF-8") from None
    if media in FILES:
        return await document(front, _name(request, FILES[media]), raw), {}
    raise Problem(415, f"a text is sent as application/json, {TEXT} or {', '.join(FILES)}")


async def document(front: Front, name: str, raw: bytes) -> Document:
    """A file read in a process of its own. Raises `Problem` for one that can't be."""
    if not raw:
        raise Problem(422, "the body is empty")
    reply = await front.read(name, raw)
    found = pickle.loads(reply.body)
    assert isinstance(found, Document)
    return found


def _name(request: Request, suffix: str) -> str:
    """The file's name as a header gives it, without folders; with the suffix of the body's type, where that has one."""
    name = without_folders(request.headers.get("hinterland-name", "upload"))
    return name if not suffix or name.lower().endswith(suffix) else f"{PurePath(name).stem}{suffix}"


def without_folders(name: str) -> str:
    """A file's name, whatever folders of whatever system it was sent with."""
    return PurePath(name.replace("\\", "/")).name[:120] or "upload"


def _media(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _read(model: type[Model], raw: bytes) -> Model:
    try:
        return model.model_validate_json(raw)
    except ValidationError as e:
        raise unfit(e, "body") from None


def fitting(front: Front, text: str, lacking: str) -> str:
    """A text to check. Raises `Problem` for one that is empty, saying what it lacks, or too long."""
    if not text.strip():
        raise Problem(422, f"there is no text to check{lacking}")
    if len(text) > (most := front.settings.limits.characters):
        raise Problem(413, f"a text has at most {most:,} characters; check it in parts")
    return text


MEDIA = {form: media for form, (_, media) in TABLES.items()}


def accepted(request: Request, tables: Mapping[str, str]) -> str:
    """The form of a table that a client would rather have, by the header `Accept`: JSON unless it names another of these forms, by their media types, before it."""
    forms = {media.partition(";")[0]: form for form, media in tables.items()} | {"application/json": "json", "*/*": "json"}
    return next((forms[tag] for tag, weight in weighed(request.headers.get("accept", "")) if tag in forms and weight), "json")


def weighed(header: str) -> list[tuple[str, float]]:
    """What a client takes, each with how much it wants it, as `q=0.5` says behind it (1 where it says nothing), the most wanted first."""
    found = []
    for tag, _, rest in (part.partition(";") for part in header.split(",")[:20]):
        weight = re.search(r"(?:^|;)\s*q=([01](?:\.\d{0,3})?)\s*(?:;|$)", rest)
        found.append((tag.strip(), float(weight[1]) if weight else 1.0))
    return sorted(found, key=lambda w: -w[1])


def paged(request: Request, reply: Reply, asked: shapes.Observations | None, *, attach: bool = False) -> Response:
    """A page of observations with how many there are in all and links to the one before and the one after, both of the same state; nothing `asked` is no page but all."""
    response = tagged(request, reply, attach=attach)
    response.headers["Hinterland-Total"] = str(reply.total)
    response.headers["Vary"] = "Accept"
    if asked is None:
        return response
    here = str(request.url.replace(query=""))
    said = [(n, v) for n, v in request.query_params.items() if n not in ("offset", "limit", "state")]
    links = [
        f'<{here}?{urlencode([*said, ("offset", at), ("limit", asked.limit), ("state", reply.state)])}>; rel="{rel}"'
        for rel, at in (("prev", max(0, asked.offset - asked.limit)), ("next", asked.offset + asked.limit))
        if (rel == "prev" and asked.offset > 0) or (rel == "next" and at < reply.total)
    ]
    if links:
        response.headers["Link"] = ", ".join(links)
    return response
