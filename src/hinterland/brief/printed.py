"""Figures as a reader finds them: whether a figure follows from others as they are printed, in how many digits it still does, and who stands in which order.

A derived figure that the printed ones don't give is rounded until they do, and then written with `about`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from hinterland.brief.values import answer, place, stands_on, value
from hinterland.claims import Evaluated
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.language.write import middle

SLACK = Decimal("0.05")
"""The part of itself by which a balance is rounded at most for exports and imports to give it."""

POINT = Decimal("0.1")
"""The step of a percentage with one decimal."""

NEARLY = Decimal("0.0005")
"""The part of a mark by which an amount lies off it at most for its usual digits not to show it."""

PERCENT = Decimal(1)
"""In percentage points: a rate that is known no closer prints without a decimal."""

FAR = 2
"""In percent: a smaller distance between levels of two releases is not printed."""


Amount = tuple[Decimal, str]
"""An amount with its text."""


def centre(e: Evaluated) -> Decimal:
    """The middle of a claim's answer; of growth that was computed between two levels the growth between the best estimates of these."""
    now, then = _ends(e) if e.claim.period else (None, None)
    return 100 * (now / then - 1) if now is not None and then else value(e)


def _ends(e: Evaluated) -> tuple[Decimal | None, Decimal | None]:
    """The best estimates of the two levels of one region that growth was computed between."""
    own = [o for o in e.evidence.observations if (o.region, o.indicator.op) == (e.claim.subject, "level")]
    held = {o.period: middle(o.interval) if o.value is None else o.value for o in own}
    is_computed = e.claim.kind == "value" and e.claim.indicator.op == "growth" and e.how != "published" and len(held) == 2
    now = e.claim.period or ""
    return (held.get(now), held.get(str(Period.parse(now).shift(-12)))) if is_computed else (None, None)


def is_rough(e: Evaluated) -> bool:
    """Whether a rate was worked out from two levels of which one was converted or rounded, so that it has no decimal."""
    return (answer(e).width or 0) > PERCENT and None not in _ends(e)


