"""What values say beside their slots: hedged intervals, signs, bases and wholes, as the trained reader completes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hinterland.models import Claim
from hinterland.reading import read_claims

TODAY = date(2026, 3, 15)


def value(text: str) -> Claim:
    """The last value in a text."""
    return [claim for claim in read_claims(text, TODAY) if claim.kind == "value"][-1]


@pytest.mark.parametrize(("text", "low", "high"), [
    ("Anhui's exports rose nearly 15 percent in 2025.", "14", "15"), ("Anhui's exports fell more than 15 percent in 2025.", None, "-15"),
    ("Anhui's exports came to at least 600 billion yuan in 2025.", "6e11", None), ("Anhui's exports were below 600 billion yuan in 2025.", None, "6e11"),
    ("Anhui's exports of frobnicators rose about 10 percent in 2025.", "8.5", "11.5"), ("Anhui's exports crossed the 600 billion yuan mark in 2025.", "6e11", None),
    ("Anhui's exports slowed: growth eased to 3.8 percent in 2025.", "3.75", "3.85"), ("Anhui's exports were 2.5 percent lower in 2025.", "-2.55", "-2.45"),
    ("Anhui's exports grew at a double-digit rate in 2025.", "10", "100"), ("Anhui's exports doubled in 2025.", "1.9", "2.2"),
    ("2025年安徽出口增长近15%。", "14", "15"), ("2025年安徽出口不足700亿元。", None, "7e10"), ("2025年安徽出口10余亿元。", "1e9", None),
    ("2025年安徽出口700亿元以上。", "7e10", None), ("2025年安徽出口增长2.4倍。", "3.35", "3.45"), ("2025年安徽出口同比增长2.4倍。", "3.35", "3.45"), ("2025年安徽出口扩大到2.4倍。", "2.35", "2.45"),
    ("2025年安徽出口增速回落至3.8%。", "3.75", "3.85"), ("北京外贸去年跌幅扩大到11.5%。", "-11.55", "-11.45"), ("2025年安徽进出口实现两位数增长。", "10", "100"),
    ("2025年安徽进出口超万亿元。", "1e12", None),
])  # fmt: skip
def test_an_interval(text: str, low: str | None, high: str | None) -> None:
    claim = value(text)
    assert (claim.low, claim.high) == (None if low is None else Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(("text", "period", "base"), [
    ("Anhui's exports rose 24 percent in 2025 compared with 2019.", "2025", "2019"), ("Compared with 2019, Anhui's exports rose 24 percent in 2025.", "2025", "2019"),
    ("Anhui's exports fell 3 percent in May 2025 from April.", "2025-05", "2025-04"), ("Anhui's exports fell 3 percent month on month in May 2025.", "2025-05", "2025-04"),
    ("In 2025 Anhui's exports were 2.5 times those of 2019.", "2025", "2019"), ("Anhui's exports doubled in five years to 2025.", "2025", "2020"),
    ("Anhui's exports rose 24 percent from 2019 to 2025.", "2025", "2019"), ("Anhui's exports rose 24 percent in 2025 from a year earlier.", "2025", None),
    ("2025年安徽咕噜机出口比2020年增长逾10%。", "2025", "2020"), ("与2019年同期相比，2025年1至6月安徽出口增长24%。", "2025-01/2025-06", "2019-01/2019-06"),
    ("2025年5月安徽出口环比下降3%。", "2025-05", "2025-04"), ("2025年安徽出口是2019年的三倍。", "2025", "2019"), ("2025年安徽出口同比增长24%。", "2025", None),
    ("2021至2025年，安徽出口年均增长10%。", "2025", "2020"), ("Anhui's exports have increased 2.5-fold since 2020.", "2025", "2020"),
    ("Guizhou's trade came to 30.5 billion yuan in the first half of 2021, 69.7 percent above the same period in 2020.", "2021-01/2021-06", None),
    ("Guizhou's trade came to 30.5 billion yuan in the first half of 2021, 69.7 percent above the same period in 2019.", "2021-01/2021-06", "2019-01/2019-06"),
    ("Anhui's exports rise 24 percent in 2025 but stay below their level of 2022", "2025", None),
    ("2021年1月至11月，贵州省进出口569.6亿元，较2020年同期上升18.5%。", "2021-01/2021-11", None),
    ("2021年1月至11月，贵州省进出口569.6亿元，较2019年同期上升18.5%。", "2021-01/2021-11", "2019-01/2019-11"),
])  # fmt: skip
def test_a_base(text: str, period: str, base: str | None) -> None:
    claim = value(text)
    assert (claim.period, claim.relation.base_period) == (period, base)


@pytest.mark.parametrize(("text", "base"), [
    ("Oregon's exports of pears were $20.5 million in 2023, 19.6% under the $25.5 million of 2019.", "2019"),
    ("Oregon's exports of brannocks were $20.5 million in 2023, some 19.6% lower than the $25.5 million recorded in 2019.", "2019"),
    ("Oregon's exports of pears were $20.5 million in 2023, 21.3% above the $16.9 million of 2022.", None),
    ("Oregon's exports of pears were $20.5 million in 2023, up 21.3%, against imports of $25.5 million in 2019.", None),
])  # fmt: skip
def test_the_base_of_a_rate_is_the_time_of_the_amount_that_it_is_set_against(text: str, base: str | None) -> None:
    rates = [c for c in read_claims(text, TODAY) if c.unit == "percent"]
    assert [c.relation.base_period for c in rates] == [base]


@pytest.mark.parametrize(("text", "whole"), [
    ("Anhui's exports were 3 percent of the nation's exports in 2025.", "CN"), ("Hefei's exports made up 40 percent of the province's total in 2025.", "CN-AH"),
    ("Machinery made up 40 percent of Anhui's exports in 2025.", None), ("2025年安徽出口占全国的3%。", "CN"), ("2025年合肥出口占全省的40%。", "CN-AH"),
    ("2025年安徽机电产品出口占出口总值的40%。", None), ("2025年，浙江出口占全国的15.5%，广东出口占22.3%。", "CN"),
    ("2025年安徽出口5000亿元，占中西部地区的8.2%。", "central+western"), ("2025年江苏出口占中西部地区的82%。", None),
])  # fmt: skip
def test_a_whole(text: str, whole: str | None) -> None:
    assert value(text).relation.versus == whole


@pytest.mark.parametrize(("text", "bases"), [
    ("2024年北京按经营单位所在地统计的进出口为5071.5亿美元，按境内目的地、货源地统计只有1376.1亿美元。", ["operating-unit", "destination-origin"]),
    ("By domestic destination and origin, Beijing's trade was $137.61 billion in 2024.", ["destination-origin"]),
])  # fmt: skip
def test_the_basis_of_a_figure(text: str, bases: list[str]) -> None:
    assert [c.indicator.basis for c in read_claims(text, TODAY)] == bases
