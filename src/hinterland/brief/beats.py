"""The sentences that a brief may choose from: each with its template, the claims it joins, how much it is worth and what it is about.

Weights run from 0 to 10 and follow three rules: what gave much of the change comes before what is merely large, what moved far before what moved little, and
what sets the subject apart before what it shares with all. A sentence of weight 0 stands in the detail alone, which has all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.brief.adversary import MONTH, STILL
from hinterland.brief.background import background
from hinterland.brief.beat import Beat
from hinterland.brief.facts import Facts, apart, differ
from hinterland.brief.flows import flows
from hinterland.brief.members import fastest_held, wholes
from hinterland.brief.printed import of_printed
from hinterland.brief.terms import FLOWS
from hinterland.brief.values import AS_SAID, TURN, Roles, answer, caution, is_record, is_young, place, stands_on, unbroken, value, years_of
from hinterland.brief.values import base as began
from hinterland.brief.weight import weights
from hinterland.claims import Evaluated
from hinterland.codes import Period
from hinterland.language.write import middle

LARGE = Decimal(15)
"""In percent: a product or partner with such a share is worth a sentence."""

FAST = Decimal(25)
"""In percent: one that grew so fast is too."""

WORTH = Decimal(8)
"""In percent: the smallest share of a product or partner that the story reports where a share is held."""

SOME = Decimal("1.5")
"""In percent: the smallest share of one that grew twice as fast as `FAST`."""

CARRIES = Decimal(30)
"""In percent: a share from which on a sentence needs no level or rate."""
TOP = 3
"""Places up to this one are worth a sentence."""

SLICES = 15
"""How many products, partners or kinds of enterprise there is a sentence for, the largest; customs records hold hundreds."""

LONG_RUN = 5
"""Years in a row from which on a run is worth a sentence."""

BRIEFLY = 2
"""Years above a mark up to which its loss is no first for years."""

FALL = Decimal(10)
"""In percent: a large partner or product that fell so far comes before those that rose."""

TURNED = Decimal("1.05")
"""Times both its ends: a peak between them leaves no pace over the years to tell of."""

SLUMP = Decimal(5)
"""In percent: a rate over several years from a year that fell so far would count the recovery as growth."""

STALE = 12
"""Months before the period's end from which on a structure is old news."""

HALF = Decimal("0.5")
"""What is left of less than this has more than halved."""

PARTS_LEFT = (10, 5, 4, 3, 2)
"""Parts of a peak that readers have words for: a level below one of them is said to be less than that."""

PRINTED = 0.06
"""In percentage points: a rate so near to that between two levels prints as it does, but for rounding."""

MONTHS_HELD = 24
"""How many months a record month has to look back on."""


def beats(facts: Facts) -> Iterator[Beat]:
    """All sentences on these facts, beside the event and the race."""
    if estimated := dict(facts.roles(whole_="implied:total", growth="implied:growth")):
        yield Beat(("story.estimate",), estimated, 0.0, "estimate", "changed")
        early, implied = facts.get(f"stretch:growth:{facts.flow}"), estimated.get("growth")
        is_turn = bool(early and implied and facts.agenda.period.kind == "year" and value(early) * value(implied) < 0)
        yield Beat(("story.basis",), dict(facts.roles(level="implied:level", share="implied:share")), 0.0, "basis", "changed")
        if is_turn:
            yield Beat(("story.rest",), {"turn": implied, "halved": _left(facts) < HALF}, 0.0, "implied-rest", "changed")
    yield from flows(facts)
    yield from _alone(facts)
    for about, section in (("product", "products"), ("firms", "enterprises"), ("partner", "partners")):
        yield from _slices(facts, about, section)
    yield from _partners(facts)
    yield from _standing(facts)
    yield from _home(facts)
    yield from wholes(facts)
    yield from _past(facts)
    yield from background(facts)
    yield from _exposure(facts)
    yield from _economy(facts)


