"""Count the shapes of claims in labelled news texts: what `claims/shapes.csv` says a claim of each shape costs.

    python scripts/count_shapes.py tests/corpus/*_tune.jsonl ../shared/examples/sentences.jsonl ../shared/examples/documents/*.gold.json

A shape is a kind, an operation and what is spoken of: a flow, a product, a partner, another concept, or the nation that a share or a contribution is of.
A change of level has the shape `change`; growth is growth, whether a label calls it a value or a change.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).resolve().parents[1] / "src" / "hinterland" / "claims" / "shapes.csv"


def labels(path: Path) -> Iterator[dict[str, Any]]:
    """The labelled claims of a file: one object, or one a line."""
    text = path.read_text(encoding="utf-8")
    for one in [json.loads(text)] if path.suffix == ".json" else map(json.loads, text.splitlines()):
        yield from one["gold"]


def shape(label: dict[str, Any]) -> str:
    """The shape of a labelled claim, as `claims/sql/score.sql` names it."""
    kind, op = label["kind"], label.get("op") or "level"
    own = {"product": label.get("product") or "all", "partner": label.get("partner") or "world"}
    if op in ("rank", "count"):
        op = "level"
    if (kind, op) == ("change", "growth"):
        kind = "value"
    if (label.get("concept") or "trade") != "trade":
        target = "other"
    elif own["partner"] != "world":
        target = "partner"
    elif own["product"] != "all":
        target = "product"
    elif kind == "value" and op in ("share", "contribution"):
        target = "nation"
    else:
        target = label.get("flow") or "none"
    return f"{kind}/{op}/{target}"


def write(paths: Iterable[Path]) -> int:
    """Write the table; how many claims were counted."""
    counts = Counter(shape(label) for path in paths for label in labels(path))
    with OUTPUT.open("w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(["shape", "count"])
        writer.writerows(sorted(counts.items()))
    return counts.total()


if __name__ == "__main__":
    print(f"{write(map(Path, sys.argv[1:])):,} claims counted in {OUTPUT.name}")
