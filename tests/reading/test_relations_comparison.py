"""Comparisons: in words and by a figure, with the other side, its direction and time, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading import read_claims

TODAY = date(2026, 3, 15)


def _comparisons(text: str) -> list[Claim]:
    return [c for c in read_claims(text, TODAY) if c.kind == "comparison"]


WORDS = [
    ("In the first half of 2025, Fujian's exports surpassed Shandong's.", "surpassed", "CN-FJ", ">", "CN-SD", "level", "export"),
    ("Sichuan imported less than Chongqing in 2024.", "less", "CN-SC", "<", "CN-CQ", "level", "import"),
    ("Growth of Hainan's trade was slower than the national average in 2025.", "slower", "CN-HI", "<", "CN", "growth", "total"),
    ("Yunnan's foreign trade lagged behind Guangxi's in 2024.", "lagged behind", "CN-YN", "<", "CN-GX", "level", "total"),
    ("Shaanxi's exports were larger than Shanxi's in 2025.", "were larger", "CN-SN", ">", "CN-SX", "level", "export"),
    ("Hubei's trade grew 18.2 percent in 2025, well above the national rate.", "above", "CN-HB", ">", "CN", "growth", "total"),
    ("Liaoning's imports outstripped its exports in 2025.", "outstripped", "CN-LN", ">", "export", "level", "import"),
    ("Germany's exports exceeded its imports in 2024.", "exceeded", "DE", ">", "import", "level", "export"),
    ("2024年上半年，福建出口超过山东。", "超过", "CN-FJ", ">", "CN-SD", "level", "export"),
    ("2025年海南外贸增速低于全国平均水平。", "低于", "CN-HI", "<", "CN", "growth", "total"),
    ("2025年陕西外贸增速比四川快。", "快", "CN-SN", ">", "CN-SC", "growth", "total"),
    ("2025年陕西进口比四川少得多。", "少", "CN-SN", "<", "CN-SC", "level", "import"),
    ("2024年德国出口大于进口。", "大于", "DE", ">", "import", "level", "export"),
    ("2025年辽宁进口增速慢于出口。", "慢于", "CN-LN", "<", "export", "growth", "import"),
    ("2025年湖北进出口总量不及安徽，但增速快于后者。", "快于", "CN-HB", ">", "CN-AH", "growth", "total"),
]


@pytest.mark.parametrize(("text", "words", "subject", "test", "versus", "op", "flow"), WORDS)
def test_words_set_a_place_or_flow_against_another(text: str, words: str, subject: str, test: str, versus: str, op: str, flow: str) -> None:
    claim = _comparisons(text)[-1]
    assert (claim.text, claim.subject, claim.relation.test, claim.relation.versus) == (words, subject, test, versus)
    assert (claim.indicator.op, claim.indicator.flow, claim.low, claim.high, claim.unit) == (op, flow, None, None, None)


@pytest.mark.parametrize(("text", "subject", "versus"), [
    ("Guangdong overtook Jiangsu in imports in 2023.", "CN-GD", "CN-JS"), ("Jiangsu was overtaken by Zhejiang in exports in 2023.", "CN-ZJ", "CN-JS"),
    ("2023年广东进口反超江苏。", "CN-GD", "CN-JS"),
])  # fmt: skip
def test_overtaking_is_since_the_year_before(text: str, subject: str, versus: str) -> None:
    (claim,) = _comparisons(text)
    assert (claim.subject, claim.relation.versus, claim.relation.test, claim.relation.base_period) == (subject, versus, ">", "2022")


MEASURED = [
    ("Hunan's exports grew 3.4 percentage points faster than Hubei's in 2025.", [("CN-HB", 3.35, 3.45, "percentage_point", "growth")]),
    ("Shaanxi's trade growth trailed the national rate by 2.6 percentage points in 2025.", [("CN", -2.65, -2.55, "percentage_point", "growth")]),
    ("Henan's exports rose 12 percent in 2025, 5.1 and 4.2 percentage points faster than Anhui and Hubei.",
     [("CN-AH", 5.05, 5.15, "percentage_point", "growth"), ("CN-HB", 4.15, 4.25, "percentage_point", "growth")]),
    ("Shandong's trade was 3.1 times that of Liaoning in 2025.", [("CN-LN", 3.05, 3.15, "ratio", "level")]),
    ("In 2025 Fujian's exports were more than twice its imports.", [("import", 2, None, "ratio", "multiple")]),
    ("2025年江苏进口增速比浙江快2.4个百分点。", [("CN-ZJ", 2.35, 2.45, "percentage_point", "growth")]),
    ("2025年江苏出口增速落后于浙江2.4个百分点。", [("CN-ZJ", -2.45, -2.35, "percentage_point", "growth")]),
    ("2025年湖北外贸增速高于湖南、江西5.2个和3.1个百分点。",
     [("CN-HN", 5.15, 5.25, "percentage_point", "growth"), ("CN-JX", 3.05, 3.15, "percentage_point", "growth")]),
    ("2025年山东进出口是辽宁的3.1倍。", [("CN-LN", 3.05, 3.15, "ratio", "level")]),
    ("2025年广西出口比云南多220亿元。", [("CN-YN", 21950000000, 22050000000, "CNY", "level")]),
    ("2025年宁波外贸增速高于全省平均水平1.2个百分点。", [("CN-ZJ", 1.15, 1.25, "percentage_point", "growth")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), MEASURED)
def test_a_figure_says_by_how_much_and_from_whom(text: str, told: list[tuple[object, ...]]) -> None:
    found = [
        (c.relation.versus, None if c.low is None else float(c.low), None if c.high is None else float(c.high), c.unit, c.indicator.op)
        for c in _comparisons(text)
    ]
    assert found == told


@pytest.mark.parametrize(("text", "base", "falls"), [
    ("2025年二季度广东出口下降9.8%，降幅比一季度扩大5.2个百分点。", "2025-Q1", True),
    ("2025年二季度广东出口下降9.8%，降幅比一季度收窄5.2个百分点。", "2025-Q1", False),
])  # fmt: skip
def test_a_figure_may_be_measured_from_an_earlier_time(text: str, base: str, falls: bool) -> None:
    claim = _comparisons(text)[-1]
    assert claim.relation.base_period == base
    assert claim.low is not None
    assert (claim.low < 0) == falls


@pytest.mark.parametrize("text", [
    "Exports to Japan grew faster than exports to Vietnam in 2025.", "No province grew faster than Hainan in 2025.",
    "Vietnam's exports to the US were a sum surpassed only by Mexico in 2024.", "Anhui's exports exceeded 600 billion yuan in 2025.",
    "Zhejiang's exports gribbled past Jiangsu's in 2025.", "ASEAN overtook the EU as China's largest trading partner in 2020.",
    "2025年，东盟超过欧盟成为我国第一大贸易伙伴。", "2025年河南出口超过4000亿元，高于上年同期。", "2025年安徽出口魑魅江苏。",
])  # fmt: skip
def test_partners_exceptions_and_amounts_are_no_comparisons(text: str) -> None:
    assert _comparisons(text) == []


@pytest.mark.parametrize(("text", "subjects"), [
    ("Hebei's imports came to 300 billion yuan in 2025, ahead of Henan and more than Hubei's.", ["CN-HE", "CN-HE"]),
    ("2025年四川进口少于重庆，但出口多于陕西。", ["CN-SC", "CN-SC"]),
])  # fmt: skip
def test_the_other_side_isnt_whose_the_next_comparison_is(text: str, subjects: list[str]) -> None:
    assert [c.subject for c in _comparisons(text)] == subjects


@pytest.mark.parametrize(("text", "product"), [
    ("Anhui's exports of zorbits outstripped Henan's in 2025.", "?zorbits"), ("2025年安徽魑魅器出口多于河南。", "?魑魅器"),
])  # fmt: skip
def test_an_unknown_ware_is_compared_as_unknown(text: str, product: str) -> None:
    assert [c.indicator.product for c in _comparisons(text)] == [product]


@pytest.mark.parametrize(
    ("text", "subject", "others"),
    [
        ("2025年，湖北进出口8340亿元，居中部第一，高于安徽和江西。", "CN-HB", ["CN-AH", "CN-JX"]),
        ("In 2025, Hubei's foreign trade was the largest in central China, higher than Anhui and Jiangxi.", "CN-HB", ["CN-AH", "CN-JX"]),
        ("Hubei's trade reached 834 billion yuan in 2025, more than Anhui, Shanxi and Jiangxi.", "CN-HB", ["CN-AH", "CN-SX", "CN-JX"]),
        ("In 2025 Hubei's trade grew faster than Anhui and Jiangxi slowed.", "CN-HB", ["CN-AH"]),
        ("2025年，湖北进出口增速快于安徽，江西下降1.2%。", "CN-HB", ["CN-AH"]),
    ],
)
def test_each_place_of_a_list_is_compared_and_no_group_with_its_member(text: str, subject: str, others: list[str]) -> None:
    found = [c for c in read_claims(text, TODAY) if c.kind == "comparison" and c.low is None]
    assert [c.relation.versus for c in found] == others and {c.subject for c in found} == {subject}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025年，福建出口1.24万亿元，高于河北的4200亿元。", "4200亿元"),
        ("Fujian's exports were 1.24 trillion yuan in 2025, higher than Hebei's 420 billion yuan.", "420 billion yuan"),
    ],
)
def test_the_amount_of_the_other_side_is_its_own(text: str, words: str) -> None:
    claim = next(c for c in read_claims(text, TODAY) if c.text == words)
    assert (claim.kind, claim.subject, claim.indicator.flow, claim.period) == ("value", "CN-HE", "export", "2025")
