"""The tables that the package ships beside its modules: CSV files of words, codes and numbers, which anyone can edit. The name of a package
(`hinterland.gate`) and of a table in its folder (`words.csv`) go in, rows come out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def read_table(package: str, name: str) -> list[dict[str, str]]:
    """The rows of a table, each by the names of its columns."""
    return list(csv.DictReader(io.StringIO((files(package) / name).read_text(encoding="utf-8"))))


@cache
def read_words(package: str, name: str = "words.csv", key: str = "key") -> Mapping[str, Mapping[str, str]]:
    """The rows of a table of words by their key, read once."""
    return {row[key]: row for row in read_table(package, name)}
