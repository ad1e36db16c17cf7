"""Figures as they stand in evidence: exactly, in the scale that readers of a language use, unlike the rounded ones of sentences.

A value or an interval with its unit goes in; text comes out.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hinterland import codes
from hinterland.brief.output.words import word
from hinterland.codes import Language
from hinterland.indicators.revisions import Standing
from hinterland.language.naming import currency_name, is_money

_SCALES: dict[Language, tuple[int, ...]] = {"en": (9, 6, 0), "zh": (8, 4, 0)}
"""The powers of ten that amounts are written in, largest first: billions and millions, 亿 and 万."""

_PLACES = Decimal("0.0001")


def figure(value: Decimal, unit: str, language: Language) -> str:
    """One figure with its unit: `682.31 billion yuan`, 6823.1亿元, `17.3%`."""
    power = _power(value, unit, language)
    return _joined(_number(value, power, language), _unit(unit, power, language), language)


def span(low: Decimal | None, high: Decimal | None, unit: str, language: Language) -> str:
    """An interval: `682.305 to 682.315 billion yuan`, `at least 70%`; nothing where both ends are open."""
    if low is None or high is None:
        end = high if low is None else low
        return word("at-most" if low is None else "at-least", language, figure=figure(end, unit, language)) if end is not None else ""
    if low == high:
        return figure(low, unit, language)
    power = _power(max(low, high, key=abs), unit, language)
    ends = [_number(x, power, language) for x in (low, high)]
    return _joined(word("to", language).join(dict.fromkeys(ends)), _unit(unit, power, language), language)


def standing(s: Standing | None, unit: str, language: Language) -> str:
    """What stood in a state: a figure, or an interval where there was no value; nothing where nothing stood."""
    if s is None:
        return ""
    return figure(s.value, unit, language) if s.value is not None else span(s.low, s.high, unit, language)


def _power(value: Decimal, unit: str, language: Language) -> int:
    if not is_money(unit):
        return 0
    return next((p for p in _SCALES[language] if abs(value) >= Decimal(10) ** p), 0)


def _number(value: Decimal, power: int, language: Language) -> str:
    shrunk = value.scaleb(-power)
    if shrunk and abs(shrunk) >= _PLACES:
        shrunk = shrunk.quantize(_PLACES, ROUND_HALF_UP)
    text = f"{shrunk.normalize():f}" if language == "zh" else f"{shrunk.normalize():,f}"
    return text.replace("-", "−", 1) if text.startswith("-") else text


def _unit(unit: str, power: int, language: Language) -> str:
    if is_money(unit):
        return word(f"unit:money:{power}", language, currency=currency_name(unit, language))
    known = word(f"unit:{unit}", language)
    return known or ("" if unit in ("rank", "count") else codes.name(unit, language, "unit"))


def _joined(number: str, unit: str, language: Language) -> str:
    return f"{number}{'' if language == 'zh' or unit in ('%', '') else ' '}{unit}"
