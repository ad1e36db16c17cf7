"""Whose a figure is across the clauses of an English sentence: relative clauses, asides, pronouns of the sentence before, and lists of figures with their regions behind them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

TODAY = date(2026, 3, 1)
read = by_words(TODAY)
UNKNOWN = ("blorpingly", "in vintsel terms", "quampets notwithstanding")


def test_a_relative_clause_is_of_the_place_before_it() -> None:
    found = read("In 2025 Gansu overtook Qinghai, whose trade rose 12 percent to 80.68 billion yuan.")
    assert {found[words].subject for words in ("12 percent", "80.68 billion yuan")} == {"CN-QH"}


def test_behind_a_relative_clause_the_sentence_goes_back_to_all_trade() -> None:
    found = read("Gansu, whose exports rose 17.8 percent to 12.3 billion yuan in 2025, passed the 50-billion-yuan mark.")
    assert {words: c.indicator.flow for words, c in found.items()} == {
        "17.8 percent": "export",
        "12.3 billion yuan": "export",
        "50-billion-yuan": "total",
    }


@pytest.mark.parametrize("aside", ["by contrast", "on the other hand", *UNKNOWN])
def test_an_aside_parts_no_region_from_its_verb(aside: str) -> None:
    found = read(f"Gansu's trade rose 18.2 percent in 2025. Qinghai's trade, {aside}, fell 3.9 percent in 2025.")
    assert found["3.9 percent"].subject == "CN-QH"


@pytest.mark.parametrize(("pronoun", "flow"), [("it", "total"), ("they", "export")])
def test_a_pronoun_stands_for_trade_or_for_one_side_of_it(pronoun: str, flow: str) -> None:
    found = read(
        f"Gansu's trade hit 68.2 billion yuan in 2025, as exports rose. In the first half of 2025 {pronoun} had fallen 6.1 percent to 29.3 billion yuan."
    )
    assert {found[words].indicator.flow for words in ("6.1 percent", "29.3 billion yuan")} == {flow}


def test_figures_in_a_list_are_of_the_regions_behind_them() -> None:
    found = read("In 2025, trade rose 18.5 percent in Gansu, 18.2 percent in Qinghai and 12 percent in Yunnan.")
    assert {words: c.subject for words, c in found.items()} == {"18.5 percent": "CN-GS", "18.2 percent": "CN-QH", "12 percent": "CN-YN"}


def test_a_list_goes_on_with_its_flow_behind_a_relative_clause() -> None:
    found = read("In 2025 exports rose 10.8 percent in Gansu, where imports gained only 1.8 percent, and 8.4 percent in Qinghai.")
    assert {words: (c.subject, c.indicator.flow) for words, c in found.items()} == {
        "10.8 percent": ("CN-GS", "export"),
        "1.8 percent": ("CN-GS", "import"),
        "8.4 percent": ("CN-QH", "export"),
    }
