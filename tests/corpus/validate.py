"""Check the labelled texts beside this file: spans match the text, fields are complete and in order, codes are known, low <= high.

    python tests/corpus/validate.py            every *.jsonl here; exit status 1 when anything is wrong
    python tests/corpus/validate.py FILE...    these files

Names are checked against the package's own code tables. Given a tune and an unread half, they must share no text.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "src" / "hinterland"
TABLES = (PACKAGE / "codes" / "data", *(f.parent for f in sorted((PACKAGE / "packs").glob("[!s]*/pack.toml"))))

FIELDS = ("start", "end", "text", "kind", "subject", "op", "concept", "flow", "product", "partner", "period", "scope", "verdict", "code")
LATER = ("accept", "optional", "low", "high", "unit")
KINDS = {"value", "change", "rank", "count", "first", "record", "streak", "comparison", "parts", "membership"}
OPS = {"level", "growth", "cagr", "share", "balance", "multiple", "contribution", "count", "rank"}
FLOWS = {"total", "export", "import"}
UNITS = {"CNY", "USD", "percent", "percentage_point", "ratio", "units", "tonnes", "count", "rank"}
VERDICTS = {"supported", "refuted", "unverifiable"}
CODES = {f"HL{n}" for n in (*range(101, 108), *range(201, 210), *range(301, 307), 901)}
PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?(/\d{4}(-(0[1-9]|1[0-2]))?)?")
NUMBER = re.compile(r"\d")


def names(file: str, column: str = "code") -> set[str]:
    found: set[str] = set()
    for folder in TABLES:
        if (folder / file).is_file():
            with (folder / file).open(encoding="utf-8", newline="") as f:
                found |= {row[column] for row in csv.DictReader(f)}
    return found


REGIONS = names("regions.csv") | names("groups.csv")
SCOPES = names("scopes.csv") | names("groups.csv")
PRODUCTS, CONCEPTS = names("products.csv"), names("concepts.csv")
PARTNERS = names("partners.csv") | names("blocs.csv")
KNOWN = {
    "kind": KINDS, "subject": REGIONS, "op": OPS, "concept": CONCEPTS, "flow": FLOWS, "product": PRODUCTS, "partner": PARTNERS, "scope": SCOPES,
    "verdict": VERDICTS, "code": CODES,
}  # fmt: skip
MAY_BE_NULL = set(KNOWN) - {"kind", "verdict"}


def claim_errors(gold: dict, text: str) -> list[str]:
    out: list[str] = []
    keys = list(gold)
    if tuple(keys[: len(FIELDS)]) != FIELDS:
        return [f"fields are {keys}, expected {FIELDS} first"]
    out += [f"unknown field {k}" for k in keys[len(FIELDS) :] if k not in LATER]
    if text[gold["start"] : gold["end"]] != gold["text"] or not gold["text"].strip() or gold["text"] != gold["text"].strip():
        out.append(f"span {gold['start']}-{gold['end']} is {text[gold['start'] : gold['end']]!r}, not {gold['text']!r}")
    accept = gold.get("accept", {})
    for field, known in KNOWN.items():
        for value in [gold[field], *accept.get(field, [])]:
            if value == "*" or (value is None and field in MAY_BE_NULL):
                continue
            if value not in known:
                out.append(f"{field} {value!r} is not known")
    for value in [gold["period"], *accept.get("period", [])]:
        if value not in (None, "*") and not PERIOD.fullmatch(value):
            out.append(f"period {value!r} is not one")
    if unknown := set(accept) - set(KNOWN) - {"period"}:
        out.append(f"accept names {sorted(unknown)}")
    if gold["concept"] is None and gold["verdict"] != "unverifiable":
        out.append("outside the tables, so unverifiable")
    if gold["verdict"] == "refuted" and gold["code"] in (None, "HL901"):
        out.append("refuted without the code of its finding")
    if gold["verdict"] == "supported" and gold["code"] is not None and not gold["code"].startswith(("HL1", "HL3")):
        out.append(f"supported with {gold['code']}")
    if gold["verdict"] == "unverifiable" and gold["code"] is None:
        out.append("unverifiable without a code")
    if accept.get("code") and gold["code"] not in accept["code"]:
        out.append("accept.code leaves its own code out")
    limits = [k for k in ("low", "high", "unit") if k in gold]
    if limits and len(limits) != 3:
        out.append(f"only {limits} given")
    elif limits:
        if not gold["low"] <= gold["high"]:
            out.append(f"low {gold['low']} above high {gold['high']}")
        if gold["unit"] not in UNITS:
            out.append(f"unit {gold['unit']!r} is not known")
    elif gold["kind"] in ("value", "change") and NUMBER.search(gold["text"]):
        out.append("a number without low, high and unit")
    return out


def text_errors(item: dict) -> list[str]:
    out = []
    required = ["id", "language", "text", "as_of", "gold"]
    if list(item)[:5] != required or set(item) - {*required, "ignore"}:
        return [f"fields are {list(item)}"]
    if item["language"] not in ("en", "zh") or item["as_of"] != "2026-03":
        out.append("language or as_of")
    spans = sorted((g["start"], g["end"]) for g in item["gold"]) + sorted(map(tuple, item.get("ignore", [])))
    spans.sort()
    for start, end in spans:
        if not 0 <= start < end <= len(item["text"]):
            out.append(f"span {start}-{end} lies outside the text")
    out += [f"spans {a} and {b} overlap" for a, b in pairwise(spans) if a[1] > b[0]]
    for number, gold in enumerate(item["gold"], 1):
        out += [f"claim {number} {gold.get('text')!r}: {e}" for e in claim_errors(gold, item["text"])]
    return out


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main(paths: list[Path]) -> int:
    wrong = 0
    ids: dict[str, str] = {}
    texts: dict[str, str] = {}
    for path in paths:
        items = read(path)
        for item in items:
            problems = text_errors(item)
            where = f"{path.name} {item.get('id')}"
            for seen, key in ((ids, item.get("id")), (texts, " ".join(item.get("text", "").casefold().split()))):
                if key in seen:
                    problems.append(f"stands in {seen[key]} too")
                seen[key] = where
            for problem in problems:
                print(f"{where}: {problem}")
            wrong += len(problems)
        claims = [g for item in items for g in item["gold"]]
        print(f"{path.name}: {len(items)} texts, {sum(not i['gold'] for i in items)} without a claim, {len(claims)} claims")
        for field in ("kind", "verdict", "code"):
            print(f"  {field}: " + ", ".join(f"{k} {n}" for k, n in Counter(g[field] for g in claims).most_common()))
    print("all in order" if not wrong else f"{wrong} wrong")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main([Path(a) for a in sys.argv[1:]] or sorted(HERE.glob("*.jsonl"))))
