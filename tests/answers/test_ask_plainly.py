"""What people ask first, in their own words: places, the year before, the year to come, records, causes, and a brief in a language."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland
from hinterland.sources.reading import InputError


def test_a_sum_of_some_members_is_no_figure_of_a_group(hinterland: Hinterland) -> None:
    found = hinterland("exports of coastal provinces in 2025")
    assert found.status == "unheld" and "18.8 trillion" not in " ".join(found.sentences)


@pytest.mark.parametrize(("asked", "told"), [
    ("Is Hubei's trade first in central China in 2025?", "Refuted"), ("Did Anhui rank first in central China by trade in 2025?", "Supported"),
    ("Fujian's trade in 2025 compared with last year", "fell by 107.15 billion yuan"), ("福建2025年进出口比上年多了多少", "减少1071.5亿元"),
    ("What may Liaoning's trade be in 2026?", "834 billion yuan"), ("May Hubei's trade exceed 900 billion yuan in 2026?", "86%"),
    ("Was 2025 a record year for Chongqing's trade?", "Refuted"), ("辽宁2024年出口占全国多少？在东北排第几？", "1.5%"),
    ("How do Jiangsu's exports compare with Zhejiang's in 2025, and which of the two grew faster?", "by 1.2 percentage points"),
    ("Which northeastern province grew fastest in exports in 2024?", "Heilongjiang"), ("Brief me on Fujian 2025 in Chinese in five sentences.", "2025年福建进出口"),
    ("Did Anhui's exports rise in 2025 compared with last year?", "17.8%"), ("who is in the trillion club 2024", "8 of the provincial-level regions"),
    ("万亿俱乐部现在有谁", "和安徽"), ("how many provinces passed the trillion-yuan mark in 2025 & which", "9 of the 30"), ("Anhui exports Septmber 2025", "62.77"),
    ("Which of the northeastern three grew quickest in 2024", "Jilin"),
])  # fmt: skip
def test_what_people_ask_of_a_figure(hinterland: Hinterland, asked: str, told: str) -> None:
    assert told in " ".join(hinterland(asked).sentences)


def test_causes_are_not_held(hinterland: Hinterland) -> None:
    found = hinterland("How did Fujian's trade develop in 2025, and what were the main drivers?")
    assert found.sentence.startswith("What moved a figure isn't held")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ratio of Guangdong's exports to Anhui's in 2024", "Exports in 2024: Guangdong had 10.16 times what Anhui had."),
        ("difference between Anhui's exports and imports 2025", "Anhui had a trade surplus of 351.06 billion yuan in 2025."),
        ("Anhui's trade in May 2025 compared to April 2025", "Trade: from April 2025 to May 2025"),
        ("江西2024年出口是不是被安徽超过了", "属实"),
        ("Guangdong was the top trader in every year from 2018 to 2025", "Supported"),
        ("华北2024年出口", "2024年华北出口15622.6亿元。"),
    ],
)
def test_multiples_gaps_passives_and_spans_are_what_is_asked(hinterland: Hinterland, text: str, sentence: str) -> None:
    assert hinterland.ask(text).sentence.startswith(sentence)


def test_a_share_that_is_not_held_says_which_side_is(hinterland: Hinterland) -> None:
    told = hinterland.ask("Anhui's share of China's GDP 2025")
    assert told.status == "unheld" and told.sentences[1:] == (
        "Anhui's GDP came to 5.3 trillion yuan in 2025.",
        "Not held: GDP of China in 2025.",
    )


@pytest.mark.parametrize(("asked", "part"), [
    ("去年增速跑赢全国的省有多少个", "有17个"), ("2025年安徽出口和进口哪个拉动更大", "出口11.9个百分点"), ("重庆出口最近一次超过四川是哪年", "最近一次高于四川是在2016年"),
    ("广东2022年外贸后来改过没", "2个公布数"),
    ("My colleague says Yunnan exports more than Guangxi. Correct?", "Refuted"), ("Why's Anhui growing so fast", "reasons aren't held"),
])  # fmt: skip
def test_words_that_say_who_which_and_when(hinterland: Hinterland, asked: str, part: str) -> None:
    assert part in " ".join(hinterland(asked).sentences)


def test_which_of_two_is_never_left_out(hinterland: Hinterland) -> None:
    with pytest.raises(InputError):
        hinterland("2025年安徽出口和呱呱哪个大些呱")
