"""The embedded figures: the packs' own tables, read as any tidy file is, and the digest that tells one edition from the next."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from hinterland.models import Source
from hinterland.packs import packs
from hinterland.sources import tidy
from hinterland.sources.reading import Options, Reading


def tables(folder: Path | None = None) -> list[tuple[Path, ...]]:
    """The tables of figures of each pack, its sources first; `folder` stands in for all of them in tests."""
    if folder is None:
        return [pack.figures for pack in packs() if pack.figures]
    return [tuple(sorted(folder.glob("*.csv"), key=lambda p: (p.name != "sources.csv", p.name)))]


LAYOUT = 2
"""Raised when figures are staged differently from the same tables, so that warehouses take the new edition."""


def digest(folder: Path | None = None) -> str:
    """A digest of the embedded tables and of the code tables they are read with: another edition has another one."""
    with as_file(files("hinterland") / "codes" / "data") as names:
        tables_of_packs = [path for pack in packs() for path in sorted(pack.folder.glob("*.*"))]
        return _digest((*(path for each in tables(folder) for path in each), *sorted(names.glob("*.csv")), *tables_of_packs))


@cache
def _digest(paths: tuple[Path, ...]) -> str:
    sum_ = hashlib.sha256(str(LAYOUT).encode())
    for path in paths:
        sum_.update(path.name.encode() + b"\0" + path.read_bytes())
    return "embedded:" + sum_.hexdigest()[:32]


def readings(folder: Path | None = None) -> tuple[list[Source], list[Reading]]:
    """All embedded sources and figures."""
    found = tables(folder)
    sources = [s for paths in found for s in tidy.read_sources(paths[0])]
    read = [tidy.read(p, Options()) for paths in found for p in paths[1:]]
    names = [r.label for r in read]
    for reading in read:
        if names.count(reading.label) > 1:
            # The pack's name tells apart files that are called alike.
            reading.label = f"{reading.path.parent.parent.name}/{reading.label}"
    return sources, read
