"""Answers of services as `hinterland fetch` keeps them: a JSON file with the service, the question (which some don't repeat; never a key),
the day it was asked, and the answer unchanged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from hinterland.errors import refused
from hinterland.sources.grids import content
from hinterland.sources.reading import Head, InputError

SCHEMA = "hinterland.answer/1"
MAX_BYTES = 256 * 1024 * 1024
"""The largest file of an answer that is read."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A question to a service and its answer. `asked_on` is a day, today unless said, `released` the day on which the service says its data were updated,
    `tables` are names that the answer uses."""

    service: str
    question: Mapping[str, Any]
    answer: Any
    asked_on: str | None = field(default_factory=lambda: date.today().isoformat())
    released: str | None = None
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """The file: what tells it from other JSON stands first."""
        said = {"schema": SCHEMA, "service": self.service, "question": self.question, "asked_on": self.asked_on, "released": self.released}
        return (json.dumps({**said, "tables": self.tables, "answer": self.answer}, ensure_ascii=False) + "\n").encode()


def is_kept(head: Head, service: str) -> bool:
    """Whether a file is a kept answer of a service."""
    return head.text.startswith(f'{{"schema": "{SCHEMA}", "service": "{service}"')


def read_json(path: Path) -> Any:
    """The JSON of a file. Raises `InputError` where it is none."""
    with refused(ValueError, RecursionError, form=f"{path} is not JSON, or was cut; fetch it again"):
        return json.loads(content(path, MAX_BYTES).decode("utf-8-sig"))


def kept_of(path: Path, value: Any, service: str) -> Kept:
    """A kept answer from its JSON. Raises `InputError` where it is another service's, or has lost a part."""
    lost = f"{path} has lost a part of the question or the answer; delete it and fetch it again"
    with refused(KeyError, TypeError, ValueError, AttributeError, form=lost):
        if value["schema"] != SCHEMA or value["service"] != service:
            raise InputError(f"{path} is not an answer of {service}")
        tables = {str(n): {str(k): str(v) for k, v in t.items()} for n, t in value["tables"].items()}
        asked_on, released = (None if value[n] is None else date.fromisoformat(value[n]).isoformat() for n in ("asked_on", "released"))
        return Kept(service, dict(value["question"]), value["answer"], asked_on, released, tables)
