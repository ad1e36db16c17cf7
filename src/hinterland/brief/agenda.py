"""What a brief asks: questions for a subject and a period, made from what is held and from rules that know no province.

Each question is a claim without an answer; the evaluators answer it, and what nothing is held for falls away. Thresholds follow one rule:
1, 2 or 5 times a power of ten, the largest that the subject's level has reached.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.claims.statement import statement
from hinterland.codes import Period
from hinterland.indicators import Indicators, Need
from hinterland.models import Claim, Indicator, Relation

PACKAGE = "hinterland.brief"

YEARS_BACK = 5


@dataclass(slots=True)
class Agenda:
    """The questions of a brief by section, each under a name its sentence knows it by."""

    subject: str
    period: Period
    questions: dict[str, list[tuple[str, Claim]]] = field(default_factory=dict)

    def add(self, section: str, name: str, claim: Claim) -> None:
        """Put a question into a section."""
        self.questions.setdefault(section, []).append((name, claim))


def trade(op: str = "level", **changes: Any) -> Indicator:
    """The indicator of goods trade by location of the operating unit, in yuan."""
    return Indicator(op=op, basis="operating-unit", currency="CNY", **changes)  # type: ignore[arg-type]


def threshold(level: Decimal) -> Decimal:
    """The largest of 1, 2 and 5 times a power of ten that a level has reached."""
    power = Decimal(1).scaleb(level.adjusted())
    return max(m * power for m in (1, 2, 5) if m * power <= level)


def agenda(indicators: Indicators, subject: str, period: Period) -> Agenda:
    """The questions of a subject and period."""
    made = Agenda(subject, period)
    text = str(period)

    def ask(section: str, name: str, kind: Any, indicator: Indicator, *, at: str = text, scope: str | None = None, **relation: Any) -> None:
        made.add(section, name, statement(kind, subject, indicator, at, scope=scope, relation=Relation(**relation) if relation else None))

    for flow in ("total", "export", "import"):
        ask("totals", f"level:{flow}", "value", trade(flow=flow))
        ask("totals", f"growth:{flow}", "value", trade("growth", flow=flow))
    ask("totals", "balance", "value", trade("balance"))
    level = next((a.best for a in indicators.ask([Need(subject, trade(), period)])), None)
    region = codes.get("region", subject) if not _is_group(subject) else None
    whole = subject == "CN"
    if not whole:
        ask("totals", "share-of-nation", "value", trade("share"), versus="CN")
    if region is not None and region.level == "province":
        _standing(made, ask, subject, level.value if level else None)
    mark = threshold(level.value) if level and level.value > 0 and not whole else Decimal(10) ** 12
    ask("standing", "club", "count", trade(), scope="provinces", test=">", threshold=mark)
    if whole:
        ask("standing", "growing", "count", trade("growth"), scope="provinces", test=">", threshold=0)
    if period.kind == "year" and period.year:
        base = Period.of_year(period.year - YEARS_BACK)
        ask("past", "cagr", "value", trade("cagr"), base_period=str(base))
        ask("past", "level-then", "value", trade(), at=str(base))
        ask("past", "record-year", "record", trade(), scope="years", test="highest")
    _series(made, indicators, subject, period, ask)
    _months(indicators, subject, period, ask)
    return made


def _is_group(subject: str) -> bool:
    return any(g.code == subject for g in codes.entries("group"))


def _standing(made: Agenda, ask: Any, subject: str, level: Decimal | None) -> None:
    ask("standing", "rank", "rank", trade(), scope="provinces", order="desc")
    ask("standing", "growth-rank:top-10", "rank", trade("growth"), scope="top-10", order="desc")
    for group in codes.groups_of(subject):
        if group in ("central", "eastern", "western", "northeast"):
            ask("standing", f"rank:{group}", "rank", trade(), scope=group, order="desc")
            ask("standing", f"growth-rank:{group}", "rank", trade("growth"), scope=group, order="desc")
            if level and level > 0:
                ask("standing", f"first:{group}", "first", trade(), scope=group, test=">", threshold=threshold(level))


def _series(made: Agenda, indicators: Indicators, subject: str, period: Period, ask: Any) -> None:
    """A level, growth and share for every product and partner held, in a year and basis of their own; published counts as they stand."""
    rows = indicators.engine.rows(PACKAGE, "series", region=subject, first=period.start, last=period.end)
    asked = set()
    for r in rows:
        own = (r["flow"], r["product"], r["partner"], r["regime"], r["measure"])
        if r["concept"] != "trade" or own in asked or (r["product"], r["partner"], r["regime"]) == ("all", "world", "all") or r["scope"]:
            continue
        asked.add(own)
        section = "products" if r["product"] != "all" else "partners" if r["partner"] != "world" else "enterprises"
        what = {k: r[k] for k in ("flow", "product", "partner", "regime", "measure")}
        name = "|".join(str(x) for x in own)
        for op in ("level", "growth") if r["measure"] == "quantity" else ("level", "growth", "share", "multiple"):
            indicator = trade(op, **what)
            if r["measure"] == "quantity":
                indicator = indicator.model_copy(update={"currency": None})
            ask(section, f"{op}:{name}", "value", indicator)
    for r in rows:
        if r["concept"] not in ("trade", None) and r["op"] in ("level", "growth") and not r["scope"]:
            indicator = Indicator(op=r["op"], concept=r["concept"], flow=None, basis=None, currency=r["currency"], measure=r["measure"])
            ask("economy", f"{r['op']}:{r['concept']}", "value", indicator)


def _months(indicators: Indicators, subject: str, period: Period, ask: Any) -> None:
    """The last month of the year that is held: its level, growth and whether it is a record."""
    found = indicators.engine.rows("hinterland.claims", "months", region=subject, first=period.start, last=period.end)
    if period.kind == "month" or not found or found[0]["month"] is None:
        return
    month = str(Period.of_month(found[0]["month"]))
    ask("months", "month", "value", trade(), at=month)
    ask("months", "month-growth", "value", trade("growth"), at=month)
    ask("months", "month-record", "record", trade(), at=month, scope="months", test="highest")
