"""Names: places of all countries, groups, blocs, products and trade modes, each with every code it may stand for."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.reading import read_claims
from hinterland.reading.names import abbreviated, find
from hinterland.reading.plain import plain


def codes(text: str) -> dict[str, set[str]]:
    """The codes of each name in a text."""
    folded = plain(text).text
    return {folded[s:e]: {n.code for n in names} for s, e, names in [*find(folded), *abbreviated(folded)]}


@pytest.mark.parametrize(("text", "name", "code"), [
    ("Anhui and others", "Anhui", "CN-AH"), ("安徽省合肥市", "安徽省", "CN-AH"), ("安徽省合肥市", "合肥市", "340100"), ("in Hefei", "Hefei", "340100"),
    ("廣西壯族自治區", "广西壮族自治区", "CN-GX"), ("內蒙古", "内蒙古", "CN-NM"), ("in Inner Mongolia", "Inner Mongolia", "CN-NM"), ("in Xi'an", "Xi'an", "610100"),
    ("肥西县", "肥西县", "340123"), ("義烏的", "义乌", "330782"), ("in Kunshan", "Kunshan", "320583"), ("in Bavaria", "Bavaria", "DE-BY"), ("in California", "California", "US-CA"),
    ("in New South Wales", "New South Wales", "AU-NSW"), ("Nuevo León", "Nuevo León", "MX-NLE"), ("Nuevo Leon", "Nuevo Leon", "MX-NLE"), ("Đồng Nai", "Đồng Nai", "VN-39"),
    ("Dong Nai", "Dong Nai", "VN-39"), ("the Yangtze River Delta", "Yangtze River Delta", "yangtze-delta"), ("长三角地区", "长三角", "yangtze-delta"), ("the US market", "US", "US"),
    ("American goods", "American", "US"), ("对美国", "美国", "US"), ("ASEAN members", "ASEAN", "ASEAN"), ("一带一路", "一带一路", "BRI"),
    ("by processing trade", "processing trade", "processing"), ("加工贸易", "加工贸易", "processing"), ("electric vehicles", "electric vehicles", "electric-vehicles"),
    ("汽车", "汽车", "motor-vehicles"),
])  # fmt: skip
def test_a_name_has_its_code(text: str, name: str, code: str) -> None:
    assert codes(text)[name] == {code}


@pytest.mark.parametrize(("name", "expected"), [
    ("Georgia", {"GE", "US-GA"}), ("Suzhou", {"320500", "341300"}), ("Fuzhou", {"350100", "361000"}), ("Jilin", {"CN-JL", "220200"}), ("Punjab", {"IN-PB", "PK-PB"}),
    ("Cordoba", {"AR-X", "CO-COR", "ES-CO"}),
])  # fmt: skip
def test_a_name_that_places_share_keeps_all_of_them(name: str, expected: set[str]) -> None:
    assert codes(f"in {name}")[name] == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("对美出口", "US"), ("中俄贸易", "RU"), ("自韩进口", "KR"), ("自德进口", "DE"), ("对欧出口", "EU")]
)  # fmt: skip
def test_one_character_is_a_country_where_it_is_led_to(text: str, expected: str) -> None:
    assert [{n.code for n in names} for _, _, names in abbreviated(text)] == [{expected}]


def test_two_characters_that_open_a_clause_are_two_countries() -> None:
    assert [{n.code for n in names} for _, _, names in abbreviated("德俄双边贸易额")] == [{"DE"}, {"RU"}]


@pytest.mark.parametrize("text", ["美丽", "日前", "俄军", "对外贸易", "自贸区", "优美"])
def test_one_character_is_none_elsewhere(text: str) -> None:
    assert list(abbreviated(text)) == []


@pytest.mark.parametrize("text", ["they told us", "eating turkey", "the central bank", "Anhuish", "in the reading room"])
def test_words_that_are_no_names(text: str) -> None:
    assert codes(text) == {}


def test_a_country_is_a_subject_and_a_partner() -> None:
    assert [(n.code, n.partner, n.level) for _, _, names in find("Vietnam") for n in names] == [("VN", "VNM", "nation")]


@pytest.mark.parametrize("words", ["Exports rose at frobbish snarks.", "The blent province's trade grew.", "North China saw growth."])
def test_a_region_is_not_the_one_whose_name_has_accents(words: str) -> None:
    text = f"Shanxi Province saw trade rise by 3.6 percent in 2024. {words} Shanxi's exports totaled 13.6 billion yuan."
    found = {c.text: c.subject for c in read_claims(text, date(2025, 3, 1))}
    assert (found["3.6 percent"], found["13.6 billion yuan"]) == ("CN-SX", "CN-SX")
