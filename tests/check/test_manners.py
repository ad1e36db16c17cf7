"""The manners of a good linter: many files and folders, standard input, fixes and diffs, settings, baselines, pages of rules, hooks for pipelines."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from tests.conftest import Ran

from hinterland.check import fixing, load_document
from hinterland.check.gather import is_ignored, patterns
from hinterland.check.rules import CODES
from hinterland.check.settings import KEYS, settings
from hinterland.cli import app
from hinterland.sources.reading import InputError

ROOT = Path(__file__).resolve().parents[2]
RIGHT = "Anhui's trade rose 17.3 percent in 2025.\n"
WRONG = "Anhui's trade rose 27.3 percent in 2025.\n"
SLIP = "Heilongjiang's foreign trade stood at 31.26 billion yuan in 2025.\n"
MENDED = "Heilongjiang's foreign trade stood at 312.59 billion yuan in 2025.\n"
SLIP_ZH = "黑龙江2025年外贸312.6亿元。\n"
MENDED_ZH = "黑龙江2025年外贸3125.9亿元。\n"

Run = Callable[..., Ran]


@pytest.fixture
def run(run_reading: Run) -> Run:
    """Commands on the warehouse that stays open."""
    return run_reading


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of drafts in which the test stands."""
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    monkeypatch.chdir(drafts)
    return drafts


def put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        file = folder / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def paths(ran: Ran) -> list[str]:
    assert ran.status in (0, 1), ran.err
    return [json.loads(line)["document"]["path"] for line in ran.out.splitlines()]


# -- files and folders


def test_a_folder_stands_for_the_texts_in_it_in_order(run: Run, folder: Path) -> None:
    put(folder, b_txt=RIGHT, a_md=RIGHT, sub__c_html=RIGHT, data_csv=RIGHT, _hidden__x_txt=WRONG, node__y_txt=RIGHT)
    (folder / "node").rename(folder / "node_modules")
    assert paths(run("check", ".", "--output-format", "json")) == ["a.md", "b.txt", "sub/c.html"]


def test_a_file_named_twice_is_checked_once_and_a_file_of_any_suffix_is_taken_by_name(run: Run, folder: Path) -> None:
    put(folder, a_csv=RIGHT, b_txt=RIGHT)
    assert paths(run("check", "a.csv", "b.txt", "a.csv", ".", "--output-format", "json")) == ["a.csv", "b.txt"]


@pytest.mark.parametrize("pattern", ["old", "old/*", "*.md", "old/", "b.md"])
def test_what_is_excluded_is_left_out(run: Run, folder: Path, pattern: str) -> None:
    put(folder, a_txt=RIGHT, old__b_md=WRONG)
    assert paths(run("check", ".", "--exclude", pattern, "--output-format", "json")) == ["a.txt"]


def test_where_all_is_excluded_it_is_said(run: Run, folder: Path) -> None:
    put(folder, a_txt=WRONG)
    ran = run("check", "a.txt", "--exclude", "*.txt")
    assert (ran.status, ran.out) == (0, "") and "nothing was checked" in ran.err


def test_a_folder_without_texts_is_an_error(run: Run, folder: Path) -> None:
    put(folder, data_csv=RIGHT)
    run("check", ".").refused("folder without texts")


def test_more_documents_than_go_together_are_all_checked(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hinterland.check.report.TOGETHER", 2)
    put(folder, **{f"d{i}_txt": WRONG if i == 3 else RIGHT for i in range(5)})
    ran = run("check", ".", "--output-format", "json")
    assert ran.status == 1 and [json.loads(line)["summary"]["refuted"] for line in ran.out.splitlines()] == [0, 0, 0, 1, 0]


# -- standard input


class Input:
    """Standard input that holds a text."""

    def __init__(self, text: str) -> None:
        import io

        self.buffer = io.BytesIO(text.encode())


def test_the_name_of_standard_input_tells_what_it_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"`Anhui's trade rose 99 percent in 2025.`\n\n{WRONG}"
    for name, n in (("a.md", 1), ("a.txt", 2)):
        monkeypatch.setattr(sys, "stdin", Input(text))
        assert len(json.loads(run("check", "-", "--stdin-name", name, "--output-format", "json").out)["claims"]) == n


def test_a_fixed_text_from_standard_input_goes_to_standard_output_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Input(SLIP))
    ran = run("check", "-", "--fix")
    assert (ran.status, ran.out) == (0, MENDED) and "1 fixed" in ran.err


