"""Judging claims: all claims of a document at once, one query a kind. Scopes are listed and needs expanded in SQL, the indicators answer
these, and the `sql/evaluate.sql` of each kind turns answers into two intervals; verdicts and evidence are made here, alike for every
kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.claims import kinds
from hinterland.claims.among import Member
from hinterland.claims.cautions import caution
from hinterland.claims.caveats import Case, Grounds, cautions, grounds, supports
from hinterland.claims.cells import lay_bounds
from hinterland.claims.lookup import look_up
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.indicators.resolve import PACKAGE as INDICATORS
from hinterland.indicators.resolve import held
from hinterland.interval import Interval
from hinterland.models import Caution, Claim, Evidence, Observation, Source, Verdict
from hinterland.warehouse.engine import Engine, Value, literal
from hinterland.warehouse.schema import columns

PACKAGE = "hinterland.claims"

COLUMNS = columns(
    "claim long", "kind", "subject", "op", "concept", "flow", "product", "partner", "regime", "measure", "basis", "currency", "first_month integer",
    "last_month integer", "scope", "test", "threshold decimal(28,6)", "ord", "versus", "base_first integer", "base_last integer", "window_first integer",
)  # fmt: skip

PART_COLUMNS = columns("claim long", "axis", "part")

TOPS = columns("scope", "concept", "basis", "currency", "first_month integer", "last_month integer", "peers", "flow")
"""What the members of a scope `top-N` depend on."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A claim with its answer: `answer` from rounding alone, `widest` with what is missing anywhere within its bounds; both `None` where nothing is held.
    What is stated must lie outside of `outer` as well to be refuted.
    """

    claim: Claim
    answer: Interval | None
    widest: Interval | None
    members: tuple[str, ...]
    asked: int
    held: int
    how: str
    since: int | None
    outer: Interval | None = None

    @property
    def evidence(self) -> Evidence:
        """The evidence that the claim carries."""
        assert self.claim.evidence is not None
        return self.claim.evidence


def evaluate(indicators: Indicators, claims: Sequence[Claim]) -> list[Evaluated]:
    """Answer and judge claims, in their order. Raises `ValueError` for a kind that has no evaluator. What was asked of this state before is
    not asked again, so that an editor's next keystroke costs only what it changed."""
    asked = {c.kind: kinds.find(c.kind) for c in claims}
    known = indicators.engine.kept("evaluated")
    keys = [(asked[c.kind], _asks(c)) for c in claims]
    found = {k: known[k] for k in keys if k in known}
    if new := {k: c for k, c in zip(keys, claims, strict=True) if k not in found}:
        found |= zip(new, _evaluate(indicators, asked, list(new.values())), strict=True)
        known.update((k, found[k]) for k in new)
    return [_as_asked(c, found[k]) for c, k in zip(claims, keys, strict=True)]


def _asks(c: Claim) -> tuple[object, ...]:
    """All of a claim that its answer, its verdict and its caveats depend on."""
    r = c.relation
    named = (r.test, r.threshold, r.order, r.versus, r.base_period, r.window, *r.members, None, *r.except_)
    return (c.subject, c.indicator, c.period, c.scope, c.low, c.high, c.unit, *named)


def _as_asked(claim: Claim, e: Evaluated) -> Evaluated:
    """An answer given to a claim that says the same, whatever its own id and place in a text."""
    more = {"verdict": e.claim.verdict, "evidence": e.claim.evidence, **({"reason": e.claim.reason} if e.answer is None else {})}
    return replace(e, claim=claim.model_copy(update=more))


def _evaluate(indicators: Indicators, asked: Mapping[str, kinds.Kind], claims: Sequence[Claim]) -> list[Evaluated]:
    """Look up what was never asked before, or ask the engine."""
    found, around = look_up(indicators, claims, lambda c: _list_top(indicators, c))
    answers = {i: row for i, row in found.items() if row is not None}
    if left := [i for i in range(len(claims)) if i not in found]:
        rows, grounds_of = _ask(indicators, asked, [claims[i] for i in left])
        answers |= {left[n]: row for n, row in rows.items()}
        around |= {left[n]: g for n, g in grounds_of.items()}
    return _with_evidence(indicators, claims, answers, around)


