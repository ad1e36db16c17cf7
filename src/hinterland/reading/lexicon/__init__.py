"""The lexicon: all words that reading knows, as rows of tables, one folder a language.

A row is `class,value,forms` (forms separated by semicolons). `forms(language, class)` gives the forms of a class with their values, `forms_in(text, language)`
those that stand in a text. Adding a word is adding it to a row; code knows classes, tables know words. What only one country says stands in its pack (`lexicon/`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import ahocorasick

from hinterland import codes, packs
from hinterland.codes import Language

TABLES = (
    "measures",
    "verbs",
    "relations",
    "ranks",
    "units",
    "periods",
    "function",
    "patterns",
    "numbers",
    "marks",
    "milestones",
    "comparisons",
)


SHARED = "any"
"""The folder of the rows that every language shares."""


@dataclass(frozen=True, slots=True)
class Word:
    """One form of a lexicon: its class, what it stands for, and how it is written."""

    cls: str
    value: str
    form: str


@cache
def table(language: str, name: str) -> tuple[Word, ...]:
    """Every form of a table, none where a language has no such table. Raises `ValueError` with file and line for a row that is none."""
    path = files("hinterland.reading.lexicon").joinpath(language, f"{name}.csv")
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8") as file:
        return tuple(_words(csv.DictReader(file), f"lexicon/{language}/{name}.csv"))


def _words(rows: Iterable[Mapping[Any, Any]], name: str) -> Iterator[Word]:
    for number, row in enumerate(rows, 2):
        if not row.get("class") or row.get("forms") is None or None in row:
            raise ValueError(f"{name}, line {number}: a row is class,value,forms")
        yield from (Word(row["class"], row["value"] or "", form.strip()) for form in row["forms"].split(";") if form.strip())


def _of_packs(name: str) -> Iterator[Word]:
    """The words that packs add to a language's: `lexicon/en.csv`, and `lexicon/any.csv` to those of every language."""
    for pack in packs.packs():
        yield from _words(pack.table(f"lexicon/{name}"), f"{pack.folder.name}/lexicon/{name}.csv")


def records(name: str) -> list[dict[str, str]]:
    """The rows of a table that is of no one language, with those that packs add to it."""
    with files("hinterland.reading.lexicon").joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        return [*csv.DictReader(file), *(row for pack in packs.packs() for row in pack.table(f"lexicon/{name}"))]


@cache
def weighed(kind: str) -> frozenset[str]:
    """Codes that reading treats apart, by the kind of their row: `unit`, units that the weights tell apart; `level`, what they call first-level regions; `familiar`, countries
    whose regions are known by their names alone; `shared`, currencies whose words several countries share."""
    return frozenset(row["code"] for row in records("weighed") if row["kind"] == kind)


@cache
def recognisers(language: Language) -> frozenset[str]:
    """Classes that only the recognisers of figures, times and phrases use: their forms are no mentions of their own."""
    return frozenset(row["class"] for row in records("recognisers")) | {word.cls for word in table(language, "marks")}


@cache
def rows(language: Language) -> tuple[Word, ...]:
    """Every form of a language's tables, of those that every language shares, of the packs', and what the packs call their regions."""
    found = tuple(
        word for folder in (language, SHARED) for words in (*(table(folder, name) for name in TABLES), _of_packs(folder)) for word in words
    )
    each = [word.form for word in found if word.cls == "each"]
    known = {word.form.lower() for word in found if word.cls in ("flow", "other", "services", "balance")}
    return (*found, *_regions(language, each), *(word for word in _measures(language) if word.form.lower() not in known))


def _measures(language: Language) -> Iterator[Word]:
    """The names of the measures of the tables, trade and services aside, as words of other statistics."""
    for entry in codes.entries("concept"):
        if entry.code not in ("trade", "services"):
            yield from (Word("other", "measure", s.text) for s in entry.surfaces() if s.language == language)


def _regions(language: Language, each: Sequence[str]) -> Iterator[Word]:
    """What the packs call the regions directly below their nations, as a scope and as what is counted; where a language has words for each, a scope has one of them (各州), and one
    region is counted as several are (9个州)."""
    for pack in packs.packs():
        level = pack.levels[0]
        if (several := level.several.get(language)) is not None:
            value = level.several["en"]
            yield from (Word("counted-noun", value, noun) for noun in dict.fromkeys((several, *([level.one[language]] if each else []))))
            yield Word("one-region", value, level.one[language])
            yield from (Word("rank-scope", value, each_of(word, several)) for word in each or [""])


def each_of(word: str, several: str) -> str:
    """Several regions behind a word for each, which what they are called may begin with: 各州 for 州 and for 各州."""
    return several if several.startswith(word) else word + several


@cache
def forms(language: Language, cls: str) -> Mapping[str, str]:
    """The forms of a class, lower case, with what each stands for; the first row wins."""
    found: dict[str, str] = {}
    for word in rows(language):
        if word.cls == cls:
            found.setdefault(word.form.lower(), word.value)
    return found


@cache
def automaton(language: Language) -> Any:
    """The automaton over all forms, each with its length, its words that are mentions, what it stands for by class, its word of a currency, and whether it may be in any case."""
    grouped: dict[str, list[Word]] = {}
    for word in rows(language):
        if word.cls != "pattern":
            grouped.setdefault(word.form.lower(), []).append(word)
    made = ahocorasick.Automaton()
    for form, words in grouped.items():
        own = tuple(w for w in words if w.cls not in recognisers(language))
        first = {w.cls: w for w in reversed(words)}
        in_any_case = not any(_in_capitals(w.form) for w in own)
        made.add_word(form, (len(form), own, {cls: w.value for cls, w in first.items()}, first.get("currency"), in_any_case))
    made.make_automaton()
    return made


