"""Where members of a group stand to an amount, to each other or to a record: who is nearest to it, who lies between two, who ranks next to another, how far the first is from the second, who grew for
years on end, how far a figure is from its record, and what the rates of a group's members come to on average.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from hinterland import codes
from hinterland.reading.lexicon import forms
from hinterland.reading.plain import counted, numerals
from hinterland.requests import history, refusals
from hinterland.requests.counts import Count
from hinterland.requests.normal import normal
from hinterland.requests.places import Places, is_sum
from hinterland.requests.scan import Scan, is_scaled, scan
from hinterland.requests.totals import Computed, amounts, moneys_of
from hinterland.requests.vocabulary import Meaning, records, scope

if TYPE_CHECKING:
    from hinterland.requests.model import Request

MARKS: tuple[Computed, ...] = ("nearest", "record", "average", "sumplace", "neighbour")
ALONE = ("record", "sumplace", "neighbour")
"""Which of these is asked of the regions that are named, and not of a group's members."""
BEFORE_GOAL = "next"
"""What a word stands for that asks who passes an amount next, and not who is nearest to it from either side."""
MOST_YEARS = 9
"""Maximum years on end that are looked for."""
EVERY = 99
"""The last place of any ranking."""
PLAIN = Meaning("filler", "1")


def group_of(where: Places) -> str | None:
    """The group whose members are meant; None where single regions are named."""
    named = [s for s in (*where.subjects, where.group) if s and s != where.nation]
    group = next(iter(named), codes.home_of(where.nation).peers or scope())
    return group if len(named) < 2 and codes.held("group", group) is not None else None


def asked(found: Scan, where: Places) -> Computed | None:
    """Which of these is asked that is worked out of figures; None where a request asks for nothing of the kind."""
    refused = {*found.values("refused"), *found.values("measure")}
    marked = bool(found.every("amount")) or any(is_scaled(f) for f in found.figures)
    several = bool(found.every("one") or found.every("many")) or any(codes.held("group", s) for s in where.subjects)
    near = found.every("nearest") and (found.values("nearest") != ["beside"] or "gap" in refused)
    if near and marked and several and refused <= {"gap"} and group_of(where) is not None:
        return "nearest"
    regions = [s for s in where.subjects if s != where.nation] or [where.nation]
    distant = "gap" in refused or found.every("apart") or found.every("below") or found.every("above")
    best = found.every("record") or (found.every("superlative") and (found.every("apart") or "gap" in refused))
    alone = len(regions) == 1 and codes.held("group", regions[0]) is None and not (several or found.counts or found.every("rank"))
    if best and distant and alone and not marked and refused <= {"gap"} and not found.every("growth"):
        return "record"
    parts = [s for s in regions if codes.held("group", s) is None]
    other = refused or marked or found.counts
    if len(parts) > 1 and parts == regions and found.every("rank") and (is_sum(found) or found.every("sum")) and not other:
        return "sumplace"
    if found.every("neighbour") and len(parts) == 1 and not (other or found.every("growth")):
        return "neighbour"
    averaged = found.every("cagr") or (found.every("mean") and found.every("growth"))
    once = all(p.months <= 12 for p in refusals.periods(found)) and len(refusals.periods(found)) < 2
    named = [s for s in where.subjects if codes.held("group", s) is not None] or found.every("many")
    if averaged and once and named and group_of(where) is not None and not (refused - {"average"} or marked or found.counts):
        return "average"
    return None


def request(r: Request, found: Scan, where: Places, kind: Computed) -> Request:
    """The request for what is asked, from what single words say."""
    amount, group = next(iter(amounts(found)), None), group_of(where)
    worded = [Decimal(v) for v in found.values("amount")]
    ends = [*found.values("record"), *found.values("superlative")]
    whole = codes.held("group", group) if group else None
    if kind == "neighbour":
        parts = tuple(s for s in where.subjects if s != where.nation and codes.held("group", s) is None)
        group, where = next((s for s in where.subjects if codes.held("group", s) is not None), where.group), replace(where, subjects=parts)
    return replace(
        r,
        what="figure" if kind in ALONE else "ranking",
        op="growth" if kind == "average" else "balance" if found.every("balance") else "level",
        of=next(iter(found.values("neighbour")), BEFORE_GOAL if BEFORE_GOAL in found.values("nearest") else None),
        subjects=codes.members(str(group))
        if whole is not None and kind not in ALONE
        else tuple(s for s in where.subjects if s != where.nation) or (where.nation,),
        among=group if kind not in ALONE or kind == "neighbour" else None,
        currency=next(iter(moneys_of(found, amount)), None),
        computed=kind,
        amount=amount.value if amount is not None else next(iter(worded), None),
        order="asc" if ends[:1] == ["asc"] else "desc",
        each=history.each(found, True) or "year",
    )


