"""The story of a brief: which event it tells, what explains or qualifies that, the rival, what stands against it, what to watch.

Its sentences are chosen from `beats`, the same for every language. The event is chosen by consequence and surprise; level, growth, rank and record of it are one
sentence. No claim is stated twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from hinterland.brief import adversary
from hinterland.brief.agenda import next_mark
from hinterland.brief.beats import CLOSE, Beat, beats, rivals
from hinterland.brief.facts import Facts
from hinterland.brief.voice import TURN, Voice, place, stands_on, unbroken, value
from hinterland.claims import Evaluated

POINTS = 3
"""How many key points a story has."""

POINT, FEWEST = 3.5, 2
"""How much a sentence is worth to be one, and how many there are where there is anything to say."""

ROOM = 34
"""How many claims the lead, the key points and what lies behind the event tell together: more is no story any more."""

FULL = 16
"""How many claims the lead and the key points tell from which on one objection is enough."""

ALIKE = 3
"""How many of these are of one sort: products, partners, kinds of enterprise."""

LOPSIDED = Decimal(5)
"""In percentage points: exports and imports that grew so far apart are the event themselves."""

MARGIN = Decimal(2)
"""In percentage points: a subject that outgrew its nation by so much has that told in its headline."""

PASSED = Decimal("1.3")
"""How many times a mark a level may be for those who follow over it to be worth watching."""

CROWDED, TURNS = ("first", "crossed", "passed", "lopsided"), ("after-fall", "after-rise")
"""The events whose sentence has no room for the pace of the year before, unless that went the other way."""

RECORD = 5
"""How many years a record has to look back on."""


@dataclass(frozen=True, slots=True)
class Story:
    """A planned story: its headline, the lead, the key points, and the paragraphs of its sections by their keys."""

    headline: Beat
    lead: list[Beat]
    points: list[Beat]
    sections: dict[str, list[list[Beat]]]


def say(voice: Voice, beat: Beat) -> str:
    """A beat in words, without its full stop; nothing where its templates say nothing."""
    first, *rest = (voice.say(key, **beat.roles) for key in beat.keys)
    clauses = (f" {text}" if text.startswith("(") else text for text in rest)
    return first[:1].upper() + first[1:] + "".join(clauses) if first else ""


def plan(facts: Facts) -> Story:
    """The story of a subject and period."""
    head, event = _event(facts)
    told = set(event.ids)
    pool = sorted((_trimmed(b, told) for b in beats(facts) if b.weight > 0), key=lambda b: -b.weight)
    lead = [event]
    if second := next((b for b in pool if _adds(b, told, {"place"})), None):
        lead.append(second)
        told |= second.ids
    points: list[Beat] = []
    for beat in pool:
        if (
            len(points) < POINTS
            and (beat.weight >= POINT or len(points) < FEWEST)
            and _adds(beat, told, {b.about for b in (*lead, *points)})
        ):
            points.append(_trimmed(beat, told))
            told |= beat.ids
    against = [Beat((f"against.{o.key}",), o.roles) for o in adversary.objections(facts, frozenset(told))[: 1 if len(told) > FULL else 2]]
    told |= {i for b in against for i in b.ids}
    rest = [b for b in pool if _adds(b, told, set())]
    behind: list[Beat] = []
    for beat in rest:
        crowded = sum(b.about == beat.about for b in behind) >= ALIKE
        if len(told) < ROOM and not crowded and beat.about not in ("place", "home") and _adds(beat, told, set()):
            behind.append(_trimmed(beat, told))
            told |= beat.ids
    wider = [next((b for b in rest if b.about == about and _adds(b, told, set())), None) for about in ("place", "home")]
    race = [*wider[:1], *rivals(facts), *wider[1:]]
    sections = {"behind": _paragraphs(behind, facts.now), "race": [[b for b in race if b], against], "watch": [list(_watch(facts))]}
    return Story(head, lead, points, {key: [p for p in paragraphs if p] for key, paragraphs in sections.items()})


def _adds(beat: Beat, told: set[str], about: set[str]) -> bool:
    """Whether a beat says something that hasn't been said, of something else."""
    main = {e.claim.id for e in beat.claims[:1]}
    return not main & told and beat.about not in about


def _trimmed(beat: Beat, told: set[str]) -> Beat:
    """A beat without what was told before: the part of growth that a product gave, a pace among one group of several."""
    roles = dict(beat.roles)
    gave = roles.get("gave")
    if isinstance(gave, Evaluated) and gave.claim.id in told:
        del roles["gave"]
    if "fast" in roles:
        roles["fast"] = [e for e in roles["fast"] if e.claim.id not in told] or roles["fast"]
    return replace(beat, roles=roles)


def _paragraphs(found: Sequence[Beat], now: str) -> list[list[Beat]]:
    """Sentences in paragraphs: those on goods, then those on partners, then the rest; in each those of another period come last."""
    order = {"flows": 0, "stretch": 0, "product": 0, "firms": 0, "partner": 1}
    groups: dict[int, list[Beat]] = {}
    for beat in sorted(found, key=lambda b: b.about != "flows"):
        groups.setdefault(order.get(beat.about, 2), []).append(beat)
    return [sorted(groups[n], key=lambda b: b.claims[0].claim.period != now) for n in sorted(groups)]


# -- the event


