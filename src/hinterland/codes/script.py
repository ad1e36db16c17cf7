"""Fold traditional Chinese characters into simplified ones, one for one, so that offsets stay; the table is `data/traditional.csv`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[int, str]:
    with files("hinterland.codes").joinpath("data", "traditional.csv").open(encoding="utf-8") as file:
        return {ord(row["traditional"]): row["simplified"] for row in csv.DictReader(file)}


def simplified(text: str) -> str:
    """The text in simplified characters; its length is the same."""
    return text.translate(_table())
