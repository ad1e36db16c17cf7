"""A count does not match the members listed.

What: the text counts so many and names another number of them.

Bad: Three central provinces saw their trade fall in 2025: Hunan and Shanxi.
Good: Two central provinces saw their trade fall in 2025: Hunan and Shanxi.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hinterland.check.context import Context
from hinterland.language.names import names
from hinterland.models import Finding

CODE = "HL107"
SEVERITY = "error"
NAME = "count and list"


def find(context: Context) -> Iterator[Finding]:
    """Counts followed by a list of regions of another length."""
    for j in context.judged:
        if j.claim.kind != "count" or j.claim.low is None or j.claim.scope == "partners":
            continue
        end = j.claim.end or 0
        stop = re.search(r"[.。;；]|\n", context.text[end:])
        after = context.text[end : end + (stop.start() if stop else len(context.text) - end)]
        listed = re.search(r"(?::|：|—|–|\(|（|, namely|, including only|分别是|分别为|即)(.+)", after)
        if not listed:
            continue
        named = list(dict.fromkeys(n.code for n in names(listed[1]) if n.kind == "region" and n.code != "CN"))
        if len(named) >= 2 and len(named) != int(j.claim.low) and not re.search(r"including|such as|among them|如|等", after):
            yield context.finding(CODE, SEVERITY, j, n=len(named), names=context.names(named))
