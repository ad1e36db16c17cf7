"""Fields that something is ranked in: named before or behind a superlative, narrowed by words that no table knows, and what a clause before says of a first; averages over years."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import in_order

from hinterland.api import Hinterland

TODAY = date(2026, 3, 1)
read = in_order(TODAY)
UNKNOWN = ("blorps", "vintsels", "quampets")


@pytest.mark.parametrize(
    ("text", "scope", "order"),
    [
        ("In 2025, Gansu's trade was the largest of all provinces.", "provinces", "desc"),
        ("In 2025, Gansu's trade was the largest among all provinces.", "provinces", "desc"),
        ("Among the western provinces, Gansu's trade was the smallest in 2025.", "western", "asc"),
        ("Of all provinces, Gansu's exports were the lowest in 2025.", "provinces", "asc"),
    ],
)
def test_a_superlative_ranks_in_the_field_beside_it(text: str, scope: str, order: str) -> None:
    found = next(c for c in read(text) if c.kind == "rank")
    assert (found.subject, found.period, found.scope, found.relation.order, found.low) == ("CN-GS", "2025", scope, order, 1)


@pytest.mark.parametrize("word", UNKNOWN)
@pytest.mark.parametrize(
    "text",
    [
        "Gansu's trade was the largest of all provinces along the {}.",
        "Gansu's trade was the largest among provinces without {} in 2025.",
        "In 2025, Gansu had the largest exports of all provinces with a {}.",
        "Gansu ranked first among provinces {} Sichuan by exports in 2025.",
    ],
)
def test_regions_that_unknown_words_narrow_are_not_all_regions(text: str, word: str, hinterland: Hinterland) -> None:
    found = [c for c in read(text.format(word)) if c.kind == "rank"]
    assert all((c.scope or "").startswith("?") and word in (c.scope or "") for c in found)
    report = hinterland.check(text.format(word), dated=TODAY)
    assert not report.findings and not report.questions and {c.verdict for c in report.claims} <= {"unverifiable"}


@pytest.mark.parametrize(
    "text",
    ["Gansu ranked first among provinces by a wide margin in 2025.", "Gansu ranked first among provinces in terms of trade in 2025."],
)
def test_how_they_are_ranked_narrows_no_regions(text: str) -> None:
    assert [c.scope for c in read(text)] == ["provinces"]


@pytest.mark.parametrize("word", UNKNOWN)
def test_a_field_of_unknown_words_makes_no_record(word: str) -> None:
    assert not read(f"Among its {word}, Gansu's exports were the lowest in 2025.")
    assert [c.kind for c in read("Gansu's exports were the lowest in ten years in 2025.")] == ["record"]


@pytest.mark.parametrize(
    ("text", "scope", "number"),
    [
        ("Gansu's trade passed 50 billion yuan in 2025, the first western province to do so.", "western", 1),
        ("Gansu's trade exceeded 50 billion yuan in 2025, making it the third western province to reach that level.", "western", 3),
        ("Gansu's trade exceeded 50 billion yuan in 2025, the first in western China to do so.", "western", 1),
    ],
)
def test_who_was_the_first_to_do_so_did_what_the_clause_before_says(text: str, scope: str, number: int) -> None:
    found = next(c for c in read(text) if c.kind == "first")
    assert (found.subject, found.scope, found.low, found.relation.threshold) == ("CN-GS", scope, number, 50_000_000_000)


def test_the_first_of_a_few_is_none_of_all() -> None:
    assert not [
        c for c in read("Gansu's trade passed 50 billion yuan in 2025, the first of the four provinces to do so.") if c.kind == "first"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Gansu's trade grew at an average annual rate of 13.4 percent from 2020 to 2025.",
        "Gansu's trade expanded by an annual average of 13.4 percent from 2020 to 2025.",
        "From 2020 to 2025 Gansu's trade posted a compound annual growth rate of 13.4 percent.",
        "2021—2025年，甘肃进出口年均增长13.4%。",
    ],
)
def test_a_rate_that_a_yearly_average_leads_to_is_one_a_year(text: str) -> None:
    (found,) = read(text)
    assert (found.indicator.op, found.period, found.relation.base_period) == ("cagr", "2025", "2020")


@pytest.mark.parametrize("lead", ["well above the national average of 3.8%", "ahead of the national average (3.8%)"])
def test_a_national_average_is_the_nations(lead: str) -> None:
    found = next(c for c in read(f"Gansu's trade rose 18.5% in 2025, {lead}.") if c.text == "3.8%")
    assert found.subject == "CN"
