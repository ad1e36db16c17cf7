"""How exposed the subject of a brief is: on whom and what its trade hangs, what its growth came from, and how that growth swings.

`measure` asks what is held, `ask` puts the questions that kinds of claim can answer into the agenda. What is worth telling follows from what is held and how
well it is known, by the rules below; `detail.py` lists it.
"""

from __future__ import annotations

from decimal import Decimal

from hinterland import codes
from hinterland.brief.agenda import Agenda
from hinterland.brief.terms import is_ranked, whole_of
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.language.write import middle
from hinterland.models import Flow, Indicator
from hinterland.outlook.exposure import QUALITIES, Axis, Concentration
from hinterland.outlook.quality import FromOne, ShareOverTime, VolumeOrValue
from hinterland.outlook.resilience import Resilience, resilience
from hinterland.sources.reading import InputError

AXES: tuple[tuple[Axis, Flow], ...] = (("partners", "total"), ("products", "export"))
"""Concentrations that are reported: of all trade by partner, of exports by product."""

PARTS = 5
"""Number of the largest parts that are reported with it."""

RECENT = 12
"""Months before the brief's end within which value and quantity, and the share of advanced products, are still news."""

SURE = Decimal(2)
"""In percentage points: a part of growth that is known no better is not stated."""


def measure(indicators: Indicators, subject: str, period: Period) -> Resilience | None:
    """What is held on the exposure of a nation or region up to a year, its swings beside those of the regions that are ranked; nothing for other periods, for
    groups, and where no year is held."""
    if period.kind != "year" or (not codes.is_nation(subject) and whole_of(subject)):
        return None
    peers = codes.home_of(subject).peers
    beside = codes.members(peers) if peers and (codes.is_nation(subject) or is_ranked(subject)) else ()
    try:
        return resilience(indicators, subject, period, others=beside, structures=False)
    except InputError:
        return None


def ask(made: Agenda, found: Resilience) -> None:
    """Put the questions into the agenda that the measures raise and claims can answer."""
    for c in worth_stating(found):
        for part in c.parts[:PARTS]:
            along = {"partner": part.code} if c.axis == "partners" else {"product": part.code}
            made.ask(f"exposure:{c.axis}:{part.code}", "value", made.terms.trade("share", flow=c.flow, **along), at=str(c.period))
    if g := gave(made.period, found):
        made.ask("exposure:gave", "value", _of(g.part, "contribution"), at=g.period)
    if s := split(made.period, found):
        pieces = _of(s.indicator, "growth").model_copy(update={"measure": "quantity", "currency": None})
        made.ask("exposure:value", "value", _of(s.indicator, "growth"), at=s.period)
        made.ask("exposure:quantity", "value", pieces, at=s.period)
    if u := up(made.period, found):
        made.ask("exposure:then", "value", u.indicator, at=u.shares[0][0])
        made.ask("exposure:now", "value", u.indicator, at=u.shares[-1][0])
    if v := found.volatility:
        made.ask("exposure:best", "value", _of(v.indicator, "growth"), at=v.best.period)
        made.ask("exposure:worst", "value", _of(v.indicator, "growth"), at=v.worst.period)


def _of(indicator: Indicator, op: str) -> Indicator:
    return indicator.model_copy(update={"op": op})


def worth_stating(found: Resilience) -> list[Concentration]:
    """The concentrations that say something, their parts the largest first."""
    return [c for c in found.concentration if (c.axis, c.flow) in AXES and c.is_telling]


def gave(period: Period, found: Resilience) -> FromOne | None:
    """The product that gave most of the growth of exports in the brief's year, where they grew and how much it gave is known well."""
    sure = [
        g
        for g in found.from_one
        if g.period == str(period) and g.part.product not in QUALITIES and g.percent is not None and (g.percent.width or SURE) < SURE
    ]
    most = max(sure, key=lambda g: middle(g.percent) if g.percent else Decimal(0), default=None)
    return most if most and most.percent and middle(most.whole_change) > 0 and 0 < middle(most.percent) < 100 else None


def split(period: Period, found: Resilience) -> VolumeOrValue | None:
    """The largest product whose value and quantity are both known of a late year."""
    return next((v for v in found.volume_or_value if _late(period, v.period)), None)


def up(period: Period, found: Resilience) -> ShareOverTime | None:
    """The most advanced products whose share is held of a late year and of one before, and surely isn't the same in both."""
    return next((s for s in found.advanced if s.change is not None and not s.change.holds(0) and _late(period, s.shares[-1][0])), None)


def _late(period: Period, at: str) -> bool:
    then = Period.parse(at)
    return then.kind == "year" and then.shift(RECENT).end >= period.end
