"""Rankings by what changed from one year to another: which region's exports grew most, which added most, gained most share, climbed most places.

`asked(found, where)` says whether that is asked, `request(r, found, where, kind)` gives the request for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hinterland import codes
from hinterland.codes import Period
from hinterland.requests import refusals
from hinterland.requests.marks import group_of
from hinterland.requests.places import Places
from hinterland.requests.scan import Scan
from hinterland.requests.totals import Computed, moneys_of, ranked_by

if TYPE_CHECKING:
    from hinterland.requests.model import Request

RANKED = ("superlative", "one", "many", "rank")
OTHERS = ("claim", "brief", "balance", "cagr", "mean", "compare", "each", "outlook", "contribution", "refused", "amount", "not", "record")
"""Kinds of words with which a request asks for something else."""


def asked(found: Scan, where: Places) -> bool:
    """Whether members of a group are to be ranked by what changed over years."""
    named = refusals.periods(found)
    years = [p for p in named if p.whole_years]
    over = len(years) == len(named) and (len(named) == 2 or (len(named) == 1 and named[0].months > 12))
    first = found.every("superlative") or any(not c.nth for c in found.counts)
    ranked = first and bool(found.counts or any(found.every(kind) for kind in RANKED)) and bool(found.every("growth"))
    plain = not (found.figures or any(found.every(kind) for kind in OTHERS) or any(c.nth for c in found.counts))
    return bool(over and ranked and plain) and refusals.grown_on(found) is None and group_of(where) is not None


def request(r: Request, found: Scan, where: Places, kind: Computed) -> Request:
    """The request for what is asked, from what single words say."""
    group, named = str(group_of(where)), sorted(r.periods)
    placed = found.every("rank") and not any(found.every(kind) for kind in ("share", "increment")) and refusals.is_moved(found)
    of = "share" if found.every("share") else "place" if placed else "amount" if found.every("increment") else "rate"
    top, order = ranked_by(found, "ranking", falling=True)
    return replace(
        r,
        what="ranking",
        op="level",
        of=of,
        subjects=codes.members(group),
        among=group,
        periods=(Period(named[0].start, named[-1].end),),
        currency=next(iter(moneys_of(found, None)), None),
        computed=kind,
        order=order,
        top=top,
    )
