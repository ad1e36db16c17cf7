"""Numbers that say only how many places were named, or how many members there are: the four of them, all 31."""

from __future__ import annotations

import re
from functools import cache

from hinterland import codes
from hinterland.reading.plain import counted, numerals
from hinterland.requests.counts import forms_of
from hinterland.requests.scan import Mention, Scan
from hinterland.requests.vocabulary import Meaning, scope


def leave_sizes(found: Scan) -> None:
    """Take a number that says only how many were named right before it, or how many members there are, as a word without weight."""
    for match in _sizes().finditer(found.text):
        size = int(match["n"]) if match["n"].isdecimal() else counted(match["n"])
        listed = _listed_before(found, match.start())
        whole = codes.held("group", listed[0]) if listed else None
        behind = next((m for m in found.mentions if m.start == match.end()), None)
        of_all = codes.members(whole.code if whole else scope()) if behind is not None and behind.of("member") else ()
        if size is None or size < SEVERAL or size not in (len(listed), len(of_all)):
            continue
        (start, end), kept = match.span(), [m for m in found.mentions if m.end <= match.start() or match.end() <= m.start]
        found.counts = [c for c in found.counts if c.end <= start or end <= c.start]
        found.figures = [f for f in found.figures if f.end <= start or end <= f.start]
        found.unknown = [u for u in found.unknown if u.start >= end or u.start + len(u.written) <= start]
        found.mentions = sorted([*kept, Mention(start, end, (Meaning("filler", "1"),), match[0], match[0])], key=lambda m: m.start)


SEVERAL = 2
"""From how many on places are several."""


@cache
def _sizes() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,{numerals()}])(?P<n>\d{{1,2}}|[{numerals()}]{{1,3}})(?:{forms_of('classifier')})?(?![\d.{numerals()}])")


def _listed_before(found: Scan, at: int) -> list[str]:
    """The places named in a list that ends at a place in the text, the last one first."""
    out: list[str] = []
    for m in reversed(found.mentions):
        one = m.of("subject")
        if one is not None and m.end <= at and not found.text[m.end : at].strip(" 、,，"):
            out, at = [*out, one.value], m.start
    return out
