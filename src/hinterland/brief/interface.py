"""The words of pages that are neither a brief's own nor its evidence's: links, labels, what a screen reader says; one table, `interface.csv`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from hinterland.codes import Language


def label(key: str, language: Language, /, **values: object) -> str:
    """A text by its key, with its values put in. Raises `KeyError` for a key the table lacks."""
    return table()[key][language].format(**values)


@cache
def table() -> dict[str, dict[str, str]]:
    """The rows by their key."""
    with (files("hinterland.brief") / "interface.csv").open(encoding="utf-8") as f:
        return {row["key"]: row for row in csv.DictReader(f)}
