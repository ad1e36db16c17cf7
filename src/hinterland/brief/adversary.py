"""The adversary of a brief: before a sentence is printed, another way to look at the same figures that would turn it over.

Each function takes the facts and gives what has to stand beside the sentence: another window, another base, the other currency, a base effect, a part that
explains the whole. What it gives are claims of their own, so that the other view carries its evidence as the sentence does.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.brief.facts import Facts
from hinterland.brief.values import value
from hinterland.claims import Evaluated
from hinterland.codes import Period

PACE = Decimal(1)
"""In percentage points: a year's growth that lies so far from that of the year before has it beside it."""

CURRENCY = Decimal("0.4")
"""In percentage points: growth in the other currency is stated where it lies so far off."""

EXPLAINED = Decimal(3)
"""In percentage points: rates in two currencies that lie so far apart, or differ in sign, have the reason beside them."""

ODD = Decimal(1)
"""In percentage points: rates in two currencies that lie so much otherwise apart than the nation's aren't compared."""

ALONE = Decimal(40)
"""In percent: a product that gave so much of the growth carries it."""

MONTH = Decimal(6)
"""In percentage points: a last month so much slower than its year is stated beside it."""

FLAT = Decimal("0.1")
"""In percent: a rate nearer to zero than this is no rise or fall to name beside another."""

STILL = Decimal("0.5")
"""In percent a year: a rate nearer to zero than this leaves a level where it was, and adds nothing to a run of rises."""


@dataclass(frozen=True, slots=True)
class Objection:
    """A view that stands against a sentence: the key of its words and the claims they join."""

    key: str
    roles: dict[str, Any]


def earlier(now: Evaluated | None, before: Evaluated | None) -> Objection | None:
    """How the period before one moved, where this one turned, or was much faster or slower."""
    if now is None or before is None or min(abs(value(now)), abs(value(before))) < FLAT:
        return None
    if value(now) * value(before) < 0:
        return Objection("after-fall" if value(before) < 0 else "after-rise", {"before": before})
    if abs(value(now) - value(before)) < PACE:
        return None
    if value(now) > 0:
        return Objection("faster" if value(now) > value(before) else "slower", {"before": before})
    return Objection("smaller-fall" if value(now) > value(before) else "larger-fall", {"before": before})


def currency(facts: Facts) -> Objection | None:
    """Growth in the other currency, where that gives another picture."""
    now, other = facts.growth, facts.get("totals:other-currency")
    if now is None or other is None or abs(value(now) - value(other)) < CURRENCY:
        return None
    if any(c.code == "base-effect" and float(c.values["average"]) < 0 for c in other.evidence.cautions) and below_before(facts) is None:
        return None  # In the other currency alone the level is still below that of two years before, which its sentence would have to tell.
    if not codes.is_nation(facts.agenda.subject):
        # One exchange rate holds for all: figures that move otherwise than the nation's are of two vintages, which can't be known without hers.
        whole, whole_other = facts.get("nation:growth"), facts.get("nation:other-currency")
        if not (whole and whole_other) or abs(value(other) - value(now) - value(whole_other) + value(whole)) > ODD:
            return None
    far = abs(value(now) - value(other)) >= EXPLAINED or value(now) * value(other) < 0
    if not far:
        return None  # A second rate without its reason only puzzles.
    by = ("more" if abs(value(other)) > abs(value(now)) else "less") if value(now) * value(other) > 0 else ""
    return Objection("currency", {"other": other, "by": by, "way": "weaker" if value(other) < value(now) else "stronger"})


def objections(facts: Facts, used: frozenset[str]) -> list[Objection]:
    """What speaks against the event of a brief, the strongest first; nothing that a sentence with the claims `used` has said."""
    found = [
        below_before(facts),
        currency(facts),
        one_part(facts),
        other_flow(facts),
        last_month(facts),
    ]
    return [o for o in found if o and not {e.claim.id for e in o.roles.values() if isinstance(e, Evaluated)} <= used]


def below_before(facts: Facts) -> Objection | None:
    """A rise that leaves the level below the highest of the years before; where no rate is known, a level below half of that."""
    peak = facts.get("past:peak")
    now, then = facts.level, peak or facts.get("totals:before:2")
    if now is None or then is None or value(now) >= value(then):
        return None
    if value(facts.growth) <= 0 if facts.growth else 2 * value(now) >= value(then):
        return None
    if then.claim.period == str(facts.agenda.period.shift(-12)):
        return None  # A rise from a level that was revised since.
    record = facts.get(f"past:record:{facts.flow}") if peak else None
    first = record and record.since and record.since // 100 == Period.parse(then.claim.period or "").year
    return Objection("below-before", {"then": then, "now": now, "peak": peak, **({"first": record} if first else {})})


def one_part(facts: Facts) -> Objection | None:
    """One product that gave a large part of the growth of exports."""
    gave = facts.get("exposure:gave")
    return Objection("one-part", {"gave": gave}) if gave and value(gave) >= ALONE else None


def other_flow(facts: Facts) -> Objection | None:
    """One flow that moved against the whole."""
    now = facts.growth
    against = [e for f in ("export", "import") if (e := facts.get(f"totals:growth:{f}")) and now and value(e) * value(now) < 0]
    return Objection("other-flow", {"against": against[0]}) if against and facts.flow == "total" else None


def last_month(facts: Facts) -> Objection | None:
    """A last month that ran much slower than its period, or the other way."""
    last, now = facts.get("months:growth"), facts.growth
    if last is None or now is None or not facts.is_late or value(now) - value(last) < MONTH:
        return None
    return Objection("last-month", {"last": last})
