"""The report: a document checked, as one object with the contract's JSON form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hinterland.check.context import Context
from hinterland.check.document import Document, date_of
from hinterland.check.judge import judge
from hinterland.check.rules import rules
from hinterland.indicators import Indicators
from hinterland.language.read import ReadText, read
from hinterland.models import Claim, Finding, Span


@dataclass(frozen=True, slots=True)
class Report:
    """A document with its claims, judged, and the findings of the rules."""

    document: Document
    language: str
    date: date
    date_from: str
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    left_alone: int

    @property
    def errors(self) -> int:
        """How many findings are errors: any makes the exit status 1."""
        return sum(f.severity == "error" for f in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract."""
        counts = Counter(c.verdict for c in self.claims)
        text = {"text": self.document.text} if self.document.extracted else {}
        return {
            "schema": "hinterland.check/1",
            "document": {
                "path": self.document.path,
                "language": self.language,
                "characters": len(self.document.text),
                "date": self.date.isoformat(),
                "date_from": self.date_from,
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


def check(
    indicators: Indicators, document: Document, *, dated: date | None = None, select: Collection[str] = (), ignore: Collection[str] = ()
) -> Report:
    """Check a document. Its date is the one given, else the one it states, else today."""
    return check_all(indicators, [document], dated=dated, select=select, ignore=ignore)[0]


def check_all(
    indicators: Indicators,
    documents: Sequence[Document],
    *,
    dated: date | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> list[Report]:
    """Check documents together, in their order: all their claims are judged with the same few queries."""
    read_ = [_read(d, dated) for d in documents]
    judged = judge(indicators, [c for text, _ in read_ for c in text.claims])
    wanted = [rule for code, rule in rules().items() if _wanted(code, select, ignore)]
    reports, start = [], 0
    for document, (text, origin) in zip(documents, read_, strict=True):
        own = judged[start : start + len(text.claims)]
        start += len(text.claims)
        context = Context(document.text, own)
        found = _silence(document, [f for rule in wanted for f in rule.find(context)])
        found.sort(key=lambda f: (f.start, f.end, f.code))
        reports.append(Report(document, text.language, text.today, origin, tuple(j.claim for j in own), tuple(found), text.left_alone))
    return reports


def _read(document: Document, dated: date | None) -> tuple[ReadText, str]:
    stated = date_of(document.text) if dated is None else None
    return read(document.text, dated or stated or date.today()), "option" if dated else "text" if stated else "today"


def _wanted(code: str, select: Collection[str], ignore: Collection[str]) -> bool:
    return (not select or any(code.startswith(s) for s in select)) and not any(code.startswith(i) for i in ignore)


def _silence(document: Document, found: list[Finding]) -> list[Finding]:
    """Leave out what a silencer on its line or the line before names; a silencer that silences nothing becomes a finding itself."""
    kept = list(found)
    for start, end, code in document.silenced:
        first = document.text.rfind("\n", 0, start) + 1
        line = document.text.find("\n", end)
        last = document.text.find("\n", line + 1) if line >= 0 else -1
        stop = last if last >= 0 else len(document.text)
        hit = [f for f in kept if f.code == code and first <= f.start < stop]
        kept = [f for f in kept if f not in hit]
        if not hit:
            kept.append(
                Finding(
                    start=start,
                    end=end,
                    code="HL901",
                    severity="info",
                    message=f"this silencer of {code} silences nothing",
                    related=[Span(start=start, end=end)],
                )
            )
    return kept
