"""The offices that publish a country's figures, as its pack lists them (`offices.csv`): what a format of theirs needs to know of their
country. A code goes in, an `Office` comes out. `customs_headers.csv` and `money_words.csv` of the same pack hold the words of their
tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hinterland.packs.loaded import of_nation, packs
from hinterland.packs.pack import Pack, PackError

WORLD = "US"
"""The nation in whose currency statistics that compare countries are published."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office with its English name and the pack of its country; `currencies` are those that it publishes in, the country's own first."""

    name: str
    pack: Pack
    nation: str
    currencies: tuple[str, ...]
    region: str
    """What a region of its country's first level is called in English."""
    regions: str
    """What several of them are called."""

    @property
    def money(self) -> Mapping[str, str]:
        """The currency of each word that its tables have for one, the surest first."""
        return {row["word"]: row["currency"] for row in self.pack.table("money_words")}

    def currency_in(self, text: str) -> str | None:
        """The currency whose word stands in a text, the foreign one first, since the name of the own may stand within its name; `None` where none does."""
        named = self.currencies_in(text)
        return next((c for c in reversed(self.currencies) if c in named), None)

    def currencies_in(self, text: str) -> set[str]:
        """Every currency whose word stands in a text, Latin words in any case and as words of their own."""
        return {currency for word, currency in self.money.items() if re.search(_bounded(word), text, re.IGNORECASE)}


def _bounded(word: str) -> str:
    head, tail = (r"\b" if end.isascii() and end.isalnum() else "" for end in (word[0], word[-1]))
    return f"{head}{re.escape(word)}{tail}"


@cache
def office(code: str) -> Office:
    """An office by its code. Raises `PackError` where no pack lists it."""
    for pack in packs():
        for row in pack.table("offices"):
            if row["code"] == code:
                level = pack.levels[0]
                return Office(row["en"], pack, pack.nation, pack.currencies, level.one["en"], level.several["en"])
    raise PackError(f'no pack lists the office "{code}" in offices.csv')


def dollars() -> str:
    """The currency of statistics that compare countries."""
    pack = of_nation(WORLD)
    if pack is None:
        raise PackError(f"no pack of the nation {WORLD} is loaded, whose currency the statistics of the world are in")
    return pack.currency
