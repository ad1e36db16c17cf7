"""Prose as a source: the claims read from a release become figures with that release as their source. The format `prose` of `hinterland load`.

A text, Markdown, HTML, docx or PDF file goes in with what the user says of it; a `Reading` comes out, with a figure for each claim that the reader was sure of.
Every other claim is rejected with the reason, and publisher, title and date are found in the text where they aren't given.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from hinterland import codes
from hinterland.check.document import Document, date_of, load_document
from hinterland.check.words import has
from hinterland.codes.tables import grouped
from hinterland.language.write import interval
from hinterland.models import Claim, Reliability, Source
from hinterland.reading.read import read
from hinterland.sources.reading import Figure, InputError, Options, Quarantined, Reading

NAME = "prose"

SURE = 0.7
"""The confidence that the reading of a claim must have for its figure to be kept: of articles nobody tuned on nine in ten above it were read wholly right."""

OPS = ("level", "growth", "share", "balance", "contribution", "multiple")
"""What a stated figure may measure to be kept as one."""

_NAMED = (
    re.compile(r"(?:来源|信息来源|发布机构|发布单位|供稿)[:：]\s*(?P<who>[^\s|，。；;<]{2,40})"),
    re.compile(r"^(?:Source|Published by|Issued by)[:：]\s*(?P<who>[^\n|;]{2,80}?)\s*$", re.M),
    re.compile(r"\A\s*(?P<who>[\u4e00-\u9fff]{2,12}?(?:海关|统计局|商务厅|商务局))[:：]"),
    re.compile(r"(?:据|记者从)(?P<who>[\u4e00-\u9fff]{2,12}?(?:海关|统计局|商务厅|商务局))"),
    re.compile(r"\b(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:Customs(?: District)?|Bureau of Statistics|Statistics Bureau))\b"),
    re.compile(r"(?P<who>[\u4e00-\u9fff]{2,8}?海关)(?:今[日天]|\d|发布|统计|消息|对外)"),
)
"""How texts name their publisher, the surest first."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release as read: what is stored of it, and the claims it was made of, those rejected with the reason."""

    reading: Reading
    taken: tuple[Claim, ...]
    left: tuple[tuple[Claim, str], ...]

    @property
    def source(self) -> Source:
        """The release as a source."""
        return self.reading.sources[0]


def read_release(path: Path, options: Options, today: date | None = None) -> Release:
    """Read a release. Raises `InputError` in a sentence where it can't be read, or says nothing that could be kept."""
    document = load_document(str(path))
    released, day = _released(document, options)
    found = read(document.text, day or today or date.today())
    source = _source(path, document, options, released)
    reading = Reading(path, NAME, sources=[source], rows_read=len(found.claims))
    taken: list[Claim] = []
    left: list[tuple[Claim, str]] = []
    against = _contradicted(found.claims)
    for number, claim in enumerate(found.claims, start=1):
        if reason := against.get(claim.id) or unsure(claim):
            left.append((claim, reason))
            reading.quarantined.append(Quarantined(number, claim.text, reason))
        else:
            taken.append(claim)
            reading.figures.append(_figure(claim, number, source))
    if not taken:
        raise InputError(
            f"{path}: no figure was read in it that could be kept ({len(left)} claims were read); see `hinterland read @{path}`"
        )
    if day is None:
        reading.warnings.append(
            f"it gives no date; relative periods were read from {today or date.today()}; say when it was published with --released"
        )
    return Release(reading, tuple(taken), tuple(left))


def unsure(claim: Claim) -> str:
    """Why the figure of a claim isn't kept; empty where it is."""
    return next((reason for holds, reason in _REASONS if holds(claim)), "")


