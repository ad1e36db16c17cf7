"""The sentences that a brief may choose from: each with its template, the claims it joins, how much it is worth and what it is about.

Weights run from 0 to 10 and follow three rules: what gave much of the change comes before what is merely large, what moved far before what moved little, and
what sets the subject apart before what it shares with all. A sentence of weight 0 stands in the detail alone, which has all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.brief.adversary import MONTH, base
from hinterland.brief.facts import Facts, apart
from hinterland.brief.voice import AS_SAID, TURN, Roles, answer, place, value
from hinterland.brief.voice import base as began
from hinterland.claims import Evaluated
from hinterland.codes import Period
from hinterland.language.write import middle
from hinterland.outlook.shift import TOLD

LARGE = Decimal(20)
"""In percent: a product or partner with such a share is worth a sentence."""

FAST = Decimal(25)
"""In percent: one that grew so fast is too."""

FEW = 12
"""How many members above a mark are few enough to say so in the brief of one of them."""

WORTH = Decimal(5)
"""In percent: the smallest share of a product or partner that the story tells of where a share is held."""

TOP = 3
"""Places up to this one are worth a sentence."""

CLOSE = Decimal("0.03")
"""The part of its level by which the next below may lie behind for the gap to be told."""

DIFFERENT = Decimal("0.03")
"""The part by which a share must have moved for the one before to be told beside it."""

SLICES = 15
"""How many products, partners or kinds of enterprise there is a sentence for, the largest; customs records hold hundreds."""

FILLS = 2.0
"""The weight of a sentence that stands where there is nothing better."""

TURNED = Decimal(2)
"""In percentage points: a year whose growth lies so far from that of its first months ended otherwise than it began."""

STALE = 12
"""Months before the period's end from which on a structure is old news."""

