"""What is said of a part that no table holds, of somebody else, or of what never was, is not said of a province's trade; and figures told in odd ways."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hinterland.language.read import read

TODAY = date(2026, 3, 20)


@pytest.mark.parametrize(
    "text",
    [
        "Anhui's exports by rail rose 12 percent in 2025.",
        "Anhui's rail exports to Europe rose 12 percent in 2025.",
        "Anhui's trade with non-US markets rose 20 percent in 2025.",
        "Anhui's exports to emerging markets rose 20 percent in 2025.",
        "Anhui's trade in goods and services reached 1.2 trillion yuan in 2025.",
        "Anhui's foreign trade in 2025 was 149.5 billion yuan higher than in 2024.",
        "2025年，安徽经铁路运输方式出口增长12%。",
        "2025年，安徽中欧班列出口货值增长12%。",
        "2025年，安徽对非美市场出口增长25%。",
        "2025年，安徽对新兴市场出口增长25%。",
        "2025年，安徽专精特新企业出口增长25%。",
        "2025年，安徽口岸货物贸易总额1.2万亿元。",
        "2025年，安徽货物和服务贸易总额1.2万亿元。",
        "2025年，安徽出口距离7000亿元仅差177亿元。",
        "2025年，安徽进出口净增量居全国第4位。",
        "2025年，安徽外贸对全国增长贡献率居首位。",
    ],
)
def test_a_part_that_no_table_holds_is_no_trade(text: str) -> None:
    [claim] = read(text, TODAY).claims
    assert claim.indicator.concept is None


@pytest.mark.parametrize(
    ("text", "concept", "partner"),
    [
        ("Anhui's exports to Africa rose 20 percent in 2025.", "trade", "africa"),
        ("2025年，安徽对非洲市场出口增长25%。", "trade", "africa"),
    ],
)
def test_a_market_that_is_named_is_one(text: str, concept: str | None, partner: str) -> None:
    [claim] = read(text, TODAY).claims
    assert (claim.indicator.concept, claim.indicator.partner) == (concept, partner)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Henan Free Trade Zone's trade reached 80 billion yuan in 2025.", [None]),
        ("The Henan Pilot Free Trade Zone recorded trade of 80 billion yuan in 2025.", [None]),
        ("Hainan Free Trade Port's trade rose 5 percent in 2025.", ["CN-HI"]),
        ("Chery, based in Anhui, exported 1.34 million vehicles in 2025.", [None]),
        ("Anhui-based Chery exported 1.34 million vehicles in 2025.", [None]),
        ("Anhui-based companies exported 682.31 billion yuan of goods in 2025.", ["CN-AH"]),
        ("Anhui exported 1.228 million vehicles in 2025. Chery alone exported 1.34 million vehicles.", ["CN-AH", None]),
        ("Anhui's exports rose 17.8 percent in 2025, and BYD exported 1 million vehicles.", ["CN-AH", None]),
        ("Guangdong exported 6.03 trillion yuan of goods in 2025.", ["CN-GD"]),
        ("2025年，总部位于安徽的奇瑞出口汽车134万辆。", [None]),
    ],
)
def test_the_figures_of_a_firm_or_zone_are_not_its_provinces(text: str, subjects: list[str | None]) -> None:
    assert [c.subject for c in read(text, TODAY).claims] == subjects


@pytest.mark.parametrize(
    "text",
    [
        "Without the auto sector, Anhui's exports would have risen 5.3 percent in 2025.",
        "Had it not been for cars, exports of Anhui would have fallen 3.2 percent in 2025.",
        "2025年，若不计汽车，安徽出口将下降3.5%。",
    ],
)
def test_what_would_have_been_is_not_said(text: str) -> None:
    assert read(text, TODAY).claims == ()


def test_what_is_looked_at_is_said() -> None:
    [claim, *_] = read("如果把外贸增速排成一张榜单，2025年广东的4.4%并不起眼。", TODAY).claims
    assert (claim.subject, claim.low, claim.high) == ("CN-GD", Decimal("4.35"), Decimal("4.45"))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Anhui's foreign trade posted double-digit growth in 2025.", 10, 100),
        ("Hubei's exports saw single-digit growth in 2025.", 0, 10),
        ("Shanxi's trade suffered a double-digit decline in 2025.", -100, -10),
        ("2025年，安徽进出口实现两位数增长。", 10, 100),
        ("2025年，山西进出口出现两位数下降。", -100, -10),
    ],
)
def test_a_rate_of_so_many_digits_has_ends(text: str, low: int, high: int) -> None:
    [claim] = read(text, TODAY).claims
    assert (claim.indicator.op, claim.low, claim.high) == ("growth", low, high)


def test_provinces_with_double_digits_are_counted_once() -> None:
    [claim] = read("2025年，12个省份进出口实现两位数增长。", TODAY).claims
    assert (claim.kind, claim.low, claim.relation.threshold) == ("count", 12, 10)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2023、2024年，安徽进出口分别为8052亿元和8638亿元。", ["2023", "2024"]),
        ("2023—2025年，安徽进出口分别为8052亿元、8638亿元和10135.6亿元。", ["2023", "2024", "2025"]),
    ],
)
def test_years_are_handed_out(text: str, periods: list[str]) -> None:
    assert [c.period for c in read(text, TODAY).claims] == periods


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Anhui's trade nearly doubled in five years to 1.01 trillion yuan in 2025.", "2020"),
        ("Anhui's trade doubled in 2025.", None),
        ("五年来，安徽外贸规模翻了近一番。", "2020"),
        ("2025年，安徽外贸规模五年翻一番。", "2020"),
    ],
)
def test_a_change_over_so_many_years_has_its_base(text: str, base: str | None) -> None:
    claim = read(text, TODAY).claims[0]
    assert (claim.indicator.op, claim.period, claim.relation.base_period) == ("multiple", "2025", base)


def test_distances_in_points_share_what_they_are_set_against() -> None:
    claims = read("2025年，安徽进出口、出口增速分别高于全国13.5个和11.7个百分点。", TODAY).claims
    assert [(c.kind, c.indicator.flow, c.relation.versus, c.low) for c in claims] == [
        ("comparison", "total", "CN", Decimal("13.45")),
        ("comparison", "export", "CN", Decimal("11.65")),
    ]


def test_a_rate_says_right_behind_it_what_moved() -> None:
    claims = read("Anhui's trade rose 17.3 percent, with a 38.3 percent rise in shipments to ASEAN in 2025.", TODAY).claims
    assert [(c.indicator.flow, c.indicator.partner) for c in claims] == [("total", "world"), ("export", "ASEAN")]


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("The six central provinces traded a combined 4.9 trillion yuan in 2025.", "value", "central"),
        ("Six central provinces traded more than 1 trillion yuan in 2025.", "count", "CN"),
    ],
)
def test_provinces_that_share_a_sum_are_not_counted(text: str, kind: str, subject: str) -> None:
    [claim] = read(text, TODAY).claims
    assert (claim.kind, claim.subject) == (kind, subject)


def test_a_place_by_what_was_made_is_none_by_trade() -> None:
    claims = read("Anhui made 3.6 million cars in 2025, more than any other province.", TODAY).claims
    assert [c.indicator.concept for c in claims] == ["vehicle_output", None]


@pytest.mark.parametrize(
    ("text", "flow", "op", "test"),
    [
        ("Anhui's imports grew faster than its exports in 2025.", "import", "growth", ">"),
        ("Anhui's imports grew more slowly than exports in 2025.", "import", "growth", "<"),
        ("Growth of Anhui's imports exceeded that of exports in 2025.", "import", "growth", ">"),
        ("Anhui exported more than it imported in 2025.", "export", "level", ">"),
        ("Beijing's imports outstripped its exports in 2025.", "import", "level", ">"),
        ("2025年，安徽进口增速慢于出口。", "import", "growth", "<"),
    ],
)
def test_a_flow_is_set_against_the_other(text: str, flow: str, op: str, test: str) -> None:
    [claim] = read(text, TODAY).claims
    other = {"export": "import", "import": "export"}[flow]
    assert (claim.kind, claim.indicator.flow, claim.indicator.op, claim.relation.test, claim.relation.versus) == (
        "comparison",
        flow,
        op,
        test,
        other,
    )


def test_a_multiple_of_the_other_flow() -> None:
    [claim] = read("In 2025 Anhui's exports were more than twice its imports.", TODAY).claims
    assert (claim.kind, claim.indicator.op, claim.relation.versus, claim.low, claim.high) == ("comparison", "multiple", "import", 2, None)


@pytest.mark.parametrize("text", ["Anhui's trade-to-GDP ratio was 19.1 percent in 2025.", "2025年，安徽外贸依存度为19.1%。"])
def test_how_much_an_economy_trades_is_no_growth(text: str) -> None:
    [claim] = read(text, TODAY).claims
    assert claim.indicator.concept is None


def test_a_superlative_is_no_ware() -> None:
    claims = read(
        "Guangdong, China's largest trading province, accounted for 20.9 percent of the country's total trade in 2025.", TODAY
    ).claims
    assert [(c.kind, c.indicator.concept) for c in claims] == [("rank", "trade"), ("value", "trade")]


def test_a_year_before_may_be_told_to_have_fallen() -> None:
    claims = read("江西2025年进出口4823亿元，增长2.7%，由降转升，上年为下降17.2%。", TODAY).claims
    assert [(c.period, c.low) for c in claims[1:]] == [("2025", Decimal("2.65")), ("2024", Decimal("-17.25"))]


def test_passing_somebody_is_no_crossing_of_a_mark() -> None:
    claims = read("浙江2025年出口4.18万亿元，出口规模首次超过江苏之后继续保持全国第二。", TODAY).claims
    assert [c.kind for c in claims] == ["value", "comparison", "rank"]


@pytest.mark.parametrize(
    ("text", "subject", "versus"),
    [
        ("2025年，安徽外贸增速比江苏、浙江分别高11.3个和11.9个百分点。", "CN-AH", ["CN-JS", "CN-ZJ"]),
        ("2025年安徽外贸增速分别高于上海、江苏、浙江11.7个、11.3个、11.9个百分点。", "CN-AH", ["CN-SH", "CN-JS", "CN-ZJ"]),
    ],
)
def test_regions_that_one_is_set_against_are_handed_out(text: str, subject: str, versus: list[str]) -> None:
    claims = read(text, TODAY).claims
    assert [(c.kind, c.subject, c.relation.versus) for c in claims] == [("comparison", subject, v) for v in versus]


@pytest.mark.parametrize(
    "text",
    [
        "2025年，安徽日均进出口27.8亿元。",
        "2025年安徽外贸进出口月均844.6亿元。",
        "2025年安徽汽车出口比上年多出27.4万辆。",
        "安徽2025年全年顺差扩大564.1亿元。",
        "2025年，河南出口增速是进口增速的2.5倍。",
        "2025年，安徽电动汽车出口占“新三样”出口的六成。",
        "China's trade with Japan, South Korea and the EU came to 5.37 trillion yuan in the first 11 months of 2025.",
    ],
)
def test_averages_gains_and_multiples_of_rates_are_no_levels(text: str) -> None:
    [claim] = read(text, TODAY).claims
    assert claim.indicator.concept is None


def test_provinces_by_one_character_may_follow_a_year() -> None:
    claims = read("2025年皖鄂赣三省进出口分别为10135.6亿元、8340.1亿元、4823亿元，三省合计2.33万亿元。", TODAY).claims
    assert [c.subject for c in claims] == ["CN-AH", "CN-HB", "CN-JX", None]


def test_what_follows_a_list_of_years_does_not_break_it() -> None:
    claims = read("2020年、2025年，安徽外贸分别为5451.5亿元、10135.6亿元，五年增长85.9%。", TODAY).claims
    assert [(c.period, c.relation.base_period) for c in claims] == [("2020", None), ("2025", None), ("2025", "2020")]


def test_a_share_goes_on_with_the_whole_before_it() -> None:
    claims = read("2025年，浙江出口占全国的15.5%，广东出口占22.3%。", TODAY).claims
    assert [(c.subject, c.relation.versus) for c in claims] == [("CN-ZJ", "CN"), ("CN-GD", "CN")]


@pytest.mark.parametrize(
    ("text", "n", "scope"),
    [
        ("Hubei was the only central province whose trade grew by more than 18 percent in 2025.", 1, "central"),
        ("Hunan was one of nine provinces whose trade fell in 2025.", 9, "provinces"),
    ],
)
def test_one_is_counted_among_its_own(text: str, n: int, scope: str) -> None:
    claim = next(c for c in read(text, TODAY).claims if c.kind == "count")
    assert (claim.low, claim.scope) == (n, scope)


@pytest.mark.parametrize(
    "text",
    [
        "Zhejiang, the country's third-largest trader, shipped 4.18 trillion yuan of goods abroad in 2025.",
        "Zhejiang, China's third-biggest trading province, exported goods worth 4.18 trillion yuan in 2025.",
    ],
)
def test_a_trader_ranks_by_all_its_trade(text: str) -> None:
    rank, level = read(text, TODAY).claims
    assert (rank.indicator.flow, level.indicator.flow) == ("total", "export")


def test_suppositions_without_an_end_take_no_time() -> None:
    assert read("若，" * 20_000, TODAY).claims == ()
