"""Of what a figure, a place or a run is: what it leaves out, the whole of a share before its noun, the months of a run, who a verb gives a place."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import first

from hinterland.reading import read_claims

TODAY = date(2026, 3, 1)
claim = first(TODAY)


@pytest.mark.parametrize(
    ("text", "words", "subject", "product"),
    [
        ("Other than Gansu, Ningxia alone had exports above 20 billion yuan in 2024.", "20 billion yuan", "CN-NX", "all"),
        ("除陕西外，甘肃2024年出口增长8.7%。", "8.7%", "CN-GS", "all"),
        ("农产品以外，宁夏2024年出口增长8.7%。", "8.7%", "CN-NX", "all"),
    ],
)
def test_a_figure_is_not_of_what_it_leaves_out(text: str, words: str, subject: str, product: str) -> None:
    found = claim(text, words)
    assert found.subject in (subject, None) and found.indicator.product in (product, "?")


@pytest.mark.parametrize("text", ["2024年甘肃进出口对全国外贸增长的贡献率为1.9%。", "2024年甘肃出口在全国的占比为1.9%。"])
def test_the_whole_of_a_share_may_stand_before_its_noun(text: str) -> None:
    assert claim(text, "1.9%").subject == "CN-GS"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("截至2025年6月，甘肃出口连续4个月增长。", "2025-06"),
        ("2025年甘肃出口连续4个月增长。", None),
        ("2025年甘肃出口连续4年增长。", "2025"),
    ],
)
def test_a_run_of_months_ends_with_the_last_month_of_its_period(text: str, period: str | None) -> None:
    [found] = [c for c in read_claims(text, TODAY) if c.kind == "streak"]
    assert found.period == period


@pytest.mark.parametrize(
    ("text", "words", "order"),
    [
        ("Gansu's imports fell most nationwide in June 2025.", "most", "asc"),
        ("Gansu's imports fell least among the twelve western provinces in June 2025.", "least", "desc"),
        ("Gansu's imports rose the most among the provinces in 2025.", "the most", "desc"),
        ("Among the provinces, Gansu's imports fell fastest in 2025.", "fastest", "asc"),
    ],
)
def test_what_moved_furthest_has_a_place(text: str, words: str, order: str) -> None:
    found = claim(text, words)
    assert (found.kind, found.subject, found.indicator.op, found.relation.order, found.low) == ("rank", "CN-GS", "growth", order, 1)


def test_a_verb_gives_a_place_to_the_region_before_it() -> None:
    text = "Fujian's exports came to 112.1 billion yuan in May 2025. In 2024 Gansu was the province with the largest exports."
    assert claim(text, "largest").subject == "CN-GS"


def test_who_is_set_against_another_goes_on() -> None:
    text = "Gansu's trade grew in 2024. Its trade was larger than Ningxia's and ranked 27th in the country."
    assert claim(text, "27th").subject == "CN-GS"


def test_growth_of_a_nations_exports_is_no_share() -> None:
    found = claim("Growth of China's June exports came back to 5.8% year on year from 4.8% in May.", "5.8%")
    assert (found.indicator.op, found.subject) == ("growth", "CN")


def test_a_rate_behind_a_level_is_of_its_period() -> None:
    text = "Gansu's trade fell 2% in 2025 to 61 billion yuan. Ningxia's exports came to 7.1 billion yuan in the first half of 2025, up 16.9% from a year earlier."
    assert claim(text, "16.9%").period == "2025-01/2025-06"


@pytest.mark.parametrize(
    ("text", "low"), [("2024年甘肃出口三百多亿元。", 30_000_000_000), ("2024年广东出口五千余亿美元。", 500_000_000_000)]
)
def test_a_chinese_numeral_with_a_word_for_more_is_a_number(text: str, low: int) -> None:
    assert read_claims(text, TODAY)[0].low == low


def test_the_words_of_a_first_hold_their_numeral() -> None:
    assert claim("甘肃2025年进出口第一次超过1万亿元。", "第一次").kind == "first"


def test_what_a_county_without_a_name_traded_is_of_no_place_that_is_named() -> None:
    text = "县商务局昨天公布，今年1至4月份，全县进出口总额6.93亿元，增长46.6%。其中出口6.3亿元。增幅居银川各县首位。"
    assert {c.subject for c in read_claims(text, TODAY)} == {None}


@pytest.mark.parametrize(
    ("text", "words", "low"),
    [
        ("Gansu's imports were 77 percent larger than Ningxia's in 2024.", "77 percent", "1.765"),
        ("2024年甘肃进口比宁夏多77%。", "77%", "1.765"),
        ("2024年宁夏进口比甘肃少23%。", "23%", "0.765"),
    ],
)
def test_how_much_larger_one_side_is_is_a_multiple_of_the_other(text: str, words: str, low: str) -> None:
    found = claim(text, words)
    assert (found.kind, found.indicator.op, found.unit, str(found.low)) == ("comparison", "level", "ratio", low)


def test_a_name_of_its_own_rules_out_a_namesake() -> None:
    text = "Shaanxi's trade came to 454.07 billion yuan in 2024. Shanxi's exports reached 106.57 billion yuan in the same year. In 2025 Shaanxi exported more."
    assert claim(text, "106.57 billion yuan").subject == "CN-SX"
