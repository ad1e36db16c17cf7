"""Words that no table knows and that are passed over, as an answer's notes then say first: those that stand where they can't narrow what is asked.

Everywhere else such a word is refused: beside a place, a flow, a measure or a period, behind a word such as of or without, as a name or with a digit.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hinterland import codes
from hinterland.reading.lexicon import forms
from hinterland.requests.places import Places
from hinterland.requests.scan import Scan, Unknown
from hinterland.requests.vocabulary import vocabulary

MOST = 2
"""Maximum words that are passed over in a request: of more, too little of it is understood."""
ENDS = {-1: re.compile(r"[.?!…。？！]"), 1: re.compile(r"[.?!…。？！,，:：;；]|\s[-–—]")}
"""What ends a sentence before a word, or its clause behind it, so that what stands on the other side isn't beside it."""
ASKED = ("flow", "balance", "concept")
"""Kinds of words that name what is asked for, which a word that no table knows may do where none of them stands."""


def see_to_unknown(found: Scan, where: Places) -> None:
    """Set apart the words that no table knows and that are passed over; none where the place or the quantity asked for isn't named, which they may be."""
    found.unknown = [u for u in found.unknown if not _is_number_of_members(found, u)]
    named = bool(where.subjects or found.every("one") or found.every("many")) and any(found.every(kind) for kind in ASKED)
    if named and len(found.unknown) <= MOST:
        own = [_core(found, u) for u in found.unknown]
        found.passed = [one for one in own if _is_passed(found, one, own)]
        found.unknown = [u for u, one in zip(found.unknown, own, strict=True) if one not in found.passed]


def _is_number_of_members(found: Scan, u: Unknown) -> bool:
    """Whether a number in words says how many members the group before it has: the northeastern three."""
    before = next((m for m in reversed(found.mentions) if m.end <= u.start), None)
    group = before.of("subject") if before is not None and not found.text[before.end : u.start].strip() else None
    if group is None or codes.held("group", group.value) is None:
        return False
    return forms("en", "number").get(u.written.lower()) == str(len(codes.members(group.value)))


def _core(found: Scan, u: Unknown) -> Unknown:
    """A word that no table knows without the words without weight of one character at its ends."""
    known = {n for m in found.mentions if m.of("filler") is not None for n in range(m.start, m.end)}
    left = [n for n in range(u.start, u.start + len(u.written)) if n not in known]
    return replace(u, start=left[0], written=found.text[left[0] : left[-1] + 1]) if left else u


def _is_passed(found: Scan, u: Unknown, own: list[Unknown]) -> bool:
    """Whether a word can't narrow what is asked: no name, number or slip, and with nothing beside it but words by which somebody is spoken to."""
    written = u.written if u.start else u.written[:1].lower() + u.written[1:]
    if u.offered or written != written.lower() or any(c.isdigit() for c in written):
        return False
    before, behind = _beside(found, u, own, -1), _beside(found, u, own, 1)
    return "opening" in (behind or ()) if before is None else "before" in before and (behind is None or "behind" in behind)


def _beside(found: Scan, u: Unknown, own: list[Unknown], step: int) -> tuple[str, ...] | None:
    """At which sides of a word that no table knows the word before it, or behind it, may stand, past others of its kind; None where its sentence begins or ends."""
    unknown = [(x.start, x.start + len(x.written)) for x in own]
    known = [(m.start, m.end) for m in found.mentions] + [(s.start, s.end) for s in found.stretches]
    known += [(c.start, c.end) for c in found.counts] + [(f.start, f.end) for f in found.figures]
    spans = sorted((*unknown, *known), reverse=step < 0)
    at = (u.start, u.start + len(u.written))
    for start, end in (s for s in spans if (s[1] <= at[0] if step < 0 else s[0] >= at[1])):
        if ENDS[step].search(found.text[end : at[0]] if step < 0 else found.text[at[1] : start]):
            return None
        if (start, end) not in unknown:
            return _sides(found.text[start:end].lower(), step)
        at = (start, end)
    return None


def _sides(written: str, step: int) -> tuple[str, ...]:
    """Where a word may stand beside one that is passed over; of several in a row the one that is beside it counts."""
    form = written.split()[-1 if step < 0 else 0] if written.isascii() else written
    return tuple(m.value for m in vocabulary().get(form, ()) if m.kind == "address")
