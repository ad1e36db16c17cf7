"""Score a reader or checker on labelled articles: what it read of what is stated, what it read wrongly, and which of its errors are true.

    python corpus/score.py --split tune --cmd hinterland             runs `COMMAND check FILE --date DATE --output-format json` on each article
    python corpus/score.py --split tune --claims mine.jsonl          one object a line: {"id": "zh1-01", "claims": [...], "findings": [...]}
    python corpus/score.py --folder DIR --cmd hinterland             articles as DIR/X.txt with DIR/X.gold.json

Each attribute of a stated claim is right, wrong or left open (null where the text is definite). A claim is *exact* where all are right, *misread* where one is wrong,
else *open*. Another statistic read as trade is a *phantom*. A finding is true only where the labels list an error there. Every figure has a 95% interval from 1,000
resamples of the articles. Prints tables by language and style, by attribute, and how often claims of each confidence were exact; `--json` gives the same as one object.
Standard library only.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import itertools

import labels

ATTRIBUTES = ("subject", "op", "concept", "flow", "product", "partner", "regime", "measure", "currency", "period")
LOOSE = {"rank", "first", "record", "count", "comparison", "streak", "membership", "parts"}
"""Kinds of which neither op nor measure is scored, and whose span need not be the label's."""

Article = tuple[dict, str]
"""A label record and its text."""


@cache
def _characters() -> dict[int, str]:
    return {ord(row["traditional"]): row["simplified"] for row in labels.table_rows("traditional")}


def simplified(words: str) -> str:
    """Words in simplified characters."""
    return words.translate(_characters())


@cache
def city_codes() -> dict[str, frozenset[str]]:
    """Codes of cities, counties and zones by their names, lower case: what `CN-GD:Shenzhen` may stand for."""
    found: dict[str, set[str]] = {}
    for table, columns in (
        ("regions", ("en", "short_en", "zh", "short_zh", "aliases_en", "aliases_zh")),
        ("counties", ("en", "name", "short_name")),
    ):
        for row in labels.table_rows(table):
            if row.get("level") not in ("nation", "province", "state"):
                for name in (n for key in columns for n in row[key].split(";") if n):
                    for form in {name, re.sub("(?<=..)[市县区州旗]$", "", name)}:
                        found.setdefault(form.lower(), set()).add(row["code"])
    return {name: frozenset(codes) for name, codes in found.items()}


def same_city(gold: str, got: str) -> bool:
    """Whether a label such as `CN-GD:Shenzhen` and a reading (a code, or a name in either language) are one place."""
    one, two = (simplified(name.rpartition(":")[2].strip().lower()) for name in (gold, got))
    if one == two or (min(len(one), len(two)) > 3 and (one.endswith(two) or two.endswith(one))):
        return True
    codes = city_codes().get(one, frozenset())
    return got in codes or bool(codes & city_codes().get(two, frozenset()))


def span_of_months(period: str | None) -> str | None:
    """A period in one spelling: a quarter or half as its months, a whole year as the year."""
    if not period:
        return None
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        last = 3 * int(match[2])
        return f"{match[1]}-{last - 2:02d}/{match[1]}-{last:02d}"
    if match := re.fullmatch(r"(\d{4})-H([12])", period):
        return f"{match[1]}-01/{match[1]}-06" if match[2] == "1" else f"{match[1]}-07/{match[1]}-12"
    if match := re.fullmatch(r"(\d{4})/(\d{4}-\d\d)", period):
        return f"{match[1]}-01/{match[2]}"
    if match := re.fullmatch(r"(\d{4})-01/\1-12", period):
        return match[1]
    if match := re.fullmatch(r"(\d{4}-\d\d)/\1", period):
        return match[1]
    return period