def _event(facts: Facts) -> tuple[Beat, Beat]:
    """The headline and the first sentence: the first event of the list that there is."""
    level, growth = facts.level, facts.growth
    basic = {k: e for k, e in (("level", level), ("growth", growth)) if e}
    kind, roles = next(_events(facts)) if level and growth else ("bare", {})
    if not (level and growth):
        nearest = {"to_level": f"stretch:level:{facts.flow}", "to_growth": f"stretch:growth:{facts.flow}"}
        roles = dict(facts.roles(last=facts.held("totals:before:1", "totals:before:2"), **nearest))
    roles = {**basic, **roles}
    before = adversary.earlier(facts) if level and growth and kind != "slump" else None
    if before and kind in CROWDED and before.key not in TURNS:
        before = None
    other = adversary.currency(facts) if level and growth else None
    clauses = [(f"earlier.{o.key}", o.roles) for o in (other, before) if o]
    for _, more in clauses:
        roles |= more
    tail = _tail(facts, kind, roles)
    said = [key for key, _ in clauses]
    if tail == "record" and growth and not before and stands_on(growth):
        keys = ("story.event", *said, f"tail.{tail}", "earlier.stands")
        return Beat((f"headline.{kind}",), roles), Beat(keys, {**roles, "later": True}, about="event")
    keys = (
        "story.event",
        *([f"tail.{tail}", *said] if tail in ("record", "fastest") and before and before.key not in TURNS else [*said, f"tail.{tail}"]),
    )
    return Beat((f"headline.{kind}",), roles), Beat(keys, roles, about="event")


def _events(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """What may be the event, the one of most consequence first, each with the claims it joins."""
    level, growth = facts.level, facts.growth
    assert level and growth
    named = facts.named
    ninth = facts.roles(ninth="region:first:peers") if facts.place("region:first:peers") else {}
    if first := facts.yes("region:first:home"):
        yield "first", {"first": first, **ninth}
    if crossed := facts.yes("past:first"):
        yield "crossed", {"crossed": crossed, **ninth}
    slump = named.get("past:slump")
    if slump and (place(slump) or 0) >= 2:
        yield "slump", {"slump": slump, **facts.roles(before="past:growth-before", nationwide="nation:growth")}
    yield from _ways(facts)
    passed = facts.yes("region:passed:below")
    if passed and value(growth) > 0:
        yield "passed", {"passed": passed, **facts.roles(rank="region:rank")}
    for scope in [n for n in named if n.startswith("region:growth-rank:")]:
        if facts.place(scope) == 1 and value(growth) > 0:
            yield "fastest", {"fastest": named[scope]}
    faster = named.get("totals:faster")
    if faster and abs(value(faster)) >= MARGIN and value(growth) > 0:
        yield "faster", {"faster": faster}
    yield "plain", {}


def _ways(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """A fall, or exports and imports that went apart."""
    growth = facts.growth
    assert growth
    if abs(value(growth)) < TURN:
        yield "still", dict(facts.roles(nationwide="nation:growth"))
    if value(growth) <= -TURN:
        overtaken = facts.roles(overtaken="region:passed:above") if facts.yes("region:passed:above") else {}
        yield "fell", {**facts.roles(nationwide="nation:growth"), **overtaken}
    flows = facts.roles(export="totals:growth:export", import_="totals:growth:import")
    if len(flows) == 2 and facts.flow == "total" and value(growth) > 0:
        gap = value(flows["export"]) - value(flows["import_"])
        if facts.is_whole and abs(gap) >= LOPSIDED:
            levels = facts.roles(export_level="totals:level:export", import_level="totals:level:import", balance="totals:balance")
            yield "lopsided", {**flows, **levels}


def _tail(facts: Facts, kind: str, roles: dict[str, Any]) -> str:
    """What the first sentence says of the event beside level and growth; a record where it says nothing else."""
    record = facts.named.get(f"past:record:{facts.flow}")
    if kind in ("plain", "faster", "lopsided") and record and place(record) == 1 and record.held >= RECORD and unbroken(record):
        roles |= {"record": record}
        return kind if kind == "lopsided" else "record"
    if kind == "plain" and (nation := facts.get("nation:growth")):
        roles |= {"nationwide": nation}
        return "nation"
    return kind


# -- what to watch


def _watch(facts: Facts) -> Iterator[Beat]:
    """One thing to watch; what isn't known follows it in words of its own."""
    level, growth = facts.level, facts.growth
    if growth and level and "own" in facts.agenda.marks:
        yield Beat(("watch.own",), {"level": level, "growth": growth, "next": next_mark(value(level)), "unit": level.evidence.unit or ""})
        return
    if growth and value(growth) <= -TURN:
        yield Beat(("watch.fall",), {"growth": growth})
        return
    below = [(r, near) for r, near, _ in facts.pairs("below") if near]
    if below and level and value(level) - value(below[0][1]) <= value(level) * CLOSE:
        yield Beat(("watch.below",), {"below": below[0][0], "near": below[0][1]})
        return
    found = [(r, near, speed) for r, near, speed in facts.pairs("candidates") if near]
    passed = facts.agenda.marks.get("candidates")
    if found and (facts.is_whole or (level and passed and value(level) <= passed * PASSED)):
        first = found[0][1]
        assert first
        mark = {"next": next_mark(value(first)), "unit": first.evidence.unit or ""}
        yield Beat(("watch.mark",), {"pairs": found, "levels": [e for _, e, _ in found], **mark})
        return
    rank = facts.get("region:rank")
    above = [(r, near) for r, near, _ in facts.pairs("above") if near]
    if rank and above and level and facts.beside("reach"):
        yield Beat(("watch.place",), {"rank": rank, "above": above[0][0], "near": above[0][1], "level": level})
        return
    month = facts.get("months:growth")
    if month and growth and facts.is_late and abs(value(month) - value(growth)) >= TURN:
        way = f"{'up' if value(growth) > 0 else 'down'}-{'up' if value(month) > 0 else 'down'}-{'quick' if value(month) > value(growth) else 'slow'}"
        yield Beat((f"watch.pace-{way}",), {"month": month, "growth": growth})
        return
    yield Beat(("watch.plain",), {"growth": growth} if growth else {})
