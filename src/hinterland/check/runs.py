"""Amounts that one run of words gives as a whole and its parts, whosever they are: exports, imports and their total or balance, and a whole with the parts behind *of which*.

Each amount is of what its own words say: the flow between it and the amount before, else the one that goes on with it (5 billion in imports). Nothing is named or dated between the
first and the last of them that the sentence of the whole doesn't name, and no other flow has an amount there. A part of a whole may be missing from a list, so that parts are only set
against their whole where their sum is as good as it, but for one digit or a power of ten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, zip_longest

from hinterland.check.beside import ENDS, OWN, are_alike, kinds_of, told_time
from hinterland.check.currencies import is_money
from hinterland.check.digits import shift
from hinterland.check.judge import Judged
from hinterland.check.line import Line, is_other_time, sentences_with_figures
from hinterland.check.slips import slip_of
from hinterland.check.spelled import AVERAGED
from hinterland.check.ties import ONE_WAY, Tie
from hinterland.codes import Language
from hinterland.codes.tables import grouped
from hinterland.interval import Interval
from hinterland.reading.lexicon import forms, forms_in
from hinterland.reading.mentions import Mention

THREE = 3
BESIDE = 3
"""Number of amounts on either side of three among which another one of a flow is sought."""
APART, BREAK = 2, 4
"""Maximum characters between sentences that follow each other, and between such paragraphs."""
LONGEST = 320
"""Maximum characters from the first to the last amount of a run."""
BEHIND = 12
"""Maximum characters between an amount and the flow that goes on with it."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with its sentence and what its own words say that it is of: a flow, `balance`, or nothing."""

    judged: Judged
    line: Line
    of: str | None
    number: int
    """The number of its sentence among those of its paragraph that give figures."""


Run = tuple[Amount, Amount, Amount]


