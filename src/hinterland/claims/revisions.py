"""The revision report: what differs between two states, figure by figure, and for a subject and period claim by claim. Candidates are mined
in both states (`since`) and judged in the other, so that a claim is new or gone only where the other state answers differently."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from hinterland import codes
from hinterland.claims.evaluate import Evaluated, evaluate
from hinterland.claims.mine import mine
from hinterland.claims.statement import statement
from hinterland.codes import Period
from hinterland.frames import Tabular
from hinterland.indicators import Indicators
from hinterland.indicators.revisions import Revision, revisions
from hinterland.models import Claim, fields_of


@dataclass(frozen=True, slots=True, repr=False)
class Revisions(Tabular):
    """What differs. `counts` are of all figures (`changed`, `gone`, `new`, `confirmed`, `same`), `values` the greatest differences among them."""

    earlier: int
    later: int
    subject: str | None
    period: str | None
    counts: dict[str, int]
    values: list[Revision] = field(default_factory=list)
    claims: list[Changed] = field(default_factory=list)

    @property
    def differing(self) -> int:
        """How many figures differ."""
        return sum(self.counts[how] for how in ("changed", "gone", "new"))

    def summary(self) -> str:
        """Between which states, and how many figures differ."""
        return f"state {self.earlier} to {self.later}, figures that differ: {self.differing}"

    def rows_of(self) -> list[dict[str, Any]]:
        """The greatest differences, what each is of in columns of its own."""
        return [{k: v for k, v in row.items() if k != "indicator"} | row["indicator"] for row in (v.to_dict() for v in self.values)]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract."""
        result = {"schema": "hinterland.revisions/1", "from": self.earlier, "to": self.later}
        result |= fields_of(self, "subject", "period", "counts", "values")
        before = (c.before.claim.to_dict() if c.before and c.now else None for c in self.claims)
        return result | {"claims": [{"change": c.how, **c.claim.to_dict(), "before": b} for c, b in zip(self.claims, before, strict=True)]}


def between(before: Indicators, now: Indicators, subject: str | None, period: Period | None, *, top: int) -> Revisions:
    """What differs between two states: of everything, of a subject with its members, or of what lies within a period."""
    regions = None if subject is None else [subject, *codes.group_members(subject)]
    counts, values = revisions(before, now, regions=regions, period=period, top=top)
    changes = since(before, now, subject, period) if subject and period else []
    earlier, later = before.engine.state.number, now.engine.state.number
    return Revisions(earlier, later, subject, str(period) if period else None, counts, values, changes)


How = Literal["true", "false", "different"]


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim and what became of it: `before` and `now` are its answers in the two states, either of which may be missing."""

    how: How
    before: Evaluated | None
    now: Evaluated | None

    @property
    def claim(self) -> Claim:
        """The claim as it stands now, or as it stood."""
        found = self.now or self.before
        assert found is not None
        return found.claim


def question(claim: Claim) -> Claim:
    """The statement of a claim without its answer."""
    return statement(
        claim.kind, claim.subject, claim.indicator, claim.period or "", scope=claim.scope, relation=claim.relation, unit=claim.unit
    )


def since(before: Indicators, now: Indicators, subject: str, period: Period, *, top: int = 20) -> list[Changed]:
    """What changed between two states in the claims most newsworthy in either."""
    new = {question(m.claim).id: m.claim for m in mine(now, subject, period, top=top)}
    old = {question(m.claim).id: m.claim for m in mine(before, subject, period, top=top)}
    questions = [question(c) for c in {**old, **new}.values()]
    pairs = zip(questions, evaluate(before, questions), evaluate(now, questions), strict=True)
    return [change for q, b, n in pairs if (change := _change(q, new.get(q.id), old.get(q.id), b, n))]


def _change(q: Claim, new: Claim | None, old: Claim | None, before: Evaluated, now: Evaluated) -> Changed | None:
    if before.answer is None and now.answer is None:
        return None
    if before.answer is None:
        return Changed("true", None, _stating(now, new or q))
    if now.answer is None:
        return Changed("false", _stating(before, old or q), None)
    if before.answer == now.answer and before.members == now.members:
        return None
    return Changed("different", _stating(before, old or q), _stating(now, new or q))


def _stating(e: Evaluated, claim: Claim) -> Evaluated:
    assert e.answer is not None
    update = {"low": e.answer.low, "high": e.answer.high, "unit": e.evidence.unit, "id": claim.id}
    return Evaluated(e.claim.model_copy(update=update), e.answer, e.widest, e.members, e.asked, e.held, e.how, e.since, e.outer)
