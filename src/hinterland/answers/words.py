"""The words of answers, in both languages, from `words.csv`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from hinterland.codes import Language


@cache
def _table() -> dict[str, dict[str, str]]:
    with (files("hinterland.answers") / "words.csv").open(encoding="utf-8") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


def word(key: str, language: Language, /, **values: object) -> str:
    """A sentence or a noun by its key, with its values put in."""
    return _table()[key][language].format(**values)
