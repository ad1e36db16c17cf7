"""Mining: what is news about a subject in a period.

Generators propose candidates (the `sql/generate.sql` of each kind that has one), the evaluators answer them, the scoring weighs them, all as SQL over
sets. What is left is chosen one by one for the bits it adds to those before it: a claim that follows from one already chosen adds none, one that turns
on the same cell less. The chosen are evaluated once more, each with its evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.claims import kinds
from hinterland.claims.entailment import entails, retells, same_cell
from hinterland.claims.evaluate import COLUMNS, PART_COLUMNS, Evaluated, answer_needs, bound, evaluate, list_members
from hinterland.claims.news import Score, hand_over, weights
from hinterland.claims.statement import statement as state
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.indicators.resolve import HOMES, home_row
from hinterland.models import Claim, Indicator, Relation
from hinterland.warehouse.engine import Engine, literal

PACKAGE = "hinterland.claims"

CONSIDERED = 400
"""How many of the best candidates the choice is made from."""

ECHO = 0.5
"""What remains of a claim's surprise when one on the same cell is chosen already: each halves it again."""

TIRED = 0.3
"""The bits that a claim loses with each claim chosen on the same cell from the second on: the reader has heard of it."""

NAMED = 0.4
"""The part of a claim's cost and of its reach that is paid for naming what it speaks of, once for all figures of a cell."""


WINDOWED = ("first", "record")
"""The kinds whose base is a window: since when something is a first, in which it is a record."""

SPANS = {"first_month": "integer", "last_month": "integer", "currency": "string"}
"""The periods asked about, and the currency that levels are looked for in."""


@dataclass(frozen=True, slots=True)
class Mined:
    """A claim with its answer, its score, and what the score was alone, before others were chosen."""

    evaluated: Evaluated
    score: float
    alone: Score

    @property
    def claim(self) -> Claim:
        """The claim with its evidence."""
        return self.evaluated.claim


@dataclass(frozen=True, slots=True)
class Picked:
    """A claim chosen as news: the bits it adds to those chosen before it, and its score alone. Its evidence is yet to be asked for."""

    claim: Claim
    score: float
    alone: Score


def mine(indicators: Indicators, subject: str, period: Period, *, top: int = 20) -> list[Mined]:
    """The most newsworthy claims of a subject in a period, best first, none following from another."""
    picked = pick(indicators, subject, period, top=top)
    return with_evidence(picked, evaluate(indicators, [p.claim for p in picked]))


def pick(indicators: Indicators, subject: str, period: Period, *, top: int = 20) -> list[Picked]:
    """What `mine` finds, before its evidence is asked for: whoever has other claims to evaluate asks for all of it at once."""
    month = _last_month(indicators, subject, period)
    score_all(indicators, [subject], period, *([month] if month else []))
    found = _best(indicators, period)
    if month is not None:
        found += [(c, s) for c, s in _best(indicators, month, share=min(1.0, month.months / period.months)) if _plain(c)]
    return [Picked(*p) for p in choose(sorted(found, key=lambda f: (-f[1].total, f[0].id))[:CONSIDERED], top)]


def with_evidence(picked: Sequence[Picked], evaluated: Sequence[Evaluated]) -> list[Mined]:
    """The claims picked, with their answers."""
    return [Mined(e, p.score, p.alone) for e, p in zip(evaluated, picked, strict=True)]


def candidates(
    indicators: Indicators, subjects: Sequence[str], period: Period, *, share: float = 1.0, most: int = CONSIDERED
) -> list[tuple[Claim, Score]]:
    """The best-scored candidates of some subjects in a period, each with its answer as its own interval, not yet chosen among."""
    score_all(indicators, subjects, period)
    return _best(indicators, period, share=share, most=most)


def _best(indicators: Indicators, period: Period, *, share: float = 1.0, most: int = CONSIDERED) -> list[tuple[Claim, Score]]:
    """The best-scored of a period among the candidates in the table `scored`."""
    rows = indicators.engine.fetch(
        f"SELECT * FROM scored WHERE first_month = {period.start} AND last_month = {period.end} ORDER BY score DESC, claim LIMIT {int(most)}"
    )
    return [_claim(row, share) for row in rows]


