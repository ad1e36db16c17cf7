"""Shares of one whole that words give with their parts side by side (167.87 billion, 30.6 percent of all trade of the city; 208.41 billion, 46.8 percent of all trade of the city).

Where two shares are of a whole in the same words and one of them fits an amount of the text, that is the whole of the other as well, whosever it is and of whichever period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from hinterland.check.beside import OWN, told_time, unknown_words
from hinterland.check.digits import POWERS
from hinterland.check.judge import Judged
from hinterland.check.line import BRACKETS, Line, Run, is_other_time, sentences_with_figures, tie_runs
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

Words = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An amount and the share that it may be, in their sentence."""

    amount: Judged
    share: Judged

    @property
    def whole(self) -> Interval | None:
        """The whole that they make."""
        rate = self.share.number + ROOM
        return (self.amount.number / rate).scaled(PERCENT) if rate.above(Interval.exact(0)) is True else None

    def tie(self, whole: Judged) -> Tie:
        """The share that part and whole don't make, or the part where a power of ten makes it fit."""
        made = share(self.amount.number, whole.number)
        is_power = self.share.digits >= EXACT and any(made.scaled(Decimal(10) ** power).meets(self.share.number) for power in POWERS)
        stated, other = (self.amount, self.share) if is_power else (self.share, self.amount)
        return Tie(stated, (other, whole), made, spelled=True)


