"""The pages of a site: briefs with their downloads, claims, the front, the lists, the revisions, the methods. Each function makes one page as text.

A page is named by its path within a language; what is around it comes from `frames.py`, what it looks like from `templates/site/`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from hinterland import codes
from hinterland.brief import html, shown
from hinterland.brief.document import Brief, Picture
from hinterland.brief.html import Link
from hinterland.brief.interface import label
from hinterland.brief.output import evidence
from hinterland.brief.output.figures import standing
from hinterland.brief.site import addresses
from hinterland.brief.site.claims import Kept
from hinterland.brief.site.frames import Layout, name
from hinterland.brief.site.subjects import KINDS, kind_of
from hinterland.brief.takeaways import advise
from hinterland.brief.words import words
from hinterland.claims import Evaluated
from hinterland.claims.revisions import Changed, Revisions
from hinterland.codes import Language
from hinterland.codes.tables import grouped
from hinterland.indicators.revisions import Revision
from hinterland.language import sentence
from hinterland.language.write import when
from hinterland.models import Claim, Source

LEADING = 20
"""How many claims the front page has."""

PICTURES = ("map", "ranking", "growth")
"""Which of the nation's pictures stand on the front page, in this order."""


@dataclass(frozen=True, slots=True)
class News:
    """A claim as the front page has it: what to do before quoting it, and the brief it belongs to."""

    statement: Link
    advice: str
    why: str
    brief: Link | None


def brief(layout: Layout, written: Brief, downloads: Sequence[str], related: Sequence[str]) -> str:
    """The page of a brief, with links to its downloads (by suffix) and to related briefs."""
    language, path = written.language, addresses.brief(written.subject, layout.period)
    files = tuple(
        Link(label(f"download:{suffix}", language), addresses.link(path, addresses.brief(written.subject, layout.period, f".{suffix}")))
        for suffix in downloads
    )
    data = {"claims": addresses.evidence(written.subject, layout.period), "records": addresses.records(layout.period)}
    origin = addresses.place(path, language)
    files += tuple(Link(label(f"download:{key}", language), addresses.link(origin, target)) for key, target in data.items())
    return html.document(written, layout.frame(path, language, downloads=files, related=layout.briefs(path, list(related), language)))


def claim(layout: Layout, kept: Kept, language: Language, present: Mapping[str, Any] | frozenset[str]) -> str:
    """The page of a claim; `present` are the ids of the claims that have a page."""
    path = addresses.claim(kept.claim.id)
    gone = kept.superseded
    now = gone.now if gone else None
    return html.render(
        "site/claim.html.j2",
        replace(layout.frame(path, language), feed=""),
        claim=kept.claim,
        kept=kept,
        entry=shown.entry(kept.claim, language),
        subject=name(kept.claim.subject or layout.nation, language),
        gone=gone,
        now=Link(evidence.worded(now, language), addresses.link(path, addresses.claim(now.id)) if now.id in present else "")
        if now
        else None,
        briefs=layout.briefs(path, kept.subjects, language),
        stored=addresses.link(addresses.place(path, language), addresses.evidence(kept.subjects[0], kept.period)),
        lasting=True,
    )


def front(
    layout: Layout, news: Sequence[Evaluated], nation: Brief | None, missing: Sequence[str], others: Sequence[str], language: Language
) -> str:
    """The front page: the nation's pictures, the news, all briefs."""
    path = addresses.FRONT
    pictures = [p for key in PICTURES for p in (nation.pictures if nation else []) if p.key == key]
    return html.render(
        "site/front.html.j2",
        layout.frame(path, language),
        period=when(layout.period, language),
        nation=nation and layout.brief(path, nation.subject, language),
        lead=[evidence.plain(s) for s in nation.standfirst] if nation else [],
        pictures=[(unmarked(p), html.draw(p, f"p{n}-", layout.briefs(path, layout.regions, language))) for n, p in enumerate(pictures)],
        news=[_news(layout, c, path, language) for c in news[:LEADING]],
        groups=_groups(layout, path, language),
        missing=[name(s, language) for s in missing],
        others=[Link(when(p, language), addresses.link(path, addresses.brief(layout.nation, p))) for p in others],
    )


