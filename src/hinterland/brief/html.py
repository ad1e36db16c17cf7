"""A brief as a web page: `page(brief)` is one file that stands by itself, with no request to anywhere.

The templates, the style sheet and the script stand in `templates/`. The page is whole without its script, which only adds what a browser can do with the
charts. A site renders the same templates in a `Frame` of its own, with its navigation and a style sheet that all pages share.
"""

from __future__ import annotations

import base64
import hashlib
import html as stdlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from hinterland import codes
from hinterland.brief import fonts, pictures, shown
from hinterland.brief.document import Brief, Picture
from hinterland.brief.interface import label
from hinterland.brief.output import evidence, story
from hinterland.brief.output.words import word
from hinterland.brief.pictures.house import WIDTH
from hinterland.brief.words import words
from hinterland.codes import Language
from hinterland.language.write import when
from hinterland.sources.reading import InputError

TAGS: dict[Language, str] = {"en": "en", "zh": "zh-Hans"}
"""What `lang` says of each language."""

SIGNS = ("†", "‡")

TYPEFACE = "/* the fonts */"
"""Where a page that stands by itself gets its fonts, once it is known which characters it has."""

WEIGHTS: dict[fonts.Weight, str] = {"regular": "400", "bold": "700"}

AROUND, EDGE = 8, 2
"""The room above and below a drawing whose title and sources stand in the page, and at its sides."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: what it says, where it leads, in which language that is, whether it is the page that one is on."""

    text: str
    address: str
    tag: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around a page: its style sheet and script, put in (`style`, `script`) or linked (`sheet`, `scripts`), and in a site the navigation and what
    goes with a brief.

    The page of a claim has the address `claims`, its id and `ending`. Where requests are answered, `ask` is the address of the page that answers them.
    `sources` is the page that lists all sources, where there is one: evidence names them in short and leads there. A `themed` page is dark where its reader has asked for that.
    """

    language: Language
    style: str = ""
    script: str = ""
    themed: bool = False
    sheet: str = ""
    home: str = ""
    claims: str | None = None
    sources: str = ""
    ending: str = ".html"
    referrer: str = "no-referrer"
    navigation: tuple[Link, ...] = ()
    other: Link | None = None
    ask: str = ""
    feed: str = ""
    downloads: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()
    regions: tuple[Link, ...] = ()
    nation: str | None = None
    periods: tuple[Link, ...] = ()
    scripts: tuple[str, ...] = ()
    closing: str = ""

    @property
    def tag(self) -> str:
        """The language of the page as `lang` has it."""
        return TAGS[self.language]

    @property
    def digest(self) -> str:
        """What lets a browser run the script that was put in, and no other."""
        return f"sha256-{base64.b64encode(hashlib.sha256(self.script.encode()).digest()).decode()}"


@dataclass(slots=True)
class Marks:
    """Turns the marks of sentences into buttons that open the evidence."""

    brief: Brief

    def __call__(self, sentence: str) -> Markup:
        """A sentence with its marks as buttons; no line begins with a mark, or with the comma or stop behind one."""
        pieces = [*evidence.pieces(sentence), ""]
        return Markup("").join(
            Markup('<sup class="mark">\u2060{}{}</sup>').format(self.link(p), "\u2060" if _is_stop(after) else "")
            if isinstance(p, int)
            else escape(p)
            for p, after in pairwise(pieces)
        )

    def link(self, n: int) -> Markup:
        """The button that opens one evidence."""
        sign = self.brief.sign(n)
        said = label(f"mark:{sign}" if sign else "mark", self.brief.language, n=n)
        return Markup('<button class="mark" popovertarget="e{n}" data-n="{n}" aria-label="{said}">{sign}</button>').format(
            n=n, said=said, sign=sign or "•"
        )


def _is_stop(piece: str | int) -> bool:
    """Whether what follows a mark begins with punctuation."""
    return isinstance(piece, str) and unicodedata.category(piece[:1] or " ").startswith("P")


def page(brief: Brief) -> str:
    """The brief as one file with everything in it."""
    made = document(brief, Frame(brief.language, style=sheet() + TYPEFACE, script=script(), themed=True))
    faces = latin() + (chinese(_inline(woff2(made))) if brief.language == "zh" else "")
    return made.replace(TYPEFACE, faces, 1)


def document(brief: Brief, frame: Frame) -> str:
    """The brief in a frame."""
    numbers = {id(p): n for n, p in enumerate(brief.pictures)}
    return render(
        "brief.html.j2",
        frame,
        brief=brief,
        parts=story.parts(brief),
        marked=Marks(brief),
        plain=evidence.plain,
        entries=shown.entries(brief),
        signs=[s for s in SIGNS if any(brief.sign(n + 1) == s for n in range(len(brief.evidence)))],
        sources=[shown.cited(s, brief.language) for s in brief.sources],
        drawn=lambda picture: draw(picture, f"p{numbers[id(picture)]}-", frame.regions),
        closing=evidence.closing(brief),
    )


def render(template: str, frame: Frame, /, *, beside: tuple[tuple[str, str], ...] = (), **values: Any) -> str:
    """A template in a frame, with the words of the frame's language at hand. `beside` are folders of templates (package, folder) that come before ours."""
    language, home = frame.language, codes.home_of(frame.nation)
    return str(
        _environment(beside)
        .get_template(template)
        .render(
            frame=frame,
            label=lambda key, **v: label(key, language, home=home, **v),
            word=lambda key, **v: word(key, language, **v),
            words=lambda key, **v: words(key, language, home=home, **v),
            when=lambda period: when(period, language),
            **values,
        )
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture in a page: the drawing for wide screens, its notes and sources as text, and the drawing for phones, if there is one.

    Both are empty where the extra for pictures isn't installed.
    """

    svg: Markup
    foot: str
    narrow: str = ""


def draw(picture: Picture, prefix: str, regions: Sequence[Link] = ()) -> Drawn:
    """A picture drawn, its ids beginning with `prefix`, with its regions as links. Title, notes and sources stand in the page as text, which phones and
    screen readers need."""
    bare, foot = bared(picture)
    links = {p.text: p.address for p in regions}
    try:
        wide = pictures.svg(bare, prefix, links)
        narrow = pictures.svg(replace(picture, spec=picture.narrow), f"{prefix}n-", links) if picture.narrow else ""
    except InputError:
        return Drawn(Markup(""), foot)
    return Drawn(Markup(wide), foot, Markup(narrow))


def untitled(picture: Picture) -> Picture:
    """A picture without the title in its drawing and the room for it."""
    spec = {k: v for k, v in picture.spec.items() if k != "title"}
    padding = spec["padding"]
    around = {**padding, "top": AROUND, "left": EDGE, "right": EDGE}
    return replace(picture, spec={"width": WIDTH - padding["left"] - padding["right"], **spec, "padding": around})


def bared(picture: Picture) -> tuple[Picture, str]:
    """A picture without title, notes and sources in its drawing and the room for them; and the notes and sources."""
    spec = untitled(picture).spec
    padding = spec["padding"]
    feet = [layer for layer in spec.get("layer", ()) if _close(_said(layer)).endswith(_close(picture.source))] if picture.source else []
    if feet:
        spec["layer"] = [layer for layer in spec["layer"] if layer not in feet]
        padding = {**padding, "bottom": AROUND}
    lines = " ".join(line for layer in feet for line in _said(layer))
    said = _BROKEN.sub("", lines) if shown.HAN.search(picture.source) else lines
    return replace(picture, spec={**spec, "padding": padding}), _SIGNED.sub("\\1\u00a0", said or picture.source)


_BROKEN = re.compile(r"(?<![A-Za-z]) | (?![A-Za-z])")
"""A blank of lines put together that no two words stand on either side of."""

_SIGNED = re.compile(f"([{''.join(SIGNS)}]) ")
"""A sign that a line must not end with: what it stands for follows."""


def _said(layer: dict[str, Any]) -> list[str]:
    """The lines of a layer that is a text."""
    mark = layer.get("mark")
    found = mark.get("text", []) if isinstance(mark, dict) else []
    return found if isinstance(found, list) else []


def _close(text: str | list[str]) -> str:
    return "".join(text).replace(" ", "")


@cache
def sheet() -> str:
    """The style sheet that all pages share."""
    return (files("hinterland.brief") / "templates" / "style.css").read_text(encoding="utf-8")


@cache
def script() -> str:
    """The script of a page, which saves charts, shows what they say where they are pointed at, and lets a reader choose a dark page."""
    return (files("hinterland.brief") / "templates" / "brief.js").read_text(encoding="utf-8")


def latin(addresses: Mapping[fonts.Weight, str] | None = None) -> str:
    """The rules that bring the Latin typeface: from an address a weight, or put in."""
    found = addresses or {w: _inline(fonts.latin(w)) for w in WEIGHTS}
    return "".join(_face(fonts.LATIN, address, WEIGHTS[weight]) for weight, address in found.items())


def chinese(address: str) -> str:
    """The rule that brings the Chinese font of last resort; nothing without an address."""
    return _face(fonts.FAMILY, address, "400") if address else ""


def _face(family: str, address: str, weight: str) -> str:
    source = f'src: url("{address}") format("woff2")'
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; {source}; font-display: swap; }}\n'


def _inline(font: bytes) -> str:
    """A font as an address that holds it; nothing of nothing."""
    return f"data:font/woff2;base64,{base64.b64encode(font).decode()}" if font else ""


def woff2(text: str) -> bytes:
    """The Chinese font with the characters of a text; empty where the extra for pictures isn't installed."""
    try:
        return fonts.woff2_for("".join(sorted(set(text))))
    except InputError:
        return b""


@cache
def _environment(beside: tuple[tuple[str, str], ...]) -> Any:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    loader = ChoiceLoader([PackageLoader(*folder) for folder in (*beside, ("hinterland.brief", "templates"))])
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    # For texts between tags, where quotation marks mean nothing.
    made.filters["content"] = lambda text: Markup(stdlib.escape(text, quote=False))
    return made
