"""What a customs table says of itself: month, unit, currency, whose trade; and one sentence where it doesn't."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinterland.sources import customs
from hinterland.sources.customs import Month
from hinterland.sources.grids import Grid
from hinterland.sources.reading import InputError, Options

TABLE = Path("table.csv")


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("（8）2025年7月进出口商品收发货人所在地总值表（人民币值）", (2025, 7)),
        ("（2）2024年 12 月进出口商品国别（地区）总值表", (2024, 12)),
        ("（5）2026年1至2月进出口商品主要国别（地区）总值表", (2026, 2)),
        ("2025年1-11月出口主要商品量值表", (2025, 11)),
        ("2025年1月至3月出口主要商品量值表", (2025, 3)),
        ("(4) China's Total Export & Import Values by Country/Region, Mar 2026 (in CNY)", (2026, 3)),
        ("(4) China's Total Export & Import Values, January-February 2025 (in CNY)", (2025, 2)),
        ("China's Total Value of Imports and Exports, Jan. 2018", (2018, 1)),
        ("（13）Major Export Commodities in Quantity and Value,1-7.2026", (2026, 7)),
        ("（14）Major Import Commodities in Quantity and Value,1.2026", (2026, 1)),
        ("（13）Major Export Commodities in Quantity and Value,1-12.2024", (2024, 12)),
    ],
)
def test_titles_say_their_month_in_both_languages(title: str, month: tuple[int, int]) -> None:
    found = customs.month_of(TABLE, [title], None, Options())
    assert (found.year, found.month, found.known_from) == (*month, "file")


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("2025-07.csv", (2025, 7)),
        ("table2_country_2024-01_wan_yuan.csv", (2024, 1)),
        ("hangzhou_zhejiang-2024-02.csv", (2024, 2)),
        ("浙江省-2024-12.csv", (2024, 12)),
        ("202507.xls", (2025, 7)),
        ("t8_2025_7.csv", (2025, 7)),
        ("2025年1至7月总值表.xls", (2025, 7)),
        ("2025年7月总值表.xls", (2025, 7)),
    ],
)
def test_file_names_say_the_month(name: str, month: tuple[int, int]) -> None:
    found = customs.month_of(Path(name), [], None, Options())
    assert (found.year, found.month, found.known_from) == (*month, "name")


@pytest.mark.parametrize("name", ["table8.csv", "2026071409284388537.xls", "2025-07-18.html", "20250718.html", "2025.csv", "2025-13.csv"])
def test_names_that_are_dates_or_numbers_say_no_month(name: str) -> None:
    with pytest.raises(InputError, match="say them with period"):
        customs.month_of(Path(name), [], None, Options())


def test_a_month_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="no such month"):
        customs.month_of(TABLE, ["2025年13月进出口总值表"], None, Options())


def test_text_that_is_no_title_says_no_month() -> None:
    with pytest.raises(InputError, match="period"):
        customs.month_of(TABLE, ["发布时间：2025年8月18日"], None, Options())


def test_the_user_is_heard_before_the_name_and_after_the_title() -> None:
    name = Path("2025-06.csv")
    assert customs.month_of(name, [], 7, Options(period="2025-07")) == Month(2025, 7, "user")
    assert customs.month_of(name, ["2025年7月总值表"], 7, Options()) == Month(2025, 7, "file")


def test_a_period_that_is_none_is_refused_with_the_forms_it_may_have() -> None:
    with pytest.raises(InputError, match=r'period: "July" is not a period: write 2025'):
        customs.month_of(TABLE, [], 7, Options(period="July"))


def test_a_period_of_another_month_than_the_columns_is_refused() -> None:
    with pytest.raises(InputError, match="period says 2025-06, but its columns are headed with month 7"):
        customs.month_of(TABLE, [], 7, Options(period="2025-06"))


@pytest.mark.parametrize(
    ("year", "month", "released"),
    [(2024, 1, "2024-03"), (2024, 2, "2024-03"), (2024, 3, "2024-04"), (2024, 11, "2024-12"), (2024, 12, "2025-01"), (2025, 7, "2025-08")],
)
def test_bulletins_come_out_the_month_after_and_the_first_two_in_march(year: int, month: int, released: str) -> None:
    assert Month(year, month, "file").released == released


def test_a_month_knows_its_periods() -> None:
    month = Month(2025, 7, "file")
    assert (month.alone, month.to_date, month.year_to_date(2024)) == ("2025-07", "2025-01/2025-07", "2024-01/2024-07")
    assert (Month(2025, 1, "file").alone, Month(2025, 1, "file").to_date) == ("2025-01", "2025-01")
    assert Month(2025, 12, "file").to_date == "2025"


# -- units


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("单位：万人民币", "CNY_10K"),
        ("单位：万元人民币", "CNY_10K"),
        ("金额单位：万元人民币", "CNY_10K"),
        ("单位:亿元人民币", "CNY_100M"),
        ("单 位：千美元", "USD_1K"),
        ("单位∶百万美元", "USD_1M"),
        (" 单位：人民币，元，%", "CNY"),
        (" 单位：人民币，万元，%", "CNY_10K"),
        ("单位：美元，万元，%", "USD_10K"),
        ("Unit: CNY 100 Million", "CNY_100M"),
        ("Unit: USD1 Million", "USD_1M"),
        ("Unit:US$1,000", "USD_1K"),
        ("Unit: US$ 1,000", "USD_1K"),
        ("Unit:RMB￥10,000", "CNY_10K"),
        ("Unit: RMB 10,000", "CNY_10K"),
    ],
)
def test_units_of_money_are_known_in_every_spelling(line: str, code: str) -> None:
    assert customs.unit_of(TABLE, ["title", line], [], Options()).code == code


def test_a_unit_that_is_no_money_is_refused_with_the_option() -> None:
    for line in ("单位：万吨", "单位：贯"):
        with pytest.raises(InputError, match="no unit of money known here; say it with unit"):
            customs.unit_of(TABLE, [line], [], Options())


def test_no_unit_is_asked_for() -> None:
    with pytest.raises(InputError, match="doesn't say its unit"):
        customs.unit_of(TABLE, ["2025年7月总值表", "原“经营单位”调整为“收发货人”"], [], Options())


def test_the_users_unit_stands_before_the_tables() -> None:
    assert customs.unit_of(TABLE, ["单位：万元"], ["总值表（美元值）"], Options(unit="USD_1K")).code == "USD_1K"
    with pytest.raises(InputError, match="unit says 'furlongs'"):
        customs.unit_of(TABLE, [], [], Options(unit="furlongs"))


@pytest.mark.parametrize("title", ["总值表（美元值）", "Export & Import Values (in USD)", "出口量值表（人民币值）（美元值）"])
def test_a_currency_in_the_title_that_is_not_the_units_is_refused(title: str) -> None:
    with pytest.raises(InputError, match="say which is right with unit"):
        customs.unit_of(TABLE, ["单位：万元人民币"], [title], Options())


def test_a_currency_of_the_users_that_is_not_the_tables_is_refused() -> None:
    assert customs.unit_of(TABLE, ["单位：万元"], [], Options(currency="CNY")).code == "CNY_10K"
    with pytest.raises(InputError, match="currency says USD"):
        customs.unit_of(TABLE, ["单位：万元"], [], Options(currency="USD"))


def test_later_headings_of_a_page_are_no_titles() -> None:
    grid = Grid(TABLE, "page", headings=["2025年7月总值表", "2025年7月总值表", "相关：2025年6月总值表"])
    assert customs.texts(grid, [(1, ["单位：万元", ""]), (2, ["总值"])], 1) == ["单位：万元", "2025年7月总值表"]


# -- whose


@pytest.mark.parametrize(
    "title",
    [
        "（2）2025年7月进出口商品国别（地区）总值表（人民币值）",
        "（2）2025年1至7月进出口商品主要国别（地区）总值表",
        "2026年6月全国出口重点商品量值表（美元值）",
        "（14）2025年11月进口主要商品量值表",
        "China's Major Exports by Quantity and Value, April 2025 (in USD)",
    ],
)
def test_titles_of_the_nation_pass(title: str) -> None:
    customs.of_the_nation(TABLE, [title])


@pytest.mark.parametrize(
    "title",
    [
        "2025年7月浙江省进出口商品国别（地区）总值表",
        "本市2：2024年1至6月进出口商品国别（地区）总值表",
        "2025年1-7月上海市外贸出口主要商品量值表",
    ],
)
def test_titles_of_a_place_are_refused(title: str) -> None:
    with pytest.raises(InputError, match="for the whole nation only"):
        customs.of_the_nation(TABLE, [title])