def _alone(facts: Facts) -> Iterator[Beat]:
    """The month that was asked for, where the brief is of its year to date: a clause of its own beside that of the year before, else with exports and imports."""
    level, last, growth = facts.get(f"month:level:{facts.flow}"), facts.get("month:before"), facts.get("month:growth")
    if facts.agenda.month is None or level is None:
        return
    both = facts.roles(export="month:level:export", import_="month:level:import") if facts.flow == "total" else {}
    way = value(growth) if growth else value(level) - value(last) if last else 0
    against = bool(facts.growth and value(facts.growth) * way < 0)
    record = facts.yes("months:record")
    beside = {"growth": growth} if growth else {"last": last} if last else both
    early = facts.get(f"stretch:growth:{facts.flow}") if growth and not against else None
    ahead = {"early": early} if early and growth and abs(value(growth) - value(early)) >= MONTH / 2 else {}
    roles = {"level": level, **beside, "against": against, **({"record": record} if record else {}), **ahead}
    # Levels that nothing is set beside say little, but where the holiday leaves nothing to set beside them.
    says_something = growth or last or record or caution(level, "lunar-new-year")
    yield Beat(("story.month-alone",), roles, 3.45 if says_something else 0.0, "month-alone", "changed")
    if (growth or last) and len(both) == 2:
        yield Beat(("story.flows",), dict(both), 0.0, "alone-by-flow", "changed")


# -- products, partners


def _slices(facts: Facts, about: str, section: str) -> Iterator[Beat]:
    found = facts.slices(section)[:SLICES]
    seen = set[tuple[str, ...]]()
    # A partner comes no later than smaller ones that grew faster.
    worth = [_slice_weight(roles) for roles in found]
    worth = [max(worth[n:]) if section == "partners" and "share" in r and worth[n] > 0 else worth[n] for n, r in enumerate(found)]
    for number, roles in enumerate(found):
        i = next(iter(roles.values())).claim.indicator
        again = (i.product, i.partner, i.regime) in seen
        seen.add((i.product, i.partner, i.regime))
        in_full = {"multiple_" if k == "multiple" else k: e for k, e in roles.items()}
        main = {**_main(roles), **_gave(facts, roles), **_then(facts, roles)}
        weight = 0.0 if again else max(0.0, worth[number] - number / 100)
        yield Beat(("story.slice",), main, weight, about, "products" if about == "firms" else section, in_full)
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
    if not (now and then and "share" in roles and roles["share"].claim.id == now.claim.id):
        return {}
    part, whole = roles.get("growth"), facts.get(f"totals:growth:{now.claim.indicator.flow}")
    beside = part and whole and now.claim.period == whole.claim.period and _last_year(then, whole)
    return {"then": then, "computed": of_printed(now, part, whole) if part and whole and beside else None}


def _last_year(then: Evaluated, now: Evaluated) -> bool:
    """Whether a claim is of the year before another's."""
    return then.claim.period == str(Period.parse(now.claim.period or "").shift(-12))


def _slice_weight(roles: Roles) -> float:
    """How much a product or partner is worth a sentence: by its share and how far it moved."""
    growth, share, multiple = roles.get("growth"), roles.get("share"), roles.get("multiple")
    partner = next(iter(roles.values())).claim.indicator.partner
    # A level that follows from a later year counts the countries that a group has by then.
    if partner.startswith("top-") or (not codes.get("partner", partner).computable and any(e.how == "derived" for e in roles.values())):
        return 0
    if "level" not in roles and not (growth and share):
        return 3.0 if share and value(share) >= CARRIES else 0
    size = float(value(share)) if share else 10.0
    if share and value(share) < WORTH:
        return (4.5 if value(growth) >= 2 * FAST else 3.6 if value(growth) >= FAST else 0) if growth and value(share) >= SOME else 0
    if multiple and (answer(multiple).low or 0) >= 2:
        return 8.0
    if growth and abs(value(growth)) >= FAST and size >= float(LARGE):
        return 6.5
    if growth and value(growth) <= -FALL:
        return 6.7
    if not growth and not (share and size >= float(LARGE)):
        return 0
    moved = min(abs(float(value(growth))), 100) / 100 if growth and "level" in roles else 0
    return (4.0 if growth else 3.0) + min(size, 60) / (40 if growth else 60) + moved if size >= LARGE or growth else 0


