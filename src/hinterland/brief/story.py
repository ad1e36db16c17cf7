"""The story of a brief: which event it tells, what explains or qualifies that, the rival, what stands against it, what to watch.

Its sentences are chosen from `beats`, the same for every language. The event is chosen by consequence and surprise; level, growth, rank and record of it are one
sentence. No claim is stated twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.brief import adversary
from hinterland.brief.agenda import next_mark
from hinterland.brief.beat import Beat
from hinterland.brief.beats import beats
from hinterland.brief.event import event_of
from hinterland.brief.facts import Facts
from hinterland.brief.members import rivals
from hinterland.brief.rest import FAR
from hinterland.brief.values import answer, stands_on, value
from hinterland.brief.voice import Voice
from hinterland.claims import Evaluated
from hinterland.codes.tables import grouped
from hinterland.interval import Interval

POINTS = 3
"""How many key points a story has."""

POINT, FEWEST = 3.5, 2
"""How much a sentence is worth to be one, and how many there are where there is anything to say."""

ROOM = 44
"""How many claims the lead, the key points and what lies behind the event tell together: more is no story any more."""

FULL = 16
"""How many claims the lead and the key points tell from which on one objection is enough."""

ALIKE = 3
"""How many of these are of one sort: products, partners, kinds of enterprise."""

REACH, SOON = Decimal(5), Decimal(1)
"""In percent of its level, and in years at the last rates: who is so close to another may catch up."""

PLACES = ("place", "place-by-flow")
"""What is on the subject's places, which stand in one sentence."""

BEHIND = ("since", "balance", "place-by-flow", "record", "month-alone", "path", "years", "elsewhere")
"""What is no key point."""

PARTS = ("flows", "product", "firms", "partner")
"""What may be held of a part of the year alone: no second sentence of the lead, and behind other key points."""

FLOWS_FIRST = {"flows": 0, "balance": 1}
"""What is on exports and imports stands ahead of other sentences, in this order."""

TIMES = {"path": -1, "years": 2, "since": 3}
"""How the year went stands ahead of other sentences, the years before it behind them, in this order."""


@dataclass(frozen=True, slots=True)
class Story:
    """A planned story: its headline, the lead, the key points, and the paragraphs of its sections by their keys."""

    headline: Beat
    lead: list[Beat]
    points: list[Beat]
    sections: dict[str, list[list[Beat]]]

    @property
    def beats(self) -> list[Beat]:
        """All sentences after the headline."""
        return [*self.lead, *self.points, *(b for paragraphs in self.sections.values() for p in paragraphs for b in p)]


def say(voice: Voice, beat: Beat) -> str:
    """A beat in words, without its full stop; nothing where its templates say nothing."""
    first, *rest = (voice.say(key, **beat.roles) for key in beat.keys)
    clauses = (f" {text}" if text.startswith("(") else text for text in rest)
    return first[:1].upper() + first[1:] + "".join(clauses) if first else ""


