"""How unevenly trade lies among regions: Theil's T, between and within groups, which add up to it. T = sum over regions of s ln(n s), s
being a region's share of the trade of all n (Theil, Economics and Information Theory, 1967). Over groups g with n_g members and the share
S_g of trade, T = sum S_g ln(S_g n / n_g) between them + sum S_g T_g within them (Shorrocks, Econometrica 48, 1980). Each region counts
once, since populations are not held. T is 0 where all trade the same and ln n where one trades all; it is in nats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal, localcontext
from typing import Any

from hinterland import codes
from hinterland.interval import Interval, total
from hinterland.models import fields_of
from hinterland.outlook.exact import DIGITS, SHOWN, Measured, logarithm, widened
from hinterland.outlook.panel import Panel
from hinterland.outlook.shares import REGIONS

NAT = "nat"


@dataclass(frozen=True, slots=True)
class GroupInequality:
    """A group's part: its share of trade (of one), the Theil index among its own members, and what both give to the within part."""

    group: str
    members: int
    share: Decimal
    theil: Decimal
    contribution: Decimal

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {n: v if isinstance(v, str | int) else float(v) for n, v in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Inequality:
    """Theil's T of a panel in nats: `theil` is `between` + `within`, and `within` the sum of the groups' contributions, to the last digit."""

    panel: Panel
    theil: Measured
    between: Measured
    within: Measured
    groups: tuple[GroupInequality, ...]

    @property
    def between_percent(self) -> Decimal:
        """The part of the inequality that lies between groups, in percent of it; zero where there is none."""
        return Decimal(0) if not self.theil.value else round(100 * self.between.value / self.theil.value, 6)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        result = self.panel.about() | fields_of(self, "theil", "between", "within", "groups")
        return result | {"between_percent": float(self.between_percent)}


def theil(values: Sequence[Decimal]) -> Decimal:
    """Theil's T of amounts not below zero, in nats, to forty digits. Raises `ValueError` where nothing is above zero, or anything below."""
    if not values or min(values) < 0 or not any(values):
        raise ValueError("inequality is measured among amounts not below zero, of which one at least is above it")
    with localcontext(DIGITS):
        whole, n = sum(values, Decimal(0)), len(values)
        return sum(((v / whole) * (n * v / whole).ln() for v in values if v), Decimal(0))


def inequality(panel: Panel, groups: Sequence[str] = REGIONS) -> Inequality | None:
    """The inequality of a panel's trade between and within groups that divide its members among them; none unless more than half are held.
    A missing member stands at the last level held, and within its bound in the widest interval, since the index depends on how many there
    are. Raises `ValueError` where a member belongs to none of the groups or to two."""
    place = _places(panel, groups)
    filled, whole = panel.filled()
    if not panel.enough or not any(m.value for m in filled.members):
        return None
    values = [m.value or Decimal(0) for m in filled.members]
    where = [place[m.region] for m in filled.members]
    found, between, within = _parts(values, where, groups)
    answer = _enclosed([m.rounding.closed for m in filled.members if m.rounding], where, groups)
    wide = [m.widest for m in panel.members if m.widest is not None]
    widest = _enclosed(wide, where, groups) if whole else (None, None, None)
    all_of, apart, inside = (Measured(v, a, w, NAT) for v, a, w in zip((between + within, between, within), answer, widest, strict=True))
    return Inequality(panel, all_of, apart, inside, found)


def _places(panel: Panel, groups: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for group in groups:
        for region in codes.members(group):
            if region in found:
                raise ValueError(f"{region} is in {found[region]} and in {group}; groups that share a member don't decompose")
            found[region] = group
    if outside := [m.region for m in panel.members if m.region not in found]:
        raise ValueError(f"{outside[0]} is in none of the groups {', '.join(groups)}")
    return found


def _parts(values: Sequence[Decimal], place: Sequence[str], groups: Sequence[str]) -> tuple[tuple[GroupInequality, ...], Decimal, Decimal]:
    with localcontext(DIGITS):
        whole, n = sum(values, Decimal(0)), len(values)
        found, between = [], Decimal(0)
        for group in groups:
            own = [v for v, g in zip(values, place, strict=True) if g == group]
            if not any(own):
                continue
            share, index = sum(own, Decimal(0)) / whole, theil(own)
            between += share * (share * n / len(own)).ln()
            found.append(GroupInequality(group, len(own), share.quantize(SHOWN), index.quantize(SHOWN), (share * index).quantize(SHOWN)))
        return tuple(found), between.quantize(SHOWN), sum((g.contribution for g in found), Decimal(0))


def _enclosed(box: Sequence[Interval], place: Sequence[str], groups: Sequence[str]) -> tuple[Interval, Interval, Interval]:
    """Intervals that hold T, its between part and its within part wherever the amounts lie in their box, by the mean value theorem. The
    slope of T along an amount y is (ln(y / mean) - T) / sum of all; that of the part between has the mean of y's group in place of y, and
    that of the part within sets y against the mean of its group. Slopes are taken over the whole box, with bounds on T that are narrowed
    once."""
    middles = [x.middle or Decimal(0) for x in box]
    _, between, within = _parts(middles, place, groups)
    with localcontext(DIGITS):
        whole = total(box)
        sums = {g: total(x for x, at in zip(box, place, strict=True) if at == g) for g in dict.fromkeys(place)}
        n = Decimal(len(box))
        against_all = [logarithm(x.scaled(n) / whole) for x in box]
        between_logs = [logarithm(sums[g].scaled(n / place.count(g)) / whole) for g in place]
        within_logs = [logarithm(x.scaled(place.count(g)) / sums[g]) for x, g in zip(box, place, strict=True)]
        most = Interval(Decimal(0), n.ln(), True, True)

        def enclose(at: Decimal, logs: Sequence[Interval]) -> Interval:
            around = most
            for _ in range(2):
                steps = [(log - around) / whole * (x - Interval.exact(m)) for log, x, m in zip(logs, box, middles, strict=True)]
                around = _clipped(Interval.exact(at) + total(steps), most)
            found = widened(*(e or Decimal(0) for e in (around.low, around.high)))
            return Interval(max(Decimal(0), found.low or Decimal(0)), found.high, True, True)

        return enclose(between + within, against_all), enclose(between, between_logs), enclose(within, within_logs)


def _clipped(x: Interval, most: Interval) -> Interval:
    low = most.low if x.low is None or (most.low is not None and x.low < most.low) else x.low
    high = most.high if x.high is None or (most.high is not None and x.high > most.high) else x.high
    return Interval(low, high, True, True)
