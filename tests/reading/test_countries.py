"""Texts on other countries' regions: read by their own pack's nation, currency, basis and peers, and never by China's."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hinterland.models import Claim
from hinterland.reading import read_claims

TEXTS: list[dict[str, Any]] = [json.loads(line) for line in Path(__file__).with_name("countries.jsonl").read_text("utf-8").splitlines()]
LEAST = 0.8
"""The least share of claims that are read right in every slot."""


def slots(claim: Claim) -> dict[str, Any]:
    i = claim.indicator
    return {
        "words": claim.text, "kind": claim.kind, "subject": claim.subject, "op": i.op, "flow": i.flow, "product": i.product, "partner": i.partner,
        "currency": i.currency, "basis": i.basis, "period": claim.period, "versus": claim.relation.versus, "scope": claim.scope,
    }  # fmt: skip


def read(text: dict[str, Any]) -> list[Claim]:
    return list(read_claims(text["text"], date.fromisoformat(text["date"])))


@pytest.mark.parametrize("nation", ["US", "BR"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_states_are_read_as_provinces_are(nation: str, language: str) -> None:
    texts = [t for t in TEXTS if ("。" in t["text"]) == (language == "zh")]
    texts = [t for t in texts if any((c["subject"] or "")[:2] == nation for c in t["claims"])]
    assert len(texts) == 10
    wanted = [(number, claim) for number, text in enumerate(texts) for claim in text["claims"]]
    found = [(number, slots(claim)) for number, text in enumerate(texts) for claim in read(text)]
    wrong = [w for w in wanted if w not in found]
    assert len(wrong) <= (1 - LEAST) * len(wanted), wrong


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["text"][:40])
def test_nothing_of_them_is_chinas(text: dict[str, Any]) -> None:
    for claim in read(text):
        assert (claim.subject or "")[:2] != "CN"
        assert claim.indicator.currency != "CNY" and claim.relation.versus != "CN" and claim.scope != "provinces"


@pytest.mark.parametrize(("text", "nation"), [
    ("2017年，路易斯安那州出口570亿美元，增长17.9%，增速比全国快11.3个百分点。", "US"),
    ("巴西圣保罗州2024年出口增速比全国低4.8个百分点。", "BR"),
    ("2025年安徽出口增速比全国快11.3个百分点。", "CN"),
    ("Louisiana's exports grew 11.3 points faster than the nation's in 2017.", "US"),
    ("São Paulo's exports grew 4.8 points slower than the nation's in 2024.", "BR"),
    ("Anhui's exports grew 11.3 points faster than the nation's in 2025.", "CN"),
])  # fmt: skip
def test_the_nation_is_that_of_the_text(text: str, nation: str) -> None:
    claim = next(c for c in read_claims(text, date(2026, 3, 1)) if c.kind == "comparison")
    assert claim.relation.versus == nation


@pytest.mark.parametrize(("text", "scope"), [
    ("Bavaria's exports ranked second nationwide in 2024.", None),
    ("Ontario's exports ranked first in Canada in 2024.", None),
    ("Texas ranked first nationwide by exports in 2017.", "us-states"),
    ("Paraná's exports ranked fifth in Brazil in 2024.", "br-states"),
    ("Anhui's exports ranked seventh nationwide in 2025.", "provinces"),
])  # fmt: skip
def test_a_place_is_among_the_regions_of_its_own_nation(text: str, scope: str | None) -> None:
    assert [c.scope for c in read_claims(text, date(2026, 3, 1)) if c.kind == "rank"] == [scope]


def read_of(text: str, words: str, today: date = date(2026, 3, 1)) -> Claim:
    """The claim that stands on some words of a text."""
    return next(c for c in read_claims(text, today) if c.text == words)


@pytest.mark.parametrize(("text", "subject"), [
    ("Georgia's exports rose 4.2% to $51.3 billion in 2024. Imports by the state's companies fell.", "US-GA"),
    ("Georgia's exports rose 4.2% to $6.5 billion in 2024. The country sold more cars to Armenia.", "GE"),
    ("Georgia's exports rose 4.2% to $6.5 billion in 2024, figures of the state statistics office show.", "GE"),
    ("The United Kingdom's exports rose 4.2% in 2024, those of Scotland fell 1.1% and those of Wales 2.0%.", "GB"),
    ("Friuli-Venezia Giulia's exports rose 4.2% in 2024, and those of Italy 1.0%.", "IT-36"),
    ("Toscana exported 4.2% more in 2024, and Lombardia 1.0%.", "IT-52"),
])  # fmt: skip
def test_a_name_of_a_region_abroad(text: str, subject: str) -> None:
    assert read_of(text, "4.2%").subject == subject


@pytest.mark.parametrize(("text", "words", "subject"), [
    ("Hokkaido's exports fell 3.1% in 2024. Nationwide, exports rose 2.4%.", "2.4%", "JP"),
    ("Exports of Punjab grew 6.3% in 2024. The country's exports grew 1.9%.", "1.9%", "IN"),
    ("Trade of Zarnek came to RM31.8 billion in May 2024. Nationwide, trade totalled RM231.8 billion.", "RM231.8 billion", "MY"),
    ("Nationwide, exports rose 2.4% in 2024.", "2.4%", "CN"),
])  # fmt: skip
def test_the_nation_of_a_text_on_a_country_without_a_pack_is_never_chinas(text: str, words: str, subject: str) -> None:
    claim = read_of(text, words)
    assert (claim.subject, claim.indicator.partner) == (subject, "world")


@pytest.mark.parametrize(("words", "slot", "value"), [
    ("11%", "partner", "ITA"), ("3%", "partner", "ESP"), ("7.5%", "product", "?lentils"), ("2.1%", "product", "furniture"),
])  # fmt: skip
def test_a_rate_in_brackets_is_of_what_the_brackets_follow(words: str, slot: str, value: str) -> None:
    text = (
        "Oregon exported goods worth $34 billion in 2024. More went to Italy ($1.1 billion, up 11%) and Spain ($640 million, down 3%). "
        "Sales of lentils ($310 million, up 7.5%) and furniture (up 2.1%) rose as well."
    )
    assert getattr(read_of(text, words).indicator, slot) == value


@pytest.mark.parametrize("text", [
    "TALLAHASSEE, Fla. (AP) - Florida exported goods worth $62.4 billion in 2024, up 3.5%.",
    "Florida exported goods worth $62.4 billion in 2024, up 3.5%, officials in Fort Lauderdale said.",
])  # fmt: skip
def test_the_name_of_a_town_is_no_commodity(text: str) -> None:
    claim = read_of(text, "$62.4 billion")
    assert (claim.subject, claim.indicator.product) == ("US-FL", "all")


@pytest.mark.parametrize(("text", "words", "op", "period"), [
    ("Ohio's exports to Canada rose to $20.4 billion in 2024 from $19.9 billion.", "$19.9 billion", "level", "2023"),
    ("In 2024 Ohio sold 11% ($1.6 billion) more to Mexico.", "11%", "growth", "2024"),
])  # fmt: skip
def test_the_base_of_a_rise_and_a_rate_with_its_amount(text: str, words: str, op: str, period: str) -> None:
    claim = read_of(text, words)
    assert (claim.indicator.op, claim.period) == (op, period)


@pytest.mark.parametrize(("text", "words", "period"), [
    ("Utah's exports made up 1.1% of the nation's in the first half of 2024, down from 1.3% in the six months before.", "1.3%", "2023-07/2023-12"),
    ("Utah exported goods worth $4.1 billion in the third quarter of 2024, against $3.8 billion in the previous quarter.", "$3.8 billion", "2024-Q2"),
    ("Utah exported goods worth $1.4 billion in January 2025, against $1.2 billion in the previous month.", "$1.2 billion", "2024-12"),
    ("Utah exported goods worth $4.1 billion in the third quarter of 2024, against $3.8 billion in the previous quarter. Imports rose 2.2%.", "2.2%", "2024-Q3"),
    ("2024年，巴西巴拉那州对阿根廷出口13亿美元，占比由2023年的5.1%升至5.6%；对日本出口5亿美元。", "5亿美元", "2024"),
])  # fmt: skip
def test_the_base_is_of_the_time_before_and_what_follows_is_not(text: str, words: str, period: str) -> None:
    assert read_of(text, words, date(2025, 3, 1)).period == period


def test_the_base_of_a_rise_within_the_year_is_not_of_the_year_before() -> None:
    text = "Ohio's exports to Canada rose month on month in May 2024, to $1.9 billion from $1.7 billion."
    assert read_of(text, "$1.7 billion").period != "2023-05"


@pytest.mark.parametrize(("text", "words", "partner"), [
    ("Ohio exported goods worth $56 billion in 2024. Canada bought $20.4 billion of it, Mexico $8.3 billion and China $3.6 billion.", "$8.3 billion", "MEX"),
    ("Ohio exported goods worth $56 billion in 2024. Canada took 37% of the exports of Ohio, the Netherlands 11% and Germany 5.2%.", "11%", "NLD"),
])  # fmt: skip
def test_a_list_may_leave_the_verb_out(text: str, words: str, partner: str) -> None:
    claim = read_of(text, words)
    assert (claim.subject, claim.indicator.partner) == ("US-OH", partner)


@pytest.mark.parametrize(("text", "words", "subject"), [
    ("Ohio's exports rose 3.6% in 2024. Exports of the U.S. grew 2.1%.", "2.1%", "US"),
    ("Ohio's exports rose 3.6% in 2024. Nationally, exports of goods grew 2.1%.", "2.1%", "US"),
    ("Ohio's exports rose 3.6% in 2024. In the nation, exports grew 2.1%.", "2.1%", "US"),
    ("Ohio's exports rose 3.6% in 2024. Its share of the nation's exports rose to 2.1%.", "2.1%", "US-OH"),
    ("Catalonia's exports grew 9.1% in 2024, faster than those of Spain, Germany (+6.4%) and France (+3.5%).", "6.4%", "DE"),
])  # fmt: skip
def test_whose_a_figure_is_beside_a_regions(text: str, words: str, subject: str) -> None:
    assert read_of(text, words).subject == subject


@pytest.mark.parametrize(("text", "words", "subject", "partner"), [
    ("Uzbekistan's trade partners in 2024 were China (16.4%), then Russia (14.6%) and Kazakhstan (7.2%).", "14.6%", "RU", None),
    ("In 2024 Ohio's markets bought less by value, above all India (-37.9%) and Singapore (-29.0%).", "-29.0%", "SG", "world"),
])  # fmt: skip
def test_a_partner_in_a_list_owns_no_figure(text: str, words: str, subject: str, partner: str | None) -> None:
    claim = read_of(text, words)
    assert claim.subject != subject and (claim.subject is None or claim.indicator.partner != partner)


def test_a_town_at_the_end_of_a_foreign_name_is_none() -> None:
    text = "2024年哈萨克斯坦各州从俄罗斯进口下降。克孜勒奥尔达州进口下降23%，杰特苏州进口下降8.3%。"
    assert all(not (c.subject or "").isdigit() for c in read_claims(text, date(2025, 2, 1)))
    assert [c.subject for c in read_claims("2024年哈萨克斯坦增加进口，苏州出口增长8.3%。", date(2025, 2, 1))] == ["320500"]
