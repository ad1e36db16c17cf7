"""Indices and other measures than trade: what a place is by, and bare numbers that an index gives a meaning."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hinterland.language.read import read

INDEX_EN = "Anhui's revealed comparative advantage in exports of ships was 2.56 in 2024."
INDEX_ZH = "2024年安徽船舶出口显示性比较优势指数为2.56，居全国第一位。"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (INDEX_EN, [("value", "level", "advantage", "export", "ships", "ratio")]),
        (INDEX_ZH.replace("，居全国第一位", ""), [("value", "level", "advantage", "export", "ships", "ratio")]),
        ("2024年安徽船舶出口显示性比较优势指数居全国第一位。", [("rank", "level", "advantage", "export", "ships", "rank")]),
        (
            "Anhui ranked third nationwide by revealed comparative advantage in exports of ships in 2024.",
            [("rank", "level", "advantage", "export", "ships", "rank")],
        ),
        ("Anhui ranked third nationwide by industrial profit in 2024.", [("rank", "level", "industrial_profit", None, "all", "rank")]),
        ("Anhui's comparative advantage lies in its rivers, 17 of them.", []),
        ("Anhui had a comparative advantage of 5,000 suppliers.", []),
        ("Anhui's comparative advantage in exports of vehicles reached 2024 levels.", []),
        ("Anhui's revealed comparative advantage in imports of vehicles was 5.83 in 2024.", []),
        ("Anhui's revealed comparative advantage in exports of vehicles to Russia was 5.83 in 2024.", []),
        ("2024年安徽汽车出口显示性比较优势指数为2.5成。", []),
        (
            "Anhui's exports ranked sixth nationwide helped by its NEV output in 2024.",
            [("rank", "level", "trade", "export", "all", "rank")],
        ),
        ("Anhui's exports ranked sixth nationwide driven by NEV output in 2024.", [("rank", "level", "trade", "export", "all", "rank")]),
        ("Anhui ranked third nationwide by trade in 2024.", [("rank", "level", "trade", "total", "all", "rank")]),
        (
            "Anhui's GDP passed Shanghai's and its exports ranked third nationwide in 2024.",
            [("rank", "level", "trade", "export", "all", "rank")],
        ),
    ],
)
def test_measures_beside_trade_are_read_as_such(text: str, told: list[tuple[str | None, ...]]) -> None:
    found = [c for c in read(text, date(2026, 3, 1)).claims if c.kind in ("value", "rank") and c.indicator.concept]
    assert [(c.kind, c.indicator.op, c.indicator.concept, c.indicator.flow, c.indicator.product, c.unit) for c in found] == told


def test_an_index_is_as_precise_as_its_last_digit() -> None:
    [claim] = read(INDEX_EN, date(2026, 3, 1)).claims
    assert (claim.low, claim.high, claim.text, claim.indicator.currency) == (Decimal("2.555"), Decimal("2.565"), "2.56", None)
