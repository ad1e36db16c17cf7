"""Quantities with their value and their price a unit in one run of words (15,824 tonnes for 21.8 million dollars, at 1,378 dollars/tonne): the three make one another, whatever is traded.

A price is an amount with a unit behind a stroke, the one that the quantity has. Prices are averages that were rounded or worked out from others, so that only a power of ten accuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hinterland.check.beside import MARK
from hinterland.check.digits import significant
from hinterland.check.judge import Judged
from hinterland.check.spelled import AGO
from hinterland.check.ties import Tie
from hinterland.check.within import shift
from hinterland.language.naming import is_money
from hinterland.reading import mentioned
from hinterland.reading.lexicon import forms

NEAR, MOST = 160, 6
"""Maximum characters, and figures, from a price back to its quantity and value."""
EXACT = 3
"""Significant digits of each of three figures that one of them hardly fits by chance but for a power of ten."""
LARGE = 10_000
"""The least scale that is never the beginning of a unit."""
_UNIT = re.compile(r"\s?/\s?([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+$")


def prices(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Values that are a power of ten of what the quantity and the price beside them make."""
    figures = sorted(
        (j for j in judged if j.plain is not None and j.plain.middle and j.claim.unit != "percent"), key=lambda j: j.claim.start or 0
    )
    for n, price in enumerate(figures):
        unit = _unit(text, price)
        if unit is None or significant(price.claim.text) < EXACT:
            continue
        before = [
            j
            for j in figures[max(0, n - MOST) : n]
            if (price.claim.start or 0) - (j.claim.end or 0) <= NEAR and "\n" not in text[j.claim.end : price.claim.start]
        ]
        values = [j for j in before if j.claim.unit == price.claim.unit and _unit(text, j) is None]
        quantities = [j for j in before if _is_of(j, unit)]
        yield from _slipped([v for v in values[-1:] if not _is_dated(text, v, price)], quantities, price)


def _unit(text: str, j: Judged) -> str | None:
    """The unit that an amount is the price of."""
    found = _UNIT.match(text, j.claim.end or 0) if is_money(j.claim.unit) else None
    return found[1] if found else None


def _is_of(j: Judged, unit: str) -> bool:
    """Whether a figure is a quantity in the unit of a price, a word for ten thousands and the like before it aside."""
    word = _WORD.search(j.claim.text)
    if word is None or is_money(j.claim.unit):
        return False
    if word[0].isascii():
        return word[0].startswith(unit)
    scales = "".join(form for form, value in forms("zh", "scale").items() if len(form) == 1 and int(value) >= LARGE)
    return unit.startswith(word[0].lstrip(scales))


def _is_dated(text: str, value: Judged, price: Judged) -> bool:
    """Whether the words beside a value name a period of its own, so that the quantity is another one's."""
    place = value.claim.start or 0
    start = max((m.end() for m in MARK.finditer(text, max(0, place - NEAR), place)), default=max(0, place - NEAR))
    own = mentioned(text[start:place])
    last = max((m.end for m in own if m.figure is not None and m.time is None), default=0)
    end = value.claim.end or 0
    stop = MARK.search(text, end)
    beside = [m for m in own if m.start >= last] + mentioned(text[end : stop.start() if stop else price.claim.start])
    return any(m.time is not None and m.time.kind not in AGO and not m.is_a("monthago") for m in beside)


def _slipped(values: Sequence[Judged], quantities: Sequence[Judged], price: Judged) -> Iterator[Tie]:
    for value in values:
        made = [(q, q.plain * price.plain) for q in quantities if q.plain is not None and price.plain is not None]
        if value.plain is None or any(m.meets(value.plain) for _, m in made) or significant(value.claim.text) < EXACT:
            continue
        yield from (
            Tie(value, (q, price), m, spelled=True) for q, m in made if significant(q.claim.text) >= EXACT and shift(m, value.plain)
        )
