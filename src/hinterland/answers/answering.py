"""The one way from a request to its answer: by what is asked, to the module that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinterland.answers import figures, prose, ranking
from hinterland.answers.answer import Answer
from hinterland.requests import Request

if TYPE_CHECKING:
    from hinterland.indicators import Indicators
    from hinterland.ledger import Ledger


def answer(indicators: Indicators, ledger: Ledger, request: Request) -> Answer:
    """Answer a request. Raises `InputError` in a sentence where a brief or an outlook can't be made at all."""
    if request.what == "ranking":
        return ranking.answer(indicators, request)
    if request.what in ("figure", "comparison"):
        return figures.answer(indicators, ledger, request)
    return {"claim": prose.claim, "brief": prose.brief, "outlook": prose.outlook}[request.what](indicators, request)
