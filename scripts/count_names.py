"""Count in how many of the articles that readers learn from each place, group and partner is named: `src/hinterland/requests/frequency.csv`, for near misses.

    python scripts/count_names.py

The more often a name is written, the likelier it is what somebody meant who wrote something like it.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from hinterland.reading import names

HERE = Path(__file__).resolve().parent.parent
ARTICLES = HERE / "corpus" / "articles"
TARGET = HERE / "src" / "hinterland" / "requests" / "frequency.csv"


def main() -> None:
    """Write the table, the most frequent name first."""
    found: Counter[str] = Counter()
    for path in sorted((ARTICLES / "train").glob("*.txt")):
        named = names.find(path.read_text(encoding="utf-8"))
        found.update({code for _, _, [first, *_] in named for code in (first.code, first.partner) if code})
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("code", "texts"))
        out.writerows(sorted(found.items(), key=lambda item: (-item[1], item[0])))


if __name__ == "__main__":
    main()
