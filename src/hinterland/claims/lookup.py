"""Answers to claims looked up in the index of a small state: rows as the `evaluate.sql` of their kind gives them, without a statement. What
the index can't answer, and more than `MANY` claims at once, is asked in SQL; sets and runs of periods are judged in `among.py` and
`over_time.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hinterland.claims import among, kinds, over_time
from hinterland.claims.answers import Cells, Told, answer
from hinterland.claims.caveats import Grounds
from hinterland.claims.cells import bound, index_of
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.indicators.computed import Asked, NotIndexed, back
from hinterland.indicators.figures import series
from hinterland.ledger.lookup import Bounds, in_memory
from hinterland.models import Claim

OF_SUBJECT = ("value", "rank", "first", "record", "streak")
"""Kinds of claims that nothing answers where nothing is held of their subject in their period."""
MANY = 200
"""Claims that SQL answers sooner than they are looked up."""
RATES = ("growth", "multiple", "cagr")

Row = dict[str, Any]


def look_up(
    indicators: Indicators, claims: Sequence[Claim], list_top: Callable[[Claim], Sequence[among.Member]]
) -> tuple[dict[int, Row | None], dict[int, Grounds]]:
    """By the number of a claim its answer, None where nothing is held, and what its caveats rest on; of those that the index of the state
    can answer. `list_top` finds the members of a scope `top-N`."""
    index = index_of(indicators, [r for c in claims for r in (c.subject, c.relation.versus)])
    if index is None:
        return {}, {}

    def unheld() -> Bounds:
        bound(indicators)
        if (rows := in_memory(indicators.engine, "unheld")) is None:
            raise NotIndexed
        return rows

    cells = Cells(index, unheld)
    answers: dict[int, Row | None] = {}
    around: dict[int, Grounds] = {}
    few = len(claims) <= MANY
    for number, c in enumerate(claims):
        try:
            if _is_missing(cells, c):
                answers[number] = None
            elif (few or c.kind == "value") and kinds.find(c.kind) in kinds.BUILT_IN:
                answers[number], around[number] = _row(indicators, cells, c, list_top)
        except NotIndexed:
            continue
    return answers, around


def _is_missing(cells: Cells, c: Claim) -> bool:
    """Whether nothing is held of a claim's subject in its period, of a kind that is answered by it."""
    i = c.indicator
    if c.kind != "membership" and not (c.subject and c.period and all((i.concept, i.product, i.partner, i.regime, i.measure))):
        raise NotIndexed
    if c.kind not in OF_SUBJECT or not c.period:
        return False
    period = Period.parse(c.period)
    of = i.model_copy(update={"flow": "export"}) if i.op == "balance" else i
    cell = (c.subject or "", series(of), period.start, period.end)
    return not (
        (i.op not in ("count", "rank") and cells.index.levels.get(cell))
        or cells.index.rates.get((i.op, c.subject or "", series(i), period.end))
    )


def _row(indicators: Indicators, cells: Cells, c: Claim, list_top: Callable[[Claim], Sequence[among.Member]]) -> tuple[Row | None, Grounds]:
    """The answer of a claim as its kind's SQL gives it, and what lies around it."""
    if c.kind == "membership":
        return among.membership(c) if c.scope in indicators.groups else None, Grounds()
    around: dict[str, Any] = _rates(cells, c)
    if c.kind in over_time.KINDS:
        engine = indicators.engine
        bound(indicators)
        members = _members(indicators, cells, c, list_top) if c.kind == "first" else ()
        row = over_time.KINDS[c.kind](cells.index, engine, c, [m.code for m in members])
        around |= among.margin(c, answer(cells, needs(c)["subject"]), {}) if c.kind == "first" else {}
    elif c.kind not in ROWS:
        raise NotIndexed
    else:
        answers = {role: answer(cells, a) for role, a in needs(c).items()}
        row, more = ROWS[c.kind](indicators, cells, c, answers, list_top)
        around |= more
    return row, Grounds(**around)


def needs(c: Claim) -> dict[str, Asked]:
    """What a claim needs to know of its subject and of what it is compared with: see `sql/expand.sql`."""
    kind, r, i = kinds.find(c.kind), c.relation, c.indicator
    period, base = Period.parse(c.period or ""), Period.parse(r.base_period) if r.base_period else None
    months = (period.start, period.end)
    since = None if base is None or c.kind == "first" else (base.start, base.end)
    compared = "versus" in kind.needs
    moved = "base" in kind.needs and not (compared and i.op in (*RATES, "contribution"))
    whole, start = None if compared else r.versus, None if moved else since
    found = {"subject": Asked(c.subject or "", i, months, whole, start)}
    if compared:
        found["versus"] = Asked(r.versus or "", i, months, None, start)
    if moved and since is not None:
        found["base"] = Asked(c.subject or "", i, since, whole)
        if compared:
            found["versus-base"] = Asked(r.versus or "", i, since)
    return found


def _value(indicators: Indicators, cells: Cells, c: Claim, answers: Mapping[str, Told], _: object) -> tuple[Row | None, Row]:
    t = answers["subject"]
    return {**_ends(t), "members": None, "asked": t.members, "held": 0 if t.how == "missing" else t.held, "how": t.how, "since": None}, {}


def _change(indicators: Indicators, cells: Cells, c: Claim, answers: Mapping[str, Told], _: object) -> tuple[Row | None, Row]:
    if "base" not in answers:
        return None, {}
    now, then = answers["subject"], answers["base"]
    held = (now.how != "missing") + (then.how != "missing")
    observations = ",".join(x for x in (now.observations, then.observations) if x is not None)
    row = {"members": None, "asked": 2, "held": held, "how": "missing" if then.how == "missing" else now.how, "since": None}
    return {**_ends(now), "observations": observations, **row}, {}


