"""Shares of one whole that words give with their parts side by side (167.87 billion, 30.6 percent of all trade of the city; 208.41 billion, 46.8 percent of all trade of the city).

Where two shares are of a whole in the same words and one of them fits an amount of the text, that is the whole of the other as well, whosever it is and of whichever period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from hinterland.check.beside import OWN
from hinterland.check.digits import significant
from hinterland.check.judge import Judged
from hinterland.check.runs import is_moved_by
from hinterland.check.spelled import AGO, BRACKETS, Held, Line, is_in_brackets, sentences_with_figures
from hinterland.check.steps import POWERS
from hinterland.check.ties import Tie
from hinterland.codes.tables import grouped
from hinterland.interval import Interval, share
from hinterland.reading.lexicon import forms, forms_in

NEAR, BESIDE, LONGEST = 80, 400, 60
"""Maximum characters from an amount to its share, from one share to the next one, and of the words for a whole."""
ROOM = Interval(Decimal("-0.1"), Decimal("0.1"), True, True)
"""In percentage points: so far a share may lie from what part and whole make it, since shares are rounded to add up."""
MANY = 200
"""Maximum amounts of a text that may be a whole."""
EXACT = 2
"""Significant digits of a share that tells of what whole it is."""
PERCENT = Decimal(100)
_END = re.compile(r"[,;.:，；。、：()（）](?!\d)|\n")
_WORD = re.compile(r"[^\W\d_]+")

Words = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An amount and the share that it may be, in their sentence."""

    amount: Judged
    share: Judged
    held: Held

    @property
    def whole(self) -> Interval | None:
        """The whole that they make."""
        assert self.amount.said is not None and self.share.said is not None
        rate = self.share.said + ROOM
        return (self.amount.said / rate).scaled(PERCENT) if rate.above(Interval.exact(0)) is True else None


