"""Shares of one whole that words give with their parts side by side (167.87 billion, 30.6 percent of all trade of the city; 208.41 billion, 46.8 percent of all trade of the city).

Where two shares are of a whole in the same words and one of them fits an amount of the text, that is the whole of the other as well, whosever it is and of whichever period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from hinterland.check.digits import significant
from hinterland.check.judge import Judged
from hinterland.check.spelled import AGO, BRACKETS, Held, Line, sentences_with_figures
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


def _is_said_of(line: Line, part: Part) -> bool:
    """Whether a share is said of the amount before it alone: no list, no other flow and no time parts them."""
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
    return not any(m.is_a(*parting) or (m.time is not None and m.time.kind not in AGO) for m in between)


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
