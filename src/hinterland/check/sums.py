"""Amounts and quantities that one run of words lists and adds up ("1.1 million boxes and 0.9 million, 2 million between them"; 三者合计20亿元), tied where every figure before the sum is one of
its parts and the words that lead to it name and date nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from hinterland.check.beside import MARK, Place
from hinterland.check.judge import Judged
from hinterland.check.runs import is_moved_by, within_a_unit
from hinterland.check.spelled import Held, Line, is_in_brackets, sentences_with_figures
from hinterland.check.ties import Tie
from hinterland.check.within import shift
from hinterland.interval import Interval
from hinterland.reading.lexicon import Found, forms_in
from hinterland.reading.mentions import Mention

LEAST, MOST = 2, 8
"""Parts of a sum at least, and at most."""
NEAR = Interval(Decimal("0.5"), Decimal("2"), True, True)
"""What a sum may be of all its parts together, a power of ten aside."""
PARTED = ("ofwhich", "than", "forecast")
"""Classes of words in whose sentence what is listed may be less, or more, than what is added up."""
WAYS = ("export", "import")
TAIL = re.compile(r"[^\d\s]+$")


def added(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Sums with all the parts listed before them in their sentence, or in the one before, which don't make them."""
    before: Held | None = None
    for held in sentences_with_figures(judged, text):
        if forms_in(held.sentence.text, held.language).every("sum-lead"):
            line = held.read()
            yield from (tie for j in held.figures if (tie := _tie_of(line, j, before)) is not None)
        before = held


def _tie_of(line: Line, whole: Judged, before: Held | None) -> Tie | None:
    """The tie of a sum with its parts; none where they make it, or not all that is listed is a part."""
    if not _is_figure(whole) or not _is_sum(line, whole):
        return None
    lines = [line]
    parts = _parts(line, whole)
    if parts == [] and before is not None and before.sentence.paragraph == line.sentence.paragraph:
        lines = [before.read(), line]
        parts = _parts(lines[0], whole, len(before.sentence.text))
    if parts is None or not LEAST <= len(parts) <= MOST or any(_is_parted(x) for x in lines):
        return None
    total = sum((j.said for j in parts if j.said is not None), Interval.exact(0))
    some = (
        sum((j.said for j in few if j.said is not None), Interval.exact(0))
        for n in range(LEAST, len(parts))
        for few in combinations(parts, n)
    )
    assert whole.said is not None and whole.plain is not None
    if any(x.meets(whole.said) for x in some) or not total.middle or not whole.plain.middle:
        return None
    is_near = NEAR.holds(whole.plain.middle / total.middle) or shift(total, whole.plain) != 0
    return Tie(whole, tuple(parts), within_a_unit(total, whole), spelled=True) if is_near else None


def _is_figure(j: Judged) -> bool:
    return j.claim.kind == "value" and j.claim.unit not in (None, "percent") and j.plain is not None and bool(j.plain.middle)


def _is_sum(line: Line, whole: Judged) -> bool:
    """Whether a word for a sum leads to an amount, or stands right behind it, and nothing there names or dates it otherwise than its parts."""
    text, (start, end) = line.sentence.text, line.place(whole)
    low = max((m.end for m in line.found if _is_amount(m) and m.end <= start), default=0)
    stop = MARK.search(text, end)
    high = min(stop.start() if stop else len(text), *(m.start for m in line.found if _is_amount(m) and m.start >= end), BEHIND + end)
    leads = [f for f in forms_in(text, line.language).every("sum-lead") if low <= f.start and f.end <= high and not start <= f.start < end]
    mark = max((m.end() for m in MARK.finditer(text, low, start)), default=low)
    if not leads or is_moved_by(line, whole) or not all(_is_bare(line, place, leads) for place in ((mark, start), (end, high))):
        return False
    flows, listed = ({m.value("flow") for m in line.found if a <= m.start and m.end <= b} - {None} for a, b in ((mark, high), (0, low)))
    return flows <= listed or listed.issuperset(WAYS)


def _is_bare(line: Line, place: Place, leads: Sequence[Found]) -> bool:
    """Whether a stretch beside a sum names, dates and calls nothing, and holds no word that no table knows; the words that lead to the sum aside."""
    start, end = place
    inside = [m for m in line.found if start <= m.start and m.end <= end]
    own = [f for f in leads if start <= f.start and f.end <= end]
    others = [m for m in inside if not any(f.start <= m.start < f.end for f in own)]
    is_plain = not any(m.names or m.time is not None or m.value("prep") in WITH for m in others)
    is_plain = is_plain and all(m.value("proform") in PROFORMS for m in inside)
    return is_plain and not line.has_unknown(start, end, [*inside, *own])


PROFORMS = (None, "its", "period", "bloc")
"""What pro-forms beside a sum may stand for: what was listed."""
WITH = ("with", "to", "from")
"""Prepositions that lead to somebody else whose figures a sum is of as well."""
BEHIND = 24
"""Maximum characters from a sum to the word behind it that tells that it is one."""


def _parts(line: Line, whole: Judged, end: int | None = None) -> list[Judged] | None:
    """The figures before a sum in its unit; None where another figure stands there that is no rate."""
    stop = line.place(whole)[0] if end is None else end
    figures = {line.place(j)[0]: j for j in line.figures}
    parts = []
    for m in (m for m in line.found if _is_amount(m) and m.end <= stop):
        j = figures.get(m.start)
        if j is None or not _is_figure(j) or j.claim.unit != whole.claim.unit or unit_word(j) != unit_word(whole):
            return None
        if is_in_brackets(line, j) or is_moved_by(line, j) or line.lead(j) in ("from", "than"):
            return None
        parts.append(j)
    return parts


def _is_amount(m: Mention) -> bool:
    """Whether a mention is an amount, a quantity or a bare number with a scale; rates and counts may stand beside parts."""
    return m.figure is not None and (m.figure.dimension in ("money", "quantity") or m.figure.unit == "scaled")


def unit_word(j: Judged) -> str:
    """The word of a quantity, which tells boxes from tonnes; nothing of an amount."""
    found = TAIL.search(j.claim.text) if j.claim.indicator.currency is None else None
    return found[0].lower().removesuffix("s") if found else ""


def _is_parted(line: Line) -> bool:
    """Whether a sentence lists some of the parts only, or sets them against something."""
    return any(m.is_a(*PARTED) for m in line.found) or bool(forms_in(line.sentence.text, line.language).every("partly", "list-rest"))
