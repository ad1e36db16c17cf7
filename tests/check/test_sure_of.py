"""What is judged though not all of it is held, and what isn't silenced by what stands beside it."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.api import Hinterland

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "words", "verdict"),
    [
        ("2025年云南出口高于广西。", "高于", "refuted"), ("In 2025, Guangxi exported more than Yunnan.", "more", "supported"),
        ("2025年福建出口高于上海。", "高于", "refuted"), ("In 2025, Fujian exported more than Guangxi.", "more", "supported"),
        ("In 2025, Hunan exported more than Jiangxi.", "more", "unverifiable"),
    ],
)  # fmt: skip
def test_bounds_decide_who_is_ahead(hinterland: Hinterland, text: str, words: str, verdict: str) -> None:
    found = next(c for c in hinterland.check(text, dated=TODAY).claims if c.text == words)
    assert found.verdict == verdict
    assert verdict == "unverifiable" or found.reason.startswith("by what is held")


@pytest.mark.parametrize(
    "text",
    [
        "Hubei's trade came to 834.01 billion yuan in 2025, ranking first in central China.", "Hubei's trade ranked first among the six central provinces in 2025.",
        "2025年湖北进出口8340.1亿元，居中部六省首位。", "Shanxi's exports were the third largest among the central provinces in 2024.",
    ],
)  # fmt: skip
def test_a_place_by_size_is_not_borne_out_by_growth(hinterland: Hinterland, text: str) -> None:
    assert [f.code for f in hinterland.check(text, dated=TODAY).findings] == ["HL202"]


def test_a_place_behind_a_rate_may_be_by_growth(hinterland: Hinterland) -> None:
    assert not hinterland.check("2025年湖北进出口增长18.2%，居中部六省首位。", dated=TODAY).findings


@pytest.mark.parametrize(("share", "wrong"), [("30%", True), ("200%", True), ("12%", False), ("11.5%", False)])
def test_a_share_of_a_group_is_refuted_where_it_is_far_off(hinterland: Hinterland, share: str, wrong: bool) -> None:
    found = hinterland.check(f"Shaanxi accounted for {share} of western China's trade in 2025.", dated=TODAY)
    assert [f.severity for f in found.findings] == ["error"] * wrong


def test_two_errors_of_a_text_do_not_hide_each_other(hinterland: Hinterland) -> None:
    text = (
        "Shaanxi's imports and exports totalled 5.1 trillion yuan in 2025. Shaanxi ranked second in western China by total trade in 2025."
    )
    assert [f.code for f in hinterland.check(text, dated=TODAY).findings if f.severity == "error"] == ["HL201", "HL202"]


def test_a_figure_within_revisions_is_not_called_misread(hinterland: Hinterland) -> None:
    [found] = hinterland.check("Guangxi exports came to 442.97 billion yuan in 2024.", dated=TODAY).claims
    assert found.reason.startswith("differs by no more than figures are revised or rounded")


@pytest.mark.parametrize(("text", "wrong"), [
    ("Anhui's exports fell to 579.75 billion yuan in 2024.", True), ("Anhui's exports rose to 579.75 billion yuan in 2024.", False),
    ("2024年安徽出口下降至5797.5亿元。", True), ("Anhui's exports rose in 2024, while its imports fell.", True),
])  # fmt: skip
def test_a_direction_is_judged(hinterland: Hinterland, text: str, wrong: bool) -> None:
    assert [f.code for f in hinterland.check(text, dated=TODAY).findings] == ["HL201"] * wrong
