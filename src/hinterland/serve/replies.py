"""What answers a question: bytes with their media type, JSON the way all answers have it; and what goes wrong, reported as problem+json
(RFC 9457) to programs and as a page to people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hinterland.errors import Surface
from hinterland.models import Claim


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: bytes of a media type and their digest, the state it was given from, the name of the file where it is one to keep, claims by id with their
    statements, and of a page how many there are in all.
    """

    body: bytes
    media: str = "application/json"
    name: str = ""
    claims: tuple[tuple[str, str], ...] = ()
    total: int = 0
    state: int = 0
    digest: str = ""

    @property
    def weight(self) -> int:
        """About how many bytes it takes to keep it."""
        return len(self.body) + sum(len(i) + len(said) + 200 for i, said in self.claims) + 500


def as_json(value: Any, claims: Iterable[Claim] = (), total: int = 0) -> Reply:
    """A value as JSON (UTF-8, one line), with the claims whose ids it holds."""
    body = (json.dumps(value, ensure_ascii=False, default=str) + "\n").encode("utf-8")
    return Reply(body, claims=statements(claims), total=total)


def statements(claims: Iterable[Claim]) -> tuple[tuple[str, str], ...]:
    """Claims by their ids, without the evidence."""
    return tuple((c.id, c.model_copy(update={"evidence": None}).model_dump_json(by_alias=True)) for c in claims)


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