def _ends(t: Told) -> Row:
    return {n: getattr(t, n) for n in ("low", "high", "widest_low", "widest_high", "outer_low", "outer_high", "unit", "observations")}


def _comparison(indicators: Indicators, cells: Cells, c: Claim, answers: Mapping[str, Told], _: object) -> tuple[Row | None, Row]:
    if c.relation.versus is None or ("base" in answers and c.indicator.op != "level"):
        raise NotIndexed
    near = {c.relation.versus: answers["versus"]} if c.relation.versus != c.subject and c.relation.test in (">", ">=", "<", "<=") else {}
    margin = among.margin(c, answers["subject"], near)
    if "base" in answers:
        bound(indicators)
        return over_time.overtaking(cells.index, indicators.engine, c, answers), margin
    return among.comparison(c, answers["subject"], answers["versus"]), margin


def _set(
    indicators: Indicators, cells: Cells, c: Claim, answers: Mapping[str, Told], list_top: Callable[[Claim], Sequence[among.Member]]
) -> tuple[Row | None, Row]:
    """A rank or a count: by the answers of all members of the scope."""
    own, axis = needs(c)["subject"], {"partners": "partner", "products": "product"}.get(c.scope or "")
    members = _members(indicators, cells, c, list_top)

    def ask(code: str) -> Told:
        return answer(cells, replace(own, indicator=own.indicator.model_copy(update={axis: code})) if axis else replace(own, region=code))

    found = {m: ask(m.code) for m in members}
    near = {m.code: t for m, t in found.items() if m.is_placed and not (c.kind == "rank" and _is_own(c, m.code))}
    if c.kind == "count":
        return among.count(c, found), among.margin(c, answers["subject"], near)
    whole = None
    if axis and own.indicator.op == "level":
        plain = own.indicator.model_copy(update={axis: "all" if axis == "product" else "world"})
        whole = answer(cells, Asked(own.region, plain, own.months))
    is_bloc = axis == "partner" and indicators.partner_kinds.get(c.indicator.partner or "") == "bloc"
    return among.rank(c, answers["subject"], found, lambda m: _is_own(c, m), whole, is_bloc), among.margin(c, answers["subject"], near)


def _is_own(c: Claim, member: str) -> bool:
    return member == {"partners": c.indicator.partner, "products": c.indicator.product}.get(c.scope or "", c.subject)


ROWS: dict[str, Callable[..., tuple[Row | None, Row]]] = {
    "value": _value, "change": _change, "comparison": _comparison, "rank": _set, "count": _set,
}  # fmt: skip


def _members(indicators: Indicators, cells: Cells, c: Claim, list_top: Callable[[Claim], Sequence[among.Member]]) -> Sequence[among.Member]:
    """The members of a claim's scope: see `sql/members.sql` and `sql/members_slices.sql`."""
    if c.scope is None:
        return ()
    if c.scope.startswith("top-"):
        return list_top(c)
    if c.scope not in ("partners", "products"):
        return [among.Member(m) for m in indicators.scopes.get(c.scope, ())]
    i, period = c.indicator, Period.parse(c.period or "")
    place = 2 if c.scope == "products" else 3
    parts = series(i).split("|")
    others = cells.index.slices.get((place, (*parts[:place], *parts[place + 1 :]), c.subject, period.start, period.end), set())
    if c.scope == "products":
        product = i.product or ""
        codes = {p for p in others if len(p) == len(product) and p[:1].isdecimal()}
        return [among.Member(p) for p in sorted(codes)] if product[:1].isdecimal() else ()
    own = indicators.partner_kinds.get(i.partner or "")
    wanted = "country" if own == "world" and c.kind == "count" else own
    return [among.Member(p) for p in sorted(others) if wanted in ("country", "bloc") and indicators.partner_kinds.get(p) == wanted]


def _rates(cells: Cells, c: Claim) -> dict[str, float | None]:
    """What lies around a rate: see `sql/caveats_rates.sql`."""
    i, base = c.indicator, Period.parse(c.relation.base_period) if c.relation.base_period else None
    if c.kind != "change" and not (i.op in RATES and c.kind in ("value", "rank", "record", "comparison")):
        return {}
    period, of = Period.parse(c.period or ""), series(i)
    now = (period.start, period.end)
    start = back(now) if base is None else (base.start, base.end)

    def level(series_: str, months: tuple[int, int]) -> float | None:
        found = cells.index.levels.get((c.subject or "", series_, *months), ())
        return _most(x.value for x in found if x.held == x.members)

    def rate(last: int) -> float | None:
        found = (x for m in (now, start) for x in cells.index.rates.get(("growth", c.subject or "", of, m[1]), ()) if x.first_month == m[0])
        return _most(x.value for x in found if x.last_month == last and x.scope is None and not x.versus)

    whole = None
    if i.measure == "value" and (i.product != "all" or i.partner != "world"):
        whole = level(series(i.model_copy(update={"product": "all", "partner": "world", "regime": "all"})), start)
    return {
        "now_value": level(of, now), "base_value": level(of, start), "earlier_value": level(of, back(start)), "later_value": level(of, back(start, -1)),
        "whole_value": whole, "rate": rate(now[1]), "rate_before": rate(start[1]),
    }  # fmt: skip


def _most(values: Iterable[float | None]) -> float | None:
    return max((v for v in values if v is not None), default=None)
