"""Counts: how many members a sentence counts, of which group, and what it says of them."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading import read_claims
from hinterland.reading.document import parse
from hinterland.reading.relations.count import counts

TODAY = date(2026, 3, 15)


def read(text: str) -> list[Claim]:
    return [c for c in read_claims(text, TODAY) if c.kind == "count"]


@pytest.mark.parametrize(("text", "number", "scope", "test", "threshold"), [
    ("Eight provinces exported more than 1 trillion yuan of goods in 2025.", 8, "provinces", ">", 10**12),
    ("Four of the six central provinces saw exports grow in 2025.", 4, "central", ">", 0),
    ("Only three of the 12 western provinces saw exports fall in 2025.", 3, "western", "<", 0),
    ("All six central provinces increased their imports in 2025.", 6, "central", ">", 0),
    ("All six central provinces but Hunan saw exports grow in 2025.", 5, "central", ">", 0),
    ("All but two central provinces reported growth in exports in 2025.", 4, "central", ">", 0),
    ("Exports of seventeen provinces grew by more than 5 percent in 2025.", 17, "provinces", ">", 5),
    ("Of the 31 provinces, only four saw trade fall in 2025.", 4, "provinces", "<", 0),
    ("Hubei was the only central province whose exports fell in 2025.", 1, "central", "<", 0),
    ("Hunan was one of nine provinces whose exports fell in 2025.", 9, "provinces", "<", 0),
    ("2025年，全国有8个省份出口超过1万亿元。", 8, "provinces", ">", 10**12),
    ("2025年，三个中部省份出口下降。", 3, "central", "<", 0),
    ("2025年，外贸超过2万亿元的省份有五个。", 5, "provinces", ">", 2 * 10**12),
    ("2025年，12个省份进出口实现两位数增长。", 12, "provinces", ">", 10),
    ("2025年，全国17个省份出口增速高于3.8%。", 17, "provinces", ">", 3.8),
    ("2025年，东北三省出口全部下滑。", 3, "northeast", "<", 0),
    ("2025年，安徽对120个国家和地区出口实现增长。", 120, "partners", ">", 0),
])  # fmt: skip
def test_a_count(text: str, number: int, scope: str, test: str, threshold: float) -> None:
    (claim,) = read(text)
    assert (claim.low, claim.high, claim.unit, claim.scope) == (number, number, "count", scope)
    assert claim.relation.test == test and float(claim.relation.threshold or 0) == threshold


def test_numbers_that_rose_and_fell_side_by_side() -> None:
    found = read("2025年，中部六省出口“四升两降”。")
    assert [(c.text, c.low, c.scope, c.relation.test) for c in found] == [("四升", 4, "central", ">"), ("两降", 2, "central", "<")]


@pytest.mark.parametrize(
    "text", ["In 2025 exports of 17 provinces grew faster than the national average.", "2025年，17个省份出口增速跑赢全国。"]
)
def test_a_count_set_against_the_nation(text: str) -> None:
    (claim,) = read(text)
    assert (claim.relation.versus, claim.relation.threshold, claim.low) == ("CN", None, 17)


@pytest.mark.parametrize(("text", "low", "high"), [
    ("At least ten provinces saw exports grow in 2025.", 10, None), ("More than nine provinces saw exports grow in 2025.", 10, None),
    ("At most ten provinces saw exports grow in 2025.", None, 10), ("2025年，至少10个省份出口增长。", 10, None), ("2025年，不到10个省份出口增长。", None, 9),
])  # fmt: skip
def test_words_before_a_number_open_its_ends(text: str, low: int | None, high: int | None) -> None:
    (claim,) = read(text)
    assert (claim.low, claim.high) == (low, high)


@pytest.mark.parametrize("text", [
    "The six central provinces exported more.", "Chongqing, one of the twelve western provinces, saw exports grow.",
    "Five provinces together exported 3 trillion yuan.",
    "Three provinces (Anhui, Henan and Hubei) did well; Anhui's exports grew.", "豫、皖、鄂三省出口增速分别为1%、2%和3%。", "湖北、安徽两省出口增长。", "中部六省出口增长。",
    "三省出口合计2.3万亿元。", "全国31个省份中，河南出口增长。", "2025年12月出口增长。", "Exports of 3 blargs rose.", "出口实现两位数增长。",
])  # fmt: skip
def test_what_is_no_count(text: str) -> None:
    assert [c for parsed in parse(text, TODAY).parsed for c in counts(parsed)] == []


@pytest.mark.parametrize("word", ["gorblets", "fnords", "quibbles"])
def test_a_noun_that_no_table_knows_is_not_counted_among_provinces(word: str) -> None:
    assert [c.scope for c in read(f"Exports of nine {word} grew in 2025.") if c.scope is not None] == []


def test_a_count_that_points_back_is_past_the_mark_named_before() -> None:
    text = "Anhui became the first central province to surpass 1 trillion yuan in trade in 2025, joining eight coastal provinces already in that bracket."
    (claim,) = read(text)
    assert (claim.scope, claim.low, claim.relation.threshold, claim.indicator.flow) == ("coastal", 8, 10**12, "total")


@pytest.mark.parametrize(
    "text", ["Ten provinces recorded foreign trade of more than 1 trillion yuan in 2024.", "2024年，全国有11个省份外贸超过1万亿元。"]
)
def test_the_mark_of_a_count_claims_nothing_by_itself(text: str) -> None:
    (claim,) = read_claims(text, TODAY)
    assert (claim.kind, claim.indicator.currency) == ("count", "CNY")


@pytest.mark.parametrize(("text", "scope"), [
    ("In all four provinces and municipalities of the Yangtze River Delta trade grew in 2022.", "yangtze-delta"),
    ("Two of the seven provinces and municipalities of East China had trade above 1 trillion yuan in 2022.", "east-china"),
    ("In all eleven coastal provincial-level regions trade grew in 2022.", "coastal"),
])  # fmt: skip
def test_members_of_two_kinds_are_counted_in_the_group_they_make_up(text: str, scope: str) -> None:
    assert [c.scope for c in read_claims(text, TODAY) if c.kind == "count"] == [scope]
