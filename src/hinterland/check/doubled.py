"""One flow named twice side by side: "imports of 2.47 trillion yuan and imports of 1.44 trillion yuan", "imports and imports"; one of the two is the other flow.

Only what is clean counts: between the first flow word and the second figure stand figures, flows, directions and function words, no name, period or unknown word that could tell
the two amounts apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hinterland.check.context import Context, once_a_text
from hinterland.check.currencies import is_amount
from hinterland.check.judge import Judged
from hinterland.reading import language_of, mentioned
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention
from hinterland.reading.typography import untypeset

_STOP = re.compile(r"[。\n()（）]|\.\s")
_WORD = re.compile(r"[^\W\d_]+")
ONE_WAY = ("export", "import")
LONGEST = 200
"""Maximum characters before a figure, or between two, in which a flow word is sought."""


@once_a_text
def doubled(context: Context) -> list[tuple[Judged, Judged]]:
    """Pairs of amounts that a sentence gives one flow side by side, the second of them the one to look at."""
    found = sorted((j for j in context.judged if is_amount(j.claim.unit) and j.plain is not None), key=lambda j: j.claim.start or 0)
    return [(a, b) for a, b in pairwise(found) if a.claim.unit == b.claim.unit and is_doubled(context.text, a, b)]


def is_doubled(text: str, a: Judged, b: Judged) -> bool:
    """Whether two amounts are of one flow by the words before each, and nothing else parts them."""
    if a.plain is None or b.plain is None or a.plain.meets(b.plain):
        return False
    start, end = a.claim.start or 0, a.claim.end or 0
    between = untypeset(text[end : min(b.claim.start or 0, end + LONGEST)]).text
    if _STOP.search(between) or len(second := _flows(between) or ()) != 1:
        return False
    lead = untypeset(_STOP.split(text[max(0, start - LONGEST) : start])[-1]).text
    first = [m for m in mentioned(lead) if m.is_a("flow")][-1:]
    alike = [m.value("flow") for m in first] == [m.value("flow") for m in second]
    return alike and second[0].value("flow") in ONE_WAY and _flows(lead[first[0].start :]) is not None


def _flows(words: str) -> Sequence[Mention] | None:
    """The flow words of a stretch; None where anything else is named in it, or a word is unknown."""
    found = mentioned(words)
    if any(m.names or m.time is not None for m in found):
        return None
    rest = list(words)
    for m in found:
        rest[m.start : m.end] = " " * (m.end - m.start)
    known = forms(language_of(words), "function")
    unknown = (w for w in _WORD.findall("".join(rest)) if w.lower() not in known)
    return None if any(unknown) else [m for m in found if m.is_a("flow")]
