"""Where those held stand among all that are asked for: who they are in words, the places each may have by what bounds the others, and who isn't held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hinterland import codes
from hinterland.answers import cells
from hinterland.answers.answer import Row, said, word
from hinterland.answers.cells import Cell, of
from hinterland.check.words import place
from hinterland.codes import Language
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.language import caution
from hinterland.language.phrases import level, phrase
from hinterland.language.write import name, when
from hinterland.ledger import Ledger
from hinterland.models import Flow
from hinterland.requests import Request
from hinterland.requests.vocabulary import scope as usual_scope


def rows(r: Request, picked: Sequence[tuple[int, Cell]], held: list[Cell], unheld: Sequence[Interval]) -> tuple[Row, ...]:
    """Members with their places among those held, the places that they may have among all, and how many are held."""
    out, whole = [], word("held:part", r.language, held=len(held), asked=len(held) + len(unheld))
    for n, c in picked:
        first, last = places_of(c, held, unheld, r)
        mind = tuple(caution(x, r.language) for x in c.evaluated.evidence.cautions)
        out.append(replace(cells.row(c, r.language, n), first_place=first, last_place=last, scope=whole, beware=mind))
    return tuple(out)


def among(r: Request, held: int) -> str:
    """Among whom subjects are compared of which only some are held; empty where all are, or where they are a pair."""
    if r.what != "comparison" or held == len(r.subjects) or len(r.subjects) < 3:
        return ""
    if r.among:
        return scope_text(r.among, held, len(r.subjects), r.language)
    return word("scope:some", r.language, held=held, asked=len(r.subjects))


def compared(indicators: Indicators, r: Request, found: Sequence[Cell], ledger: Ledger) -> tuple[dict[str, Row], list[str]]:
    """The rows of subjects compared in one flow, period and unit with their places, by the ids of their claims, and notes on who isn't held and above whom these may stand."""
    placed: dict[str, Row] = {}
    notes: list[str] = []
    absent: dict[tuple[Flow | None, tuple[str, ...]], list[Cell]] = {}
    for flow, period in dict.fromkeys((c.flow, c.period) for c in found):
        own = [c for c in found if (c.flow, c.period) == (flow, period)]
        held, lacking = [c for c in own if c.is_held], [c for c in own if not c.is_held]
        if lacking and held:
            absent.setdefault((flow, tuple(c.subject for c in lacking)), []).append(lacking[0])
        if len(held) < 2 or len(cells.kinds(held)) > 1:
            continue
        held.sort(key=lambda c: -c.value)
        unheld = [bounds_of(indicators, r, c, ledger) for c in lacking]
        placed |= dict(zip((c.claim.id for c in held), rows(r, list(enumerate(held, 1)), held, unheld), strict=True))
        if open_ := [c for c in held if places_of(c, held, unheld, r)[1] > places_of(c, held, [], r)[1]]:
            about = {"what": cells.described(r, held[0], r.language), "period": when(str(period), r.language)}
            notes.append(word("compare:open", r.language, names=cells.listed_names(open_, r.language), **about))
    for (_, whose), those in absent.items():
        who, at = ([name(s, r.language) for s in whose], [when(str(c.period), r.language) for c in those])
        about = {"who": said(r.language, who), "period": said(r.language, at), "what": cells.described(r, those[0], r.language)}
        notes.append(word("unheld", r.language, **about))
    return placed, notes if len(r.subjects) > 2 else []


def place_of(own: Cell, held: list[Cell], r: Request, language: Language) -> str:
    """The place of a member among those held, a range where others' figures meet its own within rounding."""
    return place(*places_of(own, held, [], r), language)


def places_of(own: Cell, held: list[Cell], unheld: Sequence[Interval], r: Request) -> tuple[int, int]:
    """The first and the last place that a member may have, given the figures of the others held and the bounds of those that aren't."""
    mine = own.evaluated.answer
    assert mine is not None
    others = [c.evaluated.answer for c in held if c is not own and c.evaluated.answer is not None] + [*unheld]
    level = [x for x in others if x.meets(mine)]
    ahead = [x for x in others if not x.meets(mine) and (x.above(mine) if r.order == "desc" else x.below(mine))]
    return 1 + len(ahead), 1 + len(ahead) + len(level)


def bounds_of(indicators: Indicators, r: Request, c: Cell, ledger: Ledger | None) -> Interval:
    """What a figure that isn't held must lie between, open where nothing bounds it."""
    if r.op == "share" and r.whole == "nation":  # Of the bounds of the level.
        plain, whole = replace(r, op="level"), r.among or codes.home_of(c.subject).nation
        [nation] = cells.ask(indicators, plain, [(whole, c.flow, c.period)])
        own = bounds_of(indicators, plain, c, ledger)
        return (own / of(nation)).scaled(100) if nation.is_held else Interval(None, None, True, True)
    series = cells.bounded_series(indicators, r, c)
    bound = ledger.bounds(c.subject, series, c.period) if ledger is not None and series else None
    low, high = (None if end is None else Decimal(str(end)) for end in (bound.low, bound.high)) if bound is not None else (None, None)
    return Interval(low, high, True, True)


def scope_text(scope: str, held: int, asked: int, language: Language) -> str:
    """Whom a ranking goes over, and how many of them are held where some aren't."""
    usual = scope == usual_scope()
    if held == asked:
        return phrase(f"group:{scope}", language, name(scope, language)) if usual else name(scope, language)
    members = level(codes.home_of(scope), language, several=True) if usual else word("plain", language)
    return word("scope:part", language, held=held, asked=asked, scope=members)
