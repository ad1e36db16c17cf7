"""The flow of an English figure whose own words name none: that of the title right before it, or the whole of trade where the next sentence tells its parts.

The first source of imports to Ohio, at 1.3 billion, 8.7% higher; general trade reached 12.4 billion. Among this, exports stood at 8.1 billion. `lent(context, target)` gives the slots;
`is_of_flow(parsed, target)` tells the amount of a flow from that of the balance which the same sentence tells.
"""

from __future__ import annotations

from itertools import takewhile

from hinterland.reading.document import Target
from hinterland.reading.evidence import EMPTY, Context, Decided, Slots
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.names import REGION
from hinterland.reading.relations.words import near, right_behind

SIDES = ("export", "import")


def lent(context: Context, target: Target) -> Slots:
    """The slots of a figure by the title before it or by its parts behind it."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "en" or target.figure is None or parsed.sentence.kind == "row":
        return {}
    summed: Slots = {"flow": ("total",)} if _is_sum(context, parsed, target) else {}
    found = whole_of_parts(context, parsed, target) | flow_of_title(context, parsed, target) | summed
    return found | _of_whole(parsed, target) | _from_region(parsed, target)


def flow_of_title(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What a place among partners was decided to be of, for the figures behind it in its sentence up to the next name or flow: the first source of imports to Ohio, at 1.3 billion, 8.7% higher."""
    title = _title(context, target)
    if title is None or title.slots.get("flow") not in SIDES:
        return {}
    behind = parsed.inside(title.target.end, target.start)
    own = {title.slots.get("subject"), title.slots.get("partner")}
    others = [m for m in behind if m.names and not any({n.code, n.partner} & own for n in m.names)]
    if (
        others
        or any(m.is_a("balance", "other", "services") for m in behind)
        or any(m.is_a("flow") and m.start > title.target.end + NEAR for m in behind)
    ):
        return {}
    return title.shared(("flow", "subject", "partner", "product"))


NEAR = 4
"""Maximum characters between a title and the flow that closes it: source of imports."""


def _title(context: Context, target: Target) -> Decided | None:
    """The last place among partners in a figure's sentence, with a partner."""
    before = [d for d in context.decided if d.target.sentence == target.sentence]
    last = next((d for d in reversed(before) if d.target.kind == "rank"), None)
    return last if last is not None and last.slots.get("partner") not in (None, EMPTY["partner"]) else None


