"""Briefs of the embedded figures in every format: provinces, a group and the nation, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hinterland.brief import Brief
from hinterland.brief.output import FORMATS, to_markdown
from hinterland.codes import Language


@pytest.mark.parametrize("suffix", [s for s in FORMATS if s != ".html"])
@pytest.mark.parametrize(("subject", "language"), [("CN-AH", "zh"), ("CN", "en"), ("central", "zh"), ("CN-XZ", "en")])
def test_it_is_written(brief_of: Callable[..., Brief], tmp_path: Path, subject: str, language: Language, suffix: str) -> None:
    path = tmp_path / f"brief{suffix}"
    brief_of(subject, "2025", language).save(path)
    assert path.stat().st_size > 2000


def test_the_evidence_of_a_chinese_brief_is_told_in_chinese(brief_of: Callable[..., Brief]) -> None:
    notes = to_markdown(brief_of("CN-AH", "2025", "zh")).split("[^1]:", 1)[1]
    assert "**注意**：" in notes
    assert not re.search(r"stands on|one article|as published|\bheld\b|None", notes)


def test_every_mark_of_the_evidence_says_what_it_claims(brief_of: Callable[..., Brief]) -> None:
    text = to_markdown(brief_of("CN-AH", "2025"))
    notes = re.findall(r"^\[\^\d+\]: (.+)\n\n    (.+)$", text, re.M)
    assert len(notes) == text.count("]: ") - text.count("[^chart-") // 2
    assert all("None" not in title + told for title, told in notes)
