"""A web page as text: block by block, without what isn't shown, with the title, publisher and date that it gives itself.

Silencers are comments of the page, so their places are kept as blanks in the text; nothing else of a comment, script or style reaches it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    )
)  # fmt: skip
HIDDEN = frozenset(("script", "style", "template", "noscript", "head", "sup", "svg", "pre", "code"))
"""What is not shown, and what is shown but is no prose: marks of notes, drawings, code."""

NOTES = frozenset(("doc-endnotes", "doc-footnote", "doc-bibliography"))
"""Roles of what stands below a text and holds its evidence and sources: notes are no sentences of the text, nor is the table of a figure's data."""

SILENCER = re.compile(r"\s*hinterland:\s*ignore\s+((?:HL\d{3}[,\s]*)+)")
"""What a comment says to silence rules, after its `<!--`."""

REPORT = "hinterland check"
"""What a report names as its generator: it quotes what is wrong in another text, and is none itself."""

_PLACE = "\ue000"
_NAMES = {
    "publisher": ("og:site_name", "publisher", "article:publisher", "contentsource", "source", "dc.publisher"),
    "generator": ("generator",),
    "title": ("og:title", "articletitle", "dc.title", "title"),
    "published": ("article:published_time", "pubdate", "publishdate", "date", "dc.date", "dcterms.date", "publish_date"),
}


@dataclass(slots=True)
class Webpage:
    """The text of a page, its silencers as (start, end, code), and what it says of itself."""

    text: str
    silenced: tuple[tuple[int, int, str], ...] = ()
    told: dict[str, str] = field(default_factory=dict)


def extract(page: str) -> Webpage:
    """Read a page. Broken ones give what can be read of them."""
    reader = _Reader()
    reader.feed(page.replace(_PLACE, " "))
    reader.close()
    if reader.told.get("generator") == REPORT:
        return Webpage("\n", (), reader.told)
    lines = (re.sub(r"[ \t\r\xa0]+", " ", line).strip() for line in "".join(reader.parts).split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n ") + "\n"
    places = [i for i, c in enumerate(text) if c == _PLACE]
    silenced = tuple((at, at + 1, code) for at, codes in zip(places, reader.silencers, strict=False) for code in codes)
    return Webpage(text.replace(_PLACE, " "), silenced, reader.told)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silencers: list[list[str]] = []
        self.told: dict[str, str] = {}
        self.hidden = 0
        self.note: tuple[str, int] | None = None
        self.figures = 0
        self.heading: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in HIDDEN
        self.figures += tag == "figure"
        self._notes(tag, dict(attrs).get("role"))
        if tag in ("title", "h1"):
            self.heading = tag
        if tag == "meta":
            self._meta({k: v or "" for k, v in attrs})
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        if tag == "figure":
            self.figures = max(0, self.figures - 1)
        if self.note and tag == self.note[0]:
            self.note = (tag, self.note[1] - 1) if self.note[1] > 1 else None
        if tag == self.heading:
            self.heading = None
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self.heading and data.strip():
            self.told.setdefault(self.heading, " ".join(data.split()))
        if not self.hidden and not self.note:
            self.parts.append(data.replace(_PLACE, " "))

    def _notes(self, tag: str, role: str | None) -> None:
        """Count how deep within an element of notes the reader stands."""
        if self.note:
            self.note = (tag, self.note[1] + 1) if tag == self.note[0] else self.note
        elif role in NOTES or (tag == "table" and self.figures):
            self.note = (tag, 1)

    def handle_comment(self, data: str) -> None:
        if (m := SILENCER.match(data)) and not self.hidden:
            self.silencers.append(re.findall(r"HL\d{3}", m[1]))
            self.parts.append(_PLACE)

    def _meta(self, given: dict[str, str]) -> None:
        name = (given.get("name") or given.get("property") or given.get("itemprop") or "").lower()
        for what, names in _NAMES.items():
            if name in names and given.get("content", "").strip():
                self.told.setdefault(what, " ".join(given["content"].split()))
