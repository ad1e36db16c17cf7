"""Briefs, in every format that they are written in."""

from __future__ import annotations

from hinterland.api import Hinterland
from hinterland.brief.output import FORMATS
from hinterland.codes import Language
from hinterland.serve.verbs.claims import statements
from hinterland.serve.verbs.made import Made

MEDIA = {
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def brief(h: Hinterland, subject: str, period: str, *, language: Language = "en", output_format: str = "json") -> Made:
    """The brief of a subject for a period, as one file."""
    written = h.brief(subject, period, language=language)
    made = FORMATS[f".{output_format}"](written)
    body = made if isinstance(made, bytes) else made.encode("utf-8")
    name = f"{written.subject}-{written.period.replace('/', '_')}.{output_format}"
    return Made(body, MEDIA[output_format], name, statements(written.evidence))
