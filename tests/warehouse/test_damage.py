"""Damage: every kind of file of a warehouse is deleted, cut and altered; what the command reports is compared with what was done, and what was repaired with what was there."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from tests.warehouse.desk import DESK, ask, bring, figures, opened, regions
from tests.warehouse.processes import begin, started

from hinterland.api import Hinterland
from hinterland.sources.reading import InputError
from hinterland.warehouse import checksums
from hinterland.warehouse.damage import Condition, examine, repair
from hinterland.warehouse.engine import rows_of
from hinterland.warehouse.load import seed, undo
from hinterland.warehouse.store import Store

REGIONS = ["CN-AH", "CN-BJ", "CN-SH"]


def flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


DONE: dict[str, tuple[Callable[[Path], None], str]] = {
    "deleted": (Path.unlink, "missing"),
    "cut": (cut, "truncated"),
    "emptied": (empty, "truncated"),
    "altered": (flip, "altered"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of three loads, each with a row that can't be read, with claims that are remembered."""
    folder = tmp_path_factory.mktemp("made")
    store = Store(folder / "warehouse")
    for n, region in enumerate(REGIONS):
        bring(store, folder / f"{n}.csv", f"total,{region},2025,{n + 1},CNY_100M", "total,nowhere,2025,1,CNY_100M")
    store.append("claims", rows_of("claims", [("c1", 3, "refuted", "{}")]))
    checksums.seal(Path(store.location))
    return folder / "warehouse"


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "warehouse")
    return tmp_path / "warehouse"


def of(root: Path, table: str, *, log: bool) -> list[Path]:
    """The files of a table, or those of its log, in the order in which they were written."""
    if log:
        return sorted((root / table / "_delta_log").glob("*.json"))
    named = [
        name for _, path in checksums.commits(root, table, 0) for name, _ in filter(None, map(checksums.added, checksums.actions(path)))
    ]
    return [root / table / name for name in named]


def said(found: Condition) -> list[tuple[str, str]]:
    return [(d.path, d.what) for d in found.damaged]


def test_a_whole_warehouse_is_whole(made: Path) -> None:
    found = examine(Store(made))
    assert (found.damaged, found.unsealed, found.lost_loads, found.standing()) == ([], 0, (), [0, 1, 2, 3])
    assert found.files == sum(p.is_file() for p in made.rglob("*"))


@pytest.mark.parametrize("how", DONE)
@pytest.mark.parametrize("table", ["observations", "sources", "quarantine"])
def test_a_damaged_file_of_rows_loses_its_load_and_no_other(copied: Path, table: str, how: str) -> None:
    harm, what = DONE[how]
    store = Store(copied)
    second = store.state().loads[1]
    harm(of(copied, table, log=False)[1])
    found = examine(store)
    assert [(d.table, d.what, d.loads) for d in found.damaged] == [(table, what, (second.id,))]
    assert (found.lost_loads, found.lost_lines, found.standing()) == ((second.id,), [], [0, 1])
    assert found.to_dict()["lost_loads"][0]["files"] == [second.report["files"][0]["path"]]
    done = repair(store)
    assert (done.state, regions(store)) == (4, ["CN-AH", "CN-SH"])
    state = store.state()
    assert regions(store, state.at(1)) == ["CN-AH"]
    for number in (2, 3):
        with pytest.raises(InputError, match=f"state {number} can't be read any more"):
            state.at(number)
    again = examine(store)
    assert (again.damaged, again.unsealed, again.standing()) == ([], 0, [0, 1, 4])


@pytest.mark.parametrize("how", DONE)
@pytest.mark.parametrize("number", [0, 1, 3])
@pytest.mark.parametrize("table", ["observations", "sources", "quarantine", "loads"])
def test_a_damaged_log_loses_nothing(copied: Path, table: str, number: int, how: str) -> None:
    harm, what = DONE[how]
    path = of(copied, table, log=True)[number]
    harm(path)
    store = Store(copied)
    found = examine(store)
    assert said(found) == [(path.relative_to(copied).as_posix(), what)]
    assert (found.lost_loads, found.lost_lines, found.standing()) == ((), [], [0, 1, 2, 3])
    assert repair(store).state == 3
    assert regions(store) == REGIONS
    assert [regions(store, store.state().at(n)) for n in range(4)] == [REGIONS[:n] for n in range(4)]
    assert ask(store, "SELECT count(*) FROM quarantine") == [(3,)]
    assert (examine(store).damaged, examine(store).unsealed) == ([], 0)


