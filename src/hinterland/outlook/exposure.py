"""How much of a region's trade hangs on few partners or products: the Herfindahl-Hirschman index, the sum of squared shares (Hirschman, The
Paternity of an Index, American Economic Review 54, 1964), between what is known and what is not. Shares held that are known to be apart are
squared; a bloc counts between once and divided by its countries, so does a basket; what is left adds nothing if spread thin, and its own
square if it is with one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from itertools import product
from typing import Any, Literal

from hinterland import codes
from hinterland.codes import Period
from hinterland.interval import Interval, share, total
from hinterland.models import Flow, as_json, fields_of
from hinterland.outlook.cells import Cell, Known, Slices, countries

Axis = Literal["partners", "products"]

MANY = 12
"""So many of the largest cells are tried together for the choice that leaves least open, and so many wide shares at both of their ends."""

NARROW = Decimal("0.005")
"""Shares whose ends lie no further apart are not tried at either end."""

SHOWN = Decimal("0.000001")

OPEN = Decimal("0.4")
"""An index known no better than this says nothing of how concentrated trade is."""

QUALITIES = ("own-brand",)
"""What the tables hold among products but isn't one."""

ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Part:
    """A partner or product with its share of the flow in percent; `many` is how many countries or products it is made of, one where it isn't divided."""

    code: str
    share: Interval
    many: int
    observations: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"code": self.code, **as_json(self.share), "made_of": self.many}


@dataclass(frozen=True, slots=True)
class Concentration:
    """The index of a flow along an axis, between 0 and 1, and the parts it rests on. `covered` is the share of the flow in percent that
    they make up. `overlapping` are the cells held that were left out, since they share trade with those used or may."""

    subject: str
    period: Period
    flow: Flow
    axis: Axis
    index: Interval
    parts: tuple[Part, ...]
    covered: Interval
    overlapping: tuple[str, ...]

    @property
    def is_telling(self) -> bool:
        """Whether the bounds of the index say something of how concentrated trade is."""
        return (self.index.width or ZERO) < OPEN

    @property
    def coverage(self) -> str:
        """What the parts make up: `57% of trade in 5 partners`."""
        middle = self.covered.middle or ZERO
        return f"{middle.quantize(Decimal(1))}% of {'trade' if self.flow == 'total' else self.flow + 's'} in {len(self.parts)} {self.axis}"

    @property
    def largest(self) -> Part:
        """The largest part held."""
        return max(self.parts, key=lambda p: (p.share.low or ZERO, p.code))

    @property
    def alike(self) -> int:
        """With so many that shared all of it alike the flow would be at least as concentrated."""
        return int(ONE / self.index.high) if self.index.high else 1

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            **fields_of(self, "subject", "period", "flow", "axis"),
            "index": {**as_json(self.index), "unit": "index from 0 to 1"},
            "at_most_as_if_shared_by": self.alike,
            "parts": as_json(self.parts),
            "covered": {**as_json(self.covered), "unit": "percent"},
            **fields_of(self, "coverage", "overlapping"),
        }


def concentration(held: Slices, axis: Axis, flow: Flow = "total") -> Concentration | None:
    """The concentration of a flow by partner or by product; none where the flow or any part of it along the axis is not held, nor where the
    parts are more than the whole, so that they were not counted together. Partners are countries in the end, and products those that the
    tables don't divide further, so that blocs and baskets count as what they are made of."""
    whole = held.whole(flow)
    found = [k for c, k in held.held.items() if c.flow == flow and _is_counted(c, axis, held.period)]
    if whole is None or not found:
        return None
    chosen = _choose(found, whole, axis, held.period)
    parts = tuple(_part(k, whole, axis, held.period) for k in sorted(chosen, key=lambda k: (-(k.ends.low or ZERO), k.cell)))
    left_out = tuple(sorted(_code(k.cell, axis) for k in found if k not in chosen))
    covered = total(p.share for p in parts)
    if (covered.low or ZERO) > 100:
        return None
    covered = Interval(covered.low, min(covered.high or ZERO, Decimal(100)), True, True)
    return Concentration(held.region, held.period, flow, axis, index(parts), parts, covered, left_out)


