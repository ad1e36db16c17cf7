"""What is installed is pinned by hash, from one list, and every package on it has a licence that others may build on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from scripts import write_dependencies as table

ROOT = Path(__file__).resolve().parents[1]
ROWS = table.rows(table.PAGE.read_text(encoding="utf-8"))


def test_the_table_has_what_is_pinned_and_no_more() -> None:
    assert list(ROWS) == table.pins(), "write it anew with `make dependencies`"


@pytest.mark.parametrize("pin", ROWS, ids="==".join)
def test_a_licence_is_the_installed_packages_own_and_permissive(pin: table.Pin) -> None:
    stated, _ = ROWS[pin]
    if installed := table.licence(pin):
        assert (installed, bool(table.PERMISSIVE.search(stated))) == (stated, True)


def test_months_are_months() -> None:
    assert all(re.fullmatch(r"(20\d\d-(0[1-9]|1[0-2]))?", month) for _, month in ROWS.values())


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-docs.txt", "requirements-spark.txt"])
def test_every_pin_has_hashes(name: str) -> None:
    pinned = re.split(r"\n(?=[\w.-]+==)", (ROOT / name).read_text(encoding="utf-8"))[1:]
    assert pinned and all("--hash=sha256:" in one for one in pinned)


def test_the_action_takes_nothing_without_a_hash() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps = action["runs"]["steps"]
    assert all(re.search(r"@[0-9a-f]{40}$", step["uses"]) for step in steps if "uses" in step)
    installs = [step["run"] for step in steps if "pip install" in step.get("run", "")]
    assert installs and all("--require-hashes" in run and "requirements.txt" in run for run in installs)
