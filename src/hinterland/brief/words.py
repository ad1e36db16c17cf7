"""The fixed words of a brief in both languages: headings, methods, what is not known; one table, `words.csv`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from hinterland import codes
from hinterland.codes import Language


@cache
def _table() -> dict[str, dict[str, str]]:
    with (files("hinterland.brief") / "words.csv").open(encoding="utf-8") as f:
        return {row["key"]: row for row in csv.DictReader(f)}


def words(key: str, language: Language, **values: object) -> str:
    """A text by its key, with its values put in. Raises `KeyError` for a key the table lacks."""
    return _table()[key][language].format(**values)


def methods(subject: str) -> list[str]:
    """The keys of how a brief of a subject was made; on which basis China's customs count is said of China only."""
    other = "methods:basis:elsewhere" if of_china(subject) else "methods:basis"
    return [k for k in keys("methods:") if k != other]


def of_china(subject: str) -> bool:
    """Whether a subject is China, a part of it or a group of its provinces."""
    try:
        return codes.get("region", subject).country == "CN"
    except LookupError:
        return True


def keys(group: str) -> list[str]:
    """The keys of a group (`methods:`) in the table's order."""
    return [k for k in _table() if k.startswith(group)]
