"""The writing that is handed out: a subject's briefs with their downloads, and a number of claims with their pages. What was written is on disk, not in memory."""

from __future__ import annotations

from dataclasses import dataclass

from hinterland.brief.site import addresses, pages, records
from hinterland.brief.site.claims import Kept
from hinterland.brief.site.folder import write
from hinterland.brief.site.frames import Layout
from hinterland.brief.site.gather import Told
from hinterland.indicators.desk import Desk


@dataclass(frozen=True, slots=True)
class Bound:
    """A subject's briefs, to be written with some downloads and links to related subjects."""

    layout: Layout
    told: Told
    downloads: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """Some claims, to be written; `present` are the ids of all that have a page."""

    layout: Layout
    kept: tuple[Kept, ...]
    present: frozenset[str]


def bind(desk: Desk, work: Bound) -> None:
    """Write the briefs of a subject."""
    layout, subject = work.layout, work.told.subject
    for language, brief in work.told.briefs.items():
        path = addresses.place(addresses.brief(subject, layout.period), language)
        write(layout.made, path, pages.brief(layout, brief, work.downloads, work.related))
        for suffix in work.downloads:
            place = addresses.place(addresses.brief(subject, layout.period, f".{suffix}"), language)
            if suffix == "json":
                data = addresses.link(place, addresses.evidence(subject, layout.period))
                write(layout.made, place, records.brief_to_json(brief, data))
            else:
                brief.save(layout.made / place)


def lay_out(desk: Desk, work: Pages) -> None:
    """Write the pages of claims."""
    for kept in work.kept:
        for language in work.layout.languages:
            path = addresses.place(addresses.claim(kept.claim.id), language)
            write(work.layout.made, path, pages.claim(work.layout, kept, language, work.present))
