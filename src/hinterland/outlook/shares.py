"""The share of each group of regions in the trade of all, period by period. The whole is the sum of the regions held, so that groups that
divide the regions add up to one hundred percent exactly; the published national total stands in the claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hinterland import codes
from hinterland.models import plain
from hinterland.outlook.exact import Ends, Measured, decimal, outwards, share_bounds
from hinterland.outlook.panel import Member, Panel, alike, whole

REGIONS = ("eastern", "central", "western", "northeast")
"""The statistics bureau's four groups, which divide the regions below the nation among them."""

COASTS = ("coastal", "inland")
"""The other division. What has no coast is inland, whichever group it belongs to otherwise."""


@dataclass(frozen=True, slots=True)
class GroupShare:
    """A group's share of the trade of all regions, in percent. `part` and `whole` are the amounts held, whose quotient it is exactly."""

    group: str
    regions: tuple[str, ...]
    panel: Panel
    part: Decimal
    whole: Decimal
    percent: Measured
    held: int
    asked: int

    @property
    def exact(self) -> Fraction:
        """The share, of one, without rounding."""
        return Fraction(self.part) / Fraction(self.whole)

    @property
    def coverage(self) -> str:
        """How many of the group's members are held: `19 of 20`."""
        return f"{self.held} of {self.asked}"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; amounts in the currency, the share in percent."""
        own = {"group": self.group, "members": self.coverage, "part": plain(self.part), "whole": plain(self.whole)}
        return {**self.panel.about(), **own, "share": self.percent.to_dict()}


def groups_held(scope: str | None = None) -> Mapping[str, tuple[str, ...]]:
    """The named groups whose members all belong to a scope, with their members, but the scope itself."""
    scope = whole(scope)
    every = set(codes.members(scope))
    found = {g.code: codes.members(g.code) for g in codes.entries("group") if g.code != scope}
    return {group: members for group, members in found.items() if members and set(members) < every}


def share(panel: Panel, group: str, members: Sequence[str] | None = None) -> GroupShare | None:
    """The share of a group, or of the members named, in a panel; none unless more than half of both the group and the rest are held."""
    regions = codes.members(group) if members is None else tuple(members)
    inside = panel.only(regions, group)
    outside = panel.only((m.region for m in panel.members if m not in inside.members), "rest")
    if not (inside.enough and outside.enough):
        return None
    part, rest = _sum(inside.held), _sum(outside.held)
    if not part + rest:
        return None
    low, high = share_bounds(_narrow(inside.held), _narrow(outside.held))
    wide = (_wide(inside.members), _wide(outside.members))
    around = None if wide[0] is None or wide[1] is None else share_bounds(wide[0], wide[1])
    widest = around and outwards(100 * around[0], 100 * around[1])
    exact = Fraction(part) / Fraction(part + rest)
    percent = Measured(decimal(100 * exact), outwards(100 * low, 100 * high), widest, "percent")
    return GroupShare(group, regions, panel, part, part + rest, percent, len(inside.held), len(inside.members))


def shares(panel: Panel, groups: Sequence[str] | None = None) -> dict[str, GroupShare]:
    """The shares of some groups, or of all that lie within the panel, by group; groups too thinly held are left out."""
    found = {g: share(panel, g) for g in (groups if groups is not None else groups_held(panel.scope))}
    return {g: s for g, s in found.items() if s is not None}


@dataclass(frozen=True, slots=True)
class ShareChange:
    """How many percentage points a group's share rose (below zero: fell) between two periods."""

    before: GroupShare
    now: GroupShare
    points: Measured

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"group": self.now.group, "before": self.before.to_dict(), "now": self.now.to_dict(), "change": self.points.to_dict()}


def change(before: GroupShare, now: GroupShare) -> ShareChange:
    """The change of a share between the members held in both periods. Raises `ValueError` where the two are not of one group, basis, flow and currency."""
    if before.regions != now.regions:
        raise ValueError("shares are compared of one group only")
    first, then = (share(p, before.group, before.regions) for p in alike([before.panel, now.panel]))
    if first is None or then is None:
        raise ValueError(f"too few members of {before.group} are held in both periods")
    a, b = first.percent, then.percent
    widest = None if a.widest is None or b.widest is None else b.widest - a.widest
    return ShareChange(first, then, Measured(decimal(100 * (then.exact - first.exact)), b.answer - a.answer, widest, "percentage_point"))


def _sum(members: Sequence[Member]) -> Decimal:
    return sum((m.value for m in members if m.value is not None), Decimal(0))


def _narrow(members: Sequence[Member]) -> Ends:
    return sum((m.narrow[0] for m in members), Fraction(0)), sum((m.narrow[1] for m in members), Fraction(0))


def _wide(members: Sequence[Member]) -> Ends | None:
    found = [m.wide for m in members]
    if any(w is None for w in found):
        return None
    return sum((w[0] for w in found if w), Fraction(0)), sum((w[1] for w in found if w), Fraction(0))
