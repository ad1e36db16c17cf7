"""Figures: their span in the text as given, their value in base units and what they measure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hinterland.reading.numbers import figures, figures_in, is_garbled
from hinterland.reading.plain import language_of, plain


def found(text: str) -> list[tuple[str, Decimal, str, str]]:
    """Each figure's words in the text as given, value, dimension and unit."""
    made = plain(text)
    language = language_of(made.text)
    out = []
    for f in figures(made.text, language):
        low, high = made.original(f.start, f.end)
        out.append((text[low:high], f.value, f.dimension, f.unit))
    return out


@pytest.mark.parametrize(("text", "words", "value", "dimension", "unit"), [
    ("came to CNY893.32 billion", "CNY893.32 billion", "893320000000", "money", "CNY"), ("came to USD123.4bn", "USD123.4bn", "123400000000", "money", "USD"),
    ("came to RM10.5b", "RM10.5b", "10500000000", "money", "MYR"), ("came to Rs.500 crore", "Rs.500 crore", "5000000000", "money", "INR"),
    ("came to CHF 3.2 billion", "CHF 3.2 billion", "3200000000", "money", "CHF"), ("we try 5 million samples", "5 million", "5000000", "bare", "scaled"),
    ("came to R3,9 billion", "R3,9 billion", "3900000000", "money", "ZAR"), ("rose 12,77%", "12,77%", "12.77", "percent", "percent"),
    ("worth 12,345 dollars", "12,345 dollars", "12345", "money", "USD"),
    ("came to 2 billion 982 million dollars", "2 billion 982 million dollars", "2982000000", "money", "USD"), ("出口1兆2,345億元", "1兆2,345億元", "1234500000000", "money", "CNY"),
    ("worth 1 234.5 million euros", "1 234.5 million euros", "1234500000", "money", "EUR"), ("three million tons of it", "three million tons", "3000000", "quantity", "tonnes"),
    ("half a million tonnes", "half a million tonnes", "500000", "quantity", "tonnes"), ("a billion dollars", "a billion dollars", "1000000000", "money", "USD"),
    ("sold 4.95m new vehicles", "4.95m new vehicles", "4950000", "quantity", "units"), ("占八成七", "八成七", "87", "percent", "percent"), ("增长三成半", "三成半", "35", "percent", "percent"),
    ("進口200億千瓦時", "200億千瓦時", "20000000000", "quantity", "tonnes"), ("less one percent", "one percent", "1", "percent", "percent"), ("3/4 of imports", "3/4", "75", "percent", "percent"),
    ("rose 5.2 percent", "5.2 percent", "5.2", "percent", "percent"), ("up 5.2 pct", "5.2 pct", "5.2", "percent", "percent"),
    ("rose three percent", "three percent", "3", "percent", "percent"), ("rose 5.2 per\u00adcent", "5.2 per\u00adcent", "5.2", "percent", "percent"),
    ("rose 3.5\u2009%", "3.5\u2009%", "3.5", "percent", "percent"), ("出口增长二十五％", "二十五％", "25", "percent", "percent"),
    ("增长３．５％", "３．５％", "3.5", "percent", "percent"), ("增长百分之二十五", "百分之二十五", "25", "percent", "percent"), ("增长兩成", "兩成", "20", "percent", "percent"),
    ("下降一半", "一半", "50", "percent", "percent"), ("came to 3.1\u202fbillion yuan", "3.1\u202fbillion yuan", "3100000000", "money", "CNY"),
    ("came to 1.0136 trillion yuan", "1.0136 trillion yuan", "1013600000000", "money", "CNY"), ("worth 3,456.7 million dollars", "3,456.7 million dollars", "3456700000", "money", "USD"),
    ("worth 3.1 billion U.S. dollars", "3.1 billion U.S. dollars", "3100000000", "money", "USD"), ("worth 3.1 bn euros", "3.1 bn euros", "3100000000", "money", "EUR"),
    ("worth $5.3 billion", "$5.3 billion", "5300000000", "money", "USD"), ("worth US$ 12.4 bn", "US$ 12.4 bn", "12400000000", "money", "USD"),
    ("worth €3.1bn", "€3.1bn", "3100000000", "money", "EUR"), ("worth £2bn", "£2bn", "2000000000", "money", "GBP"), ("worth HK$3.4bn", "HK$3.4bn", "3400000000", "money", "HKD"),
    ("worth RMB 300 million", "RMB 300 million", "300000000", "money", "CNY"), ("worth Rs 3.5 crore", "Rs 3.5 crore", "35000000", "money", "INR"),
    ("出口三點九一兆元", "三點九一兆元", "3910000000000", "money", "CNY"), ("進口 ４２．５ 億美元", "４２．５ 億美元", "4250000000", "money", "USD"),
    ("出口6823亿元", "6823亿元", "682300000000", "money", "CNY"), ("出口12.5万亿元人民币", "12.5万亿元人民币", "12500000000000", "money", "CNY"),
    ("出口31億港元", "31億港元", "3100000000", "money", "HKD"), ("出口12多亿元", "12多亿元", "1200000000", "money", "CNY"),
    ("up 2.3 percentage points", "2.3 percentage points", "2.3", "points", "percentage_point"), ("提高2.3个百分点", "2.3个百分点", "2.3", "points", "percentage_point"),
    ("up 5 basis points", "5 basis points", "0.05", "points", "percentage_point"), ("3.5 times as much", "3.5 times", "3.5", "ratio", "ratio"),
    ("a five-fold rise", "five-fold", "5", "ratio", "ratio"), ("exports doubled", "doubled", "2", "ratio", "ratio"), ("增长2.5倍", "2.5倍", "2.5", "ratio", "ratio"),
    ("增长两倍", "两倍", "2", "ratio", "ratio"), ("a total of 3.5 million tonnes", "3.5 million tonnes", "3500000", "quantity", "tonnes"),
    ("出口25.5万吨", "25.5万吨", "255000", "quantity", "tonnes"), ("出口300万辆", "300万辆", "3000000", "quantity", "units"), ("with 120 companies", "120", "120", "thing", "count"),
    ("by nine provinces", "nine", "9", "thing", "count"), ("共25家企业", "25家", "25", "thing", "count"), ("有37个国家", "37个国家", "37", "thing", "count"),
])  # fmt: skip
def test_a_figure_with_its_unit(text: str, words: str, value: str, dimension: str, unit: str) -> None:
    assert found(text) == [(words, Decimal(value), dimension, unit)]


