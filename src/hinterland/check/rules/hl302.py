"""Percent and percentage point confused.

What: a rate of growth told in percentage points, or the difference between two rates told in percent.

Why: from 10 percent to 15 percent is 5 percentage points more, and 50 percent; who reads one for the other is wrong by an order.

Bad: Anhui's trade grew 17.3 percentage points in 2025.
Good: Anhui's trade grew 17.3 percent in 2025.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hinterland import codes
from hinterland.check.context import Context
from hinterland.check.judge import Judged
from hinterland.check.words import has
from hinterland.codes import Period
from hinterland.indicators import Need
from hinterland.interval import Interval
from hinterland.models import Finding, Indicator
from hinterland.reading import language_of, mentioned
from hinterland.reading.lexicon import forms, forms_in, lowered

CODE = "HL302"
SEVERITY = "warning"
NAME = "percent and percentage point"


def find(context: Context) -> Iterator[Finding]:
    """Rates told in points, and differences told in percent."""
    for j in context.judged:
        if (rate := given_in_points(context, j)) is not None:
            as_rate = replace(j, claim=j.claim.model_copy(update={"kind": "value", "indicator": _growth(j)}))
            yield context.finding(CODE, SEVERITY, j, "HL302.points", held=context.amount(rate, "percent"), what=context.what(as_rate))
        elif is_difference(context.text, j) or is_move(context.text, j):
            yield context.finding(CODE, SEVERITY, j, "HL302.difference")
        elif (gap := given_in_percent(context, j)) is not None:
            difference = context.amount(gap if (gap.middle or 0) >= 0 else -gap, "percentage_point")
            other = context.name(j.claim.relation.versus or codes.nation_of(j.claim.subject))
            yield context.finding(CODE, SEVERITY, j, "HL302.percent", difference=difference, other=other)


def confused(context: Context, j: Judged) -> bool:
    """Whether this rule takes a claim, so that no other calls its value wrong."""
    return given_in_points(context, j) is not None or given_in_percent(context, j) is not None


def is_difference(text: str, j: Judged) -> bool:
    """Whether a percentage is, as the words beside it say, by how much one rate of growth differs from another."""
    c = j.claim
    if c.indicator.concept is None:
        return False
    if c.indicator.op != "growth" or c.unit != "percent" or c.relation.base_period or c.start is None or c.end is None:
        return False
    if c.kind != "comparison":
        return _is_surplus(text, j)
    start, end = max(0, c.start - AROUND), min(len(text), c.end + AROUND)
    near, language = text[start:end], language_of(text[start:end])
    blank = len(text[c.end : end]) - len(text[c.end : end].lstrip())
    places = forms_in(near, language)
    found = places.at(c.end - start + blank, "rate-difference") if language == "en" else places.until(c.start - start, "rate-difference")
    return found is not None or _is_surplus(text, j)


def _is_surplus(text: str, j: Judged) -> bool:
    """Whether the words before a percentage say that a rate, given before it and larger, stands above or below another one by it: its 4 percent rise topped the average by 1.1 percent.

    By more than the rate itself a level may stand above another one (wages rose 4 percent and topped the average by 11 percent).
    """
    start = j.start
    near = SENTENCES.split(text[max(0, start - SENTENCE) : start].rstrip())[-1]
    if not near or language_of(near) != "en":
        return False
    found, words = mentioned(near), forms_in(near, "en")
    verbs = words.every("rate-exceeding")
    if not verbs or not found or found[-1].value("prep") != "by" or found[-1].end < len(near):
        return False
    figures = [(m.figure.unit, m.end, m.figure.value) for m in found if m.figure is not None]
    is_rated = bool(figures) and all(unit == "percent" and end <= verbs[-1].start for unit, end, _ in figures)
    if not is_rated or j.plain is None or j.plain.middle is None or j.plain.middle >= figures[-1][2]:
        return False
    return any(f.start > verbs[-1].start for f in words.every("rate-average"))


SENTENCE = 160
"""Maximum characters of a sentence before a figure in which the rate that it differs from is sought."""
SENTENCES = re.compile(r"[.!?]\s|\n")


def is_move(text: str, j: Judged) -> bool:
    """Whether a percentage is, as the words before it say, by how much a share or a rate of growth itself moved: the share rose by 0.1%, 增速比上半年快了0.6%."""
    c = j.claim
    if c.unit != "percent" or c.start is None or c.kind not in ("value", "change", "comparison"):
        return False
    near = text[max(0, c.start - AROUND) : c.start].rstrip()
    language = language_of(near)
    if not lowered(near).endswith(tuple(forms(language, "moved-verb"))):
        return False
    places = forms_in(near, language)
    verb = places.until(len(near), "moved-verb")
    nouns = [f for f in places.every("moved") if verb is not None and f.end <= verb.start]
    return verb is not None and bool(nouns) and not BREAK.search(near[max(f.end for f in nouns) : verb.start])


BREAK = re.compile(r"[\d,.;:，。；：、（）()\n]")
"""What ends the words that a share or a rate of growth is the subject of."""

AROUND = 60
"""Characters to either side of a figure in which the words beside it lie."""


def given_in_points(context: Context, j: Judged) -> Interval | None:
    """The rate that a text gives in points and that is right but for its unit; `None` where it doesn't."""
    claim = j.claim
    if claim.unit != "percentage_point" or claim.kind not in KINDS or claim.relation.versus or j.plain is None:
        return None
    if claim.indicator.op == "growth" and claim.kind != "comparison":
        return j.best if any(j.plain.meets(a) for a in j.answers) else None
    if claim.indicator.op not in OPS or claim.period is None or context.indicators is None or _names_share(context.text, j):
        return None
    # Points of what no word calls a share or a rate are read as one's: they may be the flow's own rate.
    held = context.indicators.ask([Need(claim.subject or "", _growth(j), Period.parse(claim.period))])[0].best
    return held.interval if held is not None and j.plain.meets(held.interval) else None


