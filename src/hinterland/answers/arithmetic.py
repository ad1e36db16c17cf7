"""What is worked out of growth: by what amount a figure rose, which regions make up a part of the whole, where it leads at a pace that goes on, and which of its parts moved it.

A rise is that of a level by its own rate of growth, so that a base that was revised since doesn't count as a change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from hinterland import codes
from hinterland.answers import cells, figures, leads, origins, standing
from hinterland.answers.answer import said, word
from hinterland.answers.cells import Cell, of, value_text
from hinterland.brief.output.figures import span
from hinterland.check.words import amount
from hinterland.codes import Language, Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval, growth
from hinterland.language.write import name, when
from hinterland.ledger.words import rounded
from hinterland.models import Flow, Op
from hinterland.requests import ALL, Request

Worked = tuple[list[Cell], list[str]]
"""The figures behind an answer, and its sentences."""
ONE = Interval.exact(1)
OPS: tuple[Op, ...] = ("level", "growth")
FLOWS: tuple[Flow, ...] = ("export", "import")
FEW, MOST_YEARS, LISTED_YEARS, BACK = 6, 60, 5, 3
"""Regions named one by one; years within which a mark is looked for; years listed where neither a mark nor a year is named; years looked back for
one in which all regions are held."""


def _grown(indicators: Indicators, r: Request, subjects: Sequence[str], period: Period, flow: Flow | None) -> dict[str, tuple[Cell, Cell]]:
    """The level of each subject in a period with its growth, of those of which both are held."""
    wanted = [(s, flow, period) for s in subjects]
    levels, rates = (cells.ask(indicators, replace(r, op=op), wanted) for op in OPS)
    return {level.subject: (level, rate) for level, rate in zip(levels, rates, strict=True) if level.is_held and rate.is_held}


def rise_of(level: Cell, rate: Cell) -> Interval:
    """What a figure rose by on the year before, in its unit."""
    return of(level) * (ONE - ONE / (ONE + of(rate).scaled(Decimal("0.01"))))


def _period(indicators: Indicators, r: Request, subject: str) -> Period | None:
    return r.periods[0] if r.periods else cells.newest(indicators, r, subject, r.flow)


def _money(x: Interval, c: Cell, r: Request) -> str:
    return amount(x, c.evaluated.evidence.unit, r.language, of=c.claim.indicator)


def increase(indicators: Indicators, r: Request) -> Worked:
    """By what amount each figure rose or fell on the year before; of a group its members by that amount."""
    if r.among is not None:
        return _ranked_increase(indicators, r)
    behind: list[Cell] = []
    out: list[str] = []
    for s in r.subjects:
        newest = [p for op in OPS if (p := cells.newest(indicators, replace(r, op=op), s, r.flow))]  # Of growth alone, too.
        for period in r.periods or sorted(newest, key=lambda p: (p.end, p.months))[-1:]:
            told, used = _increased(indicators, r, s, period)
            out.append(told)
            behind += used
    return behind, out or [figures.nothing(r).sentence]


def _increased(indicators: Indicators, r: Request, subject: str, period: Period) -> tuple[str, list[Cell]]:
    """By what amount one figure rose on the year before, by its own rate, else by that of the year before; where no rate is held by the two levels; else what isn't held."""
    asked = [(subject, r.flow, p) for p in (period, period.year_before())]
    level, before = cells.ask(indicators, replace(r, op="level"), asked)
    [rate] = cells.ask(indicators, replace(r, op="growth"), asked[:1])
    about = {"who": name(subject, r.language), "what": cells.described(replace(r, op="level"), level, r.language)}
    about |= {"period": when(str(period), r.language)}
    if period.months > 12 and period.whole_years:
        return _over_span(indicators, r, subject, period)
    if level.is_held and (rate.is_held or before.is_held):
        rise = rise_of(level, rate) if rate.is_held else of(level) - of(before)
        about |= {"rate": value_text(rate, r.language) if rate.is_held else amount(growth(of(level), of(before)), "percent", r.language)}
        about |= {"value": value_text(level, r.language), "change": _money(abs(rise), level, r)}
        told = word("increase:less" if (rise.middle or 0) < 0 else "increase", r.language, **about)
        return told, [level, rate if rate.is_held else before]
    if rate.is_held and before.is_held:
        rise = abs(of(before) * of(rate).scaled(Decimal("0.01")))
        about |= {"rate": value_text(rate, r.language), "before": value_text(before, r.language)}
        about |= {"change": span(*rounded(rise.low, rise.high), before.evaluated.evidence.unit or "", r.language)}
        return word("increase:rate:less" if rate.value < 0 else "increase:rate", r.language, **about), [before, rate]
    op: Op = "growth" if level.is_held else "level"
    return cells.missing(indicators, replace(r, op=op), rate if level.is_held else level, r.language)[0], []


