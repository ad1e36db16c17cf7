"""Random small sets of facts, and random claims on them; the same seed gives the same ones.

A set holds a few provinces of a group over some years and months: levels with random precision and gaps, growth that disagrees with them, partners and
products, dollars, vintages, bounds, exact figures that tie. Claims ask of it whatever the kinds allow, also what it can't answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from tests.laws.bounds import Bounds, Cell, Row
from tests.laws.ends import Ends
from tests.laws.figures import Fact, Series, Span
from tests.laws.judging import Asked

from hinterland import codes
from hinterland.models import RELIABILITY, Source
from hinterland.sources.reading import Figure

D = Decimal
GROUPS = {g.code: codes.members(g.code) for g in codes.entries("group") if codes.members(g.code) and codes.nation_of(g.code) == "CN"}
PARTNER_KINDS = {p.code: "country" if p.type == "territory" else p.type for p in codes.entries("partner") if isinstance(p, codes.Partner)}
SMALL = ("central", "northeast", "beijing-tianjin-hebei", "yangtze-delta", "municipalities", "autonomous-regions", "seven-large-provinces")
PARTNERS = ("USA", "JPN", "KOR", "ASEAN", "EU")
PRODUCTS = ("electric-vehicles", "8703", "8507", "8541")
SOURCES = tuple(
    Source(id=f"{trust}-{n}", title=f"{trust} {n}", publisher=trust, reliability=trust) for trust in RELIABILITY[:3] for n in (1, 2)
)
KINDS = ("value", "change", "rank", "count", "first", "record", "streak", "comparison", "parts", "membership")
TESTS = (">", ">=", "<", "<=")
OPS = ("level", "growth", "share", "balance", "cagr", "multiple", "contribution")


@dataclass(slots=True)
class World:
    """A set of facts with what its claims may speak of."""

    seed: int
    group: str
    provinces: list[str]
    years: list[int]
    months: list[Span]
    density: float
    facts: list[Fact] = field(default_factory=list)

    @property
    def spans(self) -> list[Span]:
        return [*(Span(y * 100 + 1, y * 100 + 12) for y in self.years), *self.months]


def world(seed: int) -> World:
    """The set of a seed."""
    r = Random(f"world {seed}")
    group = r.choice(SMALL)
    members = list(GROUPS[group])
    provinces = r.sample(members, len(members) if r.random() < 0.7 else r.randint(3, len(members)))
    if r.random() < 0.3:
        provinces += r.sample([p for p in GROUPS["provinces"] if p not in members], r.randint(1, 3))
    years = list(range(2025 - r.randint(2, 5), 2026))
    months = [Span(y * 100 + m, y * 100 + m) for y in (2024, 2025) for m in range(1, r.randint(3, 7))] if r.random() < 0.6 else []
    made = World(seed, group, provinces, years, months, r.choice((0.7, 0.9, 0.97, 1.0)))
    for region in [*provinces, "CN"]:
        _levels(r, made, region)
    _rates(r, made)
    _details(r, made)
    if r.random() < 0.7:
        _dollars(r, made)
    _others(r, made)
    _ties(r, made)
    made.facts = list({(f.cell, f.trust, f.released): f for f in made.facts}.values())
    return made


def _precision(r: Random, value: D) -> D:
    if r.random() < 0.1:
        return D(0)
    return D(10) ** (value.adjusted() - r.randint(0, 4)) if value else D(1)


def _fact(
    r: Random, op: str, series: Series, region: str, span: Span, value: D, unit: str, precision: D | None = None, versus: str | None = None
) -> Fact:
    step = _precision(r, value) if precision is None else precision
    shown = (value / step).to_integral_value() * step if step else value.quantize(D("0.01"))
    trust = r.choice((0, 0, 0, 1, 2))
    released = date(2026, 1, 1 + r.randrange(28)) if r.random() < 0.8 else None
    low, high = shown - step / 2, shown + step / 2
    if op == "level" and step and r.random() < 0.03:
        return Fact(op, series, region, span, None, low, None, unit, trust, released, versus)
    return Fact(op, series, region, span, shown, low, high, unit, trust, released, versus)


def _levels(r: Random, w: World, region: str) -> None:
    size = D(10) ** r.choice((10, 11, 12)) * D(r.randint(100, 999)) / 100
    for basis in ("operating-unit", "destination-origin") if r.random() < 0.2 else ("operating-unit",):
        for span in w.spans:
            size *= D(r.randint(85, 130)) / 100
            scale = size if span.first != span.last else size / 12
            export = scale * D(r.randint(30, 70)) / 100
            for flow, value in (("export", export), ("import", scale - export), ("total", scale)):
                if r.random() < w.density:
                    w.facts.append(_fact(r, "level", Series(flow, basis=basis), region, span, value, "CNY"))
                    if r.random() < 0.1:
                        w.facts.append(_fact(r, "level", Series(flow, basis=basis), region, span, value * D("1.01"), "CNY"))


def _rates(r: Random, w: World) -> None:
    """Growth as published: near what the levels say, and seldom just that, since the year before was revised."""
    levels = {(f.series, f.region, f.span): f for f in w.facts if f.op == "level" and f.value}
    for (series, region, span), f in list(levels.items()):
        start = levels.get((series, region, span.before()))
        if r.random() < 0.4:
            value = 100 * ((f.value or D(1)) / start.value - 1) if start and start.value else D(r.randint(-200, 300)) / 10
            value += D(r.randint(-30, 30)) / 10
            w.facts.append(_fact(r, "growth", series, region, span, value, "percent", r.choice((D("0.1"), D("0.1"), D(1), D(0)))))
        elif r.random() < 0.05:
            w.facts.append(_fact(r, "growth", series, region, span, D(r.randint(-200, 300)) / 10, "percent", D("0.1")))
    for region in w.provinces:
        if r.random() < 0.2:
            w.facts.append(_fact(r, "share", Series(), region, w.spans[-1], D(r.randint(1, 300)) / 10, "percent", D("0.1"), "CN"))
        if r.random() < 0.2:
            w.facts.append(_fact(r, "contribution", Series(), region, w.spans[0], D(r.randint(1, 300)) / 10, "percent", D("0.1"), "CN"))
        if r.random() < 0.2:
            first, last = w.years[0], w.years[-1]
            w.facts.append(
                _fact(
                    r, "cagr", Series(), region, Span(first * 100 + 101, last * 100 + 12), D(r.randint(-50, 150)) / 10, "percent", D("0.1")
                )
            )


def _details(r: Random, w: World) -> None:
    """Partners and products of two subjects, some of them also as a share only."""
    for region in r.sample([*w.provinces, "CN"], 2):
        for span in w.spans[-4:]:
            for flow in ("total", "export"):
                whole = next(
                    (f.value for f in w.facts if (f.op, f.series, f.region, f.span) == ("level", Series(flow), region, span) and f.value),
                    D(10) ** 11,
                )
                left = whole
                for axis, names in (("partner", PARTNERS), ("product", PRODUCTS)):
                    for name in names:
                        value = left * D(r.randint(5, 60)) / 100
                        left = left - value if axis == "partner" else whole
                        if r.random() < 0.7:
                            series = Series(flow)._replace(**{axis: name})
                            w.facts.append(_fact(r, "level", series, region, span, value, "CNY"))
                            if r.random() < 0.3:
                                w.facts.append(_fact(r, "growth", series, region, span, D(r.randint(-200, 400)) / 10, "percent", D("0.1")))
                        elif r.random() < 0.3:
                            series = Series(flow)._replace(**{axis: name})
                            w.facts.append(_fact(r, "share", series, region, span, D(r.randint(1, 600)) / 10, "percent", D("0.1")))


def _dollars(r: Random, w: World) -> None:
    """Some years in dollars, where yuan is held for some provinces only: so yuan is derived for the others."""
    for span in r.sample(w.spans, min(2, len(w.spans))):
        rate = D(r.randint(630, 720)) / 100
        regions = [*w.provinces, *r.sample([p for p in GROUPS["provinces"] if p not in w.provinces], 6)]
        for region in regions:
            value = D(r.randint(1000, 99999)) * D(10) ** 7
            held = [f for f in w.facts if (f.op, f.series, f.region, f.span) == ("level", Series(), region, span) and f.value]
            if held:
                value = (held[0].value or D(0)) / rate
            elif region not in w.provinces and r.random() < 0.8:
                w.facts.append(_fact(r, "level", Series(), region, span, value * rate * D(r.randint(999, 1001)) / 1000, "CNY", D(10) ** 6))
            w.facts.append(_fact(r, "level", Series(currency="USD"), region, span, value, "USD", D(10) ** 6))
            if r.random() < 0.2:
                w.facts.append(_fact(r, "level", Series("export", currency="USD"), region, span, value / 2, "USD", D(10) ** 6))


def _others(r: Random, w: World) -> None:
    for region in r.sample(w.provinces, 2):
        cars = Series("export", "motor-vehicles", measure="quantity", currency=None)
        for span in w.spans:
            if r.random() < 0.7:
                w.facts.append(_fact(r, "level", cars, region, span, D(r.randint(1, 90000)), "units"))
    if r.random() < 0.3:
        for span in w.spans[:2]:
            w.facts.append(_fact(r, "level", Series(), w.group, span, D(r.randint(1, 9)) * D(10) ** 12, "CNY"))


def _ties(r: Random, w: World) -> None:
    """Exact figures that are level with one another: no rounding tells them apart."""
    for span in r.sample(w.spans, 2):
        value = D(r.randint(1, 99)) * D(10) ** 10
        for region in r.sample(w.provinces, 2):
            w.facts = [f for f in w.facts if (f.op, f.series, f.region, f.span) != ("level", Series(), region, span)]
            w.facts.append(Fact("level", Series(), region, span, value, value, value, "CNY", 0, date(2026, 2, 1)))


def bounds(w: World) -> Bounds:
    """Bounds of many cells, held or not, near what other cells of the series say or far from it: an evaluator takes them as they come."""
    r = Random(f"bounds {w.seed}")
    held = {(f.region, f.series, f.span): f for f in w.facts if f.op == "level" and f.versus is None}
    rows: dict[Cell, Row] = {}
    for region, series in sorted({(f.region, f.series) for f in held.values() if f.series.measure == "value"}):
        size = next(
            (int(f.value) for (a, b, _), f in held.items() if (a, b) == (region, series) and f.value and f.span.first != f.span.last),
            10**11,
        )
        for span in _bounded(w):
            f = held.get((region, series, span))
            if f is not None and f.low is not None:
                low, high = D(int(f.low)), None if f.high is None else D(int(f.high))
                part = r.choice((0, 2, 12, 40))
                rows[region, series, span] = Row(
                    low, high, (low * (1000 - part) / 1000, None if high is None else high * (1000 + part) / 1000)
                )
            elif r.random() < 0.9:
                low, high = _around(r, size * (1 + span.last % 100 - span.first % 100) // 12)
                rows[region, series, span] = Row(low, high)
    for region in r.sample(GROUPS["provinces"], 8):
        for span in w.spans:
            rows.setdefault((region, Series(), span), Row(*_around(r, 10**11)))
    return Bounds(rows)


def _bounded(w: World) -> list[Span]:
    years = [Span(y * 100 + 1, y * 100 + 12) for y in w.years]
    months = [Span(m, m) for m in sorted({y * 100 + n for y in w.years[-2:] for n in range(1, 13)})] if w.months else []
    sums = [Span(m.first // 100 * 100 + 1, m.first) for m in months if m.first % 100 not in (1, 12)]
    return [*years, *months, *sums]


def _around(r: Random, middle: int) -> tuple[D, D | None]:
    """Bounds around an amount: tight, wide, open above, or next to nothing."""
    low, high = r.choice(((97, 103), (90, 110), (50, 200), (0, 150), (20, 60), (150, 160)))
    return D(middle * low // 100), None if r.random() < 0.1 else D(middle * high // 100)


def figures(w: World) -> list[Figure]:
    """The facts as a source states them."""
    return [
        Figure(
            region=f.region, period=str(codes.Period(*f.span)), value=f.value, unit=f.unit, op=f.op, flow=f.series.flow, product=f.series.product,
            partner=f.series.partner, measure=f.series.measure, basis=f.series.basis, currency=f.series.currency,
            precision=None if f.value is None or f.low is None or f.high is None else f.high - f.low, low=None if f.value is not None else f.low,
            high=None, versus=f.versus, source=f"{RELIABILITY[f.trust]}-1", released=str(f.released) if f.released else "", row=n,
        )
        for n, f in enumerate(w.facts)
    ]  # fmt: skip


# -- claims


def asked(w: World, kind: str, r: Random) -> Asked:
    """A random claim of a kind."""
    span = r.choice(w.spans)
    subject = r.choice([*w.provinces, *w.provinces, "CN", w.group]) if kind != "rank" or r.random() < 0.1 else r.choice(w.provinces)
    series = (
        r.choice([f.series for f in w.facts if f.op == "level"])
        if r.random() < 0.4
        else Series(r.choice(("total", "total", "export", "import")))
    )
    op = r.choice(OPS)
    base = r.choice([None, _earlier(w, span, r)])
    match kind:
        case "value":
            versus = r.choice((None, "CN", w.group)) if op in ("share", "contribution") else None
            base = base if op in ("cagr", "multiple", "growth", "contribution") else None
            return Asked(kind, subject, op, series, span, versus=versus, base=_earlier(w, span, r) if op == "cagr" else base)
        case "change":
            return Asked(kind, subject, r.choice(("level", "level", "growth", "share")), series, span, base=_earlier(w, span, r))
        case "comparison":
            other = r.choice([*w.provinces, "CN", w.group])
            if r.random() < 0.5:
                op = r.choice(("level", "level", "share", "balance"))
                return Asked(kind, r.choice(w.provinces), op, series, span, versus=other, base=_before(w, span, r), test=">")
            return Asked(kind, subject, op, series, span, versus=other, base=_earlier(w, span, r) if op == "cagr" else None, test=">")
        case "parts":
            return _parts(w, r, subject, series, span)
        case "membership":
            return Asked(kind, r.choice(GROUPS["provinces"]), "level", series, span, scope=r.choice([*GROUPS, "nowhere"]))
        case "rank" | "count":
            return _along(w, r, kind, subject, op, series, span)
        case _:
            return _over_time(w, r, kind, subject, series, span)


def _earlier(w: World, span: Span, r: Random) -> Span:
    return span.before(r.randint(1, max(1, len(w.years) - 1)))


def _before(w: World, span: Span, r: Random) -> Span:
    """The base of an overtaking: of a month any of the twelve before."""
    found = span
    if span.first == span.last:
        for _ in range(r.choice((1, 1, 2, 3, 12))):
            found = found.last_month()
        return found
    return _earlier(w, span, r)


def _parts(w: World, r: Random, subject: str, series: Series, span: Span) -> Asked:
    axis = r.choice(("flows", "regions", "partners", "products"))
    if axis == "flows":
        return Asked("parts", subject, "level", series._replace(flow="total"), span, members=("export", "import"))
    if axis == "regions":
        return Asked(
            "parts", w.group, "level", series, span, scope=w.group, members=tuple(r.sample(w.provinces, r.randint(2, len(w.provinces))))
        )
    names = PARTNERS if axis == "partners" else PRODUCTS
    plain = Series(series.flow)
    return Asked("parts", subject, "level", plain, span, scope=axis, members=tuple(r.sample(names, 2)))


def _along(w: World, r: Random, kind: str, subject: str, op: str, series: Series, span: Span) -> Asked:
    base = _earlier(w, span, r) if op == "cagr" else None
    versus = r.choice((None, "CN")) if op in ("share", "contribution") else None
    scope = r.choice((*[w.group] * 8, "provinces", "top-3", "top-5", "partners", "products"))
    if scope in ("partners", "products"):
        op, versus, base = r.choice(("level", "level", "growth", "share")), None, None
        subject, series = r.choice([(f.region, f.series) for f in w.facts if f.series.partner != "world" or f.series.product != "all"])
        if kind == "count" and r.random() < 0.5:
            series = series._replace(partner="world", product="all")
    limit = None if r.random() < 0.05 else _threshold(w, r, op, series, span)
    test = r.choice(TESTS) if kind == "count" else "nth"
    return Asked(
        kind, subject, op, series, span, scope, test, limit if kind == "count" else None, r.choice(("desc", "desc", "asc")), versus, base
    )


def _threshold(w: World, r: Random, op: str, series: Series, span: Span) -> D:
    """A round number, or just the end of a figure."""
    if op in ("level", "balance"):
        near = [f for f in w.facts if f.op == "level" and f.series == series and f.span == span and f.low is not None]
        if near and r.random() < 0.7:
            f = r.choice(near)
            return r.choice([x for x in (f.low, f.high, f.value) if x is not None])
        return D(r.randint(1, 99)) * D(10) ** r.choice((9, 10, 11))
    if op == "growth" and r.random() < 0.5:
        return D(0)
    return D(r.randint(-100, 300)) / 10 + D("0.0137") if op != "multiple" else D(r.randint(50, 250)) / 100 + D("0.000137")


def _over_time(w: World, r: Random, kind: str, subject: str, series: Series, span: Span) -> Asked:
    op = "level" if kind == "first" or r.random() < 0.5 else "growth"
    limit = _threshold(w, r, op, series, r.choice(w.spans)) if kind != "record" else None
    if kind == "record":
        order = r.choice(("desc", "asc"))
        window = r.choice((None, None, r.choice(w.years) * 100 + 1))
        test = "highest" if order == "desc" else "lowest"
        return Asked(kind, subject, op, series, span, r.choice((None, "years", "months")), test, None, order, since=window)
    scope = r.choice((None, w.group, w.group, "provinces")) if kind == "first" else None
    since = r.choice((None, None, None, r.choice(w.years) * 100 + 1)) if kind == "first" else None
    return Asked(kind, subject, op, series, span, scope, r.choice(TESTS), None if r.random() < 0.05 else limit, since=since)


def said(r: Random, ends: Ends, unit: str) -> Ends | None:
    """What a text may state of an answer: just that, something near it, something far off, or nothing (a question)."""
    how = r.random()
    if how < 0.15:
        return None
    low, high = ends
    if unit in ("rank", "count"):
        n = (low if low is not None else D(0)) + (D(0) if how < 0.5 else D(r.randint(-2, 3)))
        return (n, n) if how < 0.9 else (n, None)
    middle = (low + high) / 2 if low is not None and high is not None else low if low is not None else high
    assert middle is not None
    width = max((high - low) if low is not None and high is not None else D(0), abs(middle) / 1000, D("0.001"))
    centre = middle + width * D(r.choice((0, 0, 1, -1, 3, -30, 400))) * D(r.randint(11, 97)) / 100
    half = width * (D(r.randint(3, 71)) / 100 + D("0.00137"))
    return (centre - half, centre + half) if how < 0.9 else (centre - half / 3, None)
