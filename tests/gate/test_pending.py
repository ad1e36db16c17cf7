"""What is pending counts nowhere until it is accepted, is never lost, and says why: the life of a file that contradicts, on small files."""

from __future__ import annotations

import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.warehouse.desk import figures
from tests.warehouse.processes import begin, started

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.sources.reading import InputError, Options
from hinterland.warehouse.damage import examine
from hinterland.warehouse.load import FileReport
from hinterland.warehouse.store import Store

SAID = Options(source="desk", title="A table", publisher="The desk", released="2026-02-01", reliability="news")
REGIONS = ("CN-AH", "CN-HE", "CN-ZJ", "CN-JS", "CN-GD")
THIS, LAST = (6823.1, 3917.4, 41562.9, 39121.3, 60134.7), (5730.2, 3651.8, 39174.6, 36602.4, 58913.5)


def exports(year: str, values: tuple[float, ...]) -> list[str]:
    """A line for each of five provinces."""
    return [f"export,{region},{year},{value},CNY_100M" for region, value in zip(REGIONS, values, strict=True)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse that holds five provinces' exports of two years."""
    folder = tmp_path_factory.mktemp("made")
    with open_warehouse(folder / "warehouse", embedded=False) as opened:
        assert load(opened, folder / "held.csv", *exports("2024", LAST), *exports("2023", THIS)).pending is None
    return folder / "warehouse"


@pytest.fixture
def h(made: Path, tmp_path: Path) -> Iterator[Hinterland]:
    """A copy of it that a test may change."""
    shutil.copytree(made, tmp_path / "warehouse")
    with open_warehouse(tmp_path / "warehouse", embedded=False) as opened:
        yield opened


def load(h: Hinterland, path: Path, *rows: str, **said: Any) -> FileReport:
    [file] = h.load([figures(path, *rows)], options=said.get("options", SAID)).files
    return file


def held(h: Hinterland, where: str = "TRUE") -> list[tuple[Any, ...]]:
    return h.sql(f"SELECT region, period, value FROM observations WHERE {where} ORDER BY ALL").fetchall()


def wrong(h: Hinterland, tmp_path: Path) -> str:
    """The id of a file that says 2022 of the figures of 2023."""
    file = load(h, tmp_path / "wrong.csv", *exports("2022", THIS), options=SAID)
    assert file.pending
    return file.pending


def test_what_is_pending_counts_nowhere(h: Hinterland, tmp_path: Path) -> None:
    before = held(h)
    file = load(h, tmp_path / "wrong.csv", *exports("2022", THIS))
    assert file.explanations == ("this is 2023, not 2022: 5 of 5 figures agree exactly",)
    assert (file.rows_read, file.rows_stored, file.rows_new, file.rows_pending) == (5, 0, 0, 5)
    assert held(h) == before
    assert [line["pending"] for line in h.history()["states"]] == [False, True]
    assert not h.history()["states"][1]["counts"]


def test_a_pending_file_that_is_loaded_again_is_pending_once(h: Hinterland, tmp_path: Path) -> None:
    first, state = wrong(h, tmp_path), h.state.number
    assert wrong(h, tmp_path) == first
    assert (h.state.number, len(h.pending()["files"])) == (state, 1)


def test_an_accepted_file_counts_as_it_says_and_is_pending_again_when_undone(h: Hinterland, tmp_path: Path) -> None:
    id_ = wrong(h, tmp_path)
    told = h.accept(id_[:6])
    assert (told["figures"], told["figures_new"], told["state"]) == (5, 5, 3)
    assert held(h, "period = '2022' AND region = 'CN-AH'") == [("CN-AH", "2022", Decimal("682310000000"))]
    assert h.pending()["files"] == []
    assert [s.id for s in h.sources()] == ["desk"]
    assert load(h, tmp_path / "wrong.csv", *exports("2022", THIS)).pending is None
    h.undo()
    assert held(h, "period = '2022'") == []
    assert [f["load"] for f in h.pending()["files"]] == [id_]


def test_a_file_accepted_as_explained_adds_nothing_that_is_held(h: Hinterland, tmp_path: Path) -> None:
    more = [*exports("2022", THIS), "export,CN-SH,2022,17461.2,CNY_100M"]
    file = load(h, tmp_path / "wrong.csv", *more)
    assert file.explanations[0] == "this is 2023, not 2022: 5 of 5 figures agree exactly"
    assert file.pending
    told = h.accept(file.pending, explanation=1)
    assert (told["figures"], told["figures_new"]) == (6, 1)
    assert held(h, "region = 'CN-SH'") == [("CN-SH", "2023", Decimal("1746120000000"))]


def test_a_file_accepted_as_of_another_period_moves_there(h: Hinterland, tmp_path: Path) -> None:
    h.accept(wrong(h, tmp_path), period="2021")
    assert {p for _, p, _ in held(h)} == {"2021", "2023", "2024"}


def test_a_file_is_accepted_at_an_address_as_in_a_folder(h: Hinterland, tmp_path: Path) -> None:
    with open_warehouse((tmp_path / "address").as_uri(), embedded=False) as there:
        for values, year in ((LAST, "2024"), (THIS, "2023")):
            load(there, tmp_path / "held.csv", *exports(year, values))
        for one in (h, there):
            one.accept(wrong(one, tmp_path), period="2021")
        assert held(there) == held(h)
        assert there.sources() == h.sources()


def test_a_period_of_another_length_is_refused_with_the_files_own(h: Hinterland, tmp_path: Path) -> None:
    id_ = wrong(h, tmp_path)
    with pytest.raises(InputError, match='period="2021-07" is of another length than the file\'s figures, which are of 2022'):
        h.accept(id_, period="2021-07")
    for period, reason in (("2027-01", "isn't over"), ("1949-07", "begins before 1950"), ("0001-01", "begins before 1950")):
        with pytest.raises(InputError, match=f"period: its period {period} {reason}"):
            h.accept(id_, period=period)
    with pytest.raises(InputError, match="the file has 1 explanations, and none with the number 7"):
        h.accept(id_, explanation=7)
    assert len(h.pending()["files"]) == 1


def test_a_rejected_file_never_counts(h: Hinterland, tmp_path: Path) -> None:
    id_, before = wrong(h, tmp_path), held(h)
    assert h.reject(id_)["state"] == 3
    assert (h.pending()["files"], held(h)) == ([], before)
    with pytest.raises(InputError, match="no file is pending"):
        h.accept(id_)


def test_an_older_state_shows_what_was_pending_in_it(h: Hinterland, tmp_path: Path) -> None:
    h.reject(wrong(h, tmp_path))
    with open_warehouse(h.store.location, state=2, embedded=False) as older:
        assert len(older.pending()["files"]) == 1


def test_the_other_files_of_a_load_count(h: Hinterland, tmp_path: Path) -> None:
    good = figures(tmp_path / "good.csv", "export,CN-SC,2024,6300.5,CNY_100M", "export,CN-AH,2022,6823.1,CNY_100M")
    bad = figures(tmp_path / "bad.csv", *exports("2022", THIS))
    report = h.load([bad, good], options=SAID)
    assert [bool(f.pending) for f in report.files] == [True, False]
    assert (report.state, len(h.history()["states"])) == (3, 3)
    assert {r for r, p, _ in held(h, "period = '2022'")} == {"CN-AH"}, "what both say belongs to the file that passed"
    assert held(h, "region = 'CN-SC'")


def test_a_file_is_weighed_against_the_files_before_it_in_the_same_load(h: Hinterland, tmp_path: Path) -> None:
    one = figures(tmp_path / "1.csv", *exports("2020", tuple(v * 0.61 for v in LAST)))
    two = figures(tmp_path / "2.csv", *exports("2019", tuple(v * 0.61 for v in LAST)))
    assert [f.explanations for f in h.load([one, two], options=SAID).files] == [
        (),
        ("this is 2020, not 2019: 5 of 5 figures agree exactly",),
    ]


def test_rows_that_were_put_aside_come_along_when_a_file_is_accepted(h: Hinterland, tmp_path: Path) -> None:
    file = load(h, tmp_path / "wrong.csv", *exports("2022", THIS), "export,nowhere,2022,1,CNY_100M")
    assert file.rows_read == file.rows_pending + file.rows_quarantined == 6
    assert file.pending
    assert [(r["row"], r["pending"]) for r in h.quarantine()] == [(7, file.pending[:8])]
    h.accept(file.pending)
    assert [q["row"] for q in h.quarantine()] == [7]


def test_load_each_names_what_is_pending(h: Hinterland, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    figures(folder / "bad.csv", *exports("2022", THIS))
    figures(folder / "good.csv", "export,CN-SC,2024,6300.5,CNY_100M")
    report = h.load_each([folder], options=SAID)
    assert (report.loaded, [Path(p.path).name for p in report.pending]) == (1, ["bad.csv"])
    assert report.to_dict()["pending"][0]["reason"].startswith("this is 2023, not 2022")


# -- kills and two at once


def test_a_load_that_fails_before_its_line_leaves_nothing_pending(h: Hinterland, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise InputError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "commit", full)
        with pytest.raises(InputError, match="full"):
            wrong(h, tmp_path)
    assert h.store.state().pending == ()
    id_ = wrong(h, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "commit", full)
        with pytest.raises(InputError, match="full"):
            h.accept(id_)
    assert [load.id for load in h.store.state().pending] == [id_]
    assert h.accept(id_)["figures_new"] == 5


def kill_after_a_line(process: subprocess.Popen[str], seconds: float) -> list[str]:
    """Let a process do one thing and go on for so long, then kill it. What it had printed."""
    begin(process)
    assert process.stdout is not None
    first = process.stdout.readline()
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    return [*first.split(), *process.communicate()[0].split()]


DECIDER = """
import sys
from hinterland.api import open as open_warehouse
print("ready", flush=True)
sys.stdin.readline()
with open_warehouse(sys.argv[1], embedded=False) as h:
    for _ in range(200):
        for file in h.pending()["files"]:
            h.accept(file["load"])
            print("accepted", flush=True)
            h.undo()
"""


def test_a_process_killed_while_it_accepts_leaves_the_file_pending_or_accepted(h: Hinterland, tmp_path: Path) -> None:
    id_, store = wrong(h, tmp_path), Store(h.store.location)
    for seconds in (0.02, 0.1, 0.3):
        with started(DECIDER, store.location) as process:
            kill_after_a_line(process, seconds)
        state = store.state()
        accepted = [load for load in state.live if load.kind == "accept"]
        assert [load.id for load in state.pending] == ([] if accepted else [id_])
        assert (examine(store).damaged, examine(store).standing()) == ([], list(range(state.number + 1)))
        with open_warehouse(store.location, embedded=False) as after:
            assert len(held(after, "period = '2022'")) == (5 if accepted else 0)
            if accepted:
                after.undo()


LOADER = """
import sys
from pathlib import Path
from hinterland.api import open as open_warehouse
from tests.gate.test_pending import SAID, THIS, exports
from tests.warehouse.desk import figures
print("ready", flush=True)
sys.stdin.readline()
with open_warehouse(sys.argv[1], embedded=False) as h:
    for number in range(200):
        rows = [*exports("2022", THIS), f"export,CN-SC,2022,{6000 + number}.5,CNY_100M"]
        [file] = h.load([figures(Path(sys.argv[2]) / f"{sys.argv[3]}-{number}.csv", *rows)], options=SAID).files
        print(file.pending, flush=True)
"""


def test_a_process_killed_while_it_loads_what_is_pending_loses_nothing_and_adds_nothing(h: Hinterland, tmp_path: Path) -> None:
    store, told = Store(h.store.location), []
    before = held(h)
    for round_, seconds in enumerate((0.02, 0.1, 0.3)):
        with started(LOADER, store.location, tmp_path, round_) as process:
            told += kill_after_a_line(process, seconds)
        state = store.state()
        pending = [load.id for load in state.pending]
        assert set(told) <= set(pending) and len(pending) <= len(told) + round_ + 1
        assert (len(state.live), len(state.loads)) == (1, 1 + len(pending))
        assert (examine(store).damaged, examine(store).standing()) == ([], list(range(state.number + 1)))
        with open_warehouse(store.location, embedded=False) as after:
            assert held(after) == before
            assert [f["rows_pending"] for f in after.pending()["files"]] == [6] * len(pending)


def test_two_who_accept_at_once_accept_once(h: Hinterland, tmp_path: Path) -> None:
    id_, told = wrong(h, tmp_path), []

    def accept() -> None:
        with open_warehouse(h.store.location, embedded=False) as own:
            try:
                told.append(own.accept(id_)["figures_new"])
            except InputError as e:
                told.append(str(e))

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, told))[0] == "5" and "no file is pending" in sorted(map(str, told))[1]
    with open_warehouse(h.store.location, embedded=False) as after:
        assert len(held(after, "period = '2022'")) == 5