def plan(facts: Facts) -> Story:
    """The story of a subject and period."""
    head, event, *beside = event_of(facts)
    stated = {i for b in (event, *beside) for i in b.ids}
    # Who passes a mark for the first time is higher than ever.
    implied = {"record", "mark", "joined"} if {"first", "crossed"} & event.roles.keys() else set[str]()
    pool = sorted((_trimmed(b, stated) for b in beats(facts) if b.weight > 0 and b.about not in implied), key=lambda b: -b.weight)
    pool = [*(b for b in pool if b.about not in PLACES), *_joined([b for about in PLACES for b in pool if b.about == about])]
    pool.sort(key=lambda b: -b.weight)
    lead = [event, *beside]
    second = next((b for b in pool if _adds(b, stated, {"place", *BEHIND}) and not (_partial(b, facts) or _is_old(b))), None)
    if second and not any(b.about == "basis" for b in lead):
        # Behind the nation's rate, whose exports they are has to be named.
        ahead = {
            "over": any(b.keys == ("story.month-first",) for b in lead),
            "named": any("nationwide" in b.roles for b in lead),
            "paced": any(b.about == "beside" for b in lead),
        }
        merged = [_with_home(b, second) for b in lead]
        lead = merged if merged != lead else [*lead, replace(second, roles={**second.roles, **ahead})]
        stated |= second.ids
    # Who outpaced the nation but not its own part of the country, or the other way round, is not praised or blamed for half of it.
    whole = next((b for b in pool if b.about == "home"), None)
    qualified = [_with_home(b, whole) for b in lead] if whole else lead
    if any("home_other" in b.roles for b in qualified):
        lead = qualified
        stated |= {i for b in lead for i in b.ids}
    # A nation's growth of a month a year before stands behind exports and imports of the month itself, the month that was asked for behind its year to date.
    is_month = codes.is_nation(facts.agenda.subject) and facts.agenda.period.kind == "month"
    own = [b for b in lead if b.about == "flows" and not _elsewhere(b, facts)] if is_month else []
    lead.sort(
        key=lambda b: (
            b.about in ("month-alone", "holiday"),
            bool(own) and b.about not in ("event", "flows"),
            bool(own) and b.about not in ("event", "flows", "beside"),
        )
    )
    lead = _once(lead)
    points: list[Beat] = []
    for beat in pool:
        if (
            len(points) < POINTS
            and (beat.weight >= POINT or (len(points) < FEWEST and beat.about != "home" and beat.keys != ("story.share",)))
            and beat.about not in BEHIND
            and not (beat.about in PARTS and _elsewhere(beat, facts) and (beat.about == "flows" or facts.agenda.period.kind != "year"))
            and _adds(beat, stated, {b.about for b in (*lead, *points)})
        ):
            points.append(_trimmed(beat, stated))
            stated |= beat.ids
    points.sort(key=lambda b: _partial(b, facts))
    against = [
        Beat((f"against.{o.key}",), o.roles) for o in adversary.objections(facts, frozenset(stated))[: 1 if len(stated) > FULL else 2]
    ]
    stated |= {i for b in against for i in b.ids}
    # Who passes a mark for the first time is higher than ever.
    marked = any(b.about == "mark" and b.roles["mark_"].claim.relation.test == ">" for b in pool)
    rest = [b for b in (_trimmed(b, stated) for b in pool) if _adds(b, stated, set()) and not (marked and b.about == "record")]
    behind: list[Beat] = []
    for beat in rest:
        crowded = sum(b.about == beat.about for b in behind) >= ALIKE
        if len(stated) < ROOM and not crowded and beat.about not in (*PLACES, "home") and _adds(beat, stated, set()):
            behind.append(_trimmed(beat, stated))
            stated |= beat.ids
    watch = list(_watch(facts))
    watched = {b.roles["code"] for b in watch if "code" in b.roles}
    race = [b for b in rest if b.about in PLACES and _adds(b, stated, set())]
    outsold = {e.claim.relation.versus for b in race for flow in ("exports", "imports") for e in b.roles.get(flow, ())}
    race += [
        _trimmed(replace(b, roles={**b.roles, "in_all": b.roles.get("code") in outsold}), stated)
        for b in rivals(facts)
        if b.roles.get("code") not in watched
        and not ("near" in b.roles and b.roles["near"].claim.id in stated)
        and not _is_puzzling(b, facts)
    ]
    stated |= {i for b in race for i in b.ids}
    home = [b for b in rest if b.about == "home" and _adds(b, stated, set())]
    behind, home = _weighed(behind, home)
    # A record in the brief's own currency stands ahead of the rate in another.
    behind = _records(behind)
    first, last = ([b for b in behind if (b.about == "record") is way] for way in (True, False))
    sections = {"behind": _paragraphs([*first, *home, *against, *last], facts.now), "race": [race], "watch": [watch], "about": []}
    return Story(head, lead, points, {key: [p for p in paragraphs if p] for key, paragraphs in sections.items()})


def _weighed(behind: list[Beat], home: list[Beat]) -> tuple[list[Beat], list[Beat]]:
    """Sentences without one on the share of the nation alone, which joins that of the part of the country in one sentence."""
    alone = next((b for b in behind if b.keys == ("story.share",)), None)
    whole = next((b for b in home if "home_share" in b.roles), None)
    if not (alone and whole) or alone.roles["share"].claim.period != whole.roles["home_share"].claim.period:
        return behind, home
    merged = replace(whole, roles={**whole.roles, "nation_share": alone.roles["share"]})
    return [b for b in behind if b is not alone], [merged if b is whole else b for b in home]


def _records(behind: list[Beat]) -> list[Beat]:
    """Sentences with that on a record level and that on the fastest or slowest growth as one."""
    level, pace = (next((b for b in behind if b.keys == (f"story.{key}",)), None) for key in ("record", "pace-record"))
    if not (level and pace) or pace.roles["fell"]:
        return behind
    both = replace(level, keys=("story.record", "story.record-pace"), roles={**level.roles, **pace.roles})
    return [both if b is level else b for b in behind if b is not pace]


