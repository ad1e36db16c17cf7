"""A rank or superlative is wrong.

What: the subject holds another place in the scope than the text says; the finding tells which, and who holds the place that the text gives away.

Why: ranks are quoted without their numbers, so nobody can see that they are wrong.

Bad: Anhui ranked eighth nationwide by trade in 2025.
Good: Anhui ranked ninth nationwide by trade in 2025.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check import words
from hinterland.check.context import Context
from hinterland.check.judge import Judged
from hinterland.check.near import in_order
from hinterland.models import Finding

CODE = "HL202"
SEVERITY = "error"
NAME = "rank"


def find(context: Context) -> Iterator[Finding]:
    """Refuted ranks, with the place held instead."""
    for j in context.judged:
        if j.verdict != "refuted" or j.kind != "rank" or j.best is None or j.best.low is None or j.best.high is None:
            continue
        scope = words.scope(j.claim, context.language)
        scope = f" {scope}" if scope and context.language == "en" else scope
        place = words.placed(j.claim, context.language) or words.place(int(j.best.low), int(j.best.high), context.language)
        yield context.finding(CODE, SEVERITY, j, place=place, scope=scope, coverage=context.coverage(j), who=_instead(context, j))


def _instead(context: Context, j: Judged) -> str:
    """Who holds the place that the text gives the subject."""
    ranked, said = in_order(j), int(j.claim.low or 0)
    if j.claim.scope in ("partners", "products") or not 0 < said <= len(ranked) or ranked[said - 1].region == j.claim.subject:
        return ""
    return context.say("HL202.who", text=words.place(said, said, context.language), who=context.name(ranked[said - 1].region))
