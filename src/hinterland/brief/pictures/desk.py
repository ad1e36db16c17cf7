"""What pictures draw: the figures of a subject and of its nation's regions, fetched once, each with its sign and the ids of its observations.

A sign tells what a figure is, as everywhere in a brief: none for an official figure, † for a report or second-hand figure, ‡ for one derived or computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, TypeVar

from hinterland import codes
from hinterland.brief.pictures.words import words
from hinterland.brief.revisions import Revisions
from hinterland.brief.terms import FLOWS, Terms, inside, terms
from hinterland.brief.values import answer, value
from hinterland.claims import Evaluated
from hinterland.claims.caveats import MARKS
from hinterland.codes import Home, Language, Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval, millionth
from hinterland.language.naming import titled
from hinterland.language.phrases import called, phrase
from hinterland.language.write import article, when
from hinterland.models import RELIABILITY, Source

PACKAGE = "hinterland.brief.pictures"

SIGNS = tuple(MARKS.get(r, "") for r in RELIABILITY)
"""The sign of a figure by how far it is to be trusted: official, news, secondary, derived, claimed."""
COMPUTED = SIGNS[3]

Shape = Literal["map", "tiles"]
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Figure:
    """A level or a rate with its ends, its sign and the observations it comes from; whether it is a sum of members' figures."""

    value: float
    low: float
    high: float
    sign: str
    observations: tuple[str, ...]
    is_sum: bool = False

    @property
    def interval(self) -> Interval:
        """The figure as an interval of decimals, to the millionth that tables hold."""
        low, high = millionth(self.low), millionth(self.high)
        return Interval(low, high, True, low == high)

    @property
    def exact(self) -> Decimal:
        """The figure as a decimal."""
        return millionth(self.value)


Key = tuple[str, int, int]
"""A flow with the first and last month of a period."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The claims of a brief that have an answer, found by what they say; those other than plain values only where the data support them."""

    claims: Mapping[str, Evaluated]
    flow: str = "total"

    def all(self, kind: str, op: str = "level", **wanted: Any) -> Iterator[Evaluated]:
        """Those of a kind whose indicator has the operation, and whose fields (of the claim or its indicator) are as wanted.

        Product, partner and regime are the whole, and the flow is the leading one, unless asked for.
        """
        wanted = {"product": "all", "partner": "world", "regime": "all", "flow": self.flow, "concept": "trade", "measure": "value"} | wanted
        for one in self.claims.values():
            claim = one.claim
            if one.answer is None or claim.kind != kind or claim.indicator.op != op:
                continue
            if kind != "value" and claim.verdict != "supported":
                continue
            if all(getattr(claim, k, getattr(claim.indicator, k, None)) == v for k, v in wanted.items()):
                yield one

    def one(self, kind: str, op: str = "level", **wanted: Any) -> Evaluated | None:
        """The first of them, if any."""
        return next(self.all(kind, op, **wanted), None)


