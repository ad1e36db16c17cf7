"""The heads of customs tables: labels decide what a column holds, wherever it stands."""

from __future__ import annotations

import pytest
from tests.sources import customs_tables as made

from hinterland.sources import customs_columns
from hinterland.sources.customs_columns import Column, TableHead


def head_of(rows: made.Rows) -> TableHead:
    head = customs_columns.find_head(list(enumerate(rows, start=1)))
    assert head is not None
    return head


def meaning(column: Column) -> tuple[object, ...]:
    return (column.growth, column.flow or column.measure, column.to_date)


def test_a_flattened_head_is_read_through_the_marks_of_pandas() -> None:
    head = head_of(made.table8())
    assert (head.first, head.after, head.names, head.name_at, head.unit_at, head.month, head.width) == (
        1,
        3,
        "收发货人所在地",
        0,
        None,
        7,
        10,
    )
    assert [meaning(c) for c in head.columns] == [
        *((False, flow, to_date) for flow in made.ORDER for to_date in (False, True)),
        *((True, flow, True) for flow in made.ORDER),
    ]


def test_blanks_of_merged_cells_are_filled_from_the_left() -> None:
    head = head_of(
        [
            ["商品名称", "计量单位", "7月", "", "1至7月累计", "", "7月比去年同期±%", "", "1至7月累计比去年同期±%", ""],
            ["", "", *["数量", "金额"] * 4],
        ]
    )
    assert [meaning(c) for c in head.columns] == [
        (growth, measure, to_date) for growth in (False, True) for to_date in (False, True) for measure in ("quantity", "value")
    ]


def test_columns_beyond_the_head_are_not_filled() -> None:
    head = head_of([["收发货人所在地", "进出口", "", "出口", "", "", ""], ["", "7月", "1至7月", "7月", "1至7月", "", ""]])
    assert head.width == 5


@pytest.mark.parametrize(
    ("label", "to_date", "month"),
    [
        ("7月", False, 7),
        ("12月", False, 12),
        ("1至7月", True, 7),
        ("1至12月累计", True, 12),
        ("1-7月", True, 7),
        ("1至1月", True, 1),
        ("累计", True, None),
        ("7", False, 7),
        ("1- to-3", True, 3),
        ("1-to-2", True, 2),
        ("1to7", True, 7),
        ("1-5 Total", True, 5),
    ],
)
def test_spans_are_known_in_every_spelling(label: str, to_date: bool, month: int | None) -> None:
    upper, lower = ["国家（地区）", "进出口", "出口", "进口", "累计比去年同期±％"], ["国家（地区）", label, label, label, "进出口"]
    head = head_of([upper, lower])
    assert {(c.to_date, c.month) for c in head.columns if not c.growth} == {(to_date, month)}


def test_a_year_in_a_label_is_kept() -> None:
    head = head_of(
        [["Commodity", "Quantity Unit", "1-5 Total, 2025", "1-5 Total, 2025"], ["Commodity", "Quantity Unit", "Quantity", "Value"]]
    )
    assert [(c.year, c.month, c.to_date, c.measure) for c in head.columns] == [(2025, 5, True, "quantity"), (2025, 5, True, "value")]


def test_the_year_before_may_be_named_without_its_number() -> None:
    head = head_of([["商品名称", "计量单位", *["1至6月累计"] * 2, *["去年同期累计"] * 2], ["", "", *["数量", "金额"] * 2]])
    assert [c.year for c in head.columns] == [None, None, -1, -1]
    assert not any(c.growth for c in head.columns)


@pytest.mark.parametrize("label", ["Percentage Change", "比去年同期±%"])
def test_growth_without_a_period_says_none(label: str) -> None:
    head = head_of([["商品名称", "计量单位", "7月", "7月", label, label], ["", "", *["数量", "金额"] * 2]])
    assert [c.to_date for c in head.columns if c.growth] == [None, None]


def test_a_head_of_three_lines_is_read_to_its_end() -> None:
    head = head_of(
        [
            ["商品名称", "计量单位", *["当月"] * 2, *["比去年同期±%"] * 2],
            ["", "", "7月", "7月", "7月", "7月"],
            ["", "", "数量", "金额", "数量", "金额"],
            ["成品油", "万吨", "1", "2", "3", "4"],
        ]
    )
    assert head.after == 3
    assert [meaning(c) for c in head.columns] == [
        (False, "quantity", False), (False, "value", False), (True, "quantity", False), (True, "value", False),
    ]  # fmt: skip


def test_a_first_column_left_blank_moves_nothing() -> None:
    rows = [["", *row] for row in made.table8()]
    rows[0][0] = "Unnamed: 0"
    head = head_of(rows)
    assert (head.name_at, head.columns[0].at) == (1, 2)


def test_columns_that_name_two_months_agree_on_none() -> None:
    assert head_of([["国家（地区）", "进出口", "出口", "进口"], ["", "7月", "8月", "7月"]]).month is None


@pytest.mark.parametrize("rows", [[], [[]], [["a", "b"]], [["出口增长"], ["进口下降"]], [["进出口"]], [["商品名称", "金额"]]])
def test_what_has_no_such_head_has_none(rows: made.Rows) -> None:
    assert customs_columns.find_head(list(enumerate(rows, start=1))) is None


def test_data_are_the_rows_with_figures() -> None:
    rows = [
        *made.head8(month=7),
        ["总值", *["1"] * 9],
        ["其中：", *[""] * 9],
        [""] * 10,
        [made.NOTE] * 10,
        *made.head8(month=7),
        ["北京市", *["-"] * 9],
        ["注：1.资料来源"],
        ["", *["1"] * 9],
    ]
    table = list(enumerate(rows, start=1))
    head = customs_columns.find_head(table)
    assert head is not None
    assert [(number, name) for number, name, _ in customs_columns.data(table, head)] == [(3, "总值"), (9, "北京市"), (11, "")]


def test_a_row_of_data_with_a_word_of_heads_in_it_is_still_data() -> None:
    rows = [*made.head8(month=7), ["总值", "1234", "出口", *["7"] * 7], ["北京市", "7月", "35.5", *["7"] * 7]]
    table = list(enumerate(rows, start=1))
    head = customs_columns.find_head(table)
    assert head is not None
    assert [name for _, name, _ in customs_columns.data(table, head)] == ["总值", "北京市"]
