"""Hinterland beside figured and numaudit on articles with planted errors and articles without, English and Chinese: errors found, false alarms, time.

    python benchmarks/check.py --peers /path/to/venv/bin/python --output docs/reference/benchmarks-check.md

The texts are those of `tests/corpus/articles`. The peers look numbers up in a table, so each is given the best one for the text: the published figures of the
regions that the labels name and of the nation, nothing else. figured scales by itself and gets amounts in full; numaudit doesn't, and gets each amount in yuan, in
亿, in billions and in trillions. Install the peers (`pip install figured numaudit`) in an environment of their own; one that isn't there is said not to be.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hinterland import __version__
from hinterland import codes as names
from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.check.document import from_text

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "tests" / "corpus" / "articles"
DATE = date(2026, 3, 15)
PEERS = ("figured", "numaudit")
LANGUAGES = {"en": "English", "zh": "Chinese"}

Span = tuple[int, int]


@dataclass(frozen=True)
class Article:
    """An article and where its planted errors stand: each may be shown at any of its places."""

    name: str
    language: str
    text: str
    clean: bool
    planted: list[tuple[list[Span], set[str]]]
    subjects: list[str]


@dataclass(frozen=True)
class Flag:
    """A stretch that a contender objects to; a code where it gives one."""

    start: int
    end: int
    code: str = ""
    error: bool = True

    def at(self, places: list[Span]) -> bool:
        """Whether it touches one of the places."""
        return any(min(self.end, b) > max(self.start, a) for a, b in places)


@dataclass
class Ran:
    """What a contender flagged, article by article, and its seconds for all of them."""

    name: str
    flags: list[list[Flag]]
    seconds: float


def articles(folder: Path) -> list[Article]:
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        body = path.with_name(path.name.removesuffix(".gold.json") + ".txt").read_bytes().decode("utf-8")
        planted = [
            ([(f["start"], f["end"]), *((a, b) for a, b, _ in f["related"])], {f["code"], *f["accept_codes"]}) for f in gold["findings"]
        ]
        subjects = sorted({g["subject"] for g in gold["gold"] if g["subject"]} | {"CN"})
        found.append(Article(gold["id"], gold["language"], body, gold["clean"], planted, subjects))
    return found


# -- the contenders


def ours(h: Hinterland, found: list[Article]) -> Ran:
    documents = [from_text(a.name, a.text) for a in found]
    h.check(documents[0], dated=DATE)
    start = time.perf_counter()
    reports = h.check_all(documents, dated=DATE)
    seconds = time.perf_counter() - start
    flags = [[Flag(f.start, f.end, f.code, f.severity == "error") for f in r.findings if f.severity != "info"] for r in reports]
    return Ran(f"Hinterland {__version__}", flags, seconds)


def peer(name: str, python: str | None, h: Hinterland, found: list[Article]) -> Ran | None:
    """A peer in its own Python, or nothing where it isn't installed."""
    if python is None:
        return None
    tasks = [{"text": a.text, "rows": rows(h, a.subjects, full=name == "figured")} for a in found]
    with tempfile.TemporaryDirectory() as folder:
        command = [python, str(Path(__file__).with_name("check_peers.py")), name, folder]
        done = subprocess.run(command, input=json.dumps(tasks), stdout=subprocess.PIPE, text=True, check=True)
    answer = json.loads(done.stdout)
    if answer.get("missing"):
        return None
    flags = [[Flag(a, b) for a, b in text] for text in answer["flags"]]
    return Ran(f"{name} {answer['version']}", flags, answer["seconds"])


def rows(h: Hinterland, subjects: list[str], *, full: bool) -> list[dict[str, Any]]:
    """The published figures of regions and of the members of groups, as a table for a peer."""
    members = {m for s in subjects for m in _members(s)}
    query = "SELECT region, period, concept, flow, product, partner, op, unit, value FROM observations WHERE value IS NOT NULL ORDER BY ALL"
    held = [r for r in h.indicators.engine.fetch(query) if r["region"] in members]
    return [{**r, "value": float(r["value"])} if full else _scaled(r) for r in held]


def _members(subject: str) -> set[str]:
    try:
        return {subject, *names.members(subject)}
    except (LookupError, ValueError):
        return {subject}


