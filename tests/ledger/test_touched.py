"""Closing only what a load touches: whatever is loaded and taken back, in random worlds, the table is that of closing all anew."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.indicators.asking import held
from tests.laws import generate
from tests.ledger.test_ledger import HEADER

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.ledger import Ledger, stored
from hinterland.ledger.stored import mark, tied
from hinterland.sources.reading import Figure, Reading
from hinterland.warehouse.load import load, undo
from hinterland.warehouse.store import Store

STATES = ("BR-SP", "BR-RJ", "BR-MG", "BR-BA")
"""Regions that nothing ties to China's."""


def figures(seed: int) -> list[Figure]:
    """A random world's figures, part of which stand again for other regions, two of them tied by a share."""
    made = generate.figures(generate.world(seed))
    regions = sorted({f.region for f in made if f.region.startswith("CN-")})
    abroad = dict(zip(regions, STATES, strict=False))
    made += [replace(f, region=abroad[f.region], versus=None) for f in made if f.region in abroad and f.op in ("level", "growth")]
    share = next(f for f in made if f.region == "BR-SP" and f.op == "level" and f.flow == "total")
    made.append(
        replace(
            share,
            region="BR-RJ",
            op="share",
            unit="percent",
            versus="BR-SP",
            currency="CNY",
            value=None,
            low=generate.D(40),
            precision=None,
        )
    )
    return made


def bring(store: Store, some: Sequence[Figure], name: str) -> None:
    load(store, [Reading(Path(name), "tidy", figures=list(some))], {s.id: s for s in generate.SOURCES})


def table(h: Hinterland) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    rows = h.engine.fetch("SELECT * FROM ledger")
    found = {
        (r["region"], r["series"], r["first_month"], r["last_month"]): (r["low"], math.inf if r["high"] is None else r["high"], r["held"])
        for r in rows
    }
    assert len(found) == len(rows)
    return found