def whole_of_parts(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The whole of trade, where a sentence names no flow and the next one opens with words for a part of it and one of its sides: among this, exports stood at 8.1 billion."""
    follows = context.document.parsed[target.sentence + 1 : target.sentence + 2]
    if (
        any(m.is_a("flow", "balance", "services") for m in parsed.mentions)
        or not follows
        or follows[0].sentence.paragraph != parsed.sentence.paragraph
    ):
        return {}
    opening = [m for m in follows[0].mentions if m.start < OPENING]
    is_part = bool(opening) and opening[0].is_a("ofwhich") and not follows[0].text[: opening[0].start].strip()
    side = next((m for m in opening[1:2] if m.value("flow") in SIDES), None)
    return {"flow": (EMPTY["flow"],)} if is_part and side is not None else {}


OPENING = 30
"""Maximum characters up to the side that a sentence opens with."""


def _of_whole(parsed: Parsed, target: Target) -> Slots:
    """Trade and the flow that is named as the whole of a percentage right behind it: went from 8 percent of Ohio's trade volume in 1993 to 33 percent."""
    behind = parsed.following(target.end)[:WHOLE]
    if target.figure is None or target.figure.dimension != "percent" or not behind or parsed.between(target, behind[0]):
        return {}
    at = next((i for i, m in enumerate(behind) if i and not (m.names or m.is_a("proform"))), None)
    if behind[0].value("prep") != "of" or at is None or not behind[at].is_a("flow"):
        return {}
    flow, after = behind[at], parsed.behind(behind[at].end)
    is_growth = after is not None and after.is_a("up", "down") and parsed.is_blank(flow.end, after.start)
    is_growth = is_growth or right_behind(parsed, flow.end, "rate", "pace") is not None
    return {} if is_growth else {"concept": ("trade",), "flow": (flow.value("flow"),)}


WHOLE = 4
"""Maximum mentions behind a percentage up to the flow that is its whole: of, a place, perhaps as the state, and the flow."""


def _from_region(parsed: Parsed, target: Target) -> Slots:
    """The region that a part of an amount came from, whose export it is: of the 330 billion that India exported, about 16 billion were from the southern state of Kerala."""
    origin = right_behind(parsed, target.end, "came-from")
    place = None if origin is None else next((m for m in parsed.mentions if m.start >= origin.end and m.names), None)
    if origin is None or place is None or target.figure is None or target.figure.dimension != "money":
        return {}
    is_near = len(parsed.text[origin.end : place.start].split()) <= BEFORE_NAME and place.names[0].level in (REGION, "subdivision")
    return {"subject": (place.names[0].code,), "flow": ("export",)} if is_near else {}


BEFORE_NAME = 4
"""Maximum words before a region's name that tell what it is: the southern state of."""


def is_of_flow(parsed: Parsed, target: Target) -> bool:
    """Whether an English amount is no balance, as its sentence names a side of trade before it and no balance, or a balance with an amount of its own, and this one is given of a flow, or
    before the words for the balance: goods for 5 billion were sold abroad, with a surplus of 1 billion."""
    if parsed.language != "en" or target.figure is None or target.figure.dimension != "money":
        return False
    told = [m for m in parsed.mentions if m.is_a("flow", "balance")]
    before = next((m for m in reversed(told) if m.end <= target.start), None)
    owned = [amount for m in told if m.is_a("balance") and (amount := _amount_of(parsed, m)) is not None]
    if before is not None and before.value("flow") in SIDES and not any(m.is_a("balance") for m in told):
        return True
    if not owned or any(amount.start == target.start for amount in owned):
        return False
    return before.value("flow") in SIDES if before is not None else all(amount.start > target.end for amount in owned)


def _amount_of(parsed: Parsed, balance: Mention) -> Mention | None:
    """The amount right behind a word for a balance and "of", or right before it: a surplus of 1 billion, a 1 billion surplus."""
    behind = next((m for m in parsed.mentions if m.start >= balance.end and not m.is_a("prep", "level", "hedge")), None)
    before = parsed.before(balance.start)
    is_behind = behind is not None and behind.figure is not None and len(parsed.text[balance.end : behind.start].split()) <= APART
    is_before = before is not None and before.figure is not None and len(parsed.text[before.end : balance.start].split()) <= 1
    amount = behind if is_behind else before if is_before else None
    return amount if amount is not None and amount.is_figure("money") else None


APART = 3
"""Maximum words between a balance and its amount."""


def heads_balance(context: Context, target: Target) -> bool:
    """Whether a row of a table or what heads it speaks of a balance."""
    rows = (target.sentence, *context.heads[target.sentence])
    return any(m.is_a("balance") for n in rows for m in context.document.parsed[n].mentions)


def _is_sum(context: Context, parsed: Parsed, target: Target) -> bool:
    """Whether an amount is the whole of trade, as a word for a sum leads to it that the exports and imports told before make: brought the total to 5 billion."""
    word, figure = next(reversed(near(parsed, 0, target.start, "sum-noun")), None), target.figure
    if word is None or figure is None or figure.dimension != "money" or not figure.precision:
        return False
    near_by = takewhile(lambda d: d.target.sentence >= target.sentence - 1, reversed(context.decided))
    told = [(d.slots, d.target.figure) for d in near_by if d.slots.get("op") == "level"][::-1]
    sides = {slots.get("flow"): f.value for slots, f in told if f is not None and f.unit == figure.unit}
    leads = all(m.is_a("prep", "level", "hedge") for m in parsed.inside(word.end, target.start))
    return leads and {*SIDES} <= sides.keys() and abs(sides["export"] + sides["import"] - figure.value) <= 2 * figure.precision
