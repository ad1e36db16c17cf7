"""A figure, a series or a comparison: the cells asked for, in sentences, with what sets the subjects or the periods apart; and bounds for what isn't held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, pairwise

from hinterland import codes
from hinterland.answers import cells, commands, computed, leads, standing, unheld
from hinterland.answers.answer import Answer, assumed, said, word
from hinterland.answers.cells import Cell
from hinterland.brief.output.figures import span
from hinterland.check.catalogue import say
from hinterland.check.words import amount
from hinterland.codes import Language, Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval, growth
from hinterland.language.write import middle, name, when
from hinterland.ledger import Ledger
from hinterland.ledger.words import rounded
from hinterland.models import Flow
from hinterland.requests import Request
from hinterland.requests.history import LENGTHS
from hinterland.requests.slots import currencies

PERCENT = ("percent", "percentage_point")
FEW = 4
"""Maximum cells not held that are described one by one."""
TURNS = 3
"""Maximum changes of the lead listed one by one; of more, their number and the last are given."""


def answer(indicators: Indicators, ledger: Ledger, r: Request) -> Answer:
    """Answer a request for a figure or a comparison."""
    language, asked_flows = r.language, cells.flows(r)
    periods, notes = _periods(indicators, r, asked_flows[0])
    if not periods and not r.periods and len(asked_flows) > 1:
        periods, notes = next((made for flow in asked_flows[1:] if (made := _periods(indicators, r, flow))[0]), (periods, notes))
    if periods and r.whole == "flow":
        return computed.flow_share(indicators, r, periods, notes)
    if not periods:
        if other := _elsewhere(indicators, r, asked_flows[0], ()):
            return _in_another(indicators, ledger, r, other, _periods(indicators, other, asked_flows[0])[0])
        return _led(indicators, r, asked_flows[0])
    wanted = [(s, f, p) for p in periods for f in asked_flows for s in r.subjects]
    found, older = _with_older(indicators, r, cells.ask(indicators, r, wanted))
    notes += older
    held = [c for c in found if c.is_held]
    if not held and (other := _elsewhere(indicators, r, asked_flows[0], wanted)):
        return _in_another(indicators, ledger, r, other, periods)
    if not held and r.each and r.periods:
        last = cells.newest(indicators, replace(r, newest=True), r.subjects[0], asked_flows[0])
        if last is not None and last.months == LENGTHS[r.each] and not any(p.contains(last) for p in r.periods):
            near = answer(indicators, ledger, replace(r, periods=(Period.year_to(last.end),)))
            return replace(near, request=r, status="unheld", sentences=(nothing(r).sentence, *near.sentences))
    if len(r.subjects) > 2:
        units = [them[0].evaluated.evidence.unit for them in cells.kinds(held)]
        held.sort(key=lambda c: (periods.index(c.period), asked_flows.index(c.flow), units.index(c.evaluated.evidence.unit), -c.value))
    sentences = _sentences(r, held)
    beside = _beside(indicators, r, held)
    sentences += _sentences(replace(r, op="growth"), beside) if r.fares else [cells.render(c, language) for c in beside]
    sentences += _ungrown(indicators, r, held if r.fares and not beside else [])
    sentences += leads.newer(indicators, r, held[0]) if len(held) == 1 else []
    changed = _over_spans(indicators, r, asked_flows)
    sentences = [*changed, *sentences]
    absent = [c for c in found if not c.is_held]
    whole = not held or len(asked_flows) == 1
    unheld_too, behind, is_made = [], [*held, *beside], False
    ends = {(c.period, c.subject): c.evaluated.answer for c in held if c.evaluated.answer is not None}
    firsts = {c.subject: c for c in absent[::-1]}
    placed, lacking = standing.compared(indicators, r, found, ledger) if r.what == "comparison" else ({}, [])
    for c in absent[:FEW] if not held or len(firsts) <= FEW else ():
        alone = not held and firsts[c.subject] is c
        absence = unheld.Unheld(cells.missing(indicators, r, c, language)[:1])
        instead = unheld.describe(indicators, ledger, r, c, alone) if whole else absence
        unheld_too += instead.sentences
        behind += [] if held else instead.behind
        is_made = is_made or instead.is_made
        if instead.ends is not None:
            ends[c.period, c.subject] = instead.ends
    alone = r.what == "comparison" and len({c.subject for c in held}) < 2
    open_ = [p for p in periods if whole and len(r.subjects) == 2 and any(c.period == p for c in absent) and any(q == p for q, _ in ends)]
    moneys = {cells.currency(indicators, r, s) for s in r.subjects}
    open_ = open_ if (not r.computed and len(moneys) == 1) or r.op not in cells.AMOUNTS else []
    decided = [
        _decided(r, next(c for c in found if c.period == p), ends, cells.currency(indicators, r, r.subjects[0]) or "") for p in open_
    ]
    multiples = [_times_known(r, next(c for c in found if c.period == p), ends) for p in open_ if r.times and r.op == "level"]
    concluded = [*filter(None, multiples), *(sentence for _, sentence in decided), *_over_ends(r, found, ends)]
    sentences = [*concluded, *unheld_too, *sentences] if alone else [*sentences, *concluded, *unheld_too]
    is_answered = any(is_so for is_so, _ in decided) if alone and len(r.subjects) > 1 else bool(held) or is_made
    notes += cells.bases(held, language)
    if changed or (len(r.periods) > 1 and len(r.subjects) == 1 and len(held) > 1):
        notes.append(word("levels", language))
    return Answer(
        r,
        "answered" if is_answered else "unheld",
        tuple(dict.fromkeys([*computed.sentences(r, found), *_uncounted(r, found), *sentences])),
        tuple(placed.get(c.claim.id) or cells.row(c, language) for c in behind),
        tuple(c.claim for c in behind),
        (*r.notes(), *notes, *lacking),
        *commands.same(r, periods, [c.claim for c in held]),
        cautions=cells.cautions(behind, language),
        missing=tuple(dict.fromkeys(c.subject for c in absent)),
    )


def _sentences(r: Request, held: list[Cell]) -> list[str]:
    """Figures in sentences, behind what sets them apart."""
    return [*(_set_apart(r, held, r.language) if len(held) > 1 else []), *(cells.render(c, r.language) for c in held)]


def _with_older(indicators: Indicators, r: Request, found: list[Cell]) -> tuple[list[Cell], list[str]]:
    """The cells of one subject of which no period is named, each flow that isn't held in the newest in the newest in which it is, and that this is so."""
    out, notes = list(found), []
    for n, c in enumerate(found if r.what == "figure" and len(r.subjects) == 1 and not (r.periods or r.each) else ()):
        older = None if c.is_held else cells.newest(indicators, r, c.subject, c.flow, c.period.months)
        if older is not None and older != c.period:
            [out[n]] = cells.ask(indicators, r, [(c.subject, c.flow, older)])
            shown = {"period": when(str(c.period), r.language), "older": when(str(older), r.language)}
            notes.append(word("assumed:flow:older", r.language, what=cells.described(r, c, r.language), **shown))
    return out, notes


