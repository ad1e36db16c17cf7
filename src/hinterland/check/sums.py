"""Amounts and quantities that one run of words lists and adds up ("1.1 million boxes and 0.9 million, 2 million between them"; 三者合计20亿元), tied where every figure before the sum is one of
its parts and the words that lead to it name and date nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from hinterland.check.beside import MARK, Place
from hinterland.check.digits import shift
from hinterland.check.judge import Judged
from hinterland.check.line import Line, sentences_with_figures
from hinterland.check.runs import within_a_unit
from hinterland.check.ties import Tie
from hinterland.interval import Interval
from hinterland.reading.lexicon import Found
from hinterland.reading.mentions import Mention

LEAST, MOST = 2, 8
"""Parts of a sum at least, and at most."""
NEAR = Interval(Decimal("0.5"), Decimal("2"), True, True)
"""What a sum may be of all its parts together, a power of ten aside."""
TAIL = re.compile(r"[^\d\s]+$")


def added(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Sums with all the parts listed before them in their sentence, or in the one before, which don't make them."""
    before: Line | None = None
    for line in sentences_with_figures(judged, text):
        if line.every("sum-lead"):
            yield from (tie for j in line.figures if (tie := _tie_of(line, j, before)) is not None)
        before = line


def _tie_of(line: Line, whole: Judged, before: Line | None) -> Tie | None:
    """The tie of a sum with its parts; none where they make it, or not all that is listed is a part."""
    if not _is_figure(whole) or not _is_sum(line, whole):
        return None
    lines, parts = [line], _parts(line, whole, line.place(whole)[0])
    if parts == [] and before is not None and before.sentence.paragraph == line.sentence.paragraph:
        lines, parts = [before, line], _parts(before, whole, len(before.text))
    if parts is None or not LEAST <= len(parts) <= MOST or any(map(_is_parted, lines)):
        return None
    total, some = _total(parts), (_total(few) for n in range(LEAST, len(parts)) for few in combinations(parts, n))
    assert whole.plain is not None
    if any(x.meets(whole.number) for x in some) or not total.middle or not whole.middle:
        return None
    is_near = NEAR.holds(whole.middle / total.middle) or shift(total, whole.plain) != 0
    return Tie(whole, tuple(parts), within_a_unit(total, whole), spelled=True) if is_near else None


def _total(parts: Sequence[Judged]) -> Interval:
    return sum((j.number for j in parts), Interval.exact(0))


def _is_figure(j: Judged) -> bool:
    return j.kind == "value" and j.unit not in (None, "percent") and bool(j.middle)


def _is_sum(line: Line, whole: Judged) -> bool:
    """Whether a word for a sum leads to an amount, or stands right behind it, and nothing there names or dates it otherwise than its parts."""
    start, end = line.place(whole)
    amounts = [m for m in line.found if _is_amount(m)]
    low = max((m.end for m in amounts if m.end <= start), default=0)
    high = min(line.mark(end), *(m.start for m in amounts if m.start >= end), BEHIND + end)
    leads = [f for f in line.every("sum-lead") if low <= f.start and f.end <= high and not start <= f.start < end]
    mark = max((m.end() for m in MARK.finditer(line.text, low, start)), default=low)
    if not leads or line.is_moved_by(whole) or not all(_is_bare(line, place, leads) for place in ((mark, start), (end, high))):
        return False
    flows, listed = ({m.value("flow") for m in line.inside(a, b)} - {None} for a, b in ((mark, high), (0, low)))
    return flows <= listed or listed.issuperset(("export", "import"))


def _is_bare(line: Line, place: Place, leads: Sequence[Found]) -> bool:
    """Whether a stretch beside a sum names, dates and calls nothing, and holds no word that no table knows; the words that lead to the sum aside."""
    start, end = place
    inside, own = line.inside(start, end), [f for f in leads if start <= f.start and f.end <= end]
    others = [m for m in inside if not any(f.start <= m.start < f.end for f in own)]
    is_plain = not any(m.names or m.time is not None or m.value("prep") in ("with", "to", "from") for m in others)
    return is_plain and all(m.value("proform") in PROFORMS for m in inside) and not line.has_unknown(start, end, [*inside, *own])


PROFORMS = (None, "its", "period", "bloc")
"""What pro-forms beside a sum may stand for: what was listed."""
BEHIND = 24
"""Maximum characters from a sum to the word behind it that tells that it is one."""


def _parts(line: Line, whole: Judged, end: int) -> list[Judged] | None:
    """The figures before a place in the unit of a sum; None where another figure stands there that is no rate."""
    figures = {line.place(j)[0]: j for j in line.figures}
    parts = [figures.get(m.start) for m in line.found if _is_amount(m) and m.end <= end]
    is_part = (j is not None and _is_figure(j) and are_of_one_unit(j, whole) and line.is_level(j) for j in parts)
    return [j for j in parts if j is not None] if all(is_part) else None


def _is_amount(m: Mention) -> bool:
    """Whether a mention is an amount, a quantity or a bare number with a scale; rates and counts may stand beside parts."""
    return m.figure is not None and (m.figure.dimension in ("money", "quantity") or m.figure.unit == "scaled")


def are_of_one_unit(one: Judged, other: Judged) -> bool:
    """Whether two figures have one unit, and quantities one word for it, which tells boxes from tonnes."""
    return one.unit == other.unit and _unit_word(one) == _unit_word(other)


def _unit_word(j: Judged) -> str:
    found = TAIL.search(j.text) if j.claim.indicator.currency is None else None
    return found[0].lower().removesuffix("s") if found else ""


def _is_parted(line: Line) -> bool:
    """Whether a sentence lists some of the parts only, or sets them against something."""
    return any(m.is_a("ofwhich", "than", "forecast") for m in line.found) or bool(line.every("partly", "list-rest"))
