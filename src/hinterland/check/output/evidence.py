"""What the data say of a claim, for reports: the answer, the observations it stands on, their sources, what to beware of, as short lines of words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hinterland.check import words
from hinterland.check.catalogue import say
from hinterland.codes import Language
from hinterland.language import caution, issuer, title
from hinterland.language.write import interval, when
from hinterland.models import Claim, Evidence, Finding, Source

PLACES = ("rank", "first", "record")
"""Kinds whose answer is a place."""

MOST = 4
"""Maximum observations that are shown of a claim."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of a claim's evidence; each is empty where there is nothing to say."""

    answer: str
    observations: tuple[str, ...]
    sources: tuple[str, ...]
    caveats: tuple[str, ...]
    coverage: str


def shown(claim: Claim, language: Language) -> Shown:
    """The evidence of a claim in words."""
    e = claim.evidence
    if e is None:
        return Shown("", (), (), (), "")
    answer = ""
    if (e.low is not None or e.high is not None) and not _is_verdict(claim, e):
        unit = claim.unit if e.unit in (None, "") else e.unit
        answer = words.amount(interval(e), unit, language, of=words.measured(claim))
        if claim.kind in PLACES and e.low is not None and e.high is not None:
            answer = words.placed(claim, language)
    publishers = {s.id: issuer(s, language) for s in e.sources}
    single = e.observations if len(e.observations) <= MOST else []
    told = tuple(
        say(
            language,
            "html.observation",
            region=words.name(o.region, language),
            period=when(o.period, language),
            value=words.amount(o.interval, o.unit, language, of=o.indicator),
            source=publishers.get(o.source, o.source),
        )
        for o in single
    )
    sources, cautions = tuple(cited(s, language) for s in e.sources[:MOST]), tuple(caution(c, language) for c in e.cautions)
    return Shown(answer, told, sources, cautions, words.coverage(claim, language))


def _is_verdict(claim: Claim, e: Evidence) -> bool:
    """Whether an answer is no figure and no place but only says that the claim doesn't hold."""
    return (claim.kind in PLACES and e.low == 0) or (
        claim.kind in ("comparison", "membership") and e.unit in (None, "", "count") and claim.unit in (None, "")
    )


def cited(source: Source, language: Language) -> str:
    """A source as it is cited: publisher, title, day, address."""
    named = title(source.title, language)
    quoted = say(language, "titled" if re.search(r"[\u3400-\u9fff]", named) else "quoted", title=named)
    parts = [issuer(source, language), quoted if source.title != source.publisher else "", source.released, source.address]
    kind = "" if source.reliability == "official" else say(language, "source", names=say(language, f"reliability.{source.reliability}"))
    return say(language, "comma.source").join(p for p in parts if p) + kind


def lines(finding: Finding, claims: tuple[Claim, ...], language: Language) -> list[str]:
    """What a full report says below a finding."""
    claim = next((c for c in claims if c.id in finding.claims), None)
    told: list[str] = []
    if claim is not None and not finding.code.startswith("HL1"):
        e = shown(claim, language)
        if e.answer:
            told.append(say(language, "data", told=e.answer + (say(language, "coverage", coverage=e.coverage) if e.coverage else "")))
        told += [say(language, "from", told=s) for s in e.sources[:2]]
        told += [say(language, "beware", told=c) for c in e.caveats]
    if finding.fix:
        told.append(say(language, f"fix.{finding.fix.grade}", text=finding.fix.replacement))
    return told