MONTHS_HELD = 24
"""How many months a record month has to look back on."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A sentence to be: the keys of its templates, joined as they stand, the claims and values they name, and how much it is worth saying of what.

    `more` are claims that only the detail tells with it; `section` is the part of the detail that it belongs to, if any.
    """

    keys: tuple[str, ...]
    roles: dict[str, Any] = field(default_factory=dict)
    weight: float = 0.0
    about: str = ""
    section: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def claims(self) -> list[Evaluated]:
        """The claims it tells."""
        found: list[Evaluated] = []
        for each in self.roles.values():
            found += [e for e in (each if isinstance(each, list | tuple) else [each]) if isinstance(e, Evaluated)]
        return found

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the claims it tells."""
        return frozenset(e.claim.id for e in self.claims)


def beats(facts: Facts) -> Iterator[Beat]:
    """All sentences on these facts, beside the event and the race."""
    yield from _flows(facts)
    for about, section in (("product", "products"), ("firms", "enterprises"), ("partner", "partners")):
        yield from _slices(facts, about, section)
    yield from _partners(facts)
    yield from _standing(facts)
    yield from _home(facts)
    yield from _whole(facts)
    yield from _past(facts)
    yield from _exposure(facts)
    yield from _economy(facts)


# -- flows, products, partners


def _flows(facts: Facts) -> Iterator[Beat]:
    """Exports and imports of the period, or of the stretch of its year they are held of; and the year to date beside a month."""
    own = _of_flows(facts, "totals") if facts.flow == "total" else {}
    both = {"export_growth", "import_growth"} <= own.keys()
    if {"export", "export_growth"} & own.keys():
        gap = abs(value(own["export_growth"]) - value(own["import_growth"])) if both else 0
        yield Beat(("story.flows",), own, 7.5 if gap >= 10 else 5.5 if both else 3.4, "flows", "changed")
    if not facts.agenda.stretch:
        return
    whole = facts.roles(growth=f"stretch:growth:{facts.flow}", level=f"stretch:level:{facts.flow}", nationwide="stretch:nation")
    parts = _of_flows(facts, "flows") if facts.flow == "total" else {}
    if {"growth", "level"} <= whole.keys() and facts.level:
        yearly = facts.agenda.period.kind == "year"
        way, gap = _way(whole["growth"], facts.growth)
        if yearly and gap >= TURNED:
            yield Beat(("story.turn",), {"growth": whole["growth"], **facts.roles(nationwide="stretch:nation"), "way": way}, 5.6, "stretch")
        to_date = not yearly and facts.agenda.stretch.end == facts.agenda.period.end
        yield Beat(("story.stretch",), dict(whole), 6.2 if to_date else FILLS if yearly else 0.0, "stretch", "changed")
    if not both and {"export_growth", "import_growth"} <= parts.keys():
        yield Beat(("story.flows",), parts, 5.4, "flows", "changed")


def _way(part: Evaluated, whole: Evaluated | None) -> tuple[str, Decimal]:
    """How a year ended, beside the part of it that is held, and how far apart their rates lie, in percentage points."""
    if whole is None:
        return "", Decimal(0)
    then, now = value(part), value(whole)
    if then * now < 0:
        return ("up" if now > 0 else "down"), abs(now - then)
    ways = ("slower", "faster") if now > 0 else ("deeper", "narrower")
    return ways[now > then], abs(now - then)


def _of_flows(facts: Facts, name: str) -> dict[str, Any]:
    return dict(
        facts.roles(
            export_growth=f"{name}:growth:export",
            export=f"{name}:level:export",
            import_growth=f"{name}:growth:import",
            import_=f"{name}:level:import",
            balance=f"{name}:balance",
        )
    )


def _slices(facts: Facts, about: str, section: str) -> Iterator[Beat]:
    found = facts.slices(section)[:SLICES]
    for number, roles in enumerate(found):
        told = {"multiple_" if k == "multiple" else k: e for k, e in roles.items()}
        main = {**_main(roles), **_gave(facts, roles), **_then(facts, roles)}
        weight = max(0.0, _slice_weight(roles) - number / 100)
        yield Beat(("story.slice",), main, weight, about, "products" if about == "firms" else section, told)
    if section != "enterprises" and len(found) > 1 and not apart(found):
        yield Beat(("detail.overlap",), about=about, section=section)


def _main(roles: Roles) -> dict[str, Any]:
    """The claims of a slice, the one it turns on first; a share that is small and a multiple that is no doubling say nothing."""
    doubled = "multiple" in roles and (answer(roles["multiple"]).low or 0) >= 2
    large = "share" in roles and (value(roles["share"]) >= LARGE or doubled or "level" not in roles)
    order = ("level", "growth", *(("share",) if large else ()), *(("multiple",) if doubled else ()))
    return {"multiple_" if k == "multiple" else k: roles[k] for k in order if k in roles}


def _gave(facts: Facts, roles: Roles) -> dict[str, Any]:
    """How much of the growth of exports a product gave, where that is held and much."""
    gave = facts.get("exposure:gave")
    some = next(iter(roles.values())).claim
    same = gave and gave.claim.indicator.product == some.indicator.product and gave.claim.period == some.period
    return {"gave": gave} if same and some.indicator.measure == "value" else {}


def _then(facts: Facts, roles: Roles) -> dict[str, Any]:
    """The share of a product a year or more before, where that is held."""
    now, then = facts.get("exposure:now"), facts.get("exposure:then")
    return {"then": then} if now and then and "share" in roles and roles["share"].claim.id == now.claim.id else {}


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


def _partners(facts: Facts) -> Iterator[Beat]:
    if growing := facts.get("partners:growing"):
        yield Beat(("detail.growing-partners",), {"growing": growing}, 3.9, "partner", "partners")
    if largest := facts.get("partners:largest"):
        yield Beat(("detail.largest-partner",), {"largest": largest}, 4.4, "partner", "partners")


# -- places and weights


def _standing(facts: Facts) -> Iterator[Beat]:
    """Places, pace and weight in the nation."""
    ranks = [e for name, e in facts.named.items() if name.startswith("region:growth-rank:") and place(e)]
    fast = [e for e in ranks if (place(e) or 9) <= TOP]
    if fast:
        yield Beat(("story.pace",), {"fast": fast}, 7.0 if place(fast[0]) == 1 else 5.0, "pace")
    elif whole := facts.get(f"region:growth-rank:{facts.agenda.terms.home.peers}"):
        yield Beat(("story.pace-rank",), {"rank": whole}, 3.4 if place(whole) else 0.0, "pace")
    passed = facts.yes("region:passed:below")
    rank = facts.roles(rank="region:rank", home_rank=f"region:rank:{facts.agenda.home}", rank_before="region:rank-before")
    moved = {"rank", "rank_before"} <= rank.keys() and place(rank["rank"]) != place(rank["rank_before"])
    if passed:
        yield Beat(("story.passed",), {"passed": passed, **rank}, 6.8, "place")
    elif "rank" in rank:
        yield Beat(("story.rank",), dict(rank), 5.6 if moved else 3.4, "place")
    flows = facts.roles(export="totals:share:export", import_="totals:share:import")
    if len(flows) == 2:
        yield Beat(("story.flow-shares",), dict(flows), FILLS + 1, "flow-shares")
    gaps = facts.roles(export="totals:faster:export", import_="totals:faster:import")
    if len(gaps) == 2 and all(abs(value(e)) >= TURN for e in gaps.values()):
        yield Beat(("story.flows-faster",), dict(gaps), 3.9, "flows-faster")
    exports = facts.get("region:rank:export")
    if exports and "rank" in rank and place(exports) and place(exports) != place(rank["rank"]):
        yield Beat(("story.export-rank",), {"rank": exports}, 3.4, "export-rank")
    faster = facts.get("totals:faster")
    if faster and abs(value(faster)) >= TURN and facts.growth and value(facts.growth) > 0:
        yield Beat(("story.faster",), {"faster": faster}, 4.4, "pace")
    weight = dict(facts.roles(share="totals:share-of-nation", contribution="totals:contribution", share_before="totals:share-before"))
    if "share" in weight:
        if "share_before" in weight and not _differs(weight["share"], weight["share_before"]):
            del weight["share_before"]
        more = "contribution" in weight and value(weight["contribution"]) > 2 * value(weight["share"])
        yield Beat(("story.weight",), {**weight}, 4.6 if more else 4.0 if "share_before" in weight else 3.0, "weight")


def _differs(now: Evaluated, then: Evaluated) -> bool:
    """Whether a share lies far enough from an earlier one, and both are known well enough to say so."""
    apart = abs(value(now) - value(then))
    return apart >= DIFFERENT * value(now) and all(4 * (answer(e).width or 0) <= apart for e in (now, then))


def _home(facts: Facts) -> Iterator[Beat]:
    """How its part of the country moved, who of it moved fastest and slowest, and the subject's weight in it."""
    roles = facts.roles(home_growth="home:growth", home_share="home:share")
    if "home_growth" not in roles:
        return
    ends = [(r, g) for r, _, g in facts.pairs("home") if g and r != facts.agenda.subject]
    sure = [e for e in (facts.get("home:speed:desc"), facts.get("home:speed:asc")) if e and place(e) == 1]
    named = {"moved": ends, "rates": [g for _, g in ends], "sure": len(sure) == 2, "sures": sure} if len(ends) == 2 else {}
    yield Beat(("story.home",), {**roles, **named, "scope": facts.agenda.home}, 3.3, "home")


