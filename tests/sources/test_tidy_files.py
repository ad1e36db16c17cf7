"""Our own columns in the files that people have: as spreadsheets write text, under lines of title, on several sheets; and in files that cost more than they hold."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from tests.sources.test_tidy import ANHUI, one, one_of, parquet
from tests.warehouse.desk import DESK, HEADER

from hinterland.api import open as open_warehouse
from hinterland.sources import tidy
from hinterland.sources.reading import InputError, Options


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "figures.csv"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_that_spreadsheets_write(path: Path, encoding: str) -> None:
    path.write_bytes(f"{HEADER}\ntotal,安徽,2025,10135.57,亿元\n".encode(encoding))
    [figure] = tidy.read(path, Options()).figures
    assert (figure.region, figure.value, figure.unit) == ("CN-AH", Decimal("10135.57"), "CNY_100M")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_cells_may_be_divided_by_semicolons_and_tabs(path: Path, delimiter: str) -> None:
    path.write_text(f"{HEADER}\n{ANHUI}\n".replace(",", delimiter), encoding="utf-8")
    assert one_of(path).value == Decimal("10135.57")


def test_a_comma_between_semicolons_is_asked_for_where_it_may_be_a_decimal_one(path: Path) -> None:
    rows = ("total;CN-AH;2025;10,135;CNY", "total;CN-AH;2024;10,135.5;CNY", "total;CN-AH;2023;1,010,135;CNY", "total;CN-AH;2022;10,13;CNY")
    path.write_text("\n".join((HEADER.replace(",", ";"), *rows)), encoding="utf-8")
    reading = tidy.read(path, Options())
    assert [str(f.value) for f in reading.figures] == ["10135.5", "1010135"]
    assert [(q.row, q.reason) for q in reading.quarantined] == [
        (2, "'10,135' may be 10135 or 10.135; write it without separators"),
        (5, "'10,13' is not a number; write it as in 10135.57 or 10,135.57"),
    ]


@pytest.mark.parametrize("written", ["10135.57", '"10,135.57"', "１０１３５．５７", '"１０，１３５．５７"'])
def test_thousands_separators_and_full_width_digits_are_read(path: Path, written: str) -> None:
    assert one(path, f"total,CN-AH,２０２５,{written},CNY").value == Decimal("10135.57")


def test_lines_of_title_above_the_header_are_named(path: Path) -> None:
    path.write_text(f"Trade of Anhui, 2025\n\n{HEADER}\n{ANHUI}\n", encoding="utf-8")
    reading = tidy.read(path, Options())
    assert ([f.row for f in reading.figures], reading.rows_read) == ([4], 1)
    assert reading.warnings == ["rows above the header, which were not read as figures: 1 (Trade of Anhui 2025)"]


# -- workbooks of several sheets


def sheets(path: Path) -> Path:
    """Two sheets of figures whose rows have the same numbers, one of notes, one hidden."""
    header = ("region", "period", "value", "unit")
    with xlsxwriter.Workbook(path) as book:
        for name, cells in {
            "2024": [header, ("CN-AH", 2024, 8052.2, "CNY_100M"), ("Atlantis", 2024, 1, "CNY_100M")],
            "2025": [("Trade",), header, ("CN-AH", 2025, 10135.57, "CNY_100M")],
            "notes": [("from the customs of Hefei",)],
            "old": [header, ("CN-AH", 2023, 1, "CNY_100M")],
        }.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(cells):
                sheet.write_row(number, 0, row)
        sheet.hide()
    return path


def test_all_visible_sheets_are_read_and_others_are_named(tmp_path: Path) -> None:
    first, second = tidy.read_all(sheets(tmp_path / "f.xlsx"), Options())
    assert [(r.label, [f.row for f in r.figures], [q.row for q in r.quarantined], r.rows_read) for r in (first, second)] == [
        ("f.xlsx[2024]", [2], [3], 2), ("f.xlsx[2025]", [3], [], 1),
    ]  # fmt: skip
    assert first.warnings == [
        "the sheet 'notes' was not read: it is without the columns region, period and unit",
        "the sheet 'old' was not read: it is hidden",
    ]
    with pytest.raises(InputError, match="has 2 sheets of figures"):
        tidy.read(tmp_path / "f.xlsx", Options())


def test_a_workbook_of_two_sheets_is_loaded_whole(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w", embedded=False) as h:
        files = h.load([sheets(tmp_path / "f.xlsx")], options=DESK).files
        assert [(f.rows_read, f.rows_stored, f.rows_quarantined) for f in files] == [(2, 1, 1), (1, 1, 0)]
        assert h.sql("SELECT file, row FROM observations ORDER BY file").fetchall() == [("f.xlsx[2024]", 2), ("f.xlsx[2025]", 3)]
        assert [(q["file"], q["row"]) for q in h.quarantine()] == [("f.xlsx[2024]", 3)]
        assert [f.rows_new for f in h.load([sheets(tmp_path / "f.xlsx")], options=DESK).files] == [0, 0]


# -- files that cost more than they hold


def test_a_parquet_file_of_too_many_rows_is_refused_before_they_are_read(tmp_path: Path) -> None:
    path = parquet(tmp_path / "f.parquet", "SELECT 'CN-AH' AS region, 2025 AS period, 1 AS value, 'percent' AS unit FROM range(300000)")
    with pytest.raises(InputError, match=r"300,000 rows of 4 columns; tables of figures are read up to 1,000,000 cells"):
        tidy.read(path, Options())


def test_a_parquet_file_of_one_long_text_is_refused(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "f.parquet", "SELECT 'CN-AH' AS region, 2025 AS period, 1 AS value, repeat('a', 100000) AS unit FROM range(2000)"
    )
    with pytest.raises(InputError, match="holds more than 16,777,216 characters"):
        tidy.read(path, Options())