def _over_span(indicators: Indicators, r: Request, subject: str, span: Period) -> tuple[str, list[Cell]]:
    """By what amount a figure rose from the first year of a span to the last one held; else that the first isn't held."""
    asked = cells.ask(indicators, replace(r, op="level"), [(subject, r.flow, p) for p in span.years()])
    held = [c for c in asked if c.is_held]
    if len(held) < 2 or held[0] is not asked[0]:
        return cells.missing(indicators, replace(r, op="level"), asked[0], r.language)[0], []
    about = {"who": name(subject, r.language), "what": cells.described(replace(r, op="level"), held[0], r.language)}
    what = word("named", r.language, **about)
    return word("of", r.language, what=what, sentence=figures.over(r, held[0], held[-1])), [held[0], held[-1]]


def _ranked_increase(indicators: Indicators, r: Request) -> Worked:
    nation = codes.home_of(r.subjects[0]).nation
    period = _period(indicators, r, nation)
    held = _grown(indicators, r, r.subjects, period, r.flow) if period else {}
    if not r.periods and period and 2 * len(held) <= len(r.subjects):
        period = period.year_before()
        held = _grown(indicators, r, r.subjects, period, r.flow)
    if not held or period is None:
        return [], [figures.nothing(r).sentence]
    rises = {s: rise_of(*pair) for s, pair in held.items()}
    ranked = sorted(held, key=lambda s: rises[s].middle or Decimal(0), reverse=r.order == "desc")[: r.top or FEW]
    first = held[ranked[0]][0]
    each = [word("slices:each", r.language, name=name(s, r.language), value=_signed(rises[s], held[s][0], r)) for s in ranked]
    about = {"what": cells.described(r, first, r.language), "period": when(str(period), r.language), "name": name(ranked[0], r.language)}
    scope = standing.scope_text(str(r.among), len(held), len(r.subjects), r.language)
    left_out = said(r.language, [name(s, r.language) for s in r.without])
    about |= {
        "scope": word("scope:without", r.language, scope=scope, names=left_out) if r.without else scope,
        "names": said(r.language, each),
    }
    is_level = len(ranked) > 1 and rises[ranked[0]].meets(rises[ranked[1]])
    absent = [name(s, r.language) for s in r.subjects if s not in held]
    out = [word(f"increase:{r.order}{':level' if is_level else ''}", r.language, **about)]
    return [held[s][0] for s in ranked], [*out, *([word("missing", r.language, names=said(r.language, absent))] if absent else [])]


def _signed(rise: Interval, level: Cell, r: Request) -> str:
    less = (rise.middle or 0) < 0
    return word("increase:minus" if less else "increase:plus", r.language, value=_money(abs(rise), level, r))