def settle(found: Scan) -> None:
    """Take how far the first is from another place as both places, and how far they are apart; words for the next place as no more than that where who has it is asked."""
    asks = found.every("one") or found.every("many") or "what" in found.values("question")
    for n, m in enumerate(found.mentions):
        if (side := m.of("neighbour")) is not None:
            found.mentions[n] = replace(
                m, meanings=(side, PLAIN) if asks and not found.figures else tuple(x for x in m.meanings if x != side)
            )
            found.counts = [c for c in found.counts if c.end <= m.start or m.end <= c.start]
        ends = [c for c in found.counts if c.number == 1 and c.order and c.end == m.start and asks]
        if ends and any(one.end == ends[0].start for one, _ in found.every("subject")):  # 湖北后一名是谁.
            found.mentions[n] = replace(m, meanings=(Meaning("neighbour", "behind" if ends[0].order == "asc" else "ahead"), PLAIN))
            found.counts.remove(ends[0])
    places = [c for c in found.counts if c.nth]
    firsts = [m for m, _ in found.every("superlative") if m.of("leads")] + [m for m, _ in found.every("firstly") if m.of("top")]
    firsts = firsts or [m for m, _ in found.every("leads")]
    numbers = sorted({c.number for c in places})
    both = {*found.values("superlative"), *(c.order for c in found.counts if c.number == 1 and c.order)} == {"desc", "asc"}
    if both and all(c.number == 1 and c.order for c in found.counts):  # The first and the last.
        firsts, places, numbers = [m for m, _ in found.every("superlative")], [Count(0, 0, 1, "", nth=True)], [1, EVERY]
        found.counts = places if found.every("apart") or found.every("ratio") else found.counts
    named = any(codes.held("group", one.value) is None for m, one in found.every("subject"))
    pair = len(numbers) == 2 or (len(numbers) == 1 and numbers[0] > 1 and bool(firsts))
    apart = found.every("apart") or (EVERY in numbers and found.every("ratio"))
    if not (pair and apart and len(found.counts) == len(places)) or named:
        return
    taken = {m.start for m in firsts}
    found.counts = [Count(places[0].start, places[0].end, numbers[0] if len(numbers) == 2 else 1, "", nth=True, last=numbers[-1])]
    for n, m in enumerate(found.mentions):
        if m.start in taken:
            found.mentions[n] = replace(m, meanings=(PLAIN,))
        elif (word := m.of("apart") or m.of("ratio")) is not None:
            found.mentions[n] = replace(m, meanings=(Meaning(word.kind, "1"), PLAIN))


def band(found: Scan) -> Decimal | None:
    """The upper of two amounts between which members are asked, which is then taken out of the request; None where there aren't two."""
    sized = [f for f in found.figures if is_scaled(f)]
    if len(sized) != 2 or len(found.figures) != 2 or not (found.every("one") or found.every("many")):
        return None
    low, high = sized
    joint = found.text[low.end : high.start].strip().lower()
    joins = {m.written.lower() for kind in ("range", "listing") for m, _ in found.every(kind)} | {"-", "–", "—", "~", "～"}
    if joint not in joins or low.value >= high.value or low.dimension != high.dimension:
        return None
    found.figures = [low]
    found.mentions = [replace(m, meanings=(PLAIN,)) if low.end <= m.start < high.start else m for m in found.mentions]
    return high.value


@cache
def _runs() -> tuple[re.Pattern[str], ...]:
    number = rf"(?P<n>\d|[{numerals()}]|{'|'.join(sorted(forms('en', 'number'), key=len, reverse=True))})"
    return tuple(re.compile(form.replace("{n}", number), re.IGNORECASE) for row in records("runs") for form in row["forms"].split(";"))


def years_running(text: str, today: date) -> tuple[int, str]:
    """For how many years on end something is to have risen or fallen, in each year of a span too, and the request without that; 0 where nothing of the kind is asked."""
    plain = normal(text)
    for pattern in _runs():
        if (match := pattern.search(plain)) is not None:
            word = match["n"].lower()
            count = int(word) if word.isdecimal() else int(forms("en", "number").get(word) or counted(word) or 0)
            if 1 < count <= MOST_YEARS:
                return count, f"{plain[: match.start()]} {plain[match.end() :]}".strip()
    found = scan(text, today)
    spans = {p for p in refusals.periods(found) if p.months > 12 and p.whole_years and p.months <= 12 * MOST_YEARS}
    always = next((m for m, _ in found.every("always")), None)
    if always is not None and len(spans) == 1 and (found.every("many") or found.every("one")):
        rest = text if always.of("growth") else f"{found.text[: always.start]} {found.text[always.end :]}".strip()
        return spans.pop().months // 12, rest
    return 0, text