def wholes(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Shares, or a part that is a power of ten off, with the other of the two and the whole that another share in the same words has."""
    parts = [(line, part) for line in sentences_with_figures(judged, text) for part in _parts(line)]
    levels = grouped((j.unit, j) for j in judged if j.op == "level" and j.said is not None and j.said.width is not None) if parts else {}
    for (line, one), (behind, other) in pairwise(parts):
        is_apart = one.amount.unit != other.amount.unit or other.share.start - one.share.end > BESIDE
        if is_apart or one.whole is None or other.whole is None or one.whole.meets(other.whole):
            continue
        own = {one.amount.claim.id, other.amount.claim.id}
        stated = [j for j in levels.get(one.amount.unit, ())[:MANY] if j.claim.id not in own]
        fits = [next((j for j in stated if whole.meets(j.number)), None) for whole in (one.whole, other.whole)]
        if (fits[0] is None) != (fits[1] is None) and _is_same((line, one), (behind, other)):
            yield from (part.tie(whole) for part, whole in zip((other, one), fits, strict=True) if whole is not None)


def given(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Shares, or a part that is a power of ten off, with the part before them and the whole that the same run of words gives: 6 billion, or 60 percent of total trade of 10 billion."""
    return tie_runs(sentences_with_figures(judged, text), _is_suited, _given, lambda _, j: j.unit != "percent" or j.op == "share")


def _is_suited(run: Run) -> bool:
    """Whether three figures are two amounts of one unit and a share."""
    units = [j.unit for j in run]
    return len(set(units)) == 2 and units.count("percent") == 1 and all(j.kind == "value" and j.middle for j in run)


def _given(line: Line, run: Run) -> Tie | None:
    """The tie of a part with its share and their whole, of three figures; none where words don't tie them, or they fit."""
    if any(line.is_moved_by(j) or line.is_in_brackets(j) for j in run):
        return None
    part, whole = _roles(line, *run)
    if part is None or whole is None or part.whole is None or part.whole.meets(whole.number):
        return None
    return part.tie(whole)


def _roles(line: Line, one: Judged, two: Judged, three: Judged) -> tuple[Part | None, Judged | None]:
    """The part with its share, and their whole, where words tie three figures."""
    if line.language == "en":
        part = Part(one, two)
        is_tied = two.op == "share" and _is_whole_behind(line, two, three) and _is_said_of(line, part, may_be_dated=True)
        return (part, three) if is_tied else (None, None)
    if three.unit != "percent":
        return None, None
    if _is_shared(line, one, two) and line.text[line.place(two)[1] : line.place(three)[0]].strip() in forms("zh", "possessive"):
        return Part(one, three), two
    return (Part(two, three), one) if _is_of_first(line, one, two, three) else (None, None)


def _is_whole_behind(line: Line, rate: Judged, whole: Judged) -> bool:
    """Whether *of* leads from an English share to an amount, with nothing between that parts them: 60 percent of the county's total exports of 9 billion."""
    start, end = line.place(rate)[1], line.place(whole)[0]
    between = line.inside(start, end)
    opens = bool(between) and (between[0].value("prep") == "of" or between[0].is_a("share")) and line.is_blank(start, between[0].start)
    parting = any(m.time is not None or m.figure is not None or m.is_a("up", "down", "than", "and", "while", "balance") for m in between)
    return opens and not parting and "," not in line.text[start:end]


def _is_shared(line: Line, part: Judged, whole: Judged) -> bool:
    """Whether a Chinese word for a share, and nothing that names or dates the whole alone, leads from a part to its whole: 33亿元，占全市进出口总值110亿元."""
    between = line.inside(line.place(part)[1], line.place(whole)[0])
    return any(m.is_a("share") for m in between) and not any(m.names or m.is_a("up", "down", "than", "balance") for m in between)


def _is_of_first(line: Line, whole: Judged, part: Judged, rate: Judged) -> bool:
    """Whether a Chinese part behind *of which* has the share behind it of the only amount before: 总值260亿元，其中民营企业进出口163.8亿元，占63%."""
    (first, start), (low, _), (place, _) = line.place(whole), line.place(part), line.place(rate)
    high = line.last(place)
    before, between, behind = (line.inside(a, b) for a, b in ((0, first), (start, low), (high, place)))
    if not any(m.is_a("ofwhich") for m in between) or not any(m.is_a("share") for m in behind):
        return False
    if _names_another(line, high, place, first) or any(m.time is not None for m in between):
        return False
    if any(m.figure is not None for m in before) or any(m.is_a("respectively") for m in line.found):
        return False
    own, told = ([flow for m in found if (flow := m.value("flow")) is not None] for found in (before, behind))
    is_plain = not any(m.names or m.is_a("up", "down", "than", "balance") or is_other_time(m) for m in behind)
    return is_plain and bool(own) and (not told or told[-1] == own[-1])


def _names_another(line: Line, start: int, end: int, stop: int) -> bool:
    """Whether a stretch calls a place (占全省) that the words of a sentence up to a place don't."""
    called = [f for f in line.every("proform") if f.value not in OWN]
    before = {f.value for f in called if f.end <= stop}
    return any(start <= f.start and f.end <= end and f.value not in before for f in called)


def _is_same(*parts: tuple[Line, Part]) -> bool:
    """Whether the words give two parts and name one whole for both, and the later part is neither dated nor set apart otherwise than the earlier one, and in Chinese not of another place."""
    words = [_whole(line, part) if _is_said_of(line, part) else None for line, part in parts]
    if words[0] is None or words[0] != words[1]:
        return False
    one, other = (_beside(line, part) for line, part in parts)
    return all(not after or after == before for before, after in zip(one, other, strict=True))


def _beside(line: Line, part: Part) -> tuple[set[str], frozenset[str], set[str]]:
    """The times, the words that set figures apart, and the places that stand between the figures before a part and behind its share."""
    (start, _), (_, end) = line.place(part.amount), line.place(part.share)
    low, whole = line.last(start), len(line.text)
    high = min((line.place(j)[0] for j in line.figures if line.place(j)[0] >= end), default=whole)
    if high < whole:
        high = max((m.start() for m in _END.finditer(line.text, end, high)), default=high)
    found = line.inside(low, high)
    times = {told_time(m.time) for m in found if m.time is not None and is_other_time(m)}
    words = forms_in(line.text[low:high], line.language).every("apart", "forecast")
    kinds = frozenset(f.value for f in words if f.value != "goods")
    if line.language == "en":
        return times, kinds, set()
    led = {o.start for m, o in pairwise(line.found) if m.is_a("prep")}
    return times, kinds, {str(n.code) for m in found if m.start not in led and m.end <= start for n in m.names if n.kind == "place"}


def _parts(line: Line) -> Iterator[Part]:
    """The amounts of a sentence whose shares stand behind them, their conversions in brackets aside."""
    amount = None
    for j in line.figures:
        if j.unit != "percent":
            is_bracketed = line.text[: line.place(j)[0]].rstrip()[-1:] in BRACKETS
            amount = amount if is_bracketed else j
        elif j.op == "share":
            if amount is not None and j.kind == "value" and j.start - amount.end <= NEAR:
                yield Part(amount, j)
            amount = None


def _is_said_of(line: Line, part: Part, *, may_be_dated: bool = False) -> bool:
    """Whether a share is said of the amount before it alone: no list, no other flow and, where none `may_be_dated`, no time parts them."""
    (first, start), (end, _) = line.place(part.amount), line.place(part.share)
    if any(m.is_a("respectively") for m in line.found) or line.says(start, end, "sum-word"):
        return False
    before = [line.place(j)[1] for j in line.figures if line.place(j)[1] <= first]
    if any(line.text[place:first].strip() in forms(line.language, "and") for place in before):
        return False
    parting = ("flow", "balance") if line.language == "en" else ("balance",)
    return not any(m.is_a(*parting) or (is_other_time(m) and not may_be_dated) for m in line.inside(start, end))


def _whole(line: Line, part: Part) -> Words | None:
    """The words for the whole of a share: behind *of* in English, around the word for a share in Chinese; None without one flow among them."""
    start, end = line.place(part.share)
    if line.language == "zh":
        behind = line.last(start)
        return _words(line, behind, start) if any(m.is_a("share") and behind <= m.start < start for m in line.found) else None
    first = line.behind(end)
    if first is None or not (first.value("prep") == "of" or first.is_a("share")) or not line.is_blank(end, first.start):
        return None
    stop = _END.search(line.text, first.end)
    figures = (m.start for m in line.found if m.figure and m.start >= first.end)
    return _words(line, first.end, min(stop.start() if stop else len(line.text), first.end + LONGEST, *figures))


def _words(line: Line, start: int, end: int) -> Words | None:
    """What a stretch names, without function words."""
    found = line.inside(start, end)
    flows = tuple(flow for m in found if (flow := m.value("flow")) is not None)
    names = tuple(sorted({str(n.code) for m in found for n in m.names}))
    others = unknown_words(line.text[start:end], line.language, ((m.start - start, m.end - start) for m in found))
    kept = tuple(line.text[m.start : m.end] for m in found if m.is_a("proform", "share"))
    return (flows, names, kept, tuple(others)) if len(flows) == 1 else None
