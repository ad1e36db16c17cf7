"""A folder that a site is written to: everything is made beside its place and moved there page by page, so that nothing is ever half-written.

`site.json` says that a folder holds a site, and which briefs of which periods; a folder that holds anything else is left alone.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hinterland.brief.site import addresses
from hinterland.codes import Language
from hinterland.sources.reading import InputError

SCHEMA = "hinterland.site/1"

Headlines = dict[str, dict[Language, str]]
"""Headlines by subject and language."""


@dataclass(slots=True)
class Contents:
    """The briefs that a folder holds: by period, subject and language, with their headlines."""

    periods: dict[str, Headlines] = field(default_factory=dict)

    def add(self, period: str, subject: str, language: Language, headline: str) -> None:
        """Note a brief; one written earlier gives way."""
        self.periods.setdefault(period, {}).setdefault(subject, {})[language] = headline

    def to_json(self) -> str:
        """What is stored."""
        return json.dumps({"schema": SCHEMA, "periods": self.periods}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def contents(output: Path) -> Contents:
    """What a folder holds already. Raises `InputError` for a folder with something else in it."""
    if output.exists() and not output.is_dir():
        raise InputError(f"{output} is a file; a site is written into a folder")
    path = output / addresses.SITE
    if not path.exists():
        if output.exists() and any(not p.name.startswith(".") for p in output.iterdir()):
            raise InputError(f"{output} isn't empty and holds no site; name a new folder with --output")
        return Contents()
    try:
        contents: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if contents["schema"] != SCHEMA:
            raise ValueError(contents["schema"])
        return Contents(contents["periods"])
    except (ValueError, KeyError, TypeError) as e:
        raise InputError(f"{path} doesn't say what the site holds; put it back as it was, or write into a new folder") from e


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """A folder beside the pages, to make them in; gone afterwards. Raises `InputError` where it can't be made."""
    made = output / f".unfinished-{os.getpid()}"
    try:
        made.mkdir(parents=True)
    except OSError as e:
        raise InputError(f"{output} can't be written: {e.strerror}") from e
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write(folder: Path, path: str, content: str | bytes) -> None:
    """Write a file below a folder."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


LAST = ("index.html", addresses.SITE)
"""What is moved last: the pages that lead to all others, and the record of what is there."""


def move(made: Path, output: Path) -> tuple[int, int]:
    """Move all that was made to its place, pages that lead to others after these. Returns how many files and bytes."""
    files = sorted((p for p in made.rglob("*") if p.is_file()), key=lambda p: (p.name in LAST, p.name == addresses.SITE, str(p)))
    size = 0
    for path in files:
        target = output / path.relative_to(made)
        target.parent.mkdir(parents=True, exist_ok=True)
        size += path.stat().st_size
        path.replace(target)
    return len(files), size
