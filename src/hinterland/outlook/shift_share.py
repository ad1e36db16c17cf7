"""Shift-share: a region's growth taken apart into the nation's, its group's or its structure's, and its own. With products: national = base
x g, structure = sum over products of base_k (g_k - g), own = sum of base_k (r_k - g_k), where g is national growth, g_k that of a product
in the nation and r_k in the region (Dunn, Papers of the Regional Science Association 6, 1960). Where no products are held the region's
group takes the place of the structure: g, G - g, r - G. The three add up to the growth exactly, because they are fractions and no part is
rounded before. Growth is the published one wherever it is held, since it rests on the revised base; the base is then the level divided by
it. Only where none was published is it taken between the levels of two years, and the result says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

from hinterland import codes
from hinterland.codes import Period
from hinterland.indicators import Indicators, Need
from hinterland.interval import Interval, total
from hinterland.models import Flow, Indicator, fields_of, plain
from hinterland.outlook.cells import Cell, Known, disjoint, published, slices
from hinterland.outlook.exact import Ends, Measured, decimal, ends, mean, mean_bounds, outwards
from hinterland.outlook.panel import Panel, panels
from hinterland.outlook.shares import REGIONS

POINT = "percentage_point"


@dataclass(frozen=True, slots=True)
class Parts:
    """Three parts of a change, in the unit of the amounts given: they add up to it exactly."""

    national: Fraction
    structure: Fraction
    own: Fraction

    @property
    def change(self) -> Fraction:
        """The whole change."""
        return self.national + self.structure + self.own


def classic(
    region_base: Sequence[Fraction], region_now: Sequence[Fraction], nation_base: Sequence[Fraction], nation_now: Sequence[Fraction]
) -> list[Parts]:
    """The parts of each product's change in a region (their sums are the region's). Raises `ValueError` where the nation had none of a product."""
    if any(b <= 0 for b in nation_base):
        raise ValueError("a product that the nation did not trade in the base period has no national growth")
    g = sum(nation_now, Fraction(0)) / sum(nation_base, Fraction(0)) - 1
    found = []
    for base, now, all_base, all_now in zip(region_base, region_now, nation_base, nation_now, strict=True):
        own = all_now / all_base - 1
        found.append(Parts(base * g, base * (own - g), now - base * (1 + own)))
    return found


@dataclass(frozen=True, slots=True)
class Grown:
    """A region's level now, and its base in units of it (`ratio`: base over level), as points and as ends; `how` the growth is known."""

    region: str
    now: Fraction | None
    ratio: Fraction | None
    narrow: tuple[Ends, Ends] | None
    wide: tuple[Ends, Ends] | None
    how: str

    @property
    def rate(self) -> Fraction:
        """Growth in percent."""
        assert self.ratio is not None
        return 100 * (1 / self.ratio - 1)


