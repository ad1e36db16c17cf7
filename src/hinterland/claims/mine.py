"""Mining: what is news about a subject in a period. Generators propose candidates, the evaluators answer them, the scoring weighs them, all
as SQL over sets. Claims that tell one event are a story, ranked by its strongest; what follows from a claim chosen before is left out.
`expect` says what a reader could expect of a figure before it was published: a region's trade keeps the pace of the ledger's posterior
(`ledger.motion`), or stays beside the nation's, published days before, where it kept nearer to that; other series do what they and their
class did (`sql/expected.sql`). Nothing else of the period itself goes in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np

from hinterland import codes
from hinterland.claims import kinds
from hinterland.claims.cells import lay_bounds
from hinterland.claims.entailment import entails, retells
from hinterland.claims.evaluate import COLUMNS, PART_COLUMNS, Evaluated, answer_needs, evaluate, list_members
from hinterland.claims.news import Score, frequencies, hand_over
from hinterland.claims.statement import statement as state
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.indicators.resolve import HOMES, home_row
from hinterland.ledger.figures import Floats
from hinterland.ledger.motion import PRIOR, Prior, pace
from hinterland.models import Claim, Indicator, Relation
from hinterland.warehouse.engine import Engine, literal
from hinterland.warehouse.schema import columns

PACKAGE = "hinterland.claims"

CONSIDERED = 400
"""How many of the best candidates the choice is made from."""

TOLD, ALIKE = 12, 2
"""Maximum claims of a story, and of those of one kind and operation."""

LEAST = 0.001
"""In bits: what has less is luck by all that is known, and no line, unless it is of a measure beside trade, of which few figures are held, and has a shape that news texts have."""

WINDOWED = ("first", "record")
"""The kinds whose base is a window: since when something is a first, in which it is a record."""

SPANS = {"first_month": "integer", "last_month": "integer", "currency": "string", "part": "double"}
"""The periods asked about, the currency that levels are looked for in, and what part of the longest period each is."""

Candidate = tuple[Claim, Score]


@dataclass(frozen=True, slots=True)
class Mined:
    """A claim with its answer, its score in bits and the terms of that, and the place of the story it belongs to, from 1 on."""

    evaluated: Evaluated
    alone: Score
    story: int

    @property
    def score(self) -> float:
        """The score in bits."""
        return self.alone.total

    @property
    def claim(self) -> Claim:
        """The claim with its evidence."""
        return self.evaluated.claim


@dataclass(frozen=True, slots=True)
class Picked:
    """A claim chosen as news, with the terms of its score and the place of its story. Its evidence is yet to be asked for."""

    claim: Claim
    alone: Score
    story: int


def mine(indicators: Indicators, subject: str, period: Period, *, top: int = 20) -> list[Mined]:
    """The claims of the most newsworthy stories of a subject in a period, best story first, no claim following from another."""
    picked = pick(indicators, subject, period, top=top)
    return with_evidence(picked, evaluate(indicators, [p.claim for p in picked]))


def pick(indicators: Indicators, subject: str, period: Period, *, top: int = 20) -> list[Picked]:
    """What `mine` finds, before its evidence is asked for: whoever has other claims to evaluate asks for all of it at once."""
    # The last month of a longer period, where it was published: how the period ended.
    month = latest_month(indicators, subject, period.end, period.end) if period.months > 1 else None
    score_all(indicators, [subject], period, *([month] if month else []))
    found = _best(indicators, period)
    if month is not None:
        found += [(c, s) for c, s in _best(indicators, month) if _plain(c)]
    picked = stories(found, top)
    return [Picked(claim, score, n) for n, story in enumerate(picked, start=1) for claim, score in story]


def with_evidence(picked: Sequence[Picked], evaluated: Sequence[Evaluated]) -> list[Mined]:
    """The claims picked, with their answers."""
    return [Mined(e, p.alone, p.story) for e, p in zip(evaluated, picked, strict=True)]


def best_first(found: Sequence[Mined]) -> list[Mined]:
    """Claims by their scores, whatever story they belong to."""
    return sorted(found, key=lambda m: -m.score)


def in_turns(found: Sequence[Mined]) -> list[Mined]:
    """Claims of all stories in turn: what each begins with, then what each tells second, and so on."""
    used: Counter[int] = Counter()
    turns = []
    for m in found:
        turns.append((used[m.story], m.story, m))
        used[m.story] += 1
    return [m for *_, m in sorted(turns, key=lambda t: t[:2])]


def candidates(indicators: Indicators, subjects: Sequence[str], period: Period, *, most: int = CONSIDERED) -> list[Candidate]:
    """The best-scored candidates of some subjects in a period, each with its answer as its own interval, not yet chosen among."""
    score_all(indicators, subjects, period)
    return _best(indicators, period, most=most)[:most]


def _best(indicators: Indicators, period: Period, *, most: int = CONSIDERED) -> list[Candidate]:
    """The best-scored candidates of a period, and behind them all those of measures beside trade; a rate that is known no better than to some points isn't among them."""
    rows = indicators.engine.fetch(
        "SELECT * FROM (SELECT *, row_number() OVER (ORDER BY score DESC, claim) AS n FROM scored "
        f"WHERE first_month = {period.start} AND last_month = {period.end}) AS numbered WHERE n <= {int(most)} OR slice = 'other' ORDER BY n"
    )
    return [found for row in rows if not _is_vague((found := _claim(row))[0])]


