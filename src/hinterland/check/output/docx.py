"""The report as a docx file: the draft as it is, with a comment at each finding and at each figure that was not settled; a text of another kind becomes a docx first.

A comment is anchored to the very words: the runs of a paragraph are split where the finding begins and ends.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hinterland.check import office
from hinterland.check.catalogue import said, say
from hinterland.check.output.evidence import lines as evidence
from hinterland.check.output.evidence import shown
from hinterland.check.output.source import closing, decided_by, verdict_of
from hinterland.check.report import Report
from hinterland.codes import Language
from hinterland.plugins import extra_missing
from hinterland.sources.reading import InputError

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

AUTHOR, INITIALS = "Hinterland", "H"
LANGUAGES: dict[Language, str] = {"en": "en-GB", "zh": "zh-CN"}


def render(report: Report) -> bytes:
    """The document with its comments, as the bytes of a docx file."""
    document = _opened(report)
    places = list(_places(document))
    for start, end, text in [*_findings(report), *_unsure(report)]:
        runs = next((r for begin, p in places if (r := _runs(p, start - begin, end - begin))), None)
        if runs:
            document.add_comment(runs, office.printable(text), AUTHOR, INITIALS)
    if places and (first := next((p.runs for _, p in places if p.runs), None)):
        document.add_comment(first, office.printable("\n".join(closing(report, commands=False))), AUTHOR, INITIALS)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


Comment = tuple[int, int, str]
"""The first and last character that a comment is on, and what it says."""


def _findings(report: Report) -> Iterator[Comment]:
    for f in report.findings:
        headline = say(report.speaks, "read", reading=f.code, message=f.message)
        yield f.start, f.end, "\n".join([headline, *evidence(f, report.claims, report.speaks)])


def _unsure(report: Report) -> Iterator[Comment]:
    """The claims that were not settled and that no finding is about: how they stand, why, and what would decide them."""
    accused = {c for f in report.findings for c in f.claims}
    for claim in report.claims:
        verdict, words = verdict_of(report, claim)
        if verdict == "unverifiable" and claim.id not in accused and claim.start is not None and claim.end is not None:
            answer = shown(claim, report.speaks).answer
            why = said(report.speaks, claim.reason) if claim.verdict == verdict else ""
            known = say(report.speaks, "data", told=answer) if answer else ""
            yield claim.start, claim.end, "\n".join(x for x in (words, why, known, decided_by(report, claim)) if x)


def _opened(report: Report) -> Any:
    raw = report.document.raw
    if raw is not None and raw.startswith(b"PK") and report.document.extracted:
        return office.open_docx(report.document.path, raw)
    try:
        from docx import Document
    except ImportError:
        raise InputError(extra_missing("docx files need", "documents")) from None
    made = Document()
    _in_language(made, LANGUAGES[report.language])
    for line in report.document.shown.split("\n"):
        made.add_paragraph(office.printable(line))
    return made


def _in_language(document: Any, code: str) -> None:
    """Say which language a new document is in, for spelling and for reading aloud."""
    from docx.oxml.ns import qn

    document.core_properties.language = code
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), code)
        tag.set(qn("w:eastAsia"), LANGUAGES["zh"])


def _places(document: Any) -> Iterator[tuple[int, Paragraph]]:
    """The paragraphs with the offset at which each begins in the text that was read."""
    at = 0
    for text, paragraphs in office.docx_lines(document):
        begin = at
        for p in paragraphs:
            yield begin, p
            begin += len(p.text) + 1
        at += len(text) + 1


def _runs(paragraph: Paragraph, start: int, end: int) -> list[Run]:
    """The runs that hold exactly a stretch of a paragraph; none where it lies elsewhere."""
    if start < 0 or start >= end or end > len(paragraph.text):
        return []
    _split(paragraph, end)
    _split(paragraph, start)
    at, held = 0, []
    for run in paragraph.runs:
        if at < end and start < at + len(run.text):
            held.append(run)
        at += len(run.text)
    return held


def _split(paragraph: Paragraph, offset: int) -> None:
    """Split the run that an offset falls into, where it holds nothing but text."""
    at = 0
    for run in paragraph.runs:
        cut = offset - at
        at += len(run.text)
        if not 0 < cut < len(run.text) or any(not e.tag.endswith(("}t", "}rPr")) for e in run._r):
            continue
        right = copy.deepcopy(run._r)
        run._r.addnext(right)
        text = run.text
        run.text = text[:cut]
        next(r for r in paragraph.runs if r._r is right).text = text[cut:]
        return
