"""The brief's answered claims, found by what they say and not by the name a section gave them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hinterland.claims import Evaluated
from hinterland.codes import Language
from hinterland.language import sentence


@dataclass(frozen=True, slots=True)
class Told:
    """The claims of a brief that have an answer; those other than plain values only where the data support them."""

    claims: Mapping[str, Evaluated]
    flow: str = "total"

    def all(self, kind: str, op: str = "level", **wanted: Any) -> Iterator[Evaluated]:
        """Those of a kind whose indicator has the operation, and whose fields (of the claim or its indicator) are as wanted.

        Product, partner and regime are the whole, and the flow is the leading one, unless asked for.
        """
        wanted = {"product": "all", "partner": "world", "regime": "all", "flow": self.flow, "concept": "trade", "measure": "value"} | wanted
        for one in self.claims.values():
            claim = one.claim
            if one.answer is None or claim.kind != kind or claim.indicator.op != op:
                continue
            if kind != "value" and claim.verdict != "supported":
                continue
            if all(getattr(claim, k, getattr(claim.indicator, k, None)) == v for k, v in wanted.items()):
                yield one

    def one(self, kind: str, op: str = "level", **wanted: Any) -> Evaluated | None:
        """The first of them, if any."""
        return next(self.all(kind, op, **wanted), None)


def said(e: Evaluated, language: Language) -> str:
    """A claim as a title: its sentence without the full stop."""
    assert e.answer is not None
    stated = e.claim.model_copy(update={"low": e.answer.low, "high": e.answer.high, "unit": e.evidence.unit})
    return sentence(stated, language)[:-1]