def _beside(indicators: Indicators, r: Request, held: list[Cell]) -> list[Cell]:
    """What belongs to figures where how something fares is asked, or the growth of one: of a level its growth, of growth the level."""
    if not r.fares and (r.op != "growth" or r.what != "figure" or len(held) != 1):
        return []
    other = replace(r, op="growth" if r.op == "level" else "level")
    return [c for c in cells.ask(indicators, other, [(c.subject, c.flow, c.period) for c in held]) if c.is_held]


def _ungrown(indicators: Indicators, r: Request, levels: Sequence[Cell]) -> list[str]:
    """Of figures whose growth is asked along with them and isn't held, the change from the year before, else of one alone that it isn't held."""
    out: list[str] = []
    for c in levels:
        [before] = cells.ask(indicators, r, [(c.subject, c.flow, c.period.year_before())])
        if before.is_held:
            out.append(word("of", r.language, what=upper(cells.described(r, c, r.language)), sentence=over(r, before, c)))
        elif len(levels) < 2:
            out += cells.missing(indicators, replace(r, op="growth"), c, r.language)[:1]
    return out


def _uncounted(r: Request, found: Sequence[Cell]) -> list[str]:
    """Of figures that are asked by their number or weight and found in money alone, or not at all, that the quantities aren't held."""
    plain = replace(r, op="level") if r.op == "growth" else r
    valued = [c for c in found if c.claim.indicator.measure != "quantity"] if r.counted else []
    about = [{"what": cells.measured(plain, c.flow, r.language), "who": name(c.subject, r.language)} for c in valued]
    return [word("unheld:quantity", r.language, period=when(str(c.period), r.language), **of) for c, of in zip(valued, about, strict=True)]


