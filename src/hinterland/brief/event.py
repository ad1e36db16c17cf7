"""The event of a brief: what its headline and its first sentences say, chosen by consequence and surprise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.brief import adversary
from hinterland.brief.agenda import FASTEST, YEARS_BACK, threshold
from hinterland.brief.beat import Beat
from hinterland.brief.beats import beats
from hinterland.brief.document import sign
from hinterland.brief.facts import Facts, differ
from hinterland.brief.revisions import STEADY, superseded
from hinterland.brief.values import AS_SAID, TURN, Roles, answer, caution, is_coarse, is_record, is_young, place, stands_on, value
from hinterland.brief.weight import moved_share
from hinterland.claims import Evaluated
from hinterland.codes import Period

LOPSIDED = Decimal(5)
"""In percentage points: exports and imports that grew so far apart are the event themselves."""

MARGIN = Decimal(2)
"""In percentage points: a subject that outgrew its nation by so much has that in its headline."""

WAYS = ("after-fall", "after-rise", "smaller-fall", "larger-fall")
"""What the year before was beside this one, where the event's own sentence says it."""

REST = Decimal(3)
"""In percentage points: a month's rate from which on its turn against its year to date is the news."""

NEAR = Decimal("0.25")
"""In percentage points: a rate so near the nation's is close to it, neither above nor below."""

RUN = 3
"""Years of growth from which on a fall that ends them is said to be the first since."""

FAR_OFF = Decimal("0.1")
"""The part of a level first published for the year before by which that of the year lies off for the nation's rate, or a percentage, to stand beside it."""

APART = Decimal("0.3")
"""The same where the level itself was revised by much since."""

FAR = Decimal("1.1")
"""Times a mark: a level so far above it has no news in it."""


