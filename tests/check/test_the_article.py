"""The article that the checker is measured by, where it is beside the repository: its two errors are found, and nothing else in it is called wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hinterland.api import Hinterland

ARTICLE = Path(__file__).resolve().parents[3] / "shared" / "article" / "inland-trade-2025.txt"


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not here")
def test_its_two_errors_are_found_and_nothing_else(hinterland: Hinterland) -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    report = hinterland.check(text, dated=date(2026, 3, 15))
    loud = [(f.code, text[f.start : f.end]) for f in report.findings if f.severity != "info"]
    assert loud in ([("HL207", "coastal"), (code, "8.34 trillion RMB")] for code in ("HL102", "HL209"))


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ('Anhui\'s "new three" accounted for 101.83 billion yuan of exports in 2025, nearly 15% of provincial shipments.', "new-three"),
        ("Anhui's electric vehicles took 60.85 billion yuan of exports in 2025, 8.9% of its exports.", "electric-vehicles"),
    ],
)
def test_a_part_of_exports_stays_that_part(hinterland: Hinterland, text: str, product: str) -> None:
    report = hinterland.check(text, dated=date(2026, 3, 15))
    assert [(c.indicator.product, c.verdict) for c in report.claims] == [(product, "supported")] * 2
