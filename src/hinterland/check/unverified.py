"""What could not be verified: how each such claim stands to the bounds of the ledger, and which release would decide it.

Judged claims go in, an `Unverified` for each that is left open comes out. A level is compared with the bounds of its cell, a growth rate with those of its two
cells, the base as far revised as bases are; of all else it is asked whether what isn't held could only change the answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

from hinterland import codes
from hinterland.check.answerable import is_open
from hinterland.check.judge import Judged
from hinterland.check.rules.hl105 import REVISED
from hinterland.claims.cells import bound
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.indicators.figures import series
from hinterland.interval import Interval, growth
from hinterland.ledger.lookup import find_bounds
from hinterland.models import Claim

Standing = Literal["outside", "within", "open"]
STANDINGS: tuple[Standing, ...] = ("outside", "within", "open")
"""Outside the bounds of what is held (impossible), within them, and of what nothing bounds."""


@dataclass(frozen=True, slots=True)
class Unverified:
    """A claim by its id, how it stands to the bounds, and the region and period whose release would decide it; None where no release of trade would."""

    claim: str
    standing: Standing
    region: str | None = None
    period: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


def find_unverified(indicators: Indicators, judged: Sequence[Judged]) -> list[Unverified]:
    """How claims that are left open stand, in their order."""
    found: dict[int, dict[str, Interval]] = {}
    for (place, cell), bounds in (_bounds(indicators, judged) if judged else {}).items():
        found.setdefault(place, {})[cell] = bounds
    return [_unverified(j, found.get(n, {})) for n, j in enumerate(judged)]


def _unverified(j: Judged, bounds: Mapping[str, Interval]) -> Unverified:
    c = j.claim
    standing = _standing(j, bounds)
    if j.deciding is not None:
        return Unverified(c.id, standing, j.deciding.region, str(j.deciding.period))
    return Unverified(c.id, standing) if is_open(c) else Unverified(c.id, standing, c.subject, _before_run(j) or c.period)


def _before_run(j: Judged) -> str | None:
    """The period before the first of a run that goes on to the beginning of what is held; None for anything else."""
    e, period = j.evaluated, j.claim.period
    if j.kind != "streak" or e is None or e.since is None or e.widest is None or e.widest.high is not None or period is None:
        return None
    now = Period.parse(period)
    months = 1 if now.months == 1 else 12
    apart = (now.start // 100 - e.since // 100) * 12 + now.start % 100 - e.since % 100
    return str(now.shift(-apart - months))


def _standing(j: Judged, bounds: Mapping[str, Interval]) -> Standing:
    """Within bounds of its own only; what is no larger than its whole or its nation is not yet bounded."""
    c, said = j.claim, j.said
    if not _is_figure(c) or said is None:
        bounded = j.answers or (j.deciding is not None and not j.deciding.is_open)
        return "within" if bounded else "open"
    own = bounds.get("own") if c.indicator.op == "level" else _rate(bounds.get("own"), bounds.get("base"))
    if own is not None:
        return "within" if said.meets(own) else "outside"
    wholes = [bounds[w].high for w in ("whole", "nation") if w in bounds]
    return "outside" if any(high is not None and said.above(Interval.exact(high)) for high in wholes) else "open"


def _rate(now: Interval | None, then: Interval | None) -> Interval | None:
    """Growth between two cells within their bounds; None where nothing bounds it."""
    if now is None or then is None or then.low is None or then.high is None or then.low <= 0:
        return None
    return growth(now, Interval(then.low * (1 - REVISED), then.high * (1 + REVISED)))


def _is_figure(c: Claim) -> bool:
    """Whether a claim states a level or a growth rate of a cell that the ledger may bound."""
    i = c.indicator
    plain = c.kind in ("value", "change") and i.op in ("level", "growth") and i.measure == "value" and c.relation.versus is None
    return plain and not is_open(c) and i.concept == "trade" and (i.op == "growth" or c.unit == i.currency)


def _bounds(indicators: Indicators, judged: Sequence[Judged]) -> dict[tuple[int, str], Interval]:
    """The bounds of the cells that figures speak of, by the place of the claim and which cell it is: its own, its base, or a whole that it is part of."""
    rows = [(place, *cell) for place, j in enumerate(judged) if _is_figure(j.claim) for cell in _cells(j.claim)]
    if not rows:
        return {}
    bound(indicators)
    ends = find_bounds(indicators.engine, "ledger", [row[2:] for row in rows])
    found = {(place, which): x for (place, which, *_), x in zip(rows, ends, strict=True) if x is not None}
    return {
        at: Interval(Decimal(low or 0), None if high is None else Decimal(high), True, high is not None)
        for at, (low, high) in found.items()
        if low or high is not None
    }


def _cells(c: Claim) -> list[tuple[str, str, str, int, int]]:
    """The cells that a claim on a level or growth is compared with: which, region, series, first and last month."""
    now = Period.parse(c.period or "")
    whole = c.model_copy(update={"indicator": c.indicator.model_copy(update={"product": "all", "partner": "world", "regime": "all"})})
    region = c.subject or ""
    named = [("own", region, c, now)]
    if c.indicator.op == "growth":
        named.append(("base", region, c, Period.parse(c.relation.base_period) if c.relation.base_period else now.year_before()))
    else:
        named += [("whole", region, whole, now), ("nation", codes.parent(region) or region, whole, now)]
    return [(which, place, series(claim.indicator), p.start, p.end) for which, place, claim, p in named]
