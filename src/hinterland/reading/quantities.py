"""Whether a figure is of a value or of a quantity, as words beside it say: rose 30.8% in 2024 by volume; 12.4% by quantity to 150 thousand tons, and 18.1% by value to 210 million.

`told_measure(parsed, target)` gives either; an amount of money beside such words is a value, and the words right behind a figure, or behind the rate that leads to it, are its own and no other's.
"""

from __future__ import annotations

from hinterland.reading.document import Target
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import near, right_before, right_behind

VALUE, QUANTITY = "value", "quantity"
OWN = {"money": VALUE, "quantity": QUANTITY}
"""What the unit of an amount tells that it measures."""


def told_measure(parsed: Parsed, target: Target) -> str | None:
    """The measure of a figure by its unit, by the words right behind it, by the level that it leads to, else by words for a quantity beside it; None where nothing tells."""
    figure = target.figure
    if figure is None or figure.dimension == QUANTITY:
        return None
    if figure.dimension == "money":
        return VALUE if near(parsed, 0, len(parsed.text), "value-behind", "quantity-behind") else None
    if (said := _right_behind(parsed, target.end) or _right_behind(parsed, 0)) is not None:
        return said
    if (level := _level_led_to(parsed, target)) is not None:
        return level
    return QUANTITY if _is_of_volumes(parsed, target) or _is_quantity(parsed, target) else None


def _right_behind(parsed: Parsed, end: int) -> str | None:
    """The measure that words right behind a figure name, what it is set against aside: grew 20.8% year-on-year by quantity."""
    behind = parsed.behind(end)
    places = (
        (end, behind.end) if behind is not None and behind.is_a("yearago", "monthago") and parsed.is_blank(end, behind.start) else (end,)
    )
    for place in places:
        if right_behind(parsed, place, "value-behind") is not None:
            return VALUE
        if right_behind(parsed, place, "quantity-behind") is not None:
            return QUANTITY
    return None


def _level_led_to(parsed: Parsed, target: Target) -> str | None:
    """What the level measures that a rate leads to: up 3.8% to $6.8 billion."""
    level = parsed.behind(target.end)
    if level is None or level.figure is None or target.figure is None or target.figure.dimension != "percent":
        return None
    leads = parsed.between(target, level).lower() in forms(parsed.language, "rate-to-level")
    return OWN.get(level.figure.dimension) if leads else None


def _is_of_volumes(parsed: Parsed, target: Target) -> bool:
    """Whether the last flow before an English rate is called one of volumes, in the plural that no value has: export volumes were up 6.9%."""
    flow = _last_flow(parsed, target)
    is_rate = target.is_figure("percent")
    if flow is None or not is_rate or parsed.language != "en":
        return False
    word = right_behind(parsed, flow.end, "volumes") or right_before(parsed, flow.end, "volumes")
    figures = (m for m in parsed.mentions if m.figure is not None and flow.end <= m.start and m.end <= target.start)
    return word is not None and not any(m.is_figure("money") for m in figures)


def _last_flow(parsed: Parsed, target: Target) -> Mention | None:
    """The last word of a flow before a figure."""
    return parsed.before(target.start, "flow")


def _is_quantity(parsed: Parsed, target: Target) -> bool:
    """Whether words for a quantity stand before a figure in its clause, or behind it before the next one and no other rate's."""
    others = [m for m in parsed.mentions if m.figure is not None and m.figure.dimension != "bare" and m.start >= target.end]
    behind = others[0].start if others else len(parsed.text)
    clause = parsed.clause_start(target.start)
    return bool(near(parsed, target.end, behind, "quantity-behind") or near(parsed, clause, target.start, "quantity-before"))
