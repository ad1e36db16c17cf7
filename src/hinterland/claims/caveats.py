"""Caveats, computed from the evidence: what to know before quoting a figure that is true as far as held.

A claim's observations, their support and its coverage go in; sentences come out, the weightiest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hinterland.models import Observation, Source


def caveats(
    observations: Sequence[Observation],
    sources: Mapping[str, Source],
    support: Mapping[str, int],
    *,
    own: Sequence[str],
    held: int,
    asked: int,
    bound: str,
) -> list[str]:
    """What to beware of. `own` are the ids of the observations that the claim's own figure rests on, `support` how many sources hold each."""
    found: list[str] = []
    mine = [o for o in observations if o.id in own]
    alone = sorted({sources[o.source].publisher for o in mine if o.reliability in ("news", "secondary") and support.get(o.id, 0) == 1})
    if alone:
        found.append(f"stands on one article or report only ({', '.join(alone)})")
    second_hand = sorted({sources[o.source].publisher for o in mine if o.reliability == "secondary"} - set(alone))
    if second_hand:
        found.append(f"a second-hand figure ({', '.join(second_hand)})")
    if any(o.reliability == "derived" for o in mine):
        found.append("derived, not published as such: " + "; ".join(sorted({o.note or "" for o in mine if o.reliability == "derived"})))
    if asked > 1 and held < asked:
        found.append(f"{asked - held} of {asked} members are not held; {bound}")
    found.extend(sorted({o.note for o in mine if o.note and o.reliability != "derived"}))
    return found
