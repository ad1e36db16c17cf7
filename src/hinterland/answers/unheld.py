"""A cell that isn't held, in sentences: the growth published of it with the estimate that follows, what is held within it, what it must lie between, and what else is held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hinterland import codes
from hinterland.answers import cells, leads
from hinterland.answers.answer import word
from hinterland.answers.cells import Cell
from hinterland.brief.output.figures import span
from hinterland.check.words import amount
from hinterland.codes import Language, Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.language import issuer
from hinterland.language.write import name, when
from hinterland.ledger import Ledger
from hinterland.ledger.words import rounded
from hinterland.requests import Request
from hinterland.requests.slots import currencies

FEW = 2
"""Maximum publishers named that a bound rests on."""


@dataclass(frozen=True, slots=True)
class Unheld:
    """What there is to say of a cell that isn't held, the sentence that says so first, the cells held that this rests on, what the cell lies between, and whether others make it up."""

    sentences: list[str]
    behind: list[Cell] = field(default_factory=list)
    ends: Interval | None = None
    is_made: bool = False


def describe(indicators: Indicators, ledger: Ledger, r: Request, cell: Cell, alone: bool = False) -> Unheld:
    """Describe a cell that isn't held; with the nearest that is where nothing else that is asked for is."""
    language, money = r.language, cells.currency(indicators, r, cell.subject)
    [absent, *held] = cells.missing(indicators, r, cell, language)
    if r.op == "share" and r.whole == "nation":
        whole = _of_whole(indicators, r, cell, absent)
        has_part = any(c.subject == cell.subject for c in whole.behind)
        near = leads.instead(indicators, r, cell.subject, cell.flow, cell.period) if alone and not has_part else []
        return replace(whole, sentences=[*whole.sentences, *near])
    if r.op == "cagr":
        return _of_ends(indicators, r, cell, absent)
    if r.op == "balance":
        told, ends = _of_sides(indicators, ledger, r, cell)
        if ends is not None:
            return Unheld([absent, *told, *within(indicators, r, cell, money, language)[0]], ends=ends)
    if r.op != "level":
        inside, part = within(indicators, r, cell, money, language)
        near = leads.instead(indicators, r, cell.subject, cell.flow, cell.period) if alone and not part else []
        made = _of_members(indicators, replace(r, op="level"), cell) if r.op == "growth" else []
        level = _level(indicators, r, cell, money) if alone and r.op == "growth" else []
        return Unheld([*made, absent, *inside, *level, *([] if inside else held), *near])
    grown, base = _growth(indicators, r, cell)
    inside, part = within(indicators, r, cell, money, language)
    bound, ends = _bound(indicators, ledger, r, cell, money)
    made, parts = _from_parts(indicators, r, cell, money)
    if made:
        return Unheld([*made, *_estimate(grown, base, language), *bound], [*grown, *base, *parts], ends, is_made=True)
    elsewhere = [_from_parts(indicators, replace(r, currency=m), cell, m) for m in currencies() if money not in (None, m)]
    if other := next((told for told, _ in elsewhere if told), []):
        bound, held = other, []  # What it came to in another currency says more than an end alone.
    near = leads.instead(indicators, r, cell.subject, cell.flow, cell.period) if alone and not (part or other) else []
    out = [*_of_members(indicators, r, cell), absent, *_estimate(grown, base, language), *bound, *inside, *held, *near]
    return Unheld(out, [*grown, *base, *part], ends)


def _level(indicators: Indicators, r: Request, cell: Cell, money: str | None) -> list[str]:
    """The amount whose growth isn't held: itself, else that it isn't held either, with what is held within it."""
    plain = replace(r, op="level")
    [level] = cells.ask(indicators, plain, [(cell.subject, cell.flow, cell.period)])
    if level.is_held:
        return [cells.render(level, r.language)]
    inside, _ = within(indicators, plain, level, money, r.language)
    return [*cells.missing(indicators, plain, level, r.language)[:1], *inside] if inside else []


