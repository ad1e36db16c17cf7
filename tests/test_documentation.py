"""The documentation is complete and true: commands, columns and schemas are all there, and what the pages show is what the commands print."""

from __future__ import annotations

import doctest
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest
import typer
import yaml
from scripts import write_embedded, write_schemas
from tests.conftest import Ran

from hinterland import __version__
from hinterland.cli import app
from hinterland.sources import tidy
from hinterland.sources.registry import formats

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [*(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")), *sorted(DOCS.rglob("*.md"))]


def commands_of(group: dict[str, click.Command], above: str = "") -> dict[str, click.Command]:
    """The commands by what is typed, those of groups (`fetch census`) one by one."""
    found = {f"{above}{name}": command for name, command in group.items() if not getattr(command, "commands", None)}
    inside = (commands_of(c.commands, f"{above}{name} ") for name, c in group.items() if getattr(c, "commands", None))  # type: ignore[attr-defined]
    return found | {name: command for group in inside for name, command in group.items()}


COMMANDS = commands_of(typer.main.get_command(app).commands)  # type: ignore[attr-defined]

FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)#\s]+)(#[^)]*)?\)")
OPTION = re.compile(r"`(--[a-z-]+)")


def blocks(page: Path, language: str) -> list[str]:
    return [m["text"] for m in FENCE.finditer(page.read_text(encoding="utf-8")) if m["language"] == language]


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(p, id=str(p.relative_to(ROOT))) for p in paths]


# -- the reference is complete


