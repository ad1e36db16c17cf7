"""The sentences that a story may choose from: each with its key, the claims it joins, how much it is worth and what it is about.

Weights run from 0 to 10 and follow three rules: what gave much of the change comes before what is merely large, what moved far before what moved little, and
what sets the subject apart before what it shares with all.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hinterland.brief.adversary import MONTH, base
from hinterland.brief.facts import Facts
from hinterland.brief.voice import AS_SAID, TURN, Roles, answer, place, value
from hinterland.outlook.shift import TOLD

Raw = tuple[tuple[str, ...], dict[str, Any], float, str]
"""The keys, roles, weight and subject of a beat."""

LARGE = Decimal(20)
"""In percent: a product or partner with such a share is worth a sentence."""

FAST = Decimal(25)
"""In percent: one that grew so fast is too."""

FEW = 12
"""How many members above a mark are few enough to say so in the brief of one of them."""

CLOSE = Decimal("0.03")
"""The part of its level by which the next below may lie behind for the gap to be told."""

WORTH = Decimal(5)
"""In percent: the smallest share of a product or partner that the story tells of where a share is held."""


def beats(facts: Facts) -> Iterator[Raw]:
    """All sentences that a story of these facts may tell beside its event."""
    yield from _flows(facts)
    for about, section in (("product", "products"), ("partner", "partners"), ("firms", "enterprises")):
        for number, roles in enumerate(facts.slices(section)[:8]):
            if (weight := _slice_weight(roles)) > 0:
                yield ("story.slice",), {**_main(roles), **_gave(facts, roles), "dated": facts.level is None}, weight - number / 100, about
    yield from _standing(facts)
    yield from _whole(facts)
    yield from _past(facts)


def _main(roles: Roles) -> dict[str, Any]:
    """The claims of a slice, the one it turns on first; a share that is small and a multiple that is no doubling say nothing."""
    doubled = "multiple" in roles and (answer(roles["multiple"]).low or 0) >= 2
    large = "share" in roles and (value(roles["share"]) >= LARGE or doubled or "level" not in roles)
    order = ("level", "growth", *(("share",) if large else ()), *(("multiple",) if doubled else ()))
    return {"multiple_" if k == "multiple" else k: roles[k] for k in order if k in roles}


def _gave(facts: Facts, roles: Roles) -> dict[str, Any]:
    """How much of the growth of exports a product gave, where that is held and much."""
    gave = facts.get("exposure:gave")
    some = next(iter(roles.values())).claim.indicator
    return {"gave": gave} if gave and gave.claim.indicator.product == some.product and some.measure == "value" else {}


def _slice_weight(roles: Roles) -> float:
    """How much a product or partner is worth a sentence: by its share and how far it moved."""
    growth, share, multiple = roles.get("growth"), roles.get("share"), roles.get("multiple")
    if next(iter(roles.values())).claim.indicator.partner.startswith("top-"):
        return 0
    if "level" not in roles and not (growth and share):
        return 4.3 if growth and abs(value(growth)) >= FAST else 0
    size = float(value(share)) if share else 10.0
    if share and value(share) < WORTH:
        return 0
    if multiple and (answer(multiple).low or 0) >= 2:
        return 8.0
    if growth and abs(value(growth)) >= FAST:
        return 6.5
    if not growth and next(iter(roles.values())).claim.indicator.flow != "total":
        return 0
    return (4.0 if growth else 3.0) + min(size, 60) / 40 if size >= LARGE or growth else 0


def _flows(facts: Facts) -> Iterator[Raw]:
    if facts.flow != "total":
        return
    roles = facts.roles(
        export_growth="totals:growth:export",
        export="totals:level:export",
        import_growth="totals:growth:import",
        import_="totals:level:import",
        balance="totals:balance",
    )
    if not {"export", "export_growth"} & roles.keys():
        return
    both = {"export_growth", "import_growth"} <= roles.keys()
    gap = abs(value(roles["export_growth"]) - value(roles["import_growth"])) if both else 0
    yield ("story.flows",), dict(roles), 7.5 if gap >= 10 else 5.5 if both else 3.5, "flows"


def _standing(facts: Facts) -> Iterator[Raw]:
    """Places, pace and weight in the nation."""
    fast = [e for name, e in facts.named.items() if name.startswith("region:growth-rank:") and (place(e) or 9) <= 3]
    if fast:
        yield ("story.pace",), {"fast": fast}, 7.0 if place(fast[0]) == 1 else 5.0, "pace"
    passed = facts.yes("region:passed:below")
    rank = facts.roles(rank="region:rank", home_rank=f"region:rank:{facts.agenda.home}")
    if passed:
        yield ("story.passed",), {"passed": passed, **rank}, 6.8, "place"
    elif "rank" in rank:
        yield ("story.rank",), dict(rank), 4.2, "place"
    faster = facts.get("totals:faster")
    if faster and abs(value(faster)) >= TURN and facts.growth and value(facts.growth) > 0:
        yield ("story.faster",), {"faster": faster, **facts.roles(nationwide="nation:growth")}, 4.4, "pace"
    weight = facts.roles(share="totals:share-of-nation", contribution="totals:contribution")
    if "contribution" in weight and "share" in weight:
        yield ("story.weight",), dict(weight), 4.6 if value(weight["contribution"]) > 2 * value(weight["share"]) else 3.0, "weight"


def _whole(facts: Facts) -> Iterator[Raw]:
    """What the members of a nation or group add up to."""
    club, new = facts.get("region:club"), facts.get("region:new")
    told = club is not None and (place(club) or 0) < club.asked and (new is not None or (place(club) or 0) > 1)
    if club and place(club) and told and (facts.is_whole or (facts.place("region:first:peers") or FEW) < FEW):
        yield ("story.club",), {"club": club, **({"new": new} if new and place(new) else {})}, 8.0 if new else 4.0, "club"
    if facts.is_whole:
        gave = [(n.rsplit(":", 1)[1], e) for n, e in facts.named.items() if n.startswith("region:contribution:")]
        if gave:
            yield ("story.gave",), {"rates": [e for _, e in gave], "gave": gave}, 6.0, "gave"
        fastest, slowest = facts.pairs("fastest"), facts.pairs("slowest")
        moved = [(r, g) for r, _, g in (*fastest[:1], *slowest[-1:]) if g]
        if moved:
            yield ("story.ends",), {"rates": [g for _, g in moved], "moved": moved, **_sure(facts)}, 6.6, "ends"
        growing = facts.get("region:growing")
        if growing and place(growing):
            yield ("story.growing",), {"growing": growing, "all": place(growing) == growing.asked}, 5.2, "growing"
    yield from _shift(facts)


def _shift(facts: Facts) -> Iterator[Raw]:
    """The share of a group of a nation's regions now, at the first year held, and where it peaked between."""
    home = facts.agenda.terms.home
    for group in TOLD:
        ends = [
            facts.get(facts.held(*(f"shift:{group}:{when}:{whole}" for whole in (home.nation, home.peers)))) for when in ("now", "before")
        ]
        peak = facts.get(facts.held(*(f"shift:{group}:peak:{whole}" for whole in (home.nation, home.peers))))
        if ends[0] and ends[1]:
            roles = {"now": ends[0], "then": ends[1], **({"peak": peak} if peak else {})}
            yield ("story.shift",), {**roles, "shifted": group}, 6.4, "shift"
            return


