"""A text into sentences, each with its language; full stops within numbers and abbreviations end nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hinterland.codes import Language
from hinterland.language.mentions import Sentence

_CJK = re.compile(r"[\u3400-\u9fff]")
_END = re.compile(r"[。！？!?]+[”’\"』」]?|\.(?=[\s”’\"]|$)[”’\"]?|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nos|Mr|Mrs|Ms|Dr|vs|Inc|Ltd|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|approx|St|Prof)"
    r"|\b[A-Z]|\b[ap]\.m|\be\.g|\bi\.e)$"
)


LONGEST = 1200
"""No sentence is longer; one that is (a list without a stop, a page of figures) is cut behind the last comma or blank before."""

_GAP = re.compile(r"[ \t]{2,}(?=[,.;:!?，。；：、）)])|(?<=[ \t])[ \t]+")
"""Blanks too many: those before a stop, and all but the first of a run."""


def squeezed(text: str) -> tuple[str, Sequence[int] | None]:
    """A text without the blanks that notes and markup leave in the middle of a sentence, and for each of its characters where it stood; nothing where none
    went."""
    gaps = [m.span() for m in _GAP.finditer(text)]
    if not gaps:
        return text, None
    kept, reached = [], 0
    for start, end in gaps:
        kept.append((reached, start))
        reached = end
    kept.append((reached, len(text)))
    return "".join(text[a:b] for a, b in kept), [i for a, b in kept for i in range(a, b)] + [len(text)]


def language_of(text: str) -> Language:
    """Chinese where Chinese characters weigh more than a tenth of the letters."""
    chinese = len(_CJK.findall(text))
    return "zh" if chinese and chinese * 10 >= sum(c.isalpha() for c in text) else "en"


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text in order."""
    start, paragraph = 0, 0
    for match in _END.finditer(text):
        if match[0].startswith(".") and _is_inside(text, match, start):
            continue
        yield from _one(text, start, match.end(), paragraph)
        paragraph += match[0].count("\n") > 0
        start = match.end()
    yield from _one(text, start, len(text), paragraph)


def _is_inside(text: str, match: re.Match[str], start: int) -> bool:
    before = text[max(start, match.start() - 12) : match.start()]
    if not _ABBREVIATION.search(before):
        return False
    after = text[match.end() : match.end() + 2].lstrip()
    return not after[:1].isupper() or bool(re.search(r"(?:No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mr|Ms|Dr)$", before))


def _one(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) + 1 for mark in ";；，、 ") or start + LONGEST
        yield from _one(text, start, cut, paragraph)
        start = cut
    piece = text[start:end]
    if piece.strip():
        yield Sentence(start, end, piece, language_of(piece), paragraph)
