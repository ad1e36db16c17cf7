"""Figures of a text that arithmetic ties together: parts with their sum, exports and imports with the balance, levels with their growth, a part and its whole with the share,
the growth of a total with the levels and the growth of what makes it.

Whose figures they are need not be known, only that they are of the same: what the reader decided counts here, also where the claim leaves it open as unsure. Of several figures
for a cell those that agree are taken, else the nearest. A tie that holds bears its figures out (`agrees`); one that doesn't is a conflict of the rule that asked for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations, product
from statistics import median

from hinterland import codes
from hinterland.check.digits import significant
from hinterland.check.judge import Judged
from hinterland.codes import Period
from hinterland.codes.tables import grouped
from hinterland.interval import Interval, compound_rate, growth, share
from hinterland.models import UNSURE

SLOTS = ("subject", "period", "op", "flow", "product", "partner", "regime", "measure", "concept")
"""What figures must have in common, but for what the arithmetic changes."""
WHOLE = {"product": "all", "partner": "world", "regime": "all"}
"""What a whole has in the slots in which it is wider than its part."""
UNSCALED, TIMES = Decimal(10) ** 5, Decimal(10) ** 5
"""No trade of a place is worth less; an amount below it is none, or lacks its scale where the text's others are larger by this factor."""
ALIKE = 3
"""Minimum amounts of a text by which one that lacks its scale is known."""
NEAREST = 6
"""Maximum figures of one cell that are tried with another, the nearest in the text."""
FEW = 3
"""Maximum figures of each of four cells that are tried together, the nearest in the text."""
ISO = 3
"""Characters of the code of a currency."""
STATISTICS = ("trade", "services")
PARTS, WEIGHED = 2, 4
"""Exports and imports make a total; their growth and their levels make its growth."""
PERCENT, ONE, NONE, HUNDRED = Decimal("0.01"), Interval.exact(1), Interval.exact(0), Interval.exact(100)
NOTHING = Decimal(0)
Slots = dict[str, str | None]


def slots_of(j: Judged) -> Slots:
    """What a claim was read as, slot by slot: what the reader decided, also of slots that the claim leaves open; else what the claim says."""
    i, period = j.claim.indicator, j.decided.get("period") or j.claim.period
    said: Slots = {
        "subject": j.claim.subject, "op": i.op, "flow": i.flow, "product": i.product, "partner": i.partner, "regime": i.regime,
        "measure": i.measure, "concept": i.concept,
    }  # fmt: skip
    own = {slot: j.decided.get(slot) or said[slot] for slot in SLOTS if slot != "period"}
    return own | {"period": None if period is None else str(Period.parse(period))}


