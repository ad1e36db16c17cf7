"""Growths, shares and balances of a file that what is held, or levels known, can't be squared with. Rows of `rates.sql` go in,
contradictions come out. A published growth is held to another one of its cell more strictly than to levels alone, whose bases are
revised."""

from __future__ import annotations

from typing import Any

from hinterland import codes
from hinterland.gate import wording
from hinterland.gate.contradictions import BLIND, Contradiction, place
from hinterland.gate.wording import Said, say

STATED = {"nation": (0.02, 0.05), "region": (0.05, 0.1), "other": (0.3, float("inf"))}
"""How far a growth may lie from the nearest of those held of its cell and of what levels make, as a share of the level: before it contradicts, and before it does so alone.
Growths held of one cell in several releases agree to the digit, and levels of regions make them within a tenth of a percent of the level.
"""

POINTS = (0.05, 0.1)
"""The same of shares, in parts of the whole, and of balances, in parts of the trade."""


def rate_contradictions(rows: list[dict[str, Any]]) -> tuple[list[Contradiction], int]:
    """The rates of a file that contradict, of rows of `rates.sql`, and how many could be compared with anything."""
    found = [c for row in rows if (c := _one(row)) is not None]
    return found, sum(1 for r in rows if r["held"] is not None or r["made"] is not None or r["most"] is not None)


def _one(row: dict[str, Any]) -> Contradiction | None:
    if codes.measure(str(row["rest"]).split("|", 1)[0]) is not None:
        return None
    cell = say(f"rate:{row['op']}", cell=wording.cell(row))
    if row["beyond"]:
        said = say("says:beyond", cell=cell, here=_shown(row, row["value"]), held=_shown(row, row["most"]))
        return Contradiction("growth", row["row"], said, True, row["id"])
    of = place(row)
    apart = [a for a in (row["held_apart"], row["made_apart"]) if a is not None]
    if not apart:
        return None
    if row["op"] != "growth":
        counts, alone = POINTS
    elif row["held"] is not None:
        counts, alone = STATED[of]
    else:
        counts, alone = BLIND[of], 2 * BLIND[of]
    if min(apart) <= counts:
        return None
    here = _shown(row, row["value"])
    if row["held"] is not None:
        said = say("says:stated", cell=cell, here=here, held=_shown(row, row["held"]), source=row["source"])
    else:
        said = say("says:made", cell=cell, here=here, held=_shown(row, row["made"]))
    return Contradiction("growth", row["row"], said, of != "other" and min(apart) > alone, row["id"])


def _shown(row: dict[str, Any], value: float) -> Said:
    if row["op"] == "balance":
        return wording.amount(value, row["unit"])
    return Said(f"{value:.1f}%", f"{value:.1f}%")
