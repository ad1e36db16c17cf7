"""What a brief asks: questions for a subject and a period, made from what is held and from rules that know no country.

Each question is a claim without an answer, under a name its sentence knows it by; the evaluators answer them all at once, and what nothing is held for
falls away. Thresholds follow one rule: 1, 2 or 5 times a power of ten, the largest that the subject's level has reached.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.brief.terms import FLOWS, PACKAGE, Terms, is_part, is_ranked, region_of, terms, whole_of
from hinterland.brief.values import round_mark
from hinterland.claims.mine import latest_month
from hinterland.claims.statement import statement
from hinterland.codes import Period
from hinterland.indicators import Indicators, Need
from hinterland.models import Claim, Indicator, Relation
from hinterland.warehouse.engine import literal

YEARS_BACK = 5
AFTER_PEAK, NEARLY = "past:after-peak:", Decimal("0.9")
"""The questions on years behind a peak that a revision may have put above it, and the part of it from which on they are asked."""
FARTHEST = 40
"""How many years are looked through for the first and the highest level."""

APART = Decimal("0.1")
"""In percentage points: rates that lie closer are one pace as published."""

MIDDLE = 3
"""How many years back the share between that of now and the one it is compared with lies."""

CANDIDATES = 1
"""Number of regions about to pass a mark that a brief reports."""

SOON = 1.5
"""Years within which a mark must be reached at last year's growth to be worth watching."""

FEW = 4
"""Members of a whole up to which each one's part of its growth is stated."""

UNHELD = 2
"""Maximum members without a figure for a whole to be described by its members."""

OVERTAKEN = 4
"""Maximum number of regions overtaken by the subject, or overtaking it, that are asked about."""

FASTEST = 3
"""Places by growth up to which those ahead are named with their rates."""

LEADERS = 5
"""Number of the largest and of the fastest members of a whole that a brief reports."""


@dataclass(slots=True)
class Agenda:
    """The questions of a brief by name (`section:name`) and the terms they are asked in; places and counts that were published as such, with the observation's
    id; the regions compared with the subject, by the reason; the marks that are near, the group the subject is ranked in, and the longest `stretch` of its
    year that is held from January on; the `month` that was asked for where the brief is of its year to date."""

    subject: str
    period: Period
    terms: Terms
    questions: dict[str, Claim] = field(default_factory=dict)
    published: dict[str, tuple[Claim, str]] = field(default_factory=dict)
    beside: dict[str, list[str]] = field(default_factory=dict)
    marks: dict[str, Decimal] = field(default_factory=dict)
    home: str | None = None
    stretch: Period | None = None
    month: Period | None = None

    def ask(
        self, name: str, kind: Any, indicator: Indicator, *, of: str | None = None, at: str = "", scope: str | None = None, **relation: Any
    ) -> None:
        """Put a question, of the subject and the period unless said otherwise."""
        claim = statement(
            kind, of or self.subject, indicator, at or str(self.period), scope=scope, relation=Relation(**relation) if relation else None
        )
        self.questions.setdefault(name, claim)

    def print(self, name: str, row: dict[str, Any], kind: Any, indicator: Indicator, scope: str, *, at: str = "", **relation: Any) -> None:
        """Keep a place or count as it was published, in the row of an observation."""
        figure = {"low": Decimal(int(row["value"])), "high": Decimal(int(row["value"])), "unit": row["unit"]}
        claim = statement(kind, self.subject, indicator, at or str(self.period), scope=scope, relation=Relation(**relation), **figure)
        self.published.setdefault(name, (claim, row["id"]))


def threshold(level: Decimal) -> Decimal:
    """The largest of 1, 2 and 5 times a power of ten that a level has reached."""
    power = Decimal(1).scaleb(level.adjusted())
    return max(m * power for m in (1, 2, 5) if m * power <= level)