def _ask(
    indicators: Indicators, known: Mapping[str, kinds.Kind], claims: Sequence[Claim]
) -> tuple[dict[int, dict[str, Any]], dict[int, Grounds]]:
    """The answers of SQL by the number of the claim, and what caveats rest on."""
    engine, asked = indicators.engine, {c.kind: known[c.kind] for c in claims}
    engine.settle_begun()
    indicators.include(r for c in claims for r in (c.subject, c.relation.versus))
    lay_bounds(indicators)
    rows = [to_row(i, c) for i, c in enumerate(claims)]
    engine.put("claims", COLUMNS, rows)
    engine.settle("claim_parts", PART_COLUMNS, [(i, *p) for i, c in enumerate(claims) if c.kind == "parts" for p in _parts(c)])
    list_members(engine, (dict(zip(COLUMNS, row, strict=True)) for row in rows))
    rates = engine.beside(_rows(PACKAGE, "caveats_rates"))
    direct = [engine.beside(_rows(k.package, "evaluate")) for k in asked.values() if k.direct]
    backing = [engine.beside(_rows(k.package, "backing")) for k in asked.values() if k.backed]
    answer_needs(engine)
    rivals = engine.beside(_rows(PACKAGE, "caveats_near"))
    others = [engine.beside(_rows(k.package, "evaluate")) for k in asked.values() if not k.direct]
    # Waited for from the end on, since others begin from the front.
    answers = {row["claim"]: row for rows in (*reversed(others), *direct) for row in rows()}
    for row in (row for rows in backing for row in rows() if row["claim"] in answers):
        answers[row["claim"]] |= row
    return answers, grounds(rates(), rivals())


def _rows(package: str, name: str) -> Callable[[Engine], list[dict[str, Any]]]:
    return lambda engine: engine.rows(package, name)


def stands_on(claim: Claim, observation: Observation, source: Source) -> Evaluated:
    """A claim that says what an observation was published to say, answered by it alone."""
    warned = cautions(Case(claim, [observation], {source.id: source}))
    more = {"unit": observation.unit, "expression": "as published", "sources": [source]}
    return _supported(claim, observation.interval, "published", [observation], warned, **more)


def follows(claim: Claim, x: Interval, unit: str, parts: Sequence[Evaluated], expression: str) -> Evaluated:
    """A claim whose answer follows by arithmetic from those of others: their observations, sources and cautions are its own, but for cautions on a rate of theirs."""
    observations = list({o.id: o for e in parts for o in e.evidence.observations}.values())
    kept = (c for e in parts for c in e.evidence.cautions if c.grade != "note" and c.code not in OF_A_RATE)
    warned = list({(c.code, *map(str, c.values.values())): c for c in kept}.values())
    sources = each_once(s for e in parts for s in e.evidence.sources)
    return _supported(claim, x, "derived", observations, warned, unit=unit, expression=expression, sources=sources)


OF_A_RATE = ("base-effect", "low-base", "margin-sign", "margin-zero")
"""Cautions that tell of the rate of one claim and of none that follows from it."""


def _supported(claim: Claim, x: Interval, how: str, observations: list[Observation], warned: list[Caution], **more: Any) -> Evaluated:
    """A claim that states what its observations say."""
    evidence = Evidence(
        low=x.low, high=x.high, widest_low=x.low, widest_high=x.high, observations=observations, sql=listing(o.id for o in observations),
        caveats=[caution(c) for c in warned], cautions=warned, **more,
    )  # fmt: skip
    return Evaluated(claim.model_copy(update={"verdict": "supported", "evidence": evidence}), x, x, (), 1, 1, how, None)


