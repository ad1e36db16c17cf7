"""What a brief knows: the answered questions of its agenda, what mining found and what was published as a place or count, by name, and how its story and its detail look them up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hinterland import codes
from hinterland.brief.agenda import APART, YEARS_BACK, Agenda
from hinterland.brief.terms import FLOWS
from hinterland.brief.values import Roles, answer, place, value
from hinterland.claims import Evaluated
from hinterland.claims.evaluate import stands_on
from hinterland.claims.mine import Mined
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.models import Claim


@dataclass(frozen=True, slots=True)
class Facts:
    """The answered questions of an agenda by name; only what holds is among them. `is_over` says that later figures are held, so that nothing is left to watch for,
    `is_moved` that the level is above or below that of the year before whatever was revised of that, `is_steady` that it hardly changed."""

    agenda: Agenda
    named: Mapping[str, Evaluated]
    is_over: bool = False
    is_moved: bool = False
    is_steady: bool = False

    def get(self, name: str) -> Evaluated | None:
        """The claim of a name, where it is held; no rank that isn't known exactly, which a sentence can't name."""
        found = self.named.get(name)
        return None if found is not None and found.claim.kind == "rank" and place(found) is None else found

    def roles(self, **names: str) -> Roles:
        """The claims that are held of those named, by their part."""
        return {part: found for part, name in names.items() if (found := self.get(name))}

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

    @property
    def level(self) -> Evaluated | None:
        """The level of the leading flow."""
        return self.get(self.total())

    @property
    def growth(self) -> Evaluated | None:
        """The growth of the leading flow."""
        return self.get(self.total("growth"))

    @property
    def now(self) -> str:
        """The period that the brief speaks of: its own, or the stretch of its year where its own has neither level nor growth."""
        other = None if self.level or self.growth else self.agenda.stretch
        return str(other or self.agenda.period)

    def moved(self) -> Roles:
        """The subject's place, and that of the year before where it was another."""
        now, before = self.get("region:rank"), self.get("region:rank-before")
        roles = {"rank": now} if now else {}
        return {**roles, "rank_before": before} if now and before and place(now) != place(before) else roles

    def held(self, *names: str) -> str:
        """The first of some names that is held, or the last of them."""
        return next((n for n in names if n in self.named), names[-1])

    def beside(self, why: str) -> list[str]:
        """The regions compared with the subject for a reason."""
        return self.agenda.beside.get(why, [])

    def pairs(self, why: str) -> list[tuple[str, Evaluated | None, Evaluated | None]]:
        """The regions compared with the subject for a reason, each with its level and growth; those with neither are skipped."""
        found = [(r, self.get(f"region:level:{r}"), self.get(f"region:growth:{r}")) for r in self.beside(why)]
        return [(r, level, growth) for r, level, growth in found if level or growth]

    def place(self, name: str) -> int | None:
        """The one place or count that a question was answered with."""
        return place(self.named[name]) if name in self.named else None

    def yes(self, name: str) -> Evaluated | None:
        """A claim that a question was answered by `it is so` with: a first, an overtaking."""
        return self.get(name) if self.place(name) == 1 else None

    def passed(self, why: str) -> list[Evaluated]:
        """The overtakings of the year: by the subject (`below`), or of it (`above`), the nearest first."""
        return [e for name in self.named if name.startswith(f"region:passed:{why}:") and (e := self.yes(name))]

    def other(self, taken: Sequence[Evaluated]) -> Roles:
        """The level and growth of who overtook the subject, where it is one alone."""
        found = self.roles(**{f"other_{op}": f"region:{op}:{e.claim.subject}" for e in taken for op in ("level", "growth")})
        return found if len(taken) == 1 and len(found) == 2 and of_one_release(*found.values()) else {}

    @property
    def is_whole(self) -> bool:
        """Whether the subject is a nation or group, whose members the brief reports."""
        return bool(self.beside("largest"))

    @property
    def is_late(self) -> bool:
        """Whether the last month held is one of the last two of the period, so that it says how the period ended."""
        last = self.get("months:level") or self.get("months:growth")
        return last is not None and last.claim.period is not None and Period.parse(last.claim.period).end >= self.agenda.period.end - 1


