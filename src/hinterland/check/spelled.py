"""Changes that a sentence spells out from one amount to the other ("fell 6.7 percent, from $46.3 billion to $43.7 billion"): the words between the figures tie them, whatever they are of.

Words tell which amount came first: one of the pair stands behind *from*, the other behind *to* or before the rate; 由…增至…, and 较… before a rise or fall. Between what belongs together
stand only periods, directions, hedges and function words, so that nothing else can be meant; a subject, a flow or a name parts them. The amounts are a year apart, or dated by nothing: a
rate on the year before stands beside last month's amount as often as not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from statistics import median

from hinterland.check.beside import are_alike
from hinterland.check.judge import Judged
from hinterland.check.ties import TIMES, UNSCALED, Tie, is_dwarfed, size
from hinterland.codes import Language
from hinterland.codes.tables import grouped
from hinterland.interval import Interval, growth
from hinterland.language.naming import is_money
from hinterland.reading import language_of, mentioned
from hinterland.reading.dates import Dated
from hinterland.reading.lexicon import Found, forms, forms_in
from hinterland.reading.mentions import Mention, mentions
from hinterland.reading.plain import Sentence, sentences
from hinterland.reading.typography import untypeset

NEAR = 70
"""Maximum characters between a rate and the amounts that it ties."""
PASSING = ("prep", "level", "up", "down", "hedge", "bound", "than", "yearago", "article", "base-lead")
"""Classes of words that may stand beside times and figures between what belongs together."""
AVERAGED = ("cagr", "unit-price", "volume", "quantity-behind", "quantity-word", "forecast", "other")
"""Classes of words in whose sentence a rate is one of another kind: a yearly average, of quantities, at constant prices, of what may come, of something else than trade."""
AGO = ("yearago", "same", "sameof")
"""Kinds of times a year before."""
WORD = re.compile(r"[^\W\d_]+")
WORDS: dict[tuple[str, str | None], str] = {
    ("en", "from"): "from",
    ("en", "to"): "to",
    ("zh", "from"): "from",
    ("zh", "by"): "from",
}
"""Which end of a change a preposition names, by language: 由 is a word for *by* as well."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its mentions and the figures that were judged in it, in order."""

    sentence: Sentence
    found: Sequence[Mention]
    figures: Sequence[Judged]
    language: Language

    def place(self, j: Judged) -> tuple[int, int]:
        """Where a figure stands in the sentence."""
        return (j.claim.start or 0) - self.sentence.start, (j.claim.end or 0) - self.sentence.start

    def lead(self, j: Judged) -> str | None:
        """The preposition right before a figure, hedges aside."""
        start, _ = self.place(j)
        for m in sorted((m for m in self.found if m.end <= start), key=lambda m: -m.end):
            if self.has_unknown(m.end, start):
                return None
            if (word := WORDS.get((self.language, m.value("prep")))) is not None:
                return word
            if self.sentence.text[m.start : m.end].lower() in forms(self.language, "base-lead") or (self.language, m.value("prep")) == (
                "en",
                "on",
            ):
                return "than"
            is_passed = m.is_a("hedge", "bound") if self.language == "en" else m.time is not None or m.value("prep") == "of"
            if not is_passed:
                break
            start = m.start
        return "to" if self.language == "zh" and self.sentence.text[:start].rstrip().endswith(tuple(forms("zh", "direction-to"))) else None

    def between(self, start: int, end: int) -> list[Mention] | None:
        """The mentions between two places; None where one of them, or too many words, part what stands there."""
        found = [m for m in self.found if m.start >= start and m.end <= end]
        if end - start > NEAR or not all(not m.names and (m.time or m.figure or m.is_a(*PASSING)) for m in found):
            return None
        return None if self.has_unknown(start, end, found) else found

    def has_unknown(self, start: int, end: int, found: Sequence[Mention | Found] = ()) -> bool:
        """Whether a word that no table knows stands between two places, mentions aside."""
        rest = list(self.sentence.text[start:end])
        forms_here = forms_in(self.sentence.text, self.language)
        moves = [
            f for f in forms_here.every("up", "down") if start <= f.start and f.end <= end
        ]  # A mention may end within a longer one: 同比增|长.
        for low, high in [(m.start, m.end) for m in found] + [(f.start, f.end) for f in moves]:
            rest[low - start : high - start] = " " * (high - low)
        known = forms(self.language, "function")
        return any(w.lower() not in known for w in WORD.findall("".join(rest)))

    def time(self, j: Judged) -> Dated | None:
        """The period of a figure: the one right behind it, or between it and the word that leads to it."""
        start, end = self.place(j)
        behind = next((m for m in self.found if m.start >= end), None)
        if behind is not None and behind.value("prep") in ("in", "for", "of"):
            behind = next((m for m in self.found if m.start >= behind.end), None)
        if (
            behind is not None
            and behind.time is not None
            and behind.start - end < DATED
            and "," not in self.sentence.text[end : behind.start]
        ):
            return behind.time
        before = next((m for m in reversed(self.found) if m.end <= start and m.value("prep") != "of"), None)
        return before.time if before is not None and start - before.end <= 2 and self.language == "zh" else None

    @property
    def is_monthly(self) -> bool:
        """Whether the sentence says that its rate is on the month before."""
        return any(m.is_a("monthago") for m in self.found)

    def direction(self, start: int, end: int) -> int:
        """1 where the last word for a movement in a stretch is a rise, -1 where it is a fall, 0 without one."""
        moves = [m for m in self.found if m.start >= start and m.end <= end and m.is_a("up", "down")]
        return 0 if not moves else 1 if moves[-1].is_a("up") else -1


