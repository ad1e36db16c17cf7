"""The currency of a claim: of an amount as its words and its country say, of a rate that of the amounts it goes with.

`of_amount` reads bare words (dollars, 元) by the country that the claim is of, `of_rates` gives what a place's rates are stated in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from hinterland import codes
from hinterland.models import UNSURE
from hinterland.reading.document import Document, Target
from hinterland.reading.grids import money_in
from hinterland.reading.lands import country_of, currencies_of, currency_of
from hinterland.reading.lexicon import forms, records
from hinterland.reading.lists import CLOSING, OPENING
from hinterland.reading.mentions import Parsed, once_a_sentence
from hinterland.reading.relations.words import right_before

if TYPE_CHECKING:
    from hinterland.reading.confidence import Decision


def of_rates(document: Document, target: Target, subject: str | None) -> str | None:
    """The currency that a place's rates are stated in: as words of the paragraph or the document say, else that of its amounts if it is one, where there are none that of its pack."""
    usual = None if subject is None or subject.startswith(UNSURE) else currency_of(subject)
    if usual is None:
        return None
    if (near := stated_near(document, target)) is not None:
        return near
    if (unit := _unit_of_rates(document, target, subject, usual)) is None:
        return None
    return unit if document.marks_money else _bare().get((country_of(subject or ""), unit), unit)


def stated_near(document: Document, target: Target) -> str | None:
    """The currency that the words of a target's clause name last, or that open its sentence, else the only one that the sentence names before or in a clause of its own behind (up 9% in May,
    in yuan terms, from 6.9%), else an earlier one of its paragraph; None where none do."""
    here = document.parsed[target.sentence].sentence
    clause = here.clause(target.start)
    first = bisect_left(document.stated_in, (target.sentence,))
    own = document.stated_in[first : bisect_left(document.stated_in, (target.sentence + 1,))]
    near = [one[2] for one in own if here.clause(one[1]) == clause or (one[1] < target.start and one in document.opened_by)]
    if not near and len(own) == 1 and document.language == "en" and (own[0][1] < target.start or _stands_alone(document, own[0], target)):
        near = [own[0][2]]
    if near:
        return near[-1]
    # The sentences of a paragraph follow one another: only the last one before that such words open can be of it.
    before = bisect_left(document.opened_by, (target.sentence,)) - 1
    number, _, unit = document.opened_by[before] if before >= 0 else (None, 0, "")
    return unit if number is not None and document.parsed[number].sentence.paragraph == here.paragraph else None


def _stands_alone(document: Document, stated: tuple[int, int, str], target: Target) -> bool:
    """Whether words for a currency behind a figure are a clause of their own, the next one, so that they are on that figure."""
    parsed = document.parsed[target.sentence]
    clause = parsed.sentence.clause(stated[1])
    inside = [m for m in parsed.mentions if m.start >= target.end and parsed.sentence.clause(m.start) <= clause]
    return parsed.sentence.clause(target.start) == clause - 1 and not any(m.figure is not None or m.is_a("flow") for m in inside)


def _unit_of_rates(document: Document, target: Target, subject: str | None, usual: str) -> str | None:
    """The unit of the amounts that a rate goes with, of those that the trade of a place's country may be counted in: the only one of a document, else that of the nearest amount before in
    the sentence, brackets aside, else the only one outside brackets of the sentence, or beside flows. What others invest or spend in their own money says nothing of it."""
    own = {*currencies_of(subject), *(word for (_, word), meant in _bare().items() if meant == usual)}
    counted, beside = document.money_units & own, document.units_beside_flows & own
    if len(counted) < 2:
        return next(iter(counted if beside or not document.amounts else ()), usual)
    ends = {unit: found for unit, found in _amounts(document.parsed[target.sentence]).items() if unit in counted}
    before = [(found[at - 1], unit) for unit, found in ends.items() if (at := bisect_right(found, target.start))]
    one = next((units for units in (ends, beside) if len(units) == 1), ())
    return max(before)[1] if before else next(iter(one), None)


