"""The report: a document checked, as one object with the contract's JSON form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypedDict

from hinterland.check.context import Context
from hinterland.check.document import Document, date_of
from hinterland.check.failures import Failure, failure, find_apart, judge_apart, keep_fitting, lost, phrase
from hinterland.check.judge import Judged, judge
from hinterland.check.readings import is_sure, weighed
from hinterland.check.rules import rules
from hinterland.check.settings import reader_of
from hinterland.check.silence import silence
from hinterland.check.tables import claims as in_tables
from hinterland.check.unverified import STANDINGS, Unverified, find_unverified
from hinterland.codes import Language
from hinterland.indicators import Indicators
from hinterland.models import Claim, Finding
from hinterland.readers import OfflineReader, Reader, Reading
from hinterland.reading import ReadText, language_of
from hinterland.sources.reading import InputError

TOGETHER = 50
"""How many documents are judged with the same queries where there are many: enough to share their cost, few enough to show progress."""

ON_REQUEST = ("HL901",)
"""Rules that are asked only where they are selected."""


@dataclass(frozen=True, slots=True)
class Report:
    """A document with its claims, judged, and the findings of the rules, told in the language that it `speaks`.

    `date_from` is `option`, `front matter`, `text` or `today`; `hidden` counts the findings that a baseline holds back; `failures` are what could not be checked because of
    an error of the program, `doubted` the ids of claims that were read too uncertainly to call them wrong.
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
    failures: tuple[Failure, ...] = ()
    unverified: tuple[Unverified, ...] = ()
    doubted: tuple[str, ...] = ()

    @property
    def errors(self) -> int:
        """How many findings are errors: any makes the exit status 1."""
        return sum(f.severity == "error" for f in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """How many claims are supported, refuted and unverifiable for a person: what was read too uncertainly to call it wrong was not checked."""
        told = Counter("unverifiable" if c.id in self.doubted and c.verdict == "refuted" else c.verdict for c in self.claims)
        return {v: told[v] for v in ("supported", "refuted", "unverifiable")}

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
                "unverifiable_by_bounds": {s: sum(u.standing == s for u in self.unverified) for s in STANDINGS},
            },
        }
        added = {
            "against": list(self.against),
            "unverified": [u.to_dict() for u in self.unverified],
            "failures": [f.to_dict() for f in self.failures],
        }
        return found | {name: value for name, value in added.items() if value}


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
    read_ = [_read_apart(d, dated, today or date.today(), reader) for d in documents]
    readings = [(reading, origin) for reading, origin, _ in read_]
    return judge_read(indicators, documents, readings, [f for *_, f in read_], select=select, ignore=ignore, language=language)


def judge_read(
    indicators: Indicators,
    documents: Sequence[Document],
    readings: Sequence[tuple[Reading, str]],
    unread: Sequence[Sequence[Failure]] = (),
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    language: Language | None = None,
) -> list[Report]:
    """Judge documents that were read, by whomever: each with its reading, where its date is from, and what of it could not be read.

    An error of the program costs the claim or the rule that it is of: it becomes a failure of the report, and all else is checked.
    """
    asked = {code: rule for code, rule in rules().items() if _wanted(code, select, ignore)}
    texts = [reading.text for reading, _ in readings]
    judged, failed = _judged(indicators, texts)
    reports = []
    for place, (document, (reading, origin)) in enumerate(zip(documents, readings, strict=True)):
        text, own = reading.text, judged[place]
        failures = [*(unread[place] if unread else ()), *failed[place]]
        speaks = language or text.language
        context = Context(document.text, own, speaks, indicators)
        found = []
        for code, rule in asked.items():
            of_rule, failed_on = find_apart(code, rule.find, context)
            found += of_rule
            failures += failed_on
        raised = silence(document, found, speaks, asked)
        found = [f for f in raised if is_sure(f, own)]
        accused = {c for f in found for c in f.claims}
        doubted = dict.fromkeys(c for f in raised for c in f.claims if c not in accused)
        found = sorted((_without_fix(document, f) for f in found), key=lambda f: (f.start, f.end, f.code))
        claims = tuple(j.claim for j in own)
        left = [j for j in own if j.claim.verdict == "unverifiable"]
        unverified = (
            judge_apart(lambda some: find_unverified(indicators, some), left, lambda j, _: Unverified(j.claim.id, "open")) if left else ()
        )
        reports.append(
            Report(document, text.language, text.today, origin, claims, tuple(found), text.left_alone, speaks, reader=reading.to_dict(),
                   failures=tuple(failures), unverified=tuple(unverified), doubted=tuple(doubted))
        )  # fmt: skip
    return reports


