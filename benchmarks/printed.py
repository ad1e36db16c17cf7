"""Statements that briefs print, drawn at random and recomputed with pandas from the embedded CSV tables: no line of the engine is used.

In go briefs as JSON (`hinterland brief ... --output x.json`, in English) and how many statements to draw; out comes how many agree to the last printed digit, and
each that doesn't. A statement is a figure, place, count, first, record, run or comparison with its mark; any source may support it, and those that differ are named
where the brief names none. Run `python benchmarks/printed.py FOLDER [COUNT [SEED]]`.
"""

from __future__ import annotations

import json
import math
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from printed_tables import Ends, by_cell, members, months, tables

WORDS = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PRINTED = re.compile(
    rf"(?:(\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?(%)?(?: (thousand|million|billion|trillion))?|\b({'|'.join((*ORDINALS, *COUNTS))})\b)", re.I
)
GAP = re.compile(r"\d[\d.]*(?: \w+)+ (?:behind|ahead)\b| (?:led|trailed) (?:.* )?by ")
"""How a sentence says by how much two levels lie apart."""

EXTREME = re.compile(r"fastest|slowest|steepest|weakest|fell most|fell least|rose least")
"""What the first place by growth is called, from either end."""


@dataclass(frozen=True)
class Statement:
    """A claim of a brief with the sentence that prints it and the text before its mark."""

    brief: str
    sentence: str
    before: str
    claim: dict[str, Any]
    prior: tuple[dict[str, Any], ...]
    next: tuple[dict[str, Any], ...] = ()


Cell = tuple[Any, ...]
"""Concept, flow, product, partner, regime, measure and currency of an indicator."""


def cell_of(indicator: dict[str, Any]) -> Cell:
    """The cell of an indicator without its operation, region and period."""
    flow = indicator["flow"] or ("none" if indicator["concept"] != "trade" else "total")
    return (
        indicator["concept"],
        flow,
        indicator["product"],
        indicator["partner"],
        indicator["regime"],
        indicator["measure"],
        indicator["currency"] or "CNY",
    )


def stated(op: str, cell: Cell, region: str, span: tuple[int, int], versus: str = "") -> list[Ends]:
    """What was published."""
    return by_cell().get((op, *cell, versus, region, *span), [])


def levels(cell: Cell, region: str, span: tuple[int, int]) -> list[Ends]:
    """The levels of a region, one a source; else the sum of its flows, months or members, else the base that the growth of the year after implies."""
    if found := stated("level", cell, region, span):
        return found
    first, last = span
    if cell[1] == "total" and all(parts := [stated("level", (cell[0], f, *cell[2:]), region, span) for f in ("export", "import")]):
        return [_sum([p[0] for p in parts])]
    if last > first and last - first < 12 and all(parts := [stated("level", cell, region, (m, m)) for m in range(first, last + 1)]):
        return [_sum([p[0] for p in parts])]
    if (inside := members(region)) and all(parts := [levels(cell, r, span) for r in inside]):
        return [_sum([p[0] for p in parts])]
    if found := implied(cell, region, span):
        return found
    row = figures().level(*cell[1:5], cell[6], region, *span) if cell[0] == "trade" and cell[5] == "value" else None
    return [] if row is None else [(float(row["low"]), float(row["high"]))]


@cache
def figures() -> Any:
    """What `derived.py` derives of the same tables: yuan from dollars, revised bases."""
    from derived import Figures

    return Figures()


def implied(cell: Cell, region: str, span: tuple[int, int]) -> list[Ends]:
    """The bases that levels and growth of the year after imply."""
    after = (span[0] + 100, span[1] + 100)
    found = [
        (n[0] / (1 + g[1] / 100), n[1] / (1 + g[0] / 100))
        for n in stated("level", cell, region, after)
        for g in stated("growth", cell, region, after)
    ]
    if (
        not found
        and (inside := members(region))
        and all(parts := [implied(cell, r, span) or stated("level", cell, r, span) for r in inside])
    ):
        found = [_sum([p[0] for p in parts])]
    return found


