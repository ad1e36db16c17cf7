"""Fit how often a writer's error and how often a misreading makes a conflict, by its shape: the table `errors.csv` of the checker.

    python corpus/errors.py [--folder DIR ...] [--each 1] [--write]        fit on tune and the folders (X.txt with X.gold.json), print the table and, with --write, replace it
    python corpus/errors.py --score [--folder DIR ...]                     plant errors and count those raised, asked and missed, and false ones on the unaltered texts

Errors are planted (`plant.py`) in figures that the unaltered text has right and the checker decides: those the data support, or the text's own arithmetic. Conflicts that
stand on a planted place are the writer's; those of unaltered texts at no labelled error are misreadings. The ratio e/q of a shape maximises the likelihood of both, given the
probability that all claims of a conflict were read right and the chance of its likeness; a weak prior keeps it finite where there are few.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import exp, log
from pathlib import Path
from typing import Any
from unittest import mock

import labels
import plant

import hinterland
import score
from hinterland.check import conflicts, report
from hinterland.check.document import from_text

TABLE = Path(hinterland.__file__).parent / "check" / "errors.csv"
TESTS = labels.HERE.parent / "tests" / "corpus" / "articles"
PRIOR = {"rounding": -7.0, "unlike": -3.0, "label": -1.2}
"""The logarithm of e/q that is believed of a shape before any text is seen, of other shapes `MEAN`; the chance of a likeness stands apart."""
MEAN = -1.2
WIDE = 1.0
"""The standard deviation of that belief."""
GIVEN = {
    "bound": -1.6, "place": -0.9, "told": -0.9, "exchanged": -1.0, "list": 3.0, "member": -0.4, "unit": -0.9, "base": -1.4, "true": 4.0, "sum:unlike": -0.6,
    "points": -0.5, "scale": -0.4, "text:sign": -2.5, "impossible": -2.5, "label": -1.45, "far:sum:digit": -1.75, "held:digit": -2.3, "doubled": 0.0, "spelled": 0.0, "currency": -1.2,
}  # fmt: skip
"""What is given for shapes of which too few errors are planted to tell, by how many conflicts of theirs in the split `train` were labelled errors."""
PLANTED = 0.3
"""What a planted error counts beside a misreading: writers make fewer than are planted here."""
MOST = -0.6
"""No figure that is merely unlike, or out of bounds, is more often an error than this against a misreading (the logarithm of e/q), however many are planted."""
ERRS = 0.01
"""A figure in a hundred of the corpus is the writer's error: the level of the table, of which only the ratios matter."""


@dataclass
class Seen:
    """A conflict's shape and grounds, and whether the writer erred."""

    shape: str
    erred: bool
    grounds: conflicts.Grounds
    planted: bool


class Recorder:
    """Checks texts and keeps the conflicts behind their findings."""

    def __init__(self) -> None:
        self.opened = hinterland.open()
        self.found: list[conflicts.Conflict] = []

    def check(self, record: dict[str, Any], text: str) -> report.Report:
        """The report of a text; its conflicts in `found`."""
        self.found = []
        real = conflicts.conflicts_of

        def noted(*given: Any) -> list[conflicts.Conflict]:
            self.found = real(*given)
            return self.found

        with mock.patch.object(conflicts, "conflicts_of", noted):
            day = date.fromisoformat((record.get("date") or f"{record['as_of']}-15")[:10])
            return self.opened.check_all([from_text(f"{record['id']}.txt", text)], dated=day)[0]

    def decided(self, record: dict[str, Any], text: str) -> dict[str, Any]:
        """The record with every claim optional that the checker doesn't find right in the unaltered text: none of them is altered."""
        told = self.check(record, text)
        held = [{"start": c.start, "end": c.end} for c in told.claims if c.verdict == "supported"]
        right = [*held, *({"start": c.start, "end": c.end} for c in told.claims if c.id in told.agreed)]

        def among(claim: dict[str, Any], spans: list[dict[str, Any]]) -> bool:
            return any(score.overlap(claim, span) for span in spans)

        return record | {"gold": [c | {"optional": not among(c, right), "held": among(c, held)} for c in record["gold"]]}


