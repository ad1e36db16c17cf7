"""The atoms of sentences: a table that all countries share and one in each pack, a column a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from hinterland import packs
from hinterland.codes import Home, home_of
from hinterland.packaged import read_words


def _shared() -> Mapping[str, Mapping[str, str]]:
    return read_words("hinterland.language", "phrases.csv")


@cache
def _of(nation: str) -> Mapping[str, dict[str, str]]:
    pack = packs.of_nation(nation)
    return {} if pack is None else {r["key"]: r for r in pack.table("phrases")}


@cache
def _row(key: str, nation: str) -> Mapping[str, str] | None:
    """A row of the nation's own pack, else of the shared table, else of any pack: a group's name is its own, what the largest are called is its country's."""
    tables = (_of(nation), _shared(), *(_of(p.nation) for p in packs.packs()))
    return next((rows[key] for rows in tables if key in rows), None)


def phrase(key: str, language: str, fallback: str = "", *, home: Home | None = None, **values: object) -> str:
    """An atom in a language, as the pack of `home` has it (the home pack without one), with its values put in; the fallback where no table has such a row."""
    home = home or home_of()
    row = _row(key, home.nation)
    return fallback if row is None else row[language].format(**called(None, home, language), **values)


def own_phrase(key: str, home: Home) -> Mapping[str, str] | None:
    """A row of a pack's own phrases, by language: any text of a brief may stand there in its country's words."""
    return _of(home.nation).get(key)


def own_keys(prefix: str, home: Home) -> tuple[str, ...]:
    """What follows a prefix in the keys of a pack's own phrases, in their order."""
    return tuple(key.removeprefix(prefix) for key in _of(home.nation) if key.startswith(prefix))


def levels(home: Home, language: str) -> dict[str, str]:
    """What one region directly below the nation is called in a word, what several are and what each of them is: `one`, `several`, `every`."""
    named = {"one": level(home, language), "several": level(home, language, several=True)}
    every = _row("level:every", home.nation) or {}
    return {**named, "every": every.get(language, "").format(**named)}


def level(home: Home, language: str, *, several: bool = False) -> str:
    """What a region directly below the nation is called, or what several are: `state`, `states`."""
    forms = home.level and (home.level.several if several else home.level.one)
    return (forms or {}).get(language) or _shared()["level:several" if several else "level:one"][language]


def called(subject: str | None, home: Home, language: str) -> dict[str, str]:
    """What a sentence calls the regions within a subject, as `levels`: as the pack calls the members of that group, else those of the nation."""
    named = levels(home, language)
    for form in ("one", "several"):
        rows = (own_phrase(f"{form}:{of}", home) for of in (subject, home.peers))
        named[form] = next((row[language] for row in rows if row and row[language]), named[form])
    return named


def regions(home: Home) -> tuple[str, ...]:
    """The groups within which a nation's regions are compared: those for which its pack has a phrase `home:<group>`, the adjective that one of them bears."""
    return own_keys("home:", home)


def listed(names: Sequence[str], language: str, *, either: bool = False) -> str:
    """Names as a list, in English with `and`, or where only one of them is meant `or`, before the last."""
    if language == "zh" or len(names) < 2:
        return "、".join(names)
    return f"{', '.join(names[:-1])} {'or' if either else 'and'} {names[-1]}"