def of_one_release(level: Evaluated, growth: Evaluated) -> bool:
    """Whether a level and its rate were published within a year of each other, as far as that is known: a later level is a revised one, whose rate is another."""
    years = [{int(o.released[:4]) for o in e.evidence.observations if o.released and o.period == e.claim.period} for e in (level, growth)]
    return not all(years) or abs(max(years[0]) - max(years[1])) <= 1


def apart(slices: list[Roles]) -> bool:
    """Whether slices are countries, or HS codes of one length: parts that share nothing."""
    parts = [next(iter(roles.values())).claim.indicator for roles in slices]
    by_code = all(i.product.isdecimal() for i in parts) and len({len(i.product) for i in parts}) == 1
    return by_code or all(i.product == "all" and codes.get("partner", i.partner).type in ("country", "territory", "self") for i in parts)


def differ(one: Evaluated, other: Evaluated) -> bool:
    """Whether two rates are known to differ, and print so."""
    is_whole = max(answer(one).width or 0, answer(other).width or 0) > 2 * TENTH
    printed = [round(value(e)) for e in (one, other)] if is_whole else (0, 1)
    return abs(value(one) - value(other)) >= APART and not answer(one).meets(answer(other)) and printed[0] != printed[1]


TENTH = Decimal("0.1")
"""What the last printed digit of a rate stands for; one that is known no better than by two of them is printed as a whole number."""


def goes_on(growth: Evaluated | None, whole: Evaluated | None, now: Evaluated, then: Evaluated) -> bool:
    """Whether a share moved in the period itself, by the growth of the part and of the whole, as it did since an earlier one."""
    return growth is not None and whole is not None and (value(growth) - value(whole)) * (value(now) - value(then)) > 0


def _size(roles: Roles) -> tuple[Decimal, Decimal, Decimal]:
    """The largest shares first, then amounts without one, then what only a rate is held of."""
    level, share, growth = roles.get("level"), roles.get("share"), roles.get("growth")
    amount = value(level) if level is not None and level.claim.indicator.measure == "value" else Decimal(0)
    return value(share) if share is not None else Decimal(0), amount, value(growth) if growth is not None else Decimal(0)


def mined_claims(found: Sequence[Mined], period: Period, flow: str) -> dict[str, Evaluated]:
    """The claims by name, the most newsworthy of a name: a mark passed (`mined:first`), the last place by growth, whom exports or imports overtook."""
    named: dict[str, Evaluated] = {}
    for m in found:
        if m.claim.period == str(period) and m.evaluated.claim.verdict == "supported":
            for name in _names(m.evaluated, flow):
                named.setdefault(name, m.evaluated)
    return named


def _names(e: Evaluated, flow: str) -> Iterator[str]:
    claim, i = e.claim, e.claim.indicator
    if (i.concept, i.product, i.partner, i.regime) != ("trade", "all", "world", "all") or i.flow not in FLOWS:
        return
    begun = e.since // 100 if e.since else None
    sure = claim.relation.window or (begun is not None and Period.parse(claim.period or "").start // 100 - begun >= YEARS_BACK)
    if claim.kind == "first" and sure and i.op == "level" and i.flow == flow and claim.scope is None:
        yield "mined:first"
    if claim.kind == "rank" and i.op == "growth" and i.flow == flow and claim.relation.order == "asc" and place(e) == 1:
        yield "mined:slowest"
    if claim.kind == "comparison" and i.op == "level" and i.flow != flow and claim.relation.base_period and place(e) == 1:
        yield f"mined:passed:{i.flow}:{claim.relation.versus}"


def published(indicators: Indicators, found: Mapping[str, tuple[Claim, str]]) -> dict[str, Evaluated]:
    """The claims by name, each with its observation for evidence."""
    observations = {o.id: o for o in indicators.observations(i for _, i in found.values())}
    sources = {s.id: s for s in indicators.sources(o.source for o in observations.values())}
    return {
        name: stands_on(claim, observations[i], sources[observations[i].source]) for name, (claim, i) in found.items() if i in observations
    }
