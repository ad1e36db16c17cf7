"""Requests with several conditions at once: exports that fell while imports rose."""

from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.requests import parse
from hinterland.sources.reading import InputError

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize("text", [
    "any province with falling exports and rising imports in 2024", "2024年出口降进口升的省", "which provinces' exports shrank but imports grew in 2024",
])  # fmt: skip
def test_each_flow_has_its_own_side(text: str) -> None:
    asked = parse(text, TODAY)
    sides = [(r.flow, r.test) for r in (asked, *asked.besides)]
    assert sides == [("export", "<"), ("import", ">")] and asked.op == "growth"


@pytest.mark.parametrize("text", [
    "provinces whose exports and imports fell in 2024", "2024年进出口双双下降的省份有哪些", "which provinces fell in both exports and imports in 2024",
])  # fmt: skip
def test_one_side_for_both_is_that_of_each(text: str) -> None:
    asked = parse(text, TODAY)
    assert [(r.flow, r.test) for r in (asked, *asked.besides)] == [("export", "<"), ("import", "<")] and asked.op == "growth"


@pytest.mark.parametrize("text", ["which provinces' exports rose in 2024", "growth of exports and imports by province"])
def test_one_flow_or_no_side_is_no_joint_condition(text: str) -> None:
    assert not parse(text, TODAY).besides


@pytest.mark.parametrize(("text", "first"), [
    ("any province with falling exports and rising imports in 2024", "Of those held, 2 met all of this: Henan and Hunan."), ("2024年出口降进口升的省", "有数据的之中，同时符合的有2个：河南和湖南。"),
])  # fmt: skip
def test_who_meets_all_comes_first_then_each_condition(hinterland: Hinterland, text: str, first: str) -> None:
    found = hinterland.ask(text, today=TODAY)
    assert found.sentence == first and len(found.sentences) > 2 and {row.subject for row in found.rows} == {"CN-HA", "CN-HN"}


def test_a_claim_of_two_sides_is_answered_by_both_rates(hinterland: Hinterland) -> None:
    found = hinterland.ask("Anhui: exports up, imports down in 2024?", today=TODAY)
    assert any("exports rose 10.8%" in s for s in found.sentences) and any("imports rose 1.0%" in s for s in found.sentences)


def test_average_growth_of_the_last_years_is_from_the_year_before_them() -> None:
    assert [str(p) for p in parse("average growth of Anhui's exports over the last five years", TODAY).periods] == ["2020/2025"]


@pytest.mark.parametrize(("text", "first"), [
    ("top 5 provinces by growth among those above 1 trillion", "By growth of trade, places 1 to 5 among these 9 in 2025 were, in this order, Anhui 17.3%"),
    ("万亿以上省份里增速前五", "2025年这9个进出口增速第1至第5位依次为安徽 17.3%"),
])  # fmt: skip
def test_growth_is_ranked_among_those_above_an_amount(hinterland: Hinterland, text: str, first: str) -> None:
    found = hinterland.ask(text, today=TODAY)
    assert found.sentence.startswith(first) and any("9" in s for s in found.sentences[1:])


@pytest.mark.parametrize(("text", "part"), [
    ("exports of anhui minus imports of anhui 2025", "surplus of 351.06"), ("in how many months of 2025 did anhui's exports exceed 60bn", "1 of the 8 held"),
    ("which provinces did not grow in 2024", "5 of the provincial-level regions"), ("哪些省2024年没有增长", "有5个"),
    ("which provinces export less than they import", "10 of the provincial-level regions"),
    ("did jiangsu export more in h1 or h2 2025", "from January to June 2025 to July to December 2025"),
])  # fmt: skip
def test_conditions_in_other_words(hinterland: Hinterland, text: str, part: str) -> None:
    assert part in hinterland.ask(text, today=TODAY).sentence


def test_one_flow_measured_by_the_other_is_no_ranking(hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match="one flow is the other"):
        hinterland.ask("which province imports the most relative to exports", today=TODAY)


@pytest.mark.parametrize("text", ["Anhui trade in the last 5 months of 2025", "anhui trade last five months 2025"])
def test_the_last_months_of_a_year_are_not_those_up_to_now(text: str) -> None:
    assert [str(p) for p in parse(text, TODAY).periods] == ["2025-08/2025-12"]
