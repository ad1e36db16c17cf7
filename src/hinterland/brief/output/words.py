"""The words that stand around a brief's own sentences, in both languages: headings, labels, legends, names of columns (`words.csv`, `columns.csv`)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from hinterland.codes import Language


def word(key: str, language: Language, /, **values: object) -> str:
    """A word or sentence by its key, with values put in; empty for a key that isn't held."""
    return _table("words")[language].get(key, "").format(**values) if values else _table("words")[language].get(key, "")


def column(key: str, language: Language) -> str:
    """The name of a column or sheet. Raises `KeyError` for one that isn't held."""
    return _table("columns")[language][key]


@cache
def _table(name: str) -> dict[Language, dict[str, str]]:
    with (files("hinterland.brief.output") / f"{name}.csv").open(encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    return {"en": {r["key"]: r["en"] for r in rows}, "zh": {r["key"]: r["zh"] for r in rows}}
