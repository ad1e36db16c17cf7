"""Figures that are not of the place that stands beside them: what an office cleared, a place without a name, firms spoken of before, a part of a measure, the other side."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading import read_claims
from hinterland.reading.read import read

TODAY = date(2025, 9, 15)


def values(text: str) -> list[Claim]:
    """The values of a text."""
    return [claim for claim in read_claims(text, TODAY) if claim.kind == "value"]


@pytest.mark.parametrize("text", [
    "Qingdao Customs handled exports of 1.5 trillion yuan in 2024. Imports came to 2.2 trillion yuan.",
    "Exports cleared by Shanghai Customs came to 1.5 trillion yuan in 2024.", "Zorba Customs cleared exports of 1.5 trillion yuan in 2024.",
    "2024年，上海海关监管进出口货值5.97万亿元，增长14%。其中出口3.5万亿元。", "2024年，盘河海关监管进出口货值5.97万亿元。",
])  # fmt: skip
def test_what_an_office_cleared_is_no_trade_of_its_place(text: str) -> None:
    assert all(c.indicator.concept is None or c.indicator.is_open or (c.indicator.regime or "?").startswith("?") for c in values(text))


@pytest.mark.parametrize(("text", "subject"), [
    ("Hefei Customs said Anhui's exports came to 207.34 billion yuan in 2024.", "CN-AH"),
    ("2024年，合肥海关监管进出口货值97亿元。同期安徽出口2073.4亿元。", "CN-AH"),
])  # fmt: skip
def test_what_an_office_reports_is(text: str, subject: str) -> None:
    last = values(text)[-1]
    assert (last.subject, last.indicator.regime) == (subject, "all")


@pytest.mark.parametrize("text", [
    "上半年全省进出口总额4585.4亿元，同比增长15.2%。", "上半年全国进出口总额21.79万亿元；全省进出口4585.4亿元。",
    "The province's exports came to 458.54 billion yuan in the first half of 2025.",
])  # fmt: skip
def test_a_place_that_no_document_names_is_nobody(text: str) -> None:
    last = values(text)[-1]
    assert last.subject is None or last.subject.startswith("?")


def test_a_place_that_is_named_before_is_meant() -> None:
    assert [c.subject for c in values("上半年安徽外贸向好。全省进出口总额4585.4亿元，同比增长15.2%。")] == ["CN-AH", "CN-AH"]


@pytest.mark.parametrize(("text", "regime"), [
    ("China's exports came to 12.5 trillion yuan in 2016. Export by private firms did better. It rose by 0.9% and made up 46.1% of the nation's.", "enterprise:private"),
    ("Private firms led the growth. Liaoning's foreign trade totaled 654.40 billion yuan in 2020.", "all"),
])  # fmt: skip
def test_the_firms_of_the_sentence_before(text: str, regime: str) -> None:
    assert values(text)[-1].indicator.regime == regime


def test_a_part_of_a_measure_is_not_the_measure() -> None:
    text = "2024年，全国港口货物吞吐量76868万吨，增长15.5%；外贸货物吞吐量23620万吨，增长15.72%。"
    assert [c.indicator.concept for c in values(text)] == ["port_throughput", "port_throughput", None, None]


@pytest.mark.parametrize(("text", "scope"), [
    ("As to the western region, trade grew in all 12 provinces in 2024.", "western"), ("Trade grew in all 31 provinces in 2024.", "provinces"),
    ("As for the Brazen belt, trade grew in all 14 provinces in 2024.", "?14 provinces"),
])  # fmt: skip
def test_all_so_many_are_those_of_a_group_of_that_size(text: str, scope: str) -> None:
    assert [c.scope for c in read_claims(text, TODAY) if c.kind == "count"] == [scope]


@pytest.mark.parametrize(("text", "op"), [
    ("2024年，安徽进出口为历史新高，同比增长7.4%。", "level"), ("2024年，安徽进出口增速为历史新高。", "growth"), ("2024年，安徽进出口创历史新高，增速比全国高2.4个百分点。", "level"),
])  # fmt: skip
def test_a_record_is_of_growth_where_its_own_clause_says_so(text: str, op: str) -> None:
    assert [c.indicator.op for c in read_claims(text, TODAY) if c.kind == "record"] == [op]


@pytest.mark.parametrize(("text", "order"), [
    ("2024年，安徽进出口降幅为2017年以来最大。", "asc"), ("2024年，安徽进出口下降4.2%，降幅为2017年以来最小。", "desc"), ("2024年，安徽进出口增速为2017年以来最高。", "desc"),
    ("In 2024 the fall in Anhui's trade was the steepest since 2017.", "asc"), ("In 2024 the decline of Anhui's brimmet trade was the largest since 2017.", "asc"),
    ("In 2024 the growth of Anhui's exports was the fastest since 2021.", "desc"),
])  # fmt: skip
def test_the_largest_of_falls_is_the_lowest_growth(text: str, order: str) -> None:
    assert [(c.indicator.op, c.relation.order) for c in read_claims(text, TODAY) if c.kind == "record"] == [("growth", order)]


@pytest.mark.parametrize(("text", "subjects"), [
    ("Tianjin topped Heilongjiang by foreign trade in 2023: 800.47 billion yuan against 297.83 billion yuan.", ["CN-TJ", "CN-HL"]),
    ("2023年，天津外贸超过黑龙江：8004.7亿元对2978.3亿元。", ["CN-TJ", "CN-HL"]),
    ("In 2023, Fujian's trade had been 1974.35 billion yuan; in 2024 it was 1989.85 billion yuan. In Hubei, it came to 705.8 billion yuan.", ["CN-FJ", "CN-FJ", "CN-HB"]),
])  # fmt: skip
def test_whose_each_of_two_figures_is(text: str, subjects: list[str]) -> None:
    assert [c.subject for c in values(text)] == subjects


def test_an_amount_in_a_named_foreign_currency_keeps_it_beside_another() -> None:
    assert [c.unit for c in values("2021年，德中双边贸易2223亿欧元（约3377亿新元）。")] == ["EUR", "SGD"]


@pytest.mark.parametrize(("text", "named"), [
    ("In 2024, Anhui's exports came to 579.75 billion yuan.", {"subject", "flow", "period"}), ("2024年，安徽出口5797.5亿元。", {"subject", "flow", "period"}),
    ("In 2024, Anhui's exports to Japan came to 9.75 billion yuan.", {"flow", "period"}), ("It came to 579.75 billion yuan.", set()),
])  # fmt: skip
def test_what_a_sentence_names_outright(text: str, named: set[str]) -> None:
    found = read(text, TODAY)
    assert {c.slot for c in found.choices[found.claims[0].id] if c.outright} == named