@dataclass(frozen=True, slots=True)
class Shift:
    """A region's growth in percent as the sum of three parts in percentage points: `national`, `structure` (its group's lead on the
    nation), `own`. `how` is `published` where its growth was published, `derived` where it was taken between levels. `base` is the amount
    that the rates apply to."""

    region: str
    group: str
    panel: Panel
    how: str
    base: Fraction
    growth: Measured
    national: Measured
    structure: Measured
    own: Measured
    exact: Parts
    derived: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; `derived` are the members whose growth was taken between levels."""
        about = {**fields_of(self, "region", "group", "how"), "base": plain(decimal(self.base)), **self.panel.about()}
        return about | fields_of(self, "growth", "national", "structure", "own", "derived")


def shift_shares(indicators: Indicators, of: Indicator, period: Period, *, scope: str | None = None) -> list[Shift]:
    """The shift-share of every member held, over the year before, by the groups `REGIONS`; the largest own part first. The nation is the
    sum of the members held, so that own parts weighted by their base add up to zero within each group. Empty unless more than half are
    held."""
    panel, before = panels(indicators, of, [period, period.year_before()], scope=scope)
    grown = _grown(indicators, of, period, panel, before)
    held = [g for g in grown if g.now is not None and g.ratio is not None]
    if 2 * len(held) <= len(grown):
        return []
    panel = panel.without([g.region for g in grown if g not in held])
    place = {r: group for group in REGIONS for r in codes.members(group)}
    nation, nation_ends = _together(held), _bounds(grown)
    derived = tuple(g.region for g in held if g.how == "derived")
    found: list[Shift] = []
    for group in dict.fromkeys(place[g.region] for g in held):
        own_group = [g for g in grown if place[g.region] == group]
        rate, around = _together([g for g in own_group if g in held]), _bounds(own_group)
        found += [_shift(g, group, panel, nation, nation_ends, rate, around, derived) for g in own_group if g in held]
    return sorted(found, key=lambda s: (-s.exact.own, s.region))


Two = tuple[Interval, Interval | None]


def _shift(
    g: Grown, group: str, panel: Panel, nation: Fraction, around: Two, rate: Fraction, group_around: Two, derived: tuple[str, ...]
) -> Shift:
    parts = Parts(nation, rate - nation, g.rate - rate)
    assert g.now is not None and g.ratio is not None
    own_narrow, own_wide = _rates([g], "narrow"), _rates([g], "wide")
    assert own_narrow is not None

    def less(a: Interval | None, b: Interval | None) -> Interval | None:
        return None if a is None or b is None else a - b

    return Shift(
        g.region, group, panel, g.how, g.now * g.ratio,
        Measured(decimal(g.rate), own_narrow, own_wide, "percent"),
        Measured(decimal(nation), *around, POINT),
        Measured(decimal(parts.structure), group_around[0] - around[0], less(group_around[1], around[1]), POINT),
        Measured(decimal(parts.own), own_narrow - group_around[0], less(own_wide, group_around[1]), POINT),
        parts, derived,
    )  # fmt: skip


def _grown(indicators: Indicators, of: Indicator, period: Period, panel: Panel, before: Panel) -> list[Grown]:
    rates = indicators.ask([Need(m.region, of.model_copy(update={"op": "growth"}), period) for m in panel.members])
    return [
        grown(m.region, None if m.value is None else (m.exact, m.narrow), m.wide, a.published.value if a.published else None,
              a.published.interval if a.published else None, None if b.value is None else (b.exact, b.narrow), b.wide)
        for m, b, a in zip(panel.members, before.members, rates, strict=True)
    ]  # fmt: skip


def grown(
    region: str, now: tuple[Fraction, Ends] | None, now_wide: Ends | None, rate: Decimal | None, rate_ends: Interval | None,
    base: tuple[Fraction, Ends] | None, base_wide: Ends | None,
) -> Grown:  # fmt: skip
    """What is known of a region's growth: by the published rate if there is one, else between levels."""
    if rate is not None and rate_ends is not None and (around := ends(rate_ends)) and around[0] > -100:
        ratio = 1 / (1 + Fraction(rate) / 100)
        between = 1 / (1 + around[1] / 100), 1 / (1 + around[0] / 100)
        narrow = (now[1], between) if now else None
        return Grown(region, now[0] if now else None, ratio, narrow, (now_wide, between) if now_wide else None, "published")
    wide = None
    if base and now_wide and base_wide and ((now and now[1][0] > 0) or now_wide[0] > 0):
        wide = (now_wide, (base_wide[0] / now_wide[1], base_wide[1] / now_wide[0]))
    if now is None or base is None or now[1][0] <= 0 or base[0] <= 0:
        return Grown(region, None, None, None, wide, "missing")
    return Grown(region, now[0], base[0] / now[0], (now[1], (base[1][0] / now[1][1], base[1][1] / now[1][0])), wide, "derived")


