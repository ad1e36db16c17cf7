"""Loading: all or none, once, told row by row; a corrected figure comes before the old one, which stays as a vintage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.warehouse.desk import DESK, ask, bring, figures, opened, reading, regions

from hinterland.api import open as open_warehouse
from hinterland.models import Source
from hinterland.sources.reading import InputError
from hinterland.warehouse import load as module
from hinterland.warehouse.load import LoadReport, load
from hinterland.warehouse.store import HeadMoved, State, Store

ANHUI = "total,CN-AH,2025,10135.57,CNY_100M"
BEIJING = "total,CN-BJ,2025,31900,CNY_100M"
NOWHERE = "total,nowhere,2025,1,CNY_100M"


@pytest.fixture
def store(warehouse: Path) -> Store:
    return Store(warehouse)


def held(store: Store) -> int:
    return len(regions(store))


# -- once


def test_loading_a_file_again_adds_nothing_and_makes_no_state(store: Store, tmp_path: Path) -> None:
    first = bring(store, tmp_path / "f.csv", ANHUI, BEIJING)
    again = bring(store, tmp_path / "f.csv", ANHUI, BEIJING)
    assert (first.state, first.files[0].rows_new) == (1, 2)
    assert (again.state, again.load) == (None, None)
    assert (again.files[0].rows_read, again.files[0].rows_stored, again.files[0].rows_new) == (2, 2, 0)
    assert store.state().number == 1
    assert held(store) == 2


def test_the_same_figures_in_another_file_add_nothing(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "f.csv", ANHUI, BEIJING)
    assert bring(store, tmp_path / "copy.csv", BEIJING, ANHUI).state is None
    assert bring(store, tmp_path / "names.csv", "total,安徽,2025-01/2025-12,10135.57,亿元").state is None


def test_a_figure_that_stands_twice_in_a_file_is_held_once(store: Store, tmp_path: Path) -> None:
    report = bring(store, tmp_path / "f.csv", ANHUI, ANHUI, BEIJING).files[0]
    assert (report.rows_read, report.rows_stored, report.rows_new) == (3, 3, 2)
    assert held(store) == 2


def test_a_row_put_aside_before_is_not_put_aside_again(store: Store, tmp_path: Path) -> None:
    assert bring(store, tmp_path / "f.csv", NOWHERE).state == 1
    assert bring(store, tmp_path / "f.csv", NOWHERE).state is None
    assert bring(store, tmp_path / "f.csv", NOWHERE, ANHUI).state == 2
    assert ask(store, "SELECT file, row, reason LIKE '%nowhere%' FROM quarantine") == [("f.csv", 2, True)]


def test_only_what_is_new_is_added(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "f.csv", ANHUI)
    report = bring(store, tmp_path / "f.csv", ANHUI, BEIJING)
    assert (report.state, report.files[0].rows_new) == (2, 1)
    assert regions(store) == ["CN-AH", "CN-BJ"]


# -- vintages


def vintages(store: Store) -> list[tuple[Any, ...]]:
    return ask(store, "SELECT value, seq FROM held ORDER BY seq")


def preferred(store: Store) -> Decimal:
    with open_warehouse(store.location, embedded=False) as h:
        [(value,)] = h.sql("SELECT value FROM preferred").fetchall()
    return value


def test_a_corrected_file_supersedes_and_the_old_figure_stays(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "f.csv", ANHUI)
    report = bring(store, tmp_path / "f.csv", "total,CN-AH,2025,10136.00,CNY_100M")
    assert (report.state, report.files[0].rows_new) == (2, 1)
    assert vintages(store) == [(Decimal("1013557000000"), 1), (Decimal("1013600000000"), 2)]
    assert preferred(store) == Decimal("1013600000000")
    assert ask(store, "SELECT count(DISTINCT cell) FROM held") == [(1,)]


def test_undoing_the_correction_brings_the_old_figure_back(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "f.csv", ANHUI)
    bring(store, tmp_path / "f.csv", "total,CN-AH,2025,10136.00,CNY_100M")
    module.undo(store)
    assert preferred(store) == Decimal("1013557000000")


def test_the_same_figure_from_another_source_or_release_is_another_vintage(store: Store, tmp_path: Path) -> None:
    for n, said in enumerate(({}, {"source": "paper"}, {"released": "2026-03-01"}, {"reliability": "official"}), start=1):
        assert bring(store, tmp_path / "f.csv", ANHUI, **said).state == n
    assert held(store) == 4


def test_the_latest_description_of_a_source_counts(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "1.csv", ANHUI, title="Old title")
    bring(store, tmp_path / "2.csv", BEIJING, title="New title")
    assert ask(store, "SELECT id, title FROM sources") == [("desk", "New title")]
    assert ask(store, "SELECT title FROM sources", store.state().at(1)) == [("Old title",)]


# -- all or none


def test_of_two_files_one_of_which_is_bad_none_is_loaded(store: Store, tmp_path: Path) -> None:
    good = figures(tmp_path / "good.csv", ANHUI)
    for name, rows, header in (("empty.csv", (), ""), ("columns.csv", (), "region,period,value,unit,colour"), ("words.csv", (), "a,b,c")):
        bad = figures(tmp_path / name, *rows, header=header)
        with open_warehouse(store.location, embedded=False) as h, pytest.raises(InputError, match=name):
            h.load([good, bad], options=DESK)
    with open_warehouse(store.location, embedded=False) as h, pytest.raises(InputError, match="does not exist"):
        h.load([good, tmp_path / "missing.csv"], options=DESK)
    assert store.state().number == 0
    assert held(store) == 0


def test_of_two_files_one_of_which_names_no_source_none_is_loaded(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a figure without a source"):
        load(store, [reading(tmp_path / "1.csv", ANHUI), reading(tmp_path / "2.csv", BEIJING, source=None)], {})
    assert (store.state().number, store.files("observations")) == (0, [])


def test_two_good_files_are_one_load(store: Store, tmp_path: Path) -> None:
    report = load(store, [reading(tmp_path / "1.csv", ANHUI), reading(tmp_path / "2.csv", ANHUI, BEIJING)], {})
    assert report.state == 1
    assert [f.rows_new for f in report.files] == [1, 1]
    assert ask(store, "SELECT DISTINCT load FROM held") == [(report.load,)]


def test_two_files_of_one_name_are_told_apart(store: Store, tmp_path: Path) -> None:
    paths = []
    for name, row in (("a", ANHUI), ("b", NOWHERE)):
        (tmp_path / name).mkdir()
        paths.append(figures(tmp_path / name / "f.csv", row, BEIJING))
    with open_warehouse(store.location, embedded=False) as h:
        report = h.load(paths, options=DESK)
        assert h.load(paths, options=DESK).state is None
    assert [(f.rows_new, f.rows_quarantined) for f in report.files] == [(2, 0), (0, 1)]
    assert ask(store, "SELECT file FROM quarantine") == [(str(paths[1]),)]


def test_a_load_that_fails_while_writing_is_not_seen(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(store, tmp_path / "1.csv", ANHUI)

    def full(self: Store, seen: State, rows: Any) -> None:
        raise InputError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "commit", full)
        with pytest.raises(InputError, match="full"):
            bring(store, tmp_path / "2.csv", BEIJING)
    assert (regions(store), store.state().number) == (["CN-AH"], 1)
    assert bring(store, tmp_path / "2.csv", BEIJING).state == 2


# -- conservation


def test_a_report_tells_every_row(store: Store, tmp_path: Path) -> None:
    report = bring(store, tmp_path / "f.csv", ANHUI, NOWHERE, BEIJING, "total,CN-SH,2025,many,CNY_100M")
    assert report.files[0].to_dict() == {
        "path": str(tmp_path / "f.csv"),
        "format": "tidy",
        "rows_read": 4,
        "rows_stored": 2,
        "rows_new": 2,
        "rows_quarantined": 2,
        "period_from": "file",
        "figures": 2,
        "warnings": [],
        "rows_pending": 0,
        "pending": None,
        "explanations": [],
        "reasons": [
            'no region or group is called "nowhere"',
            "'many' is not a number; write it as in 10135.57 or 10,135.57",
        ],
    }
    assert store.state().live[0].report["files"] == [report.files[0].to_dict()]
    assert report.to_dict()["schema"] == "hinterland.load/1"
    put_aside = ask(store, "SELECT row, text, reason FROM quarantine ORDER BY row")
    assert [(row, text) for row, text, _ in put_aside] == [(3, NOWHERE), (5, "total,CN-SH,2025,many,CNY_100M")]


ROWS = st.lists(
    st.tuples(st.sampled_from(["CN-AH", "安徽", "Beijing", "nowhere", ""]), st.integers(2015, 2026), st.decimals(0, 10**6, places=2)),
    max_size=12,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_rows_and_sums_are_conserved(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int, Decimal]]) -> None:
    folder = tmp_path_factory.mktemp("conserved")
    store = Store(folder / "w")
    report = bring(store, folder / "f.csv", *(f"total,{region},{year},{value},CNY_100M" for region, year, value in rows))
    told = report.files[0]
    good = {(region[:2] == "Be", year, value) for region, year, value in rows if region not in ("nowhere", "")}
    assert told.rows_read == len(rows) == told.rows_stored + told.rows_quarantined
    assert told.rows_new == len(good)
    [(count, total)] = ask(store, "SELECT count(*), coalesce(sum(value), 0) FROM held")
    assert (count, total) == (len(good), sum(value for *_, value in good) * 10**8)
    assert ask(store, "SELECT count(*) FROM quarantine") == [(told.rows_quarantined,)]


# -- with others at work


def racing(store: Store, others: int, other: Callable[[int], LoadReport]) -> type[Store]:
    """A store before whose every commit, so many times, somebody else's load comes first."""
    left = list(range(others))

    class Racing(Store):
        def commit(self, seen: State, rows: Any) -> None:
            if left:
                other(left.pop())
            super().commit(seen, rows)

    return Racing


