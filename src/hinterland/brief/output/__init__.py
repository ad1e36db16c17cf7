"""Writing a brief to a file: a table from the suffix to the writer, one module a format, and the saving that leaves all of a file or nothing.

A writer takes a `Brief` and gives the whole file as text or bytes; the same brief gives the same bytes. Libraries of the extras are imported
when a writer needs them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from hinterland.brief.document import Brief
from hinterland.brief.output import images
from hinterland.brief.output.docx import to_docx
from hinterland.brief.output.extras import NEEDS, library
from hinterland.brief.output.markdown import to_markdown
from hinterland.brief.output.pdf import to_pdf
from hinterland.brief.output.xlsx import to_xlsx
from hinterland.sources.reading import InputError

__all__ = ["FORMATS", "ready", "save", "to_docx", "to_html", "to_json", "to_markdown", "to_pdf", "to_xlsx", "writable"]


def to_html(brief: Brief) -> str:
    """The whole page as one file."""
    from hinterland.brief.html import page

    return page(brief)


def to_json(brief: Brief) -> str:
    """One object on one line."""
    return json.dumps(brief.to_dict(), ensure_ascii=False, separators=(",", ":")) + "\n"


FORMATS: dict[str, Callable[[Brief], str | bytes]] = {
    ".html": to_html,
    ".md": to_markdown,
    ".json": to_json,
    ".xlsx": to_xlsx,
    ".docx": to_docx,
    ".pdf": to_pdf,
}
"""How a brief is written, by the suffix of its file."""


PICTURES = (".png", ".svg")
"""The suffixes by which the main chart of a brief is written alone."""
DRAWN = (".html", ".docx", ".pdf", ".md", *PICTURES)
"""The formats that have pictures in them."""


def ready(suffix: str) -> None:
    """Make ready, beside what goes on, for writing a brief with this suffix."""
    if suffix.lower() in DRAWN:
        from hinterland.brief.pictures import warm

        warm()


def writable(path: Path) -> None:
    """Raise `InputError` for a place that no brief can be written to, before anything is researched: a suffix nobody writes, an extra or a folder that isn't there."""
    suffix = path.suffix.lower()
    if suffix not in (*FORMATS, *PICTURES):
        raise InputError(
            f"a brief is written as {', '.join(FORMATS)}, its main chart as {' or '.join(PICTURES)}, not as {path.suffix or path.name!r}"
        )
    if suffix in NEEDS:
        library(suffix)
    if not path.parent.is_dir():
        raise InputError(f"there is no folder {path.parent}; make it first or write elsewhere with --output")


def save(brief: Brief, path: Path) -> list[Path]:
    """Write a brief beside its place and move it there; the pictures of Markdown are files of their own beside it. Gives all files written, the brief first.

    Raises `InputError` for a suffix nobody writes, a folder that isn't there, an extra that isn't installed, or a disk that refuses.
    """
    writable(path)
    unfinished: dict[Path, Path] = {}
    try:
        for target, content in _files(brief, path).items():
            unfinished[target] = target.with_name(f".{target.name}.{os.getpid()}")
            unfinished[target].write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        for target, made in unfinished.items():
            made.replace(target)
        return sorted(unfinished, key=lambda target: target != path)
    except OSError as e:
        raise InputError(f"{path} can't be written: {e.strerror}") from e
    finally:
        for made in unfinished.values():
            made.unlink(missing_ok=True)


def _files(brief: Brief, path: Path) -> dict[Path, str | bytes]:
    """What is written: the file, and for Markdown its images before it."""
    suffix = path.suffix.lower()
    if suffix in PICTURES:
        return {path: brief.plot().drawn_as(suffix)}
    if suffix != ".md":
        return {path: FORMATS[suffix](brief)}
    drawn = images.beside(brief)
    names = {key: f"{path.stem}-{key}.svg" for key in drawn}
    return {**{path.with_name(names[key]): one for key, one in drawn.items()}, path: to_markdown(brief, names)}
