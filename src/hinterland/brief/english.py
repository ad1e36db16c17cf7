"""The sentences of an English brief: one function a pattern, none of which knows a region or a figure.

Claims go in by the part they play (`plan.py`), a sentence with its marks comes out, or nothing where too little is held. A figure is followed by its
mark at once, so that nobody has to guess which evidence is whose.
"""

from __future__ import annotations

from decimal import Decimal

from hinterland import codes
from hinterland.brief import english_slices
from hinterland.brief.agenda import next_mark
from hinterland.brief.english_slices import noun, times
from hinterland.brief.english_words import BASES, FLOWS, again, at, led, moved, own, rose
from hinterland.brief.terms import region_of
from hinterland.brief.voice import TURN, Pattern, Roles, Voice, answer, ending, place, unbroken, value
from hinterland.claims import Evaluated
from hinterland.language.english_numbers import count, listed, ordinal
from hinterland.language.naming import whose
from hinterland.language.write import when


def total(v: Voice, r: Roles) -> str:
    """The level of trade and its growth, or that it is not held, with the last one that is."""
    level, growth, last = r.get("level"), r.get("growth"), r.get("last")
    if level and growth:
        told = moved(v, growth)
        return f"{whose(v.name)} {v.word('goods')} came to {v.amount(level)} in {at(v)}, {told}{'' if v.base(growth) else ' on a year earlier'}."
    if level:
        return f"{whose(v.name)} {v.word('goods')} came to {v.amount(level)} in {at(v)}; how fast {v.word('grown')} grew is not held."
    if growth:
        return f"{whose(v.name)} {v.word('goods')} {rose(v, growth, v.flow != 'total')} in {at(v)}; {v.word('its')} level is not held."
    then = f"; in {when(last.claim.period or '', 'en')} {v.word('grown')} came to {v.amount(last)}" if last else ""
    return f"The total of {whose(v.name)} {v.word('goods')} in {at(v)} is not held{then}."


def flows(v: Voice, r: Roles) -> str | None:
    """Exports and imports in one sentence."""
    told = []
    for flow, part in (("exports", "export"), ("imports", "import_")):
        level, growth = r.get(part), r.get(f"{part}_growth")
        if level and growth:
            told.append(f"{flow} {rose(v, growth, True)} to {v.amount(level)}")
        elif level:
            told.append(f"{flow} were {v.amount(level)}")
        elif growth:
            told.append(f"{flow} {rose(v, growth, True)}")
    return led(v, " and ".join(told)) if told else None


def balance(v: Voice, r: Roles) -> str | None:
    """What exports exceed imports by."""
    if not (e := r.get("balance")):
        return None
    return f"That left a trade {'surplus' if value(e) > 0 else 'deficit'} of {v.amount(e)}."


def weight(v: Voice, r: Roles) -> str | None:
    """The subject's part in the nation's trade and in its growth, which a fall takes from."""
    share, part = r.get("share"), r.get("contribution")
    if not share:
        return None
    told = f"{f'In {at(v)} {v.inner}' if v.named else ending(again(v), '')} made up {v.rate(share)} of {v.of_nation('whole')}"
    if part:
        told += f" and contributed {'' if value(part) > 0 else 'minus '}{v.rate(part)} of {v.of_nation('growth')}"
    return f"{told}."


def faster(v: Voice, r: Roles) -> str | None:
    """By how many points its growth lies from the nation's."""
    if not (e := r.get("faster")) or abs(value(e)) < TURN:
        return None
    points = v.numbers.digits(answer(e), abs(value(e)), 1)
    return f"{ending(own(v, v.word('noun')), '')} grew {points} percentage points {'faster' if value(e) > 0 else 'slower'} than {whose(v.nation)}{v.mark(e)}."


def since(v: Voice, r: Roles) -> str | None:
    """The compound rate over the years, and where it began."""
    rate, then = r.get("rate"), r.get("then")
    if not rate:
        return None
    base = when(rate.claim.relation.base_period or "", "en")
    if v.flat(rate):
        then_ = f", when {v.word('it')} {v.amount(then)}" if then else ""
        return f"{ending(own(v, v.word('noun')), '')} in {at(v)} {v.word('was')} much the same as in {base}{v.mark(rate)}{then_}."
    begun = f"; in {base} {v.word('it')} {v.amount(then)}" if then else ""
    verb = "grew" if value(rate) > 0 else "shrank"
    return f"{ending(own(v, v.word('noun')), '')} {verb} by {v.rate(rate)} a year from {base} to {at(v)}{begun}."