def attribute(name: str, claim: dict, got: object) -> str:
    """Whether one attribute of a stated claim was read right, wrong, left open, or isn't scored (skip)."""
    gold = claim.get(name)
    accepted = (claim.get("accept") or {}).get(name, [])
    accepted = accepted if isinstance(accepted, list) else [accepted]
    unscored = (
        "*" in accepted
        or gold == "*"
        or (name == "currency" and (gold is None or (claim.get("op") not in ("level", "balance") and got is None)))
        or (name == "op" and (claim["kind"] in LOOSE or gold in ("rank", "count", None)))
        or (name == "measure" and (claim["kind"] in LOOSE or gold in ("balance", None)))
        or (name == "flow" and gold is None)
    )
    if unscored:
        return "skip"
    if name == "measure" and gold in ("?", "volume-index"):
        return "open" if got is None else "right" if gold == "volume-index" and got in ("volume-index", "quantity") else "wrong"
    if name == "period":
        gold, got, accepted = span_of_months(gold), span_of_months(got), [span_of_months(a) for a in accepted]  # type: ignore[arg-type]
    if name == "regime":
        gold = gold or "all"
    if got == gold or got in accepted:
        return "right"
    if isinstance(gold, str) and gold.startswith("?"):
        return "open" if got is None else same_words(gold, got) if isinstance(got, str) and got.startswith("?") else "wrong"
    if gold is None:
        return "wrong"
    if got is None or (isinstance(got, str) and got.startswith("?")):
        return "open"
    if name == "subject" and ":" in str(gold):
        return "right" if same_city(str(gold), str(got)) else "wrong"
    return "wrong"


def same_words(gold: str, got: str) -> str:
    """Whether two names that no table knows are one: right where one holds the other, else open (a boundary that differs is no false claim)."""
    one, two = (re.sub(r"\W+", "", simplified(words.lower())) for words in (gold, got))
    return "right" if one in two or two in one else "open"


def overlap(one: dict, two: dict) -> int:
    """The number of characters that two spans share."""
    return max(0, min(one["end"], two["end"]) - max(one["start"], two["start"]))


