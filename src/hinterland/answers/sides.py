"""Two figures set against each other: how many times one is the other, or which is above; each a cell, or the sum of several regions' cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hinterland.answers import cells, commands, standing
from hinterland.answers.answer import Answer, assumed, said, word
from hinterland.answers.cells import Cell, of
from hinterland.answers.figures import upper
from hinterland.brief.output.figures import span
from hinterland.check.words import amount
from hinterland.codes import Language
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.language.write import name, when
from hinterland.ledger import Ledger
from hinterland.ledger.words import rounded
from hinterland.requests import Request

SEVERAL = ("export", "import")
"""Flows that are named in the plural."""
MANY = Decimal("1.5")
"""From which ratio it is given as a multiple; below it as a percentage."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two figures: its cells, their sum or what it must lie between, what it is called (of what, whose, when), and what is to be said of cells that aren't held."""

    cells: tuple[Cell, ...]
    total: Interval | None
    called: tuple[str, str, str]
    unit: str
    lacking: tuple[str, ...] = ()

    def text(self, language: Language) -> str:
        """Its value in words."""
        assert self.total is not None
        if self.lacking:
            return span(*rounded(self.total.low, self.total.high), self.unit, language)
        return amount(self.total, self.unit, language, of=self.cells[0].claim.indicator)


def answer(indicators: Indicators, r: Request, ledger: Ledger) -> Answer:
    """Answer a request that sets two figures against each other; where one isn't held, by what bounds it, else that it isn't, and what is."""
    language = r.language
    both = [cells.with_flow(side, "assumed:flow:past") for side in r.besides]
    notes = [*r.notes(), *(note for _, own in both for note in own)]
    one, other = (_side(indicators, side, ledger) for side in _dated(indicators, [side for side, _ in both]))
    behind = [*one.cells, *other.cells]
    held = [c for c in behind if c.is_held]
    if any(not side.periods for side in r.besides) and behind:
        notes.append(assumed(behind[-1].period, language))
    if not behind or one.total is None or other.total is None:
        told, is_answered = [*one.lacking, *other.lacking] or [word("computed:none", language)], False
    elif one.unit != other.unit:
        told, is_answered = [word("computed:currencies", language)], False
    else:
        told, is_answered = [*_judged(r, one.total / other.total), _verdict(r, one, other), *one.lacking, *other.lacking], True
    return Answer(
        r,
        "answered" if is_answered else "unheld",
        tuple(dict.fromkeys([*told, *(cells.render(c, language) for c in held)])),
        tuple(cells.row(c, language) for c in held),
        tuple(c.claim for c in held),
        tuple(dict.fromkeys(notes)),
        *commands.ask(r.text),
        commands.asked(r.text),
        cautions=cells.cautions(held, language),
        missing=tuple(dict.fromkeys(c.subject for c in behind if not c.is_held)),
    )


def _dated(indicators: Indicators, both: Sequence[Request]) -> list[Request]:
    """Both sides with a period: the one named, else the newest year that all figures of the sides without one have."""
    open_ = [side for side in both if not side.periods]
    newest = [cells.newest(indicators, side, s, side.flow, 12) for side in open_ for s in side.subjects]
    known = [p for p in newest if p]
    return [side if side.periods or not known else replace(side, periods=(min(known, key=lambda p: p.end),)) for side in both]


def _side(indicators: Indicators, r: Request, ledger: Ledger) -> Side:
    """One side: the figures of its regions and their sum, those that aren't held by what bounds them at both ends."""
    own = cells.ask(indicators, r, [(s, r.flow, p) for p in r.periods for s in r.subjects])
    names = said(r.language, list(dict.fromkeys(name(s, r.language) for s in r.subjects)))
    who = word("sides:together", r.language, names=names) if len(r.subjects) > 1 else names
    called = (cells.described(r, own[0], r.language), who, when(str(own[0].period), r.language)) if own else ("", who, "")
    units = {c.evaluated.evidence.unit for c in own if c.is_held} or {cells.currency(indicators, r, r.subjects[0])}
    parts: list[Interval] = []
    lacking: list[str] = []
    for c in own:
        known = of(c) if c.is_held else standing.bounds_of(indicators, r, c, ledger)
        lacking += [] if c.is_held else cells.missing(indicators, r, c, r.language)[:1]
        parts += [known] if None not in (known.low, known.high) else []
    is_known = len(parts) == len(own) > 0 and len(units) == 1
    total = sum(parts, Interval.exact(Decimal(0))) if is_known else None
    return Side(tuple(own), total, called, next(iter(units)) or "", tuple(lacking))


def _verdict(r: Request, one: Side, other: Side) -> str:
    """What one is of the other, or which is above by how much, as far as their rounding, or what bounds them, tells."""
    assert one.total is not None and other.total is not None
    language, is_bounded = r.language, bool(one.lacking or other.lacking)
    names = {
        "one": upper(_called(one.called, language)),
        "other": _called(other.called, language, one.called, several=one.cells[0].flow in SEVERAL),
    }
    values = {"first": one.text(language), "second": other.text(language)}
    if r.of == "ratio" or r.amount is not None:
        ratio = one.total / other.total
        is_many = ratio.middle is not None and ratio.middle >= MANY
        ratio, unit = (ratio, "ratio") if is_many else (ratio.scaled(100), "percent")
        size = span(*rounded(ratio.low, ratio.high), unit, language) if is_bounded else amount(ratio, unit, language)
        return word("sides:times" if is_many else "sides:percent", language, ratio=size, **names, **values)
    key = "level" if one.total.meets(other.total) else "above" if one.total.above(other.total) else "below"
    gap = abs(one.total - other.total)
    held = amount(gap, one.unit, language, of=one.cells[0].claim.indicator)
    size = span(*rounded(gap.low, gap.high), one.unit, language) if is_bounded else held
    return word(f"sides:{key}", language, gap=size, **names, **values)


def _judged(r: Request, ratio: Interval) -> list[str]:
    """Whether one figure is above, or below, the part of the other that is named."""
    if r.amount is None:
        return []
    part = Interval.exact(r.amount)
    verdict = "plain:supported" if ratio.above(part) == (r.of == "above") else "plain:refuted"
    key = "verdict:unverifiable" if ratio.meets(part) else f"verdict:{verdict}"
    return [word(key, r.language, claim=r.text, data=word("verdict:nothing", r.language))]


def _called(own: Sequence[str], language: Language, first: Sequence[str] | None = None, *, several: bool = False) -> str:
    """What a figure is called, of the second only where it differs from the first: that in another period, another region's."""
    keys = [key for key, mine, its in zip(("what", "who", "when"), own, first or ("", "", ""), strict=True) if mine != its]
    what, who, at = own
    those = word("sides:those" if several else "sides:that", language)
    return word(f"sides:of:{'+'.join(keys)}", language, what=what, who=who, period=at, those=those)