def test_a_load_that_lost_the_race_is_tried_again(store: Store, tmp_path: Path) -> None:
    slow = racing(store, 3, lambda n: bring(store, tmp_path / f"{n}.csv", f"total,CN-AH,202{n},1,CNY_100M"))(store.location)
    assert bring(slow, tmp_path / "slow.csv", BEIJING).state == 4
    assert regions(store) == ["CN-AH", "CN-AH", "CN-AH", "CN-BJ"]


def test_two_that_load_one_file_at_once_hold_it_once(store: Store, tmp_path: Path) -> None:
    slow = racing(store, 1, lambda n: bring(store, tmp_path / "f.csv", ANHUI, BEIJING, NOWHERE))(store.location)
    assert bring(slow, tmp_path / "f.csv", ANHUI, BEIJING, NOWHERE).state is None
    assert (store.state().number, held(store)) == (1, 2)
    assert ask(store, "SELECT count(*) FROM quarantine") == [(1,)]


def test_an_undo_takes_back_what_is_newest_by_then(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "1.csv", ANHUI)
    slow = racing(store, 1, lambda n: bring(store, tmp_path / "2.csv", BEIJING))(store.location)
    state, _ = module.undo(slow)
    assert (state.number, regions(store)) == (3, ["CN-AH"])


def test_a_race_that_is_always_lost_ends_with_a_sentence(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def moved(self: Store, seen: State, rows: Any) -> None:
        raise HeadMoved

    monkeypatch.setattr(Store, "commit", moved)
    monkeypatch.setattr(module, "ATTEMPTS", 3)
    with pytest.raises(InputError, match="other loads kept coming first"):
        bring(store, tmp_path / "f.csv", ANHUI)


# -- sources


def test_a_source_held_already_need_not_be_described_again(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "1.csv", ANHUI)
    known = {"desk": Source(id="desk", title="A release", publisher="The desk", released="2026-02-01", reliability="news")}
    bare = replace(reading(tmp_path / "2.csv", BEIJING), sources=[])
    with pytest.raises(InputError, match="which no table of sources holds"):
        load(store, [bare], {})
    assert load(store, [bare], known).state == 2
    with opened(store) as engine:
        assert [r["observations"] for r in engine.rows("hinterland.indicators", "sources")] == [2]
