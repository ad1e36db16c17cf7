"""Figures that another release may have: a published rate of growth of an earlier stretch of the year is revised by some tenths of a point, and no writer is accused of them."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.check.document import from_text

TEXT = "In the first quarter of 2025 the foreign trade of Shanghai fell {rate}% year on year, customs figures show."


@pytest.mark.parametrize(
    ("rate", "dated", "codes"),
    [
        ("2.7", date(2025, 10, 22), []),  # As first published.
        ("2.5", date(2025, 10, 22), []),
        ("2.5", date(2025, 5, 6), ["HL201"]),  # No later release was out.
        ("6.1", date(2025, 10, 22), ["HL201"]),
    ],
)
def test_a_rate_that_a_later_release_may_have(hinterland: Hinterland, rate: str, dated: date, codes: list[str]) -> None:
    report = hinterland.check(from_text("note.md", TEXT.format(rate=rate)), dated=dated)
    assert [f.code for f in report.findings if f.severity == "error"] == codes
