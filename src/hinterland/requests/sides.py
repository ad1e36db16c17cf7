"""Two figures that a request sets against each other, each side as it would be asked alone: exports as a multiple of imports, whether two regions together exceed a third.

`split(text, today)` gives what is asked of them and both sides, by the templates of `sides.csv`; what one side leaves open it takes from the other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hinterland import codes
from hinterland.requests.clauses import CARRIED
from hinterland.requests.normal import normal
from hinterland.requests.places import Places
from hinterland.requests.places import is_sum as is_sum_asked
from hinterland.requests.scan import LONGEST, Scan, scan
from hinterland.requests.vocabulary import records

if TYPE_CHECKING:
    from hinterland.requests.model import Request

LEAD = "lead"
"""The row of what may stand before such a request."""
SIDES = (("{one}", "(?P<one>.+?)"), ("{other}", "(?P<other>.+?)"), ("{rest}", "(?P<rest>.*?)"))


class Sides(NamedTuple):
    """What is asked of two figures (their ratio, or which is above or below), and the request for each."""

    of: str
    one: str
    other: str


@cache
def _templates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [(row["of"], form) for row in records("sides") for form in row["forms"].split(";")]
    lead = f"(?:{'|'.join(form for of, form in rows if of == LEAD)})"
    out = []
    for of, form in rows:
        for slot, pattern in SIDES:
            form = form.replace(slot, pattern)
        if of != LEAD:
            out.append((of, re.compile(lead + form, re.IGNORECASE)))
    return tuple(out)


def split(text: str, today: date) -> list[Sides]:
    """The ways in which a request sets two figures against each other, the likeliest first."""
    if len(text) > LONGEST:
        return []
    plain, out = normal(text).strip(" ?？。.!！,，"), []
    for of, pattern in _templates():
        if (found := pattern.fullmatch(plain)) is not None:
            rest = found.groupdict().get("rest") or ""
            one, other = (f"{found[side]} {rest}".strip(" ,，") for side in ("one", "other"))
            scans = scan(one, today), scan(other, today)
            out.append(Sides(of, _filled(one, *scans), _filled(other, *scans[::-1])))
    return out


def _filled(text: str, own: Scan, other: Scan) -> str:
    """One side with what it leaves open: the place, the flow and what narrows it, and the period."""
    taken = [] if own.every("subject") else [m.written for m, _ in other.every("subject")]
    if not any(own.every(kind) for kind in CARRIED):
        taken += [m.written for m in other.mentions if any(m.of(kind) is not None for kind in CARRIED)]
    if not own.stretches:
        taken += [other.text[s.start : s.end] for s in other.stretches]
    return " ".join([*taken, text])


def joined(of: str, text: str, one: Request, other: Request) -> Request | None:
    """The request for what is asked of two figures; None where one of them is more than a figure in one period, or both are the same."""
    one, other = (_together(side) for side in (one, other))
    if one == replace(other, text=one.text) or not (_is_figure(one) and _is_figure(other)):
        return None
    passed = tuple(dict.fromkeys((*one.passed, *other.passed)))
    notes = tuple(dict.fromkeys((*one.assumptions, *other.assumptions)))
    return replace(
        one, text=text.strip(), what="comparison", computed="sides", of=of, besides=(one, other), passed=passed, assumptions=notes
    )


def share_of_sum(r: Request, found: Scan, where: Places) -> Request | None:
    """What several regions together are of the nation's trade, as a figure set against another one; None where something else is asked."""
    parts = tuple(s for s in where.subjects if s != where.nation)
    alone = all(codes.held("group", s) is None for s in parts) and len(r.periods) < SIDES_NEEDED
    if (
        r.op != "share"
        or len(parts) < SIDES_NEEDED
        or not (is_sum_asked(found) or found.every("sum"))
        or not alone
        or found.counts
        or found.figures
    ):
        return None
    whole = replace(r, what="figure", op="level", subjects=(where.nation,))
    together = replace(whole, what="comparison", subjects=parts, computed="sum")
    return replace(together, text=r.text, computed="sides", of="ratio", besides=(together, whole))


SIDES_NEEDED = 2
"""From how many regions on they are several."""


def _together(r: Request) -> Request:
    """A side that names several regions, as their sum."""
    is_several = r.what == "comparison" and len(r.subjects) > 1 and r.computed is None and not (r.apart or r.times)
    return replace(r, computed="sum") if is_several else r


def _is_figure(r: Request) -> bool:
    is_one = r.what == "figure" or (r.what == "comparison" and r.computed == "sum" and len(r.periods) < 2)
    return is_one and r.op == "level" and len(r.periods) < 2 and not (r.each or r.also or r.besides or r.computed not in (None, "sum"))


def is_sum(r: Request) -> bool:
    """Whether several regions together, or a group, are set against another."""
    if r.of == "ratio":
        return [side.computed for side in r.besides] == ["sum", None]
    groups = (codes.held("group", s) for side in r.besides for s in side.subjects)
    return any(side.computed == "sum" for side in r.besides) or any(g is not None for g in groups)
