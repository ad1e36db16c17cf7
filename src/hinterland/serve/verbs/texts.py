"""Checking a text: the report of the contract as JSON, or in one of the checker's other formats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from hinterland.api import Hinterland
from hinterland.check.document import Document, from_text
from hinterland.check.output import FORMATS
from hinterland.codes import Language
from hinterland.serve.verbs.made import Made, as_json

MEDIA = {"json": "application/json", "sarif": "application/sarif+json", "html": "text/html; charset=utf-8"}


def check(
    h: Hinterland,
    text: str | Document,
    *,
    dated: date | None = None,
    language: Language | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    markdown: bool = False,
    output_format: str = "json",
) -> Made:
    """The report on a text, or on a document that was read already."""
    document = from_text("text", text, markdown=markdown) if isinstance(text, str) else text
    report = h.check(document, dated=dated, select=select, ignore=ignore, language=language)
    made = "".join(FORMATS[output_format](report)) if output_format != "html" else FORMATS["html"](report)
    return Made(made.encode("utf-8"), MEDIA.get(output_format, "text/plain; charset=utf-8"))


def read(h: Hinterland, text: str | Document, *, dated: date | None = None) -> Made:
    """A text as it is understood: its claims, each with how its slots were decided."""
    return as_json(h.read(text if isinstance(text, str) else text.text, dated=dated).to_dict())


def verify(
    h: Hinterland, claims: Sequence[dict[str, Any]], *, text: str | None = None, dated: date | None = None, language: Language | None = None
) -> Made:
    """Claims from any program, judged like a text's own."""
    return as_json(h.verify({"claims": list(claims)}, text, dated=dated, language=language).to_dict())