def _elsewhere(indicators: Indicators, r: Request, flow: Flow | None, wanted: Sequence[tuple[str, Flow | None, Period]]) -> Request | None:
    """The request in the first other currency, the subjects' own before others, in which some of what it wants is held, or any period of it where it wants none."""
    own = r.currency or cells.currency(indicators, r, r.subjects[0])
    moneys = dict.fromkeys([*(indicators.currency(s) for s in r.subjects), *currencies()]) if own else ()
    for other in (replace(r, currency=money) for money in moneys if money != own):
        if any(c.is_held for c in cells.ask(indicators, other, wanted)) if wanted else _periods(indicators, other, flow)[0]:
            return other
    return None


def _in_another(indicators: Indicators, ledger: Ledger, r: Request, other: Request, periods: Sequence[Period]) -> Answer:
    """An answer in another currency than the one asked for, which says so first."""
    made, own = answer(indicators, ledger, other), r.currency or cells.currency(indicators, r, r.subjects[0])
    asked, held = (codes.name(money or "", r.language, "unit") for money in (own, other.currency))
    what, who = cells.measured(r, cells.flows(r)[0], r.language), said(r.language, [name(s, r.language) for s in r.subjects])
    at = said(r.language, [when(str(p), r.language) for p in periods])
    first = word("unheld:currency", r.language, what=what, who=who, period=at, currency=asked, other=held)
    command, call, address = commands.same(replace(r, currency=own), periods)
    return replace(made, request=r, status="unheld", sentences=(first, *made.sentences), command=command, call=call, address=address)


def _over_ends(r: Request, found: Sequence[Cell], ends: Mapping[tuple[Period, str], Interval]) -> list[str]:
    """Between what a level of one subject changed from one period to another of which only one is held; nothing where the other isn't bounded at both ends."""
    if r.what != "comparison" or r.op != "level" or len(r.subjects) > 1 or len(found) != 2 or len([c for c in found if c.is_held]) != 1:
        return []
    first, last = sorted(found, key=lambda c: c.period)
    known = [ends.get((c.period, c.subject)) for c in (first, last)]
    if known[0] is None or known[1] is None or None in (known[0].low, known[0].high, known[1].low, known[1].high):
        return []
    gap, unit = known[1] - known[0], next(c.evaluated.evidence.unit for c in found if c.is_held) or ""
    about = {"earlier": when(str(first.period), r.language), "later": when(str(last.period), r.language)}
    about |= {"what": upper(cells.described(r, first, r.language)), "span": span(*rounded(gap.low, gap.high), unit, r.language)}
    return [word("over:ends", r.language, **about)]


def _decided(r: Request, one: Cell, ends: Mapping[tuple[Period, str], Interval], money: str) -> tuple[bool, str]:
    """Whether what is known decides which of two subjects was ahead in a cell's period in which not both are held, and the sentence that says so."""
    first, second = r.subjects
    known = [ends.get((one.period, s), Interval(None, None, True, True)) for s in r.subjects]
    about = {"what": cells.described(r, one, r.language), "period": when(str(one.period), r.language)}
    if known[0].meets(known[1]):
        return False, word("undecided", r.language, first=name(first, r.language), second=name(second, r.language), **about)
    if known[0].below(known[1]):
        known, (first, second) = known[::-1], (second, first)
    gap = known[0] - known[1]
    difference = span(*rounded(gap.low, gap.high), money, r.language)
    return True, word("decided", r.language, first=name(first, r.language), second=name(second, r.language), **about, span=difference)


def _times_known(r: Request, one: Cell, ends: Mapping[tuple[Period, str], Interval]) -> str:
    """How many times one of two subjects the other is in a period in which not both are held, by what is known of them; empty where that is open."""
    known = [(ends[one.period, s], s) for s in r.subjects if (one.period, s) in ends]
    known.sort(key=lambda pair: pair[0].middle or 0, reverse=True)
    if len(known) < 2 or None in {end for x, _ in known for end in (x.low, x.high)} or (known[1][0].low or 0) <= 0:
        return ""
    (first, ahead), (second, behind) = known
    about = {"what": upper(cells.described(r, one, r.language)), "period": when(str(one.period), r.language)}
    many = first / second
    low, high = (f"{x.normalize():f}" for x in rounded(many.low, many.high) if x is not None)
    told = word("times:known", r.language, first=name(ahead, r.language), second=name(behind, r.language), low=low, high=high)
    return word("of:period", r.language, **about, sentence=told)


