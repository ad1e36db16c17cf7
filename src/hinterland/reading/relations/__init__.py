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
from hinterland.reading.mentions import Parsed, overlaps

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
    "streak": "streak",
    "value": "value",
    "change": "value",
    "first": "first",
    "record": "record",
    "count": "count",
    "rank": "rank",
    "comparison": "comparison",
    "membership": "membership",
    "index": "statistics",
}
"""The module of each kind of target, in this package; of targets that overlap the first module's stands."""


@cache
def _reader(module: str) -> Kind:
    return cast(Kind, import_module(f"{__name__}.{module}"))


def found(parsed: Parsed, language: Language) -> Iterator[Target]:
    """The targets of all kinds that a sentence's words alone give, none overlapping."""
    taken: list[Target] = []
    for module in dict.fromkeys(KINDS.values()):
        for target in _reader(module).find(parsed, language):
            if not overlaps(target, taken):
                taken.append(target)
    yield from taken


def related(document: Document, decision: Decision, claim: Claim) -> Claim | None:
    """A claim completed by its kind's reader and for its statistic, None where its kind's reader finds no claim in it."""
    from hinterland.reading.relations import statistics
    from hinterland.reading.relations.scopes import of_subject

    completed = _reader(KINDS[claim.kind]).relate(document, decision, claim) if claim.kind in KINDS else claim
    if completed is None:
        return None
    scope = of_subject(completed.scope, document.main_nation, completed.subject)
    return statistics.complete(document, decision, completed.model_copy(update={"scope": scope}))


def speaks_of(parsed: Parsed, target: Target, decided: str | None) -> str | None:
    """The concept of a target: as decided, unless its words name one; none of a price (5 yuan a kilo), of containers, or of a share of another statistic."""
    from hinterland.reading.relations import comparison, statistics
    from hinterland.reading.relations.round_amounts import is_price

    if is_price(parsed, target) or statistics.counts_containers(parsed, target) or statistics.is_share_of_other(parsed, target):
        return None
    if target.kind == "membership":
        return "trade"
    named = comparison.speaks_of(parsed, target) if target.kind == "comparison" else None
    return named or statistics.named(parsed, target, decided) or decided


def marks(document: Document, target: Target, concept: str | None) -> bool:
    """Whether a figure is only the mark that a sentence's count is past, or a first where it is no figure of trade, so that it claims nothing by itself."""
    from hinterland.reading.relations import count
    from hinterland.reading.relations.round_amounts import threshold

    parsed, figure = document.parsed[target.sentence], target.figure
    if target.kind != "figure" or figure is None:
        return False
    counted = any(c.predicate is not None and c.predicate.threshold in (figure.value, -figure.value) for c in count.counts(parsed))
    others = document.firsts.get(target.sentence, []) if concept is None else []
    return counted or any(threshold(parsed, t.start, t.end) == figure for t in others)


def compares(document: Document, target: Target) -> bool:
    """Whether a figure's words set it against another side, so that it is a comparison whatever else it might be."""
    from hinterland.reading.relations import comparison

    return comparison.compares(document, target)
