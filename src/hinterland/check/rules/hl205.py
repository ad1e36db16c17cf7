"""A count is wrong.

What: another number of members satisfies the predicate.

Bad: Eleven regions reported trade above 1 trillion yuan in 2025.
Good: Nine regions reported trade above 1 trillion yuan in 2025.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context
from hinterland.check.rules.hl207 import mislabelled
from hinterland.models import Finding

CODE = "HL205"
SEVERITY = "error"
NAME = "count"

MOST = 12
"""So many members are named; more would hide the count."""


def find(context: Context) -> Iterator[Finding]:
    """Refuted counts, with the members that are held to satisfy the predicate."""
    for j in context.judged:
        if j.verdict != "refuted" or j.kind != "count" or j.best is None or mislabelled(context, j):
            continue
        members = j.evaluated.members if j.evaluated else ()
        who = (": " if context.language == "en" else "：") + context.names(members) if 0 < len(members) <= MOST else ""
        yield context.finding(CODE, SEVERITY, j, n=context.amount(j.best, "count"), who=who, coverage=context.coverage(j))
