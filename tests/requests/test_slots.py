"""One value at a time, as arguments and parameters hold them: understood as people write it, or refused with what was perhaps meant."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hinterland.requests import slots
from hinterland.sources.reading import InputError

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize("text", ["CN-AH", "anhui", "Anhui Province", "Anhwei", "安徽", "安徽省", "皖", "AH"])
def test_a_region_is_named_as_people_name_it(text: str) -> None:
    assert slots.region(text) == "CN-AH"


@pytest.mark.parametrize(
    ("text", "offered"),
    [("anhuy", "Anhui"), ("guandong", "Guangdong"), ("Chna", "China"), ("Hnan", "Hunan (CN-HN) or Henan"), ("广冬", "Guangdong")],
)
def test_a_near_miss_is_refused_with_what_was_meant(text: str, offered: str) -> None:
    with pytest.raises(InputError, match="did you mean") as caught:
        slots.region(text)
    assert offered in str(caught.value)


def test_china_is_never_taken_for_a_province() -> None:
    for text in ("Chna", "Chian", "Cina"):
        with pytest.raises(InputError) as caught:
            slots.region(text)
        assert "Hunan" not in str(caught.value)


def test_a_place_that_exists_is_told_from_one_that_does_not() -> None:
    with pytest.raises(InputError, match="is known, but no figures"):
        slots.region("Bavaria")
    with pytest.raises(InputError, match="no region or group is called"):
        slots.region("Atlantis")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025", "2025"),
        ("202507", "2025-07"),
        ("2025/7", "2025-07"),
        ("July 2025", "2025-07"),
        ("jul-25", "2025-07"),
        ("2025 Jul", "2025-07"),
        ("07/2025", "2025-07"),
        ("25年7月", "2025-07"),
        ("二〇二五年七月", "2025-07"),
        ("2025H1", "2025-01/2025-06"),
        ("1h25", "2025-01/2025-06"),
        ("2025上半年", "2025-01/2025-06"),
        ("2025Q1", "2025-Q1"),
        ("1Q25", "2025-Q1"),
        ("2025年第一季度", "2025-Q1"),
        ("Jan-Aug 2025", "2025-01/2025-08"),
        ("2025年1-8月", "2025-01/2025-08"),
        ("first nine months of 2025", "2025-01/2025-09"),
        ("up to august 2025", "2025-01/2025-08"),
        ("2020-2025", "2020/2025"),
        ("since 2020", "2020/2026"),
        ("last year", "2025"),
        ("去年", "2025"),
        ("十四五", "2021/2025"),
    ],
)
def test_a_period_is_written_as_people_write_it(text: str, period: str) -> None:
    assert str(slots.period(text, TODAY)) == period


@pytest.mark.parametrize("text", ["2025-13", "2025-00", "Q5 2025", "soon", "", "2025 exports", "205", "2025年13月"])
def test_what_is_no_period_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(InputError, match="not a"):
        slots.period(text, TODAY)


def test_a_month_without_its_year_is_refused_with_the_latest() -> None:
    with pytest.raises(InputError, match="2026-07"):
        slots.period("July", TODAY)


@pytest.mark.parametrize(
    ("text", "flow"), [("exports", "export"), ("Imp", "import"), ("trade", "total"), ("出口", "export"), ("进出口总额", "total")]
)
def test_a_flow_is_named_as_people_name_it(text: str, flow: str) -> None:
    assert slots.flow(text) == flow


def test_a_slip_in_a_flow_is_refused_with_what_was_meant() -> None:
    with pytest.raises(InputError, match="did you mean exports"):
        slots.flow("exprots")


@pytest.mark.parametrize(
    ("text", "currency"), [("usd", "USD"), ("$", "USD"), ("美元", "USD"), ("RMB", "CNY"), ("yuan", "CNY"), ("人民币", "CNY")]
)
def test_a_currency_is_named_as_people_name_it(text: str, currency: str) -> None:
    assert slots.currency(text) == currency


def test_a_currency_that_exists_but_is_not_held_is_refused() -> None:
    with pytest.raises(InputError, match='amounts are in CNY or USD, not in "EUR"'):
        slots.currency("EUR")


@pytest.mark.parametrize(("text", "partner"), [("US", "USA"), ("美国", "USA"), ("Germany", "DEU"), ("ASEAN", "ASEAN"), ("一带一路", "BRI")])
def test_a_partner_is_named_as_people_name_it(text: str, partner: str) -> None:
    assert slots.partner(text) == partner


@pytest.mark.parametrize(
    ("text", "product"), [("EVs", "electric-vehicles"), ("solar", "photovoltaics"), ("新三样", "new-three"), ("8507", "8507")]
)
def test_a_product_is_named_as_people_name_it(text: str, product: str) -> None:
    assert slots.product(text) == product


def test_what_is_left_out_stays_open() -> None:
    assert slots.flow(None) is None and slots.currency(None) is None and slots.period(None) is None


def test_a_day_is_a_date_or_its_writing() -> None:
    assert slots.day("2024-11-25") == slots.day(date(2024, 11, 25)) == slots.day(datetime(2024, 11, 25, 9)) == date(2024, 11, 25)
    assert slots.day(None) is None
    for wrong in ("25/11/2024", "soon", 20241125):
        with pytest.raises(InputError, match="is not a day"):
            slots.day(wrong)  # type: ignore[arg-type]