@dataclass
class Desk:
    """All that the pictures of one brief are drawn from. `amount` prints a claim's amount as the text beside them does."""

    indicators: Indicators
    subject: str
    period: Period
    language: Language
    answered: Mapping[str, Evaluated]
    mark: Callable[[Evaluated], int]
    shape: Shape
    amount: Callable[[Evaluated], str] | None = None
    room: float = 608.0

    @property
    def is_narrow(self) -> bool:
        """Whether the pictures are for a phone, which has room for fewer periods and longer names only above what they name."""
        return self.room < 500

    @property
    def zh(self) -> bool:
        """Whether the picture is in Chinese."""
        return self.language == "zh"

    @cached_property
    def found(self) -> Answered:
        """The brief's answered claims."""
        return Answered(self.answered, self.flow)

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The regions of a nation or group; none for a single region."""
        return inside(self.subject)

    @cached_property
    def terms(self) -> Terms:
        """The terms of the brief: its leading flow, and the basis of each."""
        return terms(self.indicators, self.subject, self.period)

    @property
    def flow(self) -> str:
        """The flow that the brief leads with."""
        return self.terms.flow

    @property
    def home(self) -> Home:
        """Where the subject is at home."""
        return self.terms.home

    @property
    def peers(self) -> tuple[str, ...]:
        """The regions directly below the subject's nation."""
        return codes.members(self.home.peers) if self.home.peers else ()

    @property
    def is_nation(self) -> bool:
        """Whether the subject is a whole nation."""
        return self.subject == self.home.nation

    def words(self, key: str, **values: object) -> str:
        """A text by its key, with the subject's name and the period, the leading flow and the levels of the subject's country in words."""
        name = codes.name(self.subject, self.language)
        inner = phrase(f"subject:{self.subject}", self.language, home=self.home) or (name if self.zh else article(name, self.home))
        named = {"name": inner[0].upper() + inner[1:], "when": self.when(), **called(self.subject, self.home, self.language), **values}
        owned = phrase(f"whose:{self.subject}", self.language, home=self.home)
        whose = {"whose": owned, "whose_inner": owned} if owned and "name" not in values else {}
        within = "" if "name" in values else inner
        return words(key, self.language, home=self.home, lead=self.flow, within=within, **whose, **named)

    @cached_property
    def currency(self) -> str:
        """The currency that the subject's trade is held in."""
        return self.indicators.currency(self.subject)

    def name(self, code: str | None = None) -> str:
        """A region as a sentence or a row begins with it."""
        return titled(code or self.subject, self.language)

    def when(self, first: int | None = None, last: int | None = None) -> str:
        """The brief's period or another one in words."""
        period = self.period if first is None else Period(first, last or first)
        return when(str(period), self.language)

    def _rows(self, name: str, **values: Any) -> list[dict[str, Any]]:
        return self.indicators.engine.rows(PACKAGE, name, **values)

    def _series(self, flow: str) -> str:
        return f"trade|{flow}|all|world|all|value|{self.terms.bases[flow]}|{self.currency}"

    @cached_property
    def _span(self) -> dict[str, int]:
        return {"opens": self.period.start % 100, "closes": self.period.end % 100, "last": self.period.start // 100 * 100 + 12}

    @cached_property
    def levels(self) -> dict[Key, Figure]:
        """The subject's levels by flow and period; its own one is a group's that bounds tell where not all of its members are held."""
        self.indicators.include([self.subject])
        key = (self.flow, self.period.start, self.period.end)
        within = self.found.one("value", subject=self.subject, period=str(self.period))
        own = {key: _sum(within)} if self.members and within is not None else {}
        return own | _own(self._rows("own_levels", region=self.subject, **{f: self._series(f) for f in FLOWS}, **self._span))

    @cached_property
    def growths(self) -> dict[Key, Figure]:
        """The subject's growth rates by flow and period, without those that a revision may have turned."""
        self.indicators.include([self.subject])
        return self.kept(self._own_rates())

    def _own_rates(self) -> dict[Key, Figure]:
        """Those of the period in every year, and of the months of its own."""
        found = _own(self._rows("own_growths", region=self.subject, **{f: self._series(f) for f in FLOWS}, **self._span))
        return {(f, a, b): g for (f, a, b), g in found.items() if a != b or a // 100 == self.period.end // 100 or self.period.months == 1}

    @property
    def _nation(self) -> dict[str, Any]:
        """The leading flow of the nation and all that lies directly in it, in the period."""
        nation = self.home.nation
        return {
            "series": self._series(self.flow),
            "nation": nation,
            "within": f"{nation}-%",
            "first": self.period.start,
            "last": self.period.end,
        }

    @cached_property
    def all_levels(self) -> dict[str, Figure]:
        """The levels of the nation and its regions in the period, the largest first."""
        rows = self._rows("all_levels", **self._nation)
        return {r["region"]: _figure(r) for r in rows}

    @cached_property
    def all_growths(self) -> dict[str, Figure]:
        """The growth rates of the nation and its regions in the period, the fastest first."""
        rows = self._rows("all_growths", **self._nation)
        return {r["region"]: _figure(r) for r in rows}

    def keeps(self, rate: Figure) -> bool:
        """Whether a rate holds whatever was revised, so that it may be drawn."""
        return bool(self.kept({"": rate}))

    @cached_property
    def _revisions(self) -> Revisions:
        return Revisions(self.indicators, self.terms)

    def kept(self, rates: dict[K, Figure]) -> dict[K, Figure]:
        """Rates by key, without those that were worked out between levels of two releases and may have been turned by a revision."""
        held = self.indicators.held(i for f in rates.values() if f.sign == COMPUTED for i in f.observations if i)
        behind = {k: [held[i] for i in f.observations if i in held] for k, f in rates.items() if f.sign == COMPUTED}
        return {k: f for k, f in rates.items() if k not in behind or self._revisions.keeps_rate(behind[k], f.interval)}

    def sources(self, figures: Iterable[Figure]) -> dict[str, Source]:
        """The source of each observation behind figures."""
        ids = dict.fromkeys(i for f in figures for i in f.observations if i)
        self.indicators.engine.put("wanted", {"id": "string"}, [(i,) for i in ids])
        of = {r["id"]: r["source"] for r in self._rows("publishers")}
        known = {s.id: s for s in self.indicators.sources(of.values())}
        return {i: known[of[i]] for i in ids if i in of and of[i] in known}


def _own(rows: list[dict[str, Any]]) -> dict[Key, Figure]:
    return {(r["flow"], r["first_month"], r["last_month"]): _figure(r) for r in rows}


def _sum(e: Evaluated) -> Figure:
    """A group's total as a sum of what its members are known to have."""
    level = float(value(e))
    low, high = (level if end is None else float(end) for end in (answer(e).low, answer(e).high))
    return Figure(level, low, high, COMPUTED, tuple(o.id for o in e.evidence.observations), True)


def _figure(row: Mapping[str, Any]) -> Figure:
    trust, is_sum = 3 if row["trust"] is None else int(row["trust"]), row.get("members", 1) > 1
    sign = SIGNS[trust] or (COMPUTED if is_sum else "")
    return Figure(row["value"], row["low"], row["high"], sign, tuple((row["observations"] or "").split(",")), is_sum)
