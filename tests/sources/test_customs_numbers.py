"""Numbers as tables print them, and which of their digits count."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland import codes
from hinterland.sources.customs_columns import Column
from hinterland.sources.customs_flows import Digits, amount_digits, cell, growth_digits, number
from hinterland.sources.grids import Grid

COLUMN = Column(1, "出口 7月", False, False, 7, "export", None, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("391024806", "391024806"),
        ("41,046.4\xa0", "41046.4"),
        ("1,234,567.80", "1234567.80"),
        ("-3.5", "-3.5"),
        ("−3.5", "-3.5"),
        ("－3.5", "-3.5"),
        ("１２３", "123"),
        ("+2.0", "2.0"),
        ("17.3%", "17.3"),
        ("23,244,451.6", "23244451.6"),
        ("0", "0"),
    ],
)
def test_numbers_are_read_with_all_their_digits(text: str, value: str) -> None:
    assert str(number(text)) == value


@pytest.mark.parametrize("text", ["", " ", "-", "—", "－", "--", "–", "\xa0-\xa0"])
def test_blanks_and_dashes_are_no_figure(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize("text", ["*REF!", "#REF!", "n/a", "1.2.3", "1,23,456", "12 345", "1e9", "(3)", "nan", "inf", "٣", "…", "7月"])
def test_anything_else_is_an_error_that_says_so(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        number(text)


def test_a_number_beyond_any_trade_is_an_error() -> None:
    with pytest.raises(ValueError, match="larger than any trade"):
        number("9" * 20)


def test_an_error_names_its_column() -> None:
    with pytest.raises(ValueError, match=r"under '出口 7月', '\*REF!' is not a number"):
        cell(["安徽省", "*REF!"], COLUMN)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_every_number_is_read_back_with_and_without_separators(value: Decimal) -> None:
    assert number(str(value)) == value
    assert number(f"{value:,}") == value


# -- digits


def test_tails_are_cut_to_the_published_digit_and_the_first_is_kept() -> None:
    digits = Digits(most=0)
    assert digits.settle(Decimal("3014651610684.0005")) == (Decimal("3014651610684"), Decimal(1))
    assert digits.settle(Decimal("782010106007.9999")) == (Decimal("782010106008"), Decimal(1))
    assert (
        digits.warning("yuan") == "figures such as 3014651610684.0005 have digits that customs doesn't publish; they are rounded to 1 yuan"
    )


def test_a_point_with_nothing_behind_it_is_no_tail() -> None:
    digits = Digits(most=0)
    assert digits.settle(Decimal("816865355098.0")) == (Decimal("816865355098"), Decimal(1))
    assert digits.warning("yuan") is None


def test_growth_has_a_tenth_even_where_a_workbook_dropped_it() -> None:
    assert growth_digits().settle(Decimal("7")) == (Decimal("7"), Decimal("0.1"))
    assert growth_digits().settle(Decimal("18.144408834297852")) == (Decimal("18.1"), Decimal("0.1"))


def test_printed_amounts_keep_their_own_digits() -> None:
    digits = amount_digits(Grid(Path("t.csv"), "csv"), [(1, "a", ["a", "1.25"])], [COLUMN], codes.unit("CNY_10K"))
    assert digits.settle(Decimal("6707740.66"))[1] == Decimal("0.01")
    assert digits.settle(Decimal("6707740"))[1] == 1


def test_amounts_of_a_workbook_have_the_digits_of_the_longest() -> None:
    rows = [(1, "a", ["a", "376356483.138"]), (2, "b", ["b", "5"]), (3, "c", ["c", "-"])]
    digits = amount_digits(Grid(Path("t.xls"), "workbook"), rows, [COLUMN], codes.unit("CNY_10K"))
    assert digits.settle(Decimal("5"))[1] == Decimal("0.001")


def test_no_amount_is_finer_than_the_yuan() -> None:
    digits = amount_digits(Grid(Path("t.xls"), "workbook"), [(1, "a", ["a", "1.000000001"])], [COLUMN], codes.unit("CNY_10K"))
    assert digits.settle(Decimal("1.000000001")) == (Decimal("1.0000"), Decimal("0.0001"))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6), st.integers(0, 6))
def test_a_settled_value_lies_within_half_its_last_digit(value: Decimal, most: int) -> None:
    settled, last = Digits(most=most).settle(value)
    assert abs(settled - value) <= last / 2
