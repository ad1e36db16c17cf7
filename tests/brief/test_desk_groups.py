"""What desk editors found in sentences on groups, ranks and levels, each as a rule that holds in both languages."""

from __future__ import annotations

import re

import pytest
from tests.brief.test_desk import LANGUAGES, BriefOf, bare, story

from hinterland.codes import Language


def test_the_first_and_the_last_by_growth_and_a_mark_are_told(brief_of: BriefOf) -> None:
    en, zh = (story(brief_of("CN-JX", "2024", language)) for language in LANGUAGES)
    assert "in 2024, the steepest fall nationwide and the second yearly fall in a row" in en and "降幅居全国首位，连续两年下降" in zh
    assert (
        "trade fell back below 500 billion yuan, a mark it had passed in 2022." in en
        and "江西进出口2022年升至5000亿元以上，2024年又回落至5000亿元以下" in zh
    )
    assert "Hubei's trade grew fastest" not in en and "湖北进出口增速最快" not in zh  # No neighbour in rank.
    assert "up from 19th in 2019" in en
    assert "增速居东部十省市首位" in brief_of("CN-HE", "2025", "zh").headline
    assert "In exports it overtook Hunan and Jiangxi to rank 15th" in story(brief_of("CN-LN", "2024"))


def test_a_whole_is_not_told_by_the_few_members_that_are_held(brief_of: BriefOf) -> None:
    told = story(brief_of("CN", "2025-01/2025-09"))
    assert "led with" not in told and "accounted for" not in told
    assert "for the first time" not in story(brief_of("CN", "2025-01/2025-07"))  # Too few such years are held.


def test_the_year_before_is_said_once_in_the_event_of_a_stretch(brief_of: BriefOf) -> None:
    lead = bare(brief_of("CN", "2026-02").standfirst[0])
    assert lead.endswith("in the first two months of 2026, after a fall of 1.2% a year earlier.")
    assert lead.count("after a fall") == 1


def test_contributions_are_listed_only_where_those_that_gave_most_are_known(brief_of: BriefOf) -> None:
    for language in LANGUAGES:
        assert not re.search("of the growth of|净增量的|贡献率", story(brief_of("yangtze-delta", "2023", language)))


def test_a_large_share_is_told_without_a_level(brief_of: BriefOf) -> None:
    assert "Trade with the Belt and Road countries made up 64.2% of Hebei's trade in 2025." in story(brief_of("CN-HE", "2025"))


def test_a_total_without_a_rate_of_its_own_is_led_by_exports_and_imports(brief_of: BriefOf) -> None:
    assert brief_of("western", "2024").headline == "Western China's exports rise 11.1% and imports 4.1% in 2024"
    assert brief_of("western", "2024", "zh").headline == "2024年西部地区出口增长11.1%，进口增长4.1%"


def test_the_only_one_that_fell_does_not_fall_most(brief_of: BriefOf) -> None:
    assert "only Yunnan's fell, by 3.9%" in story(brief_of("western", "2024"))
    assert "只有云南下降，降幅为3.9%" in story(brief_of("western", "2024", "zh"))


def test_where_all_fell_nobody_grew_fastest(brief_of: BriefOf) -> None:
    assert "fastest" not in story(brief_of("US-MI", "2015")) and "增速最快" not in story(brief_of("US-MI", "2015", "zh"))


def test_a_month_amid_a_year_is_no_key_point_of_the_year(brief_of: BriefOf) -> None:
    assert "November" not in story(brief_of("CN-HB", "2023"))


