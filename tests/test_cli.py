"""The commands: what each prints for people and for programs, the contract's keys, exit statuses, and bad input answered with a sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hinterland import __version__
from hinterland.sources import tidy
from tests.conftest import Ran

Run = Callable[..., Ran]

SHOW_ROW = {"period", "flow", "value", "low", "high", "unit", "growth_published", "growth_computed", "source", "reliability"}
LOADED_FILE = {"path", "format", "rows_read", "rows_stored", "rows_new", "rows_quarantined", "period_from", "warnings"}
SOURCE = {"id", "title", "publisher", "released", "reliability", "observations"}
RECONCILED = {"period", "flow", "basis", "unit", "published", "sum_of_parts", "difference", "members", "missing"}
CLAIM = {"id", "kind", "subject", "indicator", "period", "scope", "relation", "low", "high", "unit", "verdict", "reason", "evidence"}

DESCRIBED = ("--source", "desk", "--publisher", "The desk", "--released", "2026-02-01")

NEW = """\
op,flow,region,period,value,unit
level,total,CN-AH,2031,12000.5,CNY_100M
growth,total,安徽,2031,4.5,percent
"""


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    path = tmp_path / "新 figures.csv"
    path.write_text(NEW, encoding="utf-8")
    return path


def read(ran: Ran) -> dict[str, Any]:
    """The one object that a command printed."""
    assert ran.status == 0, ran.err
    assert ran.out.count("\n") == 1
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


def refused(ran: Ran, *words: str) -> None:
    """Bad input ends with status 2 and a sentence on standard error, and prints nothing else."""
    assert ran.status == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err


# -- show


def test_show_prints_the_contract(run: Run) -> None:
    shown = read(run("show", "CN-AH", "--output-format", "json"))
    assert shown["schema"] == "hinterland.show/1"
    assert shown["subject"] == "CN-AH"
    assert all(set(row) >= SHOW_ROW for row in shown["rows"])
    year = next(r for r in shown["rows"] if r["period"] == "2025" and r["flow"] == "total")
    assert isinstance(year["value"], int)
    assert year["low"] <= year["value"] <= year["high"]
    assert year["unit"] == "CNY"
    assert year["growth_published"] == 17.3
    assert year["reliability"] in {"official", "news", "secondary", "derived"}


@pytest.mark.parametrize("name", ["CN-AH", "anhui", "Anhui", "安徽", "安徽省"])
def test_subjects_are_named_as_people_name_them(run: Run, name: str) -> None:
    assert read(run("show", name, "--flow", "total", "--output-format", "json"))["subject"] == "CN-AH"


def test_show_keeps_to_the_flow_and_the_unit(run: Run) -> None:
    rows = read(run("show", "beijing", "--flow", "total", "--unit", "USD", "--output-format", "json"))["rows"]
    assert rows
    assert {(r["flow"], r["unit"]) for r in rows} == {("total", "USD")}


def test_the_bases_are_never_mixed(run: Run) -> None:
    def beijing(basis: str) -> int:
        rows = read(run("show", "beijing", "--flow", "total", "--unit", "USD", "--basis", basis, "--output-format", "json"))["rows"]
        return int(next(r["value"] for r in rows if r["period"] == "2023"))

    assert beijing("operating-unit") > 2 * beijing("destination-origin")


def test_show_tells_people_why_published_growth_differs(run: Run) -> None:
    ran = run("show", "guangdong", "--flow", "total")
    assert ran.status == 0
    assert "Guangdong: trade, CNY" in ran.out
    assert "published growth +0.3% differs from" in ran.out
    assert "revised figure for 2022" in ran.out


def test_show_of_an_unknown_subject_tells_what_was_meant(run: Run) -> None:
    refused(run("show", "anhuy"), "anhuy", "did you mean Anhui (CN-AH)?")


def test_show_refuses_an_unknown_unit(run: Run) -> None:
    refused(run("show", "anhui", "--unit", "EUR"), "CNY or USD", "EUR")


def test_show_refuses_an_unknown_flow(run: Run) -> None:
    refused(run("show", "anhui", "--flow", "smuggled"), "total, export or import")


def test_as_of_leaves_out_what_came_later(run: Run) -> None:
    def periods(*more: str) -> set[str]:
        return {r["period"] for r in read(run("show", "anhui", "--flow", "total", *more, "--output-format", "json"))["rows"]}

    assert "2025" in periods()
    assert "2025" not in periods("--as-of", "2025-06-30")
    assert periods("--as-of", "2025-06-30") < periods()


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday", "2026"])
def test_a_bad_date_is_refused(run: Run, day: str) -> None:
    refused(run("show", "anhui", "--as-of", day), "--as-of takes a day such as 2026-03-15", day)


def test_a_source_can_be_left_out(run: Run) -> None:
    every = {r["source"] for r in read(run("show", "anhui", "--output-format", "json"))["rows"]}
    left = {r["source"] for r in read(run("show", "anhui", "--without-source", "GACC-T8", "--output-format", "json"))["rows"]}
    assert "GACC-T8" in every
    assert "GACC-T8" not in left


def test_an_unknown_state_is_refused(run: Run) -> None:
    refused(run("show", "anhui", "--state", "99"), "there is no state 99", "hinterland states")


# -- sources, coverage


def test_sources_print_the_contract(run: Run) -> None:
    listed = read(run("sources", "--output-format", "json"))
    assert listed["schema"] == "hinterland.sources/1"
    assert all(set(s) >= SOURCE for s in listed["sources"])
    assert all(isinstance(s["observations"], int) for s in listed["sources"])
    assert len({s["id"] for s in listed["sources"]}) == len(listed["sources"])


def test_sources_for_people_name_the_publisher(run: Run) -> None:
    ran = run("sources")
    assert ran.status == 0
    assert "GACC-T8" in ran.out
    assert "reliability" in ran.out.splitlines()[0]


def test_coverage_prints_what_is_held(run: Run) -> None:
    held = read(run("coverage", "anhui", "--output-format", "json"))
    assert held["schema"] == "hinterland.coverage/1"
    assert held["subject"] == "CN-AH"
    assert {"concept", "op", "flow", "product", "partner", "observations", "first_month", "last_month", "sources"} <= set(held["rows"][0])


def test_coverage_of_everything_holds_more_than_that_of_one(run: Run) -> None:
    def figures(*subject: str) -> int:
        return sum(r["observations"] for r in read(run("coverage", *subject, "--output-format", "json"))["rows"])

    assert figures() > figures("anhui") > 0


def test_coverage_for_people_has_a_header(run: Run) -> None:
    ran = run("coverage", "安徽")
    assert ran.status == 0
    assert ran.out.splitlines()[0].startswith("concept")


# -- load, states, undo


def test_load_prints_the_contract(run: Run, figures: Path) -> None:
    report = read(run("load", figures, *DESCRIBED, "--output-format", "json"))
    assert report["schema"] == "hinterland.load/1"
    (file,) = report["files"]
    assert set(file) >= LOADED_FILE
    assert file["path"] == str(figures)
    assert (file["format"], file["period_from"], file["warnings"]) == ("tidy", "file", [])
    assert [file[k] for k in ("rows_read", "rows_stored", "rows_new", "rows_quarantined")] == [2, 2, 2, 0]


def test_loading_twice_adds_nothing(run: Run, figures: Path) -> None:
    run("load", figures, *DESCRIBED)
    (file,) = read(run("load", figures, *DESCRIBED, "--output-format", "json"))["files"]
    assert (file["rows_stored"], file["rows_new"]) == (2, 0)


def test_what_was_loaded_is_shown(run: Run, figures: Path) -> None:
    assert run("load", figures, *DESCRIBED).status == 0
    rows = read(run("show", "anhui", "--flow", "total", "--output-format", "json"))["rows"]
    row = next(r for r in rows if r["period"] == "2031")
    assert (row["value"], row["growth_published"], row["source"], row["reliability"]) == (1200050000000, 4.5, "desk", "secondary")


def test_a_row_that_cannot_be_read_is_put_aside_and_counted(run: Run, figures: Path) -> None:
    figures.write_text(NEW + "level,total,CN-AH,2032,plenty,CNY_100M\n", encoding="utf-8")
    (file,) = read(run("load", figures, *DESCRIBED, "--output-format", "json"))["files"]
    assert [file[k] for k in ("rows_read", "rows_stored", "rows_new", "rows_quarantined")] == [3, 2, 2, 1]
    (aside,) = read(run("sql", "select row, reason from quarantine", "--output-format", "json"))["rows"]
    assert aside["row"] == 4
    assert "plenty" in aside["reason"]


def test_load_for_people_tells_the_state(run: Run, figures: Path) -> None:
    ran = run("load", figures, *DESCRIBED)
    assert ran.status == 0
    assert "State 2." in ran.out


def test_figures_without_a_source_are_refused(run: Run, figures: Path) -> None:
    refused(run("load", figures), "source", "--source")


def test_a_missing_file_is_refused(run: Run) -> None:
    refused(run("load", "nowhere.csv"), "nowhere.csv does not exist")


def test_an_unknown_format_is_refused(run: Run, figures: Path) -> None:
    refused(run("load", figures, "--format", "wordstar"), "wordstar", "tidy")


def test_an_unknown_reliability_is_refused(run: Run, figures: Path) -> None:
    refused(run("load", figures, "--reliability", "gossip"), "official, news or secondary")


def test_all_files_are_loaded_or_none(run: Run, figures: Path) -> None:
    refused(run("load", figures, "nowhere.csv", *DESCRIBED))
    assert read(run("states", "--output-format", "json"))["state"] == 1


def test_states_tell_what_each_load_was(run: Run, figures: Path) -> None:
    run("load", figures, *DESCRIBED)
    told = read(run("states", "--output-format", "json"))
    assert (told["schema"], told["state"]) == ("hinterland.states/1", 2)
    assert [(s["state"], s["kind"], s["counts"]) for s in told["states"]] == [(1, "seed", True), (2, "load", True)]
    assert told["states"][1]["figures_new"] == 2
    assert figures.name in run("states").out


def test_undo_takes_the_last_load_back(run: Run, figures: Path) -> None:
    run("load", figures, *DESCRIBED)
    undone = read(run("undo", "--output-format", "json"))
    assert (undone["schema"], undone["state"]) == ("hinterland.undo/1", 3)
    rows = read(run("show", "anhui", "--output-format", "json"))["rows"]
    assert "2031" not in {r["period"] for r in rows}


def test_an_undone_load_can_still_be_read_in_its_state(run: Run, figures: Path) -> None:
    run("load", figures, *DESCRIBED)
    assert "this is state 3" in run("undo").out
    rows = read(run("show", "anhui", "--state", "2", "--output-format", "json"))["rows"]
    assert "2031" in {r["period"] for r in rows}


def test_undo_without_a_load_is_refused(run: Run) -> None:
    refused(run("undo"), "no load to take back")


def test_the_template_can_be_loaded(run: Run, tmp_path: Path) -> None:
    printed = run("template")
    assert printed.out == tidy.TEMPLATE
    path = tmp_path / "template.csv"
    path.write_text(printed.out, encoding="utf-8")
    (file,) = read(run("load", path, "--source", "my-release", "--publisher", "Me", "--output-format", "json"))["files"]
    assert file["rows_quarantined"] == 0


# -- reconcile, quarantine


def test_reconcile_prints_the_contract(run: Run) -> None:
    found = read(run("reconcile", "CN", "--output-format", "json"))
    assert found["schema"] == "hinterland.reconcile/1"
    assert found["rows"]
    for row in found["rows"]:
        assert set(row) >= RECONCILED
        assert row["difference"] == pytest.approx(row["sum_of_parts"] - row["published"])
        assert all(isinstance(row[k], int) for k in ("members", "missing"))


def test_reconcile_keeps_to_the_kind(run: Run) -> None:
    found = read(run("reconcile", "--kind", "regions", "--output-format", "json"))["rows"]
    assert {r["kind"] for r in found} == {"regions"}


def test_reconcile_for_people_leaves_out_what_adds_up(run: Run) -> None:
    short, full = run("reconcile", "CN", "--kind", "regions"), run("reconcile", "CN", "--kind", "regions", "--all")
    assert short.status == full.status == 0
    assert "add up within rounding" in short.out
    assert len(full.out.splitlines()) > len(short.out.splitlines())


def test_reconcile_refuses_an_unknown_kind(run: Run) -> None:
    refused(run("reconcile", "--kind", "guesses"), "--kind is", "guesses")


def test_quarantine_tells_line_and_reason(run: Run, figures: Path) -> None:
    figures.write_text(NEW + "level,total,Anhuii,2032,1,CNY_100M\n", encoding="utf-8")
    run("load", figures, *DESCRIBED)
    told = read(run("quarantine", "--output-format", "json"))
    assert told["schema"] == "hinterland.quarantine/1"
    (row,) = told["rows"]
    assert (row["file"], row["row"]) == (figures.name, 4)
    assert "did you mean Anhui" in row["reason"]
    assert "1 rows put aside." in run("quarantine").out or "1 row put aside." in run("quarantine").out


def test_quarantine_is_written_to_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "aside.csv"
    assert run("quarantine", "--output", path).out == f"{path}\n"
    assert path.read_text(encoding="utf-8").startswith("file,row,text,reason")


# -- sql


def test_sql_prints_columns_and_rows(run: Run) -> None:
    answer = read(run("sql", "select region, period from preferred where region = 'CN-AH' limit 2", "--output-format", "json"))
    assert answer["schema"] == "hinterland.sql/1"
    assert answer["columns"] == ["region", "period"]
    assert [r["region"] for r in answer["rows"]] == ["CN-AH", "CN-AH"]


def test_sql_for_people_is_a_table(run: Run) -> None:
    ran = run("sql", "select 1 as one, '安徽' as name")
    assert ran.status == 0
    assert ran.out.split() == ["one", "name", "1", "安徽"]


@pytest.mark.parametrize("table", ["observations", "preferred", "levels", "sources", "quarantine"])
def test_the_tables_that_are_named_can_be_asked(run: Run, table: str) -> None:
    assert read(run("sql", f"select count(*) as n from {table}", "--output-format", "json"))["rows"][0]["n"] >= 0


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
def test_sql_that_is_more_than_one_select_is_refused(run: Run, query: str) -> None:
    refused(run("sql", query), "only a single SELECT")


@pytest.mark.parametrize("query", ["select * from '{path}'", "select * from read_csv('{path}')", "select * from read_text('{path}')"])
def test_sql_that_reads_a_file_is_refused(run: Run, tmp_path: Path, query: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("word\nopensesame\n", encoding="utf-8")
    ran = run("sql", query.format(path=secret))
    refused(ran)
    assert "opensesame" not in ran.err


@pytest.mark.parametrize(("query", "word"), [("selec 1", "not SQL"), ("select nothing from preferred", "nothing"), ("", "single SELECT")])
def test_sql_that_fails_says_why(run: Run, query: str, word: str) -> None:
    refused(run("sql", query), word)


# -- brief


@pytest.mark.parametrize("suffix", [".html", ".md", ".json"])
def test_brief_writes_the_format_of_the_suffix_and_prints_the_path(run: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"安徽 2025{suffix}"
    ran = run("brief", "CN-AH", "--period", "2025", "--output", path)
    assert (ran.status, ran.out) == (0, f"{path}\n")
    text = path.read_text(encoding="utf-8")
    assert "Anhui" in text
    assert "1,013.56 billion yuan" in text


def test_a_brief_as_json_carries_its_evidence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "brief.json"
    run("brief", "安徽", "--period", "2025", "--output", path)
    brief = json.loads(path.read_text(encoding="utf-8"))
    assert (brief["schema"], brief["subject"], brief["period"]) == ("hinterland.brief/1", "CN-AH", "2025")
    assert all(set(c) >= CLAIM for c in brief["evidence"])


def test_a_brief_without_output_is_named_for_its_subject(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = run("brief", "anhui", "--period", "2025").out.strip()
    assert name == "CN-AH-2025.html"
    assert (tmp_path / name).is_file()


def test_an_unknown_suffix_is_refused(run: Run, tmp_path: Path) -> None:
    refused(run("brief", "anhui", "--period", "2025", "--output", tmp_path / "brief.wps"), ".html", ".wps")
    assert not list(tmp_path.glob("*brief*"))


def test_a_missing_folder_is_refused(run: Run, tmp_path: Path) -> None:
    refused(run("brief", "anhui", "--period", "2025", "--output", tmp_path / "no" / "brief.html"), "there is no folder", "--output")


@pytest.mark.parametrize("period", ["20x5", "2025-13", "1"])
def test_a_bad_period_is_refused(run: Run, period: str) -> None:
    refused(run("brief", "anhui", "--period", period), "is not a")


def test_a_period_that_nothing_is_held_for_is_refused(run: Run) -> None:
    refused(run("brief", "anhui", "--period", "1949"), "Anhui", "1949", "hinterland show CN-AH")


# -- every command


def test_a_warehouse_that_is_a_file_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("not a folder", encoding="utf-8")
    refused(run("show", "anhui", "--warehouse", path), "must be a folder", str(path))


def test_a_fresh_folder_is_seeded(run: Run, tmp_path: Path) -> None:
    fresh = tmp_path / "带 空格" / "warehouse"
    assert read(run("show", "anhui", "--warehouse", fresh, "--output-format", "json"))["rows"]


@pytest.mark.parametrize("command", [("show", "anhui"), ("sources",), ("coverage",), ("states",), ("undo",), ("sql", "select 1"), ("load", "x.csv")])
def test_an_unknown_output_format_is_refused(run: Run, command: tuple[str, ...]) -> None:
    refused(run(*command, "--output-format", "yaml"), "full or json", "yaml")


@pytest.mark.parametrize("arguments", [("show",), ("frobnicate",), ("show", "anhui", "--frobnicate"), ("brief", "anhui"), ("show", "anhui", "--state", "x")])
def test_wrong_usage_is_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    refused(run(*arguments))


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out == f"hinterland {__version__}\n"


# -- as a process of its own


def process(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "hinterland.cli", *arguments], env=environment, capture_output=True, check=False, timeout=120)


def test_output_is_utf_8_whatever_the_locale(environment: dict[str, str]) -> None:
    ran = process({**environment, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, "sql", "select '安徽' as name")
    assert ran.returncode == 0, ran.stderr
    assert "安徽" in ran.stdout.decode("utf-8")


@pytest.mark.parametrize("arguments", [("show", "anhui", "--flow", "total"), ("show", "anhuy"), ("show",), ("--help",)])
def test_no_colours_where_there_is_no_terminal(environment: dict[str, str], arguments: tuple[str, ...]) -> None:
    ran = process(environment, *arguments)
    assert b"\x1b" not in ran.stdout + ran.stderr


def test_errors_reach_standard_error_without_a_traceback(environment: dict[str, str]) -> None:
    ran = process(environment, "show", "anhuy")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.decode().startswith("hinterland: ")
    assert b"Traceback" not in ran.stderr


def test_a_reader_that_stops_early_is_no_error(environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "hinterland.cli", "sources", "--output-format", "json"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()
