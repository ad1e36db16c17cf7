"""Numbers as newsrooms print them: in the scale that readers know, with no more digits than the interval supports."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.interval import Interval
from hinterland.language import chinese_numbers as zh
from hinterland.language import english_numbers as en
from hinterland.language.phrases import listed

D = Decimal


def rounded(value: str | D, precision: str | D) -> tuple[Interval, D]:
    return Interval.rounded(D(value), D(precision)), D(value)


@pytest.mark.parametrize(
    ("value", "precision", "english", "chinese"),
    [
        ("1013557000000", "1e6", "1.01356 trillion yuan", "10135.6亿元"),
        ("1013600000000", "1e8", "1.0136 trillion yuan", "10136亿元"),
        ("45470000000000", "1e10", "45.47 trillion yuan", "45.47万亿元"),
        ("4400000000000", "1e11", "4.4 trillion yuan", "4.4万亿元"),
        ("9000000000000", "1e12", "9 trillion yuan", "9万亿元"),
        ("682310000000", "1e7", "682.31 billion yuan", "6823.1亿元"),
        ("470000000000", "2e10", "470 billion yuan", "4700亿元"),
        ("935000000000", "1e9", "935 billion yuan", "9350亿元"),
        ("3120000000", "1e7", "3.12 billion yuan", "31.2亿元"),
        ("512640000", "20000", "512.6 million yuan", "5.13亿元"),
        ("84800000", "1e5", "84.8 million yuan", "8480万元"),
        ("84801000", "1e3", "84.8 million yuan", "8480万元"),
        ("1227500", "0", "1.2 million yuan", "123万元"),
        ("119600000000", "5e8", "120 billion yuan", "1200亿元"),
        ("43210", "1", "43,210 yuan", "43210元"),
        ("43000", "1000", "43,000 yuan", "4.3万元"),
    ],
)
def test_money(value: str, precision: str, english: str, chinese: str) -> None:
    assert en.money(*rounded(value, precision), "CNY") == english
    assert zh.money(*rounded(value, precision), "CNY") == chinese


@pytest.mark.parametrize(
    ("value", "precision", "english", "chinese"),
    [
        ("1885000000", "1e6", "1.885 billion yuan", "18.85亿元"),
        ("18845000000", "1e6", "18.845 billion yuan", "188.45亿元"),
        ("188500000", "1e5", "188.5 million yuan", "1.885亿元"),
        ("84850000", "1e4", "84.85 million yuan", "8485万元"),
        ("18855000", "1e3", "18.855 million yuan", "1885.5万元"),
        ("1884512345", "1", "1.88 billion yuan", "18.8亿元"),
        ("682310000000", "1e7", "682.31 billion yuan", "6823.1亿元"),
    ],
)
def test_money_keeps_the_figures_that_it_was_published_with(value: str, precision: str, english: str, chinese: str) -> None:
    assert en.money(*rounded(value, precision), "CNY", kept=6) == english
    assert zh.money(*rounded(value, precision), "CNY", kept=6) == chinese


def test_dollars() -> None:
    assert en.money(*rounded("141900000000", "1e8"), "USD") == "141.9 billion dollars"
    assert zh.money(*rounded("141900000000", "1e8"), "USD") == "1419亿美元"


@pytest.mark.parametrize(
    ("value", "precision", "text"),
    [
        ("17.3", "0.1", "17.3%"),
        ("17", "1", "17%"),
        ("17.34", "0.01", "17.3%"),
        ("-5.4", "0.1", "5.4%"),
        ("22.1", "1.6", "22%"),
        ("0.0283", "0.0001", "0.03%"),
        ("0.00283", "0.0001", "0.003%"),
        ("0.1", "0.1", "0.1%"),
        ("0", "0.1", "0.0%"),
        ("101", "0.1", "101.0%"),
        ("1234.5", "0.1", "1,234.5%"),
    ],
)
def test_percentages(value: str, precision: str, text: str) -> None:
    assert en.percent(*rounded(value, precision)) == text
    assert zh.percent(*rounded(value, precision)) == text


@pytest.mark.parametrize(
    ("value", "precision", "english", "chinese"),
    [
        ("1228000", "1000", "1.228 million", "122.8万"),
        ("954000", "1000", "954 thousand", "95.4万"),
        ("954123", "1", "954,123", "95.41万"),
        ("152800", "100", "152.8 thousand", "15.28万"),
        ("954000", "10000", "950 thousand", "95万"),
        ("46980000000", "1e7", "46.98 billion", "469.8亿"),
        ("1408280000", "1e4", "1.408 billion", "14.0828亿"),
        ("40111", "1", "40,111", "40111"),
        ("9541", "1", "9,541", "9541"),
        ("12", "0", "12", "12"),
    ],
)
def test_pieces(value: str, precision: str, english: str, chinese: str) -> None:
    assert en.units(*rounded(value, precision)) == english
    assert zh.units(*rounded(value, precision)) == chinese


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        ("1e12", "1 trillion yuan", "1万亿元"),
        ("1.5e12", "1.5 trillion yuan", "1.5万亿元"),
        ("2e11", "200 billion yuan", "2000亿元"),
        ("1e8", "100 million yuan", "1亿元"),
        ("5e6", "5 million yuan", "500万元"),
        ("200", "200 yuan", "200元"),
    ],
)
def test_thresholds_are_named_as_round_amounts(value: str, english: str, chinese: str) -> None:
    assert en.round_amount(D(value), "CNY") == english
    assert zh.round_amount(D(value), "CNY") == chinese
    assert en.round_amount(D(value), "") == english.removesuffix(" yuan")


@pytest.mark.parametrize(
    ("number", "counted", "place", "chinese"),
    [(0, "zero", "0th", "第零"), (1, "one", "first", "第一"), (10, "ten", "tenth", "第十"), (11, "11", "11th", "第11"), (12, "12", "12th", "第12"),
     (21, "21", "21st", "第21"), (22, "22", "22nd", "第22"), (23, "23", "23rd", "第23"), (31, "31", "31st", "第31"), (111, "111", "111th", "第111"),
     (1234, "1,234", "1234th", "第1234")],
)  # fmt: skip
def test_counts_and_places(number: int, counted: str, place: str, chinese: str) -> None:
    assert en.count(number) == counted
    assert en.ordinal(number) == place
    assert zh.ordinal(number) == chinese
    assert zh.count(number) == str(number)


@pytest.mark.parametrize(
    ("names", "text"),
    [(["Anhui"], "Anhui"), (["Anhui", "Henan"], "Anhui and Henan"), (["Anhui", "Henan", "Hubei"], "Anhui, Henan and Hubei")],
)
def test_names_are_listed_with_an_and(names: list[str], text: str) -> None:
    assert listed(names, "en") == text


amounts = st.decimals(min_value=D(10) ** 6, max_value=D(10) ** 14, places=2)
widths = st.integers(0, 12).map(lambda e: D(10) ** e)
NUMERAL = re.compile(r"^([\d,]+(?:\.(\d+))?)(?: ?)(trillion|billion|million|thousand|万亿|亿|万|%)?")
SCALE = {"trillion": 12, "万亿": 12, "billion": 9, "亿": 8, "million": 6, "万": 4, "thousand": 3}


def read(text: str) -> tuple[D, D]:
    """A printed number with the unit of its last digit: of a whole number's that which is no zero."""
    m = NUMERAL.match(text)
    assert m, text
    scale, digits = D(10) ** SCALE.get(m[3] or "", 0), m[1].replace(",", "")
    return D(digits) * scale, D(1).scaleb(-len(m[2]) if m[2] else len(digits) - len(digits.rstrip("0"))) * scale


