"""What is worked out of figures that are held: of one series its runs of rises or falls, the periods in which something was so, and how long a multiple took; of several
figures the change on the month before, how far an amount is, who was first past it, and growth over years. Each names what isn't held, and claims nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hinterland import codes
from hinterland.answers import arithmetic, cells, changes, commands, figures, leads, marks, origins, overtime, standing
from hinterland.answers.answer import Answer, assumed, said, word
from hinterland.answers.cells import Cell, mark_of, of, value_text
from hinterland.check.words import amount
from hinterland.codes import Period
from hinterland.codes.tables import grouped
from hinterland.indicators import Indicators
from hinterland.interval import Interval, growth
from hinterland.language.naming import issuer
from hinterland.language.write import name, when
from hinterland.ledger import Ledger
from hinterland.models import Op
from hinterland.requests import Request
from hinterland.requests.history import LENGTHS

ZERO = Interval.exact(Decimal(0))
Told = tuple[list[Cell], list[str]]
"""The figures behind an answer, and its sentences."""


def series_of(indicators: Indicators, r: Request) -> list[list[Cell]]:
    """The figures of each subject in the periods in which all of them are held, oldest first."""
    flow, periods = None if r.op == "balance" else r.flow, _periods(indicators, r)
    asked = cells.ask(indicators, r, [(s, flow, p) for s in r.subjects for p in periods])
    absent = {c.period for c in asked if not c.is_held}
    return [[c for c in asked if c.subject == s and c.period not in absent] for s in r.subjects]


def _periods(indicators: Indicators, r: Request) -> list[Period]:
    """The periods of the length asked in which a series is held, oldest first, within those that the request names; every subject's where there are several."""
    assert r.each is not None
    flow = r.flow if r.op != "balance" else None
    ops = [r, replace(r, op="level")] if r.computed and r.op == "growth" else [r]  # Growth follows from levels.
    held = [
        {p for one in ops for p, _ in cells.periods_held(indicators, one, s, flow, cells.currency(indicators, r, s))} for s in r.subjects
    ]
    months = set.intersection(*held)
    if r.each == "quarter" and r.op == "level":  # Those that months make up.
        ends = {p.start: Period(p.start, p.shift(2).end) for p in months if p.months == 1 and p.start % 3 == 1}
        months |= {q for q in ends.values() if all(Period.of_month(q.start).shift(n) in months for n in range(3))}
    found = (p for p in months if p.months == LENGTHS[r.each])
    return sorted(p for p in found if not r.periods or any(span.contains(p) for span in r.periods))


def is_beyond(c: Cell, mark: Decimal, less: bool) -> bool:
    """Whether a figure is wholly past an amount, whatever its rounding."""
    x = of(c)
    return (x.high is not None and x.high < mark) if less else (x.low is not None and x.low >= mark)


def say(r: Request, key: str, c: Cell, **more: object) -> str:
    """A sentence about a figure: whose, of what, when and how much it is; of growth, of what it is the growth."""
    plain, language = replace(r, op="level") if r.op == "growth" and not r.amount else r, r.language
    about = {"who": name(c.subject, language), "what": cells.described(plain, c, language), "value": value_text(c, language)}
    return word(key, language, **{**about, "period": when(str(c.period), language), **more})


def _side(r: Request, c: Cell) -> str:
    """The condition that a request asks after: that it rose, was a surplus, or came to more than an amount."""
    if r.amount is not None:
        return word(f"which:{r.test}", r.language, mark=mark_of(r, r.amount, c))
    return word(f"run:{'balance:' if r.op == 'balance' else ''}{r.test}", r.language)


def which(r: Request, series: Sequence[Cell], unit: str) -> Told:
    """The periods in which growth, a balance or an amount was on the side that is asked."""
    found = [c for c in series if is_beyond(c, r.amount or Decimal(0), r.test == "<")]
    names = said(r.language, [say(r, "which:one", c) for c in found])
    about = {"side": _side(r, series[0]), "unit": unit, "count": len(found), "held": len(series), "names": names}
    return found, [say(r, "which" if found else "which:none", series[0], **about)]


def _runs(r: Request, series: Sequence[Cell]) -> list[list[Cell]]:
    """The periods in a row that are on the side asked, the newest last, which is empty where the newest period isn't; a period that isn't held ends one."""
    runs: list[list[Cell]] = [[]]
    for before, c in pairwise([None, *series]):
        assert c is not None
        is_so = is_beyond(c, r.amount or Decimal(0), r.test == "<")
        joins = before is not None and before.period.shift(c.period.months) == c.period and is_so
        runs = [*runs[:-1], [*runs[-1], c]] if joins else [*runs, [c] if is_so else []]
    return runs


