"""What is held for claims: the vintages of the cells that they measure, where else a figure stands, and how far apart two figures of one period stand (an amount between two regions, or
anything between a region's exports and imports).

Of a small state vintages and places are looked up in its index, else asked for in SQL (`sql/vintages.sql`, `sql/elsewhere.sql`), all claims at once; what was asked of a state before
isn't asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hinterland import codes
from hinterland.check.currencies import is_amount
from hinterland.claims.evaluate import COLUMNS, to_row
from hinterland.codes import Language, Period
from hinterland.indicators import Indicators, Need
from hinterland.indicators.figures import Figure
from hinterland.indicators.index import Index
from hinterland.interval import Interval
from hinterland.models import RELIABILITY, Claim, Observation
from hinterland.reading.lexicon import forms

PACKAGE = "hinterland.check"
OF_CELL = ("value", "change")

REVISED = 3
"""Percentage points within which 98 of 100 published rates of whole trade lie of those computed from the levels held."""
MILLIONTH = Decimal("0.000001")
"""To which ends are rounded, as the columns of tables are."""
Asked = tuple[Any, ...]
"""A claim as a row of the table `claims` without its number, in the order of `COLUMNS`, with what is sought behind it."""
Rows = list[dict[str, Any]]


def asks(c: Claim) -> Asked:
    """A claim as a row of the table `claims` without its number."""
    return to_row(0, c)[1:]


def vintages(indicators: Indicators, asked: Sequence[Asked]) -> list[Rows]:
    """Every figure held for what each of some claims measures."""
    return _held(indicators, "vintages", COLUMNS, asked, _vintages)


def elsewhere(indicators: Indicators, asked: Sequence[Asked]) -> list[Rows]:
    """The preferred figures between two ends, of a unit, that stand behind each of some claims, those fewest labels away first."""
    columns = {**COLUMNS, "low": "decimal(28,6)", "high": "decimal(28,6)", "unit": "string"}
    return _held(indicators, "elsewhere", columns, asked, _elsewhere)


def is_weaker(held: Rows, met: Rows) -> bool:
    """Whether every figure that a claim meets is of a less reliable sort than the preferred one of those held."""
    best = next((RELIABILITY.index(v["reliability"]) for v in held if v["preferred"]), len(RELIABILITY))
    return bool(met) and all(RELIABILITY.index(v["reliability"]) > best for v in met)


def record_in_window(indicators: Indicators, c: Claim) -> Interval | None:
    """The place of a period among those of a record's window, which is a year.

    A month's window is its own year so far (年内新高): the months not held leave its place open. A year's window are the years after the one named (`the highest since 2018`), all of them held.
    """
    window = c.relation.window or ""
    if c.kind != "record" or not window.isdecimal() or c.period is None or c.subject is None or c.indicator.concept is None:
        return None
    period = Period.parse(c.period)
    monthly = period.months == 1
    if monthly and int(window) == period.end // 100:
        periods = [Period.of_month(m) for m in range(int(window) * 100 + 1, period.end + 1)]
    elif period.kind == "year" and int(window) + 1 < period.end // 100:
        periods = [Period.of_year(y) for y in range(int(window) + 1, period.end // 100 + 1)]
    else:
        return None
    *earlier, now = _figures(indicators, c, periods)
    if now is None or (not monthly and None in earlier):
        return None
    ahead = [a and _is_ahead(c, a, now) for a in earlier]
    sure, possible = 1 + sum(x is True for x in ahead), 1 + sum(x is not False for x in ahead)
    return None if monthly and sure == 1 < possible else Interval(Decimal(sure), Decimal(possible), True, True)


LONGEST = 100
"""Years that a run is looked through; no figures go back further."""


def kept_past(indicators: Indicators, c: Claim) -> Interval | None:
    """For how many years up to the one spoken of a level stayed past a mark, of as many as are claimed: 连续五年保持在4万亿元以上."""
    limit = c.relation.threshold
    if c.kind != "streak" or limit in (0, None) or c.low is None or c.period is None or c.subject is None or c.indicator.concept is None:
        return None
    period = Period.parse(c.period)
    if period.kind != "year":
        return None
    years = [Period.of_year(period.end // 100 - back) for back in range(min(int(c.low), LONGEST, period.end // 100))]
    run = 0
    for held in _figures(indicators, c, years):
        past = held and held.above(Interval.exact(limit or 0))
        if past is None:
            return None
        if not past:
            break
        run += 1
    return Interval.exact(run)


def is_passed_since(indicators: Indicators, c: Claim) -> bool:
    """Whether a period that is said to be the highest or lowest, and not only then a record, was passed by a later one of the same length and name that is held."""
    language: Language = "en" if c.text.isascii() else "zh"
    if c.kind != "record" or c.period is None or c.subject is None or c.text.lower() not in forms(language, "peak"):
        return False
    period = Period.parse(c.period)
    later = [period.shift(12 * years) for years in range(date.today().year - period.end // 100 + 1)]
    own, *others = _figures(indicators, c, later)
    return own is not None and any(o is not None and _is_ahead(c, o, own) for o in others)


def _figures(indicators: Indicators, c: Claim, periods: Sequence[Period]) -> list[Interval | None]:
    """What is held of a claim's subject in each of some periods."""
    answers = indicators.ask([Need(c.subject or "", c.indicator, p) for p in periods])
    return [a.best.interval if a.best is not None else None for a in answers]


