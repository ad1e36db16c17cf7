"""What a claim's figure is a part of, in words: a share's whole, the growth that a contribution is to, and the currency meant where none is named."""

from __future__ import annotations

from hinterland import codes
from hinterland.codes import Language
from hinterland.language.naming import group_name, the_nation, whose
from hinterland.language.phrases import phrase
from hinterland.models import Claim


def whole(c: Claim, language: Language) -> str:
    """What a share is of: the nation's trade, or the subject's own; of exports or imports as such its trade, of a product or partner all trade that way."""
    if c.relation.versus:
        return _of_whole("whole", c, language)
    flow = None if _bare(c) else c.indicator.flow
    return phrase(f"own:{flow or 'total'}", language)


def growth_of_whole(c: Claim, language: Language) -> str:
    """What a contribution is to: the nation's trade growth, or that of its exports where it is one of exports."""
    return _of_whole("growth", c, language)


def _of_whole(key: str, c: Claim, language: Language) -> str:
    """A whole's trade or its growth, by flow: the nation's, or that of the region or group that the claim compares with."""
    home = codes.home_of(c.subject)
    versus = c.relation.versus or home.nation
    who = the_nation(home.nation, language) if versus == home.nation else group_name(versus, language, home)
    noun = phrase(f"{key}:{(c.indicator.flow if _bare(c) else None) or 'total'}", language)
    return phrase("of-whole", language, who=who, whose=whose(who), noun=noun)


def _bare(c: Claim) -> bool:
    """Whether a claim is of all goods, with all the world, in any mode."""
    return (c.indicator.product, c.indicator.partner, c.indicator.regime) == ("all", "world", "all")


def currency_meant(c: Claim) -> str:
    """The currency meant where a claim names none."""
    return codes.home_of(c.subject).currency or codes.home_of().currency or ""
