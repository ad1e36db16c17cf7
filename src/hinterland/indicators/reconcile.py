"""Parts against their whole: what adds up, what doesn't, by how many units of rounding, and why where it is known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hinterland.codes import Period
from hinterland.frames import Tabular, count
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


@dataclass(frozen=True, slots=True, repr=False)
class Reconciliation(Result, Tabular):
    """All reconciliations of a state."""

    SCHEMA = "hinterland.reconcile/1"

    rows: list[Gap]

    def summary(self) -> str:
        """How many there are, and how many of them nothing but rounding explains."""
        unequal = sum(g.explanation not in ("equal", "rounding") for g in self.rows)
        return f"{count(len(self.rows), 'reconciliation')}, {unequal} beyond rounding"

    def rows_of(self) -> list[dict[str, Any]]:
        """The reconciliations."""
        return [g.to_dict() for g in self.rows]


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
