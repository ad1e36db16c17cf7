"""The lexicon: all words that reading knows, as rows of tables, one folder a language.

A row is `class,value,forms` (forms separated by semicolons). `words(language)` gives an automaton that finds every form in a text; `forms(language, class)` the forms of a
class with their values. Adding a word is adding it to a row; code knows classes, tables know words.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick

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


@dataclass(frozen=True, slots=True)
class Word:
    """One form of a lexicon: its class, what it stands for, and how it is written."""

    cls: str
    value: str
    form: str


@cache
def table(language: Language, name: str) -> tuple[Word, ...]:
    """Every form of a table, none where a language has no such table. Raises `ValueError` with file and line for a row that is none."""
    path = files("hinterland.reading.lexicon").joinpath(language, f"{name}.csv")
    if not path.is_file():
        return ()
    found = []
    with path.open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            if not row.get("class") or row.get("forms") is None or None in row:
                raise ValueError(f"lexicon/{language}/{name}.csv, line {number}: a row is class,value,forms")
            found += [Word(row["class"], row["value"] or "", form.strip()) for form in row["forms"].split(";") if form.strip()]
    return tuple(found)


@cache
def recognisers(language: Language) -> frozenset[str]:
    """Classes that only the recognisers of figures, times and phrases use: their forms are no mentions of their own."""
    with files("hinterland.reading.lexicon").joinpath("recognisers.csv").open(encoding="utf-8") as file:
        return frozenset(row["class"] for row in csv.DictReader(file)) | {word.cls for word in table(language, "marks")}


@cache
def rows(language: Language) -> tuple[Word, ...]:
    """Every form of a language's tables."""
    return tuple(word for name in TABLES for word in table(language, name))


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
    """The automaton over all forms but those of function words, each with its words."""
    grouped: dict[str, list[Word]] = {}
    for word in rows(language):
        if word.cls not in recognisers(language):
            grouped.setdefault(word.form.lower(), []).append(word)
    made = ahocorasick.Automaton()
    for form, words in grouped.items():
        made.add_word(form, tuple(words))
    made.make_automaton()
    return made


def bounded(text: str, start: int, end: int) -> bool:
    """Whether a Latin form stands as words of its own in a text."""
    if not text[start].isascii() or not text[start].isalnum():
        head = True
    else:
        same = str.isdigit if text[start].isdigit() else str.isalpha
        head = start == 0 or not (text[start - 1].isascii() and same(text[start - 1]))
    last = text[end - 1]
    tail = not (last.isascii() and last.isalpha()) or end == len(text) or not (text[end].isascii() and text[end].isalnum())
    return head and tail


def cased(written: str, form: str) -> bool:
    """Whether a short form in capitals (US, PMI) is written in capitals, and a name with a capital has one."""
    if form.isascii() and len(form) <= 4 and form.isupper():
        return written == form
    return True


def found_in(text: str, language: Language) -> Iterator[tuple[int, int, tuple[Word, ...]]]:
    """Every form that stands in a text, with its place; overlapping ones too."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for last, words in automaton(language).iter(lowered):
        end = last + 1
        start = end - len(words[0].form)
        if bounded(text, start, end):
            fitting = tuple(w for w in words if cased(text[start:end], w.form))
            if fitting:
                yield start, end, fitting
