"""Law 8, what is hidden overturns nothing: no claim that is supported is false of the figures that aren't held, none that is refuted is true of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

import numpy as np
import pytest
from tests.laws import generate, hidden
from tests.laws.figures import Span
from tests.laws.hidden import REGIONS, SCOPE, Hidden
from tests.laws.judging import Asked
from tests.laws.worlds import claim_of, series_key

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.claims import evaluate
from hinterland.interval import Interval
from hinterland.ledger import Ledger
from hinterland.models import Claim
from hinterland.sources.reading import Figure, Reading
from hinterland.warehouse.load import load
from hinterland.warehouse.store import Store

D = Decimal
KINDS = ("first", "record", "streak", "comparison", "rank", "count")
WORLDS, EACH = 200, 1
"""In the normal run: the number of worlds, and of claims of each kind on each."""


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with the answers that are true of it, the least and the most; a streak goes on before the world began where `most` is open."""

    kind: str
    claim: Claim
    said: int
    least: int
    most: int | None

    @property
    def truth(self) -> Interval:
        return Interval(D(self.least), None if self.most is None else D(self.most), True, self.most is not None)


def warehouse(worlds: list[Hidden], folder: Path) -> Hinterland:
    """A warehouse that holds what is published of some worlds."""
    facts = [f for w in worlds for f in w.facts()]
    made = generate.World(0, SCOPE, list(REGIONS), list(hidden.YEARS), [], 1.0, facts)
    figures: list[Figure] = generate.figures(made)
    store = Store(folder)
    load(store, [Reading(Path("hidden.csv"), "tidy", figures=figures)], {s.id: s for s in generate.SOURCES})
    return open_warehouse(folder, embedded=False)


def cases(w: Hidden, kind: str, number: int) -> list[Case]:
    """Random claims of a kind on a world, most of them near the truth."""
    r = Random(f"cases {w.partner} {kind}")
    return [c for _ in range(number) if (c := _case(w, kind, r))]


def _case(w: Hidden, kind: str, r: Random) -> Case | None:
    flow = r.choice(sorted({f for _, f, _ in w.truth}))
    span = r.choice([s for s in hidden.spans() if r.random() < 0.5 or s.first == s.last])
    region = r.choice(REGIONS)
    test, others = r.choice((">", "<")), [m for m in REGIONS if m != region]
    near = w.value(r.choice(REGIONS), flow, r.choice([span, *hidden.periods_before(span, 0)]))
    limit = round(near * r.choice((0.97, 0.999, 1.001, 1.03)))
    own = hidden.series(w.partner, flow)
    asked = Asked(kind, region, "level", own, span, test=test, threshold=D(limit))
    match kind:
        case "first":
            scope = r.random() < 0.5
            asked = Asked(kind, region, "level", own, span, SCOPE if scope else None, test, D(limit))
            least, most = hidden.first_place(w, region, flow, span, test, limit, scope)
        case "record":
            highest = r.random() < 0.5
            order, test = ("desc", "highest") if highest else ("asc", "lowest")
            asked = Asked(kind, region, "level", own, span, test=test, order=order)
            least = most = hidden.record_place(w, region, flow, span, highest)
        case "streak":
            least = hidden.run_length(w, region, flow, span, test, limit)
            whole = 1 + len(hidden.periods_before(span, 0))
            said = r.choice((least, least, least, least + 1, max(1, least - 1)))
            return Case(kind, claim_of(asked, (D(said), D(said)), "count"), said, least, None if least == whole else least)
        case "comparison":
            other = r.choice(others)
            base = _base(span, r)
            if base is None:
                return None
            asked = Asked(kind, region, "level", own, span, test=">", versus=other, base=base)
            least = most = int(hidden.overtook(w, region, other, flow, span, base))
        case "rank":
            asked = Asked(kind, region, "level", own, span, SCOPE, "nth")
            least = most = hidden.rank(w, region, flow, span)
        case _:
            asked = Asked(kind, region, "level", own, span, SCOPE, test, D(limit))
            least = most = hidden.count(w, flow, span, test, limit)
    said = 1 if kind == "comparison" else max(0, r.choice((least, least, least, least + 1, least - 1, 1)))
    return Case(kind, claim_of(asked, (D(said), D(said)), "count" if kind in ("comparison", "count") else "rank"), said, least, most)