def records(v: Voice, r: Roles) -> str | None:
    """Which of the flows stood at their highest, on a series without a gap."""
    best = {part: e for part, e in r.items() if place(e) == 1 and e.held >= 5 and unbroken(e) and e.since}
    if not best:
        return None
    part = "total" if "total" in best else next(iter(best))
    e, noun_ = best[part], FLOWS[part.rstrip("_")]
    return f"{ending(own(v, noun_), '')} in {at(v)} {'was' if part == 'total' else 'were'} the highest in figures going back to {(e.since or 0) // 100}{v.mark(e)}."


def streak(v: Voice, r: Roles) -> str | None:
    """A run of years of growth, from the third on."""
    if not (e := r.get("streak")) or (n := place(e)) is None or n < 3:
        return None
    return f"{ending(own(v, v.word('noun')), '')} rose for the {ordinal(n)} year in a row{v.mark(e)}."


def before(v: Voice, r: Roles) -> str | None:
    """What a year followed, where it turned: growth after a fall, a fall after growth."""
    last, now = r.get("before"), r.get("growth")
    if not last or not now or value(last) * value(now) >= 0 or min(abs(value(last)), abs(value(now))) < TURN:
        return None
    year = when(last.claim.period or "", "en")
    return (
        f"A year earlier, in {year}, {v.word('noun')} had {'fallen' if value(last) < 0 else 'risen'} {v.rate(last)}{BASES[v.base(last)]}."
    )


def month(v: Voice, r: Roles) -> str | None:
    """The last month held: its level, growth, and whether it was a record."""
    if not (level := r.get("level")):
        return None
    growth, record = r.get("growth"), r.get("record")
    told = f"In {when(level.claim.period or '', 'en')} alone {own(v, v.word('noun'))} {v.word('was')} {v.amount(level)}"
    if growth:
        told += f", {moved(v, growth)} on a year earlier"
    if record and place(record) == 1 and record.held > 2:
        told += f"{', and' if growth else ','} the highest of the {count(record.held)} months held{v.mark(record)}"
    return f"{told}."


def rank(v: Voice, r: Roles) -> str | None:
    """The subject's place among its peers, by trade and by exports."""
    mine = r.get("rank")
    if not mine or (n := place(mine)) is None:
        return None
    told = f"{v.name} ranked {ordinal(n)} {v.among(mine.claim.scope)} by {v.word('noun')}{v.mark(mine)}"
    exports = r.get("export")
    if exports and (m := place(exports)) is not None and m != n:
        told += f", and {ordinal(m)} by exports{v.mark(exports)}"
    return f"{told}."


def first(v: Voice, r: Roles) -> str | None:
    """Whether it was the first of its region above a mark, or the n-th of the country."""
    home, nation = r.get("home"), r.get("peers")
    told = []
    if home and place(home) == 1:
        told.append(f"the first of {v.group(home.claim.scope)} with {v.word('noun')} above {v.threshold(home)}{v.mark(home)}")
    if nation and (n := place(nation)) is not None:
        told.append(
            f"the {ordinal(n)} {v.level()}"
            + ("" if told else f" with {v.word('noun')} above {v.threshold(nation)}")
            + f" overall{v.mark(nation)}"
        )
    return f"In {at(v)} {again(v)} became {' and '.join(told)}." if told else None


def club(v: Voice, r: Roles) -> str | None:
    """How many are above the subject's mark, and who."""
    if not (e := r.get("club")) or (n := place(e)) is None or n == 0:
        return None
    names = [codes.name(m, "en") for m in _by_size(e)]
    who = f"{count(n)} {v.level(several=n > 1)}" if e.claim.scope == v.home.peers else f"{count(n)} of {v.group(e.claim.scope)}"
    told = f": {listed(names)}" if len(names) <= 12 else ""
    return ending(f"{who} had {v.word('noun')} above {v.threshold(e)} in {at(v)}{told}{v.mark(e)}", ".")


def _by_size(e: Evaluated) -> list[str]:
    size = {o.region: o.value or Decimal(0) for o in e.evidence.observations if o.indicator.op == "level"}
    return sorted(e.members, key=lambda m: (-size.get(m, Decimal(0)), m))


def speed(v: Voice, r: Roles) -> str | None:
    """How fast its trade grew among its peers, a sentence a scope; only high places are told, and who was faster."""
    told: list[str] = []
    for scope, e in r.items():
        n, where = place(e), v.among(scope)
        if n is None or n > 3:
            continue
        fast = "fastest" if n == 1 else f"{ordinal(n)} fastest"
        behind = f", behind {listed([codes.name(m, 'en') for m in e.members])}" if 0 < len(e.members) == n - 1 else ""
        told.append(
            f"{ending(whose(v.name), '')} {v.word('noun')} grew {fast} {where}{behind}{v.mark(e)}."
            if not told
            else f"{ending(v.word('grown'), '')} grew {fast} {where}{behind}{v.mark(e)}."
        )
    return " ".join(told) or None


