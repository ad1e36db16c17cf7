"""The house rules that a machine can keep: what a module opens with, how long it is, and where printing is allowed."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "hinterland"
MODULES = sorted(p.relative_to(PACKAGE) for p in PACKAGE.rglob("*.py"))
CODE = sorted(
    p.relative_to(ROOT)
    for folder in ("src", "tests", "benchmarks", "scripts")
    for p in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in p.parts
)

LONGEST = 450
"""Lines that a reader can hold in the head."""

MAY_PRINT = {"cli", "commands", "terminal"}
"""The modules, or folders of modules, at the top of the house: everything below hands its results on."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((PACKAGE / path).read_text(encoding="utf-8"))


def calls(path: Path) -> set[str]:
    """The names of the functions that a module calls, dotted where they are attributes of a name."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            found.add(ast.unparse(node.func))
    return found


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_opens_by_saying_what_it_is(path: Path) -> None:
    said = ast.get_docstring(tree(path))
    assert said and said[0].isupper() and len(said.split()) >= 5, f"{path} opens without a sentence of its own"


def test_no_two_modules_open_alike() -> None:
    said = Counter(ast.get_docstring(tree(path)) for path in MODULES)
    assert [text for text, times in said.items() if times > 1] == []


@pytest.mark.parametrize("path", CODE, ids=str)
def test_a_module_is_short_enough_to_hold_in_the_head(path: Path) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", [p for p in MODULES if p.parts[0].removesuffix(".py") not in MAY_PRINT], ids=str)
def test_nothing_prints_below_the_commands(path: Path) -> None:
    assert not calls(path) & {"print", "pprint", "sys.stdout.write", "sys.stderr.write", "sys.exit", "exit", "input"}


@pytest.mark.parametrize("path", [p for p in MODULES if len(p.parts) > 1], ids=str)
def test_a_module_below_the_commands_keeps_no_state_in_globals(path: Path) -> None:
    assert not [node for node in ast.walk(tree(path)) if isinstance(node, ast.Global)]


def test_every_layer_of_the_house_is_in_the_contract_of_layers() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = {name.strip() for contract in settings["contracts"] for layer in contract["layers"] for name in re.split("[|:]", layer)}
    top = {p.parts[0].removesuffix(".py") for p in MODULES} - {"__init__"}
    assert top == layers


def test_statements_stand_in_files_that_say_what_they_ask() -> None:
    silent = [p.relative_to(PACKAGE) for p in sorted(PACKAGE.rglob("*.sql")) if not p.read_text(encoding="utf-8").startswith("-- ")]
    assert silent == []


def test_importing_the_package_is_free() -> None:
    """The front door imports nothing heavy, so that `hinterland --help` answers at once."""
    imported = {alias.name for node in tree(Path("__init__.py")).body if isinstance(node, ast.Import) for alias in node.names} | {
        node.module for node in tree(Path("__init__.py")).body if isinstance(node, ast.ImportFrom)
    }
    assert imported <= {"typing", "__future__"}
