"""The folder of tables: states and what they hold, the race for the next one, and every kind of place that a warehouse may be put."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.warehouse.desk import ask, bring, opened, reading, regions

from hinterland.sources.reading import InputError
from hinterland.warehouse.engine import rows_of
from hinterland.warehouse.load import seed, undo
from hinterland.warehouse.schema import PARTITIONS, TABLES
from hinterland.warehouse.store import HeadMoved, Store

NAMES = [
    "a b",
    "安徽 外贸",
    "50% off",
    "a*b",
    "what?",
    "a#b",
    "it's",
    'say "so"',
    "{a}",
    "~home",
    "semi;colon",
    "a+b&c",
    "-dash",
    "ünïcode",
]
"""Folders that people make."""

NOBODY = 65534


@pytest.fixture
def store(warehouse: Path) -> Store:
    return Store(warehouse)


@contextmanager
def unprivileged() -> Iterator[None]:
    """As an ordinary user, whom permissions bind, also where the tests are run by root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that any user may enter, and only its owner write to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        yield folder
        for path in (folder, *folder.rglob("*")):
            if path.is_dir():
                path.chmod(0o755)


# -- states


def test_a_fresh_warehouse_is_state_zero_and_holds_nothing(store: Store) -> None:
    state = store.state()
    assert (state.number, state.loads, state.live, state.live_ids) == (0, (), (), frozenset())


def test_every_load_makes_a_state(store: Store, tmp_path: Path) -> None:
    first = bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    second = bring(store, tmp_path / "2.csv", "total,CN-BJ,2025,2,CNY_100M")
    state = store.state()
    assert (first.state, second.state, state.number) == (1, 2, 2)
    assert [load.id for load in state.live] == [first.load, second.load]
    assert [load.kind for load in state.loads] == ["load", "load"]
    assert regions(store) == ["CN-AH", "CN-BJ"]


def test_an_earlier_state_holds_what_it_held(store: Store, tmp_path: Path) -> None:
    for n, region in enumerate(("CN-AH", "CN-BJ", "CN-SH"), start=1):
        bring(store, tmp_path / f"{n}.csv", f"total,{region},2025,{n},CNY_100M")
    newest = store.state()
    assert [regions(store, newest.at(n)) for n in range(4)] == [[], ["CN-AH"], ["CN-AH", "CN-BJ"], ["CN-AH", "CN-BJ", "CN-SH"]]
    assert newest.at(2).at(1) == newest.at(1)
    assert newest.at(3) == newest


@pytest.mark.parametrize("number", [-1, 2, 1000])
def test_a_state_that_is_not_there_is_told_with_those_that_are(store: Store, tmp_path: Path, number: int) -> None:
    bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    with pytest.raises(InputError, match=f"there is no state {number}; states run from 0 to 1"):
        store.state().at(number)


def test_undo_is_a_new_state_without_the_load(store: Store, tmp_path: Path) -> None:
    first = bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    second = bring(store, tmp_path / "2.csv", "total,CN-BJ,2025,2,CNY_100M")
    state, undone = undo(store)
    assert (state.number, undone, [load.id for load in state.live]) == (3, second.load, [first.load])
    assert state.loads[-1].kind == "undo"
    assert state.loads[-1].report["undone"]["figures_new"] == 1
    assert regions(store) == ["CN-AH"]
    assert regions(store, state.at(2)) == ["CN-AH", "CN-BJ"]


def test_undo_after_undo_goes_further_back_and_then_says_so(store: Store, tmp_path: Path) -> None:
    first = bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    second = bring(store, tmp_path / "2.csv", "total,CN-BJ,2025,2,CNY_100M")
    assert [undo(store)[1] for _ in range(2)] == [second.load, first.load]
    assert regions(store) == []
    with pytest.raises(InputError, match="no load to take back"):
        undo(store)
    assert store.state().number == 4


def test_what_was_undone_can_be_loaded_again(store: Store, tmp_path: Path) -> None:
    row = "total,CN-AH,2025,1,CNY_100M"
    bring(store, tmp_path / "1.csv", row)
    undo(store)
    assert bring(store, tmp_path / "1.csv", row).state == 3
    assert regions(store) == ["CN-AH"]