_SORTS = bytes(ord("a") if chr(c).isalpha() and c < 128 else ord("0") if chr(c).isdigit() and c < 128 else 0 for c in range(256))


def sorts_of(text: str) -> bytes:
    """What sort each character of a text is of: a Latin letter (a), a digit (0), or neither (0 as a number)."""
    return text.encode("ascii", "replace").translate(_SORTS)


def bounded(text: str, start: int, end: int) -> bool:
    """Whether a Latin form stands as words of its own in a text."""
    low = max(0, start - 1)
    return stands_alone(sorts_of(text[low : end + 1]), start - low, end - low)


def stands_alone(sorts: bytes, start: int, end: int) -> bool:
    """Whether a Latin form stands as words of its own among characters of these sorts."""
    head = sorts[start]
    if head and start and sorts[start - 1] == head:
        return False
    return sorts[end - 1] != _LETTER or end == len(sorts) or not sorts[end]


_LETTER = ord("a")


def led(text: str, start: int, end: int) -> bool:
    """Whether a Latin form stands right before digits, as a currency does: Rs500."""
    return end < len(text) and text[end].isdigit() and bounded(text[:end], start, end)


def cased(written: str, form: str) -> bool:
    """Whether a short form in capitals (US, PMI) is written in capitals, and a name with a capital has one."""
    return written == form or not _in_capitals(form)


def _in_capitals(form: str) -> bool:
    return form.isascii() and len(form) <= 4 and form.isupper()


def lowered(text: str) -> str:
    """A text in lower case, each character at its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Found(NamedTuple):
    """A form of a class at its place in a text, with what it stands for."""

    start: int
    end: int
    cls: str
    value: str


Placed = tuple[int, int, Mapping[str, str]]
"""A form at its place in a text with what it stands for by class, as it is kept: of most of it nobody asks."""


class Forms:
    """The forms of the lexicon in a text, by their classes and places: `forms_in(text, language)`."""

    def __init__(self, text: str, language: Language) -> None:
        self._of = text, language
        self.mentions: list[tuple[int, int, tuple[Word, ...]]] = []
        self._placed: list[Placed] = []
        self._present: set[str] = set()
        self._classes: dict[str, list[Found]] = {}
        self.begun: dict[int, int] = {}
        self.ended: dict[int, int] = {}
        self._shorter: list[int] = []
        self._chosen: dict[tuple[str, ...], tuple[Found, ...]] = {}
        sorts = sorts_of(text)
        for last, (length, words, meanings, money, in_any_case) in automaton(language).iter(lowered(text)):
            end = last + 1
            start = end - length
            if (sorts[start] or sorts[last] == _LETTER) and not stands_alone(sorts, start, end):
                if money is None or not led(text, start, end):
                    continue
                words, meanings = (), {"currency": money.value}
            if words and (fitting := words if in_any_case else tuple([w for w in words if cased(text[start:end], w.form)])):
                self.mentions.append((start, end, fitting))
            if money is not None and not cased(text[start:end], money.form):
                meanings = {cls: value for cls, value in meanings.items() if cls != "currency"}
            if not meanings:
                continue
            # Forms come by their ends, the longest first: those that begin at a place lead from the last one to the one before.
            self._shorter.append(self.begun.get(start, -1))
            self.begun[start] = len(self._placed)
            self.ended.setdefault(end, len(self._placed))
            self._placed.append((start, end, meanings))
            self._present.update(meanings)

    def __reduce__(self) -> tuple[Any, ...]:
        return forms_in, self._of

    def every(self, *classes: str) -> list[Found]:
        """Every form of the classes, overlapping ones too; those of most classes are never asked for."""
        for cls in self._present.intersection(classes):
            if cls not in self._classes:
                self._classes[cls] = [Found(start, end, cls, meanings[cls]) for start, end, meanings in self._placed if cls in meanings]
        return [f for cls in classes if cls in self._classes for f in self._classes[cls]]

    def chosen(self, *classes: str) -> tuple[Found, ...]:
        """The forms of the classes in order, none overlapping: the first one, the longest of those that begin at a place, the first class of a form that is in several."""
        if self._present.isdisjoint(classes):
            return ()
        if classes not in self._chosen:
            kept: list[Found] = []
            for f in sorted(self.every(*classes), key=lambda f: (f.start, -f.end)):
                if not kept or f.start >= kept[-1].end:
                    kept.append(f)
            self._chosen[classes] = tuple(kept)
        return self._chosen[classes]

    def at(self, place: int, *classes: str) -> Found | None:
        """The longest form of the classes that begins at a place, the first class of several."""
        number = self.begun.get(place, -1)
        while number >= 0:
            start, end, meanings = self._placed[number]
            for cls in classes:
                if cls in meanings:
                    return Found(start, end, cls, meanings[cls])
            number = self._shorter[number]
        return None

    def until(self, place: int, *classes: str) -> Found | None:
        """The longest form of the classes that ends at a place, the first class of several."""
        number, placed = self.ended.get(place, -1), self._placed
        while 0 <= number < len(placed) and placed[number][1] == place:
            start, end, meanings = placed[number]
            for cls in classes:
                if cls in meanings:
                    return Found(start, end, cls, meanings[cls])
            number += 1
        return None


@lru_cache(2048)
def forms_in(text: str, language: Language) -> Forms:
    """The forms of the lexicon that stand in a text."""
    return Forms(text, language)
