"""What lies behind an event beside its parts: how its year went on, how the years before it went, how the regions beside the subject moved, which of its flows were records.

`ask` puts the questions into the agenda, `background` makes the sentences: facts that explain the headline, for the room that the story leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from hinterland import codes
from hinterland.brief import adversary
from hinterland.brief.agenda import Agenda
from hinterland.brief.beat import Beat
from hinterland.brief.facts import Facts
from hinterland.brief.revisions import STILL
from hinterland.brief.terms import FLOWS, inside, region_of
from hinterland.brief.values import AS_SAID, TURN, caution, is_record, place, value
from hinterland.claims import Evaluated
from hinterland.codes import Period
from hinterland.indicators import Indicators

YEARS = (2, 3)
"""How many years back the rates lie that stand behind those of the period and of the year before."""

QUARTER = 3
"""Months of a quarter: the year to date is reported at the end of each."""

DOUBLED = 100
"""In percent: a rate from which on it says nothing without the level."""

FEW, MOST = 6, 4
"""A part of the country with no more members than the number here has all others named, any other the few largest."""


SKEWED = 2
"""In percentage points: regions named that together moved so far otherwise than their whole need the one that explains it."""


def ask(made: Agenda, indicators: Indicators) -> None:
    """Ask how the year had gone by its quarters, how the years before went, and how the others of the subject's part of the country did."""
    growth, own = made.terms.trade("growth"), made.period
    # A stretch that doesn't begin in January is given by the year to date, where nothing of it is held alone.
    period = made.stretch if made.stretch and own.start % 100 != 1 else own
    if period.months > 1 and period.start % 100 == 1 and period.months <= 12:
        for end in range(period.start + QUARTER - 1, period.end, QUARTER):
            made.ask(f"path:{end}", "value", growth, at=str(Period(period.start, end)))
    part = made.month or own
    if part.months == QUARTER and (made.month or period != own):
        for month in (Period(m, m) for m in range(part.start, part.end + 1)):
            made.ask(f"alone:{month}", "value", made.terms.trade(), at=str(month))
    for back in YEARS:
        made.ask(f"years:{back}", "value", growth, at=str(own.shift(-12 * back)))
    home = region_of(made.subject)
    others = [r for r in codes.members(home) if r != made.subject] if home and made.home else []
    for region in others:
        made.ask(f"elsewhere:{region}", "value", growth, of=region)
        made.ask(f"elsewhere-level:{region}", "value", made.terms.trade(), of=region)


def background(facts: Facts) -> Iterator[Beat]:
    """The sentences, each where it says something that the event doesn't imply."""
    named, growth = facts.named, facts.growth
    record = named.get(f"past:record:{facts.flow}")
    flows = FLOWS[1:] if facts.flow == "total" and not (record and is_record(record)) else ()
    own = {flow: e for flow in flows if (e := named.get(f"past:record:{flow}")) and is_record(e)}
    if len(own) == len(FLOWS[1:]):
        yield Beat(("story.flow-records",), {"records": list(own.values())}, 3.9, "export-record")
    for flow, e in own.items() if len(own) == 1 else ():
        yield Beat(("story.flow-record",), {"record": e}, 3.9, f"{flow}-record")
    years = [e for name in ("past:growth-before", *(f"years:{back}" for back in YEARS)) if (e := named.get(name)) and not is_worked_back(e)]
    if len(years) == 1 + len(YEARS):
        is_run = "past:slump" in named and (place(named["past:slump"]) or 0) > 1
        said = growth is not None and (is_run or adversary.earlier(growth, named.get("past:growth-before")) is not None)
        if said or abs(value(years[0])) >= TURN:
            yield Beat(("story.years",), {"years": years[1:] if said else years}, 2.6 if growth else 3.4, "years")
    yield from _elsewhere(facts)
    if growth is None:
        yield from _rated(facts)
    whole = growth or (facts.get(f"stretch:growth:{facts.flow}") if facts.now == str(facts.agenda.stretch) else None)
    if whole is None:
        return
    path = [
        e
        for n, e in named.items()
        if n.startswith("path:") and e.claim.period not in (str(facts.agenda.stretch), whole.claim.period) and not caution(e, "base-effect")
    ]
    rates = [value(e) for e in (*path, whole)]
    if path and max(rates) - min(rates) >= 2 * TURN and max(map(abs, rates[:-1])) < DOUBLED:
        # A part that moved otherwise than the whole is news of the lead.
        turned = facts.agenda.period.kind != "year" and value(path[-1]) * value(whole) < 0 and abs(value(path[-1])) >= TURN
        yield Beat(("story.path",), {"path": path}, 7.2 if turned else 3.1, "turned-path" if turned else "path")


