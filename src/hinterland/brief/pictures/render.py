"""Pictures as SVG and PNG, through vl-convert: no browser, no network, fonts of our own.

Needs the extra `hinterland[pictures]`, imported when the first picture is drawn. Several SVGs can stand in one page: every id is made a picture's own.
"""

from __future__ import annotations

import atexit
import json
import re
import sys
from collections.abc import Mapping
from functools import cache, lru_cache
from html import escape
from importlib.util import find_spec
from types import ModuleType

from hinterland.brief import fonts
from hinterland.brief.document import Picture
from hinterland.brief.pictures.beside import Beside
from hinterland.brief.pictures.compact import compact
from hinterland.brief.pictures.house import WIDTH
from hinterland.plugins import extra_missing
from hinterland.sources.reading import InputError

VEGA_LITE = "6.4"

ONLY_HERE = "Hinterland Charts SC, "
"""The font that only the renderer has; a page has the whole family."""

_ROOT = re.compile(r'<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"[^>]*>')
_ID = re.compile(r'(?P<before>\bid="|url\(#|href="#)(?P<id>[^")]+)')

_beside: list[Beside] = []
"""The renderer that was started beside, if one was."""


def warm() -> None:
    """Start a renderer beside what goes on: its first drawing takes most of a second. Does nothing without the extra."""
    if find_spec("vl_convert") is not None and sys.executable and not _beside:
        _beside.append(Beside(VEGA_LITE, str(fonts.folder())))
        atexit.register(_beside[0].close)


def svg(picture: Picture, prefix: str = "", links: Mapping[str, str] | None = None) -> str:
    """The picture as an SVG element that fills the width it is given; `prefix` goes before every id, `links` are addresses by the names of regions.

    Raises `InputError` without the extra.
    """
    drawn = _drawn(picture)
    root = _ROOT.match(drawn)
    assert root is not None
    width, height = root["width"], root["height"]
    font = picture.spec["config"]["font"]
    body = compact(drawn.replace(f' font-family="{font}"', ""), links or {})
    # What holds links is no image to those who hear it.
    role = "group" if "<a href" in body else "img"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="{role}" aria-label="{escape(picture.alt)}" '
        f'width="100%" viewBox="0 0 {width} {height}" font-family="{font}">'
    )
    return f"{head}{_own_ids(body, f'{prefix}{picture.key}-')}</svg>".replace(ONLY_HERE, "")


def _own_ids(body: str, own: str) -> str:
    """A drawing with its ids counted from nought: the renderer counts on from whatever it drew before."""
    numbers: dict[str, int] = {}
    return _ID.sub(lambda m: f"{m['before']}{own}{numbers.setdefault(m['id'], len(numbers))}", body)


def png(picture: Picture, scale: float = 2) -> bytes:
    """The picture as a PNG, `scale` dots to a point. Raises `InputError` without the extra."""
    made: bytes = _renderer().svg_to_png(_drawn(picture), scale=scale)
    return made


def _drawn(picture: Picture) -> str:
    left_and_right = picture.spec["padding"]["left"] + picture.spec["padding"]["right"]
    return _made(json.dumps({"width": WIDTH - left_and_right} | picture.spec, ensure_ascii=False))


@lru_cache(maxsize=32)
def _made(spec: str) -> str:
    """The drawing of a specification; a brief that is written in several formats asks for the same ones."""
    found = _beside[0].svg(json.loads(spec)) if _beside else None
    made: str = found or _renderer().vegalite_to_svg(spec, vl_version=VEGA_LITE)
    return made


@cache
def _renderer() -> ModuleType:
    """vl-convert, with our fonts made known to it."""
    try:
        import vl_convert
    except ImportError:
        raise InputError(extra_missing("pictures need", "pictures")) from None
    vl_convert.register_font_directory(str(fonts.folder()))
    found: ModuleType = vl_convert
    return found
