"""Which countries and their first-level regions a text names, from the tables of all countries (`countries.csv`, `subdivisions.csv`)."""

from __future__ import annotations

import re
from functools import cache

from hinterland import codes
from hinterland.codes.tables import rows


@cache
def _by_name() -> dict[str, frozenset[str]]:
    """Codes by name, lower case: countries by name and demonym, regions by name."""
    found: dict[str, set[str]] = {}
    for row in rows("countries"):
        for name in (row["en"], row["name"], *row["demonyms"].split(";")):
            found.setdefault(name.lower(), set()).update((row["iso2"], row["iso3"]))
    for row in rows("subdivisions"):
        for name in (row["en"], row["name"]):
            found.setdefault(name.lower(), set()).add(row["code"])
    found.pop("", None)
    iso2 = {iso3: two for codes_ in found.values() for iso3 in codes_ if len(iso3) == 3 for two in codes_ if len(two) == 2}
    for entry in codes.entries("partner"):
        if entry.code in iso2:
            for surface in entry.surfaces():
                found.setdefault(surface.text.lower(), set()).update((entry.code, iso2[entry.code]))
    found["u.s."] = found["us"] = found["america"] = {"US", "USA"}
    found["uk"] = found["britain"] = {"GB", "GBR"}
    return {name: frozenset(named) for name, named in found.items()}


@cache
def _codes() -> frozenset[str]:
    return frozenset[str]().union(*_by_name().values())


def known_places(text: str, code: str | None = None) -> frozenset[str]:
    """The codes of the countries and regions whose names stand in a text; with `code`, that code where a table has it."""
    if code is not None:
        return frozenset({code}) & _codes()
    lowered = text.lower()
    words = re.findall(r"[^\W\d_][\w.'’-]*", lowered)
    found: set[str] = set()
    table = _by_name()
    for size in (1, 2, 3, 4):
        for i in range(len(words) - size + 1):
            run = " ".join(words[i : i + size])
            found |= table.get(run, table.get(run.rstrip("."), frozenset()))
            if run.endswith(("'s", "’s")):
                found |= table.get(run[:-2], frozenset())
    if re.search(r"[一-鿿]", text):
        for name, named in table.items():
            if not name.isascii() and len(name) > 1 and name in lowered:
                found |= named
    return frozenset(found)


@cache
def _counties() -> dict[str, frozenset[str]]:
    """Names of regions of the packs, counties and zones among them, by each of their names."""
    found: dict[str, set[str]] = {}
    groups = [{row["en"], row["name"], row["short_name"]} for row in rows("counties")]
    groups += [{s.text for s in entry.surfaces()} for entry in codes.entries("region")]
    for names in groups:
        for name in names - {""}:
            found.setdefault(name.lower(), set()).update(names - {""})
    return {name: frozenset(named) for name, named in found.items()}


def names_of_place(name: str) -> frozenset[str]:
    """A region of a pack by all its names in both languages, the one given among them."""
    return _counties().get(name.strip().lower(), frozenset()) | {name}