def _is_vague(claim: Claim) -> bool:
    """Whether a rate or contribution is known no better than to `VAGUE` points and a tenth of itself, as where levels of one digit are compared."""
    if claim.kind != "value" or claim.indicator.op not in ("growth", "cagr", "contribution") or claim.low is None or claim.high is None:
        return False
    return claim.high - claim.low > max(VAGUE, abs(claim.high + claim.low) / 20)


VAGUE = Decimal(2)
"""In percentage points: a rate or a contribution that is known no better is not news."""


def score_all(indicators: Indicators, subjects: Sequence[str], *periods: Period) -> None:
    """Leave all candidates of some subjects and periods in the table `scored`: proposed, answered and weighed without leaving the engine."""
    engine = indicators.engine
    engine.settle_begun()
    indicators.include(subjects)
    lay_bounds(indicators)
    homes = {s: _home(s, subjects[0]) for s in subjects}
    homes |= {h.nation: h for h in homes.values()}
    engine.put("subjects", {"subject": "string"}, [(s,) for s in homes])
    engine.put("subject_homes", HOMES, [home_row(s, h) for s, h in homes.items()])
    engine.settle("claim_parts", PART_COLUMNS, [])
    hand_over(engine)
    currency = indicators.currency(subjects[0])
    longest = max(p.months for p in periods)
    engine.put("spans", SPANS, [(p.start, p.end, currency, p.months / longest) for p in dict.fromkeys(periods)])
    engine.script(PACKAGE, "candidates")
    expect(engine, homes.values(), periods)
    proposing = kinds.generating()
    types = {"string": "VARCHAR", "integer": "INTEGER", "decimal(28,6)": "DOUBLE"}
    columns = ", ".join(f"CAST({c} AS {types[kind]}) AS {c}" for c, kind in COLUMNS.items() if c not in ("claim", "kind", "window_first"))
    among = ", ".join(map(literal, subjects))
    generated = " UNION ALL ".join(
        f"SELECT '{kind.name}' AS kind, {columns}, CAST({'base_first' if kind.name == 'record' else 'NULL'} AS INTEGER) AS window_first "
        f"FROM ({generator}) AS g WHERE subject IN ({among})"
        for kind in proposing
        # Once for each period where it names the months itself.
        for generator in dict.fromkeys(kind.generator.replace(":first", str(p.start)).replace(":last", str(p.end)) for p in periods)
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
    engine.drop("usual", "shaped", "trials", "sure", "passed", "placed", "weighed")


def _answered(kind: kinds.Kind) -> Callable[[Engine], None]:
    ends = ", ".join(f"CAST({end} AS DOUBLE) AS {end}" for end in ("low", "high", "widest_low", "widest_high"))
    return lambda engine: engine.make(
        f"answered_{kind.name}", f"SELECT claim, {ends}, unit, asked, held, how FROM ({kind.evaluator}) AS answered"
    )


def _claim(row: dict[str, Any]) -> Candidate:
    whole = row["unit"] in ("rank", "count") and row["kind"] != "value"
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
    stated = {"low": low, "high": low if whole and high is not None else high, "unit": row["unit"]}
    period = str(Period(row["first_month"], row["last_month"]))
    claim = state(row["kind"], row["subject"], indicator, period, scope=row["scope"], relation=relation, **stated)
    terms = {n: row[n] for n in ("chance", "rarity", "tried", "cost", "share", "reach", "credit", "shape")}
    return claim, Score(**terms, expected=_percent(row["centre"]), came=_percent(row["move"]), apart=float(row["apart"]))


def _percent(move: float | None) -> float | None:
    return None if move is None else 100 * math.expm1(move)


def _end(value: float | None) -> Decimal | None:
    return None if value is None else round(Decimal(str(value)), 6)


def stories(scored: Sequence[Candidate], top: int, *, each: int = TOLD) -> list[list[Candidate]]:
    """The best stories, each its claims from the strongest on; a claim that follows from one chosen before, or says it again, is left out, and so is luck."""
    chosen: list[Claim] = []
    found: dict[tuple[object, ...], list[Candidate]] = {}
    for claim, score in sorted(scored, key=lambda f: (-round(f[1].plainly, 9), -f[1].apart, f[0].id)):
        if score.total < LEAST and (claim.indicator.concept == "trade" or score.shape not in frequencies()):
            continue
        story = found.get(_event(claim), [])
        alike = sum((c.kind, c.indicator.op) == (claim.kind, claim.indicator.op) for c, _ in story)
        if len(story) >= each or alike >= ALIKE or (not story and len(found) >= top):
            continue
        if not any(entails(c, claim) or entails(claim, c) or retells(c, claim) for c in chosen):
            found.setdefault(_event(claim), []).append((claim, score))
            chosen.append(claim)
    return list(found.values())


def choose(scored: Sequence[Candidate], top: int) -> list[Claim]:
    """The strongest claim of each of the best stories."""
    return [claim for story in stories(scored, top, each=1) for claim, _ in story]


def _event(claim: Claim) -> tuple[object, ...]:
    """What a claim tells of: whatever is said of one flow of one product with one partner in one period is one event."""
    i = claim.indicator
    return (claim.subject, i.concept, i.flow, i.product, i.partner, i.regime, claim.period)


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


EXPECTED = columns("series", "region", "first_month integer", "last_month integer", "centre double", "spread double")

BESIDE = replace(PRIOR, cycle=0.0, cycle_spread=0.03, cycle_years=4.0)
"""What is thought before any figure of the median region's growth over the nation's."""

Expectation = tuple[str, str, int, int, float, float]


def expect(engine: Engine, homes: Iterable[codes.Home], periods: Sequence[Period]) -> None:
    """Leave what is expected of the slices of some periods in the table `expected`; `homes` are where their subjects are at home."""
    engine.script(PACKAGE, "moves")
    nations = {h.nation: h for h in homes}
    rows = [row for h in nations.values() for p in dict.fromkeys(periods) for flow in codes.FLOWS for row in _paced(engine, h, flow, p)]
    engine.put("paces", EXPECTED, rows)
    engine.script(PACKAGE, "expected")
    engine.drop("moves", "paces")


def _paced(engine: Engine, home: codes.Home, flow: str, period: Period) -> Iterator[Expectation]:
    """What the pace of earlier periods of the same length lets expect of a nation and the regions below it; nothing where too little is held."""
    if home.peers is None:
        return
    series, nation = f"trade|{flow}|all|world|all|value|{home.basis(flow)}|{home.currency}", home.nation
    regions = [nation, *sorted(codes.members(home.peers))]
    rows = engine.fetch(
        f"SELECT region, last_month, move FROM moves WHERE series = {literal(series)} AND length = {period.end - period.start} "
        f"AND (last_month < {period.start} OR region = {literal(nation)} AND first_month = {period.start}) "
        f"AND last_month % 100 {'> 0' if period.months == 1 else f'= {period.end % 100}'} ORDER BY region, last_month"
    )
    known = {(r["region"], r["last_month"]): r["move"] for r in rows}
    now = known.pop((nation, period.end), None)
    steps = sorted({month for _, month in known})
    moves = np.array([[known.get((r, month), np.nan) for month in steps] for r in regions]).reshape(len(regions), len(steps))
    alone, beside = _expected(moves[1:], PRIOR), None if now is None else _expected(moves[1:] - moves[0], BESIDE)
    if alone is None:
        return
    centre, spread, (middle, whole) = alone
    yield series, nation, period.start, period.end, middle, whole
    if beside is not None and now is not None:
        nearer = beside[1] < spread
        centre, spread = np.where(nearer, now + beside[0], centre), np.where(nearer, beside[1], spread)
    for region, at, within in zip(regions[1:], centre, spread, strict=True):
        yield series, region, period.start, period.end, float(at), float(within)


def _expected(moves: Floats, prior: Prior) -> tuple[Floats, Floats, tuple[float, float]] | None:
    """The centre and scale of what regions (rows) do next, and of what they share; none where too little is held."""
    try:
        found = pace(moves, prior)
    except ValueError:
        return None
    whole = float(np.hypot(found.spread, found.error))
    return found.mean + found.drift, np.sqrt(whole**2 + found.noise**2 + found.drift_error**2), (found.mean, whole)
