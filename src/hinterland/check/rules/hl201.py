"""The data give another value.

What: the figure a text states lies outside every vintage held of what it measures, and no finer rule explains why.

Why: a figure that no published vintage supports is wrong, or is about something else than the text says. Where two digits changed places, or a rise
was told as a fall, the finding says so.

Bad: Anhui's trade rose 27.3 percent in 2025.
Good: Anhui's trade rose 17.3 percent in 2025.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context, is_number, power_of_ten
from hinterland.check.near import other_way, swapped
from hinterland.check.rules.hl208 import label
from hinterland.check.rules.hl301 import wrong_side
from hinterland.check.rules.hl302 import confused
from hinterland.check.rules.hl303 import two_readings
from hinterland.check.rules.hl305 import unlike
from hinterland.check.within import converted_ids
from hinterland.models import Finding

CODE = "HL201"
SEVERITY = "error"
NAME = "another value"


def find(context: Context) -> Iterator[Finding]:
    """Refuted figures that no finer rule takes, conversions in brackets aside."""
    for j in (j for j in context.judged if j.claim.id not in converted_ids(context)):
        if j.verdict != "refuted" or not is_number(j.claim) or j.kind == "comparison" or j.best is None:
            continue
        if power_of_ten(j) is not None or label(j) or wrong_side(j) or two_readings(j) or unlike(j) or confused(context, j):
            continue
        key, way = "HL201", ""
        best = j.best
        if other_way(j):
            ways = ("surplus", "deficit") if j.op == "balance" else ("rise", "fall")
            key, way = "HL201.sign", context.say(ways[(best.middle or 0) < 0])
            best = best if (best.middle or 0) > 0 else -best
        elif swapped(j):
            key = "HL201.tens"
        elif j.op == "growth" and j.said is not None and (j.said.middle or 0) < 0 and not j.text.startswith(("-", "−")):
            key = "HL201.fall"
        yield context.finding(CODE, SEVERITY, j, key, held=context.figure(j.claim, best), way=way)
