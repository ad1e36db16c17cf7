"""A loader that is killed at any moment leaves a whole state behind, the one before its load or the one after, and the next load works."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.warehouse.desk import ask
from tests.warehouse.processes import LOADER, ROWS, SEEDER, begin, started, tagged, tags

from hinterland.warehouse.damage import examine
from hinterland.warehouse.load import load, seed
from hinterland.warehouse.store import Store

SEED = 20260125


def kill_after(process: subprocess.Popen[str], seconds: float) -> list[str]:
    """Let a process work for so long, then kill it. What it had printed."""
    begin(process)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    out, err = process.communicate()
    assert process.returncode in (0, -signal.SIGKILL), err
    return out.split()


def killed_while_loading(folder: Path, kills: int) -> None:
    store, moments, done = Store(folder / "warehouse"), random.Random(SEED), 1
    start = time.perf_counter()
    load(store, [tagged(folder, done)], {})
    one_load = time.perf_counter() - start
    for _ in range(kills):
        with started(LOADER, store.location, done + 1, done + 1000, folder) as process:
            told = kill_after(process, moments.uniform(0, 6 * one_load))
        number, held = tags(store)
        assert set(held.values()) <= {ROWS}, "a part of a load is seen"
        assert list(held) == list(range(1, number + 1)), "a load is missing between others"
        assert done + len(told) <= number <= done + len(told) + 1, "a load that was told as done is lost"
        assert (examine(store).damaged, examine(store).standing()) == ([], list(range(number + 1)))
        report = load(store, [tagged(folder, number + 1)], {})
        assert report.state == number + 1
        done = number + 1
    assert tags(store) == (done, dict.fromkeys(range(1, done + 1), ROWS))
    assert done > kills + 1, "no killed process ever came to load anything"


def killed_while_seeding(folder: Path, kills: int) -> None:
    moments = random.Random(SEED)
    for n in range(kills):
        store = Store(folder / f"warehouse {n}")
        with started(SEEDER, store.location) as process:
            kill_after(process, moments.uniform(0.0, 0.6))
        state = store.state()
        [(held,)] = ask(store, "SELECT count(*) FROM held", state)
        assert (state.number, held > 7000) in ((0, False), (1, True))
        assert seed(store).number == 1
        assert ask(store, "SELECT count(*) > 7000, count(*) = count(DISTINCT id) FROM held") == [(True, True)]


@pytest.mark.long
def test_a_loader_killed_at_some_moments_leaves_whole_states(tmp_path: Path) -> None:
    killed_while_loading(tmp_path, 5)


@pytest.mark.alone
def test_a_loader_killed_at_many_moments_leaves_whole_states(tmp_path: Path) -> None:
    killed_while_loading(tmp_path, 20)


def test_a_first_opening_that_was_killed_is_made_good_by_the_next(tmp_path: Path) -> None:
    killed_while_seeding(tmp_path, 2)


@pytest.mark.alone
def test_a_first_opening_killed_at_many_moments_is_made_good_by_the_next(tmp_path: Path) -> None:
    killed_while_seeding(tmp_path, 20)
