"""A region's own past: its highest or lowest month or year held, and the first or last in which it was past an amount, or the first in
which it was past another region. Only periods that are held are searched; the sentence says how many those are, so that a gap is never
taken for an answer."""

from __future__ import annotations

from dataclasses import replace

from hinterland.answers import cells, commands, workings
from hinterland.answers.answer import Answer, said, word
from hinterland.answers.cells import Cell, mark_of, value_text
from hinterland.answers.figures import upper
from hinterland.answers.standing import place_of
from hinterland.answers.unheld import later
from hinterland.answers.workings import is_beyond, series_of
from hinterland.indicators import Indicators
from hinterland.language.write import name, when
from hinterland.requests import ALL, Request


def answer(indicators: Indicators, r: Request) -> Answer:
    """Answer a request about the past of a region, or of one compared with another."""
    language = r.language
    r, notes = cells.with_flow(r, "assumed:flow:past")
    flow = None if r.op == "balance" else r.flow
    series = series_of(indicators, r)
    if r.computed == "run" and r.each != "year" and len(series[0]) < 2:
        return answer(indicators, replace(r, each="year"))
    unit = word(f"each:{r.each}", language)
    if not all(series):
        who = name(next(s for s, one in zip(r.subjects, series, strict=True) if not one), language)
        what = cells.measured(r, flow, language)
        return Answer(r, "unheld", (word("past:unheld", language, what=what, who=who, unit=unit),), notes=tuple(notes))
    if len(cells.kinds([own[0] for own in series])) > 1:
        starts = [own[0] for own in series]
        about = {"what": upper(cells.described(r, starts[0], language)), "sentence": cells.apart(starts, language)}
        return Answer(r, "unheld", (word("of", language, **about),), notes=tuple(notes))
    is_past = len(series) > 1 or r.amount is not None
    worked = workings.OF_ONE.get(str(r.computed))
    told: str | list[str]
    if worked:
        found, told = worked(r, series[0], unit) if len(series) < 2 else _which_above(r, series, unit)
    else:
        found, told = _passed(r, series, unit) if is_past else _extreme(r, series[0], unit)
    sentences = [told] if isinstance(told, str) else told
    if not found and r.last and r.each == "year" and r.amount == 0:  # In no year held: then in which month.
        months = answer(indicators, replace(r, each="month"))
        return replace(months, sentences=(*sentences, *months.sentences)) if months.rows else months
    first, last = series[0][0].period, series[0][-1].period
    span = word("past:span", language, count=len(series[0]), unit=unit, first=when(str(first), language), last=when(str(last), language))
    claims = tuple(c.claim for c in found)
    rows = tuple(cells.row(c, language) for c in found)
    same = commands.same(r, [], claims)
    ahead = (
        []
        if found or worked or not _may_come(r)
        else [word("past:ahead", language, command=commands.same(replace(r, what="outlook", periods=()), [])[0])]
    )
    ahead += later(indicators, r, series[0][-1]) if r.op == "level" and r.each == "year" and not worked and not is_past else []
    return Answer(r, "answered", (*sentences, span, *ahead), rows, claims, tuple(notes), *same, cautions=cells.cautions(found, language))


def _may_come(r: Request) -> bool:
    """Whether what never was is something of which there are outlooks: a year's trade of a region beyond an amount or another region's."""
    whole = r.op == "level" and r.concept == cells.TRADE and all(getattr(r, slot) == of_all for slot, of_all in ALL.items())
    return whole and r.each == "year" and r.test != "<" and (r.amount is not None or len(r.subjects) > 1)


def _extreme(r: Request, series: list[Cell], unit: str) -> tuple[list[Cell], str]:
    """The highest or the lowest of a series, all of them where rounding leaves several; or the one at the place that is asked."""
    if r.nth is not None:
        ordered = sorted(series, key=lambda c: -c.value if r.order == "desc" else c.value)[r.nth - 1 : r.nth]
        about = _about(r, series[0], unit)
        if not ordered:
            return ordered, word("past:nth:none", r.language, **about, count=len(series))
        about |= {"place": place_of(ordered[0], series, r, r.language), "value": value_text(ordered[0], r.language)}
        return ordered, word(f"past:nth:{r.order}", r.language, **about, period=when(str(ordered[0].period), r.language))
    best = (max if r.order == "desc" else min)(series, key=lambda c: c.value)
    top = best.evaluated.answer
    assert top is not None
    level = [c for c in series if c.evaluated.answer is not None and c.evaluated.answer.meets(top)]
    periods = said(r.language, [when(str(c.period), r.language) for c in level])
    return level, word(f"past:{r.order}", r.language, **_about(r, best, unit), period=periods, value=value_text(best, r.language))


def _passed(r: Request, series: list[list[Cell]], unit: str) -> tuple[list[Cell], str]:
    """The first period in which a series is wholly past an amount, or past another series; the last where that is asked."""
    language, own = r.language, series[0]
    less = r.test == "<"
    if r.amount is not None:
        mark = mark_of(r, r.amount, own[0])
        pairs = [(c, is_beyond(c, r.amount, less)) for c in own]
    else:
        mark = word("past:other", language, name=name(r.subjects[1], language))
        pairs = [(c, _is_above(c, other, less)) for c, other in zip(own, series[1], strict=True)]
    about = _about(r, own[0], unit) | {"mark": mark}
    found = next((c for c, past in (reversed(pairs) if r.last else pairs) if past), None)
    side = "<" if less else ">"
    if found is None:
        return [], word(f"past:never:{side}", language, **about)
    key = "last" if r.last else "already" if found is own[0] else "first"
    about |= {"period": when(str(found.period), language), "value": value_text(found, language)}
    return [found], word(f"past:{key}:{side}", language, **about)


def _which_above(r: Request, series: list[list[Cell]], unit: str) -> tuple[list[Cell], str]:
    """The periods in which one region was above another, or below, as far as their rounding tells."""
    found = [(c, other) for c, other in zip(*series, strict=True) if _is_above(c, other, r.test == "<")]
    pairs = ((value_text(c, r.language), value_text(other, r.language), when(str(c.period), r.language)) for c, other in found)
    names = [word("which:pair", r.language, one=one, other=other, period=at) for one, other, at in pairs]
    about = _about(r, series[0][0], unit) | {
        "other": name(r.subjects[1], r.language),
        "count": str(len(found)),
        "held": str(len(series[0])),
    }
    key = "which:above" if r.test != "<" else "which:below"
    return [c for pair in found for c in pair], word(key if found else f"{key}:none", r.language, names=said(r.language, names), **about)


def _is_above(c: Cell, other: Cell, less: bool) -> bool:
    one, two = c.evaluated.answer, other.evaluated.answer
    assert one is not None and two is not None
    return not one.meets(two) and (c.value < other.value) == less


def _about(r: Request, cell: Cell, unit: str) -> dict[str, str]:
    return {"who": name(cell.subject, r.language), "what": cells.described(r, cell, r.language), "unit": unit}