def _together(members: Sequence[Grown]) -> Fraction:
    """Growth of a sum in percent: the harmonic mean of one plus each growth, weighted by the levels now."""
    weights = [g.now for g in members if g.now is not None]
    ratios = [g.ratio for g in members if g.ratio is not None]
    return 100 * (1 / mean(weights, ratios) - 1)


def _bounds(members: Sequence[Grown]) -> Two:
    narrow = _rates([g for g in members if g.now is not None and g.ratio is not None], "narrow")
    assert narrow is not None
    return narrow, _rates(members, "wide")


def _rates(members: Sequence[Grown], which: str) -> Interval | None:
    """The interval of the growth of a sum, exact in the levels now and in each base over its level; none where a member has no bound."""
    pairs: list[tuple[Ends, Ends] | None] = [getattr(g, which) for g in members]
    known = [p for p in pairs if p is not None]
    if len(known) < len(pairs):
        return None
    low, high = mean_bounds([w for w, _ in known], [r for _, r in known])
    return None if low <= 0 else outwards(100 * (1 / high - 1), 100 * (1 / low - 1))


REST = "rest"


@dataclass(frozen=True, slots=True)
class Piece:
    """A product, or the rest, in one region: its level now and at the base, as points and as ends."""

    now: Fraction
    base: Fraction
    now_ends: Interval
    base_ends: Interval


@dataclass(frozen=True, slots=True)
class Structure:
    """A region's growth in percent as national, structural and own parts in percentage points, by `products` and the rest; the parts add up
    to it exactly. `covered` is the share, in percent of the base, of the products that were told apart; the structural part of all else is
    unknown."""

    subject: str
    period: Period
    flow: Flow
    products: tuple[str, ...]
    growth: Measured
    national: Measured
    structure: Measured
    own: Measured
    exact: Parts
    by_product: tuple[tuple[str, Parts], ...]
    covered: Fraction
    observations: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; the products' parts are percentage points of the region's flow too."""
        parts = ("national", "structure", "own")
        pieces = [{"product": p, **{k: plain(decimal(getattr(x, k))) for k in parts}} for p, x in self.by_product]
        result = {**fields_of(self, "subject", "period", "flow"), "products": pieces, "covered": plain(decimal(self.covered))}
        return result | fields_of(self, "growth", *parts, "observations")


def structure(indicators: Indicators, subject: str, period: Period) -> Structure | None:
    """The structural shift-share of exports over the year before; none where no product's level and growth are held in both the region and the nation."""
    flow: Flow = "export"
    nation = codes.home_of(subject).nation
    basis, currency = published(subject)
    held = [slices(indicators, r, period) for r in (subject, nation)]
    wholes = [h.whole(flow) for h in held]
    if wholes[0] is None or wholes[1] is None:
        return None
    both = sorted({c.product for c in held[0].held} & {c.product for c in held[1].held})
    candidates = [p for p in both if p == "all" or all((k := h.held.get(Cell(flow, p))) and k.value is not None for h in held)]
    of = Indicator(op="growth", flow=flow, basis=basis, currency=currency)
    needs = [Need(r, of.model_copy(update={"product": p}), period) for r in (subject, nation) for p in candidates]
    answers = {(a.need.region, a.need.indicator.product): a.published for a in indicators.ask(needs)}
    pieces: dict[tuple[str, str], Piece] = {}
    used: list[str] = []
    for (region, product), rate in answers.items():
        known = held[region == nation].held.get(Cell(flow, product))
        if known is None or known.value is None or rate is None or rate.interval.low is None or rate.interval.low <= -100:
            continue
        pieces[region, product] = _piece(known, Fraction(rate.value), rate.interval)
        used += [*known.observations, *rate.observations]
    if any((r, "all") not in pieces for r in (subject, nation)):
        return None
    products = _apart(
        [p for p in candidates if p != "all" and all((r, p) in pieces for r in (subject, nation))], flow, period, pieces, subject
    )
    return _taken_apart(subject, nation, period, flow, products, pieces, used) if products else None


