"""What is told in passing: another time, another place or a sum beside the figures in force, in words that the tables know and in words that none does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.reading.claims_of import by_words

from hinterland.models import Claim

read: Callable[[str], dict[str, Claim]] = by_words(date(2025, 8, 25))


@pytest.mark.parametrize("joint", ["while neighbouring Iowa's", "but tiny Iowa's", "whereas zorbly Iowa's", "while those of faraway Iowa"])
def test_a_described_place_behind_a_conjunction_owns_its_clause(joint: str) -> None:
    found = read(f"Ohio's exports fell 1.2% to $50.1 billion in 2017, {joint} rose 10.2% to $12.1 billion.")
    assert [found[w].subject for w in ("1.2%", "10.2%", "$12.1 billion")] == ["US-OH", "US-IA", "US-IA"]


def test_a_place_next_to_another_owns_nothing_still() -> None:
    assert read("Ohio, neighbouring Indiana, exported goods worth $50.1 billion in 2017.")["$50.1 billion"].subject == "US-OH"


@pytest.mark.parametrize("verb", ["overtaking", "more than", "zorbling"])
def test_a_bracket_behind_a_possessive_is_of_its_place(verb: str) -> None:
    assert read(f"Ohio's exports rose 8% to $57.0 billion in 2017, {verb} Iowa's ($54.9 billion).")["$54.9 billion"].subject == "US-IA"


@pytest.mark.parametrize("lead", ["不过7月", "但7月", "7月"])
@pytest.mark.parametrize(
    "between", ["出口增长11.5%至1082.5亿元", "出口回升，增长11.5%，为1082.5亿元", "出口有所锃锃，增长11.5%至1082.5亿元"]
)
def test_a_month_that_opens_a_clause_is_that_of_what_follows(lead: str, between: str) -> None:
    found = read(f"2025年前7个月，福建进出口下降5.4%，{lead}{between}。")
    assert [found[w].period for w in ("5.4%", "11.5%", "1082.5亿元")] == ["2025-01/2025-07", "2025-07", "2025-07"]


@pytest.mark.parametrize("words", ["Seven-month trade stood at", "Trade in the seven months came to", "Seven-month trade zorbled at"])
def test_as_many_months_as_the_year_has_had_are_those(words: str) -> None:
    found = read(f"Yunnan's exports rose 28.4% in July 2025. {words} 153.2 billion yuan.")
    assert found["28.4%"].period == "2025-07"
    assert found["153.2 billion yuan"].period in ("2025-01/2025-07", *([None] if "zorbled" in words else []))


@pytest.mark.parametrize("words", ["Exports at a three-month high were", "Exports were"])
def test_another_number_of_months_is_no_period(words: str) -> None:
    assert read(f"Yunnan's trade rose 28.4% in July 2025. {words} 10.5 billion yuan.")["10.5 billion yuan"].period == "2025-07"


@pytest.mark.parametrize("verb", ["reached", "were", "stood at", "zorbled"])
def test_a_time_since_which_something_is_so_owns_the_clause_behind(verb: str) -> None:
    found = read(f"Ohio's exports of $54.9 billion in 2017 were the highest since 2014, when they {verb} $58.4 billion.")
    assert [found[w].period for w in ("$54.9 billion", "$58.4 billion")] == ["2017", "2014"]


@pytest.mark.parametrize("words", ["Five years ago", "Some seven years earlier"])
def test_years_back_are_not_the_year_in_force(words: str) -> None:
    found = read(f"{words} Hubei traded 429.4 billion yuan of goods; in 2024 it was 705.8 billion yuan.")
    assert [found[w].period for w in ("429.4 billion yuan", "705.8 billion yuan")] == [None, "2024"]


@pytest.mark.parametrize("words", ["they had reached three years earlier", "reached three years before", "three years ago"])
def test_what_had_been_reached_years_back_is_not_of_the_year_in_force(words: str) -> None:
    found = read(f"Ohio's exports, $77.9 billion in 2017, are still below the $88.8 billion {words}.")
    assert [found[w].period for w in ("$77.9 billion", "$88.8 billion")] == ["2017", None]
    assert read("俄亥俄州2017年出口779亿美元，仍不及三年前的888亿美元。")["888亿美元"].period is None


@pytest.mark.parametrize("noun", ["states", "zorbles"])
def test_those_of_whom_one_is_told_give_it_no_place(noun: str) -> None:
    text = f"Of the ten {noun} with the largest exports, only Ohio exported less in 2017 than in 2016: $76.4 billion, down 3.9 percent."
    assert not [c for c in read(text).values() if c.kind == "rank" and c.indicator.concept is not None]


def test_a_multiple_is_of_the_years_back_that_it_names_or_of_nothing_known() -> None:
    found = read("Hubei traded 834.0 billion yuan of goods in 2024, twice as much as five years earlier.")["twice"]
    assert (found.indicator.op, found.relation.base_period) == ("multiple", "2019")
    assert read("Hubei traded 834.0 billion yuan of goods in 2024, twice as much.")["twice"].indicator.concept is None


@pytest.mark.parametrize("words", ["brought the total to", "made for a total of", "zorbled the total to"])
def test_the_sum_of_the_two_sides_is_the_whole(words: str) -> None:
    found = read(f"Hainan's exports grew to 106.22 billion yuan in 2024. Imports of 171.43 billion yuan {words} 277.65 billion yuan.")
    assert [found[f"{n} billion yuan"].indicator.flow for n in ("106.22", "171.43", "277.65")] == ["export", "import", "total"]


@pytest.mark.parametrize("verb", ["led Iowa", "headed Iowa", "surpassed Iowa"])
def test_by_how_much_a_place_leads_is_no_level(verb: str) -> None:
    amount = read(f"The question is whether Ohio, which {verb} by $340 million in 2017, stays ahead.").get("$340 million")
    assert amount is None or amount.kind == "comparison" or amount.indicator.concept is None


@pytest.mark.parametrize("noun", ["drop", "rise", "decline"])
def test_a_smaller_rise_sets_rates_against_each_other(noun: str) -> None:
    text = f"Ohio's exports fell 17.6% in 2015. Iowa's exports fell 10.2% in 2015, a smaller {noun} than Ohio's."
    found = [c for c in read(text).values() if c.kind == "comparison" and c.relation.versus]
    assert [c.indicator.op for c in found] in ([], ["growth"])


def test_a_place_is_of_the_time_that_closes_its_sentence() -> None:
    text = (
        "Jiangsu's trade rose 5.2% in January to June 2025. Jiangsu ranked third among the eleven coastal provinces by trade in June 2025."
    )
    assert read(text)["third"].period == "2025-06"


@pytest.mark.parametrize("lead", ["含", "包括"])
def test_a_place_that_a_bracket_counts_in_owns_nothing(lead: str) -> None:
    found = read(f"2021年沿海省份以外地区（{lead}北京）占全国外贸的24.9%，高于2016年的20.8%。")
    assert "CN-BJ" not in [c.subject for c in found.values()]


def test_a_place_and_its_base_are_of_their_own_years() -> None:
    found = read("New York's exports rose 1.6% in 2017. The state overtook Utah and ranked third among the states, up from fourth in 2016.")
    assert [found[w].period for w in ("third", "fourth")] == ["2017", "2016"]


def test_how_far_a_figure_was_revised_is_no_growth() -> None:
    found = read("A note on Ohio's exports in 2017: the office has since revised them to 32.96 billion dollars, some 5% less.")
    assert all(c.indicator.concept is None for c in found.values() if c.text == "5%")
