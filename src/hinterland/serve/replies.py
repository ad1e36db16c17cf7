"""What answers a question: bytes with their media type, JSON the way all answers have it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

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
