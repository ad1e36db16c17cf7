"""What became of figures between two states: which cells are new, changed, gone, or confirmed by a further source. The preferred figures of
the earlier state are copied beside the later one's and compared as intervals by one statement (`sql/revised.sql`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from hinterland.codes import Period
from hinterland.indicators.resolve import PACKAGE, Indicators
from hinterland.models import Indicator, as_json, fields_of

How = Literal["changed", "gone", "new"]
HOWS = ("changed", "gone", "new", "confirmed", "same")

RATES = ("percent", "percentage_point")
"""Units whose change is told in points alone."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A cell's figure in one state."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    source: str
    released: str | None
    reliability: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A cell whose figure differs between the states: `before` and `after`, either of which may be missing."""

    how: How
    region: str
    period: str
    indicator: Indicator
    unit: str
    versus: str | None
    scope: str | None
    before: Standing | None
    after: Standing | None

    @property
    def change(self) -> Decimal | None:
        """By how much the value changed, in its unit."""
        if self.before is None or self.after is None or self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def change_percent(self) -> Decimal | None:
        """The change in percent of what was held before; of a rate there is none."""
        if self.change is None or self.before is None or not self.before.value or self.unit in RATES:
            return None
        return round(100 * self.change / abs(self.before.value), 4)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        sides = {"before": self.before, "after": self.after}

        def of_both(field: str, written: str) -> dict[str, Any]:
            return {written.format(side): as_json(getattr(s, field, None)) for side, s in sides.items()}

        result = fields_of(self, "how", "region", "period", "indicator", "versus", "scope", "unit")
        result |= (
            of_both("value", "{}") | of_both("low", "{}_low") | of_both("high", "{}_high") | fields_of(self, "change", "change_percent")
        )
        return result | of_both("source", "source_{}") | of_both("released", "released_{}") | of_both("reliability", "reliability_{}")


def revisions(
    before: Indicators, now: Indicators, *, regions: Sequence[str] | None = None, period: Period | None = None, top: int
) -> tuple[dict[str, int], list[Revision]]:
    """How many cells are changed, gone, new, confirmed and the same, and the `top` of those that differ, the greatest changes first.
    `regions` keeps to some, `period` to what lies within it."""
    for table, state in (("standing_before", before), ("standing_now", now)):
        state.engine.put("revisions_regions", {"region": "string"}, [(r,) for r in regions or ()])
        first, last = (period.start, period.end) if period else (0, 999912)
        columns = {"everywhere": "boolean", "first_month": "integer", "last_month": "integer"}
        state.engine.put("revisions_asked", columns, [(regions is None, first, last)])
        state.engine.keep(table, PACKAGE, "standing")
    now.engine.copy("standing_before", before.engine)
    now.engine.keep("revised", PACKAGE, "revised")
    counted = {r["how"]: r["cells"] for r in now.engine.rows(PACKAGE, "revised_counts")}
    listed = now.engine.rows(PACKAGE, "revised_list", top=top)
    return {how: counted.get(how, 0) for how in HOWS}, [_revision(r) for r in listed]


def _revision(row: dict[str, Any]) -> Revision:
    own = {k: row[k] for k in ("how", "region", "period", "unit", "versus", "scope")}
    indicator = Indicator(**{k: row[k] for k in Indicator.model_fields})
    return Revision(**own, indicator=indicator, before=_standing(row, "before"), after=_standing(row, "after"))


def _standing(row: dict[str, Any], side: str) -> Standing | None:
    if row[f"source_{side}"] is None:
        return None
    values = (
        row[side],
        row[f"{side}_low"],
        row[f"{side}_high"],
        row[f"source_{side}"],
        row[f"released_{side}"],
        row[f"reliability_{side}"],
    )
    return Standing(*values)
