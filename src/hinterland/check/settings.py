"""Settings of a folder of drafts: `hinterland.toml`, or the table `[tool.hinterland]` of `pyproject.toml`, the nearest one upwards.

Options on the command line take the place of what stands there. A misspelt key is an error, never a silence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from hinterland.readers import Reader, open_reader
from hinterland.readers.proposers import configured
from hinterland.sources.reading import InputError


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be set: rules chosen and left out, paths left out, sources left out, releases to set against, and how the report is told."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    without_source: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    baseline: str | None = None
    language: str | None = None
    output_format: str | None = None
    reader: str | None = None
    readers: dict[str, dict[str, Any]] = field(default_factory=dict)
    file: Path | None = None
    folder: Path = field(default_factory=Path)


LISTS = tuple(f.name for f in fields(Settings) if str(f.type).startswith("tuple"))
KEYS = tuple(f.name.replace("_", "-") for f in fields(Settings) if f.name not in ("folder", "file"))


def settings(start: Path) -> Settings:
    """The settings that hold in a folder. Raises `InputError` for a file that is no TOML, a key that is none, or a value of another kind."""
    for folder in (start, *start.parents):
        for name, table in (("hinterland.toml", ()), ("pyproject.toml", ("tool", "hinterland"))):
            file = folder / name
            if file.is_file() and (told := _table(file, table)) is not None:
                return _settings(file, told)
    return Settings()


def _table(file: Path, keys: tuple[str, ...]) -> dict[str, Any] | None:
    try:
        told: Any = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        if keys:
            return None
        raise InputError(f"{file} is not TOML: {e}") from e
    except OSError as e:
        raise InputError(f"{file} can't be read: {e.strerror or e}") from e
    for key in keys:
        told = told.get(key)
        if told is None:
            return None
    if not isinstance(told, dict):
        raise InputError(f"{file}: {'.'.join(keys)} is no table of settings")
    return told


def _settings(file: Path, told: dict[str, Any]) -> Settings:
    if unknown := [k for k in told if k not in KEYS]:
        raise InputError(f"{file}: there is no setting {unknown[0]!r}; the settings are {', '.join(KEYS)}")
    given: dict[str, Any] = {"folder": file.parent, "file": file}
    for key, value in told.items():
        name = key.replace("-", "_")
        if name == "readers":
            if not isinstance(value, dict) or not all(isinstance(v, dict) for v in value.values()):
                raise InputError(f"{file}: readers holds a table for each reader, as in [readers.local]")
            given[name] = value
            continue
        many = name in LISTS
        right = isinstance(value, list) and all(isinstance(v, str) for v in value) if many else isinstance(value, str)
        if not right:
            raise InputError(f"{file}: {key} takes {'a list of texts' if many else 'a text'}, not {value!r}")
        found = value if many else [value]
        if name in ("against", "baseline"):
            found = [str(file.parent / v) for v in found]
        given[name] = tuple(found) if many else found[0]
    return Settings(**given)


def reader_of(name: str, told: Settings | None = None, announce: Callable[[str], None] = lambda message: None) -> Reader:
    """The reader with a name, by the settings of a folder (else of this one) and the environment. Raises `InputError` for one that is none."""
    told = settings(Path.cwd()) if told is None else told
    return open_reader(name, configured(told.readers, where=told.file), announce)
