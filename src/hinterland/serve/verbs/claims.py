"""Claims: the news of a subject, and one claim by its id.

A server doesn't write to its warehouse, so a claim's id leads back to it as long as the one in front remembers its statement; ids that `hinterland mine` and
`hinterland site` told are found in the warehouse.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hinterland.answers.stories import Stories
from hinterland.api import Hinterland
from hinterland.claims.memory import Remembered, recall
from hinterland.claims.mine import best_first
from hinterland.language import sentences
from hinterland.models import Claim
from hinterland.serve.verbs.made import Made, as_json
from hinterland.sources.reading import InputError


def statements(claims: Iterable[Claim]) -> tuple[tuple[str, str], ...]:
    """Claims by their ids, without the evidence."""
    return tuple((c.id, c.model_copy(update={"evidence": None}).model_dump_json(by_alias=True)) for c in claims)


def mined_dict(found: Stories, subject: str, period: str) -> dict[str, Any]:
    """Mined claims by the contract of `hinterland mine`, best first."""
    claims = [
        {
            **m.claim.to_dict(),
            "score": round(m.score, 4),
            "story": m.story,
            "explanation": m.alone.explain(),
            "sentences": sentences(m.claim),
        }
        for m in best_first(found.mined)
    ]
    return {"schema": "hinterland.mine/1", "subject": found.subject if found else subject, "period": period, "claims": claims}


def mine(h: Hinterland, subject: str, period: str, *, top: int = 20) -> Made:
    """The most newsworthy claims, as `hinterland mine` prints them."""
    found = h.mine(subject, period, top=top, keep=False)
    return as_json(mined_dict(found, subject, period), statements(found.claims))


def claim(h: Hinterland, claim_id: str, *, statement: str = "") -> Made:
    """A claim judged on this state, with its former evidence."""
    found = recalled(h, claim_id, statement)
    return as_json({**found.to_dict(), "sentences": sentences(found.now.claim)})


def recalled(h: Hinterland, claim_id: str, statement: str) -> Remembered:
    """A claim by its id, or by the statement that somebody remembers. Raises `InputError` where neither leads to it."""
    try:
        return recall(h.store, h.indicators, claim_id)
    except InputError:
        if not statement:
            raise
    said = Claim.model_validate_json(statement)
    return Remembered(h.evaluate([said])[0], h.state.number, ())
