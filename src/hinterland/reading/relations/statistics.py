"""Statistics other than trade that the tables hold: named beside a figure or a place (GDP, 显示性比较优势指数), and indices, whose figures are bare numbers.

`named` gives the concept that a target is of, `complete` makes its claim one of that concept, `find` gives the numbers that are said of an index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import ahocorasick

from hinterland import codes
from hinterland.codes import Language, Measure
from hinterland.models import Claim, Indicator
from hinterland.reading.document import Document, Target
from hinterland.reading.lands import currency_of
from hinterland.reading.lexicon import bounded, forms
from hinterland.reading.mentions import Parsed
from hinterland.reading.relations.words import breaks, rest, size, spoken

if TYPE_CHECKING:
    from hinterland.reading.decode import Decision

FAR = {"en": 13, "zh": 40}
"""Maximum words or characters between a statistic's name and its figure."""


@dataclass(frozen=True, slots=True)
class Statistic:
    """A statistic's name in a sentence."""

    start: int
    end: int
    code: str


TRADE = ("trade", "services")
"""Statistics that a reading decides by its weights."""


@cache
def _measures() -> Mapping[str, Measure]:
    """The measures of the tables by their codes."""
    return MappingProxyType({e.code: e for e in codes.entries("concept") if isinstance(e, Measure)})


@cache
def _indices() -> Mapping[str, str]:
    """Measures that are indices of trade, whose figures are bare numbers, with the flow that each is of."""
    return MappingProxyType({code: m.flow for code, m in _measures().items() if m.flow is not None})


@cache
def _automaton() -> Any:
    """The automaton over the names of all statistics but trade."""
    made = ahocorasick.Automaton()
    for entry in codes.entries("concept"):
        if entry.code not in TRADE:
            for surface in entry.surfaces():
                made.add_word(surface.text.lower(), (surface.text, entry.code))
    made.make_automaton()
    return made


@lru_cache(maxsize=4096)
def statistics(text: str) -> tuple[Statistic, ...]:
    """The names of statistics in a text, the longest where they overlap."""
    lowered = text.lower()
    if len(lowered) != len(text):
        return ()
    found = [Statistic(last + 1 - len(form), last + 1, code) for last, (form, code) in _automaton().iter(lowered)]
    found = [s for s in found if bounded(text, s.start, s.end) and not _is_thing(text, s)]
    return tuple(s for s in found if not any(o is not s and o.start <= s.start and s.end <= o.end for o in found))


def _is_thing(text: str, statistic: Statistic) -> bool:
    """Whether a name stands for a thing and not for what is measured: the ninth subnational economy, unlike Anhui's economy."""
    if text[statistic.start : statistic.end].lower() not in forms("en", "statistic-thing"):
        return False
    before = text[: statistic.start].rstrip().lower()
    return not before.endswith((*forms("en", "possessive"), *(f" {a}" for a in forms("en", "phrase-article"))))


def named(parsed: Parsed, target: Target, decided: str | None) -> str | None:
    """The statistic that a target is of: one right beside it, or where it isn't decided to be trade the one named last before it with no trade or other statistic between, or what a place is by."""
    if (own := _adjoins(parsed, target)) is not None:
        return own
    if decided is not None and target.kind != "index":
        return _overrides(parsed, target) if decided in TRADE else None
    text = parsed.text
    if target.figure is None and _is_by_trade(parsed, target):
        return None
    before = [s for s in statistics(text) if s.end <= target.start]
    measures = [m for m in parsed.mentions if m.is_a("flow", "services", "other", "balance")]
    if before:
        last = before[-1]
        between = [m for m in measures if last.end <= m.start and m.end <= target.start]
        if is_restricted(parsed, last):
            return None
        if last.code in _indices():
            return last.code if target.kind == "index" or (target.figure is None and not between) else None
        far = size(text[last.end : target.start], parsed.language) > FAR[parsed.language]
        return None if between or far else last.code
    if target.figure is not None:
        return None
    behind = next((s for s in statistics(text) if s.start >= target.end), None)
    if behind is None or breaks(text[target.end : behind.start]):
        return None
    apart = any(target.end <= m.start and m.end <= behind.start for m in measures)
    return None if apart else behind.code


def _overrides(parsed: Parsed, target: Target) -> str | None:
    """The measure that a figure is of although it was taken for one of trade: the last statistic named before it in its clause or the one before, with no flow in that clause."""
    before = [s for s in statistics(parsed.text) if s.end <= target.start and s.code not in _indices()]
    if target.kind != "figure" or not before or size(parsed.text[before[-1].end : target.start], parsed.language) > FAR[parsed.language]:
        return None
    last, sentence = before[-1], parsed.sentence
    clause = sentence.clause(last.start)
    if sentence.clause(target.start) - clause > 1 or is_restricted(parsed, last):
        return None
    flows = [
        m
        for m in parsed.mentions
        if m.is_a("flow", "services", "balance", "share", "than") and m.start < target.start and m.clause >= clause
    ]
    return None if [m for m in flows if m.end <= last.start or m.start >= last.end] else last.code


def is_restricted(parsed: Parsed, statistic: Statistic) -> bool:
    """Whether words before a measure's name make it another one, a part of it (住户存款余额, private fixed-asset investment)."""
    low = parsed.sentence.clauses[parsed.sentence.clause(statistic.start)]
    low = max((m.end for m in parsed.mentions if low <= m.start and m.end <= statistic.start and not m.is_a("other")), default=low)
    gap = parsed.text[low : statistic.start]
    if parsed.language == "zh":
        return bool(
            rest(re.split(r"[（）()“”：:]", gap)[-1], "zh", "statistic-lead", "function", "index-said", "and", "proform", "unrestricting")
        )
    words = gap.split()
    return (
        bool(words) and words[-1].isalpha() and bool(rest(words[-1].lower(), "en", "statistic-lead", "function", "phrase-article", "and"))
    )