def event_of(facts: Facts) -> tuple[Beat, ...]:
    """The headline, the first sentence, and one on the year before, the other currency and the nation where that has no room in it."""
    level, growth = facts.level, facts.growth
    basic = {k: e for k, e in (("level", level), ("growth", growth)) if e}
    kind, roles = next(_events(facts)) if level and growth else ("bare", {})
    if not (level and growth):
        nearest = {"to_level": f"stretch:level:{facts.flow}", "to_growth": f"stretch:growth:{facts.flow}"}
        roles = dict(facts.roles(last=facts.held("totals:before:1", "totals:before:2"), **nearest))
    roles = {**basic, **roles}
    if not (level and growth):
        month = facts.roles(month="months:level", month_growth="months:growth")
        month = {**month, **facts.roles(date_level="months:to-date", date_growth="months:to-date-growth")} if len(month) == 2 else {}
        roles |= month if month and "to_level" not in roles and not basic else {}
        if level and len(flows := _flow_rates(facts)) == 2:
            roles.pop("last", None)
            record = facts.named.get(f"past:record:{facts.flow}")
            roles |= {"record": record} if record and is_record(record) else {}
            first = Beat(("story.event", *(("tail.record",) if "record" in roles else ())), roles, about="event")
            return Beat(("headline.by-flow",), {**roles, **flows}), first, *_flows(facts)
        last = roles.pop("last", None) if level else None
        if level and last and _end(last) > _end(level) - 200 and not is_coarse(level, last):
            off = abs(value(level) / value(last) - 1)
            hardly, is_cut = off * 100 <= STEADY, superseded(last) is not None
            sure = off >= (APART if superseded(level) else FAR_OFF if is_cut else 0)
            far = off >= FAR_OFF and not (is_cut or superseded(level))
            prior = "prior" if hardly and (sign(last.claim) != "‡" or last.how == "sum") else ""
            # Against a level that was revised since, or may have been, only what no revision can turn is said.
            kept = "last" if facts.is_moved else "steady" if facts.is_steady else prior
            kept = kept if sure else ""
            roles |= {**({kept: last} if kept else {"unsure": True}), **_flow_record(facts), "hardly": hardly, "far": far}
        record = facts.named.get(f"past:record:{facts.flow}")
        roles |= {"record": record} if level and record and is_record(record) else {}
        crossed = facts.yes("past:first")
        is_news = crossed and level and "last" in roles and ("record" not in roles or is_near(crossed, level))
        roles |= {"crossed": crossed} if is_news else {}
        # Several places lost are the news of a level that fell.
        if level and (not {"last", "record"} & roles.keys() or _gained(facts.moved()) < -1):
            return _undirected(facts, level, roles)
        return _of_stretch(facts, kind, roles, alone=not basic)
    beside = facts.roles(nationwide="nation:growth")
    before = adversary.earlier(growth, facts.get("past:growth-before")) if "slump" not in roles else None
    tail = _tail(facts, kind, roles)
    keys, apart = ["story.event", f"tail.{tail}"], dict[str, Any]()
    if before and before.key in WAYS:
        roles |= {**before.roles, **_first_fall(facts)}
        keys.insert(1, f"earlier.{before.key}")
    elif before:
        apart |= {**before.roles, "quick": before.key == "faster"}
    if not before and stands_on(growth):
        roles |= facts.roles(tumbled="past:tumbled")
    side = _side(growth, beside.get("nationwide"))
    if tail == "fastest" and not (apart and beside) and roles["fastest"].claim.scope == facts.agenda.terms.home.peers:
        roles |= beside
    elif tail == "fastest" and not (apart or "only" in roles) and side == "above" and place(roles["fastest"]) == 1:
        roles |= {**beside, "beside": side}
    elif beside and (apart or tail != "plain" or "before" in roles or stands_on(growth)):
        apart |= {**beside, "beside": side, "own": growth}
    elif beside:
        roles |= {**beside, "beside": side}
        keys.append("tail.nation")
    roles["later"] = tail == "record" and "before" not in roles and bool(stands_on(growth))
    if roles["later"]:
        keys.insert(2, "earlier.stands")
    above = {"still": ("export", "import_"), "fell": ("steepest",)}.get(kind, ())
    split: dict[str, Any] = {k: roles.pop(k) for k in above if k in roles}
    first = Beat(tuple(keys), roles, about="event")
    more = (
        [Beat(("story.beside",), {**apart, "passed": kind in ("passed", "slid") or "other_growth" in roles}, about="beside")]
        if apart
        else []
    )
    # A nation's figures come with exports and imports, which belong in its lead.
    more += _flows(facts) if kind == "lopsided" or codes.is_nation(facts.agenda.subject) else []
    more += [b for b in beats(facts) if b.about == "month-alone" and {"last", "growth"} & b.roles.keys()]
    more += _holiday(growth, *(b.roles["level"] for b in more if b.about == "month-alone"))
    headline = Beat((f"headline.{kind}",), {**roles, **beside, **split})
    if kind == "turned":
        alone = next(b for b in more if b.about == "month-alone")
        opening = Beat(("story.month-first",), {k: alone.roles[k] for k in ("level", "growth")}, about="event")
        return (
            headline,
            opening,
            replace(first, keys=_so_far(first), roles={**first.roles, "to_date": True}, about="stretch"),
            *(b for b in more if b is not alone),
        )
    return headline, first, *more


def _so_far(first: Beat) -> tuple[str, ...]:
    """The templates of the year to date behind a month that turned: what it was up to the month before stands in the place of what it was a year before."""
    keys = first.keys[1:]
    if "early" not in first.roles:
        return ("story.so-far", *keys)
    return ("story.so-far", "tail.early", *(k for k in keys if not k.startswith("earlier.")))


def _holiday(*stated: Evaluated) -> list[Beat]:
    """That the Lunar New Year fell into another month than the year before, where the lead has a rate or a change of a single January or February."""
    if found := next((c for e in stated if (c := caution(e, "lunar-new-year"))), None):
        day, then = (date.fromisoformat(str(found.values[k])) for k in ("day", "before"))
        return [Beat(("story.holiday",), {"day": day, "then": then}, about="holiday")] if day.month != then.month else []
    return []


