"""How fast bounds are found and how many cells they reach: the embedded figures cold and stored, and a million SYNTHETIC figures.

Run `python benchmarks/ledger.py`, which prints what it measures and writes docs/reference/benchmarks-ledger.md. Spans are all stretches of months between the first and the last
boundary of a series of the nation's or a province's trade, exports or imports; those that are held are left out.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

import hinterland
from hinterland.ledger import Ledger
from hinterland.ledger.bands import calibrated
from hinterland.ledger.closure import project
from hinterland.ledger.figures import Figures
from hinterland.ledger.system import build

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "benchmarks-ledger.md"
TRADE = "trade|*|all|world|all|value|operating-unit|CNY"
ROUNDS = 5
MILLION, EACH, MONTHS = 1_000_000, 20, 24


def timed(folder: str) -> tuple[float, float]:
    """Seconds, and seconds of the processors, until the table of bounds is there, the state being open."""
    with hinterland.open(folder) as h:
        indicators = h.indicators
        begun, used = time.perf_counter(), time.process_time()
        Ledger(indicators).table()
        return time.perf_counter() - begun, time.process_time() - used


def reach(folder: str) -> dict[str, int]:
    """How many spans of trade totals are held, and how many that are not are bounded within 1% and 20%."""
    with hinterland.open(folder) as h:
        system, _ = Ledger(h.indicators).settled()
    figures, counts = system.figures, {"held": 0, "1%": 0, "20%": 0}
    for number, (region, series) in enumerate(figures.families):
        if series != TRADE or not (region == "CN" or region.startswith("CN-")):
            continue
        nodes, bounds = system.matrices((region, series))
        for flow in range(3):
            own = np.flatnonzero((figures.family == number) & (figures.flow == flow))
            if not own.size:
                continue
            months = np.arange(figures.first[own].min(), figures.last[own].max() + 1)
            upper = project(bounds[flow : flow + 1], nodes, months)[0]
            lower = -upper.T
            asked = np.triu(np.ones(upper.shape, bool), 1)
            asked[figures.first[own] - months[0], figures.last[own] - months[0]] = False
            known = asked & (lower > 0)
            counts["held"] += own.size
            counts["1%"] += int((known & (upper <= 1.01 * lower)).sum())
            counts["20%"] += int((known & (upper <= 1.2 * lower)).sum())
    return counts


def million() -> Figures:
    """A million figures of random spans of 50,000 series, true to random months of them, of one release or another."""
    rng = np.random.default_rng(1)
    series = MILLION // EACH
    sums = np.concatenate([np.zeros((series, 1)), rng.gamma(0.7, 100.0, (series, MONTHS)).cumsum(axis=1)], axis=1)
    family = np.repeat(np.arange(series), EACH)
    first = rng.integers(0, MONTHS, MILLION)
    last = first + 1 + rng.integers(0, MONTHS, MILLION) % (MONTHS - first)
    true = sums[family, last] - sums[family, first]
    return Figures(
        [(f"region {i}", TRADE) for i in range(series)],
        np.arange(MILLION), family, np.ones(MILLION, np.int64), first + 24000, last + 24000, true * 0.9999, true * 1.0001,
        rng.integers(0, 12, MILLION), np.zeros(MILLION, bool), np.ones(MILLION, np.int64),
    )  # fmt: skip


def main() -> None:
    """Measure, print and write."""
    cold, warm = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            cold.append(timed(folder))
            warm += [timed(folder) for _ in range(3)]
            counts = reach(folder)
    figures = million()
    begun, used = time.perf_counter(), time.process_time()
    build(figures, calibrated())
    closed, worked = time.perf_counter() - begun, time.process_time() - used
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    rows = [
        ("embedded figures, cold (identities and all), seconds", f"{statistics.median(c[0] for c in cold):.2f}"),
        ("the same, seconds of the processors", f"{statistics.median(c[1] for c in cold):.2f}"),
        ("embedded figures, stored, milliseconds", f"{1000 * statistics.median(w[0] for w in warm):.0f}"),
        ("spans of trade totals held", f"{counts['held']:,}"),
        ("spans not held that are bounded within 1%", f"{counts['1%']:,}"),
        ("spans not held that are bounded within 20%", f"{counts['20%']:,}"),
        ("a million SYNTHETIC figures of 50,000 series closed over time, seconds", f"{closed:.1f}"),
        ("the same, seconds of the processors", f"{worked:.1f}"),
        ("memory at its highest, GB", f"{memory:.1f}"),
    ]
    text = "\n".join(
        [
            "# How fast bounds are found",
            "",
            f"[The ledger](../explanation/ledger.md) of the embedded figures; medians on {os.cpu_count()} processors, Python {platform.python_version()}, NumPy {np.__version__}. "
            f"`benchmarks/ledger.py` writes this page. The machine's load was {os.getloadavg()[0]:.0f} at the end: where the processors' seconds are far fewer, others had them.",
            "",
            "| | |",
            "| --- | --- |",
            *(f"| {name} | {value} |" for name, value in rows),
            "",
        ]
    )
    print(text)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
