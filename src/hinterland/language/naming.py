"""What a slot of a claim is called in a sentence: by its code's name, by its own words where no table knows them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from hinterland import codes
from hinterland.codes import Language
from hinterland.models import UNSURE


def named(code: str, language: Language, kind: codes.Kind | None = None) -> str:
    """What a slot is called: the name of its code, several joined by +, the words of an unknown one, a code that no table has as it is."""
    if "+" in code:
        parts = [named(part, language, kind) for part in code.split("+")]
        return "、".join(parts) if language == "zh" else f"{', '.join(parts[:-1])} and {parts[-1]}"
    if code.startswith(UNSURE):
        return f"“{code[1:]}”" if len(code) > 1 else "?"
    if kind is None and code.isdigit() and code in _elsewhere():
        return _elsewhere()[code][language]
    try:
        return codes.name(code, language, kind)
    except codes.UnknownName:
        return _elsewhere().get(code, {}).get(language) or code.rpartition(":")[2]


PLACES = {"countries": "iso2", "subdivisions": "code", "counties": "code"}
"""The tables of places that are no regions of figures held, each with the column of their codes."""


@cache
def _elsewhere() -> dict[str, dict[str, str]]:
    """The names by language of countries, of their regions, and of China's counties, by code."""
    found: dict[str, dict[str, str]] = {}
    for table, column in PLACES.items():
        with files("hinterland.codes").joinpath("data", f"{table}.csv").open(encoding="utf-8") as file:
            found |= {row[column]: {"en": row["en"], "zh": row["name"]} for row in csv.DictReader(file)}
    return found
