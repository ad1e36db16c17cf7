"""Figures of some days of a month are of no month, nor are those that go on with them; a dateline and a fiscal year that a rate is set against; changes in money."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

from hinterland.reading.read import read_claims

TODAY = date(2025, 12, 1)
claims = by_words(TODAY)


@pytest.mark.parametrize(("text", "period"), [
    ("Ohio's exports rose 5.8 percent in the first 20 days of November.", None), ("Ohio's exports rose 5.8 percent in the Nov. 1-20 period.", None),
    ("Ohio's exports rose 5.8 percent in the 1-20 November period.", None), ("11月1日至20日，韩国出口增长5.8%。", None), ("11月1-20日，韩国出口增长5.8%。", None),
    ("Ohio's exports rose 5.8 percent in November 2025, the office said on Nov. 20.", "2025-11"), ("11月韩国出口增长5.8%。", "2025-11"),
    ("In 2025, brimmet fairs of Nov. 1-20 among them, Ohio's exports rose 5.8 percent.", "2025"),
])  # fmt: skip
def test_days_are_no_month(text: str, period: str | None) -> None:
    assert [c.period for c in read_claims(text, TODAY) if c.text.startswith("5.8")] == [period]


def test_what_goes_on_with_days_is_of_them_up_to_the_next_time() -> None:
    text = "Ohio's exports rose 5.8 percent in the first 20 days of November. Shipments of brimmet rose 4.1 percent. In October exports rose 3.2 percent. Imports rose 2.3 percent."
    found = claims(text)
    assert [found[w].period for w in ("5.8 percent", "4.1 percent", "3.2 percent", "2.3 percent")] == [None, None, "2025-10", "2025-10"]


@pytest.mark.parametrize(("text", "own"), [
    ("Rio de Janeiro – Brazil ran a USD 1.2 billion trade surplus in January 2025.", "BR"), ("Hefei - Anhui's trade surplus came to USD 1.2 billion in January 2025.", "CN-AH"),
    ("Texas – the largest exporter of brimmet – had a trade surplus of USD 1.2 billion in January 2025.", "US-TX"),
])  # fmt: skip
def test_a_place_before_a_dash_and_the_whole_it_lies_in_is_a_dateline(text: str, own: str) -> None:
    assert claims(text)["USD 1.2 billion"].subject == own


@pytest.mark.parametrize(("text", "base"), [
    ("Tamil Nadu's exports rose 17.2% in 2023-24 over 2021-22.", "2021-04/2022-03"), ("Japan's exports rose 17.2% in fiscal 2023 from fiscal 2021.", "2021-04/2022-03"),
    ("Tamil Nadu's exports rose 17.2% in 2023 over 2021.", "2021"),
])  # fmt: skip
def test_a_rate_is_set_against_the_fiscal_year_that_is_named(text: str, base: str) -> None:
    assert claims(text)["17.2%"].relation.base_period == base


@pytest.mark.parametrize("text", [
    "Exports fell in Kelantan (-RM40.2 million), Pahang (-RM310.5 million) and Perak (-RM1.1 billion) in January 2025.",
    "Penang's imports were reduced by RM5 billion, Brimka (RM3 billion) and Selangor (RM1 billion) in January 2025.",
])  # fmt: skip
def test_amounts_by_which_something_moved_are_no_levels(text: str) -> None:
    assert {c.indicator.concept for c in read_claims(text, TODAY) if c.text.startswith("RM")} == {None}


def test_the_falls_of_a_list_are_all_falls() -> None:
    found = claims("The most significant reductions were observed in Peru's exports of steel (12.3%) and copper (4.1%) in January 2025.")
    assert all(c.high is not None and c.high < 0 for c in found.values() if c.text in ("12.3%", "4.1%"))


@pytest.mark.parametrize(("text", "words", "period"), [
    ("Chile's exports reached $49.3 billion in February 2025, and $47.1 billion a year earlier.", "$47.1 billion", "2024-02"),
    ("Chile exported $49.3 billion of goods in 2025. A deficit of $1.2 billion the year before had turned into a surplus.", "$1.2 billion", "2024"),
    ("2025年1至7月进出口增速受基数影响（上年同期下降9.8%）。", "9.8%", "2024-01/2024-07"),
    ("Slovakia's trade balance was EUR 1.2 billion in January-May 2024, compared to minus EUR 310 million after five months of 2023.", "EUR 310 million", "2023-01/2023-05"),
    ("In the first semester of 2024, Galician exports grew 4.2 %.", "4.2 %", "2024-01/2024-06"),
])  # fmt: skip
def test_a_figure_of_the_year_before_is_of_that_year(text: str, words: str, period: str) -> None:
    assert claims(text)[words].period == period
