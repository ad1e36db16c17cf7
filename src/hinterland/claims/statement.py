"""Making claims: the parameters of a statement in, a `Claim` with its stable id out. The same statement has the same id, whoever makes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hinterland.models import Claim, Indicator, Kind, Relation

Bound = Decimal | int | None


def statement(
    kind: Kind,
    subject: str | None,
    indicator: Indicator,
    period: str,
    *,
    scope: str | None = None,
    relation: Relation | None = None,
    low: Bound = None,
    high: Bound = None,
    unit: str | None = None,
) -> Claim:
    """A claim of a kind, not yet judged. Without `low` and `high` it is a question, which the evaluator answers."""
    least, most = (None if end is None else Decimal(end) for end in (low, high))
    said: dict[str, Any] = {"scope": scope, "relation": relation or Relation(), "low": least, "high": most, "unit": unit}
    claim = Claim(id="", kind=kind, subject=subject, indicator=indicator, period=period, **said)
    return claim.model_copy(update={"id": identity(claim)})


SAID = ("kind", "subject", "indicator", "period", "scope", "relation", "low", "high", "unit")
"""The fields that identify a statement: without its place in a text, its verdict and its evidence."""


def identity(claim: Claim) -> str:
    """The id of a statement: a digest of what it says."""
    return identity_of(claim.model_dump(mode="json", by_alias=True, include=set(SAID)))


def identity_of(form: Mapping[str, Any]) -> str:
    """The id of a statement by the JSON form of a claim that makes it."""
    return hashlib.sha256(json.dumps({n: form[n] for n in SAID}, sort_keys=True).encode()).hexdigest()[:16]
