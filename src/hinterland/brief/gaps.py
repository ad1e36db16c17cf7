"""What a brief doesn't know: the gaps in what is held of a subject and period, each a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from hinterland import codes
from hinterland.brief.agenda import Agenda
from hinterland.brief.beats import SLICES, beats
from hinterland.brief.facts import Facts
from hinterland.brief.members import fastest_held
from hinterland.brief.terms import FLOWS
from hinterland.brief.values import answer
from hinterland.brief.words import spoken, words
from hinterland.codes import Language
from hinterland.codes.tables import grouped
from hinterland.interval import total
from hinterland.language.naming import whose
from hinterland.language.phrases import listed, phrase
from hinterland.language.write import article, middle, numbers_of

_PART = re.compile(r"sum of the records held: (?!all HS)(?P<part>HS chapters? (?P<first>\d\d)(?: to (?P<last>\d\d))?(?=$|, )|.*HS chapter)")
"""How a sum of records says of which products it is (`warehouse/rollup.py`), where it is not of all."""


def gaps(facts: Facts, name: str, language: Language, part: str = "", *, story: Collection[str] | None = None) -> list[str]:
    """What is not held, in sentences, the weightiest first; `part` is all of trade that is; the claims of a `story` leave out what only the detail turns on."""
    held = [words("part:gap", language, part=part, name=name, whose=whose(name))] if part else []
    return [*held, *_gaps(facts, name, language, story), *(() if story is not None else _limits(facts, language))]


def part_of(facts: Facts, language: Language) -> str:
    """The part of trade that the total is the sum of, where its records hold no other products: `HS chapters 01 to 24`; else nothing."""
    total = facts.named.get(facts.total())
    found = {m["part"]: m for o in (total.evidence.observations if total else ()) if o.note and (m := _PART.search(o.note))}
    if not found:
        return ""
    part = next(iter(found.values()))
    if len(found) > 1 or part["first"] is None:
        return words("part:some", language)
    if language == "en":
        return str(part["part"])
    return f"HS第{part['first']}{'至' + part['last'] if part['last'] else ''}章"


def _gaps(facts: Facts, name: str, language: Language, story: Collection[str] | None) -> Iterator[str]:
    own = str(facts.agenda.period)
    sum_ = words(f"sum:{facts.flow}", language)
    alone, asked = facts.get(f"month:level:{facts.flow}"), str(facts.agenda.month or own)
    unsized = facts.agenda.month is not None and alone is None
    if unsized or (facts.now != own and not facts.get("implied:total")):
        if facts.agenda.period.kind == "year" and not unsized:
            yield words("gap:level", language, name=name, whose=whose(name), sum=sum_, period=spoken(own, language))
        else:
            months = [e for name, e in facts.named.items() if name.startswith("alone:")]
            sized = months and len(months) == sum(name.startswith("alone:") for name in facts.agenda.questions)
            amount = total([answer(e) for e in months]) if sized else None
            size = numbers_of(language).money(amount, middle(amount), months[0].evidence.unit or "", 3) if amount else ""
            key = "gap:total-months" if amount else "gap:total"
            yield words(key, language, period=spoken(asked, language), now=spoken(facts.now, language), amount=size)
    for op, held in (("level", facts.level), ("growth", facts.growth)):
        if not held and (facts.level or facts.growth):
            yield words(f"gap:{op}", language, name=name, whose=whose(name), sum=sum_, period=spoken(own, language))
    if facts.agenda.month and alone and (story is None or alone.claim.id in story):
        yield words("gap:month", language, name=name, whose=whose(name), sum=sum_, period=spoken(str(facts.agenda.month), language))
    if facts.now != own or facts.level or facts.growth:
        yield from _absences(facts, name, language, story)
    ranked = facts.is_whole or fastest_held(facts, "fastest-held")
    if (codes.is_nation(facts.agenda.subject) or ranked) and (missing := _missing(facts.agenda, facts)):
        names = listed([codes.name(m, language) for m in missing], language)
        included = _included(facts, name, names, language)
        sum_ = words(f"sum:{facts.flow}", language)
        yield words("gap:members", language, home=facts.agenda.terms.home, sum=sum_, missing=names, included=included)


def _included(facts: Facts, name: str, missing: str, language: Language) -> str:
    """How a group's own total counts those of its members that are missing: as published with it as a whole, or as far as other figures tell."""
    if not facts.is_whole or codes.is_nation(facts.agenda.subject) or facts.level is None:
        return ""
    key = "gap:included" if facts.level.how == "published" else "gap:bounded"
    return words(key, language, name=name, whose=whose(name), missing=missing)


