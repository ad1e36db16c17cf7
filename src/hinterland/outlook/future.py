"""Claims about the future, evaluated on each simulated future by the evaluator of their kind; the share in which one holds is its
probability. The futures stand in an engine of their own as observations (`sql/held.sql`), told apart by basis, so no kind is written
twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hinterland import codes
from hinterland.check.answerable import question
from hinterland.check.judge import stated
from hinterland.claims import kinds
from hinterland.claims.cells import spread_bounds
from hinterland.claims.evaluate import COLUMNS, PART_COLUMNS, _interval, _parts, answer_needs, list_members, to_row, verdict
from hinterland.codes import Home, Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval
from hinterland.ledger import COLUMNS as LEDGER
from hinterland.models import Claim, Relation, Verdict
from hinterland.outlook.series import Array, Flags, Series, parts
from hinterland.sources.reading import InputError
from hinterland.warehouse.engine import Engine
from hinterland.warehouse.schema import columns

_PAST = columns(
    "region", "flow", "first_month integer", "last_month integer", "op", "value decimal(28,6)", "low decimal(28,6)", "high decimal(28,6)"
)

HALF_OF_TENTH = 0.05
"""Half a unit of the digit to which growth is published."""


@dataclass(frozen=True, slots=True)
class Paths:
    """A table with the futures that continue it: `levels`, (futures, regions, steps)."""

    series: Series
    steps: tuple[Period, ...]
    levels: Array


@dataclass(frozen=True, slots=True)
class Chance:
    """In how many of the futures a claim holds. `undecided` are those in which it can't be decided; they count for neither side."""

    claim: Claim
    futures: int
    holds: int
    undecided: int

    @property
    def probability(self) -> float | None:
        """The share of the futures decided in which it holds; `None` where none is."""
        decided = self.futures - self.undecided
        return self.holds / decided if decided else None

    @property
    def error(self) -> float | None:
        """The standard error that comes from the number of futures alone."""
        p, decided = self.probability, self.futures - self.undecided
        return None if p is None else float(np.sqrt(p * (1 - p) / decided))

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        result = {"kind": self.claim.kind, "subject": self.claim.subject, "period": self.claim.period, "text": self.claim.text}
        error = None if self.error is None else round(self.error, 4)
        return {**result, "probability": self.probability, "error": error, "futures": self.futures, "undecided": self.undecided}


NEAR = ("value", "change", "rank", "count", "comparison", "parts", "membership")
"""The kinds that need to know of their own period, its base and the year before, and of nothing earlier."""

Outcomes = npt.NDArray[np.int8]
"""By claim and future: 1 where the claim holds, 0 where it doesn't, -1 where nobody can tell."""


def chances(claims: Sequence[Claim], found: Outcomes) -> tuple[Chance, ...]:
    """How likely claims are, each by itself, by what came of them in every future."""
    return tuple(Chance(c, len(row), int((row == 1).sum()), int((row == -1).sum())) for c, row in zip(claims, found, strict=True))


def together(found: Outcomes) -> float | None:
    """The share of futures in which all claims of a set hold; `None` of no futures."""
    return float((found == 1).all(axis=0).mean()) if found.shape[1] else None


def outcomes(indicators: Indicators, paths: Sequence[Paths], claims: Sequence[Claim]) -> Outcomes:
    """Judge claims in every future. Raises `InputError` for a claim that no future says anything about, and `ValueError` for a kind unknown."""
    if not claims:
        return np.zeros((0, len(paths[0].levels) if paths else 0), dtype=np.int8)
    asked = [_asked(indicators, paths, c) for c in claims]
    seen = [_seen(paths, c, said) for c, said in zip(asked, map(stated, claims), strict=True)]
    futures = len(paths[0].levels)
    result = np.full((len(claims), futures), -1, dtype=np.int8)
    for place, held in enumerate(seen):
        if held is not None:
            result[place] = held
    unseen = [place for place, verdict in enumerate(seen) if verdict is None]
    for row in _evaluated(paths, [asked[place] for place in unseen]) if unseen else ():
        number, future = divmod(row["claim"], futures)
        place = unseen[number]
        result[place, future] = {"supported": 1, "refuted": 0, "unverifiable": -1}[_verdict(claims[place], row)]
    return result