# -- fixes


def test_a_diff_is_shown_and_nothing_is_changed(run: Run, folder: Path) -> None:
    put(folder, a_txt=SLIP, b_txt=RIGHT)
    ran = run("check", ".", "--diff")
    assert ran.out.splitlines()[-2:] == [f"-{SLIP}".strip(), f"+{MENDED}".strip()] and ran.status == 1
    assert (folder / "a.txt").read_text(encoding="utf-8") == SLIP


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_fix_changes_nothing_else_of_the_file(run: Run, folder: Path, encoding: str, end: str) -> None:
    file = folder / "a.txt"
    text = f"  {SLIP_ZH}\n\t安徽。\n末行没有换行"
    file.write_bytes(text.replace("\n", end).encode(encoding))
    file.chmod(0o640)
    assert run("check", "a.txt", "--fix").status == 0
    assert file.read_bytes() == text.replace(SLIP_ZH, MENDED_ZH).replace("\n", end).encode(encoding)
    assert file.stat().st_mode & 0o777 == 0o640


def test_only_certain_fixes_are_written_and_fixing_again_changes_nothing(run: Run, folder: Path) -> None:
    put(folder, a_txt=SLIP + WRONG + "Hubei recorded 8.34 trillion yuan in trade in 2025.\n")
    for _ in range(2):
        assert run("check", "a.txt", "--fix").status == 1
        assert (folder / "a.txt").read_text(encoding="utf-8") == MENDED + WRONG + "Hubei recorded 8.34 trillion yuan in trade in 2025.\n"


def test_a_page_is_not_written_to(run: Run, folder: Path) -> None:
    page = f"<html><p>{SLIP}</p></html>"
    put(folder, a_html=page)
    assert run("check", "a.html", "--fix").status == 1
    assert (folder / "a.html").read_text(encoding="utf-8") == page


def test_a_file_that_somebody_else_changed_is_left_as_it_is(run: Run, folder: Path, hinterland: Any) -> None:
    put(folder, a_txt=SLIP)
    report = hinterland.check(load_document("a.txt"))
    put(folder, a_txt="Something new.\n")
    with pytest.raises(InputError, match="changed by somebody else"):
        fixing.write(report)
    assert (folder / "a.txt").read_text(encoding="utf-8") == "Something new.\n"
    assert [p.name for p in folder.iterdir()] == ["a.txt"]


def test_options_that_cannot_go_together_are_refused(run: Run, folder: Path) -> None:
    put(folder, a_txt=RIGHT)
    run("check", "a.txt", "--fix", "--diff").refused("--fix", "--diff")
    run("check", "a.txt", "--write-baseline").refused("--baseline")
    run("check", "a.txt", "--output-format", "docx").refused("--output")
    run("check", "a.txt", "--select", "HL8").refused("HL8", "rule all")


# -- settings


