"""The words of the outlook in both languages: one table, `words.csv`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from hinterland.codes import Language


@cache
def _table() -> dict[str, dict[str, str]]:
    with (files("hinterland.outlook") / "words.csv").open(encoding="utf-8") as f:
        return {row["key"]: row for row in csv.DictReader(f)}


def words(key: str, language: Language, **values: object) -> str:
    """A text of the table with its values put in, those with a capital beginning with one. Raises `KeyError` for a key it lacks."""
    capitals = {k.capitalize(): v[:1].upper() + v[1:] for k, v in values.items() if isinstance(v, str)}
    return _table()[key][language].format(**values, **capitals)
