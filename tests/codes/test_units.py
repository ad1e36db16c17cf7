"""Units: exact factors, no conversion between different things, and the names they are called by."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland import codes

amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
MONEY = [f"{currency}{scale}" for currency in ("CNY", "USD") for scale in ("", "_1K", "_10K", "_1M", "_100M", "_1B", "_1T")]


def test_every_unit_converts_to_a_base_unit_that_is_its_own_base() -> None:
    for entry in codes.entries("unit"):
        unit = codes.get("unit", entry.code)
        base = codes.get("unit", unit.base)
        assert base.base == base.code, unit.code
        assert base.factor == 1, unit.code
        assert base.dimension == unit.dimension, unit.code
        assert unit.factor > 0
        assert unit.currency == base.currency


@pytest.mark.parametrize("code", MONEY)
def test_the_contracts_money_units_are_held(code: str) -> None:
    assert codes.get("unit", code).base == code[:3]
    assert codes.get("unit", code).currency == code[:3]


@pytest.mark.parametrize(
    "code", ["percent", "percentage_point", "ratio", "units", "units_10K", "count", "rank", "tonnes", "tonnes_10K", "kg"]
)
def test_the_contracts_other_units_are_held(code: str) -> None:
    assert codes.unit(code).code == code


def test_counts_and_ranks_are_exact_and_amounts_are_not() -> None:
    assert codes.unit("count").exact
    assert codes.unit("rank").exact
    assert not codes.unit("CNY").exact
    assert not codes.unit("percent").exact


@pytest.mark.parametrize(
    ("value", "unit", "base"),
    [
        ("10136", "CNY_100M", "1013600000000"),
        ("1.0136", "CNY_1T", "1013600000000"),
        ("391024806", "CNY_10K", "3910248060000"),
        ("122322321", "USD_1K", "122322321000"),
        ("122.8", "units_10K", "1228000"),
        ("159525200", "kg", "159525.2"),
        ("-21.2", "percent", "-21.2"),
    ],
)
def test_a_published_amount_becomes_the_base_unit_exactly(value: str, unit: str, base: str) -> None:
    assert codes.unit(unit).to_base(Decimal(value)) == Decimal(base)


@given(amounts, st.sampled_from(sorted(u.code for u in codes.entries("unit"))))
def test_there_and_back_is_the_same_amount(amount: Decimal, code: str) -> None:
    unit = codes.unit(code)
    assert unit.to_base(amount) / unit.factor == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("亿元", "CNY_100M"),
        ("万元", "CNY_10K"),
        ("万人民币", "CNY_10K"),
        ("万元人民币", "CNY_10K"),
        ("亿元人民币", "CNY_100M"),
        ("万亿元", "CNY_1T"),
        ("千美元", "USD_1K"),
        ("百万美元", "USD_1M"),
        ("亿美元", "USD_100M"),
        ("billion yuan", "CNY_1B"),
        ("trillion RMB", "CNY_1T"),
        ("100 million yuan", "CNY_100M"),
        ("CNY 100 Million", "CNY_100M"),
        ("US$1,000", "USD_1K"),
        ("USD_1000", "USD_1K"),
        ("PCT", "percent"),
        ("%", "percent"),
        ("个百分点", "percentage_point"),
        ("10_000_UNITS", "units_10K"),
        ("万辆", "units_10K"),
        ("千克", "kg"),
        ("万吨", "tonnes_10K"),
        ("COUNT", "count"),
        ("倍", "ratio"),
    ],
)
def test_units_are_known_by_what_tables_and_texts_call_them(text: str, code: str) -> None:
    assert codes.unit(text).code == code


@pytest.mark.parametrize(
    ("customs", "code"),
    [
        ("01", "units"),
        ("02", "pairs"),
        ("04", "metres"),
        ("05", "square_metres"),
        ("06", "cubic_metres"),
        ("07", "litres"),
        ("09", "kg"),
        ("31", "units_1K"),
        ("59", "grams"),
    ],
)
def test_the_quantity_codes_of_customs_are_known(customs: str, code: str) -> None:
    assert codes.unit(customs).code == code


@pytest.mark.parametrize(
    ("english", "code"),
    [
        ("10000T", "tonnes_10K"),
        ("T", "tonnes"),
        ("KG", "kg"),
        ("N", "units"),
        ("100MN", "units_100M"),
        ("10000PR", "pairs_10K"),
        ("MPR", "pairs_1M"),
        ("CUM", "cubic_metres"),
    ],
)
def test_the_quantity_units_of_the_english_bulletin_are_known(english: str, code: str) -> None:
    assert codes.unit(english).code == code
