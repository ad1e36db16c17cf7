"""The page that answers a request in plain words: its sentences, the figures with links to their claims, what was assumed, the sources, and what gives the same."""

from __future__ import annotations

from dataclasses import dataclass

from hinterland.answers.answer import Answer
from hinterland.answers.answer import word as said
from hinterland.api import Hinterland
from hinterland.brief import shown
from hinterland.brief.document import sign
from hinterland.brief.html import Link
from hinterland.brief.interface import label
from hinterland.brief.shown import stated
from hinterland.brief.site.frames import name
from hinterland.codes import Language
from hinterland.language.write import when
from hinterland.requests import Unclear
from hinterland.serve.pages.choices import mentioned
from hinterland.serve.pages.frames import claim_address, page, to
from hinterland.serve.replies import Reply, statements
from hinterland.sources.reading import InputError

LEADING = 3
"""Maximum subjects whose pages a request that isn't answered leads to."""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of the table, with the page of its claim."""

    place: str
    name: str
    flow: str
    period: str
    text: str
    sign: str
    address: str


def ask(h: Hinterland, *, language: Language, q: str | None = None) -> Reply:
    """The page of a request; without one, the page that takes them. What isn't understood is said there, with what may have been meant."""
    found, refused, rest = None, "", ""
    try:
        found = h.ask(q, language=language) if q and q.strip() else None
    except InputError as e:
        refused, rest = e.on("page"), e.rest if isinstance(e, Unclear) else ""
    return page(
        h,
        "ask",
        language,
        {"q": q},
        statements=statements(stated(c) for c in found.claims) if found else (),
        title=q or label("seek:title", language),
        sought=q or "",
        found=found,
        refused=refused[:1].upper() + refused[1:],
        rest=Link(rest, to(language, "ask", q=rest)) if rest else None,
        onward=_onward(q or "", language) if refused or (found is not None and not found.rows) else [],
        lines=_lines(found, language) if found else [],
        more=Link(label("seek:page", language), f"/{language}/{found.address}")
        if found and found.address and not found.address.startswith("ask?")
        else None,
        sources=[shown.cited(s, language) for s in found.sources] if found else [],
    )


def _lines(found: Answer, language: Language) -> list[Line]:
    if len(found.rows) != len(found.claims):
        return []
    lines = []
    for row, claim in zip(found.rows, found.claims, strict=True):
        flow, address = said(row.flow, language) if row.flow else "", claim_address(claim.id, row.subject, row.period, language)
        lines.append(Line(str(row.place or ""), row.name, flow, when(row.period, language), row.text, sign(claim), address))
    return lines


def _onward(q: str, language: Language) -> list[Link]:
    """Where a request that isn't answered may be read on about: the pages of the subjects that it names, else that of all of them."""
    about = mentioned(q)[:LEADING]
    return [Link(label("front:brief", language, name=name(s, language)), to(language, s)) for s in about] or [
        Link(label("trouble:home", language), to(language, ""))
    ]
