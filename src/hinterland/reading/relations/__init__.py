"""What the claims of each kind say beside their slots: scope, test, threshold, order, versus, base, window, members; one module a kind.

A module has `find(parsed, language)`, which gives targets that rest on its words alone, and `relate(document, decision, claim)`, which completes a
claim of its kind. `found` asks the modules in `KINDS`.
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
    from hinterland.reading.confidence import Decision
    from hinterland.reading.document import Document, Target


class Kind(Protocol):
    """A kind's reader."""

    def find(self, parsed: Parsed, language: Language) -> Iterator[Target]:
        """The targets that a sentence's words alone give."""
        ...

    def relate(self, document: Document, decision: Decision, claim: Claim) -> Claim | None:
        """A claim with what it says beside its slots; None where it turns out to be no claim."""
        ...


KINDS = {kind: kind for kind in ("streak", "value", "first", "record", "count", "rank", "comparison", "membership", "direction")}
KINDS |= {"change": "value", "index": "statistics"}
"""The module of each kind of target, in this package; of targets that overlap the first module's stands."""


@cache
def reader(module: str) -> Kind:
    """The reader of a kind by its module."""
    return cast(Kind, import_module(f"{__name__}.{module}"))


def found(parsed: Parsed, language: Language) -> Iterator[Target]:
    """The targets of all kinds that a sentence's words alone give, none overlapping."""
    taken: list[Target] = []
    for module in dict.fromkeys(KINDS.values()):
        for target in reader(module).find(parsed, language):
            if not overlaps(target, taken):
                taken.append(target)
    yield from taken
