"""Fold traditional Chinese characters into simplified ones, one for one, so that offsets stay; the table is `data/traditional.csv`."""

from __future__ import annotations

from functools import cache

from hinterland.packaged import read_table


@cache
def _table() -> dict[int, str]:
    return {ord(row["traditional"]): row["simplified"] for row in read_table("hinterland.codes", "data/traditional.csv")}


def simplified(text: str) -> str:
    """The text in simplified characters; its length is the same."""
    return text.translate(_table())