def _sure(facts: Facts) -> dict[str, Any]:
    """That nobody not held can have been faster than the fastest."""
    sure, first = facts.get("region:speed:desc"), next(iter(facts.beside("fastest")), None)
    return {"sure": sure} if sure and place(sure) == 1 and sure.claim.subject == first else {}


def _past(facts: Facts) -> Iterator[Raw]:
    """A month that ran otherwise than its period, the years behind, and the economy beside trade."""
    month, growth = facts.roles(month="months:level", month_growth="months:growth"), facts.growth
    record = facts.yes("months:record")
    if len(month) == 2 and growth and facts.is_late:
        far = abs(value(month["month_growth"]) - value(growth)) >= 2 * MONTH
        if far or record:
            yield ("story.month",), {**month, **({"record": record} if record else {})}, 5.8, "month"
    streak = facts.get("past:streak")
    if streak and (place(streak) or 0) >= 3:
        yield ("story.streak",), {"streak": streak}, 3.7, "streak"
    rate = facts.roles(rate_="past:cagr", then="past:level-then")
    if len(rate) == 2 and abs(value(rate["rate_"])) >= AS_SAID:
        other = base(facts)
        keys = ("story.since", f"against.{other.key}-clause") if other else ("story.since",)
        turned = other is not None and other.key == "base-turned"
        yield keys, {**rate, **(other.roles if other else {})}, 6.0 if turned else 3.8, "since"
    growing = facts.roles(growing="partners:growing")
    if growing:
        yield ("detail.growing-partners",), dict(growing), 3.9, "partner"
    volume = facts.roles(worth="exposure:value", pieces="exposure:quantity")
    if len(volume) == 2:
        yield ("detail.volume",), dict(volume), 3.7, "product"
    parts = [e for n, e in facts.named.items() if n.startswith("exposure:partners:")][:3]
    if parts and (len(parts) > 1 or not facts.slices("partners")):
        yield ("story.parts",), {"some": parts}, 3.6 if facts.slices("partners") else 5.0, "partner"
    for key, names in {"advanced": ("then", "now"), "years": ("best", "worst")}.items():
        pair = facts.roles(**{name: f"exposure:{name}" for name in names})
        if len(pair) == 2:
            yield (f"detail.{key}",), dict(pair), 3.2, key
    gdp = facts.get("economy:growth:gdp")
    if gdp and growth:
        yield ("story.economy",), {"gdp": gdp, **facts.roles(industry="economy:rank:industrial_revenue")}, 3.6, "economy"