def _base(span: Span, r: Random) -> Span | None:
    base = span
    for _ in range(r.choice((1, 1, 2, 4)) if span.first == span.last else 0):
        base = base.last_month()
    base = base if base != span else span.before()
    return base if base.first >= hidden.MONTHS[0] else None


def overturned(worlds: list[Hidden], folder: Path, each: int) -> tuple[list[str], Counter[tuple[str, str]]]:
    """The claims that the hidden figures overturn, and how many got which verdict: what is true always lies within the wider answer, outside of which a claim is
    refuted; a claim is supported only where that is what rounding alone leaves.
    """
    tried = [c for w in worlds for kind in KINDS for c in cases(w, kind, each)]
    with warehouse(worlds, folder) as h:
        judged = [e for at in range(0, len(tried), 800) for e in evaluate(h.indicators, [c.claim for c in tried[at : at + 800]])]
    wrong = [
        f"{e.claim.verdict}, {e.widest}, though {c.truth} is true: {c.claim.model_dump(exclude_defaults=True)}"
        for c, e in zip(tried, judged, strict=True)
        if e.widest is not None and (not c.truth.meets(e.widest) or (e.claim.verdict == "supported" and e.answer != e.widest))
    ]
    return wrong, Counter((e.claim.kind, e.claim.verdict) for e in judged)


def made(seed: object, number: int) -> list[Hidden]:
    return [hidden.world(seed, p) for p in hidden.COUNTRIES[:number]]


def test_no_verdict_is_overturned_by_what_was_hidden(tmp_path: Path) -> None:
    wrong, verdicts = overturned(made(0, WORLDS), tmp_path / "warehouse", EACH)
    assert wrong == []
    assert min(verdicts[kind, v] for kind in KINDS for v in ("supported", "refuted", "unverifiable")) > 0, verdicts


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1, 16))
def test_no_verdict_of_thousands_of_worlds_is_overturned(seed: int, tmp_path: Path) -> None:
    wrong, _ = overturned(made(seed, WORLDS), tmp_path / "warehouse", 2 * EACH)
    assert wrong == []


def test_the_bounds_are_those_of_a_linear_program(tmp_path: Path) -> None:
    """Of series that nothing is tied to: the least and the most that each cell can be, by linear programming over the sums since the first month."""
    optimize = pytest.importorskip("scipy.optimize")
    worlds = [w for w in made("program", 40) if not any(f == "export" for _, f, _ in w.truth)][:8]
    r = Random("program")
    with warehouse(worlds, tmp_path / "warehouse") as h:
        Ledger(h.indicators).table()
        for w in worlds:
            region = r.choice(REGIONS)
            rows = h.indicators.engine.fetch(
                f"SELECT * FROM ledger WHERE region = '{region}' AND series = '{series_key(hidden.series(w.partner, 'total'))}' AND NOT held"
            )
            for row in r.sample(rows, min(6, len(rows))):
                low, high = _program(optimize, w, region, row["first_month"], row["last_month"])
                assert row["low"] == pytest.approx(low, rel=1e-6, abs=10)
                assert (row["high"] is None) == (high is None)
                assert high is None or row["high"] == pytest.approx(high, rel=1e-6, abs=10)


def _program(optimize: object, w: Hidden, region: str, first: int, last: int) -> tuple[float, float | None]:
    """The least and the most of a cell by linear programming."""
    n = len(hidden.MONTHS)
    facts = [f for f in w.facts() if f.region == region]

    def row(a: int, b: int) -> np.ndarray:
        return np.array([1.0 if a <= m <= b else 0.0 for m in hidden.MONTHS])

    bounds = np.array([[-1.0] * len(facts), [1.0] * len(facts)])
    spans = np.array([row(f.span.first, f.span.last) for f in facts]).reshape(-1, n)
    unit = 1e8
    upper = np.concatenate([spans * bounds[1][:, None], spans * bounds[0][:, None]])
    ends = [float(f.high or 0) / unit for f in facts] + [-float(f.low or 0) / unit for f in facts]
    found = []
    for sign in (1.0, -1.0):
        solved = optimize.linprog(sign * row(first, last), A_ub=upper, b_ub=ends, bounds=[(0, None)] * n, method="highs")  # type: ignore[attr-defined]
        found.append(sign * solved.fun * unit if solved.status == 0 else None)
    return found[0] or 0.0, found[1]
