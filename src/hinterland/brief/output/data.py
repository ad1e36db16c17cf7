"""A brief as JSON: the object of the contract, `hinterland.brief/1`, for other programs."""

from __future__ import annotations

import json

from hinterland.brief.document import Brief


def to_json(brief: Brief) -> str:
    """One object on one line."""
    return json.dumps(brief.to_dict(), ensure_ascii=False, separators=(",", ":")) + "\n"
