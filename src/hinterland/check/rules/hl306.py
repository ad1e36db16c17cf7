"""True only for a chosen window or on a low base.

What: the figure agrees with the data, but says little: a rise that leaves the level 1% or more short of what it was before a fall (which the text doesn't tell), a multiple of
next to nothing, or a change that turns round when its first year moves by one. Rates of three places or more in one sentence are compared with one another and pass.

Why: true is not yet fair; readers take a strong rate for a strong level.

Bad: Jiangxi's trade rose 2.7 percent in 2025.
Good: Jiangxi's trade rose 2.7 percent in 2025 after falling 17.2 percent in 2024.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from hinterland.check.context import Context, once_a_text
from hinterland.check.judge import Judged
from hinterland.check.within import Cell, before, cell
from hinterland.check.words import has
from hinterland.claims.caveats import REVISED
from hinterland.codes import Period
from hinterland.codes.tables import grouped
from hinterland.indicators import Answer, Need, Quantity
from hinterland.interval import Interval, growth, share
from hinterland.language.write import what as noun
from hinterland.language.write import when
from hinterland.models import Finding

CODE = "HL306"
SEVERITY = "warning"
NAME = "low base or chosen window"

_AGAINST = re.compile(r"\b(?:from|after) (?:a rise of )?$|(?:较|于)[^，。；]{2,12}的$|（\d{4}年(?:同期)?增长$", re.I)
"""What leads to a rate that another is set against."""

_TOLD_BEFORE = re.compile(r"\bwhich had fallen (?:a|the) year before, (?:\w+ ){1,3}$")

SMALL = Decimal(1)
"""In percent of the subject's exports or imports: a product below it stands on a low base when it doubles."""

DOUBLED = Decimal(100)
SHORT = Decimal(1)
"""In percent: by how much the level must lie below that of two years before for a rise to be said to stand on a low base."""


def find(context: Context) -> Iterator[Finding]:
    """Supported rates that rest on their base."""
    stated = [j for j in context.judged if _is_rate(j)]
    told_once = {cell(j) for j in stated if _base_is_told(context, j)}  # A text that says it once has said it.
    rates = [j for j in stated if cell(j) not in told_once and j.claim.id not in _listed(context)]
    if context.indicators is None or not rates:
        return
    asked = [_needs(j) for j in rates]
    answers = iter(context.indicators.ask([n for needs in asked for n in needs.values()]))
    for j, needs in zip(rates, asked, strict=True):
        held = {name: _known(answer) for name in needs if (answer := next(answers))}
        for told in (_not_made_up(context, j, held), _from_little(context, j, held), _turned_round(context, j, held)):
            if told is not None:
                yield told
                break


def _is_rate(j: Judged) -> bool:
    c = j.claim
    rises = c.kind in ("value", "change") and (c.verdict, c.indicator.op, c.unit) == ("supported", "growth", "percent")
    return rises and c.subject is not None and c.period is not None and (c.low or 0) > 0


def _base_is_told(context: Context, j: Judged) -> bool:
    """Whether the words beside the rate say themselves that its base is low, or the sentence says it of both flows; a rate that another is set against needs no base."""
    start, end = j.start, j.end
    behind = re.split(r"[。\n]|\.(?!\d)", context.text[end : end + 160])[0]
    after, lead = re.split(r"[;；]", behind)[0], context.text[max(0, start - 60) : start]
    told = has(lead[-12:] + after, "base-told") or has(behind, "both-told")
    return told or bool(_TOLD_BEFORE.search(lead) or _AGAINST.search(lead))


@once_a_text
def _listed(context: Context) -> set[str]:
    """The rates that stand in a sentence with those of two other places or more, by claim: they are compared with one another and not each with its own past."""
    ends = [m.start() for m in ENDED.finditer(context.text)]
    rates = (j for j in context.judged if (j.claim.indicator.op, j.unit) == ("growth", "percent"))
    sentences = grouped((bisect_left(ends, j.start), j.claim) for j in rates)
    return {c.id for claims in sentences.values() if len({c.subject for c in claims}) >= LISTED for c in claims}


ENDED = re.compile(r"[。\n]|\.\s")
LISTED = 3


def _needs(j: Judged) -> dict[str, Need]:
    c = j.claim
    now = Period.parse(c.period or "")
    before = now.year_before()
    level = c.indicator.model_copy(update={"op": "level"})
    asked = {"now": (level, now), "before": (level, before), "two before": (level, before.year_before())}
    asked["fall before"] = (c.indicator, before)
    if c.indicator.product != "all":
        asked["whole before"] = (level.model_copy(update={"product": "all"}), before)
    if c.relation.base_period:
        base = Period.parse(c.relation.base_period)
        asked["base"] = (level, base)
        asked["base before"] = (level, base.year_before())
    return {name: Need(c.subject or "", indicator, period) for name, (indicator, period) in asked.items()}


Held = dict[str, Quantity | None]


def _known(answer: Answer) -> Quantity | None:
    """What is held for a need; a rate that nobody published only where no revision of its base can have turned it."""
    found = answer.best
    doubtful = answer.need.indicator.op == "growth" and answer.published is None and found is not None and abs(found.value) < REVISED
    return None if doubtful else found


def _not_made_up(context: Context, j: Judged, held: Held) -> Finding | None:
    """A rise after a larger fall: published as a fall, and the level still below that of two years before."""
    now, then, fall = held["now"], held["two before"], held["fall before"]
    if now is None or then is None or fall is None or j.claim.relation.base_period or cell(j, period=before(j)) in _falls(context):
        return None
    missing = -growth(now.interval, then.interval)
    if fall.interval.below(Interval.exact(0)) is not True or missing.above(Interval.exact(SHORT)) is not True:
        return None
    short = context.amount(missing, "percent")
    earlier = when(str(Period.parse(j.claim.period or "").year_before().year_before()), context.language)
    return context.finding(CODE, SEVERITY, j, "HL306.base", short=short, earlier=earlier)


@once_a_text
def _falls(context: Context) -> set[Cell]:
    return {cell(o) for o in context.judged if o.claim.high is not None and o.claim.high < 0}


def _from_little(context: Context, j: Judged, held: Held) -> Finding | None:
    """A product that doubled, or more, from less than a hundredth of its subject's trade."""
    base, whole = held["before"], held.get("whole before")
    if base is None or whole is None or (j.claim.low or 0) < DOUBLED or whole.interval.holds(0):
        return None
    part = share(base.interval, whole.interval)
    if part.below(Interval.exact(SMALL)) is not True:
        return None
    then = when(before(j) or "", context.language)
    all_ = j.claim.model_copy(update={"indicator": j.claim.indicator.model_copy(update={"product": "all"})})
    told = context.amount(part, "percent")
    return context.finding(CODE, SEVERITY, j, "HL306.small", then=then, share=told, whole=noun(all_, context.language))


def _turned_round(context: Context, j: Judged, held: Held) -> Finding | None:
    """A rise over a stated span that is a fall from the year before its first one."""
    now, base, earlier = held["now"], held.get("base"), held.get("base before")
    if now is None or base is None or earlier is None or now.interval.below(earlier.interval) is not True:
        return None
    start = Period.parse(j.claim.relation.base_period or "")
    if start == Period.parse(j.claim.period or "").year_before():
        return None
    rate = context.amount(growth(now.interval, earlier.interval), "percent")
    told, other = when(str(start), context.language), when(str(start.year_before()), context.language)
    return context.finding(CODE, SEVERITY, j, "HL306.window", base=told, other=other, held=rate)
