"""What a document gives no grounds for: that its figures are of a place that it names, or of trade.

`place_unnamed(parsed)` gives the words for a county or city (全县, 我市) in a text that names none, `speaks_of_trade(parsed)` tells whether it says more of trade than any shop's report does.
"""

from __future__ import annotations

from collections.abc import Sequence

from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Parsed
from hinterland.reading.names import REGION

UNNAMED = (("county-word", {"county"}), ("city-word", {"county", "city", "zone", REGION}))
"""Words for a place of a level, with the levels of the names that it may have."""


def place_unnamed(parsed: Sequence[Parsed]) -> str | None:
    """The words by which a document calls the county or city that it is of where it names none: what it gives is of no place that it names."""
    levels = {n.level for p in parsed for m in p.mentions for n in m.names[:1]}
    for name, others in UNNAMED:
        said = [w for p in parsed for m in p.mentions if m.is_a("proform") and (w := p.text[m.start : m.end]) in forms("zh", name)]
        if said and not levels & others:
            return said[0]
    return None


LONG = 8
"""Sentences of a document from which on it would name what it gives figures of in more than a word."""


def speaks_of_trade(parsed: Sequence[Parsed]) -> bool:
    """Whether a document may give figures of trade: a long one must say more than that somebody sold, took in or brought in something, or name a balance."""
    flows = [(p, m) for p in parsed for m in p.mentions if m.is_a("flow", "balance")]
    return len(parsed) < LONG or any(p.text[m.start : m.end].lower() not in forms("en", "weak-flow") for p, m in flows)
