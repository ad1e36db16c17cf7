"""How fast the commands answer: help, a first seeding, a subject's figures, a brief; medians of seven runs, each in a process of its own.

Prints a table, and ends with status 1 when a bound is missed. Everything is written to a temporary folder.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import DEVNULL

RUNS = 7

COMMAND = [sys.executable, "-m", "hinterland.cli"]


@dataclass(frozen=True, slots=True)
class Case:
    """A command line, what it is called, its bound in seconds, and whether each run gets a warehouse that isn't there yet."""

    name: str
    arguments: tuple[str, ...]
    bound: float
    fresh: bool = False


CASES = (
    Case("help", ("--help",), 0.3),
    Case("seeding a fresh warehouse", ("states",), 2.0, fresh=True),
    Case("show, all periods", ("show", "anhui"), 1.0),
    Case("brief of a year", ("brief", "anhui", "--period", "2025", "--output", "{folder}/brief.html"), 2.0),
)


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def measure(case: Case, folder: Path) -> float:
    """The median of the runs, in seconds; a first one warms the caches and isn't counted."""
    arguments = [a.format(folder=folder) for a in case.arguments]
    times = []
    for number in range(RUNS + 1):
        warehouse = folder / (f"fresh-{case.name}-{number}" if case.fresh else "warehouse")
        environment = {**os.environ, "HINTERLAND_WAREHOUSE": str(warehouse)}
        command = partial(subprocess.run, [*COMMAND, *arguments], env=environment, stdout=DEVNULL, stderr=DEVNULL, check=True)
        times.append(seconds(command))
    return statistics.median(times[1:])


def main() -> int:
    missed = False
    print(f"{'':28}{'median':>10}{'bound':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            median = measure(case, Path(folder))
            missed |= median > case.bound
            print(f"{case.name:28}{median:8.2f} s{case.bound:8.2f} s{'   missed' if median > case.bound else ''}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
