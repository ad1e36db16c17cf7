"""The glossary has every name of the domain, and no name that it replaces is left in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest

from hinterland import models
from hinterland.claims.kinds import kinds

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "hinterland"
PAGE = (ROOT / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8")
ENTRIES, REPLACED = PAGE.split("## Not used")
DEFINED = set(re.findall(r"`([^`]+)`", ENTRIES))

USUAL = {"id", "title", "note", "unit", "value", "values", "start", "end", "text", "file", "row", "load", "code"}
"""Fields that mean what they say anywhere."""


def _domain() -> Iterator[str]:
    """What the glossary must define: packages, models and their fields, the values that a field may take, and kinds of claims."""
    yield from (p.name for p in SOURCE.iterdir() if (p / "__init__.py").is_file())
    yield from kinds()
    for name, thing in vars(models).items():
        if isinstance(thing, type) and thing.__module__ == models.__name__:
            yield name
            yield from getattr(thing, "model_fields", {})
        elif get_origin(thing) is Literal:
            yield from (v for v in get_args(thing) if re.fullmatch(r"[a-z][a-z-]+", v))


@pytest.mark.parametrize("name", sorted(set(_domain()) - USUAL))
def test_a_name_of_the_domain_is_in_the_glossary(name: str) -> None:
    folded = name.lower()
    assert any(folded in re.split(r"[\s,]+", d.lower()) for d in DEFINED) or folded.rstrip("s") in {d.lower().rstrip("s") for d in DEFINED}


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name):
            yield node.id


def test_no_replaced_word_is_a_name() -> None:
    replaced = {w for row in re.findall(r"^\| ([^|]+) \|", REPLACED, re.MULTILINE)[2:] for w in re.split(r", | ", row)} - {
        "goods",
        "of",
        "a",
        "sort",
        "aside",
        "put",
    }
    assert "wares" in replaced
    found = []
    for path in SOURCE.rglob("*.py"):
        named = {path.stem, *_names(ast.parse(path.read_text(encoding="utf-8")))}
        found += [f"{path.relative_to(ROOT)}: {n}" for n in named if replaced & set(re.findall(r"[a-z]+", n.lower()))]
    assert found == []
