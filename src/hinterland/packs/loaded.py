"""The packs that are loaded: the embedded ones, those of installed packages (entry points `hinterland.packs`), and those in the folders of
HINTERLAND_PACKS; a later pack of a nation replaces an earlier one. The first is where a question without a country is asked about, unless
HINTERLAND_HOME names another. And the offices that publish a country's figures, as its pack lists them (`offices.csv`):
`customs_headers.csv` and `money_words.csv` of the same pack hold the words of their tables."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from hinterland.packs.pack import Pack, PackError, read
from hinterland.plugins import installed

EMBEDDED = ("china", "usa", "brazil")
FOLDERS, HOME, ENTRY_POINTS = "HINTERLAND_PACKS", "HINTERLAND_HOME", "hinterland.packs"


@cache
def packs() -> tuple[Pack, ...]:
    """All packs, the embedded ones first. Raises `PackError` for one that can't be read."""
    found: dict[str, Pack] = {}
    # What an entry point loads is the folder, or a function that gives it.
    offered = (Path(brought() if callable(brought) else brought) for _, brought in installed(ENTRY_POINTS))
    of_user = (Path(folder).expanduser() for folder in os.environ.get(FOLDERS, "").split(os.pathsep) if folder)
    for pack in map(read, (*embedded(), *offered, *of_user)):
        found[pack.nation] = pack
    return tuple(found.values())


def embedded() -> list[Path]:
    """The folders of the packs that the package ships."""
    return [Path(str(files(__package__) / name)) for name in EMBEDDED]


@cache
def of_nation(nation: str) -> Pack | None:
    """The pack of a nation by its two letters."""
    return next((p for p in packs() if p.nation == nation), None)


@cache
def home() -> Pack:
    """The pack of the country that is meant where none is named. Raises `PackError` where HINTERLAND_HOME names no pack that is loaded."""
    wanted = os.environ.get(HOME)
    if not wanted:
        return packs()[0]
    found = next((p for p in packs() if p.name == wanted), None)
    if found is None:
        raise PackError(f'{HOME} names the pack "{wanted}"; loaded are {", ".join(p.name for p in packs())}')
    return found


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