def agenda(indicators: Indicators, subject: str, period: Period) -> Agenda:
    """The questions of a subject and period; a month of which no rate was published is covered within its year to date, of which one was."""
    made = Agenda(subject, period, terms(indicators, subject, period))
    money = {"currency": indicators.currency(subject)}
    if whole := _to_date(made, indicators, money):
        made = Agenda(subject, whole, terms(indicators, subject, whole), month=period)
        _totals(made, "month", str(period), money)
        made.ask("month:before", "value", made.terms.trade(**money), at=str(period.shift(-12)))
        period = whole
    trade, nation = made.terms.trade, made.terms.home.nation
    _totals(made, "totals", str(period), money)
    _stretch(made, indicators, money)
    for back in (1, 2):
        made.ask(f"totals:before:{back}", "value", trade(**money), at=str(period.shift(-12 * back)))
    for flow in ("export", "import"):
        made.ask(f"totals:before:{flow}", "value", trade(flow=flow, **money), at=str(period.shift(-12)))
    level = next((a.best for a in indicators.ask([Need(subject, trade(**money), period)])), None)
    size = level.value if level is not None and level.value > 0 else None
    if scope := whole_of(subject):
        _members(made, indicators, scope)
    else:
        _standing(made, indicators, size)
        _within(made, indicators, money)
    if is_part(subject):
        made.ask("totals:share-of-nation", "value", trade("share"), versus=nation)
        made.ask("totals:contribution", "value", trade("contribution"), versus=nation)
        made.ask("totals:faster", "comparison", trade("growth"), versus=nation)
        made.ask("nation:growth", "value", trade("growth"), of=nation)
        for flow in ("export", "import") if made.terms.flow == "total" else ():
            made.ask(f"nation:growth:{flow}", "value", trade("growth", flow=flow), of=nation)
        made.ask("totals:share-before", "value", trade("share"), at=str(_base(period)), versus=nation)
        if period.kind == "year":
            made.ask("totals:share-middle", "value", trade("share"), at=str(period.shift(-12 * MIDDLE)), versus=nation)
    if (pack := made.terms.home.pack) and pack.second_currency:
        for name, region in (("totals", subject), ("nation", nation)):
            made.ask(f"{name}:other-currency", "value", trade("growth", currency=pack.second_currency), of=region)
    _past(made, indicators, money, size)
    _series(made, indicators)
    if scope in (None, made.terms.home.peers):
        _economy(made, indicators)
    _months(made, indicators, money, held=size is not None)
    return made


