"""The sentences on who makes up a whole, and on who stands close to its subject: what each gave, who grew fastest, the largest, the share of a group of them.

Who has no figure is an exception only where its figure could make a sentence untrue.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hinterland.brief.agenda import FEW as FEW_MEMBERS
from hinterland.brief.agenda import UNHELD
from hinterland.brief.beat import Beat
from hinterland.brief.facts import Facts, goes_on, of_one_release
from hinterland.brief.printed import in_order
from hinterland.brief.terms import inside
from hinterland.brief.values import answer, place, stands_on, value
from hinterland.claims import Evaluated
from hinterland.outlook.shift import TOLD

TOP, LISTED, ALL = 3, 5, 6
"""How many members are named, and how many of the largest are listed, of a group or nation and of no more members than the last number all."""

FEW = 12
"""How many members above a mark are few enough to say so in the brief of one of them."""

TINY = Decimal("0.01")
"""The part of a whole below which a member's rate does not stand in the lead."""

STEEP = Decimal(25)
"""In percent: growth that of next to nothing is no news without its size."""

CLOSE = Decimal("0.05")
"""The part of its level by which the next above or below may lie off for the gap to be reported."""


def wholes(facts: Facts) -> Iterator[Beat]:
    """What the members of a nation or group add up to."""
    club, new = facts.get("region:club"), facts.get("region:new")
    few = facts.is_whole or (facts.place("region:first:peers") or FEW) < FEW
    passed = club and (place(club) or 0) > (0 if new and place(new) == 1 else 1)
    if club and passed and (place(club) or 0) < club.asked and few and (new or facts.is_whole):
        members = in_order(club, {}) if len(club.members) == place(club) and not (new and place(new)) else []
        yield Beat(
            ("story.club",), {"club": club, "members": members, **({"new": new} if new and place(new) else {})}, 8.0 if new else 3.4, "club"
        )
    if facts.is_whole:
        fell: list[str] = []
        gave = [(n.rsplit(":", 1)[1], e) for n, e in facts.named.items() if n.startswith("region:contribution:")]
        # Without one of those that gave most the others look like all.
        if gave and len(gave) == sum(n.startswith("region:contribution:") for n in facts.agenda.questions):
            rises = [e for _, e in gave if value(e) > 0]
            over = _over(facts, rises)
            if rises and (over or sum(value(e) for e in rises) <= 100):
                yield Beat(("story.gave",), {"gave": [(r, e) for r, e in gave if e in rises], "rises": rises, "over": over}, 6.5, "gave")
                fell = over
        fastest, slowest = facts.pairs("fastest"), facts.pairs("slowest")
        held = {**_sure(facts), **fastest_held(facts, "fastest")}
        last = slowest[-1:] if facts.place("region:speed:asc") == 1 else []
        # Without a rate of the fastest the slowest would be taken for it.
        moved = [(r, g) for r, _, g in (*fastest[:1], *last) if g] if fastest and fastest[0][2] else []
        growing, in_full = facts.get("region:growing"), any(b.roles["all"] for b in rivals(facts))
        if mixed := _mixed(facts):
            yield mixed
            growing, moved = None, []
        if growing and place(growing) == 1 and len(moved) == 1:
            roles = {"growing": growing, "alone": moved[0][0], **({} if in_full else {"rate_": moved[0][1]})}
            yield Beat(("story.alone",), roles, 6.4, "ends")
            growing = None
        elif moved and held and not in_full and not _tied(fastest[:2]) and not _tied(slowest[-2:]):
            only = growing is not None and place(growing) == growing.asked - 1
            tiny = fastest[0][1] if _is_tiny(facts, fastest[0][1]) else None
            size = {"size_of": tiny} if tiny and value(moved[0][1]) >= STEEP else {}
            roles = {"rates": [g for _, g in moved], "moved": moved, "only": only, **held, **size}
            yield Beat(("story.ends",), roles, (3.4 if len(moved) > 1 else 0.0) if tiny else 6.4, "ends")
            growing = None if only else growing
        if facts.growth is None and not held:
            yield from _movers(facts)
        growing = None if fell else growing  # The sentence on who gave most has named all that fell.
        if growing and place(growing) and not len(gave) == growing.asked == place(growing):
            falls = [(r, g) for r, _, g in facts.pairs("largest") if g and value(g) < 0]
            fallen = falls if 0 < len(falls) == growing.asked - (place(growing) or 0) <= TOP else []
            roles = {"growing": growing, "all": place(growing) == growing.asked, "fell": fallen, "rates": [g for _, g in fallen]}
            yield Beat(("story.growing",), roles, 5.2, "growing")
    yield from _shift(facts)


