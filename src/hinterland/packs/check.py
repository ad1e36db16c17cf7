"""What is wrong with a pack's tables: each fault with its file, its line and what to do. A pack goes in, sentences come out. Its figures
are read by the format of tidy files (`hinterland pack check` does both), which says what is wrong with each row."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Formatter

from hinterland.packaged import read_table
from hinterland.packs.loaded import embedded
from hinterland.packs.pack import FIGURES, Pack, PackError, read

LEXICON = ("lexicon/en", "lexicon/zh", "lexicon/any")
"""The tables of words that a pack adds to those of a language, or of every language."""
MINED = {"rank", "first"}
"""What `mined` may say of a group: which kinds of claims mining proposes among its members."""
TABLES = (("hinterland.language", "phrases.csv"), ("hinterland.brief", "words.csv"))
"""The tables whose rows a pack may word anew."""
OF_GROUPS = ("group", "scope", "home", "again", "gloss", "defined", "subject", "short", "one", "several", "owns")
"""What stands before a group's code in a key."""
OF_CURRENCIES = ("currency", "currency-menu", "currency-alone", "sign")
OTHERS = ("article", "clear", "introduced", "shift", "first", "level", "subjects", "whose", "large")
"""Other beginnings of keys, whose rest the pack chooses."""
LEVELS = frozenset({"one", "several", "every"})
"""The places that what the pack calls its regions fills in every phrase."""
_LARGEST = re.compile(r"top-\d+")


@cache
def _known(table: str, which: str = "column") -> tuple[str, ...]:
    """The columns of a table by `columns.csv`: all of them, those that are `required`, or those of its `key`, which tell its rows apart."""
    return tuple(r["column"] for r in read_table("hinterland.packs", "columns.csv") if r["table"] == table and r[which])


def problems(pack: Pack) -> list[str]:
    """All that is wrong with the tables of a pack."""
    try:
        return list(_problems(pack))
    except PackError as e:
        return [str(e)]


def _problems(pack: Pack) -> Iterator[str]:
    tables = {
        name: list(enumerate(pack.table(name), start=2))
        for name in dict.fromkeys(r["table"] for r in read_table("hinterland.packs", "columns.csv"))
    }
    for name, rows in tables.items():
        yield from _columns(pack, name, rows)
    regions = {row.get("code", "") for _, row in tables["regions"]}
    groups = {row.get("code", "") for _, row in tables["groups"]}
    if not tables["regions"]:
        yield f"{pack.folder.resolve().name}/regions.csv is missing or empty: give a row for the nation and one for each region, with the columns code and en"
    yield from _regions(pack, tables["regions"], regions)
    yield from _groups(pack, tables["groups"])
    members: dict[str, set[str]] = {}
    for line, row in tables["group_members"]:
        group, region = row.get("group", ""), row.get("region", "")
        members.setdefault(group, set()).add(region)
        for code, known, table in ((group, groups, "groups"), (region, regions, "regions")):
            if code not in known:
                yield f'{_at(pack, "group_members", line)}: {table}.csv has no "{code}": add it there, or correct the code here'
    for setting, scope in (("parts", pack.parts), *(("scope", level.scope) for level in pack.levels)):
        # A scope may be an axis of its own in scopes.csv (the cities that a table happens to list), which has no members.
        if scope and scope not in members and scope not in {row.get("code") for _, row in tables["scopes"]}:
            yield f'{pack.folder.resolve().name}/pack.toml has {setting} = "{scope}", which has no members: list them in group_members.csv'

    for line, fault in faults(pack, tables["measures"]):
        yield f"{_at(pack, 'measures', line)}: {fault}"
    yield from unfilled(pack)
    for name in LEXICON:
        for line, row in tables[name]:
            if row.get("class") not in _classes():
                yield f'{_at(pack, name, line)}: no text is searched for the class "{row.get("class")}"; take one of src/hinterland/reading/lexicon/'
    for line, fault in _phrases(pack, {row.get("code", "") for name in ("groups", "scopes") for _, row in tables[name]}):
        yield f"{_at(pack, 'phrases', line)}: {fault}"


