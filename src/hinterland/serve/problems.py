"""What goes wrong, reported as problem+json (RFC 9457) to programs and as a page to people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hinterland.errors import Surface

MEDIA = "application/problem+json"
RETRY = "2"
"""Seconds after which one may ask again."""


class Problem(Exception):
    """A request that isn't served, in whatever process, with its status and a sentence, which surfaces may word each for itself."""

    def __init__(
        self, status: int, detail: str, headers: dict[str, str] | None = None, worded: Mapping[Surface, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self._worded = status, detail, headers or {}, worded or {}

    def __reduce__(self) -> tuple[Any, ...]:
        return (Problem, (self.status, self.detail, self.headers, self._worded))

    def on(self, surface: Surface) -> str:
        """The sentence as a surface has it."""
        return self._worded.get(surface, self.detail)


def response(problem: Problem, request: Request | None = None) -> Response:
    """A problem as a program wants it."""
    fields = {"type": "about:blank", "title": HTTPStatus(problem.status).phrase, "status": problem.status, "detail": problem.on("rest")}
    if request is not None:
        fields["instance"] = request.url.path
    body = json.dumps(fields, ensure_ascii=False).encode("utf-8")
    return Response(body, problem.status, {"Cache-Control": "no-store", **problem.headers}, MEDIA)