def related(indicators: Indicators, r: Request) -> list[str]:
    """The figures held of what a claim is about, in sentences, with what sets its subjects apart; of all its trade and the latest year where it names no other."""
    asked_flows = cells.flows(r) if r.flow or r.op == "balance" or r.concept != cells.TRADE else ("total",)
    periods, _ = _periods(indicators, r, asked_flows[0]) if r.subjects else ([], [])
    wanted = [(s, f, p) for p in periods for f in asked_flows for s in r.subjects]
    held = [c for c in cells.ask(indicators, r, wanted) if c.is_held]
    # What isn't held in the currency of the others is shown in another.
    rest = [w for w in wanted if w[2] not in {c.period for c in held}] if r.currency is None else []
    if rest and (other := _elsewhere(indicators, r, None, rest)):
        held = sorted([*held, *(c for c in cells.ask(indicators, other, rest) if c.is_held)], key=lambda c: periods.index(c.period))
    return [*_over_spans(indicators, r, asked_flows), *_sentences(r, held)]


def _led(indicators: Indicators, r: Request, flow: Flow | None) -> Answer:
    """The answer where no period of the series is held, with the nearest figures that are."""
    made, near = nothing(r), [sentence for s in r.subjects for sentence in leads.instead(indicators, r, s, flow)]
    return replace(made, sentences=tuple(dict.fromkeys([*made.sentences, *near])))


def nothing(r: Request) -> Answer:
    """The answer where nothing of the series is held in the periods named, or in none at all."""
    language = r.language
    what = cells.measured(r, cells.flows(r)[0], language)
    who = said(language, [name(s, language) for s in r.subjects])
    at = said(language, [when(str(p), language) for p in r.periods])
    key = "unheld" if at else "unheld:period"
    return Answer(r, "unheld", (word(key, language, what=what, who=who, period=at),), notes=tuple(r.notes()))


def _periods(indicators: Indicators, r: Request, flow: str | None) -> tuple[list[Period], list[str]]:
    """The periods to answer for, the years of a span one by one; the newest held where none is named, which is then noted."""
    if not r.periods:
        found = next((p for s in r.subjects if (p := cells.newest(indicators, r, s, flow)) is not None), None)
        if found and r.each == "year" and found.kind == "year":
            held = {p for s in r.subjects for p, _ in cells.periods_held(indicators, r, s, flow) if p.kind == "year"}
            return sorted(held), []
        if found and r.each:
            return list(_listed(found, r)), [assumed(found, r.language)]
        return ([found], [assumed(found, r.language)]) if found else ([], [])
    out: list[Period] = []
    for p in r.periods:
        out += _listed(p, r)
    return list(dict.fromkeys(out)), []


def _listed(p: Period, r: Request) -> Sequence[Period]:
    """The periods that one is listed by: those of the length asked for, else its years."""
    length = LENGTHS[r.each] if r.each else 12
    if r.op == "cagr" or p.months % length or (p.start % 100 - 1) % length:
        return (p,)
    first = Period(p.start, p.start).shift(length - 1).end
    return [Period(p.start, first).shift(n) for n in range(0, p.months, length)]


def _set_apart(r: Request, held: list[Cell], language: Language) -> list[str]:
    """What sets subjects, or else periods, apart, one sentence a flow and period."""
    out: list[str] = []
    if len(r.subjects) > 1:
        if len({c.period for c in held}) > 1:
            for flow in dict.fromkeys(c.flow for c in held):
                own = [c for c in held if c.flow == flow]
                out += _over_time(r, own, upper(cells.described(r, own[0], language)))
            return out
        for flow, period in dict.fromkeys((c.flow, c.period) for c in held):
            beside = [c for c in held if (c.flow, c.period) == (flow, period)]
            if len(beside) > 1 and len(out) < FEW:
                about = {"what": upper(cells.described(r, beside[0], language)), "period": when(str(period), language)}
                out += [_of_period(r, len(beside), sentence, **about) for sentence in _between_all(r, beside)]
    elif (len(r.periods) > 1 or (r.op == "balance" and not r.each)) and len({c.period for c in held}) > 1:
        for flow in dict.fromkeys(c.flow for c in held):
            own = sorted((c for c in held if c.flow == flow), key=lambda c: c.period)
            if len(own) > 1:
                out.append(word("of", language, what=upper(cells.described(r, own[0], language)), sentence=over(r, own[0], own[-1])))
    return out