def _pairs(r: Roles) -> list[tuple[str, Evaluated | None, Evaluated | None]]:
    """Regions in their order with their level and growth."""
    regions = dict.fromkeys(part.split(":", 1)[1] for part in r if ":" in part)
    return [(code, r.get(f"level:{code}"), r.get(f"growth:{code}")) for code in regions]


def _neighbour(v: Voice, code: str, level: Evaluated | None, growth: Evaluated | None) -> str:
    name = codes.name(code, "en")
    if level and growth:
        return f"{name} with {v.amount(level)}, {moved(v, growth)}"
    return f"{name} with {v.amount(level)}" if level else ""


def above(v: Voice, r: Roles) -> str | None:
    """Who stands one place higher."""
    told = [t for code, level, growth in _pairs(r) if (t := _neighbour(v, code, level, growth))]
    return f"Just above it in {at(v)} stood {told[0]}." if told else None


def below(v: Voice, r: Roles) -> str | None:
    """Who stands one place lower."""
    told = [t for code, level, growth in _pairs(r) if (t := _neighbour(v, code, level, growth))]
    return f"Just below it in {at(v)} stood {told[0]}." if told else None


def home(v: Voice, r: Roles) -> str | None:
    """The others of its region, the largest first."""
    told = [t for code, level, growth in _pairs(r) if (t := _neighbour(v, code, level, growth))]
    return (
        f"The {'other' if len(told) > 1 else 'next'} large {v.word('doers')} among the {v.phrase(f'home:{region_of(v.subject)}')} {v.level(several=True)} "
        f"in {at(v)} were {_semicolons(told)}."
        if told
        else None
    )


def _semicolons(told: list[str]) -> str:
    return told[0] if len(told) == 1 else f"{'; '.join(told[:-1])}; and {told[-1]}"


def largest(v: Voice, r: Roles) -> str | None:
    """The largest members of a whole."""
    told = [t for code, level, growth in _pairs(r) if (t := _neighbour(v, code, level, growth))]
    return f"The largest in {at(v)} were {_semicolons(told)}." if len(told) > 1 else None


def alone(v: Voice, r: Roles) -> str | None:
    """What part of a whole its largest member is."""
    share = r.get("share")
    return (
        f"{codes.name(share.claim.subject or '', 'en')} alone made up {v.rate(share)} of {whose(v.inner)} {v.word('noun')}."
        if share
        else None
    )


def sources(v: Voice, r: Roles) -> str | None:
    """Which regions the nation's growth came from, and which one took most from it."""
    told = [f"{codes.name(code, 'en')} contributed {v.rate(e)}" for code, e in r.items() if value(e) > 0]
    lost = [f"{codes.name(code, 'en')} contributed minus {v.rate(e)}" for code, e in r.items() if value(e) < 0]
    if not told:
        return None
    return f"{listed(told)} of {v.of_nation('growth')}." + (f" {lost[0]} of {v.of_nation('growth')}." if lost else "")


def growing(v: Voice, r: Roles) -> str | None:
    """How many members grew."""
    if not (e := r.get("growing")) or (n := place(e)) is None:
        return None
    group, all_peers = v.group(e.claim.scope), e.claim.scope == v.home.peers
    who = f"{count(n)} {v.level(several=True)}" if all_peers else f"{count(n)} of {group}"
    who = f"all {group.removeprefix('the ')}" if n == e.asked and not all_peers else who
    return f"In {who} {v.word('noun')} grew in {at(v)}{v.mark(e)}."


def _rates(v: Voice, r: Roles) -> list[str]:
    return [f"{codes.name(code, 'en')}, {moved(v, growth)}" for code, _, growth in _pairs(r) if growth]


def fastest(v: Voice, r: Roles) -> str | None:
    """The members that grew fastest; of all of them, where those not held can't change it."""
    told, sure = [(code, growth) for code, _, growth in _pairs(r) if growth], r.get("sure")
    if not told:
        return None
    code, growth = told[0]
    among = f" among {v.group(sure.claim.scope)}" if sure else f" of the {v.level(several=True)} held"
    rest = [f"{codes.name(c, 'en')}, {moved(v, g)}" for c, g in told[1:]]
    return f"{codes.name(code, 'en')} grew fastest{among}{v.mark(sure)}, {moved(v, growth)}" + (
        f"; then came {_semicolons(rest)}." if rest else "."
    )


def slowest(v: Voice, r: Roles) -> str | None:
    """The members at the other end."""
    told = _rates(v, r)
    return f"At the other end stood {_semicolons(told)}." if told else None


# -- what to watch


def watch_own(v: Voice, r: Roles) -> str | None:
    """Whether the subject passes its next mark."""
    level, growth = r.get("own"), r.get("growth")
    if not level or not growth:
        return None
    mark = v.numbers.round_amount(next_mark(value(level)), level.evidence.unit or v.home.currency or "")
    return f"Whether {v.name} passes {mark} next: in {at(v)} {v.name} {v.word('did')} {v.amount(level)}, {moved(v, growth)}."


