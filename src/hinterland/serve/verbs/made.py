"""What a verb makes: bytes with their media type; and JSON the way all answers have it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


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


def as_json(value: Any, claims: tuple[tuple[str, str], ...] = (), total: int = 0) -> Made:
    """A value as JSON: UTF-8, one line."""
    return Made((json.dumps(value, ensure_ascii=False, default=str) + "\n").encode("utf-8"), "application/json", claims=claims, total=total)
