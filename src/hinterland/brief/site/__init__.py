"""A site of briefs: a nation, the groups of its regions and the regions for one period, in one language or both, as a folder of plain pages.

`build` researches every subject once, in as many processes as are asked for, and writes briefs with their downloads, a page for every claim, the front
page, the lists, the feed and the revisions. The same state gives the same pages, whoever makes them; pages of claims are never taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from hinterland import codes
from hinterland.brief import fonts, html
from hinterland.brief.output import FORMATS
from hinterland.brief.site import addresses, pages, records
from hinterland.brief.site.claims import Kept, collect, news, no_longer
from hinterland.brief.site.feed import feed, index
from hinterland.brief.site.folder import Contents, contents, move, staging, write
from hinterland.brief.site.frames import Layout
from hinterland.brief.site.subjects import kind_of, related, subjects
from hinterland.brief.site.work import Asked, Bound, Pages, Written, bind, gather, lay_out
from hinterland.claims import Evaluated
from hinterland.claims.revisions import Revisions, between
from hinterland.codes import Language, Period
from hinterland.errors import refused
from hinterland.indicators.desk import Desk, Hands, opened
from hinterland.models import Claim, Result, Source
from hinterland.sources.reading import InputError

__all__ = ["DOWNLOADS", "Desk", "Site", "build", "subjects"]

DOWNLOADS = ("md", "json", "xlsx")
"""What may be downloaded of every brief unless said otherwise."""

Done = TypeVar("Done")

CHUNK = 50
"""How many claims a process is handed at a time."""

Progress = Callable[[int, int], None]
"""Called with how much of how much is done."""


@dataclass(frozen=True, slots=True)
class Site(Result):
    """What was written: the front page, how many briefs, claims, files and bytes; the claims that no longer arise, and the subjects nothing is held of."""

    SCHEMA = "hinterland.site/1"
    JSON = ("path", "briefs", "claims", "superseded", "files", "bytes", "missing")

    path: Path
    briefs: int
    claims: int
    superseded: int
    files: int
    bytes: int
    missing: dict[str, str]
    made: tuple[Claim, ...] = field(default=(), repr=False)


def build(
    desk: Desk,
    period: str,
    output: Path,
    *,
    languages: Sequence[Language] = ("en", "zh"),
    chosen: Sequence[str] | None = None,
    downloads: Sequence[str] = DOWNLOADS,
    jobs: int = 1,
    progress: Progress = lambda done, total: None,
) -> Site:
    """Write the site of a period into a folder. Raises `InputError` for a period or download nobody knows, and a folder with something else in it."""
    with refused(ValueError):
        when = Period.parse(period)
    tongues = tuple(x for x in addresses.ROOTS if x in languages)
    _known(downloads, jobs, tongues)
    held, before = contents(output), records.remembered(output, str(when))
    nation = codes.home_of(next(iter(chosen or ()), None)).nation
    wanted = list(chosen or [s for kind in subjects().values() for s in kind])
    with staging(output) as made, Hands(desk, jobs) as hands:
        differs = desk.earlier is not None and between(opened(desk.earlier), opened(desk), None, None, top=1).differing > 0
        gathering = hands.map(gather, [Asked(s, str(when), tongues, differs) for s in wanted])
        indicators = opened(desk)
        latest = news(indicators, [s for s in wanted if kind_of(s) != "groups"] or wanted, when)
        written = list(_counted(gathering, progress, 0, 2 * len(wanted)))
        found = [t for t in written if t.briefs]
        if not found:
            raise InputError(f"nothing is held of these subjects for {period}; `hinterland coverage` lists what is")
        made_now = [(t.subject, c) for t in found for c in t.claims] + [(e.claim.subject or nation, e.claim) for e in latest]
        kept = collect(made_now, before, wanted, str(when), desk.state)
        gone = no_longer(indicators, kept, before, wanted, str(when))
        layout = Layout(made, str(when), tongues, _headlines(held, found, str(when), nation), desk.state, indicators.newest(), nation)
        near = related({t.subject: t.observations for t in found})
        bound = [Bound(layout, t, tuple(downloads), tuple(near[t.subject])) for t in found]
        list(_counted(hands.map(bind, bound), progress, len(wanted), 2 * len(wanted)))
        present = frozenset({**before, **kept})
        every = [*kept.values(), *gone.values()]
        parts = [Pages(layout, tuple(every[n : n + CHUNK]), present) for n in range(0, len(every), CHUNK)]
        list(hands.map(lay_out, parts))
        known = {**before, **kept, **gone}
        for path, text in records.files((k for k in known.values() if k.period == str(when)), str(when)).items():
            write(made, path, text)
        _lists(desk, layout, found, written, latest, known, held)
        _shared(made, output, tongues)
        write(made, addresses.SITE, held.to_json())
        progress(2 * len(wanted), 2 * len(wanted))
        files, size = move(made, output)
    front = output / addresses.place(addresses.FRONT, tongues[0])
    missing = {t.subject: t.missing for t in written if t.missing}
    claims = tuple(k.claim for k in kept.values())
    return Site(front, len(found) * len(tongues), len(kept), len(gone), files, size, missing, claims)


def _counted(results: Iterable[Done], progress: Progress, done: int, total: int) -> Iterator[Done]:
    for number, result in enumerate(results, start=done + 1):
        progress(number, total)
        yield result


def _known(downloads: Sequence[str], jobs: int, languages: Sequence[Language]) -> None:
    for suffix in downloads:
        if f".{suffix}" not in FORMATS:
            raise InputError(
                f"a brief is written as {', '.join(f[1:] for f in FORMATS)}, not as {suffix!r}; name downloads as in md,json,xlsx"
            )
    if jobs < 1:
        raise InputError(f"--jobs is at least 1, not {jobs}")
    if not languages:
        raise InputError("a site is written in en, zh or both")


def _headlines(held: Contents, found: Sequence[Written], period: str, nation: str) -> dict[str, dict[Language, str]]:
    """The headlines of the period's briefs, those written earlier among them, in the order of subjects."""
    from hinterland.brief.output.evidence import plain

    for t in found:
        for language, brief in t.briefs.items():
            held.add(period, t.subject, language, plain(brief.headline))
    order = [s for kind in subjects(nation).values() for s in kind]
    headlines = held.periods[period]
    return {s: headlines[s] for s in sorted(headlines, key=lambda s: (order.index(s) if s in order else len(order), s))}


