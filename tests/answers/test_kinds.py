"""Requests whose answer is computed of held figures: two figures set against each other, rankings without some, changes over years, distances to a mark or a record."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland import Hinterland
from hinterland.requests import Unclear

TODAY = date(2026, 9, 1)


@pytest.mark.parametrize(("asked", "first"), [
    ("ratio of exports to imports in Zhejiang 2024", "Exports of Zhejiang in 2024 came to 2.88 times imports"),
    ("Anhui trade 2025 as percent of Jiangsu", "Trade of Anhui in 2025 came to 17.0% of that of Jiangsu"),
    ("Anhui's exports as a percent of its GDP 2024", "Exports of Anhui in 2024 came to 11.5% of GDP"),
    ("is Sichuan plus Chongqing bigger than Fujian 2024", "Trade of Sichuan and Chongqing together in 2024 fell short of that of Fujian by 228.7 billion yuan"),
    ("2024年浙江出口与进口之比", "2024年浙江出口是进口的2.88倍"), ("安徽2025年进出口相当于江苏的百分之多少", "2025年安徽进出口相当于江苏的17.0%"),
    ("川渝2024年出口超过福建吗", "2024年四川和重庆合计出口低于福建"),
])  # fmt: skip
def test_two_figures_are_set_against_each_other(hinterland: Hinterland, asked: str, first: str) -> None:
    assert hinterland.ask(asked, today=TODAY).sentence.startswith(first)


@pytest.mark.parametrize(("asked", "first", "others"), [
    ("top 2 provinces by exports 2024 except Guangdong", "CN-ZJ", ("CN-GD",)), ("除广东、江苏外哪个省2024年出口最多", "CN-ZJ", ("CN-GD", "CN-JS")),
    ("fastest growing province in 2024, not counting Gansu", "CN-QH", ("CN-GS",)), ("which province added most trade from 2019 to 2024", "CN-ZJ", ()),
    ("which province gained the most places from 2019 to 2024", "CN-AH", ()), ("2019到2024年占比提升最大的省", "CN-ZJ", ()),
    ("which province lost most share 2019-2024", "CN-GD", ()), ("哪个省2016年到2024年排名下降最多", "CN-JL", ()),
    ("which province will pass 1 trillion yuan next", "CN-HA", ("CN-AH",)), ("which province is closest to 1 trillion yuan", "CN-AH", ()),
    ("provinces between 500 billion and 1 trillion yuan in 2024", "CN-AH", ("CN-SC",)), ("连续两年出口下降的省份", "CN-HN", ()),
])  # fmt: skip
def test_members_are_ranked_by_what_is_computed(hinterland: Hinterland, asked: str, first: str, others: tuple[str, ...]) -> None:
    found = hinterland.ask(asked, today=TODAY)
    assert found.status == "answered" and found.rows[0].subject == first
    assert not {row.subject for row in found.rows} & {*others}


@pytest.mark.parametrize(("asked", "first"), [
    ("gap between first and second province by exports 2024", "Guangdong led Zhejiang by 1.98582 trillion yuan"), ("2024年出口第一名与第二名差多少", "广东高于浙江"),
    ("how far below its record is Liaoning's trade in 2025", "Liaoning's trade of 748.56 billion yuan in 2025 was 42.17 billion yuan, or 5.3%, below its highest"),
    ("辽宁2025年进出口距历史最高差多少", "2025年辽宁进出口7485.6亿元，比2022年的最高值7907.3亿元低421.7亿元"),
    ("how much of Anhui's trade growth in 2025 came from exports", "The change of Anhui's trade in 2025, +149 billion yuan, was made up of exports +103 billion yuan (69% of it)"),
    ("average growth of central provinces 2024", "The mean of growth of trade over central China was -0.8% in 2024"),
])  # fmt: skip
def test_distances_and_parts_are_computed(hinterland: Hinterland, asked: str, first: str) -> None:
    assert hinterland.ask(asked, today=TODAY).sentence.startswith(first)


@pytest.mark.parametrize("asked", [
    "ratio of exports to blorps in Zhejiang 2024", "top 5 provinces by exports 2024 except Blorpia", "is Sichuan plus Blorp bigger than Fujian 2024",
    "2024年浙江出口与嘟噜之比", "which province gained the most blorps from 2019 to 2024",
])  # fmt: skip
def test_a_word_that_no_table_knows_is_never_left_out_in_silence(hinterland: Hinterland, asked: str) -> None:
    try:
        found = hinterland.ask(asked, today=TODAY)
    except Unclear:
        return
    assert "not understood" in found.sentence or "看不懂" in found.sentence or any("left out" in note for note in found.notes)


@pytest.mark.parametrize(("asked", "first"), [
    ("Zhejiang's exports as a multiple of its imports, 2025", "Exports of Zhejiang in 2025 came to 2.9"),
    ("how many Qinghais fit in one Hainan, by trade in 2024?", "Trade of Hainan in 2024 came to 46"),
    ("was the surplus of Zhejiang in 2025 larger than Jiangsu's?", "By what is held, Zhejiang led Jiangsu by trade balance in 2025"),
    ("宁夏青海西藏甘肃四个加一块出口占全国多少 2024", "2024年宁夏、青海、西藏和甘肃合计出口相当于全国的0.2%"),
    ("四川和重庆合起来能排全国第几，2024", "把四川和重庆合为一体，2024年进出口17611.4亿元，在全国各省份中相当于第八"),
    ("best quarter for Chongqing exports", "Chongqing's highest exports of any quarter held came in"),
    ("how far below its record month is Hunan's trade now", "Hunan's trade of 45.38 billion yuan in July 2025"),
    ("除江浙沪，2025年谁的进出口增量最大", "2025年有数据的27个省份（共28个）（不含江苏、浙江和上海）"), ("31省2024年进出口的中位数", "2024年全国各省份进出口的中位数为6150.0亿元"),
    ("which was hit hardest in 2020?", "By growth of trade, Tibet stood last"), ("is Guangdong more than a fifth of China's exports in 2024?", "Supported"),
    ("江苏2024年占全国出口超过十分之一吗", "属实"), ("is Guangdong a quarter of China's trade in 2024", "Refuted"),
])  # fmt: skip
def test_what_is_known_only_within_bounds_or_named_in_other_words_is_answered(hinterland: Hinterland, asked: str, first: str) -> None:
    assert hinterland.ask(asked, today=TODAY).sentence.startswith(first)


@pytest.mark.parametrize(("asked", "first"), [
    ("who comes right after Zhejiang in total trade 2024", "CN-SH"), ("排在湖北后面一位的是哪个省，2024年进出口总额", "CN-HE"),
    ("湖北后一名是谁，2024年进出口", "CN-HE"), ("2025年安徽前一名是哪个省", "CN-SC"), ("which state ranks right behind Texas in exports 2017", "US-CA"),
])  # fmt: skip
def test_who_ranks_next_to_a_region(hinterland: Hinterland, asked: str, first: str) -> None:
    assert hinterland.ask(asked, today=TODAY).rows[0].subject == first


@pytest.mark.parametrize(("asked", "ends"), [
    ("中部六省2025年进出口谁最高谁最低", ("安徽", "山西")), ("highest and lowest year of exports of Ningxia", ("2023", "2024")),
    ("江苏历史上出口最高和最低的年份", ("2025", "2016")),
])  # fmt: skip
def test_both_ends_are_answered(hinterland: Hinterland, asked: str, ends: tuple[str, str]) -> None:
    told = " ".join(hinterland.ask(asked, today=TODAY).sentences)
    assert all(end in told for end in ends)


def test_a_share_of_a_whole_held_in_part_is_not_held(hinterland: Hinterland) -> None:
    assert hinterland.ask("安徽2020年出口占中部的比重", today=TODAY).status == "unheld"


@pytest.mark.parametrize(("asked", "first"), [
    ("东北三省加起来还没有河北多吗？2024进出口", "2024年东北进出口高于河北"), ("云南和贵州加起来没有广西多吧，2024年出口", "2024年云南和贵州合计出口低于广西"),
    ("安徽还差多少能追上四川？2025", "2025年进出口：四川高于安徽，高182.5亿元"), ("广东2023年机电产品出口占比", "2023年广东机电产品出口占其出口的66%"),
    ("Jiangxi or Hunan, who imported more in Jul 2025 and by what percent", "Imports in July 2025: Hunan led Jiangxi by 3.52 billion yuan, or 24.4%"),
    ("2024年浙江出口比江苏高百分之几", "2024年出口：浙江高于江苏，高2526.2亿元（6.9%）"), ("By what percent did Anhui's exports grow in 2025", "Anhui's exports rose 17.8%"),
])  # fmt: skip
def test_sums_gaps_and_percentages_are_of_what_is_meant(hinterland: Hinterland, asked: str, first: str) -> None:
    assert hinterland.ask(asked, today=TODAY).sentence.startswith(first)


def test_a_ranking_of_several_years_is_given_for_each(hinterland: Hinterland) -> None:
    told = hinterland.ask("前五大省占全国进出口比重 2016 2020 2024", today=TODAY).sentences
    assert [sum(s.startswith(f"{year}年") for s in told) for year in (2016, 2020, 2024)] == [2, 2, 2]


@pytest.mark.parametrize(("asked", "first"), [
    ("Gansu, Qinghai and Ningxia together as a percent of Xinjiang 2024", "Trade of Gansu, Qinghai and Ningxia together in 2024 came to 20.3% of that of Xinjiang"),
    ("average growth of exports in 2021-24 for Fujian & for Guangdong", "Exports in 2021 to 2024: Guangdong led Fujian by 0.3 to 0.7 percentage points"),
    ("Zhejiang closing in on Jiangsu? last five yrs", "The gap between Zhejiang and Jiangsu by trade narrowed"), ("云南出口和进口差额哪一年最大", "现有年份中，云南贸易差额最高的是2021年"),
])  # fmt: skip
def test_what_was_answered_otherwise_than_asked(hinterland: Hinterland, asked: str, first: str) -> None:
    assert hinterland.ask(asked, today=TODAY).sentence.startswith(first)


def test_how_many_times_as_much_needs_no_part_that_is_not_held(hinterland: Hinterland) -> None:
    assert "进出口：2025年是2020年的3.51倍。" in hinterland.ask("新疆2025年比2020年翻了几倍", today=TODAY).sentences


def test_a_median_comes_with_the_mean(hinterland: Hinterland) -> None:
    assert "2024年全国各省份出口的简单平均为8211.1亿元。" in hinterland.ask("全国各省出口的平均值和中位数，2024", today=TODAY).sentences
