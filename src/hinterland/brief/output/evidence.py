"""The evidence of a brief as lines to be read: for each mark what it claims, what the data say, how that came about, and the figures behind it.

Markdown, docx and PDF print the same lines, so that a reader who changes formats finds the same words. In go the brief's claims, out come `Entry`
objects whose texts are in the brief's language and carry no markup.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from hinterland import codes
from hinterland.brief.document import Brief
from hinterland.brief.output.figures import figure, span
from hinterland.brief.output.words import word
from hinterland.codes import Language
from hinterland.language import caution, publisher, sentence
from hinterland.language.write import what, when
from hinterland.models import Claim, Evidence, Observation, Source

MOST = 12
"""Figures that are listed for one mark; the evidence workbook has them all."""

WHOLE = ("rank", "count", "first", "record", "streak", "membership")
"""Kinds whose answer is a whole number or yes and no, which an uncertain one can't be said as."""

MARK = re.compile(r"\s?\[(\d+)\]")


COMPUTED = ("value", "change", "comparison", "parts")
"""Kinds whose answer is a figure, of which it matters whether it was published or computed."""


@dataclass(frozen=True, slots=True)
class Caveat:
    """One thing to beware of, with the word for how grave it is."""

    grade: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What one mark leads to. `answer` is the interval in words; `more` says how many figures aren't listed."""

    mark: int
    sign: str
    title: str
    answer: str
    how: str
    coverage: str
    figures: list[str]
    more: str
    caveats: list[Caveat]
    sources: list[str]

    @property
    def basis(self) -> list[str]:
        """What the data say and how, in the order in which it is told."""
        return [x for x in (self.answer, self.how, self.coverage) if x]


def pieces(sentence: str) -> list[str | int]:
    """A marked sentence as texts and marks in their order."""
    parts = MARK.split(sentence)
    return [p for i, part in enumerate(parts) if (p := int(part) if i % 2 else part) != ""]


def plain(sentence: str) -> str:
    """A sentence without its marks."""
    return MARK.sub("", sentence)


def entries(brief: Brief) -> list[Entry]:
    """The evidence in the order of the marks."""
    return [_entry(n, c, brief) for n, c in enumerate(brief.evidence, start=1)]


def _entry(mark: int, claim: Claim, brief: Brief) -> Entry:
    found, language = claim.evidence or Evidence(), brief.language
    more = len(found.observations) - MOST
    return Entry(
        mark=mark,
        sign=brief.sign(mark),
        title=told(claim, language),
        answer=answer(claim, language),
        how=how(found.expression, language) if claim.kind in COMPUTED else "",
        coverage=coverage(found.coverage, language),
        figures=[observed(o, claim, language) for o in _ordered(claim, found.observations)[:MOST]],
        more=word("more", language, n=more) if more > 0 else "",
        caveats=caveats(found, language),
        sources=[s.id for s in found.sources],
    )


def caveats(found: Evidence, language: Language) -> list[Caveat]:
    """What to beware of, the gravest first; what isn't held as a caution stays as it came."""
    if found.cautions:
        return [Caveat(word(f"grade:{c.grade}", language), caution(c, language)) for c in found.cautions]
    return [Caveat(word("grade:hedge", language), text) for text in found.caveats]


def _ordered(claim: Claim, observations: list[Observation]) -> list[Observation]:
    """A longer list with the claim's own figures first, then by region, as these first come, and period; a short one as the formula names them."""
    if len(observations) < 4:
        return observations
    regions = {region: place for place, region in enumerate(dict.fromkeys(o.region for o in observations))}
    return sorted(observations, key=lambda o: ((o.region, o.period) != (claim.subject, claim.period), regions[o.region], o.period))


def told(claim: Claim, language: Language) -> str:
    """The claim as a sentence with the data's answer; where that has no words, what it is about."""
    found = claim.evidence
    if claim.low is None and claim.high is None and found is not None:
        claim = claim.model_copy(update={"low": found.low, "high": found.high, "unit": found.unit})
    if claim.kind in WHOLE and claim.low != claim.high:
        return about(claim, language)
    try:
        return sentence(claim, language)
    except (ValueError, LookupError):
        return about(claim, language)


def about(claim: Claim, language: Language) -> str:
    """What a claim is about, without a figure: subject, indicator, period."""
    named = [codes.name(claim.subject, language) if claim.subject else "", measured(claim, language)]
    return word("comma", language).join(x for x in (*named, when(claim.period, language) if claim.period else "") if x)


def measured(claim: Claim, language: Language) -> str:
    """What is measured, with the operation: `growth of exports`, 出口增速."""
    return word(f"op:{claim.indicator.op}", language, what=what(claim, language)) or claim.indicator.op


def answer(claim: Claim, language: Language) -> str:
    """What the data say, as an interval in words; nothing where the sentence says it all."""
    found = claim.evidence
    if found is None or (claim.kind in WHOLE and found.low == found.high):
        return ""
    return span(found.low, found.high, found.unit or "", language)


def how(expression: str | None, language: Language) -> str:
    """How a figure came about."""
    return word(f"how:{expression}", language) or (expression or "")


def coverage(text: str, language: Language) -> str:
    """How many members are held, since when."""
    told = [
        word("coverage", language, held=m[1], asked=m[2]) if (m := re.fullmatch(r"(\d+) of (\d+) held", part)) else _since(part, language)
        for part in text.split(", ")
    ]
    return word("comma", language).join(x for x in told if x)


def _since(part: str, language: Language) -> str:
    return word("since", language, since=when(m[1], language)) if (m := re.fullmatch(r"since (\d{4}(?:-\d\d)?)", part)) else part


def observed(o: Observation, claim: Claim, language: Language) -> str:
    """One figure with where it is from: `Anhui, exports, 2025: 682.31 billion yuan (CDB-2026, news report, 2026-01)`."""
    its = claim.model_copy(update={"subject": o.region, "indicator": o.indicator, "period": o.period})
    value = figure(o.value, o.unit, language) if o.value is not None else span(o.low, o.high, o.unit, language)
    origin = word("comma", language).join((o.source, reliability(o.reliability, language), o.released or word("undated", language)))
    return f"{about(its, language)}{word('colon', language)}{value}{word('open', language)}{origin}{word('close', language)}"


def named(line: str, ids: Collection[str]) -> list[str]:
    """A line of `observed` in pieces, of which those that name a source are links where it has an address."""
    if not ids:
        return [line]
    either = "|".join(re.escape(i) for i in sorted(ids, key=len, reverse=True))
    return [piece for piece in re.split(f"(?<=[(（])({either})(?=[,，])", line) if piece]


def reliability(text: str, language: Language) -> str:
    """How far a figure is to be trusted, in words."""
    return word(f"reliability:{text}", language) or text


def origin(source: Source, language: Language) -> str:
    """Who issued a source, when, where it was read and how far to trust it, to stand behind its title."""
    via = word("via", language, via=source.via) if source.via else ""
    told = (
        publisher(source.publisher, language),
        via,
        source.released or word("undated", language),
        reliability(source.reliability, language),
    )
    return word("dot", language) + word("comma", language).join(x for x in told if x) + word("dot", language).strip()


def legend(brief: Brief) -> list[str]:
    """What the signs beside marks mean: of those that the brief uses."""
    used = {brief.sign(n) for n in range(1, len(brief.evidence) + 1)}
    return [word(f"legend:{s}", brief.language) for s in ("†", "‡") if s in used]


def closing(brief: Brief) -> str:
    """The state and the newest publication, as a sentence."""
    return word("closing", brief.language, state=brief.state, newest=brief.newest or word("undated", brief.language))
