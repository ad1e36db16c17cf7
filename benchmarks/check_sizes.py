"""Whether a check takes time and memory in proportion to its text: seconds and peak memory at 1 kB to 10 MB, English and Chinese.

    python benchmarks/check_sizes.py [--sizes 1000 10000 ...] [--languages en zh] [--profile FILE] [--output docs/reference/benchmarks-check-sizes.md]

A text is made of the paragraphs of `tests/corpus/articles`, drawn at random with the last digit of each of their figures drawn anew, up to a number of bytes of UTF-8, so
that a long text neither repeats itself nor agrees with itself. Each check runs in a process of its own, after a first one of a sentence; seconds are those of its processor.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import platform
import pstats
import random
import re
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from hinterland.api import Hinterland
from hinterland.check.document import from_text

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "tests" / "corpus" / "articles"
DATE = date(2026, 3, 15)
SIZES = [1_000, 10_000, 100_000, 1_000_000, 10_000_000]
LANGUAGES = {"en": "English", "zh": "Chinese"}
FIGURE = re.compile(r"(?<=\d\.)\d+")


@dataclass(frozen=True)
class Took:
    """What a check of a text took: bytes and claims of the text, seconds of the processor, megabytes at most, and those of the process before."""

    language: str
    size: int
    claims: int
    seconds: float
    memory: float
    before: float


def paragraphs(language: str) -> list[str]:
    """The paragraphs of the articles of a language."""
    texts = [path.read_bytes().decode("utf-8") for path in sorted(ARTICLES.glob(f"{language}-*.txt"))]
    return [line for text in texts for line in text.splitlines() if line.strip()]


def text(language: str, size: int) -> str:
    """Paragraphs drawn at random with figures drawn anew, of a maximum number of bytes."""
    rng, drawn, length = random.Random(f"{language} {size}"), [], 0
    pool = paragraphs(language)
    while length < size:
        line = FIGURE.sub(lambda m: m[0][:-1] + str(rng.randrange(10)), rng.choice(pool)) + "\n\n"
        drawn.append(line)
        length += len(line.encode())
    return "".join(drawn).encode()[:size].decode("utf-8", errors="ignore")


def peak() -> float:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(location: str, language: str, size: int, profile: str | None = None) -> Took:
    """Check a text of a size; its profile goes to a file where one is named."""
    with Hinterland(location) as h:
        h.check(from_text("first", text(language, 500)), dated=DATE)
        document, before = from_text("text", text(language, size)), peak()
        profiler = cProfile.Profile()
        start = time.process_time()
        report = profiler.runcall(h.check, document, dated=DATE) if profile else h.check(document, dated=DATE)
        seconds = time.process_time() - start
    if profile:
        with Path(profile).open("w", encoding="utf-8") as file:
            pstats.Stats(profiler, stream=file).sort_stats("cumulative").print_stats(70).sort_stats("tottime").print_stats(50)
    return Took(language, size, len(report.claims), seconds, peak(), before)


def row(took: Took) -> str:
    """A row of the table."""
    return (
        f"| {LANGUAGES[took.language]} | {took.size:,} | {took.claims:,} | {took.seconds:.2f} | {1e6 * took.seconds / took.size:.1f} "
        f"| {took.memory:,.0f} | {took.before:,.0f} |"
    )


def page(found: list[Took]) -> str:
    """The page with its table."""
    return "\n".join([
        "# Checking texts of every size", "",
        f"Written by `python benchmarks/check_sizes.py --output docs/reference/benchmarks-check-sizes.md` on {date.today()}, {platform.system()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}.", "",
        "A text is made of paragraphs of `tests/corpus/articles` drawn at random, their figures drawn anew. Each check ran in a process of its own, after a first one of a "
        "sentence. Seconds are those of its processor; memory is the most that the process had, and what it had before the check. Other programs used the machine as well, "
        f"by a load of {os.getloadavg()[0]:.1f} at the end, which makes seconds longer.", "",
        "| language | bytes | claims | seconds | seconds a MB | memory at most, MB | before, MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |", *map(row, found), "",
    ])  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="BYTES")
    parser.add_argument("--languages", nargs="+", default=list(LANGUAGES), choices=list(LANGUAGES))
    parser.add_argument("--profile", metavar="FILE", help="profile each check, and write the last profile here")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the page here too")
    asked, found = parser.parse_args(), []
    with tempfile.TemporaryDirectory() as folder:
        Hinterland(folder).close()
        for language in asked.languages:
            for size in asked.sizes:
                with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                    found.append(pool.submit(measure, folder, language, size, asked.profile).result())
                print(row(found[-1]), flush=True)
    if asked.output:
        asked.output.write_text(page(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