def score_all(indicators: Indicators, subjects: Sequence[str], *periods: Period) -> None:
    """Leave all candidates of some subjects and periods in the table `scored`: proposed, answered and weighed without leaving the engine."""
    engine = indicators.engine
    engine.settle_begun()
    indicators.include(subjects)
    bound(indicators)
    homes = {s: _home(s, subjects[0]) for s in subjects}
    homes |= {h.nation: h for h in homes.values()}
    engine.put("subjects", {"subject": "string"}, [(s,) for s in homes])
    engine.put("subject_homes", HOMES, [home_row(s, h) for s, h in homes.items()])
    engine.settle("claim_parts", PART_COLUMNS, [])
    hand_over(engine)
    currency = indicators.currency(subjects[0])
    engine.put("spans", SPANS, [(p.start, p.end, currency) for p in dict.fromkeys(periods)])
    engine.script(PACKAGE, "candidates")
    proposing = kinds.generating()
    columns = ", ".join(columns_of([c for c in COLUMNS if c not in ("claim", "kind", "window_first")]))
    generated = " UNION ALL ".join(
        f"SELECT '{kind.name}' AS kind, {columns}, CAST({'base_first' if kind.name == 'record' else 'NULL'} AS INTEGER) AS window_first "
        f"FROM ({generator}) AS g "
        f"WHERE subject IN ({_quoted(subjects)})"
        for kind in proposing
        for generator in _generators(kind, periods)
    )
    engine.make("claims", f"SELECT row_number() OVER () AS claim, * FROM (SELECT DISTINCT * FROM ({generated}) AS g) AS d")
    engine.drop("marks", "landmarks", "rates_held")
    list_members(engine)
    direct = [engine.beside(_answered(kind)) for kind in proposing if kind.direct]
    answer_needs(engine)
    for done in (*(engine.beside(_answered(kind)) for kind in proposing if not kind.direct), *direct):
        done()
    engine.make("evaluated", " UNION ALL ".join(f"SELECT * FROM answered_{kind.name}" for kind in proposing))
    engine.drop(*(f"answered_{kind.name}" for kind in proposing), "answers", "claim_needs", "claim_members")
    engine.script(PACKAGE, "score")


def _answered(kind: kinds.Kind) -> Callable[[Engine], None]:
    """Leaves the answers to a kind's claims in a table of its own."""
    ends = ", ".join(f"CAST({end} AS DOUBLE) AS {end}" for end in ("low", "high", "widest_low", "widest_high"))
    return lambda engine: engine.make(
        f"answered_{kind.name}", f"SELECT claim, {ends}, unit, asked, held, how FROM ({kind.evaluator}) AS answered"
    )


def columns_of(columns: Sequence[str]) -> list[str]:
    """The columns of a generator, cast to the types of the table of claims."""
    types = {"string": "VARCHAR", "integer": "INTEGER", "decimal(28,6)": "DOUBLE"}
    return [f"CAST({c} AS {types[COLUMNS[c]]}) AS {c}" for c in columns]


def _generators(kind: kinds.Kind, periods: Sequence[Period]) -> list[str]:
    """The generator of a kind; once for each period where it names the months itself."""
    return list(dict.fromkeys(kind.generator.replace(":first", str(p.start)).replace(":last", str(p.end)) for p in periods))


def _quoted(subjects: Sequence[str]) -> str:
    return ", ".join(literal(s) for s in subjects)


