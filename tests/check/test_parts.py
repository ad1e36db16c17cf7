"""Very many texts: reports in parts are those of each text alone, a stopped run goes on, and nothing of another run is mixed in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Ran

from hinterland.api import Hinterland
from hinterland.check import parts, report
from hinterland.check.output import FORMATS
from hinterland.check.parts import Asked, Counted, check_parts
from hinterland.commands import checks
from hinterland.indicators.desk import Desk
from hinterland.sources.reading import InputError

TEXTS = (
    "Anhui's trade rose 17.3% to 1.01 trillion yuan in 2025.",
    "Anhui's trade rose 71.3% in 2025.",
    "2025年安徽进出口10135.6亿元。",
    "Henan's exports fell.",
    "Hubei's trade came to 8.44 trillion yuan in 2025.",
)


@pytest.fixture
def texts(tmp_path: Path) -> list[str]:
    folder = tmp_path / "texts"
    folder.mkdir()
    for n, text in enumerate(TEXTS):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    return [str(p) for p in sorted(folder.iterdir())]


@pytest.fixture
def desk(hinterland: Hinterland, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(parts, "PART", 2)
    return Desk(hinterland.store.location, hinterland.state.number)


def lines(folder: Path) -> list[str]:
    return [line for p in sorted(folder.glob("part-*.jsonl")) for line in p.read_text(encoding="utf-8").splitlines(keepends=True)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_reports_are_those_of_each_text_alone(hinterland: Hinterland, desk: Desk, texts: list[str], tmp_path: Path, jobs: int) -> None:
    told = check_parts(desk, texts, tmp_path / "reports", Asked(), jobs=jobs)
    alone = [hinterland.check(parts.load_document(t)) for t in texts]
    assert lines(tmp_path / "reports") == [FORMATS["json"](r) for r in alone]
    assert told == Counted(5, sum(len(r.claims) for r in alone), sum(r.errors for r in alone), sum(len(r.findings) for r in alone))
    assert told.errors >= 2
    assert len(list((tmp_path / "reports").iterdir())) == 4  # three parts, and what was asked


def test_a_stopped_run_goes_on_where_it_was(desk: Desk, texts: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    first, made = check_parts(desk, texts, folder, Asked()), lines(folder)
    (folder / "part-00001.jsonl").unlink()
    kept = (folder / "part-00000.jsonl").stat().st_mtime_ns
    assert check_parts(desk, texts, folder, Asked()) == first
    assert lines(folder) == made
    assert (folder / "part-00000.jsonl").stat().st_mtime_ns == kept


def test_progress_is_told_part_by_part(desk: Desk, texts: list[str], tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    check_parts(desk, texts, tmp_path / "reports", Asked(), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_another_run_is_not_mixed_in(desk: Desk, texts: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    check_parts(desk, texts, folder, Asked())
    with pytest.raises(InputError, match="differs in select"):
        check_parts(desk, texts, folder, Asked(select=("HL2",)))
    with pytest.raises(InputError, match="differs in number, texts"):
        check_parts(desk, texts[1:], folder, Asked())
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("dear diary")
    with pytest.raises(InputError, match="holds something else"):
        check_parts(desk, texts, tmp_path / "mine", Asked())


def test_a_text_that_was_mended_is_another_run(desk: Desk, texts: list[str], tmp_path: Path) -> None:
    check_parts(desk, texts, tmp_path / "reports", Asked())
    Path(texts[1]).write_text("Anhui's trade rose 17.3% in 2025.", encoding="utf-8")
    with pytest.raises(InputError, match="differs in texts"):
        check_parts(desk, texts, tmp_path / "reports", Asked())


def test_texts_without_a_day_are_of_the_day_when_the_run_was_begun(desk: Desk, texts: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    check_parts(desk, texts, folder, Asked())
    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    (folder / "asked.json").write_text(json.dumps({**asked, "today": "2026-03-01"}), encoding="utf-8")
    (folder / "part-00001.jsonl").unlink()
    check_parts(desk, texts, folder, Asked())
    dates = [(d["date"], d["date_from"]) for d in (json.loads(line)["document"] for line in lines(folder))]
    assert dates[2:4] == [("2026-01-21", "periods"), ("2026-03-01", "today")]


def test_separators_within_a_text_end_no_line(desk: Desk, texts: list[str], tmp_path: Path) -> None:
    Path(texts[0]).write_text("Anhui's trade rose 17.3%\u2028to 1.01 trillion yuan in 2025.\x85", encoding="utf-8")
    folder = tmp_path / "reports"
    told = check_parts(desk, texts, folder, Asked())
    made = (folder / "part-00000.jsonl").stat().st_ino
    assert check_parts(desk, texts, folder, Asked()) == told
    assert (folder / "part-00000.jsonl").stat().st_ino == made


def test_a_part_that_was_damaged_is_made_anew(desk: Desk, texts: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    told, made = check_parts(desk, texts, folder, Asked()), lines(folder)
    (folder / "part-00000.jsonl").write_text(made[0], encoding="utf-8")
    assert check_parts(desk, texts, folder, Asked()) == told
    assert lines(folder) == made


def test_a_text_that_can_not_be_read_stops_nothing(desk: Desk, texts: list[str], tmp_path: Path) -> None:
    broken = Path(texts[1])
    broken.write_bytes(b"\x00\x01\x02" * 100)
    told = check_parts(desk, texts, tmp_path / "reports", Asked())
    assert (told.texts, len(told.unread)) == (5, 1)
    said = json.loads(lines(tmp_path / "reports")[1])
    assert said["schema"] == "hinterland.unread/1"
    assert said["document"]["path"] == str(broken)
    assert said["reason"] == told.unread[0]


def test_the_command_checks_into_a_folder(run: Any, texts: list[str], tmp_path: Path) -> None:
    folder = str(Path(texts[0]).parent)
    ran: Ran = run("check", folder, "--output", f"{tmp_path / 'reports'}/", "--jobs", "1")
    assert ran.status == 1
    assert "5 texts" in ran.out
    assert "errors" in ran.out
    Path(texts[1]).write_bytes(b"\x00\x01\x02" * 100)
    again: Ran = run("check", folder, "--output", f"{tmp_path / 'again'}/", "--jobs", "1")
    assert again.status == 2
    assert "not checked" in again.err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--output", "{to}/", "--fix"], "leave out -, --fix"),
        (["--engine", "spark"], "name it with --output"),
        (["--output", "{to}/", "--output-format", "sarif"], "lines of json"),
        (["--output", "{to}/", "--baseline", "known.json"], "a baseline is for few texts"),
        (["--output", "{to}/", "--against", "{text}"], "load it first"),
        (["--output", "{to}/", "nowhere.txt"], "nowhere.txt does not exist"),
    ],
)
def test_what_does_not_go_with_a_folder_is_refused(run: Any, texts: list[str], tmp_path: Path, more: list[str], said: str) -> None:
    ran: Ran = run("check", texts[0], *(m.format(to=tmp_path / "reports", text=texts[1]) for m in more))
    assert ran.status == 2
    assert said in ran.err
    assert not (tmp_path / "reports").exists()


def test_many_texts_are_checked_by_processes_as_by_one(run: Callable[..., Ran], texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    alone = run("check", *texts, "--output-format", "json", "--jobs", "1")
    monkeypatch.setattr(checks, "MANY", 2)
    monkeypatch.setattr(report, "TOGETHER", 2)
    shared = run("check", *texts, "--output-format", "json", "--jobs", "2")
    assert (shared.status, shared.out) == (alone.status, alone.out)
    assert len(shared.out.splitlines()) == len(texts)