def list_members(engine: Engine, asked: Iterable[Mapping[str, Value]] | None = None) -> None:
    """List the members of the scopes of the claims in the table `claims`: what each evaluator then finds in `claim_members`. Whoever knows
    what the claims have of `TOPS` says so; else the table is asked."""
    kinds.hand_over(engine)
    if asked is None:
        asked = engine.fetch(
            "SELECT DISTINCT subject, scope, concept, basis, currency, first_month, last_month FROM claims WHERE scope IS NOT NULL"
        )
    scopes = {_scope(a) for a in asked if a["scope"]}
    _find_largest(engine, [s for s in scopes if str(s[0]).startswith("top-")])
    engine.script(PACKAGE, "members")
    if any(s[0] in ("partners", "products") for s in scopes):
        engine.script(PACKAGE, "members_slices")


def _list_top(indicators: Indicators, c: Claim) -> list[Member]:
    lay_bounds(indicators)
    engine, scope = indicators.engine, _scope(dict(zip(COLUMNS, to_row(0, c), strict=True)))
    _find_largest(engine, [scope])
    where = " AND ".join(f"{n} IS NOT DISTINCT FROM {literal(v)}" for n, v in zip(TOPS, scope, strict=True))
    rows = engine.once("largest members", [scope], lambda _: [engine.fetch(f"SELECT member, placed, certain FROM largest WHERE {where}")])[
        0
    ]
    return [Member(*row.values()) for row in rows]


def _scope(asked: Mapping[str, Value]) -> tuple[Value, ...]:
    """What the members of a claim's scope depend on, in the order of `TOPS`: `top-N` are the largest of the claim's nation, by the flow that its regions are ranked by."""
    home = codes.home_of(str(asked["subject"]) if asked["subject"] else None)
    home = home if home.pack else codes.home_of()
    own = {"peers": home.peers, "flow": home.main_flow, "currency": asked["currency"] or home.currency}
    return tuple(own[n] if n in own else asked[n] for n in TOPS)


def answer_needs(engine: Engine) -> None:
    """Answer all that the claims in the table `claims` need to know: what each evaluator then finds in `claim_needs` and `answers`."""
    engine.script(PACKAGE, "expand")
    engine.drop("asked", "places")
    engine.keep("resolved", INDICATORS, "resolve")
    engine.script(INDICATORS, "answers")
    engine.drop("resolved", "needs")


def _find_largest(engine: Engine, scopes: Iterable[tuple[Value, ...]]) -> None:
    """See to it that the table `largest` holds the members of these scopes `top-N`."""
    if not (found := engine.kept("largest")):
        engine.put("largest", {**TOPS, "member": "string", "placed": "boolean", "certain": "boolean"}, [])
    if new := [s for s in scopes if s not in found]:
        engine.put("tops", {**TOPS, "n": "integer"}, [(*s, int(str(s[0])[4:])) for s in new])
        engine.script(PACKAGE, "members_top")
        found.update(dict.fromkeys(new))


def to_row(number: int, c: Claim) -> tuple[Value, ...]:
    """A claim as a row of the table; the base of a first is the period since which it is one."""
    i, r = c.indicator, c.relation
    period = Period.parse(c.period) if c.period else None
    back = r.window if c.kind == "first" else r.base_period
    base = Period.parse(back) if back else None
    return (
        number, c.kind, c.subject, i.op, i.concept, i.flow, i.product, i.partner, i.regime, i.measure, i.basis, i.currency,
        period.start if period else None, period.end if period else None, c.scope, r.test, r.threshold,
        r.order or ("asc" if r.test == "lowest" else "desc"), r.versus, base.start if base else None, base.end if base else None,
        Period.parse(r.window).start if r.window else None,
    )  # fmt: skip


def _parts(c: Claim) -> list[tuple[str, str]]:
    """The parts of a whole with the axis they lie along: flows by name, products and partners by what the claim leaves open."""
    axis = str(c.scope) if c.scope in ("products", "partners") else "regions"
    return [("flows" if set(c.relation.members) <= {"export", "import"} else axis, m) for m in c.relation.members]