def growths(cell: Cell, region: str, span: tuple[int, int]) -> list[Ends]:
    """Growth as published; else from levels."""
    if found := stated("growth", cell, region, span):
        return found
    if (found := rests(cell, region, span)) and span[0] != span[1]:
        return found
    before = (span[0] - 100, span[1] - 100)
    bases = (*implied(cell, region, before), *levels(cell, region, before))
    return found + [_rate(n, b) for n in levels(cell, region, span) for b in bases if b[0] > 0]


def _rate(now: Ends, then: Ends) -> Ends:
    return 100 * (now[0] / then[1] - 1), 100 * (now[1] / then[0] - 1)


def rests(cell: Cell, region: str, span: tuple[int, int]) -> list[Ends]:
    """Growth of the last months of a year, or of any one month, from levels and growth of the year to their end and of its months ahead of them."""
    first = span[0] // 100 * 100 + 1
    if span[0] == first or (span[1] != first + 11 and span[0] != span[1]):
        return []
    year, early = ((cell, region, s) for s in ((first, span[1]), (first, span[0] - 1)))
    last = levels(cell, region, (first - 100, span[1] - 100))
    # Where no level of the year is held, it follows from that of the year before, which may have been revised by a hundredth.
    whole = stated("level", *year) or [
        (b[0] * (1 + g[0] / 100) * 0.99, b[1] * (1 + g[1] / 100) * 1.01) for b in last for g in stated("growth", *year)
    ]
    sums = levels(*year) if members(region) else []
    bases = [(n, [n[0] / (1 + g[1] / 100), n[1] / (1 + g[0] / 100)]) for n in whole for g in stated("growth", *year)]
    bases += [(n, list(b)) for n in sums for b in implied(cell, region, (first - 100, span[1] - 100))]
    found = [
        sorted(100 * ((a - b) / (c - b / (1 + h / 100)) - 1) for a, c in zip(n, base, strict=True) for b in m for h in q)
        for n, base in bases
        for m in levels(*early)
        for q in stated("growth", *early) or _of_members(*early)
    ]
    return [(ends[0], ends[-1]) for ends in found]


def _of_members(cell: Cell, region: str, span: tuple[int, int]) -> list[Ends]:
    """Growth of a group from the levels of its members and the bases that these and their growth imply."""
    before = implied(cell, region, (span[0] - 100, span[1] - 100))
    return [_rate(n, b) for n in levels(cell, region, span) for b in before if members(region)]


def estimates(cell: Cell, region: str, span: tuple[int, int]) -> list[Ends]:
    """All trade as it follows from a part of it and that part's share, where both were published."""
    concept, flow, product, _, regime, measure, money = cell
    partners = {
        key[4] for key in by_cell() if key[0] == "share" and key[1:4] == (concept, flow, product) and key[9] == region and key[10:] == span
    }
    parts = [(concept, flow, product, p, regime, measure) for p in partners]
    return [
        (100 * n[0] / s[1], 100 * n[1] / s[0])
        for part in parts
        for n in stated("level", (*part, money), region, span)
        for m in (money, "")
        for s in stated("share", (*part, m), region, span)
    ]


def changes(cell: Cell, region: str, span: tuple[int, int]) -> list[Ends]:
    """By how much levels changed in a year, by their growth."""
    found = [
        (n[0] * (1 - 1 / m[0]), n[1] * (1 - 1 / m[1])) for n in levels(cell, region, span) for m in stated("multiple", cell, region, span)
    ]
    for n in levels(cell, region, span):
        for g in growths(cell, region, span):
            ends = [x * y / (100 + y) for x in n for y in g]
            found.append((min(ends), max(ends)))
    return found


