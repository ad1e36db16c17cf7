"""Needs in, answers out: the one way to ask for a figure, whoever asks (show, the brief, the claims). All needs of a question go to SQL as
one table (`sql/resolve.sql`), so asking for a hundred figures costs one query."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.codes import Period
from hinterland.indicators.computed import Asked, NotIndexed, computed, goes_first, published
from hinterland.indicators.figures import series
from hinterland.indicators.index import Index
from hinterland.interval import Interval, millionth
from hinterland.models import Indicator, Observation, Source
from hinterland.warehouse.engine import Engine, Value
from hinterland.warehouse.schema import columns

PACKAGE = "hinterland.indicators"

NEED_COLUMNS = columns(
    "need long", "region", "op", "concept", "flow", "product", "partner", "regime", "measure", "basis", "currency",
    "first_month integer", "last_month integer", "versus", "base_first integer", "base_last integer",
)  # fmt: skip


REVISED_BASE = "revised base"
"""How the note on a base begins that a later level and its published growth imply."""

HOMES = columns(
    "region", "nation", "peers", "parts", "main_flow", "currency", "second", "currency_name", "second_name", *(f"basis_{flow}" for flow in codes.FLOWS),
)  # fmt: skip
"""The columns of the table `homes`."""

FEW = 100_000
"""Of so many levels all growth is reckoned at once; of more, that of the series asked for whenever it is asked."""


@dataclass(frozen=True, slots=True)
class Need:
    """One figure asked for. `versus` is the whole of a share or the nation of a contribution; `base` the period a rate starts from."""

    region: str
    indicator: Indicator
    period: Period
    versus: str | None = None
    base: Period | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as an interval, with how it came about (`published`, `derived`, `sum`, `computed`) and the ids of its observations."""

    value: Decimal
    interval: Interval
    unit: str
    how: str
    observations: tuple[str, ...]
    held: int = 1
    members: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What is held for a need: as published, as computed, either of which may be missing."""

    need: Need
    published: Quantity | None
    computed: Quantity | None

    @property
    def best(self) -> Quantity | None:
        """Growth, contributions and compound rates as published, since they use the revised base, and a share that its levels leave open; everything else computed
        from levels where these are held.
        """
        if self.published is None or self.computed is None:
            return self.published or self.computed
        ends = self.computed.interval
        return self.published if goes_first(self.need.indicator.op, self.published.value, ends.low, ends.high) else self.computed


class Indicators:
    """The indicator views over one state."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.members = {g.code: list(members) for g in codes.entries("group") if (members := codes.members(g.code))}
        self.groups = set(self.members)
        self.siblings = _siblings(engine)
        self.scopes = {group: list(members) for group, members in self.members.items()}
        for scope, member in self.siblings:
            self.scopes.setdefault(scope, []).append(member)
        partners = (p for p in codes.entries("partner") if isinstance(p, codes.Partner))
        self.partner_kinds = {p.code: "country" if p.type == "territory" else p.type for p in partners}
        self._summed: set[str] = set()
        self._sources: dict[str, Source] | None = None
        engine.when_open(self._lay)

    def _lay(self) -> None:
        """Create the tables and views over the engine."""
        engine = self.engine
        # A number of each region's own, such that the sums of two sets of regions are equal only where the sets are.
        number = {m: int(hashlib.sha256(m.encode()).hexdigest()[:12], 16) for members in self.members.values() for m in members}
        members = [(group, m, number[m]) for group, members in self.members.items() for m in members]
        engine.put("scope_members", {"scope": "string", "member": "string", "number": "long"}, members)
        homes = (("", codes.home_of()), *codes.homes().items())
        engine.put("homes", HOMES, [home_row(code, h) for code, h in homes if h.pack is not None])
        groups = (g for g in codes.entries("group") if isinstance(g, codes.Group))
        scopes = [(m, g.code, kind) for g in groups for kind in g.mined for m in codes.members(g.code)]
        first_level = (
            (m, h.peers) for m, h in codes.homes().items() if h.peers and codes.is_first_level(m) and m in codes.members(h.peers)
        )
        peers = [(m, scope, kind) for m, scope in first_level for kind in ("rank", "first")]
        engine.put("mined_scopes", {"member": "string", "scope": "string", "kind": "string"}, scopes + peers)
        engine.put("siblings", {"scope": "string", "member": "string"}, self.siblings)
        engine.put("partner_kinds", {"partner": "string", "kind": "string"}, list(self.partner_kinds.items()))
        engine.script(PACKAGE, "views")
        [held] = engine.fetch("SELECT count(*) AS levels FROM levels")
        self._reckoned = held["levels"] <= FEW
        if self._reckoned:
            engine.make("growths", "SELECT * FROM reckoned")
        else:
            engine.script(PACKAGE, "growths")

    def include(self, regions: Iterable[str | None] | None = None) -> None:
        """See to it that the table `levels` holds those regions of these that are groups, each summed when first asked for; all groups without argument."""
        asked = self.groups if regions is None else self.groups.intersection(r for r in regions if r)
        if new := sorted(asked - self._summed):
            self.engine.put("groups_asked", {"scope": "string"}, [(g,) for g in new])
            self.engine.script(PACKAGE, "groups")
            if self._reckoned:
                self.engine.script(PACKAGE, "growths_of_groups")
            self._summed.update(new)

    def currency(self, subject: str) -> str:
        """The currency a subject's trade is held in: that of its pack where any is or nothing is held, else the one that is."""
        held = self.engine.rows(PACKAGE, "currencies", region=subject)
        found = {str(r["currency"]) for r in held if r["currency"]}
        own = codes.home_of(subject).currencies or codes.home_of().currencies
        return next((c for c in own if c in found), min(found, default=own[0]))

    def ask(self, needs: Sequence[Need]) -> list[Answer]:
        """Answer needs in their order, with one query; what was asked of this state before isn't asked again."""
        return self.engine.once("answers", needs, self._ask)

    def _ask(self, needs: Sequence[Need]) -> list[Answer]:
        index = Index.of(self.engine)
        found = [_look_up(index, n) if index is not None and not self.groups.intersection((n.region, n.versus)) else None for n in needs]
        left = [n for n, answer in zip(needs, found, strict=True) if answer is None]
        asked = iter(self._ask_in_sql(left) if left else ())
        return [answer or next(asked) for answer in found]

    def _ask_in_sql(self, needs: Sequence[Need]) -> list[Answer]:
        self.include(r for n in needs for r in (n.region, n.versus))
        self.engine.put("needs", NEED_COLUMNS, [_row(i, n) for i, n in enumerate(needs)])
        rows = self.engine.rows(PACKAGE, "resolve")
        return [Answer(needs[r["need"]], _figure(r, "published"), _figure(r, "computed")) for r in rows]

    def observations(self, ids: Iterable[str]) -> list[Observation]:
        """Observations by id, held or derived, in the order asked; what a derived one was made from follows it."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return []
        self.engine.put("wanted", {"place": "long", "id": "string"}, list(enumerate(wanted)))
        return [observation(r) for r in self.engine.rows(PACKAGE, "observations")]

    def held(self, ids: Iterable[str]) -> dict[str, Observation]:
        """Observations by id, held or derived, those that there are; each is read once."""
        return held(self.engine, ids)

    def sources(self, ids: Iterable[str] | None = None) -> list[Source]:
        """Sources by id, in the order asked; all without argument."""
        if self._sources is None:
            rows = self.engine.rows(PACKAGE, "sources")
            self._sources = {r["id"]: Source(**{k: v for k, v in r.items() if k != "observations"}) for r in rows}
        return [self._sources[i] for i in dict.fromkeys(self._sources if ids is None else ids) if i in self._sources]

    def until(self, day: date) -> Indicators:
        """The indicators over what was published by a day and what was lent; these where nothing is later."""
        engine = self.engine.until(day)
        if engine is self.engine:
            return self
        known = engine.kept("indicators")
        if not known:
            known["all"] = Indicators(engine)
            known["all"]._sources = {s.id: s for s in self.sources()}
        found: Indicators = known["all"]
        return found

    def newest(self, nation: str | None = None, region: str | None = None) -> str | None:
        """The day of the newest release held that is out by today; of a nation and its regions, or of one region or a group's members, where one is given."""
        rows = self.engine.fetch("SELECT region, max(released_on) AS day FROM held WHERE released_on <= current_date GROUP BY region")
        own = None if region is None else {region, *self.members.get(region, ())}
        rows = [r for r in rows if own is None or r["region"] in own]
        days = [r["day"] for r in rows if r["day"] and (nation is None or codes.nation_of(r["region"]) == nation)]
        return str(max(days)) if days else None


