"""Statistics other than trade: named beside a figure, a place's measure, and indices with bare numbers."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.reading import read_claims

TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(("text", "words", "concept", "flow", "unit"), [
    ("Anhui's GDP came to 5.4 trillion yuan in 2025.", "5.4 trillion yuan", "gdp", None, "CNY"),
    ("Hunan's economic output grew 4.8 percent in 2025.", "4.8 percent", "gdp", None, "percent"),
    ("Fujian's revealed comparative advantage in exports of ships was 1.92 in 2024.", "1.92", "advantage", "export", "ratio"),
    ("Henan ranked third nationwide by industrial profit in 2024.", "third", "industrial_profit", None, "rank"),
    ("2025年湖南地区生产总值54067亿元。", "54067亿元", "gdp", None, "CNY"),
    ("2025年湖南GDP增长4.8%。", "4.8%", "gdp", None, "percent"),
    ("2024年福建船舶出口显示性比较优势指数为1.92。", "1.92", "advantage", "export", "ratio"),
])  # fmt: skip
def test_a_statistic_is_named(text: str, words: str, concept: str, flow: str | None, unit: str) -> None:
    claim = next(c for c in read_claims(text, TODAY) if c.text.startswith(words))
    assert (claim.indicator.concept, claim.indicator.flow, claim.unit) == (concept, flow, unit)


@pytest.mark.parametrize("text", [
    "Anhui's exports of zorbits came to 3 billion yuan in 2025.", "Anhui's exports rose 5.2 percent in 2025, helped by its GDP growth.",
    "Anhui's exports ranked sixth nationwide helped by its NEV output in 2024.", "2025年安徽出口增长5.2%，地区生产总值稳步提升。",
])  # fmt: skip
def test_trade_stays_trade_beside_another_statistic(text: str) -> None:
    assert {c.indicator.concept for c in read_claims(text, TODAY)} == {"trade"}


@pytest.mark.parametrize("text", [
    "Anhui's revealed comparative advantage in imports of vehicles was 5.83 in 2024.", "Anhui's revealed comparative advantage in exports of vehicles to Russia was 5.83 in 2024.",
    "Anhui's zorbital advantage was 5.83 in 2024.", "2024年安徽魑魅指数为5.83。",
])  # fmt: skip
def test_an_index_that_the_tables_dont_hold_has_no_claim(text: str) -> None:
    assert [c for c in read_claims(text, TODAY) if c.indicator.concept == "advantage"] == []
