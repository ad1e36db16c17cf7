"""The texts that paths stand for: files as they are, folders as the texts in them, `-` as standard input; what is excluded is left out.

Hidden folders and those that hold other people's code are never entered, nor is what Git ignores: the patterns of the `.gitignore` files above a folder
and within it, as gitignore(5) defines them, without Git itself. Patterns go in order, those of deeper folders later; the last one that fits decides. What is named on the
command line itself is never ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from hinterland.check.document import SUFFIXES
from hinterland.sources.reading import InputError

NEVER = ("node_modules", "__pycache__", "site-packages", "venv", "build", "dist")
FILE = ".gitignore"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a file: what fits, seen from the file's folder, is ignored, or not ignored after all where it is `negated`."""

    folder: Path
    fits: re.Pattern[str]
    negated: bool
    folders_only: bool


Patterns = tuple[Pattern, ...]


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


def above(folder: Path) -> Patterns:
    """The patterns that hold in a folder by the files of its repository's folders above it; none outside of a repository."""
    here = folder.resolve()
    root = next((p for p in (here, *here.parents) if (p / ".git").exists()), None)
    if root is None:
        return ()
    between = [p for p in reversed(here.parents) if p.is_relative_to(root)]
    return (*_read(root / ".git" / "info" / "exclude", root), *(one for p in between for one in patterns(p)))


def patterns(folder: Path) -> Patterns:
    """The patterns of a folder's own file."""
    return _read(folder / FILE, folder.resolve())


def is_ignored(path: Path, known: Patterns) -> bool:
    """Whether the last pattern that fits a path ignores it."""
    full, is_folder = path.parent.resolve() / path.name, path.is_dir()
    fitting = (
        p
        for p in reversed(known)
        if (is_folder or not p.folders_only) and full.is_relative_to(p.folder) and p.fits.fullmatch(full.relative_to(p.folder).as_posix())
    )
    found = next(fitting, None)
    return found is not None and not found.negated


def _read(file: Path, folder: Path) -> Patterns:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    return tuple(found for line in lines if (found := _pattern(line, folder)) is not None)


def _pattern(line: str, folder: Path) -> Pattern | None:
    text = re.sub(r"(?<!\\) +$", "", line)
    negated = text.startswith("!")
    body = text.removeprefix("!").rstrip("/")
    if not body or text.startswith("#"):
        return None
    anywhere = "" if "/" in body else r"(?:.*/)?"
    try:
        return Pattern(folder, re.compile(anywhere + _expression(body.removeprefix("/"))), negated, text.endswith("/"))
    except re.error:
        return None


_PARTS = re.compile(
    r"(?P<deep>(?:^|(?<=/))\*\*/)|(?P<all>(?<=/)\*\*$)|(?P<many>\*+)|(?P<one>\?)|\[(?P<no>[!^]?)(?P<set>\]?[^\]]*)\]|\\(?P<as>.)|(?P<is>.)"
)


def _expression(glob: str) -> str:
    said = {"deep": "(?:.*/)?", "all": ".*", "many": "[^/]*", "one": "[^/]"}

    def part(m: re.Match[str]) -> str:
        if m["set"] is not None:
            return f"[{'^' if m['no'] else ''}{m['set'].replace(chr(92), chr(92) * 2)}]"
        return said.get(m.lastgroup or "") or re.escape(m["as"] or m["is"])

    return _PARTS.sub(part, glob)
