"""Read a text by the trained model: the way in for everybody else."""

from __future__ import annotations

from datetime import date

from hinterland.models import Claim
from hinterland.reading.decode import read_document
from hinterland.reading.document import parse
from hinterland.reading.model import choose


def read_claims(text: str, today: date) -> list[Claim]:
    """The claims of a text dated `today`, in order, with the probability that each was read wholly right."""
    claims = read_document(parse(text, today), choose)
    return [claim.model_copy(update={"text": text[claim.start : claim.end]}) for claim in claims]
