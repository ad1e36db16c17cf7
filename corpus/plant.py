"""Plant one error in each of many copies of labelled articles, or set an article in other typography, with the labels moved along.

    python corpus/plant.py --split tune --output DIR [--each 3] [--seed 1]      DIR/X~KIND~N.txt and .gold.json, and the unaltered twin X.txt
    python corpus/plant.py --split tune --output DIR --typography              the same articles with wide digits, narrow blanks, soft hyphens, wrapped lines

Kinds of errors: digit, power (of ten), sign, region, period, flow, unit, rank, count, conversion (a bracketed amount), sum (exports or imports beside their total).
Words that are exchanged stand in swaps.csv. Each altered record lists the planted error under `findings`; `score.py --folder DIR` counts those found, and false ones on the
twins. Standard library only.
"""

from __future__ import annotations

import argparse
import copy
import csv
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import labels

CODES_OF = {
    "digit": ["HL101", "HL103", "HL104", "HL105", "HL201", "HL210"],
    "power": ["HL102", "HL209"],
    "sign": ["HL201", "HL208", "HL105"],
    "region": ["HL208", "HL201"],
    "period": ["HL208", "HL201"],
    "flow": ["HL208", "HL101"],
    "unit": ["HL208", "HL302"],
    "rank": ["HL202"],
    "count": ["HL205", "HL107"],
    "conversion": ["HL101", "HL102"],
    "sum": ["HL103"],
}
Edit = tuple[int, int, str]
"""A stretch of the text and what it becomes."""


def swaps(language: str, kind: str) -> list[tuple[str, str]]:
    """The words that a kind of error exchanges."""
    with (labels.HERE / "swaps.csv").open(encoding="utf-8", newline="") as file:
        return [(row["before"], row["after"]) for row in csv.DictReader(file) if (row["language"], row["kind"]) == (language, kind)]


def apply(record: dict, text: str, edits: list[Edit]) -> tuple[dict, str]:
    """The record and text after the edits, every span moved along."""
    edits = sorted(edits)
    out, shift, cursor = [], [], 0
    for start, end, new in edits:
        out += [text[cursor:start], new]
        shift.append((start, end, len(new)))
        cursor = end
    changed = "".join([*out, text[cursor:]])

    def moved(place: int, closes: bool) -> int:
        delta = 0
        for start, end, size in shift:
            if place >= end and not (place == start == end and not closes):
                delta += size - (end - start)
            elif place > start:
                return start + delta + (size if closes else min(place - start, size))
        return place + delta

    record = copy.deepcopy(record)
    for claim in [*record["gold"], *record["findings"]]:
        claim["start"], claim["end"] = moved(claim["start"], False), moved(claim["end"], True)
        if "text" in claim:
            claim["text"] = changed[claim["start"] : claim["end"]]
    record["ignore"] = [[moved(s, False), moved(e, True)] for s, e in record["ignore"]]
    return record, changed


def other_digit(number: str, draw: random.Random) -> str | None:
    """The number with one of its first three significant digits changed by two or more."""
    places = [i for i, c in enumerate(number) if c.isdigit() and not (c == "0" and not number[:i].strip("0."))][:3]
    if len(places) < 2:
        return None
    place = draw.choice(places)
    digits = [d for d in "123456789" if abs(int(d) - int(number[place])) >= 2]
    return number[:place] + draw.choice(digits) + number[place + 1 :]


def near(text: str, claim: dict, before: str, reach: int) -> int | None:
    """The last place of a word in the stretch before a claim, within its sentence."""
    start = max(0, claim["start"] - reach, *(text.rfind(mark, 0, claim["start"]) + 1 for mark in ("。", "\n", ". ", "；", "; ")))
    bounded = re.compile(rf"\b{re.escape(before)}\b" if before.isascii() else re.escape(before))
    found = (
        m
        for m in bounded.finditer(text, start, claim["start"])
        if not any(p.search(text, m.start() - 12, m.end() + 12) for p in HELD.get(before, ()))
    )
    return max((m.start() for m in found), default=None)