def runs(indicators: Indicators, r: Request) -> Told:
    """The longest run of any member of a group, and whose it was, when."""
    series = [series_of(indicators, replace(r, subjects=(s,)))[0] for s in r.subjects]
    longest = [max(_runs(r, own), key=len) for own in series if own]
    most = max(map(len, longest), default=0)
    if not most:
        return [], [figures.nothing(r).sentence]
    best = [own for own in longest if len(own) == most]
    ends = [[when(str(c.period), r.language) for c in (own[0], own[-1])] for own in best]
    each = [
        word("runs:one", r.language, name=name(own[0].subject, r.language), first=a, last=b) for own, (a, b) in zip(best, ends, strict=True)
    ]
    about = {"side": _side(r, best[0][0]), "unit": word(f"each:{r.each}", r.language), "count": most, "names": said(r.language, each)}
    scope = standing.scope_text(str(r.among), len(longest), len(r.subjects), r.language)
    return [own[-1] for own in best], [say(r, "runs", best[0][0], scope=scope, **about), word("run:gaps", r.language)]


def run(r: Request, series: Sequence[Cell], unit: str) -> Told:
    """The longest run of rises or falls, or beyond an amount, and the one that the newest period ends; a period that isn't held ends one."""
    runs = _runs(r, series)
    longest, newest = max(runs, key=len), runs[-1]
    about = {"unit": unit, "side": _side(r, series[0])}
    best = _spanned(r, "run:longest", longest, about) if longest else say(r, "run:none", series[0], **about)
    keys = ("run:newest", "run:over") if r.amount is None else ("run:held", "run:not")
    now = _spanned(r, keys[0], newest, about) if newest else say(r, keys[1], series[-1], **about)
    told = (
        [now, *_before(r, newest, series, unit), *([best] if len(longest) > len(newest) or r.amount is None else [])]
        if r.last
        else [best, now]
    )
    if r.run:
        told.insert(0, say(r, "run:so" if len(longest) >= r.run else "run:short", series[-1], count=r.run, **about))
    is_open = r.amount is None and any(two.period != one.period.shift(one.period.months) for one, two in pairwise(series))
    return longest, [*told, *([word("run:gaps", r.language)] if is_open else [])]


def _before(r: Request, run: Sequence[Cell], series: Sequence[Cell], unit: str) -> list[str]:
    """Of a run beyond an amount the figure of the period before it, or that that one isn't held."""
    if r.amount is None or not run:
        return []
    at = run[0].period.shift(-run[0].period.months)
    before = next((c for c in series if c.period == at), None)
    if before is not None:
        return [say(r, "run:before", before, unit=unit)]
    return [word("run:unknown", r.language, first=when(str(run[0].period), r.language), period=when(str(at), r.language))]


def _spanned(r: Request, key: str, own: Sequence[Cell], about: dict[str, str]) -> str:
    first = when(str(own[0].period), r.language)
    return say(r, key if len(own) > 1 else f"{key}:one", own[-1], count=len(own), first=first, **about)


