"""Claims keep their names: `remember` writes what was mined or checked with its evidence into a table of the warehouse, and `recall` finds
one by its id, judges it anew and marks the evidence that was superseded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hinterland.claims.evaluate import Evaluated, evaluate
from hinterland.claims.rows import rows
from hinterland.frames import Tabular, count
from hinterland.indicators import Indicators
from hinterland.models import Claim
from hinterland.sources.reading import InputError
from hinterland.warehouse.engine import literal, rows_of
from hinterland.warehouse.store import Store

SHORTEST = 6
"""How much of an id must be given at least."""


@dataclass(frozen=True, slots=True)
class Former:
    """The evidence that a claim had in an earlier state."""

    state: int
    claim: Claim
    superseded: bool


@dataclass(frozen=True, slots=True, repr=False)
class Remembered(Tabular):
    """A claim as judged now, with its former evidence, newest first."""

    now: Evaluated
    state: int
    former: tuple[Former, ...]

    def summary(self) -> str:
        """Which claim this is, its verdict now, and how often it was judged before."""
        return f"{self.now.claim.id}, {self.now.claim.verdict} in state {self.state}, {count(len(self.former), 'former judgement')}"

    def rows_of(self) -> list[dict[str, Any]]:
        """The claim as judged now, then as it was before."""
        return rows([self.now.claim, *(f.claim for f in self.former)])

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        former = [{"state": f.state, "superseded": f.superseded, "claim": f.claim.to_dict()} for f in self.former]
        return {"schema": "hinterland.claim/1", "state": self.state, "claim": self.now.claim.to_dict(), "former": former}


def remember(store: Store, state: int, claims: Sequence[Claim]) -> None:
    """Keep claims with their evidence under a state; those kept already are not kept twice."""
    known = {r["id"] for r in _stored(store, f"state = {int(state)}")}
    new = [(c.id, state, c.verdict, json.dumps(c.to_dict(), ensure_ascii=False)) for c in claims if c.id not in known]
    if new:
        store.append("claims", rows_of("claims", new))


def recall(store: Store, indicators: Indicators, claim_id: str) -> Remembered:
    """Find a claim by its id. Raises `InputError` where no claim or more than one begins so."""
    wanted = claim_id.strip().lower()
    if len(wanted) < SHORTEST:
        raise InputError(f"give at least {SHORTEST} characters of a claim's id, not {claim_id!r}")
    rows = _stored(store, f"id LIKE {literal(wanted + '%')}") if set(wanted) <= set("0123456789abcdef") else []
    ids = sorted({r["id"] for r in rows})
    if not ids:
        raise InputError(f"no claim {claim_id!r} is known here", "claims")
    if len(ids) > 1:
        raise InputError(f"{claim_id!r} is the beginning of {len(ids)} claims: {', '.join(ids[:5])}; give more of it")
    rows.sort(key=lambda r: -r["state"])
    claims = [(r["state"], Claim.model_validate(json.loads(r["claim"]))) for r in rows]
    said = claims[0][1].model_copy(update={"evidence": None, "verdict": "unverifiable", "reason": ""})
    now = evaluate(indicators, [said])[0]
    present = indicators.engine.state.number
    answer = _answer(now.claim)
    former = tuple(Former(s, c, _answer(c) != answer) for s, c in claims if s != present)
    return Remembered(now, present, former)


def kept(store: Store) -> list[Claim]:
    """All claims that are remembered, each as it was judged last."""
    newest = {r["id"]: r for r in sorted(_stored(store, "true"), key=lambda r: int(r["state"]))}
    return [Claim.model_validate_json(r["claim"]) for r in newest.values()]


def _answer(claim: Claim) -> tuple[Any, ...]:
    e = claim.evidence
    return (claim.verdict, e.low, e.high, tuple(e.members)) if e else (claim.verdict,)


def _stored(store: Store, where: str) -> list[dict[str, Any]]:
    found = store.query("claims", store.table("claims"), f"select id, state, claim from claims where {where}")
    columns = [found.column(n).to_pylist() for n in ("id", "state", "claim")]
    return [{"id": i, "state": s, "claim": c} for i, s, c in zip(*columns, strict=True)]
