"""Where figures stand: which members are nearest to an amount, how far a figure is from its record, and what the rates of a group's members come to on average."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hinterland import codes
from hinterland.answers import cells, figures, standing
from hinterland.answers.answer import said, word
from hinterland.answers.cells import Cell, mark_of, of, value_text
from hinterland.check.words import amount, place
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.language.write import name, when
from hinterland.requests import Request
from hinterland.requests.history import LENGTHS

FEW, BACK = 3, 3
"""Members named one by one, and years looked back for one in which most of them are held."""
Worked = tuple[list[Cell], list[str]]
"""The figures behind an answer, and its sentences."""


def _members(indicators: Indicators, r: Request) -> list[Cell]:
    """The members in the period asked for, else in the newest year in which most are held."""
    at = r.periods[-1] if r.periods else cells.newest(indicators, r, codes.home_of(r.subjects[0]).nation, r.flow)
    years: list[Period] = [at.shift(-12 * back) for back in range(1 if r.periods else BACK)] if at is not None else []
    asked = [cells.ask(indicators, r, [(s, r.flow, p) for s in r.subjects]) for p in years]
    return next((found for found in asked if 2 * sum(c.is_held for c in found) > len(found)), [])


def _about(r: Request, found: list[Cell], held: list[Cell]) -> dict[str, str]:
    scope = standing.scope_text(str(r.among), len(held), len(found), r.language)
    return {"what": cells.described(r, held[0], r.language), "scope": scope, "period": when(str(held[0].period), r.language)}


def _unheld(found: list[Cell], r: Request) -> list[str]:
    absent = [name(c.subject, r.language) for c in found if not c.is_held]
    return [word("missing", r.language, names=said(r.language, absent))] if absent else []


def nearest(indicators: Indicators, r: Request) -> Worked:
    """The members nearest to an amount: those below it where the next to pass it is asked, else from either side."""
    assert r.amount is not None
    found, mark = _members(indicators, r), Interval.exact(r.amount)
    held = [c for c in found if c.is_held]
    below = [c for c in held if of(c).below(mark)] if r.of else held
    if not below:
        return [], [figures.nothing(r).sentence]
    shown = sorted(below, key=lambda c: abs(c.value - r.amount))[:FEW]  # type: ignore[operator]
    each = []
    for c in shown:
        gap = amount(abs(of(c) - mark), c.evaluated.evidence.unit, r.language, of=c.claim.indicator)
        key = "mark:short" if c.value < r.amount else "mark:past"
        each.append(word(key, r.language, name=name(c.subject, r.language), value=value_text(c, r.language), gap=gap))
    about = _about(r, found, held) | {"mark": mark_of(r, r.amount, held[0]), "names": said(r.language, each)}
    out = [word("mark:next" if r.of else "mark:nearest", r.language, name=name(shown[0].subject, r.language), **about)]
    return shown, [*out, *([word("mark:open", r.language)] if r.of else []), *_unheld(found, r)]


def record(indicators: Indicators, r: Request) -> Worked:
    """How far a figure is from the highest, or the lowest, year held of its region."""
    [subject], flow = r.subjects, None if r.op == "balance" else r.flow
    series = cells.periods_held(indicators, r, subject, flow, cells.currency(indicators, r, subject))
    length = LENGTHS[r.each or "year"]
    at = r.periods[-1] if r.periods else max((p for p, _ in series if p.months == length), key=lambda p: p.end, default=None)
    alike = sorted({p for p, _ in series if at and p.months == at.months and (p.months < 12 or p.kind == at.kind)})
    asked = cells.ask(indicators, r, [(subject, flow, p) for p in alike])
    held = [c for c in asked if c.is_held]
    own = next((c for c in held if c.period == at), None)
    if own is None or len(held) < 2:
        lacking = cells.ask(indicators, r, [(subject, flow, at)]) if at else []
        return [], [s for c in lacking for s in cells.missing(indicators, r, c, r.language)[:1]] or [figures.nothing(r).sentence]
    best = (max if r.order == "desc" else min)(held, key=lambda c: c.value)
    about = {"who": name(subject, r.language), "what": cells.described(r, own, r.language), "period": when(str(own.period), r.language)}
    about |= {"value": value_text(own, r.language), "best": value_text(best, r.language), "at": when(str(best.period), r.language)}
    about |= {"end": word(f"mark:record:{r.order}", r.language)}
    first, last = (when(str(c.period), r.language) for c in (held[0], held[-1]))
    span = word("mark:record:span", r.language, count=len(held), first=first, last=last)
    if best is own:
        return [own], [word("mark:record:itself", r.language, **about), span]
    gap = abs(of(best) - of(own))
    about |= {"gap": amount(gap, own.evaluated.evidence.unit, r.language, of=own.claim.indicator)}
    about |= {"percent": amount((gap / abs(of(best))).scaled(100), "percent", r.language)}
    side = "below" if own.value < best.value else "above"
    return [own, best], [word(f"mark:record:{side}", r.language, **about), span]


def average(indicators: Indicators, r: Request) -> Worked:
    """The plain mean of the rates of a group's members, and the group's own rate, which weighs them by size."""
    found = _members(indicators, r)
    held = [c for c in found if c.is_held]
    if not held:
        return [], [figures.nothing(r).sentence]
    mean = sum((of(c) for c in held), Interval.exact(Decimal(0))).scaled(1 / Decimal(len(held)))
    about = _about(r, found, held) | {"value": amount(mean, "percent", r.language)}
    group = str(r.among)
    whole = codes.home_of(group).nation if group == codes.home_of(group).peers else group
    own = [c for c in cells.ask(indicators, replace(r, among=None), [(whole, r.flow, held[0].period)]) if c.is_held]
    ends = [max(held, key=lambda c: c.value), min(held, key=lambda c: c.value)]
    each = [
        word("slices:each", r.language, name=name(c.subject, r.language) + " " * (r.language == "zh"), value=value_text(c, r.language))
        for c in ends
    ]
    out = [word("mark:average", r.language, names=said(r.language, each), **about), *(cells.render(c, r.language) for c in own)]
    return [*own, *ends], [*out, *_unheld(found, r)]


def sumplace(indicators: Indicators, r: Request) -> Worked:
    """Several regions together as one, and the place that their sum would have among the other members."""
    scope = codes.home_of(r.subjects[0]).peers or ""
    members = [s for s in codes.members(scope) if s not in r.subjects]
    found = _members(indicators, replace(r, subjects=(*r.subjects, *members)))
    own = [c for c in found if c.subject in r.subjects]
    if not own or not all(c.is_held for c in own):
        lacking = [s for c in own if not c.is_held for s in cells.missing(indicators, r, c, r.language)[:1]]
        return [], lacking or [figures.nothing(r).sentence]
    total = sum((of(c) for c in own), Interval.exact(Decimal(0)))
    others = sorted((c for c in found if c.is_held and c not in own), key=lambda c: -c.value)
    ahead = [c for c in others if of(c).above(total)]
    level = [c for c in others if of(c).meets(total)]
    about = _about(replace(r, among=scope), found, [c for c in found if c.is_held])
    about |= {
        "names": said(r.language, [name(c.subject, r.language) for c in own]),
        "place": place(1 + len(ahead), 1 + len(ahead) + len(level), r.language),
    }
    about |= {"value": amount(total, own[0].evaluated.evidence.unit, r.language, of=own[0].claim.indicator)}
    near = [*ahead[-1:], *[c for c in others if c not in ahead][:1]]
    out = [word("mark:sum", r.language, **about), *(cells.render(c, r.language) for c in (*own, *near))]
    return [*own, *near], [*out, *_unheld(found, r)]


def neighbour(indicators: Indicators, r: Request) -> Worked:
    """Who ranks next to a region, behind it or ahead of it, among the members held."""
    subject = r.subjects[0]
    scope = r.among or codes.home_of(subject).peers or ""
    found = _members(indicators, replace(r, subjects=codes.members(scope)))
    held = sorted((c for c in found if c.is_held), key=lambda c: -c.value)
    own = next((n for n, c in enumerate(held) if c.subject == subject), None)
    if own is None:
        return [], [figures.nothing(r).sentence]
    at = own + (1 if r.of == "behind" else -1)
    about = _about(replace(r, among=scope), found, held) | {"who": name(subject, r.language), "own": value_text(held[own], r.language)}
    about |= {"side": word(f"mark:neighbour:{r.of}", r.language), "place": place(own + 1, own + 1, r.language)}
    if not 0 <= at < len(held):
        return [held[own]], [word("mark:neighbour:none", r.language, **about), *_unheld(found, r)]
    about |= {"name": name(held[at].subject, r.language), "value": value_text(held[at], r.language)}
    return [held[at], held[own]], [word("mark:neighbour", r.language, **about), *_unheld(found, r)]


WORKED = {"neighbour": neighbour, "sumplace": sumplace, "nearest": nearest, "record": record, "average": average}
"""What is worked out of where figures stand, by its name in a request."""
