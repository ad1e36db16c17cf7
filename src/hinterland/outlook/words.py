"""The words of the outlook in both languages: one table, `words.csv`."""

from __future__ import annotations

from hinterland.codes import Home, Language
from hinterland.language.texts import text_of


def words(key: str, language: Language, home: Home | None = None, /, **values: object) -> str:
    """A text of the table with its values put in; regions are called as in `home` (the home pack unless said). Raises `KeyError` for a key it lacks."""
    return text_of("hinterland.outlook", key, language, home, values)
