"""Parts against their whole: what adds up, what doesn't, by how many units of rounding, and why where it is known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hinterland.codes import Period
from hinterland.indicators.resolve import PACKAGE, Indicators
from hinterland.indicators.set_aside import reason_within
from hinterland.models import Result

KINDS = ("regions", "flows", "months", "sources")
"""The regions against the nation, exports and imports against the total, months against the year to date, one source against another."""


@dataclass(frozen=True, slots=True)
class Gap(Result):
    """One reconciliation. `roundings` is the difference in units of what rounding allows: up to one, rounding alone explains it."""

    kind: str
    region: str
    period: str
    flow: str | None
    basis: str | None
    unit: str
    published: Decimal
    sum_of_parts: Decimal
    difference: Decimal
    members: int
    missing: int
    parts: str
    roundings: float | None
    explanation: str


@dataclass(frozen=True, slots=True)
class Reconciliation(Result):
    """All reconciliations of a state."""

    SCHEMA = "hinterland.reconcile/1"

    rows: list[Gap]


def reconcile(indicators: Indicators, subject: str | None = None, kind: str | None = None) -> Reconciliation:
    """Set parts beside their whole, for everything or for one region by its code."""
    rows = indicators.engine.rows(PACKAGE, "reconcile")
    return Reconciliation([_gap(r) for r in rows if subject in (None, r["region"]) and kind in (None, r["kind"])])


def _gap(row: dict[str, Any]) -> Gap:
    exchanged = row.pop("exchanged")
    explanation = _explained(row, exchanged)
    if explanation not in ("equal", "rounding") and (
        why := reason_within(row["region"], row["flow"], Period.parse(row["period"]), row["unit"])
    ):
        explanation = why
    return Gap(**row, explanation=explanation)


def _explained(row: dict[str, Any], exchanged: bool) -> str:
    if exchanged:
        return "the parts are close to the other flow: exports and imports look exchanged"
    if row["difference"] == 0:
        return "equal"
    if row["roundings"] is not None and row["roundings"] <= 1:
        return "rounding"
    if row["missing"]:
        return f"{row['missing']} of {row['members'] + row['missing']} parts are not held"
    return {
        "months": "the year to date is revised each month, the months are not",
        "regions": "beyond rounding: the vintages of the parts differ from that of the whole",
        "sources": "a revision, or another definition",
    }.get(row["kind"], "beyond rounding: check the source")
