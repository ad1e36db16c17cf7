"""A user's query has so much time, memory and rows, and what takes more is ended with a sentence; after it the next is answered."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Ran
from tests.warehouse.desk import bring, opened

from hinterland.escapes import visible
from hinterland.sources.reading import InputError
from hinterland.warehouse.budget import Budget
from hinterland.warehouse.store import Store

ENDLESS = "SELECT count(*) FROM range(10000000) AS a, range(10000000) AS b WHERE (a.range * b.range) % 7 = 3"


@pytest.fixture
def store(warehouse: Path, tmp_path: Path) -> Store:
    store = Store(warehouse)
    bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    return store


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_answered(store: Store) -> None:
    with opened(store) as engine:
        engine.budget = Budget(seconds=1)
        begun = time.monotonic()
        with pytest.raises(InputError, match="took more than 1 seconds"):
            engine.select(ENDLESS)
        assert time.monotonic() - begun < 10
        assert engine.select("SELECT region FROM held").fetchall() == [("CN-AH",)]


def test_an_answer_has_so_many_rows(store: Store) -> None:
    with opened(store) as engine:
        engine.budget = Budget(rows=100)
        assert len(engine.select("SELECT * FROM range(100)").fetchall()) == 100
        with pytest.raises(InputError, match="more than 100 rows; add LIMIT"):
            engine.select("SELECT * FROM range(101)")
        ordered = engine.select("SELECT * FROM range(50) ORDER BY 1 DESC").fetchall()
        assert ordered == sorted(ordered, reverse=True)


def test_a_query_has_so_much_memory(store: Store) -> None:
    with opened(store) as engine:
        engine.budget = Budget(megabytes=16)
        with pytest.raises(InputError, match="16 MB of memory"):
            engine.select("SELECT list(range) FROM range(20000000)")
        assert engine.select("SELECT region FROM held").fetchall() == [("CN-AH",)]


@pytest.mark.parametrize("query", ["DESCRIBE held", "SUMMARIZE held", "SHOW TABLES", "VALUES (1)", "FROM held"])
def test_what_only_looks_is_run(store: Store, query: str) -> None:
    with opened(store) as engine:
        try:
            assert engine.select(query).fetchall()
        except InputError as e:
            assert "only a single SELECT" in str(e)


def test_a_budget_is_of_something() -> None:
    with pytest.raises(InputError, match="at least 1 second"):
        Budget(rows=0)


def test_the_command_takes_a_budget(run: Callable[..., Ran], seeded: Path) -> None:
    place = ("--warehouse", str(seeded))
    few = run("sql", "SELECT * FROM range(10)", "--rows", "5", *place)
    assert (few.status, "more than 5 rows" in few.err) == (2, True)
    slow = run("sql", ENDLESS, "--seconds", "1", *place)
    assert (slow.status, "took more than 1 seconds" in slow.err) == (2, True)


@pytest.mark.parametrize("query", ["\x1b[31m", "SELECT \x9b2J FROM held", "\u202eSELECT", "\ud800", "SELECT '\udcff'"])
def test_a_refusal_repeats_no_character_that_controls_a_terminal(store: Store, query: str) -> None:
    with opened(store) as engine, pytest.raises(InputError) as refused:
        engine.select(query)
    assert visible(str(refused.value)) == str(refused.value)
