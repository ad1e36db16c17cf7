"""The atoms of sentences: one table, a column a language."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, dict[str, str]]:
    with (files("hinterland.language") / "phrases.csv").open(encoding="utf-8") as f:
        return {r["key"]: r for r in csv.DictReader(f)}


def phrase(key: str, language: str, fallback: str = "", **values: object) -> str:
    """An atom in a language, with its values put in; the fallback where the table has no such row."""
    row = _table().get(key)
    return fallback if row is None else row[language].format(**values)
