"""Answers to claims that ask for one cell, looked up in the index of a small state: what the SQL of their kind gives, without a statement.

`look_up` answers levels, growth over a year, and claims of whose subject nothing is held; all others are asked in SQL (`evaluate.py`). An answer is a row as the kind's
`evaluate.sql` gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from hinterland.claims.caveats import Grounds
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.indicators.index import Figure, Index, Level, series
from hinterland.models import Claim

OF_SUBJECT = ("value", "rank", "first", "record", "streak")
"""Kinds of claims that nothing answers where nothing is held of their subject in their period."""
YEAR = 100
"""A year in months as they are numbered: 202512."""

Row = dict[str, Any]


def look_up(indicators: Indicators, claims: Sequence[Claim]) -> tuple[dict[int, Row | None], dict[int, Grounds]]:
    """By the number of a claim its answer, None where nothing is held, and what its caveats rest on; of those that the index of the state can answer."""
    index = Index.of(indicators.engine)
    if index is None:
        return {}, {}
    answers: dict[int, Row | None] = {}
    around: dict[int, Grounds] = {}
    for number, c in enumerate(claims):
        i = c.indicator
        if not (c.kind in OF_SUBJECT and c.subject and c.period and all((i.concept, i.product, i.partner, i.regime, i.measure))):
            continue
        if c.subject in indicators.groups:
            continue
        period = Period.parse(c.period)
        levels = _levels(index, c, period) if i.op not in ("count", "rank") else []
        rates = index.rates.get((i.op, c.subject, series(i), period.end), [])
        if not levels and not rates:
            answers[number] = None
        elif c.kind == "value" and i.op == "level" and len(levels) == 1:
            answers[number] = _row(levels[0], levels[0].how, levels[0].observations)
        elif c.kind == "value" and i.op == "growth" and c.relation.base_period is None and c.relation.versus is None:
            fitting = [r for r in rates if r.first_month == period.start and r.scope is None and not r.versus]
            base = index.levels.get((c.subject, series(i), period.start - YEAR, period.end - YEAR), [])
            if len(fitting) == 1:
                answers[number] = _row(fitting[0], "published", fitting[0].id)
            elif not fitting and len(levels) <= 1 and len(base) <= 1:
                answers[number] = _growth(index, *levels, *base) if levels and base else None
            else:
                continue
            around[number] = _grounds(index, c, c.subject, period)
    return answers, around


def _levels(index: Index, c: Claim, period: Period) -> list[Level]:
    """The levels of a claim's subject in its period; of a balance those of its exports."""
    i = c.indicator.model_copy(update={"flow": "export"}) if c.indicator.op == "balance" else c.indicator
    return index.levels.get((c.subject or "", series(i), period.start, period.end), [])


def _row(x: Level | Figure, how: str, observations: str) -> Row | None:
    """The row of an answer that one figure is."""
    if how != "published" and x.low is None and x.high is None:
        return None
    ends = {f"{which}{end}": value for which in ("", "widest_", "outer_") for end, value in (("low", x.low), ("high", x.high))}
    return {**ends, "unit": x.unit, "observations": observations, "members": None, "asked": 1, "held": 1, "how": how, "since": None}


def _growth(index: Index, now: Level, base: Level) -> Row | None:
    """The row of growth between two levels, which never refutes; a base that a growth rate implied would only give that rate back."""
    if now.unit != base.unit or base.low is None or base.low <= 0 or base.observations in index.implied:
        return None
    least = base.low if now.low is not None and now.low < 0 else base.high
    most = base.high if now.high is not None and now.high < 0 else base.low
    low = None if now.low is None or not least else 100 * (now.low / least - 1)
    high = None if now.high is None or not most else 100 * (now.high / most - 1)
    observations = f"{now.observations},{base.observations}"
    row = _row(Level(None, low, high, "percent", observations, "computed"), "computed", observations)
    return None if row is None else {**row, "outer_low": None, "outer_high": None}


def _grounds(index: Index, c: Claim, subject: str, period: Period) -> Grounds:
    """What lies around a rate of growth over a year: see `sql/caveats_rates.sql`."""
    i = c.indicator
    of, (first, last) = series(i), (period.start, period.end)

    def level(series_: str, years: int) -> float | None:
        return _most(x.value for x in index.levels.get((subject, series_, first - years * YEAR, last - years * YEAR), ()))

    def rate(years: int) -> float | None:
        start, end = first - years * YEAR, last - years * YEAR
        found = index.rates.get(("growth", subject, of, end), ())
        return _most(x.value for x in found if x.first_month == start and x.scope is None and not x.versus)

    whole = None
    if i.measure == "value" and (i.product != "all" or i.partner != "world"):
        plain = i.model_copy(update={"product": "all", "partner": "world", "regime": "all"})
        whole = level(series(plain), 1)
    return Grounds(level(of, 0), level(of, 1), level(of, 2), level(of, 0), whole, rate(0), rate(1))


def _most(values: Iterable[float | None]) -> float | None:
    return max((v for v in values if v is not None), default=None)
