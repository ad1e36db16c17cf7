"""Briefs, in every format that they are written in."""

from __future__ import annotations

from hinterland.api import Hinterland
from hinterland.brief.output import FORMATS
from hinterland.brief.output.evidence import plain
from hinterland.check.output.evidence import cited
from hinterland.codes import Language
from hinterland.serve.verbs.claims import statements
from hinterland.serve.verbs.made import Made, as_json

MOST = 12
"""Maximum sources of a brief named to an assistant."""

MEDIA = {
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def brief_points(h: Hinterland, subject: str, period: str, *, language: Language = "en") -> Made:
    """The headline, the lead and the key points of a brief with their advice, and the sources."""
    written = h.brief(subject, period, language=language)
    points = [{"text": plain(t.text), "advice": t.advice, "why": t.why} for t in written.takeaways]
    told = {"state": written.state, "headline": written.headline, "lead": [plain(s) for s in written.standfirst], "key_points": points}
    return as_json(told | {"from": [cited(s, language) for s in written.sources[:MOST]]}, statements(written.evidence))


def brief(h: Hinterland, subject: str, period: str, *, language: Language = "en", output_format: str = "json") -> Made:
    """The brief of a subject for a period, as one file."""
    written = h.brief(subject, period, language=language)
    made = FORMATS[f".{output_format}"](written)
    body = made if isinstance(made, bytes) else made.encode("utf-8")
    name = f"{written.subject}-{written.period.replace('/', '_')}.{output_format}"
    return Made(body, MEDIA[output_format], name, statements(written.evidence))
