"""The commands that load, take back, set beside and ask in SQL: their JSON, what people see, and bad input answered with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Ran

from hinterland.sources import tidy

Run = Callable[..., Ran]

LOADED_FILE = {"path", "format", "rows_read", "rows_stored", "rows_new", "rows_quarantined", "period_from", "warnings"}
RECONCILED = {"period", "flow", "basis", "unit", "published", "sum_of_parts", "difference", "members", "missing"}

DESCRIBED = ("--source", "desk", "--publisher", "The desk", "--released", "2026-02-01")

NEW = """\
op,flow,region,period,value,unit
level,total,CN-AH,1961,12000.5,CNY_100M
growth,total,安徽,1961,4.5,percent
"""


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    path = tmp_path / "新 figures.csv"
    path.write_text(NEW, encoding="utf-8")
    return path


# -- load, states, undo


def test_load_prints_the_contract(run: Run, figures: Path) -> None:
    report = run("load", figures, *DESCRIBED, "--output-format", "json").read()
    assert report["schema"] == "hinterland.load/1"
    (file,) = report["files"]
    assert set(file) >= LOADED_FILE
    assert file["path"] == str(figures)
    assert (file["format"], file["period_from"], file["warnings"]) == ("tidy", "file", [])
    assert [file[k] for k in ("rows_read", "rows_stored", "rows_new", "rows_quarantined")] == [2, 2, 2, 0]


def test_loading_twice_adds_nothing(run: Run, figures: Path) -> None:
    run("load", figures, *DESCRIBED)
    (file,) = run("load", figures, *DESCRIBED, "--output-format", "json").read()["files"]
    assert (file["rows_stored"], file["rows_new"]) == (2, 0)


def test_what_was_loaded_is_shown(run: Run, figures: Path) -> None:
    assert run("load", figures, *DESCRIBED).status == 0
    rows = run("show", "anhui", "--flow", "total", "--output-format", "json").read()["rows"]
    row = next(r for r in rows if r["period"] == "1961")
    assert (row["value"], row["growth_published"], row["source"], row["reliability"]) == (1200050000000, 4.5, "desk", "secondary")


def test_a_row_that_cannot_be_read_is_put_aside_and_counted(run: Run, figures: Path) -> None:
    figures.write_text(NEW + "level,total,CN-AH,1962,plenty,CNY_100M\n", encoding="utf-8")
    (file,) = run("load", figures, *DESCRIBED, "--output-format", "json").read()["files"]
    assert [file[k] for k in ("rows_read", "rows_stored", "rows_new", "rows_quarantined")] == [3, 2, 2, 1]
    (aside,) = run("sql", "select row, reason from quarantine", "--output-format", "json").read()["rows"]
    assert aside["row"] == 4
    assert "plenty" in aside["reason"]


def test_load_for_people_tells_the_state(run: Run, figures: Path) -> None:
    ran = run("load", figures, *DESCRIBED)
    assert ran.status == 0
    assert "State 2." in ran.out


def test_figures_without_a_source_are_refused(run: Run, figures: Path) -> None:
    run("load", figures).refused("source", "--source")


def test_a_missing_file_is_refused(run: Run) -> None:
    run("load", "nowhere.csv").refused("nowhere.csv does not exist")


def test_a_file_whose_name_has_several_lines_is_loaded_or_refused_in_one(run: Run, figures: Path, tmp_path: Path) -> None:
    name = "a\nDROP TABLE staged;\nb.csv"
    run("load", tmp_path / name, *DESCRIBED).refused("/a\\u000aDROP TABLE staged;\\u000ab.csv does not exist")
    figures.rename(tmp_path / name)
    report = run("load", tmp_path / name, *DESCRIBED, "--output-format", "json").read()
    assert [f["rows_stored"] for f in report["files"]] == [2]


def test_an_unknown_format_is_refused(run: Run, figures: Path) -> None:
    run("load", figures, "--format", "wordstar").refused("wordstar", "tidy")


def test_an_unknown_reliability_is_refused(run: Run, figures: Path) -> None:
    run("load", figures, "--reliability", "gossip").refused("--reliability is official, news, secondary, claimed")


def test_all_files_are_loaded_or_none(run: Run, figures: Path) -> None:
    run("load", figures, "nowhere.csv", *DESCRIBED).refused()
    assert run("states", "--output-format", "json").read()["state"] == 1


def test_states_tell_what_each_load_was(run: Run, figures: Path) -> None:
    run("load", figures, *DESCRIBED)
    told = run("states", "--output-format", "json").read()
    assert (told["schema"], told["state"]) == ("hinterland.states/1", 2)
    assert [(s["state"], s["kind"], s["counts"]) for s in told["states"]] == [(1, "seed", True), (2, "load", True)]
    assert told["states"][1]["figures_new"] == 2
    assert figures.name in run("states").out


def test_undo_takes_the_last_load_back(run: Run, figures: Path) -> None:
    run("load", figures, *DESCRIBED)
    undone = run("undo", "--output-format", "json").read()
    assert (undone["schema"], undone["state"]) == ("hinterland.undo/1", 3)
    rows = run("show", "anhui", "--output-format", "json").read()["rows"]
    assert "1961" not in {r["period"] for r in rows}


def test_an_undone_load_can_still_be_read_in_its_state(run: Run, figures: Path) -> None:
    run("load", figures, *DESCRIBED)
    assert "this is state 3" in run("undo").out
    rows = run("show", "anhui", "--state", "2", "--output-format", "json").read()["rows"]
    assert "1961" in {r["period"] for r in rows}


def test_undo_without_a_load_is_refused(run: Run) -> None:
    run("undo").refused("no load to take back")


def test_the_template_can_be_loaded(run: Run, tmp_path: Path) -> None:
    printed = run("template")
    assert printed.out == tidy.TEMPLATE
    path = tmp_path / "template.csv"
    path.write_text(printed.out, encoding="utf-8")
    (file,) = run("load", path, "--source", "my-release", "--publisher", "Me", "--output-format", "json").read()["files"]
    assert file["rows_quarantined"] == 0


# -- reconcile, quarantine


def test_reconcile_prints_the_contract(run_reading: Run) -> None:
    found = run_reading("reconcile", "CN", "--output-format", "json").read()
    assert found["schema"] == "hinterland.reconcile/1"
    assert found["rows"]
    for row in found["rows"]:
        assert set(row) >= RECONCILED
        assert row["difference"] == pytest.approx(row["sum_of_parts"] - row["published"])
        assert all(isinstance(row[k], int) for k in ("members", "missing"))


def test_reconcile_keeps_to_the_kind(run_reading: Run) -> None:
    found = run_reading("reconcile", "--kind", "regions", "--output-format", "json").read()["rows"]
    assert {r["kind"] for r in found} == {"regions"}


def test_reconcile_for_people_leaves_out_what_adds_up(run_reading: Run) -> None:
    short, full = run_reading("reconcile", "CN", "--kind", "regions"), run_reading("reconcile", "CN", "--kind", "regions", "--all")
    assert short.status == full.status == 0
    assert "add up within rounding" in short.out
    assert len(full.out.splitlines()) > len(short.out.splitlines())


def test_reconcile_refuses_an_unknown_kind(run_reading: Run) -> None:
    run_reading("reconcile", "--kind", "guesses").refused("--kind is", "guesses")


def test_quarantine_is_not_written_to_a_folder_that_is_not_there(run_reading: Run, tmp_path: Path) -> None:
    run_reading("quarantine", "--output", tmp_path / "no" / "aside.csv").refused("there is no folder", "--output")


def test_quarantine_tells_line_and_reason(run: Run, figures: Path) -> None:
    figures.write_text(NEW + "level,total,Anhuii,1962,1,CNY_100M\n", encoding="utf-8")
    run("load", figures, *DESCRIBED)
    told = run("quarantine", "--output-format", "json").read()
    assert told["schema"] == "hinterland.quarantine/1"
    (row,) = told["rows"]
    assert (row["file"], row["row"]) == (figures.name, 4)
    assert "did you mean Anhui" in row["reason"]
    assert "1 rows rejected." in run("quarantine").out or "1 row rejected." in run("quarantine").out


def test_quarantine_is_written_to_a_file(run_reading: Run, tmp_path: Path) -> None:
    path = tmp_path / "aside.csv"
    assert run_reading("quarantine", "--output", path).out == f"{path}\n"
    assert path.read_text(encoding="utf-8").startswith("file,row,text,reason")


# -- sql


def test_sql_prints_columns_and_rows(run_reading: Run) -> None:
    answer = run_reading("sql", "select region, period from preferred where region = 'CN-AH' limit 2", "--output-format", "json").read()
    assert answer["schema"] == "hinterland.sql/1"
    assert answer["columns"] == ["region", "period"]
    assert [r["region"] for r in answer["rows"]] == ["CN-AH", "CN-AH"]


def test_sql_for_people_is_a_table(run_reading: Run) -> None:
    ran = run_reading("sql", "select 1 as one, '安徽' as name")
    assert ran.status == 0
    assert ran.out.split() == ["one", "name", "1", "安徽"]


@pytest.mark.parametrize("table", ["observations", "preferred", "levels", "sources", "quarantine"])
def test_the_tables_that_are_named_can_be_asked(run_reading: Run, table: str) -> None:
    assert run_reading("sql", f"select count(*) as n from {table}", "--output-format", "json").read()["rows"][0]["n"] >= 0


@pytest.mark.parametrize(
    "query",
    [
        "delete from observations",
        "insert into sources select * from sources",
        "create table t as select 1",
        "drop view preferred",
        "copy (select 1) to 'copied.csv'",
        "attach 'other.db'",
        "set threads = 1",
        "install httpfs",
        "select 1; select 2",
        "select 1; delete from observations",
    ],
)
def test_sql_that_is_more_than_one_select_is_refused(run_reading: Run, query: str) -> None:
    run_reading("sql", query).refused("only a single SELECT")


@pytest.mark.parametrize("query", ["select * from '{path}'", "select * from read_csv('{path}')", "select * from read_text('{path}')"])
def test_sql_that_reads_a_file_is_refused(run: Run, tmp_path: Path, query: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("word\nopensesame\n", encoding="utf-8")
    ran = run("sql", query.format(path=secret))
    ran.refused()
    assert "opensesame" not in ran.err


@pytest.mark.parametrize(("query", "word"), [("selec 1", "not SQL"), ("select nothing from preferred", "nothing"), ("", "single SELECT")])
def test_sql_that_fails_says_why(run_reading: Run, query: str, word: str) -> None:
    run_reading("sql", query).refused(word)
