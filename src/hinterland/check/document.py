"""Documents: text, Markdown, HTML, docx and PDF as the text that is checked. Raises `InputError` for what can't be read.

For plain text and Markdown offsets count in the file itself; for the other kinds in the extracted text, which the report then carries. Markdown's
front matter, code and links are blanked, not removed, so that offsets stay.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from hinterland.sources.reading import InputError

MOST = 20 * 1024 * 1024
"""No document larger than this is read."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be checked: `text` is what is read, `extracted` tells that it isn't the file itself."""

    path: str
    text: str
    extracted: bool
    silenced: tuple[tuple[int, int, str], ...] = ()


_SILENCER = re.compile(r"<!--\s*hinterland:\s*ignore\s+((?:HL\d{3}[,\s]*)+)-->")


def load_document(path: str) -> Document:
    """Read a document; `-` is standard input."""
    if path == "-":
        return from_text("-", sys.stdin.buffer.read(MOST + 1).decode("utf-8", "replace"))
    file = Path(path)
    try:
        if file.is_dir():
            raise InputError(f"{path} is a folder; name files, as in {path}/*.md")
        if not file.is_file():
            raise InputError(f"{path} does not exist" if not file.exists() else f"{path} is not an ordinary file")
        if file.stat().st_size > MOST:
            raise InputError(f"{path} is larger than {MOST // 2**20} MB; check it in parts")
        raw = file.read_bytes()
    except OSError as e:
        raise InputError(f"{path} can't be read: {e.strerror or e}") from e
    suffix = file.suffix.lower()
    if raw.startswith(b"%PDF"):
        return Document(path, _pdf(path, raw), True)
    if suffix == ".docx" or (raw.startswith(b"PK") and suffix in (".docx", "")):
        return Document(path, _docx(path, raw), True)
    text = _decode(path, raw)
    if suffix in (".html", ".htm", ".xhtml") or re.match(r"\s*(?:<!doctype html|<html)", text, re.I):
        return Document(path, _html(text), True)
    return from_text(path, text, markdown=suffix in (".md", ".markdown"))


def from_text(path: str, text: str, *, markdown: bool = False) -> Document:
    """A document from its text."""
    silenced = tuple((m.start(), m.end(), code) for m in _SILENCER.finditer(text) for code in re.findall(r"HL\d{3}", m[1]))
    shown = re.sub(r"<!--.*?-->", lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.S) if "<!--" in text else text
    return Document(path, _markdown(shown) if markdown else shown, False, silenced)


def date_of(text: str) -> date | None:
    """The date a text gives itself: a full date in its first lines, in English or Chinese."""
    head = text[:400]
    if m := re.search(r"(20\d\d)[-/年](\d{1,2})[-/月](\d{1,2})日?", head):
        return _date(int(m[1]), int(m[2]), int(m[3]))
    months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
    if m := re.search(rf"\b({'|'.join(months)}|{'|'.join(x[:3] for x in months)})\.? (\d{{1,2}}),? (20\d\d)\b", head):
        return _date(int(m[3]), [x[:3] for x in months].index(m[1][:3]) + 1, int(m[2]))
    if m := re.search(rf"\b(\d{{1,2}}) ({'|'.join(months)}) (20\d\d)\b", head):
        return _date(int(m[3]), months.index(m[2]) + 1, int(m[1]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _decode(path: str, raw: bytes) -> str:
    if b"\0" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{path} is not text; text, Markdown, HTML, docx and PDF are understood")
    for encoding in ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path} is neither UTF-8 nor GB18030; save it as UTF-8")


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _markdown(text: str) -> str:
    text = re.sub(r"\A---\n.*?\n---\n", _blank, text, flags=re.S)
    text = re.sub(r"^(```|~~~).*?^\1", _blank, text, flags=re.S | re.M)
    text = re.sub(r"`[^`\n]*`", _blank, text)
    text = re.sub(r"(?<=\])\([^)\n]*\)", _blank, text)
    text = re.sub(r"\[\^\d+\]", _blank, text)
    return re.sub(r"[*_#>|]", " ", text)


class _Text(HTMLParser):
    BLOCKS = frozenset(
        [
            "p",
            "div",
            "br",
            "li",
            "tr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "section",
            "article",
            "td",
            "th",
            "table",
            "blockquote",
            "figcaption",
            "header",
            "footer",
        ]
    )
    HIDDEN = frozenset(["script", "style", "template", "noscript", "head"])

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in self.HIDDEN
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def _html(text: str) -> str:
    parser = _Text()
    parser.feed(text)
    parser.close()
    lines = (re.sub(r"[ \t\r\xa0]+", " ", line).strip() for line in "".join(parser.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _docx(path: str, raw: bytes) -> str:
    import io

    try:
        from docx import Document as Docx
    except ImportError:
        raise InputError("docx files need the extra [documents]; install hinterland[documents]") from None
    try:
        found = Docx(io.BytesIO(raw))
    except Exception as e:
        raise InputError(f"{path} is not a docx file that can be read: {str(e).splitlines()[0] if str(e) else type(e).__name__}") from e
    lines = [p.text for p in found.paragraphs]
    lines += ["\t".join(c.text for c in row.cells) for table in found.tables for row in table.rows]
    return "\n".join(lines) + "\n"


def _pdf(path: str, raw: bytes) -> str:
    import io

    try:
        from pypdf import PdfReader
    except ImportError:
        raise InputError("PDF files need the extra [documents]; install hinterland[documents]") from None
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages]
    except Exception as e:
        raise InputError(f"{path} is not a PDF that can be read: {str(e).splitlines()[0] if str(e) else type(e).__name__}") from e
    joined = "\n\n".join(re.sub(r"(?<![.。！？!?:：])\n(?=[a-z\u3400-\u9fff0-9])", " ", p) for p in pages)
    if not joined.strip():
        raise InputError(f"{path} holds no text (pictures of pages can't be read)")
    return joined + "\n"
