"""The claim that a phrase makes: the stretch of the sentence, and an indicator filled from the scene where the phrase is silent."""

from __future__ import annotations

import re
from decimal import Decimal

from hinterland.codes import Period
from hinterland.language.parsed import Parsed
from hinterland.language.scene import Scene
from hinterland.models import Claim, Indicator, Relation


def make_claim(
    p: Parsed,
    start: int,
    end: int,
    kind: str,
    scene: Scene,
    op: str,
    *,
    flow: str | None = "keep",
    scope: str | None = None,
    relation: Relation | None = None,
    low: int | None = None,
    unit: str | None = None,
    subject: str | None = "keep",
    product: str | None = None,
    confidence: float = 0.9,
) -> Claim:
    """A claim at a stretch of a sentence; what is not given comes from the scene."""
    concept = scene.concept
    period = scene.period
    if period is None:
        period = Period.of_year(scene.today.year - 1)
    kept = scene.flow if concept in ("trade", "advantage") else None
    measured = {
        "op": op,
        "concept": concept,
        "flow": kept if flow == "keep" else flow,
        "product": product or scene.product,
        "partner": scene.partner,
        "regime": scene.regime if concept == "trade" else "all",
        "basis": scene.basis if concept == "trade" else None,
        "currency": "CNY" if concept and concept != "advantage" else None,
    }
    who = scene.subject if subject == "keep" else subject
    at_least, at_most = counted(p.sentence.text[:start], low) if unit == "count" else (low, low)
    return Claim(
        id="",
        start=p.sentence.start + start,
        end=p.sentence.start + end,
        text=p.sentence.text[start:end],
        kind=kind,
        subject=None if who == "?" else who,
        indicator=Indicator.model_validate(measured),
        period=str(period),
        scope=scope,
        relation=relation or Relation(),
        low=None if at_least is None else Decimal(at_least),
        high=None if at_most is None else Decimal(at_most),
        unit=unit,
        confidence=confidence if who else 0.6,
    )


_COUNTED = (
    (re.compile(r"(?:\b(?:at least|no fewer than|no less than|a minimum of)\s|(?:至少|起码|不少于|不低于)有?)$", re.I), 0, None),
    (re.compile(r"(?:\b(?:at most|no more than|not more than|up to)\s|(?:至多|最多|不超过)有?)$", re.I), None, 0),
    (re.compile(r"(?:\b(?:more than|over|upwards? of)\s|(?:超过|多于|不止)有?)$", re.I), 1, None),
    (re.compile(r"(?:\b(?:fewer than|less than|under)\s|(?:不到|不足|少于)有?)$", re.I), None, -1),
)
"""What stands before a number that bounds a count, and by how much each end lies off it; no end where it is open. Those that say *not* come before those that don't."""


def counted(before: str, number: int | None) -> tuple[int | None, int | None]:
    """The ends of a count by the words before its number: *at least ten* is ten or more, *more than nine* too."""
    if number is None:
        return None, None
    for words, low, high in _COUNTED:
        if words.search(before):
            return None if low is None else number + low, None if high is None else number + high
    return number, number


def outside_the_tables(claim: Claim) -> Claim:
    """The claim with an indicator that the tables do not know."""
    indicator = claim.indicator.model_copy(
        update={"concept": None, "flow": None, "product": "all", "partner": "world", "basis": None, "currency": None}
    )
    return claim.model_copy(update={"indicator": indicator})
