"""Where a product comes from, of customs records: who makes it, who could, how concentrated it is, how fast it grows, inland against the
coast. Advantage and nearness rest on the products held beside it; where they are few, neither is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, get_args

from hinterland import codes
from hinterland.codes import Period
from hinterland.errors import refused
from hinterland.indicators.resolve import PACKAGE, Indicators
from hinterland.indicators.specialisation import Specialisation, specialisation
from hinterland.models import Flow
from hinterland.sources.reading import InputError
from hinterland.sources.records import literal
from hinterland.warehouse.schema import SUMMED

FEWEST = 20
"""With fewer products beside it, nothing is said of a region's advantage in one."""

SIDES = ("inland", "coastal")
"""The groups whose parts are set against each other, where the regions held are theirs."""


@dataclass(frozen=True, slots=True)
class Maker:
    """A region and a product: how much, which part of all, since a year before (percent), advantage, how near what it makes is (0 to 1), what it would gain."""

    region: str
    value: float
    share: float
    growth: float | None = None
    advantage: float | None = None
    density: float | None = None
    gain: float | None = None


@dataclass(frozen=True, slots=True)
class Sourcing:
    """Where a product comes from. `makers` trade it, the largest first; `could` have no advantage in it yet, the nearest first. `value` is
    the sum over the regions held, `concentration` the Herfindahl-Hirschman index of their shares, `sides` the parts of groups of regions in
    percent, now and a year before; `complexity` is the product's, with mean 0 and deviation 1 of the regions'. `beside` tells how many
    products advantage was told from."""

    product: str
    period: str
    flow: Flow
    currency: str
    source: str
    value: float
    growth: float | None
    concentration: float
    regions: int
    beside: int
    makers: tuple[Maker, ...]
    could: tuple[Maker, ...] = ()
    complexity: float | None = None
    ubiquity: int | None = None
    sides: Mapping[str, tuple[float, float | None]] = field(default_factory=dict)
    before: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        result = {k: v for k, v in asdict(self).items() if v is not None}
        return {"schema": "hinterland.source/1", **result, "sides": {g: {"now": n, "before": b} for g, (n, b) in self.sides.items()}}


def sourcing(indicators: Indicators, product: str, period: Period | None = None, flow: str = "export") -> Sourcing:
    """Where a product comes from in a period, or in the newest year that records are held of. Raises `InputError` for what is no HS code,
    and where no records of it are held."""
    code = hs(product)
    if flow not in get_args(Flow):
        raise InputError(f"a flow is {', '.join(get_args(Flow))}, not {flow!r}")
    indicators.engine.open_records(f"flow = {literal(flow)}", SUMMED)
    held = indicators.engine.rows(PACKAGE, "sourcing_spans", flow=flow, digits=len(code))
    for span in held:
        when = period or Period(span["first_month"], span["last_month"])
        if span["year"] != when.start // 100:
            continue
        now = _amounts(indicators, span, flow, when, code)
        if any(code in of for of in now.values()):
            return _compare(indicators, code, flow, span, when, now, held)
    about = f" in {period}" if period else ""
    raise InputError(
        f"no records of {code} {flow}s are held{about}; load customs records with `hinterland load`"
        + (f" (records of {flow}s are held of {', '.join(sorted({str(s['year']) for s in held}))})" if held else "")
    )


def hs(product: str) -> str:
    """The HS code that somebody means. Raises `InputError` for a name that is no code."""
    with refused(codes.UnknownName, codes.AmbiguousName):
        found = codes.find(product, "product").code
    if not found.isdecimal():
        raise InputError(f"{found} is a basket; records are asked by HS code, as in HS:850760")
    return found


