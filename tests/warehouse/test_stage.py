"""From figures to rows: amounts in base units, the ends that rounding allows, dates as far as they are told, and nothing lost on the way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.models import RELIABILITY, Source
from hinterland.sources.reading import Figure, InputError, Quarantined, Reading
from hinterland.warehouse.schema import TABLES
from hinterland.warehouse.stage import RATES, Staged, by_id, released_on, stage

COLUMNS = [c for c in TABLES["observations"] if c not in ("load", "id", "cell")]

DESK = Source(id="desk", title="A release", publisher="The desk", released="2026-02", reliability="news")


def figure(value: str | None = "10135.57", unit: str = "CNY_100M", **said: Any) -> Figure:
    fields: dict[str, Any] = {"region": "CN-AH", "period": "2025", "source": "desk", "row": 2, **said}
    return Figure(value=None if value is None else Decimal(value), unit=unit, **fields)


def staged(*figures: Figure, quarantined: tuple[Quarantined, ...] = (), rows_read: int = 0) -> Staged:
    reading = Reading(Path("desk.csv"), "tidy", list(figures), quarantined=list(quarantined), rows_read=rows_read)
    return stage(reading, by_id([DESK]))


def row(*args: Any, **said: Any) -> dict[str, Any]:
    """The one row that a figure makes, by column."""
    result = staged(figure(*args, **said))
    assert result.quarantined == []
    [found] = result.rows
    return dict(zip(COLUMNS, found, strict=True))


def reason(*args: Any, **said: Any) -> str:
    """Why a figure was rejected."""
    result = staged(figure(*args, **said))
    assert result.rows == []
    [found] = result.quarantined
    assert found.row == 2
    return found.reason


@pytest.mark.parametrize(
    ("value", "unit", "width"), [("733", "count", 0), ("73.5", "count", "0.1"), ("73.5", "count_10K", "1000"), ("4200", "pairs", 0)]
)
def test_whole_counts_are_exact(value: str, unit: str, width: str | int) -> None:
    assert row(value, unit, concept="employment")["precision"] == Decimal(width)


# -- dates as far as they are told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (None, None),
        ("", None),
        ("2026-03-15", date(2026, 3, 15)),
        (" 2026-03-15 ", date(2026, 3, 15)),
        ("2026-03", date(2026, 3, 31)),
        ("2026-02", date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2026", date(2026, 12, 31)),
    ],
)
def test_a_partial_date_is_its_last_day(text: str | None, day: date | None) -> None:
    assert released_on(text) == day


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-02-30", "2026-3-15", "15.3.2026", "March 2026", "26-03-15", "0000", "2026-03-15T08:00"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        released_on(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_partial_date_is_never_before_the_full_one(day: date) -> None:
    full, month, year = (released_on(day.isoformat()[:n]) for n in (10, 7, 4))
    assert full == day
    assert full <= month <= year
    assert (month.year, month.month, year.year) == (day.year, day.month, day.year)


def test_a_release_is_the_figures_own_or_its_sources(caplog: pytest.LogCaptureFixture) -> None:
    assert [row()[c] for c in ("released", "released_on")] == ["2026-02", date(2026, 2, 28)]
    assert [row(released="2026-01-23")[c] for c in ("released", "released_on")] == ["2026-01-23", date(2026, 1, 23)]


# -- amounts and the ends that rounding allows


@pytest.mark.parametrize(
    ("value", "unit", "precision", "expected"),
    [
        ("10135.57", "CNY_100M", None, ("1013557000000", "1013556500000", "1013557500000", "CNY", "1000000")),
        ("10135.57", "亿元", None, ("1013557000000", "1013556500000", "1013557500000", "CNY", "1000000")),
        ("417600", "CNY_100M", "100", ("41760000000000", "41755000000000", "41765000000000", "CNY", "10000000000")),
        ("5.4", "CNY_1T", None, ("5400000000000", "5350000000000", "5450000000000", "CNY", "100000000000")),
        ("2545453724", "CNY_10K", None, ("25454537240000", "25454537235000", "25454537245000", "CNY", "10000")),
        ("63777582.127", "USD_1K", "1", ("63777582127", "63777581627", "63777582627", "USD", "1000")),
        ("-3.9", "percent", None, ("-3.9", "-3.95", "-3.85", "percent", "0.1")),
        ("5.0", "percent", None, ("5.0", "4.95", "5.05", "percent", "0.1")),
        ("120", "units_10K", None, ("1200000", "1195000", "1205000", "units", "10000")),
        ("1500", "kg", None, ("1.5", "1.4995", "1.5005", "tonnes", "0.001")),
        ("7", "CNY", "0", ("7", "7", "7", "CNY", "0")),
    ],
)
def test_a_figure_becomes_an_interval_in_the_base_unit(value: str, unit: str, precision: str | None, expected: tuple[str, ...]) -> None:
    found = row(value, unit, precision=None if precision is None else Decimal(precision))
    assert found["unit"] == expected[3]
    assert [found[c] for c in ("value", "low", "high", "precision")] == [Decimal(expected[i]) for i in (0, 1, 2, 4)]


@pytest.mark.parametrize(("op", "unit"), [("count", "count"), ("rank", "rank")])
def test_counts_and_ranks_are_exact(op: str, unit: str) -> None:
    found = row("9", unit, op=op, scope="provinces")
    assert found["low"] == found["value"] == found["high"] == 9
    assert found["precision"] == 0


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [("40", None, ("40", None)), (None, "50", (None, "50")), ("40", "50", ("40", "50")), ("40", "40", ("40", "40"))],
)
def test_a_bound_has_ends_but_no_value(low: str | None, high: str | None, ends: tuple[str | None, str | None]) -> None:
    found = row(None, "percent", low=low and Decimal(low), high=high and Decimal(high))
    assert (found["value"], found["precision"]) == (None, None)
    assert (found["low"], found["high"]) == tuple(e and Decimal(e) for e in ends)


@given(value=st.decimals(-(10**9), 10**9, places=2), unit=st.sampled_from(["CNY_100M", "USD_1K", "percent", "units", "kg"]))
def test_the_ends_lie_half_a_last_digit_either_way(value: Decimal, unit: str) -> None:
    found = row(str(value), unit)
    assert found["high"] - found["low"] == found["precision"]
    assert found["value"] - found["low"] == found["high"] - found["value"]


# -- what a row says


def test_a_row_has_every_column_in_the_tables_order() -> None:
    found = row(note="goods trade", versus="CN", scope="provinces", predicate="growth > 0")
    assert list(found) == COLUMNS
    assert [found[c] for c in ("op", "concept", "flow", "product", "partner", "regime", "measure", "basis")] == [
        "level", "trade", "total", "all", "world", "all", "value", "operating-unit",
    ]  # fmt: skip
    assert [found[c] for c in ("versus", "scope", "predicate", "note")] == ["CN", "provinces", "growth > 0", "goods trade"]
    assert [found[c] for c in ("source", "file", "row")] == ["desk", "desk.csv", 2]


@pytest.mark.parametrize(
    ("text", "period", "first", "last"),
    [
        ("2025", "2025", 202501, 202512),
        ("2025-01/2025-12", "2025", 202501, 202512),
        ("2025-07", "2025-07", 202507, 202507),
        ("2025-q1", "2025-Q1", 202501, 202503),
        ("2025-01/2025-11", "2025-01/2025-11", 202501, 202511),
        ("2021/2025", "2021/2025", 202101, 202512),
    ],
)
def test_a_period_is_its_months(text: str, period: str, first: int, last: int) -> None:
    found = row(period=text)
    assert (found["period"], found["first_month"], found["last_month"]) == (period, first, last)


@pytest.mark.parametrize("op", RATES)
def test_a_rate_is_of_yuan_unless_it_says_dollars(op: str) -> None:
    assert row("17.3", "percent", op=op)["currency"] == "CNY"
    assert row("17.3", "percent", op=op, currency="USD")["currency"] == "USD"
    assert row("17.3", "percent", op=op, measure="quantity")["currency"] is None


def test_the_currency_of_an_amount_is_its_units() -> None:
    assert [row("1", u)["currency"] for u in ("CNY_100M", "USD_1B", "units")] == ["CNY", "USD", None]


@pytest.mark.parametrize("reliability", RELIABILITY)
def test_reliability_is_the_figures_own_or_its_sources(reliability: str) -> None:
    assert (row()["reliability"], row()["reliability_rank"]) == ("news", 1)
    assert row(reliability=reliability)["reliability_rank"] == RELIABILITY.index(reliability)  # type: ignore[arg-type]


# -- what is rejected


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"value": None}, "neither a value nor a bound"),
        ({"unit": "bushels"}, "bushels"),
        ({"period": "2025-13"}, "202513 is not a month"),
        ({"period": "2025-12/2025-01"}, "cannot end"),
        ({"period": "last year"}, "is not a period"),
        ({"precision": Decimal(-1)}, "a precision is not negative"),
        ({"value": None, "low": Decimal(2), "high": Decimal(1)}, "from low to high"),
        ({"released": "soon"}, "a date is written"),
        ({"value": "1e30"}, "more than can be held"),
        ({"concept": "express_parcels", "unit": "CNY_100M"}, "express_parcels is measured in units, but CNY_100M is a unit of money"),
        ({"concept": "grain_output", "unit": "count_10K"}, "grain_output is measured in tonnes, but count_10K is a unit of count"),
        ({"concept": "gdp", "unit": "tonnes"}, "gdp is measured in money, but tonnes is a unit of mass"),
        ({"concept": "power_use", "unit": "percent"}, "power_use is measured in quantity, but percent is a unit of share"),
        ({"value": "-99999999999999.9", "unit": "CNY_1T"}, "more than can be held"),
    ],
)
def test_a_figure_that_makes_no_sense_is_put_aside_with_the_reason(said: dict[str, Any], sentence: str) -> None:
    assert sentence in reason(**said)


@pytest.mark.parametrize("measure", ["value", "quantity"])
def test_a_measure_with_a_dimension_of_its_own_is_measured_in_one_way(measure: str) -> None:
    told = row("2785", "tonnes_10K", concept="grain_output", flow=None, basis=None, measure=measure)
    assert (told["measure"], told["unit"], told["currency"]) == ("value", "tonnes", None)
    assert row("58.9", "count_100M", concept="express_parcels", flow=None, basis=None, measure=measure)["unit"] == "units"


def test_the_largest_amount_that_can_be_held_is_held() -> None:
    assert row("9999999999.999", "CNY_1T")["value"] == Decimal("9999999999999000000000")


def test_a_row_with_one_bad_figure_is_put_aside_whole_and_once() -> None:
    result = staged(figure(row=2), figure(row=3), figure("1", "bushels", row=3), figure("2", "pecks", row=3), figure(row=4))
    assert [r[COLUMNS.index("row")] for r in result.rows] == [2, 4]
    assert [q.row for q in result.quarantined] == [3]


def test_a_row_put_aside_by_the_reader_stays_so() -> None:
    unread = Quarantined(3, "a,b", "not a number")
    result = staged(figure(row=2), figure(row=3), figure("1", "bushels", row=3), quarantined=(unread,))
    assert [r[COLUMNS.index("row")] for r in result.rows] == [2]
    assert result.quarantined == [unread]


@given(rows=st.lists(st.sampled_from(["good", "bad unit", "bad period", "unread"]), max_size=30))
def test_rows_read_are_rows_held_and_rows_put_aside(rows: list[str]) -> None:
    figures = [
        figure(row=n, unit="bushels" if kind == "bad unit" else "CNY_100M", period="never" if kind == "bad period" else "2025")
        for n, kind in enumerate(rows, start=2)
        if kind != "unread"
    ]
    unread = tuple(Quarantined(n, "?", "unreadable") for n, kind in enumerate(rows, start=2) if kind == "unread")
    result = staged(*figures, quarantined=unread, rows_read=len(rows))
    held, put_aside = [r[COLUMNS.index("row")] for r in result.rows], [q.row for q in result.quarantined]
    assert sorted([*held, *put_aside]) == list(range(2, len(rows) + 2))
    assert len(held) == rows.count("good")


@pytest.mark.parametrize(
    ("source", "sentence"), [("", "say where it is from"), ("rumour", "names 'rumour', which no table of sources holds")]
)
def test_a_figure_without_a_source_stops_the_load(source: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        staged(figure(), figure(source=source))


def test_an_amount_in_another_currency_than_is_said_is_put_aside() -> None:
    [found] = staged(figure(currency="USD")).quarantined
    assert "CNY_100M is an amount of CNY" in found.reason
    assert staged(figure(currency="CNY")).quarantined == []
