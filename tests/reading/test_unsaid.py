"""What no kind of claim says is said of nothing: rises, gaps, growth of a surplus, amounts of each of several towns, places and records of a share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.reading.claims_of import by_words

from hinterland.reading import read_claims

TODAY = date(2026, 3, 1)
read = by_words(TODAY)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024年，甘肃进出口增量达80亿元。", "80亿元"),
        (
            "In May 2025 Peru's trade surplus came to 18.4 billion soles, with smaller deficits in brannocks (by 3.1 billion soles) and quinces (by 1.8 billion soles).",
            "1.8 billion soles",
        ),
        ("2024年，甘肃进出口比上年增加80亿元，增量居全国第一。", "第一"),
        ("2025年一季度，甘肃贸易顺差31.6亿元，收窄20.7%。", "20.7%"),
        ("Gansu's trade surplus widened 41.6 percent in the first quarter of 2025.", "41.6 percent"),
        ("2024年，甘肃其余各市均不足500亿元，进出口下降。", "500亿元"),
        ("2024年，甘肃有三市进出口超100亿元。", "100亿元"),
        ("2017年至2021年，甘肃进出口年均增长25.2%，居全国首位。", "首位"),
        ("2024年，甘肃对东盟进出口占全省比重连续5年超过15%。", "连续5年"),
        ("In 2024, the share of Gansu's trade in the national total reached a record high.", "record high"),
        ("In 2024, Gansu's trade was the second-highest ever.", "highest ever"),
        ("Gansu's exports were up 6.3 percent or 22 billion yuan in 2024.", "22 billion yuan"),
        ("In 2024, Gansu's exports exceeded their level of 2023 by 22 billion yuan.", "22 billion yuan"),
        ("2025年进出口总值，江苏、浙江、上海分列第二至第四位。", "第四位"),
        ("Malta had a trade deficit of $2 billion in May 2025, or 4.1 percent of the value of imports of goods.", "4.1 percent"),
        ("Malta ran a trade deficit of $2 billion, equal to 4.1 percent of the total value of imports, in May 2025.", "4.1 percent"),
    ],
)
def test_what_no_kind_of_claim_says(text: str, words: str) -> None:
    claim = read(text)[words]
    assert (claim.subject, claim.indicator.concept) == (None, None)


def test_a_percentage_behind_an_amount_of_change_is_growth() -> None:
    assert (
        read("In 2024, Gansu's exports exceeded their level of 2023 by 22 billion yuan, or 6.3 percent.")["6.3 percent"].indicator.op
        == "growth"
    )


@pytest.mark.parametrize("towns", ["陇中五市", "陇东3市", "河西六市"])
def test_counted_towns_are_not_their_region(towns: str) -> None:
    found = read(f"2024年，{towns}进出口4.6亿元，增长6.5%，占甘肃外贸总值的8.2%。")
    assert all(c.subject in (None, f"?{towns}") for c in found.values())


def test_a_zone_is_not_its_region() -> None:
    found = read("2024年，甘肃进出口增长9.4%。综合保税区进出口增长8.2%。")
    assert found["8.2%"].subject != "CN-GS"


@pytest.mark.parametrize(
    ("text", "first", "period"),
    [
        ("2025年，甘肃进出口由全国第13位跃居第9位。", "第13位", None),
        ("2025年，甘肃进出口由上年的全国第13位升至第9位。", "第13位", "2024"),
        ("Gansu rose from 13th to ninth in the ranking of provinces by foreign trade in 2025.", "13th", None),
    ],
)
def test_the_place_that_another_came_from_is_of_an_earlier_year(text: str, first: str, period: str | None) -> None:
    found = read(text)
    assert found.pop(first).period == period
    assert {c.period for c in found.values()} == {"2025"}


def test_multiples_of_a_list_are_all_increases() -> None:
    found = read("2023年前10个月，甘肃对柬埔寨、越南、老挝进出口分别增长2.2倍、1.8倍、1.4倍。")
    assert [c.low for c in found.values()] == [Decimal("3.15"), Decimal("2.75"), Decimal("2.35")]


@pytest.mark.parametrize(
    "text",
    [
        "In 2024, Gansu's exports and imports ranked 12th and 15th in the country.",
        "2024年，甘肃出口、进口分别居全国第12位和第15位。",
        "In 2024, Gansu's exports and imports were 37.2 billion yuan, up 6.3%, and 24.2 billion yuan, up 4.3%, respectively.",
        "In 2024, Gansu's exports and imports rose, with each growing 6.3 percent to 37.2 billion yuan and 4.3 percent to 24.2 billion yuan.",
    ],
)
def test_exports_and_imports_share_out_places_and_couples(text: str) -> None:
    flows = [c.indicator.flow for c in read_claims(text, TODAY) if c.kind != "direction"]
    assert flows == ["export", "import"] if len(flows) == 2 else ["export", "export", "import", "import"]


def test_a_base_year_behind_growth_on_the_year() -> None:
    found = read("Gansu's exports in 2024 were up 6.3 percent year on year and up 22 percent over 2019.")
    assert [c.relation.base_period for c in found.values()] == [None, "2019"]


def test_a_part_of_a_year_is_set_against_the_same_months() -> None:
    found = read("Gansu's exports rose 29.2 percent to 6.4 billion yuan (+45.9 percent against 2019) from January to November 2021.")
    assert found["45.9 percent"].relation.base_period == "2019-01/2019-11"


def test_a_list_of_goods_is_what_it_ends_with() -> None:
    found = read("2024年，甘肃出口集成电路、汽车、锂电池等机电产品25.1亿元；进口铜、煤、粮食等布伦物资9.6亿元。")
    assert [c.indicator.product for c in found.values()] == ["mechanical-electrical", "?粮食等布伦物资"]


@pytest.mark.parametrize("money", ["巴斯夫投资100亿欧元。", "大众投资20亿美元。"])
def test_money_of_others_is_not_that_of_rates(money: str) -> None:
    assert read(f"2025年甘肃进出口同比增长17.3%。{money}")["17.3%"].indicator.currency == "CNY"


@pytest.mark.parametrize("words", ["staggering", "blorvent"])
def test_an_unknown_adjective_before_growth(words: str) -> None:
    found = read(f"Gansu's exports saw a {words} 6.3 percent year-on-year growth in 2024.")
    assert found["6.3 percent"].low == Decimal("6.25")


def test_a_count_is_of_the_group_that_opens_its_sentence() -> None:
    (claim,) = [
        c for c in read_claims("In the northeast, two of the three provinces saw exports rise in 2024.", TODAY) if c.kind == "count"
    ]
    assert claim.scope == "northeast"


def test_the_whole_nation_is_a_side() -> None:
    found = read("2024年甘肃进出口增长9.4%，增速比全国整体高4.4个百分点。")
    assert found["4.4个百分点"].relation.versus == "CN"
