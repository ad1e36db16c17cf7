"""Shift-share by products, for the few regions and years in which products are held both there and in the nation.

Products that are apart from each other and the rest of the flow make up the whole; a product's growth is the published one, its level the one held or the
published share of its flow. What is left over is the flow less the products, now and at its base, so that nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from hinterland import codes
from hinterland.codes import Period
from hinterland.indicators import Indicators, Need
from hinterland.interval import Interval, total
from hinterland.models import Flow, Indicator, fields_of, plain
from hinterland.outlook.cells import Cell, Known, disjoint, published, slices
from hinterland.outlook.exact import Measured, decimal
from hinterland.outlook.shift_share import POINT, Parts, classic

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
    """A region's growth in percent as national, structural and own parts in percentage points, by `products` and the rest; the parts add up to it exactly.

    `covered` is the share, in percent of the base, of the products that were told apart; the structural part of all else is unknown.
    """

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
        told = {**fields_of(self, "subject", "period", "flow"), "products": pieces, "covered": plain(decimal(self.covered))}
        return told | fields_of(self, "growth", *parts, "observations")


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
    return Piece(
        whole.now - sum((p.now for p in parts), Fraction(0)),
        whole.base - sum((p.base for p in parts), Fraction(0)),
        whole.now_ends - total(p.now_ends for p in parts),
        whole.base_ends - total(p.base_ends for p in parts),
    )


def _ends(own: Piece, nation: Piece, parts: list[tuple[Piece, Piece]]) -> tuple[Interval, Interval, Interval, Interval]:
    """Ends of growth, and of its national, structural and own parts.

    The structural part is the sum of the products' weights at the base times the lead of each on the nation, and the rest's lead times what weight is left.
    """
    one, growths = Interval.exact(1), []
    for now, base in ((own.now_ends, own.base_ends), (nation.now_ends, nation.base_ends)):
        growths.append((now / base - one).scaled(100))
    rest = _rest(nation, [n for _, n in parts])
    weights = [p.base_ends / own.base_ends for p, _ in parts]
    leads = [(n.now_ends / n.base_ends - one).scaled(100) - growths[1] for _, n in parts]
    left = (rest.now_ends / rest.base_ends - one).scaled(100) - growths[1]
    structure = total(w * lead for w, lead in zip(weights, leads, strict=True)) + (one - total(weights)) * left
    return growths[0], growths[1], structure, growths[0] - growths[1] - structure
