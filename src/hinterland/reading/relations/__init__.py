"""What the claims of each kind say beside their slots: scope, test, threshold, order, versus, base, window, members; one module a kind.

A module has `find(parsed, language)`, which gives targets that rest on its words alone, and `relate(document, decision, claim)`, which completes a
claim of its kind. `found` and `related` ask the modules in `KINDS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from hinterland.codes import Language
from hinterland.models import Claim
from hinterland.reading.mentions import Parsed

if TYPE_CHECKING:
    from hinterland.reading.decode import Decision
    from hinterland.reading.document import Document, Target


class Kind(Protocol):
    """A kind's reader."""

    def find(self, parsed: Parsed, language: Language) -> Iterator[Target]:
        """The targets that a sentence's words alone give."""
        ...

    def relate(self, document: Document, decision: Decision, claim: Claim) -> Claim | None:
        """A claim with what it says beside its slots; None where it turns out to be no claim."""
        ...


KINDS = {
    "value": "value",
    "change": "change",
    "first": "first",
    "record": "record",
    "streak": "streak",
    "count": "count",
    "rank": "rank",
    "comparison": "comparison",
    "membership": "membership",
    "index": "statistics",
}
"""The module of each kind of target, in this package."""


@cache
def reader(kind: str) -> Kind | None:
    """A kind's reader, None where it has none."""
    return cast(Kind, import_module(f"{__name__}.{KINDS[kind]}")) if kind in KINDS else None


def found(parsed: Parsed, language: Language) -> Iterator[Target]:
    """The targets of all kinds that a sentence's words alone give, none overlapping."""
    taken: list[Target] = []
    for kind in KINDS:
        for target in cast(Kind, reader(kind)).find(parsed, language):
            if not any(target.start < t.end and t.start < target.end for t in taken):
                taken.append(target)
    yield from taken


def related(document: Document, decision: Decision, claim: Claim) -> Claim | None:
    """A claim completed by its kind's reader and for its statistic, None where its kind's reader finds no claim in it."""
    from hinterland.reading.relations import statistics

    kind = reader(claim.kind)
    completed = claim if kind is None else kind.relate(document, decision, claim)
    return None if completed is None else statistics.complete(document, decision, completed)


def speaks_of(parsed: Parsed, target: Target, decided: str | None) -> str | None:
    """The concept of a target: as decided, unless its words name one."""
    from hinterland.reading.relations import comparison, statistics

    if target.kind == "membership":
        return "trade"
    named = comparison.speaks_of(parsed, target) if target.kind == "comparison" else None
    return named or statistics.named(parsed, target, decided) or decided


def compares(document: Document, target: Target) -> bool:
    """Whether a figure's words set it against another side, so that it is a comparison whatever else it might be."""
    from hinterland.reading.relations import comparison

    return comparison.compares(document, target)
