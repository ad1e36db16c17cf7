"""The terms in which a brief asks of its subject: where it is at home, with which flow it leads, in what currency and on which basis its trade is counted.

All of it is what the subject's pack says. Where a pack leads with one flow but all trade is held, all trade leads; where it counts its flows in several ways, a flow is asked
for in the one that is held.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from hinterland import codes
from hinterland.codes import Home, Period
from hinterland.codes.tables import grouped
from hinterland.indicators import Indicators
from hinterland.language.phrases import phrase, regions
from hinterland.models import Flow, Indicator

PACKAGE = "hinterland.brief"

FLOWS: tuple[Flow, ...] = ("total", "export", "import")


@dataclass(frozen=True, slots=True)
class Terms:
    """A subject's home, the flow its brief leads with, the currency of its nation's figures, and the basis of each flow."""

    home: Home
    flow: Flow
    currency: str
    bases: Mapping[str, str]

    def trade(self, op: str = "level", **changes: Any) -> Indicator:
        """The indicator of the leading flow of goods trade, in the nation's currency unless said otherwise."""
        flow = changes.get("flow", self.flow)
        return Indicator(**{"op": op, "flow": flow, "basis": self.bases[flow or "total"], "currency": self.currency, **changes})


def terms(indicators: Indicators, subject: str, period: Period) -> Terms:
    """The terms of a subject in a period."""
    home = codes.home_of(subject)
    own = home if home.pack else codes.home_of()
    bases: dict[str, str] = {flow: own.basis(flow) or "" for flow in FLOWS}
    currency = home.currency or indicators.currency(subject)
    flow = cast(Flow, home.main_flow)
    if home.pack and flow == "total" and len(set(bases.values())) == 1:
        return Terms(home, flow, currency, bases)
    indicators.include([subject])
    rows = indicators.engine.rows(PACKAGE, "flows_held", region=subject, first=period.start, last=period.end)
    held = grouped((row["flow"], row["basis"]) for row in rows)
    if home.pack is None or len(set(bases.values())) > 1:
        bases |= {f: found[0] for f, found in held.items() if f in bases and bases[f] not in found}
    return Terms(home, "total" if "total" in held else flow, currency, bases)


def region_of(subject: str) -> str | None:
    """The group of a nation's regions within which a subject is compared: the one of its pack's that it lies in."""
    return next((g for g in codes.groups_of(subject) if g in regions(codes.home_of(subject))), None)


def whole_of(subject: str) -> str | None:
    """The scope of the members of a whole: the regions of a nation, the members of a group; nothing for a single region."""
    if codes.is_nation(subject):
        return codes.home_of(subject).peers
    return subject if codes.is_group(subject) else None


def is_part(subject: str) -> bool:
    """Whether a subject is less than its nation: neither that nor the group of all its regions, of which a share of it and a pace beside it say nothing."""
    return not codes.is_nation(subject) and subject != codes.home_of(subject).peers


def inside(subject: str) -> tuple[str, ...]:
    """The members of a whole; none for a single region."""
    scope = whole_of(subject)
    return codes.members(scope) if scope else ()


def level_of(code: str) -> str:
    """What a region is called by its level: `state`, `municipality`; `region` where its pack names none."""
    pack = codes.home_of(code).pack
    own = codes.get("region", code).level
    return next((each.one["en"] for each in pack.levels if each.code == own), "region") if pack else "region"


def kind_of(code: str) -> str:
    """What sort of region a code is, for the word that stands for it: nation, group, the group of its pack's that has a word of its own, else its level."""
    if codes.is_nation(code):
        return "nation"
    if codes.is_group(code):
        return "group"
    return next((g for g in codes.groups_of(code) if phrase(f"again:{g}", "en", home=codes.home_of(code))), "level")


def is_ranked(subject: str) -> bool:
    """Whether a subject is one of the regions directly below its nation that are ranked among each other."""
    home = codes.home_of(subject)
    return (
        home.level is not None
        and home.peers is not None
        and codes.is_first_level(subject)
        and codes.get("region", subject).level == home.level.code
    )