def _is_ahead(c: Claim, one: Interval, other: Interval) -> bool | None:
    """Whether a figure goes further than another one in the way that a record is of."""
    return one.below(other) if c.relation.order == "asc" else one.above(other)


def _held(
    indicators: Indicators,
    query: str,
    columns: Mapping[str, str],
    asked: Sequence[Asked],
    look_up: Callable[[Index, Mapping[str, Any]], Rows],
) -> list[Rows]:
    engine, names = indicators.engine, [n for n in columns if n != "claim"]

    def find(new: list[Asked]) -> list[Rows]:
        if (index := Index.of(engine)) is not None:
            return [look_up(index, dict(zip(names, row, strict=True))) for row in new]
        engine.put("claims", columns, [(n, *row) for n, row in enumerate(new)])
        sought: list[Rows] = [[] for _ in new]
        for row in engine.rows(PACKAGE, query):
            sought[row["claim"]].append(row)
        return sought

    return engine.once(query, asked, find)


def _vintages(index: Index, c: Mapping[str, Any]) -> Rows:
    """The vintages of a claim's cell; of a place or a count those that were published of it."""
    if c["kind"] in PUBLISHED:
        places = index.places(c["kind"], c["concept"], (c["first_month"], c["last_month"]))
        return [{**_named(x), "low": x.value, "high": x.value, "preferred": True} for x in places if PUBLISHED[c["kind"]](x, c)]
    if c["kind"] not in OF_CELL or c["base_first"] is not None or None in (c["product"], c["partner"], c["regime"], c["measure"]):
        return []
    flow, basis, currency, versus = (c[n] or "" for n in ("flow", "basis", "currency", "versus"))
    cell = (
        c["subject"], c["first_month"], c["last_month"], c["concept"], flow, c["product"], c["partner"], c["regime"], c["measure"], basis, currency, c["op"], versus,
    )  # fmt: skip
    return [_named(x) for x in index.vintages.get(cell, ())]


def _named(x: Figure) -> dict[str, Any]:
    return {n: getattr(x, n) for n in ("op", "value", "low", "high", "unit", "id", "reliability", "source", "preferred")}


def _home(subject: str | None, name: str) -> str | None:
    """What a field of a subject's home is, or of the one that is meant where none is named."""
    own = codes.homes().get(subject or "")
    found: str | None = (getattr(own, name) if own is not None and own.pack else None) or getattr(codes.home_of(), name)
    return found


def _is_count(x: Figure, c: Mapping[str, Any]) -> bool:
    """Whether a count that was published is of what a claim counts."""
    if x.scope != c["scope"] or not (x.region == c["subject"] or c["scope"] == _home(c["subject"], "peers")) or c["test"] == "<":
        return False
    of = "level > 1e12" if c["threshold"] == TRILLION else None
    if c["versus"] is not None and c["versus"] == _home(c["subject"], "nation"):
        of = f"growth > {c['versus']}"
    elif c["op"] == "growth" or c["scope"] == "partners":
        of = "growth > 0"
    return of is not None and (x.predicate or "").startswith(of) and (x.flow or "total") == (c["flow"] or "total")


