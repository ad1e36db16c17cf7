"""Commodity phrases: exactly a known product is its code, anything else its own words."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.reading.document import parse
from hinterland.reading.read import read

TODAY = date(2026, 3, 15)


def values(text: str) -> list[str]:
    """What is traded, as a text's phrases say."""
    return [c.value for phrases in parse(text, TODAY).commodities for c in phrases]


@pytest.mark.parametrize(("text", "value"), [
    ("Its fresh durian exports rose 5.2 percent.", "?fresh durian"), ("Exports of nickel matte rose 5 percent.", "?nickel matte"),
    ("It exported fresh flowers worth 3 million dollars.", "?fresh flowers"), ("Exports of automobiles rose 5 percent.", "motor-vehicles"), ("Car exports rose 5%.", "motor-vehicles"),
    ("Electric vehicle exports rose 5 percent.", "electric-vehicles"), ("China imported soybeans worth 5 billion yuan.", "soybeans"), ("出口鲜切花5亿元。", "?鲜切花"),
    ("鲜切花出口增长5%。", "?鲜切花"), ("特色农产品出口增长5%。", "?特色农产品"), ("汽车出口增长5%。", "motor-vehicles"), ("汽車出口增長二十五％。", "motor-vehicles"),
    ("机电产品出口增长5%。", "mechanical-electrical"),
])  # fmt: skip
def test_what_is_traded(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    ["Total exports rose 5 percent.", "Anhui's exports rose 5 percent.", "出口总额增长5%。", "安徽省出口增长5%。", "Nothing happened."],
)  # fmt: skip
def test_exports_of_everything_name_no_product(text: str) -> None:
    assert values(text) == []


def test_a_clause_without_a_flow_word_speaks_of_its_head() -> None:
    assert values("Milk powder rose 5 percent.") == ["?Milk powder"]


@pytest.mark.parametrize("text", ["Its fresh durian exports rose 5.2 percent.", "2024年，安徽省出口鲜切花5亿元。"])
def test_a_phrase_lies_where_it_says(text: str) -> None:
    document = parse(text, TODAY)
    for parsed, phrases in zip(document.parsed, document.commodities, strict=True):
        for phrase in phrases:
            assert "?" + parsed.text[phrase.start : phrase.end] == phrase.value
            assert phrase.attached and "flow" in (phrase.before, phrase.after)


@pytest.mark.parametrize("word", ["northernmost", "quibbled", "frobbish"])
def test_what_describes_a_province_is_no_product(word: str) -> None:
    [claim] = read(
        f"China's {word} province of Heilongjiang saw a 12.3 percent increase of its foreign trade in 2023.", date(2024, 2, 1)
    ).claims
    assert (claim.subject, claim.indicator.product) == ("CN-HL", "all")
