"""Tables in a text: the rows that head a cell, and the unit that its heads give a bare number.

A cell's unit stands in the head of its column or row (出口额（亿美元）, US$ bn), else in the line that heads the table (单位：万美元).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise, zip_longest
from math import prod

from hinterland.codes import Language
from hinterland.reading.lexicon import forms, forms_in
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.numbers import Figure

CAPTION = 3
"""Maximum sentences before a table in which its unit is looked for."""
HUNDREDS = re.compile(r"(?<!\d)(?:1|['’])(0+)(?!\d)")


def heads(parsed: Sequence[Parsed]) -> Iterator[list[int]]:
    """For each sentence those that head it: its table's first rows, and the last heading before it."""
    heading: int | None = None
    top: list[int] = []
    for one in parsed:
        kind = one.sentence.kind
        if kind != "row":
            top = []
        elif not top or (len(top) < 2 and one.number == top[-1] + 1 and not any(m.figure is not None for m in one.mentions)):
            top = [*top, one.number]
        yield [n for n in (*top, *([] if heading is None else [heading])) if n < one.number]
        if kind == "heading" or _only_names(one):
            heading = one.number


SHORT = {"en": 40, "zh": 12}
"""Maximum characters of a sentence that is no more than a name: (2)乳清。"""


def _only_names(parsed: Parsed) -> bool:
    """Whether a sentence only names what those behind it are of."""
    text = parsed.text.strip()
    if parsed.sentence.kind == "row" or not 2 < len(text) <= SHORT[parsed.language]:
        return False
    return all(m.names or (m.figure is not None and m.figure.dimension == "bare" and m.figure.unit != "scaled") for m in parsed.mentions)


def cell(parsed: Parsed, number: int) -> str:
    """The text of a row's cell in lower case, empty where it has none."""
    starts = parsed.sentence.clauses[number : number + 2]
    return parsed.text[starts[0] : starts[1] if len(starts) > 1 else None].lower() if starts else ""


def give_units(parsed: Sequence[Parsed]) -> None:
    """Give the bare numbers of tables the unit that their heads state."""
    for one, above in zip(parsed, heads(parsed), strict=True):
        if one.sentence.kind != "row":
            continue
        rows = [parsed[n] for n in above if parsed[n].sentence.kind == "row"]
        caption = _caption(parsed, rows[0].number if rows else one.number)
        for m in one.mentions:
            if m.figure is None or not m.clause:
                continue
            above_it = [cell(r, m.clause) for r in rows]
            if m.figure.dimension == "bare":
                _give(m.figure, above_it, cell(one, 0), caption, one.language)
            elif m.figure.dimension == "money" and _factor(one.written(m), one.language) == 1:
                _scale(m.figure, next((f for text in (*above_it, caption) if (f := _factor(text, one.language)) > 1), Decimal(1)))


LEAST_AMOUNT = 100_000_000
"""The least number of a scale that is an amount of money where nothing is named that it counts."""


def give_currency(parsed: Sequence[Parsed]) -> None:
    """Give the numbers of a scale that state no unit (passed 2万亿, up from 18.83 billion) the thing named right behind them, else the currency of the document's amounts where it is one."""
    amounts = Counter(m.figure.unit for p in parsed for m in p.mentions if m.figure is not None and m.figure.dimension == "money")
    usual = next(iter(amounts)) if len(amounts) == 1 else None
    for one in parsed:
        for m, behind in zip_longest(one.mentions, one.mentions[1:]):
            if m.figure is None or m.figure.dimension != "bare" or m.figure.unit != "scaled":
                continue
            near = behind is not None and one.is_blank(m.end, behind.start)
            if near and behind.is_name("product"):
                m.figure.dimension, m.figure.unit, m.figure.noun = "quantity", "units", one.written(behind)
            elif usual is not None and m.figure.value >= LEAST_AMOUNT and not _counts(one, m):
                m.figure.dimension, m.figure.unit = "money", usual


def _counts(parsed: Parsed, mention: Mention) -> bool:
    """Whether a noun that nobody knows stands right behind a number."""
    text, end = parsed.text, mention.end
    if parsed.language == "zh":
        known = any(o.start == end for o in parsed.mentions) or forms_in(text, "zh").at(end, "mark", "generic") is not None
        return text[end : end + 1].isalpha() and not known
    word = WORD.match(text, end)
    return word is not None and not any(o.start == word.start(1) for o in parsed.mentions) and word[1] not in forms("en", "function")


WORD = re.compile(r"[ -]([a-z][a-z-]+)")


def _give(figure: Figure, column: list[str], row: str, caption: str, language: Language) -> None:
    """Give a bare number the unit of its heads."""
    if any(form in text for text in column for form in forms(language, "percent")):
        figure.dimension, figure.unit, figure.headed = "percent", "percent", True
    elif not any(form in row for form in forms(language, "percent")):
        found = next((unit for text in (*column, row, caption) if (unit := money_in(text, language)) is not None), None)
        if found is not None:
            figure.dimension, figure.unit, figure.headed = "money", found[0], True
            _scale(figure, found[1])


def _scale(figure: Figure, factor: Decimal) -> None:
    figure.value, figure.precision = figure.value * factor, figure.precision * factor


def _caption(parsed: Sequence[Parsed], first: int) -> str:
    """The line before a table that states a unit, empty where none does."""
    lines = (parsed[n].text.lower() for n in range(first - 1, max(-1, first - 1 - CAPTION), -1) if parsed[n].sentence.kind != "row")
    return next((line for line in lines if _states_unit(line, parsed[first].language)), "")


def _states_unit(line: str, language: Language) -> bool:
    """Whether a line says in what unit a table's figures are: by a word for it, or with a currency and a scale right beside each other and no figure of its own."""
    if any(form in line for form in forms(language, "unit-lead")):
        return True
    words = forms_in(line, language).chosen("currency", "scale")
    return any(
        a.cls != b.cls and b.start - a.end <= BESIDE and not line[a.start - 2 : a.start].strip().isdigit() for a, b in pairwise(words)
    )


BESIDE = 4
"""Maximum characters between a currency and its scale: billions of dollars."""


@cache
def money_in(text: str, language: Language) -> tuple[str, Decimal] | None:
    """The currency that words name, and how much one unit is: US$ bn, 万美元, 100 million yuan; None where they name none."""
    words = forms_in(text, language).chosen("currency", "scale")
    money = [w for w in words if w.cls == "currency"]
    if not money:
        return None
    return money[-1].value, _factor(text, language)


@cache
def _factor(text: str, language: Language) -> Decimal:
    """How much the words for a scale in a text come to: 10,000 of 万, 100 million; one where there are none."""
    factor = prod((Decimal(w.value) for w in forms_in(text, language).chosen("currency", "scale") if w.cls == "scale"), start=Decimal(1))
    hundreds = HUNDREDS.search(text)
    return factor * (Decimal(10) ** len(hundreds[1]) if hundreds is not None and (factor > 1 or text[hundreds.start()] != "1") else 1)
