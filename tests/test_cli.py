"""The commands that read: what each prints for people and for programs, the contract's keys, exit statuses, and bad input answered with a sentence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.conftest import Ran

from hinterland import __version__

Run = Callable[..., Ran]

SHOW_ROW = {"period", "flow", "value", "low", "high", "unit", "growth_published", "growth_computed", "source", "reliability"}
SOURCE = {"id", "title", "publisher", "released", "reliability", "observations"}
CLAIM = {"id", "kind", "subject", "indicator", "period", "scope", "relation", "low", "high", "unit", "verdict", "reason", "evidence"}


@pytest.fixture
def run(run_reading: Run) -> Run:
    """Commands on the warehouse that stays open."""
    return run_reading


# -- show


def test_show_prints_the_contract(run: Run) -> None:
    shown = run("show", "CN-AH", "--output-format", "json").read()
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
    assert run("show", name, "--flow", "total", "--output-format", "json").read()["subject"] == "CN-AH"


def test_show_keeps_to_the_flow_and_the_unit(run: Run) -> None:
    rows = run("show", "beijing", "--flow", "total", "--unit", "USD", "--output-format", "json").read()["rows"]
    assert rows
    assert {(r["flow"], r["unit"]) for r in rows} == {("total", "USD")}


def test_the_bases_are_never_mixed(run: Run) -> None:
    def beijing(basis: str) -> int:
        rows = run("show", "beijing", "--flow", "total", "--unit", "USD", "--basis", basis, "--output-format", "json").read()["rows"]
        return int(next(r["value"] for r in rows if r["period"] == "2023"))

    assert beijing("operating-unit") > 2 * beijing("destination-origin")


def test_show_tells_people_why_published_growth_differs(run: Run) -> None:
    ran = run("show", "guangdong", "--flow", "total")
    assert ran.status == 0
    assert "Guangdong: trade, CNY" in ran.out
    assert "published growth +0.3% differs from" in ran.out
    assert "revised figure for 2022" in ran.out


def test_show_of_an_unknown_subject_tells_what_was_meant(run: Run) -> None:
    run("show", "anhuy").refused("anhuy", "did you mean Anhui (CN-AH)?")


def test_show_refuses_an_unknown_unit(run: Run) -> None:
    run("show", "anhui", "--unit", "EUR").refused("CNY or USD", "EUR")


def test_show_refuses_an_unknown_flow(run: Run) -> None:
    run("show", "anhui", "--flow", "smuggled").refused("total, export or import")


def test_as_of_leaves_out_what_came_later(run: Run) -> None:
    def periods(*more: str) -> set[str]:
        return {r["period"] for r in run("show", "anhui", "--flow", "total", *more, "--output-format", "json").read()["rows"]}

    assert "2025" in periods()
    assert "2025" not in periods("--as-of", "2025-06-30")
    assert periods("--as-of", "2025-06-30") < periods()


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday", "2026"])
def test_a_bad_date_is_refused(run: Run, day: str) -> None:
    run("show", "anhui", "--as-of", day).refused("--as-of takes a day such as 2026-03-15", day)


def test_a_source_can_be_left_out(run: Run) -> None:
    every = {r["source"] for r in run("show", "anhui", "--output-format", "json").read()["rows"]}
    left = {r["source"] for r in run("show", "anhui", "--without-source", "GACC-T8", "--output-format", "json").read()["rows"]}
    assert "GACC-T8" in every
    assert "GACC-T8" not in left


def test_an_unknown_state_is_refused(run: Run) -> None:
    run("show", "anhui", "--state", "99").refused("there is no state 99", "hinterland states")


# -- sources, coverage


def test_sources_print_the_contract(run: Run) -> None:
    listed = run("sources", "--output-format", "json").read()
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
    held = run("coverage", "anhui", "--output-format", "json").read()
    assert held["schema"] == "hinterland.coverage/1"
    assert held["subject"] == "CN-AH"
    assert {"concept", "op", "flow", "product", "partner", "observations", "first_month", "last_month", "sources"} <= set(held["rows"][0])


def test_coverage_of_everything_holds_more_than_that_of_one(run: Run) -> None:
    def figures(*subject: str) -> int:
        return sum(r["observations"] for r in run("coverage", *subject, "--output-format", "json").read()["rows"])

    assert figures() > figures("anhui") > 0


def test_coverage_for_people_has_a_header(run: Run) -> None:
    ran = run("coverage", "安徽")
    assert ran.status == 0
    assert ran.out.splitlines()[0].startswith("concept")


# -- compare


def test_compare_prints_a_table_then_who_leads_and_its_csv_has_marks_and_cautions(run: Run) -> None:
    told = run("compare", "sichuan,chongqing,hubei", "--period", "2025").out
    table, _, said = told.partition("Trade in 2025: ")
    assert table.split("\n")[0].split() == ["Sichuan", "Chongqing", "Hubei"]
    assert all(head in table for head in ("Imports and exports", "Growth of imports and exports", "Share of the nation", "Rank by value"))
    assert said.startswith("in this order, Sichuan, Hubei and Chongqing; Sichuan led Hubei by ")
    csv = run("compare", "sichuan", "hubei", "--period", "2025", "--output-format", "csv").out.splitlines()
    assert {"mark", "beware"} <= {*csv[0].split(",")} and "†" in csv[2] and "one article or report" in csv[2]


# -- mine, claim


def test_mine_prints_the_contract_best_first(run: Run) -> None:
    found = run("mine", "安徽", "--period", "2025", "--top", "5", "--output-format", "json").read()
    assert (found["schema"], found["subject"], found["period"]) == ("hinterland.mine/1", "CN-AH", "2025")
    assert {c["story"] for c in found["claims"]} == {1, 2, 3, 4, 5}
    assert all(set(c) >= CLAIM | {"score", "story", "sentences"} for c in found["claims"])
    assert {c["advice"] for c in found["claims"]} <= {"quote", "hedge", "look"} and all(c["why"] for c in found["claims"])
    assert all(set(c["sentences"]) == {"en", "zh"} for c in found["claims"])
    assert all(c["verdict"] == "supported" for c in found["claims"])
    scores = [c["score"] for c in found["claims"]]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_mine_for_people_says_it_in_both_languages(run: Run) -> None:
    ran = run("mine", "anhui", "--period", "2025", "--top", "3", "--explain")
    assert ran.status == 0
    assert "Anhui" in ran.out
    assert "安徽" in ran.out
    assert "bits" in ran.out
    assert any(advice in ran.out for advice in ("Quote it", "Hedge it", "Look further first"))
    assert "advice" in run("mine", "anhui", "--period", "2025", "--top", "3", "--output-format", "csv").out.splitlines()[0].split(",")


def test_mine_since_a_state_tells_what_changed(run: Run) -> None:
    found = run("mine", "anhui", "--period", "2025", "--since", "1", "--output-format", "json").read()
    assert (found["schema"], found["since"], found["claims"]) == ("hinterland.since/1", 1, [])


def test_a_mined_claim_can_be_looked_up(run: Run) -> None:
    first = run("mine", "anhui", "--period", "2025", "--top", "1", "--output-format", "json").read()["claims"][0]
    assert first["id"] in json.dumps(run("claim", first["id"], "--output-format", "json").read())
    told = run("claim", first["id"][:8]).out
    assert any(advice in told for advice in ("Quote it: ", "Hedge it: ", "Look further first: "))
    # Amounts are said as people write them, not in full yuan.
    assert "The data say" in told and not re.search(r"The data say.*\d{9}", told)


def test_an_unknown_claim_is_refused(run: Run) -> None:
    run("claim", "ffffffffffffffff").refused("ffffffffffffffff")


# -- brief


@pytest.mark.parametrize("suffix", [".html", pytest.param(".md", marks=pytest.mark.long)])
def test_brief_writes_the_format_of_the_suffix_and_prints_the_path(run: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"安徽 2025{suffix}"
    ran = run("brief", "CN-AH", "--period", "2025", "--output", path)
    written = [Path(line) for line in ran.out.splitlines()]
    assert (ran.status, written[0]) == (0, path)
    # A page holds its charts; Markdown has them beside it.
    assert [(p.suffix, p.exists()) for p in written[1:]] == ([(".svg", True)] * 3 if suffix == ".md" else [])
    text = path.read_text(encoding="utf-8")
    assert "Anhui" in text
    assert "1.0136 trillion yuan" in text


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
    run("brief", "anhui", "--period", "2025", "--output", tmp_path / "brief.wps").refused(".html", ".wps")
    assert not list(tmp_path.glob("*brief*"))


def test_a_missing_folder_is_refused(run: Run, tmp_path: Path) -> None:
    run("brief", "anhui", "--period", "2025", "--output", tmp_path / "no" / "brief.html").refused("there is no folder", "--output")


@pytest.mark.parametrize("period", ["20x5", "2025-13", "1"])
def test_a_bad_period_is_refused(run: Run, period: str) -> None:
    run("brief", "anhui", "--period", period).refused("is not a")


def test_a_period_that_nothing_is_held_for_is_refused(run: Run) -> None:
    run("brief", "anhui", "--period", "1949").refused("Anhui", "1949", "hinterland show CN-AH")


# -- every command


def test_a_warehouse_that_is_a_file_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("not a folder", encoding="utf-8")
    run("show", "anhui", "--warehouse", path).refused("must be a folder", str(path))


def test_a_fresh_folder_is_seeded(run: Run, tmp_path: Path) -> None:
    fresh = tmp_path / "带 空格" / "warehouse"
    assert run("show", "anhui", "--warehouse", fresh, "--output-format", "json").read()["rows"]


@pytest.mark.parametrize(
    ("command", "forms"),
    [
        (("show", "anhui"), "markdown or json"),
        (("sources",), "markdown or json"),
        (("coverage",), "markdown or json"),
        (("sql", "select 1"), "markdown or json"),
        (("states",), "full or json"),
        (("undo",), "full or json"),
        (("load", "x.csv"), "full or json"),
    ],
)
def test_an_unknown_output_format_is_refused(run: Run, command: tuple[str, ...], forms: str) -> None:
    run(*command, "--output-format", "yaml").refused(forms, "yaml")


@pytest.mark.parametrize(
    "arguments", [("show",), ("frobnicate",), ("show", "anhui", "--frobnicate"), ("brief",), ("show", "anhui", "--state", "x")]
)
def test_wrong_usage_is_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    run(*arguments).refused()


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out == f"hinterland {__version__}\n"


# -- as a process of its own


def process(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "hinterland.cli", *arguments], env=environment, capture_output=True, check=False, timeout=120
    )


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
        [sys.executable, "-m", "hinterland.cli", "sources", "--output-format", "json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


# -- damage


def test_damage_is_verified_and_repaired(run: Run, seeded: Path) -> None:
    place = ("--warehouse", str(seeded))
    whole = run("verify-warehouse", *place)
    assert (whole.status, "all whole" in whole.out, "States that stand: 0 to 1, of 1." in whole.out) == (0, True, True)
    nothing = run("repair", *place)
    assert (nothing.status, "all whole" in nothing.out) == (0, True)
    [part] = (seeded / "observations").glob("*.parquet")
    part.write_bytes(part.read_bytes()[:-1])
    opened = run("show", "CN-AH", *place)
    assert (opened.status, "hinterland verify-warehouse" in opened.err, "Traceback" in opened.err) == (2, True, False)
    told = run("verify-warehouse", *place, "--output-format", "json")
    found = json.loads(told.out)
    assert (told.status, found["schema"], found["states"]) == (1, "hinterland.verify-warehouse/1", [0])
    assert [(d["path"], d["what"]) for d in found["damaged"]] == [(f"observations/{part.name}", "truncated")]
    assert found["lost_loads"][0]["kind"] == "seed"
    shown = run("verify-warehouse", *place)
    assert (shown.status, "1 damaged" in shown.out, "hinterland repair" in shown.out) == (1, True, True)
    repaired = run("repair", *place)
    assert (repaired.status, "The damaged files lie in" in repaired.out) == (0, True)
    assert run("show", "CN-AH", *place).status == 0
    assert run("verify-warehouse", *place).status == 0


# -- control characters


HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202egnp\x9b31m"


def test_control_characters_of_data_reach_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    rows = [f"total,CN-AH,2025,1,CNY_100M,{HOSTILE},{HOSTILE}", f"total,{HOSTILE},2025,1,CNY_100M,{HOSTILE},{HOSTILE}"]
    path.write_text("\n".join(["flow,region,period,value,unit,source,publisher", *rows]), encoding="utf-8")
    text = tmp_path / "text.txt"
    text.write_text(f"Anhui's trade was 5 yuan{HOSTILE} in 2025.", encoding="utf-8")
    commands = [
        ("load", str(path), "--released", "2026-02-01"), ("sources",), ("quarantine",), ("quarantine", "--output-format", "json"),
        ("sql", "SELECT source, file FROM observations WHERE unit = 'CNY'"), ("show", HOSTILE.replace("\x00", "")), ("check", str(text)),
        ("check", str(text), "--output-format", "json"), ("read", str(text)), ("states",),
    ]  # fmt: skip
    for command in commands:
        ran = subprocess.run(
            [sys.executable, "-m", "hinterland.cli", *command],
            capture_output=True, check=False, env={**os.environ, "HINTERLAND_WAREHOUSE": str(tmp_path / "w")},
        )  # fmt: skip
        for out in (ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8")):
            assert not {c for c in out if c != "\n" and c != "\t" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e")}, command


def test_values_are_completed() -> None:
    from hinterland.commands.options import complete_flows, complete_periods, complete_regions, complete_rules, complete_sources

    assert ("CN-AH", "Anhui") in complete_regions("anh") and ("US-TX", "Texas") in complete_regions("US-T")
    assert complete_flows("e") == ["export"] and "2025" in complete_periods("20") and "2025-Q1" in complete_periods("2025-Q")
    assert "HL202" in complete_rules("hl2") and "GACC-T8" in dict(complete_sources("gacc"))