def _is_by_trade(parsed: Parsed, target: Target) -> bool:
    """Whether the words behind a place say that it is one by trade."""
    flow = next((m for m in parsed.mentions if m.start >= target.end and m.is_a("flow")), None)
    return (
        flow is not None
        and not breaks(gap := parsed.text[target.end : flow.start])
        and bool(spoken(gap, parsed.language, "compare-by", "statistic-by"))
    )


def find(parsed: Parsed, language: Language) -> Iterator[Target]:
    """The numbers without a unit that are said of an index."""
    for statistic in statistics(parsed.text):
        if statistic.code not in _indices():
            continue
        figure = next((m for m in parsed.mentions if m.figure is not None and m.start >= statistic.end), None)
        if figure is None or figure.figure is None or figure.figure.dimension != "bare" or figure.figure.precision >= 1:
            continue
        if _is_strange(parsed, statistic, figure.start):
            continue
        gap = parsed.text[statistic.end : figure.start]
        covered = sum(m.end - m.start for m in parsed.mentions if statistic.end <= m.start < figure.start and (m.names or m.time))
        if not breaks(gap) and size(rest(gap, language, "index-said", "index-gap"), language) - covered <= 4:
            yield Target("index", parsed.number, figure.start, figure.end, figure.figure)


def _is_strange(parsed: Parsed, statistic: Statistic, end: int) -> bool:
    """Whether an index is given for a flow or a partner that the tables don't have it of."""
    near = [
        m for m in parsed.mentions if m.start < end and not breaks(parsed.text[min(m.end, statistic.end) : max(m.start, statistic.start)])
    ]
    flows = {m.value("flow") for m in near if m.is_a("flow")}
    partners = [m for m in near if m.names and m.names[0].partner and m.start > statistic.end]
    return bool(flows - {_indices()[statistic.code]}) or bool(partners)


def _adjoins(parsed: Parsed, target: Target) -> str | None:
    """The statistic that a target's own words name: right before a figure, or behind the word for what a place is by."""
    text, language = parsed.text, parsed.language
    if target.figure is not None and target.figure.dimension in ("money", "quantity"):
        before = [s for s in statistics(text) if s.end <= target.start and s.code not in _indices()]
        return (
            before[-1].code
            if before
            and not is_restricted(parsed, before[-1])
            and not rest(text[before[-1].end : target.start], language, "index-said", "hedge")
            else None
        )
    if target.kind != "rank" or language == "zh":
        return None
    behind = next((s for s in statistics(text) if s.start >= target.end), None)
    if behind is None or breaks(gap := text[target.end : behind.start]) or size(gap, language) > FAR[language] // 2:
        return None
    by = spoken(gap, language, "compare-by", "statistic-by")
    if by and rest(gap[: by[0].start], language, "compare-nation", "statistic-scope"):
        return None
    apart = any(target.end <= m.start < behind.start and m.is_a("flow", "other", "ordinal") for m in parsed.mentions)
    return behind.code if by and not apart else None


def relate(document: Document, decision: Decision, claim: Claim) -> Claim:
    """A claim of an index is completed as a value."""
    return claim


def complete(document: Document, decision: Decision, claim: Claim) -> Claim:
    """A claim of a statistic other than trade: without the slots of trade, an index of its flow and product."""
    concept = claim.indicator.concept
    if concept in ("trade", "services", None):
        return claim
    index, measure = concept in _indices(), _measures()[concept]
    money = measure.dimension == "money"
    currency = claim.indicator.currency or _currency(document, decision, measure) or currency_of(claim.subject, document.main_nation)
    indicator = Indicator(
        op="level" if index else claim.indicator.op, concept=concept, flow=None, measure=claim.indicator.measure,
        currency=currency if money else None,
    )  # fmt: skip
    if index:
        indicator = indicator.model_copy(update={"flow": _indices()[concept or ""], "product": claim.indicator.product, "measure": "value"})
    elif claim.unit != "units":
        indicator = indicator.model_copy(update={"measure": "value"})
    unit = "ratio" if index and decision.target.kind == "index" else _unit(measure, claim.unit)
    return claim.model_copy(update={"indicator": indicator, "unit": unit})


def counts_people(concept: str | None) -> bool:
    """Whether a measure counts, so that a number of a scale without a unit is one of it: a population of 61.23 million."""
    return concept is not None and concept in _measures() and _measures()[concept].dimension == "count"


def _currency(document: Document, decision: Decision, measure: Measure) -> str | None:
    """The currency of a measure's rate: that of the amount named last before it in its sentence, else the measure's own."""
    parsed, unit = document.parsed[decision.target.sentence], codes.entries("unit")
    amounts = [
        m.figure.unit for m in parsed.mentions if m.figure is not None and m.figure.dimension == "money" and m.end <= decision.target.start
    ]
    return amounts[-1] if amounts else next((u.code for u in unit if u.code == measure.unit and measure.dimension == "money"), None)


def _unit(measure: Measure, unit: str | None) -> str | None:
    """The unit of a measure's figure: of people and things counted the measure's own."""
    if measure.dimension == "count" and unit in (None, "scaled", *QUANTITIES):
        return measure.unit
    return measure.unit or "units" if measure.dimension == "quantity" and unit in QUANTITIES else unit


QUANTITIES = ("tonnes", "units")
"""Units that reading gives to all weights and energies, and to all things."""