def makeup(indicators: Indicators, r: Request) -> Worked:
    """The fewest regions that make up a part of their whole together, the largest first, and what one fewer make up."""
    group, language = str(r.among), r.language
    nation = codes.home_of(r.subjects[0]).nation
    whole_of = nation if group == codes.home_of(nation).peers else group
    asked = _latest_whole(indicators, r, (whole_of, *r.subjects), _period(indicators, r, nation))
    held = [c for c in asked if c.is_held]
    if len(held) < 2 or not asked[0].is_held or len(cells.kinds(held)) > 1:
        return [], [figures.nothing(r).sentence]
    whole, parts = asked[0], sorted((c for c in asked[1:] if c.is_held), key=lambda c: -c.value)
    sums = [x / of(whole) for x in accumulate(map(of, parts))]
    wanted = (r.amount or Decimal(50)) / 100
    count = next((n for n, x in enumerate(sums, 1) if x.low is not None and x.low >= wanted), 0)
    about = {
        "what": cells.described(r, whole, language),
        "whole": name(whole.subject, language),
        "period": when(str(whole.period), language),
    }
    about |= {"part": f"{wanted * 100:f}".rstrip("0").rstrip(".") + "%"}
    is_few = 2 * len(parts) <= len(r.subjects)
    if not count or is_few:
        about |= {"value": amount(sums[-1].scaled(100), "percent", language), "held": str(len(parts)), "asked": str(len(r.subjects))}
        return parts, [word("makeup:part" if is_few else "makeup:none", language, **about)]
    shares = [amount((of(c) / of(whole)).scaled(100), "percent", language) for c in parts]
    each = [word("slices:each", language, name=name(c.subject, language), value=x) for c, x in zip(parts[:count], shares, strict=False)]
    about |= {"names": said(language, each), "value": amount(sums[count - 1].scaled(100), "percent", language), "count": str(count)}
    absent = [name(c.subject, language) for c in asked[1:] if not c.is_held]
    out = [word("makeup:one" if count == 1 else "makeup:held" if absent else "makeup", language, **about)]
    if count > 1:
        out.append(word("makeup:fewer", language, count=count - 1, value=amount(sums[count - 2].scaled(100), "percent", language)))
    return parts[:count], [*out, *([word("missing", language, names=said(language, absent))] if absent else [])]


def _latest_whole(indicators: Indicators, r: Request, subjects: Sequence[str], newest: Period | None) -> list[Cell]:
    """A whole and its regions in the period asked for, else in the newest in which all are held, or most where none is so."""
    tried: list[list[Cell]] = []
    years = [newest.shift(-12 * back) for back in range(1 if r.periods else BACK)] if newest is not None else []
    for at in years:
        tried.append(cells.ask(indicators, r, [(s, r.flow, at) for s in subjects]))
        if all(c.is_held for c in tried[-1]):
            return tried[-1]
    return next((asked for asked in tried if asked[0].is_held and (r.periods or 2 * sum(c.is_held for c in asked) > len(asked))), [])


