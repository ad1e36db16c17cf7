"""How sure a finding must be read: by all its claims, and by the digits where they agree."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hinterland.check.judge import Judged
from hinterland.check.readings import agreeing, borne_out, is_sure
from hinterland.interval import Interval
from hinterland.models import Claim, Finding, Indicator, Span


def judged(confidence: float, text: str, start: int) -> Judged:
    claim = Claim(id=f"c{start}", start=start, end=start + len(text), text=text, kind="value", subject="CN-HB", indicator=Indicator(), period="2025", confidence=confidence)  # fmt: skip
    value = Decimal(text.split()[0]).scaleb(12 if "trillion" in text else 9)
    return Judged(claim, Interval.exact(value), Interval.exact(value))


@pytest.mark.parametrize(("code", "severity", "text", "confidences", "sure"), [
    ("HL101", "error", "8.34 trillion yuan", (0.95, 0.95), True), ("HL101", "error", "9.12 trillion yuan", (0.85, 0.85), False),
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


@pytest.mark.parametrize(("said", "other", "digits"), [
    ("834.01 billion yuan", "83401000000", 5), ("834.01 billion yuan", "-834010000000", 5), ("834.01 billion yuan", "834.91e9", 4),
    ("834.01 billion yuan", "843.01e9", 4), ("834.01 billion yuan", "644.97e9", 1), ("8 trillion yuan", "7e12", 1),
])  # fmt: skip
def test_a_slip_agrees_but_for_one_thing(said: str, other: str, digits: int) -> None:
    assert agreeing(judged(0.9, said, 0), Decimal(other)) == digits