def _claim(row: dict[str, Any], share: float) -> tuple[Claim, Score]:
    """A scored row as a claim and its score; `share` is how much of the subject's trade its period covers."""
    import math

    whole = row["unit"] in ("rank", "count")
    low, high = _end(row["low"]), _end(row["high"])
    base = Period(row["base_first"], row["base_last"]) if row["base_first"] else None
    relation = Relation(
        test="=" if row["test"] is None else row["test"],
        threshold=None if row["threshold"] is None else _end(row["threshold"]),
        order=row["ord"] if row["kind"] in ("rank", "record") else None,
        versus=row["versus"],
        base_period=str(base) if base and row["kind"] not in WINDOWED else None,
        window=str(base) if base and row["kind"] in WINDOWED else None,
    )
    indicator = Indicator(**{k: row[k] for k in Indicator.model_fields})
    claim = state(
        row["kind"],
        row["subject"],
        indicator,
        str(Period(row["first_month"], row["last_month"])),
        scope=row["scope"],
        relation=relation,
        low=low,
        high=low if whole and high is not None else high,
        unit=row["unit"],
    )
    if row["kind"] == "record":
        share = 1.0  # It speaks of every period in its window.
    less = 0.0 if share >= 1 else weights()["reach"] * math.log2(share)
    return claim, Score(
        row["surprise"],
        row["movement"],
        row["rarity"],
        row["tried"],
        row["cost"],
        row["share"] * share,
        row["reach"] + less,
        row["score"] + less,
        row["shape"],
    )


def _end(value: float | None) -> Decimal | None:
    return None if value is None else round(Decimal(str(value)), 6)


def choose(scored: Sequence[tuple[Claim, Score]], top: int) -> list[tuple[Claim, float, Score]]:
    """Choose greedily for the bits each claim adds to those chosen before it; what follows from one of them, or says it again, adds none."""
    left = [(claim, score, score.total) for claim, score in scored]
    chosen: list[tuple[Claim, float, Score]] = []
    while left and len(chosen) < top:
        place = max(range(len(left)), key=lambda i: (left[i][2], left[i][0].id))
        claim, score, bits = left.pop(place)
        chosen.append((claim, bits, score))
        spoken = sum(same_cell(c, claim, op=False) for c, _, _ in chosen[:-1])
        left = [
            (c, s, b - _told(claim, score, c, s, spoken))
            for c, s, b in left
            if not entails(claim, c) and not entails(c, claim) and not retells(claim, c)
        ]
    return chosen


def _told(claim: Claim, score: Score, other: Claim, its: Score, spoken: int) -> float:
    """The bits of a claim that one chosen before it has told: the movement of the same cell, half of the rest where kind and operation are the same, and
    a little for every claim on the cell but the first; `spoken` are those chosen before both.

    A further figure of a cell that is spoken of already is cheap to say, since the product or partner need not be named again, and its readers are there:
    part of the cost and of the reach returns.
    """
    if not same_cell(claim, other, op=False):
        return 0.0
    movement = its.movement if score.movement > 0 and not spoken else 0.0
    echo = (its.surprise - its.movement) * (1 - ECHO) if claim.kind == other.kind and same_cell(claim, other) else 0.0
    return movement + echo + (TIRED if spoken else -(its.cost - its.reach) * NAMED)


def _last_month(indicators: Indicators, subject: str, period: Period) -> Period | None:
    """The last month of a longer period, where it was published: how the period ended."""
    return latest_month(indicators, subject, period.end, period.end) if period.months > 1 else None


def latest_month(indicators: Indicators, subject: str, first: int, last: int) -> Period | None:
    """The latest month (`yyyymm`) from a first to a last one in which a region's trade was published, by the flow that its peers are ranked by."""
    home = _home(subject, subject)
    series = {"flow": home.main_flow, "currency": home.currency, "basis": home.basis(home.main_flow)}
    rows = indicators.engine.rows(PACKAGE, "months", region=subject, first=first, last=last, **series)
    return Period.of_month(rows[0]["month"]) if rows and rows[0]["month"] else None


def _home(subject: str, other: str) -> codes.Home:
    """Where a subject is at home; where no pack says, where another one is, and else where the home pack is."""
    return next((h for h in map(codes.home_of, (subject, other)) if h.pack is not None), codes.home_of())


def _plain(claim: Claim) -> bool:
    i = claim.indicator
    return (i.product, i.partner, i.regime) == ("all", "world", "all") and (
        i.flow == codes.home_of(claim.subject).main_flow or claim.kind == "value"
    )


__all__ = ["CONSIDERED", "Mined", "Picked", "candidates", "choose", "mine", "pick", "score_all", "with_evidence"]