@pytest.mark.parametrize(
    ("subject", "period", "language", "said"),
    [
        ("CN-HB", "2024", "zh", "排在湖北前一位的重庆进出口增长0.4%，总规模仍较湖北多96亿元。"),
        ("CN-JS", "2025-01/2025-06", "en", "its imports fell 2.4% to 934 billion yuan, after a rise of 9.3% a year earlier."),
        ("CN-JS", "2025-01/2025-06", "zh", "进口9339亿元，下降2.4%（上年同期增长9.3%）。"),
        ("CN-FJ", "2023", "en", "came to 1.176 trillion yuan and imports to 797 billion yuan. The surplus came to 379 billion yuan."),
        ("CN-FJ", "2023", "zh", "出口约1.18万亿元，进口约7975亿元。"),
        ("CN-QH", "2024", "en", "the second-fastest growth nationwide, behind Gansu; "),
        (
            "CN-QH",
            "2024",
            "en",
            "Qinghai ranked last of the 31 provincial-level regions by trade, as in 2023; by imports alone it was 30th.",
        ),
        ("CN-NX", "2024", "zh", "同比增长0.3%（上年下降）。 这一增速低于全国的5.0%。"),
        ("inland", "2025", "en", "Inland China means the twenty provincial-level regions without a coast, Beijing among them."),
        ("CN-NX", "2025", "en", "In the first seven months of 2025 Ningxia's exports"),
        # Above the nation but not its own part of the country; equal shares; amounts that add up; a figure cut since.
        ("CN-SN", "2020", "en", "Growth was above the nation's 1.9%, though below western China's 9.5%."),
        ("CN-SN", "2020", "zh", "这一增速高于全国的1.9%，但低于西部整体的9.5%。"),
        (
            "eastern",
            "2021",
            "en",
            "Guangdong contributed 21.8% of the growth of eastern China's trade, and Jiangsu and Zhejiang 14.0% each.",
        ),
        ("CN-ZJ", "2024-05", "zh", "进出口总值2.105万亿元，同比增长7.6%"),
        ("CN-HN", "2021", "en", "in 2021. The statistics office has since cut the figure first published by some 8%. Growth quickened"),
        ("CN-HN", "2021", "zh", "总值为初次公布数，国家统计局其后下修约8%。 这一增速"),
        ("CN-LN", "2024", "zh", "出口规模反超湖南、江西，居全国第15位"),
        (
            "inland",
            "2025",
            "zh",
            "2025年，内陆省份货物贸易进出口总值11.2万亿元，高于2024年初次公布的11.0万亿元。 内陆二十省区市中有3个进出口超过1万亿元。",
        ),
        (
            "southwest china",
            "2025",
            "en",
            "Southwest China's goods trade came to 2.20 trillion yuan in 2025, above the 2.11 trillion yuan of 2024",
        ),
        (
            "southwest china",
            "2025",
            "en",
            "No published total of trade was available for Tibet; Southwest China's total counts what other published",
        ),
        ("US-GA", "2012", "en", "The US state of Georgia's goods exports rose 3.4% to $36 billion in 2012"),
    ],
)
def test_what_editors_had_to_write_themselves(brief_of: BriefOf, subject: str, period: str, language: Language, said: str) -> None:
    assert said in story(brief_of(subject, period, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_level_that_was_cut_since_makes_no_share_and_no_average(brief_of: BriefOf, language: Language) -> None:
    assert not re.search("share of the nation|average of|占全国|年均", story(brief_of("CN-HN", "2021", language)))


@pytest.mark.parametrize("subject", ["CN-JS", "yellow-river"])
def test_a_level_that_may_be_revised_is_no_base_for_a_percentage(brief_of: BriefOf, subject: str) -> None:
    both = [brief_of(subject, "2023", language) for language in LANGUAGES]
    assert not any("first reported" in story(b) or "初次公布" in story(b) for b in both)
    assert "of the nation's trade" in both[0].standfirst[0] and "占全国外贸的" in both[1].standfirst[0]


def test_the_months_that_a_stretch_leaves_have_no_base_effect_of_the_whole(brief_of: BriefOf) -> None:
    """The caution on the half-year's rate, whose two years come to 19.1% a year, is none on June's."""
    assert not any("19.1%" in t.why for t in brief_of("CN-QH", "2025-01/2025-06").takeaways)


def test_who_lost_several_places_is_told_by_all_that_overtook(brief_of: BriefOf) -> None:
    en, zh = (story(brief_of("CN-JX", "2025", language)) for language in LANGUAGES)
    assert "to 20th nationwide from 18th in 2024, overtaken by Xinjiang and Shaanxi." in en and "被新疆、陕西超过" in zh
    assert "as Shanxi overtakes it" in brief_of("CN-XJ", "2020").headline  # One place, to the one named.


def test_a_month_past_the_stretch_that_is_held_opens_with_the_stretch(brief_of: BriefOf) -> None:
    en, zh = (brief_of("CN-SH", "2026-06", language) for language in LANGUAGES)
    opening = "Shanghai's goods trade rose 23.1% to 797 billion yuan in the first two months of 2026, after a fall of 4.7% a year earlier"
    assert bare(en.standfirst[0]).startswith(opening)
    assert zh.standfirst[0].startswith("2026年1至2月，上海货物贸易进出口总值")


def test_another_period_of_products_is_noted_only_where_the_story_tells_of_them(brief_of: BriefOf) -> None:
    assert "eight months" not in story(brief_of("CN-HB", "2024")) and "1至8月" not in story(brief_of("CN-HB", "2024", "zh"))


def test_a_level_without_a_published_rate_is_told_by_what_is_known(brief_of: BriefOf) -> None:
    en, zh = (brief_of("CN-XJ", "2022", language) for language in LANGUAGES)
    assert en.headline.endswith("rises about 56% to 245 billion yuan in 2022, the highest in figures going back to 2016")
    assert zh.headline.endswith("约2447亿元，比上年增加约56%，为近7年最高")
    assert "rose about 56% to 245 billion yuan in 2022 from about 157 billion yuan in 2021" in bare(en.standfirst[0])
    assert "比2021年的约1570亿元增加约56%" in bare(zh.standfirst[0])
    assert not [p.title for p in (*en.pictures, *zh.pictures) if p.key == "growth" and "%" in p.title]
    assert "no official rate of growth" in story(en) and "官方公布增速" in story(zh)


def test_a_published_rate_gives_the_direction_that_two_releases_leave_open(brief_of: BriefOf) -> None:
    en, zh = (brief_of("CN-BJ", "2023", language) for language in LANGUAGES)
    assert "up 0.3%" in en.headline and "略增0.3%" in zh.headline  # As first published, the two levels would give a fall.
    assert "0.3%" in bare(en.standfirst[0]) and "同比增长0.3%" in bare(zh.standfirst[0])


def test_amounts_that_miss_the_total_are_not_told(brief_of: BriefOf) -> None:
    assert "Exports came to" not in story(brief_of("CN-JX", "2023")) and not re.search(
        r"约[\d.]*\.\d+亿", story(brief_of("CN-LN", "2023", "zh"))
    )
    assert "Exports came to 1.94 trillion yuan" in story(brief_of("CN-SD", "2023"))


def test_from_a_trillion_on_chinese_counts_in_trillions(brief_of: BriefOf) -> None:
    told = story(brief_of("yellow-river", "2025", "zh"))
    assert "出口2.24万亿元" in told and "进口1.42万亿元" in told and not re.search(r"\d{5}亿元", told)


def test_a_rate_that_a_revision_may_have_turned_is_not_told(brief_of: BriefOf) -> None:
    en, zh = (story(brief_of("CN-SD", "2023", language)) for language in LANGUAGES)
    assert "fell" not in en and "下降" not in zh  # As first published less than 2022, as revised more.
    assert "2.0% in 2023" not in story(brief_of("CN-SD", "2024"))
