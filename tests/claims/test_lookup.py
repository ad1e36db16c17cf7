"""What is looked up in the index of a small state is what the SQL of the claims answers, on all embedded figures: answers, evidence and cautions, vintages, and where
else a figure stands, what is needed, and bounds."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from hinterland.api import Hinterland
from hinterland.check.held import asks, elsewhere, vintages
from hinterland.claims import evaluate
from hinterland.claims.cells import find_level, find_levels, index_of, lay_bounds
from hinterland.claims.evaluate import Evaluated
from hinterland.claims.lookup import MANY, look_up
from hinterland.codes import Period
from hinterland.indicators import Answer, Need, index
from hinterland.indicators.index import Index
from hinterland.ledger import lookup
from hinterland.models import Claim, Indicator, Relation

SAMPLED = 400
"""Claims of each sort, drawn from the figures held and from around them."""


def claims(h: Hinterland) -> list[Claim]:
    """Claims on cells that are held, and on the same a year, a flow or a product away, which may not be."""
    rng = random.Random(22)
    rows = h.indicators.engine.fetch(
        "SELECT DISTINCT region, period, op, concept, flow, product, partner, regime, measure, basis, currency, unit FROM observations"
    )
    rows.sort(key=str)
    found = []
    for row in rng.sample(rows, SAMPLED):
        period = Period.parse(row["period"])
        for kind, op, months, product in (
            ("value", row["op"], 0, row["product"]), ("value", "growth", 0, row["product"]), ("value", "level", -12, row["product"]),
            ("value", rng.choice(["share", "balance", "multiple", "cagr", "contribution"]), 0, row["product"]), ("value", "level", 0, "ships"),
            ("value", "growth", 12, row["product"]), ("rank", "level", -12, row["product"]), ("first", "level", 0, "ships"), ("record", "growth", -120, row["product"]),
            ("streak", "growth", 12, row["product"]),
        ):  # fmt: skip
            named = {n: row[n] for n in ("concept", "flow", "partner", "regime", "measure", "basis", "currency")}
            relation = (
                Relation(threshold=10**12, test=">")
                if kind == "first"
                else Relation(test=">", threshold=0)
                if kind == "streak"
                else Relation()
            )
            found.append(
                Claim(
                    id="", text="", kind=kind, subject=row["region"], period=str(period.shift(months)), scope="provinces" if kind in ("rank", "first") else None,
                    indicator=Indicator(op=op, product=product, **named), relation=relation, unit=row["unit"],
                )
            )  # fmt: skip
    return found


@pytest.fixture
def both(hinterland: Hinterland, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], tuple[Any, Any]]:
    """What something gives with the index of a state and without one, nothing being kept from before."""

    def ask(what: Callable[[], Any]) -> tuple[Any, Any]:
        found = []
        for most in (index.MOST, -1):
            monkeypatch.setattr(index, "MOST", most)
            for kept in ("rows held", "index", "evaluated", "vintages", "elsewhere"):
                hinterland.engine.kept(kept).clear()
            found.append(what())
        for kept in ("rows held", "index", "bounds in memory"):
            hinterland.engine.kept(kept).clear()
        return found[0], found[1]

    return ask


def claims_of_sets(h: Hinterland) -> list[Claim]:
    """Claims on places, counts, firsts, records, streaks, comparisons, changes and memberships, and on figures of groups, around what is held."""
    rng = random.Random(33)
    rows = h.indicators.engine.fetch(
        "SELECT DISTINCT region, period, concept, flow, product, partner, regime, measure, basis, currency, unit, CAST(value AS DOUBLE) AS value "
        "FROM observations WHERE op = 'level' AND value IS NOT NULL"
    )
    rows.sort(key=str)
    groups = ["central", "coastal", "inland", "northeast", "yangtze-delta"]
    scopes = ["provinces", "central", "coastal", "inland", "top-10", "partners", "products", "CN-GD"]
    found = []
    for n, row in enumerate(rng.sample(rows, SAMPLED * 2)):
        period = Period.parse(row["period"])
        test, kind = rng.choice([">", ">=", "<", "<="]), KINDS[n % len(KINDS)]
        mark = round(row["value"] * rng.choice([0.5, 0.9, 1, 1.1, 2]), rng.choice([0, -9]))
        op = (
            rng.choice(["level", "growth", "share", "balance", "multiple", "cagr", "contribution"])
            if kind in OF_ANY
            else rng.choice(["level", "growth"])
        )
        subject = rng.choice([row["region"], row["region"], rng.choice(groups)])
        relation: dict[str, Any] = {"order": rng.choice(["asc", "desc"])}
        if kind in ("count", "first", "streak", "comparison"):
            relation |= {"test": test, "threshold": round(mark) if op == "level" else rng.choice([0, 5, -3])}
        if kind in ("comparison",):
            relation["versus"] = rng.choice(["CN", "CN-GD", "CN-HA", "central"])
        if (
            kind == "change"
            or (kind == "comparison" and n % 2)
            or (kind == "value" and op in ("multiple", "cagr") and n % 3)
            or (kind == "rank" and n % 5 == 0)
        ):
            relation["base_period"] = str(period.shift(-12 * rng.choice([1, 2, 5])))
        if kind in ("first", "record") and n % 3 == 0:
            relation["window"] = str(period.shift(-36))
        if kind == "value" and op in ("share", "contribution") and n % 2:
            relation["versus"] = rng.choice(["CN", "CN", "central"])
        scope = {
            "rank": rng.choice(scopes),
            "count": rng.choice(scopes),
            "first": rng.choice(scopes[:5]),
            "record": rng.choice([None, "years"]),
        }.get(kind)
        named = {n: row[n] for n in ("concept", "flow", "product", "partner", "regime", "measure", "basis", "currency")}
        found.append(
            Claim(
                id="", text="", kind=kind, subject=subject, period=str(period.shift(rng.choice([0, 0, 0, 12]))), scope=rng.choice(groups) if kind == "membership" else scope,
                indicator=Indicator(op=op, **named), relation=Relation(**relation), unit=row["unit"],
            )
        )  # fmt: skip
    return found


KINDS = ("value", "rank", "count", "first", "record", "streak", "comparison", "change", "value", "rank", "membership")
OF_ANY = ("value", "rank", "comparison")


def test_claims_are_answered_the_same_by_the_index_and_by_sql(hinterland: Hinterland, both: Callable[..., tuple[Any, Any]]) -> None:
    asked = claims(hinterland) + claims_of_sets(hinterland)

    def ask() -> list[Evaluated]:
        return [e for at in range(0, len(asked), MANY) for e in evaluate(hinterland.indicators, asked[at : at + MANY])]

    by_index, by_sql = both(ask)
    for one, other in zip(by_index, by_sql, strict=True):
        assert one == other


def test_all_kinds_of_claims_are_answered_by_the_index(hinterland: Hinterland) -> None:
    asked = claims_of_sets(hinterland)
    found = [n + at for at in range(0, len(asked), MANY) for n in look_up(hinterland.indicators, asked[at : at + MANY], lambda c: ())[0]]
    assert len(found) > 0.9 * len(asked)
    assert {asked[n].kind for n in found} == set(KINDS)


def test_most_claims_of_one_cell_are_answered_by_the_index(hinterland: Hinterland) -> None:
    asked = [c for c in claims(hinterland) if c.kind == "value" and c.indicator.op in ("level", "growth")]
    found, _ = look_up(hinterland.indicators, asked, lambda c: ())
    assert len(found) > 0.7 * len(asked)
    assert any(row is None for row in found.values()) and any(row is not None for row in found.values())


def test_the_vintages_of_cells_are_the_same_by_the_index_and_by_sql(hinterland: Hinterland, both: Callable[..., tuple[Any, Any]]) -> None:
    asked = [asks(c) for c in claims(hinterland)]
    by_index, by_sql = both(lambda: vintages(hinterland.indicators, asked))
    assert [sorted(rows, key=str) for rows in by_index] == [
        [{n: v for n, v in r.items() if n != "claim"} for r in sorted(rows, key=str)] for rows in by_sql
    ]
    assert any(len(rows) > 1 for rows in by_index)


def test_where_else_a_figure_stands_is_the_same_by_the_index_and_by_sql(
    hinterland: Hinterland, both: Callable[..., tuple[Any, Any]]
) -> None:
    rows = [(c, row) for c in claims(hinterland) for row in vintages(hinterland.indicators, [asks(c)])[0][:1] if row["value"] is not None]
    asked = [(*asks(c), round(row["low"] or row["value"], 6), round(row["high"] or row["value"], 6), row["unit"]) for c, row in rows]

    def place(r: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(str(v) for n, v in sorted(r.items()) if n != "claim")

    by_index, by_sql = both(lambda: elsewhere(hinterland.indicators, asked))
    assert [sorted(map(place, rows)) for rows in by_index] == [sorted(map(place, rows)) for rows in by_sql]
    for rows in by_index:
        assert [r["away"] for r in rows] == sorted(r["away"] for r in rows)


def test_slices_hold_the_groups_that_were_summed(hinterland: Hinterland) -> None:
    hinterland.engine.kept("index").clear()
    index = index_of(hinterland.indicators, ["CN-AH"])
    assert index is not None
    assert not index.part("northeast").slices
    assert index_of(hinterland.indicators, ["northeast", "western", "coastal"]) is index
    assert index.part("northeast").slices and index.slices.get(next(iter(index.part("northeast").slices)))


def test_a_state_that_holds_too_much_has_no_index(hinterland: Hinterland, monkeypatch: pytest.MonkeyPatch) -> None:
    for kept in ("rows held", "index"):
        hinterland.engine.kept(kept).clear()
    monkeypatch.setattr(index, "MOST", 10)
    assert Index.of(hinterland.engine) is None
    for kept in ("rows held", "index"):
        hinterland.engine.kept(kept).clear()


def test_needs_are_answered_the_same_by_the_index_and_by_sql(hinterland: Hinterland, both: Callable[..., tuple[Any, Any]]) -> None:
    needs = [
        Need(c.subject or "", c.indicator, Period.parse(c.period or ""))
        for c in claims(hinterland)
        if c.indicator.op in ("level", "growth")
    ]

    def ask() -> list[Answer]:
        hinterland.engine.kept("answers").clear()
        return hinterland.indicators.ask(needs)

    by_index, by_sql = both(ask)
    assert by_index == by_sql


@pytest.mark.parametrize("table", ["ledger", "unheld"])
def test_bounds_are_the_same_in_memory_and_in_sql(hinterland: Hinterland, monkeypatch: pytest.MonkeyPatch, table: lookup.Table) -> None:
    lay_bounds(hinterland.indicators)
    engine, rng = hinterland.indicators.engine, random.Random(22)
    rows = rng.sample(engine.fetch(f"SELECT region, series, first_month, last_month FROM {table} ORDER BY ALL"), SAMPLED)
    cells = [(r["region"], r["series"], r["first_month"], r["last_month"] + more) for r in rows for more in (0, 100)]
    in_memory = lookup.find_bounds(engine, table, [*cells, ("CN-XX", "none", 202501, 202512)])
    engine.kept("bounds in memory").clear()
    monkeypatch.setattr(lookup, "MOST", -1)
    assert lookup.find_bounds(engine, table, [*cells, ("CN-XX", "none", 202501, 202512)]) == in_memory
    assert in_memory[-1] is None and sum(ends is not None for ends in in_memory) >= SAMPLED
    engine.kept("bounds in memory").clear()


@pytest.mark.parametrize("table", ["unheld", "spells"])
@pytest.mark.parametrize("length", [None, 0, 11])
def test_the_periods_of_series_are_the_same_in_memory_and_in_sql(
    hinterland: Hinterland, monkeypatch: pytest.MonkeyPatch, table: lookup.Table, length: int | None
) -> None:
    lay_bounds(hinterland.indicators)
    engine, rng = hinterland.indicators.engine, random.Random(22)
    rows = engine.fetch(f"SELECT DISTINCT region, series FROM {table} ORDER BY ALL")
    series = [(r["region"], r["series"]) for r in rng.sample(rows, 40)] + [("CN-XX", "none")]
    in_memory = lookup.find_spans(engine, table, series, length)
    for kept in ("bounds in memory", f"{table} of series"):
        engine.kept(kept).clear()
    monkeypatch.setattr(lookup, "MOST", -1)
    assert lookup.find_spans(engine, table, series, length) == in_memory
    assert any(in_memory) or (table, length) == ("spells", 0)
    engine.kept("bounds in memory").clear()


def test_levels_of_series_are_the_same_with_an_index_and_without_one(hinterland: Hinterland, both: Callable[..., tuple[Any, Any]]) -> None:
    indicators, rng = hinterland.indicators, random.Random(22)
    rows = indicators.engine.fetch("SELECT DISTINCT region, series FROM levels WHERE who = 0 ORDER BY ALL")
    series = [(r["region"], r["series"]) for r in rng.sample(rows, 100)]
    groups = [(group, of) for group in ("central", "coastal", "yangtze-delta") for _, of in series[:20]]

    def ask() -> list[Any]:
        indicators.engine.kept("levels of series").clear()
        spans = [sorted((x.last_month, x.low, x.high) for x in found) for found in find_levels(indicators, [*series, *groups], 11)]
        december = [find_level(indicators, region, of, 202401, 202412) for region, of in (*series, *groups)]
        return [spans, december]

    by_index, by_sql = both(ask)
    assert by_index == by_sql
    assert any(by_index[0][: len(series)]) and any(by_index[0][len(series) :]) and any(by_index[1])
