"""The words that stand around a brief's own sentences, in both languages: headings, labels, legends, names of columns (`words.csv`, `columns.csv`)."""

from __future__ import annotations

from hinterland.codes import Language
from hinterland.packaged import read_words

PACKAGE = "hinterland.brief.output"


def word(key: str, language: Language, /, **values: object) -> str:
    """A word or sentence by its key, with values put in; empty for a key that isn't held."""
    text = read_words(PACKAGE).get(key, {}).get(language, "")
    return text.format(**values) if values else text


def column(key: str, language: Language) -> str:
    """The name of a column or sheet. Raises `KeyError` for one that isn't held."""
    return read_words(PACKAGE, "columns.csv")[key][language]
