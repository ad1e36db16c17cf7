"""A pack's phrases: those that ship are in order, and each fault is named with its line and what to do."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hinterland import codes
from hinterland.language.phrases import levels
from hinterland.language.write import counted
from hinterland.models import Indicator
from hinterland.packs import packs, read
from hinterland.packs.check import problems


@pytest.mark.parametrize("name", [p.name for p in packs()])
def test_the_packs_that_ship_are_in_order(name: str) -> None:
    assert next(problems(p) for p in packs() if p.name == name) == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("group:us-nowhere,the states of nowhere,无", 'is of no group of this pack: add "us-nowhere" to groups.csv'),
        ("currency:dollars,dollars,美元", "is of no currency"),
        ("sectoin:region,Its parts,分州情况", 'no text has the key "sectoin:region"'),
        ("section:changed,What {who} changed,总体情况", "nothing fills {who}"),
        ("section:changed,What {changed,总体情况", "a brace has no partner"),
        ("section:changed,,", "section:changed has no text"),
        ("group:us-states,the states,美国各州", "stands in line"),
    ],
)
def test_a_faulty_phrase_is_named(row: str, fault: str, tmp_path: Path) -> None:
    folder = tmp_path / "usa"
    shutil.copytree(next(p.folder for p in packs() if p.name == "usa"), folder)
    table = folder / "phrases.csv"
    table.write_text(table.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    found = problems(read(folder))
    assert any(fault in f and f.startswith("usa/phrases.csv, line ") for f in found), found


def test_the_district_is_no_state_but_a_part_of_the_nation() -> None:
    assert len(codes.members("us-states")) == 50 and "US-DC" not in codes.members("us-states")
    assert "US-DC" in codes.members("us-parts") and not codes.is_first_level("US-DC")


def test_each_region_is_called_as_its_level_is_where_no_phrase_says_so() -> None:
    home = codes.home_of("US-TX")
    assert levels(home, "zh")["every"] == "各州"
    unnamed = replace(home, nation="")
    assert levels(unnamed, "zh")["every"] == f"各{levels(unnamed, 'zh')['one']}" and levels(unnamed, "en")["every"] == "each state"


def test_a_measure_says_what_it_counts_in_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = codes.measure("new_jobs")
    assert jobs is not None
    monkeypatch.setattr(codes, "measure", lambda _: replace(jobs, code="museum_visits", counter_zh="人次"))
    visits = Indicator(op="level", concept="museum_visits")
    assert [counted(visits, "count", language) for language in ("en", "zh")] == ["", "人次"]
