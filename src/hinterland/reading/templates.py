"""The templates of the lexicon's `patterns.csv`, and where they match in a text.

A template is literal words with slots: {year}, {month} (a name), {m} (a number), {n} (a count), {d} (a digit or numeral), {ordinal}, {day}, {rely} (a relative year), {yy}; words in
square brackets may be left out, `a|b` are alternatives within them, `?` follows what may be missing. Those alone are tried whose words and numbers a text has, and where it has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from hinterland.codes import Language
from hinterland.reading.lexicon import forms, lowered, rows
from hinterland.reading.plain import counted

SLOTS = {
    "year": r"(?P<year>(?:19|20)\d\d)", "year2": r"(?P<year2>(?:19|20)\d\d)", "yyyy": r"(?P<year>20\d\d)", "yy": r"(?P<yy>\d\d)", "roc": r"(?P<roc>1[0-3]\d)",
    "m": r"(?P<m>1[0-2]|0?[1-9])", "m2": r"(?P<m2>1[0-2]|0?[1-9])", "day": r"(?P<day>3[01]|[12]\d|0?[1-9])",
}  # fmt: skip


def alternatives(words: dict[str, str] | list[str], name: str) -> str:
    """A pattern of any of some words, the longest first, as a group of a name."""
    return f"(?P<{name}>{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


@cache
def numerals(language: Language) -> dict[str, int]:
    """Numbers in digits and words."""
    words = {str(n): n for n in range(1, 32)}
    if language == "en":
        return words | {form: int(v) for form, v in forms(language, "number").items()}
    digits, tens = list(forms(language, "numeral")), [form for form, value in forms(language, "numeral-ten").items() if value == "10"]
    found = {word: counted(word) for word in (*digits, *tens, *(ten + digit for ten in tens for digit in digits))}
    return words | {word: n for word, n in found.items() if n is not None and n <= 12}


@dataclass(frozen=True, slots=True)
class Template:
    """A template as a pattern, its place among them, what it means, the words and slots without which it matches nowhere, and the one of them that it opens with."""

    number: int
    pattern: re.Pattern[str]
    meaning: str
    needed: frozenset[str]
    opening: str | None

    def matches(self, text: str, starts: Mapping[str, Sequence[int]]) -> Iterator[re.Match[str]]:
        """Where it matches in a text, none overlapping; `starts` are the places of words and slots, the only ones where it is tried if it opens with one."""
        if self.opening is None:
            yield from self.pattern.finditer(text)
            return
        end = 0
        for start in starts[self.opening]:
            if start >= end and (match := self.pattern.match(text, start)) is not None:
                yield match
                end = max(match.end(), start + 1)


@cache
def _templates(language: Language) -> tuple[Template, ...]:
    """The templates of a language in the order of their rows."""
    slots = dict(SLOTS)
    if language == "en":
        slots |= {name: alternatives(dict(forms(language, "month")), name) + r"\.?" for name in ("month", "month2")}
        slots["ordinal"] = alternatives({k: v for k, v in forms(language, "ordinal").items() if int(v) <= 4}, "ordinal")
    slots["n"] = alternatives(dict.fromkeys(numerals(language), ""), "n")
    slots["d"] = alternatives({k: "" for k, v in numerals(language).items() if v <= 4}, "d")
    if language == "zh":
        months = "|".join(sorted((w for w, v in numerals(language).items() if not w.isdigit() and 0 < v <= 12), key=len, reverse=True))
        slots |= {name: SLOTS[name][:-1] + f"|{months})" for name in ("m", "m2")}
    slots["rely"] = alternatives(dict(forms(language, "relyear")), "rely")
    flags = re.IGNORECASE if language == "en" else 0
    made = [w for w in rows(language) if w.cls == "pattern"]
    return tuple(
        Template(i, re.compile(_compiled(w.form, slots, language), flags), w.value, needed := _needed(w.form), _opening(w.form, needed))
        for i, w in enumerate(made)
    )


def _opening(template: str, needed: frozenset[str]) -> str | None:
    """The needed word or slot that a template opens with, None where it opens otherwise."""
    opening = template.lower()
    return max((part for part in needed if opening.startswith(part) and not opening.startswith(f"{part}?")), key=len, default=None)


def found_in(text: str, language: Language) -> Iterator[tuple[re.Match[str], str]]:
    """Where templates match in a text, each with what it means: those alone are tried whose words it has, in the order of their rows."""
    starts: dict[str, list[int]] = {"": []}
    for end, (length, parts) in _parts(language).iter(lowered(text)):
        for part in parts:
            start = end - length + 1
            if part not in NUMBERS or text[start - 1 : start] not in WITHIN:
                starts.setdefault(part, []).append(start)
    for places in starts.values():
        places.sort()
    fitting = [t for part in starts for t in _by_part(language).get(part, ()) if t.needed <= starts.keys()]
    for template in sorted(fitting, key=lambda t: t.number):
        for match in template.matches(text, starts):
            yield match, template.meaning


@cache
def _by_part(language: Language) -> dict[str, list[Template]]:
    """The templates by the longest word or slot that they need, empty where they need none."""
    found: dict[str, list[Template]] = {}
    for template in _templates(language):
        found.setdefault(max(template.needed, key=lambda part: (part not in NUMBERS, len(part)), default=""), []).append(template)
    return found


WORDED = {"{month}": "month", "{month2}": "month", "{ordinal}": "ordinal", "{rely}": "relyear"}
"""The class of the words that a slot holds."""
DIGITS = tuple("0123456789")
NUMBERS = {
    "{year}": ("19", "20"),
    "{year2}": ("19", "20"),
    "{yyyy}": ("20",),
    **dict.fromkeys(("{m}", "{m2}", "{day}", "{n}", "{d}"), DIGITS),
}
"""What the number of a slot begins with in digits."""
WITHIN = (*DIGITS, ".")
"""What stands before a place within a number, where none begins."""
IN_WORDS = ("{m}", "{m2}", "{n}", "{d}")
"""Slots of numbers that may be in words."""


def _needed(template: str) -> frozenset[str]:
    """The words and slots of words that may not be left out: of "first {n} months [of|in] {month}" first, months and {month}."""
    always = re.sub(r"\[[^\]]*\]\??|\\b|[^{}]\?", " ", template).lower()
    return frozenset(part for part in re.findall(r"\{\w+\}|[^\W\d_]+", always) if part[0] != "{" or part in WORDED or part in NUMBERS)


@cache
def _parts(language: Language) -> Any:
    """The automaton over what templates need, each form with the words and slots that it is."""
    found: dict[str, set[str]] = {}
    for part in frozenset().union(*(t.needed for t in _templates(language))):
        for form in _forms(part, language):
            found.setdefault(form, set()).add(part)
    made = ahocorasick.Automaton()
    for form, parts in found.items():
        made.add_word(form, (len(form), parts))
    made.make_automaton()
    return made


def _forms(part: str, language: Language) -> Iterable[str]:
    """What a word or slot of a template begins with in a text."""
    if part in NUMBERS:
        return (*NUMBERS[part], *((word for word in numerals(language) if not word.isdecimal()) if part in IN_WORDS else ()))
    return forms(language, WORDED[part]) if part in WORDED else (part,)


def _compiled(template: str, slots: dict[str, str], language: Language) -> str:
    """A template as a regular expression."""
    out = []
    for part in re.findall(r"\{\w+\}|\[[^\]]*\]\??|\\b|,\?|\?| |[^{\[\\ ?,]+|,", template):
        if part.startswith("{"):
            out.append(slots[part[1:-1]])
        elif part.startswith("["):
            inner = part.strip("[]?")
            if inner.startswith("{"):
                out.append(f"(?:{slots[inner[1:-1]]})?")
            elif len(inner) > 1 and "|" not in inner and not inner.isalpha() and language == "zh":
                out.append(f"[{re.escape(inner)}]")
            else:
                out.append(f"(?:{'|'.join(map(re.escape, inner.split('|')))})?")
        elif part in ("\\b", ",?"):
            out.append(part)
        elif part == "?":
            out.append("?")
        elif part == " ":
            out.append(r"[\s-]*" if language == "en" else r"\s*")
        else:
            out.append(re.escape(part))
    pattern = "".join(out)
    if language == "en":
        return rf"(?<![\w.]){pattern}(?!\w)"
    return rf"(?<![\d.])(?<!\d,){pattern}" if pattern.startswith("(?P") else pattern
