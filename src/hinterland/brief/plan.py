"""What a brief says, in which order: sentences as patterns and the claims they join, the same for every language.

A section is a list of paragraphs, a paragraph a list of patterns, a pattern names the claims it joins by their parts. What is not held falls away; a
pattern left with too little says nothing. How a pattern reads stands in `english.py` and `chinese.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hinterland import codes
from hinterland.brief.agenda import Agenda
from hinterland.brief.voice import Roles, place, value
from hinterland.claims import Evaluated
from hinterland.codes import Period


@dataclass(frozen=True, slots=True)
class Plan:
    """One sentence: its pattern and the claims it joins by their part in it."""

    pattern: str
    roles: Roles = field(default_factory=dict)


Paragraph = list[Plan]


@dataclass(frozen=True, slots=True)
class Facts:
    """The answered questions of an agenda by name; only what holds is among them."""

    agenda: Agenda
    named: Mapping[str, Evaluated]

    def roles(self, **names: str) -> Roles:
        """The claims that are held of those named, by their part."""
        return {part: self.named[name] for part, name in names.items() if name in self.named}

    def slices(self, section: str) -> list[Roles]:
        """The products, partners or enterprises of a section, each with its level, growth, multiple and share; the largest first, those in pieces last."""
        found: dict[str, dict[str, Evaluated]] = {}
        for name, e in self.named.items():
            if name.startswith(f"{section}:") and name.count("|") == 4:
                _, op, own = name.split(":", 2)
                found.setdefault(own, {})[op] = e
        return sorted((r for r in found.values()), key=_size, reverse=True)

    @property
    def flow(self) -> str:
        """The flow that the brief leads with."""
        return self.agenda.terms.flow

    def total(self, op: str = "level") -> str:
        """The name of the question after the leading flow's level or growth."""
        return f"totals:{op}:{self.flow}"

    def held(self, *names: str) -> str:
        """The first of some names that is held, or the last of them."""
        return next((n for n in names if n in self.named), names[-1])

    def beside(self, why: str) -> list[str]:
        """The regions set beside the subject for a reason."""
        return self.agenda.beside.get(why, [])

    def place(self, name: str) -> int | None:
        """The one place or count that a question was answered with."""
        return place(self.named[name]) if name in self.named else None


def _size(roles: Roles) -> tuple[Decimal, Decimal, Decimal]:
    """The largest shares first, then amounts without one, then what only a rate is held of."""
    level, share, growth = roles.get("level"), roles.get("share"), roles.get("growth")
    amount = value(level) if level is not None and level.claim.indicator.measure == "value" else Decimal(0)
    return value(share) if share is not None else Decimal(0), amount, value(growth) if growth is not None else Decimal(0)


def plan(facts: Facts) -> dict[str, list[Paragraph]]:
    """The sections of a brief by key, in order; empty ones are left out."""
    told = {key: [list(paragraph) for paragraph in make(facts)] for key, make in SECTIONS.items()}
    return {key: kept for key, paragraphs in told.items() if (kept := [p for p in paragraphs if p])}


def _changed(facts: Facts) -> Iterator[Iterator[Plan]]:
    yield iter(
        (
            Plan(
                "total",
                facts.roles(level=facts.total(), growth=facts.total("growth"), last=facts.held("totals:before:1", "totals:before:2")),
            ),
            Plan("flows", _flows(facts)),
            Plan("balance", facts.roles(balance="totals:balance")),
            Plan("weight", facts.roles(share="totals:share-of-nation", contribution="totals:contribution")),
            Plan("faster", facts.roles(faster="totals:faster")),
        )
    )
    yield iter(
        (
            Plan("since", facts.roles(rate="past:cagr", then="past:level-then", now=facts.total())),
            Plan("records", facts.roles(total="past:record:total", export="past:record:export", import_="past:record:import")),
            Plan("streak", facts.roles(streak="past:streak")),
            Plan("before", facts.roles(before="past:growth-before", growth=facts.total("growth"))),
        )
    )
    yield iter((Plan("month", facts.roles(level="months:level", growth="months:growth", record="months:record")),))


def _flows(facts: Facts) -> Roles:
    """Exports and imports beside the leading flow."""
    names = {
        "export": "totals:level:export",
        "export_growth": "totals:growth:export",
        "import_": "totals:level:import",
        "import__growth": "totals:growth:import",
    }
    return facts.roles(**{part: name for part, name in names.items() if not name.endswith(f":{facts.flow}")})