def _first_fall(facts: Facts) -> dict[str, Any]:
    """The run of rises that a fall ended, where it is long enough for the fall to be the first for years, and the year of the fall before, where any is held."""
    run = facts.get("past:streak-before")
    years = (place(run) or 0) if run and run.since else 0
    if not run or years < RUN or not facts.growth or value(facts.growth) > -TURN:
        return {}
    return {"ended": run, "fell": "" if years == run.held else str(Period.parse(run.claim.period or "").shift(-12 * years))}


def _flow_rates(facts: Facts) -> Roles:
    return facts.roles(export="totals:growth:export", import_="totals:growth:import") if facts.flow == "total" else {}


def _to_date(facts: Facts) -> list[Beat]:
    return [b for b in beats(facts) if b.about == "stretch"][:1] if facts.agenda.period.kind == "month" else []


def _undirected(facts: Facts, level: Evaluated, roles: dict[str, Any]) -> tuple[Beat, ...]:
    """The event of a level that may have risen or fallen: a rank won or lost, or its weight."""
    moved, taken, overtook = facts.moved(), facts.passed("above"), facts.passed("below")
    lost = -_gained(moved)
    if lost < 0 and len(overtook) == -lost:
        head, *rest = (
            Beat(("headline.climbed",), {**roles, **moved, "overtook": overtook}),
            *_of_stretch(facts, "bare", roles, alone=False)[1:],
        )
    elif lost > 0:
        taken = taken if len(taken) == lost else []
        roles |= {**moved, "taken": taken, **facts.other(taken)}
        first = Beat(("story.event", "tail.dropped"), roles, about="event")
        head, *rest = Beat(("headline.slipped",), roles), first, *_to_date(facts)
    else:
        rank = moved
        share = moved_share(facts) if "rank_before" not in rank and facts.agenda.period.kind == "year" and "unsure" not in roles else {}
        roles |= (
            {} if "rank_before" in rank or (share and {"steady", "prior"} & roles.keys()) else facts.roles(part_="totals:share-of-nation")
        )
        # A share of years before is no news of the year, but where nothing is held of the one before.
        if share and "part_" in roles:
            roles |= share
            return (Beat(("headline.share",), roles), *_of_stretch(facts, "bare", roles, alone=False)[1:])
        head, *rest = _of_stretch(facts, "bare", roles, alone=False)
        members = sorted(
            (e for _, e, _ in facts.pairs("largest") if e and facts.is_whole and e.claim.period == facts.now), key=value, reverse=True
        )
        leader: dict[str, Any] = {"leader": members[0]} if members and not rank else {}
        moved_ = next((b.roles for b in beats(facts) if "movers" in b.roles), None)
        leader = {k: moved_[k] for k in ("rates", "movers")} if moved_ and facts.is_steady else leader
        head = Beat(head.keys, {**{k: e for k, e in head.roles.items() if k != "rank"}, **rank, **leader})
    return head, *rest


def _flow_record(facts: Facts) -> dict[str, Any]:
    """Exports or imports that were a record, where one of them alone was."""
    found = [b.roles["record"] for b in beats(facts) if b.keys == ("story.flow-record",)]
    return {"flow_record": found[0]} if len(found) == 1 else {}


def _flows(facts: Facts) -> list[Beat]:
    return [b for b in beats(facts) if b.about == "flows" and b.claims[0].claim.period == facts.now][:1]


