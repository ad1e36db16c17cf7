"""What is wrong with a pack's measures, and with rows that are still those of the skeleton: each fault with its line and what to do.

The rows of `measures.csv` go in, sentences come out. Units, measures and flows that all countries share, and those of the embedded packs, are known from their tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from hinterland.packaged import read_table
from hinterland.packs.loaded import embedded
from hinterland.packs.pack import FIGURES, Pack, read

Rows = Sequence[tuple[int, Mapping[str, str]]]

ALLOWED = {
    "dimension": ("money", "quantity", "count", "percent", "ratio"),
    "sort": ("flow", "stock", "index"),
    "adds_up": ("regions", "months"),
    "growth_only": ("1",),
    "flow": ("total", "export", "import"),
}
"""The values of a measure's columns, each empty as well; of `adds_up` several, divided by semicolons."""
NAMES = ("en", "short_en", "aliases_en", "zh", "short_zh", "aliases_zh")
SKELETON = ("regions", "groups", "group_members", f"{FIGURES}/sources", f"{FIGURES}/annual")
"""The tables that a new pack begins with."""
_CODE = re.compile(r"[a-z][a-z0-9_]*")


def faults(pack: Pack, rows: Rows) -> Iterator[tuple[int, str]]:
    """The faults of `measures.csv`, each with its line."""
    codes, names = _taken(pack)
    units = _units(pack)
    for line, row in rows:
        code = row.get("code", "")
        if not _CODE.fullmatch(code):
            yield line, f'the code is "{code}": write lower-case letters, digits and underscores, beginning with a letter'
        elif code in codes:
            yield line, f'{codes[code]} has the measure "{code}" already: take another code, or give it names of your own in aliases.csv'
        for column, allowed in ALLOWED.items():
            given = row.get(column, "").split(";") if column == "adds_up" else [row.get(column, "")]
            if wrong := [part.strip() for part in given if part.strip() not in ("", *allowed)]:
                yield line, f'{column} is "{wrong[0]}"; it is {" or ".join(allowed)}, or empty'
        if (unit := row.get("unit", "")) and unit not in units.values():
            known = f'take its base, "{units[unit]}"' if unit in units else f"known are {', '.join(sorted(_bases()))}, and currencies"
            yield line, f'the unit is "{unit}", which is no base unit: {known}'
        for language in pack.languages:
            if not row.get(language):
                yield line, f'{code} has no name in the column {language}; give one, or take "{language}" from languages in pack.toml'
        for name in dict.fromkeys(_names(row)):
            owner = names.setdefault(name.lower(), f'"{code}" in line {line}')
            if owner != f'"{code}" in line {line}':
                yield line, f'"{name}" is a name of {owner} already: take a longer one, which texts tell apart'


def unfilled(pack: Pack) -> Iterator[str]:
    """The rows that are still as `hinterland pack new` wrote them."""
    level = pack.levels[0]
    prefix = pack.nation.lower()
    scope = (level.scope or "").removeprefix(f"{prefix}-")
    filled = {
        "name": pack.name, "nation": pack.nation, "partner": pack.partner, "currency": pack.currency, "prefix": prefix, "scope": scope,
        "level": level.one.get("en", ""), "levels": level.several.get("en", ""),
    }  # fmt: skip
    for table in SKELETON:
        path = pack.folder / f"{table}.csv"
        if not path.is_file():
            continue
        text = (files("hinterland.packs") / "skeleton" / f"{table}.csv").read_text(encoding="utf-8")
        for key, value in filled.items():
            text = text.replace(f"{{{key}}}", value)
        begun = text.splitlines()[1:]
        for line, written in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
            if written in begun:
                yield f"{pack.folder.name}/{table}.csv, line {line}: the row is still as `hinterland pack new` wrote it: fill it, or delete it"


def _names(row: Mapping[str, str]) -> Iterator[str]:
    """All names of a row."""
    for column in NAMES:
        yield from (name.strip() for name in row.get(column, "").split(";") if name.strip())


def _taken(pack: Pack) -> tuple[dict[str, str], dict[str, str]]:
    """The codes of other measures, with the table that has them, and the names of these and of flows, with what has them."""
    shared = [("concepts.csv", row) for row in read_table("hinterland.codes", "data/concepts.csv")]
    others = [read(folder) for folder in embedded()]
    shared += [(f"the pack {p.name}", row) for p in others if p.nation != pack.nation for row in p.table("measures")]
    names = {name.lower(): f'the measure "{row["code"]}"' for _, row in shared for name in _names(row)}
    names |= {name.lower(): f'the flow "{row["code"]}"' for row in read_table("hinterland.codes", "data/flows.csv") for name in _names(row)}
    return {row["code"]: table for table, row in shared}, names


@cache
def _bases() -> frozenset[str]:
    """The base units that aren't money."""
    return frozenset(row["base"] for row in read_table("hinterland.codes", "data/units.csv"))


def _units(pack: Pack) -> dict[str, str]:
    """The base of each unit: those that all countries share, the pack's own, and currencies with their scaled amounts."""
    found = {row["code"]: row["base"] for row in (*read_table("hinterland.codes", "data/units.csv"), *pack.table("units"))}
    for currency in (*pack.currencies, *(row["code"] for row in read_table("hinterland.codes", "data/currencies.csv"))):
        found |= {f"{currency}{ending}": currency for ending in ("", "_1K", "_10K", "_1M", "_100M", "_1B", "_1T")}
    return found
