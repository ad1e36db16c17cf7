"""The report as one page: the article with each claim coloured by its verdict, its evidence under the pointer or the keyboard, and all of it on paper.

All that comes from a text is escaped by the template (`report.html.j2`), and the page forbids itself every request.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from hinterland.check.catalogue import said, say
from hinterland.check.output.evidence import Shown
from hinterland.check.output.evidence import shown as evidence
from hinterland.check.output.source import SEVERITIES, closing, locate, outcome, verdict_of
from hinterland.check.report import Report
from hinterland.check.words import as_read
from hinterland.models import Claim, Finding

if TYPE_CHECKING:
    from jinja2 import Template


TEMPLATES = ("hinterland.check", "output")
"""Where the templates stand: `article.html.j2` is for whoever lays a report into a page of their own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article: plain, or a claim with its number, verdict, evidence and findings."""

    text: str
    number: int = 0
    verdict: str = ""
    word: str = ""
    reason: str = ""
    evidence: Shown | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def worst(self) -> str:
        """The gravest severity among the findings."""
        return min((f.severity for f in self.findings), key=SEVERITIES.index, default="")


def render(*reports: Report) -> str:
    """One page for all documents."""
    language = reports[0].speaks if reports else "en"
    return _template().render(documents=[described(r, n) for n, r in enumerate(reports, 1)], language=language, say=partial(say, language))


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader(*TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).get_template(
        "report.html.j2"
    )


def described(report: Report, place: int = 1) -> dict[str, Any]:
    """A document as the templates lay it out: its pieces, what was found, what closes it; `place` is its number on the page."""
    text = report.document.shown
    pieces = list(_pieces(report))
    numbers = {f: p.number for p in pieces for f in map(id, p.findings)}
    found = [
        {
            "finding": f,
            "place": say(report.speaks, "html.place", text=" ".join(text[f.start : f.end].split()), line=locate(text, f.start)[0]),
            "number": numbers.get(id(f), 0),
            "severity": say(report.speaks, f"severity.{f.severity}"),
            "fix": say(report.speaks, f"fix.{f.fix.grade}", text=f.fix.replacement) if f.fix else "",
        }
        for f in report.shown
    ]
    name = "stdin" if report.document.path == "-" else PurePath(report.document.path).name
    return {
        "place": place,
        "name": name,
        "language": report.language,
        "pieces": pieces,
        "findings": found,
        "outcome": outcome(report, commands=False),
        "closing": closing(report, commands=False),
    }


def _pieces(report: Report) -> Iterator[Piece]:
    text, at, number = report.document.shown, 0, 0
    for start, end, claim, found in _marks(report):
        if start < at:
            continue
        yield Piece(text[at:start])
        number += 1
        verdict, word = verdict_of(report, claim)
        shown = evidence(claim, report.speaks) if claim else None
        told = say(report.speaks, "read", reading=word, message=shown.answer) if word and shown and shown.answer else word
        how = as_read(claim, report.speaks) if claim and told else ""
        yield Piece(
            text[start:end],
            number,
            verdict,
            say(report.speaks, "read", reading=how, message=told) if how else told,
            said(report.speaks, claim.reason) if claim and verdict == claim.verdict else "",
            shown,
            tuple(found),
        )
        at = end
    yield Piece(text[at:])


def _marks(report: Report) -> list[tuple[int, int, Claim | None, list[Finding]]]:
    """Stretches to colour, none overlapping: claims with the findings that touch them, and findings that stand on no claim."""
    told = report.shown
    marks: list[tuple[int, int, Claim | None, list[Finding]]] = []
    gravity = {"refuted": 0, "supported": 1, "unverifiable": 2}
    for claim in sorted(report.claims, key=lambda c: (gravity[c.verdict], c.start or 0)):
        start, end = claim.start or 0, claim.end or 0
        if start < end and not any(start < e and s < end for s, e, _, _ in marks):
            marks.append((start, end, claim, []))
    for f in told:
        touched = next((m for m in marks if f.start < m[1] and m[0] < f.end), None)
        if touched is not None:
            touched[3].append(f)
        elif f.start < f.end:
            marks.append((f.start, f.end, None, [f]))
    return sorted(marks, key=lambda m: m[0])
