"""The work of a site that is handed out: what a subject has to say in every language, with what loads since the state before made true, false or different; its briefs with
their downloads; a number of claims with their pages. What was written is on disk, not in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hinterland.brief import compose, research
from hinterland.brief.document import Brief
from hinterland.brief.shown import stated
from hinterland.brief.site import addresses, pages, records
from hinterland.brief.site.claims import Kept
from hinterland.brief.site.folder import write
from hinterland.brief.site.frames import Layout
from hinterland.claims.revisions import Changed, since
from hinterland.codes import Language, Period
from hinterland.indicators.desk import Desk, opened
from hinterland.models import Claim
from hinterland.sources.reading import InputError


@dataclass(frozen=True, slots=True)
class Asked:
    """A subject and a period, in some languages; and whether any figure differs from the state before, so that it is worth asking what changed."""

    subject: str
    period: str
    languages: tuple[Language, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A subject's briefs by language, and what changed; none and the reason where nothing is held."""

    subject: str
    briefs: dict[Language, Brief] = field(default_factory=dict)
    changed: list[Changed] | None = None
    missing: str = ""

    @property
    def claims(self) -> Iterator[Claim]:
        """The claims that the briefs stand on, each stating its answer."""
        for one in next(iter(self.briefs.values())).evidence if self.briefs else ():
            yield stated(one)

    @property
    def observations(self) -> frozenset[str]:
        """The ids of all observations behind the briefs."""
        return frozenset(o.id for c in self.claims if c.evidence for o in c.evidence.observations)


def gather(desk: Desk, asked: Asked) -> Written:
    """Research a subject once and write it in every language."""
    indicators = opened(desk)
    try:
        changed: list[Changed] | None = [] if desk.earlier else None
        if desk.earlier and asked.differs:
            changed = since(opened(desk.earlier), indicators, asked.subject, Period.parse(asked.period))
        found = research(indicators, asked.subject, asked.period, changed=changed)
    except InputError as e:
        return Written(asked.subject, missing=str(e))
    return Written(asked.subject, {language: compose(found, language) for language in asked.languages}, changed)


@dataclass(frozen=True, slots=True)
class Bound:
    """A subject's briefs, to be written with some downloads and links to related subjects."""

    layout: Layout
    written: Written
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
    layout, subject = work.layout, work.written.subject
    for language, brief in work.written.briefs.items():
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
