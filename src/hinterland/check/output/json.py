"""Reports for programs: the contract's object, one a line."""

from __future__ import annotations

import json

from hinterland.check.report import Report


def render(*reports: Report) -> str:
    """JSON Lines, in the order of the documents."""
    return "".join(json.dumps(r.to_dict(), ensure_ascii=False) + "\n" for r in reports)