def _lists(
    desk: Desk,
    layout: Layout,
    found: Sequence[Written],
    written: Sequence[Written],
    latest: Sequence[Evaluated],
    kept: dict[str, Kept],
    held: Contents,
) -> None:
    """The pages that lead to others, in every language."""
    indicators = opened(desk)
    nation = next((t.briefs for t in found if t.subject == layout.nation), {})
    everything = sorted((k for k in kept.values() if k.period == layout.period), key=lambda k: k.claim.id)
    gone = [k for k in everything if k.superseded]
    revised = _revised(desk, layout.period)
    changed = {t.subject: t.changed or [] for t in found}
    sources = _sources(desk, [k.claim for k in kept.values()])
    created = indicators.engine.state.loads[-1].created if indicators.engine.state.loads else "2000-01-01"
    missing = [t.subject for t in written if t.missing]
    others = [p for p in sorted(held.periods, reverse=True) if p != layout.period and layout.nation in held.periods[p]]
    for language in layout.languages:
        made = {
            addresses.FRONT: pages.front(layout, latest, nation.get(language), missing, others, language),
            addresses.CLAIMS: pages.claims(layout, everything, language),
            addresses.SEARCH: pages.search(layout, index(layout, everything, language), language),
            addresses.REVISIONS: pages.revisions(layout, revised, changed, gone, language),
            addresses.ABOUT: pages.about(layout, sources, language),
            addresses.FEED: feed(layout, [e.claim for e in latest], created, language),
        }
        for path, text in made.items():
            write(layout.made, addresses.place(path, language), text)


def _revised(desk: Desk, period: str) -> Revisions | None:
    return between(opened(desk.earlier), opened(desk), None, Period.parse(period), top=50) if desk.earlier else None


def _sources(desk: Desk, claims: Iterable[Claim]) -> list[tuple[Source, int]]:
    """All sources of the state with the number of figures that stand on each, and those that only earlier claims stand on."""
    rows = opened(desk).engine.rows("hinterland.indicators", "sources")
    held = {row["id"]: (Source(**{k: v for k, v in row.items() if k != "observations"}), row["observations"]) for row in rows}
    earlier = {s.id: (s, 0) for c in claims if c.evidence for s in c.evidence.sources}
    return [*held.values(), *(one for id_, one in sorted(earlier.items()) if id_ not in held)]


def _shared(made: Path, output: Path, languages: Sequence[Language]) -> None:
    """What all pages share: the style sheet, the scripts, the Latin typeface, the Chinese font with every character of the site."""
    from importlib.resources import files

    latin = {w: addresses.LATIN.format(weight=w) for w in fonts.WEIGHTS}
    for weight, path in latin.items():
        write(made, path, fonts.latin(weight))
    font = html.woff2(_characters(made, output)) if "zh" in languages else b""
    if font:
        write(made, addresses.FONT, font)
    held = font or (output / addresses.FONT).exists()
    write(made, addresses.STYLE, html.sheet() + html.latin(latin) + html.chinese(addresses.FONT if held else ""))
    write(made, addresses.PAGES, html.script())
    script = files("hinterland.brief") / "templates" / "site" / addresses.SCRIPT
    write(made, addresses.SCRIPT, script.read_text(encoding="utf-8"))
    front = addresses.place(addresses.FRONT, "zh")
    if "en" not in languages and not (output / addresses.FRONT).exists():
        write(made, addresses.FRONT, pages.elsewhere(front))


def _characters(*folders: Path) -> str:
    """Every character of the Chinese pages, written now or earlier."""
    found: set[str] = set()
    for folder in folders:
        for path in (folder / addresses.ROOTS["zh"]).rglob("*.html"):
            found.update(path.read_text(encoding="utf-8"))
    return "".join(sorted(found))
