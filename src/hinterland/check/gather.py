"""The texts that paths stand for: files as they are, folders as the texts in them, `-` as standard input; what is excluded is left out.

Hidden folders and those that hold other people's code are never entered, nor is what Git ignores (`ignored.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from hinterland.check.document import SUFFIXES
from hinterland.check.ignored import Patterns, above, is_ignored, patterns
from hinterland.sources.reading import InputError

NEVER = ("node_modules", "__pycache__", "site-packages", "venv", "build", "dist")


def gather(paths: Sequence[str], exclude: Sequence[str] = ()) -> list[str]:
    """The files to check, each once, in the order of the paths. Raises `InputError` for a folder that holds no text."""
    found: list[str] = []
    for path in paths:
        if path != "-" and Path(path).is_dir():
            inside = [str(p) for p in _within(Path(path), exclude, above(Path(path)))]
            if not inside:
                raise InputError(f"{path} is a folder without texts ({', '.join(SUFFIXES)}), or all of them are excluded or ignored by Git")
            found += inside
        elif path == "-" or not _excluded(Path(path), exclude):
            found.append(path)
    return list(dict.fromkeys(found))


def _within(folder: Path, exclude: Sequence[str], ignored: Patterns) -> Iterator[Path]:
    ignored = (*ignored, *patterns(folder))
    try:
        entries = sorted(folder.iterdir())
    except OSError as e:
        raise InputError(f"{folder} can't be read: {e.strerror or e}") from e
    for path in entries:
        if path.name.startswith(".") or path.name in NEVER or _excluded(path, exclude) or is_ignored(path, ignored):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _within(path, exclude, ignored)
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


def _excluded(path: Path, exclude: Sequence[str]) -> bool:
    """Whether a pattern names the path, its name, or a folder above it."""
    names = [path.as_posix(), path.name, *(p.as_posix() for p in path.parents), *path.parts]
    return any(fnmatch(name, pattern.rstrip("/")) for pattern in exclude for name in names)
