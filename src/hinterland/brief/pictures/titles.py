"""Titles: what a picture shows, said as a claim, with the brief's own claims where it has them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hinterland.brief.pictures.desk import Desk, Figure
from hinterland.brief.pictures.words import words
from hinterland.brief.printed import centre, is_rough
from hinterland.brief.values import place
from hinterland.brief.words import words as words_of_briefs
from hinterland.claims import Evaluated
from hinterland.codes import Language
from hinterland.interval import Interval
from hinterland.language import sentence
from hinterland.language.write import middle, numbers_of, what

FIGURES: dict[Language, int] = {"en": 5, "zh": 6}
"""Figures of an amount in a title, as in the text of a brief."""

NATIONS = Decimal(10) ** 13
"""From this amount on, which only nations and large groups reach, four figures say enough: 45.47 trillion, 25.70万亿元."""


def money(x: Interval, language: Language, unit: str) -> str:
    """An amount: `1.0136 trillion yuan`, 10135.6亿元."""
    value = middle(x)
    text: str = numbers_of(language).money(x, value, unit, 4 if value >= NATIONS else FIGURES[language])
    return text


def amount(desk: Desk, e: Evaluated | None, figure: Figure) -> str:
    """An amount as the text prints its claim, where there is one; else that of a figure."""
    return desk.amount(e) if desk.amount and e else money(figure.interval, desk.language, desk.currency)


def percent(x: Interval, language: Language) -> str:
    """A rate without its direction."""
    text: str = numbers_of(language).percent(x, middle(x))
    return text


def moved(x: Interval, language: Language, claim: Evaluated | None = None) -> str:
    """`rose 17.3%`, `fell 4.2%`, `was unchanged`; 同比增长17.3%; of a rough `claim` as the text has it: `rose about 13%`."""
    v = middle(x)
    key = "flat" if abs(v) < Decimal("0.05") else "rose" if v > 0 else "fell"
    rate = percent(x, language)
    if claim and is_rough(claim):
        rate = words_of_briefs("about", language, amount=numbers_of(language).percent(x, centre(claim)))
    return words(key, language, rate=rate)


def moved_to(desk: Desk, level: Figure, growth: Figure | None, when: str, own: list[Evaluated]) -> str:
    """`Anhui's trade rose 17.3% to 1.0136 trillion yuan in 2025`; without growth, what it came to. `own` are the claims of it."""
    values = {"amount": amount(desk, next((e for e in own if e.claim.indicator.op == "level"), None), level), "when": when}
    claim = next((e for e in own if e.claim.indicator.op == "growth"), None)
    stated = claim.answer if claim and claim.answer else growth.interval if growth else None
    if stated is None:
        return desk.words("title:level", **values)
    return desk.words("title:moved", moved=moved(stated, desk.language, claim), **values)


def slice_moved_to(desk: Desk, level: Evaluated, growth: Evaluated | None) -> str:
    """The same of a product or partner: `Anhui's exports of the new three rose 107.8% to 101.83 billion yuan in 2025`."""
    assert level.answer is not None
    size = desk.amount(level) if desk.amount else money(level.answer, desk.language, level.evidence.unit or desk.currency)
    values = {"what": what(level.claim, desk.language), "amount": size}
    if growth is None or growth.answer is None:
        return desk.words("title:slice", **values)
    return desk.words("title:slice-moved", moved=moved(growth.answer, desk.language), **values)


def sentence_of(desk: Desk, e: Evaluated | None) -> tuple[str, list[Evaluated]] | None:
    """A claim's own sentence; a list of names at its end is dropped, since the picture shows them."""
    if e is None:
        return None
    assert e.answer is not None
    stated = e.claim.model_copy(update={"low": e.answer.low, "high": e.answer.high, "unit": e.evidence.unit})
    return sentence(stated, desk.language)[:-1].split("（" if desk.zh else ": ")[0], [e]


def crossed(desk: Desk) -> Evaluated | None:
    """That the subject was the first of a scope to pass a mark, of the widest that it was."""
    firsts = [e for e in desk.found.all("first", subject=desk.subject, period=str(desk.period)) if place(e) == 1]
    return max(firsts, key=lambda e: e.claim.scope == desk.home.peers, default=None)


def threshold(desk: Desk) -> Decimal | None:
    """The mark that the brief speaks of: the one that its subject was first to pass, or that of whose members it counts those above."""
    found = crossed(desk) or (desk.found.one("count", period=str(desk.period)) if desk.members else None)
    return found.claim.relation.threshold if found is not None else None


def round_amount(desk: Desk, mark: Decimal | float) -> str:
    """A mark as a round amount: `1 trillion yuan`."""
    text: str = numbers_of(desk.language).round_amount(Decimal(mark), desk.currency)
    return text


def line(desk: Desk, mark: Decimal | float) -> str:
    """What the line of a mark in a chart stands for: `the 1 trillion yuan mark`."""
    return desk.words("mark", amount=round_amount(desk, mark))


def own(desk: Desk, op: str, **wanted: Any) -> Evaluated | None:
    """The subject's own level or growth of trade in the period, as a claim."""
    return desk.found.one("value", op, **{"subject": desk.subject, "period": str(desk.period)} | wanted)
