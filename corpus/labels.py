"""Read label files: a compact notation, one line a claim, is compiled into claims with spans, intervals and units.

A label file holds blocks, each headed `# ID`; docs/reference/labelling.md explains the notation and the rules of labelling. `compile_block` places each label in
its article and returns the article's record (the shape that `score.py` reads); `validate` lists what is wrong with one: a span that isn't found, an unknown code, a
digit that has no label. Standard library only, so that a reader of any kind can be scored without installing this project.

    python corpus/labels.py check FOLDER       every ID.labels of a folder with its ID.txt
    python corpus/labels.py show SPLIT ID      one article's claims as JSON
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import shlex
import sys
from functools import cache
from pathlib import Path

from figures import interval_of

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "src" / "hinterland"
CODES = (PACKAGE / "codes" / "data", *(f.parent for f in sorted((PACKAGE / "packs").glob("[!s]*/pack.toml"))))
SPLITS = ("train", "tune", "test")
STYLES = ("official", "wire", "daily", "market", "feature", "table", "transcript", "control")
ABOUT = ("china", "other", "mixed")

DEFAULTS = {
    "subject": None,
    "concept": "trade",
    "flow": "total",
    "product": "all",
    "partner": "world",
    "regime": "all",
    "measure": "value",
    "currency": None,
    "period": None,
    "base_period": None,
    "versus": None,
    "scope": None,
}
OPERATIONS = ("level", "growth", "cagr", "share", "balance", "multiple", "contribution")
KINDS = ("rank", "record", "first", "streak", "count", "comparison", "parts", "membership")
ANYTHING = ("kind", *DEFAULTS, "op", "unit", "low", "high")
ABBREVIATIONS = {
    "general": "10",
    "border": "19",
    "contracted": "22",
    "private": "enterprise:private",
    "state-owned": "enterprise:state-owned",
    "foreign-invested": "enterprise:foreign-invested",
}
SCOPES = {
    "partners",
    "products",
    "months",
    "quarters",
    "years",
    "cities",
    "counties",
    "enterprises",
    "regimes",
    "countries",
    "world",
    "ports",
    "states",
}
PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?(/\d{4}(-(0[1-9]|1[0-2]))?)?")
REGION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?(:[^+|]+)?")

# Digits that state a time and nothing else need no label.
CALENDAR = re.compile(
    r"""(?:19|20)\d\d\s*[/\-–—~～至到、]\s*(?:19|20)?\d\d(?!\d)(?:\s*年)?
    |(?<![\d.,])(?:19|20)\d\d(?:\s*年|'s|s)?(?![\d.,]*\d|\s*(?:亿|万|元|million|billion|trillion|%|个|家))
    |\d{1,2}\s*[-–—~～至到、]\s*\d{1,2}\s*月(?:份)?|\d{1,2}\s*月(?:份)?(?:\s*\d{1,2}\s*[日号])?|\d{1,2}\s*日|前\s*\d{1,2}\s*[个個]?月|\d{1,2}\s*[个個]月|第?[1-4]季度|\d{1,2}\s*[时点:：]\s*\d{0,2}分?
    |(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?\b|\b\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*
    |\b[QH][1-4]\b|\b[1-4][QH]\b|\bFY\s?'?\d{2,4}(?:[-/]\d{2,4})?\b|\b(?:first|last|past|previous)\s+\d{1,2}\s+months\b|\b\d{1,2}[-\s]months?\b|\b1\dth\s+Five-Year""",
    re.VERBOSE,
)


def table_rows(table: str) -> list[dict[str, str]]:
    """The rows of a code table: what all countries share, and the packs' own."""
    found: list[dict[str, str]] = []
    for folder in CODES:
        if (folder / f"{table}.csv").is_file():
            with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                found += csv.DictReader(file)
    return found


@cache
def codes(table: str) -> frozenset[str]:
    """The codes of one of the project's code tables."""
    return frozenset(row["code"] for row in table_rows(table))


def blocks(path: Path) -> dict[str, list[str]]:
    """The blocks of a label file by their article's ID, comments (//) and blank lines left out."""
    found: dict[str, list[str]] = {}
    name = path.stem
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if line.startswith("# "):
            name = line[2:].strip()
        elif line and not line.startswith("//"):
            found.setdefault(name, []).append(line)
    return found


def pairs(words: str, problems: list[str]) -> dict[str, str | None]:
    """`key=value` words as a mapping; a value in quotation marks may hold blanks, `null` is None."""
    out: dict[str, str | None] = {}
    try:
        split = shlex.split(words)
    except ValueError as error:
        problems.append(f"quotation marks do not close: {words!r} ({error})")
        return out
    for word in split:
        key, equals, value = word.partition("=")
        out[key] = (None if value == "null" else value) if equals else ""
    return out


def conventions(claim: dict) -> dict[str, list]:
    """What the labelling guide accepts everywhere beside the label itself."""
    accept: dict[str, list] = {}
    kind, op = claim["kind"], claim["op"]
    if kind in ("rank", "record", "first", "count", "streak"):
        accept["op"] = ["count", "growth", "rank", "share", "level"]
        accept["currency"] = ["*"]
        accept["scope"] = ["*"]
    if kind == "first":
        accept["kind"] = ["record", "rank"]
    if kind == "record":
        accept["kind"] = ["rank", "first"]
    if kind in ("comparison", "change", "streak", "parts") or op in ("share", "contribution", "multiple"):
        accept["currency"] = ["*"]
    if op == "growth":
        accept["currency"] = [None]
        accept.setdefault("kind", ["change"])
    if op == "multiple":
        accept["op"] = ["growth"]
    if kind == "comparison":
        accept["unit"] = ["percent"]
    if claim["regime"] == "10":
        accept["regime"] = ["general"]
    return accept


def claim_of(text: str, words: dict[str, str | None], context: dict, problems: list[str]) -> dict:
    """One claim from its label: `words` are those behind the bar, `context` the attributes in force."""
    rest = dict(words)
    what = next(iter(rest), "")
    rest.pop(what, None)
    claim: dict = dict(context)
    accept: dict[str, list] = {}
    optional = rest.pop("optional", None) is not None
    falls = rest.pop("down", None) is not None
    number = next((w for w in rest if re.fullmatch(r"\d+", w)), None)
    if number:
        rest.pop(number)
    if what in OPERATIONS:
        claim |= {"kind": "value", "op": what}
    elif what == "points":
        claim |= {"kind": "change", "op": "share"}
    elif what == "move":
        claim |= {"kind": "change", "op": "growth"}
        optional = True
    elif what in KINDS:
        claim |= {"kind": what, "op": str(rest.pop("op", None) or ("growth" if what in ("comparison", "streak") else "level"))}
    elif what == "other":
        name = next(iter(rest), "?")
        rest = {}
        claim |= DEFAULTS | {"kind": "value", "op": "level", "concept": "?", "flow": None, "measure": "?", "statistic": name.lstrip("?")}
        accept = {key: ["*"] for key in ANYTHING if key != "concept"}
        optional = True
    else:
        problems.append(f"{text!r}: {what!r} is no kind of label")
        claim |= {"kind": "value", "op": "level"}
    for key, value in list(rest.items()):
        if key == "base":
            claim["base_period"] = value
        elif key.startswith("accept:"):
            accept.setdefault(key[7:], []).extend(None if v == "null" else v for v in (value or "*").split("|"))
        elif key in claim or key in ("unit", "low", "high", "op", "kind"):
            claim[key] = value
        else:
            problems.append(f"{text!r}: unknown word {key!r}")
    claim["regime"] = ABBREVIATIONS.get(claim["regime"], claim["regime"])
    low, high, unit = interval_of(text, falls=falls, kind=claim["kind"], op=claim["op"])
    if number:
        low = high = float(number)
    claim["unit"] = claim.get("unit") or unit
    for end, read in (("low", low), ("high", high)):
        claim[end] = float(claim[end]) if claim.get(end) is not None else read
    if (
        claim["op"] in ("level", "balance")
        and claim["kind"] == "value"
        and claim["unit"]
        and len(claim["unit"]) == 3
        and claim["concept"] != "?"
    ):
        claim["currency"] = claim["unit"]
    if claim["measure"] == "quantity":
        claim["currency"] = None
    if optional:
        claim["optional"] = True
    for key, values in conventions(claim).items() if claim["concept"] != "?" else ():
        accept[key] = accept.get(key, []) + values
    if accept:
        claim["accept"] = accept
    return claim


def place(text: str, wanted: str, cursor: int, taken: list[dict]) -> tuple[int, int] | None:
    """Where a label's words stand: the next place behind the label before, `#2` the second, a leading `~` anywhere that is free."""
    skip = 0
    if match := re.search(r"#(\d)$", wanted):
        skip, wanted = int(match[1]) - 1, wanted[: match.start()].rstrip()
    start = 0 if wanted.startswith("~") else cursor
    anywhere = wanted.startswith("~")
    wanted = wanted.removeprefix("~")
    bounded = re.compile(
        (r"(?<![\d.,])" if wanted[:1].isdigit() else "") + re.escape(wanted) + (r"(?!\d)" if wanted[-1:].isdigit() else "")
    )
    for match in bounded.finditer(text, start):
        if anywhere and any(match.start() < t["end"] and t["start"] < match.end() for t in taken):
            continue
        if skip:
            skip -= 1
            continue
        return match.start(), match.end()
    return None


def compile_block(name: str, lines: list[str], text: str) -> tuple[dict, list[str]]:
    """An article's record from its label block and its text, and the problems found on the way."""
    problems: list[str] = []
    record: dict = {"id": name, "gold": [], "ignore": [], "findings": []}
    context = dict(DEFAULTS)
    cursor = 0
    for line in lines:
        if match := re.match(r"(language|date|style|about|publisher|address|year):\s*(.+)", line):
            record[match[1]] = match[2].strip()
            continue
        if line.startswith("@"):
            fresh = line.startswith("@@")
            changed = pairs(line.lstrip("@"), problems)
            unknown = set(changed) - set(DEFAULTS) - {"base"}
            if unknown:
                problems.append(f"{line!r}: unknown attributes {sorted(unknown)}")
            if "base" in changed:
                changed["base_period"] = changed.pop("base")
            context = (dict(DEFAULTS) if fresh else context) | {k: v for k, v in changed.items() if k in DEFAULTS}
            continue
        finding = line.startswith("!")
        head, bar, words = line.lstrip("! ").rpartition(" | ") if not finding else line[1:].strip().partition(" | ")
        if not bar:
            problems.append(f"{line!r}: no bar (TEXT | label)")
            continue
        if finding:
            code, _, quoted = head.partition(" ")
            where = place(text, "~" + quoted, 0, [])
            if where is None:
                problems.append(f"finding {quoted!r} not in the text")
                continue
            record["findings"].append({"codes": code.split("/"), "start": where[0], "end": where[1], "text": quoted, "why": words})
            continue
        where = place(text, head.strip(), cursor, record["gold"])
        if where is None:
            problems.append(f"{head!r} not found behind {text[max(0, cursor - 20) : cursor]!r}")
            continue
        if not head.startswith("~"):
            cursor = where[1]
        label = pairs(words, problems)
        if "ignore" in label:
            record["ignore"].append(list(where))
            continue
        span = text[where[0] : where[1]]
        record["gold"].append({"start": where[0], "end": where[1], "text": span} | claim_of(span, label, context, problems))
    record["gold"].sort(key=lambda claim: (claim["start"], claim["end"]))
    return record, problems


def known(code: str | None, *tables: str, more: frozenset[str] | set[str] = frozenset(), shape: re.Pattern[str] | None = None) -> bool:
    """Whether each part of a code (joined by +) is in one of the tables, a named unknown, or of the shape given."""
    return code is None or all(
        part.startswith("?") or part in more or any(part in codes(table) for table in tables) or bool(shape and shape.fullmatch(part))
        for part in code.split("+")
    )


def validate(record: dict, text: str) -> list[str]:
    """What is wrong with an article's record, one sentence each."""
    problems = []
    if record.get("language") not in ("en", "zh"):
        problems.append("language: en or zh")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", record.get("date", "")):
        problems.append("date: YYYY-MM-DD")
    if record.get("style") not in STYLES:
        problems.append(f"style: one of {', '.join(STYLES)}")
    if record.get("about") not in ABOUT:
        problems.append(f"about: one of {', '.join(ABOUT)}")
    for claim in record["gold"]:
        where = f"{claim['text']!r} at {claim['start']}"
        if claim["concept"] == "?":
            continue
        if not known(claim["subject"], "regions", "groups", shape=REGION):
            problems.append(f"{where}: unknown subject {claim['subject']!r}")
        if not known(claim["product"], "products", shape=re.compile(r"\d{2}|\d{4}|\d{6}|\d{8}")):
            problems.append(f"{where}: unknown product {claim['product']!r} (where no code exists, write ?words)")
        if not known(claim["partner"], "partners", "blocs", shape=re.compile(r"top-\d+-partners|[A-Z]{2}-[A-Z0-9]{1,3}(:.+)?")):
            problems.append(f"{where}: unknown partner {claim['partner']!r} (where no code exists, write ?words)")
        if not known(claim["regime"], "regimes", "enterprises"):
            problems.append(f"{where}: unknown regime {claim['regime']!r}")
        if not known(claim["scope"], "scopes", "groups", more=SCOPES, shape=re.compile(r"top-\d+|[A-Z]{2}(-[A-Z0-9]+)?")):
            problems.append(f"{where}: unknown scope {claim['scope']!r}")
        if claim["flow"] not in ("total", "export", "import", None):
            problems.append(f"{where}: flow is total, export, import or null")
        if claim["op"] not in (*OPERATIONS, "rank", "count"):
            problems.append(f"{where}: unknown op {claim['op']!r}")
        if claim["measure"] not in ("value", "quantity", "volume-index", "balance", "?"):
            problems.append(f"{where}: unknown measure {claim['measure']!r}")
        for key in ("period", "base_period"):
            if claim[key] and not PERIOD.fullmatch(claim[key]):
                problems.append(f"{where}: {key} {claim[key]!r} is not 2025, 2025-12, 2025-Q1, 2025-H1 or 2025-01/2025-11")
        if claim["period"] is None and not claim.get("optional"):
            problems.append(f"{where}: no period")
        if (
            claim["kind"] == "value"
            and claim["op"] in ("level", "balance")
            and claim["measure"] == "value"
            and not (claim["unit"] or "").isupper()
        ):
            problems.append(f"{where}: a level in value has a currency (for tonnes and pieces: measure=quantity)")
    for one, two in zip(record["gold"], record["gold"][1:], strict=False):
        if two["start"] < one["end"] and one["kind"] == two["kind"]:
            problems.append(f"{one['text']!r} and {two['text']!r} overlap")
    covered = [False] * (len(text) + 1)
    spans = (
        [(c["start"], c["end"]) for c in record["gold"]]
        + [tuple(s) for s in record["ignore"]]
        + [m.span() for m in CALENDAR.finditer(text)]
    )
    for start, end in spans:
        covered[start:end] = [True] * (end - start)
    for match in re.finditer(r"\d+(?:[.,]\d+)*", text):
        if not all(covered[i] for i in range(match.start(), match.end()) if text[i].isdigit()):
            problems.append(
                f"digits {match[0]!r} at {match.start()} have no label: {text[max(0, match.start() - 15) : match.end() + 15]!r}"
            )
    return problems


def articles(split: str, root: Path = HERE) -> list[tuple[dict, str]]:
    """The records and texts of one split, in the order of its label file."""
    out = []
    for name, lines in blocks(root / "labels" / f"{split}.labels").items():
        text = (root / "articles" / split / f"{name}.txt").read_text(encoding="utf-8")
        out.append((compile_block(name, lines, text)[0], text))
    return out


def check(folder: Path) -> int:
    """Print the problems of every label file of a folder; the number of articles that have any."""
    bad = total = 0
    files = sorted(folder.rglob("*.labels"))
    for path in files:
        for name, lines in blocks(path).items():
            source = next(
                (p for p in (path.with_name(f"{name}.txt"), path.parent.parent / "articles" / path.stem / f"{name}.txt") if p.exists()),
                None,
            )
            if source is None:
                print(f"{name}: no text {name}.txt beside {path.name}")
                bad += 1
                continue
            text = source.read_text(encoding="utf-8")
            record, problems = compile_block(name, lines, text)
            problems += validate(record, text)
            total += sum(not c.get("optional") for c in record["gold"])
            bad += bool(problems)
            for problem in problems:
                print(f"{name}: {problem}")
    print(f"{len(files)} label files, {total} required claims, {bad} articles with problems")
    return bad


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check").add_argument("folder", type=Path)
    show = commands.add_parser("show")
    show.add_argument("split", choices=SPLITS)
    show.add_argument("id")
    options = parser.parse_args()
    if options.command == "check":
        return min(check(options.folder), 1)
    for record, _ in articles(options.split):
        if record["id"] == options.id:
            print(json.dumps(record, ensure_ascii=False, indent=1))
            return 0
    print(f"No article {options.id} in {options.split}.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
