"""Which cell decides: claims that what isn't held refutes or leaves open say so, and by how much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hinterland.api import Hinterland


def checked(h: Hinterland, text: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    found = h.check(text).to_dict()
    [claim] = found["claims"]
    return claim, found["findings"]


@pytest.fixture(scope="module")
def in_may(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    """The embedded figures without those of June and July 2026 and of the year up to them."""
    with Hinterland(tmp_path_factory.mktemp("may") / "warehouse", without=["GACC-E4-202606", "MWR-202606", "XH-202607"]) as h:
        yield h


def test_one_of_two_months_not_held_refutes_a_first(in_may: Hinterland) -> None:
    claim, [finding] = checked(in_may, "China's trade passed 4.5 trillion yuan for the first time in August 2026.")
    assert (claim["verdict"], finding["code"]) == ("refuted", "HL203")
    assert "June and July 2026 came to between 9.35" in claim["reason"]
    assert "so one of them was at least 4.67" in finding["message"]
    assert {"2026-01/2026-05", "2026-01/2026-08", "2026-08"} <= {o["period"] for o in claim["evidence"]["observations"]}


def test_it_is_said_in_chinese(in_may: Hinterland) -> None:
    findings = in_may.check("2026年8月全国进出口首次突破4.5万亿元。").to_dict()["findings"]
    [finding] = [f for f in findings if f["code"] == "HL203"]
    assert "2026年6至7月合计在9.35" in finding["message"]
    assert "其中至少有一个月不低于4.675" in finding["message"]


@pytest.mark.parametrize("month", ["June", "May"])
def test_who_led_in_between_overtook_then(month: str, hinterland: Hinterland) -> None:
    report = hinterland.check(f"Anhui's trade overtook Tianjin's in {month} 2025.")
    [finding] = (*report.findings, *report.questions)
    assert (report.claims[0].verdict, finding.code) in (("refuted", "HL206"), ("unverifiable", "HL206"))
    assert "Anhui led Tianjin in" in finding.message


def test_a_record_that_a_month_not_held_may_have_passed_is_left_open(hinterland: Hinterland) -> None:
    claim, findings = checked(hinterland, "Anhui's trade hit a monthly record in December 2025.")
    assert (claim["verdict"], [f["code"] for f in findings]) == ("unverifiable", [])
    assert "of which no figure is held, came to between 62.57 billion yuan and 222.5 billion yuan by those that are" in claim["reason"]


def test_a_record_within_figures_without_a_gap_is_supported(hinterland: Hinterland) -> None:
    claim, findings = checked(hinterland, "Guangdong's trade in July 2025 was the highest in figures going back to January 2024.")
    assert (claim["verdict"], claim["relation"]["window"], findings) == ("supported", "2024-01/2025-07", [])
