"""The project's own texts: the README, the documentation, the examples and all briefs are true, so a check of them finds nothing and fails on nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from hinterland.api import Hinterland
from hinterland.brief import Brief
from hinterland.check import Document, load_document
from hinterland.check.gather import gather
from hinterland.codes import Language

ROOT = Path(__file__).resolve().parents[2]
OWN = [
    ROOT / name
    for name in ("README.md", "NOTICE", "LICENSE", "requirements.txt", "docs", "examples", "corpus/README.md")
    if (ROOT / name).exists()
]
SUBJECTS = ["CN-AH", "central"]
"""Two briefs as files; all of them, as Markdown and as pages, are looked at in `tests/laws/test_self_check.py`."""


def assert_silent(hinterland: Hinterland, documents: Sequence[Document]) -> None:
    reports = hinterland.check_all(documents)
    assert [(r.document.path, f.code, f.message) for r in reports for f in r.findings] == []
    assert [(r.document.path, f.step, f.error) for r in reports for f in r.failures] == []


def test_the_readme_the_documentation_and_the_examples_raise_nothing(hinterland: Hinterland) -> None:
    found = [
        str(p)
        for own in OWN
        for p in (gather([str(own)]) if own.name != "examples" else own.rglob("*") if own.is_dir() else [own])
        if Path(p).is_file()
    ]
    assert len(found) > 30
    assert_silent(hinterland, [load_document(p) for p in found])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_brief_raises_nothing(
    hinterland: Hinterland, brief_of: Callable[..., Brief], tmp_path: Path, subject: str, language: Language
) -> None:
    file = tmp_path / "brief.md"
    brief_of(subject, "2025", language).save(file)
    assert_silent(hinterland, [load_document(str(file))])


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_a_brief_as_a_page_raises_nothing(
    hinterland: Hinterland, brief_of: Callable[..., Brief], tmp_path: Path, language: Language
) -> None:
    file = tmp_path / "brief.html"
    brief_of("CN-AH", "2025", language).save(file)
    assert_silent(hinterland, [load_document(str(file))])