def pace(indicators: Indicators, r: Request) -> Worked:
    """Where the newest yearly figure leads at a rate of growth that is given, or that a year had: arithmetic, and no forecast."""
    language = r.language
    starts = [start for s in r.subjects if (start := _start(indicators, r, s)) is not None]
    if len(starts) < len(r.subjects):
        return [], [figures.nothing(r).sentence]
    behind = [c for level, rate, _ in starts for c in (level, rate) if c is not None]
    out: list[str] = []
    for level, _, pct in starts:
        about = _about(r, level, pct)
        if r.amount is not None and len(starts) == 1:
            out.append(_passing(r, level, pct, r.amount, about))
            continue
        first = level.period.end // 100
        years = [p.end // 100 for p in r.periods if p.end // 100 > first] or list(range(first + 1, first + 1 + LISTED_YEARS))
        if len(starts) > 1 and not any(p.end // 100 > first for p in r.periods):
            continue
        each = [word("pace:year", language, year=y, value=_about_money(level, pct, y - first, r)) for y in years[:LISTED_YEARS]]
        out.append(word("pace:path", language, names=said(language, each), **about))
    if len(starts) == 2:
        out.append(_crossing(r, *starts))
    dated = [(when(str(rate.period), language), _about(r, level, pct)) for level, rate, pct in starts if rate]
    paces = [word("pace:of", language, year=year, **about) for year, about in dated]
    return behind, [*out, *paces, word("pace:arithmetic", language)]


Start = tuple[Cell, Cell | None, Decimal]
"""The newest level, the rate that it is taken to go on with where a year had it, and that rate in percent."""


def _start(indicators: Indicators, r: Request, subject: str) -> Start | None:
    newest = cells.newest(indicators, replace(r, op="level"), subject, r.flow, 12)
    if newest is None or newest.kind != "year":
        return None
    [level] = cells.ask(indicators, replace(r, op="level"), [(subject, r.flow, newest)])
    if r.rate is not None or not level.is_held:
        return (level, None, r.rate) if level.is_held and r.rate is not None else None
    past = [p for p in r.periods if p.end <= newest.end]
    [rate] = cells.ask(indicators, replace(r, op="growth"), [(subject, r.flow, past[-1] if past else newest)])
    return (level, rate, rate.value) if rate.is_held else None


def _about(r: Request, level: Cell, pct: Decimal) -> dict[str, str]:
    named = {"who": name(level.subject, r.language), "what": cells.described(replace(r, op="level"), level, r.language)}
    return named | {"rate": f"{pct.normalize():f}%", "value": value_text(level, r.language), "period": when(str(level.period), r.language)}


def _led(level: Cell, pct: Decimal, years: int) -> Decimal:
    return level.value * (1 + pct / 100) ** years


def _about_money(level: Cell, pct: Decimal, years: int, r: Request) -> str:
    value = _led(level, pct, years)
    x = Interval.rounded(value, Decimal(1).scaleb(value.adjusted() - 2))
    return amount(x, level.evaluated.evidence.unit, r.language, 3, of=level.claim.indicator)


def _passing(r: Request, level: Cell, pct: Decimal, mark: Decimal, about: dict[str, str]) -> str:
    less = r.test == "<"
    years = next((n for n in range(MOST_YEARS) if (_led(level, pct, n) <= mark if less else _led(level, pct, n) >= mark)), None)
    about |= {"mark": cells.mark_of(replace(r, op="level"), mark, level)}
    if years is None or years == 0:
        return word("pace:never" if years is None else "pace:already", r.language, **about)
    year = level.period.end // 100 + years
    return word("pace:passes", r.language, year=year, then=_about_money(level, pct, years, r), **about)


def _crossing(r: Request, one: Start, other: Start) -> str:
    ahead, behind = (one, other) if one[0].value >= other[0].value else (other, one)
    first = max(ahead[0].period.end, behind[0].period.end) // 100

    def led(start: Start, year: int) -> Decimal:
        return _led(start[0], start[2], year - start[0].period.end // 100)

    year = next((y for y in range(first, first + MOST_YEARS) if led(behind, y) > led(ahead, y)), None)
    about = {"ahead": name(ahead[0].subject, r.language), "behind": name(behind[0].subject, r.language), "year": year}
    about |= {"what": cells.described(replace(r, op="level"), one[0], r.language), "period": when(str(ahead[0].period), r.language)}
    return word("pace:crosses" if year is not None else "pace:apart", r.language, **about)


def cause(indicators: Indicators, r: Request) -> Worked:
    """Which parts of a figure moved it, as far as held: of all trade its two flows, of the nation its regions; and that reasons aren't in figures."""
    subject, language = r.subjects[0], r.language
    period = (_moved(indicators, r, subject) if r.op != "balance" else None) or _period(indicators, r, subject)
    if r.op == "balance":  # Why one flow is above the other.
        sides = [c for flow in FLOWS for c in (cells.ask(indicators, replace(r, op="level"), [(subject, flow, period)]) if period else [])]
        behind = [c for c in (*(cells.ask(indicators, r, [(subject, None, period)]) if period else []), *sides) if c.is_held]
        return behind, [word("cause:gap", language), *(cells.render(c, language) for c in behind)]
    held = _grown(indicators, r, r.subjects, period, r.flow) if period else {}
    if not held or period is None:
        at = period or next(iter(r.periods), None)
        ops = OPS[1:] if leads.is_narrowed(r) else OPS[::-1]
        told = [s for op in ops for s in origins.found(indicators, replace(r, op=op), subject, at)]
        return [], [word("cause", language), *dict.fromkeys(told)]
    level, rate = held[subject]
    behind, out = [rate, level], [word("cause", language), cells.render(rate, language), cells.render(level, language)]
    base = of(level) - rise_of(level, rate)
    flows = _parts(indicators, r, subject, period) if r.flow == "total" else []
    if r.of and flows:
        out[0] = _shares(r, level, rate, flows)
    regions = codes.members(codes.home_of(subject).peers or "") if subject == codes.home_of(subject).nation else ()
    parts = [pair for _, pair in sorted(_grown(indicators, r, regions, period, r.flow).items())]
    largest = sorted(parts, key=lambda pair: -abs(rise_of(*pair).middle or Decimal(0)))[:3]
    sliced = [(_sliced(indicators, r, subject, period, axis), axis) for axis in ("partner", "product")]
    for some, key in ((flows, "flow"), (largest, "subject"), *sliced):
        if not some:
            continue
        named = [_named(c, key, language) for c, _ in some]
        points = [amount((rise_of(*pair) / base).scaled(100), "percentage_point", language) for pair in some]
        each = [word("slices:each", language, name=n, value=p) for n, p in zip(named, points, strict=True)]
        about = {"who": name(subject, language), "what": cells.described(r, level, language), "period": when(str(period), language)}
        out.append(word(f"cause:{key}", language, names=said(language, each), **about))
        behind += [c for pair in some for c in pair]
    return behind, out


def _moved(indicators: Indicators, r: Request, subject: str) -> Period | None:
    """The newest year held in which a figure moved the way that is said, where no period is named."""
    rates = replace(r, op="growth")
    known = {p for p, _ in cells.periods_held(indicators, rates, subject, r.flow) if p.kind == "year"} if r.test and not r.periods else ()
    asked = cells.ask(indicators, rates, [(subject, r.flow, p) for p in sorted(known, reverse=True)])
    return next((c.period for c in asked if c.is_held and (c.value < 0) == (r.test == "<")), None)


def _shares(r: Request, level: Cell, rate: Cell, flows: Sequence[tuple[Cell, Cell]]) -> str:
    """What each flow added to the rise of all trade, with its part of it where all of them moved the same way."""
    rise, language = rise_of(level, rate), r.language
    rises = [rise_of(*pair) for pair in flows]
    is_one_way = all((x.middle or 0) * (rise.middle or 0) > 0 for x in rises)
    parts = [amount((x / rise).scaled(100), "percent", language) for x in rises] if is_one_way else [""] * len(rises)
    each = [
        word("cause:each" if part else "slices:each", language, name=word(str(c.flow), language), value=_signed(x, c, r), part=part)
        for (c, _), x, part in zip(flows, rises, parts, strict=True)
    ]
    about = {"who": name(level.subject, language), "what": cells.described(r, level, language), "period": when(str(level.period), language)}
    return word("cause:shares", language, change=_signed(rise, level, r), names=said(language, each), **about)


def _named(c: Cell, key: str, language: Language) -> str:
    """What a part of a figure is called: its flow, its region, its partner or its product."""
    if key in ("flow", "subject"):
        return word(str(c.flow), language) if key == "flow" else name(c.subject, language)
    return codes.name(getattr(c.claim.indicator, key), language)


def _sliced(indicators: Indicators, r: Request, subject: str, period: Period, axis: str) -> list[tuple[Cell, Cell]]:
    """The partners, or the products, of a figure of all trade whose level and growth are held, those that moved it most first."""
    if (r.partner, r.product) != (ALL["partner"], ALL["product"]):
        return []
    rows = indicators.engine.rows(cells.PACKAGE, "slices", region=subject, flow=r.flow, axis=axis)
    each = (replace(r, **{axis: row["slice"]}) for row in rows if (row["first_month"], row["last_month"]) == (period.start, period.end))
    pairs = [pair for one in each for pair in _grown(indicators, one, [subject], period, r.flow).values()]
    return sorted(pairs, key=lambda pair: -abs(rise_of(*pair).middle or Decimal(0)))[:3]


def _parts(indicators: Indicators, r: Request, subject: str, period: Period) -> list[tuple[Cell, Cell]]:
    pairs: list[tuple[Cell, Cell]] = []
    for flow in FLOWS:
        pairs += _grown(indicators, replace(r, flow=flow), [subject], period, flow).values()
    return pairs if len(pairs) == 2 else []


WORKED: dict[str, Callable[[Indicators, Request], Worked]] = {"increase": increase, "makeup": makeup, "pace": pace, "cause": cause}
"""What is worked out of growth, by its name in a request."""
