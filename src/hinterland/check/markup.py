"""Web pages and Markdown as the text that is read.

A web page comes out block by block, without what isn't shown, with the title, publisher and date that it gives itself. Silencers are comments of the page, so their places are kept
as blanks in the text; nothing else of a comment, script or style reaches it.

Of Markdown what is no prose is blanked, character for character, so that offsets stay those of the file. Blocks (code, HTML, tables) are found by markdown-it; front matter is taken
for its date; code within a line, targets of links and marks of emphasis are blanked by their shape. Tables come out apart, as the lines they stand on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    )
)  # fmt: skip
HIDDEN = frozenset(("script", "style", "template", "noscript", "head", "sup", "svg", "pre", "code", "del", "s", "strike"))
"""What is not shown, and what is shown but is no prose: marks of notes, drawings, code, what is struck out."""

UNSHOWN = re.compile(r"display:\s*none|visibility:\s*hidden")
"""The style of what is not shown."""
INLINE = frozenset(("a", "b", "em", "font", "i", "label", "small", "span", "strong", "u"))
"""Elements within a line, which are closed as a rule, so that one that is not shown ends."""

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
        given = dict(attrs)
        unshown = tag in INLINE and ("hidden" in given or UNSHOWN.search(given.get("style") or "") is not None)
        self._notes(tag, given.get("role"), unshown)
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

    def _notes(self, tag: str, role: str | None, unshown: bool) -> None:
        """Count how deep within an element of notes, or one that is not shown, the reader stands."""
        if self.note:
            self.note = (tag, self.note[1] + 1) if tag == self.note[0] else self.note
        elif unshown or role in NOTES or (tag == "table" and self.figures):
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


_FRONT = re.compile(r"\A\ufeff?(?:---[ \t]*\r?\n.*?\r?\n---|\+\+\+[ \t]*\r?\n.*?\r?\n\+\+\+)[ \t]*(?:\r?\n|\Z)", re.S)
_DATE = re.compile(r"^date\s*[:=]\s*[\"']?(\d{4})-(\d{2})-(\d{2})", re.M)
_INLINE = re.compile(r"(?P<code>(`+)(?!`).*?(?<!`)\2(?!`))|(?P<target>(?<=\])\([^)\n]*\))|(?P<note>\[\^[^\]\n]+\])|(?P<marks>[*_#>|])")


@dataclass(frozen=True, slots=True)
class Markdown:
    """The text with what is no prose blanked, the spans of its tables, and the date that its front matter gives."""

    text: str
    tables: tuple[tuple[int, int], ...]
    dated: date | None


def understand(text: str) -> Markdown:
    """Tell prose from what is none. The text keeps its length and its lines."""
    front = _FRONT.match(text)
    shown = blank(text, 0, front.end()) if front else text
    lines = _starts(shown)
    tables: list[tuple[int, int]] = []
    for kind, first, last in _blocks(shown):
        start, end = lines[min(first, len(lines) - 1)], lines[min(last, len(lines) - 1)]
        if kind == "table_open":
            tables.append((start, end))
        shown = blank(shown, start, end)
    shown = _INLINE.sub(_blanked, shown)
    return Markdown(shown, tuple(tables), _dated(front[0]) if front else None)


def without_code(text: str) -> str:
    """A text with only its code blanked: a comment that code shows is none."""
    lines = _starts(text)
    for kind, first, last in _blocks(text):
        if kind != "table_open":
            text = blank(text, lines[min(first, len(lines) - 1)], lines[min(last, len(lines) - 1)])
    return _INLINE.sub(lambda m: _blanked(m) if m["code"] else m[0], text)


def blank(text: str, start: int, end: int) -> str:
    """The text with a stretch turned to blanks; line ends stay."""
    return text[:start] + re.sub(r"[^\n\r]", " ", text[start:end]) + text[end:]


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n\r]", " ", match[0])


def _blocks(text: str) -> list[tuple[str, int, int]]:
    """The blocks that are no prose, with the lines they begin and end on."""
    wanted = ("fence", "code_block", "table_open")
    plain = re.sub(r"\r\n?", "\n", text) if "\r" in text else text
    return [(t.type, t.map[0], t.map[1]) for t in _parser().parse(plain) if t.map and t.type in wanted]


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["table", "fence", "code", "list", "blockquote"])


def _starts(text: str) -> list[int]:
    """Where each line begins, as markdown-it counts lines, and the end of the text."""
    return [0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", text)), len(text)]


def _dated(front: str) -> date | None:
    if m := _DATE.search(front):
        try:
            return date(int(m[1]), int(m[2]), int(m[3]))
        except ValueError:
            return None
    return None