def held(engine: Engine, ids: Iterable[str]) -> dict[str, Observation]:
    """Observations of an engine that the indicators are laid over, by id, held or derived, those that there are; each is read once."""
    known, wanted = engine.kept("observations"), dict.fromkeys(ids)
    found = {i: known[i] for i in wanted if i in known}
    if new := [i for i in wanted if i not in found]:
        index = Index.of(engine)
        rows = [r for i in new if (r := index.row(i)) is not None] if index is not None else []
        if len(rows) < len(new):
            engine.put("wanted", {"id": "string"}, [(i,) for i in new])
        figures = [r._asdict() for r in rows] if len(rows) == len(new) else engine.rows(PACKAGE, "held")
        found |= {r["id"]: observation(r) for r in figures}
        known.update((i, found[i]) for i in new if i in found)
    return found


def _siblings(engine: Engine) -> list[tuple[str, str]]:
    """The cities and municipalities held, each under its first-level region: scopes to rank in, never to be summed, since a table need not list them all."""
    index = Index.of(engine) if engine is not engine.whole else None
    rows = engine.fetch("SELECT DISTINCT region FROM held") if index is None else []
    regions = [r["region"] for r in rows] if index is None else index.held.regions(index.day)
    cities = [r for r in regions if (found := codes.held("region", r)) is not None and found.level == "city"]
    return [(parent, r) for r in cities if (parent := codes.parent(r)) is not None]


