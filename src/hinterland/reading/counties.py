"""Counties and county-level cities that a text is about, which the text compares with their city, and the places that only say among whom a place is held.

`counties_in_full(parsed)` gives the counties that their short names mean; `city_around(parsed)` the city that the county of a text's title lies in, whose name elsewhere in the text is a yardstick
(高于苏州); `set_apart_peers(parsed)` takes their names from cities whose parts a place is held among (居苏州各县市区第三).
"""

from __future__ import annotations

from collections.abc import Sequence

from hinterland.reading.lands import city_above
from hinterland.reading.leads import followed_by_agency
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import right_behind


def counties_in_full(parsed: Sequence[Parsed]) -> set[str]:
    """The counties that a text names with their level or by an office, or whose short name stands in the title of a text that names their city as well."""
    found = {
        m.names[0].code
        for p in parsed
        for m in p.mentions
        if _is_county(m) and (p.text[m.end - 1] in forms("zh", "county") or followed_by_agency(p, m))
    }
    named = {n.code for p in parsed[1:] for m in p.mentions for n in m.names if n.kind == "place"}
    return found | {m.names[0].code for p in parsed[:1] for m in p.mentions if _is_county(m) and city_above(m.names[0].code) in named}


def city_around(parsed: Sequence[Parsed]) -> str | None:
    """The city of the county that is the only place of a text's title; None where the title names another place, or none."""
    titled = {m.names[0].code for p in parsed[:1] for m in p.mentions if m.is_name("place")}
    return city_above(next(iter(titled))) if len(titled) == 1 else None


def set_apart_peers(parsed: Sequence[Parsed]) -> None:
    """Take their names from cities right before the words for their parts, among which others are placed: 居苏州各县市区第三."""
    for p in parsed:
        for m in p.mentions if p.language == "zh" else ():
            if m.names and m.names[0].level == "city" and right_behind(p, m.end, "parts-of-city") is not None:
                m.names, m.cls = (), "left-out"


def _is_county(mention: Mention) -> bool:
    return bool(mention.names) and mention.names[0].level == "county"
