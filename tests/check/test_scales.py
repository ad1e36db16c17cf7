"""An amount off by a thousand is accused where words set it against one of the right scale, or where its digits stand in the text once more; growth and small amounts are left alone."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland

WRONG = [
    (
        "Zembla sold quorn for $179.6 billion and brooms for $184.1 billion. That pushed the surplus up to $213.6 trillion in the January to May period, "
        "against $169.2 billion in the same months of last year.",
        "$213.6 trillion",
    ),
    (
        "Zembla's exports came to 31.457 million euros. Quorn made 4,218 million euros, brooms 2,117 million euros and ore 1,904 million euros. "
        "Zembla thus exported 31,457 million euros in all.",
        "31.457 million euros",
    ),
]
"""Texts with an error and the amount accused."""

RIGHT = [
    # Growth over decades, and a price beside what was paid.
    "Zembla's trade rose from $16.7 million in 1979 to $23.5 billion in 1992. Exports were $12 billion, imports $11.5 billion, the surplus $0.5 billion.",
    # Shared digits of another unit, of few digits, or not a thousand apart.
    "Zembla shipped 31.457 million tonnes of quorn for 31,457 million euros. Brooms made 4,218 million euros, ore 2,117 million euros, hats 1,904 million euros.",
    "Quorn made 4.2 million euros, brooms 4,200 million euros, ore 2,117 million euros, hats 1,904 million euros and shoes 1,312 million euros.",
    "Quorn made 421.83 million euros, brooms 4,218.3 million euros, ore 2,117 million euros, hats 1,904 million euros and shoes 1,312 million euros.",
]
"""Texts without one."""


@pytest.mark.parametrize(("text", "figure"), WRONG)
def test_an_amount_of_another_scale_is_accused(hinterland: Hinterland, text: str, figure: str) -> None:
    """HL102, on the amount."""
    found = [(f.code, text[f.start : f.end]) for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error"]
    assert found == [("HL102", figure)]


@pytest.mark.parametrize("text", RIGHT)
def test_amounts_that_may_well_be_so_are_left_alone(hinterland: Hinterland, text: str) -> None:
    """No error at all."""
    assert [f.code for f in hinterland.check(text, dated="2026-03-01").findings if f.severity == "error"] == []


def test_digits_in_words_are_no_slip_of_a_power_of_ten(hinterland: Hinterland) -> None:
    text = "今年前10个月，福建进出口1.62万亿元，同比增长7%。\n\n福建对前三大贸易伙伴进出口两位数增长。"
    report = hinterland.check(text, dated="2022-11-18")
    assert not [f for f in (*report.findings, *report.questions) if f.code == "HL102"]