def _judged(claim: Claim, row: dict[str, Any] | None) -> Evaluated:
    if row is None or row["how"] == "missing":
        empty = {"verdict": "unverifiable", "reason": "nothing is held to judge it by", "evidence": Evidence(coverage="not held", sql="")}
        return Evaluated(claim.model_copy(update=empty), None, None, (), 0, 0, "missing", None)
    whole = row["unit"] in ("rank", "count")
    answer = _interval(row["low"], row["high"], whole)
    widest = _interval(row["widest_low"], row["widest_high"], whole)
    outer = _interval(row["outer_low"], row["outer_high"], whole) if "outer_low" in row else widest
    said = _said(claim)
    ids = _ids(row["observations"])
    evidence = Evidence(
        low=answer.low, high=answer.high, widest_low=widest.low, widest_high=widest.high, unit=row["unit"],
        expression=_expression(claim, row["how"]), members=sorted(_ids(row["members"])), sql=listing(ids), coverage=_coverage(row),
    )  # fmt: skip
    agreed = "supported" if answer.within(widest) and widest.within(answer) else "unverifiable"
    judged = claim.model_copy(update={"verdict": verdict(said, answer, widest, outer) if said else agreed, "evidence": evidence})
    return Evaluated(judged, answer, widest, tuple(evidence.members), row["asked"], row["held"], row["how"], row["since"], outer)


def _said(claim: Claim) -> Interval | None:
    if claim.low is None and claim.high is None:
        return None
    return Interval(claim.low, claim.high, claim.low is not None, claim.low is not None and claim.low == claim.high)


def _interval(low: Any, high: Any, whole: bool) -> Interval:
    ends = [None if x is None else round(Decimal(str(x)), 6) for x in (low, high)]
    point = ends[0] is not None and ends[0] == ends[1]
    return Interval(ends[0], ends[1], ends[0] is not None, ends[1] is not None and (whole or point))


def _with_evidence(
    indicators: Indicators, claims: Sequence[Claim], answers: Mapping[int, dict[str, Any]], around: Mapping[int, Grounds]
) -> list[Evaluated]:
    """Judge claims by their answers; fetch the observations and sources of all with one query each, and hand them out with what their caveats rest on."""
    engine = indicators.engine
    wanted = [_ids(answers[i]["observations"]) if i in answers else [] for i in range(len(claims))]
    ids = [i for of in wanted for i in of]
    observed = engine.beside(lambda engine: held(engine, ids))
    sources = {s.id: s for s in indicators.sources()}
    judged = [_judged(c, answers.get(i)) for i, c in enumerate(claims)]
    found = observed()
    support = supports(engine, found.values(), sources)
    own = [_own(one.claim, [found[i] for i in ids if i in found]) for one, ids in zip(judged, wanted, strict=True)]
    result = []
    for number, (one, ids) in enumerate(zip(judged, wanted, strict=True)):
        observations = _in_order(one, [found[i] for i in ids if i in found])
        used = _cited(observations, sources)
        settled, grounds_of = one.answer == one.widest, around.get(number, Grounds())
        case = Case(one.claim, own[number], sources, support, grounds_of, one.held, one.asked, settled, one.since)
        warned = cautions(case) if one.answer is not None else []
        update = {"observations": observations, "sql": listing(o.id for o in observations), "sources": used}
        evidence = one.evidence.model_copy(update=update | {"caveats": [caution(c) for c in warned], "cautions": warned})
        result.append(replace(one, claim=one.claim.model_copy(update={"evidence": evidence})))
    return result


def _cited(observations: Iterable[Observation], sources: Mapping[str, Source]) -> list[Source]:
    """The sources of observations, each with the date at which the newest of them was released, which may be another than the source's own."""
    named = (
        sources[o.source].model_copy(update={"released": o.released} if o.released else {}) for o in observations if o.source in sources
    )
    return each_once(named)


