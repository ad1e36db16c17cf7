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

from hinterland.check.beside import ENDS, are_alike, kinds_of
from hinterland.check.digits import significant
from hinterland.check.judge import Judged
from hinterland.check.slips import slip_of
from hinterland.check.spelled import AGO, AVERAGED, Held, Line, is_in_brackets, sentences_with_figures
from hinterland.check.ties import ONE_WAY, Tie
from hinterland.check.within import shift
from hinterland.codes import Language
from hinterland.codes.tables import grouped
from hinterland.interval import Interval
from hinterland.language.naming import is_money
from hinterland.reading.lexicon import forms, forms_in
from hinterland.reading.mentions import Mention

WHOLES = ("total", "balance")
THREE = 3
BESIDE = 3
"""Number of amounts on either side of three among which another one of a flow is sought."""
APART, BREAK = 2, 4
"""Maximum characters between sentences that follow each other, and between such paragraphs."""
LONGEST = 320
"""Maximum characters from the first to the last amount of a run."""
BEHIND = 12
"""Maximum characters between an amount and the flow that goes on with it."""
GOES_ON = ("from", "of", "in", "on")
"""Prepositions between an amount and its flow."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with its sentence and what its own words say that it is of: a flow, `balance`, or nothing."""

    judged: Judged
    line: Line
    of: str | None
    number: int
    """The number of its sentence among those of its paragraph that give figures."""

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.judged.claim.start or 0

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.judged.claim.end or 0


