"""The words of pages that are neither a brief's own nor its evidence's: links, labels, what a screen reader says; one table, `interface.csv`."""

from __future__ import annotations

from collections.abc import Mapping

from hinterland.codes import Home, Language
from hinterland.language.texts import text_of
from hinterland.packaged import read_words

TABLE = "interface.csv"


def label(key: str, language: Language, /, *, home: Home | None = None, **values: object) -> str:
    """A text by its key, with its values put in, as the pack of `home` has it (the home pack without one). Raises `KeyError` for a key the table lacks."""
    return text_of("hinterland.brief", key, language, home, values, TABLE)


def table() -> Mapping[str, Mapping[str, str]]:
    """The rows by their key."""
    return read_words("hinterland.brief", TABLE)
