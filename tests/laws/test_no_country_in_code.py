"""No country, currency or level below the nation is named in code: all of that is a pack's. What isn't free of them yet is counted, and the counts may only fall.

Searched are code and tables outside `packs/`. Examples in the help of commands and in the descriptions of requests may name any country.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "hinterland"

NAMES = re.compile(
    r"""["']CN["']|\bCN-[A-Z]{2}\b|["']CHN["']|\bChina(?:'s)?\b|\b[Pp]rovinc(?:e|es|ial)\b|["'|]CNY|\bCNY\b|["'|]USD|\bUSD\b|\bRMB\b|人民币|省份|各省"""
)
"""What a country, its currency and its levels are called; the language is Chinese, which is none of them."""

EXAMPLES = re.compile(r"epilog=|help=|[Ee]xamples?[=:]|as in these examples|description=")
"""Lines on which an example may name a country."""

SUFFIXES = (".py", ".sql", ".csv", ".j2", ".js", ".toml", ".md")

ALLOWED = {
    "codes": 22,
}
"""How many lines of a folder or module still name one; those of `codes` are names that ISO 3166-2 gives to regions of many countries."""


def room(path: Path) -> str:
    """The folder below the package that a file stands in, or its name."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0]


def found() -> Counter[str]:
    """Lines that name a country, by folder."""
    counted: Counter[str] = Counter()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in SUFFIXES or room(path) == "packs" or "fonts" in path.parts:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if NAMES.search(line) and not EXAMPLES.search(line):
                counted[room(path)] += 1
    return counted


FOUND = found()


@pytest.mark.parametrize("folder", sorted({*FOUND, *ALLOWED}))
def test_no_more_lines_name_a_country_than_did(folder: str) -> None:
    assert FOUND[folder] <= ALLOWED.get(folder, 0), (
        f"{folder} names a country, a currency or a level: ask the subject's pack (codes.home_of)"
    )


@pytest.mark.parametrize("folder", sorted(ALLOWED))
def test_what_is_free_of_names_is_no_longer_counted(folder: str) -> None:
    assert FOUND[folder] > 0, f"{folder} names no country any more: take it out of ALLOWED"


def test_what_is_searched_for_is_found() -> None:
    assert all(
        NAMES.search(line) for line in ('x = "CN"', "region LIKE 'CN-%'", 'currency="USD"', '"provinces"', "各省份") if "%" not in line
    )
    assert not any(NAMES.search(line) for line in ("the nation's", "Chinese text", "a state of the warehouse", "codes.home_of(subject)"))
