"""The commands of the gate: what `load`, `pending`, `accept` and `reject` print, and what they say of what doesn't fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Ran

Run = Callable[..., Ran]

DESCRIBED = ("--source", "desk", "--publisher", "Our desk", "--released", "2026-02-01")
ROW = "flow,region,period,value,unit\nexport,CN-AH,2025,99999,CNY_100M\n"


@pytest.fixture
def pending(run: Run, tmp_path: Path) -> str:
    """The id of a pending file."""
    (tmp_path / "figures.csv").write_text(ROW, encoding="utf-8")
    ran = run("load", tmp_path / "figures.csv", *DESCRIBED)
    assert ran.status == 0
    said = " ".join(ran.err.split())
    assert (
        "figures.csv: Anhui, exports, 2025: 9.9999 trillion yuan here, 682.31 billion yuan held (CDB-2026), 14.7 times. None of its figures count yet"
        in said
    )
    [file] = run("pending", "--output-format", "json").read()["files"]
    assert f"hinterland accept {file['id']}" in said
    return str(file["id"])


def test_a_load_tells_the_contract_of_a_pending_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "figures.csv").write_text(ROW, encoding="utf-8")
    [file] = run("load", tmp_path / "figures.csv", *DESCRIBED, "--output-format", "json").read()["files"]
    assert [file[k] for k in ("rows_read", "rows_stored", "rows_new", "rows_quarantined", "rows_pending")] == [1, 0, 0, 0, 1]
    assert file["pending"] and file["explanations"]


def test_pending_lists_and_shows(run: Run, pending: str) -> None:
    listed = run("pending").out
    assert pending in listed and "figures.csv" in listed and "1 file is pending." in listed
    shown = run("pending", pending).out
    assert "of 1 figures compared contradict what is held:" in shown and f"`hinterland accept {pending}`" in shown
    assert "pending" in run("states").out


def test_accept_and_undo(run: Run, pending: str) -> None:
    assert "figures.csv counts: 1 figures, 1 of them new. State 3." in run("accept", pending).out
    assert run("pending").out == "0 files are pending.\n"
    assert run("undo").status == 0
    assert pending in run("pending").out


def test_accept_as_of_another_period(run: Run, pending: str) -> None:
    told = run("accept", pending, "--period", "1961", "--output-format", "json").read()
    assert (told["schema"], told["figures_new"]) == ("hinterland.accept/1", 1)
    assert "1961" in {r["period"] for r in run("show", "anhui", "--output-format", "json").read()["rows"]}


def test_reject(run: Run, pending: str) -> None:
    assert "figures.csv is rejected; this is state 3." in run("reject", pending).out
    run("reject", pending).refused("no file is pending")


def test_what_does_not_fit_is_said_in_a_sentence(run: Run, pending: str) -> None:
    run("accept", "ffff").refused("no one file that is pending has the id 'ffff'", pending)
    run("accept", pending, "--period", "soon").refused("soon")
    run("accept", pending, "--period", "2024", "--as", "1").refused("not both")
    run("accept", pending, "--as", "9").refused("none with the number 9")
