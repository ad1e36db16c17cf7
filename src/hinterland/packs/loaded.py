"""The packs that are loaded: the embedded ones, those of installed packages (entry points `hinterland.packs`), and those in the folders of
HINTERLAND_PACKS; a later pack of a nation replaces an earlier one. The first is where a question without a country is asked about, unless
HINTERLAND_HOME names another."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from pathlib import Path

from hinterland.packs.pack import Pack, PackError, read
from hinterland.plugins import installed

EMBEDDED = ("china", "usa", "brazil")
FOLDERS, HOME, ENTRY_POINTS = "HINTERLAND_PACKS", "HINTERLAND_HOME", "hinterland.packs"


@cache
def packs() -> tuple[Pack, ...]:
    """All packs, the embedded ones first. Raises `PackError` for one that can't be read."""
    found: dict[str, Pack] = {}
    # What an entry point loads is the folder, or a function that gives it.
    offered = (Path(brought() if callable(brought) else brought) for _, brought in installed(ENTRY_POINTS))
    of_user = (Path(folder).expanduser() for folder in os.environ.get(FOLDERS, "").split(os.pathsep) if folder)
    for pack in map(read, (*embedded(), *offered, *of_user)):
        found[pack.nation] = pack
    return tuple(found.values())


def embedded() -> list[Path]:
    """The folders of the packs that the package ships."""
    return [Path(str(files(__package__) / name)) for name in EMBEDDED]


@cache
def of_nation(nation: str) -> Pack | None:
    """The pack of a nation by its two letters."""
    return next((p for p in packs() if p.nation == nation), None)


@cache
def home() -> Pack:
    """The pack of the country that is meant where none is named. Raises `PackError` where HINTERLAND_HOME names no pack that is loaded."""
    wanted = os.environ.get(HOME)
    if not wanted:
        return packs()[0]
    found = next((p for p in packs() if p.name == wanted), None)
    if found is None:
        raise PackError(f'{HOME} names the pack "{wanted}"; loaded are {", ".join(p.name for p in packs())}')
    return found