@dataclass(frozen=True, slots=True)
class Tie:
    """Figures of a text that arithmetic ties together: the one `stated`, the `others`, and what these make it to at most `digits` digits; `spelled` where words tie them."""

    stated: Judged
    others: tuple[Judged, ...]
    implied: Interval
    digits: int = 9
    spelled: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """The claims that it ties."""
        return frozenset(j.claim.id for j in (self.stated, *self.others))

    @property
    def is_between(self) -> bool:
        """Whether what is stated must lie between the others."""
        return all(x.claim.indicator.op == "growth" for x in (self.stated, *self.others))

    @property
    def is_weighed(self) -> bool:
        """Whether what is stated is the growth of a total by the levels and the growth of what makes it: two rates, then the two levels."""
        return len(self.others) == WEIGHED

    @property
    def is_balance(self) -> bool:
        """Whether what is stated is the difference of the others."""
        return self.stated.claim.indicator.op == "balance"

    @property
    def holds(self) -> bool:
        """Whether what is stated agrees with what the others make it."""
        return self.stated.said is not None and self.implied.meets(self.stated.said)

    @property
    def blamed(self) -> Judged:
        """The figure that a finding stands on: the one that the data refute, or don't bear out, where it is one alone; else the `stated` one."""
        figures = (self.stated, *self.others)
        wrong = [j for j in figures if j.claim.verdict == "refuted"]
        unborne = [j for j in figures if j.claim.verdict != "supported"]
        return next((found[0] for found in (wrong, unborne) if len(found) == 1), self.stated)

    @property
    def related(self) -> list[Judged]:
        """The others, seen from the one that is blamed."""
        at = self.blamed
        return [x for x in (*self.others, self.stated) if x is not at]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of trade of a text by what they measure."""

    members: tuple[tuple[Judged, Slots], ...]
    cells: Mapping[tuple[str | None, ...], Sequence[Judged]]
    units: tuple[str, ...]

    @classmethod
    def of(cls, judged: Iterable[Judged]) -> Figures:
        """The figures among judged claims, in the order of the text."""
        members = [(j, slots_of(j)) for j in judged if j.claim.kind in ("value", "change") and j.said is not None and j.plain is not None]
        members = sorted(
            ((j, s) for j, s in members if s["concept"] in STATISTICS and j.claim.indicator.concept is not None),
            key=lambda m: m[0].claim.start or 0,
        )
        cells = grouped((_key(slots, j.claim.unit), j) for j, slots in members)
        return cls(tuple(members), cells, tuple(sorted({j.claim.unit or "" for j, _ in members})))

    def at(self, near: Judged, slots: Slots, unit: str | None, **changes: str | None) -> list[Judged]:
        """The figures of a cell in a unit, the nearest to another one first; `changes` ask for a neighbouring cell."""
        found = self.cells.get(_key({**slots, **changes}, unit), ())
        start = near.claim.start or 0
        if len(found) > NEAREST:
            place = bisect_left(found, start, key=lambda j: j.claim.start or 0)
            found = found[max(0, place - NEAREST // 2) : place + NEAREST // 2]
        return sorted((j for j in found if j is not near), key=lambda j: abs((j.claim.start or 0) - start))

    def tied(self, stated: Judged, slots: Slots, made: Sequence[tuple[*tuple[Judged, ...], Interval]]) -> Iterator[Tie]:
        """A figure tied to others, given with what they make: those that make it, else the nearest; none where they make another figure of its cell.

        Of two figures for one cell of which one agrees with the others, the other one is of something else, or a contradiction.
        """
        if not made:
            return
        *made_of, implied = min(made, key=lambda m: (not m[-1].meets(_said(stated)), _spread(stated, *m[:-1])))
        others = () if implied.meets(_said(stated)) else self.at(stated, slots, stated.claim.unit)
        if not any(m.meets(_said(o)) for o in others for *_, m in made):
            yield Tie(stated, tuple(made_of), implied)

    def wholes(self, part: Judged, slots: Slots) -> list[Judged]:
        """The figures of which another is a part: of all products, partners or modes, of exports and imports together, of the region around."""
        narrow = [slot for slot, value in WHOLE.items() if slots[slot] != value and slots[slot] != UNSURE]
        found = [w for slot in narrow for w in self.at(part, slots, part.claim.unit, **{slot: WHOLE[slot]})]
        if len(narrow) > 1:
            found += self.at(part, slots, part.claim.unit, **{slot: WHOLE[slot] for slot in narrow})
        for bloc in codes.blocs_of(slots["partner"]) if slots["partner"] is not None and slots["partner"] in _countries() else ():
            found += self.at(part, slots, part.claim.unit, partner=bloc)
        if slots["flow"] in ("export", "import"):
            found += self.at(part, slots, part.claim.unit, flow="total")
        if (around := codes.parent(slots["subject"]) if slots["subject"] else None) is not None:
            found += self.at(part, slots, part.claim.unit, subject=around)
        return found


@cache
def _countries() -> frozenset[str | None]:
    """The codes of partners that blocs may hold."""
    return frozenset(e.code for e in codes.entries("partner"))


def _key(slots: Slots, unit: str | None) -> tuple[str | None, ...]:
    return (*(slots[slot] for slot in SLOTS), unit)


def sums(figures: Figures) -> Iterator[Tie]:
    """Totals with the exports and imports that make them."""
    for j, slots in figures.members:
        if slots["op"] == "level" and slots["flow"] == "total":
            exports, imports = _flows(figures, j, slots)
            yield from figures.tied(j, slots, [(e, i, _said(e) + _said(i)) for e in exports for i in imports])


def one_sided(figures: Figures) -> Iterator[tuple[Judged, Judged, Judged]]:
    """Two amounts that their sentences name one flow of and that add up to a total to all its digits, in the order of the text, and that total: one of the two is the other flow."""
    for total, slots in figures.members:
        if slots["op"] != "level" or slots["flow"] != "total" or significant(total.claim.text) < EXACT:
            continue
        for flow, other in zip(ONE_WAY, reversed(ONE_WAY), strict=True):
            named = [j for j in figures.at(total, slots, total.claim.unit, flow=flow)[:FEW] if "flow" in j.outright]
            if not figures.at(total, slots, total.claim.unit, flow=other):
                pairs = ((a, b) for a, b in combinations(sorted(named, key=lambda j: j.claim.start or 0), 2))
                yield from ((a, b, total) for a, b in pairs if is_one_sided((a, b, total)))


def is_one_sided(claims: Sequence[Judged]) -> bool:
    """Whether two of three amounts are of one flow, not alike, and make the third, a total."""
    total = next((j for j in claims if slots_of(j)["flow"] == "total"), None)
    sides = [j for j in claims if j is not total]
    if total is None or len(sides) != PARTS or any(j.said is None for j in claims) or _said(sides[0]).meets(_said(sides[1])):
        return False
    return len({slots_of(j)["flow"] for j in sides}) == 1 and (_said(sides[0]) + _said(sides[1])).meets(_said(total))


ONE_WAY = ("export", "import")
EXACT = 3
"""The least significant digits of a total that two figures add up to hardly by chance."""


def balances(figures: Figures) -> Iterator[Tie]:
    """Balances with the exports and imports between which they stand, whichever is called the larger."""
    for j, slots in figures.members:
        if slots["op"] == "balance":
            exports, imports = _flows(figures, j, slots)
            made = [(e, i, _towards(_said(j), _said(e) - _said(i))) for e in exports for i in imports]
            yield from figures.tied(j, slots, made)


def miscurrencied(figures: Figures) -> Iterator[Tie]:
    """Totals with exports and imports that make them to all their digits, one of the three in another currency than the other two, which `stated` is."""
    for total, slots in figures.members:
        own = total.claim.unit or ""
        if slots["op"] != "level" or slots["flow"] != "total" or len(own) != ISO or significant(total.claim.text) < EXACT:
            continue
        for unit in (u for u in figures.units if len(u) == ISO and u != own):
            in_own, in_other = ([figures.at(total, slots, u, flow=flow)[:FEW] for flow in ONE_WAY] for u in (own, unit))
            odd = [(total, e, i) for e in in_other[0] for i in in_other[1] if not any(in_own)]
            odd += [(i, total, e) for e in in_own[0] for i in in_other[1] if not in_own[1]]
            odd += [(e, total, i) for e in in_other[0] for i in in_own[1] if not in_own[0]]
            for stated, *others in odd:
                one, two = (x for x in (stated, *others) if x is not total)
                if (_said(one) + _said(two)).meets(_said(total)) and min(significant(x.claim.text) for x in (one, two)) >= EXACT - 1:
                    yield Tie(stated, tuple(others), _said(stated))


def excesses(figures: Figures) -> Iterator[Tie]:
    """Parts that are more than any whole of theirs in the text, with the nearest of these."""
    for j, slots in figures.members:
        wholes = figures.wholes(j, slots) if slots["op"] == "level" else []
        if wholes and all(_said(w).below(_said(j)) is True for w in wholes):
            yield Tie(j, (wholes[0],), Interval(None, _said(wholes[0]).high, True, True))


def growths(figures: Figures) -> Iterator[Tie]:
    """Rates of growth with the levels at both ends."""
    for j, slots in figures.members:
        is_rate = slots["op"] == "growth" and j.claim.indicator.op != "cagr" and j.claim.unit == "percent"
        if not is_rate or j.claim.period is None or slots["period"] is None:
            continue
        base, currency = j.claim.relation.base_period or str(Period.parse(slots["period"]).year_before()), j.claim.indicator.currency
        for unit in figures.units:
            if currency not in (None, unit) and len(unit) == len(currency or ""):
                continue
            now, then = (figures.at(j, slots, unit, op="level", period=p) for p in (slots["period"], base))
            bases = [b for b in then if not _said(b).holds(0)]
            yield from figures.tied(j, slots, [(a, b, growth(_said(a), _said(b))) for a in now for b in bases])


def between(figures: Figures) -> Iterator[Tie]:
    """Rates of growth of totals with those of their exports and imports, between which they must lie; where the text gives the levels as well, exactly where they must lie."""
    for j, slots in figures.members:
        if slots["op"] == "growth" and slots["flow"] == "total" and j.claim.unit == "percent" and j.claim.period is not None:
            exports, imports = _flows(figures, j, slots, "growth")
            same = [[r for r in rates if r.claim.relation.base_period == j.claim.relation.base_period] for rates in (exports, imports)]
            weighed = [w for unit in figures.units if len(unit) == ISO for w in _weighed(figures, j, slots, unit, *same)]
            yield from figures.tied(j, slots, weighed or [(e, i, _said(e).span(_said(i))) for e in same[0] for i in same[1]])


def _weighed(
    figures: Figures, total: Judged, slots: Slots, unit: str, exports: Sequence[Judged], imports: Sequence[Judged]
) -> Iterator[tuple[Judged, Judged, Judged, Judged, Interval]]:
    """The growth of a total by the levels and the growth of exports and imports: how far both together stand above what both came to before."""
    levels = [figures.at(total, {**slots, "op": "level"}, unit, flow=flow)[:FEW] for flow in ("export", "import")]
    before = [
        [
            (level, rate, _said(level) / (_said(rate).scaled(PERCENT) + ONE))
            for level in found
            for rate in rates[:FEW]
            if (_said(rate) + HUNDRED).above(NONE)
        ]
        for found, rates in zip(levels, (exports, imports), strict=True)
    ]
    for (e, rate_e, earlier_e), (i, rate_i, earlier_i) in product(*before):
        if (whole := earlier_e + earlier_i).above(NONE) is True:
            yield rate_e, rate_i, e, i, growth(_said(e) + _said(i), whole)


def weighed(j: Judged, claims: Sequence[Judged]) -> Decimal | None:
    """What the other four of a total's growth, the growth of exports and imports and their levels make one of them; none where they make nothing."""
    x = {(slots["op"], slots["flow"]): c.plain.middle for c in claims for slots in [slots_of(c)] if c.plain is not None and c.plain.middle}
    op, flow = (slots_of(j)[slot] for slot in ("op", "flow"))
    other = "import" if flow == "export" else "export"
    try:
        kept = {name: 1 / (1 + x["growth", name] * PERCENT) for name in ("total", "export", "import") if (op, flow) != ("growth", name)}
        if op == "level":
            return x["level", other] * (kept["total"] - kept[other]) / (kept[flow or ""] - kept["total"])
        both = x["level", "export"] + x["level", "import"]
        if flow == "total":
            return 100 * (both / sum(x["level", name] * kept[name] for name in ("export", "import")) - 1)
        return 100 * (x["level", flow or ""] / (both * kept["total"] - x["level", other] * kept[other]) - 1)
    except (KeyError, ArithmeticError):
        return None


