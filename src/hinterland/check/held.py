"""What is held for claims: the vintages of the cells that they measure, and where else a figure stands.

Of a small state both are looked up in its index, else asked for in SQL (`sql/vintages.sql`, `sql/elsewhere.sql`), all claims at once; what was asked of a state before isn't
asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hinterland.claims.evaluate import COLUMNS, to_row
from hinterland.indicators import Indicators
from hinterland.indicators.index import Figure, Index
from hinterland.models import Claim

PACKAGE = "hinterland.check"
IN_SQL = ("count", "rank")
"""Kinds whose vintages are figures of another sort, which have no cell of the claim's own."""
OF_CELL = ("value", "change")

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


def _held(
    indicators: Indicators,
    query: str,
    columns: Mapping[str, str],
    asked: Sequence[Asked],
    look_up: Callable[[Index, Mapping[str, Any]], Rows | None],
) -> list[Rows]:
    engine, names = indicators.engine, [n for n in columns if n != "claim"]

    def find(new: list[Asked]) -> list[Rows]:
        index = Index.of(engine)
        found = [look_up(index, dict(zip(names, row, strict=True))) if index is not None else None for row in new]
        if in_sql := [n for n, rows in enumerate(found) if rows is None]:
            engine.put("claims", columns, [(n, *new[n]) for n in in_sql])
            sought: dict[int, Rows] = {n: [] for n in in_sql}
            for row in engine.rows(PACKAGE, query):
                sought[row["claim"]].append(row)
            found = [sought.get(n, rows) for n, rows in enumerate(found)]
        return [rows or [] for rows in found]

    return engine.once(query, asked, find)


def _vintages(index: Index, c: Mapping[str, Any]) -> Rows | None:
    """The vintages of a claim's cell; None of a kind that is asked for in SQL."""
    if c["kind"] in IN_SQL:
        return None
    if c["kind"] not in OF_CELL or c["base_first"] is not None or None in (c["product"], c["partner"], c["regime"], c["measure"]):
        return []
    flow, basis, currency, versus = (c[n] or "" for n in ("flow", "basis", "currency", "versus"))
    cell = (
        c["subject"], c["first_month"], c["last_month"], c["concept"], flow, c["product"], c["partner"], c["regime"], c["measure"], basis, currency, c["op"], versus,
    )  # fmt: skip
    names = ("op", "value", "low", "high", "unit", "id", "reliability", "source", "preferred")
    return [{n: getattr(x, n) for n in names} for x in index.vintages.get(cell, ())]


def _elsewhere(index: Index, c: Mapping[str, Any]) -> Rows | None:
    """Where else a claim's figure stands."""
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
