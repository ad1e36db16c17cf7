"""The words of answers, in both languages, from `words.csv`."""

from __future__ import annotations

from hinterland.codes import Language
from hinterland.packaged import read_words


def word(key: str, language: Language, /, **values: object) -> str:
    """A sentence or a noun by its key, with its values put in."""
    return read_words("hinterland.answers")[key][language].format(**values)
