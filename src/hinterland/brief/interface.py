"""The words of pages that are neither a brief's own nor its evidence's: links, labels, what a screen reader says; one table, `interface.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hinterland.codes import Home, Language, home_of
from hinterland.language.naming import named, the_nation
from hinterland.language.phrases import levels, own_phrase
from hinterland.packaged import read_words


def label(key: str, language: Language, /, *, home: Home | None = None, **values: object) -> str:
    """A text by its key, with its values put in, as the pack of `home` has it (the home pack without one). Raises `KeyError` for a key the table lacks."""
    home = home or home_of()
    row = own_phrase(key, home) or table()[key]
    return row[language].format(**{**_country(home.nation, language), **values})


@cache
def _country(nation: str, language: Language) -> dict[str, str]:
    """A country and the levels of its regions in words: `country`, `our` (the nation among its own), `one`, `several` and `every`, with a capital `Several`."""
    home = home_of(nation)
    known = levels(home, language)
    return {
        **known,
        "Several": known["several"][:1].upper() + known["several"][1:],
        "country": named(nation, language),
        "our": the_nation(nation, language),
    }


def table() -> Mapping[str, Mapping[str, str]]:
    """The rows by their key."""
    return read_words("hinterland.brief", "interface.csv")
