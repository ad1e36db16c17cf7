"""Near misses: the word that somebody meant who wrote something else. Latin words are compared by edit distance, Chinese ones character by
character, with those that sound or look alike near (a table of the packs); of equals the more frequent is meant, and what is near several
is left open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from hinterland.reading.lexicon import forms, lowered
from hinterland.requests.vocabulary import CITY, DISTRICTS, records, vocabulary

CORRECTABLE = (
    "flow", "subject", "partner", "product", "rank", "compare", "outlook", "brief", "growth", "balance", "one", "many", "superlative", "concept", "mean",
)  # fmt: skip
"""Kinds of words that a slip of the pen is looked for among."""
SHORTEST, SUBSTITUTABLE = 4, 5
"""Minimum letters of a word that may be a slip, and of one in which another letter in a place is a slip."""
NAMES = ("flow", "subject", "partner", "product")
"""Kinds of words that a shorter word may be a slip for."""
RATIO = 8
"""How many times as often as any other as near a word must be used to be the one that was meant."""


@dataclass(frozen=True, slots=True)
class Near:
    """The one form that was meant, or none; and all forms that are near, the nearest first."""

    meant: str | None
    offered: tuple[str, ...]


def distance(one: str, two: str, most: int = 3) -> int:
    """How many letters have to be put in, left out, changed or swapped with their neighbour; above `most`, `most + 1`."""
    if abs(len(one) - len(two)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def nearest(given: str, known: Sequence[str]) -> str:
    """The value known that is near enough to what was given to be offered; empty where none is."""
    far, near = min(((distance(given.casefold(), k.casefold()), k) for k in known), default=(0, ""))
    return near if far <= min(3, len(near) // 3) else ""


@cache
def frequency() -> Mapping[str, int]:
    """How often texts have a name, by its code, as `scripts/count_names.py` counted them."""
    return {row["code"]: int(row["texts"]) for row in records("frequency")}


MONTH, CERTAIN = 6, 8
"""Minimum letters of a month's name that a word may be a slip for, and of one in which two letters may be wrong."""
WORD = re.compile(r"[A-Za-z]{5,}")


def respelled(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A text with the slips in names of months put right, and these, each with what was meant."""
    slips = tuple((m[0], name.capitalize()) for m in WORD.finditer(text) if (name := _month(m[0].lower())))
    for written, name in slips:
        text = text.replace(written, name, 1)
    return text, slips


def _month(word: str) -> str:
    """The month that a word which no table knows is plainly a slip for; empty where there is none."""
    names = [name for form in forms("en", "month") if len(name := form.lower()) >= MONTH and name.isalpha()]
    if word in names or word in vocabulary() or word in ordinary():
        return ""
    return next((n for n in names if n[0] == word[0] and distance(word, n, 2) <= 1 + (len(n) >= CERTAIN)), "")


@cache
def _candidates() -> Mapping[str, int]:
    """Latin and Chinese forms that may have been meant, with how often each is used."""
    found = {}
    for form, meanings in vocabulary().items():
        first = meanings[0]
        if first.kind in CORRECTABLE and first.level not in DISTRICTS and len(form) >= (SHORTEST if form.isascii() else 2):
            used = frequency().get(first.value, 0) if first.kind in ("subject", "partner", "product") else COMMON
            found[form] = used + 1
    return found


COMMON = 1000
"""How often the words of requests themselves count as used."""


@cache
def ordinary() -> frozenset[str]:
    """Ordinary words of prose that resemble a word of requests, as `scripts/count_names.py` listed them."""
    return frozenset(row["word"] for row in records("ordinary"))


@cache
def near(word: str) -> Near:
    """What a word that no table has may stand for."""
    word = word.lower()
    if word.isascii():
        found = _near_latin(word) if len(word) >= SHORTEST else Near(None, ())
        return Near(None, found.offered) if word in ordinary() else found
    return _near_chinese(word)


def _near_latin(word: str) -> Near:
    most = 1 if len(word) < 7 else 2
    scored = sorted(
        (
            (d, -used, form)
            for form, used in _candidates().items()
            if form.isascii() and form[0] in word[:2] and (d := distance(word, form, 2)) <= most
            if len(word) >= SUBSTITUTABLE or vocabulary()[form][0].kind in NAMES
        ),
    )
    by_value: dict[str, str] = {}
    for _, _, form in scored:
        by_value.setdefault(vocabulary()[form][0].value, form)
    offered = tuple(by_value.values())[:3]
    best = [s for s in scored if s[0] == scored[0][0]] if scored and scored[0][0] <= most else []
    rivals = [used for _, used, form in best if vocabulary()[form][0].value != vocabulary()[best[0][2]][0].value]
    clear = not rivals or best[0][1] <= RATIO * rivals[0]
    safe = bool(best) and best[0][2][0] == word[0] and -best[0][1] > 1 and not _is_other_name(word, best[0][2])
    return Near(best[0][2] if clear and safe else None, offered)


def _is_other_name(word: str, form: str) -> bool:
    """Whether a word has another letter in a place of a city's or a product's name, or of a short word, and so may well be a word of its own (wool, wood)."""
    first = vocabulary()[form][0]
    open_class = first.level == CITY or first.kind == "product" or len(word) < SUBSTITUTABLE
    return open_class and len(word) == len(form) and sorted(word) != sorted(form)


@cache
def _sounds() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in records("sounds"):
        for c in row["characters"]:
            found.setdefault(c, set()).update(row["characters"])
    return {c: frozenset(alike) for c, alike in found.items()}


def _near_chinese(word: str) -> Near:
    alike, differing = [], []
    for form in _candidates():
        if form.isascii() or len(form) != len(word):
            continue
        apart = [(a, b) for a, b in zip(word, form, strict=True) if a != b]
        swapped = sorted(word) == sorted(form) and vocabulary()[form][0].kind not in ("subject", "partner", "product")
        if apart and (swapped or (len(apart) < len(word) and all(b in _sounds().get(a, ()) for a, b in apart))):
            alike.append(form)
        elif len(apart) == 1 < len(word) - 1:  # Half of a word of two characters is no clue.
            differing.append(form)
    used = _candidates()
    alike.sort(key=lambda f: -used[f])
    values = {vocabulary()[f][0].value for f in alike}
    meant = alike[0] if len(values) == 1 else None
    common = [f for f in sorted(differing, key=lambda f: -used[f]) if used[f] > 1]
    return Near(meant, tuple((*alike, *common)[:3]))


def is_one_word_off(written: str, form: str) -> bool:
    """Whether a name of several words is written but for a slip in one."""
    off = [(a, b) for a, b in zip_longest(lowered(written).split(), form.split(), fillvalue="") if a != b]
    return " " in form and len(off) == 1 and len(off[0][0]) > 2 and distance(*off[0]) <= max(1, len(off[0][0]) // 4)