def is_first_told(e: Evaluated) -> bool:
    """Whether a level was published within a year after its own, as far as that is known: a later table has it as revised."""
    released = [int(o.released[:4]) for o in e.evidence.observations if o.released]
    return e.how == "published" and (not released or min(released) <= Period.parse(e.claim.period or "").end // 100 + 1)


def converted(e: Evaluated) -> Interval:
    """A claim's answer; of one level that was converted as wide an interval around its best estimate, which lies off the middle of its bounds."""
    x, best = answer(e), [o.value for o in e.evidence.observations]
    if (
        e.how != "derived"
        or x.width is None
        or len(best) != 1
        or best[0] is None
        or e.claim.indicator.op != "level"
        or not x.holds(best[0])
    ):
        return x
    return Interval(best[0] - x.width / 2, best[0] + x.width / 2)


def ties(exports: Amount, imports: Amount, balance: Amount) -> bool:
    """Whether a balance is what a reader finds who takes imports as printed from exports as printed: to the coarsest digit of them, or in several scales to that of the balance."""
    found = [number(text) for _, text in (exports, imports, balance)]
    steps = [step(n, size) for (n, _), (size, _) in zip(found, (exports, imports, balance), strict=True)]
    if found[0][1] == found[1][1] != found[2][1]:
        return True
    last = found[2][0].normalize()  # Beside amounts of several scales its zeros at the end are no digits.
    coarse = max(steps) if found[0][1] == found[1][1] else step(last, balance[0])
    out, back, left = (in_full(*amount) for amount in (exports, imports, balance))
    return (abs(out - back) / coarse).quantize(Decimal(1)) == (left / coarse).quantize(Decimal(1))


def fewer_figures(exports: Amount, imports: Amount, size: Decimal, shown: Callable[[int], str]) -> int:
    """The figures, two or one, in which a balance is what a reader finds from exports and imports as printed, where that changes it by `SLACK` at most; else 0."""
    for figures in (2, 1):
        balance = (size, shown(figures))
        if abs(in_full(*balance) - size) <= SLACK * size and ties(exports, imports, balance):
            return figures
    return 0


def figures_in_sum(texts: Sequence[str], sizes: Sequence[Decimal], sums: Sequence[tuple[int, int, int, int]]) -> list[int] | None:
    """The figures in which amounts of one paragraph are printed in one number of decimals and add up, each sum given by the places of its whole, its two parts and
    the one of these that a reader finds from the others; nothing where they do so as they are. In several scales those of a sum are printed down to the finest step of them.
    """
    found = [number(text) for text in texts]
    if len({scale for _, scale in found}) > 1:
        whole = [n.scaleb(int((abs(size) / n).log10().to_integral_value())) for (n, _), size in zip(found, sizes, strict=True)]
        steps = [int(n.as_tuple().exponent) for n in whole]
        off = {i for a, b, c, end in sums if abs(whole[a] - whole[b] - whole[c]) > Decimal(1).scaleb(steps[end]) for i in (a, b, c)}
        return [n.adjusted() - min(steps) + 1 if i in off else 0 for i, n in enumerate(whole)] if off else None
    shown = [-int(n.as_tuple().exponent) for n, _ in found]
    step = Decimal(1).scaleb(-min(shown))
    adds = all(found[a][0].quantize(step) == (found[b][0] + found[c][0]).quantize(step) for a, b, c, _ in sums)
    if adds and len(set(shown)) == 1:
        return None
    decimals = max(shown) if len(set(shown)) > 1 else shown[0] + 1
    units = [abs(size) / n if n else Decimal(1) for (n, _), size in zip(found, sizes, strict=True)]
    finer = [
        (abs(size) / Decimal(1).scaleb(round(unit.log10()))).quantize(Decimal(1).scaleb(-decimals))
        for size, unit in zip(sizes, units, strict=True)
    ]
    if not adds and any(abs(finer[a] - finer[b] - finer[c]) > Decimal(1).scaleb(-decimals) for a, b, c, _ in sums):
        return None  # Nor do they in the next digit: then the fewer digits say no more than is known.
    return [max(1, n.adjusted() + 1) + decimals for n, _ in found]


def number(amount: str) -> tuple[Decimal, str]:
    """An amount as printed: its number and its scale with its unit."""
    found = re.search(r"(\d[\d,.]*)(.*)", amount)
    assert found
    return Decimal(found[1].replace(",", "")), found[2]


def trimmed(amount: str) -> str:
    """An amount without decimals that are all zeros: `766 billion yuan` for `766.0 billion yuan`."""
    return re.sub(r"(?<=\d)\.0+(?!\d)", "", amount)


def step(shown: Decimal, size: Decimal) -> Decimal:
    """What one unit of the last digit of an amount as printed stands for."""
    return Decimal(1).scaleb(int(shown.as_tuple().exponent) + int((abs(size) / shown).log10().to_integral_value()))


def figures_beside(x: Interval, mark: Decimal) -> int:
    """The figures of an amount that show by how much it lies off a mark, where that is less than `NEARLY` of it and known; else 0."""
    size, width = middle(x), x.width or Decimal(0)
    off = abs(size - mark)
    return size.adjusted() - off.adjusted() + 1 if width < off < NEARLY * mark else 0


def distance(now: Evaluated, then: Evaluated) -> tuple[str, bool]:
    """By how many percent one level lies above or below another, and whether that is known to a tenth of one alone or less well; nothing where it is under `FAR` or not known at all."""
    (low, high), (least, most) = ((x.low, x.high) for x in map(answer, (now, then)))
    if low is None or high is None or not least or not most:
        return "", False
    ends = [100 * (low / most - 1), 100 * (high / least - 1)]
    exact = (ends[0] + ends[1]) / 2
    width = max(ends) - min(ends)
    if abs(exact) < FAR or width > abs(exact):
        return "", False
    return (_rounded(exact, POINT), False) if width <= 2 * POINT else (_rounded(exact, Decimal(1)), True)


def gives(rate: str, years: int, then: tuple[Decimal, str], now: tuple[Decimal, str]) -> bool:
    """Whether a yearly rate is what a reader finds from the levels that it began and ended at, each with its text, all as printed."""
    begun, ended = (in_full(*level) for level in (then, now))
    shown = Decimal(rate.rstrip("%").replace(",", ""))
    return abs(100 * ((ended / begun) ** (Decimal(1) / years) - 1)).quantize(shown, ROUND_HALF_UP) == shown


def makes(share: str, part: Amount, whole: Amount) -> bool:
    """Whether a share is what a reader finds from a part and its whole, all as printed."""
    shown = Decimal(share.rstrip("%").replace(",", ""))
    return (100 * in_full(*part) / in_full(*whole)).quantize(shown, ROUND_HALF_UP) == shown


def in_full(size: Decimal, amount: str) -> Decimal:
    """An amount as printed, in units."""
    shown, _ = number(amount)
    return shown.scaleb(int((abs(size) / shown).log10().to_integral_value()))


def growth_needed(exact: Interval, level: Decimal, amount: str, mark: Decimal) -> tuple[str, bool]:
    """By how many percent a level has to grow to reach a mark, and whether that had to be rounded for the level as printed (`amount`) to give the same."""
    found = 100 * (mark / in_full(level, amount) - 1)
    for step in (POINT, Decimal(1)):
        if (text := _rounded(middle(exact), step)) == _rounded(found, step):
            return text, step != POINT
    return text, True


def share_before(held: Evaluated, computed: Interval | None) -> tuple[str, bool]:
    """The percentage of a year before, and whether it had to be rounded for the share and the rates printed beside it to give the same; nothing where they never do."""
    share = held.answer
    assert share is not None
    for step in (POINT, Decimal(1)):
        text = _rounded(middle(share), step)
        if computed is None or any(_rounded(end, step) == text for end in (computed.low, computed.high, middle(computed)) if end):
            return text, step != POINT
    return "", True


def of_printed(share: Evaluated, part: Evaluated, whole: Evaluated) -> Interval | None:
    """The share of the year before that follows from this year's and from how part and whole grew; nothing where a figure is open."""
    x, a, b = (e.answer for e in (share, part, whole))
    assert x and a and b
    if None in (x.low, x.high, a.low, a.high, b.low, b.high):
        return None
    ends = [s * (1 + w / 100) / (1 + p / 100) for s in (x.low, x.high) for p in (a.low, a.high) for w in (b.low, b.high) if s and p and w]
    return Interval(min(ends), max(ends)) if ends else None


def evenly(texts: Sequence[str], sizes: Sequence[Decimal]) -> list[str]:
    """Percentages of one list, each with its size, in the digits of the coarsest: 24%, 20%, 17%."""
    numbers = [Decimal(t.rstrip("%").replace(",", "")) for t in texts]
    step = max((Decimal(1).scaleb(int(n.as_tuple().exponent)) for n in numbers), default=Decimal(1))
    return [_rounded(x, step) for x in sizes]


def in_order(e: Evaluated, known: Mapping[str, Evaluated]) -> list[str]:
    """Those ahead in a rank, the first of them first where their figures are held, or are `known`."""
    held = {r: middle(x) for r, k in known.items() if (x := k.answer)} | {
        o.region: middle(o.interval)
        for o in e.evidence.observations
        if o.period == e.claim.period and o.indicator.op == e.claim.indicator.op
    }
    return sorted(e.members, key=lambda r: held.get(r, Decimal(0)), reverse=e.claim.relation.order != "asc")


def behind_the_same(ranks: Sequence[Evaluated]) -> bool:
    """Whether several ranks are one place, second or third, behind the same regions."""
    first = ranks[0]
    return place(first) in (2, 3) and all(place(e) == place(first) and set(e.members) == set(first.members) for e in ranks)


def months_of(period: str) -> int:
    """How many months a period has."""
    return Period.parse(period).months


def _rounded(x: Decimal, step: Decimal) -> str:
    return f"{abs(x).quantize(step, ROUND_HALF_UP):,f}%"


def all_rated(regions: Sequence[str], rates: Mapping[str, Evaluated], before: Sequence[str]) -> bool:
    """Whether the rates of all regions of a list can stand behind their names, and one of them is new: both or neither."""
    return all(r in rates and not stands_on(rates[r]) for r in regions) and not set(regions) <= set(before)


def just_below(e: Evaluated) -> int | None:
    """The multiple of five that a share lies a little below, by less than a fifth of a point."""
    x = answer(e)
    if x.low is None or x.high is None or x.low < 10:
        return None
    mark = -(-int(x.high) // 5) * 5 if x.high % 5 else int(x.high)
    mark = mark if mark >= x.high else mark + 5
    return mark if x.low > mark - Decimal("0.2") and x.high < mark else None
