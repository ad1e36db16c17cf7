"""The claim that a phrase makes: the stretch of the sentence, and an indicator filled from the scene where the phrase is silent."""

from __future__ import annotations

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
    kept = scene.flow if concept == "trade" else None
    measured = {
        "op": op,
        "concept": concept,
        "flow": kept if flow == "keep" else flow,
        "product": product or scene.product,
        "partner": scene.partner,
        "regime": scene.regime if concept == "trade" else "all",
        "basis": scene.basis if concept == "trade" else None,
        "currency": "CNY" if concept else None,
    }
    who = scene.subject if subject == "keep" else subject
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
        low=None if low is None else Decimal(low),
        high=None if low is None else Decimal(low),
        unit=unit,
        confidence=confidence if who else 0.6,
    )


def outside_the_tables(claim: Claim) -> Claim:
    """The claim with an indicator that the tables do not know."""
    indicator = claim.indicator.model_copy(
        update={"concept": None, "flow": None, "product": "all", "partner": "world", "basis": None, "currency": None}
    )
    return claim.model_copy(update={"indicator": indicator})