@cache
def _classes() -> frozenset[str]:
    """The classes of words that reading knows: those of its own tables, and those whose words all stand in packs."""
    shared = files("hinterland") / "reading" / "lexicon"
    tables = [shared / "recognisers.csv", *(table for language in ("en", "zh") for table in (shared / language).iterdir())]
    found = {row["class"] for table in tables for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())}
    return frozenset(found | {row["class"] for folder in embedded() for name in LEXICON for row in read(folder).table(name)})


def _at(pack: Pack, table: str, line: int) -> str:
    return f"{pack.folder.resolve().name}/{table}.csv, line {line}"


def _columns(pack: Pack, table: str, rows: Sequence[tuple[int, Mapping[str, str]]]) -> Iterator[str]:
    if not rows:
        return
    names = set(rows[0][1])
    for column in _known(table, "required"):
        if column not in names:
            yield f"{_at(pack, table, 1)}: the column {column} is missing; it has {', '.join(_known(table, 'required'))} at least"
    for column in sorted(names - set(_known(table))):
        yield f'{_at(pack, table, 1)}: there is no column "{column}"; known are {", ".join(_known(table))}'
    seen: dict[str, int] = {}
    for line, row in rows:
        key = ",".join(row.get(c, "") for c in _known(table, "key"))
        if key in seen:
            yield f"{_at(pack, table, line)}: {key} stands in line {seen[key]} already: keep one"
        seen.setdefault(key, line)
        for language in pack.languages:
            if table in ("regions", "groups") and not row.get(language):
                yield f'{_at(pack, table, line)}: {key} has no name in the column {language}; give one, or take "{language}" from languages in pack.toml'


def _regions(pack: Pack, rows: Sequence[tuple[int, Mapping[str, str]]], known: set[str]) -> Iterator[str]:
    form = re.compile(rf"{pack.nation}(-.+)?")
    for line, row in rows:
        at, code = _at(pack, "regions", line), row.get("code", "")
        if not form.fullmatch(code) and not (pack.own_codes and re.fullmatch(pack.own_codes, code)):
            yield f'{at}: the code "{code}" is no region of {pack.nation}: begin it with {pack.nation}-, or say the form of your codes as own_codes in pack.toml'
        if row.get("parent") and row["parent"] not in known:
            yield f'{at}: {code} lies in "{row["parent"]}", which the table doesn\'t have: add it, or leave parent empty for the nation'
        if row.get("level"):
            try:
                pack.depth(row["level"])
            except PackError as e:
                yield f"{at}: {e}"
    if rows and pack.nation not in known:
        yield f"{pack.folder.resolve().name}/regions.csv has no row for the nation itself: add one with the code {pack.nation}"


def _groups(pack: Pack, rows: Sequence[tuple[int, Mapping[str, str]]]) -> Iterator[str]:
    for line, row in rows:
        if wrong := sorted({m.strip() for m in row.get("mined", "").split(";") if m.strip()} - MINED):
            yield f'{_at(pack, "groups", line)}: mined is "{wrong[0]}"; it is {" or ".join(sorted(MINED))}, divided by a semicolon, or empty'


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


def _phrases(pack: Pack, groups: Collection[str]) -> Iterator[tuple[int, str]]:
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
                yield f"{pack.folder.resolve().name}/{table}.csv, line {line}: the row is still as `hinterland pack new` wrote it: fill it, or delete it"


def _names(row: Mapping[str, str]) -> Iterator[str]:
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
    return frozenset(row["base"] for row in read_table("hinterland.codes", "data/units.csv"))


def _units(pack: Pack) -> dict[str, str]:
    """The base of each unit: those that all countries share, the pack's own, and currencies with their scaled amounts."""
    found = {row["code"]: row["base"] for row in (*read_table("hinterland.codes", "data/units.csv"), *pack.table("units"))}
    for currency in (*pack.currencies, *(row["code"] for row in read_table("hinterland.codes", "data/currencies.csv"))):
        found |= {f"{currency}{ending}": currency for ending in ("", "_1K", "_10K", "_1M", "_100M", "_1B", "_1T")}
    return found