@pytest.mark.parametrize("name", ["hinterland.toml", "pyproject.toml"])
def test_settings_of_the_nearest_folder_upwards_hold(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    head = "[tool.hinterland]\n" if name == "pyproject.toml" else ""
    (folder / name).write_text(
        f'{head}ignore = ["HL201"]\nexclude = ["old"]\nlanguage = "zh"\noutput-format = "concise"\n', encoding="utf-8"
    )
    put(folder, sub__a_txt=WRONG, sub__old__b_txt=WRONG)
    monkeypatch.chdir(folder / "sub")
    ran = run("check", ".")
    assert ran.status == 0 and ran.out.startswith("a.txt：共读出1条表述") and "b.txt" not in ran.out


def test_an_option_takes_the_place_of_a_setting(run: Run, folder: Path) -> None:
    put(folder, hinterland_toml='ignore = ["HL201"]\n', a_txt=WRONG)
    assert run("check", "a.txt").status == 0
    assert run("check", "a.txt", "--ignore", "HL304").status == 1


def test_paths_of_settings_are_seen_from_their_folder(run_own: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, hinterland_toml='against = ["release.txt"]\n', release_txt="Yunnan's trade was 27.46 billion yuan in April 2026.\n")
    put(folder, sub__a_txt="Yunnan's trade was 29.46 billion yuan in April 2026.\n")
    monkeypatch.chdir(folder / "sub")
    assert run_own("check", "a.txt").status == 1


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('ignroe = ["HL201"]', "ignroe"),
        ('ignore = "HL201"', "list"),
        ("language = 1", "language"),
        ("ignore = [", "TOML"),
        ('language = "fr"', "fr"),
    ],
)
def test_a_wrong_setting_is_an_error_in_a_sentence(run: Run, folder: Path, text: str, word: str) -> None:
    put(folder, hinterland_toml=text, a_txt=RIGHT)
    run("check", "a.txt").refused(word)


def test_without_settings_there_are_none(tmp_path: Path) -> None:
    assert settings(tmp_path).select == ()