def unscaled(figures: Figures) -> Iterator[tuple[Judged, Decimal]]:
    """Amounts without a scale word where the text's others have one, with the median of these."""
    amounts = grouped(
        (j.claim.unit or "", (j, abs(j.plain.middle)))
        for j, slots in figures.members
        if slots["op"] in ("level", "balance") and slots["measure"] == "value" and j.plain is not None and j.plain.middle
    )
    for unit, members in amounts.items():
        middle = median(value for _, value in members)
        if len(unit) == ISO and len(members) >= ALIKE:
            yield from ((j, middle) for j, value in members if value < UNSCALED and middle > TIMES * value)


def compounds(figures: Figures) -> Iterator[Tie]:
    """Compound yearly rates with the levels at both ends."""
    for j, slots in figures.members:
        base = j.claim.relation.base_period
        if slots["op"] != "cagr" or base is None or slots["period"] is None:
            continue
        last = Period.parse(slots["period"]).end // 100
        years = last - Period.parse(base).end // 100
        for unit in figures.units if years > 0 else ():
            now, then = (figures.at(j, slots, unit, op="level", period=p) for p in (str(last), base))
            now, rising = ([x for x in levels if (_said(x).low or 0) > 0] for levels in (now, then))
            yield from figures.tied(j, slots, [(a, b, compound_rate(_said(a), _said(b), years)) for a in now for b in rising])