@pytest.mark.parametrize("how", DONE)
def test_a_damaged_line_of_a_load_is_taken_from_the_checksums(copied: Path, how: str) -> None:
    harm, what = DONE[how]
    path = of(copied, "loads", log=False)[1]
    harm(path)
    store = Store(copied)
    before = Store(copied.parent / "warehouse").location
    found = examine(store)
    assert said(found) == [(f"loads/{path.name}", what)]
    assert (found.lost_loads, found.lost_lines, found.standing()) == ((), [], [0, 1, 2, 3])
    assert repair(store).state == 3
    assert (regions(store), store.location) == (REGIONS, before)


def test_a_line_that_no_checksum_repeats_is_lost_with_its_load_and_said_so(copied: Path) -> None:
    shutil.rmtree(copied / "checksums")
    of(copied, "loads", log=False)[1].unlink()
    store = Store(copied)
    found = examine(store)
    assert (found.lost_lines, found.standing()) == ([2], [0, 1])
    assert repair(store).state == 4
    assert regions(store) == ["CN-AH", "CN-SH"]
    with pytest.raises(InputError, match="state 2 can't be read any more"):
        store.state().at(2)
    assert regions(store, store.state().at(1)) == ["CN-AH"]
    assert examine(store).standing() == [0, 1, 4]


@pytest.mark.parametrize("how", DONE)
def test_damaged_claims_lose_no_state(copied: Path, how: str) -> None:
    harm, what = DONE[how]
    harm(of(copied, "claims", log=False)[0])
    found = examine(Store(copied))
    assert [(d.table, d.what, d.lost) for d in found.damaged] == [("claims", what, "remembered claims")]
    assert (found.lost_loads, found.standing()) == ((), [0, 1, 2, 3])
    assert repair(Store(copied)).state == 3
    assert examine(Store(copied)).damaged == []


@pytest.mark.parametrize("how", DONE)
@pytest.mark.parametrize("number", [1, 2])
def test_damaged_checksums_lose_nothing_and_are_written_anew(copied: Path, number: int, how: str) -> None:
    harm, what = DONE[how]
    harm(copied / "checksums" / f"{number:020}.json")
    found = examine(Store(copied))
    assert said(found) == [(f"checksums/{number:020}.json", "missing" if what == "missing" else "altered")]
    assert found.standing() == [0, 1, 2, 3]
    repair(Store(copied))
    again = examine(Store(copied))
    assert (again.damaged, again.unsealed, regions(Store(copied))) == ([], 0, REGIONS)


def test_without_checksums_what_can_be_read_is_whole_and_what_cannot_is_told(copied: Path) -> None:
    shutil.rmtree(copied / "checksums")
    found = examine(Store(copied))
    assert (found.damaged, found.unsealed == found.files, found.standing()) == ([], True, [0, 1, 2, 3])
    cut(of(copied, "observations", log=False)[2])
    found = examine(Store(copied))
    assert [(d.table, d.what) for d in found.damaged] == [("observations", "unreadable")]
    assert found.standing() == [0, 1, 2]


def test_everything_at_once(copied: Path) -> None:
    store = Store(copied)
    flip(of(copied, "observations", log=False)[0])
    cut(of(copied, "observations", log=True)[1])
    of(copied, "loads", log=False)[2].unlink()
    empty(of(copied, "loads", log=True)[0])
    shutil.rmtree(copied / "quarantine")
    found = examine(store)
    assert len(found.lost_loads) == 3
    assert found.standing() == [0]
    assert repair(store).state == 4
    assert (regions(store), examine(store).damaged) == ([], [])


