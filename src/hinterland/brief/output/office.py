"""What python-docx has no words for: links within a document and out of it, bookmarks, fields, fonts for Chinese, shading, and files dated by their content.

Everything here changes the XML of one element; what a document says and in which order is `docx.py`.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from hinterland.check.office import printable as printable

EAST_ASIAN = "Microsoft YaHei"
"""The font that Chinese text is set in; where it isn't installed, the reader's program takes its own."""


def element(tag: str, **attributes: str) -> Any:
    """An element of Word's own namespace, as in `element("shd", fill="EEEEEE")`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def fonts(style: Any, latin: str) -> None:
    """Set a style's fonts, one for Latin letters and one for Chinese, in place of the theme's."""
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_rPr()
    held = properties.get_or_add_rFonts()
    for name in list(held.attrib):
        del held.attrib[name]
    for part, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", EAST_ASIAN)):
        held.set(qn(f"w:{part}"), font)


def language(style: Any, code: str) -> None:
    """Say which language a style's text is in, for spelling and for reading aloud."""
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_rPr()
    for held in properties.findall(qn("w:lang")):
        properties.remove(held)
    properties.append(element("lang", val=code, eastAsia="zh-CN"))


def run(text: str, *, raised: bool = False, colour: str = "") -> Any:
    """A run of text by itself, for links."""
    made, properties, content = element("r"), element("rPr"), element("t")
    if colour:
        properties.append(element("color", val=colour))
    if raised:
        properties.append(element("vertAlign", val="superscript"))
    content.text = printable(text)
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(properties)
    made.append(content)
    return made


def link_within(paragraph: Any, text: str, place: str, *, raised: bool = False) -> None:
    """A link to a bookmark of the same document."""
    made = element("hyperlink", anchor=place, history="1")
    made.append(run(text, raised=raised, colour="1F5A7A"))
    paragraph._p.append(made)


def link_out(paragraph: Any, text: str, address: str) -> None:
    """A link to an address."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    made = element("hyperlink", history="1")
    made.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    made.append(run(text, colour="1F5A7A"))
    paragraph._p.append(made)


def bookmark(paragraph: Any, place: str, number: int) -> None:
    """Make a paragraph a place that links can lead to."""
    begin, end = element("bookmarkStart", id=str(number), name=place), element("bookmarkEnd", id=str(number))
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, begin)
    paragraph._p.append(end)


def page_number(paragraph: Any) -> None:
    """`page / pages`, as fields that Word fills in."""
    for at, name in enumerate(("PAGE", "NUMPAGES")):
        if at:
            paragraph.add_run(" / ")
        field = element("fldSimple", instr=name)
        field.append(run("1"))
        paragraph._p.append(field)


def shade(cell: Any, fill: str) -> None:
    """Give a cell of a table its ground."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=fill))


def alternative(shape: Any, text: str) -> None:
    """What a picture shows, for those who can't see it."""
    shape._inline.docPr.set("descr", printable(text))


def packed(document: Any, made: datetime) -> bytes:
    """The bytes of a document, the same for the same content: its parts dated by `made` and not by the clock."""
    properties = document.core_properties
    properties.created = properties.modified = made.replace(tzinfo=None)
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for part in read.infolist():
            dated = zipfile.ZipInfo(part.filename, (made.year, made.month, made.day, 0, 0, 0))
            dated.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(dated, read.read(part))
    return out.getvalue()