def _is_place(x: Figure, c: Mapping[str, Any]) -> bool:
    """Whether a place that was published is the one a claim is of; the predicate of one that a release states is what it is a place by."""
    peers = _home(c["subject"], "peers")
    scope = c["scope"] or peers
    if x.region != c["subject"] or scope is None:
        return False
    if x.predicate is None:
        return bool(c["op"] == "level" and c["concept"] != "trade" and (x.scope or peers) == scope)
    alike = (x.scope, x.flow or "", x.product, x.partner) == (scope, c["flow"] or "", c["product"], c["partner"])
    return bool(x.predicate == c["op"] and alike and (c["ord"] or "desc") == "desc")


PUBLISHED: dict[str, Callable[[Figure, Mapping[str, Any]], bool]] = {"count": _is_count, "rank": _is_place}
"""Kinds whose vintages are figures of another sort, which have no cell of the claim's own."""
TRILLION = 10**12


def _elsewhere(index: Index, c: Mapping[str, Any]) -> Rows:
    if c["low"] is None or c["high"] is None:
        return []
    sort = (c["op"], c["concept"], c["measure"], c["unit"], c["basis"] or "")
    low, high = (Decimal(c[end]).quantize(MILLIONTH, ROUND_HALF_UP) for end in ("low", "high"))
    found = [(_away(x, c), x) for x in index.between(sort, low, high)]
    found.sort(key=lambda f: f[1].region)
    found.sort(key=lambda f: f[1].period, reverse=True)
    found.sort(key=lambda f: f[0])
    names = ("region", "period", "flow", "product", "partner", "op", "currency", "source", "value")
    return [{**{n: getattr(x, n) for n in names}, "away": away} for away, x in found]


def _away(x: Figure, c: Mapping[str, Any]) -> int:
    """How many labels a figure is away from a claim; the months are one."""
    labels = (
        (x.region, c["subject"]), (x.flow or "", c["flow"] or ""), (x.product, c["product"]), (x.partner, c["partner"]),
        ((x.first_month, x.last_month), (c["first_month"], c["last_month"])),
    )  # fmt: skip
    return sum(own is not None and own != other for other, own in labels)


def is_apart(c: Claim) -> bool:
    """Whether a comparison is judged here and not by the evaluator, which knows regions and ratios."""
    return c.kind == "comparison" and (c.relation.versus in codes.FLOWS or is_amount(c.unit) or _earlier(c) is not None)


def _earlier(c: Claim) -> Period | None:
    """The period whose growth a claim sets a subject's own against in points."""
    base = c.relation.base_period if c.indicator.op == "growth" and c.unit == "percentage_point" and c.relation.versus is None else None
    return Period.parse(base) if base else None


def distance(indicators: Indicators, c: Claim) -> Interval | None:
    """The first side less the second, or less what it was before; for a multiple, the first over the second. Growth counts only as published on both sides."""
    if not is_apart(c) or c.subject is None or c.period is None or c.indicator.concept is None:
        return None
    if (earlier := _earlier(c)) is None and c.relation.versus is None:
        return None
    op = "level" if c.indicator.op == "multiple" else c.indicator.op
    one = c.indicator.model_copy(update={"op": op})
    flows = c.relation.versus in codes.FLOWS
    other = one.model_copy(update={"flow": c.relation.versus}) if flows else one
    period = Period.parse(c.period)
    side = c.subject if flows or c.relation.versus is None else c.relation.versus
    answers = indicators.ask([Need(c.subject, one, period), Need(side, other, earlier or period)])
    found = [(a.published if op == "growth" else a.best) for a in answers]
    if found[0] is None or found[1] is None:
        return None
    a, b = found[0].interval, found[1].interval
    return a / b if c.indicator.op == "multiple" else a - b


def is_whole(row: dict[str, Any], c: Claim) -> bool:
    """Whether a figure that stands one label away from a claim's is its whole: of the same region and period, the flow, product or partner let go."""
    i = c.indicator
    wider = (row["flow"] == "total" and i.flow != "total") or (row["product"] == "all" and i.product != "all")
    return (row["region"], row["period"]) == (c.subject, c.period) and (wider or (row["partner"] == "world" and i.partner != "world"))


def may_be_revised(c: Claim, answer: Interval, stated: Interval, observations: Iterable[Observation]) -> bool:
    """Whether a comparison of growth rests on a rate computed from levels, and its answer lies no further from what is stated than the base of a rate is revised."""
    if c.kind != "comparison" or c.indicator.op != "growth" or all(o.indicator.op != "level" for o in observations):
        return False
    low, high = (answer, stated) if answer.below(stated) else (stated, answer)
    return low.high is None or high.low is None or high.low - low.high <= REVISED