def answers(claim: dict[str, Any]) -> list[Ends]:
    """What the tables give for a claim about a value, one pair of ends a way to work it out."""
    i, region, span = claim["indicator"], claim["subject"], months(claim["period"])
    cell, op, relation = cell_of(i), i["op"], claim["relation"]
    versus = relation.get("versus") or ""
    if claim["kind"] == "comparison":
        own, other = growths(cell, region, span), growths(cell, versus, span)
        return [(a[0] - b[1], a[1] - b[0]) for a in own for b in other]
    if op == "level":
        return levels(cell, region, span) or estimates(cell, region, span)
    if op == "growth":
        before = levels(cell, region, (span[0] - 100, span[1] - 100))
        return growths(cell, region, span) or [_rate(n, b) for n in estimates(cell, region, span) for b in before]
    if op == "balance":
        flows = [levels((cell[0], f, *cell[2:]), region, span) for f in ("export", "import")]
        return [(a[0] - b[1], a[1] - b[0]) for a in flows[0] for b in flows[1]]
    if found := stated(op, cell, region, span, versus) or (stated(op, cell, region, span) if op in ("multiple", "contribution") else []):
        return found
    if op == "share":
        whole = (cell[0], "total" if cell[2:5] == ("all", "world", "all") else cell[1], "all", "world", "all", *cell[5:])
        whole = (cell[0], cell[1], *whole[2:]) if versus else whole
        parts = [
            (levels(cell, region, span), levels(whole, versus or region, span)),
            (implied(cell, region, span), implied(whole, versus or region, span)),
        ]
        return [(100 * a[0] / b[1], 100 * a[1] / b[0]) for own, all_ in parts for a in own for b in all_]
    if op == "multiple":
        return [(1 + a / 100, 1 + b / 100) for a, b in growths(cell, region, span)]
    if op == "contribution":
        whole = cell if versus else (cell[0], cell[1], "all", "world", "all", *cell[5:])
        return [_over(a, b) for a in changes(cell, region, span) for b in changes(whole, versus or region, span) if b[0] > 0]
    base = months(relation["base_period"])
    years = span[1] // 100 - base[1] // 100
    then = [*levels(cell, region, base), *implied(cell, region, base)]
    return [
        (100 * ((n[0] / b[1]) ** (1 / years) - 1), 100 * ((n[1] / b[0]) ** (1 / years) - 1))
        for n in levels(cell, region, span)
        for b in then
    ]


def _sum(parts: list[Ends]) -> Ends:
    return sum(p[0] for p in parts), sum(p[1] for p in parts)


def _over(part: Ends, whole: Ends) -> Ends:
    ends = [100 * x / y for x in part for y in whole]
    return min(ends), max(ends)


def printed(text: str, which: int = -1) -> tuple[float, float] | None:
    """The last number of a text (or another one) with half a unit of its last digit; ordinals and counts in words are numbers."""
    found = list(
        PRINTED.finditer(
            re.sub(
                r"\b(?:19|20)\d\d\b|\b(?:the (?:first|second|third|fourth) (?:half|quarter)|the first \w+ (?:months|quarters)|for the first time)\b",
                "",
                text,
            )
        )
    )
    if not found:
        return None
    number, _, word, spoken = found[which].groups()
    if spoken:
        return float(next(w.index(spoken.lower()) + 1 for w in (ORDINALS, COUNTS) if spoken.lower() in w)), 0.0
    scale = WORDS.get(word or "", 1.0)
    return float(number.replace(",", "")) * scale, scale * 10.0 ** -len(number.partition(".")[2]) / 2


def places(claim: dict[str, Any]) -> Ends | None:
    """The place of a claim's subject among the members of its scope, from the first to the last it can have among those with figures."""
    i, span, scope = claim["indicator"], months(claim["period"]), claim["scope"]
    of = levels if i["op"] == "level" else growths
    among = members(scope) or _largest(scope, cell_of(i), span)
    held = {r: x[0] for r in among if (x := of(cell_of(i), r, span))}
    if claim["subject"] not in held:
        return None
    own, sign = held.pop(claim["subject"]), -1 if claim["relation"].get("order") == "asc" else 1
    above = [sum((x[0] > own[1]) if sign > 0 else (x[1] < own[0]) for x in held.values())]
    level = sum(x[0] <= own[1] and own[0] <= x[1] for x in held.values())
    return above[0] + 1.0, above[0] + 1.0 + level


def _largest(scope: str, cell: Cell, span: tuple[int, int]) -> tuple[str, ...]:
    """The members of a scope of the largest, such as `top-10`, by the level of the period."""
    nation = "us-states" if cell[6] == "USD" else "provinces"
    sized = sorted(((x[0][0], r) for r in members(nation) if (x := levels(cell, r, span))), reverse=True)
    return tuple(r for _, r in sized[: int(scope.rpartition("-")[2])])


