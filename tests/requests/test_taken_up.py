"""What a word of a request changes in it, so that none is passed over: dependence, a year that the last is compared with, places year by year, two currencies, averages."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.requests import Unclear, parse

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "flow", "partner"),
    [
        ("how dependent is Henan on the US", None, "USA"),
        ("河南对美依存度", None, "USA"),
        ("china's reliance on australia for imports 2026 h1", "import", "AUS"),
        ("中国进口对澳大利亚依赖多大 26上半年", "import", "AUS"),
    ],
)
def test_dependence_on_a_partner_is_its_share_of_a_regions_own_trade(text: str, flow: str | None, partner: str) -> None:
    r = parse(text, TODAY)
    assert (r.op, r.whole, r.flow, r.partner) == ("share", "own", flow, partner)


@pytest.mark.parametrize("text", ["河南外贸依存度", "how dependent is Anhui on exports", "anhui trade depends on exports"])
def test_dependence_on_trade_is_refused_and_nothing_made_of_the_rest(text: str) -> None:
    with pytest.raises(Unclear) as refused:
        parse(text, TODAY)
    assert "GDP" in str(refused.value) or "生产总值" in str(refused.value)
    assert not refused.value.rest


@pytest.mark.parametrize(
    "text",
    [
        "what % of Fujian's total are imports 2024",
        "fujian imports as % of total 2024",
        "福建进口占总额多少 2024",
        "福建总额里进口占多少 2024",
    ],
)
def test_a_part_of_a_total_of_its_own_is_no_share_of_the_nation(text: str) -> None:
    assert parse(text, TODAY).whole == "flow"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("jilin trade decade ago vs now", {"2016", "2025"}),
        ("anhui exports vs 2015", {"2015", "2025"}),
        ("山东外贸是2005年的几倍", {"2005", "2025"}),
        ("安徽出口与2015年相比", {"2015", "2025"}),
    ],
)
def test_a_year_gone_by_is_compared_with_the_last_which_is_said(text: str, years: set[str]) -> None:
    r = parse(text, TODAY)
    assert r.what == "comparison" and {str(p) for p in r.periods} == years
    assert any("2025" in note for note in r.notes())


@pytest.mark.parametrize(
    "text", ["anhui exports growth vs 2023", "which provinces export more than 2020", "anhui exports compared with july 2024"]
)
def test_a_year_that_may_be_compared_otherwise_is_left_open(text: str) -> None:
    with pytest.raises(Unclear):
        parse(text, TODAY)


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("rank of anhui in exports each yr since 2020", "level"),
        ("安徽出口排名历年 2020年以来", "level"),
        ("anhui rank 2020-2025 by growth of exports", "growth"),
    ],
)
def test_the_place_over_years_is_asked_of_each_of_them(text: str, op: str) -> None:
    r = parse(text, TODAY)
    assert [str(p) for p in r.periods] == [str(y) for y in range(2020, 2026)]
    assert [str(one.periods[0]) for one in r.also] == [str(y) for y in range(2021, 2026)] and {one.op for one in (r, *r.also)} == {op}


@pytest.mark.parametrize(
    "text",
    [
        "how did anhui's export rank change 2020-2025",
        "安徽出口排名2020到2025变动了几位",
        "how many places has anhui climbed in exports since 2020",
    ],
)
def test_how_a_place_changed_over_a_span_is_one_question(text: str) -> None:
    r = parse(text, TODAY)
    assert (r.computed, r.subjects, r.flow, str(r.periods[0])[:4]) == ("places", ("CN-AH",), "export", "2020")


@pytest.mark.parametrize("text", ["hebei exports 2025 in us$ bn and yuan", "河北2025出口 美元和人民币"])
def test_two_currencies_are_answered_one_by_one(text: str) -> None:
    r = parse(text, TODAY)
    assert [one.currency for one in (r, *r.also)] == ["USD", "CNY"]


def test_two_currencies_beside_an_amount_are_refused() -> None:
    with pytest.raises(Unclear):
        parse("which provinces exported above 100bn yuan in usd 2024", TODAY)


@pytest.mark.parametrize("text", ["mean of monthly imports guangdong jan-jul 2025", "averge monthly imports of guangdong jan-jul 2025"])
def test_an_average_over_months_is_one_however_it_is_said(text: str) -> None:
    r = parse(text, TODAY)
    assert (r.computed, r.each, [str(p) for p in r.periods]) == ("monthly", None, ["2025-01/2025-07"])


def test_an_average_of_one_figure_says_what_an_average_needs() -> None:
    with pytest.raises(Unclear, match="needs several years or regions"):
        parse("guangdong average exports 2025", TODAY)


@pytest.mark.parametrize("word", ["头一回", "头一次", "头一遭", "第一回"])
def test_a_numeral_in_a_word_for_the_first_time_is_no_count(word: str) -> None:
    r = parse(f"吉林外贸{word}过1500亿是哪年", TODAY)
    assert (r.what, r.top, r.amount) == ("history", None, 150_000_000_000)


@pytest.mark.parametrize(
    ("text", "each"),
    [("which was the last year guangdong's imports fell", "year"), ("what was the last month anhui trade declined", "month")],
)
def test_the_last_year_that_something_was_so_is_not_last_year(text: str, each: str) -> None:
    r = parse(text, TODAY)
    assert (r.what, r.last, r.each, r.periods) == ("history", True, each, ())


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("who buys most from china 2026H1", "export"),
        ("who sells most to china", "import"),
        ("who imports the most from china", "export"),
        ("谁是中国最大的买家", "export"),
        ("china's main suppliers", "import"),
    ],
)
def test_who_trades_with_the_nation_is_not_one_of_its_regions(text: str, flow: str) -> None:
    r = parse(text, TODAY)
    assert (r.computed, r.sliced, r.flow, r.subjects) == ("slices", "partner", flow, ("CN",))


def test_what_a_regions_exports_and_imports_differ_by_is_its_balance() -> None:
    assert parse("新疆进出口差多少 2025年", TODAY).op == "balance"
    assert parse("安徽和江苏进出口差多少 2025", TODAY).what == "comparison"


def test_half_of_a_short_chinese_word_offers_no_guess() -> None:
    with pytest.raises(Unclear) as refused:
        parse("吉林外贸回岁 2025", TODAY)
    assert not refused.value.offered


def test_nothing_is_offered_that_a_word_taken_out_leaves_torn() -> None:
    with pytest.raises(Unclear) as refused:
        parse("china's xyzzy on australia imports 2025", TODAY)
    assert "china's on" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    ["growth of the six central provinces trade 2025 compared", "compare exports of the northeast in 2024", "比较中部六省2025年进出口增速"],
)
def test_a_group_that_is_compared_is_ranked_within(text: str) -> None:
    r = parse(text, TODAY)
    assert (r.what, len(r.subjects), len(r.periods)) == ("ranking", 1, 1)


@pytest.mark.parametrize(
    "text", ["guangdong exports (24)", "how many times bigger is guangdong than guizhou (exports 24)", "zhejiang imports ('24)?"]
)
def test_two_digits_that_close_a_bracket_are_a_year(text: str) -> None:
    assert [str(p) for p in parse(text, TODAY).periods] == ["2024"]


def test_an_average_a_year_is_said_in_short_as_well() -> None:
    assert parse("how fast did jilin grow on avg per yr 2018-2024", TODAY).op == "cagr"
