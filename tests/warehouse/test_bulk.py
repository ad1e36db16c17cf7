"""Many files, each for itself: what spoils one stops nothing, what was done isn't done again, and a killed load ends where one that wasn't does."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.sources.record_files import HORSE, SOLAR, export

from hinterland.api import Hinterland
from hinterland.sources.reading import InputError, Options
from hinterland.warehouse.bulk import gather, steps

OPTIONS = Options(flow="export")


STEPWISE = (
    "import hinterland.warehouse.bulk as b; b.FILES = 5; from hinterland.cli import main; b.steps.__defaults__ = (b.BYTES, 5); main()"
)
"""The command with steps of five files, so that there is something between to be killed."""


def many(folder: Path, n: int, rows: int = 3) -> Path:
    """Exports of different cells, as users hold them by the thousand."""
    folder.mkdir(exist_ok=True)
    for i in range(n):
        cells = [(*SOLAR[:3], f"85{i:03}{r:03}", *SOLAR[4:9], f"{1000 * i + r + 1:,}") for r in range(rows)]
        export(folder / f"{i:04}.csv", *cells)
    return folder


def content(warehouse: Path) -> tuple[int, int, str]:
    """How many records and observations a warehouse holds, and a hash of what they say, whatever loads brought them."""
    with Hinterland(warehouse, embedded=False) as h:
        [(rows, told)] = h.sql(
            "SELECT count(*), coalesce(sum(hash(first_month, flow, region, partner, product, regime, currency, value, quantity, file, row)::HUGEINT), 0)::VARCHAR "
            "FROM records"
        ).fetchall()
        [(figures,)] = h.sql("SELECT count(*) FROM observations").fetchall()
    return rows, figures, told


def test_a_spoilt_file_stops_nothing_and_is_named(tmp_path: Path) -> None:
    folder = many(tmp_path / "files", 12)
    (folder / "0005.csv").write_bytes(b"\0\1\2 no export")
    (folder / ".hidden.csv").write_bytes(b"not looked at")
    with Hinterland(tmp_path / "w", embedded=False) as h:
        report = h.load_each([folder], options=OPTIONS)
        assert (report.files, report.loaded, report.rows_new) == (12, 11, 33)
        assert [Path(f.path).name for f in report.failed] == ["0005.csv"] and "no format" in report.failed[0].reason
        assert h.state.number == 1 == report.state


def test_what_was_done_is_not_done_again(tmp_path: Path) -> None:
    folder = many(tmp_path / "files", 5)
    with Hinterland(tmp_path / "w", embedded=False) as h:
        h.load_each([folder], options=OPTIONS)
        export(folder / "9999.csv", HORSE)
        again = h.load_each([folder], options=OPTIONS)
        assert (again.passed, again.loaded, again.rows_new) == (5, 1, 1)
        as_imports = h.load_each([folder], options=Options(flow="import"))
        assert (as_imports.passed, len(as_imports.pending), as_imports.rows_new) == (0, 4, 4), (
            "what is small or of one row may be of either flow"
        )


def test_records_of_many_files_are_weighed_against_records_held(tmp_path: Path) -> None:
    one = many(tmp_path / "files", 2) / "0001.csv"
    with Hinterland(tmp_path / "w", embedded=False) as h:
        h.load_each([one], options=OPTIONS)
        [imports] = h.load_each([one], options=Options(flow="import")).pending
        assert imports.reason == "these are exports, not imports: 3 of 3 figures agree exactly"
        text = one.read_text("gb18030")
        one.write_text(text.replace('"1,00', '"1,000,00'), "gb18030")
        [larger] = h.load_each([one], options=OPTIONS).pending
        assert larger.reason == "the unit is another: 3 of 3 figures are 1,000 times those held"
        h.reject(larger.load)
        with pytest.raises(InputError, match="which are of 2024-01"):
            h.accept(imports.load, period="2023")
        h.accept(imports.load, period="2023-01")
        assert h.sql("SELECT DISTINCT first_month, flow FROM records ORDER BY 1").fetchall() == [(202301, "import"), (202401, "export")]


def test_records_of_many_files_make_no_figures_of_cells(tmp_path: Path) -> None:
    folder = many(tmp_path / "files", 3)
    with Hinterland(tmp_path / "w", embedded=False) as h:
        h.load_each([folder], options=OPTIONS)
    assert content(tmp_path / "w")[:2] == (9, 0)


def test_each_for_itself_holds_the_records_that_all_together_hold(tmp_path: Path) -> None:
    folder = many(tmp_path / "files", 6)
    with Hinterland(tmp_path / "a", embedded=False) as h:
        h.load_each([folder], options=OPTIONS)
    with Hinterland(tmp_path / "b", embedded=False) as h:
        h.load(sorted(folder.iterdir()), options=OPTIONS)
    each, together = content(tmp_path / "a"), content(tmp_path / "b")
    assert (each[0], each[2]) == (together[0], together[2])


def test_files_that_overlap_are_held_once(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    export(folder / "a.csv", SOLAR, HORSE)
    export(folder / "b.csv", HORSE)
    with Hinterland(tmp_path / "w", embedded=False) as h:
        report = h.load_each([folder], options=OPTIONS)
    assert report.rows_read == 3 and report.rows_new == 2 == content(tmp_path / "w")[0]


def test_steps_are_bounded_by_bytes_and_by_files(tmp_path: Path) -> None:
    files = sorted(many(tmp_path / "files", 7).iterdir())
    assert [len(s) for s in steps(files, most_files=3)] == [3, 3, 1]
    assert [len(s) for s in steps(files, most_bytes=files[0].stat().st_size)] == [1] * 7
    assert [p for s in steps(files, most_files=2) for p in s] == files


def test_what_is_no_file_is_named_and_read_by_nobody(tmp_path: Path) -> None:
    folder = many(tmp_path / "files", 1)
    os.mkfifo(folder / "pipe.csv")
    (folder / "loop.csv").symlink_to("loop.csv")
    with Hinterland(tmp_path / "w", embedded=False) as h:
        h.load_each([folder], options=OPTIONS)
        report = h.load_each([folder], options=OPTIONS)
    assert [(Path(f.path).name, f.reason.partition(".csv ")[2]) for f in report.failed] == [
        ("loop.csv", "can't be read: Too many levels of symbolic links"), ("pipe.csv", "is not an ordinary file"),
    ]  # fmt: skip


def test_nothing_to_load_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no files"):
        gather([tmp_path / "empty"])


@pytest.mark.alone
def test_a_load_killed_at_any_moment_is_taken_up_again(tmp_path: Path) -> None:
    """Twenty loads, each killed at a random moment and then started again, end with the content of one that nobody killed."""
    folder, moments = many(tmp_path / "files", 40, rows=20), random.Random(20260125)
    command = [sys.executable, "-c", STEPWISE, "load", str(folder), "--each", "--flow", "export", "--warehouse"]
    subprocess.run([*command, str(tmp_path / "whole")], check=True, capture_output=True)
    begun = time.perf_counter()
    subprocess.run([*command, str(tmp_path / "timed")], check=True, capture_output=True)
    once, whole, unfinished = time.perf_counter() - begun, content(tmp_path / "whole"), 0
    for n in range(20):
        killed = tmp_path / f"killed-{n}"
        with subprocess.Popen([*command, str(killed)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                process.wait(moments.uniform(0.1, 0.95) * once)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        unfinished += content(killed)[0] < whole[0]
        subprocess.run([*command, str(killed)], check=True, capture_output=True)
        assert content(killed) == whole, f"killed at moment {n}"
    assert unfinished >= 10, "hardly any load was killed before it was done"
