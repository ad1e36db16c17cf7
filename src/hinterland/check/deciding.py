"""The cell that decides, as a sentence: what it came to by its bounds, or that nothing bounds it."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from hinterland.check import catalogue, words
from hinterland.claims.deciding import Deciding
from hinterland.codes import Language
from hinterland.interval import Interval
from hinterland.language.write import when
from hinterland.ledger import words as words_of_ledger
from hinterland.models import Claim

FIGURES = 4
"""Significant digits of a bound as written, rounded outwards."""


def reason(claim: Claim, cell: Deciding, language: Language) -> str:
    """Which cell decides and why, in a sentence without its stop."""
    at = words_of_ledger.period(cell.period) if language == "en" else when(str(cell.period), language)
    if cell.held:
        return catalogue.say(
            language, "deciding.led", who=words.name(claim.subject, language), other=words.name(claim.relation.versus, language), at=at
        )
    what = catalogue.say(language, "deciding.whose", who=words.name(cell.region, language), at=at) if cell.region != claim.subject else at
    if cell.each is not None:
        key = "deciding.run.most" if cell.largest else "deciding.run.least"
        each = _amount(cell.each, claim, language, down=cell.largest)
        return catalogue.say(language, key, what=what, ends=ends(cell, claim, language), each=each)
    if cell.is_open:
        return catalogue.say(language, "deciding.open", what=what)
    return catalogue.say(language, "deciding.one", what=what, ends=ends(cell, claim, language))


def ends(cell: Deciding, claim: Claim, language: Language) -> str:
    """Between what a cell must have come to."""
    low = _amount(cell.low, claim, language, down=True) if cell.low else ""
    high = _amount(cell.high, claim, language, down=False) if cell.high is not None else ""
    key = "both" if low and high else "low" if low else "high"
    return catalogue.say(language, f"deciding.ends.{key}", low=low, high=high)


def _amount(value: float, claim: Claim, language: Language, *, down: bool) -> str:
    """A bound with few figures, a lower one rounded down and an upper one up."""
    exact = Decimal(value)
    step = Decimal(1).scaleb(exact.adjusted() - FIGURES + 1)
    near = (exact / step).to_integral_value(ROUND_FLOOR if down else ROUND_CEILING) * step
    return words.amount(Interval.rounded(near, step), claim.indicator.currency or "units", language)
