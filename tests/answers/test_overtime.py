"""What changed over the years: gaps, places, runs above an amount, multiples and balances; what each answer says, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.api import Hinterland

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(("asked", "told"), [
    ("The gap between Shandong and Zhejiang in exports, did it widen over the last three years?", "The gap between Shandong and Zhejiang by exports"),
    ("has the lead of Guangdong over Zhejiang in trade shrunk since 2021", "The gap between Guangdong and Zhejiang by trade narrowed from 2021"),
    ("how has the gap in exports between Anhui and Henan changed from 2023 to 2025", "widened from 2023 to 2025: from 5 billion yuan to 65.49 billion yuan"),
    ("河南和安徽出口差距2025年比2024年是扩大还是缩小", "2024年至2025年，河南和安徽的出口差距扩大：由570.5亿元到654.9亿元"),
    ("福建与安徽外贸差距近三年越来越小了吗", "2023年至2025年，福建和安徽的进出口差距缩小"),
    ("did the gap between Beijing's exports and imports close from 2021 to 2024", "the deficit widened by 580 billion yuan"),
    ("北京逆差2025年收窄了多少", "由2024年到2025年，逆差缩小4596亿元"),
    ("is Sichuan closing the gap with China in trade, 2023 vs 2024", "The gap between Sichuan and China by trade widened"),
    ("河南和安徽出口差距今年扩大了没有", "没有河南2026年出口的数据"),
    ("四川进口出口差额今年比去年扩大没", "由2023年到2024年，顺差"),
])  # fmt: skip
def test_whether_a_gap_narrowed_is_told_with_the_gap_at_each_end(hinterland: Hinterland, asked: str, told: str) -> None:
    answered = hinterland.ask(asked, today=TODAY)
    assert answered.status == "answered" and told in " ".join(answered.sentences)


def test_a_gap_within_rounding_is_neither_narrower_nor_wider(hinterland: Hinterland) -> None:
    assert "不分扩大或缩小" in hinterland.ask("江苏和浙江的出口差距自2020年起是拉大还是缩小", today=TODAY).sentence


@pytest.mark.parametrize(("asked", "told"), [
    ("Beijing exports less imports, 2021, 2022 and 2023", "the deficit widened by 630 billion yuan, from 1.82 trillion yuan to 2.44 trillion yuan"),
    ("安徽2022年、2023年、2024年贸易差额", "顺差扩大1020亿元，由1930亿元到2946.5亿元"), ("Shanghai trade balance 2020-2024", "from 2020 to 2024 the deficit narrowed"),
    ("浙江2023与2024年顺差", "由2023年到2024年，顺差扩大"),
])  # fmt: skip
def test_balances_of_several_years_are_told_in_words(hinterland: Hinterland, asked: str, told: str) -> None:
    sentences = " ".join(hinterland.ask(asked, today=TODAY).sentences)
    assert told in sentences and "in dollars" not in sentences


@pytest.mark.parametrize(("asked", "told"), [
    ("Zhejiang is how many times the size of Ningxia trade wise?", "Zhejiang had"), ("广东的出口抵得上几个甘肃", "2024年出口：广东是甘肃的463.08倍"),
    ("How many times larger than Anhui's are the imports of Shandong?", "Shandong had"), ("2025年甘肃出口是广东的多少倍", "广东是甘肃的311.6至346.1倍"),
    ("Texas exports in 2017 as a multiple of Ohio's", "Texas had 5.28 times what Ohio had"),
])  # fmt: skip
def test_a_multiple_is_the_first_sentence(hinterland: Hinterland, asked: str, told: str) -> None:
    assert told in hinterland.ask(asked, today=TODAY).sentence


@pytest.mark.parametrize(("asked", "told"), [
    ("since when has Jiangsu been no. 2 by trade", "Jiangsu has stood second among the provincial-level regions in each year from 2016 to 2025: 10 years. Whether it did so in 2015 isn't known"),
    ("安徽外贸自2023年以来稳居全国前十", "此前的2022年居第13位"),
    ("when did Zhejiang become number two in exports", "Zhejiang has stood second among the provincial-level regions in each year from 2023 to 2025"),
    ("how long has Guangdong been the biggest exporter", "Guangdong has stood first among the provincial-level regions in each year from 2019 to 2025"),
    ("浙江出口从哪年起稳居全国第二", "浙江出口在全国各省份每年都居第二位"), ("江苏出口排第二多少年了", "2025年江苏出口在全国各省份居第三位，不是第二位"),
    ("since when has Anhui been in the top 10 by trade", "Anhui has stood in the first 10 among the provincial-level regions"),
    ("since when has Shandong's trade stayed above 3 trillion yuan", "in each year from 2022 to 2025, the last one held: 4. In 2021, the year before, it came to 2.930 trillion yuan"),
    ("河南出口自哪年起稳定在5000亿以上", "2023年之前是否如此不得而知：没有2022年的数据"), ("how long have Henan's exports been above 2 trillion yuan", "did not do so in 2025"),
])  # fmt: skip
def test_since_when_a_place_or_an_amount_is_held(hinterland: Hinterland, asked: str, told: str) -> None:
    assert told in " ".join(hinterland.ask(asked, today=TODAY).sentences)


@pytest.mark.parametrize(("asked", "told"), [
    ("Anhui's place nationwide by trade, year by year", "2016 15th, 2017 14th"), ("安徽进出口历年排第几", "由2016年的第15升至2025年的第九"),
    ("where did Anhui rank in trade each year", "2016 15th"), ("how did the rank of Sichuan by exports develop over the years", "2021 seventh of the 14 held"),
])  # fmt: skip
def test_a_place_is_given_in_each_year(hinterland: Hinterland, asked: str, told: str) -> None:
    assert told in " ".join(hinterland.ask(asked, today=TODAY).sentences)


@pytest.mark.parametrize(("asked", "told"), [
    ("辽宁进出口连续萎缩了几年", "连续下降为3期"), ("辽宁进出口接连下滑几年了", "自2023年至现有最新的2025年"),
    ("how many months in a row have Anhui's exports grown at least 10%", "growth of exports came to more than 10%"),
    ("安徽进出口增速连续多少个月两位数", "增速连续高于10%最长的一段为4期"), ("2016年以来陕西出口下滑的年份有多少个", "陕西出口下降的有1个：2023年（-12.7%）"),
    ("how many years since 2017 did Fujian's exports fall", "Fujian's exports fell in 1 of the"),
    ("when did Anhui's trade last decline", "came to less than 0% in no year held. The last month held in which"), ("上一次安徽外贸下降是什么时候", "最近一次低于0%是在2024年3月"),
])  # fmt: skip
def test_streaks_are_counted(hinterland: Hinterland, asked: str, told: str) -> None:
    assert told in " ".join(hinterland.ask(asked, today=TODAY).sentences)


@pytest.mark.parametrize(("asked", "told"), [
    ("山西进口比上年少了多少亿", "2025年山西进口同比减少4.407至5.086亿元，按增速（-0.7%）"), ("山西2025年进口较2024年增加了多少亿元", "按增速（-0.7%）与上年数（678.1亿元）推算"),
    ("Shanxi bought how many billion yuan less from abroad in 2025 than 2024", "440.7 to 508.6 million yuan less in 2025"),
    ("安徽2025年出口较上年多多少亿元", "同比增加1030亿元（增长17.8%）"), ("安徽出口2025年比2020年多了多少亿", "由2020年到2025年增加"),
])  # fmt: skip
def test_by_what_amount_a_figure_rose_on_the_year_before(hinterland: Hinterland, asked: str, told: str) -> None:
    assert told in " ".join(hinterland.ask(asked, today=TODAY).sentences)


@pytest.mark.parametrize(("asked", "told"), [
    ("哪四个省出口最少", "倒数第1至第4位依次为青海 43.5190亿元、西藏 113.2亿元、甘肃 127.2亿元和"), ("进出口垫底的两个地区", "青海 70.7亿元和宁夏"),
    ("哪两个直辖市2025年出口最多", "直辖市出口第1至第2位依次为上海 2.02万亿元和北京"), ("美国2017年出口最多的两个州", "得克萨斯州 2645.4亿美元和加利福尼亚州 1720.1亿美元"),
    ("bottom 2 provinces by exports 2024", "Qinghai 4.35190 billion yuan and Tibet"),
    ("top three provinces by imports 2024", "Guangdong 3.221 trillion yuan, Beijing 3.002 trillion yuan and Shanghai 2.450 trillion yuan"),
    ("安徽能在三年之内突破1.5万亿吗", "安徽进出口最迟在2029年"), ("can Henan reach 1 trillion yuan within two years", "Henan's trade reaches 1 trillion yuan by 2028"),
])  # fmt: skip
def test_as_many_are_named_as_are_asked_for(hinterland: Hinterland, asked: str, told: str) -> None:
    assert told in hinterland.ask(asked, today=TODAY).sentence


@pytest.mark.parametrize(("asked", "told"), [
    ("2024年出口增速居中位的是哪个省", "中位数为7.8%，居中的是天津 7.8%"), ("median of the provinces' imports in 2024", "in the middle: Heilongjiang"),
    ("2025年长三角出口的中位数", "居中的是江苏 3.96万亿元和上海 2.02万亿元"),
])  # fmt: skip
def test_the_middle_of_a_ranking_is_named(hinterland: Hinterland, asked: str, told: str) -> None:
    assert told in hinterland.ask(asked, today=TODAY).sentence