def sections(page: Path) -> dict[str, str]:
    """The second-level sections of a page by their heading, without the marks of code."""
    found = re.split(r"^## (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {heading.strip("` "): text for heading, text in zip(found[::2], found[1::2], strict=True)}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented_with_every_option_and_no_other(name: str) -> None:
    written = sections(DOCS / "reference" / "commands.md")
    assert f"hinterland {name}" in written, f"docs/reference/commands.md has no section on hinterland {name}"
    text = written[f"hinterland {name}"]
    options = {o for p in COMMANDS[name].params for o in p.opts if o.startswith("--")}
    arguments = {getattr(p, "metavar", None) or p.name or "" for p in COMMANDS[name].params if not p.opts[0].startswith("-")}
    assert set(OPTION.findall(text)) == options
    assert all(f"`{a.upper()}`" in text for a in arguments)


def test_no_command_is_documented_that_does_not_exist() -> None:
    written = {h.removeprefix("hinterland ") for h in sections(DOCS / "reference" / "commands.md") if h.startswith("hinterland ")}
    assert written == set(COMMANDS)


def table_rows(page: Path) -> dict[str, list[str]]:
    """The rows of a page's tables whose first cell is code, by that code."""
    lines = (line.strip("|").split("|") for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| `"))
    return {cells[0].strip(" `"): [c.strip() for c in cells[1:]] for cells in lines}


@pytest.mark.parametrize("column", [*tidy.COLUMNS, *tidy.SOURCE_COLUMNS])
def test_a_column_of_tidy_files_is_documented(column: str) -> None:
    rows = table_rows(DOCS / "reference" / "tidy.md")
    assert column in rows
    assert all(rows[column]), f"{column} has an empty cell"
    if column in tidy.DEFAULTS:
        assert f"`{tidy.DEFAULTS[column]}`" in rows[column][1]
    if column in tidy.REQUIRED:
        assert rows[column][1] == "must be given"


def test_no_column_is_documented_that_does_not_exist() -> None:
    assert set(table_rows(DOCS / "reference" / "tidy.md")) == {*tidy.COLUMNS, *tidy.SOURCE_COLUMNS}


@pytest.mark.parametrize("column", sorted(tidy._CHOICES))
def test_every_choice_of_a_column_is_documented(column: str) -> None:
    allowed = table_rows(DOCS / "reference" / "tidy.md")[column][2]
    assert set(re.findall(r"`([\w-]+)`", allowed)) >= tidy._CHOICES[column]


def test_the_schemas_are_those_of_the_models() -> None:
    stored = {p.name: p.read_text(encoding="utf-8") for p in write_schemas.FOLDER.glob("*.json")}
    assert stored == write_schemas.texts(), "run `make schema`"


def test_the_embedded_tables_are_counted() -> None:
    assert write_embedded.PAGE.read_text(encoding="utf-8") == write_embedded.text(), "run `make embedded`"


def test_the_version_is_the_same_wherever_it_stands() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    newest = re.findall(r"^## \[(\d[\w.]*)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[0]
    assert {project["version"], cited["version"], newest} == {__version__}
    assert (cited["license"], cited["cff-version"]) == (project["license"], "1.2.0")


def test_the_page_on_formats_names_what_a_format_is_made_of() -> None:
    text = (DOCS / "how-to" / "add-a-format.md").read_text(encoding="utf-8")
    assert all(f"`{part}" in text for part in ("NAME", "sniff", "read", "MODULES"))
    assert formats()


# -- pages hang together


@pytest.mark.parametrize("page", named(PAGES))
def test_links_lead_somewhere(page: Path) -> None:
    targets = [m["target"] for m in LINK.finditer(page.read_text(encoding="utf-8")) if "://" not in m["target"]]
    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_every_page_is_reached_from_the_index() -> None:
    reached: set[Path] = set()
    todo = [DOCS / "index.md"]
    while todo:
        page = todo.pop().resolve()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        todo += [page.parent / m["target"] for m in LINK.finditer(page.read_text(encoding="utf-8")) if "://" not in m["target"]]
    assert reached >= set(DOCS.rglob("*.md"))


# -- what the pages show is what happens


@dataclass
class Shown:
    """A command in a page with the output printed below it."""

    command: str
    lines: list[str] = field(default_factory=list)


def shown(page: Path) -> Iterator[Shown]:
    for block in blocks(page, "console"):
        current = None
        for line in block.splitlines():
            if line.startswith("$ "):
                if current:
                    yield current
                current = Shown(line[2:])
            elif current:
                current.lines.append(line)
        if current:
            yield current


def squeezed(text: str) -> str:
    return " ".join(text.split())


def pattern(line: str) -> re.Pattern[str]:
    """A line as printed in a page, in which `...` stands for anything."""
    return re.compile(".*".join(re.escape(squeezed(part)) for part in line.split("...")))


QUICK = [ROOT / "README.md", *(DOCS / "tutorial").iterdir()]
"""The pages that are read first, tried with every change; the others are tried in the long run."""


def tried(language: str) -> list[object]:
    """The pages with examples of a language."""
    found = [p for p in PAGES if blocks(p, language)]
    return [pytest.param(p, id=str(p.relative_to(ROOT)), marks=[] if p in QUICK else [pytest.mark.long]) for p in found]


@pytest.mark.parametrize("page", tried("console"))
def test_commands_in_a_page_print_what_it_shows(
    page: Path, run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    for example in shown(page):
        words = shlex.split(example.command)
        if words[0] != "hinterland":
            continue
        target = words[words.index(">") + 1] if ">" in words else None
        ran = run(*words[1 : words.index(">") if target else None])
        assert ran.status == 0, f"{example.command}\n{ran.err}"
        if target:
            Path(target).write_text(ran.out, encoding="utf-8")
        printed = [squeezed(line) for line in (ran.out + ran.err).splitlines()]
        for line in example.lines:
            found = next((i for i, p in enumerate(printed) if pattern(line).fullmatch(p)), None)
            assert found is not None, f"{example.command} does not print: {line}"
            printed = printed[found + 1 if line.strip() != "..." else 0 :]
    written = [
        squeezed(line.replace("[^", "["))
        for path in Path().rglob("*")
        if path.is_file()
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    for line in re.findall(r"^> (- .+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE):
        assert any(pattern(line).fullmatch(w) for w in written), f"no file that the page writes says: {line}"


@pytest.mark.parametrize("page", tried("pycon"))
def test_python_in_a_page_gives_what_it_shows(
    page: Path, seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("HINTERLAND_WAREHOUSE", str(seeded))
    source = "\n".join(blocks(page, "pycon"))
    examples = doctest.DocTestParser().get_doctest(source, {}, page.name, str(page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    result = runner.run(examples)
    assert result.attempted > 0
    assert result.failed == 0, capsys.readouterr().out
