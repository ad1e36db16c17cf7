"""A brief as a Word document for newsrooms: real styles, key points in a box, pictures with alternative text, the evidence as a numbered list at the end.

In goes a brief, out come the bytes of a docx file on A4, with page numbers, in which every mark is a link to its evidence.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from hinterland.brief.document import Advised, Brief, Picture, Takeaway
from hinterland.brief.output import evidence, images, office, story
from hinterland.brief.output.extras import dated, library
from hinterland.brief.output.words import word
from hinterland.brief.words import words
from hinterland.codes import Language
from hinterland.models import Source

LATIN = "Calibri"

WIDTH_CM = 16.6
"""How wide the text is: A4 without its margins."""

GROUND, COLOURS = "F1F5F8", {"quote": "2E6B3E", "hedge": "8A5A00", "look": "A33A2A"}

_STYLES: dict[str, dict[str, Any]] = {
    "Normal": {"size": 10.5, "after": 6, "line": 1.25},
    "Title": {"size": 24, "bold": True, "colour": "14212B", "after": 4},
    "Subtitle": {"size": 11, "colour": "5A6B78", "after": 12, "italic": False},
    "Heading 1": {"size": 15, "bold": True, "colour": "1F5A7A", "before": 18, "after": 4},
    "Heading 2": {"size": 11.5, "bold": True, "colour": "14212B", "before": 8, "after": 2},
    "Caption": {"size": 9, "colour": "5A6B78", "after": 4, "bold": False},
    "List Number": {"size": 8.5, "after": 1, "line": 1.1},
    "List Bullet": {"size": 8.5, "after": 1, "line": 1.1},
    "Footer": {"size": 8.5, "colour": "5A6B78"},
}
"""The styles that are used and how they differ from the template's."""


def to_docx(brief: Brief) -> bytes:
    """The document."""
    made = library(".docx").Document()
    _style(made, brief)
    made.add_paragraph(office.printable(brief.headline), style="Title")
    made.add_paragraph(office.printable(evidence.subtitle(brief)), style="Subtitle")
    if brief.standfirst:
        _sentences(made.add_paragraph(), brief.standfirst, brief, bold=True)
    if brief.warning:
        _advice(made.add_paragraph(), brief.warning, brief.language)
    if brief.takeaways:
        _takeaways(made, brief)
    parts = story.parts(brief)
    for section in (*parts.story, *(replace(s, pictures=[]) for s in (*parts.detail, *parts.closing))):
        made.add_heading(office.printable(section.title), level=1)
        for paragraph in section.paragraphs:
            _sentences(made.add_paragraph(), paragraph, brief)
        for picture in section.pictures:
            _picture(made, picture, brief)
    if brief.evidence:
        _evidence(made, brief)
    for line in (*evidence.legend(brief), evidence.closing(brief)):
        made.add_paragraph(line, style="Caption")
    return office.packed(made, dated(brief))


def _style(made: Any, brief: Brief) -> None:
    """A4, the styles, the footer and what the file says of itself."""
    from docx.shared import Cm, Pt, RGBColor

    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - WIDTH_CM) / 2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    for name, look in _STYLES.items():
        style = made.styles[name]
        office.fonts(style, LATIN)
        style.font.size = Pt(look["size"])
        style.font.bold, style.font.italic = look.get("bold"), look.get("italic")
        if "colour" in look:
            style.font.color.rgb = RGBColor.from_string(look["colour"])
        spacing = style.paragraph_format
        spacing.space_before, spacing.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 0))
        if "line" in look:
            spacing.line_spacing = look["line"]
    office.language(made.styles["Normal"], "zh-CN" if brief.language == "zh" else "en-GB")
    title = made.styles["Title"].element.pPr
    for border in title.findall(f"{{{title.nsmap['w']}}}pBdr"):
        title.remove(border)
    footer = section.footer.paragraphs[0]
    footer.add_run(office.printable(f"{brief.name} · {brief.period} · Hinterland    "))
    office.page_number(footer)
    properties = made.core_properties
    properties.title, properties.author, properties.comments = office.printable(brief.headline), "Hinterland", ""
    properties.last_modified_by, properties.language = "Hinterland", "zh-CN" if brief.language == "zh" else "en"
    properties.subject = office.printable(f"{brief.name}, {brief.period}")