def _region(facts: Facts) -> Iterator[Iterator[Plan]]:
    yield iter(
        (
            Plan("rank", facts.roles(rank="region:rank", export="region:rank:export")),
            Plan("first", {n.rsplit(":", 1)[1]: e for n, e in facts.named.items() if n.startswith("region:first:")}),
            Plan("club", facts.roles(club="region:club")),
            Plan("speed", {n.rsplit(":", 1)[1]: e for n, e in facts.named.items() if n.startswith("region:growth-rank:")}),
        )
    )
    yield iter(
        (
            Plan("above", _beside(facts, "above")),
            Plan("below", _beside(facts, "below")),
            *((Plan("home", _beside(facts, "home")),) if facts.agenda.home else ()),
        )
    )
    yield iter(
        (
            Plan("largest", _beside(facts, "largest")),
            Plan("sources", {n.rsplit(":", 1)[1]: e for n, e in facts.named.items() if n.startswith("region:contribution:")}),
            Plan("growing", facts.roles(growing="region:growing")),
            Plan("fastest", _fastest(facts)),
            Plan("slowest", _beside(facts, "slowest", "growth")),
        )
    )
    yield iter((Plan("largest", _beside(facts, "within")), Plan("alone", facts.roles(share="region:share"))))


def _fastest(facts: Facts) -> Roles:
    """Those that grew fastest, if the first of them is told; and whether nobody not held can have been faster."""
    first = next(iter(facts.beside("fastest")), None)
    if first is None or f"region:growth:{first}" not in facts.named:
        return {}
    sure = facts.named.get("region:speed:desc")
    surely = {"sure": sure} if sure is not None and place(sure) == 1 and sure.claim.subject == first else {}
    return {**surely, **_beside(facts, "fastest", "growth")}


def _beside(facts: Facts, why: str, *ops: str) -> Roles:
    """Level and growth of the regions that stand beside the subject: parts `level:<region>`, `growth:<region>`."""
    return {
        f"{op}:{region}": facts.named[name]
        for region in facts.beside(why)
        for op in ops or ("level", "growth")
        if (name := f"region:{op}:{region}") in facts.named
    }


TOLD = 15
"""So many products, partners or kinds of enterprise are told, the largest; customs records hold hundreds."""


def _lines(facts: Facts, section: str) -> Iterator[Plan]:
    for number, roles in enumerate(facts.slices(section)[:TOLD]):
        yield Plan(f"slice:{number % 3}", roles)


def _structure(facts: Facts) -> Iterator[Iterator[Plan]]:
    lines = list(_lines(facts, "products"))
    yield _with_overlap(lines)
    yield _lines(facts, "enterprises")


def _with_overlap(lines: list[Plan]) -> Iterator[Plan]:
    """Groups of products or partners, and that they overlap where there are several; countries and HS codes of one length don't."""
    yield from lines
    if len(lines) > 1 and not _apart(lines):
        yield Plan("overlap", lines[0].roles)


def _apart(lines: list[Plan]) -> bool:
    """Whether the slices told are countries, or HS codes of one length: parts that share nothing."""
    told = [next(iter(plan.roles.values())).claim.indicator for plan in lines]
    by_code = all(i.product.isdecimal() for i in told) and len({len(i.product) for i in told}) == 1
    return by_code or all(i.product == "all" and codes.get("partner", i.partner).type in ("country", "territory", "self") for i in told)


def _partners(facts: Facts) -> Iterator[Iterator[Plan]]:
    yield _with_overlap(list(_lines(facts, "partners")))
    yield iter(
        (
            Plan("partners-growing", facts.roles(growing="partners:growing")),
            Plan("largest-partner", facts.roles(largest="partners:largest")),
        )
    )


def _economy(facts: Facts) -> Iterator[Iterator[Plan]]:
    concepts = [c.code for c in codes.entries("concept") if c.code != "trade"]
    parts = ("level", "growth", "rank", "change")
    yield iter(Plan("economy", roles) for c in concepts if (roles := facts.roles(**{part: f"economy:{part}:{c}" for part in parts})))


def _watch(facts: Facts) -> Iterator[Iterator[Plan]]:
    yield iter(
        (
            Plan("watch-own", facts.roles(own=facts.total(), growth=facts.total("growth")) if "own" in facts.agenda.marks else {}),
            Plan("watch-mark", _beside(facts, "candidates")),
            Plan("watch-next", {**facts.roles(rank="region:rank"), **_beside(facts, "reach")}),
            Plan("watch-pace", facts.roles(month="months:growth", year=facts.total("growth")) if _late(facts) else {}),
            Plan("watch-narrow", _widest(facts)),
        )
    )


def _late(facts: Facts) -> bool:
    """Whether the last month held is one of the last two of the period, so that it says how the period ended."""
    last = facts.named.get("months:level")
    return last is not None and last.claim.period is not None and Period.parse(last.claim.period).end >= facts.agenda.period.end - 1


def _widest(facts: Facts) -> Roles:
    """The slice that more than doubled, whose pace can't be the next year's."""
    for section in ("products", "partners"):
        for roles in facts.slices(section):
            if "multiple" in roles and value(roles["multiple"]) >= 2:
                return roles
    return {}


SECTIONS = {
    "changed": _changed,
    "region": _region,
    "products": _structure,
    "partners": _partners,
    "economy": _economy,
    "watch": _watch,
}
"""The sections that are planned from facts, in the order of a brief."""
