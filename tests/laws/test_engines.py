"""Law 6, engine independence: DuckDB and Spark give the same levels, answers, evidence and scores.

Needs PySpark (the extra `spark`) and Java; where both are there, nothing lets it be skipped.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.test_touched import bring
from tests.ledger.test_touched import figures as made
from tests.warehouse.test_cube import MONTHS, cells, figures, files

from hinterland.api import Hinterland
from hinterland.check import parts
from hinterland.claims import Evaluated, evaluate, kinds, statement
from hinterland.claims.mine import candidates, mine, score_all
from hinterland.codes import Period
from hinterland.indicators import Indicators, Need
from hinterland.indicators.desk import Desk
from hinterland.language import sentences
from hinterland.ledger import Ledger, stored
from hinterland.models import Claim, Indicator, Relation
from hinterland.warehouse.spark import SparkEngine, started
from hinterland.warehouse.store import Store

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="PySpark is not installed"),
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java"),
    pytest.mark.filterwarnings("ignore"),
]

YEAR = Period.parse("2025")
TRADE = Indicator(basis="operating-unit", currency="CNY")
EACH = 6
"""How many claims of a kind are judged on both."""

SMALL = {"spark.sql.shuffle.partitions": "1", "spark.default.parallelism": "1"}
"""A job of few rows is one task: more would only wait for each other."""


@pytest.fixture(scope="module")
def spark(hinterland: Hinterland) -> Iterator[Indicators]:
    engine = SparkEngine(hinterland.store, hinterland.state, started(SMALL))
    yield Indicators(engine)
    engine.session.stop()


def questions(h: Hinterland) -> list[Claim]:
    """Claims of every kind: the best candidates, and such as no generator proposes."""
    mined = [
        c
        for subject, period in (("CN-AH", YEAR), ("CN", YEAR), ("CN-AH", Period.parse("2025-12")), ("central", Period.parse("2024")))
        for c, _ in candidates(h.indicators, [subject], period)
    ]
    chosen = [c for kind in kinds.generating() for c in [m for m in mined if m.kind == kind.name][:EACH]]
    growth = TRADE.model_copy(update={"op": "growth"})
    return [
        *chosen,
        statement("rank", "CN-AH", growth, "2025", scope="top-10", relation=Relation(test="nth", order="desc")),
        statement(
            "rank", "CN", TRADE.model_copy(update={"partner": "USA"}), "2025", scope="partners", relation=Relation(test="nth", order="desc")
        ),
        statement("rank", "CN-XZ", TRADE, "2016", scope="western", relation=Relation(test="nth", order="asc")),
        statement("count", "CN", growth, "2025", scope="provinces", relation=Relation(test="<=", threshold=0)),
        statement("streak", "CN-AH", growth, "2025", relation=Relation(test=">", threshold=0)),
        statement("record", "CN-AH", growth, "2025", scope="years", relation=Relation(test="highest", order="desc")),
        statement("value", "central", TRADE.model_copy(update={"op": "share"}), "2025", relation=Relation(versus="CN")),
        statement("value", "CN-HA", TRADE.model_copy(update={"op": "cagr"}), "2025", relation=Relation(base_period="2020")),
        statement("value", "CN-HA", TRADE, "1999"),
        statement("parts", "CN-AH", TRADE, "2025", relation=Relation(members=["export", "import"])),
        statement("membership", "CN-AH", TRADE, "2025", scope="central"),
        statement("membership", "CN-AH", TRADE, "2025", scope="coastal"),
    ]


def told(e: Evaluated) -> tuple[Any, ...]:
    """All of an answer but the order of its observations."""
    return (
        e.claim.kind, e.claim.subject, e.claim.indicator, e.claim.period, e.claim.scope, e.claim.verdict, e.answer, e.widest, e.members, e.asked, e.held,
        e.how, e.since, e.evidence.unit, e.evidence.expression, e.evidence.coverage, sorted(o.id for o in e.evidence.observations),
        sorted(s.id for s in e.evidence.sources), e.evidence.caveats,
    )  # fmt: skip


@pytest.fixture(scope="module")
def answers(hinterland: Hinterland, spark: Indicators) -> list[tuple[Evaluated, Evaluated]]:
    asked = questions(hinterland)
    return list(zip(evaluate(hinterland.indicators, asked), evaluate(spark, asked), strict=True))


@pytest.mark.parametrize("kind", sorted(kinds.kinds()))
def test_each_kind_is_answered_alike(kind: str, answers: list[tuple[Evaluated, Evaluated]]) -> None:
    both = [(told(a), told(b)) for a, b in answers if a.claim.kind == kind]
    assert both
    assert [b for _, b in both] == [a for a, _ in both]


def rounded(value: Any) -> Any:
    """Amounts to twelve digits, all that a double's cast to a decimal keeps alike in both."""
    return float(f"{float(value):.12g}") if isinstance(value, Decimal | float) else value


@pytest.mark.parametrize("table", ["levels", "preferred", "derived", "stated_rates", "rates"])
def test_the_tables_under_the_indicators_are_alike(table: str, hinterland: Hinterland, spark: Indicators) -> None:
    columns = {
        "levels": "series, region, first_month, last_month, value, low, high, unit, how, held, members, who",
        "preferred": "id, cell, series, region, period, value, low, high, unit, source, reliability, load",
        "derived": "id, cell, series, region, period, value, low, high, unit, source, origin, note",
        "stated_rates": "id, op, series, region, value, low, high, unit, versus, scope",
        "rates": "first_month, last_month, rate, low, high, pairs",
    }[table]
    duck, other = hinterland.indicators, spark
    for indicators in (duck, other):
        indicators.include()
    rows = [
        sorted(repr(tuple(rounded(v) for v in r.values())) for r in i.engine.fetch(f"SELECT {columns} FROM {table}")) for i in (duck, other)
    ]
    assert len(rows[0]) > 5
    assert rows[1] == rows[0]


