"""What contradicts: incoming levels that what is held, their own file, or arithmetic can't be squared with, within the bands of revision. A
*grave* one holds its file up alone; others count only where many of a file's figures do the same, since cities and commodities are
redefined now and then. A published growth is compared with another one of its cell more strictly than with levels alone, whose bases are
revised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from hinterland import codes
from hinterland.gate import wording
from hinterland.gate.wording import Said, say
from hinterland.ledger.bands import calibrated
from hinterland.models import RELIABILITY
from hinterland.warehouse.engine import Engine

BEYOND = 3.0
"""Revisions of more bands than this contradict: of the regions' years to date of 2024, as first published and as the growth of 2025 implies them, one in twenty needed more than 1.4 bands."""

FAR = 10.0
"""Revisions of the nation or a region of more bands than this are grave, and those of a query by its own source: of the same, the widest took 8.4."""

SLACK = 0.05
"""How far a part may lie above its whole, as a share of it, when the two were published at different times."""

ROOM, CRAMPED = 0.02, {"nation": 0.02, "region": 0.1, "other": float("inf")}
"""How far a level may lie from what the periods held around it leave for it, as a share of the longest of them: before it contradicts, and before it does so alone.
Of the regions' months of 2024 and 2025 those of Qinghai and Guangxi that are set aside as revised lie 0.06 and 0.04 apart, no others more than 0.02.
"""

JUMPS = {"nation": (1.5, 2.0), "region": (4.0, 10.0), "other": (100.0, float("inf"))}
"""By how much levels change within a year, where no growth was published: from where on it contradicts, and from where on alone. Regions have shown four-fold changes, single cities
and zones two-hundred-fold ones. A month lies from the nearest one held within a year no further than alone would contradict: of the regions' months since 2015 at most 9.8-fold,
of the nation's 1.9-fold.
"""

MEASURES = (20.0, 500.0)
"""The same of measures beside trade, of which no bands were measured, for all places: wide enough for a year in which borders were closed. Passengers and visitors fell by
more than nine in ten in 2020 and came back as fast, those of single months four-hundred-fold (arrivals from one country, April 2020); a unit that is off by a thousand is beyond it.
"""

REVISED = 0.05
"""The band of revision of measures beside trade: a census of the economy moved the output of single regions by 30%, so that 15% contradicts only where many figures do, 50% alone."""

UNSIZED = ("percent", "ratio")
"""Dimensions of measures that aren't weighed by size: a rate of 0.1% that becomes 2% is twenty times as high, and neither a jump nor a slip."""

BLIND = {"nation": 0.03, "region": 0.15, "other": 0.5}
"""How far a level and its own growth may miss the level held of the year before, as a share: bases are revised too, those of cities by more."""

STATED = {"nation": (0.02, 0.05), "region": (0.05, 0.1), "other": (0.3, float("inf"))}
"""How far a growth may lie from the nearest of those held of its cell and of what levels make, as a share of the level: before it contradicts, and before it does so alone.
Growths held of one cell in several releases agree to the digit, and levels of regions make them within a tenth of a percent of the level.
"""

POINTS = (0.05, 0.1)
"""The same of shares, in parts of the whole, and of balances, in parts of the trade."""

_FOREIGN = re.compile(r"[A-Z]{2}-[A-Z]{1,3}")
"""Codes of regions directly below a nation by ISO 3166-2, of countries without a pack too; those of cities and zones are longer or of digits."""