def _from_parts(indicators: Indicators, r: Request, cell: Cell, money: str | None) -> tuple[list[str], list[Cell]]:
    """A cell by the periods held that make it up, or by a longer one less the rest of it, whichever are fewer; the sentence says which."""
    known = {p for p, _ in cells.periods_held(indicators, r, cell.subject, cell.flow, money)}
    start, end = cell.period.start, cell.period.end
    before, behind = Period.of_month(start).shift(-1).end, Period.of_month(end).shift(1).start
    ways = [[p, Period(p.start, before)] for p in known if p.end == end and p.start < start]
    ways += [[p, Period(behind, p.end)] for p in known if p.start == start and p.end > end]
    tiles, at = list[Period](), start
    while tile := max((p for p in known if p.start == at and p.end <= end), default=None):
        tiles, at = [*tiles, tile], Period.of_month(tile.end).shift(1).start
    ways = [way for way in ways if way[1] in known] + ([tiles] if at == behind else [])
    way = min(ways, key=lambda w: (len(w), w[0].months), default=[])
    found = cells.ask(indicators, r, [(cell.subject, cell.flow, p) for p in way])
    if not found or not all(c.is_held for c in found):
        return [], []
    made, key = cells.of(found[0]), "made:and" if way is tiles else "made:less"
    for c in found[1:]:
        made = made + cells.of(c) if way is tiles else made - cells.of(c)
    told = [word("made:part", r.language, value=cells.value_text(c, r.language), period=when(str(c.period), r.language)) for c in found]
    about = {"value": _money(made, found[0], r), "parts": word(key, r.language).join(told)}
    return [word("made", r.language, **_about(r, cell), **about)], found


def _about(r: Request, cell: Cell) -> dict[str, str]:
    period = when(str(cell.period), r.language)
    return {"who": name(cell.subject, r.language), "what": cells.described(r, cell, r.language), "period": period}


def _money(x: Interval, like: Cell, r: Request) -> str:
    return amount(x, like.evaluated.evidence.unit, r.language, of=like.claim.indicator)


def _of_members(indicators: Indicators, r: Request, cell: Cell) -> list[str]:
    """A group by the levels of its members, those that aren't held by their growth on the year before, and its growth; nothing where that of one isn't held either."""
    members = codes.members(cell.subject) if codes.held("group", cell.subject) is not None else ()
    now, early = ([(s, cell.flow, p) for s in members] for p in (cell.period, cell.period.year_before()))
    asked = [cells.ask(indicators, one, at) for one, at in ((r, now), (r, early), (replace(r, op="growth"), now))]
    one, own, base = Interval.exact(Decimal(1)), Interval.exact(Decimal(0)), Interval.exact(Decimal(0))
    for level, before, rate in zip(*asked, strict=True):
        if not before.is_held or not (level.is_held or rate.is_held):
            return []
        base = base + cells.of(before)
        own = own + (cells.of(level) if level.is_held else cells.of(before) * (one + cells.of(rate).scaled(Decimal("0.01"))))
    rate = amount((own / base - one).scaled(100), "percent", r.language) if members else ""
    return [word("made:members", r.language, rate=rate, value=_money(own, asked[1][0], r), **_about(r, cell))] if members else []


def lacking(indicators: Indicators, r: Request) -> list[str]:
    """Of what a request asks in the periods that it names, of a span of years in its first and its last, what isn't held, each with the nearest that is."""
    ends = [e for p in r.periods for e in ((p.years()[0], p.years()[-1]) if p.months > 12 and p.whole_years else (p,))]
    asked = cells.ask(indicators, r, [(s, cells.flows(r)[0], p) for s in r.subjects for p in dict.fromkeys(ends)])
    out: list[str] = []
    for c in (c for c in asked if not c.is_held):
        out += [cells.missing(indicators, r, c, r.language)[0], *leads.instead(indicators, r, c.subject, c.flow, c.period)]
    return list(dict.fromkeys(out))


def _of_ends(indicators: Indicators, r: Request, cell: Cell, absent: str) -> Unheld:
    """Growth a year over a span of years that isn't held: its ends, each held or not, and the growth over the longest span within it whose ends are."""
    plain, years = replace(r, op="level"), cell.period.years()
    ends = cells.ask(indicators, plain, [(cell.subject, cell.flow, p) for p in (years[0], years[-1])])
    lacking = [sentence for c in ends if not c.is_held for sentence in cells.missing(indicators, plain, c, r.language)[:1]]
    money = cells.currency(indicators, plain, cell.subject)
    held = sorted(p for p, _ in cells.periods_held(indicators, plain, cell.subject, cell.flow, money) if p in years)
    spans = [(cell.subject, cell.flow, Period(held[0].start, held[-1].end))] if len(held) > 1 else []
    inner = [c for c in (cells.ask(indicators, r, spans) if spans else []) if c.is_held]
    within = [word("within", r.language, sentence=cells.render(c, r.language)) for c in inner]
    known = [c for c in ends if c.is_held]
    return Unheld([*(lacking or [absent]), *(cells.render(c, r.language) for c in known), *within], [*known, *inner])


def _of_whole(indicators: Indicators, r: Request, cell: Cell, absent: str) -> Unheld:
    """A share that isn't held by what it would be made of: the part and the whole, each held or not."""
    plain, whole = replace(r, op="level"), r.among or codes.home_of(cell.subject).nation
    parts = cells.ask(indicators, plain, [(s, cell.flow, cell.period) for s in (cell.subject, whole)])
    alternatives = [
        cells.render(c, r.language) if c.is_held else sentence
        for c in parts
        for sentence in cells.missing(indicators, plain, c, r.language)[:1]
    ]
    return Unheld([absent, *alternatives], [c for c in parts if c.is_held])