def test_the_page_on_settings_names_them_all() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([\w-]+)`", page, re.M)) == set(KEYS)


# -- baselines


def test_what_stood_in_old_drafts_is_not_shown_and_what_is_new_is(run: Run, folder: Path) -> None:
    put(folder, a_txt=WRONG, b_txt=SLIP)
    assert run("check", ".", "--baseline", "base.json", "--write-baseline").status == 0
    ran = run("check", ".", "--baseline", "base.json", "--output-format", "json")
    assert ran.status == 0 and [json.loads(line)["findings"] for line in ran.out.splitlines()] == [[], []]
    put(folder, a_txt="A new line above.\n\n" + WRONG + "\nHenan's trade rose 24.1 percent in 2025.\n")
    ran = run("check", ".", "--baseline", "base.json", "--output-format", "json")
    assert ran.status == 1 and [f["code"] for line in ran.out.splitlines() for f in json.loads(line)["findings"]] == ["HL201"]


def test_the_same_slip_again_is_new(run: Run, folder: Path) -> None:
    put(folder, a_txt=WRONG)
    run("check", ".", "--baseline", "base.json", "--write-baseline")
    put(folder, a_txt=WRONG + "\n" + WRONG)
    assert run("check", ".", "--baseline", "base.json").status == 1


def test_findings_that_no_longer_occur_are_counted(run: Run, folder: Path) -> None:
    put(folder, a_txt=WRONG)
    run("check", ".", "--baseline", "base.json", "--write-baseline")
    put(folder, a_txt=RIGHT)
    ran = run("check", ".", "--baseline", "base.json")
    assert ran.status == 0 and "no longer occur: 1;" in ran.err


def test_a_baseline_notes_silencers_that_silence_nothing(run: Run, folder: Path) -> None:
    put(folder, a_md=RIGHT + " <!-- hinterland: ignore HL202 -->")
    assert "silences nothing" in run("check", ".").out and "silences nothing" in run("rule", "HL901").out
    run("check", ".", "--baseline", "base.json", "--write-baseline")
    assert "silences nothing" not in run("check", ".", "--baseline", "base.json").out


def test_what_a_text_without_findings_comes_to_names_the_text(run: Run, folder: Path) -> None:
    put(folder, a_txt=RIGHT, b_txt="The fair opens on Monday.")
    said = run("check", ".").out
    assert re.search(r"^\S*a.txt: Nothing wrong was found.$", said, re.M) and re.search(r"^\S*b.txt: No claim was read in it", said, re.M)


def test_what_is_shown_for_pipelines_fits_what_this_repository_has() -> None:
    yaml = pytest.importorskip("yaml")
    page = (ROOT / "docs" / "how-to" / "check-a-draft.md").read_text(encoding="utf-8")
    shown = [yaml.safe_load(re.sub(r"^  ", "", block, flags=re.M)) for block in re.findall(r"```yaml\n(.+?)```", page, re.S)]
    hooks, action = (yaml.safe_load((ROOT / name).read_text(encoding="utf-8")) for name in (".pre-commit-hooks.yaml", "action.yml"))
    assert [h["id"] for h in shown[0]["repos"][0]["hooks"]] == [h["id"] for h in hooks]
    given = [s["with"] for flow in shown[1:] for s in flow["jobs"]["figures"]["steps"] if "hinterland" in s["uses"]]
    assert len(given) == 2 and all(set(g) <= set(action["inputs"]) for g in given)


def test_a_baseline_that_is_none_is_refused(run: Run, folder: Path) -> None:
    put(folder, a_txt=WRONG, bad_json="{}")
    run("check", "a.txt", "--baseline", "none.json").refused("none.json", "--write-baseline")
    run("check", "a.txt", "--baseline", "bad.json").refused("bad.json")


# -- rules, hooks


@pytest.mark.parametrize("code", CODES)
def test_each_rule_prints_its_page(run: Run, code: str) -> None:
    ran = run("rule", code.lower())
    assert ran.status == 0 and ran.out.startswith(f"{code} (") and "What: " in ran.out
    assert code == "HL901" or ("Bad: " in ran.out and "Good: " in ran.out)


def test_all_rules_are_listed_and_an_unknown_one_is_told_so(run: Run) -> None:
    listed = run("rule", "all")
    assert [line.split()[0] for line in listed.out.splitlines() if line.startswith("HL")] == list(CODES)
    run("rule", "HL999").refused("HL999", "HL101")


def options_of_check() -> set[str]:
    command = typer.main.get_command(app).commands["check"]  # type: ignore[attr-defined]
    return {o for p in command.params for o in p.opts}


def test_the_hook_of_pre_commit_calls_a_command_that_exists() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language"} <= set(hook) and hook["language"] == "python"
    program, command, *options = shlex.split(hook["entry"])
    assert (program, command) == ("hinterland", "check") and set(options) <= options_of_check()
    assert set(hook["types_or"]) <= {"markdown", "plain-text", "html", "text"}


def test_the_action_of_github_calls_it_with_options_that_exist() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    steps = [s for s in action["runs"]["steps"] if "run" in s]
    assert all(s["shell"] == "bash" for s in steps)
    (check,) = [s for s in steps if "hinterland.cli check" in s["run"]]
    assert set(re.findall(r" (--[a-z-]+)", check["run"])) <= options_of_check() and "github" in check["run"]
    assert all("${{" not in s["run"] for s in steps), "inputs reach the shell through the environment, never through its text"
    used = re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8"))
    assert set(used) == set(action["inputs"])


# -- what Git ignores


GLOBS = [
    ("*.md", "a.md", True), ("*.md", "sub/a.md", True), ("/*.md", "sub/a.md", False), ("out/", "out", True), ("out/", "sub/out", True), ("out", "out", True),
    ("sub/out", "x/sub/out", False), ("**/out", "x/sub/out", True), ("sub/**", "sub/x/a.md", True), ("a/**/b.md", "a/b.md", True), ("a/**/b.md", "a/x/y/b.md", True),
    ("d?.md", "d1.md", True), ("d[0-9].md", "d1.md", True), ("d[!0-9].md", "d1.md", False), ("\\#a.md", "#a.md", True), ("# a.md", "a.md", False), ("a.md  ", "a.md", True),
    ("*.md\n!a.md", "a.md", False), ("*.md\n!a.md", "b.md", True), ("[", "a.md", False), ("", "a.md", False), ("sub/*.md", "sub/x/a.md", False), ("草稿*", "草稿一.md", True),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "path", "expected"), GLOBS)
def test_patterns_mean_what_they_mean_to_git(tmp_path: Path, lines: str, path: str, expected: bool) -> None:
    import subprocess

    (tmp_path / ".gitignore").write_text(lines + "\n", encoding="utf-8")
    target = tmp_path / path
    (target if not target.suffix else target.parent).mkdir(parents=True, exist_ok=True)
    if target.suffix:
        target.write_text(RIGHT, encoding="utf-8")
    assert is_ignored(target, patterns(tmp_path)) is expected
    if shutil.which("git"):
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
        asked = subprocess.run(["git", "-C", str(tmp_path), "check-ignore", "-q", path], check=False)
        assert (asked.returncode == 0) is expected


def test_what_git_ignores_is_not_checked_but_by_name(run: Run, folder: Path) -> None:
    put(folder, a_txt=RIGHT, out__b_md=WRONG, sub__c_md=WRONG, sub__d_md=RIGHT)
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text("out/\n", encoding="utf-8")
    (folder / "sub" / ".gitignore").write_text("c.md\n", encoding="utf-8")
    assert paths(run("check", ".", "--output-format", "json")) == ["a.txt", "sub/d.md"]
    assert paths(run("check", "sub", "--output-format", "json")) == ["sub/d.md"]
    assert paths(run("check", "out", "sub/c.md", "--output-format", "json")) == ["out/b.md", "sub/c.md"]


def test_a_report_in_a_folder_of_drafts_is_no_draft(run: Run, folder: Path) -> None:
    put(folder, a_txt=WRONG)
    run("check", "a.txt", "--output", "a.html")
    ran = run("check", "a.html", "--output-format", "json")
    assert ran.status == 0 and json.loads(ran.out)["claims"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Write `<!-- hinterland: ignore HL201 -->` above it.\n",
        "```\n<!-- hinterland: ignore HL201 -->\n```\n",
        "    <!-- hinterland: ignore HL201 -->\n",
    ],
)
def test_a_silencer_that_code_shows_is_none(run: Run, folder: Path, text: str) -> None:
    put(folder, a_md=text + "\n" + WRONG)
    ran = run("check", "a.md", "--output-format", "json")
    assert [f["code"] for f in json.loads(ran.out)["findings"]] == ["HL201"]


ROWS = """# What was loaded

| file | year | rows | MB |
|---|---|---:|---:|
| exports_2025.csv | 2025 | 8,641,230 | 480 |
| total | 2025 | 99,999 | 1 |

| Region | Exports | Imports | Total |
|---|---|---|---|
| Anhui | 120 rows | 130 rows | 99 rows |

| 省份 | 2024年记录数 | 2025年记录数 |
|---|---|---|
| 安徽 | 1204 | 1310 |

The table `observations` holds 21,345 rows for Anhui in 2025, 15% more than in 2024; exports.csv has 1.2 million rows, imports.csv 0.9 million, in total 3 million rows.
安徽2025年出口数据共1310条，比2024年增加8.8%；进口数据1200条，合计3000条。
"""


def test_tables_of_row_counts_lists_of_packages_and_logs_raise_nothing(run: Run, folder: Path) -> None:
    log = "2025-03-01 12:00:01 INFO loaded Anhui exports 2025: 1,204 rows in 12.4 s (up 17.3%)\n"
    put(
        folder,
        a_md=ROWS,
        requirements_txt="numpy==2.1.3\ntrade==2025.17.3\n",
        log_txt=log,
        b_html=f"<html><pre>{WRONG}</pre><code>{WRONG}</code></html>",
    )
    ran = run("check", ".", "--output-format", "json")
    assert ran.status == 0 and [json.loads(line)["findings"] for line in ran.out.splitlines()] == [[], [], [], []]