def _seen(paths: Sequence[Paths], asked: Claim, said: Interval | None) -> npt.NDArray[np.bool_] | None:
    """Whether a level said lies on each path, where that is all that a claim says: what its evaluator would find, without asking it. `None` for all else."""
    if said is None or asked.kind != "value" or asked.indicator.op != "level" or asked.relation != Relation() or asked.period is None:
        return None
    period, regions = Period.parse(asked.period), _members(asked.subject or "") or (asked.subject,)
    for p in paths:
        if p.series.flow == asked.indicator.flow and period in p.steps and set(regions) <= set(p.series.regions):
            levels = p.levels[:, [p.series.regions.index(str(r)) for r in regions], p.steps.index(period)].sum(axis=1)
            ends = [float("nan") if end is None else float(end) for end in (said.low, said.high)]
            below = (levels < ends[0]) | ((levels == ends[0]) & (not said.low_in))
            above = (levels > ends[1]) | ((levels == ends[1]) & (not said.high_in))
            return np.asarray(~(below | above))
    return None


def _evaluated(paths: Sequence[Paths], asked: Sequence[Claim]) -> list[dict[str, Any]]:
    """The answers of the evaluators, one row a claim and future."""
    engine = Engine.apart()
    try:
        _lay(engine, [_within(p, asked) for p in paths], *_regions(asked, paths[0].series.home))
        within = Indicators(engine)
        # Of a future that is simulated, what isn't is open.
        engine.put("ledger", LEDGER, [])
        spread_bounds(engine)
        return _judge(within, asked, paths[0])
    finally:
        engine.close()


def _asked(indicators: Indicators, paths: Sequence[Paths], claim: Claim) -> Claim:
    """The claim as its evaluator takes it. Raises `InputError` where the futures hold nothing of what it speaks of."""
    found = question(indicators, claim)
    if found is None or found.period is None:
        raise InputError(f"a {claim.kind} claim of this form can't be asked about the future")
    i, period = found.indicator, Period.parse(found.period)
    home = paths[0].series.home if paths else codes.home_of()
    basis = home.basis(i.flow)
    if (i.concept, i.product, i.partner, i.regime, i.measure) != ("trade", "all", "world", "all", "value") or i.basis not in (None, basis):
        raise InputError(f"futures are simulated of whole trade by {basis}, and of nothing else")
    if i.currency not in (None, home.currency):
        raise InputError(f"futures are simulated in {currency(home)}; name the threshold in {home.currency}")
    if not any(period in p.steps and p.series.flow == i.flow for p in paths):
        last = max((str(p.steps[-1]) for p in paths), default="none")
        raise InputError(f"no future is simulated of {i.flow} in {period}; the last period simulated is {last}")
    return found.model_copy(update={"indicator": i.model_copy(update={"basis": basis, "currency": home.currency})})


def currency(home: Home) -> str:
    """What a nation's currency is called in a message."""
    return codes.name(home.currency, "en", "unit") if home.currency else "no currency"


def _regions(claims: Iterable[Claim], home: Home) -> tuple[set[str], set[str]]:
    """The regions that claims need to know of, and the groups (the nation among them) that they speak of as one: these are laid as sums, which is quicker."""
    spoken = {r for c in claims for r in (c.subject, c.relation.versus, *c.relation.members) if r}
    scopes = {home.peers if (c.scope or "").startswith("top-") else c.scope for c in claims}
    sums = {r for r in spoken if _members(r)}
    return (spoken - sums) | {m for s in scopes if s for m in _members(s)}, sums


def _within(p: Paths, asked: Sequence[Claim]) -> Paths:
    """The steps that claims need to know of: those of their periods and bases and a year before, or all the past for kinds that look back further."""
    periods = [Period.parse(t) for c in asked for t in (c.period, c.relation.base_period) if t]
    last = max(t.end for t in periods)
    first = min(t.start for t in periods) - 100 if all(c.kind in NEAR for c in asked) else 0
    past = [k for k, s in enumerate(p.series.steps) if first <= s.start]
    ahead = [k for k, s in enumerate(p.steps) if first <= s.start and s.end <= last]
    return Paths(p.series.at(past), tuple(p.steps[k] for k in ahead), p.levels[:, :, ahead])


def _members(code: str) -> tuple[str, ...]:
    """The parts of a group or of a nation; none of anything else."""
    return parts(codes.home_of(code)) if codes.is_nation(code) else codes.group_members(code)


