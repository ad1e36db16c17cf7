"""What a request asks of several years of a lead or a place: whether a gap narrowed or widened, the place in each year, and since when one is held; and the middle of a ranking.

`asked(found, where)` names which of them it is, `request(r, found, where, kind)` gives the request for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hinterland import codes
from hinterland.models import Op
from hinterland.requests import refusals
from hinterland.requests.messages import message
from hinterland.requests.places import Places
from hinterland.requests.scan import Scan
from hinterland.requests.totals import Computed, moneys_of
from hinterland.requests.vocabulary import scope

if TYPE_CHECKING:
    from hinterland.requests.model import Request

OVERTIME: tuple[Computed, ...] = ("gapover", "places", "standing", "median")
OTHERS = ("share", "superlative", "rank", "one", "many")
"""Kinds of words with which a request asks for something else than how a gap changed."""


def asked(found: Scan, where: Places) -> Computed | None:
    """What over the years is asked; None where a request asks for nothing of the kind."""
    refused = {*found.values("refused"), *found.values("measure")}
    averaged = (
        found.every("mean") and not refused and found.every("many") and not any(found.every(kind) for kind in ("growth", "sum", "rank"))
    )
    if (averaged or (found.every("median") and refused == {"average"})) and _group(where) and not (found.figures or found.counts):
        return "median"
    others = [kind for kind in DENIED if kind != "outlook" or not found.every("narrowing") or refusals.periods(found)]
    if found.figures or refused - {"streak"} or any(found.every(kind) for kind in others):
        return None
    if len(_regions(where)) == 1 and codes.get("subject", _regions(where)[0]).kind == "region":
        spans = all(p.months > 12 for p in refusals.periods(found))
        stays = bool(found.every("stays")) and spans and any(not c.nth for c in found.counts)
        if (refused or found.every("since") or stays) and _is_placed(found, where):
            return "standing"
        if not refused and _is_ranked(found):
            return "places"
    return "gapover" if not refused and _is_gap(found, where) else None


def _regions(where: Places) -> tuple[str, ...]:
    return tuple(s for s in where.subjects if s != where.nation)


def _group(where: Places) -> str:
    """The group whose middle member is asked for: the one named, else the regions of the nation; empty where single regions are named."""
    named = _regions(where) or (where.group or where.nation,)
    whole = codes.home_of(named[0])
    group = (whole.peers or scope()) if named[0] == whole.nation else named[0]
    return group if len(named) == 1 and codes.held("group", group) is not None else ""


def _is_placed(found: Scan, where: Places) -> bool:
    """Whether one place of a region is named, or that it is among the first or the last: the second, the largest exporter, in the top ten."""
    among = where.nation in where.subjects or where.group or any(found.every(kind) for kind in AMONG)
    return len({(c.start, c.end) for c in found.counts}) == 1 or bool(not found.counts and found.every("superlative") and among)


def _is_ranked(found: Scan) -> bool:
    """Whether the place of a region is asked in each year, or how it changed, where no year is named or a span of them is."""
    changed = bool(found.every("growth")) and refusals.is_moved(found)
    listed = "year" in found.values("each") and not found.every("superlative")
    years = refusals.periods(found)
    alone = not found.counts and (not years or (changed and all(p.whole_years for p in years) and refusals.is_over_years(found)))
    return bool(found.every("rank")) and alone and (changed or listed)


AMONG = ("exporter", "importer", "trader", "one", "many", "leads", "asserted")
"""Kinds of words that tell that a region is the largest of all, and not when its own figures were."""
DENIED = ("outlook", "able", "brief", "contribution", "cagr", "mean", "multiple", "not")
"""Kinds of words with which a request asks for something else."""


def _is_gap(found: Scan, where: Places) -> bool:
    """Whether it is asked how far apart two regions, or a region's exports and imports, came to be: by a word that tells of a gap, and one of how it changed."""
    both = set(found.values("flow")) >= refusals.BOTH or "apart" in found.values("both")
    sides = len(where.subjects) == 2 or bool(found.every("balance")) or both
    gap = found.every("apart") or found.every("balance")
    other = found.counts or found.every("minus") or any(found.every(kind) for kind in OTHERS)
    return bool(found.every("narrowing") and gap and sides and len(where.subjects) < 3) and not other


def request(r: Request, found: Scan, where: Places, kind: Computed) -> Request:
    """The request for what is asked, from what single words say."""
    r = replace(r, what="ranking", currency=next(iter(moneys_of(found, None)), None), computed=kind, periods=tuple(sorted(r.periods)))
    if kind == "median":
        notes = () if where.subjects or where.group else (message("assumed:scope", r.language),)
        of = None if found.every("median") else "mean"
        return replace(r, of=of, subjects=(_group(where),), assumptions=(*r.assumptions, *notes))
    if kind == "gapover":
        regions = where.subjects or (where.nation,)
        if found.every("outlook"):
            r = replace(r, assumptions=(*r.assumptions, message("gapahead", r.language)))
        rates = [m for m, _ in found.every("growth") if m.of("narrowing") is None and not {x.kind for x in m.meanings} & MOVED]
        balance = len(regions) == 1 or bool(found.every("balance"))
        op: Op = "balance" if balance else "growth" if rates else "level"
        return replace(r, what="comparison" if len(regions) > 1 else "figure", op=op, flow=None if balance else r.flow, subjects=regions)
    count = next(iter(found.counts), None) if kind == "standing" else None
    ends = [count.order] if count is not None and count.order else found.values("superlative")
    return replace(
        r,
        op="level" if r.op == "growth" and refusals.is_moved(found) else r.op,
        subjects=_regions(where),
        each="year",
        nth=None if kind == "places" else count.number if count is not None and count.nth else 1,
        nth_to=None if count is None else count.last if count.nth else count.number,
        order="asc" if ends[:1] == ["asc"] else "desc",
    )


MOVED = {"turned", "falling", "moved", "annual"}
"""Kinds of words for growth that tell of a gap how it changed, and ask for no rates."""