DERIVED = RELIABILITY.index("derived")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A figure of a file that contradicts: its row (a sum of records has none), and what it is of, its value and the one it is weighed against, in a sentence of each language."""

    kind: str
    row: int | None
    said: Said
    grave: bool
    id: str

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"kind": self.kind, "row": self.row, "text": self.said.en, "text_zh": self.said.zh, "grave": self.grave}


def contradictions(rows: list[Row], parts: list[Row]) -> tuple[list[Contradiction], int]:
    """All that contradicts of one file, the gravest first, and how many figures could be compared with anything. `parts` are those of its figures that `odd_parts` gives."""
    found = [c for row, band in zip(rows, _bands(rows), strict=True) if (c := _one(row, band)) is not None]
    found += _parts(parts, {r["id"]: r for r in rows})
    compared = sum(1 for r in rows if r["vintages"] or r["before"])
    return sorted(found, key=lambda c: (not c.grave, c.row or 0)), compared


def level(row: Row) -> str:
    """Whose trade a row is of: the nation's, that of a region directly below it, or another's; commodities and partners are like cities, which change much."""
    return place(row) if row["is_whole"] else "other"


def _measure(row: Row) -> codes.Measure | None:
    return codes.measure(str(row["rest"]).split("|", 1)[0])


def place(row: Row) -> str:
    """Whose a row is: the nation's, that of a region directly below it, or another's."""
    if row["region"] == row["nation"]:
        return "nation"
    return "region" if codes.is_first_level(row["region"]) or _FOREIGN.fullmatch(row["region"]) else "other"


def _bands(rows: list[Row]) -> list[float]:
    bands = calibrated()
    ends = np.array([(r["first"] - 1, r["last"]) for r in rows], dtype=np.int64).reshape(-1, 2)
    levels = np.array([0 if level(r) == "nation" else 1 for r in rows], dtype=np.int64)
    found: list[float] = bands.of(levels, ends[:, 0], ends[:, 1], np.zeros(len(rows), np.int64)).tolist()
    return found


def _one(row: Row, band: float) -> Contradiction | None:
    of, value, unit, measure = level(row), row["value"], row["unit"], _measure(row)
    if measure is not None:
        if measure.dimension in UNSIZED:
            return None
        band = REVISED
    if value < 0 and row["flow"] is not None:
        return Contradiction(
            "negative", row["row"], say("says:negative", cell=wording.cell(row), here=wording.amount(value, unit)), True, row["id"]
        )
    if row["vintages"]:
        apart = row["apart"] or 0.0
        grave = row["again"] or ((of != "other" or row["living"]) and apart > FAR * band)
        if not grave and (apart <= BEYOND * band or not row["fine"]):
            return None
        here, held = wording.amount(value, unit), wording.amount(row["held"], unit)
        said = say("says:revision", cell=wording.cell(row), here=here, held=held, source=row["source"], apart=_apart(value, row["held"]))
        return Contradiction("revision", row["row"], said, grave, row["id"])
    # The growth of other measures is mostly stated in constant prices, and their levels in current ones.
    if row["before"] and row["growth_low"] is not None and measure is None:
        if not row["fine"] or (row["grown_apart"] or 0.0) <= BLIND[of]:
            return None
        whose, here = wording.cell(row), wording.amount(value, unit)
        rate, before = f"{(row['growth_low'] + row['growth_high']) / 2:.1f}", wording.amount(row["before"], unit)
        said = say("says:growth", cell=whose, here=here, rate=rate, held=before)
        return Contradiction("growth", row["row"], said, of != "other" and row["grown_apart"] > 2 * BLIND[of], row["id"])
    # A sum of records says nothing of growth: the records held of the year before may be fewer.
    return None if row["rank"] == DERIVED else _jump(row)


def _jump(row: Row) -> Contradiction | None:
    """A level far from that of the year before; from the nearest period held where that isn't, and where a figure has few digits, only what contradicts alone."""
    is_trade = _measure(row) is None
    (counts, alone), other = JUMPS[level(row)] if is_trade else MEASURES, row["before"] or row["near"]
    if not other or not (is_trade or row["high"] > 0):
        return None
    ratio = max(other / row["high"] if row["high"] > 0 else float("inf"), row["low"] / other)
    if ratio <= (counts if row["before"] and row["fine"] else alone):
        return None
    here, held = (wording.amount(x, row["unit"]) for x in (row["value"], other))
    key, when = ("says:jump", "") if row["before"] else ("says:near", wording.period(wording.months(row["near_first"], row["near_last"])))
    said = say(key, cell=wording.cell(row), here=here, held=held, apart=_apart(row["value"], other), when=when)
    return Contradiction("jump", row["row"], said, ratio > alone, row["id"])


def odd_parts(engine: Engine) -> list[Row]:
    """Parts above their wholes, alone or together, totals that aren't the sum of exports and imports, and levels that the periods held around them leave no room for, of all files weighed at once."""
    asked = (("wholes", SLACK), ("together", SLACK), ("sums", SLACK), ("differences", ROOM))
    return [one for name, slack in asked for one in engine.rows("hinterland.gate", name, slack=slack)]


def _parts(found: list[Row], rows: dict[str, Row]) -> list[Contradiction]:
    made = []
    for one in found:
        row = rows[one["id"]]
        here, held = (wording.amount(x, row["unit"]) for x in (one["here"] if "here" in one else row["value"], one["whole"]))
        said = say(f"says:{one['kind']}", cell=wording.cell(row), here=here, held=held, source=one["source"])
        grave = one["kind"] in ("nation", "region", "together", "sum") or place(row) != "other" or one["own"]
        if one["kind"] == "bounds":
            grave = one["apart"] > CRAMPED[level(row)]
        kind = one["kind"] if one["kind"] in ("sum", "bounds") else "whole"
        made.append(Contradiction(kind, row["row"], said, bool(grave), row["id"]))
    return made


def _apart(value: float, other: float) -> Said:
    """How far two amounts lie apart: in percent, or as a multiple from two on."""
    if other > 0 and value >= 2 * other:
        return say("apart:times", n=f"{value / other:,.3g}")
    if not other:
        return say("apart:nothing")
    return say("apart:above" if value > other else "apart:below", n=f"{abs(value / other - 1) * 100:.3g}")


def rate_contradictions(rows: list[Row]) -> tuple[list[Contradiction], int]:
    """The rates of a file that contradict, of rows of `rates.sql`, and how many could be compared with anything."""
    found = [c for row in rows if (c := _rate(row)) is not None]
    return found, sum(1 for r in rows if r["held"] is not None or r["made"] is not None or r["most"] is not None)


def _rate(row: Row) -> Contradiction | None:
    if _measure(row) is not None:
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


def _shown(row: Row, value: float) -> Said:
    if row["op"] == "balance":
        return wording.amount(value, row["unit"])
    return Said(f"{value:.1f}%", f"{value:.1f}%")
