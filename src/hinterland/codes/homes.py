"""Where a subject is at home: the nation that a region or group is of, its currency, the basis of its figures, and among whom it is ranked;
and where regions lie. All of it comes from the subject's pack. A region of a country without a pack has a nation and nothing else that is
known; without a subject the home pack's nation is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from hinterland import packs
from hinterland.codes.membership import first_level_of
from hinterland.codes.municipalities import region as known
from hinterland.codes.tables import rows, table
from hinterland.packs import Level, Pack
from hinterland.packs.pack import read_cell

FLOWS = ("total", "export", "import")
"""The flows that trade is held by."""

_FOREIGN = re.compile(r"[A-Z]{2}(-.+)?")


@dataclass(frozen=True, slots=True)
class Home:
    """A subject's nation and what its pack says; `peers` is the scope of the regions directly below the nation, `parts` the group that adds up to it."""

    nation: str
    pack: Pack | None = None
    currency: str | None = None
    """The currency its figures are published in first."""
    currencies: tuple[str, ...] = ()
    """The currencies its figures are published in, its own first."""
    peers: str | None = None
    parts: str | None = None
    main_flow: str = "total"
    """The flow by which its regions are ranked."""
    level: Level | None = None
    """The level directly below the nation, with what its regions are called."""

    def is_named_in(self, language: str) -> bool:
        """Whether its pack gives names in a language: where it doesn't, nothing is written of it there."""
        return self.pack is None or language == "en" or language in self.pack.languages

    def basis(self, flow: str | None = None) -> str | None:
        """How trade is attributed to its regions, by flow (`total` without one)."""
        return self.pack.basis[flow or "total"] if self.pack else None


def nation_of(subject: str | None) -> str | None:
    """The code of the nation that a region or group is or lies in; the home pack's without a subject, `None` for what no country holds."""
    if subject is None:
        return packs.home().nation
    entry = known(subject)
    if entry is not None:
        return entry.country
    if (group := table("group").get(subject)) is not None:
        return str(getattr(group, "country", "")) or None
    if _FOREIGN.fullmatch(subject):
        return subject[:2]
    return next((p.nation for p in packs.packs() if p.own_codes and re.fullmatch(p.own_codes, subject)), None)


@cache
def home_of(subject: str | None = None) -> Home:
    """Where a subject is at home; without one, or where no country holds it, the home pack's nation."""
    nation = nation_of(subject) or packs.home().nation
    if (p := packs.of_nation(nation)) is None:
        return Home(nation)
    return Home(nation, p, p.currency, p.currencies, p.peers, p.parts, p.main_flow, p.levels[0])


def is_nation(subject: str | None) -> bool:
    """Whether a subject is a whole nation."""
    return subject is not None and subject == nation_of(subject)


def is_first_level(subject: str | None) -> bool:
    """Whether a subject lies directly below its nation."""
    return subject is not None and first_level_of(subject) == subject


@cache
def homes() -> Mapping[str, Home]:
    """The home of every region and group of the tables."""
    return {code: home_of(code) for kind in ("region", "group") for code in table(kind)}


Point = tuple[Decimal, Decimal]
"""A longitude and a latitude in degrees, east and north."""


@cache
def centroids() -> Mapping[str, Point]:
    """The middle of each region's area, by code (`centroids.csv` of the packs)."""
    return MappingProxyType(
        {r["region"]: (read_cell(r, "longitude", Decimal), read_cell(r, "latitude", Decimal)) for r in rows("centroids")}
    )
