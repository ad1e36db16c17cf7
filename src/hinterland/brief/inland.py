"""The shift between the groups of a nation's regions in its brief: what share of trade each has, the centre of gravity, and how evenly trade is spread.

`measure` asks for it where the brief's year is the last of those measured, `ask` puts the shares into the agenda, `paragraph` says it all. A group's shares are
claims with a mark where all of its regions are held in both years; else, like the centre and the index, they are measures of the regions held, without one:
those stand in the brief's `shift`.
"""

from __future__ import annotations

from typing import Any

from hinterland import codes
from hinterland.brief.agenda import Agenda
from hinterland.brief.facts import Facts
from hinterland.brief.voice import Voice
from hinterland.brief.words import words
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.language.write import middle
from hinterland.outlook.shift import TOLD, InlandShift, inland_shift
from hinterland.outlook.wording import measured, percent, span
from hinterland.outlook.wording import words as measures
from hinterland.sources.reading import InputError


def has_one(subject: str) -> bool:
    """Whether a subject is a nation whose groups the shift is measured between."""
    return codes.is_nation(subject) and all(codes.nation_of(group) == subject for group in TOLD)


def measure(indicators: Indicators, period: Period) -> InlandShift | None:
    """The shift up to a year; nothing for another period, or where too few years are held."""
    if period.kind != "year":
        return None
    try:
        found = inland_shift(indicators, last=period.year or 0, brief=True)
    except InputError:
        return None
    return found if found.periods[-1] == period else None


def wholes(found: InlandShift) -> tuple[str, str]:
    """What a group's share is of: the published national total, or the sum of all regions below the nation for a year in which that isn't held."""
    return codes.home_of(found.last.scope).nation, found.last.scope


def ask(made: Agenda, found: InlandShift) -> None:
    """Put the shares of the first and the last year into the agenda: of the published national total, or of the sum of all regions for a year in which that isn't held."""
    for group in (g for g in TOLD if g in found.changes):
        peak = peaked(found, group)
        made.ask(f"shift:{group}:growth", "value", made.terms.trade("growth"), of=group)
        for when, period in (("before", found.periods[0]), ("now", found.periods[-1]), *([("peak", peak)] if peak else [])):
            for whole in wholes(found):
                made.ask(f"shift:{group}:{when}:{whole}", "value", made.terms.trade("share"), of=group, at=str(period), versus=whole)


def peaked(found: InlandShift, group: str) -> Period | None:
    """The year between the first and the last in which a group's share stood higher than in both; nothing where it didn't."""
    own = found.shares[group]
    top = max(own, key=lambda s: s.exact)
    return top.panel.period if top.exact > max(own[0].exact, own[-1].exact) else None


def paragraph(v: Voice, facts: Facts, found: InlandShift) -> list[str]:
    """What was measured, in sentences."""
    first, last = found.periods[0].year, found.periods[-1].year
    sentences = []
    for group in (g for g in TOLD if g in found.changes):
        one = found.changes[group]
        claims = [facts.named.get(facts.held(*(f"shift:{group}:{when}:{whole}" for whole in wholes(found)))) for when in ("before", "now")]
        rates = [v.rate(e) for e in claims if e] if all(claims) else [percent(span(s.percent), v.language) for s in (one.before, one.now)]
        whole = words("shift:of-nation" if all(claims) else "shift:of-held", v.language, home=v.home, our=v.nation)
        sentences.append(v.phrase(f"shift:{group}", now=rates[1], before=rates[0], whole=whole, first=first, last=last))
    sentences.append(v.phrase("shift:caution"))
    moved = found.moved
    if moved.direction and (span(moved.kilometres).low or 0) > 0:
        way = measures(f"direction:{moved.direction}", v.language)
        sentences.append(
            words("shift:centre", v.language, home=v.home, km=measured(moved.kilometres, 0), direction=way, first=first, last=last)
        )
    if len(found.inequality) > 1:
        then, today = found.inequality[0].theil, found.inequality[-1].theil
        less = middle(span(today)) < middle(span(then))
        if not span(today).meets(span(then)):
            key = "shift:even" if less else "shift:uneven"
            sentences.append(words(key, v.language, home=v.home, before=measured(then, 2), now=measured(today, 2), first=first, last=last))
    return sentences


def kept(found: InlandShift) -> dict[str, Any]:
    """The measures that the paragraph draws on, in their JSON form."""
    ends = [q.to_dict() for q in (found.inequality[0], found.inequality[-1])] if found.inequality else []
    return {
        "periods": [str(p) for p in found.periods],
        "changes": {g: found.changes[g].to_dict() for g in TOLD if g in found.changes},
        "moved": found.moved.to_dict(),
        "inequality": ends,
    }
