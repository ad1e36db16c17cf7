"""Files of word processors and PDF files as text, with what their properties say of title, author and date. Raises `InputError` for what can't be read.

Both need libraries of the extra [documents], imported here and nowhere else.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hinterland.plugins import extra_missing
from hinterland.sources.reading import InputError

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

Told = dict[str, str]


def open_docx(path: str, raw: bytes) -> Any:
    """A docx file as python-docx gives it."""
    try:
        from docx import Document
    except ImportError:
        raise InputError(extra_missing("docx files need", "documents")) from None
    try:
        return Document(io.BytesIO(raw))
    except Exception as e:
        raise InputError(f"{path} is not a docx file that can be read: {_said(e)}") from e


def printable(text: str) -> str:
    """A text without the characters that XML can't hold."""
    return re.sub(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def docx_lines(document: Any) -> Iterator[tuple[str, list[Paragraph]]]:
    """The lines of a docx file in their order: a paragraph each, and each row of a table as one, its cells parted by tabs."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = list(dict.fromkeys(row.cells))
                yield "\t".join(c.text for c in cells), [p for c in cells for p in c.paragraphs]
        else:
            yield block.text, [block]


def read_docx(path: str, raw: bytes) -> tuple[str, Told]:
    """The text of a docx file, and what its properties say."""
    document = open_docx(path, raw)
    lines = [text for text, _ in docx_lines(document)]
    properties = document.core_properties
    told = {"title": properties.title or "", "author": properties.author or ""}
    return "\n".join(lines) + "\n", {k: v for k, v in told.items() if v}


def read_pdf(path: str, raw: bytes) -> tuple[str, Told]:
    """The text of a PDF file, lines joined where a sentence goes on, and what its properties say."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise InputError(extra_missing("PDF files need", "documents")) from None
    # pypdf would print what the sentences here say, before them.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        reader = PdfReader(io.BytesIO(raw))
        pages = [page.extract_text() for page in reader.pages]
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except Exception as e:
        raise InputError(f"{path} is not a PDF that can be read: {_said(e)}") from e
    joined = "\n\n".join(re.sub(r"(?<![.。！？!?:：])\n(?=[a-z\u3400-\u9fff0-9])", " ", p) for p in pages)
    if not joined.strip():
        raise InputError(f"{path} holds no text (pictures of pages can't be read)")
    return joined + "\n", {"title": title} if title else {}


def _said(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