def test_a_file_is_weighed_against_what_another_load_has_just_brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other load is committed between the weighing and the commit, so that the file is weighed again."""
    with open_warehouse(tmp_path / "warehouse", embedded=False) as h:
        commit, other = Store.commit, figures(tmp_path / "other.csv", *exports("2023", THIS))

        def late(store: Store, *given: Any) -> None:
            monkeypatch.setattr(Store, "commit", commit)
            with open_warehouse(store.location, embedded=False) as second:
                second.load([other], options=SAID)
            commit(store, *given)

        monkeypatch.setattr(Store, "commit", late)
        assert load(h, tmp_path / "wrong.csv", *exports("2022", THIS)).explanations == (
            "this is 2023, not 2022: 5 of 5 figures agree exactly",
        )


def test_advice_is_given_as_commands_and_as_calls(h: Hinterland, tmp_path: Path) -> None:
    [file] = h.pending(wrong(h, tmp_path))["files"]
    assert file["advice"][0] == f"hinterland accept {file['id']} --as 1"
    assert file["calls"][0] == f'h.accept("{file["id"]}", explanation=1)'


def test_no_explanation_is_of_a_period_that_is_not_over(h: Hinterland, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Day(date):
        @classmethod
        def today(cls) -> Day:
            return cls(2022, 12, 31)

    monkeypatch.setattr("hinterland.gate.explain.date", Day)
    file = load(h, tmp_path / "wrong.csv", *exports("2022", THIS))
    assert not any("this is 2023" in e for e in file.explanations)