def test_what_was_lost_can_be_loaded_again(copied: Path, tmp_path: Path) -> None:
    of(copied, "observations", log=False)[1].unlink()
    store = Store(copied)
    repair(store)
    bring(store, tmp_path / "again.csv", "total,CN-BJ,2025,2,CNY_100M")
    assert sorted(regions(store)) == REGIONS
    assert examine(store).standing() == [0, 1, 4, 5]


def test_a_load_that_took_the_place_of_another_lets_it_count_again_when_it_is_lost(tmp_path: Path) -> None:
    store = Store(tmp_path / "w")
    bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    undo(store)
    of(tmp_path / "w", "observations", log=False)[0].unlink()
    found = examine(store)
    assert found.standing() == [0, 2], "an undone load is lost for its own state only"
    repair(store)
    assert regions(store) == []


def test_lost_embedded_figures_are_brought_again_by_the_next_opening(tmp_path: Path) -> None:
    store = Store(tmp_path / "w")
    seed(store)
    [(before,)] = ask(store, "SELECT count(*) FROM held")
    flip(of(tmp_path / "w", "observations", log=False)[0])
    repair(store)
    assert ask(store, "SELECT count(*) FROM held") == [(0,)]
    seed(store)
    assert ask(store, "SELECT count(*) FROM held") == [(before,)]


def test_records_are_examined_and_repaired(tmp_path: Path) -> None:
    rows = ["2024-01,CN-AH,USA,850760,export,10,CNY", "2024-01,CN-AH,USA,850760,import,7,CNY"]
    with Hinterland(tmp_path / "w", embedded=False) as h:
        store = h.store
        made = _records(store, tmp_path, rows)
    assert made == 2
    [gone, kept] = sorted((tmp_path / "w" / "records").rglob("*.parquet"))
    flip(gone)
    found = examine(store)
    assert said(found) == [(gone.relative_to(tmp_path / "w").as_posix(), "altered")]
    assert found.standing() == [0]
    repair(store)
    assert kept.is_file()
    assert store.files("records") == [str(kept)]
    assert store.state().live == ()
    assert examine(store).damaged == []


def _records(store: Store, folder: Path, rows: list[str]) -> int:
    """Lay a load of records down by hand, one file a flow, with its line."""
    import duckdb

    from hinterland.warehouse.load import line
    from hinterland.warehouse.schema import TABLES, duck_type

    con, load = duckdb.connect(), "a" * 32
    written = []
    for flow in ("export", "import"):
        columns = ", ".join(
            f"CAST({repr(load) if c == 'load' else 'NULL'} AS {duck_type(t)}) AS {c}"
            for c, t in TABLES["records"].items()
            if c not in ("year", "flow")
        )
        written.append(store.write_file(con, f"SELECT {columns}", "records", {"year": "2024", "flow": flow}, load))
    store.add_files("records", written)
    store.commit(store.state(), line(store.state(), load, "load", "", (), {"files": [{"path": "records.csv"}]}))
    return len(written)


def test_a_checkpoint_is_examined_and_a_log_before_it_may_go(tmp_path: Path) -> None:
    store = Store(tmp_path / "w")
    bring(store, tmp_path / "1.csv", "total,CN-AH,2025,1,CNY_100M")
    store.table("observations").create_checkpoint()
    bring(store, tmp_path / "2.csv", "total,CN-BJ,2025,2,CNY_100M")
    log = tmp_path / "w" / "observations" / "_delta_log"
    (log / f"{0:020}.json").unlink()
    assert examine(store).damaged == []
    for path in (log / f"{1:020}.checkpoint.parquet", log / "_last_checkpoint"):
        raw = path.read_bytes()
        flip(path)
        names = [d.path for d in examine(store).damaged]
        assert path.relative_to(tmp_path / "w").as_posix() in names
        path.write_bytes(raw)
    flip(log / f"{1:020}.checkpoint.parquet")
    repair(store)
    assert (regions(store), examine(store).damaged) == (["CN-AH", "CN-BJ"], [])


