"""Random worlds of monthly flows of which only some sums are published, rounded: what the ledger is asked, and what is true."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hinterland.ledger.bands import Bands
from hinterland.ledger.figures import Figures, Rate
from hinterland.ledger.identities import Ratios, Ties

START = 2020 * 12
"""The first boundary of every world."""


@dataclass(frozen=True)
class World:
    """Figures, the true running sums of every family and flow (families, 3, months + 1), and how families are tied."""

    figures: Figures
    sums: NDArray[np.float64]
    ties: Ties


def bands(width: float = 0.0) -> Bands:
    """Bands of one width for everything, which no series narrows."""
    return Bands(np.full((2, 4, 3), width), least=1.0)


def no_ratios() -> Ratios:
    none = np.zeros((0, 4), dtype=np.int64)
    return Ratios(none, none, np.zeros(0), np.zeros(0), np.zeros(0, dtype=str), [])


def sums_of(flows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Running sums from monthly exports and imports, shape (families, 2, months), with the total before them."""
    all_flows = np.concatenate([flows.sum(axis=1, keepdims=True), flows], axis=1)
    return np.concatenate([np.zeros((*all_flows.shape[:2], 1)), all_flows.cumsum(axis=2)], axis=2)


def published(rng: np.random.Generator, versions: NDArray[np.float64], per_series: int, flows: tuple[int, ...] = (0, 1, 2)) -> Figures:
    """Random spans of every series as published, rounded to random digits: each by one of the releases, whose running sums are `versions`."""
    releases, families, months = len(versions), versions.shape[1], versions.shape[3] - 1
    family = np.repeat(np.arange(families), per_series * len(flows))
    flow = np.tile(np.repeat(np.array(flows), per_series), families)
    first = rng.integers(0, months, len(family))
    last = first + 1 + rng.integers(0, months, len(family)) % (months - first)
    release = rng.integers(0, releases, len(family))
    seen = versions[release, family, flow, last] - versions[release, family, flow, first]
    unit = 10.0 ** rng.integers(-3, 2, len(family))
    value = np.round(seen / unit) * unit
    order = np.unique(np.stack([family, flow, first, last], axis=1), axis=0, return_index=True)[1]
    columns = [x[order] for x in (family, flow, first, last, value, unit, release)]
    family, flow, first, last, value, unit, release = columns
    return Figures(
        [(f"R{i}", "trade|*|all|world|all|value|operating-unit|CNY") for i in range(families)],
        np.array([f"figure {i}" for i in range(len(family))], dtype=object), family, flow, first + START, last + START,
        np.maximum(0.0, value - unit / 2), value + unit / 2, release, np.zeros(len(family), bool), np.ones(len(family), dtype=np.int64),
    )  # fmt: skip


def world(rng: np.random.Generator, families: int = 200, months: int = 12, per_series: int = 8, **how: object) -> World:
    """Families that nothing ties to each other."""
    flows = rng.gamma(0.7, 100.0, (families, 2, months)) * (rng.random((families, 2, months)) > 0.1)
    sums = sums_of(flows)
    figures = published(rng, sums[None], per_series, **how)  # type: ignore[arg-type]
    return World(figures, sums, Ties(figures, np.zeros((0, 2), dtype=np.int64), [], no_ratios()))


def revised(rng: np.random.Generator, releases: int, revision: float, families: int = 150, months: int = 12) -> World:
    """Families whose months every release gives otherwise, by up to a part of them."""
    flows = rng.gamma(0.7, 100.0, (families, 2, months))
    versions = np.stack([sums_of(flows * (1 + revision * rng.uniform(-1, 1, flows.shape))) for _ in range(releases)])
    figures = published(rng, versions, 7)
    return World(figures, sums_of(flows), Ties(figures, np.zeros((0, 2), dtype=np.int64), [], no_ratios()))


def nations(rng: np.random.Generator, count: int = 25, provinces: int = 4, months: int = 8, per_series: int = 5) -> World:
    """Nations, each the sum of the families after it."""
    flows = rng.gamma(0.7, 100.0, (count, provinces + 1, 2, months))
    flows[:, 0] = flows[:, 1:].sum(axis=1)
    sums = sums_of(flows.reshape(-1, 2, months))
    figures = published(rng, sums[None], per_series)
    step = provinces + 1
    tied = [(i * step, list(range(i * step + 1, (i + 1) * step))) for i in range(count)]
    return World(figures, sums, Ties(figures, np.zeros((0, 2), dtype=np.int64), tied, no_ratios()))


def parts(rng: np.random.Generator, count: int = 100, months: int = 10, per_series: int = 5) -> World:
    """Pairs of a whole and a part of it, with shares published for some periods."""
    flows = rng.gamma(0.7, 100.0, (count, 2, 2, months))
    flows[:, 1] = flows[:, 0] * rng.random((count, 2, months))
    sums = sums_of(flows.reshape(-1, 2, months))
    figures = published(rng, sums[None], per_series)
    whole = 2 * np.arange(count)
    cells, others, low, high = [], [], [], []
    for of in whole:
        first, last = sorted(rng.choice(months + 1, 2, replace=False))
        a, b = (sums[f, 1, last] - sums[f, 1, first] for f in (of + 1, of))
        if b > 0:
            share = np.round(a / b, 3)
            cells.append((of + 1, 1, first + START, last + START))
            others.append((of, 1, first + START, last + START))
            low.append(max(0.0, share - 0.0005))
            high.append(share + 0.0005)
    ratios = Ratios(
        np.array(cells),
        np.array(others),
        np.array(low),
        np.array(high),
        np.full(len(low), "share"),
        [f"share {i}" for i in range(len(low))],
    )
    return World(figures, sums, Ties(figures, np.stack([whole + 1, whole], axis=1), [], ratios))


def revised_shares(rng: np.random.Generator, releases: int, revision: float, bands: Bands, count: int = 60, months: int = 8) -> World:
    """Pairs of a whole and a part of it, whose months every release gives otherwise, with shares as the releases have them."""
    flows = rng.gamma(0.7, 100.0, (2 * count, 2, months)) + 1
    flows[1::2] = flows[::2] * rng.uniform(0.05, 0.9, (count, 2, months))
    versions = np.stack([sums_of(flows * (1 + revision * rng.choice([-1, 1], flows.shape))) for _ in range(releases)])
    series = [f"trade|*|all|{partner}|all|value|operating-unit|CNY" for partner in ("world", "ASEAN")]
    families = [(f"R{i}", s) for i in range(count) for s in series]
    figures = replace(published(rng, versions, 6), families=families, releases=tuple(str(v) for v in range(releases)))
    rates: list[Rate] = []
    for i in range(count):
        for _ in range(3):
            first, last = (int(x) for x in sorted(rng.choice(months + 1, 2, replace=False)))
            flow, by = int(rng.integers(3)), int(rng.integers(releases))
            whole, part = versions[by, 2 * i : 2 * i + 2, flow, last] - versions[by, 2 * i : 2 * i + 2, flow, first]
            cell, other = (((f"R{i}", s, flow, START + first, START + last)) for s in reversed(series))
            rates.append(Rate(f"share {len(rates)}", cell, other, part / whole - 0.0002, part / whole + 0.0002, "share", str(by)))
    return World(figures, sums_of(flows), Ties.among(figures, rates, {}, bands))