def later(indicators: Indicators, r: Request, last: Cell) -> list[str]:
    """What is known of the year behind the last one of a series by its growth alone; nothing where that isn't held, or the year is held itself."""
    [after] = cells.ask(indicators, r, [(last.subject, last.flow, last.period.shift(last.period.months))])
    grown, base = _growth(indicators, r, after) if not after.is_held else ([], [])
    return [cells.missing(indicators, r, after, r.language)[0], *_estimate(grown, base, r.language)] if grown else []


def _growth(indicators: Indicators, r: Request, cell: Cell) -> tuple[list[Cell], list[Cell]]:
    """The growth published of a cell that isn't held itself, and the level that it starts from, as far as they are held."""
    grown = [c for c in cells.ask(indicators, replace(r, op="growth"), [(cell.subject, cell.flow, cell.period)]) if c.is_held]
    base = cells.ask(indicators, r, [(cell.subject, cell.flow, cell.period.year_before())]) if grown else []
    return grown, [c for c in base if c.is_held]


def _estimate(grown: list[Cell], base: list[Cell], language: Language) -> list[str]:
    """Published growth, and what it makes of the level before as it was published."""
    out = [word("growth:published", language, sentence=cells.render(c, language)) for c in grown]
    for rate, before in zip(grown, base, strict=False):
        growth, level = rate.evaluated.answer, before.evaluated.answer
        assert growth is not None and level is not None
        made = level * (growth.scaled(Decimal("0.01")) + Interval.exact(Decimal(1)))
        about = span(*rounded(made.low, made.high), before.evaluated.evidence.unit or "", language)
        out.append(word("estimate", language, base=cells.render(before, language), span=about))
    return out


def within(indicators: Indicators, r: Request, cell: Cell, money: str | None, language: Language) -> tuple[list[str], list[Cell]]:
    """The longest and latest part of a cell that is held."""
    periods = [p for p, _ in cells.periods_held(indicators, r, cell.subject, cell.flow, money)]
    inner = [p for p in periods if cell.period.contains(p) and p != cell.period]
    asked = [(cell.subject, cell.flow, max(inner, key=lambda p: (p.months, p.end)))] if inner else []
    ops = (r, replace(r, op="growth")) if r.fares else (r,)
    part = [c for one in ops for c in (cells.ask(indicators, one, asked) if asked else []) if c.is_held]
    return [word("within", language, sentence=cells.render(c, language)) for c in part], part


def _bound(indicators: Indicators, ledger: Ledger, r: Request, cell: Cell, money: str | None) -> tuple[list[str], Interval | None]:
    """What a cell must lie between and what that rests on, as `h.bounds` has it: a part of it may still be revised."""
    if (series := cells.bounded_series(indicators, r, cell)) is None or money is None:
        return [], None
    bound = ledger.bounds(cell.subject, series, cell.period)
    low, high = (None if end is None else Decimal(str(end)) for end in (bound.low or None, bound.high))
    if low is None and high is None:
        return [], None
    why = word(f"bound:{bound.by}", r.language, who=_publishers(indicators, bound.observations, r.language)) if bound.by else ""
    return [word("bound", r.language, **_about(r, cell), span=span(*rounded(low, high), money, r.language), why=why)], Interval(low, high)


def _of_sides(indicators: Indicators, ledger: Ledger, r: Request, cell: Cell) -> tuple[list[str], Interval | None]:
    """What a balance must lie between by what is known of both flows; None where one of them isn't bounded at both ends."""
    plain, sides, told = replace(r, op="level"), [], []
    money = cells.currency(indicators, r, cell.subject)
    for flow in ("export", "import"):
        [own] = cells.ask(indicators, plain, [(cell.subject, flow, cell.period)])
        if own.is_held:
            sides.append(cells.of(own))
            told.append(cells.render(own, r.language))
            continue
        why, ends = _bound(indicators, ledger, plain, own, money)
        if ends is None or None in (ends.low, ends.high):
            return [], None
        sides.append(ends)
        told += why
    made = sides[0] - sides[1]
    between = span(*rounded(made.low, made.high), money or "", r.language)
    return [word("bound:balance", r.language, span=between, **_about(r, cell)), *told], made


def _publishers(indicators: Indicators, observations: Iterable[str], language: Language) -> str:
    """Who published the figures that a bound follows from."""
    sources = indicators.sources(o.source for o in indicators.held(observations).values())
    names = list(dict.fromkeys(issuer(s, language) for s in sources))
    named = names if len(names) <= FEW + 1 else [*names[:FEW], word("bound:more", language, n=len(names) - FEW)]
    return word("held:comma", language).join(named)
