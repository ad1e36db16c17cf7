"""How well `hinterland check` reads and judges labelled texts: one table, a column for each set of them.

    python benchmarks/score.py                        all sets: the tuning and the unread halves, each language, and the shared examples where present
    python benchmarks/score.py --set tune --verbose   only sets whose name holds `tune`, with every miss, extra claim and wrong attribute by text
    python benchmarks/score.py --file batch.jsonl     a file of labelled texts of one's own and nothing else; may be repeated

The sets are `tests/corpus/*_tune.jsonl` (`later_tune` was unread until it was given up for tuning),
`*_unread.jsonl`, the articles of `tests/corpus/articles` and `../shared/examples`. What goes wrong in an unread half is never listed unless
`--unread` asks for it: it is there to tell whether what was tuned on the other half holds. Every rate is rounded to three places; `n/m` are counts.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CORPUS, EXAMPLES = ROOT / "tests" / "corpus", ROOT.parent / "shared" / "examples"
DATE, BATCH, SECONDS = "2026-03-15", 40, 300
ATTRIBUTES = ("kind", "subject", "op", "concept", "flow", "product", "partner", "period")
ABSENT = {"product": "all", "partner": "world", "concept": "trade"}
"""What an indicator means that leaves these out."""

DETAIL = ("kind ", "mistake ", "verdict ")
"""Counts that are told apart as well: how many claims of each kind and verdict were found, and of the mistakes of each code."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """A labelled text; `findings` and `clean` stand only on whole documents, `None` on sentences."""

    id: str
    set: str
    text: str
    gold: list[Json]
    ignore: list[list[int]] = field(default_factory=list)
    findings: list[Json] | None = None
    clean: bool = False

    @property
    def wrong(self) -> bool:
        """Whether something in it is, or may be, wrong."""
        return bool(self.findings) or any("refuted" in verdicts(g) for g in self.gold)


# -- the texts


def texts() -> list[Text]:
    """Every labelled text at hand, set by set."""
    found = [t for path in sorted(CORPUS.glob("*_*.jsonl")) for t in sentences(path, path.stem.replace("_", "-"))]
    found += sorted(documents(CORPUS / "articles", "articles"), key=lambda t: t.set)
    order = {"tune": 0, "unread": 1, "articles": 2}
    found.sort(key=lambda t: order.get(t.set.split("-")[-1], 3))
    if EXAMPLES.is_dir():
        examples = [*sentences(EXAMPLES / "sentences.jsonl", "{language}-examples"), *documents(EXAMPLES / "documents", "examples")]
        found += sorted(examples, key=lambda t: t.set)
    return found


def placed(found: list[Text]) -> list[Text]:
    """The texts, set by set, seen to be labelled where they say. Raises `ValueError` where a span doesn't stand there."""
    for t in found:
        for g in [*t.gold, *(t.findings or [])]:
            if t.text[g["start"] : g["end"]] != g["text"]:
                raise ValueError(f"{t.id}: {g['text']!r} doesn't stand at {g['start']}-{g['end']}")
    return found


def sentences(path: Path, name: str) -> Iterator[Text]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            x = json.loads(line)
            yield Text(x["id"], name.format(language=x["language"]), x["text"], x["gold"], x.get("ignore", []))


def documents(folder: Path, name: str) -> Iterator[Text]:
    for path in sorted(folder.glob("*.gold.json")):
        x = json.loads(path.read_text(encoding="utf-8"))
        body = path.with_name(path.name.removesuffix(".gold.json") + ".txt").read_bytes().decode("utf-8")
        yield Text(x["id"], f"{x['language']}-{name}", body, x["gold"], x.get("ignore", []), x["findings"], x["clean"])


# -- running the command