def each_once(sources: Iterable[Source]) -> list[Source]:
    """Sources once each, in the order they are first named, with the newest date that they are named with."""
    found: dict[str, Source] = {}
    for s in sources:
        if s.id not in found or (s.released or "") > (found[s.id].released or ""):
            found[s.id] = s
    return list(found.values())


IN_FORMULA = 3
"""So many observations stand in the order in which their formula names them; more have none of their own."""


def _in_order(one: Evaluated, observations: list[Observation]) -> list[Observation]:
    """Observations as a formula names them, or where they are members of a set by region and period, the claim's own first: the same whenever asked."""
    named = one.claim.kind in ("value", "change", "comparison", "parts") and one.how != "sum"
    if named and len(observations) <= IN_FORMULA:
        return observations
    return sorted(observations, key=lambda o: (o.region != one.claim.subject, o.region, o.period, o.id))


def _own(claim: Claim, observations: Sequence[Observation]) -> list[Observation]:
    """The observations that the claim's own figure rests on: all of a value or a change, of other kinds those of its subject in its period."""
    if claim.kind in ("value", "change"):
        return list(observations)
    return [o for o in observations if o.region == claim.subject and o.period == claim.period]


def _ids(text: str | None) -> list[str]:
    return list(dict.fromkeys(i for i in (text or "").split(",") if i))


def _coverage(row: dict[str, Any]) -> str:
    extent = f"{row['held']} of {row['asked']} held" if row["asked"] > 1 else ""
    if row["since"]:
        year, month = divmod(row["since"], 100)
        extent = f"{extent}, since {year}" if month == 1 else f"{extent}, since {year}-{month:02d}"
    return extent.strip(", ")


def _expression(claim: Claim, how: str) -> str:
    formulas = {
        "growth": "100 (level / level a year before - 1)",
        "share": "100 part / whole",
        "cagr": "100 ((level / base level) ^ (1 / years) - 1)",
        "multiple": "level / base level",
        "balance": "exports - imports",
        "contribution": "100 (change of the part / change of the whole)",
    }
    if how == "published":
        return "as published"
    if how == "derived":
        return "derived from other published figures"
    return formulas.get(claim.indicator.op, "sum of the members" if how == "sum" and claim.kind == "value" else "")


def listing(ids: Iterable[str]) -> str:
    """SQL that lists some observations by their ids."""
    quoted = ", ".join(f"'{i}'" for i in ids)
    return f"SELECT region, period, flow, product, partner, op, value, low, high, unit, source FROM observations WHERE id IN ({quoted})"


def verdict(said: Interval, answer: Interval | None, widest: Interval | None, outer: Interval | None = None) -> Verdict:
    """Judge what was said by the two intervals of an answer: one from rounding alone, one with missing members anywhere within their bounds
    (`widest`). What lies outside the second is refuted; what meets the first is supported where the two agree; all else is unverifiable.
    Growth computed from levels never refutes: where an answer rests on it, `outer` is what a text must lie outside of as well. What is known far too coarsely bears no figure out."""
    if answer is None or widest is None:
        return "unverifiable"
    if not said.meets(widest) and (outer is None or not said.meets(outer)):
        return "refuted"
    is_known = answer.within(widest) and widest.within(answer) and not is_too_coarse(said, answer)
    return "supported" if said.meets(answer) and is_known else "unverifiable"


def is_too_coarse(said: Interval, answer: Interval) -> bool:
    """Whether an answer is so much wider than what was said, and than its own size, that they meet by chance: a difference of two large rounded figures."""
    if not said.width or not answer.width or answer.middle is None:
        return False
    return answer.width > COARSE * said.width and answer.width > LOOSE * abs(answer.middle)


COARSE, LOOSE = 50, Decimal("0.1")
"""How many times wider than what was said, and which part of its own size, an answer has to be to bear nothing out."""
