"""Changes that a sentence spells out from one amount to the other ("fell 6.7 percent, from $46.3 billion to $43.7 billion"): the words between the figures tie them, whatever they are of.

Words tell which amount came first: one of the pair stands behind *from*, the other behind *to* or before the rate; 由…增至…, and 较… before a rise or fall. Between what belongs together
stand only periods, directions, hedges and function words, so that nothing else can be meant; a subject, a flow or a name parts them. The amounts are a year apart, or dated by nothing: a
rate on the year before stands beside last month's amount as often as not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from hinterland.check.beside import ENDS, are_alike
from hinterland.check.currencies import is_money
from hinterland.check.judge import Judged
from hinterland.check.line import AGO, BEFORE, KINDS, LEAST, MOST, NEAR, Line, is_other_time, sentences_with_figures, split
from hinterland.check.ties import ALIKE, TIMES, UNSCALED, Tie, is_dwarfed, size
from hinterland.codes.tables import grouped
from hinterland.interval import growth
from hinterland.reading import language_of, mentioned
from hinterland.reading.dates import Dated

AVERAGED = ("cagr", "unit-price", "volume", "quantity-behind", "quantity-word", "forecast", "other")
"""Classes of words in whose sentence a rate is one of another kind: a yearly average, of quantities, at constant prices, of what may come, of something else than trade."""
STOP = re.compile(r"[,;.，；。)）](?!\d)")
DATED = 12
"""Maximum characters between an amount and the period behind it."""
RUN = 220
"""Maximum characters from the first to the last of amounts that one run of words gives."""


def changes(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Rates of change with the amount now and the amount before that their sentence gives beside them; the sign is that of the words."""
    for line, now, then, one, other in pairs(judged, text):
        yield from _tied(line, now, then, one, other)


def pairs(
    judged: Sequence[Judged], text: str, averaged: Sequence[str] = AVERAGED, *, rated: bool = True
) -> Iterator[tuple[Line, Judged, Judged, Judged, Judged]]:
    """Pairs of amounts that words tie, in sentences without words of some classes, with a rate where one is wanted: their sentence, the later and the earlier of them, and both as they stand."""
    for line in sentences_with_figures(judged, text):
        amounts = [j for j in line.figures if is_money(j.unit)]
        if len(amounts) < LEAST or (rated and not any(j.unit == "percent" for j in line.figures)):
            continue
        found = [(a, b) for a, b in pairwise(amounts) if a.unit == b.unit]
        whole = {id(j) for a, b in found if line.lead(a) == "from" and line.lead(b) == "to" for j in (a, b)}
        parts = min((m.start for m in line.found if m.is_a("ofwhich")), default=len(line.text))
        for one, other in ((a, b) for a, b in found if line.place(a)[0] < parts):  # What is set against a part may be that of the whole.
            if (id(one) in whole) == (id(other) in whole) and (ends := _ends(line, one, other, averaged)) is not None:
                yield line, *ends, one, other


def _ends(line: Line, one: Judged, other: Judged, averaged: Sequence[str]) -> tuple[Judged, Judged] | None:
    """The later and the earlier of two amounts a year apart, by the words before them."""
    now, then = (other, one) if line.lead(one) == "from" else (one, other)
    if not _is_led(line, one, other) or line.is_otherwise(*averaged) or line.every("other-measure"):
        return None
    is_whole = now is other
    return (now, then) if _is_year_apart(line, now, then) and (is_whole or _ends_there(line, line.place(other)[1])) else None


