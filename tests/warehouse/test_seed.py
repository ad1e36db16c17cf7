"""The embedded figures: there at once, once, and replaced by a newer edition without loss of what users loaded."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from tests.warehouse.desk import ask, bring
from tests.warehouse.processes import SEEDER, begin, finish, started

from hinterland.sources.reading import InputError
from hinterland.warehouse.load import embedded_digest, embedded_readings, embedded_tables, seed, undo
from hinterland.warehouse.store import Store

SOURCES = "id,title,publisher,via,released,address,reliability,note"


@pytest.fixture
def store(warehouse: Path) -> Store:
    return Store(warehouse)


def edition(folder: Path, *values: str) -> Path:
    """A small edition: Anhui's totals from 2020 on."""
    folder.mkdir()
    (folder / "sources.csv").write_text(f"{SOURCES}\npanel,A panel,The office,,2026-01,,official,\n", encoding="utf-8")
    rows = [f"total,CN-AH,{2020 + n},{value},CNY_100M,panel" for n, value in enumerate(values)]
    (folder / "annual.csv").write_text("\n".join(["flow,region,period,value,unit,source", *rows]) + "\n", encoding="utf-8")
    return folder


def levels(store: Store) -> list[tuple[str, int]]:
    return [(p, int(v)) for p, v in ask(store, "SELECT period, value / 100000000 FROM held ORDER BY period")]


# -- the package's own


def test_seeding_is_quick(store: Store) -> None:
    start = time.perf_counter()
    state = seed(store)
    assert time.perf_counter() - start < 5, "it takes under 2 seconds on a machine that does nothing else"
    assert (state.number, [load.kind for load in state.live]) == (1, ["seed"])


def test_all_embedded_figures_are_held_and_the_second_time_there_is_nothing_to_do(store: Store) -> None:
    state = seed(store)
    files = store.files("observations")
    again = seed(store)
    assert again == state
    assert store.files("observations") == files
    sources, readings = embedded_readings()
    [(held, cells)] = ask(store, "SELECT count(*), count(DISTINCT source) FROM held")
    assert held == sum(len(r.figures) for r in readings)
    assert cells <= len(sources)
    assert ask(store, "SELECT count(*) FROM sources") == [(len(sources),)]


def test_no_embedded_row_is_put_aside(store: Store) -> None:
    seed(store)
    assert ask(store, "SELECT * FROM quarantine") == []
    [load] = store.state().live
    assert all(f["rows_read"] == f["rows_stored"] == f["rows_new"] for f in load.report["files"])


def test_two_processes_that_seed_at_once_hold_one_edition(store: Store) -> None:
    with started(SEEDER, store.location) as one, started(SEEDER, store.location) as other:
        begin(one)
        begin(other)
        assert finish(one) == finish(other) == "seeded\n"
    state = store.state()
    assert (state.number, len(state.live)) == (1, 1)
    assert ask(store, "SELECT count(*) > 7000, count(*) = count(DISTINCT id) FROM held") == [(True, True)]


# -- editions


def test_the_digest_tells_editions_apart(tmp_path: Path) -> None:
    one, same, other = edition(tmp_path / "1", "100", "101"), edition(tmp_path / "2", "100", "101"), edition(tmp_path / "3", "100", "102")
    assert embedded_digest(one) == embedded_digest(same) != embedded_digest(other)
    assert embedded_digest(one).startswith("embedded:")
    assert len({embedded_digest(f) for f in (None, one, other)}) == 3


def test_the_sources_are_read_first(tmp_path: Path) -> None:
    folder = edition(tmp_path / "1", "100")
    shutil.copy(folder / "annual.csv", folder / "a.csv")
    assert [[p.name for p in each] for each in embedded_tables(folder)] == [["sources.csv", "a.csv", "annual.csv"]]
    assert {each[0].name for each in embedded_tables()} == {"sources.csv"}


def test_a_newer_edition_retires_the_older_one(store: Store, tmp_path: Path) -> None:
    old = seed(store, edition(tmp_path / "1", "100", "101", "102"))
    new = seed(store, edition(tmp_path / "2", "100", "111", "102", "103"))
    assert (old.number, new.number) == (1, 2)
    assert [load.kind for load in new.live] == ["seed"]
    assert new.loads[1].retires == (new.loads[0].id,)
    assert levels(store) == [("2020", 100), ("2021", 111), ("2022", 102), ("2023", 103)]
    assert [int(v) // 10**8 for (v,) in ask(store, "SELECT value FROM held ORDER BY period", new.at(1))] == [100, 101, 102]


def test_what_a_user_loaded_outlives_an_edition(store: Store, tmp_path: Path) -> None:
    seed(store, edition(tmp_path / "1", "100"))
    bring(store, tmp_path / "mine.csv", "total,CN-BJ,2025,200,CNY_100M")
    seed(store, edition(tmp_path / "2", "100", "101"))
    assert levels(store) == [("2020", 100), ("2021", 101), ("2025", 200)]
    assert [load.kind for load in store.state().live] == ["load", "seed"]
    undo(store)
    assert levels(store) == [("2020", 100), ("2021", 101)]


def test_an_edition_that_was_there_before_can_come_back(store: Store, tmp_path: Path) -> None:
    old, new = edition(tmp_path / "1", "100"), edition(tmp_path / "2", "101")
    assert [seed(store, f).number for f in (old, new, old, old)] == [1, 2, 3, 3]
    assert levels(store) == [("2020", 100)]


def test_an_edition_with_the_same_figures_under_other_codes_counts(store: Store, tmp_path: Path) -> None:
    """A digest that changed while no figure did must not leave the warehouse without figures."""
    seed(store, edition(tmp_path / "1", "100", "101"))
    other = edition(tmp_path / "2", "100", "101")
    (other / "more.csv").write_text("flow,region,period,value,unit,source\n", encoding="utf-8")
    assert seed(store, other).number == 2
    assert levels(store) == [("2020", 100), ("2021", 101)]


def test_the_embedded_figures_are_not_taken_back(store: Store, tmp_path: Path) -> None:
    seed(store, edition(tmp_path / "1", "100"))
    with pytest.raises(InputError, match="only the embedded figures are held"):
        undo(store)


def test_an_edition_without_a_source_for_a_figure_is_refused_whole(store: Store, tmp_path: Path) -> None:
    folder = edition(tmp_path / "1", "100")
    (folder / "sources.csv").write_text(f"{SOURCES}\n", encoding="utf-8")
    with pytest.raises(InputError, match="which no table of sources holds"):
        seed(store, folder)
    assert store.state().number == 0


def test_a_version_without_a_line_stands_in_nobodys_way(store: Store) -> None:
    """Two processes that made the table at once, or a clean-up of its files, leave more versions than lines."""
    store.table("loads").alter.set_table_properties({"delta.appendOnly": "true"})
    assert seed(store).number == 1
    assert store.table("loads").version() == 2
