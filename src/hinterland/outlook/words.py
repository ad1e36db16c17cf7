"""The words of the outlook in both languages: one table, `words.csv`, in which `{one}` and `{several}` are what the regions below a nation are called."""

from __future__ import annotations

from hinterland import codes
from hinterland.codes import Home, Language
from hinterland.language.phrases import levels
from hinterland.packaged import read_words


def words(key: str, language: Language, home: Home | None = None, /, **values: object) -> str:
    """A text of the table with its values put in, those with a capital beginning with one; regions are called as in `home` (the home pack unless said).

    Raises `KeyError` for a key it lacks.
    """
    every = {**levels(home or codes.home_of(), language), **values}
    capitals = {k.capitalize(): v[:1].upper() + v[1:] for k, v in every.items() if isinstance(v, str)}
    return read_words("hinterland.outlook")[key][language].format(**every, **capitals)
