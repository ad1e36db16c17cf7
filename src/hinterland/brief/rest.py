"""What follows from figures held side by side: the growth of the months after a stretch of the year, and a total from a part of it and that part's share.

Both are arithmetic on claims that were answered, with the width of their rounding; what comes out too wide, or from sums that don't fit, is not reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from hinterland.brief.agenda import Agenda
from hinterland.brief.terms import FLOWS, inside
from hinterland.brief.values import TURN, answer, value
from hinterland.claims import Evaluated
from hinterland.claims.deciding import why_bounded
from hinterland.claims.evaluate import follows
from hinterland.claims.statement import statement
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval

WIDEST = Decimal(1)
"""In percentage points: growth of the other months that is known no better is not reported."""

MONTHLY = Decimal(2)
"""The same of one month, which is printed in whole percent."""

FAR = Decimal(3)
"""In percentage points: the other months are news where they grew that much faster or slower."""

ROUGH = Decimal("0.02")
"""The part of itself to which a total that follows from a share is known at least."""


CLOSE = Decimal("0.002")
"""The part of itself within which bounds know the total of a group that is reported."""


def remainder(made: Agenda, named: dict[str, Evaluated]) -> dict[str, Evaluated]:
    """The growth of the months of a year that its longest stretch leaves: of the subject under `rest:growth`, of those it is compared with under their codes, and its own beside them;
    of a month that was asked for, within its year to date, under `month:growth`."""
    flow = made.terms.flow
    names = {"rest:growth": [f"{section}:{op}:{flow}" for section in ("totals", "stretch") for op in ("level", "growth")]}
    for region in dict.fromkeys(r for why in ("above", "below", "candidates") for r in made.beside.get(why, ())):
        for each, year in ((region, "region:{}:" + region), (made.subject, f"totals:{{}}:{flow}")):
            parts = [name.format(op) for name in (year, f"late:{{}}:{region}:{each}") for op in ("level", "growth")]
            names[f"rest:growth:{region}:{each}"] = parts
    if made.period.months == 1 or made.period.start % 100 > 1:
        names = {}
    elif made.month is not None:
        is_next = made.stretch is not None and made.stretch.end == made.month.shift(-1).end
        names = {"month:growth": names["rest:growth"]} if is_next else {}
    whole = {n: [named[p] for p in parts] for n, parts in names.items() if all(p in named for p in parts)}
    last = named.get("months:level")
    return {n: found for n, parts in whole.items() if _is_sure(parts, last) and (found := _rest(made, parts))}


def _is_sure(parts: list[Evaluated], last: Evaluated | None) -> bool:
    """Whether what a stretch leaves of its period is no revision of the months before: a month alone has to have been published as what is left."""
    whole, part = parts[0], parts[2]
    end = Period.parse(whole.claim.period or "").end
    if Period.parse(part.claim.period or "").shift(1).end != end:
        return True
    left = value(whole) - value(part)
    is_own = last is not None and whole.claim.subject == last.claim.subject and Period.parse(last.claim.period or "").end == end
    return is_own and last is not None and abs(left - value(last)) <= REVISED * left


def _rest(made: Agenda, parts: list[Evaluated]) -> Evaluated | None:
    """The growth that the level and growth of a year and of its first months leave for the others; nothing where it is known no better than `WIDEST`, of one month `MONTHLY`."""
    at = Period(Period.parse(parts[2].claim.period or "").end + 1, made.period.end)
    widest = MONTHLY if at.months == 1 else WIDEST
    found = [
        (whole - part) / (whole / (1 + pace / 100) - part / (1 + early / 100))
        for whole, pace, part, early in product(*((x.low, x.high) for x in map(answer, parts)))
        if whole is not None and pace is not None and part is not None and early is not None and whole > part
    ]
    if not found or min(found) <= 0 or 100 * (max(found) - min(found)) > widest:
        return None
    x = Interval(100 * (min(found) - 1), 100 * (max(found) - 1))
    claim = statement("value", parts[1].claim.subject or "", parts[1].claim.indicator, str(at))
    return follows(claim, x, "percent", parts, "100 ((year - stretch) / (base of year - base of stretch) - 1)")


REVISED = Decimal("0.01")
"""The part of itself by which the level of a year before may have been revised since."""


def turns(made: Agenda, named: dict[str, Evaluated]) -> dict[str, Evaluated]:
    """Which way exports or imports went after the longest stretch of their year, under `rest:export_growth`, where their year has a rate and no level.

    The year's level follows from that of the year before, which may have been revised; nothing where the way isn't sure, or is that of the stretch.
    """
    found = {}
    for flow in FLOWS[1:] if made.period.kind == "year" else ():
        names = (f"totals:before:{flow}", f"totals:growth:{flow}", f"flows:level:{flow}", f"flows:growth:{flow}")
        if not all(n in named for n in names):
            continue
        parts = [named[n] for n in names]
        last, pace, part, early = (value(e) for e in parts)
        ends = [last * (1 + sign * REVISED) * pace / 100 - part * early / (100 + early) for sign in (-1, 1)]
        left = [last * (1 + sign * REVISED) - part / (1 + early / 100) for sign in (-1, 1)]
        rates = [100 * a / b for a in ends for b in left if b > 0]
        if not rates or min(rates) * max(rates) <= 0 or min(rates) * early > 0 or min(map(abs, rates)) < TURN:
            continue
        at = Period(Period.parse(parts[2].claim.period or "").end + 1, made.period.end)
        claim = statement("value", made.subject, parts[1].claim.indicator, str(at))
        x = Interval(min(rates), max(rates))
        found[f"rest:{flow}_growth"] = follows(
            claim, x, "percent", parts, "100 (growth of the year - growth of the stretch) / base of the rest"
        )
    return found


def total(made: Agenda, named: dict[str, Evaluated]) -> dict[str, Evaluated]:
    """The level of all trade from a part of it and that part's share, where no total is held, and its change from the year before."""
    before = named.get("totals:before:1")
    if f"totals:level:{made.terms.flow}" in named or not (found := _implied(made, named, made.subject)):
        return {}
    level, share, whole = found
    known = f"totals:growth:{made.terms.flow}" in named
    rate = {"implied:growth": _change(whole, before)} if not known and before and value(before) > 0 else {}
    return {"implied:level": level, "implied:share": share, "implied:total": whole, **rate}


