"""How much of what reporters led with `mine` puts into its first twenty stories: recall of the cases that are handed out, of public reports, and of labelled articles.

    python benchmarks/leads.py [--top 20] [--verbose]

A lead is what a case in `../shared/examples` lists, what a public report led with (`leads.csv`, facts in our own words, each with who reported it and when;
those that no figure held can tell are counted apart), or what an article labelled in `tests/corpus/articles` or `../shared/examples/documents` says truly of its main subject and
year in its first two fifths. A claim is found where kind, operation and what is spoken of agree and the stated value lies in the answer, give or take a
hundredth; a rank is told as a place, a comparison or a record, and growth as a value, whatever the label calls them.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hinterland.api import open as open_warehouse
from hinterland.claims.mine import candidates
from hinterland.codes import Period
from hinterland.models import Claim

ROOT = Path(__file__).resolve().parents[1]
ARTICLES, EXAMPLES = ROOT / "tests" / "corpus" / "articles", ROOT.parent / "shared" / "examples"
LEAD, SHORTEST = 0.4, 250

Json = dict[str, Any]


@dataclass(frozen=True)
class Lead:
    """What was led with about a subject in a period."""

    name: str
    subject: str
    period: str
    claims: list[Json]


def cases() -> Iterator[Lead]:
    """The cases that list what reporters led with."""
    if (path := EXAMPLES / "highlights.json").exists():
        for case in json.loads(path.read_text(encoding="utf-8"))["cases"]:
            yield Lead(case["case"], case["subject"], case["period"], [{**c, **c["indicator"], "kind": c["kind"]} for c in case["claims"]])


def reports() -> Iterator[Lead]:
    """What public reports led with."""
    with (Path(__file__).parent / "leads.csv").open(encoding="utf-8") as f:
        rows: list[Json] = [{**r, "value": float(r["value"]) if r["value"] else None} for r in csv.DictReader(f)]
    for name in dict.fromkeys(r["case"] for r in rows):
        said = [r for r in rows if r["case"] == name]
        yield Lead(name, said[0]["subject"], said[0]["period"], said)


def articles() -> Iterator[Lead]:
    """The leads of labelled articles in which nothing was planted."""
    planted = [p for folder in (ARTICLES, EXAMPLES / "documents") for p in sorted(folder.glob("*.gold.json")) if "planted" not in p.name]
    for path in planted:
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        true = [g for g in json.loads(path.read_text(encoding="utf-8"))["gold"] if "supported" in str(g.get("verdict", "supported"))]
        about = Counter((g["subject"], g["period"]) for g in true if g.get("subject") and len(g.get("period") or "") == 4)
        if about:
            (subject, year), _ = about.most_common(1)[0]
            end = max(LEAD * len(text), SHORTEST)
            said = [{**g, "value": _middle(g)} for g in true if (g["subject"], g["period"]) == (subject, year) and g["start"] < end]
            yield Lead(path.name.split(".")[0], subject, year, said)


def _middle(label: Json) -> float | None:
    ends = [label.get("low"), label.get("high")]
    return sum(ends) / 2 if all(isinstance(e, int | float) for e in ends) else None  # type: ignore[arg-type]


def told(label: Json, claim: Claim) -> bool:
    """Whether a mined claim says what was led with."""
    i = claim.indicator
    spoken = [label.get("flow"), label.get("product") or "all", label.get("partner") or "world"]
    if spoken != [i.flow, i.product, i.partner]:
        return False
    kind, op = {"change": "value"}.get(label["kind"], label["kind"]), label.get("op")
    mined = {"change": "value"}.get(claim.kind, claim.kind)
    if kind in ("rank", "comparison"):
        return mined in ("rank", "comparison", "record") and (op == "growth") == (i.op == "growth")
    if mined != kind or (kind == "value" and i.op != op):
        return False
    value = label.get("value")
    if kind not in ("value", "count") or value is None or claim.low is None or claim.high is None:
        return True
    near = abs(value) * 0.01 + (0.1 if label.get("unit") == "percent" else 0)
    return bool(float(claim.low) - near <= value <= float(claim.high) + near)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--top", type=int, default=20, help="how many claims are mined")
    parser.add_argument("--verbose", action="store_true", help="list what isn't found")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, open_warehouse(Path(scratch) / "warehouse") as h:
        for title, leads in (("cases", list(cases())), ("reports", list(reports())), ("articles", list(articles()))):
            found = total = untold = 0
            for lead in leads:
                if title == "reports":
                    known = [c for c, _ in candidates(h.indicators, [lead.subject], Period.parse(lead.period), most=10_000)]
                    told_of = [c for c in lead.claims if any(told(c, k) for k in known)]
                    untold += len(lead.claims) - len(told_of)
                    lead = replace(lead, claims=told_of)
                mined = list(h.mine(lead.subject, lead.period, top=given.top).claims)
                missed = [c["text"] for c in lead.claims if not any(told(c, m) for m in mined)]
                found, total = found + len(lead.claims) - len(missed), total + len(lead.claims)
                if given.verbose:
                    print(f"{lead.name}: {len(lead.claims) - len(missed)} of {len(lead.claims)}", *missed, sep="; ")
            print(f"{title}: {found} of {total} in {len(leads)}" + (f", besides {untold} that no figure held can tell" if untold else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
