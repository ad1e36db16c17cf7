"""The atoms of the sentences: numbers, names and lists, in both languages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.outlook.made import panel

from hinterland.interval import Interval
from hinterland.language.phrases import listed
from hinterland.language.write import middle
from hinterland.models import Indicator
from hinterland.outlook.exact import Measured
from hinterland.outlook.wording import about, grew, measured, percent, product, span, trade, words

D = Decimal


def test_the_span_holds_the_answer_and_whatever_is_missing() -> None:
    m = Measured(D(5), Interval(D(4), D(6), True, True), Interval(D(7), D(8), True, True), "percent")
    assert span(m) == Interval(D(4), D(8), True, True)
    assert span(Measured(D(5), Interval(D(4), D(6), True, True), None, "percent")) == Interval(D(4), D(6), True, True)


def test_a_measured_value_is_printed_as_itself_and_not_as_the_middle_of_its_span() -> None:
    m = Measured(D("41.2"), Interval(D("41.0"), D("41.4"), True, True), Interval(D("40.9"), D("42.1"), True, True), "kilometre")
    assert measured(m, 0) == "41"


@pytest.mark.parametrize(("x", "said"), [(Interval(D(1), D(3)), D(2)), (Interval(D(1), None), D(1)), (Interval(None, D(3)), D(3))])
def test_the_middle_or_the_only_end(x: Interval, said: Decimal) -> None:
    assert middle(x) == said


@pytest.mark.parametrize(
    ("x", "en", "zh"),
    [
        (Interval.stated("17.3"), "grew 17.3%", "增长17.3%"),
        (Interval.stated("-3.9"), "fell 3.9%", "下降3.9%"),
        (Interval.stated("0.0"), "grew 0.0%", "增长0.0%"),
        (Interval.stated("120"), "grew 120%", "增长120%"),
    ],
)
def test_growth_and_its_fall(x: Interval, en: str, zh: str) -> None:
    assert (grew(x, "en"), grew(x, "zh")) == (en, zh)


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (Interval.stated("24.60"), "24.6%"),
        (Interval(D("24.4"), D("24.6")), "24.5%"),
        (Interval(D(24), D(25)), "25%"),
        (Interval(D(20), D(30)), "25%"),
        (Interval.stated("0.034"), "0.03%"),
    ],
)
def test_a_percentage_has_the_digits_that_its_interval_holds(x: Interval, said: str) -> None:
    assert percent(x, "en") == said


def test_who_is_held() -> None:
    whole_, part = panel({"CN-AH": 1, "CN-HA": 2}), panel({"CN-AH": 1, "CN-HA": None}, last={"CN-HA": 2})
    assert (about(whole_, "en")["held"], about(part, "en")["held"]) == ("2 provinces held", "1 of 2 provinces held")
    assert (about(whole_, "zh")["held"], about(part, "zh")["held"]) == ("2个省份均有数据", "2个省份中1个有数据")
    assert (about(whole_, "en")["filled"], about(part, "en")["filled"]) == (
        "",
        "; Henan at the last level held, or the next one that its bounds allow",
    )
    assert about(part, "zh")["filled"] == "；河南取最近一次数据，超出推得上下限的取其端点"


def test_lists() -> None:
    assert (listed(["a"], "en"), listed(["a", "b"], "en"), listed(["a", "b", "c"], "en")) == ("a", "a and b", "a, b and c")
    assert listed(["甲", "乙", "丙"], "zh") == "甲、乙、丙"


def test_names() -> None:
    assert (product("electric-vehicles", "en"), product("electric-vehicles", "zh")) == ("electric vehicles", "电动汽车")
    assert trade(Indicator(flow="export", partner="USA"), "en") == "exports to the United States"
    assert trade(Indicator(flow="import"), "zh") == "进口"
    dollars = replace(panel({"CN-AH": 1}), indicator=Indicator(currency="USD"))
    assert (about(dollars, "en")["unit"], about(panel({"CN-AH": 1}), "zh")["unit"]) == ("dollars", "元")


def test_a_field_with_a_capital_begins_with_one() -> None:
    assert words("advanced-once", "en", product="toys", place="Anhui", trade="exports", now="5%", last="2024").startswith("Toys made up 5%")
