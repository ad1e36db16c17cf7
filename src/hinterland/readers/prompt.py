"""The prompt: the versioned page of instructions in the text's language, the codes that its own words may need, the date and the text.
Pages stand in `prompts/` as LANGUAGE-VERSION.md; a change of meaning is a new version, since answers are cached by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from hinterland import codes, packs
from hinterland.codes import Language
from hinterland.packaged import read_table
from hinterland.reading.document import Document, parse

VERSION = "1"
PART = 6_000
"""Maximum characters of a part: small models lose count in longer ones."""
OVERLAP = 600
"""Characters that a part shares with the one before, so that no sentence is read without what leads to it."""
HEAD = 500
"""Characters of the document's head that stand before each later part: who and when are said there."""

LISTED: tuple[tuple[codes.Kind, str, tuple[str, ...]], ...] = (
    ("region", "Regions", ("place", "group")),
    ("partner", "Partners", ("partner", "bloc")),
    ("product", "Products", ("product",)),
    ("regime", "Regimes", ("regime",)),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text that is read at once: its place, and the head of the document where it isn't the first."""

    start: int
    text: str
    head: str = ""


@cache
def page(language: Language, version: str = VERSION) -> str:
    """The page of instructions, with the home pack's examples (`prompt.csv`), or the first pack's that has any. Raises `FileNotFoundError` for a version that isn't there."""
    text = files("hinterland.readers").joinpath("prompts", f"{language}-{version}.md").read_text(encoding="utf-8")
    examples = next(filter(None, (list(pack.table("prompt")) for pack in (packs.home(), *packs.packs()))), [])
    for row in examples:
        text = text.replace(f"{{{row['key']}}}", row[language])
    return text


def prompt(part: Part, today: date, language: Language) -> tuple[str, str]:
    """Instructions (the same for all texts, so that a host may cache them) and the request for one part."""
    asked = [f"Published: {today.isoformat()}", _code_table(parse(part.head + part.text, today), part.head + part.text)]
    if part.head:
        asked.append(f"Head of the document (for who and when; list no claims of it):\n<<<\n{part.head}\n>>>")
    asked.append(f"Text:\n<<<\n{part.text}\n>>>")
    return page(language), "\n\n".join(asked)


def _named(document: Document) -> dict[str, dict[str, str]]:
    """The names of a document by kind and code, in its own words: a country as a partner, and as a region where the text can be about its trade."""
    found: dict[str, dict[str, str]] = {}
    for p in document.parsed:
        for m in (m for m in p.mentions if m.names):
            name, words = m.names[0], p.text[m.start : m.end]
            if name.partner:
                found.setdefault("partner", {}).setdefault(name.partner, words)
            if name.code and (name.level != "nation" or document.may_own(name.code)):
                found.setdefault(name.kind, {}).setdefault(name.code, words)
    return found


def _code_table(document: Document, text: str) -> str:
    """The codes that a text's words may need, a line a section."""
    found = _named(document)
    folded = text.lower()
    found["regime"] = {s.code: s.text for s in codes.surfaces("regime") if len(s.text) > 1 and s.text.lower() in folded}
    lines = []
    for kind, title, kinds in LISTED:
        known = {code: words for k in kinds for code, words in found.get(k, {}).items()}
        for code in (row["code"] for row in read_table("hinterland.readers", "listed.csv") if row["kind"] == kind):
            known.setdefault(code, codes.name(code, "en", kind))
        if known:
            lines.append(f"{title}: " + "; ".join(f"{code} = {words}" for code, words in sorted(known.items())))
    return "\n".join(lines)


def parts(text: str, most: int = PART, overlap: int = OVERLAP) -> list[Part]:
    """A text in parts of at most `most` characters that end at line or sentence ends where there are any, each sharing `overlap` characters with the one before."""
    found: list[Part] = []
    start = 0
    while True:
        end = len(text) if start + most >= len(text) else _break(text, start + most // 2, start + most)
        found.append(Part(start, text[start:end], text[:HEAD] if start > HEAD else ""))
        if end >= len(text):
            return found
        start = max(start + 1, end - overlap)


def _break(text: str, low: int, high: int) -> int:
    """The best place to end a part: behind a line, else a sentence, else anywhere."""
    for mark in ("\n", "。", ". ", "；", " "):
        place = text.rfind(mark, low, high)
        if place > 0:
            return place + len(mark)
    return high