def index(parts: Sequence[Part]) -> Interval:
    """The index with all that is not in the parts anywhere from spread thin to held by one more."""
    shares = [(((p.share.low or ZERO) / 100), ((p.share.high or ZERO) / 100), p.many) for p in parts]
    low = sum((least * least / many for least, _, many in shares), ZERO)
    sure = sum((least for least, _, _ in shares), ZERO)
    high = _highest([(least, most) for least, most, _ in shares], max(ZERO, ONE - sure))
    # Parts that are more than the whole have no index; a request for one of theirs returns none (`concentration`).
    low = min(ONE, low)
    return Interval(low.quantize(SHOWN, ROUND_FLOOR), min(ONE, max(low, high)).quantize(SHOWN, ROUND_CEILING), True, True)


def _highest(shares: Sequence[tuple[Decimal, Decimal]], spare: Decimal) -> Decimal:
    """The largest sum of squares of shares within their ends, and of what they leave of one, all with another. Squares are convex, so it
    stands at a corner of the box: every corner of the wide shares is tried, and the narrow ones are let be both large and small."""
    least = sum((low for low, _ in shares), ZERO)
    capped = [(low, min(high, ONE - least + low)) for low, high in shares]
    wide = sorted((s for s in capped if s[1] - s[0] > NARROW), key=lambda s: s[0] - s[1])[:MANY]
    narrow = list(capped)
    for s in wide:
        narrow.remove(s)
    squares = sum((high * high for _, high in narrow), ZERO)
    rest = spare + sum((low for low, _ in wide), ZERO)
    corners = product(*wide)
    return squares + max(sum((s * s for s in corner), ZERO) + max(ZERO, rest - sum(corner, ZERO)) ** 2 for corner in corners)


def _choose(found: Sequence[Known], whole: Known, axis: Axis, on: Period) -> list[Known]:
    """The cells apart from each other whose index is narrowest. A further cell never widens it, so of the largest only the choices that no
    other can join are tried; smaller ones then join where they may."""
    order = sorted(found, key=lambda k: (-(k.ends.low or ZERO), k.cell))
    parts = {k.cell: _part(k, whole, axis, on) for k in order}
    near = {k.cell: {o.cell for o in order if o is not k and not k.cell.apart(o.cell, on)} for k in order}
    tried = [[k.cell for k in order if k.cell in few] for few in _maximal([k.cell for k in order[:MANY]], near)]
    best = min(tried, key=lambda few: index([parts[c] for c in few]).width or ZERO)
    for k in order[MANY:]:
        if not near[k.cell].intersection(best):
            best.append(k.cell)
    return [k for k in order if k.cell in best]


def _maximal(cells: Sequence[Cell], near: Mapping[Cell, set[Cell]]) -> Iterator[frozenset[Cell]]:
    """Every set of cells, none near another, that no further one can join: Bron and Kerbosch's algorithm."""

    def grow(chosen: frozenset[Cell], left: list[Cell], done: set[Cell]) -> Iterator[frozenset[Cell]]:
        if not left and not done:
            yield chosen
        for n, c in enumerate(left):
            free = [o for o in left[n + 1 :] if o not in near[c]]
            yield from grow(chosen | {c}, free, {o for o in done if o not in near[c]})
            done = done | {c}

    return grow(frozenset(), list(cells), set())


def _part(k: Known, whole: Known, axis: Axis, on: Period) -> Part:
    found = share(k.ends.closed, whole.ends.closed)
    capped = Interval(found.low, min(found.high if found.high is not None else Decimal(100), Decimal(100)), True, True)
    many = (countries(k.cell.partner, on) or 1) if axis == "partners" else products(k.cell.product)
    return Part(_code(k.cell, axis), capped, many, k.observations)


@cache
def products(code: str) -> int:
    """How many products the tables name within one, with one more for what they don't; one for a product that they don't divide."""
    baskets = [p.code for p in codes.entries("product") if isinstance(p, codes.Product) and p.type == "basket" and p.code != code]
    inside = [b for b in baskets if Cell("total", code).contains(Cell("total", b))]
    leaves = [b for b in inside if not any(o != b and Cell("total", b).contains(Cell("total", o)) for o in inside)]
    return len(leaves) + 1 if leaves else 1


def _is_counted(c: Cell, axis: Axis, on: Period) -> bool:
    """Whether a cell lies along the axis and can be counted: a partner whose countries are known, a product that isn't a quality of others (own brands)."""
    if axis == "partners":
        return c.product == "all" and c.partner != "world" and countries(c.partner, on) is not None
    return c.partner == "world" and c.product not in ("all", *QUALITIES)


def _code(c: Cell, axis: Axis) -> str:
    return c.partner if axis == "partners" else c.product
