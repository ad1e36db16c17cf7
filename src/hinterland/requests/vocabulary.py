"""The words that a request may be made of, in one automaton, each form with what it stands for (`Meaning`): `words/` (one a language),
`names.csv`, the packs' `request_words.csv` and `request_names.csv`, and tables of the reader and the codes. Where these disagree the words
of requests win, then names, then the reader's."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import ahocorasick

from hinterland import codes, packs
from hinterland.codes import Language
from hinterland.language.phrases import levels
from hinterland.packs.pack import Level
from hinterland.reading import names
from hinterland.reading.lexicon import SHARED, forms, table

LANGUAGES: tuple[Language, ...] = ("en", "zh")
DISTRICTS = ("county", "subdivision", "zone")
"""Levels of places whose short Latin names are mostly words."""
CITY = "city"
"""The level of places of which several may have one name, none of them meant before the others."""
SHORTEST = 5
"""Minimum letters of such a name."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a form stands for: its kind (flow, subject, partner, period's word, filler ...), a value or code, and a country's code as a partner."""

    kind: str
    value: str
    partner: str = ""
    level: str = ""


def records(name: str) -> list[dict[str, str]]:
    """The rows of a table of requests, and of the packs' tables that extend it (`request_<name>.csv`)."""
    path = files("hinterland.requests").joinpath(f"{name}.csv")
    shared = csv.DictReader(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else ()
    return [*shared, *(row for pack in packs.packs() for row in pack.table(f"request_{name}"))]


def scope() -> str:
    """The scope of rankings that a request leaves open: the regions directly below the home pack's nation."""
    return codes.home_of().peers or ""


def home() -> str:
    """The nation that is meant where none is named."""
    return codes.home_of().nation


@cache
def vocabulary() -> Mapping[str, tuple[Meaning, ...]]:
    """Every form, lower case, with what it may stand for; several meanings only where one table gives them."""
    found: dict[str, tuple[Meaning, ...]] = {}
    named = ((row["form"], Meaning(row["kind"], row["code"])) for row in records("names"))
    concepts = ((surface.text, Meaning("concept", one.code)) for one in codes.entries("concept") for surface in one.surfaces())
    for source in (_own(), named, _read(), concepts, _places(), _scopes()):
        made: dict[str, dict[Meaning, None]] = {}
        for form, meaning in source:
            made.setdefault(form.lower(), {})[meaning] = None
        for form, meanings in made.items():
            found.setdefault(form, tuple(meanings))
    return MappingProxyType(found)


def _own() -> Iterator[tuple[str, Meaning]]:
    """The words of requests, with what the home pack calls its regions where they say `{one}` or `{several}`."""
    named = {f"words/{language}": levels(codes.home_of(), language) for language in LANGUAGES}
    for name in ("words", *named, f"words/{SHARED}"):
        for row in records(name):
            for form in row["forms"].format(**named.get(name, {})).split(";"):
                yield form, Meaning(row["class"], row["value"])


READ = {"currency": "currency", "flow": "flow", "balance": "balance", "other": "measure", "services": "measure"}
"""The classes of the reader's words that requests use, with the kind that each is here."""


def _read() -> Iterator[tuple[str, Meaning]]:
    """The reader's words; the measures among them only where no concept is called so."""
    taken = codes.aliases("concept")
    services = {w.form.lower() for language in LANGUAGES for w in table(language, "measures") if w.cls == "services"}
    for folder in (*LANGUAGES, SHARED):
        for word in (*table(folder, "measures"), *table(folder, "units")):
            kind = READ.get(word.cls)
            if kind is None or (kind == "measure" and codes.fold(word.form) in taken) or (kind == "flow" and word.form.lower() in services):
                continue
            yield word.form, Meaning(kind, word.value)
    for form, found in codes.aliases("flow").items():
        yield form, Meaning("flow", found[0])


def _places() -> Iterator[tuple[str, Meaning]]:
    """Places, groups, partners, products and trade modes, and the codes of regions and groups."""
    for form, found in names.table().items():
        [first, *_] = found
        if first.level in DISTRICTS and form.isascii() and len(form) < SHORTEST:
            continue
        if first.kind in ("place", "group"):
            # Of a nation that has several entries under one name any may have its code as a partner.
            partner = next((n.partner for n in found if n.partner), "") if first.level == "nation" else ""
            for one in (n for n in found if (n.kind, n.level) == (first.kind, first.level) and n.code and (n.level == CITY or n is first)):
                yield form, Meaning("subject", one.code, one.partner or partner, one.level)
        else:
            yield form, Meaning("partner" if first.kind == "bloc" else first.kind, first.code)
    for entry in (*codes.entries("region"), *codes.entries("group")):
        if not entry.code.isalnum():
            yield entry.code, Meaning("subject", entry.code)


def _scopes() -> Iterator[tuple[str, Meaning]]:
    """What other countries than the home pack's call their regions, as the groups that these make: of several with one word any may be meant."""
    for pack in packs.packs():
        for level in pack.levels if pack.nation != home() else ():
            if level.scope and codes.held("group", level.scope) is not None:
                yield from ((form, Meaning("subject", level.scope)) for form in level.several.values() if len(form) > 1)
                yield from _asked_for_one(level, level.scope)
    for group in codes.entries("group"):
        for form in (surface.text for surface in group.surfaces()):
            article, _, rest = form.partition(" ")
            if article in forms("en", "article") and rest[:1].isupper():  # A proper name stands without its article too: top 3 Länder.
                yield rest, Meaning("subject", group.code)


def _asked_for_one(level: Level, scope: str) -> Iterator[tuple[str, Meaning]]:
    """The words that ask for one region (which {one}), with what a country calls its own: they name its regions as well."""
    for language in (one for one in LANGUAGES if one in level.one):
        rows = [(row["class"], form) for row in records(f"words/{language}") for form in row["forms"].split(";")]
        asking = [form for cls, form in rows if cls == "question"]  # Of several the words that ask for them: which.
        for cls, form in rows:
            if cls == "classifier":  # Behind a count: five of them.
                yield from ((f"{form}{level.one[language]}", meaning) for meaning in (Meaning("subject", scope), Meaning("many", "1")))
            is_asked = cls == "one" or (cls == "many" and form in asking)
            if is_asked and "{one}" in form and "{several}" not in form and form != "{one}":
                named = form.format(one=level.one[language])
                yield from ((named, Meaning("subject", scope)), (named, Meaning(cls, "1")))


@cache
def level_words() -> Mapping[str, frozenset[str]]:
    """What the regions of each pack's nation are called, one and several, by the nation's code."""
    return MappingProxyType(
        {
            pack.nation: frozenset(form.lower() for level in pack.levels for named in (level.one, level.several) for form in named.values())
            for pack in packs.packs()
        }
    )


@cache
def measured_by() -> Mapping[str, str]:
    """The nation whose pack has a measure of its own, by the measure's code."""
    return MappingProxyType({row["code"]: pack.nation for pack in packs.packs() for row in pack.table("measures")})


@cache
def tails() -> Mapping[str, str]:
    """The first-level regions of the home nation by the capitals that end their codes: AH, GD."""
    return MappingProxyType({code.rpartition("-")[2]: code for code in codes.members(scope())})


@cache
def abbreviations() -> Mapping[str, tuple[str, ...]]:
    """The regions of other nations by the capitals that end their codes, where none of the home nation's ends so: NY."""
    found: dict[str, list[str]] = {}
    for region in codes.entries("region"):
        tail = region.code.rpartition("-")[2]
        if codes.home_of(region.code).nation != home() and region.code.count("-") == 1 and tail not in tails():
            found.setdefault(tail, []).append(region.code)
    return MappingProxyType({tail: tuple(regions) for tail, regions in found.items()})


@cache
def characters() -> Mapping[str, str]:
    """The first-level regions of the home nation by the one character that stands for each."""
    members = (codes.get("region", code) for code in codes.members(scope()))
    return MappingProxyType({form: r.code for r in members for form in r.other_codes if len(form) == 1 and not form.isascii()})


@cache
def automaton() -> Any:
    """The automaton over all forms."""
    made = ahocorasick.Automaton()
    for form in vocabulary():
        made.add_word(form, form)
    made.make_automaton()
    return made