def _is_led(line: Line, one: Judged, other: Judged) -> bool:
    """Whether words lead from one of two amounts to the other: from the first to the second, or up to the first from the second; nothing parts them."""
    (first, start), (end, _) = line.place(one), line.place(other)
    leads = line.lead(one), line.lead(other)
    if leads[0] != "to" and any(m.is_a("than") for m in line.found if first - NEAR // 2 < m.start < first):
        return False
    if line.is_in_brackets(one) or line.is_in_brackets(other) or line.between(start, end) is None:
        return False
    return leads == ("from", "to") or (leads[1] in BEFORE and leads[0] not in BEFORE)


def _is_year_apart(line: Line, now: Judged, then: Judged) -> bool:
    """Whether the earlier of two amounts is dated a year before, or by nothing: a rate is on the year before unless it says otherwise."""
    before, after = _time(line, then), _time(line, now)
    if before is None:
        return not any(m.is_a("yearago") or (m.time is not None and m.time.kind in AGO) for m in line.found)
    if before.kind in AGO:
        return True
    if after is None or before.kind != after.kind or before.year is None or after.year is None:
        return False
    is_monthly = before.kind == "month" and any(m.is_a("monthago") for m in line.found)
    is_yearly = any(m.is_a("yearago") or (m.time is not None and m.time.kind in AGO) for m in line.found)
    is_told = line.lead(then) == "from" and not is_yearly  # A rise to May's from April's is one on April.
    return (before.year + 1, before.months) == (after.year, after.months) or is_monthly or is_told


def _time(line: Line, j: Judged) -> Dated | None:
    """The period of an amount: the one right behind it, or between it and the word that leads to it."""
    start, end = line.place(j)
    behind = line.behind(end)
    if behind is not None and behind.value("prep") in ("in", "for", "of"):
        behind = line.behind(behind.end)
    if behind is not None and behind.time is not None and behind.start - end < DATED and "," not in line.text[end : behind.start]:
        return behind.time
    before = next((m for m in reversed(line.found) if m.end <= start and m.value("prep") != "of"), None)
    return before.time if before is not None and start - before.end <= 2 and line.language == "zh" else None


def _ends_there(line: Line, end: int) -> bool:
    """Whether nothing behind an amount, up to the next mark, says what it is of: compared with 6.1 billion for Peru."""
    stop = STOP.search(line.text, end)
    return line.between(end, stop.start() if stop else len(line.text)) is not None


def _tied(line: Line, now: Judged, then: Judged, first: Judged, last: Judged) -> Iterator[Tie]:
    """The rate of two amounts with these; none where several rates could be theirs."""
    (start, inner), (outer, end) = line.place(first), line.place(last)
    lead, found = line.lead(last), []
    for rate in (j for j in line.figures if (j.unit, j.kind, j.op) == ("percent", "value", "growth")):
        low, high = line.place(rate)
        if inner <= low < outer:
            way = line.direction(inner, low)
            is_theirs = lead != "than" or (line.language == "en" and "," not in line.text[high:outer])
        elif high <= start:
            way = line.direction(low - NEAR // 2, low)
            is_whole = (line.lead(first), lead) == ("from", "to")
            is_theirs = _is_joined(line, high, start, may_be_dated=is_whole) and not _others(line, high, start)
        else:
            way = line.direction(end, low)
            is_theirs = _is_behind(line, end, low, lead) and not _others(line, end, low, (now, then)) and _ends_there(line, high)
        if is_theirs and way and not _is_level(line, low) and not line.goes_on(high):
            found.append((rate, way))
    if len(found) == 1 and not _is_unscaled(now, then) and (then.number.low or 0) > 0:
        (rate, way), implied = found[0], growth(now.number, then.number)
        told = abs(rate.number) if way > 0 else -abs(rate.number)
        yield Tie(rate, (now, then), rate.number if told.meets(implied) else implied, spelled=True)


def _is_unscaled(one: Judged, other: Judged) -> bool:
    """Whether one of two amounts lacks its scale word."""
    small, large = sorted((one, other), key=size)
    return size(small) < UNSCALED and is_dwarfed(small, large)


def _others(line: Line, start: int, end: int, ends: Sequence[Judged] = ()) -> bool:
    """Whether another figure stands between two places, but for the difference of two amounts."""
    apart = ends[0].number - ends[1].number if ends else None
    others = [j.number for j in line.figures if start <= line.place(j)[0] < end]
    return any(apart is None or not (x.meets(apart) or x.meets(-apart)) for x in others)


def _is_joined(line: Line, start: int, end: int, *, may_be_dated: bool = False) -> bool:
    """Whether nothing parts what stands at both ends of a stretch, and no period in it is of the one alone."""
    found = line.between(start, end)
    return found is not None and (may_be_dated or not any(map(is_other_time, found)))


def _is_behind(line: Line, start: int, end: int, lead: str | None) -> bool:
    """Whether a rate goes on with the change before it, behind a comma or what it is set against, the period of the last amount aside; not after or against another rate."""
    stop = STOP.search(line.text, start, end)
    first = stop.end() if stop else start
    if (stop is None and (lead != "than" or line.language == "en")) or not _is_joined(line, first, end):
        return False
    return line.between(start, end) is not None and not line.says(first, end, "than", "other-rate")


def _is_level(line: Line, start: int) -> bool:
    """Whether a percentage is where something stands, not by how much it moved: rose to 34 percent, lent at 5 percent."""
    before = [m for m in line.found if m.end <= start][-1:]
    return any(m.value("prep") in ("to", "at") and line.is_blank(m.end, start) for m in before)


def unscaled(judged: Sequence[Judged], text: str) -> Iterator[tuple[Judged, Decimal]]:
    """Amounts of trade without a scale word in a text whose others have one, with the median of these: a flow is named before each, and nothing behind it that would have a price."""
    figures = [j for j in judged if is_money(j.unit) and j.kind in KINDS and j.middle]
    typical = {unit: median(map(size, of)) for unit, of in grouped((j.unit, j) for j in figures).items() if len(of) > ALIKE}
    few = [j for j in figures if size(j) < UNSCALED and typical.get(j.unit, 0) > TIMES * size(j)]
    if few:
        lines = list(sentences_with_figures(judged, text))
        beside = [(line, a, b) for line in lines for a, b in pairwise(line.figures) if a.unit == b.unit and is_money(a.unit)]
        tied = {id(j) for line, a, b in beside if _is_unscaled(a, b) and _is_led(line, a, b) for j in (a, b)}
        language = language_of(text)
        for j in few[:MOST]:
            line = next((Line(s, [j], language, kept) for s, kept in split(text, language) if s.start <= j.start < s.end), None)
            if id(j) in tied or (line is not None and _is_of_trade(line, j)):
                yield j, typical[j.unit]


def _is_of_trade(line: Line, j: Judged) -> bool:
    """Whether a flow or a balance stands before an amount with decimals, which a fee or a price of so few has seldom, no other figure of a thing right before it, and behind it only what goes
    on with the flow: an end, a period, a preposition."""
    start, end = line.place(j)
    before = [m for m in line.found if m.end <= start]
    if "." not in j.text.strip(".") or not any(m.is_a("flow", "balance") for m in before):
        return False
    if any(m.is_a("other", "unit-price") for m in line.found) or before[-1].value("prep") in ("at", "for"):
        return False
    if any(m.figure is not None and m.figure.unit not in ("percent", j.unit) and start - m.end < PRICED for m in before):
        return False
    behind, rest = line.behind(end), line.text[end:].lstrip()
    return not rest or not rest[0].isalnum() or (behind is not None and not behind.names and line.is_blank(end, behind.start))


PRICED = 20
"""Characters between a quantity and an amount within which this is what it cost."""


def is_run(claims: Sequence[Judged], text: str) -> bool:
    """Whether amounts stand in one run of words in which each names its own flow or balance, and nothing is named or dated behind the first of them."""
    found = sorted(claims, key=lambda j: j.start)
    start, end = found[0].end, found[-1].start
    if end - start > RUN or ENDS.search(text[start:end]) or not all("flow" in j.outright or j.op == "balance" for j in found):
        return False
    between = mentioned(text[start:end])
    amounts = sum(m.is_figure("money") for m in between)
    if amounts > len(found) - 2 or any(m.names or m.time is not None or m.is_a("proform") for m in between):
        return False
    return are_alike([(j.start, j.end) for j in found], text)
