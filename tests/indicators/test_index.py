"""What was known on a day: found in memory as statements find it, shared by days between which nothing was published, never with what came later, and never without limit."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.check.document import from_text
from hinterland.claims.cells import lay_bounds
from hinterland.indicators import Indicators, index
from hinterland.indicators.figures import Change, Growth, Row
from hinterland.indicators.index import LEVEL, Index
from hinterland.ledger.figures import Figures, figures_sql, rates_of, rates_sql, read_figures, read_rates
from hinterland.ledger.lookup import find_bounds, find_spans
from hinterland.ledger.stored import FOLDER
from hinterland.sources.reading import Options
from hinterland.warehouse import known
from hinterland.warehouse.known import Known

DAYS = [date(2017, 3, 1), date(2020, 1, 20), date(2023, 2, 8), date(2024, 11, 2), date(2026, 1, 22)]
TEXT = """Anhui's trade rose 17.3 percent to 1,013.56 billion yuan in 2025. Exports were 682.31 billion yuan.
Hubei's trade was 843.01 billion yuan in 2024, and Henan's exports in 2023 came to 527.9 billion yuan. China's exports rose 7.1 percent in 2024 to 25.45 trillion yuan, a record.
Sichuan's imports from Germany fell 3 percent in 2022. In 2019 Chongqing ranked eleventh nationwide by trade.
"""
PLAIN = "Henan's exports in 2023 came to 527.9 billion yuan. Anhui's trade was 1,013.56 billion yuan in 2025, and its exports of tea 0.3 billion yuan."


@pytest.fixture
def opened(hinterland: Hinterland, tmp_path: Path) -> Iterator[Hinterland]:
    """A warehouse of the test's own with the embedded figures, and without a ledger."""
    shutil.copytree(hinterland.store.location, tmp_path / "warehouse", ignore=shutil.ignore_patterns(FOLDER))
    with open_warehouse(tmp_path / "warehouse") as h:
        yield h


def by_then(h: Hinterland, day: date) -> tuple[Indicators, Index]:
    """The indicators of a day, and their index without what others left in it."""
    indicators = h.indicators.until(day)
    indicators.engine.kept("index").clear()
    found = Index.of(indicators.engine)
    assert found is not None
    return indicators, found


def same(one: Iterable[Any], other: Iterable[Any]) -> bool:
    counted = Counter(map(repr, one))
    return bool(counted) and counted == Counter(map(repr, other))


@pytest.mark.parametrize("day", DAYS)
def test_what_was_known_on_a_day_is_found_as_statements_find_it(hinterland: Hinterland, day: date) -> None:
    indicators, known = by_then(hinterland, day)
    parts, ask = dict(known.parts()), indicators.engine.con.execute
    columns = ", ".join(f'"{name}"' for name in Row._fields)
    assert same((r for p in parts.values() for r in p.rows), (Row(*r) for r in ask(f"SELECT {columns} FROM observations").fetchall()))
    assert same((r.id for p in parts.values() for r in p.preferred.values()), (i for (i,) in ask("SELECT id FROM preferred").fetchall()))
    levels = ((*key[:2], *x) for p in parts.values() for key, of in p.levels.items() for x in of)
    assert same(levels, ask(f"SELECT {LEVEL} FROM levels WHERE who = 0").fetchall())
    growths = ((*key, *x) for p in parts.values() for key, of in p.growths.items() for x in of)
    assert same(growths, ask(f"SELECT region, series, {', '.join(Growth._fields)} FROM growths").fetchall())
    changes = ((*key, *x) for p in parts.values() for key, x in p.changes.items())
    fields = ", ".join(Change._fields)
    assert same(changes, ask(f"SELECT series, region, first_month, last_month, unit, who, {fields} FROM changes WHERE who = 0").fetchall())
    exchange = ask("SELECT currency, second, first_month, last_month, rate, low, high, pairs FROM rates").fetchall()
    assert exchange == [] == list(known.exchange) or same(((*key, *x) for key, x in known.exchange.items()), exchange)


@pytest.mark.parametrize("day", DAYS)
def test_what_bounds_is_found_as_statements_find_it(hinterland: Hinterland, day: date) -> None:
    engine = by_then(hinterland, day)[0].engine
    own, asked = read_figures(engine), Figures.of(engine.arrays(figures_sql(engine)))
    assert len(own.id) and own.families == asked.families and own.releases == asked.releases
    assert all(
        np.array_equal(getattr(own, f.name), getattr(asked, f.name)) for f in fields(Figures) if f.name not in ("families", "releases")
    )
    assert read_rates(engine) == list(rates_of(engine.fetch(rates_sql())))


@pytest.mark.parametrize("day", DAYS[1:])
def test_bounds_of_a_day_are_those_of_its_tables(hinterland: Hinterland, day: date) -> None:
    indicators, _ = by_then(hinterland, day)
    lay_bounds(indicators)
    engine = indicators.engine
    for table in ("ledger", "unheld"):
        rows = engine.fetch(f"SELECT region, series, first_month, last_month, low, high FROM {table} ORDER BY ALL")
        rows = random.Random(11).sample(rows, 500)
        found = find_bounds(engine, table, [(r["region"], r["series"], r["first_month"], r["last_month"]) for r in rows])  # type: ignore[arg-type]
        assert found == [(r["low"], r["high"]) for r in rows]
    spells = engine.fetch("SELECT * FROM spells ORDER BY region, series, last_month, first_month")
    own: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    for region, series, *span in (r.values() for r in spells):
        own.setdefault((region, series), []).append(tuple(span))
    assert own and [list(map(tuple, spans)) for spans in find_spans(engine, "spells", list(own))] == list(own.values())


