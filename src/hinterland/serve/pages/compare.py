"""Regions, groups or a nation side by side in one period: levels, growth, shares and ranks, each a claim with its evidence, and growth over the years."""

from __future__ import annotations

from dataclasses import dataclass

from hinterland import codes
from hinterland.answers.side_by_side import Figure, side_by_side
from hinterland.api import Hinterland
from hinterland.brief import html, shown
from hinterland.brief.interface import label
from hinterland.brief.pictures.desk import Desk
from hinterland.brief.pictures.together import together
from hinterland.brief.pictures.words import listed
from hinterland.brief.site.frames import name
from hinterland.brief.site.pages import unmarked
from hinterland.codes import Language, Period
from hinterland.language.write import when as spoken
from hinterland.serve.pages.choices import by_kind, chosen, shown_first
from hinterland.serve.pages.frames import brief_link, claim_address, page
from hinterland.serve.pages.parameters import SUBJECTS
from hinterland.serve.replies import Reply, statements


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure: what it says, its sign, how it came about and the page of its claim; nothing where it isn't held."""

    text: str
    sign: str = ""
    how: str = ""
    address: str = ""


def compare(h: Hinterland, *, language: Language, subjects: tuple[str, ...] = (), period: str | None = None) -> Reply:
    """The page of some subjects, by their codes."""
    asked = tuple(dict.fromkeys(subjects)) or shown_first("compare")
    when, years = chosen(h, codes.home_of(asked[0]).nation, period)
    rows = side_by_side(h.indicators, asked, when, language)
    table = [(head, [_cell(f, s, when, language) for f, s in zip(own, asked, strict=True)]) for head, own in rows]
    held = [f.claim for _, own in rows for f in own if f.claim]
    sources = {s.id: s for c in held if c.kind == "value" and c.evidence for s in c.evidence.sources}
    # Growth of all of them over the years.
    drawn = together([Desk(h.indicators, s, Period.parse(when), language, {}, lambda _: 0, "map") for s in asked])
    return page(
        h,
        "compare",
        language,
        {"subjects": ",".join(subjects), "period": period},
        statements=statements(held),
        around={"about": asked[0]},
        chosen=asked,
        heads=[brief_link(s, when, language) for s in asked],
        groups=by_kind(language),
        places=range(SUBJECTS),
        period=when,
        years=[(y, y) for y in sorted({*years, when}, reverse=True)],
        lead=h.compare(*asked, period=when, flow="total", language=language).sentence if len(asked) > 1 else "",
        table=[(head, cells) for head, cells in table if any(c.address for c in cells)],
        missing=listed([head for head, cells in table if not any(c.address for c in cells)], language),
        signs=sorted({c.sign for _, cells in table for c in cells if c.sign}),
        picture=drawn and (unmarked(drawn), html.draw(drawn, "p-")),
        sources=[shown.cited(s, language) for s in sources.values()],
        title=label("compare:title", language, names=listed([name(s, language) for s in asked], language), period=spoken(when, language)),
    )


def _cell(f: Figure, subject: str, period: str, language: Language) -> Cell:
    how = label(f"how:{f.sign}", language) if f.sign else ""
    return Cell(f.text, f.sign, how, claim_address(f.claim.id, subject, period, language) if f.claim else "")
