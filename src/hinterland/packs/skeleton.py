"""A new pack to begin with: the files of `skeleton/`, commented, with the nation's own names in them."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from hinterland.packs.pack import PackError


def write(folder: Path, *, nation: str, partner: str, currency: str, level: str, levels: str) -> list[Path]:
    """Write a skeleton into a folder that is empty or isn't there, and say which files it has. `level` and `levels` are what one region and several are called.

    Raises `PackError` where the folder holds anything.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PackError(f"{folder} is there and isn't empty: name a new folder")
    said = {
        "name": folder.name.lower(), "nation": nation, "partner": partner, "currency": currency, "level": level, "levels": levels,
        "scope": levels.lower().replace(" ", "-"), "prefix": nation.lower(),
    }  # fmt: skip
    return _copied(files(__package__) / "skeleton", folder, said)


def _copied(source: Traversable, folder: Path, said: dict[str, str]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for item in sorted(source.iterdir(), key=lambda i: i.name):
        if item.is_dir():
            found += _copied(item, folder / item.name, said)
            continue
        text = item.read_text(encoding="utf-8")
        for key, value in said.items():
            text = text.replace(f"{{{key}}}", value)
        path = folder / item.name
        path.write_text(text, encoding="utf-8")
        found.append(path)
    return found
