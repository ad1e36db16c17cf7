"""The fixed words of pictures in both languages (`words.csv`) and the short names of publishers (`publishers.csv`)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from hinterland.codes import Language


@cache
def table(name: str, key: str) -> dict[str, dict[str, str]]:
    """A table of this package by one of its columns."""
    with (files("hinterland.brief.pictures") / f"{name}.csv").open(encoding="utf-8") as f:
        return {row[key]: row for row in csv.DictReader(f)}


def words(key: str, language: Language, **values: object) -> str:
    """A text by its key, with its values put in. Raises `KeyError` for a key the table lacks."""
    return table("words", "key")[key][language].format(**values)


def publisher(name: str, language: Language) -> str:
    """A publisher as a source line names it: shorter, or in Chinese, where the table knows it."""
    known = table("publishers", "publisher").get(name)
    return known[language] if known and known[language] else name


def listed(names: list[str], language: Language) -> str:
    """Names as a list."""
    if language == "zh" or len(names) < 2:
        return "、".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
