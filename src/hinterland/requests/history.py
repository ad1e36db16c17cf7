"""Questions about a region's own past: its highest or lowest month or year, and when it first passed an amount or another region; and the year
that one gone by is compared with. In goes a request taken apart; out come whether it asks that, and the length of the periods that are
searched or listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from hinterland import codes
from hinterland.codes import Period
from hinterland.reading.lexicon import forms
from hinterland.requests.periods import Stretch
from hinterland.requests.scan import Scan
from hinterland.requests.vocabulary import vocabulary

Each = Literal["month", "quarter", "year"]
LENGTHS: dict[Each, int] = {"month": 1, "quarter": 3, "year": 12}
"""The lengths of the periods of a series, in months."""
OTHERWISE = ("claim", "brief", "outlook", "one", "many", "rank", "able")
"""Kinds of words of which each makes a request one of another kind."""
WORDED = "when"
"""What marks words that ask when something first was so, with no length of time named beside them."""


def is_asked(found: Scan, subjects: Sequence[str]) -> bool:
    """Whether a request asks about the past of one region, or when one first passed another."""
    listed = any(not c.nth for c in found.counts)
    if any(_is_otherwise(found, kind) for kind in OTHERWISE) or listed or any(s.ahead for s in found.stretches):
        return False
    if any(codes.get("subject", s).kind != "region" for s in subjects):
        return False
    timed = any(value == WORDED for value in found.values("firstly")) and not (found.figures or found.every("amount"))
    searched = (bool(found.every("unit")) or timed) and _is_extreme(found) and len(subjects) < 2 and not _is_of_one(found)
    return searched or (not found.counts and (_is_first(found, subjects) or is_last(found, subjects)))


def _is_otherwise(found: Scan, kind: str) -> bool:
    """Whether a word makes a request one of another kind: not one that asks when something is beside one that asks for the first or the last time."""
    asks = [m for m, _ in found.every("firstly")]
    named = [m for m, _ in found.every(kind)]
    timed = len(asks) > 1 or bool(found.every("lastly"))
    # What only asks, at the end of a request, whether what it asks was ever so, and denies elsewhere.
    tags = [m for m in named if {"claim", "last"} <= {one.kind for one in vocabulary().get(m.form, ())}]
    if kind == "claim" and found.every("never"):  # That it never was follows from whether it ever was.
        return False
    timed = timed or (bool(found.every("past")) and kind == "outlook")
    return any(not (timed and m in asks) and not (asks and m in tags) for m in named)


def is_undated(found: Scan, subjects: Sequence[str]) -> bool:
    """Whether a request asks when something is so, and leaves open whether it was or will be: past an amount, or past another region."""
    asked = {m.start for m, _ in found.every("open")}
    told = any(m.start not in asked for kind in ("firstly", "outlook", "lastly") for m, _ in found.every(kind))
    if not asked or told or found.every("past") or found.every("able") or found.stretches:
        return False
    marked = bool(found.figures or found.every("amount"))
    passed = bool(found.every("above") or found.every("reach")) and len(subjects) == 2
    return (marked and len(subjects) == 1) or passed


def is_last(found: Scan, subjects: Sequence[str]) -> bool:
    """Whether a request asks when something last was so: past an amount or another region, or a rise or a fall."""
    marked = bool(found.figures or found.every("amount"))
    passed = len(subjects) == 2 and bool(found.every("above") or found.every("below"))
    return bool(found.every("lastly")) and (passed or (len(subjects) < 2 and (marked or bool(found.every("growth")))))


def _is_of_one(found: Scan) -> bool:
    """Whether the one period that would be searched is named, so that whether it is the highest or lowest is asked: was 2025 the best year."""
    length = LENGTHS[each(found, True) or "year"]
    return any(s.period is not None and s.period.months <= length for s in found.stretches) and "whether" in found.values("question")


def _is_extreme(found: Scan) -> bool:
    return bool(found.every("superlative")) or any(m.of("firstly") is None for m, _ in found.every("record"))


def _is_first(found: Scan, subjects: Sequence[str]) -> bool:
    """Whether a request asks when something first was so: past an amount, or past another region."""
    spans = [s.period for s in found.stretches if s.period is not None]
    named = found.values("firstly")
    if not (WORDED in named or (named and found.every("unit"))) or any(p.months <= LENGTHS["year"] for p in spans):
        return False
    passed = found.every("above") or found.every("below") or found.every("reach")
    turned = bool(found.every("growth") or found.every("balance")) and len(subjects) < 2 and not _is_extreme(found)
    return bool(found.figures or found.every("amount")) or bool(passed and len(subjects) == 2) or turned


def each(found: Scan, is_history: bool) -> Each | None:
    """The length of the periods searched, or of those listed where a request wants each of them; None where it wants neither."""
    named = found.values("unit" if is_history else "each") or (found.values("unit") if found.every("latest") else [])
    shortest = next((length for length in LENGTHS if length in named), None)
    return shortest or ("year" if is_history else None)


def complete_base(found: Scan, subjects: Sequence[str]) -> None:
    """Set a year gone by that a figure of one region is compared with, where no other period is named, against the last full year, and mark that as assumed."""
    base, last = found.stretches[0] if len(found.stretches) == 1 else None, Period.of_year(found.today.year - 1)
    if base is None or base.period is None or base.period.kind != "year" or base.period.end >= last.start:
        return
    placed = bool(found.every("rank") and found.every("latest") and found.every("listing"))  # Its place in a year and now.
    others = [kind for kind in ASKED_OTHERWISE if not (placed and kind == "rank")]
    within = ("", *forms("en", "within"))

    def leads(kind: str) -> bool:
        words = [m for m, _ in found.every(kind)]
        ahead = any(m.end <= base.start and found.text[m.end : base.start].strip().lower() in within for m in words)
        return ahead or any(m.start == base.end for m in words)

    if len(subjects) > 1 or found.figures or found.counts or any(found.every(kind) for kind in others):
        return
    led = leads("compare") or leads("than") or bool((found.every("compare") or found.every("than")) and found.every("latest"))
    rates = any(m.start < base.start for m, _ in found.every("growth"))  # Growth vs 2023: that of two years, or over both.
    if (led or placed) and not rates:
        found.stretches.insert(0, Stretch(0, 0, last, assumed=True, meaning="now"))


ASKED_OTHERWISE = ("rank", "many", "one", "superlative", "firstly", "lastly", "record", "outlook", "amount", "multiple", "times")
"""Kinds of words beside which one year isn't one that the last is compared with."""
