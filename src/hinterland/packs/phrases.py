"""What is wrong with a pack's phrases: keys that no text has, codes that the pack doesn't have, texts that are missing, and places for values that nothing fills.

A pack goes in with the codes of its groups and scopes, faults come out as pairs of a line and a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from string import Formatter

from hinterland.packaged import read_table
from hinterland.packs.pack import Pack

TABLES = (("hinterland.language", "phrases.csv"), ("hinterland.brief", "words.csv"))
"""The tables whose rows a pack may word anew."""
OF_GROUPS = ("group", "scope", "home", "again", "gloss", "defined")
"""What stands before a group's code in a key."""
OF_CURRENCIES = ("currency", "currency-menu", "currency-alone", "sign")
OTHERS = ("article", "clear", "shift", "first", "level", "subjects")
"""Other beginnings of keys, whose rest the pack chooses."""
LEVELS = frozenset({"one", "several", "every"})
"""The places that what the pack calls its regions fills in every phrase."""
_LARGEST = re.compile(r"top-\d+")


@cache
def _shared() -> Mapping[str, frozenset[str]]:
    """The places for values in each text that a pack may word anew, in either language."""
    found: dict[str, frozenset[str]] = {}
    for package, name in TABLES:
        for row in read_table(package, name):
            found[row["key"]] = frozenset().union(*(_places(row[language]) or () for language in ("en", "zh")))
    return found


def _places(text: str) -> frozenset[str] | None:
    """The names of a text's places for values; none where its braces don't pair."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return None


def problems(pack: Pack, groups: Collection[str]) -> Iterator[tuple[int, str]]:
    """The faults of `phrases.csv`, each with its line; `groups` are the codes of the pack's groups and scopes."""
    for line, row in enumerate(pack.table("phrases"), start=2):
        key = row.get("key", "")
        head, _, rest = key.partition(":")
        if head in OF_GROUPS and rest not in groups and not _LARGEST.fullmatch(rest):
            yield line, f'{key} is of no group of this pack: add "{rest}" to groups.csv, or correct the key'
        elif head in OF_CURRENCIES and not re.fullmatch("[A-Z]{3}", rest):
            yield line, f"{key} is of no currency: write its three capitals, as ISO 4217 has them"
        elif head not in (*OF_GROUPS, *OF_CURRENCIES, *OTHERS) and key not in _shared():
            yield line, f'no text has the key "{key}": take one of docs/how-to/pack.md or of src/hinterland/brief/words.csv'
        if head != "first" and not any(row.get(language) for language in pack.languages):
            yield line, f"{key} has no text: give one, or leave the row out"
        for language in pack.languages:
            yield from ((line, fault) for fault in _faults(key, head, language, row.get(language, "")))


def _faults(key: str, head: str, language: str, text: str) -> Iterator[str]:
    places = _places(text)
    if places is None:
        yield f"{key}, {language}: a brace has no partner: write {{name}}, or double a brace that is text"
        return
    known = _shared().get(key, frozenset()) | LEVELS
    if head != "shift" and (wrong := sorted(places - known)):
        yield f"{key}, {language}: nothing fills {{{wrong[0]}}}; known are {', '.join(sorted(known))}"