def _scaled(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its amount in every scale that a text may use."""
    value = Decimal(row["value"])
    if row["unit"] not in ("CNY", "USD"):
        return {**row, "value": float(abs(value))}
    scales = {"value": 0, "yi": 8, "billion": 9, "trillion": 12}
    return {**row, **{name: float(abs(value).scaleb(-power)) for name, power in scales.items()}}


# -- the table


def line(ran: Ran, found: list[Article], language: str) -> str:
    mine = [(a, f) for a, f in zip(found, ran.flags, strict=True) if a.language == language]
    errors = [(places, codes, flags) for a, flags in mine for places, codes in a.planted]
    hit = sum(any(f.at(places) for f in flags) for places, _, flags in errors)
    named = sum(any(f.at(places) and f.code in codes for f in flags) for places, codes, flags in errors)
    clean = [flags for a, flags in mine if a.clean]
    beside = [f for a, flags in mine if not a.clean for f in flags if not any(f.at(places) for places, _ in a.planted)]
    grave = sum(f.error for flags in clean for f in flags)
    told = f"{named} of {len(errors)}" if any(f.code for _, flags in mine for f in flags) else "gives none"
    return (
        f"| {LANGUAGES[language]} | {ran.name} | {hit} of {len(errors)} | {told} | {sum(map(bool, clean))} of {len(clean)} "
        f"| {sum(map(len, clean))} | {grave} | {len(beside)} | {1000 * ran.seconds / len(found):.0f} |"
    )


def page(found: list[Article], contenders: list[Ran | str], opening: float, figures: int) -> str:
    planted = sum(len(a.planted) for a in found)
    lines = [
        "# Checking, beside other tools", "",
        "Written by `python benchmarks/check.py --peers PYTHON --output docs/reference/benchmarks-check.md` "
        f"on {date.today()}, {platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}.", "",
        f"The texts are {sum(not a.clean for a in found)} articles with {planted} planted errors and {sum(a.clean for a in found)} without any "
        "(`tests/corpus/articles`), half of them English and half Chinese. Errors and warnings count as flags; a planted error is found where a flag touches it, and named "
        "where the flag's code is one that the label accepts. figured and numaudit look every number up in a table and know no regions or periods: they were given the "
        "published figures of the regions that an article speaks of, and nothing else.", "",
        "| language | tool | planted errors found | named rightly | clean texts flagged | flags on clean texts | of them errors | other flags beside planted errors "
        "| ms a text |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    lines += [line(c, found, language) for language in LANGUAGES for c in contenders if isinstance(c, Ran)]
    lines += [""] + [f"{c}: not installed.\n" for c in contenders if isinstance(c, str)]
    lines += [
        f"Time is that of all {len(found)} texts in one process, after a first one; opening the figures and checking that one takes Hinterland {opening:.1f} s more. "
        "figured and numaudit pass a number that agrees with any figure of their table, whatever it is said of, so that the more the table holds the less they flag; "
        f"here it held {figures:,} figures a text. figured reads no number in 亿 or 万亿. Warnings of Hinterland on clean texts tell of revised figures and of low bases.", ""
    ]  # fmt: skip
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", metavar="PYTHON", help="the Python of the environment in which figured and numaudit are installed")
    parser.add_argument(
        "--articles", type=Path, default=ARTICLES, metavar="FOLDER", help="labelled articles instead of those of the corpus"
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the page here too")
    asked = parser.parse_args()
    found = articles(asked.articles)
    if not found:
        print(f"{asked.articles} holds no labelled article", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        open_warehouse(Path(folder) / "warehouse").close()
        start = time.perf_counter()
        with open_warehouse(Path(folder) / "warehouse") as h:
            h.check(from_text("first", "Anhui's trade rose 17.3 percent in 2025."), dated=DATE)
            opening = time.perf_counter() - start
            contenders: list[Ran | str] = [ours(h, found), *(peer(name, asked.peers, h, found) or name for name in PEERS)]
            figures = sum(len(rows(h, a.subjects, full=True)) for a in found) // len(found)
    text = page(found, contenders, opening, figures)
    print(text)
    if asked.output:
        asked.output.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
