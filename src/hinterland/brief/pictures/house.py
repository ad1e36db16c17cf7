"""The house style: one look for all pictures, laid out to the point, so that a picture is the same on every machine.

A `Drawing` says what is shown; `picture` puts the title, the unit and the notes and sources around it. Colours are one blue and greys that stay apart in print
without colour and for those who don't see all colours; figures stand at what they measure, so that no legend is needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hinterland.brief import fonts
from hinterland.brief.document import Picture
from hinterland.brief.pictures.desk import Desk, Figure
from hinterland.brief.pictures.words import listed, publisher, words
from hinterland.claims import Evaluated
from hinterland.claims.caveats import DOUBTED
from hinterland.codes import Language
from hinterland.models import Source

WIDTH = 640
SIDE = 16
INNER = WIDTH - 2 * SIDE

PHONE, EDGE = 342, 4
"""How wide a drawing is on a phone, and the room around it."""

ACCENT = "#14508c"
TINT = "#86a9cf"
PALE = "#c9ced6"
FALL = "#b4532a"
INK = "#1a1a1a"
TEXT = "#3d3d3d"
QUIET = "#6b6b6b"
LINE = "#d9d9d9"
PAPER = "white"

FONTS: dict[Language, str] = {
    "en": "Hinterland Sans, Arial, Helvetica, Hinterland Sans SC, sans-serif",
    "zh": "Hinterland Charts SC, Hinterland Sans SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif",
}
"""The first fonts travel with this package: a page's fonts fit the picture, and so do a PDF's."""

TITLE_FONTS: dict[Language, str] = {k: v.removeprefix("Hinterland Charts SC, ") for k, v in FONTS.items()}
"""The small font of charts has no bold."""

TITLE, TITLE_LINE = 17, 22
SUB, SUB_LINE = 12.5, 16
SMALL, SMALL_LINE = 11, 14
LABEL = 12
"""Nothing is smaller than 11 points: a drawing is shown at the width it is drawn for."""


@dataclass
class Drawing:
    """What a picture shows, before the frame is put around it. `layers` are drawn in an area as wide as the desk's room and `height` high."""

    key: str
    title: str
    subtitle: str
    alt: str
    height: float
    layers: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    figures: list[Figure] = field(default_factory=list)
    claims: list[Evaluated] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    body: dict[str, Any] = field(default_factory=dict)


def picture(desk: Desk, d: Drawing) -> Picture:
    """The finished picture of a drawing."""
    return framed(d, desk.language, _sources(desk, d), list(dict.fromkeys(desk.mark(c) for c in d.claims)))


def framed(d: Drawing, language: Language, source: str, marks: list[int]) -> Picture:
    """A drawing with its title, notes and source around it."""
    title = wrap(d.title, TITLE, INNER, language, bold=True)
    under = wrap(d.subtitle, SUB, INNER, language)
    foot = [line for note in (*d.notes, source) for line in wrap(note, SMALL, INNER, language, even=False)]
    top = SIDE + len(title) * TITLE_LINE + len(under) * SUB_LINE + 12
    spec: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "autosize": "none",
        "padding": {"left": SIDE, "right": SIDE, "top": top, "bottom": len(foot) * SMALL_LINE + 22},
        "height": d.height,
        "title": {"text": title, "subtitle": under},
        "layer": [*d.layers, text(foot, x=0, y=d.height + 14, size=SMALL, line=SMALL_LINE, color=QUIET, baseline="top")],
        **d.body,
        "config": {},
    }
    spec["config"] = _config(language, _font(language, spec))
    return Picture(d.key, d.title, d.subtitle, source, d.alt, spec, d.rows, marks)


def narrow(d: Drawing, language: Language) -> dict[str, Any]:
    """The specification of a drawing at a phone's width, without title, notes and sources, which a page has as text."""
    around = dict.fromkeys(("left", "right", "top", "bottom"), EDGE)
    spec = {"autosize": "none", "padding": around, "width": PHONE, "height": d.height, "layer": d.layers, **d.body}
    return {**spec, "config": _config(language, _font(language, spec))}


def _font(language: Language, spec: dict[str, Any]) -> str:
    """The fonts for a picture's labels: the small one of charts where it has all that they print."""
    if language == "zh" and not fonts.characters(fonts.CHARTS).issuperset(json.dumps(spec, ensure_ascii=False)):
        return TITLE_FONTS[language]
    return FONTS[language]


def _config(language: Language, font: str) -> dict[str, Any]:
    return {
        "font": font,
        "background": PAPER,
        "aria": False,
        "view": {"stroke": None},
        "title": {
            "anchor": "start", "frame": "group", "align": "left", "offset": 12, "fontSize": TITLE, "fontWeight": "bold", "lineHeight": TITLE_LINE,
            "color": INK, "font": TITLE_FONTS[language], "subtitleFontSize": SUB, "subtitleLineHeight": SUB_LINE, "subtitleColor": TEXT, "subtitlePadding": 5,
        },
        "text": {"fontSize": LABEL, "color": TEXT},
        "scale": {"bandPaddingInner": 0.28, "bandPaddingOuter": 0.1},
    }  # fmt: skip


# -- the parts that layers are made of


def data(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Rows as a layer's own data."""
    return {"values": list(rows)}


def text(
    said: str | list[str], *, x: float, y: float, size: float = LABEL, color: str = TEXT, line: float | None = None, **more: Any
) -> dict[str, Any]:
    """A layer with one text at a place."""
    mark = {
        "type": "text",
        "text": said,
        "align": "left",
        "fontSize": size,
        "color": color,
        **({"lineHeight": line} if line else {}),
        **more,
    }
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"x": {"value": x}, "y": {"value": y}}}


