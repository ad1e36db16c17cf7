"""figured, numaudit and a plain number look-up on the corpus: what they object to, and how much of it is an error of the writer.

    python benchmarks/corpus_peers.py --peers /path/to/venv/bin/python [--split test]

Each is given the published figures held of the places that an article's labels name and of the nation. The look-up objects to every labelled amount and rate that is no figure
among them at its printed precision. None of them reads subjects, periods or partners, so there are no claims to score: objections are what they have.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "corpus"), str(Path(__file__).parent)]

import labels  # noqa: E402

import check  # noqa: E402
import score  # noqa: E402
from hinterland.api import Hinterland  # noqa: E402
from hinterland.api import open as open_warehouse  # noqa: E402

Span = list[int]


def subjects(record: dict[str, Any]) -> list[str]:
    """The places that an article's labels name, and the nation."""
    return [
        "CN",
        *sorted({part for c in record["gold"] for part in str(c.get("subject")).split("+") if part.startswith("CN-") and ":" not in part}),
    ]


def looked_up(h: Hinterland, record: dict[str, Any], text: str) -> list[Span]:
    """The labelled figures that are none of the figures held."""
    held: dict[str, list[float]] = {}
    for row in check.rows(h, subjects(record), full=True):
        held.setdefault(row["unit"], []).append(row["value"])
    flags = []
    for claim in record["gold"]:
        figure = claim["kind"] == "value" and claim["unit"] in held and claim.get("low") is not None and claim["concept"] != "?"
        if figure and not any(claim["low"] <= value <= claim["high"] for value in held[claim["unit"]]):
            flags.append([claim["start"], claim["end"]])
    return flags


def asked(python: str, name: str, h: Hinterland, articles: list[score.Article]) -> list[list[Span]] | None:
    """What a peer objects to, article by article; None where it isn't installed."""
    tasks = [{"text": text, "rows": check.rows(h, subjects(record), full=name == "figured")} for record, text in articles]
    with tempfile.TemporaryDirectory() as folder:
        command = [python, str(Path(check.__file__).with_name("check_peers.py")), name, folder]
        done = subprocess.run(command, input=json.dumps(tasks), stdout=subprocess.PIPE, text=True, check=True)
    answer = json.loads(done.stdout)
    return None if answer.get("missing") else answer["flags"]


def line(name: str, articles: list[score.Article], flags: list[list[Span]]) -> str:
    """A row of the table: objections, those at an error that the labels list, errors found of those due, articles with a false one."""
    raised = true = found = due = texts = 0
    for (record, _), spans in zip(articles, flags, strict=True):
        places = [(f, score.places_of(f)) for f in record["findings"]]
        hits = [[f for f, at in places if any(score.overlap(p, {"start": s, "end": e}) for p in at)] for s, e in spans]
        raised, true = raised + len(spans), true + sum(map(bool, hits))
        found, due = found + len({id(f) for hit in hits for f in hit}), due + len(places)
        texts += any(not hit for hit in hits)
    return f"| {name} | {raised} | {true} | {found} of {due} | {texts} of {len(articles)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", required=True, help="a Python in whose environment figured and numaudit are installed")
    parser.add_argument("--split", choices=labels.SPLITS, default="test")
    options = parser.parse_args()
    articles = labels.articles(options.split)
    print("| objects to figures | raised | true | errors found | articles with a false one |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder, open_warehouse(Path(folder) / "warehouse") as h:
        for name in ("figured", "numaudit"):
            flags = asked(options.peers, name, h, articles)
            print(f"| {name} | not installed |" if flags is None else line(name, articles, flags))
        print(line("number look-up", articles, [looked_up(h, record, text) for record, text in articles]))


if __name__ == "__main__":
    main()
