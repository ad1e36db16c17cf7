"""What goes wrong, told as problem+json (RFC 9457) to programs and as a page to people; one table from the reason to the status."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from hinterland.errors import Surface
from hinterland.serve.workers import Unanswered

STATUS = {"refused": 404, "malformed": 422, "busy": 429, "too-long": 503, "failed": 500}
"""The status that each reason for no answer has. What is refused names something that isn't here (a region, a state, a figure); what is malformed
is no value of its kind (a period, a flow, a currency), whoever asks for it."""
MEDIA = "application/problem+json"
RETRY = "2"
"""Seconds after which one may ask again."""


class Problem(Exception):
    """A request that isn't served, with its status and a sentence, which surfaces may word each for itself."""

    def __init__(
        self, status: int, detail: str, headers: dict[str, str] | None = None, worded: Mapping[Surface, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self._worded = status, detail, headers or {}, worded or {}

    def on(self, surface: Surface) -> str:
        """The sentence as a surface has it."""
        return self._worded.get(surface, self.detail)


def of(error: Unanswered) -> Problem:
    """The problem that a question without an answer is."""
    status = STATUS[error.why]
    return Problem(status, error.said, {"Retry-After": str(error.after)} if status in (429, 503) else None, error.on)


def response(problem: Problem, request: Request | None = None) -> Response:
    """A problem as a program wants it."""
    told = {"type": "about:blank", "title": HTTPStatus(problem.status).phrase, "status": problem.status, "detail": problem.on("rest")}
    if request is not None:
        told["instance"] = request.url.path
    body = json.dumps(told, ensure_ascii=False).encode("utf-8")
    return Response(body, problem.status, {"Cache-Control": "no-store", **problem.headers}, MEDIA)
