"""Simulating 31 provinces, 1,000 paths, 24 months: the posterior beside statsforecast's own `simulate`, in one run.

    python benchmarks/outlook.py --output docs/reference/benchmarks-outlook.md

Both start from the same levels, each in its own form: ours reads them from the warehouse and draws 60 months of exports and of imports, three years of them
held; the library takes a frame of logarithms. Fitting counts, importing doesn't; the library runs once before the clock starts, since it compiles on first
use. Without the extra `outlook` its lines are missing.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
import warnings
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np

import rivals
from hinterland.api import open as open_warehouse
from hinterland.claims.statement import statement
from hinterland.models import Indicator
from hinterland.outlook import future, record
from hinterland.outlook.forecast import forecast
from hinterland.outlook.joint import prepare
from hinterland.outlook.series import Series, monthly

PATHS, MONTHS, SEASON = 1000, 24, 12
RUNS = 5
AIM = 5.0
MODELS = ("AutoETS", "AutoARIMA", "RandomWalkWithDrift")


def median(work: Callable[[], object], runs: int = RUNS) -> float:
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return float(np.median(seconds))


def library(series: Series, name: str, jobs: int) -> Callable[[], object]:
    import pandas as pd
    from statsforecast import StatsForecast, models

    frame = pd.DataFrame(
        {
            "unique_id": np.repeat(np.arange(len(series.regions)), len(series)),
            "ds": np.tile(np.arange(len(series)), len(series.regions)),
            "y": np.log(series.levels).reshape(-1),
        }
    )

    def run() -> object:
        made = models.RandomWalkWithDrift() if name == "RandomWalkWithDrift" else getattr(models, name)(season_length=SEASON)
        return StatsForecast(models=[made], freq=1, n_jobs=jobs).simulate(h=MONTHS, df=frame, n_paths=PATHS, seed=0)

    return run


def claims(folder: str | None) -> list[str]:
    """What a claim costs: kinds of claims in 1,000 futures of five years."""
    lines = ["| claim, in 1,000 futures | seconds |", "| --- | ---: |"]
    i = Indicator(basis="operating-unit", currency="CNY")
    from hinterland.models import Relation

    asked = {
        "value: a province above 1 trillion yuan": statement("value", "CN-HA", i, "2026", low=10**12, unit="CNY"),
        "comparison: a province overtakes another": statement(
            "comparison", "CN-HB", i, "2027", relation=Relation(test=">", versus="CN-HA", base_period="2026")
        ),
        "first: the second central province above 1 trillion": statement(
            "first", "CN-HA", i, "2027", scope="central", relation=Relation(test=">", threshold=10**12), low=2, high=2, unit="rank"
        ),
        "rank: a province is ninth nationwide": statement(
            "rank", "CN-HA", i, "2027", scope="provinces", relation=Relation(test="nth", order="desc"), low=9, high=9, unit="rank"
        ),
        "count: ten provinces above 1 trillion": statement(
            "count", "CN", i, "2027", scope="provinces", relation=Relation(test=">", threshold=10**12), low=10, high=10, unit="count"
        ),
    }
    with open_warehouse(folder) as h:
        made = forecast(h.indicators, 5, paths=PATHS)
        for name, claim in asked.items():
            seconds = median(lambda c=claim: future.outcomes(h.indicators, [made.paths], [c]), 3)  # type: ignore[misc]
            lines.append(f"| {name} | {seconds:.2f} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--warehouse")
    given = parser.parse_args()
    with open_warehouse(given.warehouse) as h:
        series = monthly(h.indicators)
        ours = median(lambda: prepare(h.indicators, series.steps[-1].end // 100 + 2, PATHS, 0)())
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0]
    versions = f"Python {platform.python_version()}, numpy {version('numpy')}" + (
        f", statsforecast {version('statsforecast')}" if rivals.installed() else ""
    )
    lines = [
        "# How fast futures are simulated",
        "",
        f"Written by `python benchmarks/outlook.py --output docs/reference/benchmarks-outlook.md` on {date.today()}: {platform.system()}, {cores} cores, load {load:.1f},",
        f"{versions}. Medians of {RUNS} runs (3 of the library), fitting and simulating {len(series.regions)} provinces, {PATHS:,} paths and {MONTHS} months from {len(series)} months.",
        "",
        "| contender | seconds | joint paths | pinball loss, 1 to 3 months ahead |",
        "| --- | ---: | --- | ---: |",
        f"| ours, posterior | {ours:.3f} | yes | {record.loss('months', record.OURS):.4f} |",
    ]
    if rivals.installed():
        for name in MODELS:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                work = library(series, name, cores)
                work()
                scored = record.loss("months", name)
                told = f"{scored:.4f}" if np.isfinite(scored) else ""
                lines.append(f"| statsforecast `simulate`, {name} | {median(work, 3):.2f} | no | {told} |")
    verdict = "kept" if ours < AIM else "missed"
    lines += [
        "",
        f"The aim is {AIM:g} seconds on two cores: {verdict}. The library simulates each province by itself, so its paths say nothing of ranks, counts and overtakings.",
        "",
        *claims(given.warehouse),
        "",
        "A claim is judged by its evaluator once a future, in one statement; most of the time goes into laying the futures into the engine.",
    ]
    page = "\n".join(lines) + "\n"
    if given.output:
        given.output.write_text(page, encoding="utf-8")
    else:
        print(page)


if __name__ == "__main__":
    main()