def unmarked(picture: Picture) -> Picture:
    """A picture without its marks, which lead to evidence that stands in the brief only."""
    return replace(picture, marks=[])


def _news(layout: Layout, one: Evaluated, path: str, language: Language) -> News:
    c = one.claim
    advice, _, why = advise([c], language)
    statement = Link(sentence(c, language), addresses.link(path, addresses.claim(c.id)))
    return News(statement, advice, why, layout.brief(path, c.subject or layout.nation, language))


def _groups(layout: Layout, path: str, language: Language) -> list[tuple[str, list[tuple[Link, str]]]]:
    """The briefs by kind of subject, each with its headline."""
    found = []
    for kind in KINDS:
        links = [
            (link, headline[language])
            for subject, headline in layout.headlines.items()
            if kind_of(subject) == kind and (link := layout.brief(path, subject, language))
        ]
        if links:
            found.append((label(f"subjects:{kind}", language, home=codes.home_of(layout.nation)), links))
    return found


def claims(layout: Layout, kept: Sequence[Kept], language: Language) -> str:
    """The list of all claims by their subject, those superseded apart: all that a reader without scripts needs to find one."""
    path = addresses.CLAIMS
    standing = [k.claim for k in kept if not k.superseded]
    links = (Link(evidence.worded(c, language), addresses.link(path, addresses.claim(c.id))) for c in standing)
    groups = grouped(zip((c.subject or layout.nation for c in standing), links, strict=True))
    order = {s: n for n, s in enumerate(layout.headlines)}
    subjects = sorted(groups, key=lambda s: (order.get(s, len(order)), s))
    return html.render(
        "site/claims.html.j2",
        layout.frame(path, language),
        groups=[(s, name(s, language), groups[s]) for s in subjects],
        count=sum(map(len, groups.values())),
    )


def search(layout: Layout, index: str, language: Language) -> str:
    """The page to search on, with the index in it and the script beside it."""
    path = addresses.SEARCH
    return html.render(
        "site/search.html.j2",
        layout.frame(path, language),
        index=Markup(index.replace("<", "\\u003c")),
        script=addresses.link(addresses.place(path, language), addresses.SCRIPT),
        claims=addresses.link(path, addresses.CLAIMS),
        front=addresses.link(path, addresses.FRONT),
    )


def revisions(
    layout: Layout, found: Revisions | None, changed: Mapping[str, Sequence[Changed]], gone: Sequence[Kept], language: Language
) -> str:
    """What changed between the last two states: figures, claims by subject, and the claims of this site that no longer arise."""
    path = addresses.REVISIONS
    return html.render(
        "site/revisions.html.j2",
        layout.frame(path, language),
        found=found,
        values=[_revision(v, language) for v in found.values] if found else [],
        changed=[
            (name(s, language), [words(f"new:{c.how}", language, sentence=sentence(c.claim, language)) for c in claims])
            for s, claims in changed.items()
            if claims
        ],
        gone=[Link(evidence.worded(k.claim, language), addresses.link(path, addresses.claim(k.claim.id))) for k in gone],
    )


def _revision(v: Revision, language: Language) -> tuple[str, ...]:
    what = Claim(id="", kind="value", subject=v.region, indicator=v.indicator, period=v.period)
    both, last = [standing(s, v.unit, language) for s in (v.before, v.after)], v.after or v.before
    source = last.source if last else ""
    return (label(f"revised:{v.how}", language), evidence.about(what, language), *both, source)


def about(layout: Layout, sources: Sequence[tuple[Source, int]], language: Language) -> str:
    """How the site was made: signs, advice, verdicts, intervals, and every source with the number of figures that stand on it."""
    return html.render(
        "site/about.html.j2",
        layout.frame(addresses.ABOUT, language),
        sources=[(shown.cited(s, language), n) for s, n in sources],
    )


def elsewhere(target: str) -> str:
    """The page at the root of a site without English: it leads on."""
    return html.render("site/elsewhere.html.j2", html.Frame("zh", sheet=addresses.STYLE), target=target)