def _whole(facts: Facts) -> Iterator[Beat]:
    """What the members of a nation or group add up to."""
    club, new = facts.get("region:club"), facts.get("region:new")
    told = club is not None and (place(club) or 0) < club.asked and (new is not None or (place(club) or 0) > 1)
    if club and place(club) and told and (facts.is_whole or (facts.place("region:first:peers") or FEW) < FEW):
        yield Beat(("story.club",), {"club": club, **({"new": new} if new and place(new) else {})}, 8.0 if new else 4.0, "club")
    if facts.is_whole:
        gave = [(n.rsplit(":", 1)[1], e) for n, e in facts.named.items() if n.startswith("region:contribution:")]
        if gave:
            yield Beat(("story.gave",), {"rates": [e for _, e in gave], "gave": gave}, 6.0, "gave")
        fastest, slowest = facts.pairs("fastest"), facts.pairs("slowest")
        moved = [(r, g) for r, _, g in (*fastest[:1], *slowest[-1:]) if g]
        if moved and not _tied(fastest[:2]) and not _tied(slowest[-2:]):
            yield Beat(("story.ends",), {"rates": [g for _, g in moved], "moved": moved, **_sure(facts)}, 6.6, "ends")
        growing = facts.get("region:growing")
        if growing and place(growing):
            yield Beat(("story.growing",), {"growing": growing, "all": place(growing) == growing.asked}, 5.2, "growing")
        parts = [(n.rsplit(":", 1)[1], e) for n, e in facts.named.items() if n.startswith("region:part:")]
        if len(parts) > 1:
            yield Beat(("story.shares",), {"shares": [e for _, e in parts], "parts": parts}, 3.8, "shares")
    yield from _shift(facts)


