"""Count in how many of the articles that readers learn from each place, group and partner is named, for near misses in requests; and list ordinary words.

    python scripts/count_names.py

The more often a name is written, the likelier it is what somebody meant who wrote something like it. What a pack names stands in its `request_frequency.csv`, everything else in
that of `src/hinterland/requests`. Words of the articles that resemble a word of requests stand in `ordinary.csv`: they are no slips.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from hinterland import codes
from hinterland.packs import packs
from hinterland.reading import names
from hinterland.requests import near
from hinterland.requests.vocabulary import vocabulary

HERE = Path(__file__).resolve().parent.parent
ARTICLES = HERE / "corpus" / "articles"
SHARED = HERE / "src" / "hinterland" / "requests" / "frequency.csv"
EMBEDDED = HERE / "src" / "hinterland" / "packs"
ORDINARY = HERE / "src" / "hinterland" / "requests" / "ordinary.csv"
WORD = re.compile(r"(?<![A-Za-z'’_`-])[a-z]{4,}(?![A-Za-z'’_`-])")


def table_of(code: str) -> Path:
    """The table that a code is counted in: that of the pack whose nation, region or group it is."""
    entry = codes.homes().get(code)
    own = next((p for p in packs() if p.partner == code or (entry and entry.pack == p)), None)
    return EMBEDDED / own.name / "request_frequency.csv" if own else SHARED


def write(found: Counter[str]) -> None:
    """Write the tables, the most frequent name first."""
    tables: dict[Path, list[tuple[str, int]]] = {}
    for code, texts in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        tables.setdefault(table_of(code), []).append((code, texts))
    for path, rows in tables.items():
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(("code", "texts"))
            out.writerows(rows)


def write_ordinary() -> None:
    """Write the words of articles that no request is made of but that resemble a word of one."""
    found = {w for path in (ARTICLES / "train").glob("*.txt") for w in WORD.findall(path.read_text(encoding="utf-8"))}
    kept = sorted(w for w in found if w not in vocabulary() and near.near(w).offered)
    ORDINARY.write_text("\n".join(("word", *kept, "")), encoding="utf-8")


def main() -> None:
    """Count the names of all articles, each once an article, and list the ordinary words."""
    found: Counter[str] = Counter()
    for path in sorted((ARTICLES / "train").glob("*.txt")):
        named = names.find(path.read_text(encoding="utf-8"))
        found.update({code for _, _, [first, *_] in named for code in (first.code, first.partner) if code})
    write(found)
    write_ordinary()


if __name__ == "__main__":
    main()