def compared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> frozenset[str] | None:
    """See to it that the table of the newest state is the one that closing all anew gives. Returns which regions were closed for it."""
    with Hinterland(folder, embedded=False) as h:
        assert h.indicators
        h.ledger.table()
        found, closed = table(h), h.ledger.closed
        with monkeypatch.context() as patch:
            patch.setattr(stored, "place", lambda engine: None)
            anew = Ledger(h.indicators)
            anew.table()
        assert anew.closed is None
        cold = table(h)
    assert found.keys() == cold.keys()
    for cell, ends in cold.items():
        assert found[cell] == pytest.approx(ends, rel=1e-9, abs=0), cell
    return closed


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(s, marks=pytest.mark.long) for s in (2, 3, 4))])
def test_what_a_load_touches_is_closed_as_all_would_be(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if seed % 2:
        # As of a state of millions of rows: parts are attached, and the smaller ones made one.
        monkeypatch.setattr(stored, "FEW", 0)
        monkeypatch.setattr(stored, "PARTS", 2)
    r, store = Random(f"touched {seed}"), Store(tmp_path / "warehouse")
    some = figures(seed)
    r.shuffle(some)
    newest = max(f.period for f in some)
    month = [f for f in some if f.period == newest]
    rest = [f for f in some if f.period != newest]
    abroad = [f for f in rest if f.region in STATES]
    bring(store, rest[: len(rest) * 2 // 3] + abroad, "first.csv")
    assert compared(tmp_path / "warehouse", monkeypatch) is None
    closed = []
    for number, step in enumerate([month, None, rest[len(rest) * 2 // 3 :], None, month[::2], month, None]):
        if step is None:
            undo(store)
        else:
            bring(store, step, f"{number}.csv")
        closed.append(compared(tmp_path / "warehouse", monkeypatch))
    assert closed.count(None) <= 1, "only other rates of exchange touch all"
    assert len(stored._indexes(tmp_path / "warehouse" / stored.FOLDER)) == stored.KEPT


def regions(h: Hinterland) -> set[str]:
    return {r["region"] for r in h.engine.fetch("SELECT DISTINCT region FROM ledger")}


def test_regions_that_nothing_ties_are_not_closed_again(tmp_path: Path) -> None:
    rows = [f"{p},{y},total,{v},CNY_1B" for p in ("Anhui", "BR-SP", "BR-RJ") for y, v in (("2025", 100), ("2025-01/2025-11", 90))]
    for more, touched in (("BR-SP,2025-01/2025-06,total,50,CNY_1B", {"BR-SP"}), ("Anhui,2025-01/2025-06,total,50,CNY_1B", {"CN-AH"})):
        with held(tmp_path / more[:5], HEADER, rows) as h:
            h.ledger.table()
        with held(tmp_path / more[:5], HEADER, [more]) as h:
            h.ledger.table()
            assert h.ledger.closed is not None
            assert h.ledger.closed & regions(h) == touched


def test_a_load_that_is_taken_back_touches_what_it_tied(tmp_path: Path) -> None:
    """A share of another region ties the two; without it the other one is bounded by its own figures again."""
    header = "op,region,period,flow,value,unit,currency,versus"
    rows = [f"level,{p},2025,total,{v},CNY_1B,CNY," for p, v in (("BR-SP", 100), ("BR-RJ", 50))] + [
        "level,BR-RJ,2024,total,9,CNY_1B,CNY,",
        "level,BR-SP,2024,total,1,CNY_1B,CNY,",
    ]
    with held(tmp_path, header, rows) as h:
        h.ledger.table()
        before = table(h)
    with held(tmp_path, header, ["share,BR-RJ,2025-01/2025-06,total,40,percent,CNY,BR-SP"]) as h:
        h.ledger.table()
        assert h.ledger.closed == {"BR-SP", "BR-RJ"}
        assert table(h) != before
        undo(h.store)
    with Hinterland(tmp_path / "warehouse", embedded=False) as h:
        assert h.indicators
        h.ledger.table()
        assert h.ledger.closed == {"BR-SP", "BR-RJ"}
        assert table(h) == before


def test_what_all_rests_on_touches_all(tmp_path: Path) -> None:
    """Yuan to the dollar tie every region that is held in both."""
    both = [f"{p},2024,total,{v},{u}" for p in codes.members("provinces")[:8] for v, u in (("7.0000", "CNY_1B"), ("1.0000", "USD_1B"))]
    with held(tmp_path, HEADER, both) as h:
        h.ledger.table()
    with held(tmp_path, HEADER, ["Tibet,2024,total,14.1,CNY_1B", "Tibet,2024,total,2.00,USD_1B"]) as h:
        h.ledger.table()
        assert h.ledger.closed is None


def test_regions_are_tied_through_others(tmp_path: Path) -> None:
    header = "op,region,period,flow,value,unit,versus"
    with held(tmp_path, header, ["share,BR-RJ,2025,total,40,percent,BR-SP", "share,BR-MG,2025,total,40,percent,BR-RJ"]) as h:
        assert h.indicators
        assert tied(h.engine, ["BR-SP"]) == {"BR-SP", "BR-RJ", "BR-MG"}
        assert tied(h.engine, ["BR-BA"]) == {"BR-BA"}
        assert {"CN", "CN-XZ"} < tied(h.engine, ["CN-AH"])


def test_marks_carried_on_from_an_earlier_state_are_those_of_all_observations(tmp_path: Path) -> None:
    store = Store(tmp_path / "warehouse")
    some = figures(1)
    for number, begin in enumerate((0, len(some) // 2)):
        bring(store, some[begin : begin + len(some) // 2], f"{number}.csv")
        with Hinterland(tmp_path / "warehouse", embedded=False) as h:
            h.ledger.table()
            place = stored.place(h.engine)
            assert place is not None
            assert stored._loaded_since(place, h.engine) == frozenset()
            carried = h.engine.fetch("SELECT * FROM ledger_marks ORDER BY region") if number else []
    with Hinterland(tmp_path / "warehouse", embedded=False) as h:
        assert h.indicators
        mark(h.engine, stored.EDITION + stored._tables())
        assert h.engine.fetch("SELECT * FROM ledger_marks ORDER BY region") == carried


def test_a_load_that_no_longer_counts_carries_no_marks_on(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, ["BR-SP,2025,total,100,CNY_1B"]) as h:
        h.ledger.table()
        before = stored.place(h.engine)
    with held(tmp_path, HEADER, ["BR-RJ,2025,total,100,CNY_1B"]) as h:
        h.ledger.table()
        after = stored.place(h.engine)
        assert before is not None
        assert after is not None
        assert len(stored._loaded_since(before, h.engine) or ()) == 1
        undo(h.store)
    with Hinterland(tmp_path / "warehouse", embedded=False) as h:
        assert stored._loaded_since(after, h.engine) is None
        assert stored._loaded_since(before, h.engine) == frozenset()
        assert stored._loaded_since(before.with_name("1-0123456789abcdef.parquet"), h.engine) is None


def test_smaller_parts_are_made_one_and_the_largest_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "FEW", 10)
    monkeypatch.setattr(stored, "PARTS", 3)
    regions = [f"BR-{x}" for x in ["AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA", "PB"]]
    rows = [f"{p},{y},total,{v},CNY_1B" for p in regions for y, v in (("2025", 100), ("2025-01/2025-11", 90))]
    with held(tmp_path, HEADER, rows) as h:
        h.ledger.table()
    folder = tmp_path / "warehouse" / stored.FOLDER
    [largest] = folder.glob("part-*")
    assert largest.suffix == stored.ATTACHED
    counts = []
    for region in regions[:4]:
        with held(tmp_path, HEADER, [f"{region},2025-01/2025-06,total,50,CNY_1B"]) as h:
            h.ledger.table()
            assert h.ledger.closed == {region}
            place = stored.place(h.engine)
            assert place is not None
            named = h.engine.fetch(f"SELECT part, count(*) AS regions FROM read_parquet('{place}') WHERE region <> '' GROUP BY part")
            counts.append(sorted(r["regions"] for r in named))
            assert largest.name in {r["part"] for r in named}
            # The door is shut now, and what was attached before is still read.
            assert h.sql("SELECT count(DISTINCT region) FROM bounds").fetchall() == [(len(regions),)]
        compared(tmp_path / "warehouse", monkeypatch)
    assert counts == [[1, 14], [1, 1, 13], [3, 12], [1, 3, 11]]


def test_a_part_that_is_missing_is_closed_anew(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, ["Anhui,2025,total,100,CNY_1B", "Anhui,2025-01/2025-11,total,90,CNY_1B"]) as h:
        h.ledger.table()
        before = table(h)
        [part] = (tmp_path / "warehouse" / stored.FOLDER).glob("part-*")
        part.unlink()
    with Hinterland(tmp_path / "warehouse", embedded=False) as h:
        assert h.indicators
        h.ledger.table()
        assert h.ledger.closed is None
        assert table(h) == before