def shares(figures: Figures, before: Callable[[Judged], Judged | None]) -> Iterator[Tie]:
    """Shares with the part that they are of and its whole; `before` gives the amount right before a share."""
    slots_by_id = {j.claim.id: slots for j, slots in figures.members}
    for j, slots in figures.members:
        if slots["op"] != "share" or j.claim.unit != "percent" or j.claim.relation.versus or j.claim.kind != "value":
            continue
        stands = before(j)
        parts = [p for unit in figures.units for p in figures.at(j, slots, unit, op="level")[:1]] or (
            [stands] if stands is not None else []
        )
        found = [
            (p, w)
            for p in parts
            for w in _shared(figures, p, slots_by_id.get(p.claim.id) or slots_of(p))
            if size(w) >= UNSCALED or not is_dwarfed(w, p)
        ]
        made = [(p, w, share(_said(p), _said(w))) for p, w in found if not _said(w).holds(0)]
        yield from figures.tied(j, slots, made)


def size(j: Judged) -> Decimal:
    """The middle of what a figure states, without its sign; 0 where it is open."""
    return abs((j.plain.middle if j.plain is not None else None) or NOTHING)


def is_dwarfed(small: Judged, large: Judged) -> bool:
    """Whether an amount is so much smaller than another one that it lacks its scale word, or is a price."""
    return size(large) > TIMES * size(small)


