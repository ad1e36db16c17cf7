"""Exposure and resilience of one region in one look: on whom and what its trade hangs, how its growth swings and what it was made of. A
subject goes in; what can be said from the figures held comes out, each part empty where nothing is held for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, get_args

from hinterland import codes
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.models import Basis, Currency, Flow, Indicator, fields_of
from hinterland.outlook import quality
from hinterland.outlook.cells import Slices, chosen, periods_held, published, slices
from hinterland.outlook.exposure import Axis, Concentration, concentration
from hinterland.outlook.quality import Asks, FromOne, ShareOverTime, Swings, Volatility, VolumeOrValue
from hinterland.outlook.shift_share import Structure, structure
from hinterland.sources.reading import InputError

AXES: tuple[tuple[Axis, Flow], ...] = (("partners", "total"), *product(get_args(Axis), get_args(Flow)[1:]))


@dataclass(frozen=True, slots=True)
class Resilience:
    """What is known of a subject's exposure. Concentration, growth from one product, volume and value, and structure are each of the
    periods looked through in which they are held, the latest years first; volatility and the share of advanced products of all years held.
    `swings` sets the volatility beside that of others where that was asked for."""

    subject: str
    period: Period
    basis: Basis
    currency: Currency
    concentration: tuple[Concentration, ...]
    volatility: Volatility | None
    from_one: tuple[FromOne, ...]
    volume_or_value: tuple[VolumeOrValue, ...]
    advanced: tuple[ShareOverTime, ...]
    structure: tuple[Structure, ...]
    swings: Swings | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        beside = {} if self.swings is None else {"swings": self.swings.to_dict()}
        result = fields_of(self, "subject", "period", "basis", "currency", "volatility") | beside
        return result | fields_of(self, "concentration", "from_one", "volume_or_value", "advanced", "structure")


def resilience(
    indicators: Indicators, subject: str, period: Period | None = None, *, others: Sequence[str] = (), structures: bool = True
) -> Resilience:
    """All that can be said of a subject's exposure up to a year, the latest held unless said; `others` are the regions that its volatility
    is set beside. Raises `InputError` where no year of its trade is held."""
    basis, currency = published(subject)
    found = periods_held(indicators, subject)
    years = sorted(p for p in found if p.kind == "year" and (period is None or p.end <= period.end))
    if not years:
        raise InputError(f"no year of the trade of {codes.name(subject)} is held on the {basis} basis in {currency}")
    looked = [slices(indicators, subject, p, bounded=False) for p in chosen(found, period)]
    of = Indicator(flow="total", basis=basis, currency=currency)
    export = of.model_copy(update={"flow": "export"})
    goods = [(export.model_copy(update={"product": p}), x.period) for x in looked for p in _products(x, "export")]

    def asked(asks: Asks) -> tuple[Volatility | None, Swings | None, list[FromOne | None], list[VolumeOrValue | None], list[ShareOverTime]]:
        own, compared = quality.volatility(asks, subject, of, years), quality.beside(asks, subject, of, years, others) if others else None
        products = quality.from_each(asks, subject, goods), quality.volumes_or_values(asks, subject, goods)
        return own, compared, *products, quality.advanced(asks, subject, export, years)

    own, compared, given, pieces, shares = quality.together(indicators, asked)
    yearly = [x.period for x in looked if x.period.kind == "year"] if structures and not codes.is_nation(subject) else []
    mixed = (structure(indicators, subject, p) for p in yearly)
    return Resilience(
        subject,
        years[-1],
        basis,
        currency,
        tuple(c for axis, flow in AXES for c in [_latest(looked, axis, flow)] if c is not None),
        own,
        tuple(g for g in given if g is not None),
        tuple(p for p in pieces if p is not None),
        tuple(shares),
        tuple(s for s in mixed if s is not None),
        compared,
    )


def _latest(looked: Sequence[Slices], axis: Axis, flow: Flow) -> Concentration | None:
    """The concentration whose index is narrowest among the periods looked through: one of which a single partner is held says little."""
    found = [c for x in looked if (c := concentration(x, axis, flow)) is not None]
    return min(found, key=lambda c: c.index.width or 0, default=None)


def _products(held: Slices, flow: Flow) -> list[str]:
    own = [(k.ends.low or 0, c.product) for c, k in held.held.items() if c.flow == flow and c.product != "all" and c.partner == "world"]
    return [p for _, p in sorted(own, key=lambda x: (-x[0], x[1]))]
