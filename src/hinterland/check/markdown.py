"""Markdown as the text that is read: what is no prose is blanked, character for character, so that offsets stay those of the file.

Blocks (code, HTML, tables) are found by markdown-it; front matter is taken for its date; code within a line, targets of links and marks of emphasis
are blanked by their shape. Tables come out apart, as the lines they stand on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

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