def _shared(figures: Figures, part: Judged, slots: Slots) -> list[Judged]:
    """The figures that a part may be a share of: exports to one partner, or of some goods, are one of all exports rather than of that partner's or those goods' trade as a whole."""
    is_narrow = any(slots[slot] != value and slots[slot] != UNSURE for slot, value in WHOLE.items())
    wholes = figures.wholes(part, slots)
    return [w for w in wholes if not is_narrow or w.claim.indicator.flow == slots["flow"] or slots["flow"] == "total"]


def _flows(figures: Figures, j: Judged, slots: Slots, op: str = "level") -> tuple[list[Judged], list[Judged]]:
    exports, imports = (figures.at(j, slots, j.claim.unit, op=op, flow=flow) for flow in ("export", "import"))
    return exports, imports


def _spread(*judged: Judged) -> int:
    return max(j.claim.end or 0 for j in judged) - min(j.claim.start or 0 for j in judged)


def _said(j: Judged) -> Interval:
    assert j.said is not None
    return j.said


def _towards(own: Interval, difference: Interval) -> Interval:
    """A difference with the sign of what it is compared with, which may be open at one end."""
    edge = own.middle if own.low is not None and own.high is not None else own.high if own.low is None else own.low
    return -difference if ((edge or 0) < 0) != ((difference.middle or 0) < 0) else difference


def explained(*stated: Judged) -> bool:
    """Whether the data support figures that don't agree among themselves: the rate was published against a revised base."""
    return all(j.claim.verdict == "supported" for j in stated)
