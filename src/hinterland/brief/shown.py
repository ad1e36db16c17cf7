"""What a page shows of a claim's evidence: figures grouped by what they measure, each with its source, and the sources with their addresses.

In goes a claim with its evidence, out comes an `Entry` of texts in the page's language; templates lay it out for a brief and for the claim's own page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hinterland import codes
from hinterland.brief.document import Brief, sign
from hinterland.brief.interface import label
from hinterland.brief.output import evidence
from hinterland.brief.output.figures import figure, span
from hinterland.brief.output.words import word
from hinterland.brief.takeaways import advise
from hinterland.claims.statement import identity
from hinterland.codes import Language
from hinterland.language import caution, issuer, publisher, title
from hinterland.language.write import when
from hinterland.models import Claim, Evidence, Observation, Source

FEW = 6
"""Maximum figures shown open below a claim; more are folded."""

HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its period, its value in words, the source's id and what is to be known of it."""

    period: str
    value: str
    source: str
    about: str


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one region and quantity, in the order of their periods."""

    name: str
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source: who issued it, its title and the title's language, when, where it was read and how far to trust it. An address leads to where it was read: `via`."""

    id: str
    publisher: str
    title: str
    tag: str
    address: str
    released: str
    trust: str
    via: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The evidence of one claim. `page` is the id that the claim with its answer goes by, from which the address of its page is made."""

    mark: int
    sign: str
    title: str
    answer: str
    how: str
    coverage: str
    cautions: list[str]
    series: list[Series]
    count: int
    sources: list[Cited]
    sql: str
    page: str
    verdict: str
    advice: str
    why: str
    quote: str
    span: str

    @property
    def few(self) -> list[str]:
        """The first figures in a line each, where there are others than the one that the title has."""
        names = {s.id: s.issuer for s in self.sources}
        lines = [f"{s.name} · {f.period} · {f.value} · {names.get(f.source, f.source)}" for s in self.series for f in s.figures]
        return lines[:FEW] if len(lines) > 1 else []

    @property
    def folded(self) -> bool:
        """Whether there are more figures than stand open."""
        return self.count > FEW


def entries(brief: Brief) -> list[Entry]:
    """The evidence of a brief in the order of its marks."""
    return [entry(c, brief.language, n) for n, c in enumerate(brief.evidence, start=1)]


def entry(claim: Claim, language: Language, mark: int = 0) -> Entry:
    """The evidence of a claim."""
    found = claim.evidence or Evidence()
    statement, sources = evidence.worded(claim, language), [cited(s, language) for s in found.sources]
    advice, _, why = advise([claim], language)
    return Entry(
        mark=mark,
        sign=sign(claim),
        title=statement,
        answer=evidence.answer(claim, language),
        how=evidence.how(found.expression, language) if claim.kind in evidence.COMPUTED else "",
        coverage=evidence.coverage(found.coverage, language),
        cautions=[caution(c, language) for c in found.cautions],
        series=_series(found.observations, claim, language),
        count=len(found.observations),
        sources=sources,
        sql=found.sql,
        page=stated(claim).id,
        verdict=claim.verdict,
        advice=advice,
        why=why,
        quote=_quote(statement, sources, _is_published(claim), language),
        span=_span(found, language),
    )


def _is_published(claim: Claim) -> bool:
    """Whether somebody published what a claim says, and it isn't computed here from what was published."""
    found = claim.evidence or Evidence()
    return found.expression == "as published" and (claim.kind in evidence.COMPUTED or len(found.observations) == 1)


def _quote(statement: str, sources: list[Cited], published: bool, language: Language) -> str:
    """The sentence as a text may print it: with its newest source where that published it, else with all whose figures it was computed from."""
    if not sources:
        return statement
    stop = "." if language == "en" else "。"
    newest = {s.issuer: s for s in sorted(sources, key=lambda s: s.released)}
    named = [max(sources, key=lambda s: s.released)] if published else [newest[i] for i in dict.fromkeys(s.issuer for s in sources)]
    source = word("semicolon", language).join(word("comma", language).join(x for x in (s.issuer, s.released) if x) for s in named)
    return label("quote:as" if published else "quote:computed", language, statement=statement.removesuffix(stop), source=source) + stop


def _span(found: Evidence, language: Language) -> str:
    """Between what ends all vintages of a figure lie, where that is wider than the answer."""
    if (found.widest_low, found.widest_high) in ((None, None), (found.low, found.high)):
        return ""
    return span(found.widest_low, found.widest_high, found.unit or "", language)


def stated(claim: Claim) -> Claim:
    """The claim stating its own answer, under the id that this statement has wherever it is made; one that has no answer stays as it is."""
    found = claim.evidence
    if found is None or (found.low is None and found.high is None) or (claim.low is not None or claim.high is not None):
        return claim
    saying = claim.model_copy(update={"low": found.low, "high": found.high, "unit": found.unit, "text": "", "start": None, "end": None})
    return saying.model_copy(update={"id": identity(saying)})


def cited(source: Source, language: Language) -> Cited:
    """A source as pages cite it."""
    comma = word("comma", language)
    trust = comma.join((source.released or word("undated", language), evidence.reliability(source.reliability, language)))
    name, via = publisher(source.publisher, language), evidence.via(source, language)
    called = "" if source.title == source.publisher else title(source.title, language)
    return Cited(
        id=source.id,
        publisher=name,
        title=called,
        tag=tag(called),
        address=source.address or "",
        released=source.released or "",
        trust=trust,
        via=via,
        issuer=issuer(source, language),
    )


def tag(text: str) -> str:
    """The language a title is in, as `lang` has it."""
    return "zh-Hans" if HAN.search(text) else "en"


def _series(observations: list[Observation], claim: Claim, language: Language) -> list[Series]:
    found: dict[str, list[Observation]] = {}
    for o in observations:
        its = claim.model_copy(update={"indicator": o.indicator})
        region = codes.name(o.region, language)
        found.setdefault(f"{region}{word('comma', language)}{evidence.measured(its, language)}", []).append(o)
    return [
        Series(name[0].upper() + name[1:], [_figure(o, language) for o in sorted(held, key=lambda o: (o.period, o.id))])
        for name, held in found.items()
    ]


def _figure(o: Observation, language: Language) -> Figure:
    value = figure(o.value, o.unit, language) if o.value is not None else span(o.low, o.high, o.unit, language)
    about = (evidence.reliability(o.reliability, language), o.released or word("undated", language))
    return Figure(when(o.period, language), value, o.source, word("comma", language).join(about))
