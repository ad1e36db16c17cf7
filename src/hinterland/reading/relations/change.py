"""Changes beside their slots: by how many points a share moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hinterland.codes import Language
from hinterland.models import Claim
from hinterland.reading.mentions import Parsed
from hinterland.reading.relations.intervals import falls
from hinterland.reading.relations.value import _against, _whole

if TYPE_CHECKING:
    from hinterland.reading.decode import Decision
    from hinterland.reading.document import Document, Target


def find(parsed: Parsed, language: Language) -> Iterator[Target]:
    """Nothing: changes rest on figures."""
    yield from ()


def relate(document: Document, decision: Decision, claim: Claim) -> Claim:
    """A change with its whole, negative where the share fell."""
    claim = _against(claim, versus=_whole(document, decision, claim))
    down = claim.low is not None and claim.low >= 0 and falls(document.parsed[decision.target.sentence], decision.target, "growth")
    return (
        claim.model_copy(update={"low": None if claim.high is None else -claim.high, "high": -claim.low})
        if down and claim.low is not None
        else claim
    )