def within(indicators: Indicators, made: Agenda, named: dict[str, Evaluated]) -> dict[str, Evaluated]:
    """The total of a group whose members are not all held, where what is known of the others bounds it within `CLOSE` of itself."""
    name = f"totals:level:{made.terms.flow}"
    members = [e for m in inside(made.subject) if (e := named.get(f"region:level:{m}"))]
    if name in named or not members or name not in made.questions:
        return {}
    claim = made.questions[name]
    found, _ = why_bounded(indicators, claim)
    if found.low is None or found.high is None:
        return {}
    low, high = Decimal(found.low), Decimal(found.high)
    if high - low > CLOSE * low:
        return {}
    whole, unit = statement("value", made.subject, claim.indicator, str(made.period)), members[0].evidence.unit or ""
    return {name: follows(whole, Interval(low, high), unit, members, "sum of members, those not held by their bounds")}


def _implied(made: Agenda, named: dict[str, Evaluated], subject: str) -> tuple[Evaluated, Evaluated, Evaluated] | None:
    """The level of a part of all trade, its share, and the whole that follows from both; nothing where none is known well enough."""
    for level, share in _parts(made, named, subject):
        ends = [100 * a / p for a in _ends(level) for p in _ends(share)]
        if not ends or max(ends) - min(ends) > ROUGH * min(ends):
            continue
        x = Interval(min(ends), max(ends))
        whole = level.claim.indicator.model_copy(update={"partner": "world", "product": "all", "regime": "all"})
        unit = level.evidence.unit or ""
        return level, share, follows(statement("value", subject, whole, str(made.period)), x, unit, [level, share], "100 part / share")
    return None


def _parts(made: Agenda, named: dict[str, Evaluated], subject: str) -> Iterator[tuple[Evaluated, Evaluated]]:
    """Parts of all trade whose level and share are published of a subject in the brief's period."""
    for name, share in named.items():
        level = named.get(name.replace(":share:", ":level:"))
        i, at = share.claim.indicator, str(made.period)
        own = share.claim.subject == subject and i.op == "share" and i.flow == made.terms.flow and share.claim.relation.versus is None
        if own and level and level.claim.period == share.claim.period == at and share.how == level.how == "published":
            yield level, share


def _ends(e: Evaluated) -> list[Decimal]:
    """The ends of a level or share that is above nothing; none where one is open."""
    x = answer(e)
    return [x.low, x.high] if x.low is not None and x.high is not None and x.low > 0 else []


def _change(level: Evaluated, before: Evaluated) -> Evaluated:
    ends = [100 * (a / b - 1) for a in _ends(level) for b in _ends(before)]
    growth = level.claim.indicator.model_copy(update={"op": "growth"})
    claim = statement("value", level.claim.subject or "", growth, level.claim.period or "")
    return follows(claim, Interval(min(ends), max(ends)), "percent", [level, before], "100 (level / level a year before - 1)")
