"""Quantities with their value and their price a unit in one run of words (15,824 tonnes for 21.8 million dollars, at 1,378 dollars/tonne): the three make one another, whatever is traded.

A price is an amount with a unit behind a stroke or words for each (a tonne, 每公斤), the one that the quantity has or one of its kind. Prices are
averages that were rounded or worked out from others, so that only a power of ten accuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from hinterland.check.beside import MARK, unknown_words
from hinterland.check.currencies import is_money
from hinterland.check.digits import shift
from hinterland.check.judge import Judged
from hinterland.check.line import is_other_time
from hinterland.check.ties import Tie
from hinterland.interval import Interval
from hinterland.reading import language_of, mentioned
from hinterland.reading.lexicon import forms, forms_in

NEAR, MOST = 160, 6
"""Maximum characters, and figures, from a price back to its quantity and value."""
SHARP = Decimal("0.02")
"""The width of a figure against its size up to which another one hardly fits it by chance but for a power of ten."""
SHORT = 12
"""Maximum characters of the words for each and the unit behind them."""
LARGE = 10_000
"""The least scale that is never the beginning of a unit."""
_UNIT = re.compile(r"\s?/\s?([^\W\d_]+)")
_COMMA = re.compile(r"[,;.:，；。：（(]")
_UNIT_WORD = re.compile(r"\s+([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+$")


def prices(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Values that are a power of ten of what the quantity and the price beside them make."""
    figures = sorted((j for j in judged if j.middle and j.unit != "percent"), key=lambda j: j.start)
    for n, price in enumerate(figures):
        unit = _unit(text, price)
        if unit is None:
            continue
        few = figures[max(0, n - MOST) : n]
        before = [j for j in few if price.start - j.end <= NEAR and "\n" not in text[j.end : price.start]]
        values = [j for j in before if j.unit == price.unit]
        if values and _unit(text, values[-1]) is not None:
            continue  # It is set against the price before.
        if values and _UNIT.match(text, price.end) is None and not _is_led(text[values[-1].end : price.start]):
            continue
        quantities = [j for j in before if _times(j, unit) is not None]
        if values and not _is_dated(text, quantities, values[-1], price):
            yield from _slipped(values[-1], quantities, price, unit)


def _unit(text: str, j: Judged) -> str | None:
    """The unit that an amount is the price of: behind a stroke, or the words for each."""
    if not is_money(j.unit):
        return None
    start, end = j.start, j.end
    if (found := _UNIT.match(text, end)) is not None:
        return found[1]
    joint = forms_in(text[end : end + SHORT], "en").at(1, "unit-joint") if text[end : end + 1] == " " else None
    word = _UNIT_WORD.match(text, end + joint.end) if joint is not None else None
    if word is not None:
        return word[1]
    lead = text[max(0, start - SHORT) : start]
    led = forms_in(lead, "zh").every("unit-joint")
    return lead[led[-1].end :] or None if led else None


def _is_led(between: str) -> bool:
    """Whether nothing but words for a price leads from a value to the price of each, in words: at an average price of, 均价每公斤."""
    language = language_of(between)
    words = forms_in(between, language)
    known = [(f.start, f.end) for f in words.every("price-lead", "unit-joint", "hedge", "weight")]
    known += [(m.start, m.end) for m in mentioned(between) if m.time is not None or m.is_a("prep", "article", "level")]
    return bool(words.every("price-lead")) and not unknown_words(between, language, known)


def _word(j: Judged) -> str:
    """The unit of a quantity, a word for ten thousands and the like before it aside."""
    word = _WORD.search(j.text)
    scales = "".join(form for form, value in forms("zh", "scale").items() if len(form) == 1 and int(value) >= LARGE)
    return "" if word is None else word[0] if word[0].isascii() else word[0].lstrip(scales)


def _times(j: Judged, unit: str) -> Decimal | None:
    """How many units of a price the unit of a quantity is; None where they are none of one kind."""
    word = _word(j)
    if not word or is_money(j.unit):
        return None
    if word.startswith(unit) if word.isascii() else unit.startswith(word):
        return Decimal(1)
    weights = forms("en" if word.isascii() else "zh", "weight")
    return Decimal(weights[word]) / Decimal(weights[unit]) if word in weights and unit in weights else None


def _is_dated(text: str, quantities: Sequence[Judged], value: Judged, price: Judged) -> bool:
    """Whether the words beside a value name a period of its own, so that the quantity is another one's, where a mark parts the two."""
    between = text[quantities[-1].end : value.start] if quantities else ","
    if not _COMMA.search(between) and not any(m.is_a("and") or m.time is not None for m in mentioned(between)):
        return False
    place = value.start
    start = max((m.end() for m in MARK.finditer(text, max(0, place - NEAR), place)), default=max(0, place - NEAR))
    own = mentioned(text[start:place])
    last = max((m.end for m in own if m.figure is not None and m.time is None), default=0)
    end = value.end
    stop = MARK.search(text, end)
    beside = [m for m in own if m.start >= last] + mentioned(text[end : stop.start() if stop else price.start])
    return any(is_other_time(m) and not m.is_a("monthago") for m in beside)


def _slipped(value: Judged, quantities: Sequence[Judged], price: Judged, unit: str) -> Iterator[Tie]:
    assert value.plain is not None and price.plain is not None
    made = [(q, (q.plain * price.plain).scaled(times)) for q in quantities if q.plain is not None and (times := _times(q, unit))]
    if _is_sharp(value.plain) and not any(m.meets(value.plain) for _, m in made):
        yield from (Tie(value, (q, price), m, spelled=True) for q, m in made if _is_sharp(m) and shift(m, value.plain))


def _is_sharp(x: Interval) -> bool:
    """Whether a figure is known so well that one fits it hardly by chance but for a power of ten."""
    middle = x.middle
    return x.width is not None and middle is not None and x.width < SHARP * abs(middle)