def _amounts(indicators: Indicators, span: Mapping[str, Any], flow: str, when: Period, code: str) -> dict[str, dict[str, float]]:
    """Amounts by region and product within a period, from the records that a span counts."""
    asked = {"flow": flow, "source": span["source"], "currency": span["currency"], "digits": len(code)}
    found: dict[str, dict[str, float]] = {}
    for row in indicators.engine.rows(PACKAGE, "sourcing", first=when.start, last=when.end, **asked):
        found.setdefault(row["region"], {})[row["product"]] = row["value"]
    return found


def _compare(
    indicators: Indicators,
    code: str,
    flow: str,
    span: Mapping[str, Any],
    when: Period,
    now: dict[str, dict[str, float]],
    held: list[dict[str, Any]],
) -> Sourcing:
    earlier = _earlier(span, when, held)
    before = _amounts(indicators, span, flow, earlier, code) if earlier else {}
    values = {r: of[code] for r, of in now.items() if of.get(code)}
    former = {r: of.get(code, 0.0) for r, of in before.items()}
    total, total_before = sum(values.values()), sum(former.values())
    made = _specialised(now)
    rows = {r: _maker(r, values.get(r, 0.0), total, former.get(r), made, code) for r in now}
    makers = sorted((rows[r] for r in values), key=lambda m: (-m.value, m.region))
    could = sorted(
        (m for m in rows.values() if m.density is not None and (m.advantage or 0) < 1), key=lambda m: (-(m.density or 0), m.region)
    )
    at = made.at(code) if made and code in made.products else None
    return Sourcing(
        code, str(when), flow, span["currency"], span["source"], total, _growth(total, total_before),  # type: ignore[arg-type]
        sum((v / total) ** 2 for v in values.values()), len(now), len({p for of in now.values() for p in of}), tuple(makers), tuple(could),
        float(made.pci[at]) if made and at is not None else None, int(made.ubiquity[at]) if made and at is not None else None,
        _sides(values, former, when), str(earlier) if earlier else None,
    )  # fmt: skip


def _earlier(span: Mapping[str, Any], when: Period, held: list[dict[str, Any]]) -> Period | None:
    """The same months a year before, where records of the same source are held of all of them."""
    earlier = Period(when.start - 100, when.end - 100)
    same = next((s for s in held if s["year"] == span["year"] - 1 and all(s[k] == span[k] for k in ("source", "currency"))), None)
    if same is None or same["first_month"] > earlier.start or same["last_month"] < earlier.end or same["spans"] < span["spans"]:
        return None
    return earlier


def _specialised(now: dict[str, dict[str, float]]) -> Specialisation | None:
    """What the regions make, where enough products and regions are held to say so."""
    products = sorted({p for of in now.values() for p in of})
    if len(products) < FEWEST or len(now) < 2:
        return None
    regions = sorted(now)
    try:
        return specialisation(regions, products, [[now[r].get(p, 0.0) for p in products] for r in regions])
    except InputError:
        return None


def _maker(region: str, value: float, total: float, before: float | None, made: Specialisation | None, code: str) -> Maker:
    share = 100 * value / total
    if made is None or region not in made.regions or code not in made.products:
        return Maker(region, value, share, _growth(value, before))
    r, p = made.regions.index(region), made.at(code)
    return Maker(region, value, share, _growth(value, before), float(made.rca[r, p]), float(made.density[r, p]), float(made.gain[r, p]))


def _growth(now: float, before: float | None) -> float | None:
    return 100 * (now / before - 1) if before else None


def _sides(values: Mapping[str, float], former: Mapping[str, float], when: Period) -> dict[str, tuple[float, float | None]]:
    """The parts of inland and coastal regions in percent, now and a year before; none where a region is in neither."""
    sides = {g: set(codes.members(g, when)) for g in SIDES}
    if not all(any(r in of for of in sides.values()) for r in values):
        return {}

    def part(amounts: Mapping[str, float], of: set[str]) -> float | None:
        return 100 * sum(v for r, v in amounts.items() if r in of) / whole if (whole := sum(amounts.values())) else None

    return {g: (part(values, of) or 0.0, part(former, of)) for g, of in sides.items()}
