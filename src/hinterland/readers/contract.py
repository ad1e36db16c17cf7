"""The contract of proposed claims: what any reader may say of a text, and nothing about what is held. `proposals_of` takes a program's JSON
apart, in any of the forms of `docs/reference/claims-proposed.md`; what doesn't fit is a rejection with its reason, never raised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from hinterland.models import Claim, Currency, Flow, Measure, Op, Test

MOST_CLAIMS = 5_000
"""Maximum claims per answer; the rest is rejected."""


class ProposedClaim(BaseModel):
    """One quantitative statement that a reader found in a text.

    `text` are the words of the span exactly as they stand; `start` may say where (in Unicode code points), otherwise claims are placed in the order in which they are
    listed. A slot that the text names in words no table knows holds `"?words"`; one that the text leaves open is null. Verdicts, evidence and held figures are ignored.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str = Field(min_length=1, max_length=300)
    start: int | None = Field(default=None, ge=0)
    kind: Literal["value", "change", "rank", "count", "first", "record", "streak", "comparison", "parts", "membership"] = "value"
    subject: str | None = None
    op: Op = "level"
    concept: str | None = "trade"
    flow: Flow | None = "total"
    product: str | None = "all"
    partner: str | None = "world"
    regime: str | None = "all"
    measure: Measure | None = "value"
    currency: Currency | None = None
    period: str | None = None
    base_period: str | None = None
    versus: str | None = None
    scope: str | None = None
    direction: Literal["up", "down"] | None = None
    number: float | None = Field(default=None, description="The number that words state: 9 of nine provinces, 8 of 第8位.")
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    threshold: float | None = None
    test: Test | None = None
    order: Literal["desc", "asc"] | None = None
    window: str | None = None
    members: list[str] = Field(default_factory=list, max_length=100)
    confidence: float = Field(default=0.97, ge=0, le=1)

    @model_validator(mode="before")
    @classmethod
    def _of_level(cls, given: Any) -> Any:
        """What a place or a count is by, where its operation only repeats its kind: the level."""
        repeats = isinstance(given, Mapping) and given.get("op") == given.get("kind") and given.get("kind") in ("rank", "count")
        return {**given, "op": "level"} if repeats else given

    @field_validator("period", "base_period", mode="before")
    @classmethod
    def _halves(cls, value: Any) -> Any:
        """A whole number as a year or a month (2025, 202507), a half year as months (2025-H1 is 2025-01/2025-06), days as the months they lie in."""
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value) if value < 10_000 else f"{value // 100}-{value % 100:02}"
        if isinstance(value, str):
            value = re.sub(r"(\d{4}-\d\d)-\d\d", r"\1", value)
            start, _, end = value.partition("/")
            value = start if start == end else value
        if isinstance(value, str) and value[4:6] == "-H" and value[6:] in ("1", "2"):
            return f"{value[:4]}-01/{value[:4]}-06" if value[6:] == "1" else f"{value[:4]}-07/{value[:4]}-12"
        return value

    @field_validator("subject", "product", "partner", "regime", "versus", "scope", "period", "base_period", "window", "concept")
    @classmethod
    def _short(cls, value: str | None) -> str | None:
        if value is not None and len(value) > 120:
            raise ValueError("a slot has at most 120 characters")
        return value or None

    @property
    def slots(self) -> dict[str, str | None]:
        """The slots that name things: subject, product, partner, regime."""
        return {"subject": self.subject, "product": self.product, "partner": self.partner, "regime": self.regime}


Rejection = tuple[Any, str]
"""What was proposed, and why it was not taken."""


def flattened(proposal: Mapping[str, Any]) -> dict[str, Any]:
    """A proposal in the flat form: the report's `indicator` and `relation` are lifted into it."""
    flat = {key: value for key, value in proposal.items() if key not in ("indicator", "relation")}
    for nested in ("indicator", "relation"):
        inner = proposal.get(nested)
        if isinstance(inner, Mapping):
            flat |= {key: value for key, value in inner.items() if key not in flat}
    return flat


def proposals_of(answer: Any) -> tuple[list[ProposedClaim], list[Rejection]]:
    """The proposed claims of an answer in their order, and what of it is none."""
    listed = answer.get("claims") if isinstance(answer, Mapping) else answer
    if not isinstance(listed, list):
        return [], [(answer, "an answer is an object with a list of claims")]
    taken: list[ProposedClaim] = []
    rejected: list[Rejection] = [(None, f"more than {MOST_CLAIMS:,} claims")] * max(0, len(listed) - MOST_CLAIMS)
    for one in listed[:MOST_CLAIMS]:
        if not isinstance(one, Mapping):
            rejected.append((one, "a claim is an object"))
            continue
        try:
            taken.append(ProposedClaim.model_validate(flattened(one)))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            strange = [
                f"a claim has no field {str(name)[:60]!r}"
                for name in flattened(one)
                if name not in {**ProposedClaim.model_fields, **Claim.model_fields}
            ]
            rejected.append((one, "; ".join([f"{'.'.join(map(str, first['loc']))}: {first['msg']}", *strange[:1]])))
    return taken, rejected


def contract_schema() -> dict[str, Any]:
    """The JSON schema of an answer."""
    claim = ProposedClaim.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Claims proposed for a text",
        "type": "object",
        "required": ["claims"],
        "properties": {"claims": {"type": "array", "items": claim}},
    }
