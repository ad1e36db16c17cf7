"""The claims of a site, each under a permanent address: what is remembered of one, and what becomes of one that no longer arises.

A claim is kept with its evidence, the state it was made in and the briefs that stand on it (`records.py`). When a later generation of the same period and
subjects doesn't make it again, it is superseded: its question is asked anew, and its page says what the data say now. No page is ever taken away.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hinterland import codes
from hinterland.brief.shown import stated
from hinterland.brief.terms import terms
from hinterland.claims.evaluate import Evaluated, evaluate
from hinterland.claims.mine import candidates, choose
from hinterland.claims.news import weights
from hinterland.claims.revisions import question
from hinterland.claims.statement import statement
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.language.write import middle
from hinterland.models import Claim

CONSIDERED = 800
"""How many of the best candidates of all subjects the news is chosen from."""

NEWS = 60
"""Number of claims reported as news: all of them in the feed, the first on the front page."""


@dataclass(frozen=True, slots=True)
class Superseded:
    """That a claim no longer arises: since which state, and what the same question is answered with, if it is."""

    state: int
    now: Claim | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A claim stating its answer, the state and the period of the site it was made in, and the subjects whose briefs stand on it."""

    claim: Claim
    state: int
    period: str
    subjects: tuple[str, ...]
    superseded: Superseded | None = None


def collect(
    made: Iterable[tuple[str, Claim]], before: Mapping[str, Kept], subjects: Collection[str], period: str, state: int
) -> dict[str, Kept]:
    """The claims made now, each under the subjects whose briefs stand on it: those of now, and those written earlier and not anew."""
    found: dict[str, Kept] = {}
    for subject, claim in made:
        old = before.get(claim.id)
        standing = found[claim.id].subjects if claim.id in found else tuple(s for s in old.subjects if s not in subjects) if old else ()
        found[claim.id] = Kept(claim, state, period, tuple(sorted({*standing, subject})))
    return found


def no_longer(
    indicators: Indicators, made: Mapping[str, Kept], before: Mapping[str, Kept], subjects: Collection[str], period: str
) -> dict[str, Kept]:
    """The claims that earlier generations made of this period and these subjects and that don't arise now, with what the data say instead."""
    gone = [k for id_, k in before.items() if id_ not in made and k.period == period and set(k.subjects) <= set(subjects)]
    asked = evaluate(indicators, [question(k.claim) for k in gone])
    state = indicators.engine.state.number
    return {
        k.claim.id: replace(k, superseded=_since(k, stated(e.claim) if e.answer else None, state)) for k, e in zip(gone, asked, strict=True)
    }


def _since(kept: Kept, now: Claim | None, state: int) -> Superseded:
    """Superseded since the state in which this answer was first given instead."""
    was = kept.superseded
    same = was is not None and (was.now and was.now.id) == (now and now.id)
    return Superseded(was.state if was and same else state, now)


def news(indicators: Indicators, subjects: Sequence[str], period: Period) -> list[Evaluated]:
    """What is newsworthy of all subjects together, the best first, none following from another.

    A reader of the whole country reads about the nation's trade: a claim reaches as far as its subject's part of that.
    """
    scored = candidates(indicators, subjects, period, most=CONSIDERED)
    nation = codes.home_of(next(iter(subjects), None)).nation
    reach = _reach(indicators, {c.subject or nation for c, _ in scored}, nation, period)
    weighed = [(c, replace(s, reach=s.reach + reach[c.subject or nation])) for c, s in scored]
    return evaluate(indicators, choose(weighed, NEWS))


def _reach(indicators: Indicators, subjects: Collection[str], nation: str, period: Period) -> dict[str, float]:
    """The bits that a subject's claims lose before a reader of the whole nation, by its part of the nation's trade; of one not held, the most of all."""
    order = sorted({*subjects, nation})
    trade = terms(indicators, nation, period).trade(currency=indicators.currency(nation))
    asked = evaluate(indicators, [statement("value", s, trade, str(period)) for s in order])
    levels = {s: float(middle(e.answer)) for s, e in zip(order, asked, strict=True) if e.answer is not None and middle(e.answer) > 0}
    whole = levels.get(nation, sum(levels.values()))
    bits = {s: min(0.0, weights()["reach"] * math.log2(level / whole)) for s, level in levels.items()}
    return {s: bits.get(s, min(bits.values(), default=0.0)) for s in order}