def nominal(name: str) -> dict[str, Any]:
    """A colour that stands in the data."""
    return {"field": name, "type": "nominal", "scale": None}


def place(name: str) -> dict[str, Any]:
    """A place to the point that stands in the data."""
    return {"field": name, "type": "quantitative", "scale": None, "axis": None}


def line(points: Sequence[tuple[float, float]], ink: str, wide: float, dash: list[int] | None = None, **more: Any) -> dict[str, Any]:
    """A layer with a line through points."""
    mark = {"type": "line", "color": ink, "strokeWidth": wide, "strokeJoin": "round", **more, **({"strokeDash": dash} if dash else {})}
    return {"data": data([{"x": x, "y": y} for x, y in points]), "mark": mark, "encoding": {"x": place("x"), "y": place("y")}}


LABELLED = {"description": {"field": "label", "type": "nominal"}}
"""A mark says what it stands for to whoever points at it."""


# -- sources


def _sources(desk: Desk, d: Drawing) -> str:
    """The source line: who published the figures, who reported them (†), and that some were computed (‡)."""
    known = desk.sources(d.figures)
    used: list[Source] = [known[i] for f in d.figures for i in f.observations if i in known]
    used += [s for c in d.claims for s in c.evidence.sources]
    return source_line(used, {f.sign for f in d.figures}, desk.language)


def source_line(used: Sequence[Source], signs: set[str], language: Language) -> str:
    """Sources as a picture names them, each as often as figures stand on it, with the meaning of the signs that it uses."""
    official = _publishers((s for s in used if s.reliability not in DOUBTED), language)
    reported = _publishers((s for s in used if s.reliability in DOUBTED), language)
    unnamed = words("source:unnamed", language)
    reported = [name for name in reported if name != unnamed] or reported
    parts = [words("source", language, names=_few(official or reported, language))]
    if "†" in signs:
        parts.append(
            words("source:reported", language, names=_few(reported, language))
            if official and reported and reported != [unnamed]
            else words("source:second", language)
        )
    if "‡" in signs:
        parts.append(words("source:derived", language))
    return words("source:join", language).join(parts) + words("stop", language)


def _publishers(sources: Iterable[Source], language: Language) -> list[str]:
    """Publishers by how many figures they stand behind."""
    count: dict[str, int] = {}
    for s in sources:
        name = publisher(s.publisher, language)
        count[name] = count.get(name, 0) + 1
    return sorted(count, key=lambda n: -count[n])


def _few(names: list[str], language: Language) -> str:
    """The first three names, and how many others there are."""
    if len(names) <= 4:
        return listed(names, language)
    return words("others", language, names=words("comma", language).join(names[:3]), n=len(names) - (3 if language == "en" else 0))


# -- lines of text


def wrap(said: str, size: float, room: float, language: Language, *, bold: bool = False, even: bool = True) -> list[str]:
    """A text in lines that fit, `even` ones where there are several; Chinese breaks between any two characters but before a stop."""
    pieces = _pieces(said, language)
    lines = _fill(pieces, size, room, bold)
    if even and len(lines) == 2 and (halves := _at_comma(said, size, room, bold)):
        return halves
    if even and 1 < len(lines) <= 3:
        total = sum(width(p, size, bold=bold) for p in pieces)
        for share in (1.06, 1.12, 1.2):
            alike = _fill(pieces, size, min(room, total / len(lines) * share), bold)
            if len(alike) == len(lines):
                return alike
    return lines


def _at_comma(said: str, size: float, room: float, bold: bool) -> list[str] | None:
    """Two lines that break after a Chinese comma, the most even ones; nothing where there are none that fit."""
    breaks = [i + 1 for i, c in enumerate(said) if c in "，；" and i + 1 < len(said)]
    pairs = [[said[:i], said[i:]] for i in breaks]
    fitting = [p for p in pairs if all(width(half, size, bold=bold) <= room for half in p)]
    return min(fitting, key=lambda p: abs(len(p[0]) - len(p[1])), default=None)


def _fill(pieces: Sequence[str], size: float, room: float, bold: bool) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and width((lines[-1] + piece).rstrip(), size, bold=bold) > room:
            lines.append("")
        lines[-1] += piece.lstrip() if not lines[-1] else piece
    return [line.rstrip() for line in lines]


def _pieces(said: str, language: Language) -> list[str]:
    """What must not be broken: words with the blank after them, and in Chinese single characters with the stop after them."""
    found = [""]
    for c in said:
        wide = ord(c) > 0x2E7F
        breaks = found[-1].endswith(" ") or (language == "zh" and (wide or (found[-1] and ord(found[-1][-1]) > 0x2E7F)))
        if breaks and c not in "，。、；：）》”！？%†‡ " and not found[-1].endswith(("（", "《", "“")):
            found.append("")
        found[-1] += c
    return found


FULL = frozenset("“”‘’—…†‡·")
"""Signs that Chinese fonts give the width of a character."""

WIDTHS = ((1.0, FULL), (0.31, frozenset("iljtfrI.,:;'|![]()- ")), (0.5, frozenset("sckvxyzJ")), (0.83, frozenset("mwMWOQGDCN%@&")))
"""Widths in parts of the size of a font, and the characters that have them."""


def width(said: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is, a little on the safe side."""
    return sum(map(_ems, said)) * size * (1.05 if bold else 1.0)


@cache
def _ems(c: str) -> float:
    """About how wide a character is, in parts of the size of its font."""
    if ord(c) > 0x2E7F:
        return 1.0
    return next((ems for ems, signs in WIDTHS if c in signs), 0.69 if c.isupper() else 0.56)
