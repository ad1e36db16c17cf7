"""What desk editors found in briefs, each as a rule that holds in both languages: exceptions, periods, bases, derived figures, groups, ranks."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest

from hinterland.api import Hinterland
from hinterland.brief import Brief, research
from hinterland.brief.printed import evenly, growth_needed, of_printed, share_before
from hinterland.codes import Language
from hinterland.interval import Interval

BriefOf = Callable[..., Brief]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
BRIEFS = [("CN", "2025"), ("CN-AH", "2025"), ("CN-HL", "2025"), ("CN-SC", "2025"), ("yangtze-delta", "2024")]


def bare(text: str) -> str:
    return re.sub(r"\s?\[\d+\]", "", text)


def sections(brief: Brief) -> str:
    return bare(" ".join(s for section in brief.sections if not section.detail for s in section.sentences))


def story(brief: Brief) -> str:
    return bare(" ".join([brief.headline, *brief.standfirst, *(t.text for t in brief.takeaways), sections(brief)]))


@pytest.mark.parametrize(
    ("subject", "en", "zh"),
    [
        (
            "CN-XJ",
            "grew fastest among the 30 provincial-level regions with published figures.",
            "新疆进出口增速在已公布数据的30个省份中最快。",
        ),
        (
            "CN",
            "grew fastest among the 30 provincial-level regions with published figures, by 19.9%.",
            "在已公布数据的30个省份中，新疆进出口增速最快",
        ),
        (
            "western",
            "grew fastest among the 11 of the twelve western provincial-level regions with published figures,",
            "在西部已公布数据的11个省份中，新疆进出口",
        ),
    ],
)
def test_the_fastest_is_so_of_those_with_a_figure_where_one_has_none(brief_of: BriefOf, subject: str, en: str, zh: str) -> None:
    for language, said in (("en", en), ("zh", zh)):
        told = story(brief_of(subject, "2025", language))
        assert said in told and ("Tibet" if language == "en" else "西藏") in told
    assert "grew fastest among the provincial-level regions, by 25.2%" in story(brief_of("CN", "2024"))  # All have one.


@pytest.mark.parametrize(
    ("subject", "en", "zh"),
    [
        (
            "CN-HL",
            "exports rose 5.0%: they rose 15.6% in the first seven months but fell in the last five.",
            "2025年，黑龙江出口增长5.0%，其中1至7月增长15.6%，8至12月转为下降；进口1至7月下降2.7%。",
        ),
        (
            "CN-HI",
            "exports fell 10.6% in 2025, a smaller fall than the 19.5% of the first seven months.",
            "2025年，海南出口下降10.6%（1至7月下降19.5%）。",
        ),
        (
            "CN-YN",
            "imports rose 15.1% in 2025, having risen 9.8% in the first seven months.",
            "2025年，云南进口增长15.1%（1至7月增长9.8%）。",
        ),
        (
            "CN-JL",
            "exports nevertheless rose 11.8% in 2025, which means that imports fell; in the first seven months exports had risen 4.4%.",
            "2025年，吉林出口增长11.8%（1至7月增长4.4%），进口则下降。",
        ),
    ],
)
def test_a_year_stands_ahead_of_its_first_months_in_one_sentence(brief_of: BriefOf, subject: str, en: str, zh: str) -> None:
    assert en in story(brief_of(subject, "2025"))
    assert zh in story(brief_of(subject, "2025", "zh"))


def test_what_a_rise_stands_on_is_said_once_a_sentence_and_never_within_a_range(brief_of: BriefOf) -> None:
    told = [story(brief_of(s, p, language)) for s, p in (*BRIEFS, ("CN-JX", "2025"), ("CN-HA", "2025")) for language in LANGUAGES]
    for sentence in (s for text in told for s in re.split(r"(?<=[.。]) ?(?!\d)", text)):
        assert len(re.findall(r"after a fall|上年(?:同期)?均?为下降", re.split("[;；]", sentence)[0])) <= 1, sentence
        assert not re.search(r"\bfrom [^.]*after a fall[^.]* to ", sentence)
        assert not re.search(r"low base|基数较低", sentence)
    assert "（2024年下降" in story(brief_of("CN-JX", "2025", "zh"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("subject", "period"), BRIEFS)
def test_no_rate_of_the_lead_is_printed_again_in_a_point_or_the_race(
    brief_of: BriefOf, subject: str, period: str, language: Language
) -> None:
    brief = brief_of(subject, period, language)
    lead = {m for s in brief.standfirst for m in re.findall(r"\d%\s?\[(\d+)\]", s)}
    rest = [t.text for t in brief.takeaways] + [s for x in brief.sections if x.key == "race" and not x.detail for s in x.sentences]
    assert [s for s in rest if lead & set(re.findall(r"\d%\s?\[(\d+)\]", s))] == []


def test_no_point_follows_from_the_shares_of_the_lead(brief_of: BriefOf) -> None:
    assert "grew in each" not in story(brief_of("yangtze-delta", "2024"))
    assert "均实现增长" not in story(brief_of("yangtze-delta", "2024", "zh"))


def test_a_growth_that_is_needed_follows_from_the_level_as_printed() -> None:
    exact = Interval(Decimal("6.86"), Decimal("6.88"))
    assert growth_needed(exact, Decimal("935.7e9"), "936 billion yuan", Decimal("1e12")) == ("7%", True)
    assert growth_needed(exact, Decimal("935.7e9"), "9357亿元", Decimal("1e12")) == ("6.9%", False)


def test_an_earlier_share_follows_from_the_rates_beside_it(hinterland: Hinterland, brief_of: BriefOf) -> None:
    facts = research(hinterland.indicators, "CN-XJ", "2025").facts
    then, now, whole = (facts.named[n] for n in ("exposure:then", "exposure:now", "totals:growth:export"))
    part = next(r["growth"] for r in facts.slices("products") if "share" in r and r["share"].claim.id == now.claim.id)
    computed = of_printed(now, part, whole)
    assert share_before(then, computed) == ("36%", True)
    assert share_before(then, None) == ("35.8%", False)
    assert share_before(then, Interval(Decimal(45), Decimal(46)))[0] == ""
    assert "40.5% of Xinjiang's exports, up from about 36% in 2024" in story(brief_of("CN-XJ", "2025"))


def test_what_rests_on_an_estimate_is_said_so_in_whole_percent(brief_of: BriefOf) -> None:
    en, zh = (story(brief_of("CN-XZ", "2025", language)) for language in LANGUAGES)
    assert (
        "could be found; by this brief's estimate it fell about 33% to about 8.5 billion yuan. The estimate rests on China Tibet Online, which put Tibet's trade"
        in en
    )
    assert "The estimate implies a fall of more than half in the rest of the year." in en
    assert "西藏2025年货物贸易进出口总值未见公布，据本文推算约85亿元，同比下降约33%。 推算依据：据中国西藏网报道，" in zh
    assert "按此推算，其余各月进出口合计同比下降一半以上。" in zh
    assert "last five months" not in en and "8至12月" not in zh  # No pace within the year from an estimate.


def test_another_period_is_named_and_its_absence_told_in_the_notes_alone(brief_of: BriefOf) -> None:
    en, zh = (story(brief_of("CN", "2026-07", language)) for language in LANGUAGES)
    assert "In the first half of 2026 China's exports rose 13.4%" in en
    body = [s for x in brief_of("CN", "2026-07").sections if x.key != "about" and not x.detail for s in x.sentences]
    assert not re.search("available", " ".join([*brief_of("CN", "2026-07").standfirst, *body]))
    assert "2026年上半年，全国出口14.73万亿元" in zh
    year = story(brief_of("CN", "2025"))
    assert "the latest period available" not in year
    assert "products or partners; the figures given for partners cover the first eleven months of 2025." in year
    assert "8至12月增长13%" in brief_of("CN-HI", "2025", "zh").headline


@pytest.mark.parametrize(
    ("subject", "en", "zh"),
    [
        ("CN-GD", "passes 10 trillion yuan in 2026, which would take growth of 5.4%", "广东进出口2026年能否突破10万亿元，为此需增长5.4%"),
        ("CN-SC", "led Anhui by 18 billion yuan in 2025, stays ahead in 2026.", "2026年进出口规模能否继续领先安徽"),
    ],
)
def test_what_to_watch_names_its_year(brief_of: BriefOf, subject: str, en: str, zh: str) -> None:
    assert en in story(brief_of(subject, "2025"))
    assert zh in story(brief_of(subject, "2025", "zh"))


@pytest.mark.parametrize(
    ("subject", "en", "zh"),
    [
        ("CN-HA", "rose 14.1% in 2025 but only 6% in the last five months.", "（2025年增长14.1%，8至12月增长6%）"),
        (
            "CN-GX",
            "In the last five months of the year Guangxi's rose 3% and Chongqing's rose 16%.",
            "。2025年8至12月，广西增长3%，重庆增长16%",
        ),
        ("CN", "about 7%; its trade rose only 6% in the last five months of 2025.", "增长14.1%，8至12月增长6%）"),
    ],
)
def test_what_to_watch_says_the_late_pace_where_it_was_another(brief_of: BriefOf, subject: str, en: str, zh: str) -> None:
    assert en in story(brief_of(subject, "2025"))
    assert zh in story(brief_of(subject, "2025", "zh"))


def test_who_overtook_has_its_former_place_and_the_rivals_level(brief_of: BriefOf) -> None:
    assert "ranked fifth nationwide, up from sixth in 2024. Beijing's trade fell 11.5% to 3.19 trillion yuan." in story(brief_of("CN-SD"))
    assert "排名由2024年的第六位升至全国第五位，超过北京。同期北京进出口3.19万亿元，下降11.5%。" in story(brief_of("CN-SD", "2025", "zh"))
    assert "rose to 12th nationwide from 15th in 2024, passing Guangxi, Chongqing and Liaoning." in story(brief_of("CN-HB"))
    assert (
        brief_of("CN-HB").headline == "Hubei's trade rises 18.2% in 2025 to rank 12th nationwide, passing Guangxi, Chongqing and Liaoning"
    )
    assert brief_of("CN-HB", "2025", "zh").headline == "2025年湖北进出口8340亿元，增长18.2%，升至全国第12位"
    assert "排名由2024年的第15位升至全国第12位，超过广西、重庆、辽宁。" in story(brief_of("CN-HB", "2025", "zh"))


def test_a_part_of_a_year_has_the_year_before_beside_it(brief_of: BriefOf) -> None:
    assert "Trade growth quickened from 3.5% a year earlier." in story(brief_of("CN", "2026-07"))
    assert "进出口增速高于上年同期的3.5%。" in story(brief_of("CN", "2026-07", "zh"))


def test_a_rate_in_another_currency_has_its_reason_or_is_left_out(brief_of: BriefOf) -> None:
    assert "In dollars Jiangxi's trade rose by more, 8.7%, because the yuan was stronger than in 2017." in story(brief_of("CN-JX", "2018"))
    assert not [code for code in ("CN-HL", "CN-SC") if "In dollars" in story(brief_of(code, "2024"))]


def test_a_rise_from_a_level_that_was_revised_is_not_called_lower_than_it(brief_of: BriefOf) -> None:
    assert "stayed below" not in story(brief_of("CN-GD", "2023")) and "仍低于" not in story(brief_of("CN-GD", "2023", "zh"))


def test_who_moved_with_a_group_and_who_against_it_is_said_by_name(brief_of: BriefOf) -> None:
    told = story(brief_of("northeast", "2024"))
    assert "Heilongjiang's trade rose 4.8% and Jilin's 5.1%, while Liaoning's fell 0.5%." in told
    assert "Heilongjiang had 312 billion yuan; and" in told and "辽宁进出口下降0.5%，但黑龙江增长4.8%，吉林增长5.1%。" in story(
        brief_of("northeast", "2024", "zh")
    )
    assert "grew fastest" not in told and "Trade grew in" not in told


def test_no_picture_of_a_story_is_of_a_month_within_its_year(brief_of: BriefOf) -> None:
    for subject in ("CN-ZJ", "CN-XJ", "CN-SC"):
        titles = [p.title for s in brief_of(subject).sections if not s.detail for p in s.pictures]
        assert titles and not [t for t in titles if "July 2025" in t]
        assert not next(s for s in brief_of(subject).sections if s.key == "about").pictures


def test_a_group_is_named_by_its_criterion_and_a_small_one_listed_in_full(brief_of: BriefOf) -> None:
    assert "在规模全国前十的省份中，安徽进出口增速居首位；在中部六省中增速居第二位" in story(brief_of("CN-AH", "2025", "zh"))
    brief = brief_of("yangtze-delta", "2024")
    [race] = [s for s in brief.sections if s.key == "race"]
    assert race.title == "By size" and all(name in race.sentences[0] for name in ("Jiangsu", "Zhejiang", "Shanghai", "Anhui"))
    assert next(s for s in brief_of("CN", "2025", "zh").sections if s.key == "race").title == "规模前五"
    assert "western China's total, published as a whole, includes it" in story(brief_of("western", "2025"))


def test_a_record_of_the_whole_series_says_where_that_begins(brief_of: BriefOf) -> None:
    assert "规模为近10年最高" in story(brief_of("CN-GD", "2025", "zh"))
    assert "in 2025, the highest in figures going back to 2016." in story(brief_of("CN-GD", "2025"))
    assert "曾于2022年达到7058亿元，为2016年以来的最高水平。" in story(brief_of("CN-HN", "2025", "zh"))
    assert "was still below the 34.2 billion yuan of 2017 as first reported." in story(brief_of("CN-NX", "2025"))


def test_a_group_that_went_as_its_nation_did_is_not_told_of_who_fell(brief_of: BriefOf) -> None:
    assert "东部进出口" not in story(brief_of("CN-BJ", "2025", "zh"))
    assert "Eastern China's" not in story(brief_of("CN-BJ", "2025"))
    assert "占全国外贸的比重由2020年的1.5%降至2025年的1.2%。" in story(brief_of("CN-HN", "2025", "zh"))


def test_a_count_of_months_names_its_unit_behind_quarters(brief_of: BriefOf) -> None:
    assert "they rose 30.8% in the first three quarters but fell in the last three months." in story(brief_of("CN-HB", "2025"))
    assert "In 2025 Anhui became the first of the six central provinces to pass 1 trillion yuan in trade." in story(brief_of("central"))


def test_those_ahead_in_a_rank_stand_in_their_order(brief_of: BriefOf) -> None:
    assert "third fastest among the ten eastern provinces and municipalities, behind Hainan (up 20.0%) and Guangdong (up 9.8%)." in story(
        brief_of("CN-ZJ", "2024")
    )
    assert "居第三位，次于海南（增长20.0%）、广东（增长9.8%）。" in story(brief_of("CN-ZJ", "2024", "zh"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_level_is_not_compared_with_the_edge_of_a_window(brief_of: BriefOf, language: Language) -> None:
    assert not re.search("much the same|大体持平", story(brief_of("CN-YN", "2025", language)))


def test_a_list_of_shares_has_one_precision(brief_of: BriefOf) -> None:
    assert evenly(["24.1%", "20%", "17%"], [Decimal("24.1"), Decimal("20.2"), Decimal("16.9")]) == ["24%", "20%", "17%"]
    assert evenly(["20.5%", "26%"], [Decimal("20.46"), Decimal("26.2")]) == ["20%", "26%"], "rounded once"
    assert "对全国外贸增长的贡献率居前，分别为24%、20%、17%" in story(brief_of("CN", "2025", "zh"))


def test_a_share_that_turned_since_the_middle_year_is_not_compared(brief_of: BriefOf) -> None:
    told = story(brief_of("CN-SD", "2025")) + story(brief_of("CN-SD", "2025", "zh"))
    assert not re.search(r"share of the nation's trade (?:rose|fell)|比重由", told)
    assert "fell to 2.3% from 2.5% in 2020." in story(brief_of("CN-SC", "2025"))


@pytest.mark.parametrize(("language", "said"), [("en", "In dollars"), ("zh", "以美元计")])
def test_dollar_rates_stay_out_of_a_lead_in_yuan(brief_of: BriefOf, language: Language, said: str) -> None:
    brief = brief_of("CN-GS", "2018", language)
    assert said not in " ".join(brief.standfirst) and said in sections(brief)


def test_places_of_one_sentence_share_their_digits_and_the_last_is_called_so(brief_of: BriefOf) -> None:
    assert "居全国第24位，与2024年相同，2020年为第25位；在西部十二省区市中居第7位" in story(brief_of("CN-NM", "2025", "zh"))
    assert "居全国第八位，与2024年相同；在西部十二省区市中居首位" in story(brief_of("CN-SC", "2025", "zh"))
    assert "Hainan was last of the ten eastern provinces and municipalities." in story(brief_of("CN-HI", "2025"))
    assert "在东部十省市中居末位。" in story(brief_of("CN-HI", "2025", "zh"))


def test_a_list_of_the_largest_names_them_before_their_figures(brief_of: BriefOf) -> None:
    told = story(brief_of("CN", "2025", "zh"))
    assert "居前五位的是广东（9.49万亿元，增长4.4%）、江苏（5.95万亿元，增长6.0%）、" in told
    assert "居前五位的是广东（9.11万亿元，增长9.8%）、江苏（5.62万亿元，增长7.0%）、" in story(brief_of("CN", "2024", "zh"))
    assert "居前五位的是四川（1.03万亿元，下降1.3%）、广西（8193亿元，增长8.4%）、重庆（" in story(brief_of("western", "2025", "zh"))
    assert "按进出口规模由大到小依次为江苏5.62万亿元（增长7.0%）、" in story(brief_of("yangtze-delta", "2024", "zh"))


@pytest.mark.parametrize(
    ("subject", "en", "zh"),
    [
        ("CN-AH", "Where it stands", "位次"),
        ("CN-XJ", "Where it stands", "位次"),
    ],
)
def test_a_race_has_a_rival_or_a_change_of_place(brief_of: BriefOf, subject: str, en: str, zh: str) -> None:
    for language, title in (("en", en), ("zh", zh)):
        assert next(s for s in brief_of(subject, "2025", language).sections if s.key == "race").title == title


def test_the_lead_of_a_nation_says_which_way_growth_went(brief_of: BriefOf) -> None:
    assert bare(brief_of("CN", "2025").standfirst[1]) == "Trade growth slowed from 5.0% in 2024."
    assert bare(brief_of("CN", "2025", "zh").standfirst[1]) == "进出口增速低于2024年的5.0%。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_run_of_rises_is_not_told_of_a_year_that_stood_still(brief_of: BriefOf, language: Language) -> None:
    assert not re.search("in a row|连续", story(brief_of("CN-HL", "2025", language)))
    assert re.search("in a row|连续", story(brief_of("CN-GD", "2025", language)))


def test_a_rate_of_the_year_before_stands_behind_its_own_in_brackets(brief_of: BriefOf) -> None:
    assert "同比增长2.7%（2024年下降17.2%），全国排名" in story(brief_of("CN-JX", "2025", "zh"))
    assert "after a fall of 0.4% in 2024, and reached its highest level in figures going back to 2016" in story(brief_of("central", "2025"))


def test_figures_of_part_of_a_year_stand_behind_its_lead(brief_of: BriefOf) -> None:
    for language, months in (("en", "first seven months"), ("zh", "1至7月")):
        brief = brief_of("CN-FJ", "2025", language)
        assert months not in " ".join([*brief.standfirst, *(t.text for t in brief.takeaways)]) and months in sections(brief)


def test_a_nations_month_has_its_flows_and_the_year_to_date_in_its_lead(brief_of: BriefOf) -> None:
    en, zh = (bare(" ".join(brief_of("CN", "2026-05", language).standfirst)) for language in LANGUAGES)
    assert "in May 2026. Exports rose 13.8%" in en and "fell to 724 billion yuan from 744 billion yuan a year earlier." in en
    assert en.endswith("In the first five months of 2026 China's trade rose 15.3% to 20.7 trillion yuan.")
    assert "贸易顺差7240亿元，低于上年同期的7436亿元。" in zh and "2026年1至5月" in zh


def test_parts_of_a_net_gain_that_come_to_more_than_it_name_all_that_fell(brief_of: BriefOf) -> None:
    said = "增加额分别相当于中部地区进出口净增量的43%、37%、33%（因湖南、山西下降，合计大于净增量）。"
    assert said in story(brief_of("central", "2025", "zh"))


def test_a_state_of_another_country_has_its_own_words(brief_of: BriefOf) -> None:
    brief = brief_of("US-TX", "2017", "zh")
    assert "美国得克萨斯州" in brief.headline and story(brief).count("美国得克萨斯州") == 2
    assert "在规模全美前十的州中" in story(brief) and "省" not in story(brief)


@pytest.mark.parametrize(("subject", "period"), [*BRIEFS, ("CN", "2026-07"), ("CN-SH", "2025-11"), ("western", "2025")])
def test_what_is_not_held_is_said_once_in_chinese(brief_of: BriefOf, subject: str, period: str) -> None:
    assert not re.search("可得的|仅有|最近有", story(brief_of(subject, period, "zh")))


def test_the_main_period_is_named_again_behind_another(brief_of: BriefOf) -> None:
    points = [bare(t.text) for t in brief_of("CN", "2025").takeaways], [bare(t.text) for t in brief_of("CN", "2025", "zh").takeaways]
    assert [p[0].startswith(at) for p, at in zip(points, ("In 2025 Guangdong", "广东、江苏、浙江"), strict=True)] == [True, True]
    assert "eleven months" in points[0][-1] and points[1][-1].startswith("2025年1至11月")  # Part of the year stands behind it.
    assert "In 2025 Sichuan led with" in story(brief_of("western", "2025"))


def test_an_estimate_has_an_owner_where_it_is_first_named(brief_of: BriefOf) -> None:
    en, zh = (brief_of("CN-XZ", "2025", language) for language in LANGUAGES)
    assert en.headline == "No total of Tibet's trade in 2025 could be found; this brief estimates a fall of about 33%"
    assert [("this brief's estimate" in s, "estimate" in s) for s in en.standfirst].count((True, True)) == 1
    assert zh.headline == "西藏2025年进出口总值未见公布，本文推算同比下降约33%"
    assert [("据本文推算约85亿元" in bare(s)) for s in zh.standfirst].index(True) == 0


LEADS = [
    ("CN-JX", "2024"),
    ("CN-TJ", "2024"),
    ("CN-HB", "2025"),
    ("CN-SD", "2025"),
    ("western", "2025"),
    ("US-WA", "2017"),
    ("CN", "2026-05"),
]


@pytest.mark.parametrize(("subject", "period"), LEADS)
def test_a_sentence_of_a_lead_is_short_and_has_two_pairs_of_figures_at_most(brief_of: BriefOf, subject: str, period: str) -> None:
    lead = " ".join(bare(s) for s in brief_of(subject, period).standfirst)
    for sentence in re.split(r"(?<=[a-z\d%])\. (?=[A-Z])", lead):
        assert len(sentence.split()) <= 35, sentence
        assert len(re.findall(r"[\d.]+%|[\d.]+ (?:million|billion|trillion)", sentence)) <= 4, sentence


@pytest.mark.parametrize(
    ("subject", "period"), [("CN-QH", "2025"), ("CN-NM", "2025"), ("CN-GX", "2025"), ("CN-JX", "2024"), ("CN", "2025"), ("US", "2015")]
)
def test_neighbours_in_a_lead_do_not_name_one_year_twice(brief_of: BriefOf, subject: str, period: str) -> None:
    lead = re.split(r"(?<=[a-z\d%])\. (?=[A-Z])", " ".join(bare(s) for s in brief_of(subject, period).standfirst))
    assert [s for a, s in pairwise(lead) if f"in {period}" in a.lower() and f"in {period}" in s.lower()] == []
    assert not [s for s in lead if s.lower().count(f"in {period}") > 1]


def test_a_place_that_stayed_names_both_who_was_overtaken_and_who_overtook(brief_of: BriefOf) -> None:
    en, zh = (story(brief_of("CN-GX", "2025", language)) for language in LANGUAGES)
    assert "Guangxi overtook Liaoning in trade in 2025 but was overtaken by Hubei, and ranked 13th nationwide, as in 2024." in en
    assert "广西进出口规模超过辽宁，但被湖北超过，居全国第13位，与2024年相同。" in zh
    assert en.count("overt") == 2 and zh.count("超过") == 2


def test_a_state_that_shares_its_name_is_told_apart_where_it_is_first_named(brief_of: BriefOf) -> None:
    brief = brief_of("US-WA", "2017")
    assert brief.headline.startswith("Washington state's exports fall")
    assert story(brief).count("Washington state") == 2 and "Washington ranked fourth" in story(brief)
    assert "Washington state had" in story(brief_of("US", "2015")) and "华盛顿州" in story(brief_of("US", "2015", "zh"))


def test_a_balance_has_that_of_the_year_before_beside_it(brief_of: BriefOf) -> None:
    assert "The surplus rose to 8.51 trillion yuan from 7.06 trillion yuan in 2024." in story(brief_of("CN", "2025"))
    assert "贸易顺差8.51万亿元，高于2024年的7.06万亿元。" in story(brief_of("CN", "2025", "zh"))


@pytest.mark.parametrize(
    ("language", "start"), [("en", "In the first seven months of 2025 Tibet's exports rose"), ("zh", "2025年1至7月，西藏出口")]
)
def test_a_key_point_of_a_part_of_the_period_says_which(brief_of: BriefOf, language: Language, start: str) -> None:
    assert bare(brief_of("CN-XZ", "2025", language).takeaways[0].text).startswith(start)
