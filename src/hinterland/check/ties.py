"""Figures of a text that arithmetic ties together: parts with their sum, exports and imports with the balance, levels with their growth, a part and its whole with the share,
the growth of a total with the levels and the growth of what makes it.

Whose figures they are need not be known, only that they are of the same: what the reader decided counts here, also where the claim leaves it open as unsure. Of several figures
for a cell those that agree are taken, else the nearest. A tie that holds bears its figures out (`agrees`); one that doesn't is a conflict of the rule that asked for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations, product
from statistics import median

from hinterland import codes
from hinterland.check.judge import Judged
from hinterland.check.words import side_of
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
BORNE = 2
"""Digits in which the text's own arithmetic bears a figure out hardly by chance."""
ALIKE = 3
"""Minimum amounts of a text by which one that lacks its scale is known."""
NEAREST = 6
"""Maximum figures of one cell that are tried with another, the nearest in the text."""
FEW = 3
"""Maximum figures of each of four cells that are tried together, the nearest in the text."""
_LINK = re.compile(r"[,，、]?\s?(?:or|即|占|which was|accounting for)?[^.。;；\d]{0,14}")
BETWEEN = 40
"""Maximum characters between an amount and the share that is said of it."""
ISO = 3
"""Characters of the code of a currency."""
STATISTICS = ("trade", "services")
PARTS, WEIGHED = 2, 4
"""Exports and imports make a total; their growth and their levels make its growth."""
PERCENT, ONE, NONE, HUNDRED = Decimal("0.01"), Interval.exact(1), Interval.exact(0), Interval.exact(100)
NOTHING = Decimal(0)
SIDES = ("deficit", "surplus")
"""What words call a balance that it is not, of larger exports and of larger imports."""
Slots = dict[str, str | None]
Made = tuple[*tuple[Judged, ...], Interval]
"""Figures with what they make."""


