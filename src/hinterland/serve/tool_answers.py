"""What of the answers of tools has fixed values, for the schemas that assistants read: what a verdict, an advice, a status or a flow may be, from the models."""

from __future__ import annotations

from typing import Any, get_args

from hinterland import models
from hinterland.answers.answer import Status
from hinterland.brief.document import Advice


def _enum(kind: Any) -> dict[str, Any]:
    return {"type": "string", "enum": list(get_args(kind))}


def _each(**fields: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "object", "properties": fields}}


FLOWING = {"flow": {"type": ["string", "null"], "enum": [*get_args(models.Flow), None]}}
JUDGED = {"verdict": _enum(models.Verdict)}
ADVISED = {"advice": _enum(Advice), "why": {"type": "string"}}
ANSWERED = {"status": _enum(Status), "rows": _each(**FLOWING)}
OUTPUT: dict[str, dict[str, Any]] = {
    "ask": ANSWERED,
    "compare": ANSWERED,
    "write_brief": {
        "headline_advice": {"type": "object", "properties": ADVISED},
        "lead_advice": _each(**ADVISED),
        "key_points": _each(**ADVISED),
    },
    "check_text": {"claims": _each(**JUDGED)},
    "verify_claims": {"claims": _each(**JUDGED)},
    "mine": {"claims": _each(**ADVISED)},
    "evidence": JUDGED,
    "observations": {"figures": _each(reliability=_enum(models.Reliability))},
    "bounds": {"cells": _each(**FLOWING)},
    "outlook": FLOWING,
}
"""What of a tool's answer has fixed values, beside further fields."""