def _of_period(r: Request, held: int, sentence: str, **about: str) -> str:
    """What sets subjects apart in a period, with how many of them are held where some aren't."""
    scope = standing.among(r, held)
    return word("of:period:among" if scope else "of:period", r.language, scope=scope, sentence=sentence, **about)


def _over_time(r: Request, held: Sequence[Cell], about: str) -> list[str]:
    """Who was ahead in the last period with several subjects held, and when the lead changed among the periods in which the most are."""
    language = r.language
    by_period = {p: list(own) for p, own in groupby(sorted(held, key=lambda c: c.period), key=lambda c: c.period)}
    compared = [(p, own) for p, own in by_period.items() if len({c.subject for c in own}) > 1]
    if not compared:
        return []
    last, beside = compared[-1]
    out = [_of_period(r, len(beside), _between(beside, language), what=about, period=when(str(last), language))]
    most = max(len(own) for _, own in compared)
    if len(cells.kinds([c for _, own in compared for c in own])) > 1:
        return out
    leaders = [(p, max(own, key=lambda c: c.value).subject) for p, own in compared if len(own) == most]
    turns = [(p, new) for (_, old), (p, new) in pairwise(leaders) if old != new]
    ends = {"first": when(str(leaders[0][0]), language), "last": when(str(leaders[-1][0]), language)}
    if len(leaders) > 1 and not turns:
        out.append(word("lead:kept", language, what=about, who=name(leaders[-1][1], language), **ends))
    elif turns:
        shown = turns if len(turns) <= TURNS else turns[-1:]
        changes = word("lead:comma", language).join(
            word("lead:turn", language, who=name(s, language), period=when(str(p), language)) for p, s in shown
        )
        key = "lead:changed" if len(turns) <= TURNS else "lead:often"
        out.append(word(key, language, what=about, who=name(leaders[0][1], language), changes=changes, count=len(turns), **ends))
    return out


def upper(text: str) -> str:
    """A noun at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _between_all(r: Request, beside: list[Cell]) -> list[str]:
    """What sets subjects apart: those of a currency among themselves, after the sentence that says that there are several; each from the first where that is asked."""
    alike = cells.kinds(beside)
    out = [cells.apart(beside, r.language)] if len(alike) > 1 else []
    for them in (one for one in alike if len(one) > 1):
        first, *others = sorted(them, key=lambda c: -c.value)
        pairs = [[first, other] for other in others] if r.apart and len(others) > 1 else []
        out += [times(first, other, r.language) for other in others if r.times and r.op == "level"]
        out += [_between(one, r.language, is_apart=bool(pairs)) for one in (them, *pairs)]
    return out


def times(first: Cell, second: Cell, language: Language) -> str:
    """How many times one figure another is."""
    one, other = first.evaluated.answer, second.evaluated.answer
    assert one is not None and other is not None
    who, whose = name(first.subject, language), name(second.subject, language)
    return word("times", language, first=who, second=whose, times=amount(one / other, "ratio", language))


def _between(beside: list[Cell], language: Language, *, is_apart: bool = False) -> str:
    """The sentence that sets subjects apart, of three or more with how far the first is ahead unless that `is_apart`; of amounts in different currencies that they aren't compared."""
    if len(cells.kinds(beside)) > 1:
        return cells.apart(beside, language)
    order = sorted(beside, key=lambda c: -c.value)
    ahead = between(order[0], order[1], language)
    names = [name(c.subject, language) for c in order]
    key = "order" if is_apart else "order:ahead"
    return word(key, language, names=said(language, names), ahead=ahead) if len(order) > 2 else ahead


