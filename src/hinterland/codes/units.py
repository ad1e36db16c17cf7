"""Units: what a figure is counted in, and how it becomes the base unit that everything is stored in.

`units.csv` gives each unit its dimension (money, share, count, mass ...), its base unit and an exact factor; amounts go in as `Decimal`
and come out in yuan, dollars, tonnes, pieces or percent. `scales.csv` holds the scale words of both languages (万, 亿, million, bn).
"""

from __future__ import annotations

from decimal import Context, Decimal
from functools import cache, lru_cache

from hinterland.codes.lookup import find
from hinterland.codes.tables import Scale, Unit, rows

_DIGITS = Context(prec=40)


@lru_cache(maxsize=4096)
def unit(text: str) -> Unit:
    """The unit of a code or a name, as in `CNY_100M`, `亿元` or `billion yuan`. Raises `UnknownName`."""
    found = find(text, "unit")
    assert isinstance(found, Unit)
    return found


@cache
def scales(language: str | None = None) -> tuple[Scale, ...]:
    """The scale words of a language (`en`, `zh`) or of both, longest first, so that the first that fits is the right one."""
    table = (Scale(r["word"], r["language"], Decimal(r["factor"]), r["note"]) for r in rows("scales"))
    return tuple(sorted((s for s in table if language in (None, s.language)), key=lambda s: (-len(s.word), s.word)))
