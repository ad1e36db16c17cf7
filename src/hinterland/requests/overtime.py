"""What a request asks of several years of a lead or a place: whether a gap narrowed or widened, the place in each year, and since when one is held.

`asked(found, where)` names which of them it is, `request(r, found, where, kind)` gives the request for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hinterland.models import Op
from hinterland.requests import refusals
from hinterland.requests.places import Places
from hinterland.requests.scan import Scan
from hinterland.requests.totals import Computed, moneys_of

if TYPE_CHECKING:
    from hinterland.requests.request import Request

OVERTIME: tuple[Computed, ...] = ("gapover",)
OTHERS = ("outlook", "able", "brief", "share", "contribution", "cagr", "mean", "multiple", "superlative", "rank", "one", "many")
"""Kinds of words with which a request asks for something else than how a gap changed."""


def asked(found: Scan, where: Places) -> Computed | None:
    """What over the years is asked; None where a request asks for nothing of the kind."""
    if found.figures or found.values("refused") or found.values("measure"):
        return None
    return "gapover" if _is_gap(found, where) else None


def _is_gap(found: Scan, where: Places) -> bool:
    """Whether it is asked how far apart two regions, or a region's exports and imports, came to be: by a word that tells of a gap, and one of how it changed."""
    both = set(found.values("flow")) >= refusals.BOTH or "apart" in found.values("both")
    sides = len(where.subjects) == 2 or bool(found.every("balance")) or both
    gap = found.every("apart") or found.every("balance")
    other = found.counts or found.every("minus") or any(found.every(kind) for kind in OTHERS)
    return bool(found.every("narrowing") and gap and sides and len(where.subjects) < 3) and not other


def request(r: Request, found: Scan, where: Places, kind: Computed) -> Request:
    """The request for what is asked of several years, from what single words say."""
    regions = where.subjects or (where.nation,)
    rates = [m for m, _ in found.every("growth") if m.of("narrowing") is None and not {x.kind for x in m.meanings} & MOVED]
    balance = len(regions) == 1 or bool(found.every("balance"))
    op: Op = "balance" if balance else "growth" if rates else "level"
    return replace(
        r,
        what="comparison" if len(regions) > 1 else "figure",
        op=op,
        flow=None if balance else r.flow,
        subjects=regions,
        periods=tuple(sorted(r.periods)),
        currency=next(iter(moneys_of(found, None)), None),
        computed=kind,
    )


MOVED = {"turned", "falling", "moved", "annual"}
"""Kinds of words for growth that tell of a gap how it changed, and ask for no rates."""
