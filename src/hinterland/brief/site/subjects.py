"""The subjects of a site, and which of them are related.

The nation, the groups of provinces whose members are fixed, and the provinces, in that order; related are those of the same region, and those whose
briefs stand on the same observations, the rarer the better.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from hinterland import codes
from hinterland.codes import Group

NATION = "CN"

WHOLE = "provinces"
"""The group of all provinces: the nation by another name."""

KINDS = ("nation", "groups", "provinces")

REGIONS = ("central", "eastern", "western", "northeast")
"""The groups that every province is in one of."""

NEAR = 4
"""How many related briefs a page names of its own region, and how many others."""


def subjects() -> dict[str, tuple[str, ...]]:
    """The subjects by their kind."""
    groups = tuple(
        g.code for g in codes.entries("group") if isinstance(g, Group) and g.computable and g.country == NATION and g.code != WHOLE
    )
    return {"nation": (NATION,), "groups": groups, "provinces": codes.members(WHOLE)}


def kind_of(subject: str) -> str:
    """The kind of a subject: a group where it has members, the nation, else a province or what lies in one."""
    if subject == NATION:
        return "nation"
    return "groups" if any(g.code == subject for g in codes.entries("group")) else "provinces"


def related(stands_on: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """The related subjects of each, by the ids of the observations that their briefs stand on; the nearest first."""
    used = Counter(o for ids in stands_on.values() for o in ids)
    weight = {o: math.log((1 + len(stands_on)) / n) for o, n in used.items()}
    return {subject: _nearest(subject, stands_on, weight) for subject in stands_on}


def _nearest(subject: str, stands_on: Mapping[str, frozenset[str]], weight: Mapping[str, float]) -> list[str]:
    shared = {other: sum(weight[o] for o in sorted(stands_on[subject] & ids)) for other, ids in stands_on.items() if other != subject}
    order = sorted(shared, key=lambda other: (-shared[other], other))
    near = [other for other in order if _neighbours(subject, other)][:NEAR]
    return near + [other for other in order if shared[other] > 0 and other not in near][:NEAR]


def _neighbours(one: str, other: str) -> bool:
    """Whether two subjects are of one region: provinces of it, or a province and the region."""
    return bool(_regions(one) & _regions(other))


def _regions(subject: str) -> set[str]:
    return {subject} if subject in REGIONS else set(codes.groups_of(subject)) & set(REGIONS)
