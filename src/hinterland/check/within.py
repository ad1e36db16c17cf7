"""A text against itself: its claims by what they measure, for the rules that need no data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from hinterland import codes, packs
from hinterland.check.beside import OWN, unknown_words
from hinterland.check.context import Context, once_a_text
from hinterland.check.currencies import Pair, exchanged, is_amount, pairs
from hinterland.check.digits import shift
from hinterland.check.judge import Judged
from hinterland.check.ties import Tie, is_dwarfed
from hinterland.codes import Period
from hinterland.codes.tables import grouped
from hinterland.indicators import Need
from hinterland.interval import Interval
from hinterland.models import UNSURE, Indicator
from hinterland.reading import language_of, mentioned
from hinterland.reading.lexicon import forms, forms_in
from hinterland.reading.mentions import Mention
from hinterland.reading.typography import untypeset

Cell = tuple[str | None, ...]
LEAST = 0.4
"""A claim that is less likely read right says nothing of the others."""


def cell(j: Judged, **changes: str | None) -> Cell:
    """What a claim measures, as a key; `changes` ask for a neighbouring one."""
    c = j.claim
    fields = {
        "subject": c.subject, "period": c.period, "op": c.indicator.op, "concept": c.indicator.concept, "flow": c.indicator.flow,
        "product": c.indicator.product, "partner": c.indicator.partner, "measure": c.indicator.measure, "currency": c.indicator.currency,
        "regime": c.indicator.regime, "basis": c.indicator.basis, "versus": c.relation.versus, "base": c.relation.base_period,
    }  # fmt: skip
    return tuple((fields | changes).values())


@once_a_text
def figures(context: Context) -> list[Judged]:
    """The claims that state a figure of something the tables know, whose reading is likelier than not."""
    return [
        j
        for j in context.judged
        if j.kind in ("value", "change") and j.plain is not None and j.plain.width is not None and j.claim.confidence >= LEAST
        if j.claim.period is not None
        if j.claim.indicator.concept is not None and not j.claim.indicator.is_open
        if j.claim.subject is not None and not j.claim.subject.startswith(UNSURE)
    ]


@once_a_text
def by_cell(context: Context) -> Mapping[Cell, Sequence[Judged]]:
    """The figures of a text by what they measure."""
    return grouped((cell(j), j) for j in figures(context))


FIRST, NEXT = 12, 12
"""Number of figures of a cell that all others are compared with, the first ones, and of those behind it that each other one is: a text that gives one thing oftener would
else take the square of its length."""


@once_a_text
def contradictions(context: Context) -> list[tuple[Judged, Judged, int]]:
    """Pairs of figures for one thing that share no number: the right one, the wrong one, and the power of ten between them (0 where there is none)."""
    return list(_contradictions(context))


def told(j: Judged) -> tuple[object, ...]:
    """A figure by what it measures and states, so that one that the text repeats is accused once."""
    return *cell(j), j.claim.low, j.claim.high


def _contradictions(context: Context) -> Iterator[tuple[Judged, Judged, int]]:
    for group in by_cell(context).values():
        for i, a in enumerate(group):
            for b in group[i + 1 :] if i < FIRST else group[i + 1 : i + 1 + NEXT]:
                if (a.kind, a.unit) != (b.kind, b.unit):
                    continue
                if any(x is None or y is None or x.meets(y) for x in (a.said, a.plain) for y in (b.said, b.plain)):
                    continue
                if is_range(context, a, b) or rounds(a, b) or rounds(b, a) or _is_same_balance(a, b):
                    continue
                right, wrong = (b, a) if borne_out(b) > borne_out(a) else (a, b)
                yield right, wrong, shift(right.plain, wrong.plain)


def _is_same_balance(a: Judged, b: Judged) -> bool:
    """Whether two figures are one balance, called a surplus once and a deficit once: it is one country's from either side."""
    is_balance = a.op == b.op == "balance"
    return is_balance and a.plain is not None and b.plain is not None and a.plain.meets(-b.plain)


def borne_out(j: Judged) -> int:
    """How well the data bear a figure out: not at all, unknown, but for its hedge, wholly."""
    if j.verdict != "refuted":
        return 3 if j.verdict == "supported" else 1
    return 2 if j.plain is not None and any(j.plain.meets(a) for a in j.answers) else 0


