"""What Git ignores: the patterns of the `.gitignore` files above a folder and within it, as gitignore(5) defines them, without Git itself.

Patterns go in order, those of deeper folders later; the last one that fits decides. What is named on the command line itself is never ignored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FILE = ".gitignore"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a file: what fits, seen from the file's folder, is ignored, or not ignored after all where it is `negated`."""

    folder: Path
    fits: re.Pattern[str]
    negated: bool
    folders_only: bool


Patterns = tuple[Pattern, ...]


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
    """A glob as a regular expression."""
    said = {"deep": "(?:.*/)?", "all": ".*", "many": "[^/]*", "one": "[^/]"}

    def part(m: re.Match[str]) -> str:
        if m["set"] is not None:
            return f"[{'^' if m['no'] else ''}{m['set'].replace(chr(92), chr(92) * 2)}]"
        return said.get(m.lastgroup or "") or re.escape(m["as"] or m["is"])

    return _PARTS.sub(part, glob)
