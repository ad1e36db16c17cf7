"""Shares that no word for sharing gives away, what went through a port from a text's head on, and amounts, signs and periods that a clause sets against others."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

TODAY = date(2025, 6, 19)
read = by_words(TODAY)
UNKNOWN = ("blorps", "quampets", "vintsels")


@pytest.mark.parametrize("word", UNKNOWN)
@pytest.mark.parametrize(
    "text",
    [
        "Of Ohio's exports in March, {} had 22.4% ($1.14 billion), furniture 15.0% ($765 million) and others 9.8% ($500 million).",
        "Ohio's exports fell in March. Among exports, {} were first with 22.4% ($1.14 billion), before furniture with 15.0% ($765 million) and others with 9.8% ($500 million).",
    ],
)
def test_a_list_behind_its_whole_gives_shares_and_their_amounts(text: str, word: str) -> None:
    found = read(text.format(word))
    for share, amount, product in (
        ("22.4%", "$1.14 billion", f"?{word}"),
        ("15.0%", "$765 million", "furniture"),
        ("9.8%", "$500 million", "?others"),
    ):
        assert (found[share].indicator.op, found[share].indicator.product) == ("share", product)
        assert (found[amount].indicator.op, found[amount].indicator.product) == ("level", product)


def test_rates_of_a_list_behind_its_whole_stay_rates() -> None:
    found = read("Of Ohio's exports in March, chemicals rose 22.4% and furniture 15.0%.")
    assert {found[text].indicator.op for text in ("22.4%", "15.0%")} == {"growth"}


def test_what_has_a_percentage_behind_a_share_has_a_share() -> None:
    found = read("Africa made up 9.1 percent of Maine's exports in 2024. The US had 12.2 percent and Peru 14.1 percent.")
    assert [(c.indicator.op, c.indicator.partner) for c in found.values()] == [("share", "africa"), ("share", "USA"), ("share", "PER")]


def test_a_few_have_the_share_of_those_named_before() -> None:
    found = read("Ohio's exports to Canada came to $2.1 billion in March, those to Mexico to $1.2 billion. The two had 41.5% of the total.")
    claim = found["41.5%"]
    assert (claim.subject, claim.indicator.op, claim.indicator.flow, claim.indicator.partner) == ("US-OH", "share", "export", "?The two")


@pytest.mark.parametrize("word", UNKNOWN)
def test_goods_from_a_region_are_its_share_of_a_nations(word: str) -> None:
    found = read(f"Of all {word} exported from the United States in 2022, 22% came from Ohio, as did 11% of all pumps.")
    assert {c.subject for c in found.values() if c.subject} <= {"US-OH"}
    assert {c.indicator.op for c in found.values()} == {"share"}


@pytest.mark.parametrize("way", ["the port of Qinzhou", "the Brovia crossing"])
def test_what_went_through_a_port_goes_on_until_a_place_owns_a_flow(way: str) -> None:
    found = read(
        f"Trade through {way} came to $2.4 billion in May. Exports were $1.5 billion, up 3%.\n\nImports rose 6% to $0.9 billion. Ohio's imports fell 4% to $7 billion."
    )
    regimes = [found[text].indicator.regime for text in ("$2.4 billion", "$1.5 billion", "$0.9 billion", "$7 billion")]
    assert regimes[0].startswith("?through")
    assert regimes == [regimes[0]] * 3 + ["all"]


def test_the_time_of_an_event_is_that_of_no_figure() -> None:
    found = read(
        "Some 1,500 stands were taken, 12 percent more than at last year's fair.\n\nOhio's exports of the first five months were worth $21 billion."
    )
    assert found["$21 billion"].period == "2025-01/2025-05"


@pytest.mark.parametrize(
    "text",
    [
        "Ohio's exports came to $8.1 billion in the first quarter, 20% more than the $6.6 billion of last year.",
        "In the first quarter Ohio's exports were up 23.9% from $6.6 billion last year.",
    ],
)
def test_an_amount_of_last_year_is_of_the_same_months(text: str) -> None:
    assert read(text)["$6.6 billion"].period == "2024-Q1"


def test_a_balance_that_came_down_from_an_amount_had_that() -> None:
    found = read("Ohio's trade surplus came to $3.2 billion in April, down from $5.4 billion in the same month a year earlier.")
    assert (found["$5.4 billion"].indicator.op, found["$5.4 billion"].period) == ("balance", "2024-04")


def test_what_a_month_is_set_against_leaves_the_period_in_force() -> None:
    found = read(
        "Ohio's imports shrank 2.5 percent in May, a smaller drop than April's 5.6 percent, which left it with a trade surplus of $3.2 billion for the month."
    )
    assert (found["5.6 percent"].period, found["$3.2 billion"].period) == ("2025-04", "2025-05")


def test_an_aside_parts_no_rate_from_its_verb() -> None:
    found = read("China's exports rose 8 percent in May. Growth in imports, for its part, plunged to 4.5 percent from 16 percent in April.")
    assert found["4.5 percent"].low is not None and found["4.5 percent"].low > 0


@pytest.mark.parametrize("name", ["Hoosier", "Big Wobble"])
def test_a_byname_is_the_region_spoken_of(name: str) -> None:
    found = read(f"Exporters in the {name} State sold goods worth $39.4 billion in 2024. Indiana's exports rose 3 percent.")
    assert (found["$39.4 billion"].subject, found["$39.4 billion"].indicator.product) == ("US-IN", "all")


def test_a_mode_that_no_table_knows_is_not_the_one_before() -> None:
    found = read(
        "Ningbo's imports through ordinary trade were 9.2 billion yuan in May; imports under vorbal warehousing were 3.1 billion yuan."
    )
    assert found["3.1 billion yuan"].indicator.regime != "10"


@pytest.mark.parametrize("part", [
    "Louisiana exported $67.3 billion of goods in 2018, making up 4% of {whole} exports.", "Louisiana exported $67.3 billion of goods in 2018. That was 4% of {whole} exports.",
    "Louisiana exported $67.3 billion of goods in 2018. Exports made up 4% of {whole} goods exports.", "Louisiana exported $67.3 billion of goods in 2018. The total is 4% of {whole} exports.",
])  # fmt: skip
@pytest.mark.parametrize("whole", ["U.S.", "America's", "the U.S."])
def test_nothing_is_a_part_of_itself(part: str, whole: str) -> None:
    claim = read(part.format(whole=whole))["4%"]
    assert (claim.subject, claim.indicator.op, claim.indicator.flow) == ("US-LA", "share", "export")


@pytest.mark.parametrize(("text", "words", "subject"), [
    ("Texas had 22% of U.S. exports in 2024 and imported $380 billion.", "$380 billion", "US-TX"),
    ("Texas made up 22% of U.S. exports in 2024. Imports were $380 billion.", "$380 billion", "US-TX"),
    ("In 2024 Texas exported $455 billion, 22% of America's exports, and imported $380 billion, 12% of America's imports.", "$380 billion", "US-TX"),
    ("In 2024 Hefei had 40% of Anhui's exports and imported 80 billion yuan.", "80 billion yuan", "340100"),
    ("In 2024 Hefei had 40% of Anhui's exports. The province imported 180 billion yuan.", "180 billion yuan", "CN-AH"),
    ("In 2024 Hefei had 40% of Anhui's exports. Anhui imported 180 billion yuan.", "180 billion yuan", "CN-AH"),
    ("Anhui exported 600 billion yuan in 2024. It had 20% of the Yangtze River Delta's exports.", "20%", "CN-AH"),
    ("2024年，合肥占安徽出口的25%，进口300亿元。", "300亿元", "340100"), ("2024年，安徽出口5500亿元，占中国出口的2.2%，占长三角出口的6%。", "6%", "CN-AH"),
    ("2024年，合肥出口2500亿元。该市占安徽出口的40%。", "40%", "340100"),
])  # fmt: skip
def test_the_whole_of_a_share_is_not_whom_the_next_figures_are_of(text: str, words: str, subject: str) -> None:
    assert read(text)[words].subject == subject