def rivals(facts: Facts) -> list[Raw]:
    """Who stands next to the subject and how far off; of a whole the largest members."""
    if facts.is_whole:
        large = [(r, level, growth) for r, level, growth in facts.pairs("largest") if level][:3]
        return [(("race.largest",), {"levels": [e for _, e, _ in large], "pairs": large}, 5.0, "rival")] if len(large) > 1 else []
    level = facts.level
    around = {
        f"{why}_{part}": x
        for why in ("above", "below")
        for part, x in zip(("code", "level", "growth"), _next(facts, why), strict=False)
        if x
    }
    if not level or not around or not facts.get("region:rank"):
        return _inside(facts)
    own: dict[str, Any] = dict(facts.roles(passed="region:passed:above"))
    below = around.get("below_level")
    own["near"] = below is not None and value(level) - value(below) <= value(level) * CLOSE
    return [(("race.around",), {**around, "own": level, **own}, 5.0, "rival"), *_home(facts)]


def _next(facts: Facts, why: str) -> tuple[Any, ...]:
    found = [p for p in facts.pairs(why) if p[1]]
    return found[0] if found else ()


def _home(facts: Facts) -> list[Raw]:
    """How the others of its part of the country moved, those that stand out."""
    moved = sorted(((r, g) for r, _, g in facts.pairs("home") if g), key=lambda p: -value(p[1]))
    if not moved or not facts.agenda.home:
        return []
    ends = [*moved[:1], *(moved[-1:] if len(moved) > 1 else [])]
    return [(("story.home",), {"rates": [g for _, g in ends], "moved": ends, "scope": facts.agenda.home}, 4.0, "rival")]


def _inside(facts: Facts) -> list[Raw]:
    """The largest of the places held inside a region."""
    large = [(r, level, growth) for r, level, growth in facts.pairs("within") if level][:3]
    share = facts.roles(share="region:share")
    return [(("race.largest",), {"levels": [e for _, e, _ in large], "pairs": large, **share}, 5.0, "rival")] if len(large) > 1 else []
