"""Members of a group ranked by what changed from one year to another: by rate or amount, in share of the nation's trade, or in places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hinterland import codes
from hinterland.answers import cells, figures, standing
from hinterland.answers.answer import said, word
from hinterland.answers.cells import Cell, of, value_text
from hinterland.check.words import amount, place
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval, growth
from hinterland.language.write import name, when
from hinterland.requests import Request

FEW, LEAST = 5, 3
"""Members listed where no number is asked for, and at least."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changed of a member: its figures in both years, by how much, and that in words."""

    first: Cell
    last: Cell
    size: Interval
    before: str
    now: str
    text: str


def shift(indicators: Indicators, r: Request) -> tuple[list[Cell], list[str]]:
    """The members ranked by what changed from the first year to the last, as far as both are held."""
    language, by_share = r.language, r.of == "share"
    asked = replace(r, op="share" if by_share else "level", among=None)
    span, newest = r.periods[0], cells.newest(indicators, r, codes.home_of(r.subjects[0]).nation, r.flow, 12)
    start, ends = Period.of_year(span.start // 100), [span.end // 100]
    if newest is not None and newest.end < span.end:  # A span that goes on until now.
        ends = [newest.end // 100, newest.end // 100 - 1]
    held: dict[str, tuple[Cell, Cell]] = {}
    for last in map(Period.of_year, ends):
        found = cells.ask(indicators, asked, [(s, r.flow, p) for s in r.subjects for p in (start, last)])
        pairs = zip(found[::2], found[1::2], strict=True)
        held = {one.subject: (one, two) for one, two in pairs if one.is_held and two.is_held and len(cells.kinds([one, two])) == 1}
        if 2 * len(held) > len(r.subjects):
            break
    if len(held) < 2:
        lacking = cells.ask(indicators, asked, [(str(r.among), r.flow, start)])
        return [], cells.missing(indicators, asked, lacking[0], language, r.subjects[0])[:1] or [figures.nothing(r).sentence]
    changes = sorted(_changes(r, held), key=lambda c: c.size.middle or Decimal(0), reverse=r.order == "desc")
    shown = changes[: max(r.top or FEW, LEAST)]
    about = {"what": cells.described(asked, shown[0].last, language), "of": word(f"shift:of:{r.of}", language)}
    about |= {"first": when(str(shown[0].first.period), language), "last": when(str(shown[0].last.period), language)}
    about |= {"scope": standing.scope_text(str(r.among), len(held), len(r.subjects), language)}
    about |= {"name": name(shown[0].last.subject, language), "end": word(f"shift:{r.order}", language)}
    is_level = len(changes) > 1 and changes[0].size.meets(changes[1].size)
    each = [word("shift:each", language, name=name(c.last.subject, language), change=c.text, before=c.before, now=c.now) for c in shown]
    out = [word("shift:level" if is_level else "shift", language, names=said(language, each), **about)]
    absent = [name(s, language) for s in r.subjects if s not in held]
    out += [word("missing", language, names=said(language, absent))] if absent else []
    return [c.last for c in shown], out


def _changes(r: Request, held: Mapping[str, tuple[Cell, Cell]]) -> list[Change]:
    if r.of == "place":
        return _moves(r, held)
    out = []
    for one, two in held.values():
        before, now = of(one), of(two)
        size = growth(now, before) if r.of == "rate" else now - before
        unit = {"rate": "percent", "share": "percentage_point"}.get(str(r.of), two.evaluated.evidence.unit)
        less = (size.middle or 0) < 0
        text = amount(abs(size), unit, r.language, of=two.claim.indicator if r.of == "amount" else None)
        out.append(Change(one, two, size, value_text(one, r.language), value_text(two, r.language), _signed(r, text, less=less)))
    return out


def _moves(r: Request, held: Mapping[str, tuple[Cell, Cell]]) -> list[Change]:
    """What changed of the places, counted from the top, of those held in both years."""
    places = [_places([pair[n] for pair in held.values()]) for n in (0, 1)]
    out = []
    for s, (one, two) in held.items():
        was, now = places[0][s], places[1][s]
        size = Interval.exact(Decimal(was - now))
        text = word("shift:places" if abs(was - now) != 1 else "shift:place", r.language, count=abs(was - now))
        before, after = (place(n, n, r.language) for n in (was, now))
        out.append(Change(one, two, size, before, after, _signed(r, text, less=now > was)))
    return out


def _places(own: Sequence[Cell]) -> dict[str, int]:
    return {c.subject: n for n, c in enumerate(sorted(own, key=lambda c: -c.value), 1)}


def _signed(r: Request, text: str, *, less: bool) -> str:
    return word("increase:minus" if less else "increase:plus", r.language, value=text)


WORKED = {"shift": shift}
"""What is worked out of changes, by its name in a request."""
