"""The words that messages are filled with, in either language: what a claim measures, an amount, a region, a place, the sources of an answer."""

from __future__ import annotations

import re
from decimal import Decimal

from hinterland.check import catalogue
from hinterland.codes import Language
from hinterland.interval import Interval
from hinterland.language import chinese_numbers, english_numbers, publisher
from hinterland.language.naming import named
from hinterland.language.phrases import phrase
from hinterland.language.write import what as noun
from hinterland.language.write import when
from hinterland.models import Claim

_OPS = {"growth": "growth", "share": "share", "balance": "balance"}
"""Ops that a message names; all others are told by their figure."""


def what(claim: Claim, language: Language) -> str:
    """What a claim measures: `growth of Anhui's trade in 2025`, 2025年安徽进出口增速."""
    at = catalogue.say(language, "in", period=when(claim.period, language)) if claim.period else ""
    key = _OPS.get(claim.indicator.op, "what")
    return catalogue.say(language, key, who=name(claim.subject, language), it=noun(claim, language), at=at)


def name(code: str | None, language: Language) -> str:
    """The name of a region or group; a question mark where none was named."""
    return "?" if not code or code == "?" else named(code, language)


def amount(x: Interval | None, unit: str | None, language: Language) -> str:
    """An answer with no more digits than it supports."""
    value = None if x is None else x.middle if x.middle is not None else x.low if x.low is not None else x.high
    if x is None or value is None:
        return "?"
    if unit in ("rank", "count"):
        low, high = whole(x.low), whole(x.high)
        return low if low == high else catalogue.say(language, "range", low=low, high=high)
    size, width = abs(value), x if value >= 0 else -x
    n = english_numbers if language == "en" else chinese_numbers
    if unit in ("CNY", "USD"):
        told: str = n.money(width, size, unit)
    elif unit == "percent":
        told = n.percent(x, value)
    elif unit == "percentage_point":
        told = catalogue.say(language, "points", n=english_numbers.digits(width, size, 1))
    elif unit == "ratio":
        told = catalogue.say(language, "times", n=english_numbers.digits(width, size, 2))
    else:
        told = n.units(width, size)
    if value >= 0:
        return told
    return f"-{told}" if unit == "percent" else catalogue.say(language, "minus", x=told)


def whole(x: Decimal | None) -> str:
    """A place or a count in digits."""
    return "?" if x is None else f"{x.normalize():f}"


def place(low: int, high: int, language: Language) -> str:
    """A place, or the places it may be: `ninth`, 第九."""
    n = english_numbers if language == "en" else chinese_numbers
    return n.ordinal(low) if low == high else catalogue.say(language, "range", low=n.ordinal(low), high=n.ordinal(high))


def scope(code: str | None, language: Language) -> str:
    """Where a place is counted: `nationwide`, `among the six central provinces`."""
    if not code:
        return ""
    if told := phrase(f"scope:{code}", language):
        return told
    group = phrase(f"group:{code}", language) or name(code, language)
    return f"among {group}" if language == "en" else f"在{group}中"


_HELD = re.compile(r"(\d+) of (\d+) held")


def coverage(claim: Claim, language: Language) -> str:
    """How much of what a claim asks for is held: `30 of 31 held`, 31个中有30个的数据."""
    told = claim.evidence.coverage if claim.evidence else ""
    return told if language == "en" else _HELD.sub(r"\2个中有\1个的数据", told)


def group(code: str | None, language: Language) -> str:
    """A group in words: `the six central provinces`."""
    return (phrase(f"group:{code}", language) if code else "") or name(code, language)


def sources(claim: Claim, language: Language) -> str:
    """Who published what an answer stands on, two of them at most."""
    found = claim.evidence.sources if claim.evidence else []
    told = [
        issuer if s.reliability == "official" else f"{issuer}, {catalogue.say(language, f'reliability.{s.reliability}')}"
        for s in found[:2]
        if (issuer := publisher(s.publisher, language))
    ]
    return "; ".join(told)
