"""Silencers: findings that a text asks to leave out, and silencers that silence nothing, which become findings themselves.

A silencer (`<!-- hinterland: ignore HL201 -->`) works on its own line and the next; it remembers whether it was used.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hinterland.check.catalogue import say
from hinterland.check.document import Document
from hinterland.codes import Language
from hinterland.models import Finding, Span

UNUSED = "HL901"


def silence(document: Document, found: Sequence[Finding], language: Language, asked: Collection[str]) -> list[Finding]:
    """The findings that no silencer takes, and one for each that took none though its rule was among those `asked`."""
    kept = list(found)
    for start, end, code in document.silenced:
        first, stop = _reach(document.text, start, end)
        hit = [f for f in kept if f.code == code and first <= f.start < stop]
        kept = [f for f in kept if f not in hit]
        if not hit and code in asked:
            message = say(language, "HL901.silencer", code=code)
            at = Span(start=start, end=end)
            kept.append(Finding(start=start, end=end, code=UNUSED, severity="info", message=message, related=[at]))
    return kept


def _reach(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of a silencer: from the beginning of its line to the end of the next."""
    first = text.rfind("\n", 0, start) + 1
    line = text.find("\n", end)
    last = text.find("\n", line + 1) if line >= 0 else -1
    return first, last if last >= 0 else len(text) + 1
