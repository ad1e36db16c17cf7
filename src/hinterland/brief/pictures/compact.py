"""A drawing without what nobody sees of it: the renderer's groups, invisible paths and places beyond a tenth of a point, and what marks of a group share
said once for the group.

In goes the SVG of the renderer, out come the elements within its root, as text. What a mark stands for becomes its title and, for a region, a link.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

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
    """The elements of a drawing; `links` are addresses by the names of regions."""
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
