"""The fixed texts of a package, from a table with a column a language; a country may have its own words. A text names its values and what
its country calls its regions (`one`, `several`, `every`, `country`, `our`); with a capital (`{Several}`) a value begins with one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hinterland.codes import Home, Language, home_of
from hinterland.language.naming import named, the_nation, whose
from hinterland.language.phrases import levels, own_phrase
from hinterland.packaged import read_words


def text_of(package: str, key: str, language: Language, home: Home | None, values: Mapping[str, object], table: str = "words.csv") -> str:
    """A text by its key, as the pack of `home` has it (the home pack without one), else as the table does. Raises `KeyError` for a key that neither has."""
    home = home or home_of()
    row = own_phrase(key, home) or read_words(package, table)[key]
    capitals = {name.capitalize(): v[:1].upper() + v[1:] for name, v in values.items() if isinstance(v, str)}
    return row[language].format(**{**_of_country(home.nation, language), **capitals, **values})


@cache
def _of_country(nation: str, language: Language) -> dict[str, str]:
    words = {**levels(home_of(nation), language), "country": named(nation, language), "our": the_nation(nation, language)}
    words["whose_country"] = whose(words["country"])
    return words | {name.capitalize(): text[:1].upper() + text[1:] for name, text in words.items()}
