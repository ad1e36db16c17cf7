"""Two figures set against each other: how many times one is the other, or which is above; each a cell, or the sum of several regions' cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hinterland.answers import cells, commands
from hinterland.answers.answer import Answer, assumed, said, word
from hinterland.answers.cells import Cell, of
from hinterland.answers.figures import upper
from hinterland.check.words import amount
from hinterland.codes import Language
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.language.write import name, when
from hinterland.requests import Request

MANY = Decimal("1.5")
"""From which ratio it is given as a multiple; below it as a percentage."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two figures: its cells, their sum, and what it is called: of what, whose, when."""

    held: tuple[Cell, ...]
    total: Interval
    called: tuple[str, str, str]

    @property
    def unit(self) -> str | None:
        """The unit of its cells."""
        return self.held[0].evaluated.evidence.unit

    def text(self, language: Language) -> str:
        """Its value in words."""
        return amount(self.total, self.unit, language, of=self.held[0].claim.indicator)


def answer(indicators: Indicators, r: Request) -> Answer:
    """Answer a request that sets two figures against each other; where one isn't held, that, and what is."""
    language = r.language
    both = [cells.with_flow(side, "assumed:flow:past") for side in r.besides]
    dated, notes = _dated(indicators, [side for side, _ in both]), [*r.notes(), *(note for _, own in both for note in own)]
    asked = [_cells(indicators, side) for side in dated]
    behind = [c for own in asked for c in own]
    if any(not side.periods for side in r.besides) and behind:
        notes.append(assumed(behind[-1].period, language))
    lacking = [
        cells.missing(indicators, side, c, language)[0] for side, own in zip(dated, asked, strict=True) for c in own if not c.is_held
    ]
    held = [c for c in behind if c.is_held]
    if lacking or not all(asked):
        told = lacking or [word("computed:none", language)]
    elif len(cells.kinds(held)) > 1:
        told = [word("computed:currencies", language)]
    else:
        told = [_verdict(r, *(_side(side, own) for side, own in zip(dated, asked, strict=True)))]
    answered = bool(held) and not lacking and len(cells.kinds(held)) == 1
    return Answer(
        r,
        "answered" if answered else "unheld",
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


def _cells(indicators: Indicators, r: Request) -> list[Cell]:
    return cells.ask(indicators, r, [(s, r.flow, p) for p in r.periods for s in r.subjects])


def _side(r: Request, own: Sequence[Cell]) -> Side:
    total = sum((of(c) for c in own), Interval.exact(Decimal(0)))
    names = said(r.language, [name(c.subject, r.language) for c in own])
    who = word("sides:together", r.language, names=names) if len(own) > 1 else names
    called = (cells.described(r, own[0], r.language), who, when(str(own[0].period), r.language))
    return Side(tuple(own), total, called)


def _verdict(r: Request, one: Side, other: Side) -> str:
    """What one is of the other, or which is above by how much, as far as their rounding tells."""
    language = r.language
    names = {"one": upper(_called(one.called, language)), "other": _called(other.called, language, one.called)}
    values = {"first": one.text(language), "second": other.text(language)}
    if r.of == "ratio":
        ratio = one.total / other.total
        is_many = ratio.middle is not None and ratio.middle >= MANY
        size = amount(ratio, "ratio", language) if is_many else amount(ratio.scaled(100), "percent", language)
        return word("sides:times" if is_many else "sides:percent", language, ratio=size, **names, **values)
    key = "level" if one.total.meets(other.total) else "above" if one.total.above(other.total) else "below"
    gap = amount(abs(one.total - other.total), one.unit, language, of=one.held[0].claim.indicator)
    return word(f"sides:{key}", language, gap=gap, **names, **values)


def _called(own: Sequence[str], language: Language, first: Sequence[str] | None = None) -> str:
    """What a figure is called, of the second only where it differs from the first: that in another period, another region's."""
    keys = [key for key, mine, its in zip(("what", "who", "when"), own, first or ("", "", ""), strict=True) if mine != its]
    what, who, at = own
    return word(f"sides:of:{'+'.join(keys)}", language, what=what, who=who, period=at)
