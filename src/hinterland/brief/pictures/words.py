"""The fixed words of pictures in both languages (`words.csv`) and the short names of publishers (`short_publishers.csv` of the packs)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hinterland.codes import Home, Language
from hinterland.codes.tables import rows
from hinterland.language.naming import whose
from hinterland.language.phrases import listed as listed
from hinterland.language.texts import text_of
from hinterland.packaged import read_words

PACKAGE = "hinterland.brief.pictures"


def words(key: str, language: Language, *, home: Home | None = None, lead: str = "total", within: str = "", **values: object) -> str:
    """A text by its key, with its values put in, and the flow that leads in a country in words; `within` is the name as it stands in a sentence.

    Raises `KeyError` for a key the table lacks.
    """
    texts = read_words(PACKAGE)
    flow = {noun: texts[f"{noun}:{lead}"][language] for noun in ("noun", "goods", "trader")}
    return text_of(PACKAGE, key, language, home, {**flow, **_names(str(values.get("name", "")), within), **values})


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
