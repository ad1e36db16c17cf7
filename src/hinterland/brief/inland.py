"""The inland shift in the nation's brief: inland's and the centre's share of trade, the centre of gravity, and how evenly trade is spread.

`measure` asks for it where the brief's year is the last of those measured; `paragraph` says it. Its figures are measures over all provinces and no claims, so
they carry no mark: they stand in the brief's `shift`.
"""

from __future__ import annotations

from typing import Any

from hinterland.brief.voice import Voice
from hinterland.brief.words import words
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.outlook.shift import TOLD, InlandShift, inland_shift
from hinterland.outlook.wording import measured, middle, percent, span
from hinterland.outlook.wording import words as measures
from hinterland.sources.reading import InputError


def measure(indicators: Indicators, period: Period) -> InlandShift | None:
    """The shift up to a year; nothing for another period, or where too few years are held."""
    if period.kind != "year":
        return None
    try:
        found = inland_shift(indicators, last=period.year or 0)
    except InputError:
        return None
    return found if found.periods[-1] == period else None


def paragraph(v: Voice, found: InlandShift) -> list[str]:
    """What was measured, in sentences."""
    first, last = found.periods[0].year, found.periods[-1].year
    told = []
    for group in (g for g in TOLD if g in found.changes):
        one = found.changes[group]
        before, now = (percent(span(s.percent), v.language) for s in (one.before, one.now))
        told.append(words(f"shift:{group}", v.language, now=now, before=before, first=first, last=last))
    told.append(words("shift:beijing", v.language))
    moved = found.moved
    if moved.direction and (span(moved.kilometres).low or 0) > 0:
        way = measures(f"direction:{moved.direction}", v.language)
        told.append(words("shift:centre", v.language, km=measured(moved.kilometres, 0), direction=way, first=first, last=last))
    if len(found.inequality) > 1:
        then, today = found.inequality[0].theil, found.inequality[-1].theil
        less = middle(span(today)) < middle(span(then))
        if not span(today).meets(span(then)):
            key = "shift:even" if less else "shift:uneven"
            told.append(words(key, v.language, before=measured(then, 2), now=measured(today, 2), first=first, last=last))
    return told


def kept(found: InlandShift) -> dict[str, Any]:
    """The measures that the paragraph draws on, in their JSON form."""
    ends = [q.to_dict() for q in (found.inequality[0], found.inequality[-1])] if found.inequality else []
    return {
        "periods": [str(p) for p in found.periods],
        "changes": {g: found.changes[g].to_dict() for g in TOLD if g in found.changes},
        "moved": found.moved.to_dict(),
        "inequality": ends,
    }
