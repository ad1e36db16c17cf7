"""Query exports that were saved again, cut or damaged: what can be put right is, the rest is rejected line by line or refused, and nothing is lost."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.record_files import CHINESE, HORSE, SHOES, SOLAR, Read, connected, export
from tests.sources.record_files import read as read_with

from hinterland.sources import customs_query
from hinterland.sources.reading import InputError, Options


def read(path: Path, **said: str) -> Read:
    return read_with(customs_query, path, **said)


def refused(path: Path, **said: str) -> str:
    with connected() as con, pytest.raises(InputError) as caught:
        customs_query.records(path, Options(**said), con)
    return str(caught.value)


# -- files that were saved again


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_who_saved_the_file_makes_no_difference(tmp_path: Path, encoding: str, end: str) -> None:
    as_given = read(export(tmp_path / "2024in.csv", SOLAR, SHOES, HORSE)).rows
    assert read(export(tmp_path / "2024in.csv", SOLAR, SHOES, HORSE, encoding=encoding, end=end)).rows == as_given


def test_a_spreadsheets_months_and_lost_zeros_are_put_right(tmp_path: Path) -> None:
    path = tmp_path / "2024in.csv"
    lines = [
        ",".join(CHINESE),
        "2.02401E+05,116,日本,1012100,改良种用马,1,千克,0,?,5000000",
        "202402,133,韩国,85414300,光电池,120,个,0,?,1234567",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    found = read(path)
    assert found.column("first_month") == [202401, 202402]
    assert found.column("product") == ["01012100", "85414300"]


def test_lost_zeros_among_codes_of_several_levels_are_refused(tmp_path: Path) -> None:
    said = refused(export(tmp_path / "2024in.csv", (*SOLAR[:3], "1012100", *SOLAR[4:]), (*SOLAR[:3], "854143", *SOLAR[4:])))
    assert "1012100" in said and "6, 8 digits" in said


def test_codes_of_several_levels_are_fine_while_no_zero_is_lost(tmp_path: Path) -> None:
    found = read(export(tmp_path / "2024in.csv", SOLAR, (*SOLAR[:3], "854143", *SOLAR[4:])))
    assert found.column("product") == ["85414300", "854143"]


def test_codes_whose_digits_were_rounded_away_are_refused(tmp_path: Path) -> None:
    assert "1.2E+07" in refused(export(tmp_path / "2024in.csv", SOLAR, (*SOLAR[:3], "1.2E+07", *SOLAR[4:])))


def test_amounts_that_a_spreadsheet_rounded_are_put_aside(tmp_path: Path) -> None:
    found = read(export(tmp_path / "2024in.csv", SOLAR, (*SHOES[:-1], "1.33E+11"), (*HORSE[:5], "1.5E+08", *HORSE[6:])))
    assert found.column("row") == [2]
    assert set(found.reasons) == {3, 4}
    assert "amount" in found.reasons[3] and "first quantity" in found.reasons[4]


# -- what can't be read


def test_line_breaks_and_commas_inside_cells_are_part_of_them(tmp_path: Path) -> None:
    odd = (*SOLAR[:4], '其他,""组件""\n(光伏)', *SOLAR[5:])
    found = read(export(tmp_path / "2024in.csv", SHOES, odd, HORSE))
    assert found.column("product") == ["64041100", "85414300", "01012100"]
    assert found.column("row") == [2, 3, 5]


def test_a_ragged_line_is_put_aside_alone(tmp_path: Path) -> None:
    path = export(tmp_path / "2024in.csv", SOLAR, SHOES[:4], (*HORSE, "more"), HORSE)
    found = read(path)
    assert found.column("row") == [2, 5]
    assert set(found.reasons) == {3, 4}


def test_a_broken_quotation_mark_spoils_its_own_line_only(tmp_path: Path) -> None:
    path = export(tmp_path / "2024in.csv", SOLAR, SHOES, HORSE)
    lines = path.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b'"64041100"', b'"64041100', 1)
    path.write_bytes(b"\n".join(lines))
    found = read(path)
    assert found.column("row") == [2, 4]
    assert "64041100" in found.reading.quarantined[0].text


def test_characters_that_latin_1_lacks_are_read_all_the_same(tmp_path: Path) -> None:
    rare = (*SOLAR[:4], "氘镕丂仐", *SOLAR[5:])
    assert read(export(tmp_path / "2024in.csv", rare, SHOES)).column("value") == [Decimal(1234567), Decimal(9876)]


@pytest.mark.parametrize(
    ("column", "text", "word"),
    [
        (0, "202413", "not a month"),
        (0, "", "not a month"),
        (3, "854143001", "HS code"),
        (3, "solar", "digits"),
        (9, "", "amount"),
        (9, "n/a", "amount"),
        (5, "many", "quantity"),
    ],
)
def test_a_row_that_cannot_be_read_is_put_aside_with_its_reason(tmp_path: Path, column: int, text: str, word: str) -> None:
    bad = list(SOLAR)
    bad[column] = text
    found = read(export(tmp_path / "2024in.csv", SHOES, bad))
    assert found.column("row") == [2]
    assert word in found.reasons[3]
    assert found.reading.quarantined[0].text.startswith('"')


def test_a_trade_mode_or_place_unknown_to_customs_is_put_aside(tmp_path: Path) -> None:
    header = ("注册地编码", "贸易方式编码", "人民币")
    found = read(export(tmp_path / "2024out.csv", ("34", "10", "7"), ("99", "10", "8"), ("34", "98", "9"), header=header))
    assert found.column("row") == [2]
    assert "99" in found.reasons[3] and "98" in found.reasons[4]


def test_empty_quantities_are_none_and_no_fault(tmp_path: Path) -> None:
    found = read(export(tmp_path / "2024in.csv", (*SOLAR[:5], "", "", "", "", "7"), SHOES))
    assert found.column("quantity") == [None, Decimal(70)]


def test_a_header_alone_holds_nothing_and_says_so(tmp_path: Path) -> None:
    found = read(export(tmp_path / "2024in.csv"))
    assert found.reading.rows_read == 0
    assert "no rows" in found.warnings


def test_exactly_ten_thousand_rows_are_told_loudly(tmp_path: Path) -> None:
    header = ("商品编码", "人民币")
    rows = [(f"{10_000_000 + i}", f"{i + 1:,}") for i in range(10_000)]
    found = read(export(tmp_path / "2024in.csv", *rows, header=header))
    assert found.warnings.startswith("EXACTLY 10,000 ROWS")
    assert found.reading.whole == frozenset()
    assert "split the query by month, partner or trade mode" in found.warnings
    assert "10,000" not in read(export(tmp_path / "2024in.csv", *rows[:-1], header=header)).warnings


def test_a_query_that_was_cut_off_is_told_how_to_be_split(tmp_path: Path) -> None:
    header = ("数据年月", "商品编码", "贸易伙伴名称", "人民币")
    rows = [(f"2024{i % 12 + 1:02}", f"{10_000_000 + i}", ("美国", "日本")[i % 2], f"{i + 1:,}") for i in range(10_000)]
    found = read(export(tmp_path / "2024in.csv", *rows, header=header))
    assert "split the query by month (startMonth, endMonth): of the 12 parts seen here the largest, 2024" in found.warnings
    assert "has 834 rows" in found.warnings


# -- laws


CODES = ["", "?", "-", "202401", "202412", "2.02401E+05", "133", "502", "150", "998", "01012100", "85414300", "854143", "㐀"]
CELL = st.sampled_from([*CODES, "千克", "个", "韩国", "1,234", "5", "-7", "0", "x", "a,b", '""', "1.5E+08"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, min_size=8, max_size=11), max_size=12), st.sampled_from(["gb18030", "utf-8-sig"]))
def test_no_row_and_no_amount_is_ever_lost(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], encoding: str) -> None:
    path = export(tmp_path_factory.mktemp("law") / "2024in.csv", *rows, encoding=encoding)
    try:
        found = read(path)
    except InputError as e:
        assert str(path) in str(e)
        return
    assert found.reading.rows_read == len(rows)