def ledger(indicators: Indicators) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    rows = indicators.engine.fetch("SELECT * FROM ledger")
    return {(r["region"], r["series"], r["first_month"], r["last_month"]): (r["low"], r["high"], r["held"]) for r in rows}


@pytest.mark.parametrize("most", [1, 5_000])
def test_bounds_are_closed_alike_by_the_workers_of_spark(most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever regions are closed together; nothing is stored that either could read."""
    monkeypatch.setattr(stored, "place", lambda engine: None)
    monkeypatch.setattr(stored, "BATCH", most)
    bring(Store(tmp_path / "warehouse"), made(1), "world.csv")
    with Hinterland(tmp_path / "warehouse", embedded=False) as h:
        other = Indicators(SparkEngine(h.store, h.state, started(SMALL)))
        for indicators in (h.indicators, other):
            Ledger(indicators).table()
        assert len(stored.batches(other.engine)) == (1 if most > 1 else 4)
        found = ledger(other)
        assert len(found) > 100
        assert found == ledger(h.indicators)


def test_needs_are_answered_alike(hinterland: Hinterland, spark: Indicators) -> None:
    needs = [
        Need(region, TRADE.model_copy(update={"op": op, "flow": flow}), Period.parse(period), versus=versus)
        for region in ("CN-AH", "CN-XZ", "central", "CN")
        for op in ("level", "growth", "multiple", "balance", "share", "contribution")
        for flow in ("total", "export")
        for period in ("2024", "2025", "2025-07")
        for versus in ((None, "CN") if op in ("share", "contribution") else (None,))
    ]

    def told(indicators: Indicators) -> list[Any]:
        return [
            (a.need, *((q and (rounded(q.value), rounded(q.interval.low), rounded(q.interval.high), q.unit, q.how, sorted(q.observations), q.held, q.members))
                       for q in (a.published, a.computed)))
            for a in indicators.ask(needs)
        ]  # fmt: skip

    assert told(spark) == told(hinterland.indicators)


def test_candidates_are_scored_alike(hinterland: Hinterland, spark: Indicators) -> None:
    def scored(indicators: Indicators) -> list[tuple[Any, ...]]:
        score_all(indicators, ["CN-AH"], YEAR)
        rows = indicators.engine.fetch("SELECT * FROM scored")
        names = ("kind", "op", "series", "scope", "test", "ord", "versus", "base_first", "unit", "asked", "held", "shape", "tried")
        ends = ("threshold", "low", "high", "surprise", "cost", "reach", "score")
        return sorted((*(str(r[n]) for n in names), *(None if r[e] is None else float(f"{float(r[e]):.9g}") for e in ends)) for r in rows)

    found = scored(hinterland.indicators)
    assert len(found) > 50
    assert scored(spark) == found


def test_what_is_mined_is_the_same_to_the_byte(hinterland: Hinterland, spark: Indicators) -> None:
    def printed(indicators: Indicators) -> str:
        found = mine(indicators, "CN-AH", YEAR, top=20)
        told = [
            {
                **m.claim.to_dict(),
                "score": round(m.score, 4),
                "story": m.story,
                "explanation": m.alone.explain(),
                "sentences": sentences(m.claim),
            }
            for m in found
        ]
        return json.dumps(told, ensure_ascii=False, default=str)

    found = printed(hinterland.indicators)
    assert len(found) > 10_000
    assert printed(spark) == found


def test_records_are_summed_alike(tmp_path: Path) -> None:
    read = files(tmp_path / "exports", cells(MONTHS[:3]))
    held = {}
    for engine in ("duckdb", "spark"):
        with Hinterland(tmp_path / engine, embedded=False) as h:
            h.load_each([read])
        with Hinterland(tmp_path / engine, embedded=False, engine=engine) as h:
            told = h.roll_up("GACC-QUERY", whole=True)
        assert [y.records for y in told.years] == [sum(1 for _ in cells(MONTHS[:3]))]
        with Hinterland(tmp_path / engine, embedded=False) as h:
            held[engine] = figures(h)
        assert not list((tmp_path / engine).glob(".*"))
    assert len(held["duckdb"]) > 1000
    assert held["spark"] == held["duckdb"]


def test_texts_are_checked_alike(hinterland: Hinterland, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 3)
    texts = []
    for n, growth in enumerate((17.3, 71.3, 3.8, 17.8, 12.0, 9.9, 1.1)):
        texts.append(str(tmp_path / f"{n}.txt"))
        Path(texts[-1]).write_text(f"Anhui's trade rose {growth}% in 2025. 2025年安徽进出口增长{growth}%。", encoding="utf-8")
    desk = Desk(hinterland.store.location, hinterland.state.number)
    told = [parts.check_parts(desk, texts, tmp_path / on, parts.Asked(), on=on) for on in ("duckdb", "spark")]
    made = [[p.read_bytes() for p in sorted((tmp_path / on).glob("part-*"))] for on in ("duckdb", "spark")]
    assert len(made[0]) == 3
    assert made[1] == made[0]
    assert told[1] == told[0]
    assert told[0].errors > 3
