"""Words for any nation that are the home nation's other names (全国, nationwide, the country): where a text is on another country they name nothing.

`drop_home_nation(parsed, is_abroad, paid)` takes those names out of a document's sentences, so that no figure of another country is read as the home nation's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from hinterland import codes
from hinterland.reading.lands import country_of
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Parsed
from hinterland.reading.names import REGION, Name

REGIONS = (REGION, "city")
"""Levels of regions whose names show that a text speaks of their country."""


def drop_home_nation(parsed: list[Parsed], is_abroad: Callable[[Name], bool], paid: Collection[str]) -> None:
    """Drop the home nation as what a word for any nation names, in a text on regions of other countries and none of its own, nor on itself in Chinese.

    An English text that names neither, with amounts in another country's currency (`paid`), is such a text too.
    """
    home = codes.home_of().nation
    places = [(p, m) for p in parsed for m in p.mentions if m.names]
    pro_forms = [
        (p, m) for p, m in places if m.names[0].level == "nation" and p.text[m.start : m.end].lower() in forms(p.language, "any-nation")
    ]
    if not pro_forms:
        return
    named = [(p, m.names[0]) for p, m in places if not any(m is o for _, o in pro_forms)]
    is_named = any(n.level in ("nation", *REGIONS) and country_of(n.code) == home for _, n in named)
    regions = {country_of(n.code) for p, n in named if n.level in REGIONS or (p.language == "en" and is_abroad(n))}
    for p, m in pro_forms:
        others = regions or (set() if is_named or p.language == "zh" else set(paid))
        if others and home not in others and not (is_named and p.language == "zh"):
            m.names, m.cls = (), m.words[0].cls if m.words else ""
