"""The evidence of a brief in words: what a claim says, what the data say, how that came about, where it is from, what to beware of.

Markdown, docx and PDF print the same notes, so that a reader who changes formats finds the same words. In go the brief's claims, out come texts in the
brief's language without markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hinterland import codes
from hinterland.brief.document import Brief
from hinterland.brief.output.figures import span
from hinterland.brief.output.words import word
from hinterland.claims.cautions import copyist
from hinterland.codes import Language
from hinterland.language import caution, copied, issuer, publisher, sentence
from hinterland.language.write import what, when
from hinterland.models import Claim, Evidence, Source

FEW = 2
"""Sources that a note names."""

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


def pieces(sentence: str) -> list[str | int]:
    """A marked sentence as texts and marks in their order."""
    parts = MARK.split(sentence)
    return [p for i, part in enumerate(parts) if (p := int(part) if i % 2 else part) != ""]


def plain(sentence: str) -> str:
    """A sentence without its marks."""
    return MARK.sub("", sentence)


def note(claim: Claim, language: Language) -> str:
    """Where a figure is from, in a line for the foot of a page: what it is of, its sources, how it came about where it was computed."""
    found = claim.evidence or Evidence()
    computed = reliability("derived", language) if claim.kind in COMPUTED and found.expression != "as published" else ""
    comma = word("comma", language)
    sources = [comma.join(_cited(s, language)) for s in found.sources[:FEW]]
    more = [word("more-sources", language, n=len(found.sources) - FEW)] if len(found.sources) > FEW else []
    parts = [about(claim, language), computed, word("semicolon", language).join([*sources, *more])]
    return word("dot", language).join(p for p in parts if p) + word("dot", language).strip()


def _cited(source: Source, language: Language) -> list[str]:
    trust = reliability(source.reliability, language) if source.reliability != "official" else ""
    return [x for x in (issuer(source, language), source.released or "", trust) if x]


def caveats(found: Evidence, language: Language) -> list[Caveat]:
    """What to beware of, the gravest first; what isn't held as a caution stays as it came."""
    if found.cautions:
        return [Caveat(word(f"grade:{c.grade}", language), caution(c, language)) for c in found.cautions]
    return [Caveat(word("grade:hedge", language), text) for text in found.caveats]


def worded(claim: Claim, language: Language) -> str:
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
    parts = [
        word("coverage", language, held=m[1], asked=m[2]) if (m := re.fullmatch(r"(\d+) of (\d+) held", part)) else _since(part, language)
        for part in text.split(", ")
    ]
    return word("comma", language).join(x for x in parts if x)


def _since(part: str, language: Language) -> str:
    return word("since", language, since=when(m[1], language)) if (m := re.fullmatch(r"since (\d{4}(?:-\d\d)?)", part)) else part


def reliability(text: str, language: Language) -> str:
    """How far a figure is to be trusted, in words."""
    return word(f"reliability:{text}", language) or text


def origin(source: Source, language: Language) -> str:
    """Who issued a source, when, where it was read and how far to trust it, to stand behind its title."""
    parts = (
        publisher(source.publisher, language),
        via(source, language),
        source.released or word("undated", language),
        reliability(source.reliability, language),
    )
    return word("dot", language) + word("comma", language).join(x for x in parts if x) + word("dot", language).strip()


def via(source: Source, language: Language) -> str:
    """Whose copy of a source was read, or on which mirror."""
    if copy := copied(source, language):
        return word("copy", language, copy=copy)
    return word("via", language, via=copyist(source.via, language)) if source.via else ""


def issued(source: Source, language: Language) -> str:
    """Who issued a source and when, to stand behind its title where room is short."""
    return word("dot", language) + word("comma", language).join(_cited(source, language)) + word("dot", language).strip()


def subtitle(brief: Brief) -> str:
    """What stands under the headline on paper: the subject, the period, and the day of the newest figure."""
    newest = word("date", brief.language, newest=brief.newest) if brief.newest else ""
    return " · ".join(x for x in (brief.name, brief.period, newest) if x)


def legend(brief: Brief) -> list[str]:
    """What the signs beside marks mean: of those that the brief uses."""
    used = {brief.sign(n) for n in range(1, len(brief.evidence) + 1)}
    return [word(f"legend:{s}", brief.language) for s in ("†", "‡") if s in used]


def closing(brief: Brief) -> str:
    """The state and the newest publication, as a sentence."""
    return word("closing", brief.language, state=brief.state, newest=brief.newest or word("undated", brief.language))
