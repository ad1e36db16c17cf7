"""figured and numaudit as run by `check.py`, in the Python of the environment where they are installed; the standard library and the peers only.

    python check_peers.py figured|numaudit FOLDER < tasks.json

A task is `{"text", "rows"}`; what is printed is `{"version", "seconds", "flags": [[[start, end], ...], ...]}`, a list of flagged stretches a text. Where the peer
isn't installed, `{"missing": true}`.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

Spans = list[list[int]]


def figured(text: str, rows: list[dict[str, Any]], _: Path) -> Spans:
    from figured import trace

    return [list(f["span"]) for f in trace(text, rows).to_dict()["figures"] if f["status"] == "ungrounded"]


def numaudit(text: str, rows: list[dict[str, Any]], folder: Path) -> Spans:
    """Its numbers carry their line and digits; their places are found again in order."""
    from numaudit.audit import audit_text, collect_data

    data = folder / "data.json"
    data.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    pool, _ = collect_data([data])
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    flagged, at = [], 0
    for finding in audit_text(text, pool)[0]:
        number = finding.number
        place = text.find(number.text, max(at, starts[number.line - 1]))
        if place < 0:
            place = text.find(number.text, starts[number.line - 1])
        if place >= 0:
            at = place + len(number.text)
            if finding.status == "unsourced":
                flagged.append([place, at])
    return flagged


def main() -> None:
    name, folder = sys.argv[1], Path(sys.argv[2])
    try:
        told = version(name)
    except PackageNotFoundError:
        print(json.dumps({"missing": True}))
        return
    run = {"figured": figured, "numaudit": numaudit}[name]
    tasks = json.load(sys.stdin)
    run(tasks[0]["text"], tasks[0]["rows"], folder)
    start = time.perf_counter()
    flags = [run(t["text"], t["rows"], folder) for t in tasks]
    print(json.dumps({"version": told, "seconds": time.perf_counter() - start, "flags": flags}))


if __name__ == "__main__":
    main()
