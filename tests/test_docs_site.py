"""The site of the documentation: its navigation has every page, and the pages made when it is built are complete and hang together. MkDocs isn't needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from scripts import docs_pages
from tests.test_documentation import DOCS, FENCE, LINK, ROOT

from hinterland import HOME
from hinterland.check.rules import CODES
from hinterland.codes import entries
from hinterland.packs import packs

LISTED = re.compile(r"([-*+]|\d+\.) ")


def settings() -> Any:
    return yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))


def pages_of(navigation: Any) -> Iterator[str]:
    """The pages that a navigation names, whatever their sections."""
    if isinstance(navigation, str):
        yield navigation
        return
    for inside in navigation.values() if isinstance(navigation, dict) else navigation:
        yield from pages_of(inside)


@cache
def made() -> dict[str, str]:
    """The pages made when the site is built."""
    return {path: text for pages in docs_pages.sections().values() for path, text in pages.items()}


def test_the_navigation_has_every_page_once_and_no_other() -> None:
    assert sorted(pages_of(settings()["nav"])) == sorted(p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md"))


def begins_a_list_behind_text(block: str) -> bool:
    """Whether a block of Markdown, without blank lines, opens as text and has a list in it: MkDocs would print the items as text."""
    first, *others = block.splitlines()
    return not LISTED.match(first) and not first.startswith(("#", " ")) and any(LISTED.match(line) for line in others)


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda p: p.relative_to(DOCS).as_posix())
def test_a_list_stands_behind_a_blank_line(page: Path) -> None:
    text = FENCE.sub("", re.sub(r"^```\n.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL))
    assert [block for block in re.split(r"\n\s*\n", text.strip()) if begins_a_list_behind_text(block)] == []


def test_the_site_begins_with_the_index_and_loads_no_fonts() -> None:
    assert (next(pages_of(settings()["nav"])), settings()["theme"]["font"]) == ("index.md", False)


def test_the_hooks_are_scripts_that_exist() -> None:
    assert all((ROOT / hook).is_file() for hook in settings()["hooks"])


@pytest.mark.parametrize(
    ("folder", "names"),
    [("rules", [*CODES]), ("measures", [m.code for m in entries("concept")]), ("packs", [p.name for p in packs()])],
)
def test_everything_of_a_kind_has_a_page_that_its_overview_links_to(folder: str, names: list[str]) -> None:
    overview = made()[f"reference/{folder}/index.md"]
    assert all(f"reference/{folder}/{name}.md" in made() and f"]({name}.md)" in overview for name in names)


def test_a_rules_page_has_its_docstring_and_its_messages() -> None:
    page = made()["reference/rules/HL209.md"]
    assert all(part in page for part in ("# HL209: power of ten", "**Why**: the commonest slip", "> Hubei recorded 834.01", "| `HL209` |"))


def test_the_python_page_names_what_is_public() -> None:
    page = made()["reference/api.md"]
    assert all(f"::: hinterland.{module}.{name}\n" in page for name, module in HOME.items() if not name.startswith("_"))


def test_no_page_that_is_made_stands_in_the_folder_of_those_written() -> None:
    assert [path for path in made() if (DOCS / path).exists()] == []


def test_links_of_the_pages_that_are_made_lead_somewhere() -> None:
    known = {DOCS / path for path in made()} | set(DOCS.rglob("*.md"))
    targets = {(path, m["target"]) for path, text in made().items() for m in LINK.finditer(text)}
    assert targets
    assert [(p, t) for p, t in targets if Path((DOCS / PurePosixPath(p).parent / t).resolve()) not in known] == []
