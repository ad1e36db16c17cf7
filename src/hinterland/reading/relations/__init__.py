"""What the claims of each kind say beside their slots: scope, test, threshold, order, versus, base, window, members; one module a kind.

A module may have `find(parsed, language)`, which gives targets that rest on its words alone, and has `relate(document, decision, claim)`, which completes a claim of its kind. `found`
and `related` ask the modules in `KINDS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from hinterland.codes import Language
from hinterland.models import Claim
from hinterland.reading.mentions import Parsed
from hinterland.reading.relations import count, rank

if TYPE_CHECKING:
    from hinterland.reading.decode import Decision
    from hinterland.reading.document import Document, Target


class Kind(Protocol):
    """A kind's reader."""

    def find(self, parsed: Parsed, language: Language) -> Iterator[Target]:
        """The targets that a sentence's words alone give."""
        ...

    def relate(self, document: Document, decision: Decision, claim: Claim) -> Claim | None:
        """A claim with what it says beside its slots; None where it states nothing after all."""
        ...


KINDS: dict[str, Kind] = {"count": count, "rank": rank}
"""The readers by kind."""


def found(parsed: Parsed, language: Language) -> Iterator[Target]:
    """The targets of all kinds that a sentence's words alone give."""
    for kind in KINDS.values():
        yield from kind.find(parsed, language)


def related(document: Document, decision: Decision, claim: Claim) -> Claim | None:
    """A claim completed by its kind's reader, None where it states nothing after all."""
    kind = KINDS.get(claim.kind)
    return claim if kind is None else kind.relate(document, decision, claim)