def _held(*phrases: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, phrases))


HELD = {
    **dict.fromkeys(("up", "down"), _held(r"\b(?!(?:was|were|is|are|went|goes|and|year)\b)[a-z]+ (?:up|down)\b(?! (?:by )?[$\d])")),
    **dict.fromkeys(
        ("exports", "imports", "exported", "imported"), _held(r"\b(?:imports?|imported) and exports?", r"\bexports?(?:ed)? and import")
    ),
    "出口": _held("进出口", "進出口"),
    "进口": _held("出进口"),
}
"""What a word isn't exchanged in, as that would be no slip but no language: phrases of which it is a part (make up, 进出口)."""


def of_digit(record: dict, text: str, claim: dict, draw: random.Random) -> Edit | None:
    """Another digit in the claim's figure."""
    match = re.search(r"\d[\d,]*(?:\.\d+)?", claim["text"])
    changed = other_digit(match[0], draw) if match else None
    return (claim["start"] + match.start(), claim["start"] + match.end(), changed) if match and changed else None


def of_words(kind: str, inside: bool, reach: int = 0) -> Callable[[dict, str, dict, random.Random], Edit | None]:
    """An exchange of words inside the claim's span, or in the stretch before it."""

    def edit(record: dict, text: str, claim: dict, draw: random.Random) -> Edit | None:
        for before, after in swaps(record["language"], kind):
            place = (
                claim["start"] + claim["text"].find(before)
                if inside and before in claim["text"]
                else None
                if inside
                else near(text, claim, before, reach)
            )
            if place is not None:
                return place, place + len(before), after
        return None

    return edit


def regions(language: str) -> list[str]:
    """Short names of the provinces."""
    return [row[f"short_{language}"] or row[language] for row in labels.table_rows("regions") if row["level"] == "province"]


def of_region(record: dict, text: str, claim: dict, draw: random.Random) -> Edit | None:
    """Another province's name before the figure."""
    names = regions(record["language"])
    for name in names:
        place = near(text, claim, name, 160)
        if place is not None:
            return place, place + len(name), draw.choice([n for n in names if n != name])
    return None


def of_period(record: dict, text: str, claim: dict, draw: random.Random) -> Edit | None:
    """Another year before the figure."""
    years = [m for m in re.finditer(r"(?<!\d)20[012]\d(?!\d)", text[: claim["start"]]) if claim["start"] - m.start() < 120]
    if not years:
        return None
    return years[-1].start(), years[-1].end(), str(int(years[-1][0]) - draw.choice((1, 2)))


def of_conversion(record: dict, text: str, claim: dict, draw: random.Random) -> Edit | None:
    """Another digit in an amount that stands in brackets as a conversion."""
    bracketed = text.rfind("(", 0, claim["start"]) > text.rfind(")", 0, claim["start"]) or text.rfind("（", 0, claim["start"]) > text.rfind(
        "）", 0, claim["start"]
    )
    return of_digit(record, text, claim, draw) if bracketed and claim["op"] == "level" else None


def of_sum(record: dict, text: str, claim: dict, draw: random.Random) -> Edit | None:
    """Another digit in exports or imports where the text has total, exports and imports of one cell."""
    cell = [claim.get(k) for k in ("subject", "product", "partner", "regime", "currency", "period")]
    flows = {
        c["flow"]
        for c in record["gold"]
        if c["op"] == "level"
        and c["kind"] == "value"
        and [c.get(k) for k in ("subject", "product", "partner", "regime", "currency", "period")] == cell
    }
    return (
        of_digit(record, text, claim, draw)
        if flows >= {"total", "export", "import"} and claim["flow"] in ("export", "import") and claim["op"] == "level"
        else None
    )