def _movers(facts: Facts) -> Iterator[Beat]:
    """Of a whole that may have risen or fallen: who gained and who lost most, of those that moved fastest and slowest."""
    rates = [(value(level) * value(g), r, level, g) for why in ("fastest", "slowest") for r, level, g in facts.pairs(why) if level and g]
    if rates and min(map(_weight, rates)) < 0 < max(map(_weight, rates)):
        ends = [(r, level, g) for _, r, level, g in (max(rates, key=_weight), min(rates, key=_weight))]
        yield Beat(("story.movers",), {"levels": [e for _, e, _ in ends], "rates": [g for _, _, g in ends], "movers": ends}, 6.4, "ends")


def _weight(mover: tuple[Decimal, str, Evaluated, Evaluated]) -> Decimal:
    return mover[0]


def _is_tiny(facts: Facts, member: Evaluated | None) -> bool:
    """Whether a member is so small a part of its whole that its rate is no news of that."""
    return member is not None and facts.level is not None and value(member) < TINY * value(facts.level)


def _mixed(facts: Facts) -> Beat | None:
    """Who moved with a whole of few members and who against it, all by name; nothing where none moved against it or a rate is missing."""
    rates = [(r, g) for r, _, g in facts.pairs("largest") if g and value(g)]
    own, members = facts.growth, inside(facts.agenda.subject)
    if own is None or len(members) > FEW_MEMBERS or len(rates) < len(members):
        return None
    led, against = ([(r, g) for r, g in rates if (value(g) * value(own) > 0) is way] for way in (True, False))
    roles = {"rates": [g for _, g in led + against], "led": led, "against": against}
    return Beat(("story.mixed",), roles, 7.4, "growing") if led and against else None


def _over(facts: Facts, rises: list[Evaluated]) -> list[str]:
    """Who fell, all of them, where the parts of a net gain that are listed come to more than the whole."""
    rates = {r: g for r, _, g in facts.pairs("largest") if g}
    known = len(rates) == len(inside(facts.agenda.subject))
    return [r for r, g in rates.items() if value(g) < 0] if known and sum(value(e) for e in rises) > 100 else []


def _tied(pairs: list[tuple[str, Evaluated | None, Evaluated | None]]) -> bool:
    """Whether it isn't known which of two grew faster."""
    rates = [answer(g) for _, _, g in pairs if g]
    return len(rates) == 2 and rates[0].meets(rates[1])


def _shift(facts: Facts) -> Iterator[Beat]:
    """The share of a group of a nation's regions now, at the first year held, and where it peaked between."""
    home = facts.agenda.terms.home
    for group in TOLD:
        for whole in (home.nation, home.peers):
            now, then, peak = (facts.get(f"shift:{group}:{when}:{whole}") for when in ("now", "before", "peak"))
            first = peak or then
            if now and first and goes_on(facts.get(f"shift:{group}:growth"), facts.growth, now, first):
                yield Beat(("story.shift",), {"now": now, "then": first, "peaked": bool(peak), "shifted": group}, 6.3, "shift")
                return


def _sure(facts: Facts) -> dict[str, Any]:
    """That nobody not held can have been faster than the fastest."""
    sure, first = facts.get("region:speed:desc"), next(iter(facts.beside("fastest")), None)
    return {"sure": sure} if sure and place(sure) == 1 and sure.claim.subject == first else {}


