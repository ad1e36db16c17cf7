"""Requests in plain words and comparisons, as `h.ask`, `h.compare` and `h.regions` answer them; for assistants without the claims in full."""

from __future__ import annotations

from typing import Any

from hinterland.answers.answer import Answer
from hinterland.api import Hinterland
from hinterland.check.output.evidence import cited
from hinterland.codes import Language
from hinterland.serve.verbs.claims import statements
from hinterland.serve.verbs.made import Made, as_json

MOST = 12
"""Maximum sources of an answer named to an assistant."""


def ask(h: Hinterland, q: str, language: Language | None = None) -> Made:
    """The answer to a request."""
    found = h.ask(q, language=language)
    return as_json(found.to_dict(), statements(found.claims))


def compare(h: Hinterland, subjects: str, **asked: Any) -> Made:
    """Subjects side by side."""
    found = h.compare(*_names(subjects), **asked)
    return as_json(found.to_dict(), statements(found.claims))


def show(h: Hinterland, subject: str, **asked: Any) -> Made:
    """The figures of a subject, period by period."""
    return as_json(h.show(subject, **asked).to_dict())


def regions(h: Hinterland) -> Made:
    """Who can be asked about."""
    return as_json({"schema": "hinterland.regions/1", "regions": h.regions()})


def ask_brief(h: Hinterland, request: str) -> Made:
    """The answer to a request: sentences to quote, the figures, and what to beware of."""
    found = h.ask(request)
    return as_json(_brief(h, found), statements(found.claims))


def compare_brief(h: Hinterland, subjects: list[str], **asked: Any) -> Made:
    """Subjects side by side: sentences to quote, and the figures."""
    found = h.compare(*subjects, **asked)
    return as_json(_brief(h, found), statements(found.claims))


def _brief(h: Hinterland, found: Answer) -> dict[str, Any]:
    told = found.to_dict()
    kept = ("status", "sentence", "sentences", "notes", "beware", "rows", "understood", "command")
    claims = [c.id for c in found.claims[:MOST]]
    sources = [cited(s, found.language) for s in found.sources[:MOST]]
    return {"state": h.state.number, **{k: told[k] for k in kept if told[k]}, "claims": claims, "from": sources}


def _names(given: str) -> list[str]:
    return [name.strip() for name in given.split(",") if name.strip()]
