"""Amounts that are a thousand times what they should be, or a thousandth, whatever they are of: one that words set against another one of a thousandth of it, far from all others of the text,
or the digits of another one with its marks set otherwise (29.234 million, 29,234 million)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from statistics import median

from hinterland.check.currencies import is_money
from hinterland.check.judge import Judged
from hinterland.check.line import KINDS
from hinterland.check.spelled import pairs
from hinterland.check.ties import ALIKE, PARTS, UNSCALED, Tie, size

THOUSANDS = (3, 6)
"""Powers of ten between an amount and one that lost its scale, or has another one."""
ALIKE_DIGITS = 5
"""Significant digits that two amounts hardly share by chance."""
NEAR = Decimal(2)
"""What an amount may be of another one that words set it against, a power of ten aside."""
BEYOND = Decimal(50)
"""By which factor an amount lies beyond all others of a text that has another scale than they."""
MOST = 60
"""Maximum amounts of a text of which each two are compared."""


def scales(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Amounts off by a thousand or a million, each with the amount that shows it and the scale that it should have."""
    figures = [j for j in judged if is_money(j.unit) and j.kind in KINDS and size(j) >= UNSCALED]
    for _, one, other, *_ in pairs(figures, text, (), rated=False):
        for wrong, right in ((one, other), (other, one)):
            power = next((p for p in THOUSANDS for p in (p, -p) if _is_near(size(wrong).scaleb(p), size(right))), 0)
            if power and _is_beyond(wrong, [j for j in figures if j is not wrong and j.unit == wrong.unit]):
                yield Tie(wrong, (right,), wrong.number.scaled(Decimal(10) ** power), spelled=True)
    for one, other in combinations([j for j in figures if j.digits >= ALIKE_DIGITS][:MOST], 2):
        power = next((p for p in THOUSANDS for p in (p, -p) if size(one).scaleb(p) == size(other)), 0)
        if not power or one.unit != other.unit:
            continue
        sizes = [size(j) for j in figures if j.unit == one.unit and j is not one and j is not other]
        if len(sizes) >= ALIKE:
            wrong, right = sorted((one, other), key=lambda j: abs((size(j) / median(sizes)).log10()), reverse=True)
            yield Tie(wrong, (right,), right.number, spelled=True)


def _is_near(one: Decimal, other: Decimal) -> bool:
    return 1 / NEAR < one / other < NEAR


def _is_beyond(j: Judged, others: Sequence[Judged]) -> bool:
    """Whether an amount is far larger, or far smaller, than all others of a text."""
    sizes = [size(o) for o in others]
    return len(sizes) >= PARTS and (size(j) > BEYOND * max(sizes) or size(j) * BEYOND < min(sizes))