def test_what_a_killed_load_left_is_no_damage(copied: Path) -> None:
    store = Store(copied)
    with opened(store) as engine:
        store.append("observations", engine.con.sql("SELECT * REPLACE ('killed' AS load) FROM observations_stored"))
    (copied / "observations" / "part-left-behind.parquet").write_bytes(b"PAR1")
    found = examine(store)
    assert (found.damaged, found.unsealed, found.standing()) == ([], 2, [0, 1, 2, 3])


def test_there_must_be_a_warehouse(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no warehouse"):
        examine(Store(tmp_path))
    with pytest.raises(InputError, match="is an address"):
        examine(Store((tmp_path / "w").as_uri()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", DONE)
def test_opening_what_is_damaged_is_a_sentence_or_works(copied: Path, how: str) -> None:
    harm, _ = DONE[how]
    for path in sorted(p for p in copied.rglob("*") if p.is_file()):
        raw = path.read_bytes()
        harm(path)
        try:
            with Hinterland(copied, embedded=False) as h:
                h.sql("SELECT * FROM observations")
                h.history()
        except InputError as e:
            assert "can't be read" in str(e) and "verify-warehouse" in str(e)
        path.write_bytes(raw)
    assert figures(copied.parent / "x.csv").is_file()


# -- kills


REPAIRER = """
import sys
from hinterland.warehouse.damage import repair
from hinterland.warehouse.store import Store

print("ready", flush=True)
sys.stdin.readline()
repair(Store(sys.argv[1]))
print("repaired", flush=True)
"""


def test_a_repair_that_was_killed_is_finished_by_the_next(copied: Path, tmp_path: Path) -> None:
    of(copied, "observations", log=False)[1].unlink()
    flip(of(copied, "sources", log=True)[2])
    flip(of(copied, "loads", log=False)[0])
    moments, killed = random.Random(20260125), 0
    for n in range(6):
        root = tmp_path / f"killed {n}"
        shutil.copytree(copied, root)
        with started(REPAIRER, root) as process:
            begin(process)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=moments.uniform(0.0, 0.25))
            killed += process.poll() is None
            process.kill()
        store = Store(root)
        repair(store)
        assert regions(store) == ["CN-AH", "CN-SH"]
        found = examine(store)
        assert (found.damaged, found.standing()) == ([], [0, 1, 4])
    assert killed


def test_a_damaged_pending_file_is_pending_no_more_and_an_accepted_one_is_pending_again(tmp_path: Path) -> None:
    def exports(year: str, values: tuple[float, ...]) -> list[str]:
        return [f"export,{r},{year},{v},CNY_100M" for r, v in zip(("CN-AH", "CN-HE", "CN-ZJ", "CN-JS", "CN-GD"), values, strict=True)]

    root, this, last = tmp_path / "w", (6823.1, 3917.4, 41562.9, 39121.3, 60134.7), (5730.2, 3651.8, 39174.6, 36602.4, 58913.5)
    held = figures(tmp_path / "held.csv", *exports("2024", last), *exports("2023", this))
    with Hinterland(root, embedded=False) as h:
        h.load([held], options=DESK)
        [file] = h.load([figures(tmp_path / "wrong.csv", *exports("2022", this))], options=DESK).files
        assert file.pending
        h.accept(file.pending)
    assert examine(Store(root)).standing() == [0, 1, 2, 3]
    shutil.copytree(root, tmp_path / "accepted")
    of(tmp_path / "accepted", "observations", log=False)[-1].unlink()
    repair(Store(tmp_path / "accepted"))
    with Hinterland(tmp_path / "accepted", embedded=False) as h:
        assert [f["load"] for f in h.pending()["files"]] == [file.pending]
        h.accept(file.pending)
        assert h.sql("SELECT count(*) FROM observations WHERE period = '2022'").fetchall() == [(5,)]
    of(root, "observations", log=False)[1].unlink()
    found = examine(Store(root))
    assert found.lost_loads == (file.pending,)
    repair(Store(root))
    with Hinterland(root, embedded=False) as h:
        assert h.pending()["files"] == []
        assert h.sql("SELECT count(*) FROM observations WHERE period = '2022'").fetchall() == [(5,)]
