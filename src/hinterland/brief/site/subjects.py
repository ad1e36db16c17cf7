"""The subjects of a site, and which of them are related.

The nation, the groups of its regions whose members are fixed, and the regions, in that order; related are those of the same region, and those whose
briefs stand on the same observations, the rarer the better.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from hinterland import codes
from hinterland.codes import Group
from hinterland.language.phrases import regions

KINDS = ("nation", "groups", "regions")

NEAR = 4
"""How many related briefs a page names of its own region, and how many others."""


def subjects(nation: str | None = None) -> dict[str, tuple[str, ...]]:
    """The subjects of a nation (the home pack's without one) by their kind; the group of all its regions is the nation by another name."""
    home = codes.home_of(nation)
    whole = (home.peers, home.parts)
    groups = tuple(
        g.code for g in codes.entries("group") if isinstance(g, Group) and g.computable and g.country == home.nation and g.code not in whole
    )
    return {"nation": (home.nation,), "groups": groups, "regions": codes.members(home.peers) if home.peers else ()}


def kind_of(subject: str) -> str:
    """The kind of a subject: a group where it has members, the nation, else a region or what lies in one."""
    if codes.is_nation(subject):
        return "nation"
    return "groups" if codes.is_group(subject) else "regions"


def related(stands_on: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """The related subjects of each, by the ids of the observations that their briefs stand on; the nearest first."""
    used = Counter(o for ids in stands_on.values() for o in ids)
    weight = {o: math.log((1 + len(stands_on)) / n) for o, n in used.items()}
    return {subject: _nearest(subject, stands_on, weight) for subject in stands_on}


def _nearest(subject: str, stands_on: Mapping[str, frozenset[str]], weight: Mapping[str, float]) -> list[str]:
    shared = {other: sum(weight[o] for o in sorted(stands_on[subject] & ids)) for other, ids in stands_on.items() if other != subject}
    order = sorted(shared, key=lambda other: (-shared[other], other))
    near = [other for other in order if _regions(subject) & _regions(other)][:NEAR]
    return near + [other for other in order if shared[other] > 0 and other not in near][:NEAR]


def _regions(subject: str) -> set[str]:
    """The parts of a country that a subject is or lies in: two that share one are near."""
    parts = set(regions(codes.home_of(subject)))
    return {subject} if subject in parts else set(codes.groups_of(subject)) & parts
