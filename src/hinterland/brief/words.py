"""The fixed words of a brief in both languages: headings, methods, what is not known; one table, `words.csv`."""

from __future__ import annotations

from functools import cache
from typing import Literal

from hinterland import codes
from hinterland.codes import Home, Language, Period
from hinterland.language.naming import currency_name
from hinterland.language.phrases import own_phrase
from hinterland.language.texts import text_of
from hinterland.language.write import article, lower, when
from hinterland.models import Indicator
from hinterland.packaged import read_words

PACKAGE = "hinterland.brief"


def words(key: str, language: Language, *, home: Home | None = None, **values: object) -> str:
    """A text by its key, with its values put in: as the pack of `home` has it (the home pack without one), else as the table does. Raises `KeyError` for an unknown key."""
    return text_of(PACKAGE, key, language, home, values)


def spoken(period: str, language: Language, home: Home | None = None) -> str:
    """A period in words, halves and quarters of a year by their names: `the first half of 2025`, 2025年上半年."""
    p = Period.parse(period)
    part = f"part:{p.start % 100}-{p.end % 100}"
    known = p.start // 100 == p.end // 100 and part in parts()
    return words(part, language, home=home, year=p.start // 100) if known else when(period, language)


@cache
def parts() -> frozenset[str]:
    """The keys of the parts of a year that have a name: halves and quarters, by their first and last month (`part:1-6`)."""
    return frozenset(keys("part:"))


def glossed(code: str, language: Language) -> str:
    """What a term of trade stands for, in words that every reader knows; nothing for a code that needs none."""
    row = read_words(PACKAGE).get(f"gloss:{code}")
    return row[language] if row else ""


def signed(amount: str, unit: str, language: Language) -> str:
    """An amount with its currency's sign ahead of it, where newsrooms of the language write one: `$265 billion`."""
    row = own_phrase(f"sign:{unit}", codes.home_of())
    return f"{row[language]}{amount.removesuffix(currency_name(unit, language)).rstrip()}" if row and row[language] else amount


def methods(subject: str, language: Language) -> list[str]:
    """How a brief of a subject was made, in sentences; on which basis its trade is counted is its pack's to say."""
    return [words(key, language, home=codes.home_of(subject)) for key in keys("methods:")]


def keys(group: str) -> list[str]:
    """The keys of a group (`methods:`) in the table's order."""
    return [k for k in read_words(PACKAGE) if k.startswith(group)]


def ending(text: str, stop: str) -> str:
    """A sentence with its full stop; marks stand before it."""
    return f"{text[0].upper()}{text[1:]}{stop}"


def names_of(i: Indicator, language: Language, gloss: bool = False) -> dict[str, str]:
    """The product, partner and trade mode of an indicator as a sentence names them, empty where it is of all; with a `gloss` what a term stands for that not every reader knows."""
    parts: tuple[tuple[Literal["product", "partner", "regime"], str, str], ...] = (
        ("product", i.product, "all"),
        ("partner", i.partner, "world"),
        ("regime", i.regime, "all"),
    )
    names: dict[str, str] = {part: "" if code == every else codes.name(code, language, part) for part, code, every in parts}
    if language == "en":
        names = {k: n and article(n if k == "partner" else lower(n)) for k, n in names.items()}
    if gloss:
        names |= {part: text for part, code, _ in parts[:2] if (text := glossed(code, language))}
    return names
