"""Pictures of a brief as images for files that hold them; nothing where the library that draws is not installed.

The drawing itself is `hinterland.brief.pictures`; this is the one place that asks whether it can be had. A file prints the title and subtitle of a picture as
text, so that they are left out of the drawing; its notes and sources stand in it.
"""

from __future__ import annotations

import base64
from importlib import import_module
from typing import cast

from hinterland.brief.document import Brief, Picture
from hinterland.brief.output import story
from hinterland.sources.reading import InputError

DRAWING = "hinterland.brief.pictures"


def png(picture: Picture, scale: float = 2.0) -> bytes | None:
    """A picture as PNG, or nothing where none can be drawn here."""
    try:
        return cast(bytes, import_module(DRAWING).png(_untitled(picture), scale=scale))
    except (ImportError, InputError):
        return None


def svg(picture: Picture) -> str | None:
    """A picture as SVG, or nothing where none can be drawn here."""
    try:
        return cast(str, import_module(DRAWING).svg(_untitled(picture)))
    except (ImportError, InputError):
        return None


def inline(picture: Picture) -> str:
    """A picture as an address that holds it; nothing where none can be drawn here."""
    drawn = svg(picture)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}" if drawn else ""


def beside(brief: Brief) -> dict[str, str]:
    """The pictures of the story, drawn, by their keys: to stand as files beside one that names them."""
    drawn = {p.key: svg(p) for s in story.parts(brief).story for p in s.pictures}
    return {key: one for key, one in drawn.items() if one}


def _untitled(picture: Picture) -> Picture:
    from hinterland.brief.html import untitled

    return untitled(picture)
