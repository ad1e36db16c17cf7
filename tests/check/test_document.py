"""Documents as the text that is checked: what is read of each format, where offsets count, and a sentence for what can't be read."""

from __future__ import annotations

import io
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.check import document
from hinterland.check.document import date_of, from_text, load_document
from hinterland.sources.reading import InputError

SENTENCE = "Anhui's trade rose 17.3 percent in 2025."


def written(folder: Path, name: str, content: str | bytes) -> str:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(file)


def pdf(*lines: str) -> bytes:
    """A PDF of one page, as small as they come."""
    stream = "BT /F1 12 Tf 72 720 Td " + " 0 -14 Td ".join(f"({line}) Tj" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return f"{out}xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode(
        "latin-1"
    )


def refused(path: str, *words: str) -> None:
    with pytest.raises(InputError) as e:
        load_document(path)
    said = str(e.value)
    assert "\n" not in said and "Traceback" not in said
    assert [w for w in words if w not in said] == []


# -- text


@pytest.mark.parametrize("name", ["a.txt", "a", "稿件.txt", "with space.text"])
def test_a_text_is_read_as_it_is(tmp_path: Path, name: str) -> None:
    read = load_document(written(tmp_path, name, "安徽。\n" + SENTENCE))
    assert (read.text, read.extracted) == ("安徽。\n" + SENTENCE, False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_the_encodings_of_newsrooms_are_told_apart(tmp_path: Path, encoding: str) -> None:
    text = "安徽2025年进出口增长17.3%。"
    assert load_document(written(tmp_path, "a.txt", text.encode(encoding))).text == text


def test_an_empty_text_is_a_text(tmp_path: Path) -> None:
    assert load_document(written(tmp_path, "a.txt", b"")).text == ""


# -- Markdown


def markdown(text: str) -> str:
    return from_text("a.md", text, markdown=True).text


@pytest.mark.parametrize(
    ("text", "unseen"),
    [
        ("---\ntitle: 12 percent\n---\nBody 17.3%\n", "12 percent"),
        ("Body\n```\ncode 12 percent\n```\nMore 17.3%\n", "12 percent"),
        ("Body\n~~~\ncode 12 percent\n~~~\nMore 17.3%\n", "12 percent"),
        ("Run `--top 12` for 17.3%", "12"),
        ("See [17.3%](https://example.org/12-percent) there", "12-percent"),
        ("A note[^12] on 17.3%", "12"),
        ("A comment <!-- 12 percent --> on 17.3%", "12 percent"),
    ],
)
def test_front_matter_code_and_links_are_blanked_and_offsets_kept(text: str, unseen: str) -> None:
    read = markdown(text)
    assert len(read) == len(text)
    assert read.count("\n") == text.count("\n")
    assert unseen not in read
    assert read.index("17.3%") == text.index("17.3%")


@pytest.mark.parametrize("markdown", [False, True])
@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ("| X-1 | [Ohio exports hit a record](<https://example.org/a>) | Xinhua |", True),
        ("- [Ohio exports hit a record](https://example.org/a)\n- more", True),
        ("2. [2018年山东进出口1.93万亿元](https://example.org/a)", True),
        ("Ohio's exports [rose 5%](https://example.org/a) in 2017.", False),
        ("- Ohio's exports [rose 5%](https://example.org/a)", False),
        ("- [Ohio's exports rose 5%](https://example.org/a) in 2017.", False),
    ],
)
def test_a_link_that_is_all_of_an_item_or_cell_is_somebody_elses_title(text: str, is_title: bool, markdown: bool) -> None:
    read = from_text("a", text, markdown=markdown)
    assert len(read.text) == len(text)
    assert read.shown == text
    assert ("xports" in read.text or "进出口" in read.text) is not is_title


def test_marks_of_emphasis_and_headings_are_blanked() -> None:
    assert markdown("# Trade **rose** _17.3%_\n> quoted | cell").split() == ["Trade", "rose", "17.3%", "quoted", "cell"]


def test_the_suffix_makes_a_text_markdown(tmp_path: Path) -> None:
    text = "`12 percent` and 17.3%"
    assert "12" not in load_document(written(tmp_path, "a.md", text)).text
    assert "12" in load_document(written(tmp_path, "a.txt", text)).text


@given(st.text(alphabet="ab-`~[]()<>!#*_|\n ^1", max_size=80))
def test_markdown_of_any_shape_keeps_its_length(text: str) -> None:
    assert len(markdown(text)) == len(text)


def test_silencers_keep_their_place_and_are_not_read() -> None:
    text = "A <!-- hinterland: ignore HL301, HL201 -->\nB <!-- note -->"
    read = from_text("a.txt", text)
    start = text.index("<!--")
    end = text.index("-->") + 3
    assert read.silenced == ((start, end, "HL301"), (start, end, "HL201"))
    assert "hinterland" not in read.text and len(read.text) == len(text)


# -- HTML


def test_scripts_and_styles_are_not_seen(tmp_path: Path) -> None:
    page = (
        "<!doctype html><html><head><title>12 percent</title><style>p {width: 13%}</style></head><body><script>x = '14%'</script>"
        "<h1>Trade</h1><p>Anhui&#39;s trade rose <b>17.3</b>&nbsp;percent in&#160;2025.</p><noscript>15%</noscript><p>Next</p></body></html>"
    )
    read = load_document(written(tmp_path, "a.html", page))
    assert read.extracted
    assert read.text.split("\n") == ["Trade", "", SENTENCE, "", "Next", ""]


