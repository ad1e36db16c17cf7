"""Nothing is held to check it against, or a silencer silences nothing.

What: the claim was read, but the tables hold nothing that could support or refute it; it is listed, where the rule is selected by name, so that nobody takes silence for agreement. The same
code, whatever is selected, is that of a comment `<!-- hinterland: ignore ... -->` for a rule that finds nothing there: take it out, or let a baseline note it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check import catalogue
from hinterland.check.context import Context
from hinterland.models import Finding

CODE = "HL901"
SEVERITY = "info"
NAME = "nothing held"


def find(context: Context) -> Iterator[Finding]:
    """Claims that can't be judged."""
    for j in context.judged:
        if j.verdict == "unverifiable":
            yield context.finding(CODE, SEVERITY, j, reason=context.reason(j) or catalogue.said(context.language, j.claim.reason))