def totals(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Totals before, and balances before or behind, the exports and imports that one run of words gives with them."""
    for amounts, lines in _runs(judged, text):
        for n, run in enumerate(zip(amounts, amounts[1:], amounts[2:], strict=False)):
            beside = amounts[max(0, n - BESIDE) : n] + amounts[n + THREE : n + THREE + BESIDE]
            if (found := _parted(run)) is not None and _is_one_run(run, beside, lines) and are_alike([(x.start, x.end) for x in run], text):
                whole, one, other = (x.judged for x in found)
                assert one.said is not None and other.said is not None and whole.said is not None
                made = one.said + other.said if found[0].of == "total" else abs(one.said - other.said)
                implied = within_a_unit(made, whole)
                if any(x.of == found[0].of and x.judged.said is not None and made.meets(abs(x.judged.said)) for x in beside):
                    continue  # They are of the other one: of a year, of which a month stands between.
                yield Tie(whole, (one, other), implied if implied is made else _sided(run, found) or implied, spelled=True)


def _sided(run: Sequence[Amount], found: Sequence[Amount]) -> Interval | None:
    """The difference of exports and imports where the word for the balance behind them calls it the other way; None where it doesn't, or names whose it is."""
    balance = found[0]
    exports, imports = (
        (next(x.judged.said for x in found[1:] if x.of == flow) for flow in ONE_WAY) if balance.of == "balance" else (None, None)
    )
    if balance is not run[2] or exports is None or imports is None:
        return None
    text, end = balance.line.sentence.text, balance.line.place(balance.judged)[1]
    low = balance.line.place(run[1].judged)[1] if run[1].line is balance.line else 0
    around = [m for m in balance.line.found if low <= m.start]
    sides = {f.value for f in forms_in(text[low:], balance.line.language).every("sided")}
    is_own = not any(m.names or m.value("proform") not in (None, *SELF) or (m.start >= end and m.is_a("balance")) for m in around)
    is_reverse = {SURPLUS: exports.below(imports), DEFICIT: exports.above(imports)}.get(next(iter(sides), ""), False)
    return exports - imports if is_own and len(sides) == 1 and is_reverse is True else None


SURPLUS, DEFICIT = "surplus", "deficit"
"""What words that tell the side of a balance stand for."""


def _is_change(line: Line, j: Judged) -> bool:
    """Whether the words before the first amount of a sentence are of a change, and none says up to which level or by what rate: 新增出口3亿元."""
    start = line.place(j)[0]
    last = next((m for m in reversed(line.found) if m.end <= start and (m.figure is not None or m.is_a("up", "down"))), None)
    return last is not None and last.figure is None and line.lead(j) != "to"


def exceeding(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Parts behind *of which*, or of one part alone, that are more than the only amount before them in their sentence."""
    for held in sentences_with_figures(judged, text):
        amounts = [j for j in held.figures if _is_exact(j) and is_money(j.claim.unit)]
        if len(amounts) == PAIR and len({j.claim.unit for j in amounts}) == 1 and _is_more(*amounts):
            whole, part = amounts
            line = held.read()
            if _is_part_of(line, whole, part):
                assert whole.said is not None
                yield Tie(part, (whole,), Interval(None, whole.said.high, True, True), spelled=True)


PAIR = 2


def _is_more(whole: Judged, part: Judged) -> bool:
    return whole.said is not None and part.said is not None and part.said.above(whole.said) is True


def _is_part_of(line: Line, whole: Judged, part: Judged) -> bool:
    """Whether words make an amount a part of the one before, and neither is by how much something moved, or what it is set against, or of the other flow."""
    (_, start), (end, _) = line.place(whole), line.place(part)
    rates = {m.end for m in line.found if m.figure is not None and m.figure.dimension == "percent"}
    words = forms_in(line.sentence.text, line.language).every("ofwhich", "part-alone")
    if not any(start <= f.start and f.end <= end and not rates & {f.start, f.start - 1} for f in words) or _is_change(line, whole):
        return False
    if any(is_moved_by(line, j) or is_in_brackets(line, j) or line.lead(j) in ("from", "than") for j in (whole, part)):
        return False
    flows = [
        {of for m in line.found if low <= m.start and m.end <= high and (of := _flow(m)) is not None}
        for low, high in ((0, start), (start, end))
    ]
    is_listed = any(
        m.figure is not None and m.figure.dimension in ("money", "quantity")
        for m in line.found
        if m.start < line.place(whole)[0] or start <= m.start < end
    )
    return not is_listed and (flows[1] <= flows[0] or "total" in flows[0]) and "balance" not in flows[0]


def within_a_unit(made: Interval, whole: Judged) -> Interval:
    """What parts make, as far as a whole that was cut off or rounded again may lie from it."""
    assert whole.said is not None
    unit = whole.plain.width if whole.plain is not None and whole.plain.width else Decimal(0)
    room = made + Interval(-unit, unit, True, True)
    return whole.said if room.meets(abs(whole.said)) else made


def _runs(judged: Sequence[Judged], text: str) -> Iterator[tuple[list[Amount], list[Line]]]:
    """The amounts of each currency in paragraphs that name both flows, or in the last sentence of one and the first of the next one, in order, with the sentences."""
    paragraphs = list(grouped((s.sentence.paragraph, s) for s in sentences_with_figures(judged, text)).values())
    for held in paragraphs:
        yield from _read(held)
    for one, other in pairwise(paragraphs):
        last, first = one[-1], other[0]
        if first.sentence.start - last.sentence.end <= BREAK and sum(map(_is_amount, last.figures)) == 1:
            yield from ((amounts, lines) for amounts, lines in _read([last, first]) if amounts[0].of == "total")


def _read(held: Sequence[Held]) -> Iterator[tuple[list[Amount], list[Line]]]:
    """The amounts of each currency of which sentences that name both flows have three or more, with the sentences."""
    units = Counter(j.claim.unit for s in held for j in s.figures if _is_amount(j))
    if max(units.values(), default=0) >= THREE and {
        w.value for s in held for w in forms_in(s.sentence.text, s.language).every("flow")
    }.issuperset(ONE_WAY):
        read = [s.read() for s in held]
        for unit in (u for u, times in units.items() if times >= THREE):
            amounts = [a for n, line in enumerate(read) for a in _amounts(line, n, unit)]
            if len(amounts) >= THREE:
                yield amounts, read


def _is_amount(j: Judged) -> bool:
    return is_money(j.claim.unit) and j.claim.kind == "value" and j.plain is not None and bool(j.plain.middle)


def _amounts(line: Line, number: int, unit: str | None) -> Iterator[Amount]:
    """The amounts of a sentence in one currency with what each is of, without those that another one is set against or moved by."""
    place = 0
    for j in (j for j in line.figures if _is_amount(j) and j.claim.unit == unit):
        start, end = line.place(j)
        of, place = _own(line, place, start, end)
        if line.lead(j) not in ("from", "than") and not is_in_brackets(line, j) and not is_moved_by(line, j):
            yield Amount(j, line, of, number)


def is_moved_by(line: Line, j: Judged) -> bool:
    """Whether an amount is by how much something moved: up by 5 billion, 5 billion more, 增加5亿元."""
    start, end = line.place(j)
    before = [m for m in line.found if m.end <= start][-2:]
    behind = next((m for m in line.found if m.start >= end), None)
    if (
        behind is not None
        and behind.is_a("up", "down", "than")
        and behind.start - end <= 1
        and not line.sentence.text[end : behind.start].strip()
    ):
        return True
    if not before or line.sentence.text[before[-1].end : start].strip():
        return False
    return before[-1].value("prep") == "by" or (before[-1].is_a("up", "down") and line.lead(j) != "to")


def _own(line: Line, place: int, start: int, end: int) -> tuple[str | None, int]:
    """What an amount is of, by the words from a place on and right behind it, and the place from which on words are the next amount's."""
    behind = [m for m in line.found if m.start >= end][:2]
    if len(behind) > 1 and behind[0].value("prep") in GOES_ON and _is_close(line, end, behind) and (of := _flow(behind[1])) in ONE_WAY:
        return of, behind[1].end
    flows = [of for m in line.found if place <= m.start and m.end <= start and (of := _flow(m)) is not None]
    return (flows[-1] if flows else None), end


def _is_close(line: Line, end: int, behind: Sequence[Mention]) -> bool:
    """Whether nothing but a preposition stands between an amount and a flow behind it."""
    return behind[1].start - end <= BEHIND and not line.sentence.text[end : behind[0].start].strip()


def _flow(m: Mention) -> str | None:
    return "balance" if m.is_a("balance") else m.value("flow")


def _parted(run: tuple[Amount, Amount, Amount]) -> tuple[Amount, Amount, Amount] | None:
    """A whole with its two parts; none where they aren't, or the whole stands between them, or is a total behind them, which is as often the next figure given."""
    wholes = [x for x in run if x.of in WHOLES]
    if len(wholes) != 1 or wholes[0] is run[1] or {x.of for x in run if x is not wholes[0]} != set(ONE_WAY):
        return None
    whole = wholes[0]
    if whole is run[2] and whole.of == "total":
        return None
    if whole is run[0] and whole.of == "balance" and run[0].line is not run[2].line:
        return None
    one, other = (x for x in run if x is not whole)
    return whole, one, other


def _is_one_run(run: tuple[Amount, Amount, Amount], beside: Sequence[Amount], lines: Sequence[Line]) -> bool:
    """Whether nothing between three amounts is named, dated or measured otherwise than in the first one's sentence, and none of the amounts `beside` them there is of a flow."""
    first, last = run[0], run[2]
    if last.end - first.start > LONGEST or any("|" in x.line.sentence.text for x in run):
        return False
    held = lines[first.number : last.number + 1]
    if any(
        b.sentence.start - a.sentence.end > (APART if a.sentence.paragraph == b.sentence.paragraph else BREAK) for a, b in pairwise(held)
    ):
        return False
    around = [(x.sentence.start + m.start, m) for x in held for m in x.found]
    between = [m for start, m in around if first.start <= start < last.start]
    if any(m.is_a(*AVERAGED) and m.time is None for _, m in around) or any(
        forms_in(x.sentence.text, x.language).every("other-measure", "daily") for x in held
    ):
        return False
    if any(x.of in ONE_WAY and first.number <= x.number <= last.number for x in beside):
        return False
    dated = [m for _, m in around if m.time is not None and m.time.kind not in AGO]
    opening = [
        m for start, m in around if first.end <= start < run[1].start and dated == [m]
    ]  # It dates all that follow, which name no other time.
    return not any(_is_new(m, first.line) for m in between if m not in opening)


def _is_new(m: Mention, line: Line) -> bool:
    """Whether a mention names or dates what a sentence doesn't."""
    if m.time is not None and m.time.kind not in AGO:
        return not any(
            o.time is not None and (o.time.kind, o.time.year, o.time.months) == (m.time.kind, m.time.year, m.time.months)
            for o in line.found
            if o is not m
        )
    if m.is_a("proform"):
        return m.value("proform") not in SELF
    return bool(m.names) and not any(o is not m and o.names and {n.code for n in o.names} & {n.code for n in m.names} for o in line.found)


SELF = ("its", "period")
"""Pro-forms that go on with what was named."""


def listed(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Wholes with the parts listed behind *of which* whose sum is the whole but for a digit or a power of ten."""
    held = list(sentences_with_figures(judged, text))
    for n, one in enumerate(held):
        figures = [j for j in one.figures if _is_exact(j)]
        for whole, behind in zip_longest(figures, figures[1:]):
            if significant(whole.claim.text) >= DIGITS and _is_led(text, whole, behind, held[n + 1 : n + 2], one):
                yield from (
                    t for t in _slipped(whole, list(_parts(whole, held[n : n + FAR + 1]))) if _is_of_one_kind(text, t, one.language)
                )


def _is_of_one_kind(text: str, tie: Tie, language: Language) -> bool:
    """Whether the words of a list say neither that it is of some of the parts nor of parts of several kinds, which may overlap."""
    start, end = tie.stated.claim.end or 0, tie.others[-1].claim.end or 0
    stop = ENDS.search(text, end)
    if forms_in(text[start : stop.start() if stop else len(text)], language).every("partly"):
        return False
    if shift(tie.implied, tie.stated.plain) if tie.stated.plain is not None else False:
        return True
    kinds = kinds_of([(j.claim.start or 0, j.claim.end or 0) for j in (tie.stated, *tie.others)], text)[1:]
    return len(set().union(*kinds)) < LEAST and (set().union(*kinds) <= {"product"} or all(kinds))


def _is_exact(j: Judged) -> bool:
    return (
        j.claim.kind == "value"
        and j.claim.unit != "percent"
        and j.plain is not None
        and bool(j.plain.middle)
        and j.claim.indicator.op == "level"
    )


def _is_led(text: str, whole: Judged, behind: Judged | None, following: Sequence[Held], own: Held) -> bool:
    """Whether a word for *of which* stands between a whole and the next figure, in its sentence or at the head of the next one."""
    if behind is not None:
        return bool(forms_in(text[whole.claim.end or 0 : behind.claim.start or 0], own.language).every("ofwhich"))
    if not following or following[0].sentence.paragraph != own.sentence.paragraph:
        return bool(forms_in(text[whole.claim.end or 0 : own.sentence.end], own.language).every("ofwhich"))
    head = following[0].sentence.text.lstrip().lower()
    return head.startswith(tuple(forms(own.language, "ofwhich")))


def _parts(whole: Judged, held: Sequence[Held]) -> Iterator[Judged]:
    """The figures in the unit of a whole behind it: of its sentence and of a few of its paragraph behind it."""
    start = whole.claim.start or 0
    for one in held:
        if one.sentence.paragraph != held[0].sentence.paragraph:
            return
        yield from (j for j in one.figures if _is_exact(j) and j.claim.unit == whole.claim.unit and (j.claim.start or 0) > start)


FAR = 4
"""Maximum sentences behind that of a whole that go on with its parts."""


def _slipped(whole: Judged, parts: Sequence[Judged]) -> Iterator[Tie]:
    """A whole that slipped from the sum of the first of its parts; none where the first of them make it."""
    total = Interval.exact(0)
    slipped: Tie | None = None
    for n, part in enumerate(parts[:MOST], 1):
        assert part.said is not None and whole.said is not None
        total += part.said
        if n < LEAST:
            continue
        if total.meets(whole.said):
            return
        if slipped is None and _is_slip(whole, total):
            slipped = Tie(whole, tuple(parts[:n]), total, spelled=True)
    if slipped is not None:
        yield slipped


LEAST, MOST = 2, 8
"""Parts of a whole at least, and at most."""
DIGITS = 4
"""Significant digits of a whole that a list hardly adds up to but for one of them by chance."""
NEAR = Interval(Decimal("0.9"), Decimal("1.1"), True, True)


def _is_slip(whole: Judged, total: Interval) -> bool:
    """Whether a whole is the sum of its parts but for a digit that isn't its last, two neighbours exchanged, or a power of ten."""
    middle = total.middle
    if not middle or whole.plain is None or not whole.plain.middle or significant(whole.claim.text) < DIGITS:
        return False
    if shift(total, whole.plain):
        return True
    if middle < whole.plain.middle:
        return False  # What is left may be the other parts.
    slip, unit = slip_of(whole, middle), whole.plain.width or Decimal(0)
    is_near = NEAR.holds(middle / whole.plain.middle)
    return (
        slip is not None
        and slip[0] in ("digit", "exchanged")
        and is_near
        and abs(middle - whole.plain.middle) > LAST * unit
        and (total.width or 0) <= LEAST * MOST * unit
    )


LAST = 9
"""Maximum units of its last digit by which a figure differs where only this one slipped."""
