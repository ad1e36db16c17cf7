"""Random worlds in a warehouse: the facts loaded as any source's, the claims put to the evaluators, and both answers side by side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

from tests.laws import generate
from tests.laws.bounds import Bounds
from tests.laws.ends import CloseCall, Ends
from tests.laws.figures import Series
from tests.laws.judging import Answer, Asked
from tests.laws.reference import Reference

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.claims import Evaluated, evaluate, statement
from hinterland.claims.cells import spread_bounds
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.ledger import COLUMNS, Ledger
from hinterland.models import Claim, Indicator, Relation
from hinterland.sources.reading import Reading
from hinterland.warehouse.load import load
from hinterland.warehouse.store import Store

CLOSE = Decimal("1e-6")


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with what the reference says of it."""

    asked: Asked
    claim: Claim
    said: Ends | None
    answer: Answer | None

    @property
    def verdict(self) -> str:
        return "unverifiable" if self.answer is None else self.answer.verdict(self.said)


@contextmanager
def opened(world: generate.World, folder: Path) -> Iterator[Hinterland]:
    """A warehouse that holds the facts of a world and nothing else."""
    store = Store(folder)
    load(store, [Reading(Path(f"world-{world.seed}.csv"), "tidy", figures=generate.figures(world))], {s.id: s for s in generate.SOURCES})
    with open_warehouse(folder, embedded=False) as h:
        give_bounds(h, generate.bounds(world))
        yield h


def give_bounds(h: Hinterland, known: Bounds) -> None:
    """Let the evaluators take these bounds for the ledger's."""
    engine = h.indicators.engine
    rows = [
        (
            region,
            series_key(series),
            span.first,
            span.last,
            float(row.low),
            None if row.high is None else float(row.high),
            row.held,
            *(None if end is None else float(end) for end in (row.revised or (None, None))),
        )
        for (region, series, span), row in known.rows.items()
    ]
    engine.put("ledger", COLUMNS, rows)
    engine.kept("ledger")["ledger"] = Ledger(h.indicators)
    spread_bounds(engine)


def series_key(s: Series) -> str:
    return "|".join(("trade", s.flow, s.product, s.partner, "all", s.measure, s.basis, s.currency or ""))


def reference(world: generate.World) -> Reference:
    return Reference(world.facts, generate.GROUPS, generate.PARTNER_KINDS, generate.bounds(world))


def cases(world: generate.World, known: Reference, kind: str, count: int, seed: object = "") -> list[Case]:
    """Random claims of a kind with their answers by brute force; those on which lost digits would decide are left out."""
    r = Random(f"claims {world.seed} {kind} {seed}")
    found = []
    for _ in range(count):
        asked = generate.asked(world, kind, r)
        try:
            answer = known.answer(asked)
        except CloseCall:
            continue
        said = generate.said(r, answer.ends, answer.unit) if answer else None
        found.append(Case(asked, claim_of(asked, said, answer.unit if answer else None), said, answer))
    return found


def claim_of(a: Asked, said: Ends | None, unit: str | None) -> Claim:
    indicator = Indicator.model_validate({"op": a.op, **a.series._asdict()})
    relation = Relation.model_validate(
        {
            "test": a.test,
            "threshold": a.threshold,
            "order": a.order if a.kind in ("rank", "record") else None,
            "versus": a.versus,
            "base_period": str(Period(*a.base)) if a.base else None,
            "window": str(Period(a.since, a.since + 11)) if a.since else None,
            "members": list(a.members),
        }
    )
    low, high = said or (None, None)
    return statement(a.kind, a.subject, indicator, str(Period(*a.span)), scope=a.scope, relation=relation, low=low, high=high, unit=unit)


def differences(h: Hinterland, tried: list[Case]) -> list[str]:
    """Where the evaluators and the reference disagree, each in a sentence."""
    judged = evaluate(h.indicators, [c.claim for c in tried])
    return [told for case, e in zip(tried, judged, strict=True) if (told := _difference(case, e))]


def _difference(case: Case, e: Evaluated) -> str:
    mine = f"{case.asked}: reference {case.answer}, said {case.said}, {case.verdict}"
    its = f"evaluator {e.answer} {e.widest} {sorted(e.members)} {e.claim.verdict} ({e.how})"
    if (case.answer is None) != (e.answer is None):
        return f"{mine}; {its}"
    if case.answer is None or e.answer is None or e.widest is None:
        return "" if e.claim.verdict == "unverifiable" else f"{mine}; {its}"
    alike = _alike(case.answer.ends, e.answer) and _alike(case.answer.wide, e.widest)
    named = case.answer.members == frozenset(e.members) and case.verdict == e.claim.verdict and case.answer.unit == e.evidence.unit
    return "" if alike and named else f"{mine}; {its}"


def _alike(ends: Ends, found: Interval) -> bool:
    return all(_near(x, y) for x, y in zip(ends, (found.low, found.high), strict=True))


def _near(x: Decimal | None, y: Decimal | None) -> bool:
    if x is None or y is None:
        return x is y
    return abs(x - y) <= CLOSE * max(abs(x), abs(y), Decimal(1))
