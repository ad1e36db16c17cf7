"""Phrases that are over before the figure comes: a period in one holds for what stands in it and not for what follows.

`having lost 8.7 percent in 2024, it lost another ...`, `after a 17.2% slump in 2024, trade ...`. In goes a period of a sentence and a place, out comes whether it is so.
"""

from __future__ import annotations

import re

from hinterland.language.ends import marker, mate
from hinterland.language.parsed import Parsed
from hinterland.language.periods import PeriodMention

_OPENED = re.compile(
    r"(?:^|[,;:(]\s?|\s[-–—]\s)(?:[^,;]{0,60}\s)?(?P<w>having|after|following|unlike|despite|which was not|as was not)\b(?:[^,;]|,\d)*$",
    re.I,
)


def is_subordinate(p: Parsed, m: PeriodMention, at: int) -> bool:
    """Whether a period stands in a phrase of its own that is over before a place."""
    text = p.sentence.text
    if m.start >= at or not re.search(r"[,;:)]\s", text[m.end : at]):
        return False
    behind = [o for o in p.quantities if o.end <= m.start and text[o.end : m.start] in (" ", " in ")]
    if behind and m.text.lower().endswith("before") and mate(p, behind[-1]) is None and marker(p, behind[-1]) is not None:
        return True
    return opened_before(text, m)


def opened_before(text: str, m: PeriodMention) -> bool:
    """Whether the phrase that a period stands in tells what came before: it opens with `after`, `having`, `following`."""
    return bool(_OPENED.search(text[: m.start]))