def double(r: Request, series: Sequence[Cell], unit: str) -> Told:
    """From which year the newest is a multiple, and how many years one takes at the average growth over the years held."""
    times, first, last = r.amount or Decimal(2), series[0], series[-1]
    base = next((c for c in reversed(series) if c.value * times <= last.value), None)
    start = base or min(series, key=lambda c: c.value)
    years, held = (last.period.end // 100 - c.period.end // 100 for c in (start, first))
    about = {"times": f"{times.normalize():f}", "first": when(str(start.period), r.language), "base": value_text(start, r.language)}
    ratio = amount(of(last) / of(start), "ratio", r.language)
    out = [say(r, "double" if base else "double:not", last, years=years, ratio=ratio, **about)]
    pace = (last.value / first.value) ** (1 / Decimal(held)) - 1 if held else Decimal(0)
    if pace > 0:
        about |= {
            "years": f"{times.ln() / (1 + pace).ln():.1f}",
            "pace": f"{pace * 100:.1f}%",
            "first": when(str(first.period), r.language),
        }
        out.insert(0 if r.last else 1, say(r, "double:pace", last, **about))
    return [start, last], out


OF_ONE = {"which": which, "run": run, "double": double}
"""What is worked out of one series, by its name in a request."""


SLICED: tuple[Op, ...] = ("level", "share")
SLICES = 10
"""Maximum partners or products that are listed where no number is asked for."""
FEW = 6
"""Maximum regions that are named one by one."""


def chain(indicators: Indicators, ledger: Ledger, r: Request) -> Answer:
    """A month or a quarter and the one before it, with the change between them; of the newest two months in a row where none is named."""
    series = cells.periods_held(indicators, r, r.subjects[0], cells.flows(r)[0] or "total", cells.currency(indicators, r, r.subjects[0]))
    months = {p for p, _ in series if p.months == 1}
    at = max(r.periods or [p for p in months if p.shift(-1) in months], default=None)
    found = figures.answer(indicators, ledger, replace(r, periods=(at.shift(-at.months), at) if at else (), computed=None))
    notes = [] if r.periods or not at else [word("assumed:latest:month", r.language, period=when(str(at), r.language))]
    return replace(found, notes=(*found.notes, *notes, word("chain", r.language)))


def answer(indicators: Indicators, r: Request, ledger: Ledger) -> Answer:
    """Answer a request for what is to be worked out of several figures; of no flow in particular of all trade, else of the first flow that is held."""
    r = replace(r, flow="export") if r.sliced == "product" and r.flow is None else r  # Goods are held by flow alone.
    r, notes = cells.with_held_flow(indicators, r, r.subjects, "assumed:flow:past")
    kind = str(r.computed)
    behind, sentences = overtime.PLACED[kind](indicators, r, ledger) if kind in overtime.PLACED else OF_SEVERAL[kind](indicators, r)
    if not r.periods and r.computed in ("gap", "versions") and behind:
        notes.append(assumed(behind[0].period, r.language))
    rows, claims = tuple(cells.row(c, r.language) for c in behind), tuple(c.claim for c in behind)
    status, same = "answered" if behind else "unheld", (*commands.ask(r.text), commands.asked(r.text))
    more = {"cautions": cells.cautions(behind, r.language), "missing": () if behind else r.subjects}
    return Answer(r, status, tuple(sentences), rows, claims, tuple(notes), *same, **more)  # type: ignore[arg-type]


def _asked(indicators: Indicators, r: Request) -> Told:
    """The figures of each subject in the periods named, else in the newest, that are held, and a sentence for each that isn't."""
    at = {s: r.periods or (cells.newest(indicators, r, s, r.flow),) for s in r.subjects}
    asked = cells.ask(indicators, r, [(s, r.flow, p) for s in r.subjects for p in at[s] if p])
    return [c for c in asked if c.is_held], [cells.missing(indicators, r, c, r.language)[0] for c in asked if not c.is_held]


def _gap(indicators: Indicators, r: Request) -> Told:
    """How far each figure is from the amount, and on which side of it."""
    assert r.amount is not None
    held, out = _asked(indicators, r)
    for c in held:
        size = amount(abs(Interval.exact(r.amount) - of(c)), c.evaluated.evidence.unit, r.language, of=c.claim.indicator)
        out.append(say(r, "gap:short" if c.value < r.amount else "gap:past", c, mark=mark_of(r, r.amount, c), gap=size))
    return held, out or [figures.nothing(r).sentence]


def _race(indicators: Indicators, r: Request) -> Told:
    """Who was first past an amount, when, and who wasn't in any period held; left open where one was past it already in its first period held."""
    assert r.amount is not None
    language, mark = r.language, r.amount
    own = {s: one for s in r.subjects if (one := series_of(indicators, replace(r, subjects=(s,)))[0])}
    if not own:
        return [], [figures.nothing(r).sentence]
    past = [next((c for c in one if is_beyond(c, mark, r.test == "<")), None) for one in own.values()]
    firsts = sorted((c for c in past if c is not None), key=lambda c: c.period)
    names = said(language, [name(c.subject, language) for c in firsts if c.period == firsts[0].period])
    key = "race:already" if any(own[c.subject][0] is c for c in firsts) else "race:first"
    out = [say(r, key, firsts[0], mark=mark_of(r, mark, firsts[0]), names=names)] if firsts else []
    out += [say(r, "race:each", c) for c in firsts[:FEW]]
    some, never = next(iter(own.values()))[-1], [name(s, language) for s in own if s not in {c.subject for c in firsts}]
    out += [say(r, "race:never", some, mark=mark_of(r, mark, some), names=said(language, never))] if never else []
    absent = [name(s, language) for s in r.subjects if s not in own]
    return firsts or [some], [*out, *([word("missing", language, names=said(language, absent))] if absent else [])]


def _over(indicators: Indicators, r: Request) -> Told:
    """The growth of each region from the first year named that is held of all to the last, the fastest first."""
    years = r.periods[0].years()
    asked = cells.ask(indicators, r, [(s, r.flow, p) for s in r.subjects for p in years])
    held = {s: {c.period: c for c in asked if c.is_held and c.subject == s} for s in r.subjects}
    shared = sorted(set.intersection(*map(set, held.values())))
    lacking = [cells.missing(indicators, r, c, r.language)[0] for c in asked if not c.is_held and c.period in (years[0], years[-1])]
    if len(shared) < 2:
        return [], lacking or [figures.nothing(r).sentence]
    pairs = sorted(((own[shared[0]], own[shared[-1]]) for own in held.values()), key=lambda pair: pair[0].value / pair[1].value)
    rates = [growth(of(last), of(first)) for first, last in pairs]
    about = {"first": when(str(shared[0]), r.language), "names": said(r.language, [name(c.subject, r.language) for c, _ in pairs])}
    out = [say(r, "over:level" if rates[0].meets(rates[1]) else "over:lead", pairs[0][1], **about)]
    for (first, last), rate in zip(pairs, rates, strict=True):
        about |= {"change": amount(rate, "percent", r.language), "base": value_text(first, r.language)}
        out.append(say(r, "over:each", last, **about))
    return [c for pair in pairs for c in pair], [*out, *lacking]


def _rest(indicators: Indicators, r: Request) -> Told:
    """A whole without some of its regions, in each period asked: what is left of its figure when theirs are taken from it."""
    whole, *parts = r.subjects
    periods = r.periods or tuple(p for p in (cells.newest(indicators, r, whole, r.flow),) if p)
    behind, out = [], []
    for p in periods:
        plain = replace(r, op="level") if r.op == "growth" else r
        asked = cells.ask(indicators, plain, [(s, r.flow, p) for s in r.subjects])
        lacking = [cells.missing(indicators, r, c, r.language)[0] for c in asked if not c.is_held]
        if lacking or len(cells.kinds(asked)) > 1:
            out += lacking or [word("computed:currencies", r.language)]
            continue
        rates = cells.ask(indicators, r, [(s, r.flow, p) for s in r.subjects]) if r.op == "growth" else []
        if absent := [c for c in rates if not c.is_held]:
            out += [cells.missing(indicators, r, c, r.language)[0] for c in absent]
            continue
        left, *others = map(of, asked)
        left = left - sum(others, ZERO)
        value = amount(left, asked[0].evaluated.evidence.unit, r.language, of=asked[0].claim.indicator)
        if rates:
            rise, *others = map(arithmetic.rise_of, asked, rates)
            rise = rise - sum(others, ZERO)
            value = amount((rise / (left - rise)).scaled(100), "percent", r.language)
        names = said(r.language, [name(s, r.language) for s in parts])
        out.append(say(r, "rest:growth" if rates else "rest", asked[0], names=names, value=value))
        out += [cells.render(c, r.language) for c in (*rates, *asked)]
        behind += [*asked, *rates]
    return behind, out or [figures.nothing(r).sentence]


def _versions(indicators: Indicators, r: Request) -> Told:
    """All that was published of each figure, the one that counts first: how firm it is."""
    held, out = _asked(indicators, r)
    for c in held:
        own = [o.id for o in c.evaluated.evidence.observations]
        indicators.engine.put("versions_asked", {"id": "string"}, [(i,) for i in own])
        found = indicators.held(row["id"] for row in indicators.engine.rows("hinterland.answers", "versions"))
        out.append(say(r, "versions" if len(found) > 1 else "versions:one", c, count=len(found)))
        for o in found.values():
            [source] = indicators.sources([o.source])
            about = {"value": amount(o.interval, o.unit, r.language, 7, of=o.indicator), "source": issuer(source, r.language)}
            about |= {"released": o.released or word("undated", r.language), "kind": word(f"reliability:{o.reliability}", r.language)}
            out.append(word("versions:each", r.language, **about))
        out += origins.implied(indicators, r, c)
    return held, out or [figures.nothing(r).sentence]


def _slices(indicators: Indicators, r: Request) -> Told:
    """The partners or the products of which a figure is held in the period named, else in the newest with most of them, the largest first."""
    of_what, who, language = str(r.sliced), r.subjects[0], r.language
    rows = indicators.engine.rows("hinterland.answers", "slices", region=who, flow=r.flow, axis=of_what)
    spans = grouped((Period(row["first_month"], row["last_month"]), str(row["slice"])) for row in rows)
    about = {"what": cells.measured(r, r.flow, language), "who": name(who, language), "axis": word(f"axis:{of_what}", language)}
    lacking = [p for p in r.periods[:1] if p not in spans]
    out = [word("slices:none", language, period=when(str(lacking[0]), language), **about)] if lacking else []
    at = max(spans, key=lambda p: (p in r.periods, p.kind == "year", len(spans[p]) > 1, p.end), default=None)
    if at is None:
        near, more = ([], []) if r.flow == "total" else _slices(indicators, replace(r, flow="total"))
        return near, [word("slices:never", language, **about), *(more if near else _slices_beyond(indicators, r))]
    is_partner = of_what == "partner"
    each_of = [replace(r, partner=one) if is_partner else replace(r, product=one) for one in spans[at]]
    [whole] = cells.ask(indicators, r, [(who, r.flow, at)])
    ways = [[replace(one, op=op, whole="own") for op in SLICED[: 1 + whole.is_held]] for one in each_of]
    asked = [next((c for one in way for c in cells.ask(indicators, one, [(who, r.flow, at)]) if c.is_held), None) for way in ways]
    sized = [(of(c).scaled(whole.value / 100) if c.claim.indicator.op == "share" else of(c), c) for c in asked if c is not None]
    found = [c for _, c in sorted(sized, key=lambda pair: pair[0].low or 0, reverse=True)][: r.top or SLICES]
    named = ((codes.name(getattr(c.claim.indicator, of_what), language), value_text(c, language)) for c in found)
    each = [word("slices:each", language, name=called, value=value) for called, value in named]
    told = word("slices", language, names=said(language, each), period=when(str(at), language), **about)
    return found, [*out, told, word("slices:others", language)]


def _slices_beyond(indicators: Indicators, r: Request) -> list[str]:
    """Where a region's partners or products aren't held, its trade as a whole, and the other of the two, or else those of the nation."""
    who, of_what, nation = r.subjects[0], str(r.sliced), codes.home_of(r.subjects[0]).nation
    other = "product" if of_what == "partner" else "partner"
    ways = [replace(r, sliced=other), *([replace(r, subjects=(nation,), periods=())] if who != nation else [])]
    ways = [w for w in ways if indicators.engine.rows("hinterland.answers", "slices", region=w.subjects[0], flow=r.flow, axis=w.sliced)]
    return [*leads.instead(indicators, r, who, r.flow, *r.periods[:1]), *(_slices(indicators, ways[0])[1][:1] if ways else [])]


def _reliance(indicators: Indicators, r: Request) -> Told:
    """A flow as a share of each region's own trade, ranked; who isn't held in either flow is named."""
    language, group = r.language, str(r.among)
    at = r.periods[0] if r.periods else cells.newest(indicators, r, codes.home_of(r.subjects[0]).nation, r.flow)
    for period in (at, at.year_before()) if at and not r.periods else (at,):
        wanted = {s: [(s, flow, period) for flow in (r.flow, "total")] for s in r.subjects} if period else {}
        pairs = {s: cells.ask(indicators, replace(r, op="level"), asked) for s, asked in wanted.items()}
        held = {s: pair for s, pair in pairs.items() if all(c.is_held for c in pair)}
        if 2 * len(held) > len(pairs):
            break
    if not held:
        return [], [figures.nothing(r).sentence]
    shares = {s: (of(part) / of(whole)).scaled(100) for s, (part, whole) in held.items()}
    ranked = sorted(held, key=lambda s: held[s][0].value / held[s][1].value, reverse=r.order == "desc")[: r.top or FEW]
    first, (part, _) = ranked[0], held[ranked[0]]
    about = {"what": cells.described(replace(r, op="level"), part, language), "whole": word("total", language)}
    about |= {"period": when(str(part.period), language)}
    each = [word("slices:each", language, name=name(s, language), value=amount(shares[s], "percent", language)) for s in ranked]
    scope = standing.scope_text(group, len(held), len(pairs), language)
    key = "reliance" if len(ranked) < 2 or not shares[first].meets(shares[ranked[1]]) else "reliance:level"
    about |= {"end": word(f"end:{r.order}", language), "name": name(first, language), "scope": scope, "names": said(language, each)}
    out = [word(key, language, **about)]
    absent = [name(s, language) for s in pairs if s not in held]
    return [held[s][0] for s in ranked], [*out, *([word("missing", language, names=said(language, absent))] if absent else [])]


OF_SEVERAL: dict[str, Callable[[Indicators, Request], Told]] = {
    "gap": _gap,
    "runs": runs,
    "race": _race,
    "over": _over,
    "rest": _rest,
    "versions": _versions,
    "slices": _slices,
    "reliance": _reliance,
    **arithmetic.WORKED,
    **overtime.WORKED,
    **changes.WORKED,
    **marks.WORKED,
}
"""What is worked out of several figures, by its name in a request."""
