"""Panels of independent noise in the shape of the embedded figures: the same cells, and in none of them anything to tell.

Every region's flow of every product and partner grows by noise of its own from year to year, and its months are noise around that; totals are sums of flows
and the nation's of its provinces', so that the figures agree with each other. Published growth is that of the levels. One seed gives one panel.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.claims.mine import score_all
from hinterland.claims.news import bits
from hinterland.codes import Period
from hinterland.models import Source
from hinterland.sources.reading import Figure, Reading
from hinterland.warehouse.load import load
from hinterland.warehouse.store import Store

FIRST, LAST = 2013, 2026
DRIFT, MONTHLY = 0.04, 0.1
SPREAD = {"plain": 0.09, "slice": 0.2}
"""The standard deviation of a year's logarithmic growth."""

UNIT = Decimal(10**6)
SOURCE = Source(id="noise", title="Noise", publisher="nobody", reliability="official")

Series = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure that is held: what of (region, product, partner, regime, basis), which flow, when, and whether a level or a growth rate."""

    series: Series
    flow: str
    op: str
    period: Period


@dataclass(frozen=True, slots=True)
class Shape:
    """The cells of a panel, and of each series the usual exports and imports of a month in yuan."""

    cells: tuple[Cell, ...]
    sizes: dict[Series, tuple[float, float]]


@cache
def shape() -> Shape:
    """The shape of the embedded figures on trade in yuan."""
    with TemporaryDirectory() as folder, open_warehouse(Path(folder) / "warehouse") as h:
        rows = h.indicators.engine.fetch(
            "SELECT region, product, partner, regime, coalesce(basis, '') AS basis, flow, op, first_month, last_month, CAST(value AS DOUBLE) AS value "
            "FROM preferred WHERE concept = 'trade' AND measure = 'value' AND currency = 'CNY' AND scope IS NULL AND versus IS NULL AND op IN ('level', 'growth') "
            "AND value IS NOT NULL AND flow IN ('total', 'export', 'import') AND reliability <> 'derived' AND first_month >= 201401 "
            "ORDER BY region, product, partner, regime, basis, flow, op, first_month, last_month"
        )
    cells, seen = [], {}
    for r in rows:
        series = (r["region"], r["product"], r["partner"], r["regime"], r["basis"])
        period = Period(r["first_month"], r["last_month"])
        cells.append(Cell(series, r["flow"], r["op"], period))
        if r["op"] == "level" and r["value"] > 0:
            seen.setdefault((series, r["flow"]), []).append(r["value"] / period.months)
    sizes = {}
    for series in dict.fromkeys(c.series for c in cells):
        whole, out, back = (float(np.median(seen[series, f])) if (series, f) in seen else None for f in ("total", "export", "import"))
        half = (whole or out or back or 10.0**9) / 2
        sizes[series] = (out or half, back or half)
    return Shape(tuple(dict.fromkeys(cells)), sizes)


def panel(of: Shape, seed: int) -> Iterator[Figure]:
    """The figures of a panel."""
    random = np.random.default_rng([seed, 10])
    flows = {series: np.stack([size * _months(random, _plain(series)) for size in of.sizes[series]]) for series in of.sizes}
    provinces = set(codes.members("provinces"))
    for series in flows:
        if _plain(series) and series[0] == "CN":
            flows[series] = sum((f for s, f in flows.items() if s[0] in provinces and s[1:] == series[1:]), np.zeros_like(flows[series]))
    for n, cell in enumerate(of.cells):
        region, product, partner, regime, basis = cell.series
        now = _amount(flows[cell.series], cell.flow, cell.period)
        is_level = cell.op == "level"
        if is_level:
            value, precision = (Decimal(now) / UNIT).quantize(1) * UNIT, UNIT
        else:
            before = _amount(flows[cell.series], cell.flow, cell.period.year_before())
            value, precision = Decimal(100 * (now / before - 1)).quantize(Decimal("0.1")), Decimal("0.1")
        yield Figure(
            region=region, period=str(cell.period), value=value, unit="CNY" if is_level else "percent", op=cell.op, flow=cell.flow, product=product,
            partner=partner, regime=regime, measure="value", basis=basis or None, currency="CNY", precision=precision, source=SOURCE.id,
            released="2026-10-01", row=n,
        )  # fmt: skip


def _plain(series: Series) -> bool:
    return series[1:4] == ("all", "world", "all")


def _months(random: np.random.Generator, plain: bool) -> np.ndarray:
    """Months from the first year to the last, 1 on average at the end: years that grow by noise, and months of noise within each."""
    years = LAST - FIRST + 1
    grown = np.cumsum(DRIFT + SPREAD["plain" if plain else "slice"] * random.standard_normal(years))
    parts = np.exp(MONTHLY * random.standard_normal((years, 12)))
    return (np.exp(grown - grown[-1])[:, None] * parts / parts.mean(axis=1, keepdims=True)).reshape(-1)


def _amount(flows: np.ndarray, flow: str, period: Period) -> float:
    first = 12 * (period.start // 100 - FIRST) + period.start % 100 - 1
    months = flows[:, first : first + period.months].sum(axis=1)
    return float({"total": months.sum(), "export": months[0], "import": months[1]}[flow])


@contextmanager
def opened(seed: int) -> Iterator[Hinterland]:
    """A warehouse that holds a panel and nothing else."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "warehouse")
        load(store, [Reading(Path(f"noise-{seed}.csv"), "tidy", figures=list(panel(shape(), seed)))], {SOURCE.id: SOURCE})
        with open_warehouse(Path(folder) / "warehouse", embedded=False) as h:
            yield h


def strongest(h: Hinterland, year: int, subjects: Sequence[str] | None = None) -> dict[str, float]:
    """The bits of the strongest claim on each province in a year and in its last month, as `mine` weighs them: of months only what is said of all trade."""
    whole = Period.of_year(year)
    month = Period.of_month(whole.end)
    score_all(h.indicators, subjects or codes.members("provinces"), whole, month)
    rows = h.indicators.engine.fetch(
        f"SELECT subject, max(score) AS score FROM scored WHERE first_month = {whole.start} OR plain AND (flow = 'total' OR kind = 'value') "
        "GROUP BY subject ORDER BY subject"
    )
    return {r["subject"]: bits(r["score"]) for r in rows}
