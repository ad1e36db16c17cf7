"""Documents: text, Markdown, HTML, docx and PDF as the text that is checked. Raises `InputError` for what can't be read.

For plain text and Markdown offsets count in the file itself; for the other kinds in the extracted text, which the report then carries. Silencers
and, in Markdown, front matter, code and links are blanked, not removed, so that offsets stay.
"""

from __future__ import annotations

import calendar
import re
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hinterland.check import markup, office
from hinterland.check.markup import understand, without_code
from hinterland.sources.reading import InputError

MOST = 20 * 1024 * 1024
"""No document larger than this is read."""

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf")
"""What is taken for a text when a folder is named."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be checked.

    `text` is what is read, `shown` the same as it stands, character for character; `extracted` tells that it isn't the file itself. `silenced` are
    silencers as (start, end, code), `tables` the spans of tables, `dated` the date of the front matter, `told` what the file says of itself.
    `raw` and `encoding` are the file's bytes and how to make them again.
    """

    path: str
    text: str
    extracted: bool
    silenced: tuple[tuple[int, int, str], ...] = ()
    shown: str = ""
    tables: tuple[tuple[int, int], ...] = ()
    dated: date | None = None
    told: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    encoding: str = "utf-8"

    def __post_init__(self) -> None:
        """What is shown is the text itself unless something in it is blanked."""
        if not self.shown:
            object.__setattr__(self, "shown", self.text)


_COMMENT = re.compile(r"<!--(?P<said>.*?)-->", re.S)


def load_document(path: str, *, name: str | None = None) -> Document:
    """Read a document; `-` is standard input, whose suffix is that of `name`."""
    if path == "-":
        return from_bytes("-", sys.stdin.buffer.read(MOST + 1), Path(name or "").suffix.lower())
    file = Path(path)
    try:
        if file.is_dir():
            raise InputError(f"{path} is a folder; name files, as in {path}/*.md")
        if not file.is_file():
            raise InputError(f"{path} does not exist" if not file.exists() else f"{path} is not an ordinary file")
        if file.stat().st_size > MOST:
            raise InputError(f"{path} is larger than {MOST // 2**20} MB; check it in parts")
        raw = file.read_bytes()
    except (OSError, ValueError) as e:
        raise InputError(f"{path} can't be read: {getattr(e, 'strerror', None) or e}") from e
    return from_bytes(path, raw)


def from_bytes(path: str, raw: bytes, suffix: str | None = None) -> Document:
    """A document from the bytes of a file; its suffix, that of its name where none is given, tells what it is. Raises `InputError` for what is no text."""
    suffix = Path(path).suffix.lower() if suffix is None else suffix
    if len(raw) > MOST:
        raise InputError(f"{path} is larger than {MOST // 2**20} MB; check it in parts")
    if raw.startswith(b"%PDF") or suffix == ".pdf":
        text, told = office.read_pdf(path, raw)
        return Document(path, text.translate(NOTE_SIGNS), True, told=told, raw=raw)
    if suffix == ".docx" or (raw.startswith(b"PK") and not suffix):
        text, told = office.read_docx(path, raw)
        return Document(path, text.translate(NOTE_SIGNS), True, told=told, raw=raw)
    text, encoding = decode(path, raw)
    if suffix in (".html", ".htm", ".xhtml") or re.match(r"\s*(?:<!doctype html|<html)", text, re.I):
        page = markup.extract(text)
        return Document(path, page.text.translate(NOTE_SIGNS), True, page.silenced, told=page.told, raw=raw, encoding=encoding)
    return from_text(path, text, markdown=suffix in (".md", ".markdown"), raw=raw, encoding=encoding)


def from_text(path: str, text: str, *, markdown: bool = False, raw: bytes | None = None, encoding: str = "utf-8") -> Document:
    """A document from its text."""
    silenced, read = [], text.translate(NOTE_SIGNS)
    # Nothing is sought behind the last end of a comment: it would be sought to the end of the text from each beginning.
    last = text.rfind("-->") + 3
    prose = without_code(text) if markdown and last > 2 else text
    for m in _COMMENT.finditer(prose, 0, last) if last > 2 else ():
        if said := markup.SILENCER.fullmatch(m["said"]):
            silenced += [(m.start(), m.end(), code) for code in re.findall(r"HL\d{3}", said[1])]
    if last > 2:
        read = _COMMENT.sub(lambda m: re.sub(r"[^\n\r]", " ", m[0]), read[:last]) + read[last:]
    read = _REFERENCE.sub(lambda m: m[1] + " " * (m.end() - m.end(1)), read)
    if not markdown:
        return Document(path, read, False, tuple(silenced), text, raw=raw, encoding=encoding)
    found = understand(read)
    return Document(path, found.text, False, tuple(silenced), text, found.tables, found.dated, raw=raw, encoding=encoding)


_REFERENCE = re.compile(r"((?:^[ \t]*(?:[-*+]|\d{1,3}[.)])|\|)[ \t]*)\[[^\[\]|\n]*\]\(<?https?://[^\s|]*\)(?=[ \t]*(?:\||$))", re.M)
"""A link that is all of an item or a cell: the title of somebody else's text, whose words aren't the writer's."""

NOTE_SIGNS = str.maketrans("†‡", "  ")
"""What leads to a note is no word: `nearly 15%† of its exports` is read as if the sign were not there."""

_MONTHS = "|".join(calendar.month_name[1:])
_DATES = (
    r"(?P<year>20\d\d)[-/年](?P<month>\d{1,2})[-/月](?P<day>\d{1,2})(?!\d|\s*月)日?",
    rf"\b(?P<month>{_MONTHS}|{'|'.join(calendar.month_abbr[1:])})\.? (?P<day>\d{{1,2}}),? (?P<year>20\d\d)\b",
    rf"\b(?P<day>\d{{1,2}}) (?P<month>{_MONTHS}) (?P<year>20\d\d)\b",
)
"""The forms of a full date, in the order in which they are looked for."""


def date_of(text: str) -> date | None:
    """The date a text gives itself: a full date in its first lines, in English or Chinese."""
    if (m := next(filter(None, (re.search(form, text[:400]) for form in _DATES)), None)) is None:
        return None
    month = int(m["month"]) if m["month"].isdigit() else list(calendar.month_abbr).index(m["month"][:3])
    try:
        return date(int(m["year"]), month, int(m["day"]))
    except ValueError:
        return None


def decode(path: str, raw: bytes) -> tuple[str, str]:
    """Bytes as text and the encoding that makes the same bytes of it. Raises `InputError` for what is no text."""
    marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    wide = marks.get(raw[:2])
    if b"\0" in raw[:4096] and not wide:
        raise InputError(f"{path} is not text; text, Markdown, HTML, docx and PDF are understood")
    tried = (f"{wide} with mark",) if wide else ("utf-8-sig",) if raw.startswith(b"\xef\xbb\xbf") else ("utf-8", "gb18030")
    for encoding in tried:
        try:
            return (raw[2:].decode(wide) if wide else raw.decode(encoding)), encoding
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path} is neither UTF-8 nor GB18030; save it as UTF-8")


def encode(text: str, encoding: str) -> bytes:
    """A text as the bytes of an encoding that `decode` named. Raises `UnicodeEncodeError` where it has no bytes for a character."""
    if encoding.endswith(" with mark"):
        return ("\ufeff" + text).encode(encoding.removesuffix(" with mark"))
    return text.encode(encoding)