def test_rows_of_a_load_that_never_came_to_its_end_are_not_seen(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    with opened(store) as engine:
        store.append("observations", engine.con.sql("SELECT * REPLACE ('killed' AS load) FROM observations_stored"))
    assert len(store.files("observations")) == 2
    assert regions(store) == ["CN-AH"]
    assert store.state().number == 1


# -- the race for the next state


def line(number: int) -> object:
    return rows_of("loads", [(number, f"load-{number}", "load", "2026-01-01T00:00:00+00:00", "", "[]", "{}", "0")])


def test_of_two_commits_on_one_state_one_comes_first(store: Store) -> None:
    seen = store.state()
    store.commit(seen, line(1))
    with pytest.raises(HeadMoved):
        Store(store.location).commit(seen, line(1))
    assert [load.seq for load in store.state().loads] == [1]


def test_a_commit_that_lost_can_be_tried_again_on_the_new_state(store: Store) -> None:
    store.commit(store.state(), line(1))
    store.commit(store.state(), line(2))
    assert store.state().number == 2


# -- empty tables


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_can_be_opened_listed_and_read(store: Store, name: str) -> None:
    assert store.files(name) == []
    assert store.scan(name).read_all().num_rows == 0
    table = store.table(name)
    assert [f.name for f in table.schema().fields] == list(TABLES[name])
    assert table.metadata().partition_columns == list(PARTITIONS.get(name, ()))


def test_an_empty_state_can_be_asked(store: Store) -> None:
    for view in ("held", "sources", "quarantine", "records"):
        assert ask(store, f"SELECT * FROM {view}") == []


def test_a_table_that_is_there_is_left_as_it_is(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    assert store.table("observations").version() == Store(store.location).table("observations").version() == 1


# -- where it may lie


@pytest.mark.parametrize("name", NAMES)
def test_a_warehouse_lies_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path / name / "warehouse")
    bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    bring(store, tmp_path / "2.csv", "total,CN-BJ,2025,2,CNY_100M")
    assert regions(Store(tmp_path / name / "warehouse")) == ["CN-AH", "CN-BJ"]
    assert all(Path(p).is_file() for p in store.files("observations"))
    assert len(store.files("observations")) == 2
    assert {p.name for p in tmp_path.iterdir()} == {name, "1.csv", "2.csv"}


@pytest.mark.parametrize("name", ["100%25", "a%20b", "a[1]", "a]b", "a^b", "a|b", "a\\b", "two\nlines"])
def test_a_folder_that_the_table_library_would_mistake_for_another_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="name another with location"):
        Store(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    Store(tmp_path / "a" / "b" / "c").state()
    assert (tmp_path / "a" / "b" / "c" / "loads").is_dir()


def test_home_and_the_working_directory_are_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert Store("~/w").location == Store("w").location == str(tmp_path / "w")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=r"must be a folder, but .*file is a file"):
        Store(tmp_path / "file")
    with pytest.raises(InputError, match="can't be written"):
        Store(tmp_path / "file" / "below").state()


def test_a_folder_that_may_not_be_written_is_told_in_a_sentence(public: Path) -> None:
    with unprivileged(), pytest.raises(InputError, match=f"the warehouse at {public}/w can't be written: .*Permission denied"):
        Store(public / "w").state()
    assert list(public.iterdir()) == []


def test_a_warehouse_that_may_not_be_written_can_be_read_but_not_loaded(public: Path, tmp_path: Path) -> None:
    public.chmod(0o755)
    store = Store(public / "w")
    bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    ready = reading(tmp_path / "2.csv", "total,CN-BJ,2025,2,CNY_100M")
    for path in (public, *public.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    with unprivileged():
        from hinterland.warehouse.load import load

        assert regions(store) == ["CN-AH"]
        with pytest.raises(InputError, match="can't be written"):
            load(store, [ready], {})
        with pytest.raises(InputError, match="can't be written"):
            undo(store)
    assert store.state().number == 1


def test_a_damaged_log_is_told_in_a_sentence(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    for path in (Path(store.location) / "loads" / "_delta_log").iterdir():
        path.write_text("not a log", encoding="utf-8")
    with pytest.raises(InputError, match="can't be read"):
        store.state()


# -- addresses


@pytest.fixture
def remote(tmp_path: Path) -> Store:
    """A warehouse that is reached by an address, as an object store is."""
    return Store((tmp_path / "by address").as_uri())


def test_a_warehouse_at_an_address_does_what_one_in_a_folder_does(remote: Store, tmp_path: Path) -> None:
    assert remote.remote
    assert regions(remote) == []
    bring(remote, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M", "total,nowhere,2025,1,CNY_100M")
    bring(remote, tmp_path / "2.csv", "total,CN-BJ,2025,2,CNY_100M")
    assert regions(remote) == ["CN-AH", "CN-BJ"]
    assert regions(remote, remote.state().at(1)) == ["CN-AH"]
    assert ask(remote, "SELECT count(*) FROM quarantine") == [(1,)]
    undo(remote)
    assert regions(Store(remote.location)) == ["CN-AH"]


def test_a_warehouse_at_an_address_is_seeded_once(remote: Store) -> None:
    assert seed(remote).number == seed(Store(remote.location)).number == 1
    [(held,)] = ask(remote, "SELECT count(*) FROM held")
    assert held > 7000


@pytest.mark.parametrize("location", ["nothing://here/at/all", "file:///proc/no/such/place"])
def test_an_address_that_leads_nowhere_is_told_in_a_sentence(location: str) -> None:
    with pytest.raises(InputError, match=f"the warehouse at {location}"):
        Store(location).state()
