"""Slices of trade as people name them: places by the measure behind them, wares that no table knows, and the total of one flow."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.language.read import read

TODAY = date(2026, 3, 20)


def told(text: str) -> list[tuple[str, str | None, str | None, str, str]]:
    """What each claim of a text speaks of: its words, concept, flow, product and partner."""
    found = [(c.text, c.indicator) for c in read(text, TODAY).claims]
    return [(words, i.concept, i.flow, i.product, i.partner) for words, i in found]


@pytest.mark.parametrize(
    ("text", "slices"),
    [
        ("Anhui ranked tenth by GDP and sixth by exports in 2025.", [("tenth", "gdp", None, "all", "world"), ("sixth", "trade", "export", "all", "world")]),
        (
            "In 2025 Anhui was tenth by GDP, ranked first by vehicle exports and ninth by total trade.",
            [("tenth", "gdp", None, "all", "world"), ("first", "trade", "export", "motor-vehicles", "world"), ("ninth", "trade", "total", "all", "world")],
        ),
        (
            "Anhui, tenth by GDP, ranked ninth by trade in 2025.",
            [("tenth", "gdp", None, "all", "world"), ("ninth", "trade", "total", "all", "world")],
        ),
        ("Anhui ranked third by trade with ASEAN in 2025.", [("third", "trade", "total", "all", "ASEAN")]),
        ("Zhejiang ranked third in 2025 for trade with Africa.", [("third", "trade", "total", "all", "africa")]),
        ("Anhui ranked first nationally by exports of electric vehicles.", [("first", "trade", "export", "electric-vehicles", "world")]),
        ("Anhui was the largest exporter of motor vehicles in 2025.", [("largest", "trade", "export", "motor-vehicles", "world")]),
        (
            "Henan was the third-largest importer of integrated circuits among central provinces.",
            [("third-largest", "trade", "import", "integrated-circuits", "world")],
        ),
    ],
)  # fmt: skip
def test_a_place_is_by_what_stands_behind_it(text: str, slices: list[tuple[str, str | None, str | None, str, str]]) -> None:
    assert told(text) == slices


@pytest.mark.parametrize(
    ("text", "op", "concept"),
    [
        ("Anhui ranked first by growth of GDP in 2025.", "growth", "gdp"),
        ("Henan ranked first in the central region in 2025 by growth of exports.", "growth", "trade"),
        ("Henan ranked first in the central region in 2025 by exports.", "level", "trade"),
    ],
)
def test_a_place_is_by_growth_however_far_behind(text: str, op: str, concept: str) -> None:
    [claim] = read(text, TODAY).claims
    assert (claim.indicator.op, claim.indicator.concept) == (op, concept)


@pytest.mark.parametrize(
    "text",
    [
        "Henan's phone exports rose 5% in 2025.",
        "Henan's exports of phones rose 5% in 2025.",
        "Yunnan saw a 5% rise in flower exports in 2025.",
        "Flower exports from Yunnan jumped 5%.",
        "Henan's exports rose 17.8%, with phone exports up 5%.",
        "2025年云南花卉出口增长5%。",
        "Yunnan's flower exports to ASEAN rose 5% in 2025.",
        "Anhui's services trade rose 5% in 2025.",
        "Anhui's trade in services rose 5% in 2025.",
    ],
)
def test_exports_of_an_unknown_ware_are_not_all_exports(text: str) -> None:
    assert [t for t in told(text) if t[0] == "5%"] == [("5%", None, None, "all", "world")]


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("Anhui's total exports rose 5% in 2025.", "export"),
        ("Anhui's total imports in 2025 rose 5%.", "import"),
        ("Total exports of Anhui rose 5% in 2025.", "export"),
        ("Anhui's exports of goods rose 5% in 2025.", "export"),
        ("Anhui's December exports rose 5%.", "export"),
        ("Henan's former governor said exports rose 5% in 2025.", "export"),
        ("Henan saw exports rise 5% in 2025.", "export"),
        ("Anhui's strong exports rose 5% in 2025.", "export"),
        ("Exports and imports of Anhui rose 5% in 2025.", "total"),
    ],
)
def test_all_exports_are_exports(text: str, flow: str) -> None:
    assert told(text) == [("5%", "trade", flow, "all", "world")]


@pytest.mark.parametrize(
    "text",
    [
        "Henan ranked first in phone exports in 2025.",
        "Henan ranked first nationwide by garlic exports.",
        "Henan was the largest exporter of phones in central China in 2025.",
        "Yunnan's flower exports hit a record high in 2025.",
        "Yunnan's flower exports grew for 10 consecutive years.",
        "Yunnan's flower exports ranked first nationwide in 2025.",
    ],
)
def test_what_is_said_of_an_unknown_ware_is_not_said_of_all(text: str) -> None:
    assert all(concept is None for _, concept, *_ in told(text)), told(text)