def _partners(facts: Facts) -> Iterator[Beat]:
    if growing := facts.get("partners:growing"):
        yield Beat(("detail.growing-partners",), {"growing": growing}, 0.0, "partner", "partners")
    if largest := facts.get("partners:largest"):
        yield Beat(("detail.largest-partner",), {"largest": largest}, 4.4, "partner", "partners")


# -- places and weights


def _standing(facts: Facts) -> Iterator[Beat]:
    """Places, pace and weight in the nation."""
    ranks = [e for name, e in facts.named.items() if name.startswith("region:growth-rank:") and place(e)]
    # A place among all holds in the subject's own part of the country too.
    wide = [place(e) for e in ranks if e.claim.scope == facts.agenda.terms.home.peers]
    fast = [e for e in ranks if _leads(e) and (e.claim.scope == facts.agenda.terms.home.peers or place(e) not in wide)]
    grew = facts.growth is not None and value(facts.growth) >= TURN
    if grew and (but := fastest_held(facts, "fastest-held")):
        yield Beat(("story.pace-but",), but, 7.0, "pace")
    elif grew and fast:
        speeds = {r: g for e in fast for r in e.members if (g := facts.get(f"region:growth:{r}"))}
        roles = {"fast": fast, "rates": [g for g in speeds.values() if not stands_on(g)], "speeds": speeds}
        yield Beat(("story.pace",), roles, 7.0 if place(fast[0]) == 1 else 5.0, "pace")
    passed, taken = facts.passed("below"), facts.passed("above")
    home = f"region:rank:{facts.agenda.home}"
    rank = dict(facts.roles(rank="region:rank", home_rank=home, rank_before="region:rank-before", rank_then="region:rank-then"))
    moved = {"rank", "rank_before"} <= rank.keys() and place(rank["rank"]) != place(rank["rank_before"])
    if "rank" in rank and place(rank["rank"]) == rank["rank"].asked:
        rank.pop("home_rank", None)  # Last of all is last at home.
    # Where the lead has the place among all, the first or last of a part of the country is said by itself.
    home_rank = rank.get("home_rank")
    if home_rank and "rank" in rank and moved and place(home_rank) in (1, home_rank.asked):
        del rank["home_rank"]
    elif "rank" in rank:
        home_rank = None
    if any({"export", "export_growth"} & b.roles.keys() for b in flows(facts)):
        rank |= _flow_ranks(facts)
    if passed:
        yield Beat(
            ("story.passed",), {"passed": passed, "taken": taken, **({} if taken else _fell_too(facts, passed)), **rank}, 6.8, "place"
        )
    elif "rank" in rank:
        lost = (place(rank["rank"]) or 0) - (place(rank["rank_before"]) or 0) if moved else 0
        taken = taken if len(taken) == lost else []
        yield Beat(("story.rank",), {**rank, "taken": taken, **facts.other(taken)}, 5.6 if moved else 3.5, "place")
    share = facts.get("home:share")
    # More than half of a part of the country is the largest of it.
    if home_rank and not (place(home_rank) == 1 and share and 2 * value(share) > 100):
        yield Beat(("story.rank",), {"rank": home_rank, "taken": []}, 3.4, "home-place" if "rank" in rank else "place")
    joined = facts.get("region:first:home")
    if joined and 1 < (place(joined) or 0) <= TOP and not is_young(joined):
        yield Beat(("story.joined",), {"joined": joined}, 5.0, "joined")
    if (slow := facts.get("mined:slowest")) and facts.growth:
        only = facts.yes(f"region:fell:{slow.claim.scope}")
        if not only and value(facts.growth) < 0 and slow.asked <= TOP and facts.get("home:growth"):
            slow = None  # Of two or three the steepest fall would say that all fell.
    if slow and facts.growth:
        yield Beat(("story.slowest",), {**({"only": only} if only else {}), "slow": slow, "slow_rate": facts.growth}, 5.4, "pace")
    behind = {f"{flow}s": [e for n, e in facts.named.items() if n.startswith(f"mined:passed:{flow}:")] for flow in FLOWS[1:]}
    if any(behind.values()):
        at = {f"{flow}_place": e for flow in FLOWS[1:] if behind[f"{flow}s"] and (e := facts.get(f"region:rank:{flow}")) and place(e)}
        yield Beat(("story.passed-flow",), {**behind, **at}, 3.9, "place-by-flow")
    yield from weights(facts)


