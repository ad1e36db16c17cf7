"""Figures that later releases show to be revised beyond all others, with the reason: rows of the packs' `set_aside.csv`. They stay held and
are shown; the ledger draws no bounds from them, and `reconcile` names them where parts and whole differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hinterland.codes import Period
from hinterland.codes.tables import rows


@dataclass(frozen=True, slots=True)
class SetAside:
    """A figure of a source that bounds nothing: a level of all trade of a region, by flow, period and currency."""

    source: str
    region: str
    flow: str
    period: Period
    currency: str
    reason: str


@cache
def set_aside() -> tuple[SetAside, ...]:
    """All figures set aside."""
    named = ((r["source"], r["region"], r["flow"], Period.parse(r["period"]), r["currency"], r["reason"]) for r in rows("set_aside"))
    return tuple(SetAside(*values) for values in named)


def reason_within(region: str, flow: str | None, period: Period, currency: str) -> str | None:
    """Why a figure within a period was set aside; none where none was."""
    of = [f for f in set_aside() if (f.region, f.flow, f.currency) == (region, flow, currency)]
    return next((f.reason for f in of if period.contains(f.period)), None)