def _is_puzzling(beat: Beat, facts: Facts) -> bool:
    """Whether a beat names who is one place above without having overtaken, where others are said to have."""
    taken = {e.claim.subject for e in facts.passed("above")}
    return bool(taken) and bool(beat.roles.get("ahead")) and beat.roles.get("code") not in taken


def _with_home(beat: Beat, second: Beat) -> Beat:
    """A beat that sets the subject beside its nation with its part of the country beside it too, where a sentence on that would say the same."""
    if (
        second.about != "home"
        or second.roles["against"]
        or "home_growth" not in second.roles
        or beat.roles.get("beside") not in ("above", "below")
    ):
        return beat
    is_above = value(second.roles["own"]) > value(second.roles["home_growth"])
    if value(second.roles["own"]) <= 0:
        return beat
    other = {"home_other": "above" if is_above else "below"} if is_above != (beat.roles["beside"] == "above") else {}
    return replace(beat, roles={**beat.roles, **{k: second.roles[k] for k in ("home_growth", "scope")}, **other})


def _once(lead: Sequence[Beat]) -> list[Beat]:
    """A lead whose first sentence says that trade rose after a fall without saying it again of exports and imports, where both did so too."""
    first = [b for b in lead if b.about in ("event", "stretch")]
    is_said = any("earlier.after-fall" in b.keys or ("growth" in b.roles and stands_on(b.roles["growth"])) for b in first)
    return [replace(b, roles={**b.roles, "quiet": True}) if is_said and _rose_after_falls(b) else b for b in lead]


def _rose_after_falls(beat: Beat) -> bool:
    rates = [beat.roles.get(f"{flow}_growth") for flow in ("export", "import")]
    return beat.about == "flows" and all(e and stands_on(e) for e in rates)


def _adds(beat: Beat, stated: set[str], about: set[str]) -> bool:
    """Whether a beat says something that hasn't been said, of something else."""
    main = {e.claim.id for e in beat.claims[:1]}
    return bool(main) and not main & stated and beat.about not in about


def _partial(beat: Beat, facts: Facts) -> bool:
    """Whether a beat on flows, products or partners has figures of a part of the year alone that the story is of."""
    return facts.agenda.period.kind == "year" and beat.about in PARTS and _elsewhere(beat, facts)


def _is_old(beat: Beat) -> bool:
    """Whether a beat is on a share that moved over years: no news of the last one, which a lead is of."""
    return beat.about == "weight" and "share_before" in beat.roles and "contribution" not in beat.roles


def _elsewhere(beat: Beat, facts: Facts) -> bool:
    """Whether a beat leads with a figure of another period than the story's."""
    return beat.claims[0].claim.period != facts.now


def _joined(places: list[Beat]) -> list[Beat]:
    """A rank with whom exports and imports overtook in the same sentence, where the story has both; without it these say little."""
    if len(places) < 2 or places[0].keys != ("story.rank",):
        return [b for b in places if b.about != "place-by-flow"]
    return [replace(places[0], roles={k: v for b in places for k, v in b.roles.items()})]


def _trimmed(beat: Beat, stated: set[str]) -> Beat:
    """A beat without what has been said before: the part of growth that a product gave, a pace among one group of several, the rate of another region."""
    roles = dict(beat.roles)
    gave = roles.get("gave")
    if isinstance(gave, Evaluated) and gave.claim.id in stated:
        del roles["gave"]
    if "home_growth" in roles and roles["home_growth"].claim.id in stated:
        del roles["home_growth"]
    for side in ("above", "below") if "levels" in roles else ():
        if pair := roles.get(side):
            rate = None if pair[2] and pair[2].claim.id in stated else pair[2]
            roles[side] = None if pair[1].claim.id in stated else (pair[0], pair[1], rate)
    for part in ("rose_", "fell_", "still_") if "scope" in roles and "rose_" in roles else ():
        roles[part] = [e for e in roles[part] if e.claim.id not in stated]
    for part in ("growth", "taken") if "near" in roles else ():
        if part in roles and roles[part].claim.id in stated:
            del roles[part]
    pairs = roles.get("pairs", [])
    rates = [g for _, _, g in pairs if g]
    # A rate for some of a list leaves its reader asking for the others', but where it stands for a level.
    few = 2 * len(rates) < len(pairs) if roles.get("later") else len(rates) < len(pairs)
    if pairs and (few or all(g.claim.id in stated for g in rates)):
        roles |= {"pairs": [(code, level, None) for code, level, _ in roles["pairs"]], "rising": False}
    if "rank" in roles and all(e.claim.id in stated for e in roles.get("taken", ())):
        roles.pop("taken", None)
    if "moved" in roles:
        roles["known"] = roles["moved"][-1][1].claim.id in stated
    if "fast" in roles:
        roles["fast"] = [e for e in roles["fast"] if e.claim.id not in stated] or roles["fast"]
    return replace(beat, roles=roles)


