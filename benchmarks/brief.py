"""How long a brief takes in every format, and the whole site: whole commands, each in a process of its own.

    python benchmarks/brief.py --output docs/reference/benchmarks-brief.md

Everything is written to a temporary folder. Ends with status 1 when a bound is missed.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

RUNS = 5

COMMAND = [sys.executable, "-m", "hinterland.cli"]

BRIEF_BOUND, SITE_BOUND, SITE_SIZE = 4.0, 60.0, 40

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """A brief: what the table calls it, the subject, the language and the suffix of the file."""

    name: str
    subject: str
    language: str
    suffix: str


CASES = (
    Case("Anhui, page", "CN-AH", "en", ".html"),
    Case("Anhui, page in Chinese", "CN-AH", "zh", ".html"),
    Case("the nation, page", "CN", "en", ".html"),
    Case("Tibet, page", "CN-XZ", "en", ".html"),
    Case("Anhui, Markdown", "CN-AH", "en", ".md"),
    Case("Anhui, evidence workbook", "CN-AH", "en", ".xlsx"),
    Case("Anhui, Word", "CN-AH", "en", ".docx"),
    Case("Anhui, PDF", "CN-AH", "zh", ".pdf"),
)


def run(arguments: list[str], warehouse: Path) -> tuple[float, float, str]:
    """A command's seconds, the CPU seconds of it and its children, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        [*COMMAND, *arguments], env={**os.environ, "HINTERLAND_WAREHOUSE": str(warehouse)}, capture_output=True, text=True, check=True
    )
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def briefs(folder: Path) -> tuple[list[str], float]:
    """A line of the table a case, and the slowest median."""
    lines, slowest = [], 0.0
    for case in CASES:
        path = folder / f"brief{case.suffix}"
        arguments = ["brief", case.subject, "--period", "2025", "--language", case.language, "--output", str(path)]
        times = [run(arguments, folder / "warehouse")[0] for _ in range(RUNS + 1)][1:]
        median = statistics.median(times)
        slowest = max(slowest, median)
        lines.append(f"| {case.name} | {median:.2f} | {min(times):.2f} | {path.stat().st_size / 1000:,.0f} |")
        print(lines[-1], flush=True)
    return lines, slowest


def site(folder: Path) -> tuple[str, float]:
    """What the whole site took, in a sentence, and its seconds."""
    output, jobs = folder / "site", os.cpu_count() or 1
    arguments = ["site", "--period", "2025", "--output", str(output), "--output-format", "json"]
    seconds, cpu, printed = run(arguments, folder / "warehouse")
    told = json.loads(printed)
    pages = sorted((p.stat().st_size for p in output.rglob("*.html")), reverse=True)
    size = told["bytes"] / MEGABYTE
    assert pages[0] < MEGABYTE, f"a page is {pages[0]:,} bytes"
    assert size < SITE_SIZE, f"the site is {size:.1f} MB"
    return (
        f"The whole site (`hinterland site --period 2025`, {jobs} processes): {told['briefs']} briefs and {told['claims']:,} claims on {len(pages):,} pages in "
        f"{seconds:.0f} s ({cpu:.0f} CPU seconds; aim {SITE_BOUND:.0f} s: {'kept' if seconds < SITE_BOUND else 'missed'}). {told['files']:,} files, "
        f"{size:.0f} MB (aim {SITE_SIZE} MB); the largest page {pages[0] / 1000:,.0f} kB, the median {statistics.median(pages) / 1000:,.0f} kB.",
        seconds,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--output", type=Path, help="where to write the page; else it is printed")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        first, _, _ = run(["brief", "CN-AH", "--period", "2025", "--output", str(folder / "first.html")], folder / "warehouse")
        lines, slowest = briefs(folder)
        told, whole = site(folder)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("duckdb", "vl-convert-python", "typst"))
    page = "\n".join(
        [
            "# How fast briefs are written",
            "",
            f"Written by `python benchmarks/brief.py --output docs/reference/benchmarks-brief.md` on {date.today()}: {platform.system()}, "
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end, Python {platform.python_version()}, {versions}.",
            "",
            f"Whole commands, {RUNS} runs each after one that isn't counted. The first brief of all, which seeds the warehouse with the embedded figures, took "
            f"{first:.1f} s (aim: {BRIEF_BOUND:.0f} s).",
            "",
            "| brief of 2025 | median s | least s | kB |",
            "| --- | ---: | ---: | ---: |",
            *lines,
            "",
            told,
            "",
        ]
    )
    chosen.output.write_text(page, encoding="utf-8") if chosen.output else print(page)
    return 1 if slowest > BRIEF_BOUND or first > BRIEF_BOUND or whole > SITE_BOUND else 0


if __name__ == "__main__":
    sys.exit(main())
