"""Measures by their names in a text: where one is named, which figures are of it, and where words make its name another measure's.

All names are rows of the measures' tables (`codes/data/concepts.csv`, and `measures.csv` of a pack); a row is all that a measure needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

import ahocorasick

from hinterland import codes
from hinterland.codes import Measure
from hinterland.reading.document import Target
from hinterland.reading.lexicon import bounded, forms
from hinterland.reading.mentions import Parsed
from hinterland.reading.relations.words import near, rest, size

FAR = {"en": 13, "zh": 40}
"""Maximum words or characters between a statistic's name and its figure."""


TRADE = ("trade", "services")
"""Statistics that a reading decides by its weights."""


@cache
def measures() -> Mapping[str, Measure]:
    """The measures of the tables by their codes."""
    return MappingProxyType({e.code: e for e in codes.entries("concept") if isinstance(e, Measure)})


def counts_people(concept: str | None) -> bool:
    """Whether a measure counts, so that a number of a scale without a unit is one of it: a population of 61.23 million."""
    return concept is not None and concept in measures() and measures()[concept].dimension == "count"


@cache
def indices() -> Mapping[str, str]:
    """Measures that are indices of trade, whose figures are bare numbers, with the flow that each is of."""
    return MappingProxyType({code: m.flow for code, m in measures().items() if m.flow is not None})


@dataclass(frozen=True, slots=True)
class Statistic:
    """A statistic's name in a sentence."""

    start: int
    end: int
    code: str


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


def overriding(parsed: Parsed, target: Target) -> str | None:
    """The measure that a figure or a place is of although it was taken for one of trade: the last statistic named before it in its clause or the one before, with no flow in that clause."""
    before = [s for s in statistics(parsed.text) if s.end <= target.start and s.code not in indices()]
    if (
        target.kind not in ("figure", "rank")
        or not before
        or size(parsed.text[before[-1].end : target.start], parsed.language) > FAR[parsed.language]
        or near(parsed, before[-1].end, target.start, "pronoun-several")
    ):
        return None
    last, sentence = before[-1], parsed.sentence
    clause, here = sentence.clause(last.start), sentence.clause(target.start)
    if here - clause > 1 or is_restricted(parsed, last) or has_stranger(parsed, last, target):
        return None
    apart = FLOWS if here > clause else (*FLOWS, "share", "than")
    flows = [m for m in parsed.mentions if m.is_a(*apart) and m.start < target.start and m.clause >= clause]
    return None if [m for m in flows if m.end <= last.start or m.start >= last.end] else last.code


def ranked_by(parsed: Parsed, target: Target) -> str | None:
    """What the words behind an English place in its clause say that it is by: second among the states by hotel nights, first in the nation in grain output, third by exports."""
    if target.kind != "rank" or parsed.language != "en":
        return None
    clause = parsed.sentence.clause(target.start)
    what = next((m for m in parsed.following(target.end) if m.is_a(*FLOWS, "other") and m.clause == clause), None)
    lead = None if what is None else parsed.before(what.start)
    if what is None or lead is None or lead.start < target.end or lead.value("prep") not in BY or not parsed.is_blank(lead.end, what.start):
        return None
    return TRADE[0] if what.is_a("flow") else next((s.code for s in statistics(parsed.text) if s.start == what.start), None)


BY = ("by", "in", "of")
"""Prepositions that lead to what places are ranked by."""


def owner_of_measure(parsed: Parsed, target: Target) -> str | None:
    """The place that owns the measure named last before a figure, which its name touches in Chinese or follows its possessive in English, where no flow, other place or statistic stands between
    the name and the figure: 西班牙酒店过夜人次3.6亿人次，同比增长4.7%, Anhui's cinema tickets came to 35 million."""
    named = next((s for s in reversed(statistics(parsed.text)) if s.end <= target.start and s.code not in indices()), None)
    if named is None or target.figure is None:
        return None
    own = {word.lower() for word in forms(parsed.language, "possessive")} | ({""} if parsed.language == "zh" else set())
    place = next((m for m in reversed(parsed.mentions) if m.end <= named.start and m.is_name("place", "group")), None)
    between = [m for m in parsed.mentions if named.end <= m.start and m.end <= target.start]
    is_owned = place is not None and parsed.between(place, named).lower() in own
    return place.names[0].code if is_owned and place is not None and not any(m.is_a(*FLOWS, "other") or m.names for m in between) else None


FLOWS = ("flow", "services", "balance")
"""Classes of words that name trade."""
STRANGE = {"en": 2, "zh": 3}
"""Maximum unknown words or characters between a measure's clause and a figure in the next one that is still of it."""


def has_stranger(parsed: Parsed, statistic: Statistic, target: Target) -> bool:
    """Whether unknown words stand before a figure in a clause behind that of a measure's name, so that it is of something else."""
    if parsed.sentence.clause(statistic.start) == parsed.sentence.clause(target.start):
        return False
    low = max([m.end for m in parsed.mentions if m.figure is not None and m.end <= target.start], default=0)
    low = max(low, statistic.end, parsed.clause_start(target.start))
    out, reached = [], low
    for m in parsed.mentions:
        if low <= m.start < target.start:
            out.append(parsed.text[reached : m.start])
            reached = m.end
    gap = " ".join((*out, parsed.text[reached : target.start]))
    strange = rest(
        gap, parsed.language, "statistic-lead", "function", "index-said", "and", "unrestricting", "phrase-article", "list", "hedge"
    )
    return size(re.sub(r"[^\w]+", " " if parsed.language == "en" else "", strange), parsed.language) > STRANGE[parsed.language]


def is_restricted(parsed: Parsed, statistic: Statistic) -> bool:
    """Whether words before a measure's name make it another one, a part of it (住户存款余额, 外贸货物吞吐量, private fixed-asset investment)."""
    low = parsed.clause_start(statistic.start)
    near = [m for m in parsed.mentions if m.end <= statistic.start and parsed.is_blank(m.end, statistic.start)]
    if statistic.code not in indices() and any(m.is_a("flow") or m.is_name("product", "regime") for m in near):
        return True
    low = max((m.end for m in parsed.inside(low, statistic.start) if not m.is_a("other")), default=low)
    gap = parsed.text[low : statistic.start]
    if parsed.language == "zh":
        return bool(
            rest(re.split(r"[（）()“”：:]", gap)[-1], "zh", "statistic-lead", "function", "index-said", "and", "proform", "unrestricting")
        )
    words = gap.split()
    return (
        bool(words)
        and words[-1].replace("-", "").isalpha()
        and bool(rest(words[-1].lower(), "en", "statistic-lead", "function", "phrase-article", "and"))
    )