def _lay(engine: Engine, paths: Sequence[Paths], regions: set[str], sums: set[str]) -> None:
    """Lay what is held and what is simulated of some regions and groups into an engine, and nothing of any other."""
    past: list[tuple[Any, ...]] = []
    drawn: list[tuple[str, Paths, Array]] = []
    for p in paths:
        s = p.series
        for row, region in enumerate(s.regions):
            if region in regions:
                past += _held(s, row, region)
                drawn.append((region, p, p.levels[:, row]))
        for group in sorted(sums):
            rows = [s.regions.index(m) for m in _members(group) if m in s.regions]
            if len(rows) == len(_members(group)):
                past += _summed(s, rows, group)
                drawn.append((group, p, p.levels[:, rows].sum(axis=1)))
    engine.put("past", _PAST, past)
    futures = len(paths[0].levels)

    def column(make: Callable[[str, Paths, Array], npt.NDArray[Any]]) -> npt.NDArray[Any]:
        """A column of the futures of all regions, (futures, steps) each."""
        return np.concatenate([make(*one) for one in drawn]) if drawn else np.zeros(0)

    given = {
        "region": column(lambda region, p, x: np.full(x.size, region)),
        "flow": column(lambda region, p, x: np.full(x.size, p.series.flow)),
        "first_month": column(lambda region, p, x: np.tile([t.start for t in p.steps], futures)),
        "last_month": column(lambda region, p, x: np.tile([t.end for t in p.steps], futures)),
        "future": column(lambda region, p, x: np.repeat(np.arange(futures), len(p.steps))),
        "value": column(lambda region, p, x: x.reshape(-1)),
    }
    engine.con.register("given", given)
    engine.con.execute("CREATE OR REPLACE TABLE futures AS SELECT * FROM given")
    engine.con.unregister("given")
    engine.make("numbers", f"SELECT CAST(range AS INTEGER) AS future FROM range({futures})")
    home = paths[0].series.home
    engine.script("hinterland.outlook", "held", basis=home.basis(paths[0].series.flow), currency=home.currency)


def _held(s: Series, row: int, region: str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for t, step in enumerate(s.steps):
        cell = (row, t)
        where = (region, s.flow, step.start, step.end)
        if np.isfinite(s.levels[cell]):
            found.append((*where, "level", *(f"{x[cell]:.2f}" for x in (s.levels, s.low, s.high))))
        if s.published[cell]:
            rate = 100 * float(np.expm1(s.growth[cell]))
            found.append((*where, "growth", *(f"{x:.6f}" for x in (rate, rate - HALF_OF_TENTH, rate + HALF_OF_TENTH))))
    return found


def _summed(s: Series, rows: list[int], region: str) -> list[tuple[Any, ...]]:
    """A group's past in the periods in which all its parts are held; a nation is the sum of its parts within rounding."""
    whole: Flags = np.asarray(np.isfinite(s.levels[rows]).all(axis=0))
    sums = [x[rows].sum(axis=0) for x in (s.levels, s.low, s.high)]
    return [(region, s.flow, p.start, p.end, "level", *(f"{x[t]:.2f}" for x in sums)) for t, p in enumerate(s.steps) if whole[t]]


def _judge(within: Indicators, asked: Sequence[Claim], p: Paths) -> list[dict[str, Any]]:
    """One row a claim and future: the claims are put into SQL once and multiplied there."""
    engine, futures, basis = within.engine, len(p.levels), p.series.home.basis(p.series.flow)
    within.include(r for c in asked for r in (c.subject, c.relation.versus))
    engine.put("claims_asked", COLUMNS, [to_row(n, c) for n, c in enumerate(asked)])
    names = ", ".join(f'c."{n}"' for n in COLUMNS if n not in ("claim", "basis"))
    order = ", ".join(f'"{n}"' for n in COLUMNS)
    numbered = (
        f"SELECT CAST(c.claim * {futures} + n.future AS BIGINT) AS claim, concat('{basis}@', CAST(n.future AS VARCHAR)) AS basis, {names}"
    )
    engine.make("claims", f"SELECT {order} FROM ({numbered} FROM claims_asked AS c CROSS JOIN numbers AS n) AS multiplied")
    parts = [(n * futures + f, *p) for n, c in enumerate(asked) if c.kind == "parts" for p in _parts(c) for f in range(futures)]
    engine.put("claim_parts", PART_COLUMNS, parts)
    list_members(engine)
    answer_needs(engine)
    return [row for kind in sorted({c.kind for c in asked}) for row in engine.rows(kinds.find(kind).package, "evaluate")]


def _verdict(claim: Claim, row: dict[str, Any]) -> Verdict:
    """Whether a claim holds in a future, by its evaluator's answer there; one without a figure of its own by which side is ahead."""
    if row["how"] == "missing":
        return "unverifiable"
    whole = row["unit"] in ("rank", "count")
    # What a future holds is not revised, so that a run ends there where its levels fall.
    answer, widest = (_interval(row[f"{w}low"], row[f"{w}high"], whole) for w in ("", "" if claim.kind == "streak" else "widest_"))
    said = stated(claim)
    if said is None and claim.kind == "comparison" and not claim.relation.base_period:
        even = Interval.exact(0 if claim.indicator.op in ("growth", "share") else 1)
        ahead = answer.above(even) if claim.relation.test == ">" else answer.below(even)
        return "unverifiable" if ahead is None else "supported" if ahead else "refuted"
    return verdict(said or Interval.exact(1), answer, widest)
