"""What a brief doesn't know: the gaps in what is held of a subject and period, each a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hinterland import codes
from hinterland.brief.agenda import Agenda
from hinterland.brief.beats import SLICES
from hinterland.brief.facts import Facts
from hinterland.brief.terms import FLOWS
from hinterland.brief.words import words
from hinterland.codes import Language, Period
from hinterland.language.english_numbers import listed
from hinterland.language.naming import whose
from hinterland.language.phrases import phrase
from hinterland.language.write import article, when

_PART = re.compile(r"sum of the records held: (?!all HS)(?P<part>HS chapters? (?P<first>\d\d)(?: to (?P<last>\d\d))?(?=$|, )|.*HS chapter)")
"""How a sum of records says of which products it is (`warehouse/rollup.py`), where it is not of all."""


def gaps(facts: Facts, name: str, language: Language, part: str = "") -> list[str]:
    """What is not held, in sentences, the weightiest first; `part` is all of trade that is."""
    held = [words("part:gap", language, part=part, name=name, whose=whose(name))] if part else []
    return [*held, *_gaps(facts, name, language)]


def part_of(facts: Facts, language: Language) -> str:
    """The part of trade that the total is the sum of, where its records hold no other products: `HS chapters 01 to 24`; else nothing."""
    total = facts.named.get(facts.total())
    found = {m["part"]: m for o in (total.evidence.observations if total else ()) if o.note and (m := _PART.search(o.note))}
    if not found:
        return ""
    told = next(iter(found.values()))
    if len(found) > 1 or told["first"] is None:
        return words("part:some", language)
    if language == "en":
        return str(told["part"])
    return f"HS第{told['first']}{'至' + told['last'] if told['last'] else ''}章"


def _gaps(facts: Facts, name: str, language: Language) -> Iterator[str]:
    if listed_ := list(_absent(facts, name, language)):
        yield words("gap:list", language, gaps="；".join(listed_) if language == "zh" else "; ".join(listed_))
    if (codes.is_nation(facts.agenda.subject) or facts.beside("largest")) and (missing := _missing(facts.agenda, facts)):
        yield words(
            "gap:members",
            language,
            home=facts.agenda.terms.home,
            sum=words(f"sum:{facts.flow}", language),
            missing=_join([codes.name(m, language) for m in missing], language),
        )
    if unnamed := [r for r in facts.beside("within") if codes.name(r, "en") == r]:
        yield words("gap:names", language, codes=_join(unnamed, language))
    held = [r["level"].claim.indicator.partner for r in facts.slices("partners") if "level" in r]
    if held and len(set(held)) <= SLICES and "partners:largest" not in facts.named:
        names = [codes.name(p, language, "partner") for p in dict.fromkeys(held)]
        yield words("gap:other-partners", language, held=_join([article(n) for n in names] if language == "en" else names, language))


def _absent(facts: Facts, name: str, language: Language) -> Iterator[str]:
    """What of the subject itself is not held, item by item."""
    led = facts.flow != "total"
    if led and not any(f"totals:{op}:{f}" in facts.named for op in ("level", "growth") for f in FLOWS if f != facts.flow):
        others = [phrase(f"trade:{f}", language) for f in FLOWS if f not in ("total", facts.flow)]
        inner = f"the {name[4:]}" if name.startswith("The ") else name
        yield words("gap:flows", language, name=name, whose=whose(inner), flows=_join(others, language))
    for op in ("level", "growth"):
        flows = [phrase(f"trade:{f}", language) for f in ((facts.flow,) if led else FLOWS) if f"totals:{op}:{f}" not in facts.named]
        if flows:
            yield words(f"gap:{op}", language, name=name, whose=whose(name), flows=_join(flows, language))
    last = facts.named.get("months:level")
    if (
        facts.agenda.period.kind != "month"
        and last is not None
        and last.claim.period
        and Period.parse(last.claim.period).end < facts.agenda.period.end
    ):
        yield words("gap:months", language, month=when(last.claim.period, language))
    for section in ("products", "partners"):
        if not facts.slices(section):
            yield words(f"gap:{section}", language, name=name)


def _missing(agenda: Agenda, facts: Facts) -> list[str]:
    """The members of the scopes a brief ranks in whose level is not held in the period."""
    for name in ("region:rank", "region:club"):
        if (e := facts.named.get(name)) is not None and e.held < e.asked:
            at = agenda.period
            told = {o.region for o in e.evidence.observations if o.period == str(at)}
            return (
                [m for m in codes.members(e.claim.scope or agenda.terms.home.peers or "") if m not in told and m != agenda.subject]
                if told
                else []
            )
    return []


def _join(names: list[str], language: Language) -> str:
    return listed(names) if language == "en" else "、".join(names)
