"""Who belongs to what: regions to regions and groups, partners to blocs at a time. A bloc's members are those that belonged to it through
the whole of a period, to the month, as the customs tables count them (the EU of 2020 has 27)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hinterland.codes.municipalities import region as known
from hinterland.codes.periods import Period
from hinterland.codes.tables import UnknownName, grouped, month, rows, table
from hinterland.packs.pack import read_cell


@dataclass(frozen=True, slots=True)
class Membership:
    """One member of a bloc, or what its published aggregate covered, with its first and last month (`yyyymm`, `None` where open)."""

    bloc: str
    member: str
    first: int | None
    last: int | None

    def holds(self, on: Period | None) -> bool:
        """Whether it held through the whole period; with `None`, whether it holds still."""
        if on is None:
            return self.last is None
        return (self.first is None or self.first <= on.start) and (self.last is None or on.end <= self.last)


def members(code: str, on: Period | None = None) -> tuple[str, ...]:
    """The codes of a group's regions or a bloc's partners; the world's and those of an aggregate that cannot be computed are empty. With no
    period, today's members. Raises `UnknownName` for a code that is neither a group's nor a bloc's."""
    if code in table("group"):
        return _group_members().get(code, ())
    if code in table("partner"):
        return tuple(m.member for m in memberships(code) if m.holds(on))
    raise UnknownName(f'neither a group of regions nor a bloc has the code "{code}"', code, "group")


def group_members(code: str | None) -> tuple[str, ...]:
    """The codes of a group's regions; none for what is no group."""
    return _group_members().get(code or "", ())


def is_group(code: str | None) -> bool:
    """Whether a code is that of a group of regions."""
    return code in table("group")


def memberships(bloc: str) -> tuple[Membership, ...]:
    """Every membership of a bloc there has been, with its months."""
    return _in_time("bloc_members", "member").get(bloc, ())


def groups_of(region: str) -> tuple[str, ...]:
    """The groups a region belongs to itself: a city of a coastal region is in none."""
    return tuple(group for group, codes in _group_members().items() if region in codes)


def blocs_of(partner: str, on: Period | None = None) -> tuple[str, ...]:
    """The blocs a partner belongs to, through the whole of a period or today."""
    return tuple(dict.fromkeys(m.bloc for m in _joined().get(partner, ()) if m.holds(on)))


@cache
def _joined() -> Mapping[str, tuple[Membership, ...]]:
    """The memberships of each partner, in the order of the blocs."""
    return grouped((m.member, m) for all_of in _in_time("bloc_members", "member").values() for m in all_of)


def bloc_scopes(bloc: str) -> tuple[Membership, ...]:
    """The scopes a published aggregate has had, oldest first, where its members are not compiled here."""
    return _in_time("bloc_scopes", "scope").get(bloc, ())


def parent(region: str) -> str | None:
    """The region it lies in; `None` for a nation, and for a code not held."""
    entry = known(region)
    return entry.parent if entry else None


def ancestors(region: str) -> tuple[str, ...]:
    """The regions it lies in, the nearest first."""
    found: list[str] = []
    above = parent(region)
    while above is not None and above not in found:
        found.append(above)
        above = parent(above)
    return tuple(found)


def first_level_of(region: str) -> str | None:
    """The region directly below the nation that a region lies in or is; `None` for a nation."""
    return next((code for code in (region, *ancestors(region)) if (entry := known(code)) and entry.rank == 1), None)


@cache
def _group_members() -> Mapping[str, tuple[str, ...]]:
    return grouped((r["group"], r["region"]) for r in rows("group_members"))


@cache
def _in_time(table: str, column: str) -> Mapping[str, tuple[Membership, ...]]:
    """What stands in a column of a table of blocs, by bloc."""
    return grouped(
        (r["bloc"], Membership(r["bloc"], r[column], read_cell(r, "valid_from", month), read_cell(r, "valid_to", month)))
        for r in rows(table)
    )