def _of_stretch(facts: Facts, kind: str, roles: dict[str, Any], *, alone: bool) -> tuple[Beat, ...]:
    """The event where the brief's own period has no figures: that of the longest stretch of its year, or the latest month."""
    # Beside a level that moved little from a first release the nation's published rate would be of another measure.
    far = "last" in roles and facts.level is not None and abs(value(facts.level) / value(roles["last"]) - 1) >= FAR_OFF
    is_compared = facts.level is not None and ("steady" in roles or far)
    whole = "stretch:nation" if alone and "to_growth" in roles else "nation:growth" if is_compared else ""
    beside = facts.roles(nationwide=whole) if whole else {}
    before = adversary.earlier(roles.get("to_growth"), facts.get("stretch:growth-before")) if alone else None
    ways = before is not None and before.key in WAYS
    month, to_level, estimated = facts.get("months:level"), roles.get("to_level"), bool(facts.get("implied:total"))
    later = month and to_level and _end(month) > _end(to_level)
    roles |= facts.roles(implied="implied:growth")
    short = not estimated and Period.parse(facts.now).end != facts.agenda.period.end
    roles |= {"estimated": estimated, "short": short, "latest": not later}
    keys = ("story.event", *((f"earlier.{before.key}",) if before and ways else ()))
    keys += tuple(f"tail.{name}" for name in ("crossed", "record") if name in roles)[:1]
    keys += ("tail.nation",) if beside and not ways else ()
    own = {k: e for k, e in roles.items() if k != "flow_record"}
    first = Beat(keys, {**own, **beside, **(before.roles if before and ways else {})}, about="event")
    apart = {**before.roles, "quick": before.key == "faster", "aside": bool(beside)} if before and not ways else {}
    if beside and ways:
        apart = {**beside, "beside": _side(roles["to_growth"], beside["nationwide"]), "own": roles["to_growth"]}
    more = [Beat(("story.beside",), apart, about="beside")] if apart and not estimated else []
    more += _to_date(facts) if facts.level else []
    more += [b for b in beats(facts) if "flow_record" in roles and b.keys == ("story.flow-record",)]
    total, basis, left = ([b for b in beats(facts) if b.about == about] for about in ("estimate", "basis", "implied-rest"))
    return Beat((f"headline.{kind}",), {**roles, **facts.roles(rank="region:rank")}), *total, *basis, first, *more, *left


