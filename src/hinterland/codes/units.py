"""Units: what a figure is counted in, and how it becomes the base unit that everything is stored in.

`units.csv` gives each unit its dimension (money, share, count, mass ...), its base unit and an exact factor; amounts go in as `Decimal`
and come out in yuan, dollars, tonnes, pieces or percent. `scales.csv` holds the scale words of both languages (万, 亿, million, bn).
Units of different bases never convert.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from functools import cache, lru_cache

from hinterland.codes.lookup import find, get
from hinterland.codes.tables import Scale, Unit, rows

_DIGITS = Context(prec=40)


@lru_cache(maxsize=4096)
def unit(text: str) -> Unit:
    """The unit of a code or a name, as in `CNY_100M`, `亿元` or `billion yuan`. Raises `UnknownName`."""
    found = find(text, "unit")
    assert isinstance(found, Unit)
    return found


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """An amount of one unit (by code) in another of the same base.

    Raises `ValueError` when they measure different things, `UnknownName` for a code not held.
    """
    one, other = get("unit", source), get("unit", target)
    assert isinstance(one, Unit) and isinstance(other, Unit)
    if one.base != other.base:
        raise ValueError(f"{one.code} cannot be turned into {other.code}: one is measured in {one.base}, the other in {other.base}")
    with localcontext(_DIGITS):
        return other.from_base(one.to_base(value))


@cache
def scales(language: str | None = None) -> tuple[Scale, ...]:
    """The scale words of a language (`en`, `zh`) or of both, longest first, so that the first that fits is the right one."""
    table = (Scale(r["word"], r["language"], Decimal(r["factor"]), r["note"]) for r in rows("scales"))
    return tuple(sorted((s for s in table if language in (None, s.language)), key=lambda s: (-len(s.word), s.word)))