@given(amounts, widths)
def test_a_printed_amount_lies_in_its_interval_and_has_no_digit_that_it_does_not_support(value: D, width: D) -> None:
    if width > value:
        return
    interval = Interval.rounded(value, width)
    for text in (en.money(interval, value, "CNY"), zh.money(interval, value, "CNY")):
        found, step = read(text)
        assert abs(found - value) <= step / 2, text
        assert width <= 2 * step, text


@given(st.decimals(min_value=-500, max_value=500, places=4), st.sampled_from(["0.0001", "0.001", "0.01", "0.1", "1"]))
def test_a_printed_percentage_lies_in_its_interval_and_has_no_digit_that_it_does_not_support(value: D, width: str) -> None:
    interval = Interval.rounded(value, D(width))
    for text in (en.percent(interval, value), zh.percent(interval, value)):
        found, step = read(text)
        assert abs(found - abs(value)) <= step / 2, text
        assert D(width) <= 2 * step, text


@given(st.integers(1, 10**9), st.integers(0, 6))
def test_printed_pieces_lie_in_their_interval_and_have_no_digit_too_many(value: int, exponent: int) -> None:
    width = D(10) ** exponent
    if 100 * width > value:
        return
    interval = Interval.rounded(D(value), width)
    found, step = read(en.units(interval, D(value)))
    assert abs(found - value) <= step / 2
    assert width <= 2 * step