def totals(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Totals before, and balances before or behind, the exports and imports that one run of words gives with them."""
    for amounts, lines in _runs(judged, text):
        for n, run in enumerate(zip(amounts, amounts[1:], amounts[2:], strict=False)):
            beside = amounts[max(0, n - BESIDE) : n] + amounts[n + THREE : n + THREE + BESIDE]
            places = [(x.judged.start, x.judged.end) for x in run]
            if (found := _parted(run)) is not None and _is_one_run(run, beside, lines) and are_alike(places, text):
                whole, one, other = (x.judged for x in found)
                made = one.number + other.number if found[0].of == "total" else abs(one.number - other.number)
                implied = within_a_unit(made, whole)
                # Beside figures that make another whole they are of that one: of a year, of which a month stands between.
                if not any(x.of == found[0].of and made.meets(abs(x.judged.number)) for x in beside):
                    yield Tie(whole, (one, other), implied if implied is made else _sided(run, found) or implied, spelled=True)


def _sided(run: Run, found: Run) -> Interval | None:
    """The difference of exports and imports where the word for the balance behind them calls it the other way; None where it doesn't, or names whose it is."""
    balance, line = found[0], found[0].line
    if balance is not run[2] or balance.of != "balance":
        return None
    exports, imports = (next(x.judged.number for x in found[1:] if x.of == flow) for flow in ONE_WAY)
    end = line.place(balance.judged)[1]
    low = line.place(run[1].judged)[1] if run[1].line is line else 0
    around = [m for m in line.found if low <= m.start]
    sides = {f.value for f in forms_in(line.text[low:], line.language).every("sided")}
    is_own = not any(m.names or m.value("proform") not in (None, *OWN) or (m.start >= end and m.is_a("balance")) for m in around)
    is_reverse = {SURPLUS: exports.below(imports), DEFICIT: exports.above(imports)}.get(next(iter(sides), ""), False)
    return exports - imports if is_own and len(sides) == 1 and is_reverse is True else None


SURPLUS, DEFICIT = "surplus", "deficit"
"""What words that tell the side of a balance stand for."""


def within_a_unit(made: Interval, whole: Judged) -> Interval:
    """What parts make, as far as a whole that was cut off or rounded again may lie from it."""
    unit = whole.plain.width if whole.plain is not None and whole.plain.width else Decimal(0)
    return whole.number if (made + Interval(-unit, unit, True, True)).meets(abs(whole.number)) else made


def _runs(judged: Sequence[Judged], text: str) -> Iterator[tuple[list[Amount], Sequence[Line]]]:
    """The amounts of each currency in paragraphs that name both flows, or in the last sentence of one and the first of the next one, in order, with the sentences."""
    paragraphs = list(grouped((line.sentence.paragraph, line) for line in sentences_with_figures(judged, text)).values())
    for lines in paragraphs:
        yield from ((amounts, lines) for amounts in _read(lines))
    for one, other in pairwise(paragraphs):
        both = [one[-1], other[0]]
        if both[1].sentence.start - both[0].sentence.end <= BREAK and sum(map(_is_amount, both[0].figures)) == 1:
            yield from ((amounts, both) for amounts in _read(both) if amounts[0].of == "total")


def _read(lines: Sequence[Line]) -> Iterator[list[Amount]]:
    """The amounts of each currency of which sentences that name both flows have three or more."""
    units = Counter(j.unit for line in lines for j in line.figures if _is_amount(j))
    if max(units.values(), default=0) >= THREE and {w.value for line in lines for w in line.every("flow")}.issuperset(ONE_WAY):
        for unit in (u for u, times in units.items() if times >= THREE):
            amounts = [a for n, line in enumerate(lines) for a in _amounts(line, n, unit)]
            if len(amounts) >= THREE:
                yield amounts


def _is_amount(j: Judged) -> bool:
    return is_money(j.unit) and j.kind == "value" and bool(j.middle)


def _amounts(line: Line, number: int, unit: str | None) -> Iterator[Amount]:
    """The amounts of a sentence in one currency with what each is of, without those that another one is set against or moved by."""
    place = 0
    for j in (j for j in line.figures if _is_amount(j) and j.unit == unit):
        of, place = _own(line, place, *line.place(j))
        if line.is_level(j):
            yield Amount(j, line, of, number)


def _own(line: Line, place: int, start: int, end: int) -> tuple[str | None, int]:
    """What an amount is of, by the words from a place on and right behind it, and the place from which on words are the next amount's."""
    behind = [m for m in line.found if m.start >= end][:2]
    leads = len(behind) == 2 and behind[0].value("prep") in ("from", "of", "in", "on") and line.is_blank(end, behind[0].start)
    if leads and behind[1].start - end <= BEHIND and (of := flow_of(behind[1])) in ONE_WAY:
        return of, behind[1].end
    flows = [of for m in line.inside(place, start) if (of := flow_of(m)) is not None]
    return (flows[-1] if flows else None), end


def flow_of(m: Mention) -> str | None:
    """What a mention says that an amount is of: a flow, `balance`, or nothing."""
    return "balance" if m.is_a("balance") else m.value("flow")


def _parted(run: Run) -> Run | None:
    """A whole with its two parts; none where they aren't, or the whole stands between them, or is a total behind them, which is as often the next figure given."""
    wholes = [x for x in run if x.of in ("total", "balance")]
    if len(wholes) != 1 or wholes[0] is run[1] or {x.of for x in run if x is not wholes[0]} != set(ONE_WAY):
        return None
    whole = wholes[0]
    is_next = whole is run[2] and whole.of == "total"
    is_before = whole is run[0] and whole.of == "balance" and run[0].line is not run[2].line
    one, other = (x for x in run if x is not whole)
    return None if is_next or is_before else (whole, one, other)


def _is_one_run(run: Run, beside: Sequence[Amount], lines: Sequence[Line]) -> bool:
    """Whether nothing between three amounts is named, dated or measured otherwise than in the first one's sentence, and none of the amounts `beside` them there is of a flow."""
    first, last = run[0], run[2]
    if last.judged.end - first.judged.start > LONGEST or any("|" in x.line.text for x in run):
        return False
    held = lines[first.number : last.number + 1]
    for a, b in pairwise(held):
        if b.sentence.start - a.sentence.end > (APART if a.sentence.paragraph == b.sentence.paragraph else BREAK):
            return False
    if any(x.is_otherwise(*AVERAGED) or x.every("other-measure", "daily") for x in held):
        return False
    if any(x.of in ONE_WAY and first.number <= x.number <= last.number for x in beside):
        return False
    around = [(x.sentence.start + m.start, m) for x in held for m in x.found]
    dated = [m for _, m in around if is_other_time(m)]
    between = [(start, m) for start, m in around if first.judged.start <= start < last.judged.start]
    # The only time, between the first two, dates all that follow, which name no other one.
    opening = [m for start, m in between if first.judged.end <= start < run[1].judged.start and dated == [m]]
    return not any(_is_new(m, first.line) for _, m in between if m not in opening)


def _is_new(m: Mention, line: Line) -> bool:
    """Whether a mention names or dates what a sentence doesn't."""
    others = [o for o in line.found if o is not m]
    if m.time is not None and is_other_time(m):
        return not any(o.time is not None and told_time(o.time) == told_time(m.time) for o in others)
    if m.is_a("proform"):
        return m.value("proform") not in OWN
    return bool(m.names) and {n.code for o in others for n in o.names}.isdisjoint(n.code for n in m.names)


def listed(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Wholes with the parts listed behind *of which* whose sum is the whole but for a digit or a power of ten."""
    lines = list(sentences_with_figures(judged, text))
    for n, line in enumerate(lines):
        figures = [j for j in line.figures if is_exact(j)]
        for whole, behind in zip_longest(figures, figures[1:]):
            if whole.digits >= DIGITS and is_led(text, whole, behind, lines[n : n + 2]):
                tie = _slipped(whole, list(_parts(whole, lines[n : n + FAR + 1])))
                if tie is not None and _is_of_one_kind(text, tie, line.language):
                    yield tie


def _is_of_one_kind(text: str, tie: Tie, language: Language) -> bool:
    """Whether the words of a list say neither that it is of some of the parts nor of parts of several kinds, which may overlap."""
    stop = ENDS.search(text, tie.others[-1].end)
    if forms_in(text[tie.stated.end : stop.start() if stop else len(text)], language).every("partly"):
        return False
    kinds = kinds_of([(j.start, j.end) for j in (tie.stated, *tie.others)], text)[1:]
    is_alike = len(set().union(*kinds)) < LEAST and (set().union(*kinds) <= {"product"} or all(kinds))
    return is_alike or shift(tie.implied, tie.stated.plain) != 0


def is_exact(j: Judged) -> bool:
    """Whether a claim states an amount or quantity that may be a whole or a part."""
    return j.kind == "value" and j.unit != "percent" and bool(j.middle) and j.op == "level"


def is_led(text: str, whole: Judged, behind: Judged | None, lines: Sequence[Line]) -> bool:
    """Whether a word for *of which* stands between a whole and the next figure, in its sentence or at the head of the next one."""
    own = lines[0]
    if behind is None and len(lines) > 1 and lines[1].sentence.paragraph == own.sentence.paragraph:
        return lines[1].text.lstrip().lower().startswith(tuple(forms(own.language, "ofwhich")))
    end = own.sentence.end if behind is None else behind.start
    return bool(forms_in(text[whole.end : end], own.language).every("ofwhich"))


def _parts(whole: Judged, lines: Sequence[Line]) -> Iterator[Judged]:
    """The figures in the unit of a whole behind it: of its sentence and of a few of its paragraph behind it."""
    for line in lines:
        if line.sentence.paragraph != lines[0].sentence.paragraph:
            return
        yield from (j for j in line.figures if is_exact(j) and j.unit == whole.unit and j.start > whole.start)


FAR = 4
"""Maximum sentences behind that of a whole that go on with its parts."""


def _slipped(whole: Judged, parts: Sequence[Judged]) -> Tie | None:
    """A whole that slipped from the sum of the first of its parts; none where the first of them make it."""
    total = Interval.exact(0)
    slipped: Tie | None = None
    for n, part in enumerate(parts[:MOST], 1):
        total += part.number
        if n >= LEAST and total.meets(whole.number):
            return None
        if n >= LEAST and slipped is None and _is_slip(whole, total):
            slipped = Tie(whole, tuple(parts[:n]), total, spelled=True)
    return slipped


LEAST, MOST = 2, 8
"""Parts of a whole at least, and at most."""
DIGITS = 4
"""Significant digits of a whole that a list hardly adds up to but for one of them by chance."""
NEAR = Interval(Decimal("0.9"), Decimal("1.1"), True, True)


def _is_slip(whole: Judged, total: Interval) -> bool:
    """Whether a whole is the sum of its parts but for a digit that isn't its last, two neighbours exchanged, or a power of ten."""
    made, stated = total.middle, whole.middle
    if not made or whole.plain is None or not stated:
        return False
    if shift(total, whole.plain):
        return True
    if made < stated:
        return False  # What is left may be the other parts.
    slip, unit = slip_of(whole, made), whole.plain.width or Decimal(0)
    is_one = slip is not None and slip[0] in ("digit", "exchanged") and NEAR.holds(made / stated)
    return is_one and abs(made - stated) > LAST * unit and (total.width or 0) <= LEAST * MOST * unit


LAST = 9
"""Maximum units of its last digit by which a figure differs where only this one slipped."""
