"""True sentences that were once read otherwise: bases of places, elided lists, sides of an overtaking, wholes of shares, firsts since a year, addresses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from tests.reading.claims_of import by_words

from hinterland.models import Claim

read: Callable[[str], dict[str, Claim]] = by_words(date(2026, 9, 9))


@pytest.mark.parametrize("verb", ["down from", "up from", "from"])
def test_the_base_of_a_place_is_in_force_for_nothing_else(verb: str) -> None:
    found = read(
        f"Ohio's exports rose 4% in 2011. Ohio ranked eighth among the states, {verb} seventh in 2010, overtaken by Iowa, whose exports rose 9% to $55.0 billion."
    )
    assert [found[w].period for w in ("eighth", "seventh", "9%", "$55.0 billion")] == ["2011", "2010", "2011", "2011"]
    assert found["$55.0 billion"].subject == "US-IA"


def test_a_fall_goes_on_through_a_list_of_names_and_rates() -> None:
    found = read("In 2009 Ohio's exports fell 25.3%, Iowa's 22.5%, Maine's 18.7%, Utah's about 14% and Indiana's 13.6%.")
    assert [c.low is not None and c.low < 0 for c in found.values()] == [True] * 5


def test_less_behind_a_rate_sets_rates_against_each_other() -> None:
    claims = read("Anhui's trade rose 17% in 2025. Henan's trade rose 11%, less than Anhui's.")
    assert [c.indicator.op for c in claims.values() if c.kind == "comparison" and c.period] in ([], ["growth"])


@pytest.mark.parametrize("behind", ["整体的", "的", "同期的"])
def test_what_a_rate_is_above_is_the_others_own(behind: str) -> None:
    found = read(f"2018年，山西进出口增长17%，高于中部{behind}11%。")
    assert found["11%"].kind != "comparison"


def test_the_second_share_is_of_its_own_whole() -> None:
    found = read("Guangdong accounted for 26.4% of eastern China's trade and 20.9% of the nation's in 2024.")
    assert [found[w].relation.versus for w in ("26.4%", "20.9%")] == ["eastern", "CN"]


def test_a_first_since_a_year_is_no_base() -> None:
    found = read("Colorado's exports fell 2.1% in 2014, their first fall since 2009, after a rise of 4.6% in 2013.")
    assert (found["4.6%"].period, found["4.6%"].relation.base_period) == ("2013", None)


def test_the_sides_of_an_overtaking_are_of_nothing_behind_it() -> None:
    assert (
        read("Chongqing overtook Henan in trade in 2024 but was overtaken by Guangxi, and ranked 13th nationwide.")["13th"].subject
        == "CN-CQ"
    )
    found = read("2009年，北卡罗来纳州出口218亿美元，下降13.1%。排在北卡罗来纳州前一位的印第安纳州出口229亿美元，下降13.6%。")
    assert found["13.6%"].subject == "US-IN"


def test_a_year_that_a_rate_is_only_set_beside_goes_on_nowhere() -> None:
    found = read("2023年，内蒙古进出口1965.3亿元，增长30.4%。内蒙古增速高于2022年的23.3%。内蒙古出口785.7亿元，增长28.1%。")
    assert (found["785.7亿元"].period, found["28.1%"].period) == ("2023", "2023")


@pytest.mark.parametrize("address", ["https://frob.example/trade-up-228-pct-in-2021.html", "www.frob.example/up-228-pct"])
def test_an_address_says_nothing(address: str) -> None:
    found = read(f"Chongqing's trade rose 22.8% in 2021 ({address}). Anhui's exports rose 4% in 2021.")
    assert {w: c.low for w, c in found.items()} == {"22.8%": Decimal("22.75"), "4%": Decimal("3.5")}


@pytest.mark.parametrize("terms", ["in yuan terms", "in yuan-denominated terms", "in yuan", "in dollar-denominated terms"])
def test_the_currency_that_trade_is_stated_in_is_no_statistic(terms: str) -> None:
    found = read(f"China's exports and imports of goods {terms} grew 2.9 percent in the first half of 2025, to 21.79 trillion yuan.")
    assert [(c.indicator.concept, c.indicator.flow, c.subject) for c in found.values()] == [("trade", "total", "CN")] * 2
    yuan = read("China's imports and exports rose 2.9 percent in 2025, while the yuan gained 3.1 percent on the dollar.")
    assert "3.1 percent" not in yuan or yuan["3.1 percent"].indicator.concept != "trade"


@pytest.mark.parametrize(
    "what",
    [
        "southern China's workshop",
        "a busy place by the sea",
        "China's leading blorb",
        "one of China's blorbs",
        "the neighbour of Anhui",
    ],
)
def test_who_an_apposition_stands_beside_keeps_its_figures(what: str) -> None:
    found = read(f"The exports of Guangdong, {what}, came to 2.85 trillion yuan in the first half of 2024, a record high.")
    assert {c.subject for c in found.values()} == {"CN-GD"}
    other = read("China's exports to Mexico, a neighbour of the United States, rose 5% in 2023.")
    assert other["5%"].subject == "CN"


@pytest.mark.parametrize("who", ["foreign trade firms", "private exporters with import and export records"])
def test_how_many_trade_is_no_trade(who: str) -> None:
    found = read(f"In 2024 the number of {who} in Zhejiang rose 8.5 percent, and the province's exports rose 6.1 percent.")
    assert [found[w].indicator.concept for w in ("8.5 percent", "6.1 percent")] == [None, "trade"]


@pytest.mark.parametrize("goods", ["cars", "blorbs"])
def test_the_other_flow_behind_goods_is_of_all_goods_again(goods: str) -> None:
    found = read(f"Ohio's exports came to $50 billion in 2017. Exports of {goods} rose 5.5%. Imports fell 3.5%.")
    assert [found[w].indicator.product == "all" for w in ("$50 billion", "5.5%", "3.5%")] == [True, False, True]
    alone = read(f"Ohio's exports of {goods} rose 5.5% in 2017. Imports fell 3.5%.")
    assert alone["3.5%"].indicator.product != "all"


def test_a_noun_of_growth_says_what_its_figure_is() -> None:
    found = read(
        "Anhui's trade came to 867 billion yuan in 2024. The figure represents growth of 13.8 percent. The growth rate was up 0.4 percentage points from 2023."
    )
    assert [(found[w].kind, found[w].indicator.op) for w in ("13.8 percent", "0.4 percentage points")] == [
        ("value", "growth"),
        ("comparison", "growth"),
    ]


@pytest.mark.parametrize(("part", "member", "code"), [("East China", "Jiangsu", "CN-JS"), ("Northeast China", "Jilin", "CN-JL")])
def test_a_province_of_a_part_of_the_country_is_not_that_part(part: str, member: str, code: str) -> None:
    found = read(
        f"{part} province blorbs more abroad\n\n{part}'s {member} Province had a good start: in the first half of 2024 its trade was up 13.9 percent."
    )
    assert found["13.9 percent"].subject == code
    whole = read(f"{part}'s trade was up 13.9 percent in the first half of 2024.")
    assert whole["13.9 percent"].subject not in (code, None)