def marks(text: str) -> set[float]:
    """The amounts of money that a text names."""
    found = (PRINTED.search(m[0]) for m in re.finditer(r"\d[\d,.]* (?:million|billion|trillion)", text))
    return {float(m[1].replace(",", "")) * WORDS[m[3]] for m in found if m}


def holds(claim: dict[str, Any], number: float | None) -> bool | None:
    """Whether a claim of another kind than a value is true by the tables; nothing where this script can't tell."""
    kind, relation, cell, span = claim["kind"], claim["relation"], cell_of(claim["indicator"]), months(claim["period"])
    region, threshold = claim["subject"], float(relation.get("threshold") or 0)
    if kind == "rank" and claim["scope"] == "partners":
        t = tables()
        published = t[(t["op"] == "rank") & (t["scope"] == "partners") & (t["region"] == region) & (t["partner"] == cell[3])]
        return bool(len(published[(published["first"] == span[0]) & (published["last"] == span[1]) & (published["value"] == 1)]))
    if kind == "rank":
        found = places(claim)
        return None if found is None else number is None or found == (number, number)
    if kind == "count":
        of = levels if claim["indicator"]["op"] == "level" else growths
        under = relation.get("test") == "<"
        held = [x[0] for r in members(claim["scope"]) if (x := of(cell, r, span))]
        return number == sum(high < threshold if under else low > threshold for low, high in held)
    if kind == "first":
        others = [r for r in members(claim["scope"]) if r != region] if claim["scope"] else []
        since = int(relation["window"]) if relation.get("window") else 1999
        before = [(r, y) for r in [region, *others] for y in range(since + 1, span[1] // 100)]
        below = relation.get("test") == "<"

        def beyond(x: Ends) -> bool:
            return x[1] < threshold if below else x[0] > threshold

        passed = {r for r, y in before if any(beyond(x) for x in stated("level", cell, r, (y * 100 + 1, y * 100 + 12)))}
        now = {r for r in others if any(beyond(x) for x in levels(cell, r, span))}
        true = region not in passed and all(beyond(x) for x in levels(cell, region, span))
        return true and (number is None or number >= 1e6 or number == len((passed | now) - {region}) + 1)
    if kind == "record":
        years = [levels(cell, region, (y * 100 + 1, y * 100 + 12)) for y in range(2000, span[1] // 100)]
        return all(x[0][1] < levels(cell, region, span)[0][0] for x in years if x)
    if kind == "streak":
        run, sign = 0, -1 if relation.get("test") == "<" else 1
        while (g := growths(cell, region, (span[0] - run * 100, span[1] - run * 100))) and sign * g[0][0] > 0 and sign * g[0][1] > 0:
            run += 1
        return number is None or number == run
    if kind == "comparison" and claim["indicator"]["op"] == "level":
        before = months(relation["base_period"])
        a, b = (levels(cell, r, span)[0] for r in (region, relation["versus"]))
        c, d = (levels(cell, r, before)[0] for r in (region, relation["versus"]))
        return a[0] > b[1] and c[1] < d[0]
    return None


def verdict(s: Statement) -> str:
    """`agrees`, or what doesn't."""
    number = printed(s.before)
    claim = s.claim
    if claim["kind"] in ("rank", "count"):
        number = (1.0, 0.0) if re.search(r"\bonly [A-Z]", s.before) else printed(s.before, 0) or printed(s.sentence, 0)
    if claim["kind"] == "count" and re.search(r"\bin each of\b", s.before):
        number = float(len(members(claim["scope"]))), 0.0
    if claim["kind"] == "rank" and (not s.before.strip() or EXTREME.search(s.before)):
        spoken = re.search(rf"({'|'.join(ORDINALS)}) fastest", s.before)
        number = (ORDINALS.index(spoken[1]) + 1.0 if spoken else 1.0), 0.0
    if re.search("would take growth of", s.before):
        needed = [(100 * (m / x[1] - 1), 100 * (m / x[0] - 1)) for m in marks(s.before) for x in answers(claim)]
        return "agrees" if number and any(_meets(x, *number) for x in needed) else "not what the mark takes by the tables"
    if GAP.search(s.before) and claim["kind"] == "value":
        near = [c for c in (*s.prior, *s.next) if c["kind"] == "value" and c["indicator"]["op"] == "level"]
        gaps = [(a[0] - b[1], a[1] - b[0]) for c in near for a in answers(claim) for b in answers(c)]
        return "agrees" if number and any(_meets(x, *number) for x in gaps) else "not the gap by the tables"
    if claim["kind"] not in ("value", "comparison") or (claim["kind"] == "comparison" and claim["indicator"]["op"] == "level"):
        true = holds(claim, number[0] if number else None)
        threshold = float(claim["relation"].get("threshold") or 0)
        true = true and (claim["kind"] not in ("first", "count") or marks(s.before) <= {threshold})
        return "agrees" if true else "can't be told" if true is None else f"not so by the tables ({number})"
    found = answers(claim)
    if not found:
        return "nothing to recompute it from"
    doubled = claim["indicator"]["op"] == "multiple"
    if number is None and claim["indicator"]["op"] == "growth" and (way := re.search(r"\b(fell|rose)\W*$", s.before)):
        return "agrees" if any((x[1] < 0) if way[1] == "fell" else (x[0] > 0) for x in found) else f"not so by the tables ({found[:3]})"
    if number is None or doubled:
        return "agrees" if not doubled or any(x[1] >= 2 for x in found) else "not so by the tables"
    value, half = number
    flat = "unchanged" in s.before
    near = [
        x
        for x in found
        if flat
        or _meets(x, value, half)
        or (re.search(r"(?:more than|nearly|about) \S+ ?\S* ?\S*$", s.before) and _meets(x, value, 0.02 * value))
    ]
    return "agrees" if near else f"printed {value:g}, recomputed {found[:3]}"


def _meets(x: Ends, value: float, half: float) -> bool:
    """Whether a printed size lies within some ends, the sign being worded."""
    if math.isinf(x[1]):
        return abs(value - x[0]) <= half
    low, high = sorted((abs(x[0]), abs(x[1])))
    low = 0.0 if x[0] < 0 < x[1] else low
    return bool(low - half * 1.0001 <= value <= high + half * 1.0001)


def others(s: Statement) -> list[Ends]:
    """Values of other sources than those the statement agrees with, where the brief's claim carries no caution of them."""
    number = printed(s.before)
    if s.claim["kind"] != "value" or number is None or GAP.search(s.before) or s.claim["evidence"].get("caveats"):
        return []
    return [x for x in answers(s.claim) if not _meets(x, number[0], max(number[1], 0.005 * number[0]))]


def statements(folder: Path) -> Iterator[Statement]:
    """All statements of the stories of the briefs in a folder."""
    for path in sorted(folder.glob("*.json")):
        brief = json.loads(path.read_text(encoding="utf-8"))
        told = [*brief["standfirst"], *(t["text"] for t in brief["takeaways"])]
        told += [s for section in brief["sections"] if not section["detail"] for s in section["sentences"]]
        for sentence in told if brief["language"] == "en" else ():
            ends = [0, *(m.end() for m in re.finditer(r" \[\d+\]", sentence))]
            marked = [sentence[begin:end].rpartition(" [") for begin, end in pairwise(ends)]
            claims = [brief["evidence"][int(mark[:-1]) - 1] for _, _, mark in marked]
            for at, ((text, _, _), claim) in enumerate(zip(marked, claims, strict=True)):
                plain = re.sub(r" \[\d+\]", "", sentence)
                yield Statement(path.stem, plain, text, claim, tuple(claims[:at]), tuple(claims[at + 1 : at + 2]))


def main(folder: str, count: int = 100, seed: int = 0) -> None:
    """Draw, recompute and print."""
    every = list(statements(Path(folder)))
    drawn = random.Random(seed).sample(every, min(count, len(every)))
    told = [(s, verdict(s)) for s in drawn]
    print(f"{sum(v == 'agrees' for _, v in told)} of {len(told)} statements agree, drawn from {len(every)}")
    for s, v in told:
        if v != "agrees":
            print(f"{s.brief}: {s.before.strip()!r}: {v}\n    {s.sentence}")
    for s in (s for s, v in told if v == "agrees" and others(s)):
        print(f"{s.brief}: {s.before.strip()!r}: other sources give {others(s)[:3]}")


if __name__ == "__main__":
    main(sys.argv[1], *(int(a) for a in sys.argv[2:4]))
