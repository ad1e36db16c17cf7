"""The inland shift, measured from one query of panels: shares by group and year, the centre of gravity and its moves, inequality,
dispersion, and each region's shift-share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

from hinterland import codes
from hinterland.codes import Home, Period
from hinterland.indicators import Indicators
from hinterland.language.phrases import levels
from hinterland.models import Basis, Currency, Flow, Indicator, as_json, fields_of
from hinterland.outlook.gravity import Centre, Movement, centre, movement
from hinterland.outlook.inequality import Beta, Inequality, Sigma, beta, inequality, sigma
from hinterland.outlook.panel import Panel, indicator, panels, whole, years_held
from hinterland.outlook.shares import COASTS, REGIONS, GroupShare, ShareChange, change, groups_held, share, shares
from hinterland.outlook.shift_share import Shift, shift_shares
from hinterland.sources.reading import InputError

M = TypeVar("M")

TOLD = ("inland", "central")
"""The groups whose shares are written as claims and sentences; all are measured."""


@dataclass(frozen=True, slots=True)
class InlandShift:
    """All measures over the periods held, oldest first. `changes`, `moved` and `beta` run from the first period to the last; `moves` from
    each to the next. `without` are the changes of inland's share without what is inland by the coastline alone (`by_coastline`): the
    capital, where many firms that trade elsewhere are registered. `shifts` are the regions' shift-shares in the last period, the largest
    own part first."""

    indicator: Indicator
    periods: tuple[Period, ...]
    shares: Mapping[str, tuple[GroupShare, ...]]
    changes: Mapping[str, ShareChange]
    without: tuple[ShareChange, ...]
    centres: tuple[Centre, ...]
    moved: Movement
    moves: tuple[Movement, ...]
    inequality: tuple[Inequality, ...]
    sigma: tuple[Sigma, ...]
    beta: Beta | None
    shifts: tuple[Shift, ...]

    @property
    def last(self) -> Panel:
        """The panel of the last period."""
        return self.centres[-1].panel

    def shift(self, region: str) -> Shift | None:
        """The shift-share of a region in the last period; none where its growth isn't held."""
        return next((s for s in self.shifts if s.region == region), None)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        i = self.indicator
        result = {"flow": i.flow, "basis": i.basis, "currency": i.currency, **fields_of(self, "periods", "shares", "changes", "centres")}
        result["without"] = [
            {"left_out": [r for r in codes.members(c.now.group) if r not in c.now.regions], **c.to_dict()} for c in self.without
        ]
        return result | fields_of(self, "moved", "moves", "inequality", "sigma", "beta") | {"shift_share": as_json(self.shifts)}


def is_divided(home: Home) -> bool:
    """Whether a nation's groups tell its coast and its inland apart."""
    return all(codes.nation_of(g) == home.nation and codes.members(g) for g in COASTS)


def by_coastline() -> frozenset[str]:
    """What is inland by the coastline alone, being of the coastal group of the bureau's four."""
    return frozenset(codes.members(COASTS[1])) & frozenset(codes.members(REGIONS[0]))


def inland_shift(
    indicators: Indicators,
    *,
    flow: Flow = "total",
    first: int = 1990,
    last: int = 2100,
    basis: Basis | None = None,
    currency: Currency | None = None,
    home: Home | None = None,
    brief: bool = False,
) -> InlandShift:
    """Measure the inland shift over the calendar years between two in which more than half of a nation's regions are held. A `brief`
    measure has the shares of the groups that a brief prints and, of all else, the first and the last year alone, without sigma, beta and
    shift-shares. The nation is the home pack's unless said. Raises `InputError` where fewer than two such years are held, and where no
    coast and inland are distinguished."""
    home = home or codes.home_of()
    if not is_divided(home):
        raise InputError(f"no groups tell coast and inland of {codes.name(home.nation)} apart, so that no shift between them is measured")
    of, scope = indicator(flow, basis, currency, home), whole(home.peers)
    years = years_held(indicators, of, scope=scope, first=first, last=last)
    if len(years) < 2:
        raise InputError(
            f"{len(years) or 'no'} year{'s' if len(years) != 1 else ''} of {flow} trade on the {of.basis} basis in {of.currency} "
            f"with more than half of the {levels(home, 'en')['several']} held: a shift needs two"
        )
    found = panels(indicators, of, years, scope=scope)
    groups = TOLD if brief else [*COASTS, *REGIONS, *(g for g in groups_held(scope) if g not in (*COASTS, *REGIONS))]
    by_year = [shares(p, groups) for p in found]
    by_group = {g: tuple(s[g] for s in by_year if g in s) for g in groups}
    centres = _measured(centre, found, brief)
    return InlandShift(
        of,
        tuple(years),
        {g: own for g, own in by_group.items() if own},
        {g: change(own[0], own[-1]) for g, own in by_group.items() if len(own) > 1},
        () if brief else tuple(_without(found[0], found[-1])),
        centres,
        movement(centres[0], centres[-1]),
        tuple(movement(a, b) for a, b in pairwise(centres)),
        _measured(inequality, found, brief),
        () if brief else _measured(sigma, found),
        None if brief else beta(found[0], found[-1]),
        () if brief else tuple(shift_shares(indicators, of, years[-1], scope=scope)),
    )


def _measured(measure: Callable[[Panel], M | None], found: Sequence[Panel], ends: bool = False) -> tuple[M, ...]:
    """A measure of each panel that it can be taken of, or of the first and the last of these alone."""
    if not ends:
        return tuple(m for p in found if (m := measure(p)) is not None)
    first = next(((n, m) for n, p in enumerate(found) if (m := measure(p)) is not None), None)
    rest = () if first is None else reversed(found[first[0] + 1 :])
    last = next((m for p in rest if (m := measure(p)) is not None), None)
    return tuple(m for m in (first and first[1], last) if m is not None)


def _without(before: Panel, now: Panel) -> Iterator[ShareChange]:
    inland, aside = COASTS[1], by_coastline()
    rest = [r for r in codes.members(inland) if r not in aside]
    first, then = share(before, inland, rest), share(now, inland, rest)
    if first is not None and then is not None:
        yield change(first, then)