def observation(row: dict[str, Any]) -> Observation:
    """A row of the observations view as the contract's model."""
    own = {k: row[k] for k in Observation.model_fields if k != "indicator" and k in row}
    return Observation(indicator=Indicator(**{k: row[k] for k in Indicator.model_fields}), **own)


def home_row(code: str, home: codes.Home) -> tuple[Value, ...]:
    """A region's row of the table `homes`: its nation, the scope of the regions below it, their main flow, currency and bases; that of the code "" is what is meant where none is named."""
    own, second = (*home.currencies, None, None)[:2]
    names = (codes.name(c, kind="unit") if c else None for c in (own, second))
    return (code, home.nation, home.peers, home.parts, home.main_flow, own, second, *names, *map(home.basis, codes.FLOWS))


def _row(number: int, n: Need) -> tuple[Value, ...]:
    i = n.indicator
    return (
        number, n.region, i.op, i.concept, i.flow, i.product, i.partner, i.regime, i.measure, i.basis, i.currency, n.period.start, n.period.end,
        n.versus, n.base.start if n.base else None, n.base.end if n.base else None,
    )  # fmt: skip


def _figure(row: dict[str, Any], which: str) -> Quantity | None:
    came = {n: row[n] for n in ("how", "held", "members")} if which == "computed" else {"how": "published"}
    return _quantity(*(row[f"{which}{part}"] for part in ("", "_low", "_high", "_unit", "_from")), **came)


def _quantity(value: float | None, low: float | None, high: float | None, unit: str, observations: str, **came: Any) -> Quantity | None:
    if low is None and high is None:
        return None
    ends = [None if x is None else millionth(x) for x in (low, high)]
    if value is None:
        known = [x for x in (low, high) if x is not None]
        value = sum(known) / len(known)
    interval = Interval(ends[0], ends[1], True, ends[0] is not None and ends[0] == ends[1])
    return Quantity(millionth(value), interval, unit, observations=tuple(observations.split(",")), **came)


def _look_up(index: Index, n: Need) -> Answer | None:
    """What the index of a state answers; nothing of what has to be asked in SQL."""
    op, of = n.indicator.op, series(n.indicator)
    asked = Asked(n.region, n.indicator, (n.period.start, n.period.end), n.versus, (n.base.start, n.base.end) if n.base else None)
    try:
        stated = None if op == "level" else published(index, asked, of)
        made = None if op in ("count", "rank") else computed(index, asked, of)
    except NotIndexed:
        return None
    x = made.figure if made else None
    return Answer(
        n,
        _quantity(stated.value, stated.low, stated.high, stated.unit, stated.id, how="published") if stated else None,
        _quantity(x.value, x.low, x.high, x.unit, x.observations, how=x.how, held=x.held, members=x.members) if made and x else None,
    )