def run(command: list[str], files: list[Path]) -> list[Json] | str:
    """One object a file, in order, or what went wrong."""
    line = [*command, "check", *map(str, files), "--date", DATE, "--output-format", "json"]
    try:
        done = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.SubprocessError) as e:
        return f"{type(e).__name__}: {e}"
    said = done.stderr.decode("utf-8", "replace").strip()[-300:]
    if done.returncode not in (0, 1):
        return f"exit status {done.returncode}: {said}"
    try:
        objects = [json.loads(row) for row in done.stdout.decode("utf-8").splitlines() if row.strip()]
    except ValueError as e:
        return f"not JSON Lines: {e}; {said}"
    good = len(objects) == len(files) and all(isinstance(o, dict) and isinstance(o.get("claims"), list) for o in objects)
    return objects if good else f"{len(objects)} objects for {len(files)} files; {said}"


def outputs(command: list[str], todo: list[Text]) -> tuple[dict[str, Json], dict[str, str]]:
    """What the command says of each text, and why it failed on others; a batch that fails is tried again text by text."""
    results: dict[str, Json] = {}
    failed: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="score-") as folder:
        files = {t.id: Path(folder) / f"{t.id}.txt" for t in todo}
        for t in todo:
            files[t.id].write_bytes(t.text.encode("utf-8"))
        for start in range(0, len(todo), BATCH):
            batch = todo[start : start + BATCH]
            answer = run(command, [files[t.id] for t in batch])
            if not isinstance(answer, str):
                results.update(zip((t.id for t in batch), answer, strict=True))
                continue
            for t in batch:
                one = run(command, [files[t.id]])
                if isinstance(one, str):
                    failed[t.id] = one
                else:
                    results[t.id] = one[0]
    return results, failed


# -- comparing


def verdicts(gold: Json) -> set[str]:
    return {gold["verdict"], *gold.get("accept", {}).get("verdict", [])}


def span(o: Json) -> tuple[int, int] | None:
    start, end = o.get("start"), o.get("end")
    return (start, end) if isinstance(start, int) and isinstance(end, int) and start < end else None


def shared(o: Json, start: int, end: int) -> int:
    """How many characters of a stretch a claim or finding covers."""
    s = span(o)
    return max(0, min(s[1], end) - max(s[0], start)) if s else 0


def over(found: Iterable[Json], gold: Json) -> list[Json]:
    return [o for o in found if shared(o, gold["start"], gold["end"])]


def one_form(period: object) -> object:
    """A quarter or half as its months, January to December as the year."""
    if not isinstance(period, str):
        return period
    if m := re.fullmatch(r"(\d{4})-?([QH])(\d)", period):
        long = {"Q": 3, "H": 6}[m[2]]
        last = long * int(m[3])
        return f"{m[1]}-{last - long + 1:02d}/{m[1]}-{last:02d}"
    m = re.fullmatch(r"(\d{4})-01/\1-12", period)
    return m[1] if m else period


def said(claim: Json, attribute: str) -> object:
    if attribute in ("kind", "subject", "period"):
        return claim.get(attribute)
    value = (claim.get("indicator") or {}).get(attribute)
    return ABSENT.get(attribute) if value is None else value


def agrees(gold: Json, claim: Json, attribute: str) -> bool | None:
    """Whether an attribute is right; `None` where the label leaves it open. A growth may be filed as a value or as a change."""
    accepted = gold.get("accept", {}).get(attribute, [])
    if gold[attribute] is None or "*" in accepted:
        return None
    wanted, got = {gold[attribute], *accepted}, said(claim, attribute)
    if attribute == "kind" and wanted & {"value", "change"}:
        wanted |= {"value", "change"}
    return one_form(got) in {one_form(w) for w in wanted} if attribute == "period" else got in wanted


def matched(gold: list[Json], claims: list[Json]) -> dict[int, int]:
    """Labels to claims, one to one, the best pair first: by the share of their spans in common, then the kind, then the op."""
    pairs = []
    for i, g in enumerate(gold):
        for j, c in enumerate(claims):
            if common := shared(c, g["start"], g["end"]):
                union = max(g["end"], c["end"]) - min(g["start"], c["start"])
                bonus = 0.6 * bool(agrees(g, c, "kind")) + 0.2 * bool(agrees(g, c, "op"))
                pairs.append((-(common / union + bonus), i, j))
    result: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if i not in result and j not in result.values():
            result[i] = j
    return result


