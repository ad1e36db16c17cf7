"""What a peer finds in texts: run by `read.py` with the peers' own Python; one JSON text a line in, one JSON list of `[start, end, value]` a line out.

    python read_peers.py recognizers-text < texts.jsonl

Nothing of Hinterland is imported here. The last line is the seconds that finding took, without imports and without a first warming text.
"""

from __future__ import annotations

import json
import re
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

Found = list[tuple[int, int, float]]


def recognizers() -> Callable[[str, str], Found]:
    """Numbers, currencies and percentages by Recognizers-Text; ends are made exclusive."""
    from recognizers_suite import Culture, recognize_currency, recognize_number, recognize_percentage

    def find(text: str, language: str) -> Found:
        culture = Culture.Chinese if language == "zh" else Culture.English
        results: list[Any] = []
        for recognize in (recognize_currency, recognize_percentage, recognize_number):
            results += recognize(text, culture)
        return [(r.start, r.end + 1, number) for r in results if (number := _number((r.resolution or {}).get("value"))) is not None]

    return find


def quantulum() -> Callable[[str, str], Found]:
    """Quantities by quantulum3, which reads English only."""
    from quantulum3 import parser

    def find(text: str, language: str) -> Found:
        return [(q.span[0], q.span[1], float(q.value)) for q in parser.parse(text)] if language == "en" else []

    return find


def _number(value: object) -> float | None:
    match = re.fullmatch(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", str(value or "").rstrip("%").replace(",", ""))
    return float(match[0]) if match else None


PEERS = {"recognizers-text": recognizers, "quantulum3": quantulum}


def main(peer: str) -> None:
    """Find in every text of standard input; a text on which the peer fails has found nothing."""
    warnings.simplefilter("ignore")
    find = PEERS[peer]()
    rows = [json.loads(line) for line in sys.stdin]
    find("exports rose 17.8% to 682.31 billion yuan", "en")
    spent = 0.0
    for row in rows:
        begun = time.perf_counter()
        try:
            found = find(row["text"], row["language"])
        except Exception:
            found = []
        spent += time.perf_counter() - begun
        print(json.dumps(found))
    print(json.dumps(spent))


if __name__ == "__main__":
    main(sys.argv[1])
