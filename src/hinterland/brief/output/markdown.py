"""A brief as Markdown with front matter, tables and footnotes, as GitHub and Pandoc read them.

Evidence and chart data stand in footnotes whose body is set off by a blank line, sources in a table: there a checker of prose finds no sentence to
misread, so that the file can be checked as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from urllib.parse import quote

from hinterland.brief.document import Brief, Picture
from hinterland.brief.output import evidence
from hinterland.brief.output.cells import shown
from hinterland.brief.output.templates import template
from hinterland.brief.output.words import column, word
from hinterland.brief.words import words
from hinterland.language import publisher

SOURCES = ("id", "title", "publisher", "via", "released", "reliability")
"""The columns of the table of sources; the title leads to the address."""

_SAFE = "%/:=&?~#+!$,;'@()*[]"
"""What may stand in an address as it is."""


def to_markdown(brief: Brief) -> str:
    """The whole file."""
    return str(
        template("brief.md.j2").render(
            brief=brief,
            marked=partial(marked, brief=brief),
            entries=evidence.entries(brief),
            about=lambda mark: evidence.about(brief.evidence[mark - 1], brief.language),
            sources=_sources(brief) if brief.sources else "",
            legend=evidence.legend(brief),
            closing=evidence.closing(brief),
            dated=_dated(brief.newest),
            prose=lambda sentences: ("" if brief.language == "zh" else " ").join(marked(s, brief) for s in sentences),
            advice=lambda advice: words(f"advice:{advice}", brief.language),
            word=lambda key: word(key, brief.language),
            text=text,
            quoted=partial(json.dumps, ensure_ascii=False),
            table=_picture,
            chart=partial(_chart, brief=brief),
        )
    )


def marked(sentence: str, brief: Brief) -> str:
    """A sentence with footnotes for marks, each with its sign before it."""
    return "".join(text(p) if isinstance(p, str) else f"{brief.sign(p)}[^{p}]" for p in evidence.pieces(sentence))


def text(plain: str) -> str:
    """Text in which nothing is read as Markdown, on one line."""
    return re.sub(r"([\\`*_<>|\[\]])", r"\\\1", re.sub(r"\s+", " ", plain))


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as GitHub reads it; the cells are Markdown already."""
    return "\n".join(f"| {' | '.join(line)} |" for line in (columns, ["---"] * len(columns), *rows))


def _picture(picture: Picture) -> str:
    columns = list(picture.rows[0])
    return table([text(c) for c in columns], [[text(shown(row.get(c))) for c in columns] for row in picture.rows])


def _chart(picture: Picture, brief: Brief) -> str:
    """The label of the footnote with a picture's figures."""
    return f"chart-{brief.pictures.index(picture) + 1}"


def _sources(brief: Brief) -> str:
    rows = [
        [text(s.id), _link(s.title, s.address), *(text(x or "") for x in (publisher(s.publisher, brief.language), s.via, s.released)), evidence.reliability(s.reliability, brief.language)]
        for s in brief.sources
    ]  # fmt: skip
    return table([column(c, brief.language) for c in SOURCES], rows)


def _link(title: str, address: str | None) -> str:
    return f"[{text(title)}](<{quote(address, safe=_SAFE)}>)" if address else text(title)


def _dated(newest: str | None) -> str | None:
    """The day for the front matter, where it is one."""
    try:
        return date.fromisoformat(newest or "").isoformat()
    except ValueError:
        return None
