"""The figures of labelled texts read by Hinterland, Recognizers-Text and quantulum3, in one run: values right, and time; and how fast whole articles are read.

    python benchmarks/read.py --peers /path/to/venv/bin/python --output docs/reference/benchmarks-read.md

A value is right when a quantity is found on the labelled stretch whose amount lies in the labelled interval, whatever its sign and unit: the most that a finder of
numbers can be asked for. The texts are those of `tests/corpus`. Install the peers (`pip install recognizers-text-suite "emoji<1.7" quantulum3 setuptools`) in an
environment of their own; one that isn't there is said not to be.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from hinterland import __version__
from hinterland.reading import read
from hinterland.reading.document import parse

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "corpus"
DATE = date(2026, 3, 15)
PEERS = ("recognizers-text", "quantulum3")
LANGUAGES = {"en": "English", "zh": "Chinese"}
UNITS = {"CNY", "USD", "percent", "percentage_point", "ratio", "units", "tonnes"}
ARTICLES, WORDS = 1000, 1000

Found = list[list[float]]
Json = dict[str, Any]


def labelled() -> list[Json]:
    """The labelled texts that state figures."""
    rows = [json.loads(line) for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if figures(row)]


def figures(row: Json) -> list[Json]:
    """The labels of a text that are a figure with both ends."""
    return [g for g in row["gold"] if g.get("unit") in UNITS and None not in (g.get("low"), g.get("high"))]


def right(row: Json, found: Found) -> int:
    """How many of a text's figures were found with the right amount."""
    return sum(any(_same(g, f) for f in found) for g in figures(row))


def _same(g: Json, f: list[float]) -> bool:
    low, high = sorted((abs(g["low"]), abs(g["high"])))
    return f[0] < g["end"] and g["start"] < f[1] and low - 1e-9 * high <= abs(f[2]) <= high * (1 + 1e-9)


def hinterland(rows: list[Json]) -> tuple[list[Found], float]:
    """What Hinterland finds before it decides what a figure is of, and the seconds it took."""
    list(_quantities(rows[0]))
    begun = time.perf_counter()
    found = [list(_quantities(row)) for row in rows]
    return found, time.perf_counter() - begun


def _quantities(row: Json) -> Any:
    document = parse(row["text"], DATE)
    for p in document.parsed:
        for figure in (m.figure for m in p.mentions if m.figure is not None):
            start, end = document.plain.original(p.sentence.start + figure.start, p.sentence.start + figure.end)
            yield [start, end, float(figure.value)]


def peer(python: str, name: str, rows: list[Json]) -> tuple[list[Found], float] | str:
    """What a peer finds, or the sentence that says why it found nothing."""
    texts = "".join(json.dumps({"text": r["text"], "language": r["language"]}) + "\n" for r in rows)
    try:
        done = subprocess.run(
            [python, str(Path(__file__).with_name("read_peers.py")), name], input=texts, capture_output=True, text=True, check=False
        )
    except OSError:
        return "not installed"
    if done.returncode:
        return "not installed" if "ModuleNotFoundError" in done.stderr else "failed: " + done.stderr.strip().splitlines()[-1]
    *found, spent = map(json.loads, done.stdout.splitlines())
    return found, spent


def article(words: int) -> str:
    """An article of so many words, from the texts of the corpus."""
    texts, length = [], 0
    for row in (r for r in labelled() if r["language"] == "en"):
        texts.append(row["text"])
        length += len(row["text"].split())
        if length >= words:
            break
    return "\n\n".join(texts)


def articles() -> list[str]:
    """The articles of the corpus, over and over, until there are enough."""
    found = [p.read_text(encoding="utf-8") for p in sorted((CORPUS / "articles").glob("*.txt"))] or [article(WORDS // 4)]
    return list(islice(cycle(found), ARTICLES))


def claims_in(text: str) -> int:
    """How many claims a text makes."""
    return len(read(text, DATE).claims)


def median(run: Callable[[], object], times: int = 9) -> float:
    """The median seconds of processor time that a run takes, which other work of the machine changes little."""
    spent = []
    for _ in range(times):
        begun = time.process_time()
        run()
        spent.append(time.process_time() - begun)
    return statistics.median(spent)


def whole_articles() -> list[str]:
    """How fast whole articles are read, as lines of a page."""
    text, many = article(WORDS), articles()
    claims_in(text)
    warm = median(lambda: claims_in(text))
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(claims_in, many[:20]))
        begun = time.perf_counter()
        counted = sum(pool.map(claims_in, many, chunksize=25))
        spent = time.perf_counter() - begun
    return [
        "## Whole articles",
        "",
        f"An article of {len(text.split()):,} words is read in {1000 * warm:.0f} ms of processor time (median of nine, warm, one core). {ARTICLES:,} articles of "
        f"{statistics.median(len(t) for t in many):.0f} characters in the median, with {counted:,} claims, take two processes {spent:.1f} s: {ARTICLES / spent:.0f} a second.",
    ]


def page(python: str | None) -> str:
    """The whole page."""
    rows = labelled()
    results: dict[str, tuple[list[Found], float] | str] = {"Hinterland": hinterland(rows)}
    results |= {name: peer(python, name, rows) if python else "not installed" for name in PEERS}
    lines = [
        "# Reading figures, measured",
        "",
        f"Written by `benchmarks/read.py` with Hinterland {__version__}, Python {platform.python_version()}, {os.cpu_count()} cores.",
        "",
        "| | English right | Chinese right | texts a second |",
        "| --- | --- | --- | --- |",
    ]
    for name, result in results.items():
        if isinstance(result, str):
            lines.append(f"| {name} | {result} | | |")
            continue
        found, spent = result
        cells = []
        for language in LANGUAGES:
            own = [(r, f) for r, f in zip(rows, found, strict=True) if r["language"] == language]
            of, hit = sum(len(figures(r)) for r, _ in own), sum(right(r, f) for r, f in own)
            cells.append(f"{hit} of {of} ({100 * hit / of:.1f}%)")
        lines.append(f"| {name} | {' | '.join(cells)} | {len(rows) / spent:,.0f} |")
    lines += ["", "quantulum3 reads English only.", "", *whole_articles(), ""]
    return "\n".join(lines)


def main() -> None:
    """Measure and write or print the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", help="the Python of an environment in which the peers are installed")
    parser.add_argument("--output", type=Path, help="write the page there instead of printing it")
    given = parser.parse_args()
    text = page(given.peers)
    if given.output:
        given.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
