"""A brief as Markdown with front matter, images, a table of sources and footnotes of a line each, as GitHub and Pandoc read them.

A footnote names what its figure is of and where it is from and repeats no figure, so that a checker of prose finds nothing in it to misread.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import Any
from urllib.parse import quote

from hinterland.brief.document import Brief
from hinterland.brief.output import evidence, images, story
from hinterland.brief.output.words import column, word
from hinterland.brief.words import words
from hinterland.claims.cautions import copyist
from hinterland.language import publisher, title

SOURCES = ("id", "title", "publisher", "via", "released", "reliability")
"""The columns of the table of sources; the title leads to the address."""

_SAFE = "%/:=&?~#+!$,;'@()*[]"
"""What may stand in an address as it is."""


def to_markdown(brief: Brief, addresses: Mapping[str, str] | None = None) -> str:
    """The whole file. `addresses` are those of the images by the keys of the pictures; without them the images are put in."""
    parts = story.parts(brief)
    drawn = [p for s in parts.story for p in s.pictures]
    found = {p.key: images.inline(p) for p in drawn} if addresses is None else {p.key: addresses.get(p.key, "") for p in drawn}
    return str(
        template("brief.md.j2").render(
            brief=brief,
            parts=parts,
            images={key: f"<{quote(address, safe=_SAFE)}>" for key, address in found.items() if address},
            plain=evidence.plain,
            foot=images.foot,
            marked=partial(marked, brief=brief),
            notes=[evidence.note(c, brief.language) for c in brief.evidence],
            sources=_sources(brief) if brief.sources else "",
            legend=evidence.legend(brief),
            closing=evidence.closing(brief),
            dated=_dated(brief.newest),
            prose=lambda sentences: ("" if brief.language == "zh" else " ").join(marked(s, brief) for s in sentences),
            advice=lambda advice: words(f"advice:{advice}", brief.language),
            word=lambda key: word(key, brief.language),
            text=text,
            quoted=partial(json.dumps, ensure_ascii=False),
        )
    )


def marked(sentence: str, brief: Brief) -> str:
    """A sentence with footnotes for marks, each with its sign before it, of neighbours with one sign once."""
    found = evidence.pieces(sentence)
    signs = [brief.sign(p) if isinstance(p, int) else "" for p in found]
    signs = [s if s != before else "" for s, before in zip(signs, ["", *signs], strict=False)]
    return "".join(text(p) if isinstance(p, str) else f"{s}[^{p}]" for p, s in zip(found, signs, strict=True))


def text(plain: str) -> str:
    """Text in which nothing is read as Markdown, on one line."""
    return re.sub(r"([\\`*_<>|\[\]])", r"\\\1", re.sub(r"\s+", " ", plain))


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as GitHub reads it; the cells are Markdown already."""
    return "\n".join(f"| {' | '.join(line)} |" for line in (columns, ["---"] * len(columns), *rows))


def _sources(brief: Brief) -> str:
    rows = [
        [
            text(s.id),
            _link(title(s.title, brief.language), s.address),
            *(text(x) for x in (publisher(s.publisher, brief.language), copyist(s.via or "", brief.language), s.released or "")),
            evidence.reliability(s.reliability, brief.language),
        ]
        for s in brief.sources
    ]
    return table([column(c, brief.language) for c in SOURCES], rows)


def _link(title: str, address: str | None) -> str:
    return f"[{text(title)}](<{quote(address, safe=_SAFE)}>)" if address else text(title)


def _dated(newest: str | None) -> str | None:
    """The day for the front matter, where it is one."""
    try:
        return date.fromisoformat(newest or "").isoformat()
    except ValueError:
        return None


def template(name: str) -> Any:
    """A template by its file's name."""
    return _environment().get_template(name)


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("hinterland.brief"),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = lambda x: f"{x:,f}".rstrip("0").rstrip(".") if x is not None else ""
    return environment