def is_range(context: Context, a: Judged, b: Judged) -> bool:
    """Whether nothing but a word stands between two figures (`14% to 15%`): the ends of a range, or what is set side by side, and no contradiction."""
    start, end = a.end, b.start
    between = context.text[start:end].strip() if end - start <= WIDE else ""
    return end - start <= WIDE and len(between) <= WORD and not re.search(r"[.,;，。；、\n]", between)


WORD, WIDE = 4, 200
"""Maximum characters of a word between the ends of a range, and of the word with the blanks around it."""


def rounds(a: Judged, b: Judged) -> bool:
    """Whether a round figure (`800 billion`) is what another of the text (`800.68 billion`) rounds to at its last digit that is no zero."""
    if a.plain is None or b.plain is None or a.plain.middle is None or b.plain.middle is None or not a.plain.middle:
        return False
    digit = Decimal(1).scaleb(a.plain.middle.normalize().as_tuple().exponent)  # type: ignore[arg-type]
    return bool((b.plain.width or 0) < digit) and Interval.rounded(a.plain.middle, digit).meets(b.plain)


_BRACKET = re.compile(r"[^\d()（）\n]{0,4}[(（][^\d()（）\n]{0,24}")
"""What stands between an amount and its conversion in brackets."""
ROOM = Interval(Decimal("0.91"), Decimal("1.1"), True, True)
"""A rate of some day of a period against the one of the period."""
YEAR = Interval(Decimal("0.85"), Decimal("1.16"), True, True)
"""The same against the one of the year before, where that of its own isn't known."""


HEDGED = Interval(Decimal("0.8"), Decimal("1.2"), True, True)
"""An amount behind a hedge (more than 4.5 trillion yuan) against its conversion, which may be that of the exact one."""


def conversions(context: Context) -> Iterator[Tie]:
    """Amounts that stand in brackets behind the same amount in the other currency."""
    for outer, inner, pair in _bracketed(context):
        if outer.unit != inner.unit:
            yield Tie(inner, (outer,), _exchanged(context, outer, pair, outer.unit == pair.currency), 2)


@once_a_text
def converted_ids(context: Context) -> frozenset[str]:
    """The claims that are conversions in brackets, at the rate of the day on which the text was written."""
    return frozenset(inner.claim.id for outer, inner, _ in _bracketed(context) if outer.unit != inner.unit)


def unconverted(context: Context) -> Iterator[tuple[Judged, Judged]]:
    """Amounts with one in brackets of the same currency that would be their conversion were one of the two in the other currency."""
    for outer, inner, pair in _bracketed(context):
        if outer.unit == inner.unit and inner.plain is not None:
            both = [_exchanged(context, outer, pair, first) for first in (True, False)]
            if any(implied.meets(inner.plain) for implied in both):
                yield outer, inner


def _bracketed(context: Context) -> Iterator[tuple[Judged, Judged, Pair]]:
    """Amounts, each with the one that stands in brackets right behind it, and the pair of currencies that they are of."""
    found = sorted((j for j in context.judged if j.unit in exchanged() and j.said is not None), key=lambda j: j.start)
    for outer, inner in pairwise(found):
        units = {outer.unit, inner.unit}
        pair = next((p for p in pairs() if units <= {p.currency, p.other}), None)
        if pair is not None and is_bracketed(context.text, outer, inner) and not _is_led_to(context.text, outer, inner):
            yield outer, inner, pair


def _is_led_to(text: str, outer: Judged, inner: Judged) -> bool:
    """Whether a word in the brackets leads to what the amount before them is the change to or from, so that it is no conversion: adding $34 million (to $245 million)."""
    lead = re.split(r"[(（]", text[outer.end : inner.start])[-1].strip().lower()
    return lead in forms("en", "bracket-lead") or lead in forms("zh", "bracket-lead")


def is_bracketed(text: str, outer: Judged, inner: Judged) -> bool:
    """Whether a figure stands in brackets right behind another."""
    return _BRACKET.fullmatch(text, outer.end, max(outer.end, inner.start)) is not None


