"""The report: a document checked, as one object with the contract's JSON form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any, TypedDict

from hinterland.check.bearing import judge_by_date
from hinterland.check.catalogue import say
from hinterland.check.conflicts import settle
from hinterland.check.context import Context
from hinterland.check.dating import Dated, date_document, redate
from hinterland.check.document import Document
from hinterland.check.failures import Failure, failure, find_apart, judge_apart, keep_fitting, lost, phrase
from hinterland.check.judge import Judged
from hinterland.check.revised import adjoins, is_within_revision
from hinterland.check.rules import rules
from hinterland.check.settings import reader_of
from hinterland.check.tables import claims as in_tables
from hinterland.check.tied import note_agreements
from hinterland.check.unverified import STANDINGS, Unverified, find_unverified
from hinterland.check.within import converted_ids
from hinterland.claims.rows import rows
from hinterland.claims.statement import identity_of
from hinterland.codes import Language
from hinterland.codes.tables import grouped
from hinterland.frames import Rows, Tabular, count
from hinterland.indicators import Indicators
from hinterland.models import Claim, Finding, Span
from hinterland.readers import OfflineReader, Reader, Reading
from hinterland.reading import ReadText, language_of
from hinterland.reading.collecting import collecting_later
from hinterland.sources.reading import InputError

TOGETHER = 50
"""How many documents are judged with the same queries where there are many: enough to share their cost, few enough to show progress."""

ON_REQUEST = ("HL901",)
"""Rules that are asked only where they are selected."""


@dataclass(frozen=True, slots=True, repr=False)
class Report(Tabular):
    """A document with its claims, judged, and the findings of the rules, told in the language that it `speaks`.

    `date_from` is `option`, `front matter`, `text`, or how an unstated date was estimated: `periods`, `figures` or `today`; `hidden` counts the findings that a baseline holds
    back; `failures` are what could not be checked because of an error of the program, `doubted` the ids of claims that were read too uncertainly to call them wrong. `questions`
    are less likely errors than findings are, shown where the report `asks`; `agreed` are the claims that the text's own arithmetic bears out.
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
    questions: tuple[Finding, ...] = ()
    agreed: frozenset[str] = frozenset()
    asks: bool = False
    unread: tuple[tuple[int, int], ...] = ()

    @property
    def errors(self) -> int:
        """How many findings are errors: any makes the exit status 1."""
        return sum(f.severity == "error" for f in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """How many claims are supported, refuted and unverifiable."""
        told = Counter(c.verdict for c in self.claims)
        return {v: told[v] for v in ("supported", "refuted", "unverifiable")}

    @property
    def totals(self) -> dict[str, Any]:
        """How many claims, by verdict and by how they stand to bounds, and how many numbers were left alone."""
        return {
            "claims": len(self.claims),
            **self.counts,
            "numbers_left_alone": self.left_alone,
            "unverifiable_by_bounds": {s: sum(u.standing == s for u in self.unverified) for s in STANDINGS},
        }

    def summary(self) -> str:
        """How many findings and questions there are, and how the claims were judged."""
        found = f"{count(len(self.findings), 'finding')}, {count(len(self.questions), 'question')}"
        return f"{self.document.path}, {found}; {self.remarks()[0]}"

    def remarks(self) -> list[str]:
        """How many claims were read, and how they were judged."""
        judged = ", ".join(f"{n} {verdict}" for verdict, n in self.counts.items())
        return [f"{count(len(self.claims), 'claim')} ({judged})"]

    def rows_of(self) -> list[dict[str, Any]]:
        """The findings, then the questions: where each stands, its rule, and what it says."""
        text = self.document.text
        return [
            {
                "kind": kind,
                "start": f.start,
                "end": f.end,
                "text": text[f.start : f.end],
                "code": f.code,
                "severity": f.severity,
                "message": f.message,
            }
            for kind, found in (("finding", self.findings), ("question", self.questions))
            for f in found
        ]

    def tables(self) -> Mapping[str, Callable[[], Rows]]:
        """The claims, as a table of their own."""
        return {"claims": lambda: rows(self.claims)}

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract."""
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
            "claims": [form | {"evidence_id": identity_of(form)} for form in (c.to_dict() for c in self.claims)],
            "findings": [f.to_dict() for f in self.findings],
            "summary": self.totals,
        }
        found |= {"questions": [f.to_dict() for f in self.questions]} if self.asks else {}
        added = {
            "against": list(self.against),
            "unverified": [u.to_dict() for u in self.unverified],
            "failures": [f.to_dict() for f in self.failures],
            "unread": [{"start": start, "end": end} for start, end in self.unread],
        }
        return found | {name: value for name, value in added.items() if value}

    def asking(self) -> Report:
        """The report with its questions: among the findings for people, beside them for programs."""
        return replace(self, asks=True)

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings as people see them, with the questions among them where these are asked for."""
        return tuple(sorted((*self.findings, *self.questions), key=lambda f: (f.start, f.end, f.code))) if self.asks else self.findings


class How(TypedDict, total=False):
    """How documents are checked: rules chosen and left out, the language of messages, who reads (a reader or its name)."""

    select: Collection[str]
    ignore: Collection[str]
    language: Language | None
    reader: Reader | str | None


@collecting_later
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

    The date of a document is the one given, else the one it states, else estimated (`check.dating`); `reader` reads in place of the offline reader.
    """
    reader = OfflineReader() if reader is None else reader_of(reader) if isinstance(reader, str) else reader
    read_ = [_read_dated(indicators, d, date_document(d, dated, today or date.today()), reader) for d in documents]
    readings = [(reading, at) for reading, at, _ in read_]
    return judge_read(indicators, documents, readings, [f for *_, f in read_], select=select, ignore=ignore, language=language)


@collecting_later
def judge_read(
    indicators: Indicators,
    documents: Sequence[Document],
    readings: Sequence[tuple[Reading, Dated]],
    unread: Sequence[Sequence[Failure]] = (),
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    language: Language | None = None,
) -> list[Report]:
    """Judge documents that were read, by whomever: each with its reading, its date, and what of it could not be read.

    An error of the program costs the claim or the rule that it is of: it becomes a failure of the report, and all else is checked.
    """
    for named in (*select, *ignore):
        if not any(code.startswith(named) for code in rules()):
            raise InputError(f"there is no rule {named}; there are {', '.join(rules())}")
    asked = {code: rule for code, rule in rules().items() if _wanted(code, select, ignore)}
    reports: dict[int, Report] = {}
    of_day = grouped((at.known, place) for place, (_, at) in enumerate(readings))
    for known, days in groupby(sorted(of_day), indicators.until):
        places = [place for day in days for place in of_day[day]]
        judged = _judged(indicators, known, [(readings[place][0].text, readings[place][1]) for place in places])
        for place, (own, failed) in zip(places, judged, strict=True):
            failures = [*(unread[place] if unread else ()), *failed]
            reports[place] = _report(known, documents[place], *readings[place], own, failures, asked, language)
    return [reports[place] for place in range(len(documents))]


def _report(
    known: Indicators,
    document: Document,
    reading: Reading,
    at: Dated,
    own: list[Judged],
    failures: list[Failure],
    asked: Mapping[str, Any],
    language: Language | None,
) -> Report:
    """The report on a document whose claims were judged by what was known at its date."""
    text = reading.text
    speaks = language or text.language
    context = Context(document.text, own, speaks, known)
    note_agreements(context)
    raised = []
    for code, rule in asked.items():
        of_rule, failed_on = find_apart(code, rule.find, context)
        raised += of_rule
        failures += failed_on
    raised = settle(silence(document, raised, speaks, asked), own, document.text)
    raised = sorted((_without_fix(document, f) for f in raised), key=lambda f: (f.start, f.end, f.code))
    questions = [f for f in raised if f.severity == "question"]
    found = [f for f in raised if f.severity != "question"]
    accused = {c for f in found for c in f.claims}
    # A conversion at the rate of some day isn't the figure that is published in that currency.
    converted = converted_ids(context) - accused
    doubted = {c for q in questions for c in q.claims} - accused - converted
    claims = tuple(_doubted(j, doubted, converted) for j in own)
    opened = tuple(j.claim.id for j, c in zip(own, claims, strict=True) if j.verdict != c.verdict and c.id not in converted)
    left = [j for j, c in zip(own, claims, strict=True) if c.verdict == "unverifiable"]
    plausible = [Unverified(j.claim.id, "within") for j in left if j.claim.id in converted]
    left = [j for j in left if j.claim.id not in converted]
    unverified = judge_apart(partial(find_unverified, known), left, lambda j, _: Unverified(j.claim.id, "open")) if left else ()
    return Report(
        document, text.language, at.day, at.origin, claims, tuple(found), text.left_alone, speaks, reader=reading.to_dict(), failures=tuple(failures),
        unverified=(*unverified, *plausible), doubted=opened, questions=tuple(questions), agreed=frozenset(j.claim.id for j in own if j.agrees),
        unread=text.unread,
    )  # fmt: skip


def _judged(indicators: Indicators, known: Indicators, texts: Sequence[tuple[ReadText, Dated]]) -> list[tuple[list[Judged], list[Failure]]]:
    """The claims of each of some texts judged by what was known on a day, all with the same few queries, and those that an error kept from it."""
    found: list[tuple[list[Judged], list[Failure]]] = [([], []) for _ in texts]
    pairs = [(place, claim) for place, (text, _) in enumerate(texts) for claim in text.claims]

    def work(some: Sequence[tuple[int, Claim]]) -> list[Judged]:
        return judge_by_date(indicators, known, [(*texts[place], claim) for place, claim in some])

    def fail(pair: tuple[int, Claim], error: Exception) -> Judged:
        place, claim = pair
        found[place][1].append(failure("judge", error, claim))
        return lost(claim)

    for (place, _), one in zip(pairs, judge_apart(work, pairs, fail) if pairs else [], strict=True):
        found[place][0].append(one)
    return found


def _read_dated(indicators: Indicators, document: Document, at: Dated, reader: Reader) -> tuple[Reading, Dated, list[Failure]]:
    """The reading of a document with its date, which its figures may move, and the lines that an error kept from being read."""
    reading, failures = _read_apart(document, at.day, reader)
    moved = redate(indicators, at, reading.text.claims)
    if moved.day != at.day:
        reading, failures = _read_apart(document, moved.day, reader)
    return reading, moved, failures


def _read(document: Document, day: date, reader: Reader) -> Reading:
    reading = reader.read(document.text, day)
    return replace(reading, text=_with_tables(document, reading.text, day))


def _read_apart(document: Document, day: date, reader: Reader) -> tuple[Reading, list[Failure]]:
    """The reading of a document, and the lines that an error kept from being read; without them the others are."""
    try:
        return _read(document, day, reader), []
    except InputError:
        raise
    except Exception as error:
        whole = [Failure("read", 0, len(document.text), phrase(error))]
    if not isinstance(reader, OfflineReader):
        return _nothing(document, day), whole
    text = document.text

    def masked(lines: Sequence[re.Match[str]]) -> str:
        ends = [0, *(line.end() for line in lines)]
        between = (re.sub(r"[^\r\n]", " ", text[at : line.start()]) + line[0] for at, line in zip(ends, lines, strict=False))
        return "".join(between) + re.sub(r"[^\r\n]", " ", text[ends[-1] :])

    kept, dropped = keep_fitting(list(re.finditer(r"[^\r\n]+", text)), lambda lines: reader.read(masked(lines), day))
    failures = [Failure("read", line.start(), line.end(), phrase(error)) for line, error in dropped]
    try:
        return _read(replace(document, text=masked(kept)), day, reader), failures
    except Exception:
        return _nothing(document, day), whole


def _nothing(document: Document, day: date) -> Reading:
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
    choices = {new[old]: own for old, own in text.choices.items() if old in new}
    return replace(text, claims=numbered, left_alone=text.left_alone + left, doubts=doubts, choices=choices)


def _doubted(j: Judged, doubted: Collection[str], converted: Collection[str]) -> Claim:
    """A claim with its verdict, which stays open where it is refuted and yet more likely misread, revised or converted at another rate than wrong."""
    if j.verdict != "refuted" or j.claim.id not in {*doubted, *converted}:
        return j.claim
    lead = CONVERTED if j.claim.id in converted else NEAR if is_within_revision(j) or adjoins(j) else DOUBTED
    return j.claim.model_copy(update={"verdict": "unverifiable", "reason": f"{lead}: {j.claim.reason}"})


CONVERTED = "converted at the rate of some day"
DOUBTED, NEAR = "may be misread", "differs by no more than figures are revised or rounded"
"""What the reason of a claim opens with that the data refute and that is more likely misread than wrong, or may have been revised."""


def _without_fix(document: Document, finding: Finding) -> Finding:
    """A finding without its fix where it, or the figure it is taken from, stands in a table: there the head of the column holds the unit."""
    at = [finding.start, *(r.start for r in finding.related)]
    inside = any(start <= place < end for start, end in document.tables for place in at)
    return finding.model_copy(update={"fix": None}) if inside and finding.fix else finding


def _wanted(code: str, select: Collection[str], ignore: Collection[str]) -> bool:
    """Whether a rule is asked; that nothing is held is a finding only where it is selected by name."""
    chosen = any(code.startswith(s) for s in select if code not in ON_REQUEST or len(s) > len("HL")) if select else code not in ON_REQUEST
    return chosen and not any(code.startswith(i) for i in ignore)


def silence(document: Document, found: Sequence[Finding], language: Language, asked: Collection[str]) -> list[Finding]:
    """The findings that no silencer (`<!-- hinterland: ignore HL201 -->`) takes, and one for each that took none though its rule was among those `asked`."""
    kept = list(found)
    for start, end, code in document.silenced:
        first, stop = _reach(document.text, start, end)
        hit = [f for f in kept if f.code == code and first <= f.start < stop]
        kept = [f for f in kept if f not in hit]
        if not hit and code in asked:
            message = say(language, "HL901.silencer", code=code)
            at = Span(start=start, end=end)
            kept.append(Finding(start=start, end=end, code=ON_REQUEST[0], severity="info", message=message, related=[at]))
    return kept


def _reach(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of a silencer: from the beginning of its line to the end of the next."""
    first = text.rfind("\n", 0, start) + 1
    line = text.find("\n", end)
    last = text.find("\n", line + 1) if line >= 0 else -1
    return first, last if last >= 0 else len(text) + 1
