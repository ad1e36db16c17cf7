"""What may come next: chances, the years ahead, exposure, as `hinterland outlook` tells them."""

from __future__ import annotations

from collections.abc import Sequence

from hinterland.api import Hinterland
from hinterland.models import Flow
from hinterland.serve.verbs.made import Made, as_json


def outlook(
    h: Hinterland,
    subject: str | None = None,
    *,
    threshold: str | None = None,
    horizon: int = 5,
    flow: Flow | None = None,
    claim: str | None = None,
    shocks: Sequence[str] = (),
) -> Made:
    """The outlook of a subject, or of a sentence about the future."""
    return as_json(h.outlook(subject, threshold, horizon=horizon, flow=flow, claim=claim, shocks=shocks).to_dict())


def outlook_brief(
    h: Hinterland,
    subject: str | None = None,
    *,
    threshold: str | None = None,
    horizon: int = 5,
    flow: Flow | None = None,
    claim: str | None = None,
) -> Made:
    """The outlook without its quantiles and history: chances by year, the claim's, the model and its record."""
    told = h.outlook(subject, threshold, horizon=horizon, flow=flow, claim=claim).to_dict()
    return as_json({k: v for k, v in told.items() if k not in ("history", "shocks", "resilience") and v is not None})


VERBS = {"outlook": outlook, "outlook_brief": outlook_brief}
