"""What a verb makes: bytes with their media type; and JSON the way all answers have it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hinterland.models import Claim


@dataclass(frozen=True, slots=True)
class Made:
    """An answer's bytes, their media type, the name of the file where it is one to keep, the statements of claims whose ids it tells, and
    of a page how many there are in all.
    """

    body: bytes
    media: str
    name: str = ""
    claims: tuple[tuple[str, str], ...] = ()
    total: int = 0


def as_json(value: Any, claims: Iterable[Claim] = (), total: int = 0) -> Made:
    """A value as JSON (UTF-8, one line), with the claims whose ids it tells."""
    body = (json.dumps(value, ensure_ascii=False, default=str) + "\n").encode("utf-8")
    return Made(body, "application/json", claims=statements(claims), total=total)


def statements(claims: Iterable[Claim]) -> tuple[tuple[str, str], ...]:
    """Claims by their ids, without the evidence."""
    return tuple((c.id, c.model_copy(update={"evidence": None}).model_dump_json(by_alias=True)) for c in claims)
