"""How fast specialisation is worked out: ours beside `ecomplexity`, on SYNTHETIC amounts of 10 years, 31 regions and 1,200 products, in one run.

Each is given the same amounts, most of them present, spread as trade is; both work out advantage, complexity, proximity, density and gain. Run
`python benchmarks/specialisation.py [ROUNDS]`, which prints medians and writes them to docs/reference/benchmarks-specialisation.md; without ecomplexity its part is left out.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from hinterland.indicators.specialisation import specialisation

try:
    import pandas
    from ecomplexity import ecomplexity
except ImportError:
    ecomplexity = None

YEARS, REGIONS, PRODUCTS, PRESENT = 10, 31, 1200, 0.6
PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "benchmarks-specialisation.md"


def amounts() -> list[Any]:
    """Each year's amounts, regions by products."""
    rng = np.random.default_rng(31)
    return [np.exp(rng.normal(0, 2, (REGIONS, PRODUCTS))) * (rng.random((REGIONS, PRODUCTS)) < PRESENT) for _ in range(YEARS)]


def timed(work: Callable[[], object], rounds: int) -> float:
    """The median of some runs, in seconds."""
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return statistics.median(found)


def main(rounds: int) -> None:
    """Measure, print and write."""
    warnings.simplefilter("ignore")
    years = amounts()
    regions, products = [f"r{i:02}" for i in range(REGIONS)], [f"{i:04}" for i in range(PRODUCTS)]
    ours = timed(lambda: [specialisation(regions, products, v) for v in years], rounds)
    rows = [("Hinterland", ours)]
    if ecomplexity is not None:
        table = pandas.concat(
            pandas.DataFrame(v, regions, products).stack().rename("value").reset_index().assign(year=y) for y, v in enumerate(years)
        )
        table = table[table["value"] > 0]
        names = {"time": "year", "loc": "level_0", "prod": "level_1", "val": "value"}
        rows.append(
            ("ecomplexity", timed(lambda: ecomplexity(table, names, check_logsupermodularity=False, verbose=False), max(1, rounds // 3)))
        )
    told = [f"| {name} | {seconds:.2f} | {seconds / ours:.0f} |" for name, seconds in rows]
    page = [
        "# How fast specialisation is", "",
        f"{YEARS} years, {REGIONS} regions, {PRODUCTS:,} products, SYNTHETIC amounts; advantage, complexity, proximity, density, gain. Medians of one run on "
        f"{os.cpu_count()} processors, Python {platform.python_version()}, NumPy {np.__version__}. `benchmarks/specialisation.py` writes this page.", "",
        "| | seconds | times ours |", "| --- | --- | --- |", *told, "",
    ]  # fmt: skip
    print("\n".join(page))
    if len(rows) > 1:
        PAGE.write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