def wholes(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Shares, or a part that is a power of ten off, with the other of the two and the whole that another share in the same words has."""
    parts = [part for held in sentences_with_figures(judged, text) for part in _parts(held)]
    levels = grouped((j.claim.unit, j) for j in judged if _is_level(j)) if parts else {}
    for one, other in pairwise(parts):
        is_apart = one.amount.claim.unit != other.amount.claim.unit or (other.share.claim.start or 0) - (one.share.claim.end or 0) > BESIDE
        if is_apart or one.whole is None or other.whole is None or one.whole.meets(other.whole):
            continue
        own = {one.amount.claim.id, other.amount.claim.id}
        stated = [j for j in levels.get(one.amount.claim.unit, ())[:MANY] if j.claim.id not in own and j.said is not None]
        fits = [next((j for j in stated if j.said is not None and whole.meets(j.said)), None) for whole in (one.whole, other.whole)]
        if (fits[0] is None) != (fits[1] is None) and _is_same(one, other):
            whole = fits[0] or fits[1]
            assert whole is not None
            yield _tie(other if fits[0] is not None else one, whole)


def given(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Shares, or a part that is a power of ten off, with the part before them and the whole that the same run of words gives: 6 billion, or 60 percent of total trade of 10 billion."""
    for held in sentences_with_figures(judged, text):
        line = None
        figures = [j for j in held.figures if j.claim.unit != "percent" or j.claim.indicator.op == "share"]
        for run in zip(figures, figures[1:], figures[2:], strict=False):
            if len({j.claim.unit for j in run}) == PAIR and sum(j.claim.unit == "percent" for j in run) == 1:
                line = line or held.read()
                part, whole = _given(line, run, held)
                if part is not None and whole is not None and not _fits(part, whole):
                    yield _tie(part, whole)


PAIR = 2


def _given(line: Line, run: tuple[Judged, Judged, Judged], held: Held) -> tuple[Part | None, Judged | None]:
    """The part with its share, and their whole, of three figures; none where words don't tie them."""
    one, two, three = run
    if any(
        j.claim.kind != "value" or j.plain is None or not j.plain.middle or is_moved_by(line, j) or is_in_brackets(line, j) for j in run
    ):
        return None, None
    if line.language == "en" and two.claim.indicator.op == "share" and _is_whole_behind(line, two, three):
        part = Part(one, two, held)
        return (part, three) if _is_said_of(line, part, may_be_dated=True) else (None, None)
    if line.language == "zh" and three.claim.unit == "percent":
        if _is_shared(line, one, two) and line.sentence.text[line.place(two)[1] : line.place(three)[0]].strip() in forms(
            "zh", "possessive"
        ):
            return Part(one, three, held), two
        if _is_of_first(line, one, two, three):
            return Part(two, three, held), one
    return None, None


def _fits(part: Part, whole: Judged) -> bool:
    assert whole.said is not None
    return part.whole is None or part.whole.meets(whole.said)


def _is_whole_behind(line: Line, rate: Judged, whole: Judged) -> bool:
    """Whether *of* leads from an English share to an amount, with nothing between that parts them: 60 percent of the county's total exports of 9 billion."""
    start, end = line.place(rate)[1], line.place(whole)[0]
    between = [m for m in line.found if start <= m.start and m.end <= end]
    opens = (
        bool(between)
        and (between[0].value("prep") == "of" or between[0].is_a("share"))
        and not line.sentence.text[start : between[0].start].strip()
    )
    parting = any(m.time is not None or m.figure is not None or m.is_a("up", "down", "than", "and", "while", "balance") for m in between)
    return opens and not parting and "," not in line.sentence.text[start:end]


def _is_shared(line: Line, part: Judged, whole: Judged) -> bool:
    """Whether a Chinese word for a share, and nothing that names or dates the whole alone, leads from a part to its whole: 33亿元，占全市进出口总值110亿元."""
    start, end = line.place(part)[1], line.place(whole)[0]
    between = [m for m in line.found if start <= m.start and m.end <= end]
    return any(m.is_a("share") for m in between) and not any(m.names or m.is_a("up", "down", "than", "balance") for m in between)


def _is_of_first(line: Line, whole: Judged, part: Judged, rate: Judged) -> bool:
    """Whether a Chinese part behind *of which* has the share behind it of the only amount before: 总值260亿元，其中民营企业进出口163.8亿元，占63%."""
    (first, start), (low, _), (place, _) = line.place(whole), line.place(part), line.place(rate)
    high = max(end for j in line.figures for _, end in [line.place(j)] if end <= place)
    stretches = [[m for m in line.found if a <= m.start and m.end <= b] for a, b in ((0, first), (start, low), (high, place))]
    if not any(m.is_a("ofwhich") for m in stretches[1]) or not any(m.is_a("share") for m in stretches[2]):
        return False
    if _names_another(line, high, place, first) or any(m.time is not None for m in stretches[1]):
        return False
    if any(m.figure is not None for m in stretches[0]) or any(m.is_a("respectively") for m in line.found):
        return False
    own, told = ([flow for m in found if (flow := m.value("flow")) is not None] for found in (stretches[0], stretches[2]))
    is_plain = not any(
        m.names or m.is_a("up", "down", "than", "balance") or (m.time is not None and m.time.kind not in AGO) for m in stretches[2]
    )
    return is_plain and bool(own) and (not told or told[-1:] == own[-1:])


def _names_another(line: Line, start: int, end: int, stop: int) -> bool:
    """Whether a stretch calls a place (占全省) that the words of a sentence up to a place don't."""
    called = [f for f in forms_in(line.sentence.text, line.language).every("proform") if f.value not in OWN]
    before = {f.value for f in called if f.end <= stop}
    return any(start <= f.start and f.end <= end and f.value not in before for f in called)


def _is_level(j: Judged) -> bool:
    return j.claim.indicator.op == "level" and j.said is not None and j.said.width is not None


def _is_same(one: Part, other: Part) -> bool:
    """Whether the words give two parts and name one whole for both."""
    lines = [one.held.read()]
    lines.append(lines[0] if other.held is one.held else other.held.read())
    words = [_whole(line, part) if _is_said_of(line, part) else None for line, part in zip(lines, (one, other), strict=True)]
    return words[0] is not None and words[0] == words[1] and _is_same_time(lines, (one, other))


def _is_same_time(lines: Sequence[Line], parts: Sequence[Part]) -> bool:
    """Whether the later of two parts is neither dated nor set apart otherwise than the earlier one, and in Chinese not of another place."""
    one, other = (_beside(line, part) for line, part in zip(lines, parts, strict=True))
    return all(not after or after == before for before, after in zip(one, other, strict=True))


def _beside(line: Line, part: Part) -> tuple[set[str], frozenset[str], set[str]]:
    """The times, the words that set figures apart, and the places that stand between the figures before a part and behind its share."""
    (start, _), (_, end) = line.place(part.amount), line.place(part.share)
    low = max((line.place(j)[1] for j in line.figures if line.place(j)[1] <= start), default=0)
    high = min((line.place(j)[0] for j in line.figures if line.place(j)[0] >= end), default=len(line.sentence.text))
    if high < len(line.sentence.text):
        marks = [m.start() for m in _END.finditer(line.sentence.text, end, high)]
        high = marks[-1] if marks else high
        found = [m for m in line.found if low <= m.start and m.end <= high]
    else:
        found = [m for m in line.found if low <= m.start]
    times = {f"{m.time.kind} {m.time.year} {m.time.months}" for m in found if m.time is not None and m.time.kind not in AGO}
    words = forms_in(line.sentence.text[low:high], line.language).every("apart", "forecast")
    kinds = frozenset(f.value for f in words if f.value != "goods")
    if line.language == "en":
        return times, kinds, set()
    led = {o.start for m, o in pairwise(line.found) if m.is_a("prep")}
    return times, kinds, {str(n.code) for m in found if m.start not in led and m.end <= start for n in m.names if n.kind == "place"}


def _tie(part: Part, whole: Judged) -> Tie:
    """A share that its part and a whole don't make, or the part where a power of ten makes it fit."""
    assert part.amount.said is not None and whole.said is not None and part.share.said is not None
    made = share(part.amount.said, whole.said)
    if significant(part.share.claim.text) >= EXACT and any(made.scaled(Decimal(10) ** power).meets(part.share.said) for power in POWERS):
        return Tie(part.amount, (part.share, whole), made, spelled=True)
    return Tie(part.share, (part.amount, whole), made, spelled=True)


def _parts(held: Held) -> Iterator[Part]:
    """The amounts of a sentence whose shares stand behind them, their conversions in brackets aside."""
    amount = None
    for j in held.figures:
        start = (j.claim.start or 0) - held.sentence.start
        if j.claim.unit != "percent":
            amount = j if held.sentence.text[:start].rstrip()[-1:] not in BRACKETS else amount
        elif j.claim.indicator.op == "share":
            if amount is not None and j.claim.kind == "value" and (j.claim.start or 0) - (amount.claim.end or 0) <= NEAR:
                yield Part(amount, j, held)
            amount = None


def _is_said_of(line: Line, part: Part, *, may_be_dated: bool = False) -> bool:
    """Whether a share is said of the amount before it alone: no list, no other flow and, where none `may_be_dated`, no time parts them."""
    start, end = line.place(part.amount)[1], line.place(part.share)[0]
    between = [m for m in line.found if start <= m.start and m.end <= end]
    if any(m.is_a("respectively") for m in line.found) or forms_in(line.sentence.text[start:end], line.language).every("sum-word"):
        return False
    first = line.place(part.amount)[0]
    if any(
        line.sentence.text[line.place(j)[1] : first].strip() in forms(line.language, "and")
        for j in line.figures
        if line.place(j)[1] <= first
    ):
        return False
    parting = ("flow", "balance") if line.language == "en" else ("balance",)
    return not any(m.is_a(*parting) or (m.time is not None and not may_be_dated and m.time.kind not in AGO) for m in between)


def _whole(line: Line, part: Part) -> Words | None:
    """The words for the whole of a share: behind *of* in English, around the word for a share in Chinese; None without one flow among them."""
    start, end = line.place(part.share)
    if line.language == "zh":
        behind = max(place[1] for j in line.figures if (place := line.place(j))[1] <= start)
        return _words(line, behind, start) if any(m.is_a("share") and behind <= m.start < start for m in line.found) else None
    first = next((m for m in line.found if m.start >= end), None)
    if first is None or not (first.value("prep") == "of" or first.is_a("share")) or line.sentence.text[end : first.start].strip():
        return None
    stop = _END.search(line.sentence.text, first.end)
    ends = (
        stop.start() if stop else len(line.sentence.text),
        first.end + LONGEST,
        *(m.start for m in line.found if m.figure and m.start >= first.end),
    )
    return _words(line, first.end, min(ends))


def _words(line: Line, start: int, end: int) -> Words | None:
    """What a stretch names, without function words."""
    found = [m for m in line.found if start <= m.start and m.end <= end]
    rest = list(line.sentence.text[start:end].lower())
    for m in found:
        rest[m.start - start : m.end - start] = " " * (m.end - m.start)
    known = forms(line.language, "function")
    flows = tuple(flow for m in found if (flow := m.value("flow")) is not None)
    names = tuple(sorted({str(n.code) for m in found for n in m.names}))
    others = tuple(w for w in _WORD.findall("".join(rest)) if w not in known)
    kept = tuple(line.sentence.text[m.start : m.end] for m in found if m.is_a("proform", "share"))
    return (flows, names, kept, others) if len(flows) == 1 else None