def _limits(facts: Facts, language: Language) -> Iterator[str]:
    """What is not held of parts that the detail lists: names, and the other partners."""
    if unnamed := [r for r in facts.beside("within") if codes.name(r, "en") == r]:
        yield words("gap:names", language, codes=listed(unnamed, language))
    held = [r["level"].claim.indicator.partner for r in facts.slices("partners") if "level" in r]
    if held and len(set(held)) <= SLICES and "partners:largest" not in facts.named:
        names = [codes.name(p, language, "partner") for p in dict.fromkeys(held)]
        yield words("gap:other-partners", language, held=listed([article(n) for n in names] if language == "en" else names, language))


def _absences(facts: Facts, name: str, language: Language, story: Collection[str] | None) -> Iterator[str]:
    """What of the subject itself is not held, in one sentence."""
    if found := list(_absent(facts, language, story)):
        key = "gap:list:year" if facts.agenda.period.kind == "year" else "gap:list"
        others = grouped((period, what) for what, period in found if period)
        clauses = [
            words("gap:others", language, gaps=listed(gaps, language), period=spoken(period, language)) for period, gaps in others.items()
        ]
        wanting, period = listed([what for what, _ in found], language, either=True), spoken(facts.now, language)
        yield words(key, language, name=name, whose=whose(name), period=period, gaps=wanting, others="".join(clauses))


def _absent(facts: Facts, language: Language, story: Collection[str] | None) -> Iterator[tuple[str, str]]:
    """What of the subject itself no figure is held of in the period that its brief speaks of (flows, products, partners), and the period of those that it has instead."""
    own = "totals" if facts.now == str(facts.agenda.period) or facts.get("implied:total") else "flows"
    stated = {e.claim.id for e in facts.named.values()} if story is None else story
    instead = {f: e.claim.period or "" for f in FLOWS[1:] if (e := facts.get(f"flows:growth:{f}")) and e.claim.id in stated}
    printed = {e.claim.id for b in beats(facts) if b.weight > 0 or b.section for e in b.claims}
    flows = [f for f in FLOWS if f not in ("total", facts.flow) and not _is_held(facts, own, f, printed)]
    # Of exports, imports and their sum two give the third.
    if facts.flow == "total" and facts.level and len(flows) == 1 and any(facts.get(f"{own}:level:{f}") for f in FLOWS[1:]):
        flows = []
    for flow in flows:
        yield phrase(f"trade:{flow}", language), instead.get(flow, "") if len(flows) == 2 else ""
    for kind in ("products", "partners"):
        held = [e.claim for roles in facts.slices(kind) for e in roles.values()]
        if not {c.period for c in held} & {facts.now, str(facts.agenda.period)}:
            yield words(f"gap:{kind}", language), max((c.period or "" for c in held if c.id in stated), default="")


def _is_held(facts: Facts, section: str, flow: str, printed: Collection[str]) -> bool:
    """Whether a flow has a figure of the period that the brief speaks of in a sentence of it."""
    if section == "flows" and any(facts.get(f"stretch:{op}:{flow}") for op in ("level", "growth")):
        return True
    found = (facts.get(f"{section}:{op}:{flow}") for op in ("level", "growth"))
    return any(e is not None and e.claim.period == facts.now and e.claim.id in printed for e in found)


def _missing(agenda: Agenda, facts: Facts) -> list[str]:
    """The members of the scopes a brief ranks in whose level is not held in the period."""
    for name in ("region:rank", "region:club"):
        if (e := facts.named.get(name)) is not None and e.held < e.asked:
            at = agenda.period
            having = {o.region for o in e.evidence.observations if o.period == str(at)}
            return (
                [m for m in codes.members(e.claim.scope or agenda.terms.home.peers or "") if m not in having and m != agenda.subject]
                if having
                else []
            )
    return []
