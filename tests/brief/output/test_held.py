"""Briefs of the embedded figures in every format: provinces, a group and the nation, in both languages."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from hinterland.brief import Brief
from hinterland.brief.output import FORMATS, to_markdown, to_pdf
from hinterland.codes import Language


@pytest.mark.parametrize("suffix", [s for s in FORMATS if s != ".html"])
@pytest.mark.parametrize(("subject", "language"), [("CN-AH", "zh"), ("CN", "en"), ("central", "zh"), ("CN-XZ", "en")])
def test_it_is_written(brief_of: Callable[..., Brief], tmp_path: Path, subject: str, language: Language, suffix: str) -> None:
    path = tmp_path / f"brief{suffix}"
    brief_of(subject, "2025", language).save(path)
    assert path.stat().st_size > 2000


def test_the_evidence_of_a_chinese_brief_is_told_in_chinese(brief_of: Callable[..., Brief]) -> None:
    notes = to_markdown(brief_of("CN-AH", "2025", "zh")).split("[^1]:", 1)[1]
    assert "媒体报道" in notes
    assert not re.search(r"stands on|one article|as published|\bheld\b|None", notes)


def test_every_mark_of_the_evidence_says_what_it_claims(brief_of: Callable[..., Brief]) -> None:
    text = to_markdown(brief_of("CN-AH", "2025"))
    notes = re.findall(r"^\[\^\d+\]: (.+)$", text, re.M)
    assert len(notes) == len(brief_of("CN-AH", "2025").evidence)
    assert all("None" not in note and re.search(r"\d{4}", note) for note in notes)


@pytest.mark.parametrize(("subject", "language"), [("CN-AH", "en"), ("CN", "zh"), ("central", "en")])
def test_markdown_is_short_and_shows_the_charts_of_the_story(
    brief_of: Callable[..., Brief], tmp_path: Path, subject: str, language: Language
) -> None:
    brief_of(subject, "2025", language).save(tmp_path / "brief.md")
    text = (tmp_path / "brief.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    shown = re.findall(r"\]\(<(brief-\w+\.svg)>\)", text)
    assert 1 <= len(shown) <= 3
    assert all((tmp_path / name).read_text(encoding="utf-8").startswith("<svg") for name in shown)


@pytest.mark.parametrize(("subject", "language"), [("CN-AH", "en"), ("CN-AH", "zh"), ("CN", "en")])
def test_a_report_has_two_to_four_pages(brief_of: Callable[..., Brief], subject: str, language: Language) -> None:
    pages = pypdf.PdfReader(io.BytesIO(to_pdf(brief_of(subject, "2025", language)))).pages
    assert 2 <= len(pages) <= 4