def _flow_ranks(facts: Facts) -> Roles:
    """The place by exports where it is another than that by trade, and that by imports in its stead where this is better than both."""
    whole = facts.place("region:rank")
    ranks = {flow: e for flow in FLOWS[1:] if whole and (e := facts.get(f"region:rank:{flow}")) and place(e) not in (None, whole)}
    better = min(ranks.values(), key=lambda e: place(e) or 0, default=None)
    if whole and better and (place(better) or whole) > whole:
        better = ranks.get("export")
    return {part: e for part, e in (("export_rank", ranks.get("export")), ("flow_rank", better)) if e}


def _fell_too(facts: Facts, passed: list[Evaluated]) -> dict[str, Any]:
    """The rate of the only region overtaken, where its trade fell."""
    rate = facts.get(f"region:growth:{passed[0].claim.relation.versus}") if len(passed) == 1 else None
    return {"lost": rate} if rate and value(rate) <= -TURN else {}


def _leads(e: Evaluated) -> bool:
    """Whether a place is worth a word: the first, or one of the first three in the first third."""
    at = place(e) or e.asked
    return at == 1 or (at <= TOP and TOP * at <= e.asked)


def _home(facts: Facts) -> Iterator[Beat]:
    """How its part of the country moved beside the subject, and the subject's weight in it; ahead of other sentences where the two went apart."""
    roles = dict(facts.roles(home_growth="home:growth", home_share="home:share"))
    own = facts.growth
    if "home_growth" not in roles or own is None or not differ(own, roles["home_growth"]):
        return
    against = value(own) * value(roles["home_growth"]) < 0
    if against and min(abs(value(own)), abs(value(roles["home_growth"]))) < STILL:
        return
    if "home_share" in roles and (against or value(roles["home_share"]) < LARGE):
        del roles["home_share"]
    weight = 6.9 if value(own) > 0 > value(roles["home_growth"]) else 3.3
    # Who grew fastest of all its part of the country grew faster than that as a whole.
    if not against and value(own) >= TURN and facts.place(f"region:growth-rank:{facts.agenda.home}") == 1:
        del roles["home_growth"]
        if not roles:
            return
    # Beside a nation that went as the group did, the lead has said so.
    if not (against and (nation := facts.get("nation:growth")) and value(own) * value(nation) < 0):
        yield Beat(("story.home",), {**roles, "own": own, "scope": facts.agenda.home, "against": against}, weight, "home")


# -- the past, exposure, the economy


