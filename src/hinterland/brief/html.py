"""A brief as a web page: `page(brief)` is one file that stands by itself, with no script and no request to anywhere.

The templates and the style sheet stand in `templates/`. A site lays the same templates into a `Frame` of its own, with its navigation and a style
sheet that all pages share.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

from hinterland import codes
from hinterland.brief import fonts, pictures, shown
from hinterland.brief.document import Brief, Picture
from hinterland.brief.interface import label
from hinterland.brief.output import evidence
from hinterland.brief.output.words import word
from hinterland.brief.words import words
from hinterland.codes import Language
from hinterland.language.write import when
from hinterland.sources.reading import InputError

TAGS: dict[Language, str] = {"en": "en", "zh": "zh-Hans"}
"""What `lang` says of each language."""

SIGNS = ("†", "‡")

TYPEFACE = "/* the Chinese font */"
"""Where a page that stands by itself gets its font, once it is known which characters it has."""

AROUND = 8
"""The room above and below a drawing whose title and sources stand in the page."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: what it says, where it leads, in which language that is, whether it is the page that one is on."""

    text: str
    address: str
    tag: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around a page: its style sheet, put in (`style`) or linked (`sheet`), and in a site the navigation and what goes with a brief.

    The page of a claim has the address `claims`, its id and `ending`. Where requests are answered, `ask` is the address of the page that answers them.
    """

    language: Language
    style: str = ""
    sheet: str = ""
    home: str = ""
    claims: str | None = None
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


@dataclass(slots=True)
class Marks:
    """Turns the marks of sentences into links to the evidence; the first link to each can be returned to."""

    brief: Brief
    _seen: set[int] = field(default_factory=set)

    def __call__(self, sentence: str) -> Markup:
        """A sentence with its marks as links."""
        pieces = evidence.pieces(sentence)
        parts = [
            self._link(p, after=isinstance(before, int)) if isinstance(p, int) else escape(p)
            for before, p in zip(["", *pieces], pieces, strict=False)
        ]
        return Markup("").join(parts)

    def _link(self, n: int, *, after: bool) -> Markup:
        return Markup('<sup class="mark{}">{}</sup>').format(" after" if after else "", self.link(n))

    def link(self, n: int) -> Markup:
        """The link to one evidence."""
        sign = self.brief.sign(n)
        place = "" if n in self._seen else Markup(' id="m{}"').format(n)
        self._seen.add(n)
        said = label(f"mark:{sign}" if sign else "mark", self.brief.language, n=n)
        return Markup('<a href="#e{n}"{place} aria-label="{said}">{n}{sign}</a>').format(n=n, place=place, said=said, sign=sign)

    def back(self, n: int) -> str:
        """Where one returns to from an evidence."""
        return f"#m{n}" if n in self._seen else "#main"


def page(brief: Brief) -> str:
    """The brief as one file with everything in it."""
    made = document(brief, Frame(brief.language, style=sheet() + TYPEFACE))
    return made.replace(TYPEFACE, typeface(made) if brief.language == "zh" else "", 1)


def document(brief: Brief, frame: Frame) -> str:
    """The brief in a frame."""
    numbers = {id(p): n for n, p in enumerate(brief.pictures)}
    return render(
        "brief.html.j2",
        frame,
        brief=brief,
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
    """A picture in a page: the drawing, and its notes and sources as text. The drawing is empty where the extra for pictures isn't installed."""

    svg: Markup
    foot: str


def draw(picture: Picture, prefix: str, regions: Sequence[Link] = ()) -> Drawn:
    """A picture drawn, its ids beginning with `prefix`, with its regions as links. Title, notes and sources stand in the page as text, which phones and
    screen readers need."""
    bare, foot = bared(picture)
    try:
        return Drawn(Markup(pictures.svg(bare, prefix, {p.text: p.address for p in regions})), foot)
    except InputError:
        return Drawn(Markup(""), foot)


def untitled(picture: Picture) -> Picture:
    """A picture without the title in its drawing and the room for it."""
    spec = {k: v for k, v in picture.spec.items() if k != "title"}
    return replace(picture, spec={**spec, "padding": {**spec["padding"], "top": AROUND}})


def bared(picture: Picture) -> tuple[Picture, str]:
    """A picture without title, notes and sources in its drawing and the room for them; and the notes and sources."""
    spec = untitled(picture).spec
    padding = spec["padding"]
    feet = [layer for layer in spec.get("layer", ()) if _close(_said(layer)).endswith(_close(picture.source))] if picture.source else []
    if feet:
        spec["layer"] = [layer for layer in spec["layer"] if layer not in feet]
        padding = {**padding, "bottom": AROUND}
    said = ("" if shown.HAN.search(picture.source) else " ").join(line for layer in feet for line in _said(layer))
    return replace(picture, spec={**spec, "padding": padding}), said or picture.source


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


def typeface(text: str, address: str = "") -> str:
    """The rule that brings the Chinese font of last resort: from an address, or with the characters of a text put in; nothing where it can't be made."""
    if not address:
        if not (made := woff2(text)):
            return ""
        address = f"data:font/woff2;base64,{base64.b64encode(made).decode()}"
    return f'@font-face {{ font-family: "{fonts.FAMILY}"; src: url("{address}") format("woff2"); font-display: swap; }}\n'


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
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