def folder_texts(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """The labelled articles of a folder, in order of their names."""
    for path in sorted(folder.glob("*.gold.json")):
        yield (
            json.loads(path.read_text(encoding="utf-8")),
            path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8"),
        )


def texts(folders: Iterable[Path]) -> Iterator[tuple[dict[str, Any], str]]:
    """The articles of tune, the project's own without errors, and those of folders."""
    yield from labels.articles("tune")
    for folder in (TESTS, *folders):
        yield from ((record, text) for record, text in folder_texts(folder) if record.get("clean", True))


def touches(finding: Any, due: Iterable[dict[str, Any]]) -> bool:
    """Whether a finding, or what it is set against, stands on the place of a labelled error."""
    spans = [{"start": s.start, "end": s.end} for s in (finding, *finding.related)]
    return any(score.overlap(place, span) for f in due for place in score.places_of(f) for span in spans)


def planted_places(record: dict[str, Any], text: str) -> list[dict[str, Any]]:
    """Where the planted error of a record may show: a word that is exchanged is said of all figures of its sentence."""
    due = record["findings"][-1]
    if due["planted"] not in ("region", "period", "flow", "sign"):
        return [due]
    start, end = min(due["start"], due["accept_spans"][0][0]), max(due["end"], due["accept_spans"][0][1])
    stop = re.search(r"[。\n]|\.\s", text[end:])
    return [due | {"start": start, "end": end + (stop.start() if stop else len(text) - end)}]


def seen(recorder: Recorder, folders: Iterable[Path], unaltered: Iterable[Path], each: int, draw: random.Random) -> Iterator[Seen]:
    """The conflicts of unaltered texts, each a labelled error or a misreading, and of altered ones those that are the planted error."""
    for folder in unaltered:
        for record, text in folder_texts(folder):
            recorder.check(record, text)
            for c in recorder.found:
                yield Seen(c.shape, touches(c.finding, record["findings"]), c.grounds, False)
    for record, text in texts(folders):
        record = {"findings": [], "ignore": []} | record
        kept = recorder.decided(record, text)
        for c in recorder.found:
            yield Seen(c.shape, touches(c.finding, record["findings"]), c.grounds, False)
        for _, altered, words in plant.planted(kept, text, each, draw):
            recorder.check(altered, words)
            for c in recorder.found:
                if touches(c.finding, planted_places(altered, words)):
                    yield Seen(c.shape, True, c.grounds, True)


def fit(found: Iterable[Seen]) -> dict[str, tuple[float, float]]:
    """By shape e and q, with the ratio of the greatest posterior."""
    by_shape: dict[str, list[Seen]] = defaultdict(list)
    for one in found:
        by_shape[one.shape].append(one)
    out = {}
    for shape in conflicts.rates():
        mean = next((value for name, value in PRIOR.items() if name in shape), MEAN)

        def loss(b: float, mean: float = mean, members: list[Seen] = by_shape[shape]) -> float:
            total = ((b - mean) / WIDE) ** 2 / 2
            for m in members:
                p = m.grounds.probability(ERRS * min(1.0, exp(b)), ERRS * min(1.0, exp(-b)))
                total -= (PLANTED if m.planted else 1) * log(max(p, 1e-9)) if m.erred else log(max(1 - p, 1e-9))
            return total

        sort = shape.rpartition(":")[2]
        b = GIVEN[shape] if shape in GIVEN else GIVEN[sort] if sort in GIVEN else min((x / 20 for x in range(-200, 80)), key=loss)
        b = min(b, MOST) if sort in ("unlike", "part", "between") else b
        out[shape] = (ERRS * min(1.0, exp(b)), ERRS * min(1.0, exp(-b)))
    return out


def scored(recorder: Recorder, folders: Iterable[Path], each: int, draw: random.Random) -> None:
    """Print how many planted errors are raised, asked and missed by kind, and the false ones on unaltered texts."""
    counts: Counter[tuple[str, str]] = Counter()
    for record, text in texts(folders):
        record = {"findings": [], "ignore": []} | record
        told = recorder.check(record, text)
        counts["unaltered", "texts"] += 1
        counts["unaltered", "false"] += sum(f.severity == "error" and not touches(f, record["findings"]) for f in told.findings)
        kept = recorder.decided(record, text)
        for _, altered, words in plant.planted(kept, text, each, draw):
            told = recorder.check(altered, words)
            due = planted_places(altered, words)
            how = "raised" if any(f.severity == "error" and touches(f, due) for f in told.findings) else None
            how = how or ("asked" if any(touches(f, due) for f in (*told.questions, *told.findings) if f.severity != "info") else "missed")
            counts[due[0]["planted"], how] += 1
            counts["all", how] += 1
            false = [f for f in told.findings if f.severity == "error" and not touches(f, [*record["findings"], *due])]
            counts[due[0]["planted"], "false"] += len(false)
    for kind in dict.fromkeys(k for k, _ in counts):
        print(
            f"{kind:12}"
            + "".join(f"  {how} {counts[kind, how]}" for how in ("texts", "raised", "asked", "missed", "false") if counts[kind, how])
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, action="append", default=[])
    parser.add_argument(
        "--unaltered", type=Path, action="append", default=[], help="a folder of which only what is there is counted, nothing planted"
    )
    parser.add_argument("--each", type=int, default=1, help="errors of a kind in an article (default 1)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--score", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    recorder, draw = Recorder(), random.Random(options.seed)
    if options.score:
        scored(recorder, options.folder, options.each, draw)
        return 0
    found = list(seen(recorder, options.folder, options.unaltered, options.each, draw))
    table = fit(found)
    counted = Counter((s.shape, s.erred) for s in found)
    for shape, (e, q) in table.items():
        print(f"{shape:16} e {e:.4f}  q {q:.4f}   errors {counted[shape, True]:4}  misreadings {counted[shape, False]:4}")
    if options.write:
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                [("shape", "e", "q"), *((s, f"{max(e, 1e-5):.5f}", f"{max(q, 1e-5):.5f}") for s, (e, q) in table.items())]
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