def _past(facts: Facts) -> Iterator[Beat]:
    """A month that ran otherwise than its period, the years behind, the peak, runs."""
    growth, level = facts.growth, facts.level
    month, record = facts.roles(month="months:level", month_growth="months:growth"), facts.yes("months:record")
    if len(month) == 2 and not facts.agenda.month:
        far = growth is not None and abs(value(month["month_growth"]) - value(growth)) >= 2 * MONTH
        stretch = facts.agenda.stretch
        fresh = stretch is not None and Period.parse(month["month"].claim.period or "").end >= stretch.end - 1
        early = facts.get(f"stretch:growth:{facts.flow}")
        fast = fresh and early is not None and abs(value(month["month_growth"]) - value(early)) >= MONTH
        weight = (5.8 if far or record else 0.0) if growth else 0.0 if level else 6.6 if fast else 4.2 if fresh else 0.0
        ended = Period.parse(month["month"].claim.period or "").end == facts.agenda.period.end
        weight = weight if ended or not growth else 0.0
        roles = {**month, "ended": ended, **({"record": record} if record else {})}
        yield Beat(("story.month",), roles, weight if facts.is_late or not growth else 0.0, "month", "changed")
    streak, longest = facts.get("past:streak"), facts.get(f"past:record:{facts.flow}")
    if streak and (place(streak) or 0) >= LONG_RUN and growth and abs(value(growth)) >= STILL:
        yield Beat(("story.streak",), {"streak": streak}, 3.5, "streak")
    passed = facts.yes("past:first")
    mark = passed or facts.get("mined:first")
    if (
        mark
        and _is_round(mark)
        and (mark.claim.relation.test == "<" or not is_young(mark))
        and (mark.claim.relation.test == "<" or not mark.claim.relation.window)
    ):
        above = _above(mark)
        stood = (facts.agenda.period.year or 0) - int(above or 0)
        below = mark.claim.relation.window if mark.claim.relation.test == "<" and not above else None
        # Above in the year before alone, both levels stand in the event.
        if not (above and stood == 1) and (not below or (facts.agenda.period.end - Period.parse(below).end) // 100 > BRIEFLY + 1):
            yield Beat(("story.mark",), {"mark_": mark, "above": above, "stood": stood if stood <= BRIEFLY else 0}, 3.7, "mark")
    if facts.agenda.period.kind == "month" and longest and place(longest) == 1 and longest.held >= MONTHS_HELD:
        yield Beat(("story.record-month",), {"record": longest}, 6.0, "record")
    rate = facts.roles(rate_="past:cagr", then="past:level-then")
    slump = (begun := facts.get("past:growth-then")) and value(begun) <= -SLUMP
    peak = facts.get("past:peak")
    # A path that turned between has no pace, nor has one down from a peak.
    begun_at = rate.get("then")
    turned = bool(begun_at and level and peak and _has_turned(begun_at, level, peak))
    if (
        len(rate) == 2
        and growth
        and not (slump or turned)
        and abs(value(rate["rate_"])) >= max(AS_SAID, (answer(rate["rate_"]).width or AS_SAID))
    ):
        slumps = facts.named.get("past:slump")
        falls = max(1, (place(slumps) if slumps else 0) or 0) if value(growth) < 0 else 0
        start = {"then": rate["then"], "level": level} if level and _leads_to(rate["then"], level, rate["rate_"]) else {}
        yield Beat(("story.since",), {"rate_": rate["rate_"], **start, "falls": falls}, 3.8, "since", "changed")
    if facts.agenda.period.kind == "year" and longest and place(longest) == 1 and longest.held >= LONG_RUN and unbroken(longest):
        yield Beat(("story.record",), {"record": longest}, 3.4, "record")
    for way in ("highest", "lowest"):
        pace = facts.get(f"past:pace:{way}")
        if pace and growth and is_record(pace) and not stands_on(growth) and (way == "highest") <= (value(growth) > 0):
            yield Beat(("story.pace-record",), {"pace": pace, "fell": value(growth) < 0, "high": way == "highest"}, 3.6, "pace-record")
    year_before = str(facts.agenda.period.shift(-12))
    if peak and level and growth and value(growth) < 0 and value(peak) > value(level) and peak.claim.period != year_before:
        record = facts.get("past:peak-record")
        sure = record and is_record(record)
        left = next((n for n in PARTS_LEFT if n * (answer(level).high or value(level)) < (answer(peak).low or value(peak))), 0)
        yield Beat(
            ("story.peak",),
            {"peak": peak, "level": level, "left": left, **({"record": record} if sure else {})},
            4.5 if sure or left else 0.0,
            "peak",
        )


def _leads_to(then: Evaluated, now: Evaluated, rate: Evaluated) -> bool:
    """Whether a level grows to another one at a yearly rate, as all three are printed: else the rate rests on another release of the first."""
    years = years_of(rate)
    pace: float = 100 * (math.pow(value(now) / value(then), 1 / years) - 1) if years > 0 and value(then) > 0 else 0.0
    return abs(pace - float(value(rate))) < PRINTED


def _has_turned(first: Evaluated, last: Evaluated, peak: Evaluated) -> bool:
    """Whether a path between two years has a peak well above its ends, begins at one or below an earlier one."""
    is_before = (peak.claim.period or "") < (last.claim.period or "")
    return is_before and value(peak) > TURNED * max(value(e) for e in (first, last) if e.claim.period != peak.claim.period)


def _left(facts: Facts) -> Decimal:
    """What an estimate leaves of the rest of a year beside that of the year before, as a part at most; 1 where that isn't known."""
    whole, before, early = (facts.get(n) for n in ("implied:total", "totals:before:1", f"stretch:level:{facts.flow}"))
    rate = facts.get(f"stretch:growth:{facts.flow}")
    if not (whole and before and early and rate):
        return Decimal(1)
    (most, last), (now, pace) = ((answer(whole).high, answer(before).low), (answer(early).low, answer(rate).low))
    if most is None or last is None or now is None or pace is None:
        return Decimal(1)
    rest = last - 100 * (answer(early).high or now) / (100 + pace)
    return (most - now) / rest if rest > 0 else Decimal(1)


def _is_round(mark: Evaluated) -> bool:
    """Whether a mark is one digit with zeros behind it, which readers know."""
    return len((mark.claim.relation.threshold or Decimal(0)).normalize().as_tuple().digits) == 1


def _above(mark: Evaluated) -> str:
    """The year after that in which a level last stood below a mark that it fell below again, where it is known to have stood above it; else nothing."""
    below, threshold = mark.claim.relation.window, mark.claim.relation.threshold
    then = Period.parse(below).shift(12) if below and threshold and mark.claim.relation.test == "<" else None
    if then is None or then.kind != "year" or threshold is None:
        return ""
    held = [o.interval.low for o in mark.evidence.observations if o.period == str(then) and o.indicator.op == "level"]
    return str(then) if any(low is not None and low > threshold for low in held) else ""


def _exposure(facts: Facts) -> Iterator[Beat]:
    """The largest parts of trade, how much was value and how much volume; how far exports have climbed and the best and worst year in the detail."""
    for axis in ("partners", "products"):
        parts = [e for n, e in facts.named.items() if n.startswith(f"exposure:{axis}:")]
        late = parts and Period.parse(parts[0].claim.period or "").end >= facts.agenda.period.shift(-STALE).end
        is_apart = axis == "partners" and (len(parts) > 1 or not facts.slices("partners"))
        if parts and late:
            now = is_apart and parts[0].claim.period == facts.now
            weight = 0.0 if not now else 3.6 if facts.slices("partners") else 5.0
            yield Beat(("story.parts",), {"some": parts[:TOP]}, weight, "partner", "exposure", {"some": parts})
    for key, names, weight in (
        ("volume", ("value", "quantity"), 3.7),
        ("advanced", ("now", "then"), 0.0),
        ("years", ("best", "worst"), 0.0),
    ):
        roles = facts.roles(**{name: f"exposure:{name}" for name in names})
        if len(roles) == 2:
            own = weight if roles[names[0]].claim.period == facts.now else 0.0
            yield Beat((f"detail.{key}",), dict(roles), own, "product" if key == "volume" else key, "exposure")


def _economy(facts: Facts) -> Iterator[Beat]:
    for concept in (c.code for c in codes.entries("concept") if c.code != "trade"):
        roles = facts.roles(**{part: f"economy:{part}:{concept}" for part in ("level", "growth", "rank")})
        if roles:
            yield Beat(("detail.economy",), {"some": next(iter(roles.values())), **roles}, section="economy")
        change = facts.get(f"economy:change:{concept}")
        if change and (begun := began(change)) and middle(begun) != value(change):
            yield Beat(("detail.change",), {"e": change, "up_from": middle(begun) < value(change)}, section="economy")
