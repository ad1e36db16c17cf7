"""Names in prose: regions, groups, partners, products and flows, the longest at each place, in both languages."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.language.names import names

NAMED = [
    ("Anhui's exports to the US", ["region CN-AH", "flow export", "partner USA"]),
    ("Inner Mongolia and Mongolia", ["region CN-NM", "partner MNG"]),
    ("Shanxi and Shaanxi", ["region CN-SX", "region CN-SN"]),
    ("安徽省", ["region CN-AH"]),
    ("沪苏浙皖进出口", ["region CN-SH", "region CN-JS", "region CN-ZJ", "region CN-AH", "flow total"]),
    ("对美出口", ["partner USA", "flow export"]),
    ("对俄进出口", ["partner RUS", "flow total"]),
    ("Yangtze River Delta", ["group yangtze-delta"]),
    ("长三角", ["group yangtze-delta"]),
    ("京津冀", ["group beijing-tianjin-hebei"]),
    ("ASEAN", ["partner ASEAN"]),
    ("东盟", ["partner ASEAN"]),
    ("EU imports", ["partner EU", "flow import"]),
    ("Belt and Road countries", ["partner BRI"]),
    ("new three", ["product new-three"]),
    ("新三样", ["product new-three"]),
    ("electric vehicles", ["product electric-vehicles"]),
    ("lithium batteries", ["product lithium-batteries"]),
    ("机电产品", ["product mechanical-electrical"]),
    ("Shenzhen", ["region 440300"]),
    ("深圳", ["region 440300"]),
    ("Xi'an", ["region 610100"]),
    ("西安", ["region 610100"]),
    ("中国", ["region CN"]),
    ("nationwide", ["region CN"]),
    ("Turkey", ["partner TUR"]),
    ("进出口", ["flow total"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_name_has_its_kind_and_code(text: str, expected: list[str]) -> None:
    assert [f"{n.kind} {n.code}" for n in names(text)] == expected


@pytest.mark.parametrize("text", ["Hunanese", "let us go", "goods", "the world", "商品", "世界", "国家", "eu", "reexportation", ""])
def test_what_only_looks_like_a_name_is_left_alone(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("text", ["Xinjiang", "XINJIANG"])
def test_headlines_in_capitals_name_the_same_place(text: str) -> None:
    assert [n.code for n in names(text)] == ["CN-XJ"]


def test_letters_that_grow_in_lower_case_move_no_offset() -> None:
    text = "İİİ Anhui İ exports"
    assert [text[n.start : n.end] for n in names(text)] == ["Anhui", "exports"]


def test_wide_characters_before_a_name_move_no_offset() -> None:
    text = "📰😀 安徽 and Anhui"
    assert [text[n.start : n.end] for n in names(text)] == ["安徽", "Anhui"]


@given(st.lists(st.sampled_from([t for t, _ in NAMED] + ["和", " and ", "İ", "，", "\u202e", "2025"]), max_size=12))
def test_names_stand_in_order_and_never_overlap(parts: list[str]) -> None:
    text = "".join(parts)
    found = names(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(text[n.start : n.end] == n.text for n in found)