def _events(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """What may be the event, the one of most consequence first, each with the claims it joins."""
    level, growth = facts.level, facts.growth
    assert level and growth
    named, home = facts.named, facts.agenda.terms.home
    ninth = facts.roles(ninth="region:first:peers") if facts.place("region:first:peers") else {}
    if (first := facts.yes("region:first:home")) and not is_young(first):
        yield "first", {"first": first, **ninth}
    mark = named.get("mined:first")
    further = mark if mark and mark.claim.relation.test == ">" and not mark.claim.relation.window and value(growth) > 0 else None
    # Who passed several marks in a year is said to have passed the highest; one far below the level is no news.
    marks = [e for e in (facts.yes("past:first"), further) if e and is_near(e, level)]
    if marks and (passed_mark := facts.yes("past:first")) and threshold(_mark(passed_mark)) == _mark(passed_mark):
        yield "crossed", {"crossed": max(marks, key=_mark), **ninth}
    yield from _turned(facts, growth)
    slump = named.get("past:slump")
    run = {"slump": slump, **facts.roles(before="past:growth-before")} if slump and (place(slump) or 0) >= 2 else {}
    if (slow := facts.get("mined:slowest")) and slow.claim.scope == home.peers and value(growth) <= -TURN:
        yield "worst", {"slow": slow, **run}
    if "before" in run:
        yield "slump", run
    yield from _ways(facts)
    fastest = [e for n, e in named.items() if n.startswith("region:growth-rank:") and facts.place(n) == 1 and value(growth) > 0]
    yield from (("fastest", {"fastest": e}) for e in fastest if e.claim.scope == home.peers)
    passed, taken = facts.passed("below"), facts.passed("above")
    if passed and not taken and value(growth) > 0:
        lost, moved = passed[0].claim.relation.versus, facts.moved()
        overtook = passed if len(passed) == _gained(moved) else passed[:1]
        alone = len(overtook) == 1 and _gained(moved) <= 1
        roles = facts.roles(loser=f"region:growth:{lost}", lost=f"region:level:{lost}") if alone else {}
        roles = {} if "loser" in roles and stands_on(roles["loser"]) else roles
        yield "passed", {"passed": passed[0], "overtook": overtook, **roles, **moved}
    if (
        (lower := adversary.below_before(facts))
        and lower.roles["peak"]
        and _lately(facts, lower.roles["then"])
        and not _begins(facts, lower.roles["then"])
    ):
        record = facts.named.get("past:peak-record")
        yield "below", {**lower.roles, **({"record": record} if record and is_record(record) else {})}
    if back := _regained(facts):
        yield "regained", back
    yield from (("fastest", {"fastest": e, **_only(facts, "rose")}) for e in fastest if e.claim.scope == facts.agenda.home)
    if old := [e for e in marks if e is further or not is_young(e)]:
        yield "crossed", {"crossed": max(old, key=_mark)}
    yield from (("fastest", {"fastest": e}) for e in fastest)
    if (near := facts.get(f"region:growth-rank:{home.peers}")) and 1 < (place(near) or 0) <= FASTEST and value(growth) > 0:
        yield "fastest", {"fastest": near}
    faster, nation = named.get("totals:faster"), facts.get("nation:growth")
    gap = value(faster) if faster else value(growth) - value(nation) if nation else Decimal(0)
    if abs(gap) >= MARGIN and value(growth) > 0:
        yield "faster", {"ahead": gap > 0, **({"faster": faster} if faster else {}), **facts.roles(nationwide="nation:growth")}
    yield "plain", {}


def _turned(facts: Facts, growth: Evaluated) -> Iterator[tuple[str, dict[str, Any]]]:
    """A month that went the other way than its year to date, with the growth up to the month before where that was further from zero."""
    alone, early = facts.get("month:growth"), facts.get(f"stretch:growth:{facts.flow}")
    if (
        alone
        and facts.get(f"month:level:{facts.flow}")
        and abs(value(alone)) >= REST
        and value(alone) * value(growth) < 0
        and not _holiday(alone)
    ):
        nearer = early and value(early) * value(growth) > 0 and abs(value(early)) > abs(value(growth))
        yield "turned", {"alone": alone, **({"early": early} if nearer else {})}


def _side(growth: Evaluated | None, nation: Evaluated | None) -> str:
    """Whether a rise lies `above` or `below` the nation's, `close` to it, or prints the `same`; nothing where either fell or it isn't known which is larger."""
    if not (growth and nation) or min(value(growth), value(nation)) < AS_SAID:
        return ""
    if not differ(growth, nation):
        return "same" if abs(value(growth) - value(nation)) < AS_SAID else ""
    if abs(value(growth) - value(nation)) < NEAR:
        return "close"
    return "above" if value(growth) > value(nation) else "below"


def _end(e: Evaluated) -> int:
    return Period.parse(e.claim.period or "").end


def _begins(facts: Facts, then: Evaluated) -> bool:
    """Whether the figures begin with a year, so that it is no peak."""
    sinces = [e.since // 100 for n in ("past:first", f"past:record:{facts.flow}") if (e := facts.named.get(n)) and e.since]
    return Period.parse(then.claim.period or "").year in sinces


def _lately(facts: Facts, then: Evaluated) -> bool:
    """Whether a peak lies no farther back than a brief looks."""
    return _end(then) >= facts.agenda.period.shift(-12 * YEARS_BACK).end


def _ways(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """A fall, or exports and imports that went apart."""
    growth = facts.growth
    assert growth
    late, early = facts.get("rest:growth"), facts.get(f"stretch:growth:{facts.flow}")
    back = {"recovered": late} if late and early and value(late) >= TURN and value(early) <= -TURN else {}
    flows = _flow_rates(facts)
    taken = facts.passed("above") if facts.agenda.period.kind != "month" else []
    moved = facts.moved() if taken else {}
    lost = -_gained(moved)
    nation, home = facts.get("nation:growth"), facts.get("home:growth")
    # Who outgrew its nation has better news than a place lost, but where it fell farther behind its part of the country.
    lead = None if nation is None else value(growth) - value(nation)
    behind = Decimal(0) if home is None else value(home) - value(growth)
    lags = value(growth) < 0 or lead is None or lead < 0 or behind >= max(MARGIN, lead)
    is_last = "rank" in moved and place(moved["rank"]) == moved["rank"].asked
    if (lags and (lost > 1 or (lost == 1 and value(growth) > -TURN))) or (lost > 0 and is_last and (lead is None or lead < MARGIN)):
        taken = taken if len(taken) == lost else []
        yield "slid", {**moved, "taken": taken, **facts.other(taken)}
    if abs(value(growth)) < (TURN if back else adversary.STILL):
        is_split = len(flows) == 2 and max(rates := list(map(value, flows.values()))) >= LOPSIDED and min(rates) <= -LOPSIDED
        yield "still", back or (dict(flows) if is_split else {})
    if value(growth) <= -TURN:
        # Who overtook another as well may have lost no place.
        overtaken: dict[str, Any] = {"overtaken": taken[0]} if taken and (lost == 1 or not facts.get("region:rank")) else {}
        pace = facts.get("past:pace:lowest")
        steepest: dict[str, Any] = {"steepest": pace} if pace and is_record(pace) and not stands_on(growth) else {}
        yield "fell", {**overtaken, **facts.other(taken[:1])} if overtaken else {**_only(facts, "fell"), **steepest}
    if len(flows) == 2 and value(growth) > 0:
        gap = value(flows["export"]) - value(flows["import_"])
        if facts.is_whole and abs(gap) >= LOPSIDED:
            yield "lopsided", dict(flows)


def _regained(facts: Facts) -> dict[str, Any]:
    """A power of ten that the level is above again, after a year below it."""
    level, before = facts.level, facts.get("totals:before:1")
    if level is None or before is None or facts.agenda.period.kind != "year":
        return {}
    mark = Decimal(1).scaleb(value(level).adjusted())
    below = (answer(before).high or mark) < mark < (answer(level).low or mark)
    earlier = [e for e in facts.roles(two="totals:before:2", peak="past:peak").values() if below and (answer(e).low or mark) > mark]
    return {"regained": mark, "fallen": before, "earlier": earlier[0]} if earlier else {}


def _gained(moved: Roles) -> int:
    """How many places a subject gained, of those that `Facts.moved` gives."""
    return (place(moved["rank_before"]) or 0) - (place(moved["rank"]) or 0) if "rank_before" in moved else 0


def _only(facts: Facts, way: str) -> dict[str, Any]:
    """That the subject alone of a group, the largest that it is of, rose or fell."""
    found = [e for n in facts.named if n.startswith(f"region:{way}:") and (e := facts.yes(n))]
    return {"only": max(found, key=lambda e: e.asked)} if found else {}


def _mark(e: Evaluated) -> Decimal:
    return e.claim.relation.threshold or Decimal(0)


def is_near(e: Evaluated, level: Evaluated) -> bool:
    """Whether a mark is one that readers know: a power of ten, or one digit with zeros behind it that the level is hardly above."""
    digits = _mark(e).normalize().as_tuple().digits
    return digits == (1,) or (len(digits) == 1 and value(level) < FAR * _mark(e))


def _tail(facts: Facts, kind: str, roles: dict[str, Any]) -> str:
    """What the first sentence says of the event beside level and growth; a record where it says nothing else."""
    record, mark = facts.named.get(f"past:record:{facts.flow}"), facts.yes("past:first")
    # Who passes a mark for the first time is higher than ever.
    is_marked = kind != "regained" and mark is not None and mark.claim.relation.test == ">" and not is_young(mark)
    if kind in ("plain", "faster", "lopsided", "regained") and record and is_record(record) and not is_marked:
        roles |= {"record": record}
        return "regained" if kind == "regained" else "record"
    if kind == "slid":
        return "dropped"
    if kind == "fell" and ("overtaken" in roles or "only" in roles):
        return "overtaken" if "overtaken" in roles else "only"
    return kind if kind in ("first", "crossed", "slump", "worst", "regained", "passed", "fastest", "below") else "plain"
