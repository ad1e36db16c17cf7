"""Verbs whose answers are documents in several formats: the report on a text, and a brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hinterland.api import Hinterland
from hinterland.brief.output import FORMATS as BRIEFS
from hinterland.check.document import Document, from_text
from hinterland.check.output import FORMATS as REPORTS
from hinterland.check.output import NAMING
from hinterland.codes import Language
from hinterland.serve.replies import Reply, statements
from hinterland.serve.verbs.plain import lasting

REPORT_MEDIA = {"json": "application/json", "sarif": "application/sarif+json", "html": "text/html; charset=utf-8"}
BRIEF_MEDIA = {
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


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
) -> Reply:
    """The report on a text, or on a document that was read already."""
    document = from_text("text", text, markdown=markdown) if isinstance(text, str) else text
    report = h.check(document, dated=dated, select=select, ignore=ignore, language=language)
    made = REPORTS[output_format](report, **({"commands": False} if output_format in NAMING else {}))
    remembered = statements([lasting(c) for c in report.claims]) if output_format == "json" else ()
    return Reply(made.encode("utf-8"), REPORT_MEDIA.get(output_format, "text/plain; charset=utf-8"), claims=remembered)


def brief(
    h: Hinterland, subject: str, period: str, *, language: Language = "en", output_format: str = "json", pictured: bool = True
) -> Reply:
    """The brief of a subject for a period, as one file, with its pictures or without."""
    written = h.brief(subject, period, language=language)
    if not pictured:
        written = replace(written, sections=[replace(s, pictures=[]) for s in written.sections])
    made = BRIEFS[f".{output_format}"](written)
    name = f"{written.subject}-{written.period.replace('/', '_')}.{output_format}"
    return Reply(made if isinstance(made, bytes) else made.encode("utf-8"), BRIEF_MEDIA[output_format], name, statements(written.evidence))
