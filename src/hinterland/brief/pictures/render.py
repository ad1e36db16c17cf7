"""Pictures as SVG and PNG, through vl-convert: no browser, no network, fonts of our own.

Needs the extra `hinterland[pictures]`, imported when the first picture is drawn. Several SVGs can stand in one page: every id is made a picture's own.
"""

from __future__ import annotations

import atexit
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from html import escape
from importlib.util import find_spec
from itertools import pairwise
from types import ModuleType
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from hinterland.brief import fonts
from hinterland.brief.document import Picture
from hinterland.brief.pictures.beside import Beside
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


SHARED = (
    "fill", "fill-opacity", "font-size", "font-weight", "stroke", "stroke-dasharray", "stroke-linejoin", "stroke-width", "text-anchor",
)  # fmt: skip
"""The attributes that elements have from the group they stand in unless they say otherwise."""

NAME = "aria-label"
"""Where the renderer says what a mark stands for; what else it says of single marks (roles, classes) is left out: a picture speaks as a whole, and its
figures stand beside it as a table."""

_SPOKEN = re.compile(r"role|class|aria-.*")

_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'

_DIGITS = re.compile(r"(\d+\.\d)\d+")

_MOVED = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")

_OUTLINE = re.compile(r"(?:M[-\d.]+,[-\d.]+(?:L[-\d.]+,[-\d.]+){2,}Z?)+")
_PART = re.compile(r"M([^MZ]+)(Z?)")
"""Straight outlines, as those of regions on a map, and one of their parts."""

_NOWHERE = "translate(0,0)"


def compact(drawn: str, links: Mapping[str, str]) -> str:
    """The elements of the renderer's SVG without what nobody sees of it: its groups, invisible paths, places beyond a tenth of a point, and what marks of a group share
    said once for the group. `links` are addresses by the names of regions."""
    root = ElementTree.fromstring(drawn.replace(_NAMESPACE, "", 1))
    _tidy(root)
    return "".join(ElementTree.tostring(_named(child, links), encoding="unicode") for child in root).replace(" />", "/>")


def _tidy(parent: Element) -> None:
    """Make what stands in an element as short as it can be without looking different."""
    for child in parent:
        _shorten(child)
        if child.tag not in ("defs", "clipPath"):
            _tidy(child)
    parent[:] = [kept for child in parent for kept in _seen(child)]
    for name in SHARED if parent.tag == "g" and len(parent) > 1 else ():
        values = [child.get(name) for child in parent]
        if None not in values:
            [(most, _)] = Counter(values).most_common(1)
            parent.set(name, most or "")
            for child in parent:
                if child.get(name) == most:
                    del child.attrib[name]


def _shorten(one: Element) -> None:
    """Leave out what is spoken of one element, round its places, and say where a text stands in its own coordinates."""
    if one.tag == "path" and (name := one.get(NAME)):
        ElementTree.SubElement(one, "title").text = name
    for key in [k for k in one.attrib if _SPOKEN.fullmatch(k)]:
        del one.attrib[key]
    for key in ("d", "transform"):
        if key in one.attrib:
            one.set(key, _DIGITS.sub(r"\1", one.attrib[key]))
    if _OUTLINE.fullmatch(one.get("d", "")):
        one.set("d", _PART.sub(_stepped, one.attrib["d"]))
    if one.get("transform") == _NOWHERE:
        del one.attrib["transform"]
    if one.tag == "text" and (moved := _MOVED.fullmatch(one.get("transform", ""))):
        del one.attrib["transform"]
        one.attrib = {"x": moved[1], "y": moved[2], **one.attrib}


def _stepped(part: re.Match[str]) -> str:
    """A part of an outline by its steps from point to point, which take fewer digits than the points."""
    points = [[round(float(x) * 10) for x in point.split(",")] for point in part[1].split("L")]
    steps = [_pair(x - before, y - above) for (before, above), (x, y) in pairwise(points)]
    return f"M{_pair(*points[0])}l{' '.join(steps).replace(' -', '-')}{part[2].lower()}"


def _pair(x: int, y: int) -> str:
    """Two numbers of tenths as a path has them."""
    return f"{x / 10:g},{y / 10:g}".replace(",-", "-")


def _seen(one: Element) -> Iterator[Element]:
    """What of an element is seen: itself, what stands in a group that says nothing, or nothing."""
    if one.tag == "g" and not one.attrib:
        yield from one
    elif one.tag == "path":
        if one.get("display") != "none" and (one.get("fill") or one.get("stroke")):
            yield one
    elif len(one) or (one.text or "").strip() or one.tag not in ("g", "text"):
        yield one


def _named(one: Element, links: Mapping[str, str]) -> Element:
    """An element with the marks of regions in it as links; the keyboard has the lists of the page instead."""
    for at, child in enumerate(one):
        one[at] = _named(child, links)
    title = one.find("title") if one.tag == "path" else None
    region = re.split("[:：]", title.text or "")[0] if title is not None else ""
    if region not in links:
        return one
    link = Element("a", {"href": links[region], NAME: region, "tabindex": "-1"})
    link.append(one)
    return link
