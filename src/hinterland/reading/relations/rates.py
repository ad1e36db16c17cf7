"""Whose an English rate is where the words for a rate beside it say so: a national gain of 6%, the increase for the nation was 2%, the nation saw growth of 4%, 2% national growth."""

from __future__ import annotations

from collections.abc import Sequence

from hinterland.reading.document import Target
from hinterland.reading.lands import country_of
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import breaks, gap, right_before

RATES = ("rate", "rate-down")
"""Classes of the nouns for a rate."""
OF = ("of", "for", "in")
"""Prepositions that lead to whose a rate is."""


def rate_owner(parsed: Parsed, target: Target) -> str | None:
    """The nation of a document, or a place in it, that a noun for a rate gives an English percentage to; another nation is a partner."""
    if parsed.language != "en" or not target.is_figure("percent"):
        return None
    told, behind = parsed.preceding(target.start), parsed.following(target.end)[:2]
    if len(behind) > 1 and behind[1].is_a("up", "down") and parsed.is_blank(target.end, behind[0].start):
        return _own(parsed, behind[0]) if parsed.is_blank(behind[0].end, behind[1].start) else None
    while told and _leads(parsed, told):
        told.pop()
    if not told or (not right_before(parsed, told[-1].end, *RATES) and _own(parsed, told[-1]) is None):
        return None
    if len(told) > 1 and (own := _own(parsed, told[-1])) is not None and told[-2].value("prep") in OF:
        between = parsed.between(told[-2], told[-1]).lower() in ("", *forms("en", "phrase-article"))
        return own if between and right_before(parsed, told[-2].start, *RATES) else None
    return _before(parsed, told)


def _leads(parsed: Parsed, told: Sequence[Mention]) -> bool:
    """Whether the last of some words only leads from a rate to its figures: of, was, in 2010, another figure and "and"."""
    last = told[-1]
    is_rate = right_before(parsed, last.end, *RATES) is not None
    behind = parsed.behind(last.end)
    is_dated = last.value("prep") == "in" and behind is not None and behind.time is not None
    in_list = last.is_a("and") or last.time is not None or last.is_figure("percent") or is_dated
    return not is_rate and (in_list or (last.is_a("level", "hedge") and last.value("prep") in (None, "of")))


def _before(parsed: Parsed, told: Sequence[Mention]) -> str | None:
    """The place before the noun for a rate which closes some words, a verb or a few unknown words aside: the national gain, the nation saw solid growth."""
    noun = right_before(parsed, told[-1].end, *RATES)
    before = [m for m in told if noun is not None and m.end <= noun.start]
    if noun is None or not before or gap(parsed, before[-1].end, noun.start) > FEW or breaks(parsed.text[before[-1].end : noun.start]):
        return None
    return _own(parsed, before[-1])


FEW = 3
"""How many words may stand between a place and the noun for its rate."""


def _own(parsed: Parsed, mention: Mention) -> str | None:
    """The nation of a document, by its name or as the nation, or the place in it that a mention is."""
    if mention.value("proform") == "nation":
        return parsed.nation
    name = mention.names[0] if mention.names else None
    return name.code if name is not None and name.kind in ("place", "group") and country_of(name.code) == parsed.nation else None
