"""Large delimited files: the quick way and the careful way give one answer, and each row knows its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.record_files import connected, parquet

from hinterland.sources.delimited import Layout, Scanned, bring, first_line, header, lines, scan, texts
from hinterland.sources.reading import InputError, head_of


def scanned(path: Path, content: bytes, *, encoding: str = "utf-8", delimiter: str = ",") -> tuple[list[tuple[Any, ...]], Scanned]:
    """The rows of a file with their lines, all columns as text."""
    path.write_bytes(content)
    layout = Layout.of(content.split(b"\n")[0].rstrip(b"\r").decode(encoding), encoding, delimiter)
    select = ", ".join(f"c{i}" for i in range(len(layout.header)))
    with connected() as con:
        found = scan(con, path, layout, select)
        rows = con.execute(f"SELECT {found.line}, {select} FROM {found.table} AS t ORDER BY 1").fetchall()
    return [(line, *(None if c is None else found.decode(c) for c in cells)) for line, *cells in rows], found


def carefully(found: Scanned) -> bool:
    """Whether the careful way was taken."""
    return found.line == "t.line"


# -- layouts


def test_a_layout_knows_the_comma_after_the_last_column() -> None:
    assert Layout.of('"a","b",', "utf-8") == Layout(("a", "b"), True, ",", "utf-8")
    assert Layout.of("\ufeffa;b", "utf-8", ";") == Layout(("a", "b"), False, ";", "utf-8")
    assert Layout.of("", "utf-8").header == ()
    assert Layout.of("a,b", "utf-8").column("b") == "c1"


# -- the quick way


def test_a_regular_file_takes_the_quick_way(tmp_path: Path) -> None:
    rows, found = scanned(tmp_path / "a.csv", b"a,b\n1,2\n3,4\n")
    assert rows == [(2, "1", "2"), (3, "3", "4")]
    assert not carefully(found) and found.irregular == ()


@pytest.mark.parametrize("content", [b"a,b\n1,2\n3,4", b"a,b\r\n1,2\r\n3,4\r\n", b"a,b,\n1,2,\n3,4,\n", b'"a","b"\n"1","2"\n"3","4"\n'])
def test_line_ends_and_last_commas_change_nothing(tmp_path: Path, content: bytes) -> None:
    rows, found = scanned(tmp_path / "a.csv", content)
    assert rows == [(2, "1", "2"), (3, "3", "4")]
    assert not carefully(found)


def test_gb18030_is_read_in_place_and_decoded_afterwards(tmp_path: Path) -> None:
    rows, found = scanned(tmp_path / "a.csv", "甲,乙\n千克,大豆\n".encode("gb18030"), encoding="gb18030")
    assert rows == [(2, "千克", "大豆")]
    assert found.encoding == "gb18030" and not carefully(found)


# -- the careful way


def test_bytes_that_latin_1_lacks_take_the_careful_way(tmp_path: Path) -> None:
    rows, found = scanned(tmp_path / "a.csv", "甲,乙\n丂,镕\n".encode("gb18030"), encoding="gb18030")
    assert rows == [(2, "丂", "镕")]
    assert carefully(found)


def test_a_line_break_in_a_cell_moves_the_lines_after_it(tmp_path: Path) -> None:
    rows, found = scanned(tmp_path / "a.csv", b'a,b\n1,"2\n2"\n3,4\n')
    assert rows == [(2, "1", "2\n2"), (4, "3", "4")]
    assert carefully(found)


def test_empty_lines_are_no_rows(tmp_path: Path) -> None:
    rows, found = scanned(tmp_path / "a.csv", b"a,b\n1,2\n\n3,4\n\n")
    assert rows == [(2, "1", "2"), (4, "3", "4")]
    assert found.irregular == ()


@pytest.mark.parametrize("line", [b"1", b"1,2,3", b'1,"2', b'"1,2'])
def test_a_line_with_other_cells_than_the_header_is_put_aside(tmp_path: Path, line: bytes) -> None:
    rows, found = scanned(tmp_path / "a.csv", b"a,b\n" + line + b"\n3,4\n5,6\n")
    assert [q.row for q in found.irregular] == [2]
    assert found.irregular[0].text == line.decode()
    assert rows == [(3, "3", "4"), (4, "5", "6")]


def test_a_cell_beyond_the_last_comma_makes_a_line_ragged(tmp_path: Path) -> None:
    rows, found = scanned(tmp_path / "a.csv", b"a,b,\n1,2,\n3,4,5\n")
    assert rows == [(2, "1", "2")]
    assert [q.row for q in found.irregular] == [3]


def test_a_file_that_is_all_wrong_still_gives_a_table(tmp_path: Path) -> None:
    rows, found = scanned(tmp_path / "a.csv", b"a,b\n1\n2\n")
    assert rows == []
    assert [q.row for q in found.irregular] == [2, 3]


def test_a_header_alone_gives_an_empty_table(tmp_path: Path) -> None:
    assert scanned(tmp_path / "a.csv", b"a,b\n")[0] == []


def test_a_file_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with connected() as con, pytest.raises(InputError, match="can't be read"):
        scan(con, tmp_path / "gone.csv", Layout(("a",), False), "c0")


CELL = st.text(alphabet='ab12 ,"\n\r千镕?', max_size=6)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=8), st.sampled_from(["utf-8", "gb18030"]))
def test_every_well_formed_file_is_read_back(tmp_path_factory: pytest.TempPathFactory, table: list[list[str]], encoding: str) -> None:
    """Whatever stands in quoted cells, each comes back, in order; only `""` and nothing are the same."""
    quoted = ["".join('"' + c.replace('"', '""') + '",' for c in row) for row in table]
    content = "\n".join(['"甲","乙","丙",', *quoted, ""]).encode(encoding)
    rows, found = scanned(tmp_path_factory.mktemp("law") / "a.csv", content, encoding=encoding)
    assert found.irregular == ()
    assert [[c or "" for c in cells] for _, *cells in rows] == table


# -- lines and their text


@pytest.mark.parametrize(("content", "count"), [(b"", 0), (b"a", 1), (b"a\n", 1), (b"a\nb", 2), (b"a\n\n", 2)])
def test_lines_are_counted(tmp_path: Path, content: bytes, count: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    assert lines(path) == count


def test_lines_are_looked_up_by_number(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes("a\r\n千克\nc".encode("gb18030"))
    assert texts(path, "gb18030", [2, 3, 9]) == {2: "千克", 3: "c"}
    assert texts(path, "gb18030", []) == {}


# -- Parquet and text alike


def columns(call: Any) -> str:
    return f"{call('k')} AS k, {call('v')} AS v"


def test_parquet_and_text_are_brought_in_alike(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("k;v\n01;2.5\n02;3.0\n", encoding="utf-8")
    parquet(tmp_path / "a.parquet", ("01", 2.5), ("02", 3.0), columns="k VARCHAR, v DOUBLE")
    found = []
    for name in ("a.csv", "a.parquet"):
        with connected() as con:
            table = bring(con, head_of(tmp_path / name), columns, ";")
            found.append(con.execute(f"SELECT k, v::DOUBLE FROM {table.table} AS t ORDER BY {table.line}").fetchall())
            assert "02" in table.texts([3 if name == "a.csv" else 2]).popitem()[1]
    assert found[0] == found[1] == [("01", 2.5), ("02", 3.0)]


def test_headers_are_seen_in_text_of_any_encoding_and_in_parquet(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("k;v\n1;São\n".encode("latin-1"))
    parquet(tmp_path / "a.parquet", (1,), columns="k INTEGER")
    (tmp_path / "b.parquet").write_bytes(b"not parquet")
    (tmp_path / "c.xls").write_bytes(b"\0\0\0\0")
    assert header(head_of(tmp_path / "a.csv"), ";") == ("k", "v")
    assert header(head_of(tmp_path / "a.parquet")) == ("k",)
    assert header(head_of(tmp_path / "b.parquet")) == ()
    assert first_line(head_of(tmp_path / "c.xls")) == ""
