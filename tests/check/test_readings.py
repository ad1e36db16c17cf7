"""How sure a finding must be read: by all its claims, and by the digits where they agree."""

from __future__ import annotations

import pytest

from hinterland.check.judge import Judged
from hinterland.check.readings import borne_out, is_sure
from hinterland.models import Claim, Finding, Indicator, Span


def judged(confidence: float, text: str, start: int) -> Judged:
    claim = Claim(id=f"c{start}", start=start, end=start + len(text), text=text, kind="value", subject="CN-HB", indicator=Indicator(), period="2025", confidence=confidence)  # fmt: skip
    return Judged(claim, None, None)


@pytest.mark.parametrize(("code", "severity", "text", "confidences", "sure"), [
    ("HL101", "error", "8.34 trillion yuan", (0.95, 0.95), True), ("HL101", "error", "8.34 trillion yuan", (0.85, 0.85), False),
    ("HL101", "info", "8.34 trillion yuan", (0.3, 0.3), True), ("HL102", "error", "8.34 trillion yuan", (0.7, 0.7), True),
    ("HL102", "error", "8 trillion yuan", (0.7, 0.7), False),
])  # fmt: skip
def test_a_finding_is_raised_where_its_claims_were_surely_read(
    code: str, severity: str, text: str, confidences: tuple[float, float], sure: bool
) -> None:
    one, two = judged(confidences[0], text, 0), judged(confidences[1], "834.01 billion yuan", 40)
    finding = Finding.model_validate({"start": 0, "end": len(text), "code": code, "severity": severity, "message": "-", "claims": [one.claim.id], "related": [Span(start=40, end=59)]})  # fmt: skip
    assert is_sure(finding, [one, two]) is sure


def test_the_more_digits_agree_the_surer_a_reading_is() -> None:
    assert borne_out(0.2, 1) == pytest.approx(0.2)
    assert borne_out(0.2, 3) > 0.95 and borne_out(0.2, 5) > borne_out(0.2, 3)
