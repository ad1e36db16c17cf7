"""A share does not match its parts.

What: part and whole stand in the text, and the share given is not theirs; whose they are need not be known where another share of a whole in the same words fits an amount of the text,
or one run of words gives all three.

Bad: In 2025 Hunan's exports to Africa were worth 52 billion yuan. Its exports to Kenya came to 13 billion yuan, 35 percent of them.
Good: In 2025 Hunan's exports to Africa were worth 52 billion yuan. Its exports to Kenya came to 13 billion yuan, 25 percent of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hinterland.check.beside import OWN
from hinterland.check.context import Context, written_in
from hinterland.check.tied import measured
from hinterland.check.ties import BETWEEN, HUNDRED, Tie, slots_of
from hinterland.check.wholes import given, wholes
from hinterland.check.within import is_percentage
from hinterland.models import Finding
from hinterland.reading import mentioned
from hinterland.reading.lexicon import forms_in

CODE = "HL104"
SEVERITY = "error"
NAME = "share and parts"


def find(context: Context) -> Iterator[Finding]:
    """Shares that their part and whole don't make."""
    for j in context.judged:
        is_share = (j.op, j.unit) == ("share", "percent") and not j.claim.relation.versus
        if is_share and j.said and j.said.above(HUNDRED) and is_percentage(j):
            yield context.finding(CODE, SEVERITY, j, "HL104.whole")
    for tie in measured(context, CODE):
        if not (tie.holds or _is_of_other_whole(context, tie)):
            part, whole = tie.others
            share = context.amount(tie.implied, "percent")
            yield context.conflict(CODE, SEVERITY, tie, part=part.text, whole=whole.text, share=share)
    for tie in (*wholes(context.judged, context.text), *given(context.judged, context.text)):
        part, stated = (next(j for j in (tie.stated, *tie.others) if (j.unit == "percent") is of) for of in (False, True))
        words: dict[str, Any] = {"text": stated.text, "part": part.text, "whole": tie.others[-1].text}
        yield context.finding(CODE, SEVERITY, tie.stated, related=tie.others, share=context.amount(tie.implied, "percent"), **words)


def _is_of_other_whole(context: Context, tie: Tie) -> bool:
    """Whether the words for the whole of a Chinese share name a flow (占出口的) that the whole given is not of, or call a place (占全省的) that the words before that don't."""
    start, whole = tie.stated.start, tie.others[1]
    clause = _CLAUSE.split(context.text[max(0, start - BETWEEN) : start])[-1]
    found = mentioned(clause)
    lead = next((i for i in range(len(found) - 1, -1, -1) if found[i].is_a("share")), None)
    if lead is None or written_in(context) != "zh":
        return False
    flows = {m.value("flow") for m in found[lead + 1 :]} - {None}
    before = context.text[max(0, whole.start - FAR) : whole.start]
    called, known = ({f.value for f in forms_in(words, "zh").every("proform")} for words in (clause[found[lead].start :], before))
    return (bool(flows) and slots_of(whole)["flow"] not in flows) or not called - {*OWN} <= known


FAR = 200
"""Maximum characters before a whole in which its place is called."""
_CLAUSE = re.compile(r"[,，；;。\n]")
