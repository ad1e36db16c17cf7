"""The page of a region, a group or a nation: its brief, with downloads, related briefs, other years, and a page behind every claim."""

from __future__ import annotations

from contextlib import suppress

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.brief import html
from hinterland.brief.html import Link
from hinterland.brief.interface import label
from hinterland.brief.output.extras import NEEDS, library
from hinterland.brief.shown import stated
from hinterland.brief.site.frames import name
from hinterland.brief.site.subjects import kind_of
from hinterland.brief.terms import inside, region_of
from hinterland.codes import Language
from hinterland.language.phrases import regions
from hinterland.serve.pages.choices import chosen
from hinterland.serve.pages.frames import MEDIA, brief_link, frame, to
from hinterland.serve.replies import Reply, statements
from hinterland.sources.reading import InputError

DOWNLOADS = ("xlsx", "docx", "pdf", "md", "json", "html")


def subject(h: Hinterland, *, language: Language, subject: str, period: str | None = None) -> Reply:
    """The page of a subject by its code, of the newest year held unless a period is named."""
    when, years = chosen(h, subject, period)
    written = h.brief(subject, when, language=language)
    ahead = Link(label("outlook:title", language, name=name(subject, language)), to(language, "outlook", subject=subject))
    around = frame(
        language,
        f"{subject}?period={when}" if period else subject,
        about=subject,
        ending=f"?subject={subject}&period={when}",
        downloads=downloads(subject, when, language),
        regions=tuple(brief_link(s, when, language) for s in inside(codes.home_of(subject).nation) if s != subject),
        nation=codes.home_of(subject).nation,
        related=(ahead, *(brief_link(s, when, language) for s in near(subject))),
        periods=tuple(Link(y, to(language, subject, period=y)) for y in reversed(years) if y != when),
    )
    return Reply(html.document(written, around).encode("utf-8"), MEDIA, claims=statements(map(stated, written.evidence)))


def downloads(subject: str, period: str, language: Language) -> tuple[Link, ...]:
    """Links to a brief in all formats that can be written here."""
    found = []
    for form in DOWNLOADS:
        with suppress(InputError):
            if f".{form}" in NEEDS:
                library(f".{form}")
            asked = f"subject={subject}&period={period}&language={language}&format={form}"
            found.append(Link(label(f"download:{form}", language), f"/api/brief?{asked}"))
    return tuple(found)


def near(subject: str) -> tuple[str, ...]:
    """The subjects that are close to one: of a region the part of the country it lies in and the others there, of a whole its members, of what lies in a region that one."""
    if kind_of(subject) == "groups":
        return codes.members(subject)
    if codes.is_nation(subject):
        return regions(codes.home_of(subject))
    home = region_of(subject)
    if home is None:
        return tuple(a for a in codes.ancestors(subject) if not codes.is_nation(a))
    return (home, *(m for m in codes.members(home) if m != subject))