@pytest.mark.parametrize(("text", "values", "unit"), [
    ("rose 3.1, 4.2 and 5.3 percent", ["3.1", "4.2", "5.3"], "percent"), ("rose 3.1 or 4.2 percent", ["3.1", "4.2"], "percent"), ("rose 3 to 5 percent", ["3", "5"], "percent"),
    ("rose 5-7 percent", ["5", "7"], "percent"), ("between 3 and 5 billion dollars", ["3000000000", "5000000000"], "USD"),
    ("5.1 billion, 6.2 billion and 7.3 billion yuan", ["5100000000", "6200000000", "7300000000"], "CNY"), ("3.1 billion to 4 billion yuan", ["3100000000", "4000000000"], "CNY"),
    ("分别增长3.1%、4.2%和5.3%", ["3.1", "4.2", "5.3"], "percent"), ("增长5至7%", ["5", "7"], "percent"), ("出口3亿至5亿元", ["300000000", "500000000"], "CNY"),
    ("出口10.2和11.3亿美元", ["1020000000", "1130000000"], "USD"),
])  # fmt: skip
def test_the_members_of_a_list_or_range_share_the_unit(text: str, values: list[str], unit: str) -> None:
    assert [(value, of) for _, value, _, of in found(text)] == [(Decimal(v), unit) for v in values]


@pytest.mark.parametrize("text", ["after COVID-19 the port", "the G20 agreed", "since 2019 the port"])
def test_digits_of_something_else_are_no_figure(text: str) -> None:
    assert found(text) == []


def test_places_taken_by_dates_are_left_alone() -> None:
    text = "rose 5.2 percent in 12 months"
    assert [f.value for f in figures(text, "en", [(20, 29)])] == [Decimal("5.2")]


@pytest.mark.parametrize(("text", "low", "high"), [("5.2 percent", "5.15", "5.25"), ("6823亿元", "682250000000", "682350000000")])
def test_the_interval_is_what_the_last_digit_leaves_open(text: str, low: str, high: str) -> None:
    (figure,) = figures(text, language_of(text))
    assert (figure.low, figure.high) == (Decimal(low), Decimal(high))


def test_a_minus_sign_belongs_to_its_figure() -> None:
    (figure,) = figures("changed by -3.2 percent", "en")
    assert figure.negative and figure.value == Decimal("3.2")


@pytest.mark.parametrize(
    ("text", "value"), [("5.2 kt", 5200), ("5.2 Mt", 5_200_000), ("17.24 TWh", 17_240_000_000), ("30 GWh", 30_000_000), ("3 tonnes", 3)]
)
def test_a_unit_that_is_a_multiple_of_another_counts_as_that(text: str, value: int) -> None:
    (found,) = figures_in(f"Output came to {text}.")
    assert (found.dimension, found.unit, found.value) == ("quantity", "tonnes", value)


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("2O25", True),
        ("20l5", True),
        ("l.3%", True),
        ("34.S%", True),
        ("①8.2%", True),
        ("1H24", False),
        ("2Q25", False),
        ("G20", False),
        ("S$8.2", False),
        ("2.5B", False),
        ("200m", False),
        ("p.12", False),
    ],
)
def test_a_number_that_hides_a_digit_is_told_from_a_code(text: str, garbled: bool) -> None:
    assert is_garbled(text, "en") is garbled


@pytest.mark.parametrize(
    ("words", "percent"), [("nine-tenths", "90"), ("seven eighths", "87.5"), ("an eighth", "12.5"), ("three tenths", "30")]
)
def test_fractions_in_words(words: str, percent: str) -> None:
    assert (words, Decimal(percent), "percent", "percent") in found(f"It accounted for {words} of exports.")