KINDS = ("value", "change", "comparison")
"""The kinds of claims that points without anything they are set against may be read as."""
OPS = ("growth", "share", "contribution")
"""What such points may be read as points of."""


def _growth(j: Judged) -> Indicator:
    """The growth of what a claim is of."""
    return j.claim.indicator.model_copy(update={"op": "growth"})


def _names_share(text: str, j: Judged) -> bool:
    """Whether the words before a figure in its sentence name a share, a rate or a contribution, which may be of points."""
    near = SENTENCES.split(text[max(0, j.start - SENTENCE) : j.start].rstrip().replace("。", ". "))[-1]
    return any(has(near, cls) for cls in ("moved", "share", "contribution"))


def given_in_percent(context: Context, j: Judged) -> Interval | None:
    """The difference in points that a text gives in percent; `None` where it doesn't."""
    claim = j.claim
    if claim.unit != "percent" or claim.indicator.op != "growth" or claim.period is None or context.indicators is None:
        return None
    if j.plain is None or j.plain.width is None:
        return None
    possessives = tuple(form for language in ("en", "zh") for form in forms(language, "possessive"))
    if context.text[max(0, j.start - 1 - max(map(len, possessives))) : j.start].rstrip(" ").endswith(possessives):
        return None  # The other's own rate: below the nation's 3.8%, 高于全国的3.8%.
    if claim.kind == "comparison":
        gap = j.evaluated.answer if j.evaluated else None
        return gap if gap is not None and _meets(j.plain, gap) else None
    if claim.verdict != "refuted" or j.best is None or claim.subject is None or codes.is_nation(claim.subject):
        return None
    nation = context.indicators.ask([Need(codes.home_of(claim.subject).nation, claim.indicator, Period.parse(claim.period))])[0].best
    gap = j.best - nation.interval if nation is not None else None
    # Last, since the words around a figure are sought far longer than figures are compared.
    around = context.text[max(0, (claim.start or 0) - 40) : (claim.end or 0) + 40]
    return gap if gap is not None and _meets(j.plain, gap) and has(around, "rate-compared") else None


def _meets(said: Interval, gap: Interval) -> bool:
    """Whether a figure is a difference, whichever of the two it is by."""
    return said.meets(gap) or said.meets(-gap)
