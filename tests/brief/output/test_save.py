"""Saving a brief: each suffix has its writer, a file is written whole or not at all, and what is missing is said in a sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.brief.output.desk import brief
from tests.conftest import Ran

from hinterland.brief.output import FORMATS
from hinterland.brief.output.extras import NEEDS
from hinterland.sources.reading import InputError

BEGINS = {".html": b"<!doctype html>", ".md": b"---\n", ".json": b"{", ".xlsx": b"PK", ".docx": b"PK", ".pdf": b"%PDF-"}


def test_every_format_is_known_by_how_its_files_begin() -> None:
    assert set(BEGINS) == set(FORMATS)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_suffix_chooses_the_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"the brief 简报{suffix}"
    brief("zh").save(path)
    assert path.read_bytes().startswith(BEGINS[suffix])
    beside = {tmp_path / "the brief 简报-total.svg"} if suffix == ".md" else set()
    assert set(tmp_path.iterdir()) - beside == {path}


@pytest.mark.parametrize(("suffix", "begins"), [(".png", b"\x89PNG"), (".svg", b"<svg"), (".PNG", b"\x89PNG")])
def test_the_main_chart_is_written_alone(tmp_path: Path, suffix: str, begins: bytes) -> None:
    pytest.importorskip("vl_convert")
    [path] = brief().save(tmp_path / f"chart{suffix}")
    assert path.read_bytes().startswith(begins)


def test_all_files_that_are_written_are_given_the_brief_first(tmp_path: Path) -> None:
    files = brief().save(tmp_path / "brief.md")
    assert files[0] == tmp_path / "brief.md" and set(files) == set(tmp_path.iterdir())


def test_a_suffix_in_capitals_is_the_same(tmp_path: Path) -> None:
    brief().save(tmp_path / "BRIEF.MD")
    assert (tmp_path / "BRIEF.MD").is_file()


@pytest.mark.parametrize("name", ["brief.exe", "brief", "brief.doc"])
def test_a_suffix_nobody_writes_is_refused_with_those_that_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as e:
        brief().save(tmp_path / name)
    assert all(suffix in str(e.value) for suffix in FORMATS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        brief().save(tmp_path / "nowhere" / f"brief{suffix}")


@pytest.mark.parametrize("suffix", FORMATS)
def test_nothing_half_written_is_left_where_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    path = tmp_path / f"brief{suffix}"
    path.write_text("the old one", encoding="utf-8")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as f:
            f.write(data[:10])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(InputError, match="can't be written: No space left on device"):
            brief().save(path)
    assert path.read_text(encoding="utf-8") == "the old one"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", NEEDS)
def test_an_absent_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    extra, library = NEEDS[suffix]
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(InputError) as e:
        brief().save(tmp_path / f"brief{suffix}")
    assert str(e.value).startswith(f"{suffix} files need the extra [{extra}]: ") and f"pip install 'PATH[{extra}]'" in str(e.value)
    assert list(tmp_path.iterdir()) == []


def test_the_command_ends_with_status_2_where_an_extra_is_absent(run: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    ran: Ran = run("brief", "anhui", "--period", "2025", "--output", tmp_path / "brief.pdf")  # type: ignore[operator]
    ran.refused("the extra [pdf]", "'PATH[pdf]'")