def _paragraphs(found: Sequence[Beat], now: str) -> list[list[Beat]]:
    """Sentences in paragraphs, few in one: those on goods, then those on partners, then the rest; in each those of another period and on several years come last."""
    order = {"flows": 0, "balance": 0, "stretch": 0, "product": 0, "firms": 0, "partner": 1}
    ordered = sorted(found, key=lambda b: FLOWS_FIRST.get(b.about, len(FLOWS_FIRST)))
    groups = grouped((2 if b.roles.get("instead") else order.get(b.about, 2), b) for b in ordered)
    paragraphs = [
        sorted(
            groups[n],
            key=lambda b: (
                bool(b.roles.get("instead")),
                b.about not in FLOWS_FIRST,
                TIMES.get(b.about, 0),
                b.claims[0].claim.period != now,
            ),
        )
        for n in sorted(groups)
    ]
    return paragraphs if len(found) > ALIKE else [[b for group in paragraphs for b in group]]


# -- what to watch


def _watch(facts: Facts) -> Iterator[Beat]:
    """One thing to watch, of the subject itself: a rival in reach, or a mark; none where the figures don't say how far off it is."""
    level, growth = facts.level, facts.growth
    if not (level and growth) or facts.is_over:
        return
    for why in ("above", "below"):
        for code, near, pace in facts.pairs(why):
            if near and pace and _in_reach(level, growth, near, pace):
                late = _late(
                    {"late": growth, "late_pace": pace},
                    late=f"rest:growth:{code}:{facts.agenda.subject}",
                    late_pace=f"rest:growth:{code}:{code}",
                    facts=facts,
                )
                roles = {"code": code, "leads": why == "below", "near": near, "pace": pace, "level": level, "growth": growth}
                yield Beat(("watch.rival",), {**roles, **late})
                return
    found = [(r, near, speed) for r, near, speed in facts.pairs("candidates") if near and speed]
    if "own" in facts.agenda.marks and facts.agenda.period.kind == "year":
        late = _late({"late": growth}, late="rest:growth", facts=facts)
        mark, peak = _mark(level), facts.get("past:peak")
        back = {"back": bool(peak and value(peak) >= mark["next"])}
        yield Beat(("watch.own",), {"level": level, "growth": growth, **mark, **late, **back})
        return
    if found and codes.is_nation(facts.agenda.subject):
        code, near, speed = found[0]
        assert near
        late = _late({"late": speed}, late=f"rest:growth:{code}:{code}", facts=facts)
        yield Beat(("watch.mark",), {"code": code, "level": near, "growth": speed, **_mark(near), **late})


def _late(yearly: dict[str, Evaluated | None], *, facts: Facts, **names: str) -> dict[str, Evaluated]:
    """How those to watch went in the last months of their year, where one went otherwise than in the year as a whole; nothing where that isn't known of all for the same months."""
    found = facts.roles(**names)
    if len(found) < len(names) or len({e.claim.period for e in found.values()}) > 1:
        return {}
    far = any(year and abs(value(found[part]) - value(year)) >= FAR for part, year in yearly.items())
    return dict(found) if far else {}


def _mark(level: Evaluated) -> dict[str, Any]:
    """The next round mark above a level, its unit, and by how much the level has to grow to reach it."""
    x, mark = answer(level), next_mark(value(level))
    assert x.low and x.high
    return {"next": mark, "unit": level.evidence.unit or "", "needed": Interval(100 * (mark / x.high - 1), 100 * (mark / x.low - 1))}


def _in_reach(level: Evaluated, growth: Evaluated, near: Evaluated, pace: Evaluated) -> bool:
    """Whether the one behind of two would catch up within `SOON` years at the rates of the last one."""
    gap = 100 * abs(value(near) - value(level)) / value(level)
    closing = value(growth) - value(pace) if value(near) > value(level) else value(pace) - value(growth)
    return gap <= REACH and gap <= SOON * closing
