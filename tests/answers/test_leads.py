"""What an answer says where a request isn't answered word for word: what was left out, what is worked out of other periods, what is held instead, and what can be asked at all."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.api import Hinterland

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize("asked", [
    "for my zorgle: Henan imports 2024", "for our zorgle: which province imported most in 2024", "for my zorgle: in which year did Henan's imports peak",
    "for my zorgle: how far is Henan's trade from 1 trillion yuan", "for my zorgle: write a brief on Henan's trade 2024", "for my zorgle: Henan vs Hubei imports 2024",
])  # fmt: skip
def test_a_word_left_out_is_noted_before_all_else(hinterland: Hinterland, asked: str) -> None:
    assert hinterland.ask(asked, today=TODAY).notes[0] == '"zorgle" was not understood and left out'


@pytest.mark.parametrize(("asked", "told"), [
    ("Hebei exports Q3 2024", "worked out of what is held"), ("江苏2024年四季度进口", "由现有数据算出"),
    ("since when has Shandong exported more than it imported", "run in which it was a surplus"),
    ("湖北的出口从哪年开始一直增长", "最近一段连续增长"), ("US Texas vs US California exports 2016", "Texas led California"), ("美国加州和美国得州2016年出口哪个多", "得克萨斯州高于加利福尼亚州"),
    ("aggregate trade of Shanghai, Jiangsu, Zhejiang and Anhui in 2024 and its growth", "Yangtze Delta's trade"), ("Texas exports compared with Jiangsu's", "in 2016"),
    ("does Hainan run a trade deficit", "Supported"),
])  # fmt: skip
def test_what_can_be_worked_out_is_told(hinterland: Hinterland, asked: str, told: str) -> None:
    found = hinterland.ask(asked, today=TODAY)
    assert found.status == "answered" and told in " ".join(found.sentences)


def test_levels_and_growth_are_listed_year_by_year(hinterland: Hinterland) -> None:
    told = " ".join(hinterland.ask("list Fujian's exports and growth for every year from 2022 through 2024", today=TODAY).sentences)
    assert all(f"{said} in {year}" for said in ("came to", "rose") for year in (2022, 2023, 2024)) and told.count("in 2024") >= 2


def test_the_years_that_a_claim_lacks_are_named_with_the_nearest(hinterland: Hinterland) -> None:
    found = hinterland.ask("is it true that Hainan's imports tripled between 2020 and 2022", today=TODAY)
    told = " ".join(found.sentences)
    assert (
        found.status == "unheld"
        and "imports of Hainan in 2020" in told
        and "imports of Hainan in 2022" in told
        and "The nearest that is held" in told
    )


@pytest.mark.parametrize(("asked", "told"), [
    ("what can I ask you?", "For example"), ("你会做什么", "例如"), ("how accurate are your forecasts", "1 year ahead"), ("历史预测准吗", "提前1年"),
    ("where does your data come from?", "General Administration of Customs"), ("这里的数据可靠吗", "海关总署"), ("where do the figures for July 2025 come from", "of July 2025 are held"),
    ("why does the published growth of Guangdong's trade in 2023 differ from what I compute", "0.3% in 2023"),
])  # fmt: skip
def test_what_the_answers_rest_on_is_told(hinterland: Hinterland, asked: str, told: str) -> None:
    found = hinterland.ask(asked, today=TODAY)
    assert found.status == "answered" and told in " ".join(found.sentences)


@pytest.mark.parametrize(("asked", "told"), [
    ("how many vehicles did Anhui export in 2024", "units in 2024"), ("安徽2024年汽车出口数量", "万辆"), ("what does Anhui export in motor vehicles 2024", "96.14 billion yuan"),
    ("why do Hainan's imports exceed exports in 2024", "Figures don't say why"), ("黑龙江从俄罗斯进口了多少", "较宽范围的现有数据"),
    ("exports of northeast China in 2025, and growth", "By what is held of its members"), ("how much more did Shandong import in 2024 than in 2019", "by what is held"),
    ("Yunnan's record year for imports", "Its growth is held as published"), ("is the figure of Tibet's trade reliable", "the latest year held is 2024"),
    ("if Anhui keeps growing as in 2025, when would it catch Hubei? isn't it ahead already", "Anhui was ahead of Hubei by trade in 2025"),
])  # fmt: skip
def test_what_is_held_instead_is_told(hinterland: Hinterland, asked: str, told: str) -> None:
    found = hinterland.ask(asked, today=TODAY)
    assert told in " ".join((*found.sentences, *found.notes))


@pytest.mark.parametrize(("asked", "told"), [
    ("Fujian's exports to ASEAN in 2024", ("Not held: exports to ASEAN of Fujian", "Fujian's exports came to 1.2386", "China's exports to ASEAN", "No partner of Fujian")),
    ("山东2024年对韩国出口", ("没有山东2024年对韩国出口", "20811.6亿元", "全国对韩国出口", "现有山东的贸易伙伴")),
    ("Shandong's imports of aircraft 2024", ("Products held of Shandong: agricultural",)),
    ("Anhui's trade balance with Russia 2024", ("balance of trade with Russia of Anhui", "Trade with Russia: China had a trade deficit", "Partners held of Anhui")),
    ("Heilongjiang's share of trade with Russia", ("Heilongjiang's trade came to", "China's trade with Russia came to")), ("exports of the city of Wuhan", ("Hubei's exports came to",)),
    ("which countries does Guizhou sell most to", ("Guizhou's exports came to", "China's exports in")),
    ("福建主要出口什么商品", ("福建出口", "全国出口按商品")), ("Shandong's trade with Japan 2016", ("170 billion yuan in 2024",)),
    ("Texas's exports to China 2017", ("264.54 billion dollars in 2017", "China's imports from the United States")),
    ("what did Hubei export in dollars", ("billion dollars in", "Newer ones are held in yuan")),
    ("Hainan's exports to ASEAN vs Guizhou's in 2024", ("Hainan's exports came to", "Guizhou's exports came to")),
])  # fmt: skip
def test_what_is_not_held_leads_on_to_the_nearest_that_is(hinterland: Hinterland, asked: str, told: tuple[str, ...]) -> None:
    found = " ".join(hinterland.ask(asked, today=TODAY).sentences)
    assert all(part in found for part in told), found
    assert "100.0%" not in found and "(hinterland sql" not in found


def test_a_balance_with_a_partner_names_it(hinterland: Hinterland) -> None:
    found = hinterland.ask("China's trade balance with the US in January to June 2025", today=TODAY)
    assert found.status == "answered" and found.sentence.startswith("Trade with the United States: China had a trade surplus")


@pytest.mark.parametrize(("asked", "told"), [
    ("what do you mean by operating unit?", "where the firm that trades is registered"), ("what's the difference between the two bases", "There are two bases"),
    ("货源地是什么意思", "使用地或产地"),
    ("经营单位所在地跟货源地啥区别", "经营单位注册地"), ("are services counted too", "goods alone"), ("外贸含服务贸易吗", "不含服务贸易"), ("what is the double dagger for", "derived or computed"),
    ("这里的†代表什么", "新闻报道或转引"),
    ("what's meant by ytd here", "from January"), ("累计值指什么", "当年1月"), ("how do growth in yuan and growth in dollars differ", "exchange rate"),
    ("美元计价跟人民币计价的增速怎么会不同", "汇率"),
    ("what are vintages", "published on one day"), ("explain what reliability means", "second-hand"), ("how do I read the bounds", "least and the most"), ("上下限怎么理解", "最小值和最大值"),
    ("difference between the published growth rate and the one worked out from two levels", "revised since"), ("公布的增速与计算的增速差别在哪", "修订后的上年数"),
    ("what does the new trio mean", "solar cells"),
    ("环比跟同比有何不同", "上年同期"), ("what does ASEAN mean", "Thailand"), ("出口和进口有什么区别", "离岸价"),
])  # fmt: skip
def test_a_meaning_is_told_however_it_is_asked(hinterland: Hinterland, asked: str, told: str) -> None:
    found = hinterland.ask(asked, today=TODAY)
    assert found.request.what == "definition" and told in " ".join(found.sentences)


@pytest.mark.parametrize(("asked", "told"), [
    ("这些数字出自哪里", "海关总署"), ("are your figures from customs?", "General Administration of Customs"), ("靠谱吗", "按可靠程度"), ("can I trust these numbers", "By how firm they are"),
    ("浙江2024年出口这个数从哪来的", "官方"), ("where does the number for Hubei's 2023 exports come from", "Hubei Daily"),
    ("which figures are the least reliable for 2025", "the least firm figures are those of"),
    ("2024年哪些数据最不可信", "可靠程度最低的是"), ("was Guangdong's 2022 trade revised since, and by how much", "implies 8,275 to 8,284 billion yuan"),
    ("广东2022年进出口后来修订了多少", "意味着2022年为"),
    ("why is Tibet's 2025 trade not found", "January to July 2025"), ("西藏2025年进出口怎么查不到", "2025年1至7月"), ("why isn't there any data for Suzhou, Jiangsu", "Jiangsu's trade came to"),
])  # fmt: skip
def test_sources_revisions_and_gaps_are_told(hinterland: Hinterland, asked: str, told: str) -> None:
    assert told in " ".join(hinterland.ask(asked, today=TODAY).sentences)


@pytest.mark.parametrize(("asked", "told"), [
    ("can you tell if tariffs hurt Jiangsu's exports in 2025", ("Jiangsu's exports rose", "Jiangsu's exports came to")), ("加征关税对山东2024年出口有影响吗", ("山东出口同比", "20811.6亿元")),
    ("how did the pandemic affect Hunan's trade in 2020", ("Hunan's trade", "came to")), ("疫情对湖北2020年外贸冲击", ("湖北进出口同比", "4294.1亿元")),
    ("why did Anhui's exports rise in 2025", ("products as far as held: new three",)),
    ("why did Hainan's imports fall in 2025", ("imports fell 5.6% in January to July 2025", "93.25 billion yuan in January to July 2025")),
    ("为何西藏2025年外贸增长", ("2025年1至7月西藏进出口49.1亿元",)),
])  # fmt: skip
def test_reasons_are_said_not_to_be_held_before_the_figure(hinterland: Hinterland, asked: str, told: tuple[str, ...]) -> None:
    found = hinterland.ask(asked, today=TODAY)
    assert "reasons aren't held" in found.sentence or "没有原因方面的数据" in found.sentence
    assert all(part in " ".join(found.sentences) for part in told)


@pytest.mark.parametrize(("asked", "told"), [
    ("Guizhou's exports January to August 2025 and their growth", ("Not held: exports of Guizhou", "31.26 billion yuan", "13.9%")),
    ("青海2025年1-9月进口及同比", ("没有青海2025年1至9月进口增速", "没有青海2025年1至9月进口的数据")),
])  # fmt: skip
def test_an_amount_and_its_growth_are_each_told_as_far_as_held(hinterland: Hinterland, asked: str, told: tuple[str, ...]) -> None:
    found = " ".join(hinterland.ask(asked, today=TODAY).sentences)
    assert all(part in found for part in told), found


@pytest.mark.parametrize(("asked", "told"), [
    ("重庆2025年笔记本电脑出口量", ("没有重庆2025年笔记本电脑出口数量的数据", "1521.5亿元")),
    ("how many notebook computers did Chongqing export in 2025", ("Not held: the quantity of exports", "152.15 billion yuan")),
    ("how many tonnes of steel did Shandong export in 2024", ("Not held: the quantity of exports of steel", "Shandong's exports came to")), ("重庆2025年摩托车出口多少吨", ("数量的数据",)),
    ("Anhui's exports of motor vehicles in units 2024", ("954 thousand units",)),
])  # fmt: skip
def test_a_quantity_that_is_not_held_is_said_before_the_value(hinterland: Hinterland, asked: str, told: tuple[str, ...]) -> None:
    found = hinterland.ask(asked, today=TODAY)
    assert told[0] in found.sentence and all(part in " ".join(found.sentences) for part in told)


@pytest.mark.parametrize(("asked", "told"), [
    ("which province exports most to ASEAN", ("Not held: exports to ASEAN", "Anhui 141.5 billion yuan")), ("who buys most from Guizhou", ("Not held by partner", "China's exports in")),
    ("Brazil's exports to China in 2024", ("From the other side: China's imports from Brazil",)), ("Henan's imports growth in June 2019", ("January to February 2018 is the first",)),
    ("Qinghai's share of national exports in 2025", ("Qinghai's exports made up 0.02%",)), ("growth of Hubei's exports in dollars", ("Not held in dollars", "rose 19.6% in 2025")),
])  # fmt: skip
def test_what_is_said_not_to_be_held_is_not(hinterland: Hinterland, asked: str, told: tuple[str, ...]) -> None:
    found = " ".join(hinterland.ask(asked, today=TODAY).sentences)
    assert all(part in found for part in told) and "Held of it: July 2019" not in found, found
