"""What a load made of the claims: those that became true, those that no longer are, those whose answer is another.

The candidates of a subject are mined in both states; each side's claims are judged in the other, so that a claim counts as new or gone only when the
other state answers differently.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hinterland.claims.evaluate import Evaluated, evaluate
from hinterland.claims.mine import mine
from hinterland.claims.statement import statement
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.models import Claim

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
    """The answered claim stating its own answer."""
    assert e.answer is not None
    update = {"low": e.answer.low, "high": e.answer.high, "unit": e.evidence.unit, "id": claim.id}
    return Evaluated(e.claim.model_copy(update=update), e.answer, e.widest, e.members, e.asked, e.held, e.how, e.since)