def _to_date(made: Agenda, indicators: Indicators, money: dict[str, str]) -> Period | None:
    """The year to date of a month whose growth nobody published, or of a part of a year of which nothing is held (but of a nation, whose flows weigh more); none without a rate of its own."""
    if made.period.start % 100 == 1:
        return None
    whole = Period(made.period.end // 100 * 100 + 1, made.period.end)
    asked = (("level", made.period), ("growth", made.period), ("level", whole), ("growth", whole))
    level, own, *both = indicators.ask([Need(made.subject, made.terms.trade(op, **money), p) for op, p in asked])
    is_own = (made.period.kind != "month" or own.published) if level.best else codes.is_nation(made.subject)
    return whole if not is_own and all(a.best for a in both) else None


def _totals(made: Agenda, name: str, at: str, money: dict[str, str]) -> None:
    trade = made.terms.trade
    for flow in FLOWS:
        made.ask(f"{name}:level:{flow}", "value", trade(flow=flow, **money), at=at)
        made.ask(f"{name}:growth:{flow}", "value", trade("growth", flow=flow, **money), at=at)
    for part, when in (("balance", at), ("balance-before", str(Period.parse(at).shift(-12)))):
        made.ask(f"{name}:{part}", "value", trade("balance", flow="total", **money), at=when)


def _base(period: Period) -> Period:
    """The period that a share is compared with: five years before a year, the year before anything shorter."""
    return period.shift(-12 * YEARS_BACK) if period.kind == "year" else period.shift(-12)


def _stretch(made: Agenda, indicators: Indicators, money: dict[str, str]) -> None:
    """The longest stretch of the period's year that is held from January on and ends with the period or within it: of a year half of it at least."""
    nation, main = made.terms.home.nation, made.terms.flow
    for name, flow in (("stretch", main), *([("flows", "export")] if main == "total" else [])):
        growth = made.terms.trade("growth", flow=flow, **money)
        if found := _longest(made, indicators, growth, made.subject):
            _totals(made, name, str(found), money)
        if found and name == "stretch":
            made.stretch = found
            made.ask("stretch:growth-before", "value", growth, at=str(found.shift(-12)))
            if is_part(made.subject):
                made.ask("stretch:nation", "value", made.terms.trade("growth"), of=nation, at=str(found))


def _longest(made: Agenda, indicators: Indicators, growth: Indicator, *regions: str) -> Period | None:
    """The longest stretch of the period's year from January on that rates of some regions are all held of; of a year half of it at least."""
    january, end = made.period.end // 100 * 100 + 1, made.period.end
    least = january + 5 if made.period.kind == "year" else january + 1
    several = [Period(january, last) for last in range(end, least - 1, -1) if (january, last) != (made.period.start, end)]
    held = [{a.need.period for a in indicators.ask([Need(r, growth, p) for p in several]) if a.best} for r in regions]
    return next((p for p in several if all(p in periods for periods in held)), None)


def _late(made: Agenda, indicators: Indicators, regions: list[str], *beside: str) -> None:
    """Ask the level and growth of regions, and of what each is compared with, in the first months of a year that are held of both: those of its last months follow."""
    for region in regions if made.period.kind == "year" else ():
        stretch = _longest(made, indicators, made.terms.trade("growth"), region, *beside)
        for each in (region, *beside) if stretch else ():
            for op in ("level", "growth"):
                made.ask(f"late:{op}:{region}:{each}", "value", made.terms.trade(op), of=each, at=str(stretch))


def _sizes(
    made: Agenda, indicators: Indicators, regions: tuple[str, ...], op: str, *, at: Period | None = None, **money: str
) -> list[tuple[Decimal, str]]:
    """Regions with their level or growth in a period (the subject's unless another is named), the largest first; those not held are skipped."""
    answers = indicators.ask([Need(r, made.terms.trade(op, **money), at or made.period) for r in regions])
    return sorted(((a.best.value, a.need.region) for a in answers if a.best), reverse=True)


def soon(made: Agenda, indicators: Indicators, sizes: list[tuple[Decimal, str]], mark: Decimal) -> list[str]:
    """Regions that would pass a mark within `SOON` years at the growth of the last one, the soonest first."""
    speed = {r: float(g) for g, r in _sizes(made, indicators, tuple(r for size, r in sizes if size < mark), "growth")}
    wait = {r: math.log(mark / size) / math.log1p(speed[r] / 100) for size, r in sizes if size < mark and speed.get(r, 0) > 0}
    return sorted((r for r in wait if wait[r] <= SOON), key=lambda r: wait[r])


def next_mark(level: Decimal) -> Decimal:
    """The next of 1, 2 and 5 times a power of ten above a level."""
    power = Decimal(1).scaleb(level.adjusted())
    return min(m * power for m in (1, 2, 5, 10) if m * power > level)


def _set_beside(made: Agenda, why: str, regions: list[str], **money: str) -> None:
    made.beside[why] = regions
    trade = made.terms.trade
    for region in regions:
        made.ask(f"region:level:{region}", "value", trade(**money), of=region)
        made.ask(f"region:growth:{region}", "value", trade("growth", **money), of=region)


def _within(made: Agenda, indicators: Indicators, money: dict[str, str]) -> None:
    """The largest of the cities and municipalities held inside a region, and the share of the largest: tables need not list them all, so none is counted."""
    rows = indicators.engine.fetch(f"SELECT member FROM siblings WHERE scope = {literal(made.subject)} ORDER BY member")
    large = _sizes(made, indicators, tuple(r["member"] for r in rows), "level", currency=money["currency"])
    if len(large) > 1:
        _set_beside(made, "within", [r for _, r in large[:LEADERS]], **money)
        made.ask("region:share", "value", made.terms.trade("share", **money), of=large[0][1], versus=made.subject)


def _members(made: Agenda, indicators: Indicators, scope: str) -> None:
    """Members of a whole: the largest and the fastest, the count of those that grew, and of those above the highest power of ten any has reached."""
    members, trade, nation = codes.members(scope), made.terms.trade, made.terms.home.nation
    held = (_sizes(made, indicators, members, op) for op in ("level", "growth"))
    large, fast = ([] if len(members) - len(found) > UNHELD else found for found in held)
    most = len(members) if len(members) <= 6 else LEADERS
    _set_beside(made, "largest", [r for _, r in large[:most]])
    _set_beside(made, "fastest", [r for _, r in fast[:3]])
    if len(fast) > most:
        _set_beside(made, "slowest", [r for _, r in fast[-2:]])
    speed = {r: g for g, r in fast}
    added = sorted((size - size / (1 + speed[r] / 100), r) for size, r in large if r in speed)
    gave = [r for _, r in added[:-4:-1]] if len(members) > FEW else [r for _, r in reversed(added)]
    for region in gave:
        made.ask(f"region:contribution:{region}", "value", trade("contribution"), of=region, versus=made.subject)
    for region in [r for _, r in large[:3]]:
        made.ask(f"region:part:{region}", "value", trade("share"), of=region, versus=made.subject)
    if large and large[0][0] > 0:
        mark = Decimal(1).scaleb(large[0][0].adjusted())
        mark = min(mark, Decimal(10) ** 12) if made.period.months == 12 else mark
        last = {r: size for size, r in _sizes(made, indicators, members, "level", at=made.period.shift(-12))}
        for region in [r for size, r in large if last.get(r, mark) < mark < size][:1]:
            made.ask("region:new", "first", trade(), of=region, scope=scope, test=">", threshold=mark)
        made.ask("region:club", "count", trade(), of=nation, scope=scope, test=">", threshold=mark)
        made.marks["candidates"] = mark
        _set_beside(made, "candidates", soon(made, indicators, large, mark)[:CANDIDATES])
        _late(made, indicators, made.beside["candidates"])
    made.ask("region:growing", "count", trade("growth"), of=nation, scope=scope, test=">", threshold=0)
    for order, regions in (("desc", fast[:1]), ("asc", fast[-1:])):
        for _, region in regions:
            made.ask(f"region:speed:{order}", "rank", trade("growth"), of=region, scope=scope, order=order)


def _standing(made: Agenda, indicators: Indicators, size: Decimal | None) -> None:
    """Where a region directly below its nation stands: its places, who is just above and below it, and those of its own part of the country."""
    subject, trade, peers, home = made.subject, made.terms.trade, made.terms.home.peers, region_of(made.subject)
    if peers is None or not is_ranked(subject):
        return
    made.ask("region:rank", "rank", trade(), scope=peers, order="desc")
    for name, at in (("before", made.period.shift(-12)), ("then", _base(made.period))):
        made.ask(f"region:rank-{name}", "rank", trade(), at=str(at), scope=peers, order="desc")
    if made.terms.flow == "total":
        for flow in ("export", "import"):
            made.ask(f"region:rank:{flow}", "rank", trade(flow=flow), scope=peers, order="desc")
    sizes = _sizes(made, indicators, codes.members(peers), "level")
    large = [r for _, r in sizes[:10]]
    pace = _sizes(made, indicators, codes.members(peers), "growth")
    made.beside["fastest-held"] = [r for _, r in pace[:1]]
    for scope in (peers, *(("top-10",) if subject in large else ()), *((home,) if home else ())):
        made.ask(f"region:growth-rank:{scope}", "rank", trade("growth"), scope=scope, order="desc")
        order = [r for _, r in pace if r in (large if scope == "top-10" else codes.members(scope))]
        for region in order[: order.index(subject)] if subject in order[:FASTEST] else ():
            made.ask(f"region:growth:{region}", "value", trade("growth"), of=region)
    ways = {"fell": ("<", [r for g, r in pace if g < 0]), "rose": (">", [r for g, r in pace if g > 0])}
    within = {group: codes.members(group) for group in codes.groups_of(subject)} | ({"top-10": tuple(large)} if subject in large else {})
    for way, (test, those) in ways.items():
        for group in (g for g, members in within.items() if [r for r in those if r in members] == [subject]):
            made.ask(f"region:{way}:{group}", "count", trade("growth"), of=made.terms.home.nation, scope=group, test=test, threshold=0)
    if home:
        made.ask(f"region:rank:{home}", "rank", trade(), scope=home, order="desc")
    if size:
        made.ask("region:club", "count", trade(), of=made.terms.home.nation, scope=peers, test=">", threshold=threshold(size))
        for where, scope in (("home", home), ("peers", peers)):
            if scope:
                made.ask(f"region:first:{where}", "first", trade(), scope=scope, test=">", threshold=threshold(size))
        if subject in soon(made, indicators, sizes, next_mark(size)):
            made.marks["own"] = next_mark(size)
    seen = {subject}
    for why, regions in _around(subject, sizes).items():
        _set_beside(made, why, [r for r in regions if r not in seen])
        _late(made, indicators, made.beside[why], subject)
        seen.update(regions)
    _passing(made, sizes, _sizes(made, indicators, codes.members(peers), "level", at=made.period.shift(-12)))
    if home:
        made.home = home
        made.ask("home:growth", "value", trade("growth"), of=home)
        made.ask("home:share", "value", trade("share"), versus=home)
        speed = _sizes(made, indicators, codes.members(home), "growth")
        if len(speed) > 3 and min(speed[0][0] - speed[1][0], speed[-2][0] - speed[-1][0]) >= APART:
            _set_beside(made, "home", [speed[0][1], speed[-1][1]])


def _passing(made: Agenda, sizes: list[tuple[Decimal, str]], before: list[tuple[Decimal, str]]) -> None:
    """Regions that the subject overtook since the year before (`below`), and those that overtook it (`above`), the nearest first."""
    last = {r: size for size, r in before}
    if made.subject not in last:
        return
    order = [r for _, r in sizes if r in last]
    place = order.index(made.subject) if made.subject in order else len(order)
    for why, regions in (("above", order[:place][::-1]), ("below", order[place + 1 :])):
        for region in [r for r in regions if (last[r] > last[made.subject]) == (why == "below")][:OVERTAKEN]:
            ahead, behind = (made.subject, region) if why == "below" else (region, made.subject)
            base = str(made.period.shift(-12))
            made.ask(f"region:passed:{why}:{region}", "comparison", made.terms.trade(), of=ahead, versus=behind, base_period=base)
            for op in ("level", "growth"):
                made.ask(f"region:{op}:{region}", "value", made.terms.trade(op), of=region)


def _around(subject: str, sizes: list[tuple[Decimal, str]]) -> dict[str, list[str]]:
    """Regions one place above the subject and one place below."""
    order = [r for _, r in sizes]
    if subject not in order:
        return {}
    place = order.index(subject)
    return {"above": order[max(0, place - 1) : place], "below": order[place + 1 : place + 2]}


def _past(made: Agenda, indicators: Indicators, money: dict[str, str], size: Decimal | None) -> None:
    """What earlier periods say of this one: the growth of the one before; of a year the compound rates, where they began, records, runs, a mark passed."""
    before = str(made.period.shift(-12))
    made.ask("past:growth-before", "value", made.terms.trade("growth", **money), at=before)
    for flow in ("export", "import"):
        made.ask(f"past:growth-before:{flow}", "value", made.terms.trade("growth", flow=flow, **money), at=before)
    if made.period.kind == "month":
        made.ask("past:record:" + made.terms.flow, "record", made.terms.trade(**money), scope="months", test="highest")
        made.ask("past:streak", "streak", made.terms.trade("growth", **money), scope="months", test=">", threshold=0)
        made.ask("past:slump", "streak", made.terms.trade("growth", **money), scope="months", test="<", threshold=0)
    if made.period.kind != "year" or not made.period.year:
        return
    base, trade = str(Period.of_year(made.period.year - YEARS_BACK)), made.terms.trade
    made.ask("past:cagr", "value", trade("cagr", **money), base_period=base)
    made.ask("past:level-then", "value", trade(**money), at=base)
    made.ask("past:growth-then", "value", trade("growth", **money), at=base)
    for flow in FLOWS:
        made.ask(f"past:record:{flow}", "record", trade(flow=flow, **money), scope="years", test="highest")
    made.ask("past:streak", "streak", trade("growth", **money), scope="years", test=">", threshold=0)
    made.ask("past:slump", "streak", trade("growth", **money), scope="years", test="<", threshold=0)
    made.ask("past:streak-before", "streak", trade("growth", **money), at=before, scope="years", test=">", threshold=0)
    for way in ("highest", "lowest"):
        made.ask(f"past:pace:{way}", "record", trade("growth", **money), scope="years", test=way)
    if size:
        made.ask("past:first", "first", trade(**money), test=">", threshold=round_mark(size))
    years = [Need(made.subject, trade(**money), made.period.shift(-12 * back)) for back in range(1, FARTHEST + 1)]
    levels = {a.need.period: a.best.value for a in indicators.ask(years) if a.best}
    if levels:
        highest = max(levels, key=lambda p: levels[p])
        for year in (p for p in levels if p.start > highest.start and levels[p] > NEARLY * levels[highest]):
            made.ask(f"{AFTER_PEAK}{year}", "value", trade(**money), at=str(year))
        made.ask("past:peak", "value", trade(**money), at=str(highest))
        made.ask("past:peak-record", "record", trade(**money), at=str(highest), scope="years", test="highest")


def _series(made: Agenda, indicators: Indicators) -> None:
    """A level, growth, multiple and share for every product, partner and kind of enterprise held of the period, or of the longest stretch of its year that any is held of;
    published counts as they stand."""
    period, trade = made.period, made.terms.trade
    bases = {f"basis_{flow}": basis for flow, basis in made.terms.bases.items()}
    rows = indicators.engine.rows(
        PACKAGE, "series", region=made.subject, first=period.start, last=period.end, january=period.end // 100 * 100 + 1, **bases
    )
    at: dict[str, Period] = {}
    for r in rows:
        r["section"] = "products" if r["product"] != "all" else "partners" if r["partner"] != "world" else "enterprises"
        r["period"] = Period(r["first_month"], r["last_month"])
        if _is_slice(r) and (r["period"] == period or 2 * r["period"].months >= min(period.months, 12)):
            known = at.get(r["section"], r["period"])
            at[r["section"]] = known if known == period or known.end > r["period"].end else r["period"]
    for r in (r for r in rows if _is_slice(r) and r["period"] == at.get(r["section"])):
        own = {k: r[k] for k in ("flow", "product", "partner", "regime", "measure")}
        money = {"currency": None if r["measure"] == "quantity" else r["currency"] or made.terms.currency}
        for op in ("level", "growth", "multiple") if r["measure"] == "quantity" else ("level", "growth", "share", "multiple"):
            name = f"{r['section']}:{op}:{'|'.join(str(x) for x in own.values())}"
            made.ask(name, "value", trade(op, **own, **money), at=str(r["period"]))
    for r in (r for r in rows if r["period"] == period and r["concept"] == "trade" and r["scope"] == "partners"):
        if r["op"] == "rank" and r["value"] == 1:
            made.print("partners:largest", r, "rank", trade(flow=r["flow"], partner=r["partner"]), "partners", test="nth", order="desc")
        if r["op"] == "count" and r["predicate"] == "growth > 0":
            made.print("partners:growing", r, "count", trade("growth"), "partners", test=">", threshold=0)


def _is_slice(row: dict[str, Any]) -> bool:
    """Whether a figure is one of a product, a partner or a kind of enterprise."""
    return row["concept"] == "trade" and (row["product"], row["partner"], row["regime"]) != ("all", "world", "all") and not row["scope"]


def _economy(made: Agenda, indicators: Indicators) -> None:
    """What is held beside trade, in the period itself or in the longest stretch of it from its first month on."""
    rows = indicators.engine.rows(
        PACKAGE, "economy", region=made.subject, peers=made.terms.home.peers or "", first=made.period.start, last=made.period.end
    )
    for r in rows:
        what = Indicator(op=r["op"], concept=r["concept"], flow=None, basis=None, currency=r["currency"], measure=r["measure"])
        at = str(Period(r["first_month"], r["last_month"]))
        if r["op"] == "rank":
            level = what.model_copy(update={"op": "level", "currency": made.terms.currency})
            made.print(f"economy:rank:{r['concept']}", r, "rank", level, r["scope"], at=at, test="nth", order="desc")
        else:
            made.ask(f"economy:{r['op']}:{r['concept']}", "value", what, at=at)
    for r in indicators.engine.rows(
        PACKAGE, "economy_years", region=made.subject, first=made.period.start - YEARS_BACK * 100, last=made.period.end
    ):
        what = Indicator(op="level", concept=r["concept"], flow=None, basis=None, currency=r["currency"], measure=r["measure"])
        first, last = (str(Period.of_year(r[k] // 100)) for k in ("earliest", "latest"))
        made.ask(f"economy:change:{r['concept']}", "change", what, at=last, base_period=first)


def _months(made: Agenda, indicators: Indicators, money: dict[str, str], *, held: bool) -> None:
    """The last month of the period that is held, or the last one before a month that isn't: its level, growth and whether it is a record."""
    period = made.period
    if period.kind == "month" and held:
        return
    first, last = (period.shift(-12).start, period.shift(-1).end) if period.kind == "month" else (period.start, period.end)
    found = latest_month(indicators, made.subject, first, last)
    if found is None:
        return
    month, trade = str(found), made.terms.trade
    made.ask("months:level", "value", trade(**money), at=month)
    made.ask("months:growth", "value", trade("growth", **money), at=month)
    made.ask("months:record", "record", trade(**money), at=month, scope="months", test="highest")
    if period.kind == "month" and found.end % 100 > 1:
        january = found.end // 100 * 100 + 1
        spans = [Period(january, january + 11), Period(january, found.end)]
        whole = next((a.need.period for a in indicators.ask([Need(made.subject, trade(**money), p) for p in spans]) if a.best), spans[-1])
        made.ask("months:to-date", "value", trade(**money), at=str(whole))
        made.ask("months:to-date-growth", "value", trade("growth", **money), at=str(whole))