def is_worked_back(e: Evaluated) -> bool:
    """Whether a rate was computed with a level that was itself worked back from a later release, and so stands on two of them."""
    return any(o.indicator.op == "level" and o.reliability == "derived" for o in e.evidence.observations)


def _rated(facts: Facts) -> Iterator[Beat]:
    """How the members of a whole moved that has no rate itself, those of which one was published."""
    rates = {
        r: g for why in ("largest", "fastest", "slowest") for r, level, g in facts.pairs(why) if level and g and abs(value(g)) >= AS_SAID
    }
    # Few of the largest, those whose rate happens to be held, would be taken for all.
    largest = [r for r, _, _ in facts.pairs("largest")]
    if 1 < len(rates) < len(inside(facts.agenda.subject)) and 2 * sum(r in rates for r in largest) > len(largest):
        yield _moved(list(rates.values()), "rated", 4.2)


def _moved(
    rates: list[Evaluated], about: str, weight: float, scope: str | None = None, *, picked: bool = False, still: Sequence[Evaluated] = ()
) -> Beat:
    """How several regions moved, those that rose first, each lot the farthest first, then those that stood `still`; `picked` of more."""
    rose, fell = ([e for e in sorted(rates, key=value, reverse=True) if (value(e) > 0) is way] for way in (True, False))
    return Beat(
        ("story.elsewhere",), {"rose_": rose, "fell_": fell[::-1], "still_": [*still], "scope": scope, "picked": picked}, weight, about
    )


def _elsewhere(facts: Facts) -> Iterator[Beat]:
    """How others of the subject's part of the country moved: all of few, else the largest, down to the first whose way isn't known."""
    found = {n.rpartition(":")[2]: e for n, e in facts.named.items() if n.startswith(("elsewhere:", STILL)) and abs(value(e)) < DOUBLED}
    sizes = {n.rpartition(":")[2]: value(e) for n, e in facts.named.items() if n.startswith("elsewhere-level:")}
    others = sum(n.startswith("elsewhere:") for n in facts.agenda.questions)
    largest = sorted(sizes, key=lambda region: -sizes[region])
    known = list(takewhile(found.__contains__, largest[: others if others < FEW else MOST]))
    known += _counterweight(facts, known, found, sizes) or _exception(known, largest, found, sizes)
    still = [found[r] for r in known if f"{STILL}{r}" in facts.named or abs(value(found[r])) < AS_SAID]
    moved = [found[r] for r in known if found[r] not in still]
    if len(moved) > 1 or (moved and still):
        beat = _moved(moved, "elsewhere", 2.9, facts.agenda.home, picked=len(known) < others, still=still)
        unnamed = max((size for r, size in sizes.items() if r not in known), default=Decimal(0))
        is_large = facts.level is not None and value(facts.level) >= unnamed
        yield replace(beat, roles={**beat.roles, "is_large": is_large})


def _exception(known: list[str], largest: list[str], found: dict[str, Evaluated], sizes: dict[str, Decimal]) -> list[str]:
    """The largest region that moved the other way than all of those named, where it has at least half of what the smallest of them has."""
    ways = {value(found[r]) > 0 for r in known}
    if len(ways) != 1:
        return []
    others = [r for r in largest if r not in known and r in found and abs(value(found[r])) >= AS_SAID and 2 * sizes[r] >= sizes[known[-1]]]
    return [r for r in others if (value(found[r]) > 0) not in ways][:1]


def _counterweight(facts: Facts, known: list[str], found: dict[str, Evaluated], sizes: dict[str, Decimal]) -> list[str]:
    """The region that pulls most the other way, where those named and the subject moved otherwise than the whole that is given beside them."""
    whole, own, level = facts.get("home:growth"), facts.growth, facts.level
    if whole is None or own is None or level is None:
        return []
    moved = [(value(level), value(own)), *((sizes[r], value(found[r])) for r in known)]
    gap = sum((size * rate for size, rate in moved), Decimal(0)) / sum(size for size, _ in moved) - value(whole)
    pull = {r: sizes[r] * (value(e) - value(whole)) for r, e in found.items() if r in sizes and r not in known}
    most = min(pull, key=lambda r: pull[r] * gap, default=None)
    return [most] if most and abs(gap) >= SKEWED and pull[most] * gap < 0 else []