@once_a_sentence
def _amounts(parsed: Parsed) -> dict[str, list[int]]:
    """Where the amounts of money of a sentence end that don't stand in brackets, by currency."""
    ends, reached, is_aside = defaultdict[str, list[int]](list), 0, False
    for figure in (m.figure for m in parsed.mentions if m.figure is not None and m.figure.dimension == "money"):
        opened, closed = (max(parsed.text.rfind(mark, reached, figure.start) for mark in marks) for marks in (OPENING, CLOSING))
        is_aside = opened > closed or (is_aside and opened == closed)
        reached = max(reached, figure.start)
        if not is_aside:
            ends[figure.unit].append(figure.end)
    return ends


@cache
def _bare() -> dict[tuple[str, str], str]:
    """The currency that a bare word (dollars, 元) means in a country."""
    return {(row["country"], row["word"]): row["currency"] for row in records("currencies")}


def of_amount(document: Document, decision: Decision, text: str) -> str | None:
    """The currency of an amount: as its words say, and where they are bare (dollars, 元) that of the country that the claim is of, unless the text marks that one (NZ$).

    A measure that isn't money has none: a number of a scale that took the currency of the document's amounts states none.
    """
    assert decision.target.figure is not None
    figure, measure = decision.target.figure, codes.measure(decision.slots.get("concept"))
    unit = figure.unit
    if measure is not None and measure.dimension != "money" and not figure.headed and money_in(text.lower(), document.language) is None:
        return None
    subject = decision.slots.get("subject") or document.main_nation or ""
    country = country_of(subject)
    explicit = forms(document.language, "explicit")
    if any(form in text.lower() for form in explicit):
        return unit
    parsed = document.parsed[decision.target.sentence]
    lead = right_before(parsed, decision.target.start, "explicit")
    if lead is not None and (named := money_in(parsed.written(lead).lower(), document.language)) is not None:
        return named[0]
    if (stated := _stated(document, decision.target, unit)) is not None:
        return stated
    is_bare = any(word == unit for _, word in _bare())
    if is_bare and (foreign := _beside_foreign(document, decision.target, subject)) is not None:
        return foreign
    meant = _bare().get((country, unit), unit)
    has_prefix = document.language == "en" and meant in document.money_units
    return unit if has_prefix else meant


def _beside_foreign(document: Document, target: Target, subject: str) -> str | None:
    """The currency that a Chinese text names at all amounts but bare ones, one of them before a bare one in its sentence, where the trade of the place is in no pack's currency."""
    if document.language != "zh" or currencies_of(subject):
        return None
    named = {unit for p in document.parsed for unit, _ in _explicit(p)}
    before = any(end <= target.start for _, end in _explicit(document.parsed[target.sentence]))
    return next(iter(named)) if len(named) == 1 and before else None


@once_a_sentence
def _explicit(parsed: Parsed) -> list[tuple[str, int]]:
    """The amounts of a sentence whose words name a country's currency, each as its unit and where it ends."""
    amounts = [m.figure for m in parsed.mentions if m.figure is not None and m.figure.dimension == "money"]
    return [(f.unit, f.end) for f in amounts if any(form in parsed.written(f) for form in forms("zh", "explicit"))]


def _stated(document: Document, target: Target, unit: str) -> str | None:
    """The currency that a Chinese paragraph says its amounts are in (以美元计), of one in a bare unit, where the first amount behind those words is bare too."""
    here = document.parsed[target.sentence]
    before = document.opened_by[: bisect_left(document.opened_by, (target.sentence, target.start))]
    if document.language != "zh" or not before or not any(word == unit for _, word in _bare()):
        return None
    number, at, stated = before[-1]
    opened = document.parsed[number]
    first = next((m for m in opened.mentions if m.start > at and m.is_figure("money")), None)
    if opened.sentence.paragraph != here.sentence.paragraph or first is None:
        return None
    return stated if _is_bare(opened, first.start, first.end) and _is_bare(here, target.start, target.end) else None


def _is_bare(parsed: Parsed, start: int, end: int) -> bool:
    """Whether an amount's words and those right before it name no country's currency."""
    explicit, text = forms(parsed.language, "explicit"), parsed.text.lower()
    return not any(form in text[start:end] for form in explicit) and not text[:start].rstrip().endswith(tuple(explicit))
