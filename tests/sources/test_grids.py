"""Files of tables: told apart by their bytes, read with their row numbers, refused in a sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from hinterland.sources import grids
from hinterland.sources.reading import InputError, head_of


def workbook(path: Path, cells: dict[str, str], *, parts: dict[str, bytes] | None = None) -> Path:
    """A workbook of one sheet, written by hand: cell references and their XML."""
    body = "".join(f'<row r="{ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}">{xml}</row>' for ref, xml in cells.items())
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rel}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{rel}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
        for name, data in (parts or {}).items():
            packed.writestr(name, data)
    return path


def cell(ref: str, value: str) -> str:
    return f'<c r="{ref}"><v>{value}</v></c>'


def test_files_are_told_apart_by_their_bytes_and_not_by_their_names(tmp_path: Path) -> None:
    page = tmp_path / "table.xls"
    page.write_text("\n <HTML><table><tr><td>a</td></tr></table>", encoding="utf-8")
    text = tmp_path / "table.html"
    text.write_text("a,b\n1,2\n", encoding="utf-8")
    book = workbook(tmp_path / "table.csv", {"A1": cell("A1", "1")})
    assert [grids.read(p).kind for p in (page, text, book)] == ["page", "csv", "workbook"]


def test_csv_keeps_blank_lines_and_counts_rows_as_excel_does(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes('\ufeffa,b\n\n"x\ny",2\n'.encode())
    assert grids.read(path).tables == [[(1, ["a", "b"]), (2, []), (3, ["x\ny", "2"])]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_it_comes_in(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("安徽省,1\n".encode(encoding))
    assert grids.read(path).tables == [[(1, ["安徽省", "1"])]]


def test_a_page_brings_its_headings_date_and_pictures(tmp_path: Path) -> None:
    path = tmp_path / "p.html"
    path.write_text(
        "<!DOCTYPE html><title>T</title><i class=date>2025/08/18</i><img src=a.png><table><tr><td>1</td></tr></table>", encoding="utf-8"
    )
    grid = grids.read(path)
    assert (grid.headings, grid.published, grid.pictures, grid.tables) == (["T"], "2025-08-18", ["a.png"], [[(1, ["1"])]])


def test_a_workbook_keeps_row_numbers_and_the_shortest_digits(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", {"B3": cell("B3", "376356483.138"), "A4": cell("A4", "7") + cell("B4", "0.1")})
    assert grids.read(path).tables == [[(1, ["", ""]), (2, ["", ""]), (3, ["", "376356483.138"]), (4, ["7", "0.1"])]]


def test_large_and_small_floats_are_written_out(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", {"A1": cell("A1", "1E+15") + cell("B1", "2.5E-5")})
    assert grids.read(path).tables == [[(1, ["1000000000000000", "0.000025"])]]


def test_a_workbook_that_unpacks_to_too_much_is_refused_without_being_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MAX_UNPACKED", 4 * 1024 * 1024)
    path = workbook(tmp_path / "t.xlsx", {"A1": cell("A1", "1")}, parts={"xl/media/zeros.bin": bytes(8 * 1024 * 1024)})
    assert path.stat().st_size < 100_000
    with pytest.raises(InputError, match="unpacks to more than 4 MB"):
        grids.read(path)


def test_a_sheet_whose_last_cell_lies_too_far_out_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", {"A1": cell("A1", "1"), "XFD1048576": cell("XFD1048576", "2")})
    with pytest.raises(InputError, match="spans more than"):
        grids.read(path)


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 200, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_a_damaged_workbook_is_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "t.xls"
    path.write_bytes(data)
    with pytest.raises(InputError, match="not a workbook that can be read"):
        grids.read(path)


def test_a_cut_workbook_is_refused_wherever_it_is_cut(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "t.xlsx", {"A1": cell("A1", "1")}).read_bytes()
    for share in range(1, 10):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(whole[: len(whole) * share // 10])
        with pytest.raises(InputError):
            grids.read(path)


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("readme.txt", "hello")
    path = tmp_path / "t.xlsx"
    path.write_bytes(out.getvalue())
    with pytest.raises(InputError, match="not a workbook that can be read"):
        grids.read(path)


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MAX_BYTES", 10)
    path = tmp_path / "t.csv"
    path.write_text("a,b,c,d,e,f\n", encoding="utf-8")
    with pytest.raises(InputError, match="tables of figures are read up to"):
        grids.read(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xff\x00\xfe\x81" * 50)
    with pytest.raises(InputError, match="neither UTF-8 nor GB18030"):
        grids.read(path)


def test_a_page_beyond_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.html"
    path.write_text("<html><table>" + "<tr><td colspan=1000 rowspan=1000>a" * 500, encoding="utf-8")
    with pytest.raises(InputError, match="no page of statistics"):
        grids.read(path)
    assert grids.peek(head_of(path)).tables == []


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        grids.read(tmp_path / "none.csv")


def test_peeking_reads_no_further_than_the_head(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" * 100_000, encoding="utf-8")
    assert len(grids.peek(head_of(path)).tables[0]) == grids.PEEKED


def test_a_workbook_is_opened_once_for_all_formats_that_look_at_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "t.xlsx", {"A1": cell("A1", "1")})
    opened: list[Path] = []
    read = grids.read
    monkeypatch.setattr(grids, "read", lambda p: opened.append(p) or read(p))
    assert [grids.peek(head_of(path)).tables for _ in range(3)] == [[[(1, ["1"])]]] * 3
    assert len(opened) == 1


def test_a_workbook_that_changed_is_opened_again(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", {"A1": cell("A1", "1")})
    grids.peek(head_of(path))
    workbook(path, {"A1": cell("A1", "2345")})
    assert grids.peek(head_of(path)).tables == [[(1, ["2345"])]]