def watch_next(v: Voice, r: Roles) -> str | None:
    """Whom the subject would have to pass to move up, where that is in reach."""
    rank_, told = r.get("rank"), [t for code, level, growth in _pairs(r) if (t := _neighbour(v, code, level, growth))]
    if not rank_ or not told or (n := place(rank_)) is None or n < 2:
        return None
    return f"Whether {v.name} moves up from {ordinal(n)} place: just above it in {at(v)} stood {told[0]}{v.mark(rank_)}."


def watch_mark(v: Voice, r: Roles) -> str | None:
    """Whether those about to pass the mark do."""
    pairs = [(code, level, growth) for code, level, growth in _pairs(r) if level]
    if not pairs:
        return None
    names = " or ".join(codes.name(code, "en") for code, _, _ in pairs)
    mark = v.numbers.round_amount(next_mark(value(pairs[0][1])), pairs[0][1].evidence.unit or v.home.currency or "")
    told = "; and ".join(
        f"{codes.name(code, 'en')} {v.word('did')} {v.amount(level)}" + (f", {moved(v, growth)}" if growth else "")
        for code, level, growth in pairs
    )
    return f"Whether {names} is the next to pass {mark}: in {at(v)} {told}."


def watch_pace(v: Voice, r: Roles) -> str | None:
    """Whether the last month was faster or slower than the whole, or went the other way."""
    last, whole_ = r.get("month"), r.get("year")
    if not last or not whole_ or abs(value(last) - value(whole_)) < 1:
        return None
    name, up = when(last.claim.period or "", "en"), value(last) > value(whole_)
    question = PACES[value(whole_) > 0, value(last) > 0, up]
    return f"Whether {question}: in {name} {whose(v.inner)} {v.word('noun')} {v.word('was')} {moved(v, last)}, {'faster' if up else 'slower'} than over the whole of {at(v)}."


PACES = {
    (True, True, True): "the faster pace holds",
    (True, True, False): "growth slows further",
    (True, False, False): "growth has ended",
    (False, True, True): "the fall has ended",
    (False, False, True): "the fall slows further",
    (False, False, False): "the fall goes on",
}
"""The question that a month asks: by whether the year rose, whether the month did, and whether it stood above the year."""


def watch_narrow(v: Voice, r: Roles) -> str | None:
    """Whether what more than doubled can carry on."""
    multiple, level = r.get("multiple"), r.get("level")
    if not multiple or not level or not (many := times(multiple)):
        return None
    return f"Whether {noun(level)} can go on growing so fast: in {at(v)} {whose(v.inner)} {many}{v.mark(multiple)}."


# -- the top


def headline(v: Voice, r: Roles) -> str | None:
    """The headline of a brief: its first, else the level and growth of trade."""
    level, growth, one = r.get("level"), r.get("growth"), r.get("first")
    if one and place(one) == 1:
        group = v.phrase(f"home:{one.claim.scope}")
        return f"{v.name} becomes the first {f'{group} ' if group else ''}{v.level()} with {v.word('noun')} above {v.threshold(one)} in {at(v)}"
    if level and growth:
        return f"{whose(v.name)} {v.word('noun')} {v.word('rises' if value(growth) > 0 else 'falls')} {v.numbers.percent(answer(growth), value(growth))} to {v.plain_amount(level)} in {at(v)}"
    if level:
        return f"{whose(v.name)} {v.word('noun')} {v.word('comes')} to {v.plain_amount(level)} in {at(v)}"
    if growth:
        return f"{whose(v.name)} {v.word('noun')} {v.word('rises' if value(growth) > 0 else 'falls')} {v.numbers.percent(answer(growth), value(growth))} in {at(v)}"
    return f"{whose(v.name)} {v.word('noun')} in {at(v)}: what is held, and what is not"


PATTERNS: dict[str, Pattern] = {
    **english_slices.PATTERNS,
    "headline": headline,
    "total": total,
    "flows": flows,
    "balance": balance,
    "weight": weight,
    "faster": faster,
    "since": since,
    "records": records,
    "streak": streak,
    "before": before,
    "month": month,
    "rank": rank,
    "first": first,
    "club": club,
    "speed": speed,
    "above": above,
    "below": below,
    "home": home,
    "largest": largest,
    "alone": alone,
    "sources": sources,
    "growing": growing,
    "fastest": fastest,
    "slowest": slowest,
    "watch-own": watch_own,
    "watch-next": watch_next,
    "watch-mark": watch_mark,
    "watch-pace": watch_pace,
    "watch-narrow": watch_narrow,
}
"""How each pattern of a plan reads in English."""
