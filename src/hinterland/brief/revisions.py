"""Growth between levels of two releases: left out where a revision of the first may have turned it.

Customs revises a year when it publishes the next (docs/explanation/vintages.md). A published rate stands on the revised year, and levels of one release belong together;
a rate worked out from one level as first published and another published a year later is known only as well as that revision. How large it was the nation's own
rates say: where the published one is that between its levels, the year was hardly revised.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from hinterland.brief.terms import Terms
from hinterland.brief.values import value
from hinterland.claims import Evaluated
from hinterland.claims.caveats import REVISED
from hinterland.codes import Period
from hinterland.indicators import Indicators, Need
from hinterland.language.write import middle

HARDLY = Decimal("0.3")
"""In percentage points: a nation whose published rate lies so close to that between its levels had its year hardly revised."""

CALM = Decimal("1.5")
"""In percentage points: how far a region's rate between two releases may be off where its nation's year was hardly revised; where it was, or that isn't known, by `REVISED`."""

WORKED_OUT = ("growth", "multiple", "contribution")
"""What is worked out from a level and that of a year before."""

Rates = dict[tuple[str, str], Decimal]
"""Rates by region and period."""


class Revisions:
    """How far rates between levels of two releases may be off, by period."""

    def __init__(self, indicators: Indicators, terms: Terms) -> None:
        self.indicators, self.terms = indicators, terms
        self._margins: dict[str, Decimal] = {}

    def margin(self, period: str) -> Decimal:
        """By how much a rate of a period may be off."""
        if period not in self._margins:
            nation = self.terms.home.nation
            found = self.indicators.ask([Need(nation, self.terms.trade("growth"), Period.parse(period))])[0] if nation else None
            both = (found.published, found.computed) if found else (None, None)
            calm = both[0] is not None and both[1] is not None and abs(both[0].value - both[1].value) < HARDLY
            self._margins[period] = CALM if calm else Decimal(REVISED)
        return self._margins[period]

    def keeps(self, e: Evaluated) -> bool:
        """Whether a claim holds whatever was revised."""
        unsure = _across(e)
        if not unsure:
            return True
        if e.claim.kind == "value":
            margin = max(self.margin(period) for _, period in unsure)
            return margin == CALM and abs(value(e)) >= margin
        own = _published(e).get((e.claim.subject or "", e.claim.period or ""))
        at = own if e.claim.kind == "rank" else e.claim.relation.threshold if e.claim.kind in ("count", "streak") else None
        return at is not None and all(abs(rate - at) >= self.margin(period) for (_, period), rate in unsure.items())

    def moved(self, now: Evaluated, then: Evaluated) -> bool:
        """Whether a level is above or below an earlier one whatever was revised of that."""
        released = {o.released for e in (now, then) for o in e.evidence.observations if o.indicator.op == "level"}
        margin = HARDLY if len(released) == 1 else self.margin(now.claim.period or "")
        return 100 * abs(value(now) / value(then) - 1) >= margin


def _across(e: Evaluated) -> Rates:
    """The rates behind a claim that nobody published and whose two levels are of different releases."""
    if e.claim.indicator.op not in WORKED_OUT:
        return {}
    published = _published(e)
    levels: dict[str, dict[str, tuple[Decimal, str | None]]] = defaultdict(dict)
    for o in e.evidence.observations:
        if o.indicator.op == "level" and o.period and o.interval.low is not None and o.interval.high is not None:
            levels[o.region][o.period] = middle(o.interval), o.released
    found: Rates = {}
    for region, held in levels.items():
        for period, (now, released) in held.items():
            then = held.get(str(Period.parse(period).shift(-12)))
            if then and then[0] > 0 and then[1] != released and (region, period) not in published:
                found[region, period] = 100 * (now / then[0] - 1)
    return found


def _published(e: Evaluated) -> Rates:
    """The rates behind a claim that were published."""
    return {(o.region, o.period): middle(o.interval) for o in e.evidence.observations if o.indicator.op == "growth" and o.period}
