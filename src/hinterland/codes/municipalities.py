"""Municipalities known by rule, without standing in a table: `BR-` and seven digits of IBGE, in the state that the first two say. Brazil
has 5,570, whose names would drown those that texts are searched for; a user's own `regions.csv` (HINTERLAND_CODES) may name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from hinterland.codes.tables import Region, table

_CODE = re.compile(r"BR-(\d\d)\d{5}")
_IBGE = re.compile(r"IBGE code (\d\d)")


@cache
def states() -> Mapping[str, str]:
    """The states of Brazil by the two digits that IBGE gives them, as the notes in the table of regions tell."""
    found = ((match[1], r.code) for r in table("region").values() if (match := _IBGE.search(r.note)) and r.code.startswith("BR-"))
    return MappingProxyType(dict(found))


def municipality(code: str) -> Region | None:
    """The municipality with this code; `None` where the code isn't one, or its first digits are no state's."""
    match = _CODE.fullmatch(code)
    state = states().get(match[1]) if match else None
    if state is None:
        return None
    return Region(
        kind="region", code=code, en=code, short_en=code, zh=code, short_zh=code, scheme="ibge", level="city", parent=state, country="BR"
    )


def region(code: str) -> Region | None:
    """The region with this code, of the table or by rule."""
    entry = table("region").get(code)
    return entry if isinstance(entry, Region) else municipality(code)
