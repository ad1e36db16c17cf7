"""Several conditions that a ranking's members must meet at once: exports that fell while imports rose."""

from __future__ import annotations

from typing import Literal

from hinterland.models import Flow
from hinterland.requests.scan import Scan
from hinterland.requests.slots import FLOWS

Condition = tuple[Flow, Literal[">", "<"]]
"""A flow, and whether it is to have risen or fallen."""
SIDES = 2


def conditions(found: Scan) -> tuple[Condition, ...]:
    """Exports and imports, each with whether it is to have risen or fallen, in order; none where they aren't paired so."""
    named = [next(f for f in FLOWS if f == one.value) for _, one in found.every("flow")]
    turns: list[Literal[">", "<"]] = [
        "<" if m.of("falling") is not None else ">"
        for m, _ in found.every("growth")
        if any(m.of(kind) for kind in ("turned", "falling", "moved"))
    ]
    is_paired = len(named) == len(turns) == SIDES and set(named) == {"export", "import"} and len(set(turns)) == SIDES
    return tuple(zip(named, turns, strict=True)) if is_paired else ()