def fastest_held(facts: Facts, why: str) -> dict[str, Any]:
    """That the subject, or the fastest member of a whole, grew fastest of all with a published figure, where some have none and may have been faster."""
    first = facts.beside(why)[:1]
    name = "region:speed:desc" if facts.is_whole else f"region:growth-rank:{facts.agenda.terms.home.peers}"
    rank = facts.named.get(f"open:{name}")
    if not first or rank is None or rank.claim.subject != first[0] or place(rank) != 1 or not 0 < rank.asked - rank.held <= UNHELD:
        return {}
    return {"pace": rank}


def rivals(facts: Facts) -> list[Beat]:
    """Who stands close to the subject and how far off; of a whole, or of a region of which parts are held, the largest of these."""
    level, rank = facts.level, facts.get("region:rank")
    if facts.is_whole or not (level and rank):
        members = len(inside(facts.agenda.subject))
        shown = members if 0 < members <= ALL else LISTED if facts.is_whole else TOP
        why = "largest" if facts.is_whole else "within"
        large = [(r, at, _paired(at, growth)) for r, at, growth in facts.pairs(why) if at][:shown]
        share = facts.roles(share=f"region:part:{large[0][0]}" if facts.is_whole and large else "region:share")
        return (
            [
                Beat(
                    ("race.largest",),
                    {
                        "levels": [e for _, e, _ in large],
                        "pairs": large,
                        "whole_": facts.agenda.subject,
                        "all": len(large) == members,
                        "led": facts.is_whole,
                        "later": {r: g for r, at, g in facts.pairs(why) if at and g and not of_one_release(at, g)},
                        "rebound": all(growth and stands_on(growth) for _, _, growth in large),
                        **share,
                    },
                    about="rival",
                )
            ]
            if len(large) > 1
            else []
        )
    found = []
    for why in ("above", "below"):
        for code, near, growth in facts.pairs(why):
            may_pass = facts.agenda.period.kind != "month" and not facts.passed("below")
            taken = next((e for e in facts.passed("above") if e.claim.subject == code), None) if may_pass else None
            if near and _is_apart(near, level) and (taken or abs(value(near) - value(level)) <= CLOSE * value(level)):
                next_to = rank.held == rank.asked or (why == "above" and len(rank.members) == (place(rank) or 0) - 1)
                roles = {"near": near, "own": level, "code": code, "ahead": why == "above", "next_to": next_to}
                more = {k: e for k, e in (("growth", growth), ("taken", taken)) if e}
                found.append(Beat(("race.near",), {**roles, **more}, about="rival"))
    return found or (_between(facts) if rank.held == rank.asked else [])


def _is_apart(near: Evaluated, own: Evaluated) -> bool:
    """Whether the gap between two levels is known to a quarter of itself."""
    gap = answer(near) - answer(own)
    return (gap.width or Decimal(0)) <= abs(value(near) - value(own)) / 4


def _paired(level: Evaluated, growth: Evaluated | None) -> Evaluated | None:
    """A rate that may stand beside a level; nothing where this is of a later release."""
    return growth if growth and of_one_release(level, growth) else None


def _between(facts: Facts) -> list[Beat]:
    """Who stands next above and below the subject, all of whose rank is known, where neither is close: both, or the one there is."""
    sides = {why: next(((code, near, growth) for code, near, growth in facts.pairs(why) if near), None) for why in ("above", "below")}
    sides = {why: pair and (pair[0], pair[1], _paired(pair[1], pair[2])) for why, pair in sides.items()}
    pairs = [pair for pair in sides.values() if pair]
    roles: dict[str, Any] = {"levels": [near for _, near, _ in pairs], "rates": [g for _, _, g in pairs if g], **sides}
    return [Beat(("race.between",), roles, about="rival")] if pairs else []
