"""Two figures that a request sets against each other, each side as it would be asked alone: exports as a multiple of imports, whether two regions together exceed a third.

`split(text, today)` gives what is asked of them and both sides, by the templates of `sides.csv`; what one side leaves open it takes from the other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hinterland import codes
from hinterland.reading.lexicon import forms
from hinterland.reading.plain import numerals
from hinterland.requests.clauses import CARRIED
from hinterland.requests.counts import forms_of
from hinterland.requests.normal import percents
from hinterland.requests.places import Places
from hinterland.requests.places import is_sum as is_sum_asked
from hinterland.requests.scan import LONGEST, Scan, scan
from hinterland.requests.vocabulary import records, vocabulary

if TYPE_CHECKING:
    from hinterland.requests.model import Request

ENDS = " ?？。.!！,，"
LEAD = "lead"
"""The row of what may stand before such a request."""
SIDES = (("{one}", "(?P<one>.+?)"), ("{other}", "(?P<other>.+?)"), ("{rest}", "(?P<rest>.*?)"))


class Sides(NamedTuple):
    """What is asked of two figures (their ratio, or which is above or below, the second or a part of it), and the request for each."""

    of: str
    one: str
    other: str
    part: Decimal | None = None


@cache
def _templates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [(row["of"], form) for row in records("sides") for form in row["forms"].split(";")]
    lead = f"(?:{'|'.join(form for of, form in rows if of == LEAD)})"
    words = (forms_of("multiple"), *forms("en", "fraction"), rf"[{numerals()}\d]分之[{numerals()}\d]", r"\d+(?:\.\d+)?%")
    out = []
    for of, form in rows:
        for slot, pattern in (*SIDES, ("{part}", f"(?P<part>{'|'.join(words)})")):
            form = form.replace(slot, pattern)
        if of != LEAD:
            out.append((of, re.compile(lead + form, re.IGNORECASE)))
    return tuple(out)


def split(text: str, today: date) -> list[Sides]:
    """The ways in which a request sets two figures against each other, the likeliest first."""
    if len(text) > LONGEST:
        return []
    found = scan(text, today)
    asks = [m for m, _ in found.every("claim") if m.of("last") is None and (m.start == 0 or not found.text[m.end :].strip(ENDS))]
    plain, out = found.text, []
    for m in reversed(asks):
        plain = plain[: m.start] + plain[m.end :]
    plain = plain.strip(ENDS)
    for of, pattern in _templates():
        if (match := pattern.fullmatch(plain)) is not None:
            rest = match.groupdict().get("rest") or ""
            one, other = (f"{match[side]} {rest}".strip(ENDS) for side in ("one", "other"))
            scans = scan(one, today), scan(other, today)
            out.append(Sides(of, _filled(one, *scans), _filled(other, *scans[::-1]), _part(match.groupdict().get("part") or "")))
    return out


def _part(written: str) -> Decimal | None:
    """The part of a figure that words name: a half, a third, 30%."""
    worded = next((m.value for m in vocabulary().get(written.lower(), ()) if m.kind == "multiple"), None)
    percent = percents(f"{written} of").partition("%")[0]
    return Decimal(worded) if worded else Decimal(percent) / 100 if written else None


def _filled(text: str, own: Scan, other: Scan) -> str:
    """One side with what it leaves open: the place, the flow and what narrows it, and the period."""
    taken = [] if own.every("subject") else [m.written for m, _ in other.every("subject")]
    if not any(own.every(kind) for kind in CARRIED):
        taken += [m.written for m in other.mentions if any(m.of(kind) is not None for kind in CARRIED)]
    if not own.stretches:
        taken += [other.text[s.start : s.end] for s in other.stretches]
    return " ".join([*taken, text])


def joined(of: str, text: str, one: Request, other: Request, part: Decimal | None = None) -> Request | None:
    """The request for what is asked of two figures; None where one of them is more than a figure in one period, or both are the same."""
    one, other = (_together(side) for side in (one, other))
    if one == replace(other, text=one.text) or not (_is_figure(one) and _is_figure(other)):
        return None
    # A part of what goods alone name is a share, to be judged as one: phones more than half of Henan's exports.
    if part is not None and one.product != other.product:
        return None
    passed = tuple(dict.fromkeys((*one.passed, *other.passed)))
    notes = tuple(dict.fromkeys((*one.assumptions, *other.assumptions)))
    return replace(
        one,
        text=text.strip(),
        what="comparison",
        computed="sides",
        of=of,
        amount=part,
        besides=(one, other),
        passed=passed,
        assumptions=notes,
    )


def share_of_sum(r: Request, found: Scan, where: Places) -> Request | None:
    """What several regions together are of the nation's trade, as a figure set against another one; None where something else is asked."""
    parts = tuple(s for s in where.subjects if s != where.nation)
    alone = all(codes.held("group", s) is None for s in parts) and len(r.periods) < SIDES_NEEDED
    summed = len(parts) >= SIDES_NEEDED and bool(is_sum_asked(found) or found.every("sum"))
    if r.op != "share" or not (summed and alone) or found.counts or found.figures:
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
