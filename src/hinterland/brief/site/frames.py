"""What is around every page of a site: its navigation, the page in the other language, the shared style sheet, all by relative links."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hinterland import codes
from hinterland.brief.html import TAGS, Frame, Link
from hinterland.brief.interface import label
from hinterland.brief.output.words import word
from hinterland.brief.site import addresses
from hinterland.brief.site.folder import Headlines
from hinterland.codes import Language
from hinterland.language.naming import titled

NAVIGATION = (
    ("site:front", addresses.FRONT),
    ("site:claims", addresses.CLAIMS),
    ("site:search", addresses.SEARCH),
    ("site:revisions", addresses.REVISIONS),
    ("site:about", addresses.ABOUT),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What pages must know of the site: where they are made, the period, the languages, the briefs of the period with their headlines, the state, the nation."""

    made: Path
    period: str
    languages: tuple[Language, ...]
    headlines: Headlines
    state: int
    newest: str | None
    nation: str

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions directly below the site's nation."""
        peers = codes.home_of(self.nation).peers
        return codes.members(peers) if peers else ()

    def frame(self, path: str, language: Language, *, downloads: tuple[Link, ...] = (), related: tuple[Link, ...] = ()) -> Frame:
        """What is around the page of a path in a language."""
        origin = addresses.place(path, language)

        def to(target: str, its: Language = language) -> str:
            return addresses.link(origin, addresses.place(target, its))

        others = [
            Link(label("language", other), to(path, other), TAGS[other])
            for other in addresses.ROOTS
            if other != language and other in self.languages
        ]
        return Frame(
            language,
            sheet=addresses.link(origin, addresses.STYLE),
            themed=True,
            scripts=(addresses.link(origin, addresses.PAGES),),
            home=to(addresses.FRONT),
            claims=addresses.link(origin, addresses.place("claims", language)) + "/",
            sources=to(addresses.ABOUT),
            navigation=tuple(Link(label(key, language), to(target), here=path == target) for key, target in NAVIGATION),
            other=others[0] if others else None,
            feed=to(addresses.FEED),
            downloads=downloads,
            related=related,
            regions=self.briefs(path, self.regions, language),
            nation=self.nation,
            closing=self.closing(language),
        )

    def closing(self, language: Language) -> str:
        """The state and the newest publication, as a sentence."""
        return word("closing", language, state=self.state, newest=self.newest or word("undated", language))

    def brief(self, origin: str, subject: str, language: Language) -> Link | None:
        """A link from a page (its path within the language) to the brief of a subject, where there is one."""
        if language not in self.headlines.get(subject, {}):
            return None
        return Link(name(subject, language), addresses.link(origin, addresses.brief(subject, self.period)))

    def briefs(self, origin: str, subjects: tuple[str, ...] | list[str], language: Language) -> tuple[Link, ...]:
        """Links from a page to the briefs of subjects."""
        return tuple(link for s in subjects if (link := self.brief(origin, s, language)))


name = titled