def between(first: Cell, second: Cell, language: Language) -> str:
    """The sentence that says how far one figure is ahead of another."""
    one, other, names = first.evaluated.answer, second.evaluated.answer, [name(c.subject, language) for c in (first, second)]
    assert one is not None and other is not None
    if one.meets(other):
        return word("level", language, first=names[0], second=names[1])
    difference, percent, key = _difference(one, other, second, language)
    return word(f"ahead{key}", language, first=names[0], second=names[1], difference=difference, percent=percent)


def over(r: Request, first: Cell, last: Cell) -> str:
    """The change from one period to another; how many times the first the last is where that is asked."""
    language = r.language
    now, before = last.evaluated.answer, first.evaluated.answer
    assert now is not None and before is not None
    at = [when(str(c.period), language) for c in (first, last)]
    if first.claim.indicator.op == "balance":
        return _of_balance(before, now, first, {"earlier": at[0], "later": at[1]}, language)
    turn = ":less" if now.below(before) else ":more" if now.above(before) else ""
    difference, percent, key = _difference(now, before, first, language, size_only=bool(turn))
    if r.times and first.claim.indicator.op == "level":
        return word("over:times", language, earlier=at[0], later=at[1], times=amount(now / before, "ratio", language))
    return word(f"over{key}{turn}", language, earlier=at[0], later=at[1], difference=difference, percent=percent)


def _of_balance(before: Interval, now: Interval, base: Cell, at: dict[str, str], language: Language) -> str:
    """How a surplus or a deficit changed from one period to another, in words; that one turned into the other."""
    unit, one = base.evaluated.evidence.unit, base.claim.indicator
    texts = [amount(abs(x), unit, language, of=one) for x in (before, now, now - before)]
    sides = [word("side:deficit" if middle(x) < 0 else "side:surplus", language) for x in (before, now)]
    about = {**at, "side": sides[0], "other": sides[1], "before": texts[0], "now": texts[1], "difference": texts[2]}
    key = "widened" if abs(now).above(abs(before)) else "narrowed" if abs(now).below(abs(before)) else "same"
    return word(f"over:balance:{key if sides[0] == sides[1] else 'turned'}", language, **about)


def _over_spans(indicators: Indicators, r: Request, asked_flows: Sequence[Flow | None]) -> list[str]:
    """The change over each span of years whose growth or share is asked, from its first year held to its last."""
    out = []
    plain = replace(r, op="level") if r.op == "growth" else r
    for whole in r.periods if r.op in ("growth", "share") and len(r.subjects) == 1 else ():
        years = _listed(whole, replace(r, each=None))
        for flow in asked_flows if len(years) > 1 else ():
            held = [c for c in cells.ask(indicators, plain, [(r.subjects[0], flow, p) for p in years]) if c.is_held]
            if len(held) > 1:
                about = cells.described(plain, held[0], r.language)
                if held[0].period != years[0]:
                    who, at = name(r.subjects[0], r.language), when(str(years[0]), r.language)
                    out.append(word("unheld", r.language, what=about, who=who, period=at))
                out.append(word("of", r.language, what=upper(about), sentence=over(r, held[0], held[-1])))
    return out


def _points(gap: Interval, language: Language) -> str:
    """A gap in percentage points, by its ends where the whole number that it would be rounded to lies outside of it."""
    if gap.low is None or gap.high is None or gap.low < 0 or gap.holds(round((gap.low + gap.high) / 2)) or gap.high - gap.low <= FINE:
        return amount(gap, "percentage_point", language)
    return say(language, "points", n=say(language, "range", low=f"{gap.low:.1f}", high=f"{gap.high:.1f}"))


FINE = Decimal("0.2")
"""In percentage points: the width up to which a gap is told with its first decimal."""


def _difference(now: Interval, before: Interval, base: Cell, language: Language, *, size_only: bool = False) -> tuple[str, str, str]:
    """A difference in words, in percent of its base, each as exact as the figures allow, and the ending of the sentence that tells it."""
    unit, gap = base.evaluated.evidence.unit or "", now - before
    if unit in PERCENT:
        return _points(abs(gap) if size_only else gap, language), "", ":points"
    falls = middle(gap) < 0
    size = amount(-gap if falls else gap, unit, language, of=base.claim.indicator)
    percent = growth(now, before) if before.low is not None and before.low > 0 else (gap / abs(before)).scaled(100)
    shown = amount(abs(percent) if size_only else percent, "percent", language)
    return f"-{size}" if falls and not size_only else size, shown, ""
