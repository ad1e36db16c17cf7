"""A clause that gives the figure of the year before is of that year, wherever it stands, and what follows it is not."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

from hinterland.api import Hinterland
from hinterland.reading.read import read_claims

TODAY = date(2026, 3, 1)
claims = by_words(TODAY)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hubei's exports rose 8.2 percent to 531 billion yuan in 2025, after growing 12.3 percent a year earlier.", "12.3 percent"),
        ("Gansu's imports fell 4.1% in 2025, following a 6.7% rise the year before.", "6.7%"),
        ("Hunan's foreign trade rose 2.6 percent in 2025, compared with a drop of 8.8 percent in the previous year.", "8.8 percent"),
        ("After shrinking 3.9% in the previous year, Anhui's exports grew 7.2% in 2025.", "3.9%"),
        ("Hubei's exports rose 8.2 percent in 2025, after a fall of 2.3 percent to 531 billion yuan the year before.", "2.3 percent"),
        ("Hubei's exports rose 8.2 percent in 2025, after a fall of 2.3 percent to 531 billion yuan the year before.", "531 billion yuan"),
        ("2025年，湖北出口5310亿元，增长8.2%，上年增长12.3%。", "12.3%"),
        ("2025年，湖南进出口增长2.6%，上年同期为下降8.8%。", "8.8%"),
        ("2025年，安徽出口增长7.2%（上年下降3.9%），进口增长1.4%。", "3.9%"),
        ("2025年，江西进出口4900亿元，上年为4530亿元。", "4530亿元"),
    ],
)
def test_a_figure_of_the_year_before_is_of_that_year(text: str, words: str) -> None:
    found = claims(text)
    assert found[words].period == "2024"
    assert {c.period for w, c in found.items() if w not in (words, "2.3 percent", "531 billion yuan")} == {"2025"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In the first five months of 2025, Hainan's exports rose 12% after a 5% fall in the previous year.", "5%"),
        ("2025年1至5月，海南出口增长12%，上年下降5%。", "5%"),
    ],
)
def test_a_year_before_that_may_be_whole_or_not_stays_open(text: str, words: str) -> None:
    assert claims(text)[words].period is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hubei's exports rose 3% in 2025, while imports fell 2% from the previous year.", "2%"),
        ("2025年，湖北出口增长3%，进口比上年下降2%。", "2%"),
        ("2025年，湖北出口增长3%，与上年同期相比，进口下降2%。", "2%"),
    ],
)
def test_a_rate_set_against_the_year_before_is_not_of_it(text: str, words: str) -> None:
    assert claims(text)[words].period == "2025"


def test_what_follows_a_clause_on_the_year_before_is_of_the_year_in_force() -> None:
    found = claims(
        "Hunan's exports fell 5.2 percent in 2025, after growing 3.4 percent a year earlier. "
        "In the first eight months, its imports rose 6.4 percent to 90 billion yuan."
    )
    assert found["6.4 percent"].period == found["90 billion yuan"].period == "2025-01/2025-08"


def test_an_unknown_place_stays_open_with_its_year_before() -> None:
    found = claims("Blorvia's exports rose 3% in 2025, after falling 4.2% a year earlier.")
    assert {c.verdict for c in found.values()} == {"unverifiable"} and {c.subject for c in found.values()} <= {None, "?Blorvia"}


def test_a_true_rate_of_the_year_before_is_no_error(hinterland: Hinterland) -> None:
    report = hinterland.check("Sichuan's foreign trade fell 1.3 percent in 2025, after growing 9.4 percent a year earlier.", dated=TODAY)
    assert [c.verdict for c in report.claims] == ["supported", "supported"] and not report.findings


@pytest.mark.parametrize(
    "text",
    [
        "Hebei's foreign trade rose 2.5% to 620 billion yuan in 2025. Hebei's imports fell 1.8% to 210 billion yuan in 2023.",
        "2025年河北进出口增长2.5%。2023年河北进口2100亿元,下降1.8%。",
        "2025年河北进出口增长2.5%，出口增长3%。2023年，河北进口2100亿元，下降1.8%。",
        "Hebei's trade rose 2.5% in 2025. In 2023, its imports fell 1.8%, to 210 billion yuan.",
    ],
)
def test_the_only_year_of_a_sentence_is_that_of_its_figures(text: str) -> None:
    found = claims(text)
    amount = next(w for w in found if w.startswith("210"))
    assert (found["1.8%"].period, found[amount].period) == ("2023", "2023") and found["2.5%"].period == "2025"
    assert min(found["1.8%"].confidence, found[amount].confidence) > 0.8


def test_a_figure_of_what_the_only_period_is_set_against_is_not_of_it() -> None:
    found = claims("2025年1至7月，黑龙江进出口900亿元，比去年同期的860亿元增长4.7%。")
    assert found["860亿元"].period != "2025-01/2025-07"


@pytest.mark.parametrize(("text", "words", "period"), [
    ("2025年，湖北进出口规模居全国第八位，较2020年的第15位上升7位。", "第八位", "2025"), ("2025年，湖北进出口规模居全国第八位，较2020年的第15位上升7位。", "第15位", "2020"),
    ("2025年，湖北进出口规模由2020年的全国第15位升至第8位。", "第15位", "2020"), ("湖北外贸规模居全国第8位，比2020年提升7位。", "第8位", None),
    ("湖北进出口总额8340亿元，比2020年增长95%。", "8340亿元", None),
    ("Hubei ranked eighth nationwide by trade in 2025, up from 15th in 2020.", "15th", "2020"),
])  # fmt: skip
def test_a_place_set_against_another_year_is_of_its_own(text: str, words: str, period: str | None) -> None:
    found = {c.text: c for c in read_claims(text, TODAY)}
    assert next(c for at, c in found.items() if words in at or at in words).period == period


@pytest.mark.parametrize(("text", "words", "period"), [
    ("In December alone, Hubei's trade surged 25.9% to 91.8 billion yuan in 2025.", "25.9%", "2025-12"),
    ("In July, Hubei's exports came to 45.4 billion yuan in 2025.", "45.4 billion yuan", "2025-07"),
    ("In July, Hubei's exports rose to 45.4 billion yuan, up from 41 billion yuan in 2024.", "41 billion yuan", "2024"),
])  # fmt: skip
def test_a_month_at_the_head_is_of_the_year_that_closes_its_sentence(text: str, words: str, period: str) -> None:
    assert claims(text)[words].period == period


@pytest.mark.parametrize("text", [
    "Sichuan's trade fell 1.3% in 2025, leaving it just 18 billion yuan ahead of Hubei.", "Compared with 2024, Hubei's trade in 2025 was 18 billion yuan larger.",
])  # fmt: skip
def test_how_far_amounts_lie_apart_is_no_level(text: str) -> None:
    found = claims(text)["18 billion yuan"]
    assert (found.subject, found.indicator.concept) == (None, None)


@pytest.mark.parametrize(("text", "words", "sign"), [
    ("Growth in Hubei's trade slowed within the year, from 22.3% in the first seven months of 2025 to 6% in all.", "22.3%", 1),
    ("2025年湖北进出口增速由22.3%放缓至14.1%。", "22.3%", 1), ("2025年湖北出口降幅由9.8%收窄至3.8%。", "9.8%", -1),
])  # fmt: skip
def test_what_a_rate_came_from_has_the_rate_s_sign(text: str, words: str, sign: int) -> None:
    low = claims(text)[words].low
    assert low is not None and low * sign > 0


def test_a_rate_of_a_quarter_that_changed_came_from_that_of_the_year_before() -> None:
    found = claims("2025年一季度四川进出口965.7亿元。成都外贸占全省外贸的比重由去年同期的81.7%升到87.8%。")
    assert (found["81.7%"].period, found["87.8%"].period) == ("2024-Q1", "2025-Q1")