EDITS: dict[str, Callable[[dict, str, dict, random.Random], Edit | None]] = {
    "digit": of_digit,
    "power": of_words("power", inside=True),
    "sign": of_words("sign", inside=False, reach=24),
    "region": of_region,
    "period": of_period,
    "flow": of_words("flow", inside=False, reach=30),
    "unit": of_words("unit", inside=True),
    "rank": of_words("rank", inside=True),
    "count": of_words("count", inside=True),
    "conversion": of_conversion,
    "sum": of_sum,
}
KINDS_OF_CLAIMS = {"rank": ("rank",), "count": ("count",)}
OF_RATES = ("sign",)
"""Kinds of errors that are planted in rates of growth alone."""
OF_CELL = ("region", "period")
"""Kinds of errors that only what is held tells of, as all figures of a text may move along: planted where `held` says that it bears a figure out."""


def planted(record: dict, text: str, each: int, draw: random.Random) -> Iterator[tuple[str, dict, str]]:
    """Altered copies of an article, at most `each` of a kind: a name, the record with the error under `findings`, the text."""
    for kind, edit in EDITS.items():
        claims = [
            c
            for c in record["gold"]
            if not c.get("optional") and c["concept"] != "?" and c["kind"] in KINDS_OF_CLAIMS.get(kind, ("value",))
            if (kind not in OF_RATES or c["op"] == "growth") and (kind not in OF_CELL or c.get("held", True))
        ]
        draw.shuffle(claims)
        made = 0
        for claim in claims:
            change = edit(record, text, claim, draw) if made < each else None
            if change is None:
                continue
            made += 1
            altered, words = apply(record, text, [change])
            start, end = change[0], change[0] + len(change[2])
            place = altered["gold"][record["gold"].index(claim)]
            altered["findings"].append(
                {
                    "codes": CODES_OF[kind],
                    "start": place["start"],
                    "end": place["end"],
                    "accept_spans": [[start, end]],
                    "planted": kind,
                    "why": f"{text[change[0] : change[1]]} became {change[2]}",
                }
            )
            altered["id"] = f"{record['id']}~{kind}~{made}"
            yield altered["id"], altered, words


TYPOGRAPHY: dict[str, Callable[[str], list[Edit]]] = {
    "wide": lambda t: [(m.start(), m.end(), chr(ord(m[0]) + 0xFEE0)) for m in re.finditer(r"\d", t)],
    "narrow": lambda t: [
        (m.start(), m.end(), m[1] + "\u202f" + m[2]) for m in re.finditer(r"(\d)[ ]?(亿|万亿|%|billion|trillion|million|percent)", t)
    ],
    "soft": lambda t: [(m.end(), m.end(), "\u00ad") for m in re.finditer(r"\b(?:percent|bil|tril|ex|im)(?=age|lion|ports?\b)", t)],
    "wrapped": lambda t: [(m.start(), m.end(), "\n") for i, m in enumerate(re.finditer(r"(?<=[a-z0-9]) (?=[a-z0-9])", t)) if i % 9 == 8],
    "split": lambda t: [(m.start(1), m.start(1), " ") for m in re.finditer(r"\d(?=(?:亿|万|个百分点))()", t)],
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=labels.SPLITS, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--each", type=int, default=1, help="errors of a kind in an article (default 1)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--typography", action="store_true")
    options = parser.parse_args()
    draw = random.Random(options.seed)
    options.output.mkdir(parents=True, exist_ok=True)
    made = 0
    for record, text in labels.articles(options.split):
        if options.typography:
            copies = [
                (f"{record['id']}~{name}", *apply(record, text, edits)) for name, variant in TYPOGRAPHY.items() if (edits := variant(text))
            ]
        else:
            copies = [(record["id"], record, text), *planted(record, text, options.each, draw)]
        for name, altered, words in copies:
            (options.output / f"{name}.txt").write_text(words, encoding="utf-8")
            (options.output / f"{name}.gold.json").write_text(json.dumps(altered | {"id": name}, ensure_ascii=False), encoding="utf-8")
            made += 1
    print(f"{made} texts in {options.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
