"""The page of a province, a group or the nation: its brief, with downloads, related briefs, other years, and a page behind every claim."""

from __future__ import annotations

from contextlib import suppress

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.brief import html
from hinterland.brief.html import Link
from hinterland.brief.interface import label
from hinterland.brief.output.extras import NEEDS, library
from hinterland.brief.shown import stated
from hinterland.brief.site.subjects import REGIONS, kind_of
from hinterland.codes import Language
from hinterland.serve.pages.frames import MEDIA, brief_link, frame, to
from hinterland.serve.pages.periods import chosen
from hinterland.serve.verbs.claims import statements
from hinterland.serve.verbs.made import Made
from hinterland.sources.reading import InputError

DOWNLOADS = ("xlsx", "docx", "pdf", "md", "json", "html")


def subject(h: Hinterland, *, language: Language, subject: str, period: str | None = None) -> Made:
    """The page of a subject by its code, of the newest year held unless a period is named."""
    when, years = chosen(h, subject, period)
    written = h.brief(subject, when, language=language)
    around = frame(
        language,
        f"{subject}?period={when}" if period else subject,
        ending=f"?subject={subject}&period={when}",
        downloads=downloads(subject, when, language),
        provinces=tuple(brief_link(s, when, language) for s in codes.members("provinces") if s != subject),
        related=tuple(brief_link(s, when, language) for s in near(subject)),
        periods=tuple(Link(y, to(language, subject, period=y)) for y in reversed(years) if y != when),
    )
    return Made(html.document(written, around).encode("utf-8"), MEDIA, claims=statements(map(stated, written.evidence)))


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
    """The subjects that are close to one: of a province its region and the others there, of a whole its members, of what lies in a province that province."""
    if kind_of(subject) == "groups":
        return codes.members(subject)
    if subject == "CN":
        return REGIONS
    home = next((g for g in codes.groups_of(subject) if g in REGIONS), None)
    if home is None:
        return tuple(a for a in codes.ancestors(subject) if a != "CN")
    return (home, *(m for m in codes.members(home) if m != subject))


VERBS = {"subject": subject}