def releases(h: Hinterland) -> list[date]:
    """The days from which something more is known."""
    days = h.engine.fetch("SELECT DISTINCT released AS day FROM held WHERE length(released) = 10 ORDER BY day")
    return [date.fromisoformat(str(r["day"])) for r in days]


def test_days_between_which_nothing_was_published_share_an_engine_and_no_others_do(hinterland: Hinterland) -> None:
    until = hinterland.engine.until
    for first, then in random.Random(4).sample(list(zip(releases(hinterland), releases(hinterland)[1:], strict=False)), 20):
        days = [first + timedelta(days=n) for n in range((then - first).days)]
        counts = {str(d): hinterland.engine.kept("days").get(d) for d in days if until(d)}
        assert len({id(until(d)) for d in days}) == len(set(counts.values()))
        assert until(then) is not until(then - timedelta(days=1))


def test_nothing_published_after_a_day_is_known_on_it(hinterland: Hinterland) -> None:
    for day in releases(hinterland)[::9]:
        _, known = by_then(hinterland, day - timedelta(days=1))
        _, later = by_then(hinterland, day)
        published = hinterland.engine.fetch(f"SELECT id FROM held WHERE released = '{day}'")
        assert published and all(known.row(r["id"]) is None and later.row(r["id"]) is not None for r in published)
        for _, part in known.parts():
            assert not {r["id"] for r in published} & {i for row in part.rows for i in (row.id, *(row.origin or "").split(","))}


def test_days_on_which_the_same_was_known_of_a_region_share_what_follows_from_it(hinterland: Hinterland) -> None:
    [last] = hinterland.engine.fetch("SELECT max(released) AS day FROM held WHERE region = 'CN-AH' AND released LIKE '2024-0%'")
    [then] = hinterland.engine.fetch(f"SELECT min(released) AS day FROM held WHERE region = 'CN-AH' AND released > '{last['day']}-99'")
    before, after = (
        by_then(hinterland, date.fromisoformat((str(r["day"]) + "-01")[:10]) + timedelta(days=n))[1] for r, n in ((last, 0), (then, -1))
    )
    assert before.part("CN-AH").rows == after.part("CN-AH").rows and before.part("CN-AH").of is after.part("CN-AH").of
    assert by_then(hinterland, date(2026, 9, 1))[1].part("CN-AH").of is not before.part("CN-AH").of


def test_a_text_of_an_earlier_day_is_checked_without_tables_of_its_own(hinterland: Hinterland) -> None:
    day = date(2025, 8, 3)
    report = hinterland.check(PLAIN, dated=day)
    engine = hinterland.engine.until(day)
    assert report.counts["supported"] and report.unverified
    assert isinstance(engine, Known) and not engine.is_open


def test_what_is_kept_of_earlier_days_is_limited(opened: Hinterland, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "DAYS", 5)
    monkeypatch.setattr(known, "OPEN", 2)
    monkeypatch.setattr(index, "KEPT", 12_000)
    for n, day in enumerate(releases(opened)[-8:]):
        opened.check(PLAIN, dated=day)
        if n % 2:
            opened.engine.until(day).fetch("SELECT count(*) AS held FROM held")
    earlier = opened.engine.earlier.values()
    assert 2 < len(earlier) <= 5 and sum(k.is_open for k in earlier) <= 2
    found = Index.of(opened.engine)
    assert found is not None and 0 < found.held.size <= 12_000


def test_texts_are_checked_alike_in_whatever_order_their_days_come(opened: Hinterland, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "DAYS", 3)
    days = random.Random(9).sample(releases(opened), 8)
    texts = {day: from_text("text", f"---\ndate: {day}\n---\n{TEXT}") for day in days}
    alone = {day: opened.check(text).to_dict() for day, text in texts.items()}
    assert len({str(report["claims"]) for report in alone.values()}) > 1
    order = [*reversed(days), *days]
    assert [r.to_dict() for r in opened.check_all([texts[day] for day in order])] == [alone[day] for day in order]


@pytest.mark.parametrize("day", [date(2024, 11, 2), date(2026, 1, 22)])
def test_texts_of_a_state_without_an_index_are_checked_alike(opened: Hinterland, monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    by_index = opened.check(TEXT, dated=day).to_dict()
    opened.close()
    monkeypatch.setattr(index, "MOST", 10)
    assert opened.check(TEXT, dated=day).to_dict() == by_index
    assert Index.of(opened.engine.until(day)) is None


def test_a_load_replaces_what_was_known_on_a_day(opened: Hinterland, tmp_path: Path) -> None:
    text, day = "Anhui's exports of ships were 31.27 billion yuan in 2024.", date(2025, 6, 1)
    assert opened.check(text, dated=day).counts["supported"] == 0
    row = "CN-AH,2024,export,312.7,CNY_100M,ships,2025-05-20"
    (tmp_path / "ships.csv").write_text(f"region,period,flow,value,unit,product,released\n{row}\n", encoding="utf-8")
    opened.load([tmp_path / "ships.csv"], options=Options(source="OFFICE", title="Ships", publisher="An office", reliability="official"))
    assert opened.check(text, dated=day).counts["supported"] == 1
    assert opened.check(text, dated=date(2025, 5, 19)).counts["supported"] == 0
