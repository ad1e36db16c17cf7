"""How wide the bands of revision must be: measured on the embedded figures, by hiding each held cell and asking whether its figure meets the bounds of the others.

Cells are hidden three at a time in every family (a region with a series), everything else stands, and all identities are applied: a little harder than one at a time. The
bands of `src/hinterland/ledger/bands.csv` are tried at several multiples; the least at which at least 99.5% of the bounded cells are met is what they should be, which is one
where the table is calibrated. So that this isn't judged by the cells it was fitted on alone, the multiple is also fitted on two thirds of the regions and tried on the rest.
Run `python benchmarks/ledger_band.py`, which takes some minutes, prints the coverage, and writes the comments of the table and docs/reference/revision-bands.md.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import hinterland
from hinterland.indicators.set_aside import set_aside
from hinterland.ledger.bands import BASES, LEVELS, SHAPES, Bands, calibrated, shape
from hinterland.ledger.closure import span
from hinterland.ledger.figures import Figures, read_exchange, read_figures, read_rates
from hinterland.ledger.identities import Ties, settle
from hinterland.ledger.system import STEPS, build, factors

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "revision-bands.md"
TABLE = ROOT / "src" / "hinterland" / "ledger" / "bands.csv"
HIDDEN, TARGET = 3, 0.995
MULTIPLES = (0.25, 0.5, 0.75, 0.875, 1.0, 1.125, 1.25)
THIRDS, SPLITS = 3, 200
"""Number of parts that regions are split into at random, and of splits; each part is held out once."""


class Measured:
    """Hidden cells and what the others say of them: number of the figure, lower and upper bound."""

    def __init__(self, figures: Figures, rows: list[tuple[int, float, float]]) -> None:
        self.figures = figures
        self.number = np.array([r[0] for r in rows])
        self.low, self.high = (np.array([r[k] for r in rows]) for k in (1, 2))

    @property
    def bounded(self) -> NDArray[np.bool_]:
        """Which are bounded from both sides, and closely enough for the bounds to tell anything: within 20%."""
        found: NDArray[np.bool_] = np.isfinite(self.high) & (self.high <= 1.2 * self.low)
        return found

    @property
    def met(self) -> NDArray[np.bool_]:
        """Whose published interval meets the bounds."""
        f = self.figures
        found: NDArray[np.bool_] = (f.low[self.number] <= self.high * (1 + 1e-9)) & (f.high[self.number] >= self.low * (1 - 1e-9))
        return found

    def kinds(self) -> NDArray[np.int64]:
        """The level, shape and basis of each."""
        f, n = self.figures, self.number
        level = np.array([0 if f.families[i][0] == "CN" else 1 for i in f.family[n]])
        return np.stack([level, shape(f.first[n], f.last[n]), f.derived[n].astype(np.int64)], axis=1)


def hidden(figures: Figures) -> Iterator[NDArray[np.bool_]]:
    """Sets of cells that are hidden together: some of every family, in random order."""
    order = np.random.default_rng(1).permutation(len(figures.id))
    rank = np.zeros(len(figures.id), dtype=np.int64)
    for family in range(len(figures.families)):
        mine = order[figures.family[order] == family]
        rank[mine] = np.arange(len(mine))
    for i in range(int(rank.max()) // HIDDEN + 1):
        yield rank // HIDDEN == i


def measure(figures: Figures, rates: Any, exchange: Any, bands: Bands) -> Measured:
    """Hide every cell once."""
    rows = []
    for some in hidden(figures):
        rest = figures.without(some)
        ties = Ties.among(rest, rates, exchange, bands)
        system, _ = build(rest, bands, ties.nodes(), ties.tied())
        settle(system, ties)
        for i in np.flatnonzero(some):
            family = figures.families[figures.family[i]]
            if family in system.place:
                nodes, bounds = system.matrices(family)
                rows.append((int(i), *span(bounds[figures.flow[i]], nodes, int(figures.first[i]), int(figures.last[i]))))
    return Measured(figures, rows)


def coverage(m: Measured) -> tuple[int, float, int, float]:
    """How many cells are bounded at all and how many of those met, and the same of those bounded within 20%."""
    known, met = np.isfinite(m.high), m.met
    return int(known.sum()), float(met[known].mean()), int(m.bounded.sum()), float(met[m.bounded].mean())


def held_out(found: dict[float, Measured]) -> list[tuple[float, float, float]]:
    """For each part of each split: the least multiple that covers enough of the other parts, what it covers of them, and what it covers of the part held out."""
    figures = found[1.0].figures
    regions = sorted({r for r, _ in figures.families})
    counts = np.zeros((len(MULTIPLES), len(regions), 2))
    for i, multiple in enumerate(MULTIPLES):
        m = found[multiple]
        of = np.array([regions.index(figures.families[f][0]) for f in figures.family[m.number]])
        known = np.isfinite(m.high)
        counts[i] = np.stack([np.bincount(of[some], minlength=len(regions)) for some in (known & m.met, known)], axis=1)
    folds, rng = [], np.random.default_rng(1)
    for _ in range(SPLITS):
        part = rng.permutation(len(regions)) % THIRDS
        for third in range(THIRDS):
            fit, rest = (counts[:, some].sum(axis=1) for some in (part != third, part == third))
            enough = np.flatnonzero(fit[:, 0] >= TARGET * fit[:, 1])
            chosen = int(enough[0]) if enough.size else len(MULTIPLES) - 1
            folds.append((MULTIPLES[chosen], *(float(x[chosen, 0] / x[chosen, 1]) for x in (fit, rest))))
    return folds


def by_kind(m: Measured) -> dict[tuple[int, int, int], tuple[int, int]]:
    """Bounded and met cells of each kind."""
    kinds, found = m.kinds()[m.bounded], {}
    for kind in np.unique(kinds, axis=0):
        same = (kinds == kind).all(axis=1)
        found[tuple(int(k) for k in kind)] = (int(same.sum()), int(m.met[m.bounded][same].sum()))
    return found


def feasible(figures: Figures, bands: Bands) -> dict[float, int]:
    """How many series need which part of their band for their figures to be true together, of those that have figures enough to tell."""
    least = factors(figures, replace(bands, margin=1.0, least=0.0))
    series = np.unique(figures.family * 3 + figures.flow)
    told = factors(figures, replace(bands, margin=2.0, least=0.0))[series] != least[series]
    parts, counts = np.unique(least[series][told], return_counts=True)
    return {float(p): int(c) for p, c in zip(parts, counts, strict=True)}


def page(
    table: list[dict[str, str]],
    tried: dict[float, tuple[int, float, int, float]],
    kinds: Any,
    parts: dict[float, int],
    folds: list[tuple[float, float, float]],
) -> str:
    """The page of the reference."""
    lines = [
        "# The bands of revision",
        "",
        "Figures of different releases of one thing differ: by how much they may, so that [the ledger](../explanation/ledger.md) can bind them together, is measured and not assumed.",
        "`benchmarks/ledger_band.py` writes this page and the comments of `bands.csv`.",
        "",
        "## The table",
        "",
        "A band is a part of the figure: 0.012 lets either end move by 1.2%. *published* is for levels as published, *derived* for the base that a later level and growth imply (and for",
        "yuan from dollars), *exchanged* for amounts in one currency against those in the other, which are often of different vintages.",
        "",
        "| level | period | basis | band |",
        "| --- | --- | --- | --- |",
        *(f"| {r['level']} | {r['shape']} | {r['basis']} | {float(r['band']):.2%} |" for r in table),
        "",
        "## How series narrow it",
        "",
        "A series with at least twelve figures more than it needs, from at least twelve releases, shows how far its own figures lie apart.",
        f"It is given {calibrated().margin:g} times the least part of its band at which they",
        f"can all be true, at least {calibrated().least:g} of it; every other series is given all. Of the embedded figures' series that can tell, the numbers that need each part:",
        "",
        "| part of the band | series |",
        "| --- | --- |",
        *(f"| {part:g} | {count} |" for part, count in sorted(parts.items())),
        "",
        "## What they were measured by",
        "",
        f"Each held cell is hidden, {HIDDEN} at a time in every family of series, and the others are asked: does the published interval meet their bounds? At multiples of the table:",
        "",
        "| multiple | cells bounded | met | bounded within 20% | met |",
        "| --- | --- | --- | --- | --- |",
        *(f"| {k:g} | {v[0]:,} | {v[1]:.2%} | {v[2]:,} | {v[3]:.2%} |" for k, v in sorted(tried.items())),
        "",
        "By kind, at one, of those bounded within 20%:",
        "",
        "| level | period | basis | cells | met | |",
        "| --- | --- | --- | --- | --- | --- |",
        *(f"| {LEVELS[a]} | {SHAPES[b]} | {BASES[c]} | {n:,} | {met:,} | {met / n:.2%} |" for (a, b, c), (n, met) in sorted(kinds.items())),
        "",
        *disclosed(tried[1.0], folds),
        "What is not met are revisions: of single months or years of small provinces, whose trade few firms make. A bound is as sure as this table says, and no surer.",
        "",
        "## What is set aside",
        "",
        "Some figures were revised beyond every other. They stay held and are shown, `hinterland reconcile` names them, and no bound is drawn from them (`set_aside.csv` of the packs):",
        "",
        "| region | flow | period | source | why |",
        "| --- | --- | --- | --- | --- |",
        *(f"| {x.region} | {x.flow} | {x.period} | {x.source} | {x.reason} |" for x in set_aside()),
        "",
    ]
    return "\n".join(lines)


def disclosed(found: tuple[int, float, int, float], folds: list[tuple[float, float, float]]) -> list[str]:
    """How far the coverage can be trusted."""
    bounded, met, aside = found[0], round(found[0] * found[1]), len(set_aside())
    years = sum(len(str(x.period)) == 4 for x in set_aside())
    return [
        "The bands, the margin and the floor were chosen on these very cells, after trying some fifteen settings. Where two settings",
        "covered alike, the one that bounds more cells closely was taken: wider bands of the provinces' years would cover a few more of those.",
        "",
        f"**Held out.** So the multiple was also fitted on two thirds of the regions (the least that covers {TARGET:.1%} of their bounded cells, up to {MULTIPLES[-1]:g}) and tried on the third,",
        f"which it hadn't seen, in {SPLITS} random splits, each third held out once.",
        "The proportions between the bands, the margin and the floor stay those chosen on all cells: this holds out how wide the bands are, not their form.",
        "",
        "| fitted multiple | of the fits | met in the two thirds, mean | met in the third held out, mean | the least |",
        "| --- | --- | --- | --- | --- |",
        *_folds(folds),
        "",
        f"The {aside} figures that are set aside (below) are not among the cells. If each were counted as one that isn't met, {met / (bounded + aside):.2%} would be; if only the {years} yearly",
        f"ones were, which were found by looking at what was not met, {met / (bounded + years):.2%}.",
        "",
    ]


def _folds(folds: list[tuple[float, float, float]]) -> list[str]:
    rows = []
    for name, some in [*((f"{m:g}", [f for f in folds if f[0] == m]) for m in MULTIPLES), ("all", folds)]:
        if some:
            fit, rest = (np.array([f[k] for f in some]) for k in (1, 2))
            rows.append(f"| {name} | {len(some) / len(folds):.0%} | {fit.mean():.2%} | {rest.mean():.2%} | {rest.min():.2%} |")
    return rows


def comment(kind: tuple[int, int, int], kinds: dict[tuple[int, int, int], tuple[int, int]], overall: float) -> str:
    """How a row of the table was measured."""
    if kind[2] == 2:
        return "years held in yuan and in dollars, hidden in turn; measured with the years"
    if kind not in kinds:
        return f"none of this kind is bounded within 20%; taken from the kind beside it ({overall:.2%} of all cells are met)"
    n, met = kinds[kind]
    return f"hidden in turn, {met} of {n} figures of this kind meet the bounds of the others"


def main() -> None:
    """Measure, print and write."""
    with tempfile.TemporaryDirectory() as folder, hinterland.open(folder) as h:
        engine = h.indicators.engine
        figures, rates, exchange = read_figures(engine), read_rates(engine), read_exchange(engine)
    tried: dict[float, tuple[int, float, int, float]] = {}
    found: dict[float, Measured] = {}
    for multiple in MULTIPLES:
        bands = calibrated()
        found[multiple] = measure(figures, rates, exchange, replace(bands.scaled(multiple), margin=bands.margin * multiple))
        tried[multiple] = coverage(found[multiple])
        print(f"{multiple:g}: {tried[multiple]}", flush=True)
    kinds = by_kind(found[1.0])
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    for row in table:
        kind = (LEVELS.index(row["level"]), SHAPES.index(row["shape"]), BASES.index(row["basis"]))
        row["comment"] = comment(kind, kinds, tried[1.0][3])
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    PAGE.write_text(page(table, tried, kinds, feasible(figures, calibrated()), held_out(found)), encoding="utf-8")
    print(f"steps {STEPS}; least multiple that covers {TARGET:.1%}: {min((k for k, v in tried.items() if v[1] >= TARGET), default=None)}")


if __name__ == "__main__":
    main()