def align(gold: Sequence[dict], read: Sequence[dict]) -> list[tuple[int, int]]:
    """Pairs of a label and a reading that share characters, the best first, each used once."""
    shared = [
        (overlap(g, r) and (g["kind"] in LOOSE) == (r["kind"] in LOOSE), overlap(g, r), i, j)
        for i, g in enumerate(gold)
        for j, r in enumerate(read)
        if overlap(g, r)
    ]
    pairs, left, right = [], set(), set()
    for _, _, i, j in sorted(shared, key=lambda s: (s[0], s[1], -s[2], -s[3]), reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def attributes_of(claim: dict) -> dict[str, object]:
    """The attributes of a reading in one flat mapping."""
    indicator = claim.get("indicator") or claim
    return {name: indicator.get(name) for name in ATTRIBUTES} | {"subject": claim.get("subject"), "period": claim.get("period")}


def score_article(record: dict, text: str, answer: dict | None) -> dict:
    """The counts of one article: numbers by name, attributes by (name, result), confidences, the state of each reading by its place, and notes for `--verbose`."""
    gold = record["gold"]
    required = [c for c in gold if not c.get("optional") and c.get("concept") != "?"]
    counts: Counter[str] = Counter(stated=len(required), texts=1, others=sum(c.get("concept") == "?" for c in gold))
    counts["due"] = sum(not f.get("optional") for f in record.get("findings") or [])
    by_attribute: Counter[tuple[str, str]] = Counter()
    confidences: list[tuple[float, str]] = []
    states: dict[int, str] = {}
    notes: list[str] = []
    out = {"record": record, "counts": counts, "attributes": by_attribute, "confidences": confidences, "states": states, "notes": notes}
    if answer is None:
        counts["failed"] = 1
        notes.append("FAILED")
        return out
    read = [c for c in answer.get("claims", []) if c.get("start") is not None]
    pairs = align(gold, read)
    for i, j in pairs:
        claim, reading = gold[i], read[j]
        got = attributes_of(reading)
        near = repr(text[max(0, claim["start"] - 60) : claim["end"] + 40])
        if claim.get("concept") == "?":
            if got["concept"] == "trade" and reading["kind"] != "membership":
                counts["phantom"] += 1
                states[j] = "phantom"
                notes.append(f"PHANTOM {claim['text']!r} read as {got['subject']} {got['flow']} {got['product']} {got['period']} in {near}")
            continue
        if claim.get("optional"):
            continue
        results = {name: attribute(name, claim, got[name]) for name in ATTRIBUTES}
        if got["concept"] is None:
            results = {name: "open" if result == "wrong" else result for name, result in results.items()}
        counts["read"] += 1
        for name, result in results.items():
            by_attribute[name, result] += 1
        wrong = [name for name, result in results.items() if result == "wrong"]
        state = "misread" if wrong else "open" if "open" in results.values() else "exact"
        counts[state] += 1
        states[j] = state
        confidences.append((float(reading.get("confidence", 1)), state))
        verdict = reading.get("verdict")
        if verdict in ("supported", "refuted"):
            counts[verdict] += 1
            counts[f"{verdict}_misread"] += bool(wrong)
        if wrong:
            notes.append(
                f"MISREAD {claim['text']!r} " + ", ".join(f"{a}: {got[a]} not {claim.get(a)}" for a in wrong) + f" [{verdict}] in {near}"
            )
        elif state == "open":
            notes.append(
                f"OPEN {claim['text']!r} " + ", ".join(f"{a} ({claim.get(a)})" for a, r in results.items() if r == "open") + f" in {near}"
            )
    hit = {i for i, _ in pairs}
    for i, claim in enumerate(gold):
        if i not in hit and not claim.get("optional") and claim.get("concept") != "?":
            notes.append(f"MISSED {claim['text']!r} ({claim['kind']}) in {text[max(0, claim['start'] - 60) : claim['end'] + 40]!r}")
    labelled = [*gold, *({"start": s, "end": e} for s, e in record.get("ignore") or [])]
    used = {j for _, j in pairs}
    for j, reading in enumerate(read):
        unlabelled = j not in used and not any(overlap(s, reading) for s in labelled)
        if unlabelled and attributes_of(reading)["concept"] == "trade" and reading["kind"] != "membership":
            counts["phantom"] += 1
            states[j] = "phantom"
            notes.append(f"PHANTOM {reading.get('text')!r} {reading['subject']} {reading['period']}")
    counts["phantom_text"] = bool(counts["phantom"])
    score_findings(record, text, answer, counts, notes)
    return out


def places_of(finding: dict) -> list[dict]:
    """Where a finding may stand: its own span, and the other sides of a contradiction."""
    more = [*(finding.get("accept_spans") or []), *(finding["also"] if isinstance(finding.get("also"), list) else [])]
    return [finding, *({"start": m[0], "end": m[1]} if isinstance(m, list) else m for m in more if isinstance(m, list | dict))]


def score_findings(record: dict, text: str, answer: dict, counts: Counter[str], notes: list[str]) -> None:
    """Count errors and warnings, true and false, and the labelled errors that were found."""
    due = record.get("findings") or []
    found: set[int] = set()
    for finding in answer.get("findings", []):
        severity = finding["severity"]
        if severity not in ("error", "warning") or finding["code"] in ("HL900", "HL902"):
            continue
        hits = [
            k for k, f in enumerate(due) if any(overlap(p, s) for p in places_of(f) for s in (finding, *(finding.get("related") or [])))
        ]
        found |= set(hits)
        counts[severity + "s"] += 1
        counts[f"true_{severity}s"] += bool(hits)
        if not hits:
            notes.append(
                f"FALSE {severity.upper()} {finding['code']} {finding['message'][:140]!r} at {text[max(0, finding['start'] - 40) : finding['end'] + 20]!r}"
            )
    counts["found"] = sum(not due[k].get("optional") for k in found)
    counts["false_error_texts"] = counts["errors"] > counts["true_errors"]
    notes += [
        f"MISSED ERROR {f['codes']} {f.get('why', '')[:100]} at {text[f['start'] : f['end']]!r}"
        for k, f in enumerate(due)
        if k not in found and not f.get("optional")
    ]


RATES: dict[str, tuple[str, str]] = {
    "recall": ("read", "stated"),
    "exact/stated": ("exact", "stated"),
    "open/stated": ("open", "stated"),
    "misread/read": ("misread", "read"),
    "phantom/other": ("phantom", "others"),
    "phantom texts": ("phantom_text", "texts"),
    "true/errors": ("true_errors", "errors"),
    "found/due": ("found", "due"),
    "false-error texts": ("false_error_texts", "texts"),
}


def rate(counts: Counter[str], name: str) -> float | None:
    """A rate by its name in `RATES`, None where there is nothing to divide by."""
    top, bottom = RATES[name]
    return counts[top] / counts[bottom] if counts[bottom] else None


def resampled(counts: Sequence[Counter[str]], times: int, seed: int = 1) -> dict[str, tuple[float, float]]:
    """The 95% intervals of all rates from resamples of the articles."""
    draw = random.Random(seed)
    values: dict[str, list[float]] = defaultdict(list)
    for _ in range(times):
        total: Counter[str] = Counter()
        for one in draw.choices(counts, k=len(counts)):
            total.update(one)
        for name in RATES:
            value = rate(total, name)
            if value is not None:
                values[name].append(value)
    return {name: (sorted(v)[int(0.025 * len(v))], sorted(v)[int(0.975 * len(v)) - 1]) for name, v in values.items() if len(v) > 1}


def summary(scored: Sequence[dict], times: int) -> dict:
    """All figures of a run as one object: groups (all, language, language/style, about), attributes and reliability."""
    groups: dict[str, list[dict]] = defaultdict(list)
    for one in scored:
        record = one["record"]
        for key in (
            "all",
            record["language"],
            f"{record['language']}/{record.get('style', '?')}",
            *([f"about/{record['about']}"] if record.get("about") else []),
        ):
            groups[key].append(one)
    out: dict = {"groups": {}, "attributes": {}, "reliability": []}
    for key, members in groups.items():
        total: Counter[str] = Counter()
        for one in members:
            total.update(one["counts"])
        intervals = resampled([one["counts"] for one in members], times)
        out["groups"][key] = {"counts": dict(total), "rates": {name: rate(total, name) for name in RATES}, "intervals": intervals}
    attributes: Counter[tuple[str, str]] = Counter()
    for one in scored:
        attributes.update(one["attributes"])
    for name in ATTRIBUTES:
        out["attributes"][name] = {result: attributes[name, result] for result in ("right", "wrong", "open")}
    edges = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
    confidences = [c for one in scored for c in one["confidences"]]
    for low, high in itertools.pairwise(edges):
        inside = [state for value, state in confidences if low <= value < high]
        if inside:
            out["reliability"].append(
                {
                    "from": low,
                    "to": min(high, 1.0),
                    "claims": len(inside),
                    "exact": inside.count("exact") / len(inside),
                    "misread": inside.count("misread") / len(inside),
                }
            )
    return out


def show(out: dict) -> None:
    """Print a summary as tables."""
    chosen = ("recall", "exact/stated", "open/stated", "misread/read", "phantom texts")
    print(f"{'':22}{'texts':>6}{'stated':>7}  " + "".join(f"{name:>22}" for name in chosen))
    for key, group in out["groups"].items():
        cells = ""
        for name in chosen:
            value, interval = group["rates"][name], group["intervals"].get(name)
            cells += f"{'-' if value is None else f'{value:.3f}' + (f' [{interval[0]:.2f}, {interval[1]:.2f}]' if interval else ''):>22}"
        print(f"{key:22}{group['counts']['texts']:6}{group['counts'].get('stated', 0):7}  {cells}")
    n = Counter(out["groups"]["all"]["counts"])
    false_warnings = n["warnings"] - n["true_warnings"]
    print(f"\nerrors {n['errors']} (true {n['true_errors']}; due {n['due']}, found {n['found']})", end=", ")
    print(f"texts with a false error {n['false_error_texts']}, false warnings {false_warnings}")
    print(f"supported {n['supported']} (misread {n['supported_misread']})", end=", ")
    print(f"refuted {n['refuted']} (misread {n['refuted_misread']}), failed {n['failed']}")
    print("\nby attribute    right  wrong   open")
    for name, results in out["attributes"].items():
        print(f"{name:14}{results['right']:7}{results['wrong']:7}{results['open']:7}")
    print("\nconfidence      claims  exact  misread")
    for row in out["reliability"]:
        print(f"{row['from']:.2f} to {row['to']:.2f} {row['claims']:8}  {row['exact']:.3f}  {row['misread']:.3f}")


def run_command(command: str, record: dict, text: str) -> dict | None:
    """What a checker's command says of an article, None where it failed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{record['id']}.txt"
        path.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [*command.split(), "check", str(path), "--date", record["date"], "--output-format", "json"],
            capture_output=True,
            text=True,
            timeout=300,
        )
    try:
        return json.loads(done.stdout) if done.returncode in (0, 1) else None
    except ValueError:
        return None


def read_folder(folder: Path) -> list[Article]:
    """Articles that lie as X.txt beside X.gold.json."""
    found = []
    for path in sorted(folder.rglob("*.gold.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        found.append((record, path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")))
    return found


def answers_of(path: Path) -> dict[str, dict]:
    """The answers of a JSON Lines file by their article's ID. Raises `SystemExit` with the line that can't be read."""
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                one = json.loads(line)
                found[one["id"]] = one
            except (ValueError, KeyError, TypeError) as error:
                raise SystemExit(f"{path}, line {number}: not an object with an id and claims ({error})") from error
    return found


def score(articles: Iterable[Article], answer: Callable[[dict, str], dict | None], jobs: int = 1) -> list[dict]:
    """Score each article by the answer that a function gives for it."""
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(lambda article: score_article(article[0], article[1], answer(*article)), articles))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=labels.SPLITS, action="append", help="a split of the corpus; may be given several times")
    parser.add_argument("--folder", type=Path, action="append", help="a folder with X.txt and X.gold.json")
    reader = parser.add_mutually_exclusive_group(required=True)
    reader.add_argument("--cmd", help="a checker's command, such as hinterland")
    reader.add_argument("--claims", type=Path, help="a JSON Lines file of claims by article")
    parser.add_argument("--only", help="a regular expression: articles whose ID matches")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--verbose", action="store_true", help="print what was misread, missed and wrongly raised, by article")
    parser.add_argument("--jobs", type=int, default=2, help="commands run at once (default 2)")
    parser.add_argument("--resamples", type=int, default=1000, help="resamples for the intervals (default 1000)")
    options = parser.parse_args()
    articles = [a for split in options.split or () for a in labels.articles(split)] + [
        a for folder in options.folder or () for a in read_folder(folder)
    ]
    articles = [a for a in articles if not options.only or re.search(options.only, a[0]["id"])]
    if not articles:
        parser.error("no articles: name a --split or a --folder that holds some")
    if options.claims:
        given = answers_of(options.claims)
        scored = score(articles, lambda record, text: given.get(record["id"], {"claims": [], "findings": []}))
    else:
        scored = score(articles, lambda record, text: run_command(options.cmd, record, text), options.jobs)
    out = summary(scored, options.resamples)
    if options.json:
        print(json.dumps(out, ensure_ascii=False, indent=1))
        return 0
    if options.verbose:
        for one in scored:
            print(f"\n## {one['record']['id']} {dict(one['counts'])}")
            for note in one["notes"]:
                print("  ", note)
        print()
    show(out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
