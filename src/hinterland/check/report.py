"""The report: a document checked, as one object with the contract's JSON form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypedDict

from hinterland.check.bearing import judge_by_date
from hinterland.check.conflicts import settle
from hinterland.check.context import Context
from hinterland.check.document import Document, date_of
from hinterland.check.rules import note_agreements, rules
from hinterland.check.settings import reader_of
from hinterland.check.silence import silence
from hinterland.check.tables import claims as in_tables
from hinterland.codes import Language
from hinterland.indicators import Indicators
from hinterland.models import Claim, Finding
from hinterland.readers import OfflineReader, Reader, Reading
from hinterland.reading import ReadText

TOGETHER = 50
"""How many documents are judged with the same queries where there are many: enough to share their cost, few enough to show progress."""


@dataclass(frozen=True, slots=True)
class Report:
    """A document with its claims, judged, and the findings of the rules, told in the language that it `speaks`.

    `date_from` is `option`, `front matter`, `text` or `today`; `hidden` counts the findings that a baseline holds back. `questions` are less likely
    errors than findings are, shown where the report `asks`; `agreed` are the claims that the text's own arithmetic bears out.
    """

    document: Document
    language: Language
    date: date
    date_from: str
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    left_alone: int
    speaks: Language = "en"
    hidden: int = 0
    against: tuple[dict[str, Any], ...] = ()
    reader: dict[str, object] = field(default_factory=lambda: {"by": "offline"})
    questions: tuple[Finding, ...] = ()
    agreed: frozenset[str] = frozenset()
    asks: bool = False

    @property
    def errors(self) -> int:
        """How many findings are errors: any makes the exit status 1."""
        return sum(f.severity == "error" for f in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract."""
        counts = Counter(c.verdict for c in self.claims)
        text = {"text": self.document.text} if self.document.extracted else {}
        found: dict[str, Any] = {
            "schema": "hinterland.check/1",
            "document": {
                "path": self.document.path,
                "language": self.language,
                "characters": len(self.document.text),
                "date": self.date.isoformat(),
                "date_from": self.date_from,
                "reader": self.reader,
                **text,
            },
            "claims": [c.to_dict() for c in self.claims],
            "findings": [f.to_dict() for f in self.findings],
            "summary": {
                "claims": len(self.claims),
                "supported": counts["supported"],
                "refuted": counts["refuted"],
                "unverifiable": counts["unverifiable"],
                "numbers_left_alone": self.left_alone,
            },
        }
        found |= {"questions": [f.to_dict() for f in self.questions]} if self.asks else {}
        return found | ({"against": list(self.against)} if self.against else {})

    def asking(self) -> Report:
        """The report with its questions: among the findings for people, beside them for programs."""
        return replace(self, asks=True)

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings as people see them, with the questions among them where these are asked for."""
        return tuple(sorted((*self.findings, *self.questions), key=lambda f: (f.start, f.end, f.code))) if self.asks else self.findings


class How(TypedDict, total=False):
    """How documents are checked: their date, rules chosen and left out, the language of messages, who reads (a reader or its name)."""

    dated: date | None
    select: Collection[str]
    ignore: Collection[str]
    language: Language | None
    reader: Reader | str | None


def check_all(
    indicators: Indicators,
    documents: Sequence[Document],
    *,
    dated: date | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    language: Language | None = None,
    today: date | None = None,
    reader: Reader | str | None = None,
) -> list[Report]:
    """Check documents together, in their order: all their claims are judged with the same few queries.

    The date of a document is the one given, else the one it states, else `today`; `reader` reads in place of the offline reader.
    """
    reader = OfflineReader() if reader is None else reader_of(reader) if isinstance(reader, str) else reader
    readings = [_read(d, dated, today or date.today(), reader) for d in documents]
    return judge_read(indicators, documents, readings, select=select, ignore=ignore, language=language)


def judge_read(
    indicators: Indicators,
    documents: Sequence[Document],
    readings: Sequence[tuple[Reading, str]],
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    language: Language | None = None,
) -> list[Report]:
    """Judge documents that were read, by whomever: each with its reading and where its date is from."""
    read_ = [(reading.text, origin) for reading, origin in readings]
    stated = [(text, c) for text, _ in read_ for c in text.claims]
    known = [indicators.until(text.today) for text, _ in read_]
    judged = judge_by_date(indicators, stated, [k for k, (text, _) in zip(known, read_, strict=True) for _ in text.claims])
    asked = {code: rule for code, rule in rules().items() if _wanted(code, select, ignore)}
    reports, start = [], 0
    for document, (reading, origin), by_then in zip(documents, readings, known, strict=True):
        text = reading.text
        own = judged[start : start + len(text.claims)]
        start += len(text.claims)
        speaks = language or text.language
        context = Context(document.text, own, speaks, by_then)
        note_agreements(context)
        found = silence(document, [f for rule in asked.values() for f in rule.find(context)], speaks, asked)
        found = settle(found, own, document.text)
        found = sorted((_without_fix(document, f) for f in found), key=lambda f: (f.start, f.end, f.code))
        questions = [f for f in found if f.severity == "question"]
        found = [f for f in found if f.severity != "question"]
        claims = tuple(_doubted(j.claim, found, questions) for j in own)
        reports.append(
            Report(
                document,
                text.language,
                text.today,
                origin,
                claims,
                tuple(found),
                text.left_alone,
                speaks,
                reader=reading.to_dict(),
                questions=tuple(questions),
                agreed=frozenset(j.claim.id for j in own if j.agrees),
            )
        )
    return reports


def day_of(document: Document, dated: date | None, today: date) -> tuple[date, str]:
    """The day of a document and where it is from: `option`, `front matter`, `text` or `today`."""
    found = {"option": dated, "front matter": document.dated, "text": date_of(document.text), "today": today}
    origin, day = next((name, day) for name, day in found.items() if day is not None)
    return day, origin


def _read(document: Document, dated: date | None, today: date, reader: Reader) -> tuple[Reading, str]:
    day, origin = day_of(document, dated, today)
    reading = reader.read(document.text, day)
    return replace(reading, text=_with_tables(document, reading.text, day)), origin


def _with_tables(document: Document, text: ReadText, day: date) -> ReadText:
    """A reading with the claims of the document's tables."""
    tabled, left = in_tables(document, day)
    if not tabled and not left:
        return text
    claims = sorted((*text.claims, *tabled), key=lambda c: (c.start or 0, c.end or 0))
    numbered = tuple(c.model_copy(update={"id": f"c{i}"}) for i, c in enumerate(claims, 1))
    among = {id(c): n.id for c, n in zip(claims, numbered, strict=True)}
    new = {c.id: among[id(c)] for c in text.claims}
    doubts = {new[old]: tuple(o.model_copy(update={"id": new[old]}) for o in others) for old, others in text.doubts.items()}
    choices = {new[old]: own for old, own in text.choices.items() if old in new}
    return replace(text, claims=numbered, left_alone=text.left_alone + left, doubts=doubts, choices=choices)


def _doubted(claim: Claim, found: Sequence[Finding], questions: Sequence[Finding]) -> Claim:
    """A claim with its verdict, which stays open where it is refuted and yet more likely misread than wrong."""
    doubted = claim.verdict == "refuted" and any(claim.id in q.claims for q in questions) and not any(claim.id in f.claims for f in found)
    return claim.model_copy(update={"verdict": "unverifiable", "reason": DOUBTED}) if doubted else claim


DOUBTED = "the data give another answer, but it may be misread"


def _without_fix(document: Document, finding: Finding) -> Finding:
    """A finding without its fix where it, or the figure it is taken from, stands in a table: there the head of the column holds the unit."""
    at = [finding.start, *(r.start for r in finding.related)]
    inside = any(start <= place < end for start, end in document.tables for place in at)
    return finding.model_copy(update={"fix": None}) if inside and finding.fix else finding


def _wanted(code: str, select: Collection[str], ignore: Collection[str]) -> bool:
    return (not select or any(code.startswith(s) for s in select)) and not any(code.startswith(i) for i in ignore)
