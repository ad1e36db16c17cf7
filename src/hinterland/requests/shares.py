"""What a share is of: the nation's trade, or a region's own where a product, a partner or a trade mode is a part of it.

In goes a request taken apart that asks for a share; out comes the whole, or None where the order of its words leaves open which is meant.
"""

from __future__ import annotations

from typing import Literal

from hinterland.requests.places import Places
from hinterland.requests.scan import Mention, Scan
from hinterland.requests.vocabulary import home

Whole = Literal["nation", "own"]
PART = ("product", "partner", "regime", "abbreviation")
"""Kinds of words for what may be a part of a region's trade."""
OWN = ("part share whole", "share part whole", "part whole share")
"""The orders of words in which the region is the whole."""


def whole(found: Scan, where: Places) -> Whole | None:
    """What a share is of."""
    named, parts = set(found.values("share")), _parts(found, where)
    share = next((m for m, _ in found.every("share")), None)
    alone = where.subjects == (home(),)
    if share is None or not parts or "nation" in named or (home() in where.subjects and not alone):
        return "nation" if parts or not alone else None
    own = next((m for m, _ in found.every("subject") if m not in parts), None)
    if own is None:
        return None
    order = sorted((m.start, name) for name, m in (("part", parts[-1]), ("share", share), ("whole", own)))
    words = " ".join(name for _, name in order)
    flows = [m for m, _ in found.every("flow") if parts[-1].of("regime") is not None and parts[-1].end <= m.start and m.end <= share.start]
    between = found.text[parts[-1].end : share.start].strip()
    beside = share.start >= parts[-1].end and between in ("", *(m.written for m in flows))
    if "own" in named or (words == "whole part share" and beside) or words in OWN:
        return "own"
    return "nation" if words == "whole share part" and not alone else None


def _parts(found: Scan, where: Places) -> list[Mention]:
    """The words that narrow the trade that is asked about: products, trade modes and partners, nations among them."""
    abroad = [m for m, one in found.every("subject") if one.partner in where.partners and one.value != home()]
    return sorted([*abroad, *(m for kind in PART for m, _ in found.every(kind))], key=lambda m: m.start)