_REASONS: tuple[tuple[Callable[[Claim], bool], str], ...] = (
    (lambda c: c.confidence < SURE, "the reader was not sure of it"),
    (lambda c: c.indicator.concept is None, "it is about something outside the tables"),
    (lambda c: c.subject is None or c.subject == "?", "it names no region held"),
    (lambda c: c.period is None, "it names no period"),
    (lambda c: c.low is None and c.high is None, "it states no figure"),
    (lambda c: c.kind == "count" and (c.low is None or c.low != c.high or _predicate(c) is None), "a count of this kind is not kept"),
    (lambda c: c.kind == "rank" and (c.relation.order == "asc" or c.low != c.high or c.scope is None), "a place of this kind is not kept"),
    (lambda c: c.kind not in ("value", "change", "count", "rank"), "it follows from figures and is none itself"),
    (lambda c: c.kind in ("value", "change") and c.indicator.op not in OPS, "a figure of this kind is not kept"),
    (lambda c: c.kind in ("value", "change") and bool(c.relation.base_period), "it is measured from another base than the year before"),
    (lambda c: c.indicator.op == "growth" and c.kind in ("value", "change") and c.unit != "percent", "a rate is not told in this unit"),
)
"""What keeps a claim from being kept, and how that is said; the first that holds is told."""


def _predicate(c: Claim) -> str | None:
    limit = c.relation.threshold
    if c.relation.test not in (">", ">=") and limit not in (0, None):
        return None
    if codes.is_nation(c.relation.versus):
        return f"growth > {c.relation.versus}"
    if limit in (0, None):
        return "growth > 0" if c.relation.test in (">", ">=", "=") else None
    return "level > 1e12" if limit == Decimal(10) ** 12 else None


def _figure(c: Claim, number: int, source: Source) -> Figure:
    i, home = c.indicator, codes.home_of(c.subject)
    rounded = c.low is not None and c.high is not None
    middle = (c.low + c.high) / 2 if c.low is not None and c.high is not None else None
    figure = Figure(
        region=c.subject or home.nation, period=c.period or "", value=middle, unit=c.unit or "", op=i.op, concept=i.concept or "trade", flow=i.flow,
        product=i.product, partner=i.partner, regime=i.regime, measure=i.measure, basis=i.basis, currency=i.currency, versus=c.relation.versus,
        precision=c.high - c.low if c.low is not None and c.high is not None else None, low=None if rounded else c.low,
        high=None if rounded else c.high, source=source.id, row=number,
    )  # fmt: skip
    if c.kind == "count":
        figure.op, figure.scope, figure.predicate, figure.versus = "count", c.scope or home.peers, _predicate(c), None
        figure.region = (c.subject if c.scope == "partners" else None) or home.nation
    elif c.kind == "rank":
        figure.op, figure.scope, figure.predicate = "rank", c.scope, i.op
    return figure


def _contradicted(claims: Iterable[Claim]) -> dict[str, str]:
    """The claims of which the release itself gives two values: neither is kept."""
    figures = (c for c in claims if c.kind in ("value", "change") and not unsure(c))
    groups = grouped(((c.subject, c.period, c.indicator, c.relation.versus), c) for c in figures)
    found: dict[str, str] = {}
    for group in groups.values():
        for one in group:
            other = next((o for o in group if not interval(o).meets(interval(one))), None)
            if other is not None:
                found[one.id] = f"the text gives {other.text} for the same thing"
    return found


# -- what the release says of itself


def _source(path: Path, document: Document, options: Options, released: str | None) -> Source:
    named = next((m["who"].strip() for form in _NAMED if (m := form.search(document.text[:3000]))), "")
    publisher = options.publisher or document.told.get("publisher") or named
    title = options.title or document.told.get("title") or document.told.get("h1") or _first_line(document.text) or path.name
    reliability: Reliability = options.reliability or ("official" if has(publisher, "issuing-office") else "news")
    digest = hashlib.sha256(document.text.encode("utf-8", "replace")).hexdigest()[:8]
    return Source(
        id=options.source or f"prose-{digest}", title=title, publisher=publisher or path.name, released=released, address=options.address,
        reliability=reliability,
    )  # fmt: skip


def _first_line(text: str) -> str | None:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if 0 < len(line) <= 120 else None


def _released(document: Document, options: Options) -> tuple[str | None, date | None]:
    """When the release was published, as it is stored and as a day from which relative periods are read."""
    from hinterland.warehouse.stage import released_on

    if options.released:
        try:
            return options.released, released_on(options.released)
        except ValueError as e:
            raise InputError(f"--released: {e}") from e
    told = document.told.get("published", "")
    day = document.dated or date_of(told) or date_of(document.text)
    return (day.isoformat() if day else None), day
