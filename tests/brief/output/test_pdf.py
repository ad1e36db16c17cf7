"""A brief as a PDF report, opened again: its text, its links, its title and language, and that no name can write typst code."""

from __future__ import annotations

import io
import re
import sys
import types
from typing import Any

import pytest
from pypdf import PdfReader
from tests.brief.output.desk import DAILY, EXPORTS, brief, picture, stated

from hinterland.brief.document import Section
from hinterland.brief.output import images, to_pdf
from hinterland.codes import Language

DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#123456"/></svg>'


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra that draws is not installed."""
    monkeypatch.setattr(images, "DRAWING", "nothing.that.draws")


@pytest.fixture
def drawn(undrawn: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing that gives a rectangle for every picture."""
    module = types.ModuleType("drawing")
    module.svg = lambda picture: DRAWN  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "drawing", module)
    monkeypatch.setattr(images, "DRAWING", "drawing")


def opened(raw: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(raw))


def text(raw: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in opened(raw).pages).replace("\u2060", ""))


def links(raw: bytes) -> list[Any]:
    return [a.get_object() for page in opened(raw).pages for a in page.get("/Annots", [])]


def test_it_says_what_the_brief_says() -> None:
    said = text(to_pdf(brief()))
    for told in (
        "Anhui's trade passed 1 trillion yuan in 2025", "Key points", "Hedge it: Say that a newspaper reported it.", "Overall",
        "That left a surplus of 351.06 billion yuan", "Billion yuan, a year", "Source: Ministry of Finance of China", "Evidence",
        "Anhui, balance of trade, 2025. derived. China Daily Brief, 2026-01, news report.", "Province panel of the Ministry of Finance",
    ):  # fmt: skip
        assert told in said


def test_the_chinese_report_is_in_chinese() -> None:
    raw = to_pdf(brief("zh"))
    said = text(raw).replace(" ", "")
    for told in (
        "2025年安徽进出口突破1万亿元",
        "要点",
        "先核实再用：仅见于一篇报道。",
        "依据",
        "安徽，进出口，2025年。财政部，2026。",
        "来源",
    ):
        assert told in said
    assert opened(raw).trailer["/Root"]["/Lang"] in ("zh-CN", "zh")


def test_title_language_and_tags_are_set() -> None:
    made = opened(to_pdf(brief()))
    root = made.trailer["/Root"]
    assert made.metadata is not None
    assert made.metadata.title == "Anhui's trade passed 1 trillion yuan in 2025"
    assert root["/Lang"] in ("en-GB", "en")
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert round(float(made.pages[0].mediabox.width)) == 595


def test_each_mark_leads_to_evidence_and_sources_to_their_address() -> None:
    found = links(to_pdf(brief()))
    inner = [a for a in found if "/Dest" in a or a.get("/A", {}).get("/S") == "/GoTo"]
    outer = {a["/A"]["/URI"] for a in found if a.get("/A", {}).get("/S") == "/URI"}
    assert len(inner) == 8
    assert outer == {"https://example.org/panel_of_provinces.csv?a=1&b=2"}


@pytest.mark.parametrize(
    "nasty", ['#panic("x")', '#read("../brief.json")', "$x$ *bold* _it_ @label <e1> \\ `raw` // gone", '"; panic()', "= Heading\n- item"]
)
def test_no_name_can_write_typst(nasty: str) -> None:
    source = DAILY.model_copy(update={"title": nasty, "publisher": nasty, "id": "A.B(c)|"})
    claim = stated(EXPORTS, source=source, caveats=(nasty,))
    raw = to_pdf(
        brief(
            headline=nasty,
            name=nasty,
            evidence=[claim],
            takeaways=[],
            standfirst=[f"{nasty} [1]"],
            sections=[Section("a", nasty, [[nasty]])],
        )
    )
    assert re.sub(r"\s+", " ", nasty).replace(" ", "")[:12] in text(raw).replace(" ", "")


def test_a_mark_without_evidence_leads_nowhere_and_breaks_nothing() -> None:
    assert "So it was" in text(to_pdf(brief(standfirst=["So it was [99]."])))


def test_pictures_are_drawn_with_alternative_text(drawn: None) -> None:
    raw = to_pdf(brief())
    assert "A line that rises" not in text(raw)
    assert alternatives(opened(raw).trailer["/Root"]["/StructTreeRoot"]) == ["A line that rises over three years"]


def alternatives(element: Any) -> list[str]:
    """The alternative texts in a tree of tags."""
    element = element.get_object()
    if not isinstance(element, dict):
        return []
    below = element.get("/K", [])
    below = below if isinstance(below, list) else [below]
    return [*([str(element["/Alt"])] if "/Alt" in element else []), *(a for b in below for a in alternatives(b) if not isinstance(b, int))]


def test_where_nothing_can_be_drawn_it_is_said_what_a_picture_shows() -> None:
    assert "A line that rises over three years" in text(to_pdf(brief()))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_same_brief_gives_the_same_bytes(language: Language) -> None:
    assert to_pdf(brief(language)) == to_pdf(brief(language))


def test_a_brief_without_evidence_is_a_report_all_the_same() -> None:
    raw = to_pdf(
        brief(evidence=[], takeaways=[], standfirst=[], sections=[Section("a", "A", [["Nothing is held."], []], [picture()])], newest=None)
    )
    assert "Nothing is held." in text(raw)
