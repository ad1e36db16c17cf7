"""Pictures of a brief as images for files that hold them; nothing where the library that draws is not installed.

The drawing itself is `hinterland.brief.pictures`; this is the one place that asks whether it can be had. A file prints the title and subtitle of a picture as
text, so that they are left out of the drawing; its notes and sources stand in it, but where a file prints these as well (`alone`).
"""

from __future__ import annotations

import base64
from importlib import import_module
from types import ModuleType
from typing import cast

from hinterland.brief.document import Brief, Picture
from hinterland.brief.output import story
from hinterland.sources.reading import InputError

DRAWING = "hinterland.brief.pictures"


def png(picture: Picture, scale: float = 2.0) -> bytes | None:
    """A picture as PNG, or nothing where none can be drawn here."""
    return cast("bytes | None", _drawn("png", _html().untitled(picture), scale=scale))


def svg(picture: Picture) -> str | None:
    """A picture as SVG, or nothing where none can be drawn here."""
    return cast("str | None", _drawn("svg", _html().untitled(picture)))


def alone(picture: Picture) -> str | None:
    """The drawing alone of a picture as SVG, or nothing where none can be drawn here."""
    return cast("str | None", _drawn("svg", _html().bared(picture)[0]))


def _drawn(form: str, picture: Picture, **options: float) -> object:
    try:
        return getattr(import_module(DRAWING), form)(picture, **options)
    except (ImportError, InputError):
        return None


def foot(picture: Picture) -> str:
    """The notes and sources of a picture, to be printed below its drawing."""
    return str(_html().bared(picture)[1])


def inline(picture: Picture) -> str:
    """A picture as an address that holds it; nothing where none can be drawn here."""
    drawn = alone(picture)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}" if drawn else ""


def beside(brief: Brief) -> dict[str, str]:
    """The pictures of the story, drawn, by their keys: to stand as files beside one that names them."""
    drawn = {p.key: alone(p) for s in story.parts(brief).story for p in s.pictures}
    return {key: one for key, one in drawn.items() if one}


def _html() -> ModuleType:
    """The page, which itself imports from this package."""
    return import_module("hinterland.brief.html")