def _tied(pairs: list[tuple[str, Evaluated | None, Evaluated | None]]) -> bool:
    """Whether it isn't known which of two grew faster."""
    rates = [answer(g) for _, _, g in pairs if g]
    return len(rates) == 2 and rates[0].meets(rates[1])


def _shift(facts: Facts) -> Iterator[Beat]:
    """The share of a group of a nation's regions now, at the first year held, and where it peaked between."""
    home = facts.agenda.terms.home
    for group in TOLD:
        now, then, peak = (
            facts.get(facts.held(*(f"shift:{group}:{when}:{whole}" for whole in (home.nation, home.peers))))
            for when in ("now", "before", "peak")
        )
        if now and then:
            yield Beat(("story.shift",), {"now": now, "then": then, **({"peak": peak} if peak else {}), "shifted": group}, 6.4, "shift")
            return


def _sure(facts: Facts) -> dict[str, Any]:
    """That nobody not held can have been faster than the fastest."""
    sure, first = facts.get("region:speed:desc"), next(iter(facts.beside("fastest")), None)
    return {"sure": sure} if sure and place(sure) == 1 and sure.claim.subject == first else {}


# -- the past, exposure, the economy


def _past(facts: Facts) -> Iterator[Beat]:
    """A month that ran otherwise than its period, the years behind, the peak, runs."""
    growth, level = facts.growth, facts.level
    month, record = facts.roles(month="months:level", month_growth="months:growth"), facts.yes("months:record")
    if len(month) == 2:
        far = growth is not None and abs(value(month["month_growth"]) - value(growth)) >= 2 * MONTH
        weight = 4.2 if growth is None else 0.0 if not facts.is_late else 5.8 if far or record else 3.3
        yield Beat(
            ("story.month",),
            {**month, **({"record": record} if record else {})},
            weight,
            "month",
            "changed",
        )
    streak, longest = facts.get("past:streak"), facts.get(f"past:record:{facts.flow}")
    if streak and (place(streak) or 0) >= 3:
        yield Beat(("story.streak",), {"streak": streak}, 3.7, "streak")
    if facts.agenda.period.kind == "month" and longest and place(longest) == 1 and longest.held >= MONTHS_HELD:
        yield Beat(("story.record-month",), {"record": longest}, 6.0, "record")
    rate = facts.roles(rate_="past:cagr", then="past:level-then")
    if len(rate) == 2 and abs(value(rate["rate_"])) >= max(AS_SAID, (answer(rate["rate_"]).width or AS_SAID)):
        other = base(facts)
        keys = ("story.since", f"against.{other.key}-clause") if other else ("story.since",)
        turned = other is not None and other.key == "base-turned"
        yield Beat(keys, {**rate, **(other.roles if other else {})}, 6.0 if turned else 3.8, "since", "changed")
    start, then = facts.get("past:start"), facts.get("past:level-then")
    if start and level and (then is None or start.claim.id != then.claim.id):
        yield Beat(("story.start",), {"start": start}, FILLS + 1, "start")
    dollars = facts.get("totals:other-currency")
    if dollars and growth:
        yield Beat(("story.currency",), {"other": dollars}, FILLS, "currency")
    peak = facts.get("past:peak")
    if peak and level and growth and value(growth) < 0 and value(peak) > value(level):
        yield Beat(("story.peak",), {"peak": peak}, 4.5, "peak")


