"""Texts on another country's regions are judged by its own figures: six planted errors each, each found and nothing else, and none of it against China."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hinterland.api import Hinterland
from hinterland.check import load_document

TEXTS = Path(__file__).with_name("texts")
PLANTED = {
    "us_states_en.md": ["22%", "third", "sixth-largest", "$75.0 billion", "$51.9 billion", "$1,456.3 billion"],
    "us_states_zh.md": ["22%", "第三", "674亿美元", "第六", "750亿美元", "519亿美元"],
}


@pytest.mark.parametrize("name", PLANTED)
def test_planted_errors_are_found_and_nothing_else(hinterland: Hinterland, name: str) -> None:
    document = load_document(str(TEXTS / name))
    (report,) = hinterland.check_all([document], dated=date(2018, 3, 1))
    assert [document.text[f.start : f.end] for f in report.findings if f.severity == "error"] == PLANTED[name]
    assert all(claim.verdict == "supported" for claim in report.claims if claim.text not in PLANTED[name])


SHARES = {
    "Texas accounted for 22% of the nation's exports in 2017.": False,
    "Texas accounted for 17.1% of the nation's exports in 2017.": True,
    "2017年得克萨斯州出口占全国出口的22%。": False,
    "2017年得克萨斯州出口占全国出口的17.1%。": True,
}
"""Shares of the nation, and whether they are true."""


@pytest.mark.parametrize("text", SHARES)
def test_the_nation_is_the_states_own(hinterland: Hinterland, text: str, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text(text, encoding="utf-8")
    (report,) = hinterland.check_all([load_document(str(tmp_path / "text.md"))], dated=date(2018, 3, 1))
    (claim,) = report.claims
    assert (claim.subject, claim.relation.versus, claim.verdict == "supported") == ("US-TX", "US", SHARES[text])
