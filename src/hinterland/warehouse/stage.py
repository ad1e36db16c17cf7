"""From readings to rows: a figure in its file's unit becomes an observation in base units with the ends of its interval; one that makes no
sense is quarantined with the reason, so that rows read are rows held plus rows rejected."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from hinterland import codes
from hinterland.interval import Interval, last_digit
from hinterland.models import RELIABILITY, Source
from hinterland.sources.reading import Figure, InputError, Quarantined, Reading
from hinterland.warehouse.schema import STATED

Row = tuple[str | int | Decimal | date | None, ...]
RATES = ("growth", "cagr", "share", "multiple", "contribution")
"""Rates are of amounts in yuan unless the figure says dollars."""
LARGEST = Decimal(10) ** 22
"""Amounts are kept in 28 digits, six of them after the point."""
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_unit = lru_cache(maxsize=1024)(codes.unit)
_period = lru_cache(maxsize=1024)(codes.Period.parse)


@dataclass(slots=True)
class Staged:
    """A reading ready to store: rows in the order of the observations table (without load, id and cell), and what was rejected."""

    reading: Reading
    rows: list[Row]
    quarantined: list[Quarantined]


@lru_cache(maxsize=1024)
def released_on(text: str | None) -> date | None:
    """The last day that a full or partial date allows: `2026-03` is 31 March. Raises `ValueError` for anything else."""
    if not text:
        return None
    match = _PARTIAL.fullmatch(text.strip())
    if not match:
        raise ValueError(f"a date is written 2026-03-15, 2026-03 or 2026, not {text!r}")
    year, month = int(match[1]), int(match[2] or 12)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month} in {text!r}")
    return date(year, month, int(match[3]) if match[3] else calendar.monthrange(year, month)[1])


def stage(reading: Reading, sources: Mapping[str, Source]) -> Staged:
    """Turn a reading into rows. Raises `InputError` where a figure names no source, because it can't be stored then."""
    staged = Staged(reading, [], list(reading.quarantined))
    rejected = {q.row for q in staged.quarantined}
    for figure in reading.figures:
        source = sources.get(figure.source)
        if source is None:
            raise InputError(
                f"{reading.path}: a figure without a source can't be stored; say where it is from with --source, --publisher and --released"
                + (f" (row {figure.row} names {figure.source!r}, which no table of sources holds)" if figure.source else "")
            )
        try:
            staged.rows.append(_row(figure, source, reading.label))
        except (ValueError, LookupError, ArithmeticError) as e:
            if figure.row not in rejected:
                staged.quarantined.append(Quarantined(figure.row or 0, str(figure), str(e.args[0]) if e.args else type(e).__name__))
                rejected.add(figure.row or 0)
    bad = {q.row for q in staged.quarantined}
    if bad:
        staged.rows = [r for r in staged.rows if r[_ROW] not in bad]
    return staged


_ROW = STATED.index("row")
"""Where the file's row number stands in a staged row."""


def _row(f: Figure, source: Source, file: str) -> Row:
    unit, period, precision = _unit(f.unit), _period(f.period), f.precision
    if precision is None and f.value is not None:
        is_counted = f.op in ("count", "rank") or (unit.exact and f.value == int(f.value))
        precision = Decimal(0) if is_counted else last_digit(f.value)
    released = f.released or source.released
    reliability = f.reliability or source.reliability
    if f.currency and unit.currency and f.currency != unit.currency:
        raise ValueError(
            f"{f.unit} is an amount of {unit.currency}, but its currency is given as {f.currency}; leave the currency out or correct the unit"
        )
    measure = codes.measure(f.concept)
    if measure is not None:
        # A measure with a dimension of its own is measured in one way: the column says nothing.
        f, unit = replace(f, measure="value"), _of_measure(measure, unit) if f.op == "level" else unit
    currency = f.currency or unit.currency
    if f.op in RATES and currency is None and f.measure == "value":
        currency = _currency(f)

    def base(x: Decimal | None) -> Decimal | None:
        if x is None:
            return None
        amount = unit.to_base(x)
        if abs(amount) >= LARGEST:
            raise ValueError(f"{x} {f.unit} is more than can be held (22 digits before the point)")
        return amount

    value, interval = base(f.value), _interval(f, precision)
    known = released_on(released)
    return (
        f.op, f.concept, f.flow, f.product, f.partner, f.regime, f.measure, f.basis, currency, f.region, str(period), period.start, period.end,
        f.versus, f.scope, f.predicate, value, base(interval.low), base(interval.high), unit.base,
        base(precision), source.id, released, known, reliability, RELIABILITY.index(reliability),
        file, f.row, f.note,
    )  # fmt: skip


def _of_measure(measure: codes.Measure, unit: codes.Unit) -> codes.Unit:
    """The unit of a measure's level, with the measure's own base where both count. Raises `ValueError` for a unit of another dimension than the measure's."""
    own = codes.unit(measure.unit) if measure.unit else None
    dimension = own.dimension if own else "money" if measure.dimension == "money" else None
    if own is not None and {dimension, unit.dimension} <= _COUNTING:
        return replace(unit, base=own.base)
    if unit.dimension != dimension and (dimension is not None or unit.dimension in _NOT_AMOUNTS):
        raise ValueError(
            f"{measure.code} is measured in {own.code if own else dimension or measure.dimension}, but {unit.code} is a unit of {unit.dimension}; "
            f"correct the unit or the concept"
        )
    return unit


_COUNTING = {"count", "items"}
"""The dimensions of units that count."""
_NOT_AMOUNTS = ("money", "share", "points", "rank", "ratio")
"""The dimensions of units that no quantity has."""


def _currency(f: Figure) -> str | None:
    """The currency that a rate is of where none is given: the measure's own, else that of the region's country; none of a measure that isn't in money."""
    measure = codes.get("concept", f.concept)
    if not isinstance(measure, codes.Measure) or measure.dimension != "money":
        return None
    return measure.unit or codes.home_of(f.region).currency or codes.home_of().currency


def _interval(f: Figure, precision: Decimal | None) -> Interval:
    if f.value is None:
        if f.low is None and f.high is None:
            raise ValueError("neither a value nor a bound is given")
        return Interval(f.low, f.high, True, f.low == f.high)
    assert precision is not None
    return Interval.rounded(f.value, precision)


def by_id(sources: Iterable[Source]) -> dict[str, Source]:
    """Sources by their id."""
    return {s.id: s for s in sources}
