"""Digits as people and programs type them, as plain ones: full-width forms, typographic minus signs, thousands separators. Text goes in, text comes out."""

from __future__ import annotations

import re
import unicodedata

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)


def plain(text: str) -> str:
    """Text in ordinary forms (NFKC), without blanks around it, its minus sign a hyphen."""
    return unicodedata.normalize("NFKC", text).replace("−", "-").strip()


def ungrouped(text: str) -> str:
    """A plain number without its thousands separators; as it is where its commas are none."""
    return text.replace(",", "") if _GROUPED.fullmatch(text) else text