def test_what_a_page_strikes_out_or_does_not_show_is_not_read(tmp_path: Path) -> None:
    page = '<p>Anhui <del>9999</del><s>999</s>1,013.56<span style="display: none">99 <b>8</b></span> <img hidden>and <i hidden>7</i>more.</p><p>Next</p>'
    assert load_document(written(tmp_path, "a.html", page)).text == "Anhui 1,013.56 and more.\n\nNext\n"


@pytest.mark.parametrize(("name", "page"), [("a.htm", "<p>x</p>"), ("a", "<!DOCTYPE html><p>x</p>"), ("a.txt", "  <html><p>x</p></html>")])
def test_a_page_is_known_by_its_suffix_or_its_beginning(tmp_path: Path, name: str, page: str) -> None:
    assert load_document(written(tmp_path, name, page)).text == "x\n"


@pytest.mark.parametrize(
    "page", ["<p>open <b>17.3%", "<p x='>17.3%", "<<<>>>17.3%", "</p></div>17.3%<![CDATA[", "<!-- never closed 17.3%", "&#x110000;&bogus;"]
)
def test_broken_pages_raise_nothing(tmp_path: Path, page: str) -> None:
    assert load_document(written(tmp_path, "a.html", page)).extracted


# -- docx and PDF


def test_paragraphs_and_tables_of_a_docx_are_read(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_paragraph(SENTENCE)
    made.add_paragraph("安徽2025年出口6823.1亿元。")
    cells = made.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Henan", "14.1%"
    made.save(str(tmp_path / "a.docx"))
    read = load_document(str(tmp_path / "a.docx"))
    assert read.extracted
    assert read.text == f"{SENTENCE}\n安徽2025年出口6823.1亿元。\nHenan\t14.1%\n"


def test_the_lines_of_a_pdf_are_joined_where_a_sentence_goes_on(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    read = load_document(
        written(tmp_path, "a.pdf", pdf("Trade of Anhui", "rose 17.3 percent in 2025.", "That of Henan rose 14.1 percent."))
    )
    assert read.extracted
    assert read.text == "Trade of Anhui rose 17.3 percent in 2025.\nThat of Henan rose 14.1 percent.\n"


def test_a_pdf_is_known_by_its_beginning(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    assert "17.3" in load_document(written(tmp_path, "release", pdf(SENTENCE))).text


@pytest.mark.parametrize("content", [b"not a zip", b"PK\x03\x04 broken", b""])
def test_a_docx_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    pytest.importorskip("docx")
    refused(written(tmp_path, "a.docx", content), "a.docx", "docx")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("content", [b"%PDF-1.4\nbroken", b"%PDF", pdf(SENTENCE)[:200], b"no PDF at all"])
def test_a_pdf_that_is_none_is_refused(tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("pypdf")
    refused(written(tmp_path, "a.pdf", content), "a.pdf", "PDF")
    assert not caplog.records


def test_a_pdf_of_pictures_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    refused(written(tmp_path, "a.pdf", pdf("")), "no text")


@pytest.mark.parametrize(("module", "name"), [("docx", "a.docx"), ("pypdf", "a.pdf")])
def test_without_the_extra_the_sentence_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    refused(written(tmp_path, name, b"%PDF-1.4" if name.endswith("pdf") else b"PK"), "[documents]")


# -- what can't be read


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    refused(str(tmp_path / "none.txt"), "none.txt", "does not exist")


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    refused(str(tmp_path), "folder", "*.md")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST", 10)
    refused(written(tmp_path, "a.txt", b"12345678901"), "larger than")


@pytest.mark.parametrize("content", [b"\0\0\0\0", b"text\0more", bytes(range(256))])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, content: bytes) -> None:
    refused(written(tmp_path, "a.txt", content), "not text")


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    refused(written(tmp_path, "a.txt", b"caf\xe9 \xff\xff\xff"), "UTF-8", "GB18030")


def test_half_a_character_of_utf_16_is_refused(tmp_path: Path) -> None:
    refused(written(tmp_path, "a.txt", "安徽".encode("utf-16")[:-1]), "UTF")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(SENTENCE.encode())

    monkeypatch.setattr(sys, "stdin", Input)
    read = load_document("-")
    assert (read.path, read.text, read.extracted) == ("-", SENTENCE, False)


# -- dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-28\n" + SENTENCE, date(2026, 1, 28)), ("（2026年1月28日）", date(2026, 1, 28)), ("January 28, 2026", date(2026, 1, 28)),
        ("Jan. 28, 2026", date(2026, 1, 28)), ("28 January 2026", date(2026, 1, 28)), ("2026/1/28", date(2026, 1, 28)), ("2026-02-31", None),
        ("in 2026", None), ("2024年1-12月进出口", None), ("2024年1-7月进出口", None), ("2024-01/2024-12", None), ("", None), ("x" * 400 + "2026-01-28", None),
    ],
)  # fmt: skip
def test_a_text_dates_itself_in_its_first_lines(text: str, expected: date | None) -> None:
    assert date_of(text) == expected


def test_sentences_of_refusal_have_no_jargon(tmp_path: Path) -> None:
    with pytest.raises(InputError) as e:
        load_document(str(tmp_path / "none"))
    assert not re.search(r"Errno|Exception|0x", str(e.value))
