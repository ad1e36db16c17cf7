"""The country in one period: the map, the ranking, growth over the years, every region with its trade, and what is newsworthy of all of them.
And regions, groups or a nation side by side: levels, growth, shares and ranks, each a claim with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from hinterland import codes
from hinterland.answers.side_by_side import Figure, side_by_side
from hinterland.api import Hinterland
from hinterland.brief import html, pictures, shown
from hinterland.brief.agenda import Agenda, agenda
from hinterland.brief.document import Advice
from hinterland.brief.facts import Facts
from hinterland.brief.html import Link
from hinterland.brief.interface import label
from hinterland.brief.output import evidence
from hinterland.brief.pictures.desk import Desk
from hinterland.brief.pictures.scale import rate, scale
from hinterland.brief.pictures.together import together
from hinterland.brief.pictures.words import listed
from hinterland.brief.revisions import Revisions
from hinterland.brief.site.claims import news
from hinterland.brief.site.frames import name
from hinterland.brief.site.pages import PICTURES, News, unmarked
from hinterland.brief.site.subjects import subjects
from hinterland.brief.story import plan, say
from hinterland.brief.takeaways import advise
from hinterland.brief.voice import STOPS, Voice
from hinterland.claims import Evaluated, evaluate
from hinterland.codes import Language, Period
from hinterland.language import sentence
from hinterland.language.write import when
from hinterland.serve.pages.choices import by_kind, chosen, shown_first
from hinterland.serve.pages.frames import brief_link, claim_address, page, to
from hinterland.serve.pages.parameters import SUBJECTS
from hinterland.serve.replies import Reply, statements
from hinterland.sources.reading import InputError

LEADING = 12
"""Maximum claims that the page lists as news, what may be quoted before what is to be hedged or looked into."""
ASKED = ("totals:", "region:")
"""Which of a brief's questions the pictures of this page stand on."""


def country(h: Hinterland, *, language: Language, period: str | None = None) -> Reply:
    """The page of a period, the newest year held unless one is named."""
    nation = codes.home_of().nation
    resolved, years = chosen(h, nation, period)
    span = Period.parse(resolved)
    made = agenda(h.indicators, nation, span)
    named = _answered(h, made)
    drawn = pictures.pictures(h.indicators, nation, span, language, named, lambda _: 0)
    shown = [unmarked(drawn[key]) for key in PICTURES if key in drawn]
    desk = Desk(h.indicators, nation, span, language, named, lambda _: 0, "map")
    if not shown and not desk.all_levels:
        raise InputError(f"no trade of {codes.name(nation)} or its regions is held for {resolved}")
    latest = news(h.indicators, [*subjects()["nation"], *subjects()["regions"]], span)[:LEADING]
    unit, standing = _regions(desk, resolved)
    return page(
        h,
        "country",
        language,
        {"period": period},
        path="",
        statements=statements(e.claim for e in latest),
        around={"scripts": ("slider.js",)},
        period=resolved,
        title=label("front:title", language, period=when(resolved, language)),
        lead=_lead(Facts(made, named), span, language),
        nation=brief_link(nation, resolved, language),
        years=[(y, y) for y in sorted({*years, resolved})],
        search=to(language, "claims", period=resolved),
        pictures=[(p, html.draw(p, f"p{n}-", [link for link, *_ in standing])) for n, p in enumerate(shown)],
        news=sorted((_news(e, resolved, language) for e in latest), key=lambda n: get_args(Advice).index(n.advice)),
        groups=[brief_link(g, resolved, language) for g in subjects()["groups"]],
        unit=unit,
        regions=standing,
    )


def _answered(h: Hinterland, made: Agenda) -> dict[str, Evaluated]:
    """The questions behind the titles and the lead, as far as they are answered."""
    asked = {k: q for k, q in made.questions.items() if k.startswith(ASKED)}
    answered = zip(asked, evaluate(h.indicators, list(asked.values())), strict=True)
    revisions = Revisions(h.indicators, made.terms)
    holds = ((name, e) for name, e in answered if e.answer is not None and (e.claim.kind == "value" or e.claim.verdict == "supported"))
    return {name: e for name, e in holds if revisions.keeps(e)}


def _lead(facts: Facts, period: Period, language: Language) -> list[str]:
    """The first sentences of the nation's brief, without their marks, which lead to evidence that stands there."""
    voice = Voice(facts.agenda.subject, period, language, facts.flow, top=True)
    said = [say(voice, beat) for beat in plan(facts).lead]
    return [evidence.plain(f"{s}{STOPS[language]}") for s in said if s]


def _regions(desk: Desk, period: str) -> tuple[str, list[tuple[Link, str, str]]]:
    """The unit of the column, and every region, the largest first, with its trade and its growth where the map has it; those that aren't held come last, with neither."""
    order = [r for r in desk.all_levels if r != desk.subject]
    everyone = desk.members
    rows = [r for r in order if r in everyone] + [r for r in everyone if r not in order]
    growths = desk.kept(desk.all_growths)
    levels = {r: level for r, level in desk.all_levels.items() if r in order}
    unit = scale((float(level.exact) for level in levels.values()), desk.currency, desk.language, small=True)
    return unit.name, [
        (
            brief_link(r, period, desk.language),
            unit.text(levels[r]) if r in levels else "",
            rate(growths[r]) if r in growths else "",
        )
        for r in rows
    ]


def _news(one: Evaluated, period: str, language: Language) -> News:
    c = one.claim
    advice, _, why = advise([c], language)
    subject = c.subject or codes.home_of().nation
    link = Link(sentence(c, language), claim_address(c.id, subject, period, language))
    return News(link, advice, why, brief_link(subject, period, language))


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
    resolved, years = chosen(h, codes.home_of(asked[0]).nation, period)
    rows = side_by_side(h.indicators, asked, resolved, language)
    table = [(head, [_cell(f, s, resolved, language) for f, s in zip(own, asked, strict=True)]) for head, own in rows]
    held = [f.claim for _, own in rows for f in own if f.claim]
    sources = {s.id: s for c in held if c.kind == "value" and c.evidence for s in c.evidence.sources}
    # Growth of all of them over the years.
    drawn = together([Desk(h.indicators, s, Period.parse(resolved), language, {}, lambda _: 0, "map") for s in asked])
    return page(
        h,
        "compare",
        language,
        {"subjects": ",".join(subjects), "period": period},
        statements=statements(held),
        around={"about": asked[0]},
        chosen=asked,
        heads=[brief_link(s, resolved, language) for s in asked],
        groups=by_kind(language),
        places=range(SUBJECTS),
        period=resolved,
        years=[(y, y) for y in sorted({*years, resolved}, reverse=True)],
        lead=h.compare(*asked, period=resolved, flow="total", language=language).sentence if len(asked) > 1 else "",
        table=[(head, cells) for head, cells in table if any(c.address for c in cells)],
        missing=listed([head for head, cells in table if not any(c.address for c in cells)], language),
        signs=sorted({c.sign for _, cells in table for c in cells if c.sign}),
        picture=drawn and (unmarked(drawn), html.draw(drawn, "p-")),
        sources=[shown.cited(s, language) for s in sources.values()],
        title=label("compare:title", language, names=listed([name(s, language) for s in asked], language), period=when(resolved, language)),
    )


def _cell(f: Figure, subject: str, period: str, language: Language) -> Cell:
    how = label(f"how:{f.sign}", language) if f.sign else ""
    return Cell(f.text, f.sign, how, claim_address(f.claim.id, subject, period, language) if f.claim else "")