def _judged(indicators: Indicators, texts: Sequence[ReadText]) -> tuple[list[list[Judged]], list[list[Failure]]]:
    """The claims of texts as judged, with the same few queries for all, and those that an error kept from it."""
    found: list[list[Judged]] = [[] for _ in texts]
    failed: list[list[Failure]] = [[] for _ in texts]
    pairs = [(place, claim) for place, text in enumerate(texts) for claim in text.claims]

    def work(some: Sequence[tuple[int, Claim]]) -> list[Judged]:
        return weighed(indicators, judge(indicators, [c for _, c in some]), lambda at: texts[some[at][0]].doubts.get(some[at][1].id, ()))

    def fail(pair: tuple[int, Claim], error: Exception) -> Judged:
        place, claim = pair
        failed[place].append(failure("judge", error, claim))
        return lost(claim)

    for (place, _), one in zip(pairs, judge_apart(work, pairs, fail) if pairs else [], strict=True):
        found[place].append(one)
    return found, failed


def day_of(document: Document, dated: date | None, today: date) -> tuple[date, str]:
    """The day of a document and where it is from: `option`, `front matter`, `text` or `today`."""
    found = {"option": dated, "front matter": document.dated, "text": date_of(document.text), "today": today}
    origin, day = next((name, day) for name, day in found.items() if day is not None)
    return day, origin


def _read(document: Document, dated: date | None, today: date, reader: Reader) -> tuple[Reading, str]:
    day, origin = day_of(document, dated, today)
    reading = reader.read(document.text, day)
    return replace(reading, text=_with_tables(document, reading.text, day)), origin


def _read_apart(document: Document, dated: date | None, today: date, reader: Reader) -> tuple[Reading, str, list[Failure]]:
    """The reading of a document, where its date is from, and the lines that an error kept from being read; without them the others are."""
    try:
        return *_read(document, dated, today, reader), []
    except InputError:
        raise
    except Exception as error:
        day, origin = day_of(document, dated, today)
        whole = [Failure("read", 0, len(document.text), phrase(error))]
    if not isinstance(reader, OfflineReader):
        return _nothing(document, day), origin, whole
    text = document.text

    def masked(lines: Sequence[re.Match[str]]) -> str:
        ends = [0, *(line.end() for line in lines)]
        between = (re.sub(r"[^\r\n]", " ", text[at : line.start()]) + line[0] for at, line in zip(ends, lines, strict=False))
        return "".join(between) + re.sub(r"[^\r\n]", " ", text[ends[-1] :])

    kept, dropped = keep_fitting(list(re.finditer(r"[^\r\n]+", text)), lambda lines: reader.read(masked(lines), day))
    failures = [Failure("read", line.start(), line.end(), phrase(error)) for line, error in dropped]
    try:
        return _read(replace(document, text=masked(kept)), day, today, reader)[0], origin, failures
    except Exception:
        return _nothing(document, day), origin, whole


def _nothing(document: Document, day: date) -> Reading:
    """The reading of a text that can't be read."""
    return Reading(ReadText(document.text, language_of(document.text), day, (), 0))


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
    return replace(text, claims=numbered, left_alone=text.left_alone + left, doubts=doubts)


def _without_fix(document: Document, finding: Finding) -> Finding:
    """A finding without its fix where it, or the figure it is taken from, stands in a table: there the head of the column holds the unit."""
    at = [finding.start, *(r.start for r in finding.related)]
    inside = any(start <= place < end for start, end in document.tables for place in at)
    return finding.model_copy(update={"fix": None}) if inside and finding.fix else finding


def _wanted(code: str, select: Collection[str], ignore: Collection[str]) -> bool:
    """Whether a rule is asked; that nothing is held is a finding only where it is selected by name."""
    chosen = any(code.startswith(s) for s in select if code not in ON_REQUEST or len(s) > len("HL")) if select else code not in ON_REQUEST
    return chosen and not any(code.startswith(i) for i in ignore)