def changes(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Rates of change with the amount now and the amount before that their sentence gives beside them; the sign is that of the words."""
    for line, now, then, one, other in _pairs(judged, text):
        yield from _tied(line, now, then, one, other)


def _pairs(judged: Sequence[Judged], text: str) -> Iterator[tuple[Line, Judged, Judged, Judged, Judged]]:
    """Pairs of amounts that words tie: their sentence, the later and the earlier of them, and both as they stand."""
    for held in sentences_with_figures(judged, text):
        amounts = [j for j in held.figures if is_money(j.claim.unit)]
        if len(amounts) < LEAST - 1 or not any(j.claim.unit == "percent" for j in held.figures):
            continue
        line = held.read()
        pairs = [(a, b) for a, b in pairwise(amounts) if a.claim.unit == b.claim.unit]
        whole = {id(j) for a, b in pairs if line.lead(a) == "from" and line.lead(b) == "to" for j in (a, b)}
        parts = min((m.start for m in line.found if m.is_a("ofwhich")), default=len(line.sentence.text))
        for one, other in ((a, b) for a, b in pairs if line.place(a)[0] < parts):  # What is set against a part may be that of the whole.
            if (id(one) in whole) == (id(other) in whole) and (ends := _ends(line, one, other)) is not None:
                yield line, *ends, one, other


@dataclass(frozen=True, slots=True)
class Held:
    """A sentence with the figures that were judged in it, in order, before its words are read."""

    sentence: Sentence
    figures: Sequence[Judged]
    language: Language

    def read(self) -> Line:
        """The sentence with its mentions, its typography folded where that moves no place of it."""
        folded = untypeset(self.sentence.text).text
        sentence = replace(self.sentence, text=folded) if len(folded) == len(self.sentence.text) else self.sentence
        return Line(sentence, _mentioned(sentence, self.language), self.figures, self.language)


def sentences_with_figures(judged: Sequence[Judged], text: str, kinds: Sequence[str] = ("value", "change")) -> Iterator[Held]:
    """The sentences of a text with figures of some kinds of claims, in order, but rows of tables and lists."""
    figures = sorted((j for j in judged if j.claim.kind in kinds and j.said is not None and j.claim.start is not None), key=_start)
    if len(figures) < LEAST - 1:
        return
    language, place = language_of(text), 0
    for sentence in _split(text, language):
        while place < len(figures) and _start(figures[place]) < sentence.start:
            place += 1
        inside = []
        while place < len(figures) and _start(figures[place]) < sentence.end:
            inside.append(figures[place])
            place += 1
        if inside and len(inside) <= MOST and sentence.kind != "row":
            yield Held(sentence, inside, language)


@lru_cache(maxsize=2)
def _split(text: str, language: Language) -> tuple[Sentence, ...]:
    """The sentences of a text, kept since several rules ask for those of one text."""
    return tuple(sentences(text, language))


def _mentioned(sentence: Sentence, language: Language) -> list[Mention]:
    return mentions(sentence, language, date.today())


LEAST, MOST = 3, 24
"""Two amounts and a rate; figures from which on a sentence is a list."""


def _start(j: Judged) -> int:
    return j.claim.start or 0


def _ends(line: Line, one: Judged, other: Judged) -> tuple[Judged, Judged] | None:
    """The later and the earlier of two amounts, by the words before them."""
    if is_in_brackets(line, one) or is_in_brackets(line, other):
        return None
    leads = line.lead(one), line.lead(other)
    if leads[0] != "to" and any(m.is_a("than") for m in line.found if line.place(one)[0] - NEAR // 2 < m.start < line.place(one)[0]):
        return None
    (_, start), (end, behind) = line.place(one), line.place(other)
    words = forms_in(line.sentence.text, line.language)
    if line.between(start, end) is None or any(m.is_a(*AVERAGED) and m.time is None for m in line.found) or words.every("other-measure"):
        return None
    is_whole = leads == ("from", "to")
    if not is_whole and (leads[1] not in ("from", "than") or leads[0] in ("from", "than")):
        return None
    now, then = (other, one) if is_whole else (one, other)
    return (now, then) if _is_year_apart(line, now, then) and (is_whole or _ends_there(line, behind)) else None


def _is_year_apart(line: Line, now: Judged, then: Judged) -> bool:
    """Whether the earlier of two amounts is dated a year before, or by nothing: a rate is on the year before unless it says otherwise."""
    before, after = line.time(then), line.time(now)
    if before is None:
        return not any(m.is_a("yearago") or (m.time is not None and m.time.kind in AGO) for m in line.found)
    if before.kind in AGO:
        return True
    if after is None or before.kind != after.kind or before.year is None or after.year is None:
        return False
    return (before.year + 1, before.months) == (after.year, after.months) or (before.kind == "month" and line.is_monthly)


def _ends_there(line: Line, end: int) -> bool:
    """Whether nothing behind an amount, up to the next mark, says what it is of: compared with 6.1 billion for Peru."""
    stop = STOP.search(line.sentence.text, end)
    return line.between(end, stop.start() if stop else len(line.sentence.text)) is not None


def is_in_brackets(line: Line, j: Judged) -> bool:
    """Whether an amount stands alone in brackets: it repeats another one, or says by how much something moved."""
    start, end = line.place(j)
    return line.sentence.text[:start].rstrip()[-1:] in BRACKETS and line.sentence.text[end:].lstrip()[:1] in CLOSING


BRACKETS, CLOSING = ("(", "（", "["), (")", "）", "]")


def _tied(line: Line, now: Judged, then: Judged, first: Judged, last: Judged) -> Iterator[Tie]:
    """The rate of two amounts with these; none where several rates could be theirs."""
    (start, inner), (outer, end) = line.place(first), line.place(last)
    found: list[tuple[Judged, int]] = []
    for rate in (j for j in line.figures if j.claim.unit == "percent" and j.claim.kind == "value" and j.claim.indicator.op == "growth"):
        low, high = line.place(rate)
        if inner <= low < outer:
            stop = line.sentence.text[high:outer]
            way, is_theirs = line.direction(inner, low), line.lead(last) != "than" or (line.language == "en" and "," not in stop)
        elif high <= start:
            way, is_theirs = line.direction(low - NEAR // 2, low), _is_joined(line, high, start) and not _others(line, high, start)
        else:
            way, is_theirs = (
                line.direction(end, low),
                _is_behind(line, end, low, line.lead(last)) and not _others(line, end, low, (now, then)),
            )
            is_theirs = is_theirs and _ends_there(line, high)
        if is_theirs and way and not _is_level(line, low) and not goes_on(line, high):
            found.append((rate, way))
    if len(found) == 1 and then.said is not None and now.said is not None and not _is_unscaled(now, then) and (then.said.low or 0) > 0:
        (rate, way), implied = found[0], growth(now.said, then.said)
        assert rate.said is not None
        yield Tie(rate, (now, then), rate.said if _signed(abs(rate.said), way).meets(implied) else implied, spelled=True)


def _is_unscaled(one: Judged, other: Judged) -> bool:
    """Whether one of two amounts lacks its scale word."""
    small, large = sorted((one, other), key=size)
    return size(small) < UNSCALED and is_dwarfed(small, large)


def _signed(rate: Interval, way: int) -> Interval:
    return rate if way > 0 else -rate


def _others(line: Line, start: int, end: int, ends: Sequence[Judged] = ()) -> bool:
    """Whether another figure stands between two places, but for the difference of two amounts."""
    apart = ends[0].said - ends[1].said if len(ends) > 1 and ends[0].said is not None and ends[1].said is not None else None
    others = [j for j in line.figures if start <= line.place(j)[0] < end]
    return any(apart is None or j.said is None or not (j.said.meets(apart) or j.said.meets(-apart)) for j in others)


def _is_joined(line: Line, start: int, end: int) -> bool:
    """Whether nothing parts what stands at both ends of a stretch, and no period in it is of the one alone."""
    found = line.between(start, end)
    return found is not None and not any(m.time is not None and m.time.kind not in AGO for m in found)


def _is_behind(line: Line, start: int, end: int, lead: str | None) -> bool:
    """Whether a rate goes on with the change before it, behind a comma or what it is set against, the period of the last amount aside; not after or against another rate."""
    stop = STOP.search(line.sentence.text, start, end)
    first = stop.end() if stop else start
    if (stop is None and (lead != "than" or line.language == "en")) or not _is_joined(line, first, end):
        return False
    words = line.sentence.text[first:end]
    return line.between(start, end) is not None and not forms_in(words, line.language).every("than", "other-rate")


def _is_level(line: Line, start: int) -> bool:
    """Whether a percentage is where something stands, not by how much it moved: rose to 34 percent, lent at 5 percent."""
    before = [m for m in line.found if m.end <= start]
    return bool(before) and before[-1].value("prep") in ("to", "at") and not line.sentence.text[before[-1].end : start].strip()


def goes_on(line: Line, end: int) -> bool:
    """Whether a rate is one of something that its words go on to name, or of another period: 45 percent of all exports, 12 percent in May."""
    behind = [m for m in line.found if m.start >= end][:2]
    if not behind or behind[0].start - end > 1:
        return False
    if behind[0].value("prep") == "of":
        return True
    return (
        behind[0].value("prep") in ("in", "for", "on") and len(behind) > 1 and behind[1].time is not None and behind[1].time.kind not in AGO
    )


def unscaled(judged: Sequence[Judged], text: str) -> Iterator[tuple[Judged, Decimal]]:
    """Amounts of trade without a scale word in a text whose others have one, with the median of these: a flow is named before each, and nothing behind it that would have a price."""
    figures = [
        j for j in judged if is_money(j.claim.unit) and j.claim.kind in ("value", "change") and j.plain is not None and j.plain.middle
    ]
    sizes = {unit: [size(j) for j in of] for unit, of in grouped((j.claim.unit, j) for j in figures).items()}
    few = [j for j in figures if size(j) < UNSCALED and len(sizes[j.claim.unit]) > LEAST and median(sizes[j.claim.unit]) > TIMES * size(j)]
    if few:
        tied = {id(j) for _, now, then, *_ in _pairs(judged, text) if _is_unscaled(now, then) for j in (now, then)}
        language = language_of(text)
        spans = list(sentences(text, language))
        for j in few[:MOST]:
            sentence = next((s for s in spans if s.start <= _start(j) < s.end), None)
            if id(j) in tied or (sentence is not None and _is_of_trade(Line(sentence, _mentioned(sentence, language), [j], language), j)):
                yield j, median(sizes[j.claim.unit])


def _is_of_trade(line: Line, j: Judged) -> bool:
    """Whether a flow or a balance stands before an amount with decimals, which a fee or a price of so few has seldom, no other figure of a thing right before it, and behind it only what goes
    on with the flow: an end, a period, a preposition."""
    start, end = line.place(j)
    if "." not in j.claim.text.strip("."):
        return False
    before = [m for m in line.found if m.end <= start]
    if not any(m.is_a("flow", "balance") for m in before) or any(m.is_a("other", "unit-price") for m in line.found):
        return False
    if any(m.figure is not None and m.figure.unit not in ("percent", j.claim.unit) and start - m.end < PRICED for m in before):
        return False
    if before and before[-1].value("prep") in PRICES:
        return False
    behind = next((m for m in line.found if m.start >= end), None)
    rest = line.sentence.text[end:].lstrip()
    return (
        not rest
        or not rest[0].isalnum()
        or (behind is not None and not behind.names and not line.sentence.text[end : behind.start].strip())
    )


PRICED = 20
"""Characters between a quantity and an amount within which this is what it cost."""
PRICES = ("at", "for")
"""Prepositions before a price."""


def is_run(claims: Sequence[Judged], text: str) -> bool:
    """Whether amounts stand in one run of words in which each names its own flow or balance, and nothing is named or dated behind the first of them."""
    found = sorted(claims, key=_start)
    start, end = found[0].claim.end or 0, _start(found[-1])
    if (
        end - start > RUN
        or ENDS.search(text[start:end])
        or not all("flow" in j.outright or j.claim.indicator.op == "balance" for j in found)
    ):
        return False
    between = mentioned(text[start:end])
    amounts = sum(m.figure is not None and m.figure.dimension == "money" for m in between)
    if amounts > len(found) - 2 or any(m.names or m.time is not None or m.is_a("proform") for m in between):
        return False
    return are_alike([(_start(j), j.claim.end or 0) for j in found], text)


STOP = re.compile(r"[,;.，；。)）](?!\d)")
DATED = 12
"""Maximum characters between an amount and the period behind it."""
ENDS = re.compile(r"\n|[.!?。！？]\s|[。！？]")
RUN = 220
"""Maximum characters from the first to the last of amounts that one run of words gives."""
