"""Digits as people and programs type them, as plain ones: full-width forms, typographic minus signs, thousands separators; and cells that
must have a form. Text goes in, text comes out; `ValueError` says what a cell isn't."""

from __future__ import annotations

import re
import unicodedata

from hinterland.codes import Period

HS = r"(?:\d\d){1,3}"
"""The form of an HS code of two, four or six digits."""
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)


def expect(text: str, form: str, what: str) -> str:
    """A text that has a form, a regular expression. Raises `ValueError`, saying what it isn't, for another."""
    if not re.fullmatch(form, text):
        raise ValueError(f'"{text}" is not {what}')
    return text


def month_of(year: str, month: str) -> Period:
    """The month that a year and its number make. Raises `ValueError` where they are none."""
    if not (re.fullmatch(r"\d{4}", year) and re.fullmatch(r"\d{1,2}", month)):
        raise ValueError(f'"{year}" and "{month}" are not a year and a month')
    return Period.of_month(int(year) * 100 + int(month))


def plain(text: str) -> str:
    """Text in ordinary forms (NFKC), without blanks around it, its minus sign a hyphen."""
    return unicodedata.normalize("NFKC", text).replace("−", "-").strip()


def ungrouped(text: str) -> str:
    """A plain number without its thousands separators; as it is where its commas are none."""
    return text.replace(",", "") if _GROUPED.fullmatch(text) else text