def _exposure(facts: Facts) -> Iterator[Beat]:
    """The largest parts of trade, how much was value and how much volume, how far exports have climbed, the best and the worst year."""
    for axis in ("partners", "products"):
        parts = [e for n, e in facts.named.items() if n.startswith(f"exposure:{axis}:")]
        late = parts and Period.parse(parts[0].claim.period or "").end >= facts.agenda.period.shift(-STALE).end
        told = axis == "partners" and (len(parts) > 1 or not facts.slices("partners"))
        if parts and late:
            weight = 0.0 if not told else 3.6 if facts.slices("partners") else 5.0
            yield Beat(("story.parts",), {"some": parts[:TOP]}, weight, "partner", "exposure", {"some": parts})
    for key, names, weight in (
        ("volume", ("value", "quantity"), 3.7),
        ("advanced", ("now", "then"), 3.2),
        ("years", ("best", "worst"), 3.1),
    ):
        roles = facts.roles(**{name: f"exposure:{name}" for name in names})
        if len(roles) == 2:
            yield Beat((f"detail.{key}",), dict(roles), weight, "product" if key == "volume" else key, "exposure")


def _economy(facts: Facts) -> Iterator[Beat]:
    """What is held beside trade."""
    gdp = facts.get("economy:growth:gdp")
    if gdp and facts.growth:
        yield Beat(("story.economy",), {"gdp": gdp, **facts.roles(industry="economy:rank:industrial_revenue")}, 3.3, "economy")
    for concept in (c.code for c in codes.entries("concept") if c.code != "trade"):
        roles = facts.roles(**{part: f"economy:{part}:{concept}" for part in ("level", "growth", "rank")})
        if roles:
            yield Beat(("detail.economy",), {"some": next(iter(roles.values())), **roles}, section="economy")
        change = facts.get(f"economy:change:{concept}")
        if change and (begun := began(change)):
            yield Beat(("detail.change",), {"e": change, "up_from": middle(begun) < value(change)}, section="economy")


# -- the race


def rivals(facts: Facts) -> list[Beat]:
    """Who stands next to the subject and how far off; of a whole, or of a region of which parts are held, the largest of these."""
    level, around = facts.level, {f"{why}_{part}": x for why in ("above", "below") for part, x in _next(facts, why)}
    if facts.is_whole or not (level and around and facts.get("region:rank")):
        large = [(r, at, growth) for r, at, growth in facts.pairs("largest" if facts.is_whole else "within") if at][:TOP]
        share = facts.roles(share="region:share")
        return (
            [Beat(("race.largest",), {"levels": [e for _, e, _ in large], "pairs": large, **share}, about="rival")]
            if len(large) > 1
            else []
        )
    below = around.get("below_level")
    near = below is not None and value(level) - value(below) <= value(level) * CLOSE
    passed = facts.roles(passed="region:passed:above")
    return [Beat(("race.around",), {**around, "own": level, **passed, "near": near}, about="rival")]


def _next(facts: Facts, why: str) -> list[tuple[str, Any]]:
    """The code, level and growth of the one next to the subject."""
    found = next((p for p in facts.pairs(why) if p[1]), ())
    return [(part, x) for part, x in zip(("code", "level", "growth"), found, strict=False) if x]
