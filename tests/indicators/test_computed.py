"""Figures computed from the index are those that SQL gives, for needs of all operations drawn at random from what is held."""

from __future__ import annotations

import random

from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.indicators import Need
from hinterland.indicators.index import Index
from hinterland.indicators.resolve import _look_up
from hinterland.models import Indicator

FIELDS = ("concept", "flow", "product", "partner", "regime", "measure", "basis", "currency")
YEARS = (1, 1, 1, 2, 3, 5)


def test_the_index_answers_needs_as_statements_do(hinterland: Hinterland) -> None:
    indicators = hinterland.indicators
    index = Index.of(indicators.engine)
    assert index is not None
    held = indicators.engine.fetch(
        f"SELECT DISTINCT region, first_month, last_month, {', '.join(FIELDS)} FROM levels WHERE who = 0 AND first_month >= 201501 ORDER BY ALL"
    )
    chosen = random.Random(5)
    needs = []
    for row in chosen.sample(held, 700):
        of = {n: row[n] for n in FIELDS}
        period = Period(row["first_month"], row["last_month"])
        back = period.shift(-12 * chosen.choice(YEARS))
        needs += [Need(row["region"], Indicator(op=op, **of), period) for op in ("level", "growth", "multiple", "share", "balance", "rank")]
        needs += [Need(row["region"], Indicator(op=op, **of), period, base=back) for op in ("growth", "multiple", "cagr")]
        needs += [Need(row["region"], Indicator(op="share", **of), period, versus=versus) for versus in ("CN", "CN-GD")]
    found = [(n, answer) for n in needs if n.region not in indicators.groups and (answer := _look_up(index, n)) is not None]
    assert len(found) > 0.95 * len(needs)
    asked = indicators._ask_in_sql([n for n, _ in found])
    differ = [(a, b) for (_, a), b in zip(found, asked, strict=True) if a != b]
    assert differ == []
    assert {n.indicator.op for n, a in found if a.computed is not None} == {"level", "growth", "multiple", "share", "balance", "cagr"}
