"""What all tests share: warehouses of their own (never the user's), the commands run in this process, and the sample files where they are."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.brief import Brief, Research, compose, research
from hinterland.codes import Language
from hinterland.commands.options import Call
from hinterland.requests import slots

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT.parent / "shared" / "samples"

settings.register_profile("hinterland", deadline=None, max_examples=50)
settings.load_profile("hinterland")

SLOW = Path(__file__).parent / "slow.csv"
"""Tests that cost the most time, as measured on one core: of a module whose `short` is `first` only the first case of each function is among the tests that take seconds, of one
and of a function whose `short` is `none` no case is. All others of them are long."""

TERMINAL_VARIABLES = ("FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "TERMINAL_WIDTH", "PY_COLORS", "TERM")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Of the cases of a long test, run one in so many: all of them by default."""
    parser.addoption(
        "--sample", type=int, default=1, metavar="N", help="of the cases of each long test, run the first and every Nth after it"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark as long what `slow.csv` says, and leave out the cases of long tests that aren't in the sample."""
    with SLOW.open(encoding="utf-8", newline="") as file:
        short = {row["test"]: row["short"] for row in csv.DictReader(file)}
    seen: set[str] = set()
    for item in items:
        module, _, case = item.nodeid.partition("::")
        function = f"{module}::{case.partition('[')[0]}"
        if "none" in (short.get(function), short.get(module)) or (short.get(module) == "first" and function in seen):
            item.add_marker("long")
        seen.add(function)
    _draw_sample(config, items, config.getoption("--sample"))


def _draw_sample(config: pytest.Config, items: list[pytest.Item], step: int) -> None:
    """Keep of the cases of each long test the first and every one that is `step` behind the last one kept."""
    cases: Counter[str] = Counter()
    left: list[pytest.Item] = []
    for item in list(items):
        function = item.nodeid.partition("[")[0]
        if item.get_closest_marker("long") is not None and cases[function] % step:
            left.append(item)
        cases[function] += item.get_closest_marker("long") is not None
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


@pytest.fixture(scope="session", autouse=True)
def _own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees the user's warehouse or data directory, and none depends on the terminal that it is started from."""
    home = tmp_path_factory.mktemp("user")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HINTERLAND_WAREHOUSE", str(home / "warehouse"))
        patch.setenv("XDG_DATA_HOME", str(home / "data"))
        for name in TERMINAL_VARIABLES:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """Where a warehouse of the test's own may be made; nothing is there yet."""
    return tmp_path / "warehouse"


@pytest.fixture(scope="session")
def hinterland(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    """A warehouse with the embedded figures, opened once for all tests. It is for reading only."""
    with open_warehouse(tmp_path_factory.mktemp("embedded") / "warehouse") as opened:
        yield opened


@pytest.fixture(scope="session")
def brief_of(hinterland: Hinterland) -> Callable[..., Brief]:
    """The briefs of the embedded figures: `brief_of("CN-AH", "2025", "zh")`. Each is researched once for both languages; they are for reading only."""

    @cache
    def researched(subject: str, period: str) -> Research:
        return research(hinterland.indicators, slots.region(subject), str(slots.needed(period)))

    @cache
    def composed(subject: str, period: str, language: Language) -> Brief:
        return compose(researched(subject, period), language)

    def written(subject: str, period: str = "2025", language: Language = "en") -> Brief:
        return composed(subject, period, language)

    return written


@pytest.fixture
def seeded(hinterland: Hinterland, tmp_path: Path) -> Path:
    """A copy of the seeded warehouse that a test may change."""
    folder = tmp_path / "seeded"
    shutil.copytree(hinterland.store.location, folder)
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample files that stands beside the repository; tests that need it are skipped where it is absent."""
    if not SAMPLES.is_dir():
        pytest.skip("the sample files are not here")
    return SAMPLES


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did: its exit status and what it printed."""

    status: int
    out: str
    err: str

    def read(self) -> dict[str, Any]:
        """The one object that it printed."""
        assert self.status == 0, self.err
        assert self.out.count("\n") == 1
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    def refused(self, *words: str) -> None:
        """It ended with status 2 and a sentence on standard error, and printed nothing else."""
        assert self.status == 2
        assert self.out == ""
        assert "Traceback" not in self.err
        assert [w for w in words if w not in self.err] == []


@pytest.fixture
def run_own(seeded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `hinterland ARGUMENTS` in this process against a seeded warehouse of the test's own."""
    monkeypatch.setenv("HINTERLAND_WAREHOUSE", str(seeded))
    return runner(monkeypatch, capsys)


@pytest.fixture
def run(run_own: Callable[..., Ran]) -> Callable[..., Ran]:
    """The same; modules of commands that only read put `run_reading` in its place."""
    return run_own


@pytest.fixture
def run_reading(kept_open: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `hinterland ARGUMENTS` in this process against the one seeded warehouse of all tests, which stays open: for commands that only read."""
    monkeypatch.setenv("HINTERLAND_WAREHOUSE", str(kept_open))
    return runner(monkeypatch, capsys)


@pytest.fixture
def kept_open(hinterland: Hinterland, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the one seeded warehouse of all tests lies; commands that ask it as it is find it open, and what it holds indexed. Any other one they open themselves."""
    opened, location = Call.open, str(hinterland.store.location)

    def find(call: Call) -> AbstractContextManager[Hinterland]:
        as_it_is = replace(call, warehouse=location, form="full", without_source=call.without_source or None) == Call(warehouse=location)
        if as_it_is and (call.warehouse or os.environ["HINTERLAND_WAREHOUSE"]) == location:
            return nullcontext(hinterland)
        return opened(call)

    monkeypatch.setattr(Call, "open", find)
    yield Path(location)
    loads = {row["load"] for row in hinterland.engine.fetch("SELECT load FROM loads_live")}
    assert loads == hinterland.state.live_ids, "a command that lends figures must open a warehouse of its own: take `run_own`"


def runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """A function that runs a command in this process."""
    from hinterland.cli import main

    def run(*arguments: Any) -> Ran:
        monkeypatch.setattr(sys, "argv", ["hinterland", *(str(a) for a in arguments)])
        capsys.readouterr()
        status: Any = 0
        try:
            main()
        except SystemExit as e:
            status = e.code or 0
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run


@pytest.fixture
def environment(seeded: Path) -> dict[str, str]:
    """The environment of a command that is run as a process of its own, with a seeded warehouse."""
    return {**os.environ, "HINTERLAND_WAREHOUSE": str(seeded)}


@pytest.fixture(autouse=True)
def _unbounded() -> Iterator[None]:
    """Restore what a test bounds of its own process (processor time, memory), so that later tests aren't ended by it."""
    resource = pytest.importorskip("resource")
    limits = {kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_DATA, resource.RLIMIT_AS)}
    yield
    for kind, pair in limits.items():
        resource.setrlimit(kind, pair)