def _sentences(paragraph: Any, sentences: list[str], brief: Brief, *, bold: bool = False) -> None:
    """Sentences with their marks as raised links, signs before them."""
    for number, sentence in enumerate(sentences):
        if number and brief.language == "en":
            paragraph.add_run(" ")
        before: str | int = ""
        for piece in evidence.pieces(sentence):
            if isinstance(piece, int):
                comma = "," if isinstance(before, int) else ""
                office.link_within(paragraph, f"{comma}{brief.sign(piece)}{piece}", place(piece), raised=True)
            else:
                paragraph.add_run(office.printable(piece)).bold = bold or None
            before = piece


def place(mark: int) -> str:
    """The bookmark of a mark's evidence."""
    return f"evidence_{mark}"


def _takeaways(made: Any, brief: Brief) -> None:
    """The key points as a box: each with what to do before using it, and why."""
    from docx.shared import Cm, Pt

    table = made.add_table(rows=1 + len(brief.takeaways), cols=1)
    table.autofit = False
    for row in table.rows:
        row.cells[0].width = Cm(WIDTH_CM)
        office.shade(row.cells[0], GROUND)
    head = table.rows[0].cells[0].paragraphs[0]
    head.style = made.styles["Heading 2"]
    head.add_run(word("takeaways", brief.language))
    for number, (takeaway, row) in enumerate(zip(brief.takeaways, table.rows[1:], strict=True), start=1):
        said = row.cells[0].paragraphs[0]
        said.paragraph_format.space_after = Pt(0)
        said.paragraph_format.keep_with_next = True
        said.add_run(f"{number}. ").bold = True
        _sentences(said, [takeaway.text], brief)
        _advice(row.cells[0].add_paragraph(), takeaway, brief.language)


def _advice(paragraph: Any, given: Advised | Takeaway, language: Language) -> None:
    """What to do before using a sentence, and why, in small letters."""
    from docx.shared import Pt, RGBColor

    label = paragraph.add_run(words(f"advice:{given.advice}", language))
    label.bold, label.font.size, label.font.color.rgb = True, Pt(9), RGBColor.from_string(COLOURS[given.advice])
    if given.why:
        paragraph.add_run(office.printable(word("colon", language) + given.why)).font.size = Pt(9)


def _picture(made: Any, picture: Picture, brief: Brief) -> None:
    """A picture under its title, with what it shows as alternative text; where none can be drawn, that and the sources, which stand in the picture, are said."""
    from docx.shared import Cm

    title = made.add_heading(level=2)
    _sentences(title, [picture.title], brief)
    under = made.add_paragraph(office.printable(picture.subtitle), style="Caption")
    under.paragraph_format.keep_with_next = True
    drawn = images.png(picture)
    if drawn is not None:
        office.alternative(made.add_picture(io.BytesIO(drawn), width=Cm(WIDTH_CM)), picture.alt)
    else:
        made.add_paragraph(office.printable(picture.alt))
        made.add_paragraph(office.printable(picture.source), style="Caption")


def _evidence(made: Any, brief: Brief) -> None:
    """The notes, numbered as the marks are, and the sources that they name."""
    made.add_heading(word("evidence", brief.language), level=1)
    for number, claim in enumerate(brief.evidence, start=1):
        note = made.add_paragraph(office.printable(evidence.note(claim, brief.language)), style="List Number")
        office.bookmark(note, place(number), number)
    made.add_heading(word("sources", brief.language), level=1)
    for source in brief.sources:
        _source(made, source, brief)


def _source(made: Any, source: Source, brief: Brief) -> None:
    item = made.add_paragraph(style="List Bullet")
    item.add_run(office.printable(source.id)).bold = True
    item.add_run(word("colon", brief.language))
    if source.address:
        office.link_out(item, source.title, source.address)
    else:
        item.add_run(office.printable(source.title))
    item.add_run(office.printable(evidence.origin(source, brief.language)))