class Tally:
    """Counts of what was right, and notes of what was not, over the texts of one set."""

    def __init__(self) -> None:
        self.n: Counter[str] = Counter()
        self.notes: list[str] = []

    def add(self, t: Text, output: Json | None) -> None:
        """Count one text; no output is a failed run, in which everything is missed."""
        claims = [c for c in (output or {}).get("claims", []) if isinstance(c, dict)]
        found = [f for f in (output or {}).get("findings", []) if isinstance(f, dict)]
        errors = [f for f in found if f.get("severity") == "error"]
        pairs = matched(t.gold, claims)
        self.n["texts"] += 1
        self.n["failed"] += output is None
        for i, g in enumerate(t.gold):
            claim = claims[pairs[i]] if i in pairs else None
            self._false_alarm(t, i, claim, over(claims, g))
            if not g.get("optional"):
                self._read(t, g, claim)
                self._refuted(t, g, claim, over(claims, g), over(errors, g))
                self._code(t, g, found)
        for j, c in enumerate(claims):
            if j in pairs.values():
                self.n["right claims"] += 1
            else:
                self._extra(t, c)
        self.n["right texts"] += not t.wrong
        self.n["right texts alarmed"] += not t.wrong and bool(errors)
        self.n["empty texts"] += not t.gold
        self.n["empty texts with claims"] += not t.gold and any(c.get("verdict") != "unverifiable" for c in claims)
        if t.findings is not None:
            self._document(t, found, errors)

    def _note(self, t: Text, what: str, at: Json, more: str = "") -> None:
        start, end = span(at) or (0, 0)
        around = t.text[max(0, start - 30) : end + 30].replace("\n", " ")
        self.notes.append(f"{t.id}  {what}: {at.get('text') or at.get('message')!r}{more and f'  {more}'}\n      … {around} …")

    def _false_alarm(self, t: Text, i: int, claim: Json | None, above: list[Json]) -> None:
        g = t.gold[i]
        if "refuted" in verdicts(g):
            return
        self.n["not refuted"] += 1
        may_be = [h for k, h in enumerate(t.gold) if k != i and "refuted" in verdicts(h)]
        alarms = [c for c in above if c.get("verdict") == "refuted" and (c is claim or not any(over([c], h) for h in may_be))]
        if alarms:
            self.n["false alarms"] += 1
            self._note(t, "FALSE ALARM", g, f"{g['verdict']}, read as {told(alarms[0])}")

    def _read(self, t: Text, g: Json, claim: Json | None) -> None:
        inside = g["concept"] is not None
        kind, verdict = f"kind {g['kind']}", f"verdict {g['verdict']}"
        self.n.update({"claims": 1, "inside": inside, kind: 1, verdict: 1})
        if claim is None:
            self._note(t, "missed", g, f"{g['kind']}, {g['verdict']}")
            return
        self.n.update({"found": 1, "found inside": inside, f"found {kind}": 1, f"found {verdict}": 1})
        checks = {a: agrees(g, claim, a) for a in ATTRIBUTES}
        for a, right in checks.items():
            self.n[f"attribute {a}"] += right is not None
            self.n[f"right attribute {a}"] += bool(right)
            if right is False:
                self._note(t, a, g, f"{g[a]} expected, {said(claim, a)} read")
        self.n["all attributes"] += all(right is not False for right in checks.values())
        right = claim.get("verdict") in verdicts(g)
        self.n["right verdicts"] += right
        if not right and not (claim.get("verdict") == "refuted" and "refuted" not in verdicts(g)):
            self._note(t, "verdict", g, f"{g['verdict']} expected, {told(claim)}: {claim.get('reason', '')}")

    def _refuted(self, t: Text, g: Json, claim: Json | None, above: list[Json], errors: list[Json]) -> None:
        if verdicts(g) != {"refuted"}:
            return
        seen = claim is not None and claim.get("verdict") == "refuted"
        told_of = seen or bool(errors) or any(c.get("verdict") == "refuted" for c in above)
        self.n.update({"refuted": 1, "refuted seen": seen, "refuted told": told_of})
        self.n.update({f"mistake {g['code']}": 1, f"found mistake {g['code']}": told_of})
        if not told_of:
            self._note(t, "missed error", g, str(g["code"]))

    def _code(self, t: Text, g: Json, found: list[Json]) -> None:
        """The code on what is wrong; one about the text against itself (HL1xx) may sit on either figure."""
        if t.findings is not None or (g["verdict"] != "refuted" and g["code"] in (None, "HL901")):
            return
        codes = {f.get("code") for f in (found if str(g["code"]).startswith("HL1") else over(found, g))}
        accepted = {g["code"], *g.get("accept", {}).get("code", [])}
        self.n.update({"codes": 1, "right codes": g["code"] in codes, "accepted codes": bool(codes & accepted)})
        if not codes & accepted:
            self._note(t, "code", g, f"{g['code']} expected, {', '.join(sorted(map(str, codes))) or 'none'} given")

    def _extra(self, t: Text, c: Json) -> None:
        """A claim that no label stands for; a right membership (`the central province`) is never labelled, an unverifiable one counts apart."""
        if any(over([c], g) for g in t.gold):
            self.n["second claims"] += 1
        elif any(shared(c, a, b) for a, b in t.ignore) or (c.get("kind") == "membership" and c.get("verdict") == "supported"):
            self.n["ignored"] += 1
        elif c.get("verdict") == "unverifiable":
            self.n["extra unverifiable"] += 1
        else:
            self.n.update({"extra": 1, "extra refuted": c.get("verdict") == "refuted"})
            self._note(t, "extra", c, told(c))

    def _document(self, t: Text, found: list[Json], errors: list[Json]) -> None:
        if t.clean:
            self.n.update({"clean documents": 1, "clean alarmed": bool(errors), "clean errors": len(errors)})
        places: list[tuple[int, int]] = []
        for f in t.findings or []:
            here = [(f["start"], f["end"]), *((a, b) for a, b, _ in f["related"])]
            places += here
            hits = [o for o in found if any(shared(o, a, b) for a, b in here)]
            codes = {o.get("code") for o in hits}
            accepted = bool(codes & {f["code"], *f["accept_codes"]})
            loud = any(o.get("severity") != "info" for o in hits)
            self.n.update({"findings": 1, "right findings": f["code"] in codes, "accepted findings": accepted, "any findings": loud})
            if not accepted:
                self._note(t, "missed finding", f, f"{f['code']} expected, {', '.join(sorted(map(str, codes))) or 'none'} given")
        for e in errors:
            good = any(shared(e, a, b) for a, b in places)
            self.n.update({"error findings": 1, "good error findings": good})
            if not good:
                self._note(t, f"error on {'a clean document' if t.clean else 'what is right'}", e, str(e.get("code")))


