"""The page on editors: its snippets and the extension of the examples name a command, options and kinds of files that there are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Ran
from tests.test_documentation import COMMANDS, DOCS, ROOT, blocks

from hinterland.check.rules import CODES

PAGE = DOCS / "how-to" / "check-in-an-editor.md"
EXTENSION = ROOT / "examples" / "vscode"
SERVER = ["hinterland", "lsp"]


def lua_list(text: str, name: str) -> list[str]:
    """The strings of a list in Lua."""
    (inside,) = re.findall(rf"\b{name} = \{{([^}}]*)\}}", text)
    return re.findall(r"'([^']*)'", inside)


def task() -> Any:
    (found,) = [json.loads(b) for b in blocks(PAGE, "json") if "tasks" in b]
    return found["tasks"][0]


def test_neovim_starts_the_server_for_markdown_and_plain_text() -> None:
    (snippet,) = blocks(PAGE, "lua")
    assert lua_list(snippet, "cmd") == SERVER
    assert lua_list(snippet, "filetypes") == ["markdown", "text"]
    assert re.findall(r"vim\.lsp\.(?:config|enable)\('(\w+)'", snippet) == ["hinterland", "hinterland"]


def test_emacs_starts_the_server_for_markdown_and_plain_text() -> None:
    (snippet,) = blocks(PAGE, "elisp")
    assert snippet.count("(") == snippet.count(")")
    entries = re.findall(r"'\(([\w-]+) \. \(([^)]*)\)\)", snippet)
    assert [(mode, re.findall(r'"([^"]*)"', command)) for mode, command in entries] == [("markdown-mode", SERVER), ("text-mode", SERVER)]


def test_the_extension_starts_the_server_for_markdown_and_plain_text() -> None:
    manifest = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    code = (EXTENSION / manifest["main"]).read_text(encoding="utf-8")
    (setting,) = manifest["contributes"]["configuration"]["properties"].values()
    shown = [json.loads(b) for b in blocks(PAGE, "json") if "tasks" not in b]
    assert [setting["default"], shown] == [SERVER, [{"hinterland.command": SERVER}]]
    assert manifest["activationEvents"] == ["onLanguage:markdown", "onLanguage:plaintext"]
    assert "languages = ['markdown', 'plaintext']" in code
    assert f"{manifest['name']}-{manifest['version']}.vsix" in PAGE.read_text(encoding="utf-8")


def test_the_commands_of_the_page_are_commands_with_these_options() -> None:
    assert "lsp" in COMMANDS
    options = {o for p in COMMANDS["check"].params for o in p.opts}
    command, *arguments = task()["args"]
    assert (task()["command"], command) == ("hinterland", "check")
    assert {a for a in arguments if a.startswith("--")} <= options
    opening = PAGE.read_text(encoding="utf-8").split("## What you see")[0]
    assert set(re.findall(r"`(--[\w-]+)", opening)) <= {o for p in COMMANDS["lsp"].params for o in p.opts}


@pytest.mark.parametrize(
    ("text", "place"),
    [("Hubei recorded 8.34 trillion yuan in trade in 2025.\n", ("1", "16")), ("# Trade\n\n2025年安徽进出口增长27.3%。\n", ("3", "13"))],
)
def test_the_task_of_vs_code_finds_what_a_check_prints(text: str, place: tuple[str, str], run: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(text, encoding="utf-8")
    given = [a.replace("${file}", str(path)) for a in task()["args"]]
    pattern = task()["problemMatcher"]["pattern"]
    printed = run(*given, "--date", "2026-03-15")
    (found,) = [m for line in (printed.out + printed.err).splitlines() if (m := re.match(pattern["regexp"], line))]
    assert Path(found[pattern["file"]]).name == "draft.md"
    assert (found[pattern["line"]], found[pattern["column"]]) == place
    assert found[pattern["code"]] in CODES and found[pattern["message"]]