def _exchanged(context: Context, j: Judged, pair: Pair, is_first: bool) -> Interval:
    """What an amount in the first or the other currency of a pair comes to in the one that it is not in; about that where it stands behind a hedge."""
    said = j.plain * HEDGED if j.plain is not None and (j.said is None or j.said.width is None) else j.said or Interval.exact(0)
    rate = exchange(context, pair, j.claim.period)
    return said / rate if is_first else said * rate


def converted(context: Context, tie: Tie) -> dict[str, str]:
    """What a finding on a conversion says: the first amount, and what it comes to in the other currency, to three digits."""
    middle = tie.implied.middle or Decimal(0)
    implied = context.figure(tie.stated.claim, Interval.rounded(middle, Decimal(1).scaleb(middle.adjusted() - 2)))
    return {"other": tie.others[0].text, "implied": implied}


def exchange(context: Context, pair: Pair, period: str | None) -> Interval:
    """The price of a pair's other currency in the year of a period, or the one before, by the trade held in both of the nation whose currency the first is; a generous range where it isn't."""
    home = codes.home_of(next((p.nation for p in packs.packs() if (p.currency, p.second_currency) == (pair.currency, pair.other)), None))
    if context.indicators is None or period is None or home.nation is None:
        return pair.rate
    year = Period.of_year(Period.parse(period).end // 100)
    known: dict[tuple[str, str, Period], Interval] = context.indicators.engine.kept("exchange")
    key = (home.nation, pair.currency, year)
    if key not in known:
        wanted = [Indicator.model_validate({"basis": home.basis(), "currency": c}) for c in (pair.currency, pair.other)]
        years = [(year, ROOM), (year.year_before(), YEAR)]
        held = context.indicators.ask([Need(home.nation, level, when) for when, _ in years for level in wanted])
        both = [(a.best, b.best, room) for a, b, (_, room) in zip(held[::2], held[1::2], years, strict=True)]
        rates = [a.interval / b.interval * room for a, b, room in both if a and b]
        known[key] = rates[0] if rates else pair.rate
    return known[key]


_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|[^,]*")


def is_percentage(j: Judged) -> bool:
    """Whether a figure is a percentage as it stands: with its sign or word, and with commas, if any, that part its thousands (not `1,65%`)."""
    number = re.search(r"\d[\d,]*", j.text)
    return re.search(r"[^\d.,\s+-]", j.text) is not None and (number is None or _GROUPED.fullmatch(number[0]) is not None)


def before(j: Judged) -> str | None:
    """The period a year before a claim's."""
    return str(Period.parse(j.claim.period).year_before()) if j.claim.period else None


def said_oftener(context: Context, right: Judged, wrong: Judged) -> bool:
    """Whether the text gives the one figure more often than the other, so that it is clear without data which of them slipped."""
    group = by_cell(context).get(cell(right), [])[:MANY]
    times = [sum(j.plain is not None and x.plain is not None and j.plain.meets(x.plain) for j in group) for x in (right, wrong)]
    return times[0] > times[1]


MANY = 200
"""Maximum figures of a cell that are counted; more say no more."""


_STOP = re.compile(r"[。\n()（）]|\.\s")
_APART = re.compile(r"[。()（）]|\. [A-Z]")
"""What parts sentences in whatever typography."""
ONE_WAY = ("export", "import")
LONGEST = 200
"""Maximum characters before a figure, or between two, in which a flow word is sought."""


@once_a_text
def doubled(context: Context) -> list[tuple[Judged, Judged]]:
    """Pairs of amounts that a sentence gives one flow side by side ("imports of 3 and imports of 4"), or of figures of a flow named twice, the second of them the one to look at.

    Between the first flow word and the second figure stand figures, flows, directions and function words, no name, period or unknown word that could tell the two apart.
    """
    found = sorted((j for j in context.judged if j.plain is not None), key=lambda j: j.start)
    amounts, rates = ([j for j in found if is_of(j.unit)] for is_of in (is_amount, lambda unit: unit == "percent"))
    pairs = [(a, b) for of in (amounts, rates) for a, b in pairwise(of) if a.unit == b.unit]
    return [(a, b) for a, b in pairs if (is_amount(a.unit) and is_doubled(context.text, a, b)) or is_named_twice(context.text, a, b)]


def is_named_twice(text: str, a: Judged, b: Judged) -> bool:
    """Whether two figures side by side follow one flow that is named twice, with nothing but a word for *and* between (imports and imports, respectively), or the same change is given
    again on the same base (up 3% year-on-year, up 5% year-on-year)."""
    if a.unit == b.unit == "percent" and _is_told_again(text, a, b):
        return True
    start, end = a.start, a.end
    lead, between = _STOP.split(text[max(0, start - SHORT) : start])[-1], text[end : b.start]
    if len(between) > SHORT or len(forms_in(lead, language_of(lead)).every("flow")) < PARTS:
        return False
    flows = [m for m in mentioned(lead) if m.is_a("flow") and m.value("flow") in ONE_WAY]
    if len(flows) < PARTS or _flows(between) != [] or _flows(lead[flows[-2].start :]) is None:
        return False
    one, other = flows[-2:]
    apart, words = lead[one.end : other.start].strip(), [lead[m.start : m.end].lower() for m in (one, other)]
    rest = [m for m in mentioned(lead) if m.start >= other.end]
    is_plain = words[0] == words[1] and all(m.is_a("respectively", "level", "up", "down", "hedge") for m in rest)
    return is_plain and one.value("flow") == other.value("flow") and apart in forms(language_of(lead), "and")


def _is_told_again(text: str, a: Judged, b: Judged) -> bool:
    """Whether the same words stand around two rates, a direction and the year before among them, and nothing but a comma between."""
    between = text[a.end : b.start] if b.start - a.end <= SHORT else ""
    marks = [m.start() for m in _COMMAS.finditer(between)]
    if len(marks) != 1:
        return False
    behind, before = between[: marks[0]], between[marks[0] + 1 :].lstrip()
    found = mentioned(between)
    is_change = any(m.is_a("yearago") for m in found) and any(m.is_a("up", "down") for m in found)
    return is_change and text[: a.start].endswith(before) and text[b.end :].startswith(behind)


_COMMAS = re.compile("[,，、]")
PARTS, SHORT = 2, 40
"""Names of a flow, and maximum characters before a figure, or between two, of which one is named twice."""


def names_again(text: str, a: Judged, b: Judged) -> bool:
    """Whether a flow is named between two amounts, so that the second isn't read as of the first one's for want of a word that is known."""
    between = text[a.end : b.start]
    return bool(forms_in(between, language_of(between)).chosen("flow"))


def is_doubled(text: str, a: Judged, b: Judged) -> bool:
    """Whether two amounts are of one flow by the words before each, and nothing else parts them."""
    if a.plain is None or b.plain is None or a.plain.meets(b.plain) or is_dwarfed(a, b) or is_dwarfed(b, a):
        return False
    start, end = a.start, a.end
    written = text[end : min(b.start, end + LONGEST)]
    if _APART.search(written):
        return False
    between = untypeset(written).text
    if _STOP.search(between) or not forms_in(between, language_of(between)).chosen("flow") or len(second := _flows(between) or ()) != 1:
        return False
    lead = untypeset(_STOP.split(text[max(0, start - LONGEST) : start])[-1]).text
    first = [m for m in mentioned(lead) if m.is_a("flow")][-1:]
    alike = [m.value("flow") for m in first] == [m.value("flow") for m in second]
    if not alike or lead[first[0].start : first[0].end].lower() != between[second[0].start : second[0].end].lower():
        return False  # Exports and total exports are a part and its whole.
    return second[0].value("flow") in ONE_WAY and _flows(lead[first[0].start :]) is not None and not _is_shared(between, second[0])


def _is_shared(between: str, flow: Mention) -> bool:
    """Whether a flow is the whole of a share: 占出口…, 45 percent of exports of."""
    before = [m for m in mentioned(between) if m.end <= flow.start]
    is_led = len(before) >= PARTS and before[-1].is_a("level") and before[-2].is_figure("percent")
    return is_led or any(m.is_a("share") for m in before)


def _flows(words: str) -> Sequence[Mention] | None:
    """The flow words of a stretch; None where anything else is named in it, by a pro-form as well, or a word is unknown."""
    found = mentioned(words)
    if any(m.names or m.time is not None or m.value("proform") not in (None, *OWN) for m in found):
        return None
    unknown = unknown_words(words, language_of(words), ((m.start, m.end) for m in found))
    return None if unknown else [m for m in found if m.is_a("flow")]