def told(claim: Json) -> str:
    return f"{claim.get('kind')} {said(claim, 'op')} {claim.get('subject')} {claim.get('period')} {claim.get('verdict')}"


# -- the table


def rate(part: float, whole: float) -> str:
    return f"{part / whole:.3f}" if whole else ""


def measures(n: Counter[str]) -> dict[str, str]:
    """The rows of one column, by name; empty where there was nothing to measure."""

    def of(part: str, whole: str) -> str:
        return f"{n[part]}/{n[whole]}" if n[whole] else ""

    given = n["right claims"] + n["extra"]
    recall, precision = (n["found"] / n["claims"] if n["claims"] else 0.0), (n["right claims"] / given if given else 0.0)
    rows = {
        "texts": str(n["texts"]),
        "failed runs": str(n["failed"]),
        "claims labelled": str(n["claims"]),
        "claim recall": rate(n["found"], n["claims"]),
        "  within the tables": rate(n["found inside"], n["inside"]),
        "claim precision": rate(n["right claims"], given),
        "claim F1": rate(2 * recall * precision, recall + precision),
        "  extra claims": str(n["extra"]),
        "  of them refuted": str(n["extra refuted"]),
        "  extra, unverifiable": str(n["extra unverifiable"]),
        **{f"attribute {a}": rate(n[f"right attribute {a}"], n[f"attribute {a}"]) for a in ATTRIBUTES},
        "all attributes": rate(n["all attributes"], n["found"]),
        "verdicts of claims found": rate(n["right verdicts"], n["found"]),
        "verdicts of all claims": rate(n["right verdicts"], n["claims"]),
        "refuted seen": rate(n["refuted seen"], n["refuted"]),
        "  or an error finding": rate(n["refuted told"], n["refuted"]),
        "FALSE ALARMS": rate(n["false alarms"], n["not refuted"]),
        "  count": of("false alarms", "not refuted"),
        "  right texts with an error": of("right texts alarmed", "right texts"),
        "  empty texts with claims": of("empty texts with claims", "empty texts"),
        "code on sentences": rate(n["right codes"], n["codes"]),
        "  or another accepted": rate(n["accepted codes"], n["codes"]),
        "findings on documents": rate(n["right findings"], n["findings"]),
        "  or one accepted there": rate(n["accepted findings"], n["findings"]),
        "  or any": rate(n["any findings"], n["findings"]),
        "  precision of errors": rate(n["good error findings"], n["error findings"]),
        "clean documents with errors": of("clean alarmed", "clean documents"),
    }
    return rows | {f"of {k}": of(f"found {k}", k) for k in sorted(n) if k.startswith(DETAIL)}


