"""Products and partners: the levels held as bars, with growth at the right edge. Baskets overlap, so that nothing here adds up to a whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hinterland import codes
from hinterland.brief.pictures import titles
from hinterland.brief.pictures.bars import Bar, bars
from hinterland.brief.pictures.desk import SIGNS, Desk, Figure
from hinterland.brief.pictures.house import ACCENT, TINT, Drawing
from hinterland.brief.pictures.scale import rate, scale
from hinterland.brief.pictures.words import PACKAGE
from hinterland.brief.values import value
from hinterland.claims import Evaluated
from hinterland.models import RELIABILITY
from hinterland.packaged import read_words

MOST = 9
FEWEST = 2

Axis = str
"""`product` or `partner`: the field of an indicator along which slices are compared with each other."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A product or partner in one direction of trade, with what is held of it."""

    flow: str
    code: str
    level: Evaluated | None
    growth: Evaluated | None


def products(desk: Desk) -> Drawing | None:
    """What the subject trades."""
    return _drawing(desk, "product")


def partners(desk: Desk) -> Drawing | None:
    """Whom the subject trades with."""
    return _drawing(desk, "partner")


def _drawing(desk: Desk, axis: Axis) -> Drawing | None:
    found = _slices(desk, axis)
    sized = [s for s in found if s.level is not None]
    if len(sized) < FEWEST:
        return None
    levels = {id(s): _figure(s.level) for s in sized if s.level}
    growths = {id(s): _figure(s.growth) for s in found if s.growth}
    unit = scale((f.value for f in levels.values()), desk.currency, desk.language, small=True)
    flows = {s.flow for s in found}
    lead = max((s for s in sized if s.growth), key=lambda s: value(s.growth) if s.growth else 0, default=sized[0])
    rows = [
        Bar(
            _name(desk, axis, s, several=len(flows) > 1),
            unit.size(levels[id(s)].value) if id(s) in levels else None,
            unit.text(levels[id(s)]) if id(s) in levels else desk.words("none"),
            rate(growths[id(s)]) if id(s) in growths else "–",
            fill=ACCENT if s is lead else TINT,
            strong=s is lead,
        )
        for s in found
    ]
    layers, height = bars(rows, desk.room, second=desk.words("head:growth") if growths else "")
    assert lead.level is not None
    what = desk.words(f"{axis}:{flows.copy().pop() if len(flows) == 1 else 'all'}")
    figures = [*levels.values(), *growths.values()]
    return Drawing(
        key=f"{axis}s",
        title=titles.slice_moved_to(desk, lead.level, lead.growth),
        subtitle=desk.words("slices:subtitle" if growths else "slices:subtitle:levels", what=what, unit=unit.name),
        alt=desk.words("slices:alt", what=what, n=len(rows), first=rows[0].name, size=rows[0].said, unit=unit.name),
        height=height,
        layers=layers,
        rows=[
            {desk.words(f"head:{axis}"): r.name, desk.words("head:amount", unit=unit.name): r.said}
            | ({desk.words("head:growth"): r.second} if growths else {})
            for r in rows
        ],
        figures=figures,
        claims=[c for s in found for c in (s.level, s.growth) if c is not None],
        notes=[
            desk.words(key)
            for key in ("" if growths else "slices:held-most" if _is_most(desk, sized) else "slices:held", _overlap(found, axis))
            if key
        ],
    )


def _is_most(desk: Desk, sized: list[Slice]) -> bool:
    """Whether the largest one shown is half of its flow or more, so that none that is missing is larger."""
    largest = max(sized, key=lambda s: value(s.level) if s.level else 0)
    whole = desk.levels.get((largest.flow, desk.period.start, desk.period.end))
    return whole is not None and largest.level is not None and 2 * float(value(largest.level)) >= whole.low


def _overlap(found: list[Slice], axis: Axis) -> str:
    """The key of the note that some of what is listed may count in other parts of it: a product of a wider one, a bloc, or one with a note of its own."""
    if axis == "partner":
        return f"overlap:{axis}" if any(codes.get("partner", s.code).type == "bloc" for s in found) else ""
    products = {s.code for s in found}
    parents = {p.parent for p in codes.entries("product") if isinstance(p, codes.Product) and p.code in products}
    if parents & products or len(products & _wider()) > 1:
        return f"overlap:{axis}"
    own = [key for code in sorted(products) if (key := f"overlap:{code}") in read_words(PACKAGE)]
    return own[0] if own and products & _wider() else ""


@cache
def _wider() -> frozenset[str]:
    """Products of which others are a part."""
    return frozenset(p.parent for p in codes.entries("product") if isinstance(p, codes.Product) and p.parent is not None)


def _slices(desk: Desk, axis: Axis) -> list[Slice]:
    """What is held in the period and the currency, the largest first, then those of which only growth is held; nothing twice."""
    parts: dict[tuple[str, str], dict[str, Evaluated]] = {}
    other = {"product": {"partner": "world"}, "partner": {"product": "all"}}[axis]
    for e in desk.found.claims.values():
        i = e.claim.indicator
        own = (i.product, i.partner)[axis == "partner"]
        if (
            e.claim.kind != "value"
            or i.op not in ("level", "growth")
            or own in ("all", "world")
            or i.regime != "all"
            or i.measure != "value"
        ):
            continue
        if e.claim.subject != desk.subject or e.claim.period != str(desk.period) or any(getattr(i, k) != v for k, v in other.items()):
            continue
        if e.answer is not None and e.answer.low is not None and e.answer.high is not None and i.currency == desk.currency:
            parts.setdefault((i.flow or "total", own), {})[i.op] = e
    found = [Slice(flow, code, p.get("level"), p.get("growth")) for (flow, code), p in parts.items()]
    found.sort(key=lambda s: (s.level is None, -(value(s.level) if s.level else value(s.growth) if s.growth else 0)))
    return found[:MOST]


def _name(desk: Desk, axis: Axis, s: Slice, *, several: bool) -> str:
    name = codes.name(s.code, desk.language, axis)  # type: ignore[arg-type]
    name = name[0].upper() + name[1:]
    return desk.words(f"slice:{s.flow}", name=name) if several else name


def _figure(e: Evaluated) -> Figure:
    """A claim's figure, with the sign that the brief gives it."""
    assert e.answer is not None and e.answer.low is not None and e.answer.high is not None
    worst = max((RELIABILITY.index(o.reliability) for o in e.evidence.observations), default=0)
    sign = SIGNS[3] if e.how not in ("published",) else SIGNS[worst]
    return Figure(float(value(e)), float(e.answer.low), float(e.answer.high), sign, tuple(o.id for o in e.evidence.observations))