def slots_of(j: Judged) -> Slots:
    """What a claim was read as, slot by slot: what the reader decided, also of slots that the claim leaves open; else what the claim says."""
    own = {slot: j.decided.get(slot) or said for slot, said in j.slots.items()}
    return own | {"period": str(Period.parse(own["period"])) if own["period"] is not None else None}


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
        return all(x.op == "growth" for x in (self.stated, *self.others))

    @property
    def is_weighed(self) -> bool:
        """Whether what is stated is the growth of a total by the levels and the growth of what makes it: two rates, then the two levels."""
        return len(self.others) == WEIGHED

    @property
    def is_balance(self) -> bool:
        """Whether what is stated is the difference of the others."""
        return self.stated.op == "balance"

    @property
    def holds(self) -> bool:
        """Whether what is stated agrees with what the others make it."""
        return self.stated.said is not None and self.implied.meets(self.stated.said)

    @property
    def blamed(self) -> Judged:
        """The figure that a finding stands on: the one that the data refute, or don't bear out, where it is one alone; else the `stated` one, or, where the text bears this one
        out elsewhere, the first of those that it doesn't."""
        figures = (self.stated, *self.others)
        wrong = [j for j in figures if j.verdict == "refuted"]
        unborne = [j for j in figures if j.verdict != "supported"]
        alone = next((found[0] for found in (wrong, unborne) if len(found) == 1), None)
        return alone or next((j for j in unborne if j.agrees < BORNE <= self.stated.agrees), self.stated)

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
    amounts: Sequence[Judged]
    """The amounts of the text in the currency of their subjects' figures, by where they end."""
    text: str

    @classmethod
    def of(cls, judged: Sequence[Judged], text: str) -> Figures:
        """The figures among judged claims, in the order of the text."""
        stated = (j for j in judged if j.kind in ("value", "change") and j.said is not None and j.plain is not None)
        known = sorted((j for j in stated if j.claim.indicator.concept is not None), key=lambda j: j.start)
        members = tuple((j, slots) for j in known if (slots := slots_of(j))["concept"] in STATISTICS)
        cells = grouped((_key(slots, j.unit), j) for j, slots in members)
        amounts = sorted((j for j in judged if j.unit == codes.home_of(j.claim.subject).currency), key=lambda j: j.end)
        return cls(members, cells, tuple(sorted({j.unit or "" for j, _ in members})), amounts, text)

    def before(self, j: Judged) -> Judged | None:
        """The amount that a share is said of: right before it, as in `13 billion yuan, or 35 percent`."""
        first = bisect_left(self.amounts, j.start - BETWEEN, key=lambda m: m.end)
        last = bisect_right(self.amounts, j.start, key=lambda m: m.end)
        near = (m for m in reversed(self.amounts[first:last]) if _LINK.fullmatch(self.text, m.end, j.start))
        return next(near, None)

    def at(self, near: Judged, slots: Slots, unit: str | None, **changes: str | None) -> list[Judged]:
        """The figures of a cell in a unit, the nearest to another one first; `changes` ask for a neighbouring cell."""
        found = self.cells.get(_key({**slots, **changes}, unit), ())
        start = near.start
        if len(found) > NEAREST:
            place = bisect_left(found, start, key=lambda j: j.start)
            found = found[max(0, place - NEAREST // 2) : place + NEAREST // 2]
        return sorted((j for j in found if j is not near), key=lambda j: abs(j.start - start))

    def tie(self, stated: Judged, slots: Slots, made: Sequence[Made]) -> Iterator[Tie]:
        """A figure tied to others, given with what they make: those that make it, else the nearest; none where they make another figure of its cell.

        Of two figures for one cell of which one agrees with the others, the other one is of something else, or a contradiction.
        """
        if not made:
            return
        *made_of, implied = min(made, key=lambda m: (not m[-1].meets(stated.number), _spread(stated, *m[:-1])))
        others = () if implied.meets(stated.number) else self.at(stated, slots, stated.unit)
        if not any(m.meets(o.number) for o in others for *_, m in made):
            yield Tie(stated, tuple(made_of), implied)

    def flows(self, near: Judged, slots: Slots, unit: str | None, **changes: str | None) -> tuple[list[Judged], list[Judged]]:
        """The exports and the imports of a cell."""
        exports, imports = (self.at(near, slots, unit, flow=flow, **changes) for flow in ONE_WAY)
        return exports, imports

    def wholes(self, part: Judged, slots: Slots) -> list[Judged]:
        """The figures of which another is a part: of all products, partners or modes, of exports and imports together, of the region around."""
        narrow = [slot for slot, value in WHOLE.items() if slots[slot] != value and slots[slot] != UNSURE]
        found = [w for slot in narrow for w in self.at(part, slots, part.unit, **{slot: WHOLE[slot]})]
        if len(narrow) > 1:
            found += self.at(part, slots, part.unit, **{slot: WHOLE[slot] for slot in narrow})
        for bloc in codes.blocs_of(slots["partner"]) if slots["partner"] is not None and slots["partner"] in _countries() else ():
            found += self.at(part, slots, part.unit, partner=bloc)
        if slots["flow"] in ("export", "import"):
            found += self.at(part, slots, part.unit, flow="total")
        if (around := codes.parent(slots["subject"]) if slots["subject"] else None) is not None:
            found += self.at(part, slots, part.unit, subject=around)
        return found


@cache
def _countries() -> frozenset[str | None]:
    """The codes of partners that blocs may hold."""
    return frozenset(e.code for e in codes.entries("partner"))


def _key(slots: Slots, unit: str | None) -> tuple[str | None, ...]:
    return (*(slots[slot] for slot in SLOTS), unit)


Relation = Callable[[Figures, Judged, Slots], Iterable[Made]]
"""What says of a figure which others make it, and what they make; nothing of a figure of another sort."""


def solve(figures: Figures, relations: Iterable[Relation]) -> Iterator[Tie]:
    """The ties of the figures of a text by what they measure: those of each relation in the order of the text."""
    for relation in relations:
        for j, slots in figures.members:
            yield from figures.tie(j, slots, list(relation(figures, j, slots)))


def totals(figures: Figures, j: Judged, slots: Slots) -> Iterator[Made]:
    """Totals with the exports and imports that make them."""
    if _is_total(slots):
        yield from ((e, i, e.number + i.number) for e, i in product(*figures.flows(j, slots, j.unit)))


def balances(figures: Figures, j: Judged, slots: Slots) -> Iterator[Made]:
    """Balances with the exports and imports between which they stand, whichever is called the larger, unless the words for a balance of that size call it a surplus or deficit that it isn't."""
    if slots["op"] == "balance":
        for e, i in product(*figures.flows(j, slots, j.unit, op="level")):
            made = e.number - i.number
            is_less, is_same = (made.middle or 0) < 0, made.meets(j.number) or not made.meets(-j.number)
            side = None if is_same else side_of(figures.text, j.start, j.end)
            yield e, i, made if side == SIDES[is_less] else _towards(j.number, made)


def growths(figures: Figures, j: Judged, slots: Slots) -> Iterator[Made]:
    """Rates of growth with the levels at both ends."""
    is_rate = slots["op"] == "growth" and j.op != "cagr" and j.unit == "percent"
    if not is_rate or j.claim.period is None or slots["period"] is None:
        return
    base, currency = j.claim.relation.base_period or str(Period.parse(slots["period"]).year_before()), j.claim.indicator.currency
    for unit in figures.units:
        if currency in (None, unit) or len(unit) != len(currency or ""):
            now, then = (figures.at(j, slots, unit, op="level", period=p) for p in (slots["period"], base))
            yield from ((a, b, growth(a.number, b.number)) for a, b in product(now, then) if not b.number.holds(0))


def between(figures: Figures, j: Judged, slots: Slots) -> Iterator[Made]:
    """Rates of growth of totals with those of their exports and imports, between which they must lie; where the text gives the levels as well, exactly where they must lie."""
    if slots["op"] != "growth" or slots["flow"] != "total" or j.unit != "percent" or j.claim.period is None:
        return
    base = j.claim.relation.base_period
    exports, imports = ([r for r in rates if r.claim.relation.base_period == base] for rates in figures.flows(j, slots, j.unit))
    weighed = [w for unit in figures.units if len(unit) == ISO for w in _weighed(figures, j, slots, unit, exports, imports)]
    yield from weighed or ((e, i, e.number.span(i.number)) for e, i in product(exports, imports))


def _weighed(
    figures: Figures, total: Judged, slots: Slots, unit: str, exports: Sequence[Judged], imports: Sequence[Judged]
) -> Iterator[Made]:
    """The growth of a total by the levels and the growth of exports and imports: how far both together stand above what both came to before."""
    before = [
        [
            (level, rate, level.number / (rate.number.scaled(PERCENT) + ONE))
            for level, rate in product(levels[:FEW], rates[:FEW])
            if (rate.number + HUNDRED).above(NONE)
        ]
        for levels, rates in zip(figures.flows(total, slots, unit, op="level"), (exports, imports), strict=True)
    ]
    for (e, rate_e, earlier_e), (i, rate_i, earlier_i) in product(*before):
        if (whole := earlier_e + earlier_i).above(NONE) is True:
            yield rate_e, rate_i, e, i, growth(e.number + i.number, whole)


def compounds(figures: Figures, j: Judged, slots: Slots) -> Iterator[Made]:
    """Compound yearly rates with the levels at both ends."""
    base = j.claim.relation.base_period
    if slots["op"] != "cagr" or base is None or slots["period"] is None:
        return
    last = Period.parse(slots["period"]).end // 100
    years = last - Period.parse(base).end // 100
    for unit in figures.units if years > 0 else ():
        now, then = (figures.at(j, slots, unit, op="level", period=p) for p in (str(last), base))
        ends = ((a, b) for a, b in product(now, then) if (a.number.low or 0) > 0 and (b.number.low or 0) > 0)
        yield from ((a, b, compound_rate(a.number, b.number, years)) for a, b in ends)


def shares(figures: Figures, j: Judged, slots: Slots) -> Iterator[Made]:
    """Shares with the part that they are of, in the text or right before them, and its whole."""
    if slots["op"] != "share" or j.unit != "percent" or j.claim.relation.versus or j.kind != "value":
        return
    stands = figures.before(j)
    parts = [p for unit in figures.units for p in figures.at(j, slots, unit, op="level")[:1]] or ([stands] if stands else [])
    for part in parts:
        for whole in _shared(figures, part, slots_of(part)):
            if not whole.number.holds(0) and (size(whole) >= UNSCALED or not is_dwarfed(whole, part)):
                yield part, whole, share(part.number, whole.number)


def _shared(figures: Figures, part: Judged, slots: Slots) -> list[Judged]:
    """The figures that a part may be a share of: exports to one partner, or of some goods, are one of all exports rather than of that partner's or those goods' trade as a whole."""
    is_narrow = any(slots[slot] != value and slots[slot] != UNSURE for slot, value in WHOLE.items())
    wholes = figures.wholes(part, slots)
    return [w for w in wholes if not is_narrow or w.claim.indicator.flow == slots["flow"] or slots["flow"] == "total"]


def excesses(figures: Figures) -> Iterator[Tie]:
    """Parts that are more than any whole of theirs in the text, with the nearest of these; none that make a total with it, since they are its other side."""
    for j, slots in figures.members:
        wholes = figures.wholes(j, slots) if slots["op"] == "level" else []
        if wholes and all(w.number.below(j.number) is True for w in wholes):
            totals = figures.at(j, slots_of(wholes[0]), j.unit, flow="total")
            is_unscaled = size(wholes[0]) < UNSCALED and is_dwarfed(wholes[0], j)
            if not is_unscaled and not any((j.number + wholes[0].number).meets(t.number) for t in totals):
                yield Tie(j, (wholes[0],), Interval(None, wholes[0].number.high, True, True))


def one_sided(figures: Figures) -> Iterator[tuple[Judged, Judged, Judged]]:
    """Two amounts that their sentences name one flow of and that add up to a total to all its digits, in the order of the text, and that total: one of the two is the other flow."""
    for total, slots in figures.members:
        sides = figures.flows(total, slots, total.unit) if _is_total(slots) and total.digits >= EXACT else ([], [])
        for side, other in (sides, sides[::-1]):
            named = sorted((j for j in side[:FEW] if "flow" in j.outright), key=lambda j: j.start)
            yield from ((a, b, total) for a, b in combinations(named, PARTS) if not other and is_one_sided((a, b, total)))


def making_up(judged: Sequence[Judged], text: str) -> frozenset[str]:
    """The claims of exports and imports that make a total, which the data bear out, to all its digits: whose they are, and when, was read right."""
    figures, found = Figures.of(judged, text), set[str]()
    for total, slots in figures.members:
        if _is_total(slots) and total.digits >= EXACT and total.verdict == "supported":
            sides = product(*(side[:FEW] for side in figures.flows(total, slots, total.unit)))
            found.update(j.claim.id for e, i in sides if (e.number + i.number).meets(total.number) for j in (e, i))
    return frozenset(found)


def is_one_sided(claims: Sequence[Judged]) -> bool:
    """Whether two of three amounts are of one flow, not alike, and make the third, a total."""
    total = next((j for j in claims if slots_of(j)["flow"] == "total"), None)
    sides = [j for j in claims if j is not total]
    if total is None or len(sides) != PARTS or any(j.said is None for j in claims) or sides[0].number.meets(sides[1].number):
        return False
    return len({slots_of(j)["flow"] for j in sides}) == 1 and (sides[0].number + sides[1].number).meets(total.number)


ONE_WAY = ("export", "import")
EXACT = 3
"""The least significant digits of a total that two figures add up to hardly by chance."""


def miscurrencied(figures: Figures) -> Iterator[Tie]:
    """Totals with exports and imports that make them to all their digits, one of the three in another currency than the other two, which `stated` is."""
    for total, slots in figures.members:
        own = total.unit or ""
        if not _is_total(slots) or len(own) != ISO or total.digits < EXACT:
            continue
        for unit in (u for u in figures.units if len(u) == ISO and u != own):
            in_own, in_other = ([found[:FEW] for found in figures.flows(total, slots, u)] for u in (own, unit))
            odd = [(total, e, i) for e, i in product(*in_other) if not any(in_own)]
            odd += [(i, total, e) for e, i in product(in_own[0], in_other[1]) if not in_own[1]]
            odd += [(e, total, i) for e, i in product(in_other[0], in_own[1]) if not in_own[0]]
            for stated, *others in odd:
                one, two = (x for x in (stated, *others) if x is not total)
                if (one.number + two.number).meets(total.number) and min(one.digits, two.digits) >= EXACT - 1:
                    yield Tie(stated, tuple(others), stated.number)


def weighed(j: Judged, claims: Sequence[Judged]) -> Decimal | None:
    """What the other four of a total's growth, the growth of exports and imports and their levels make one of them; none where they make nothing."""
    x = {(slots["op"], slots["flow"]): c.middle for c in claims for slots in [slots_of(c)] if c.middle}
    op, flow = (slots_of(j)[slot] for slot in ("op", "flow"))
    other = "import" if flow == "export" else "export"
    try:
        kept = {name: 1 / (1 + x["growth", name] * PERCENT) for name in ("total", *ONE_WAY) if (op, flow) != ("growth", name)}
        if op == "level":
            return x["level", other] * (kept["total"] - kept[other]) / (kept[flow or ""] - kept["total"])
        both = x["level", "export"] + x["level", "import"]
        if flow == "total":
            return 100 * (both / sum(x["level", name] * kept[name] for name in ONE_WAY) - 1)
        return 100 * (x["level", flow or ""] / (both * kept["total"] - x["level", other] * kept[other]) - 1)
    except (KeyError, ArithmeticError):
        return None


def unscaled(figures: Figures) -> Iterator[tuple[Judged, Decimal]]:
    """Amounts without a scale word where the text's others have one, with the median of these."""
    found = (j for j, slots in figures.members if slots["op"] in ("level", "balance") and slots["measure"] == "value" and j.middle)
    for unit, amounts in grouped((j.unit or "", j) for j in found).items():
        middle = median(map(size, amounts))
        if len(unit) == ISO and len(amounts) >= ALIKE:
            yield from ((j, middle) for j in amounts if size(j) < UNSCALED and middle > TIMES * size(j))


def size(j: Judged) -> Decimal:
    """The middle of what a figure states, without its sign; 0 where it is open."""
    return abs(j.middle or NOTHING)


def is_dwarfed(small: Judged, large: Judged) -> bool:
    """Whether an amount is so much smaller than another one that it lacks its scale word, or is a price."""
    return size(large) > TIMES * size(small)


def explained(*stated: Judged) -> bool:
    """Whether the data support figures that don't agree among themselves: the rate was published against a revised base."""
    return all(j.verdict == "supported" for j in stated)


def _is_total(slots: Slots) -> bool:
    return slots["op"] == "level" and slots["flow"] == "total"


def _spread(*judged: Judged) -> int:
    return max(j.end for j in judged) - min(j.start for j in judged)


def _towards(own: Interval, difference: Interval) -> Interval:
    """A difference with the sign of what it is compared with, which may be open at one end."""
    edge = own.middle if own.low is not None and own.high is not None else own.high if own.low is None else own.low
    return -difference if ((edge or 0) < 0) != ((difference.middle or 0) < 0) else difference