def table(columns: dict[str, Counter[str]]) -> str:
    cells = {name: measures(n) for name, n in columns.items()}
    rows = dict.fromkeys(row for column in cells.values() for row in column)
    names = sorted(rows, key=lambda row: (row.startswith("of "), row if row.startswith("of ") else ""))
    width = max(13, *(len(name) + 2 for name in columns))
    lines = [f"{'':<30}" + "".join(f"{name:>{width}}" for name in columns)]
    for row in names:
        values = [cells[c].get(row, "") for c in columns]
        if any(values):
            lines.append(f"{row:<30}" + "".join(f"{v:>{width}}" for v in values))
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", default=[], metavar="NAME", help="only sets whose name holds this; may be repeated")
    parser.add_argument(
        "--file", action="append", default=[], metavar="PATH", help="score this file of labelled texts instead; may be repeated"
    )
    parser.add_argument("--verbose", action="store_true", help="list what went wrong, by text; not for the unread halves")
    parser.add_argument("--unread", action="store_true", help="with --verbose: list the unread halves too")
    parser.add_argument("--command", default=f"{shlex.quote(sys.executable)} -m hinterland.cli", help="the command before `check`")
    options = parser.parse_args()
    found = [t for path in map(Path, options.file) for t in sentences(path, f"{{language}}-{path.stem}")] if options.file else texts()
    chosen = [t for t in placed(found) if not options.set or any(s in t.set for s in options.set)]
    if not chosen:
        print("no labelled texts there; see --set", file=sys.stderr)
        return 2
    results, failed = outputs(shlex.split(options.command), chosen)
    tallies: dict[str, Tally] = {}
    for t in chosen:
        tallies.setdefault(t.set, Tally()).add(t, results.get(t.id))
    print(table({name: tally.n for name, tally in tallies.items()}))
    if failed:
        first, why = next(iter(failed.items()))
        print(f"\n{len(failed)} runs failed and count as missed, among them {first}: {why}")
    if options.verbose:
        for name, tally in tallies.items():
            if options.unread or "unread" not in name:
                print(f"\n== {name}", *tally.notes, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