def _piece(known: Known, rate: Fraction, ends: Interval) -> Piece:
    assert known.value is not None
    now = Fraction(known.value)
    grown = Interval.exact(1) + ends.closed.scaled("0.01")
    return Piece(now, now / (1 + rate / 100), known.ends.closed, known.ends.closed / grown)


def _apart(products: list[str], flow: Flow, on: Period, pieces: dict[tuple[str, str], Piece], subject: str) -> list[str]:
    """The products apart from each other that make up most of the region's base."""
    best: tuple[Fraction, list[str]] = (Fraction(0), [])
    for size in range(1, len(products) + 1):
        for few in combinations(products, size):
            if disjoint([Cell(flow, p) for p in few], on):
                best = max(best, (sum((pieces[subject, p].base for p in few), Fraction(0)), list(few)))
    return best[1]


def _taken_apart(
    subject: str, nation: str, period: Period, flow: Flow, products: list[str], pieces: dict[tuple[str, str], Piece], used: list[str]
) -> Structure | None:
    own, all_of = ({p: pieces[r, p] for p in products} for r in (subject, nation))
    for r, found in ((subject, own), (nation, all_of)):
        rest = _rest(pieces[r, "all"], [found[p] for p in products])
        if rest.now < 0 or rest.base <= 0:
            return None
        found[REST] = rest
    names = [*products, REST]
    parts = classic(
        [own[p].base for p in names], [own[p].now for p in names], [all_of[p].base for p in names], [all_of[p].now for p in names]
    )
    base = pieces[subject, "all"].base
    scaled = [Parts(*(100 * x / base for x in (q.national, q.structure, q.own))) for q in parts]
    exact = Parts(*(sum((getattr(q, k) for q in scaled), Fraction(0)) for k in ("national", "structure", "own")))
    ends = _ends(pieces[subject, "all"], pieces[nation, "all"], [(own[p], all_of[p]) for p in products])
    growth = Measured(decimal(exact.change), ends[0], ends[0], "percent")
    national, structural, left = (
        Measured(decimal(v), e, e, POINT) for v, e in zip((exact.national, exact.structure, exact.own), ends[1:], strict=True)
    )
    covered = 100 * sum((own[p].base for p in products), Fraction(0)) / base
    by_product = tuple(zip(names, scaled, strict=True))
    ids = tuple(dict.fromkeys(used))
    return Structure(subject, period, flow, tuple(products), growth, national, structural, left, exact, by_product, covered, ids)


def _rest(whole: Piece, parts: list[Piece]) -> Piece:
    now, base = whole.now - sum((p.now for p in parts), Fraction(0)), whole.base - sum((p.base for p in parts), Fraction(0))
    return Piece(now, base, whole.now_ends - total(p.now_ends for p in parts), whole.base_ends - total(p.base_ends for p in parts))


def _ends(own: Piece, nation: Piece, parts: list[tuple[Piece, Piece]]) -> tuple[Interval, Interval, Interval, Interval]:
    """Ends of growth, and of its national, structural and own parts. The structural part is the sum of the products' weights at the base
    times the lead of each on the nation, and the rest's lead times what weight is left."""
    one, growths = Interval.exact(1), []
    for now, base in ((own.now_ends, own.base_ends), (nation.now_ends, nation.base_ends)):
        growths.append((now / base - one).scaled(100))
    rest = _rest(nation, [n for _, n in parts])
    weights = [p.base_ends / own.base_ends for p, _ in parts]
    leads = [(n.now_ends / n.base_ends - one).scaled(100) - growths[1] for _, n in parts]
    left = (rest.now_ends / rest.base_ends - one).scaled(100) - growths[1]
    structure = total(w * lead for w, lead in zip(weights, leads, strict=True)) + (one - total(weights)) * left
    return growths[0], growths[1], structure, growths[0] - growths[1] - structure
