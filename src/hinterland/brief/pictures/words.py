"""The fixed words of pictures in both languages (`words.csv`) and the short names of publishers (`short_publishers.csv` of the packs)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hinterland.codes import Home, Language, home_of
from hinterland.codes.tables import rows
from hinterland.language.naming import named, the_nation, whose
from hinterland.language.phrases import levels
from hinterland.packaged import read_words

PACKAGE = "hinterland.brief.pictures"


def words(key: str, language: Language, *, home: Home | None = None, lead: str = "total", within: str = "", **values: object) -> str:
    """A text by its key, with its values put in, and the levels of a country and the leading flow as its words; `within` is the name as it stands in a sentence.

    Raises `KeyError` for a key the table lacks.
    """
    texts = read_words(PACKAGE)
    return texts[key][language].format(
        **{**_known((home or home_of()).nation, language, lead), **_names(str(values.get("name", "")), within), **values}
    )


@cache
def _known(nation: str, language: Language, lead: str) -> dict[str, str]:
    """The words of a country and of the flow that leads there."""
    home, texts = home_of(nation), read_words(PACKAGE)
    known = {**levels(home, language), **{noun: texts[f"{noun}:{lead}"][language] for noun in ("noun", "goods", "trader")}}
    capitals = {name.capitalize(): text[:1].upper() + text[1:] for name, text in known.items()}
    return {**known, **capitals, "our": the_nation(home.nation, language), "whose_country": whose(named(home.nation, language))}


def _names(name: str, within: str) -> dict[str, str]:
    """A name as sentences need it: `inner` within one, `whose` and `whose_inner` in the possessive."""
    inner = within or (f"the {name[4:]}" if name.startswith("The ") else name)
    return {"inner": inner, "whose": whose(name), "whose_inner": whose(inner)}


@cache
def _publishers() -> Mapping[str, Mapping[str, str]]:
    return {row["publisher"]: row for row in rows("short_publishers")}


def publisher(name: str, language: Language) -> str:
    """A publisher as a source line names it: shorter, or in Chinese, where the table knows it."""
    known = _publishers().get(name)
    return known[language] if known and known[language] else name


def listed(names: list[str], language: Language) -> str:
    """Names as a list."""
    if language == "zh" or len(names) < 2:
        return "、".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
