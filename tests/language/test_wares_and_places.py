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


@pytest.mark.parametrize(
    "text",
    [
        "Anhui's industrial output grew 8 percent in 2025.",
        "Retail sales in Anhui rose 4 percent in 2025.",
        "Anhui's export prices fell 4 percent in 2025.",
        "2025年安徽规模以上工业增加值同比增长9.2%。",
        "2025年安徽一般公共预算收入4100亿元，增长2.5%。",
        "2025年安徽社会消费品零售总额2.5万亿元，增长4.3%。",
        "2025年广东服务贸易进出口1.2万亿元，增长9.8%。",
        "我国服务出口3.5万亿元，增长14.2%。",
        "2025年湖北小龙虾出口2亿元，增长30%。",
        "2025年安徽出口拉动全省外贸增长11.9个百分点。",
        "安徽进出口占全国份额较2024年提升0.2个百分点。",
        "Jiangsu's share of national trade rose 0.3 percentage points in 2025.",
        "Henan added 94.1 billion yuan in exports in 2025.",
        "2025年安徽进出口同比多增1487亿元。",
    ],
)
def test_what_is_no_trade_is_not_read_as_trade(text: str) -> None:
    assert told(text) and all(concept is None for _, concept, *_ in told(text)), told(text)


def test_after_another_measure_trade_is_trade_again() -> None:
    found = told("2025年安徽GDP增长5.5%，规上工业增加值增长9.2%，社零总额增长4.3%，进出口增长17.3%。")
    assert [(words, concept) for words, concept, *_ in found] == [("5.5%", "gdp"), ("9.2%", None), ("4.3%", None), ("17.3%", "trade")]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Guangdong's processing trade grew 8 percent in 2025.", "8 percent", {"regime": "processing"}),
        ("Guangdong's cross-border e-commerce exports grew 30 percent in 2025.", "30 percent", {"regime": "cross-border-ecommerce", "flow": "export"}),
        ("2024年安徽外商投资企业进出口2055.9亿元。", "2055.9亿元", {"regime": "enterprise:foreign-invested", "flow": "total"}),
        ("China's exports totalled $3.77 trillion in 2025, up 5.5 percent.", "5.5 percent", {"currency": "USD"}),
        ("China's exports rose 5.5% to $3.77 trillion in 2025.", "5.5%", {"currency": "USD"}),
        ("2024年我国出口35772亿美元，增长5.9%。", "5.9%", {"currency": "USD"}),
        ("Guangdong's first-half exports rose 1.1 percent to 2.89 trillion yuan in 2025.", "2.89 trillion yuan", {"period": "2025-01/2025-06"}),
        ("Anhui's January exports jumped 24.1 percent to 56.12 billion yuan in 2025.", "24.1 percent", {"period": "2025-01"}),
        ("About 22 percent of China's exports came from Guangdong in 2025.", "22 percent", {"subject": "CN-GD", "op": "share", "versus": "CN"}),
        ("2025年粤、苏、浙进出口分别增长4.4%、6.0%、5.4%。", "4.4%", {"subject": "CN-GD"}),
        ("2025年河南外贸进出口总值站稳9000亿元。", "9000亿元", {"low": 9 * 10**11, "high": None}),
        ("2025年重庆外贸重回8000亿元。", "8000亿元", {"low": 8 * 10**11, "high": None}),
        ("Henan foreign trade tops 1 trillion yuan in 2025", "1 trillion yuan", {"low": 10**12, "high": None}),
        ("Hubei's trade was less than Henan's in 2025.", "less", {"subject": "CN-HB", "test": "<", "versus": "CN-HA"}),
        ("Twenty-one provinces saw their trade grow in 2025.", "Twenty-one", {"low": 21, "high": 21}),
        ("Henan ranked twenty-first by exports in 2025.", "twenty-first", {"low": 21, "flow": "export"}),
        ("2025年安徽进出口增速17.3%，高于全国13.5个百分点，居全国第5位。", "第5位", {"op": "growth"}),
        ("2025年安徽外贸增速快于全国13.5个百分点、快于江苏11.3个百分点。", "11.3个百分点", {"versus": "CN-JS"}),
        ("Anhui's trade growth beat the national rate by 13.5 percentage points in 2025.", "13.5 percentage points", {"kind": "comparison", "versus": "CN"}),
        ("Guangdong's exports were 10 times those of Henan in 2025.", "10 times", {"kind": "comparison", "versus": "CN-HA"}),
    ],
)  # fmt: skip
def test_figures_are_read_as_a_newsroom_means_them(text: str, words: str, expected: dict[str, object]) -> None:
    [claim] = [c for c in read(text, TODAY).claims if c.text == words]
    told_of = {**claim.indicator.model_dump(), **claim.relation.model_dump(), **claim.model_dump(exclude={"indicator", "relation"})}
    assert {name: told_of[name] for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Guangdong made up more than a fifth of China's trade in 2025.",
        "Anhui led the six central provinces with 1.01 trillion yuan of trade in 2025.",
    ],
)
def test_no_comparison_and_no_count_is_made_of_words_that_are_none(text: str) -> None:
    assert {c.kind for c in read(text, TODAY).claims} == {"value"}
