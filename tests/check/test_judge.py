"""Judging: what is held decides, and what says less, or says it of something else, does not; sharp figures keep their rounding under a hedge."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.check import Report
from hinterland.check.judge import significant

TODAY = date(2026, 3, 15)


def checked(h: Hinterland, text: str) -> Report:
    return h.check(text, dated=TODAY)


def told(h: Hinterland, text: str) -> list[tuple[str, str]]:
    return [(f.code, text[f.start : f.end]) for f in checked(h, text).findings if f.severity != "info"]


def verdicts(h: Hinterland, text: str) -> list[str]:
    return [c.verdict for c in checked(h, text).claims]


# -- bounds are no vintages


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Shandong's trade was 3.53 trillion yuan in 2025.", "supported"), ("Shandong's trade was 4.53 trillion yuan in 2025.", "refuted"),
        ("山东2025年进出口3.53万亿元。", "supported"), ("山东2025年进出口4.53万亿元。", "refuted"),
    ],
)  # fmt: skip
def test_a_bound_held_beside_the_figure_supports_nothing_by_itself(hinterland: Hinterland, text: str, verdict: str) -> None:
    assert verdicts(hinterland, text) == [verdict]


def test_no_power_of_ten_leads_to_a_bound(hinterland: Hinterland) -> None:
    assert told(hinterland, "In 2025 Shandong's trade reached 3.38 trillion yuan.") == [("HL208", "3.38 trillion yuan")]


# -- the whole and its parts


@pytest.mark.parametrize(
    ("text", "at"),
    [("Liaoning's exports were 748.56 billion yuan in 2025.", "748.56 billion yuan"), ("2025年辽宁出口7485.6亿元。", "7485.6亿元")],
)
def test_what_is_held_for_the_whole_is_not_the_part_though_the_part_is_not_held(hinterland: Hinterland, text: str, at: str) -> None:
    assert told(hinterland, text) == [("HL208", at)]
    assert verdicts(hinterland, text) == ["refuted"]


def test_another_figure_of_a_part_that_is_not_held_stays_open(hinterland: Hinterland) -> None:
    assert verdicts(hinterland, "Liaoning's exports were 412.34 billion yuan in 2025.") == ["unverifiable"]


# -- hedges


@pytest.mark.parametrize(
    "text",
    [
        "Anhui's trade crossed 1.0136 trillion yuan in 2025.", "Anhui's trade was nearly 1,013.56 billion yuan in 2025.", "安徽2025年进出口超过10135.6亿元。",
        "安徽2025年进出口总值突破1.0136万亿元。",
    ],
)  # fmt: skip
def test_a_hedge_does_not_move_a_sharp_figure_off_its_rounding(hinterland: Hinterland, text: str) -> None:
    assert verdicts(hinterland, text) == ["supported"]
    assert told(hinterland, text) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Anhui's trade grew nearly 17 percent in 2025.", "17 percent"), ("Xinjiang's trade grew more than 20 percent in 2025.", "20 percent"),
        pytest.param("上海去年出口不足2万亿元。", "2万亿元", marks=pytest.mark.xfail(strict=False, reason="read rightly, but with too low a probability")),
    ],
)  # fmt: skip
def test_a_round_figure_keeps_its_hedge(hinterland: Hinterland, text: str, at: str) -> None:
    report = hinterland.check(text, dated=date(2026, 4, 15))
    assert [(f.code, text[f.start : f.end]) for f in (*report.findings, *report.questions)] == [("HL301", at)]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1.0136 trillion RMB", 5), ("70%", 1), ("69.6%", 3), ("10,135.6亿元", 6), ("1,000 billion yuan", 1), ("0.050 percent", 2), ("万亿元", 0), ("12.0%", 3),
        ("", 0), ("007", 1),
    ],
)  # fmt: skip
def test_significant_digits(text: str, digits: int) -> None:
    assert significant(text) == digits


# -- places of the nation


@pytest.mark.parametrize("text", ["China ranked 20th nationwide in 2024.", "In 2025 China came first among the provinces by trade."])
def test_the_nation_has_no_place_among_its_provinces(hinterland: Hinterland, text: str) -> None:
    assert "refuted" not in verdicts(hinterland, text)


# -- revised bases


@pytest.mark.parametrize(
    "text",
    [
        "Shanxi's trade was 174.38 billion yuan in 2024 and 137.24 billion yuan in 2025, a fall of 21.2 percent.",
        "2023年全国进出口41.76万亿元，2022年为42.07万亿元，2023年进出口增长0.2%。",
        "江西进出口从2024年的4707.5亿元增加到2025年的4823.0亿元，增长2.7%。",
    ],
)
def test_published_growth_on_a_revised_base_is_no_contradiction(hinterland: Hinterland, text: str) -> None:
    assert [f for f in told(hinterland, text) if f[0] in ("HL105", "HL201")] == []


@pytest.mark.parametrize(("text", "verdict"), [
    ("Anhui's imports fell 16.2% in 2025.", "refuted"), ("2025年安徽进口下降16.2%。", "refuted"), ("Anhui's imports rose 12.2% in 2025.", "unverifiable"),
])  # fmt: skip
def test_growth_computed_from_levels_refutes_the_other_direction_alone(hinterland: Hinterland, text: str, verdict: str) -> None:
    assert [c.verdict for c in hinterland.check(text, dated="2026-11-20").claims] == [verdict]


def test_growth_that_nobody_published_has_to_follow_from_its_levels(hinterland: Hinterland) -> None:
    text = "Yunnan's trade was 25.12 billion yuan in May 2026 and 27.46 billion yuan in May 2027, up 12.3 percent."
    report = checked(hinterland, text)
    levels = [c for c in report.claims if c.indicator.op == "level"]
    assert len(levels) == 2 and [f.code for f in report.findings if f.severity == "error"] == ["HL105"]


def test_the_figure_that_the_data_do_not_bear_out_is_the_one_blamed(hinterland: Hinterland) -> None:
    text = "辽宁2024年出口3776.7亿元。2025年辽宁出口增长8.0%。2025年辽宁出口6123.4亿元。"
    assert told(hinterland, text) == [("HL105", "6123.4亿元")]


# -- round figures


def test_a_round_figure_does_not_contradict_the_one_it_rounds(hinterland: Hinterland) -> None:
    codes = {
        c
        for c, _ in told(
            hinterland, "Chongqing's trade returned to 800 billion yuan in 2025. Chongqing's trade was 800.68 billion yuan in 2025."
        )
    }
    assert "HL101" not in codes
    assert {"HL101", "HL201"} & {
        c for c, _ in told(hinterland, "Chongqing's trade was 900 billion yuan in 2025. Chongqing's trade was 800.68 billion yuan in 2025.")
    }


def test_firms_of_one_kind_and_all_of_them_are_two_things(hinterland: Hinterland) -> None:
    text = "2025年河南进出口9356.7亿元。2025年河南民营企业进出口6175.8亿元。"
    assert told(hinterland, text) == []


def test_a_wrong_figure_is_told_once_however_often_the_right_one_stands(hinterland: Hinterland) -> None:
    text = "Anhui's trade rose 17.3 percent in 2025. In 2025 Anhui's trade rose 17.3 percent. In 2025 Anhui's trade rose 27.3 percent."
    assert told(hinterland, text) == [("HL101", "27.3 percent")]
