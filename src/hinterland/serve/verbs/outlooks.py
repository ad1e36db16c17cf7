"""What may come next: chances, the years ahead, exposure, as `hinterland outlook` tells them."""

from __future__ import annotations

from typing import Any

from hinterland.api import Hinterland
from hinterland.serve.verbs.made import Made, as_json


def outlook(h: Hinterland, **asked: Any) -> Made:
    """The outlook of a subject, or of a sentence about the future; what may be asked is what `h.outlook` takes."""
    return as_json(h.outlook(**asked).to_dict())


def outlook_brief(h: Hinterland, **asked: Any) -> Made:
    """The outlook without its quantiles and history: chances by year, the claim's, the model and its record."""
    told = h.outlook(**asked).to_dict()
    return as_json({k: v for k, v in told.items() if k not in ("history", "shocks", "resilience") and v is not None})
