"""A brief as a Word document, opened again: real styles, links from marks to evidence, fonts for Chinese, A4, pictures with alternative text."""

from __future__ import annotations

import io
import re
import sys
import types
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from tests.brief.output.desk import brief

from hinterland.api import Hinterland
from hinterland.brief.document import Section
from hinterland.brief.output import images, to_docx
from hinterland.check import document as reading
from hinterland.codes import Language

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6360606000000004000127d4a3f00000000049454e44ae426082"
)


def opened(raw: bytes) -> Any:
    return Document(io.BytesIO(raw))


def xml(raw: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as z:
        return z.read(part).decode("utf-8")


def styled(made: Any, style: str) -> list[str]:
    return [p.text for p in made.paragraphs if p.style.name == style]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing that gives a dot for every picture."""
    module = types.ModuleType("drawing")
    module.png = lambda picture, scale: DOT  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "drawing", module)
    monkeypatch.setattr(images, "DRAWING", "drawing")


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra that draws is not installed."""
    monkeypatch.setattr(images, "DRAWING", "nothing.that.draws")


def test_headline_sections_and_evidence_stand_in_real_styles(undrawn: None) -> None:
    made = opened(to_docx(brief()))
    assert styled(made, "Title") == ["Anhui's trade passed 1 trillion yuan in 2025"]
    assert styled(made, "Subtitle") == ["Anhui · 2025 · figures published by 2026-01-23"]
    assert styled(made, "Heading 1") == ["Overall", "Evidence", "Sources"]
    assert len(styled(made, "List Number")) == 4


def test_every_mark_is_a_link_to_a_place_that_is_there(undrawn: None) -> None:
    text = xml(to_docx(brief()))
    leads, places = set(re.findall(r'w:anchor="(\w+)"', text)), re.findall(r'<w:bookmarkStart [^>]*w:name="(\w+)"', text)
    assert leads == set(places) == {f"evidence_{n}" for n in (1, 2, 3, 4)}
    assert len(places) == 4


def test_the_key_points_are_a_box_with_the_advice_of_each(undrawn: None) -> None:
    (table,) = opened(to_docx(brief())).tables
    told = [row.cells[0].text for row in table.rows]
    assert told[0] == "Key points"
    assert told[1] == "1. Anhui's trade came to 1,013.56 billion yuan in 20251.\nQuote it: It was published by an office."
    assert "Look further first: It stands on one article alone." in told[3]
    assert "†3" in told[3]


def test_sources_are_links_to_where_they_stand(undrawn: None) -> None:
    raw = to_docx(brief())
    assert 'Target="https://example.org/panel_of_provinces.csv?a=1&amp;b=2" TargetMode="External"' in xml(
        raw, "word/_rels/document.xml.rels"
    )
    assert "CELMA-PANEL: Province panel of the Ministry of Finance. Ministry of Finance of China, read via a mirror, 2026, official." in [
        p.text for p in opened(raw).paragraphs
    ]


@pytest.mark.parametrize(("language", "code"), [("en", "en-GB"), ("zh", "zh-CN")])
def test_chinese_has_a_font_and_the_text_a_language(undrawn: None, language: Language, code: str) -> None:
    made = opened(to_docx(brief(language)))
    for name in ("Normal", "Title", "Heading 1", "List Number"):
        held = made.styles[name].element.rPr.rFonts
        assert held.get(qn("w:eastAsia")) == "Microsoft YaHei"
        assert held.get(qn("w:eastAsiaTheme")) is None
    assert made.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == code
    assert made.core_properties.title == brief(language).headline


def test_it_is_on_a4_with_page_numbers(undrawn: None) -> None:
    section = opened(to_docx(brief())).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "PAGE" in section.footer._element.xml and "NUMPAGES" in section.footer._element.xml


def test_a_picture_stands_under_its_title_with_alternative_text_and_its_sources_in_it(drawn: None) -> None:
    raw = to_docx(brief())
    assert 'descr="A line that rises over three years"' in xml(raw)
    made = opened(raw)
    assert len(made.inline_shapes) == 1
    assert styled(made, "Heading 2") == ["Anhui's trade passed 1 trillion yuan in 20251"]
    assert "Source: Ministry of Finance of China" not in styled(made, "Caption")


def test_where_nothing_can_be_drawn_it_is_said_what_a_picture_shows(undrawn: None) -> None:
    made = opened(to_docx(brief()))
    assert len(made.inline_shapes) == 0
    assert "A line that rises over three years" in styled(made, "Normal")
    assert "Source: Ministry of Finance of China" in styled(made, "Caption")


def test_what_xml_cannot_hold_is_replaced(undrawn: None) -> None:
    nasty = "a\x00b\x1f<w:p/>&"
    made = opened(to_docx(brief(headline=nasty, sections=[Section("a", nasty, [[nasty]], [])])))
    assert styled(made, "Title") == ["a\ufffdb\ufffd<w:p/>&"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_same_brief_gives_the_same_bytes(undrawn: None, language: Language) -> None:
    assert to_docx(brief(language)) == to_docx(brief(language))


def test_the_checker_reads_it_and_finds_its_sentences_true(undrawn: None, hinterland: Hinterland, tmp_path: Any) -> None:
    path = tmp_path / "brief.docx"
    brief("zh").save(path)
    report = hinterland.check(reading.load_document(str(path)))
    assert len([c for c in report.claims if c.verdict == "supported"]) >= 4
